//! Unlock: when nothing wins, the fewest bodies that would have to accept, and for what.

use super::{exhaustive::Enumeration, landscape::Trade};
use crate::{
    consultation::stance::Verdict,
    position::model::{Fixed, Model},
};

/// The most sets that are listed.
pub const SET_LIMIT: usize = 1_000;

/// Packages looked at, summed over the sets of bodies tried.
const WORK_LIMIT: u64 = 1 << 32;

/// The sets of bodies that would unlock a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlocking {
    /// The fewest bodies; `None` when all of them do not suffice.
    pub size: Option<usize>,
    /// Sets of that size, each with the best package it carries.
    pub sets: Vec<(Vec<usize>, Trade)>,
    /// Whether the size is proven and no set is missing.
    pub complete: bool,
}

/// Tries sets of bodies by ascending size; `None` when that is too much work.
pub fn unlock(model: &Model, enumeration: &Enumeration<'_>) -> Option<Unlocking> {
    let candidates: Vec<usize> = (0..model.members.len())
        .filter(|&at| !model.members[at].voice.as_ref().is_some_and(|voice| voice.is_open()))
        .collect();
    let accepting = |set: &[usize]| -> Fixed { set.iter().map(|&at| (at, Verdict::Accept)).collect() };
    if !enumeration.is_any_won(model, &accepting(&candidates)) {
        return Some(Unlocking { size: None, sets: Vec::new(), complete: true });
    }
    let mut work = WORK_LIMIT;
    for size in 1..=candidates.len() {
        let mut sets = Vec::new();
        let mut complete = true;
        let mut combination = Combination::first(size, candidates.len());
        while let Some(chosen) = combination.next() {
            work = work.checked_sub(enumeration.size())?;
            let set: Vec<usize> = chosen.iter().map(|&at| candidates[at]).collect();
            let best = enumeration.frontier(&accepting(&set)).into_iter().next();
            if let Some(trade) = best {
                if sets.len() == SET_LIMIT {
                    complete = false;
                    break;
                }
                sets.push((set, trade));
            }
        }
        if !sets.is_empty() {
            return Some(Unlocking { size: Some(size), sets, complete });
        }
    }
    None
}

/// The combinations of so many out of so many, in lexicographic order.
struct Combination {
    current: Option<Vec<usize>>,
    of: usize,
}

impl Combination {
    fn first(size: usize, of: usize) -> Self {
        Self { current: (size <= of).then(|| (0..size).collect()), of }
    }

    fn next(&mut self) -> Option<Vec<usize>> {
        let chosen = self.current.take()?;
        let size = chosen.len();
        let mut following = chosen.clone();
        if let Some(at) = (0..size).rev().find(|&at| following[at] < self.of - size + at) {
            following[at] += 1;
            for later in at + 1..size {
                following[later] = following[later - 1] + 1;
            }
            self.current = Some(following);
        }
        Some(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_come_in_order_and_end() {
        let mut combination = Combination::first(2, 4);
        let mut all = Vec::new();
        while let Some(chosen) = combination.next() {
            all.push((chosen[0], chosen[1]));
        }
        assert_eq!(all, [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]);
    }
}
