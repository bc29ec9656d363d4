//! What a question came to, and what becomes of it beside what branching knows.

use crate::position::unify::{exhaustive::Branching, landscape::Trade};

/// What a question came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// This package, proven best.
    Best(Trade),
    /// This package or a better one; the bound is on the objective.
    AtMost(Trade, Option<u64>),
    /// No package.
    None,
    /// The limit was reached first.
    Unknown(Option<u64>),
}

impl Answer {
    /// This answer of the solver on the least burden, or what branching has found and proven where that is better.
    pub fn beside(self, branching: &Branching) -> Self {
        let found = |trade: Trade, bound: Option<u64>| match bound.unwrap_or(0).max(branching.least) {
            bound if bound >= trade.burden => Self::Best(trade),
            bound => Self::AtMost(trade, Some(bound)),
        };
        match (self, &branching.best) {
            // The solver's numbers are not exact: what is found counts, whatever it says of the rest.
            (Self::None, Some(best)) => found(best.clone(), None),
            (Self::Best(trade), Some(best)) if best.burden < trade.burden => found(best.clone(), None),
            (Self::AtMost(trade, bound), Some(best)) if best.burden < trade.burden => {
                found(best.clone(), bound)
            }
            (Self::AtMost(trade, bound), _) => found(trade, bound),
            (Self::Unknown(bound), Some(best)) => found(best.clone(), bound),
            (Self::Unknown(bound), None) => Self::Unknown(Some(bound.unwrap_or(0).max(branching.least))),
            (answer, _) => answer,
        }
    }

    /// This answer of the solver on the most support, or a package that is known where it has none as good.
    pub fn or_at_least(self, known: Option<&Trade>) -> Self {
        match (self, known) {
            (Self::None | Self::Unknown(_), Some(known)) => Self::AtMost(known.clone(), None),
            (Self::Best(trade) | Self::AtMost(trade, _), Some(known)) if trade.support < known.support => {
                Self::AtMost(known.clone(), None)
            }
            (answer, _) => answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::package::Package;

    /// What branching came to, unproven.
    fn branching(least: u64, best: Option<u64>) -> Branching {
        Branching { best: best.map(|burden| trade(burden, 0)), is_proven: false, least, work: 0 }
    }

    fn trade(burden: u64, support: u64) -> Trade {
        Trade { burden, support, package: Package::empty() }
    }

    #[test]
    fn what_branching_found_counts_beside_what_the_solver_says() {
        let at_most = |burden: u64, bound: Option<u64>| Answer::AtMost(trade(burden, 0), bound);
        let best = |burden: u64| Answer::Best(trade(burden, 0));
        for (solver, least, found, told) in [
            (Answer::None, 2, None, Answer::None),
            (Answer::None, 2, Some(5), at_most(5, Some(2))),
            (best(4), 2, Some(5), best(4)),
            (best(6), 2, Some(5), at_most(5, Some(2))),
            (at_most(6, Some(3)), 2, Some(5), at_most(5, Some(3))),
            (at_most(5, Some(3)), 4, None, at_most(5, Some(4))),
            (at_most(5, None), 2, Some(6), at_most(5, Some(2))),
            // What costs no more than anything can is the best.
            (at_most(5, Some(3)), 5, Some(7), best(5)),
            (Answer::Unknown(Some(5)), 2, Some(5), best(5)),
            (Answer::Unknown(None), 2, Some(5), at_most(5, Some(2))),
            (Answer::Unknown(Some(3)), 2, None, Answer::Unknown(Some(3))),
            (Answer::Unknown(None), 2, None, Answer::Unknown(Some(2))),
        ] {
            assert_eq!(solver.beside(&branching(least, found)), told);
        }
    }

    #[test]
    fn a_package_that_is_known_is_not_lost_where_support_is_preferred() {
        let known = trade(9, 7);
        for (solver, told) in [
            (Answer::None, Answer::AtMost(known.clone(), None)),
            (Answer::Unknown(Some(3)), Answer::AtMost(known.clone(), None)),
            (Answer::Best(trade(1, 6)), Answer::AtMost(known.clone(), None)),
            (Answer::Best(trade(1, 7)), Answer::Best(trade(1, 7))),
            (Answer::AtMost(trade(1, 8), Some(9)), Answer::AtMost(trade(1, 8), Some(9))),
        ] {
            assert_eq!(solver.or_at_least(Some(&known)), told);
        }
        assert_eq!(Answer::None.or_at_least(None), Answer::None);
    }
}
