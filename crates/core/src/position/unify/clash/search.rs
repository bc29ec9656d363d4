//! The fewest parts that keep every package from winning, by branch and bound on the barriers seen so far.
//!
//! Sizes are tried from below. At each, parts are decided one by one; whatever keeps to all barriers is filled
//! up to the size and asked of the rule, which answers with a package that wins all the same, whose barriers join
//! the others, or with none: then it is a smallest clash. Three bounds cut branches: what a single barrier takes;
//! what all of them take together (a surrogate: barriers added up with weights, which rise where barriers are
//! missed, so that they come near the best ones: Glover, *Operations Research* 16, 1968); and, of
//! members that are alike, only the first so many are ever taken.

use std::collections::HashSet;

use super::{Barrier, Part, Questions};
use crate::position::unify::{alike::alike, exhaustive::TimeUp, work::Work};

/// Counts of barriers looked at, before the search is given up.
const SEARCH_WORK: u64 = 60_000_000;

/// Counts of all barriers together, before the search is given up.
const COUNT_LIMIT: usize = 60_000;

/// One, in the shares that parts have in a barrier.
const WHOLE: u64 = 1 << 16;

/// How often weights are adjusted at the beginning of a size, and at each branch.
const ROUNDS: (usize, usize) = (60, 8);

/// No weight of a barrier is much larger. Weights times shares stay below 2^63, summed over [`COUNT_LIMIT`] counts.
const HEAVIEST: u64 = 1 << 30;

/// What the search came to.
pub enum Found {
    /// A smallest clash.
    Smaller(Vec<usize>),
    /// None is smaller.
    NoSmaller,
}

/// The fewest parts that clash, if fewer than so many do.
pub fn fewest(questions: &mut Questions<'_>, than: usize) -> Result<Found, TimeUp> {
    let mut search = Search::new(questions);
    for package in std::mem::take(&mut search.questions.seen) {
        search.add(search.questions.barriers(&package))?;
    }
    for size in 1..than {
        if let Some(smallest) = search.of_size(size)? {
            return Ok(Found::Smaller(smallest));
        }
    }
    Ok(Found::NoSmaller)
}

/// Whether a part is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    Open,
    In,
    Out,
}

/// A part that was decided, and how much was decided before.
struct Decision {
    part: usize,
    before: usize,
    kept: Kept,
}

/// What a branch comes to.
enum Look {
    /// Nothing of this size keeps to all barriers.
    Dead,
    /// These parts do.
    Candidate(Vec<bool>),
    /// Some more parts are decided.
    Narrowed,
    /// It depends on this part, among others.
    On(usize),
}

struct Search<'q, 'm> {
    questions: &'q mut Questions<'m>,
    barriers: Vec<Barrier>,
    known: HashSet<Barrier>,
    /// The counts of all barriers.
    counts: usize,
    weights: Vec<u64>,
    kept: Vec<Kept>,
    /// What was decided, in order.
    trail: Vec<usize>,
    /// By part: the next one of those that are alike.
    next_alike: Vec<Option<usize>>,
    /// By part: the first one of those that are alike.
    first_alike: Vec<usize>,
    work: Work,
}

/// What a barrier that is not yet kept to takes at a branch.
struct Taking {
    barrier: usize,
    /// The share of each open part: the shares of those to be taken sum to [`WHOLE`] or more.
    shares: Vec<(usize, u64)>,
}

impl<'q, 'm> Search<'q, 'm> {
    fn new(questions: &'q mut Questions<'m>) -> Self {
        let parts = questions.places.parts.len();
        let alike = alike(questions.model);
        let places = &questions.places;
        let first_alike: Vec<usize> = (0..parts)
            .map(|place| {
                let first = match places.parts[place] {
                    Part::Member(at) => places.of(Part::Member(alike[at])),
                    Part::Veto(at) => places.of(Part::Veto(alike[at])),
                    _ => None,
                };
                first.unwrap_or(place)
            })
            .collect();
        let mut last_alike: Vec<Option<usize>> = vec![None; parts];
        let mut next_alike = vec![None; parts];
        for (place, &first) in first_alike.iter().enumerate() {
            if let Some(last) = last_alike[first].replace(place) {
                next_alike[last] = Some(place);
            }
        }
        let work = Work::new(SEARCH_WORK, questions.deadline);
        Self {
            questions,
            barriers: Vec::new(),
            known: HashSet::new(),
            counts: 0,
            weights: Vec::new(),
            kept: vec![Kept::Open; parts],
            trail: Vec::new(),
            next_alike,
            first_alike,
            work,
        }
    }

    fn add(&mut self, barriers: Vec<Barrier>) -> Result<(), TimeUp> {
        for barrier in barriers {
            if self.known.insert(barrier.clone()) {
                self.counts +=
                    barrier.ways.iter().map(|way| way.with.len() + way.counts.len()).sum::<usize>();
                if self.counts > COUNT_LIMIT {
                    return Err(TimeUp);
                }
                self.barriers.push(barrier);
                self.weights.push(self.weights.iter().sum::<u64>() / self.weights.len().max(1) as u64 + 16);
            }
        }
        Ok(())
    }

    /// A clash of so many parts, when none of fewer exists.
    fn of_size(&mut self, size: usize) -> Result<Option<Vec<usize>>, TimeUp> {
        let mut decisions: Vec<Decision> = Vec::new();
        self.undo(0);
        loop {
            let rounds = if decisions.is_empty() { ROUNDS.0 } else { ROUNDS.1 };
            match self.look(size, rounds)? {
                Look::On(part) => {
                    decisions.push(Decision { part, before: self.trail.len(), kept: Kept::In });
                    self.decide(part, Kept::In);
                }
                Look::Narrowed => {}
                Look::Candidate(held) => {
                    if self.is_clash(&held)? {
                        return Ok(Some((0..held.len()).filter(|&part| held[part]).collect()));
                    }
                }
                Look::Dead => loop {
                    let Some(decision) = decisions.pop() else { return Ok(None) };
                    self.undo(decision.before);
                    if decision.kept == Kept::In {
                        let mut out = Some(decision.part);
                        while let Some(part) = out {
                            if self.kept[part] == Kept::Open {
                                self.decide(part, Kept::Out);
                            }
                            out = self.next_alike[part];
                        }
                        decisions.push(Decision { kept: Kept::Out, ..decision });
                        break;
                    }
                },
            }
        }
    }

    fn decide(&mut self, part: usize, kept: Kept) {
        self.kept[part] = kept;
        self.trail.push(part);
    }

    fn undo(&mut self, before: usize) {
        for part in self.trail.drain(before..) {
            self.kept[part] = Kept::Open;
        }
    }

    /// Asks whether these parts clash, and learns from a package that wins.
    fn is_clash(&mut self, held: &[bool]) -> Result<bool, TimeUp> {
        if self.questions.left == 0 {
            return Err(TimeUp);
        }
        let Some(package) = self.questions.winning(held)? else { return Ok(true) };
        let known = self.barriers.len();
        let barriers = self.questions.barriers(&package);
        let is_missed = barriers.iter().any(|barrier| !barrier.is_kept_by(held));
        self.add(barriers)?;
        // Members that wait for others may accept when these do, and rounding may have been too kind.
        if !is_missed || self.barriers.len() == known {
            let barrier = self.questions.one_more(&package, held);
            self.add(vec![barrier])?;
        }
        Ok(false)
    }

    /// What the barriers say of the branch at hand.
    fn look(&mut self, size: usize, rounds: usize) -> Result<Look, TimeUp> {
        let Some(room) = size.checked_sub(self.kept.iter().filter(|&&kept| kept == Kept::In).count()) else {
            return Ok(Look::Dead);
        };
        let mut takings = Vec::new();
        let mut steps = 0;
        for (at, barrier) in self.barriers.iter().enumerate() {
            match self.taking(barrier, room, &mut steps) {
                None => {
                    raise(&mut self.weights, at);
                    return self.spent(steps, Look::Dead);
                }
                Some(shares) if shares.is_empty() => {}
                Some(shares) => takings.push(Taking { barrier: at, shares }),
            }
        }
        let mut open: Vec<usize> =
            (0..self.kept.len()).filter(|&part| self.kept[part] == Kept::Open).collect();
        let mut scores = vec![0_u64; self.kept.len()];
        let mut forced = vec![Kept::Open; self.kept.len()];
        for round in 0..=rounds {
            scores.fill(0);
            let mut needed = 0;
            for taking in &takings {
                let weight = self.weights[taking.barrier];
                needed += weight * WHOLE;
                taking.shares.iter().for_each(|&(part, share)| scores[part] += weight * share);
                steps += taking.shares.len() as u64;
            }
            open.sort_unstable_by_key(|&part| (std::cmp::Reverse(scores[part]), part));
            let (best, others) = open.split_at(room.min(open.len()));
            let sum: u64 = best.iter().map(|&part| scores[part]).sum();
            let Some(spare) = sum.checked_sub(needed) else { return self.spent(steps, Look::Dead) };
            let mut held: Vec<bool> = self.kept.iter().map(|&kept| kept == Kept::In).collect();
            best.iter().for_each(|&part| held[part] = true);
            if takings.iter().all(|taking| self.barriers[taking.barrier].is_kept_by(&held)) {
                return self.spent(steps, Look::Candidate(held));
            }
            // What cannot be replaced by the best that is left out is in, and what cannot replace the last is out.
            let (next, last) =
                (others.first().map_or(0, |&part| scores[part]), best.last().map(|&part| scores[part]));
            best.iter()
                .filter(|&&part| scores[part] - next > spare)
                .for_each(|&part| forced[part] = Kept::In);
            let too_small = |part: usize| last.is_some_and(|last| last - scores[part] > spare);
            others.iter().filter(|&&part| too_small(part)).for_each(|&part| forced[part] = Kept::Out);
            if round < rounds {
                for taking in &takings {
                    let sum: u64 =
                        taking.shares.iter().filter(|(part, _)| held[*part]).map(|(_, it)| it).sum();
                    if sum < WHOLE {
                        raise(&mut self.weights, taking.barrier);
                    }
                    steps += taking.shares.len() as u64;
                }
            }
        }
        let narrowed = self.trail.len();
        for (part, kept) in forced.into_iter().enumerate().filter(|(_, kept)| *kept != Kept::Open) {
            self.decide(part, kept);
        }
        if self.trail.len() > narrowed {
            return self.spent(steps, Look::Narrowed);
        }
        // On the barrier that has been missed most.
        let on = takings.iter().max_by_key(|it| (self.weights[it.barrier], it.barrier));
        let on = on.and_then(|taking| {
            let shares = taking.shares.iter();
            shares.max_by_key(|&&(part, _)| (self.is_of_rule(part), scores[part], std::cmp::Reverse(part)))
        });
        // Without anything missed, whatever is taken would have been a candidate.
        let Some(&(part, _)) = on else { return self.spent(steps, Look::Dead) };
        let mut part = self.first_alike[part];
        while self.kept[part] != Kept::Open {
            let Some(next) = self.next_alike[part] else { break };
            part = next;
        }
        self.spent(steps, Look::On(part))
    }

    fn spent(&mut self, steps: u64, look: Look) -> Result<Look, TimeUp> {
        if self.work.spend(steps + 1) { Ok(look) } else { Err(TimeUp) }
    }

    fn is_of_rule(&self, part: usize) -> bool {
        self.questions.places.parts[part].member().is_none()
    }

    /// The share of each open part in a barrier, none when it is kept to already; `None` when it takes more parts than
    /// there is room for.
    fn taking(&self, barrier: &Barrier, room: usize, steps: &mut u64) -> Option<Vec<(usize, u64)>> {
        let mut shares: Vec<(usize, u64)> = Vec::new();
        let mut ways = 0;
        for way in &barrier.ways {
            *steps += (way.with.len() + way.counts.len()) as u64;
            if way.with.iter().any(|&part| self.kept[part] == Kept::Out) {
                continue;
            }
            let missing = way.with.iter().filter(|&&part| self.kept[part] == Kept::Open);
            let before = shares.len();
            shares.extend(missing.map(|&part| (part, 0)));
            let missing = shares.len() - before;
            let mut rest = way.need;
            for &(part, count) in &way.counts {
                match self.kept[part] {
                    Kept::Open => shares.push((part, count)),
                    Kept::In => rest = rest.saturating_sub(count),
                    Kept::Out => {}
                }
            }
            // The largest counts come first.
            let (mut sum, mut many) = (0, 0);
            for (_, count) in &shares[before + missing..] {
                if sum >= rest {
                    break;
                }
                sum += count;
                many += 1;
            }
            let takes = missing + many;
            if sum < rest || takes > room {
                shares.truncate(before);
                continue;
            }
            if takes == 0 {
                return Some(Vec::new());
            }
            ways += 1;
            let of_missing = WHOLE.div_ceil(takes as u64);
            shares[before..before + missing].iter_mut().for_each(|(_, share)| *share = of_missing);
            if rest == 0 {
                shares.truncate(before + missing);
            }
            // Below 2^50, since a count is at most what is left to reach.
            let factor = ((many as u64) << 36).div_ceil(rest.max(1) * takes as u64);
            for (_, share) in &mut shares[before + missing..] {
                *share = ((*share).min(rest) * factor).div_ceil(1 << 20);
            }
        }
        // A part's share in a barrier of several ways is the largest of those it has in them.
        if ways > 1 {
            shares.sort_unstable_by_key(|&(part, share)| (part, std::cmp::Reverse(share)));
            shares.dedup_by_key(|(part, _)| *part);
        }
        (ways > 0).then_some(shares)
    }
}

/// Makes a barrier count for more.
fn raise(weights: &mut [u64], at: usize) {
    weights[at] += weights[at] / 8 + 1;
    if weights[at] > HEAVIEST {
        weights.iter_mut().for_each(|weight| *weight = (*weight >> 8).max(1));
    }
}
