//! Unlock: when nothing wins, the fewest bodies that would have to accept, and for what.

mod relaxed;

use std::collections::HashMap;

use self::relaxed::Relaxed;
use super::{
    alike::alike,
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

/// The most bodies that are listed in all sets together.
const LISTED_LIMIT: usize = 100_000;

/// Questions whether a set, or any that goes on from one, unlocks something.
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
/// Sets are gone through in order, small ones first, as long as that does not take too many questions; then the
/// solver is asked for the fewest bodies to move.
pub fn unlock(model: &Model, deadline: Option<Deadline>) -> Option<Unlocking> {
    let candidates: Vec<usize> = (0..model.members.len())
        .filter(|&at| !model.members[at].voice.as_ref().is_some_and(|voice| voice.is_open()))
        .collect();
    if !is_any_won(model, &accepting(&candidates), deadline)? {
        return Some(Unlocking { size: None, sets: Vec::new(), complete: true });
    }
    let mut walk = Walk::new(model, &candidates, deadline);
    for size in walk.least_size()..=candidates.len() {
        let mut found = Found::new(model, deadline);
        match walk.through(size, &mut found) {
            Ok(()) if found.sets.is_empty() && found.complete => {}
            Ok(()) => return Some(found.unlocking(size)),
            Err(Stopped::Unsettled) => return None,
            // That no fewer do is known, and some of those that do.
            Err(Stopped::TooMany) if !found.sets.is_empty() => {
                found.complete = false;
                return Some(found.unlocking(size));
            }
            Err(Stopped::TooMany) => {
                return (candidates.len() <= MOVER_LIMIT).then(|| solve(model, &candidates, deadline))?;
            }
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

/// Why not all sets of a size were gone through.
enum Stopped {
    /// It takes too many questions.
    TooMany,
    /// A question has no answer.
    Unsettled,
}

/// How many of each kind of members that are alike.
type Numbers = Vec<u32>;

/// Goes through sets of candidates in order. What it learns of one set holds of all sets with as many of each kind.
struct Walk<'a> {
    model: &'a Model,
    relaxed: Relaxed<'a>,
    candidates: &'a [usize],
    /// By candidate.
    kinds: Vec<usize>,
    /// How many kinds there are.
    all_kinds: usize,
    deadline: Option<Deadline>,
    left: usize,
    /// By who was chosen: the best package, when one wins.
    won: HashMap<Numbers, Option<Option<Trade>>>,
    /// By who was chosen and who is left to choose from: whether a set of the size at hand that goes on from
    /// there may unlock something.
    hopeful: HashMap<(Numbers, Numbers), bool>,
}

/// The sets that begin with those chosen so far.
struct Beginning {
    /// The candidate to be chosen next.
    next: usize,
    /// How many sets had been found before.
    found: usize,
    numbers: (Numbers, Numbers),
}

impl<'a> Walk<'a> {
    fn new(model: &'a Model, candidates: &'a [usize], deadline: Option<Deadline>) -> Self {
        let alike = alike(model);
        let mut number = HashMap::new();
        let kinds: Vec<usize> = candidates
            .iter()
            .map(|&at| {
                let next = number.len();
                *number.entry(alike[at]).or_insert(next)
            })
            .collect();
        Self {
            model,
            relaxed: Relaxed::new(model),
            candidates,
            kinds,
            all_kinds: number.len(),
            deadline,
            left: TRIED_LIMIT / question_cost(model),
            won: HashMap::new(),
            hopeful: HashMap::new(),
        }
    }

    /// A size below which no set unlocks anything.
    fn least_size(&mut self) -> usize {
        let (mut without, mut with) = (0, self.candidates.len());
        while with - without > 1 {
            let middle = without + (with - without) / 2;
            match self.is_hopeful(&[], 0, middle) {
                Ok(false) => without = middle,
                Ok(true) => with = middle,
                Err(_) => break,
            }
        }
        without + 1
    }

    /// Adds all sets of this size that unlock something, in order, as long as there is room for them.
    fn through(&mut self, size: usize, found: &mut Found<'_>) -> Result<(), Stopped> {
        self.hopeful.clear();
        let all = self.candidates.len();
        let mut chosen: Vec<usize> = Vec::new();
        let mut beginnings =
            vec![Beginning { next: 0, found: 0, numbers: (self.numbers(&[]), self.numbers_from(0)) }];
        while let Some(beginning) = beginnings.last_mut() {
            let wanted = size - chosen.len();
            if beginning.next + wanted > all {
                if let Some(beginning) = beginnings.pop()
                    && beginning.found == found.sets.len()
                {
                    self.hopeful.insert(beginning.numbers, false);
                }
                chosen.pop();
                continue;
            }
            let at = beginning.next;
            beginning.next += 1;
            // Who is next is as good a choice as any; whether it is one without those before has to be asked.
            let leaves_out = chosen.last().map_or(0, |&last| last + 1) < at;
            chosen.push(at);
            if wanted == 1 {
                if let Some(best) = self.best(&chosen)? {
                    let set = chosen.iter().map(|&at| self.candidates[at]).collect();
                    if !found.keep(set, best) {
                        return Ok(());
                    }
                }
                chosen.pop();
                continue;
            }
            let has_choice = at + wanted < all;
            if leaves_out && has_choice && !self.is_hopeful(&chosen, at + 1, wanted - 1)? {
                chosen.pop();
                continue;
            }
            let numbers = (self.numbers(&chosen), self.numbers_from(at + 1));
            if self.hopeful.get(&numbers) == Some(&false) {
                chosen.pop();
                continue;
            }
            beginnings.push(Beginning { next: at + 1, found: found.sets.len(), numbers });
        }
        Ok(())
    }

    /// The best package that wins when these accept: `None` when none does, `Some(None)` when it was not found.
    fn best(&mut self, chosen: &[usize]) -> Result<Option<Option<Trade>>, Stopped> {
        let numbers = self.numbers(chosen);
        if let Some(known) = self.won.get(&numbers) {
            return Ok(known.clone());
        }
        self.ask()?;
        let fixed = accepting(&chosen.iter().map(|&at| self.candidates[at]).collect::<Vec<_>>());
        let is_won = is_any_won(self.model, &fixed, self.deadline).ok_or(Stopped::Unsettled)?;
        let best = is_won.then(|| best_trade(self.model, &fixed, self.deadline));
        self.won.insert(numbers, best.clone());
        Ok(best)
    }

    /// Whether these and so many of the candidates that follow may unlock something; `false` is certain.
    fn is_hopeful(&mut self, chosen: &[usize], from: usize, more: usize) -> Result<bool, Stopped> {
        let numbers = (self.numbers(chosen), self.numbers_from(from));
        // Nothing is kept of questions about the size: they differ in it alone.
        if !chosen.is_empty()
            && let Some(&known) = self.hopeful.get(&numbers)
        {
            return Ok(known);
        }
        self.ask()?;
        let fixed: Vec<usize> = chosen.iter().map(|&at| self.candidates[at]).collect();
        let is_won = self.relaxed.is_any_won(&fixed, &self.candidates[from..], more, self.deadline);
        let may_be_won = is_won.unwrap_or(true);
        if !chosen.is_empty() {
            self.hopeful.insert(numbers, may_be_won);
        }
        Ok(may_be_won)
    }

    fn ask(&mut self) -> Result<(), Stopped> {
        self.left = self.left.checked_sub(1).ok_or(Stopped::TooMany)?;
        Ok(())
    }

    fn numbers(&self, chosen: &[usize]) -> Numbers {
        let mut numbers = vec![0; self.all_kinds];
        chosen.iter().for_each(|&at| numbers[self.kinds[at]] += 1);
        numbers
    }

    fn numbers_from(&self, from: usize) -> Numbers {
        self.numbers(&(from..self.candidates.len()).collect::<Vec<_>>())
    }
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
        set.sort_unstable();
        let best = best_trade(self.model, &accepting(&set), self.deadline);
        self.keep(set, best)
    }

    /// Adds a set with its best package, if that was found; whether there is room for more.
    fn keep(&mut self, set: Vec<usize>, best: Option<Trade>) -> bool {
        if self.sets.len() == SET_LIMIT || (self.sets.len() + 1) * set.len() > LISTED_LIMIT {
            self.complete = false;
            return false;
        }
        match best {
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
