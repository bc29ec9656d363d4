//! Clash: when nothing wins, a smallest set of stances and requirements that cannot all hold.
//!
//! A stance that is left out is as good as an acceptance, since accepting never hurts a package. What can be
//! left out one by one leaves a clash of which nothing can be spared; a smaller one is looked for by implicit
//! hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva, "Smallest MUS extraction with minimal hitting set
//! dualization", CP 2015). What is hit here are not sets but the [`barrier`]s of packages that win
//! otherwise, each of which stands for very many sets: [`search`] finds the fewest parts that keep all packages seen so
//! far from winning, which either clash or show another package.

mod barrier;
mod search;

use self::{
    barrier::{Barrier, barriers},
    search::{Found, fewest},
};
use super::{any_won, deadline::Deadline, exhaustive::TimeUp, question_cost};
use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Fixed, Model, Terms},
        package::Package,
    },
};

/// Questions asked for a smallest clash, before the search settles for one of which nothing can be
/// spared.
const QUESTION_LIMIT: usize = 4_000;

/// Questions times parts, for a clash of which nothing can be spared: beyond it some can.
const WORK_LIMIT: usize = 4_000_000;

/// Packages that are remembered from the search for a clash of which nothing can be spared.
const SEEN_LIMIT: usize = 500;

/// It could not be settled whether anything could ever win.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsettled;

/// A stance or a part of the rule that may take part in a clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What a body says, or that it says nothing.
    Member(usize),
    /// A requirement, by alternative and position.
    Requirement(usize, usize),
    /// A body's veto.
    Veto(usize),
    /// The limit on objections.
    Objections,
}

impl Part {
    /// The member whose stance it is.
    pub fn member(&self) -> Option<usize> {
        if let Self::Member(at) = self { Some(*at) } else { None }
    }

    /// The member whose veto it is.
    pub fn veto(&self) -> Option<usize> {
        if let Self::Veto(at) = self { Some(*at) } else { None }
    }

    /// The requirement, by alternative and position, both from 1.
    pub fn requirement(&self) -> Option<(usize, usize)> {
        if let Self::Requirement(alternative, at) = self { Some((alternative + 1, at + 1)) } else { None }
    }
}

/// Parts that cannot all hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clashing {
    /// The parts.
    pub parts: Vec<Part>,
    /// Whether no smaller set exists.
    pub is_smallest: bool,
}

/// The smallest clash of a model in which nothing wins; `None` when nothing could ever win, so that
/// no part is to blame.
pub fn clash(model: &Model, deadline: Option<Deadline>) -> Result<Option<Clashing>, Unsettled> {
    let places = Places::new(model);
    let parts = places.parts.len();
    let most = QUESTION_LIMIT / question_cost(model);
    let mut questions = Questions {
        model,
        asked: model.clone(),
        places,
        deadline,
        left: (WORK_LIMIT / parts.max(1)).min(most),
        seen: Vec::new(),
    };
    if questions.winning(&vec![false; parts]).map_err(|_| Unsettled)?.is_none() {
        return Ok(None);
    }
    let spared = questions.spared();
    questions.left = most;
    let found = fewest(&mut questions, spared.len());
    let (kept, is_smallest) = match found {
        Ok(Found::Smaller(smaller)) => (smaller, true),
        Ok(Found::NoSmaller) => (spared, true),
        Err(TimeUp) => (spared, false),
    };
    let mut parts: Vec<Part> = kept.iter().map(|&at| questions.places.parts[at]).collect();
    parts.sort_unstable();
    Ok(Some(Clashing { parts, is_smallest }))
}

/// All parts, and the place of each among them.
struct Places {
    parts: Vec<Part>,
    /// By member: the place of its stance, unless that is to accept whatever comes.
    members: Vec<Option<usize>>,
    /// By alternative: the place of its first requirement.
    alternatives: Vec<usize>,
    /// Members with a veto, ascending, and the place of the first.
    vetoes: (Vec<usize>, usize),
    objections: Option<usize>,
}

impl Places {
    fn new(model: &Model) -> Self {
        let terms = &model.terms;
        let mut parts = Vec::new();
        let mut members = Vec::new();
        for (at, member) in model.members.iter().enumerate() {
            let is_open = member.voice.as_ref().is_some_and(|voice| voice.is_open());
            members.push((!is_open).then_some(parts.len()));
            parts.extend((!is_open).then_some(Part::Member(at)));
        }
        let mut alternatives = Vec::new();
        for (alternative, tallies) in terms.alternatives.iter().enumerate() {
            alternatives.push(parts.len());
            parts.extend((0..tallies.len()).map(|tally| Part::Requirement(alternative, tally)));
        }
        let vetoes = (terms.veto.clone(), parts.len());
        parts.extend(terms.veto.iter().map(|&at| Part::Veto(at)));
        let objections = terms.max_objections.map(|_| parts.len());
        parts.extend(objections.map(|_| Part::Objections));
        Self { parts, members, alternatives, vetoes, objections }
    }

    /// The place of a part; `None` when there is no such part.
    fn of(&self, part: Part) -> Option<usize> {
        match part {
            Part::Member(at) => self.members[at],
            Part::Requirement(alternative, at) => Some(self.alternatives[alternative] + at),
            Part::Veto(at) => Some(self.vetoes.1 + self.vetoes.0.binary_search(&at).ok()?),
            Part::Objections => self.objections,
        }
    }
}

/// What may be asked: whether something wins when only some parts hold.
struct Questions<'a> {
    model: &'a Model,
    /// The same model, with the parts of the rule of the question at hand.
    asked: Model,
    places: Places,
    deadline: Option<Deadline>,
    left: usize,
    /// Packages that have won.
    seen: Vec<Package>,
}

impl Questions<'_> {
    /// A package that wins when only these parts hold, if there is one.
    fn winning(&mut self, held: &[bool]) -> Result<Option<Package>, TimeUp> {
        self.left = self.left.saturating_sub(1);
        self.asked.terms = self.terms(held);
        let winning = any_won(&self.asked, &self.given_up(held), self.deadline)?;
        if let Some(package) = &winning
            && self.seen.len() < SEEN_LIMIT
            && !self.seen.contains(package)
        {
            self.seen.push(package.clone());
        }
        Ok(winning)
    }

    /// Whether this package wins when only these parts hold.
    fn is_won(&mut self, package: &Package, held: &[bool]) -> bool {
        self.asked.terms = self.terms(held);
        self.asked.is_won(&self.asked.verdicts(package, &self.given_up(held)))
    }

    fn given_up(&self, held: &[bool]) -> Fixed {
        let members = self.places.members.iter().enumerate();
        let given_up = members.filter(|(_, place)| !place.is_some_and(|place| held[place]));
        given_up.map(|(at, _)| (at, Verdict::Accept)).collect()
    }

    fn terms(&self, held: &[bool]) -> Terms {
        let terms = &self.model.terms;
        let holds = |part: Part| self.places.of(part).is_some_and(|place| held[place]);
        let alternatives = terms.alternatives.iter().enumerate().map(|(alternative, tallies)| {
            let held = tallies.iter().enumerate();
            let held = held.filter(|(at, _)| holds(Part::Requirement(alternative, *at)));
            held.map(|(_, tally)| tally.clone()).collect()
        });
        Terms {
            quorum: None,
            alternatives: alternatives.collect(),
            veto: terms.veto.iter().copied().filter(|&at| holds(Part::Veto(at))).collect(),
            max_objections: terms.max_objections.filter(|_| holds(Part::Objections)),
            fallback: terms.fallback,
            support: terms.support.clone(),
        }
    }

    /// The parts without those that can surely be left out, one after the other, the lightest members
    /// first. Parts that follow each other are left out together where they can be, by halves, which comes to
    /// the same.
    fn spared(&mut self) -> Vec<usize> {
        let mut kept: Vec<usize> = (0..self.places.parts.len()).collect();
        kept.sort_by_cached_key(|&place| (self.heft(place), place));
        let mut untried: Vec<_> = std::iter::once(0..kept.len()).collect();
        while let Some(range) = untried.pop() {
            if self.left == 0 {
                break;
            }
            let mut held = vec![false; self.places.parts.len()];
            kept[..range.start].iter().chain(&kept[range.end..]).for_each(|&place| held[place] = true);
            // What comes before the range stays; what comes after moves, and is tried later.
            if matches!(self.winning(&held), Ok(None)) {
                let moved = range.len();
                kept.drain(range);
                for later in &mut untried {
                    *later = later.start - moved..later.end - moved;
                }
            } else if range.len() > 1 {
                let middle = range.start + range.len() / 2;
                untried.push(middle..range.end);
                untried.push(range.start..middle);
            }
        }
        kept.sort_unstable();
        kept
    }

    /// What a member weighs in all requirements together, in parts of 2^20; parts of the rule weigh more than
    /// all of them.
    fn heft(&self, place: usize) -> u64 {
        let Some(member) = self.places.parts[place].member() else { return u64::MAX };
        let shares = self.model.terms.alternatives.iter().flatten().map(|tally| {
            let whole: u128 = tally.counts.iter().copied().map(u128::from).sum();
            (u128::from(tally.counts[member]) << 20) / whole.max(1)
        });
        u64::try_from(shares.sum::<u128>()).unwrap_or(u64::MAX)
    }

    /// The barriers of a package.
    fn barriers(&self, package: &Package) -> Vec<Barrier> {
        barriers(self.model, &self.places, package)
    }

    /// That one of the parts must be kept without which this package wins: of as few as can be, beyond
    /// those that are held.
    fn one_more(&mut self, package: &Package, held: &[bool]) -> Barrier {
        let mut most = held.to_vec();
        for place in 0..most.len() {
            if !most[place] {
                most[place] = true;
                most[place] = self.is_won(package, &most);
            }
        }
        Barrier::one_of((0..most.len()).filter(|&place| !most[place]).collect())
    }
}
