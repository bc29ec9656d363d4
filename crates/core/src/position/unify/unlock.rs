//! Unlock: when nothing wins, the fewest bodies that would have to accept, and for what.

use super::{
    best_trade,
    deadline::Deadline,
    is_any_won,
    landscape::Trade,
    question_cost,
    search::{Moves, Search},
};
use crate::{
    consultation::stance::Verdict,
    position::model::{Fixed, Model},
};

/// The most sets that are listed.
pub const SET_LIMIT: usize = 1_000;

/// Sets of bodies that are tried one by one.
const TRIED_LIMIT: usize = 10_000;

/// Bodies that the solver may be asked to move: one program of many thousands takes minutes.
const MOVER_LIMIT: usize = 1_000;

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

/// Finds who would have to accept, when nothing wins; `None` when that could not be settled.
///
/// Sets are tried one by one, small ones first, as long as there are not too many; then the solver
/// is asked for the fewest bodies to move.
pub fn unlock(model: &Model, deadline: Option<Deadline>) -> Option<Unlocking> {
    let candidates: Vec<usize> = (0..model.members.len())
        .filter(|&at| !model.members[at].voice.as_ref().is_some_and(|voice| voice.is_open()))
        .collect();
    if !is_any_won(model, &accepting(&candidates), deadline)? {
        return Some(Unlocking { size: None, sets: Vec::new(), complete: true });
    }
    let mut left = TRIED_LIMIT / question_cost(model);
    for size in 1..=candidates.len() {
        let many = combinations(candidates.len(), size);
        if many > left {
            return (candidates.len() <= MOVER_LIMIT).then(|| solve(model, &candidates, deadline))?;
        }
        left -= many;
        let mut found = Found::new(model, deadline);
        let mut combination = Combination::first(size, candidates.len());
        while let Some(chosen) = combination.next() {
            let set: Vec<usize> = chosen.iter().map(|&at| candidates[at]).collect();
            if is_any_won(model, &accepting(&set), deadline)? && !found.add(set) {
                break;
            }
        }
        if !found.sets.is_empty() {
            return Some(found.unlocking(size));
        }
    }
    None
}

/// Asks the solver for a smallest set, then for others of its size until there are none.
fn solve(model: &Model, candidates: &[usize], deadline: Option<Deadline>) -> Option<Unlocking> {
    let fixed = Fixed::new();
    let mut search = Search::new(model, &fixed, deadline);
    let mut found = Found::new(model, deadline);
    let (first, is_proven) = match search.fewest_moves(candidates, None, &[]) {
        Moves::Fewest(set) => (set, true),
        Moves::AtMost(set) => (set, false),
        Moves::None | Moves::Unknown => return None,
    };
    let size = first.len();
    let mut barred = vec![first.clone()];
    let mut goes_on = found.add(first) && is_proven;
    found.complete &= is_proven;
    while goes_on {
        match search.fewest_moves(candidates, Some(size as u64), &barred) {
            Moves::Fewest(set) | Moves::AtMost(set) => {
                barred.push(set.clone());
                goes_on = found.add(set);
            }
            Moves::None => break,
            Moves::Unknown => {
                found.complete = false;
                break;
            }
        }
    }
    found.sets.sort_by(|(a, _), (b, _)| a.cmp(b));
    Some(found.unlocking(size))
}

/// The sets found so far.
struct Found<'a> {
    model: &'a Model,
    deadline: Option<Deadline>,
    sets: Vec<(Vec<usize>, Trade)>,
    complete: bool,
}

impl<'a> Found<'a> {
    fn new(model: &'a Model, deadline: Option<Deadline>) -> Self {
        Self { model, deadline, sets: Vec::new(), complete: true }
    }

    /// Adds a set with its best package; whether there is room for more.
    fn add(&mut self, mut set: Vec<usize>) -> bool {
        if self.sets.len() == SET_LIMIT {
            self.complete = false;
            return false;
        }
        set.sort_unstable();
        match best_trade(self.model, &accepting(&set), self.deadline) {
            Some(trade) => self.sets.push((set, trade)),
            None => self.complete = false,
        }
        true
    }

    fn unlocking(self, size: usize) -> Unlocking {
        Unlocking { size: Some(size), sets: self.sets, complete: self.complete }
    }
}

fn accepting(set: &[usize]) -> Fixed {
    set.iter().map(|&at| (at, Verdict::Accept)).collect()
}

/// How many ways there are to choose so many out of so many, or a very large number.
fn combinations(of: usize, size: usize) -> usize {
    (0..size).try_fold(1_usize, |many, at| Some(many.checked_mul(of - at)? / (at + 1))).unwrap_or(usize::MAX)
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
