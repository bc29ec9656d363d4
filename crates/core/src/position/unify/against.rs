//! What an accepting sum is held against, once it is known who is present.

use crate::position::{
    model::Tally,
    quantity::{Quantity, Threshold},
};

/// What an accepting sum is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// A sum known beforehand.
    Sum(u64),
    /// The rejecting sum: `accepting × gain` against `rejecting × loss`.
    Rejecting {
        /// By what the accepting sum is multiplied.
        gain: u64,
        /// By what the rejecting sum is multiplied.
        loss: u64,
        /// Whether equality is enough.
        strictness: Strictness,
    },
}

/// Whether equal numbers reach each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strictness {
    /// They do not.
    Strict,
    /// They do.
    OrEqual,
}

impl Against {
    /// What the tally's sum is held against when these members are present.
    pub fn new(tally: &Tally, is_present: impl Fn(usize) -> bool) -> Self {
        if let Some(least) = tally.least_sum(is_present) {
            return Self::Sum(least);
        }
        // A share of those cast: a ≥ p/q (a + r)  ⇔  a (q − p) ≥ r p, and the same with >.
        let (quantity, strictness) = match tally.threshold {
            Threshold::AtLeast(quantity) => (quantity, Strictness::OrEqual),
            Threshold::MoreThan(quantity) => (quantity, Strictness::Strict),
        };
        match quantity {
            Quantity::Count(count) => Self::Sum(count),
            Quantity::Share(share) => {
                Self::Rejecting { gain: share.whole() - share.part(), loss: share.part(), strictness }
            }
        }
    }
}
