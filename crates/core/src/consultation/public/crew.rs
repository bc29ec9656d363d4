//! Who does the work: the core has no threads, whoever calls it may bring some.
//!
//! Work is cut into parts that do not depend on how many hands there are, and results come back in the order of the parts;
//! so the number of hands changes no digit.

use std::ops::Range;

/// Hands that work on parts at the same time.
pub trait Crew: Sync {
    /// How many hands there are.
    fn hands(&self) -> usize;

    /// Does the work of every part, and gives the results in the order of the parts.
    fn each<T: Send>(&self, parts: &[Range<usize>], work: &(impl Fn(Range<usize>) -> T + Sync)) -> Vec<T>;
}

/// One hand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Crew for Alone {
    fn hands(&self) -> usize {
        1
    }

    fn each<T: Send>(&self, parts: &[Range<usize>], work: &(impl Fn(Range<usize>) -> T + Sync)) -> Vec<T> {
        parts.iter().cloned().map(work).collect()
    }
}

/// Parts of a fixed size.
pub(super) fn parts(whole: usize, size: usize) -> Vec<Range<usize>> {
    (0..whole).step_by(size.max(1)).map(|begin| begin..whole.min(begin + size)).collect()
}

/// As many parts as there are hands.
pub(super) fn shares(whole: usize, hands: usize) -> Vec<Range<usize>> {
    parts(whole, whole.div_ceil(hands.max(1)).max(1))
}
