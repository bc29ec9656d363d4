//! Clash: when nothing wins, a smallest set of stances and requirements that cannot all hold.
//!
//! A stance that is left out is as good as an acceptance, since accepting never hurts a package.
//! The smallest set is found by implicit hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva,
//! "Smallest MUS extraction with minimal hitting set dualization", CP 2015): every way to make
//! something win leaves out one member of every clash, so a smallest set that meets all ways found
//! so far is either a clash or shows a new way.

use std::collections::BTreeSet;

use super::{deadline::Deadline, is_any_won, question_cost};
use crate::{
    consultation::stance::Verdict,
    position::model::{Fixed, Model},
};

/// Questions asked for a smallest clash, before the search settles for one of which nothing can be
/// spared.
const QUESTION_LIMIT: usize = 4_000;

/// Questions times parts, for a clash of which nothing can be spared: beyond it some can.
const WORK_LIMIT: usize = 4_000_000;

/// Sets tried for one hitting set.
const HIT_LIMIT: usize = 100_000;

/// It could not be settled whether anything could ever win.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsettled;

/// A stance or a part of the rule that may take part in a clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    let mut questions = Questions { model, deadline, parts: parts_of(model), left: 0 };
    let most = QUESTION_LIMIT / question_cost(model);
    questions.left = most;
    let all: Vec<usize> = (0..questions.parts.len()).collect();
    if !questions.is_any_won(&[]).ok_or(Unsettled)? {
        return Ok(None);
    }
    if let Some(smallest) = questions.smallest(&all) {
        return Ok(Some(questions.clashing(&smallest, true)));
    }
    questions.left = (WORK_LIMIT / all.len().max(1)).min(most);
    let spared = questions.spared(all);
    Ok(Some(questions.clashing(&spared, false)))
}

fn parts_of(model: &Model) -> Vec<Part> {
    let terms = &model.terms;
    // Requirements first: of several smallest clashes the one that blames the rule least is found
    // last, so the order only has to be fixed.
    let members = (0..model.members.len())
        .filter(|&at| !model.members[at].voice.as_ref().is_some_and(|voice| voice.is_open()))
        .map(Part::Member);
    let requirements = terms.alternatives.iter().enumerate().flat_map(|(alternative, tallies)| {
        (0..tallies.len()).map(move |tally| Part::Requirement(alternative, tally))
    });
    let vetoes = terms.veto.iter().map(|&at| Part::Veto(at));
    let objections = terms.max_objections.map(|_| Part::Objections);
    members.chain(requirements).chain(vetoes).chain(objections).collect()
}

struct Questions<'a> {
    model: &'a Model,
    deadline: Option<Deadline>,
    parts: Vec<Part>,
    left: usize,
}

impl Questions<'_> {
    /// The smallest clash by hitting sets; `None` when the questions run out or one has no answer.
    fn smallest(&mut self, all: &[usize]) -> Option<Vec<usize>> {
        let mut ways: Vec<Vec<usize>> = Vec::new();
        // Each way takes a question for each part, so that there is no use in beginning one too many.
        while self.left > all.len()
            && all.len() * all.len() <= WORK_LIMIT
            && let Some(kept) = smallest_hitting_set(&ways, all.len())
        {
            if !self.is_any_won(&kept)? {
                return Some(kept);
            }
            // Keep as much as can be kept; what is left out is a new way.
            let mut most = kept;
            for part in all {
                if !most.contains(part) {
                    most.push(*part);
                    if !self.is_any_won(&most)? {
                        most.pop();
                    }
                }
            }
            ways.push(all.iter().copied().filter(|part| !most.contains(part)).collect());
        }
        None
    }

    /// The parts without those that can surely be left out, one after the other from the first. Parts
    /// that stand together are left out together where they can be, by halves, which comes to the same.
    fn spared(&mut self, mut kept: Vec<usize>) -> Vec<usize> {
        let mut untried: Vec<_> = std::iter::once(0..kept.len()).collect();
        while let Some(range) = untried.pop() {
            if self.left == 0 {
                break;
            }
            let without = [&kept[..range.start], &kept[range.end..]].concat();
            // What comes before the range stays; what comes after moves, and is tried later.
            if self.is_any_won(&without) == Some(false) {
                let moved = range.len();
                kept = without;
                for later in &mut untried {
                    *later = later.start - moved..later.end - moved;
                }
            } else if range.len() > 1 {
                let middle = range.start + range.len() / 2;
                untried.push(middle..range.end);
                untried.push(range.start..middle);
            }
        }
        kept
    }

    /// Whether something wins when only these parts hold, if that can be settled.
    fn is_any_won(&mut self, kept: &[usize]) -> Option<bool> {
        self.left = self.left.saturating_sub(1);
        let held: BTreeSet<Part> = kept.iter().map(|&at| self.parts[at]).collect();
        let fixed: Fixed = (0..self.model.members.len())
            .filter(|&at| !held.contains(&Part::Member(at)))
            .map(|at| (at, Verdict::Accept))
            .collect();
        let mut model = self.model.clone();
        model.terms.veto.retain(|&at| held.contains(&Part::Veto(at)));
        if !held.contains(&Part::Objections) {
            model.terms.max_objections = None;
        }
        for (alternative, tallies) in model.terms.alternatives.iter_mut().enumerate() {
            let mut tally = 0..;
            tallies.retain(|_| {
                tally.next().is_some_and(|tally| held.contains(&Part::Requirement(alternative, tally)))
            });
        }
        is_any_won(&model, &fixed, self.deadline)
    }

    fn clashing(&self, kept: &[usize], is_smallest: bool) -> Clashing {
        let mut parts: Vec<Part> = kept.iter().map(|&at| self.parts[at]).collect();
        parts.sort_unstable();
        Clashing { parts, is_smallest }
    }
}

/// A smallest set that has a member of each way, the first in order; `None` when a way is empty, or
/// when it takes too long.
fn smallest_hitting_set(ways: &[Vec<usize>], parts: usize) -> Option<Vec<usize>> {
    let mut left = HIT_LIMIT;
    let mut chosen = (0..=parts).find_map(|size| match hitting_set(ways, size, &mut left) {
        Hit::Found(set) => Some(Some(set)),
        Hit::None => None,
        Hit::GivenUp => Some(None),
    })??;
    chosen.sort_unstable();
    Some(chosen)
}

enum Hit {
    Found(Vec<usize>),
    None,
    GivenUp,
}

/// A set of so many parts at most that has a member of each way. Its size grows with the case, so that the
/// search keeps its own stack: the way of each part chosen, and how far the way has been tried.
fn hitting_set(ways: &[Vec<usize>], room: usize, left: &mut usize) -> Hit {
    let mut chosen: Vec<usize> = Vec::new();
    let mut tried: Vec<(&[usize], usize)> = Vec::new();
    loop {
        let missed = ways.iter().filter(|way| !way.iter().any(|part| chosen.contains(part)));
        let Some(way) = missed.min_by_key(|way| way.len()) else {
            return Hit::Found(chosen);
        };
        if chosen.len() < room {
            tried.push((way, 0));
        }
        // The next part of the last way that has one left.
        loop {
            chosen.truncate(tried.len().saturating_sub(1));
            let Some((way, next)) = tried.last_mut() else {
                return Hit::None;
            };
            match way.get(*next) {
                Some(&part) => {
                    let Some(less) = left.checked_sub(1) else { return Hit::GivenUp };
                    *left = less;
                    *next += 1;
                    chosen.push(part);
                    break;
                }
                None => {
                    tried.pop();
                }
            }
        }
    }
}
