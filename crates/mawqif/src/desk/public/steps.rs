//! The steps by which a result is told while people vote: what was told of a statement changes only when, of those who came by each
//! way, nobody or at least [`FEW`] more have voted on it since; and what is told of groups only when the same holds of each group.
//!
//! Otherwise two results between which one person has voted would say how. What does not change yet stays as it was told, so that a
//! result told later can have statements of several moments. When the number of groups is another one, they are other groups, and are
//! told anew. Whoever adds votes of their own knows these, and can subtract them: nothing here keeps that from them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use mawqif_core::consultation::public::{
    figures::{Tallies, Tally},
    report::{Cell, FEW, Shared, Stands},
};
use serde::{Deserialize, Serialize};

use super::{Outcome, Statement};

/// Of one part of those who voted on a statement: who agrees, who disagrees, all of them.
type Part = [usize; 3];

/// What was counted of a statement when it was told: stored with what is told, and told to nobody.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Row {
    /// By each way of coming.
    channels: Vec<Part>,
    /// In each group, and at last in none.
    groups: Vec<Part>,
}

/// What was counted when a result was told.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Steps {
    rows: BTreeMap<u64, Row>,
    /// People by each way of coming.
    people: Vec<usize>,
    /// People in each group, and at last in none.
    sizes: Vec<usize>,
}

fn part(tally: Tally) -> Part {
    [tally.agree, tally.disagree, tally.seen]
}

/// Whether a number moves by so few that it would tell of them.
fn is_few(was: usize, is: usize) -> bool {
    (1..FEW).contains(&was.abs_diff(is))
}

/// Whether any of these parts, or all of them together, changed by fewer than [`FEW`] people.
fn moved_little(was: &[Part], is: &[Part]) -> bool {
    let whole = |parts: &[Part]| {
        parts.iter().fold([0; 3], |sum: Part, it| [sum[0] + it[0], sum[1] + it[1], sum[2] + it[2]])
    };
    let little = |was: &Part, is: &Part| was != is && was[2].abs_diff(is[2]) < FEW;
    was.iter().zip(is).any(|(was, is)| little(was, is)) || little(&whole(was), &whole(is))
}

impl Steps {
    /// What is counted of a result.
    pub(super) fn of(
        statements: &[Statement],
        is_out: &[bool],
        (groups, channels): (&Tallies, &Tallies),
        (people, sizes): (&[usize], Vec<usize>),
    ) -> Self {
        let told = statements.iter().enumerate().filter(|(at, _)| is_out.get(*at) == Some(&false));
        let rows = told.map(|(at, statement)| {
            let of = |tallies: &Tallies| -> Vec<Part> {
                tallies.groups.iter().map(|it| part(it.get(at).copied().unwrap_or_default())).collect()
            };
            let all = groups.all.get(at).copied().unwrap_or_default();
            let rest = part(all.without(groups.grouped(at)));
            let row = Row { channels: of(channels), groups: of(groups).into_iter().chain([rest]).collect() };
            (statement.number, row)
        });
        Self { rows: rows.collect(), people: people.to_vec(), sizes }
    }
}

/// Statements of which something stays as it was told.
#[derive(Default)]
struct Held {
    whole: BTreeSet<u64>,
    groups: BTreeSet<u64>,
}

fn number(id: &str) -> u64 {
    id.parse().unwrap_or_default()
}

impl Outcome {
    /// This result as everybody may be told it after another one.
    pub(super) fn after(&self, before: &Self) -> Self {
        let mut told = self.clone();
        (told.all, told.hangs) = (None, None);
        let (Some(was), Some(is)) = (&before.steps, &self.steps) else { return told };
        let mut steps = Steps::clone(is);
        let count = told.opinion.groups.len();
        let earlier: BTreeMap<&str, _> =
            before.opinion.statements.iter().map(|it| (it.statement.as_str(), it)).collect();
        let mut held = Held::default();
        for said in &mut told.opinion.statements {
            let at = number(&said.statement);
            let (Some(old), Some(new)) = (was.rows.get(&at), steps.rows.get_mut(&at)) else { continue };
            let is_whole = moved_little(&old.channels, &new.channels);
            let are_same = count + 1 == old.groups.len();
            if is_whole || count == 0 || (are_same && moved_little(&old.groups, &new.groups)) {
                let earlier = earlier.get(said.statement.as_str());
                let fitting = earlier.filter(|it| it.groups.len() == count);
                held.groups.insert(at);
                said.groups = fitting.map_or_else(|| vec![Cell::default(); count], |it| it.groups.clone());
                said.group_informed = fitting.and_then(|it| it.group_informed);
                said.priority = fitting.and_then(|it| it.priority);
                new.groups.clone_from(&old.groups);
                if is_whole {
                    held.whole.insert(at);
                    said.all = earlier.map_or_else(Cell::default, |it| it.all);
                    new.channels.clone_from(&old.channels);
                }
            }
        }
        // What was told of a statement that is not shown now is remembered until it is again.
        for (at, row) in &was.rows {
            steps.rows.entry(*at).or_insert_with(|| row.clone());
        }
        told.lists(before, &held);
        told.sizes(before, &held, (&**was, &mut steps));
        let shown = told.opinion.statements.iter().filter_map(|it| steps.rows.get(&number(&it.statement)));
        told.opinion.votes = shown.flat_map(|row| &row.channels).map(|part| part[2]).sum();
        if let (Some(was), Some(is)) = (&before.tied, &self.tied)
            && is.moved_little(was, FEW)
        {
            told.tied = Some(was.clone());
            told.opinion.base.clone_from(&before.opinion.base);
        }
        told.steps = Some(Arc::new(steps));
        told
    }

    /// Lists have what was told of those statements that stay as they were.
    fn lists(&mut self, before: &Self, held: &Held) {
        let (opinion, earlier) = (&mut self.opinion, &before.opinion);
        let shared = |new: &mut Vec<Shared>, old: &[Shared]| {
            let is_held = |it: &Shared| held.whole.contains(&number(&it.statement));
            let limit = new.len().max(old.len());
            new.retain(|it| !is_held(it));
            new.extend(old.iter().filter(|it| is_held(it)).cloned());
            new.truncate(limit);
        };
        shared(&mut opinion.agreed, &earlier.agreed);
        shared(&mut opinion.disagreed, &earlier.disagreed);
        let is_same = opinion.groups.len() == earlier.groups.len();
        for (at, group) in opinion.groups.iter_mut().enumerate() {
            let old = earlier.groups.get(at).filter(|_| is_same);
            let is_held = |it: &Stands| held.groups.contains(&number(&it.statement));
            let limit = group.stands_for.len().max(old.map_or(0, |it| it.stands_for.len()));
            group.stands_for.retain(|it| !is_held(it));
            let kept = old.into_iter().flat_map(|it| &it.stands_for).filter(|it| is_held(it));
            group.stands_for.extend(kept.cloned());
            group.stands_for.truncate(limit);
        }
    }

    /// How many came by which way, and are in which group.
    fn sizes(&mut self, before: &Self, held: &Held, (was, is): (&Steps, &mut Steps)) {
        let any_few = |was: &[usize], is: &[usize]| {
            was.len() == is.len() && was.iter().zip(is).any(|(was, is)| is_few(*was, *is))
        };
        let are_held = any_few(&was.people, &is.people);
        for (new, old) in self.channels.iter_mut().zip(&before.channels) {
            if are_held {
                new.people = old.people;
            }
            let old: BTreeMap<u64, Cell> = old.votes.iter().copied().collect();
            for (at, cell) in new.votes.iter_mut().filter(|(at, _)| held.whole.contains(at)) {
                *cell = old.get(at).copied().unwrap_or_default();
            }
        }
        if are_held {
            is.people.clone_from(&was.people);
        }
        let is_same = self.opinion.groups.len() == before.opinion.groups.len();
        if is_same && any_few(&was.sizes, &is.sizes) {
            for (new, old) in self.opinion.groups.iter_mut().zip(&before.opinion.groups) {
                new.people = old.people;
            }
            self.opinion.in_conversation = before.opinion.in_conversation;
            is.sizes.clone_from(&was.sizes);
        }
    }

    /// The result as it may be published when so few have voted that nothing may: it says that, and nothing else.
    pub(super) fn for_everybody(self) -> Self {
        if !self.opinion.few && !(1..FEW).contains(&self.opinion.participants) {
            return self;
        }
        let mut opinion = self.opinion;
        (opinion.participants, opinion.in_conversation, opinion.votes) = (0, 0, 0);
        opinion.few = true;
        opinion.groups.clear();
        opinion.silhouettes.clear();
        (opinion.certificate, opinion.base) = (None, None);
        opinion.agreed.clear();
        opinion.disagreed.clear();
        opinion.statements.clear();
        let channels =
            self.channels.into_iter().map(|it| super::ByChannel { people: None, votes: Vec::new(), ..it });
        Self {
            opinion,
            channels: channels.collect(),
            all: None,
            hangs: None,
            map: Vec::new(),
            tied: None,
            steps: None,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_moves_by_nobody_or_by_five() {
        let was = [[10, 2, 12], [0, 0, 0], [30, 0, 30]];
        assert!(!moved_little(&was, &was));
        assert!(moved_little(&was, &[[10, 2, 12], [1, 0, 1], [39, 0, 39]]), "one came on paper");
        assert!(!moved_little(&was, &[[10, 2, 12], [5, 0, 5], [30, 0, 30]]));
        assert!(moved_little(&was, &[[11, 1, 12], [0, 0, 0], [30, 0, 30]]), "somebody changed a vote");
        assert!(moved_little(&was, &[[15, 2, 17], [0, 0, 0], [24, 1, 25]]), "together it is one vote");
    }
}
