//! Barriers: what keeps one package from winning, as sums over the parts that are kept.
//!
//! A package is kept from winning where each alternative of the rule is, and an alternative in one of
//! several ways: by a veto, by too many objections, because nobody accepts, or because one of its
//! requirements is missed. Whoever does not accept takes something from what all together would give, so that
//! every way is a sum that has to reach what is needed, and grows with the parts that are kept. Numbers beyond
//! [`FULL`] are scaled down to it and rounded so that a barrier is never harder than it is.

use super::{Part, Places};
use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Fixed, Model, Tally, Voted},
        package::Package,
        quantity::{Quantity, Threshold},
        rule::Base,
    },
};

/// What is needed of a sum, at most.
pub const FULL: u64 = 1 << 24;

/// One of these ways has to be gone by the parts that are kept, or the package wins.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Barrier {
    pub ways: Vec<Way>,
}

/// A way to keep a package from winning.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Way {
    /// Parts without which it cannot be gone.
    pub with: Vec<usize>,
    /// What other parts count, at most `need` each, the largest first.
    pub counts: Vec<(usize, u64)>,
    /// What their counts must reach.
    pub need: u64,
}

impl Barrier {
    /// At least one of these parts.
    pub fn one_of(parts: Vec<usize>) -> Self {
        let counts = parts.into_iter().map(|part| (part, 1)).collect();
        Self { ways: vec![Way { with: Vec::new(), counts, need: 1 }] }
    }

    /// Whether these parts keep the package from winning.
    pub fn is_kept_by(&self, held: &[bool]) -> bool {
        self.ways.iter().any(|way| way.is_gone_by(held))
    }
}

impl Way {
    /// The way that some counts go when they reach what is needed; `None` when all of them do not.
    fn new(with: Vec<usize>, mut counts: Vec<(usize, u128)>, need: u128) -> Option<Self> {
        if counts.iter().map(|(_, count)| count).sum::<u128>() < need {
            return None;
        }
        let whole = need.min(u128::from(FULL));
        counts.retain(|(_, count)| *count > 0 && need > 0);
        let scaled = |count: u128| {
            let capped = count.min(need);
            // Below 2^104 for what is needed and 2^24 for the whole.
            if need <= whole { capped } else { (capped * whole).div_ceil(need) }
        };
        let fitting = |number: u128| u64::try_from(number).unwrap_or(FULL);
        let mut counts: Vec<(usize, u64)> =
            counts.into_iter().map(|(part, count)| (part, fitting(scaled(count)))).collect();
        counts.sort_unstable_by_key(|&(part, count)| (std::cmp::Reverse(count), part));
        Some(Self { with, counts, need: fitting(whole) })
    }

    fn is_gone_by(&self, held: &[bool]) -> bool {
        self.with.iter().all(|&part| held[part])
            && self.counts.iter().filter(|(part, _)| held[*part]).map(|(_, count)| count).sum::<u64>()
                >= self.need
    }
}

/// What keeps a package from winning, for each alternative of the rule. Members that wait for others are
/// taken to refuse whenever they do while all stances stand.
pub fn barriers(model: &Model, places: &Places, package: &Package) -> Vec<Barrier> {
    let voted = model.verdicts(package, &Fixed::new());
    let terms = &model.terms;
    let is_rejecting = |at: usize| voted[at].is_some_and(|vote| vote.verdict == Verdict::Reject);
    let refusing: Vec<(usize, usize)> = (0..voted.len())
        .filter(|&at| voted[at].is_none_or(|vote| vote.verdict != Verdict::Accept))
        .filter_map(|at| Some((at, places.of(Part::Member(at))?)))
        .collect();
    let mut whatever = Vec::new();
    for &at in terms.veto.iter().filter(|&&at| is_rejecting(at)) {
        let with = [Part::Member(at), Part::Veto(at)].into_iter().filter_map(|part| places.of(part));
        whatever.extend(Way::new(with.collect(), Vec::new(), 0));
    }
    let ones = |those: &dyn Fn(usize) -> bool| -> Vec<(usize, u128)> {
        refusing.iter().filter(|(at, _)| those(*at)).map(|&(_, part)| (part, 1)).collect()
    };
    if let (Some(most), Some(objections)) = (terms.max_objections, places.of(Part::Objections)) {
        whatever.extend(Way::new(vec![objections], ones(&is_rejecting), u128::from(most) + 1));
    }
    whatever.extend(Way::new(Vec::new(), ones(&|_| true), voted.len() as u128));
    let alternatives = terms.alternatives.iter().enumerate();
    alternatives
        .map(|(alternative, tallies)| {
            let missed = tallies.iter().enumerate().filter_map(|(at, tally)| {
                let with = vec![places.of(Part::Requirement(alternative, at))?];
                let (counts, need) = shortfall(tally, &voted, &refusing);
                Way::new(with, counts, need)
            });
            Barrier { ways: whatever.iter().cloned().chain(missed).collect() }
        })
        .collect()
}

/// What each refusing member takes from a requirement that all together would meet, and what it takes to miss it.
///
/// With all accepting, the accepting sum `a` and the base `b` are the sum `s` of everybody. A share `p/q` is missed
/// when `q·a < p·b` (or `≤`): who refuses takes `q` times its count from the left side, and `p` times from the right
/// one as well when it leaves the base. So they have to take more than `(q − p)·s` (or as much).
fn shortfall(
    tally: &Tally,
    voted: &[Option<Voted>],
    refusing: &[(usize, usize)],
) -> (Vec<(usize, u128)>, u128) {
    let all: u128 = tally.counts.iter().copied().map(u128::from).sum();
    let (part, whole, spare) = match tally.threshold.quantity() {
        Quantity::Count(count) => (0, 1, all.checked_sub(u128::from(count))),
        Quantity::Share(share) => {
            let (part, whole) = (u128::from(share.part()), u128::from(share.whole()));
            (part, whole, Some((whole - part) * all))
        }
    };
    let need = match (tally.threshold, spare) {
        (Threshold::AtLeast(_), Some(spare)) => spare + 1,
        (Threshold::MoreThan(_), Some(spare)) => spare,
        // Not even all together meet it.
        (_, None) => 0,
    };
    let leaves_base = |at: usize| match tally.base {
        Base::Members => false,
        Base::Present => voted[at].is_none(),
        Base::Cast => voted[at].is_none_or(|vote| vote.verdict != Verdict::Reject),
    };
    let counts = refusing.iter().map(|&(at, place)| {
        let takes = if leaves_base(at) { whole - part } else { whole };
        (place, takes * u128::from(tally.counts[at]))
    });
    (counts.collect(), need)
}
