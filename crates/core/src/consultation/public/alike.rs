//! Ballots that are nearly the same as others, more often than chance explains.
//!
//! Each set has a ballot in its middle, and every other of the set differs from that one in one vote at most: two ballots are not alike
//! because a row of others leads from one to the other. People of one mind vote alike without having copied. So a set is told only when
//! there are more in it than its group explains, and than all people do, if each vote had been cast by itself, with their own share of
//! that vote and never surer than `SUREST`. Of `n` people each of whom has such a ballot with probability `q`, a share `a > q` or more have it
//! with a probability of at most `exp(-n D(a, q))`, with `D` the divergence of the two (Chernoff 1952; Hoeffding 1963, theorem 1).
//! Since each ballot could stand in the middle, that has to be below `CHANCE` by as many as there are.

use std::{cmp::Reverse, collections::HashMap, ops::Range};

use super::{
    Crew,
    ballots::{Ballots, Cast, Vote},
    dice::Dice,
    figures::{Tallies, Tally},
};

/// Ballots with fewer votes are often the same by chance.
pub const LONG_BALLOT: usize = 10;

/// The fewest ballots that are nearly the same and are told.
pub const ALIKE_LEAST: usize = 3;

/// Votes up to which ballots that differ in one vote are looked for.
pub const PAIRED_LIMIT: usize = 5_000_000;

/// No vote is taken to be surer than this, however much of a group agrees.
const SUREST: f64 = 0.95;

/// How probable it may be that any set is told that chance explains.
const CHANCE: f64 = 0.001;

/// Sets of participants whose ballots are nearly the same, each set and the list of sets in order.
pub(super) fn alike(
    ballots: &Ballots,
    group_of: &[Option<u8>],
    groups: usize,
    crew: &impl Crew,
) -> Vec<Vec<usize>> {
    let kinds = Kinds::new(ballots);
    let mut middles: Vec<(usize, usize)> =
        (0..kinds.of.len()).map(|kind| (kinds.around(kind), kind)).collect();
    middles.retain(|(around, _)| *around >= ALIKE_LEAST);
    if middles.is_empty() {
        return Vec::new();
    }
    middles.sort_unstable_by_key(|&(around, kind)| (Reverse(around), kinds.first(kind)));
    let chance = Chance::new(&kinds, group_of, groups, crew);
    let mut taken = vec![false; kinds.of.len()];
    let mut sets = Vec::new();
    for (_, middle) in middles {
        if taken[middle] {
            continue;
        }
        let mut near: Vec<usize> = kinds.near(middle).filter(|&kind| !taken[kind]).collect();
        near.sort_unstable();
        near.dedup();
        let mut people: Vec<usize> = near.iter().flat_map(|&kind| kinds.people(kind)).collect();
        if people.len() < ALIKE_LEAST {
            continue;
        }
        // Also when chance explains them, so that nobody is looked at over and over.
        near.into_iter().for_each(|kind| taken[kind] = true);
        people.sort_unstable();
        if !chance.explains(ballots.row(kinds.first(middle)), &people) {
            sets.push(people);
        }
    }
    sets.sort_unstable();
    sets
}

/// The different ballots with [`LONG_BALLOT`] votes and more, and which are near which.
struct Kinds<'b> {
    ballots: &'b Ballots,
    /// Whether those that differ in one vote are near, or only the same.
    is_paired: bool,
    /// A trace and a participant; by trace, then by participant.
    all: Vec<(u64, usize)>,
    /// Of each kind, where its ballots are in `all`.
    of: Vec<Range<usize>>,
    /// What a kind is found by, sorted: its trace, and its trace without each of its votes. Two different ballots that differ in one
    /// vote have exactly one of these in common.
    keys: Vec<(u64, usize)>,
    /// How many ballots have the keys before each.
    before: Vec<usize>,
}

impl<'b> Kinds<'b> {
    fn new(ballots: &'b Ballots) -> Self {
        let long = ballots.rows().enumerate().filter(|(_, row)| row.len() >= LONG_BALLOT);
        let mut all: Vec<(u64, usize)> = long.map(|(person, row)| (whole(row), person)).collect();
        all.sort_unstable();
        let mut start = 0;
        let of = all
            .chunk_by(|one, two| one.0 == two.0)
            .map(|kind| {
                start += kind.len();
                start - kind.len()..start
            })
            .collect();
        let is_paired = ballots.votes() <= PAIRED_LIMIT;
        let mut kinds = Self { ballots, is_paired, all, of, keys: Vec::new(), before: vec![0] };
        let mut keys: Vec<(u64, usize)> =
            (0..kinds.of.len()).flat_map(|kind| kinds.keys_of(kind).map(move |key| (key, kind))).collect();
        keys.sort_unstable();
        let mut sum = 0;
        kinds.before.extend(keys.iter().map(|&(_, kind)| {
            sum += kinds.of[kind].len();
            sum
        }));
        kinds.keys = keys;
        kinds
    }

    fn people(&self, kind: usize) -> impl Iterator<Item = usize> {
        self.all[self.of[kind].clone()].iter().map(|&(_, person)| person)
    }

    /// The first participant with this ballot.
    fn first(&self, kind: usize) -> usize {
        self.all[self.of[kind].start].1
    }

    fn keys_of(&self, kind: usize) -> impl Iterator<Item = u64> {
        let (whole, person) = self.all[self.of[kind].start];
        let row = if self.is_paired { self.ballots.row(person) } else { &[] };
        row.iter().map(move |&cast| whole ^ trace(cast)).chain([whole])
    }

    /// Where a key is among all.
    fn with(&self, key: u64) -> Range<usize> {
        let start = self.keys.partition_point(|(other, _)| *other < key);
        let end = self.keys.partition_point(|(other, _)| *other <= key);
        start..end
    }

    /// How many ballots are near this one, itself and the same ones too.
    fn around(&self, kind: usize) -> usize {
        let own = self.of[kind].len();
        let others = self.keys_of(kind).map(|key| {
            let range = self.with(key);
            self.before[range.end] - self.before[range.start] - own
        });
        own + others.sum::<usize>()
    }

    /// The kinds near this one, itself too, some more than once.
    fn near(&self, kind: usize) -> impl Iterator<Item = usize> {
        self.keys_of(kind).flat_map(|key| self.keys[self.with(key)].iter().map(|&(_, kind)| kind))
    }
}

/// What chance explains, by group.
struct Chance<'b> {
    kinds: &'b Kinds<'b>,
    group_of: &'b [Option<u8>],
    tallies: Tallies,
    /// How many of each group have long ballots, and last, how many of no group.
    sizes: Vec<usize>,
    /// How many have voted on exactly the same statements, by a trace of these.
    same: HashMap<u64, usize>,
}

impl<'b> Chance<'b> {
    fn new(kinds: &'b Kinds<'b>, group_of: &'b [Option<u8>], groups: usize, crew: &impl Crew) -> Self {
        let tallies = Tallies::new(kinds.ballots, group_of, groups, crew);
        let mut same = HashMap::new();
        for (_, person) in &kinds.all {
            *same.entry(statements(kinds.ballots.row(*person))).or_default() += 1;
        }
        let mut chance = Self { kinds, group_of, tallies, sizes: Vec::new(), same };
        chance.sizes = chance.by_group(kinds.all.iter().map(|&(_, person)| person));
        chance
    }

    fn by_group(&self, people: impl Iterator<Item = usize>) -> Vec<usize> {
        let groups = self.tallies.groups.len();
        let mut counts = vec![0; groups + 1];
        for person in people {
            counts[self.group_of.get(person).copied().flatten().map_or(groups, usize::from).min(groups)] += 1;
        }
        counts
    }

    /// Whether the group to which most of these people belong, or all people, explain that so many are near the ballot in their middle.
    fn explains(&self, middle: &[Cast], people: &[usize]) -> bool {
        // Of those outside the set, how many have voted on just these statements.
        let on_these = statements(middle);
        let own =
            people.iter().filter(|&&person| statements(self.kinds.ballots.row(person)) == on_these).count();
        let all = self.kinds.all.len();
        let others = self.same.get(&on_these).map_or(0, |same| same.saturating_sub(own));
        let asked = ((others + 1) as f64 / (all.saturating_sub(own) + 1) as f64).ln();
        let is_explained = |says: &[Tally], count: usize, size: usize| {
            let expected = (asked + self.nearly(middle, says)).min(0.0);
            let share = count as f64 / size as f64;
            let beyond = if share.ln() > expected { size as f64 * divergence(share, expected) } else { 0.0 };
            beyond < (all as f64 / CHANCE).ln()
        };
        let counts = self.by_group(people.iter().copied());
        let most =
            counts.iter().zip(&self.sizes).zip(&self.tallies.groups).max_by_key(|((count, _), _)| **count);
        is_explained(&self.tallies.all, people.len(), all)
            || most.is_some_and(|((&count, &size), says)| count > 0 && is_explained(says, count, size))
    }

    /// The logarithm of the probability of a ballot that differs from this one in one vote at most, on the same statements, among people
    /// who say this.
    fn nearly(&self, middle: &[Cast], says: &[Tally]) -> f64 {
        let sure = |cast: &Cast| {
            let tally = says[cast.statement()];
            let alike = match cast.vote() {
                Vote::Agree => tally.agree,
                Vote::Pass => tally.passed(),
                Vote::Disagree => tally.disagree,
            };
            ((alike + 1) as f64 / (tally.seen + 3) as f64).min(SUREST)
        };
        let exactly: f64 = middle.iter().map(|cast| sure(cast).ln()).sum();
        let but_for_one: f64 = middle.iter().map(|cast| 1.0 / sure(cast) - 1.0).sum();
        exactly + if self.kinds.is_paired { but_for_one.ln_1p() } else { 0.0 }
    }
}

/// The divergence of a share from a probability whose logarithm is given (Kullback and Leibler 1951, of two outcomes), in nats.
fn divergence(share: f64, log_probability: f64) -> f64 {
    let yes = share * (share.ln() - log_probability);
    let rest = 1.0 - share;
    if rest > 0.0 { yes + rest * (rest.ln() - (-log_probability.exp()).ln_1p()) } else { yes }
}

/// A number for a ballot.
fn whole(row: &[Cast]) -> u64 {
    row.iter().fold(0, |sum, cast| sum ^ trace(*cast))
}

/// A number for a vote, such that those of different sets of votes hardly ever have the same sum.
fn trace(cast: Cast) -> u64 {
    Dice::new(0x0051_7E5A_11CE ^ (cast.slot() as u64) << 20).roll()
}

/// A number for the statements that a ballot votes on.
fn statements(row: &[Cast]) -> u64 {
    row.iter().fold(0, |sum, cast| sum ^ Dice::new(0x5E_E11E ^ (cast.statement() as u64) << 20).roll())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::public::{Alone, Asked, groups, tests::cast};

    fn found(ballots: &Ballots) -> Vec<Vec<usize>> {
        let found = groups(ballots, &[], &Asked::default(), &Alone);
        alike(ballots, &found.group_of, found.sizes.len(), &Alone)
    }

    /// So many people of two camps, who vote with their own as often as this; chance beyond that.
    fn camps(people: usize, statements: usize, loyal: f64, dice: &mut Dice) -> Ballots {
        let mut ballots = Ballots::empty(statements);
        for person in 0..people {
            let row = (0..statements).map(|at| {
                let with = if (person % 2 == 0) == (at % 3 == 0) { 1 } else { -1 };
                let vote = if dice.share() < loyal { with } else { -with };
                cast(at, vote)
            });
            ballots.add(row.collect());
        }
        ballots
    }

    #[test]
    fn people_of_one_mind_are_not_copies() {
        let mut dice = Dice::new(7);
        for (people, statements, loyal) in
            [(3_000, 20, 0.93), (1_500, 12, 0.85), (3_000, 12, 0.5), (400, 40, 0.9)]
        {
            let ballots = camps(people, statements, loyal, &mut dice);
            assert_eq!(found(&ballots), Vec::<Vec<usize>>::new(), "{people} on {statements}, {loyal}");
        }
    }

    #[test]
    fn copies_are_seen_among_people_of_one_mind() {
        let mut dice = Dice::new(8);
        let mut ballots = camps(600, 30, 0.8, &mut dice);
        let model = ballots.row(17).to_vec();
        for at in 0..25_usize {
            let mut row = model.clone();
            // Every third changes a vote so as not to be caught.
            if at % 3 == 0 {
                row.push(cast(at, 0));
            }
            ballots.add(row);
        }
        let mut copies = vec![17];
        copies.extend(600..625);
        assert_eq!(found(&ballots), [copies]);
    }

    #[test]
    fn a_row_of_neighbours_is_no_set() {
        // Each differs from the next in one vote: three in a row at most are near the one in their middle.
        let mut ballots = Ballots::empty(40);
        for person in 0..40_usize {
            ballots.add((0..40).map(|at| cast(at, if at < person { 1 } else { -1 })).collect());
        }
        assert!(found(&ballots).iter().all(|set| set.len() <= 3));
    }

    #[test]
    fn who_was_asked_the_same_by_chance_is_told_from_who_copied() {
        let mut dice = Dice::new(9);
        let mut ballots = Ballots::empty(200);
        for _ in 0..500 {
            let mut on: Vec<usize> = (0..15).map(|_| dice.below(200)).collect();
            on.sort_unstable();
            on.dedup();
            ballots.add(on.into_iter().map(|at| cast(at, 1)).collect());
        }
        assert_eq!(found(&ballots), Vec::<Vec<usize>>::new(), "all agree with everything");
        let model = ballots.row(3).to_vec();
        for _ in 0..12 {
            ballots.add(model.clone());
        }
        let copies: Vec<usize> = std::iter::once(3).chain(500..512).collect();
        assert_eq!(found(&ballots), [copies]);
    }

    #[test]
    fn short_ballots_and_pairs_are_not_told() {
        let mut ballots = Ballots::empty(12);
        for length in [12, 12, 9, 9, 9, 9] {
            ballots.add((0..length).map(|at| cast(at, 1)).collect());
        }
        assert!(found(&ballots).is_empty());
    }
}
