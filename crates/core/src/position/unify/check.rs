//! The checker: recomputes an answer's claims from the dossier itself.
//!
//! It reads the stances as written ([`case`]) and asks them by position where there is much to ask
//! ([`roll`]); it shares the types of dossier and answer with the rest, and no code with the model or the
//! engines, so that a mistake there cannot hide here. `docs/dossier.md` lists what it recomputes. Each
//! claim has so many stances that may be asked for it, a long one counting for several; what takes more
//! is named as not recomputed.
//! What no claim covers: that no minimal package and no trade is missing, which of equal packages is
//! recommended, the bound, the base of support, who must be asked again, a verdict's clause and what
//! settles it, roles, burdens without a condition, the clash, power, that no smaller set would unlock
//! anything, and what sets would that are not named in full.

mod case;
mod roll;
mod survey;

use std::collections::{BTreeMap, BTreeSet};

use self::roll::accepting;
pub use self::{
    case::Case,
    roll::Roll,
    survey::{Best, Found, survey},
};
use super::{
    Options,
    answer::{Answer, Claim, Counts, Part, Proof, Reason},
    deadline::Deadline,
};
use crate::{
    consultation::stance::Verdict,
    dossier::{Dossier, PositionKind},
    position::rule::Fallback,
    text::Id,
};

/// Stances asked to see that nothing wins.
const NOTHING_STEPS: u64 = 4_000_000;

/// Stances asked to see that nothing better wins.
const BETTER_STEPS: u64 = 200_000;

/// Stances asked for any other claim.
const CLAIM_STEPS: u64 = 400_000;

/// Stances between two looks at the clock.
const LOOK: u64 = 1 << 16;

/// What became of a claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Yes,
    No,
    /// It takes too long to see.
    Unsettled,
}

/// Recomputes what can be, and writes into the answer's proof whether it holds.
pub fn check(dossier: &Dossier, options: &Options, answer: &mut Answer) {
    let case = Case::new(dossier, &options.suppositions);
    let mut check = Check::new(&case, options, answer);
    let mut holds = check.is_outline_right();
    let mut unchecked = Vec::new();
    if holds && case.has_quorum() {
        for (claim, held) in check.claims() {
            holds &= held != Held::No;
            if held == Held::Unsettled {
                unchecked.push(claim);
            }
        }
    }
    let checked = holds && !unchecked.contains(&Claim::NoPackageWins);
    // Whoever finds nothing unchecked that keeps it from being checked knows that it is refuted.
    if !holds {
        unchecked.clear();
    }
    answer.proof = Proof { checked, unchecked, ..answer.proof.clone() };
}

struct Check<'a> {
    case: &'a Case<'a>,
    options: &'a Options,
    answer: &'a Answer,
    roll: Roll,
    conditions: BTreeMap<&'a Id, usize>,
    bodies: BTreeMap<&'a Id, usize>,
}

impl<'a> Check<'a> {
    fn new(case: &'a Case<'a>, options: &'a Options, answer: &'a Answer) -> Self {
        let dossier = case.dossier;
        Self {
            case,
            options,
            answer,
            roll: Roll::new(case),
            conditions: dossier.conditions.iter().enumerate().map(|(at, it)| (&it.id, at)).collect(),
            bodies: dossier.bodies.iter().enumerate().map(|(at, it)| (&it.id, at)).collect(),
        }
    }

    /// The position, who is absent, and what everybody says, by ids throughout; and that the recommended
    /// package wins, with its burden and support, or the offer as it stands does not.
    fn is_outline_right(&self) -> bool {
        let (case, answer) = (self.case, self.answer);
        let package: BTreeSet<&Id> = answer.package.iter().flatten().collect();
        let verdicts = case.verdicts(&package, &BTreeMap::new());
        let wins = case.has_quorum() && case.is_consistent(&package) && case.is_won(&verdicts);
        let fallback = match case.dossier.rule.fallback {
            Fallback::Reject => PositionKind::Reject,
            Fallback::None => PositionKind::None,
        };
        let (position, reason) = match (&answer.package, case.has_quorum(), answer.proof.optimal) {
            (Some(package), ..) if package.is_empty() => (PositionKind::Accept, None),
            (Some(_), ..) => (PositionKind::AcceptWithConditions, None),
            (None, false, _) => (PositionKind::None, Some(Reason::NoQuorum)),
            (None, true, true) => (fallback, Some(Reason::NoPackageWins)),
            (None, true, false) => (PositionKind::None, None),
        };
        let figures = match &answer.package {
            Some(_) => (Some(case.burden(&package)), Some(case.support(&verdicts))),
            None => (None, None),
        };
        let is_empty = answer.frontier.is_empty() && answer.minimal_packages.is_empty();
        let mut bodies: Vec<&Id> = case.dossier.bodies.iter().map(|body| &body.id).collect();
        bodies.sort_unstable();
        bodies.retain(|id| !verdicts.contains_key(id));
        let open = verdicts.iter().filter(|(id, _)| case.is_open(id));
        let mut hidden = Counts::default();
        for (_, verdict) in verdicts.iter().filter(|(id, _)| !case.is_open(id)) {
            match verdict {
                Verdict::Accept => hidden.accept += 1,
                Verdict::Reject => hidden.reject += 1,
                Verdict::Abstain => hidden.abstain += 1,
            }
        }
        // What was not found in time may be there.
        let may_win = answer.package.is_none() && !answer.proof.optimal;
        (may_win || wins == answer.package.is_some())
            && (answer.position, answer.reason) == (position, reason)
            && (answer.burden, answer.support) == figures
            && (answer.package.is_some() || is_empty)
            && answer.absent.iter().eq(bodies)
            && answer
                .verdicts
                .0
                .iter()
                .map(|(id, told)| (id, told.verdict))
                .eq(open.map(|(&id, &it)| (id, it)))
            && answer.confidential.unwrap_or_default() == hidden
    }

    /// Every claim beyond the outline.
    fn claims(&mut self) -> Vec<(Claim, Held)> {
        let answer = self.answer;
        match &answer.package {
            Some(package) => match self.package(package) {
                Some(package) => vec![
                    (Claim::Optimal, self.optimal()),
                    (Claim::Frontier, self.frontier()),
                    (Claim::MinimalPackages, self.minimal_packages()),
                    (Claim::Turning, self.turning(&package)),
                    (Claim::Pivotal, self.pivotal(&package)),
                    (Claim::Margin, self.margin(&package)),
                ],
                None => vec![(Claim::Optimal, Held::No)],
            },
            None if answer.proof.optimal => {
                vec![(Claim::NoPackageWins, self.no_package_wins()), (Claim::Unlock, self.unlock())]
            }
            None => Vec::new(),
        }
    }

    /// A package by positions, unless it has a condition that the dossier has not.
    fn package(&self, ids: &[Id]) -> Option<Vec<bool>> {
        let mut package = vec![false; self.conditions.len()];
        for id in ids {
            package[*self.conditions.get(id)?] = true;
        }
        Some(package)
    }

    fn no_package_wins(&self) -> Held {
        match survey(&self.roll, None, NOTHING_STEPS, self.options.deadline) {
            Found::Nothing => Held::Yes,
            Found::Something => Held::No,
            Found::Unsettled => Held::Unsettled,
        }
    }

    fn optimal(&self) -> Held {
        let answer = self.answer;
        let (Some(burden), Some(support), false) =
            (answer.burden, answer.support, answer.incomplete.contains(&Part::Position))
        else {
            return Held::Yes;
        };
        // Without that the bound is what is claimed.
        let are_ties_settled = answer.proof.optimal;
        let best = Best { burden, support, prefer: self.options.prefer, are_ties_settled };
        match survey(&self.roll, Some(best), BETTER_STEPS, self.options.deadline) {
            Found::Nothing => Held::Yes,
            Found::Something => Held::No,
            Found::Unsettled => Held::Unsettled,
        }
    }

    fn steps(&self) -> Steps {
        Steps { taken: 0, deadline: self.options.deadline }
    }

    /// Every trade wins, at its burden and support, and none is beaten by another that is listed.
    fn frontier(&self) -> Held {
        let trades = &self.answer.frontier;
        let mut steps = self.steps();
        if !trades.is_sorted_by(|a, b| a.burden < b.burden && a.support < b.support) {
            return Held::No;
        }
        steps.every(trades, self.roll.cost(), |trade| {
            let Some(package) = self.package(&trade.package) else { return false };
            let called = self.roll.verdicts(&package, &[]);
            let burden = (0..package.len()).filter(|&at| package[at]).map(|at| self.roll.burdens[at]).sum();
            self.roll.is_consistent(&package)
                && self.roll.may_win(&called)
                && (trade.burden, trade.support) == (burden, self.roll.most_support(&called))
        })
    }

    fn wins(&self, package: &[bool]) -> bool {
        self.roll.is_consistent(package) && self.roll.may_win(&self.roll.verdicts(package, &[]))
    }

    /// Every minimal package wins, and no consistent part of it does.
    fn minimal_packages(&self) -> Held {
        let mut steps = self.steps();
        let mut held = Held::Yes;
        for ids in &self.answer.minimal_packages {
            if !steps.take(self.roll.cost()) {
                return Held::Unsettled;
            }
            let Some(package) = self.package(ids).filter(|package| self.wins(package)) else {
                return Held::No;
            };
            let chosen: Vec<usize> = (0..package.len()).filter(|&at| package[at]).collect();
            let parts = u32::try_from(chosen.len()).ok().and_then(|size| 1_u64.checked_shl(size));
            let Some(parts) = parts.filter(|parts| steps.take(parts.saturating_mul(self.roll.cost()))) else {
                held = Held::Unsettled;
                continue;
            };
            let is_part_won = |part: u64| {
                let mut fewer = package.clone();
                let left_out = chosen.iter().enumerate().filter(|(bit, _)| part >> bit & 1 == 0);
                left_out.for_each(|(_, &at)| fewer[at] = false);
                self.wins(&fewer)
            };
            if (0..parts - 1).any(is_part_won) {
                return Held::No;
            }
        }
        held
    }

    /// Who would not accept without a condition, and who would.
    fn turning(&self, package: &[bool]) -> Held {
        let with = accepting(&self.roll.verdicts(package, &[]));
        let mut steps = self.steps();
        steps.every(&self.answer.conditions.0, self.roll.cost(), |(id, told)| {
            let Some(&at) = self.conditions.get(id) else { return false };
            let mut without = package.to_vec();
            without[at] = false;
            let without = accepting(&self.roll.verdicts(&without, &[]));
            told.needed_by == self.open_ids(with.iter().filter(|at| without.binary_search(at).is_err()))
                && told.opposed_by
                    == self.open_ids(without.iter().filter(|at| with.binary_search(at).is_err()))
        })
    }

    fn open_ids<'b>(&self, bodies: impl Iterator<Item = &'b usize>) -> Vec<Id> {
        let ids = bodies.map(|&at| &self.case.dossier.bodies[at].id);
        let mut open: Vec<Id> = ids.filter(|id| self.case.is_open(id)).cloned().collect();
        open.sort_unstable();
        open
    }

    fn loses(&self, package: &[bool], turned: &[usize]) -> bool {
        let fixed: Vec<(usize, Verdict)> = turned.iter().map(|&at| (at, Verdict::Reject)).collect();
        !self.roll.may_win(&self.roll.verdicts(package, &fixed))
    }

    fn pivotal(&self, package: &[bool]) -> Held {
        let answer = self.answer;
        let all = accepting(&self.roll.verdicts(package, &[]));
        let told: BTreeSet<usize> =
            answer.pivotal.iter().filter_map(|id| self.bodies.get(id).copied()).collect();
        let mut hidden = 0;
        let is_cut = answer.incomplete.contains(&Part::Pivotal);
        let held = self.steps().every(&all, self.roll.cost(), |&at| {
            let is_pivotal = self.loses(package, &[at]);
            let is_open = self.case.is_open(&self.case.dossier.bodies[at].id);
            hidden += u64::from(is_pivotal && !is_open);
            !is_open || is_pivotal == told.contains(&at) || (is_cut && is_pivotal)
        });
        let is_right = told.iter().all(|at| all.contains(at))
            && told.len() == answer.pivotal.len()
            && (is_cut || held != Held::Yes || hidden == answer.pivotal_confidential);
        if is_right { held } else { Held::No }
    }

    /// No fewer accepting bodies than the margin make the package lose by turning, and so many do.
    fn margin(&self, package: &[bool]) -> Held {
        let all = accepting(&self.roll.verdicts(package, &[]));
        let Some(margin) = self.answer.margin.and_then(|margin| usize::try_from(margin).ok()) else {
            return Held::No;
        };
        if margin > all.len() || self.answer.incomplete.contains(&Part::Margin) {
            return if margin > all.len() { Held::No } else { Held::Unsettled };
        }
        let mut steps = self.steps();
        for size in 1..=margin {
            let mut chosen: Vec<usize> = (0..size).collect();
            let mut is_lost = false;
            loop {
                if !steps.take(self.roll.cost()) {
                    return Held::Unsettled;
                }
                let turned: Vec<usize> = chosen.iter().map(|&at| all[at]).collect();
                is_lost = is_lost || self.loses(package, &turned);
                // The next so many of them, in order.
                let Some(last) = (0..size).rev().find(|&at| chosen[at] + size - at < all.len()) else {
                    break;
                };
                if is_lost {
                    break;
                }
                chosen[last] += 1;
                for at in last + 1..size {
                    chosen[at] = chosen[at - 1] + 1;
                }
            }
            if is_lost != (size == margin) {
                return Held::No;
            }
        }
        if margin == 0 { Held::No } else { Held::Yes }
    }

    /// Every set that is named in full makes its package win by accepting.
    fn unlock(&self) -> Held {
        let Some(unlock) = &self.answer.unlock else { return Held::Yes };
        self.steps().every(&unlock.sets, self.roll.cost(), |set| {
            let Some(package) = self.package(&set.package) else { return false };
            let bodies: Vec<usize> =
                set.bodies.iter().filter_map(|id| self.bodies.get(id).copied()).collect();
            let fixed: Vec<(usize, Verdict)> = bodies.iter().map(|&at| (at, Verdict::Accept)).collect();
            let is_won = || self.roll.may_win(&self.roll.verdicts(&package, &fixed));
            unlock.size == Some(bodies.len() as u64 + set.confidential)
                && bodies.len() == set.bodies.len()
                && self.roll.is_consistent(&package)
                // Who is not named cannot be asked.
                && (set.confidential > 0 || is_won())
        })
    }
}

/// How many stances were asked for a claim, and until when more may be.
struct Steps {
    taken: u64,
    deadline: Option<Deadline>,
}

impl Steps {
    /// Takes so many more; whether they may be asked. What is done in a moment is done whatever the time.
    fn take(&mut self, steps: u64) -> bool {
        let before = self.taken;
        self.taken = before.saturating_add(steps);
        let is_due = before / LOOK != self.taken / LOOK;
        let is_late = is_due && self.deadline.is_some_and(|deadline| deadline.is_over());
        self.taken <= CLAIM_STEPS && !is_late
    }

    /// Whether it holds of every one of these, each of which takes so many stances.
    fn every<T>(&mut self, all: &[T], steps: u64, mut holds: impl FnMut(&T) -> bool) -> Held {
        for one in all {
            if !self.take(steps) {
                return Held::Unsettled;
            }
            if !holds(one) {
                return Held::No;
            }
        }
        Held::Yes
    }
}
