//! What is due: reckoned from the case at the moment somebody looks, so that no clock has to run in the core.
//!
//! Only what is verified and attributed fires; what is alleged raises a flag. What was known when a position was adopted
//! does not send anybody back to it: breaches that counted then, changes that were noted, obstacles that were gone, days
//! that were past. A denial of access that goes on is counted from the adoption.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{
    FollowUp,
    incident::{Breach, Found, Opened, Verification},
    terms::Performance,
    trigger::{Cause, Counted, Fired, Inputs, Owed, Written},
};
use crate::{
    case::{
        Case, Role,
        names::{AccountId, Moment},
    },
    dossier::{Baseline, Commitment, CommitmentKind, Date},
    initiative::press::events::days_since_epoch,
    position::quantity::Quantity,
    text::Id,
};

/// The days over which a rate is counted.
pub const RATE_DAYS: u64 = 7;

const DAY: u64 = 86_400_000_000;

/// What was known when a position was adopted, from which nothing follows any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Breaches that counted, by commitment and incident.
    breaches: BTreeSet<(Id, u64)>,
    /// The number of the last change from outside.
    change: u64,
    /// Obstacles that were gone.
    gone: BTreeSet<u64>,
}

/// What somebody notes and a trigger may rest on: a change and an obstacle by number, a denial of access by its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hand {
    Change(u64),
    Obstacle(u64),
    Denial(u64),
}

impl FollowUp {
    /// The latest finding on an incident and a commitment, which is the one that counts.
    pub fn latest(&self, incident: u64, commitment: &Id) -> Option<(u64, &Found)> {
        let number = *self.latest.get(commitment)?.get(&incident)?;
        Some((number, self.findings.get(&number)?))
    }

    /// The breaches of a commitment from which something follows: the latest findings that say so, on incidents that are
    /// verified and attributed to somebody who owes it.
    pub fn breaches<'f>(&'f self, commitment: &'f Commitment) -> impl Iterator<Item = (u64, &'f Found)> {
        let numbers = self.latest.get(&commitment.id).into_iter().flat_map(|it| it.values());
        let all = numbers.filter_map(|number| Some((*number, self.findings.get(number)?)));
        all.filter(|(_, it)| self.is_breach(it, &commitment.obliged))
    }

    /// Whether a finding says that something is a breach, which is established and was done by one of these.
    pub(super) fn is_breach(&self, found: &Found, obliged: &[Id]) -> bool {
        let incident = self.incidents.get(&found.finding.incident).filter(|it| it.is_established());
        let by = incident.and_then(|it| it.attribution.as_ref());
        found.finding.verdict == Breach::Breach && by.is_some_and(|by| obliged.contains(&by.to))
    }

    /// Breaches that were not known when the position was adopted.
    fn new_breaches<'f>(&'f self, commitment: &'f Commitment) -> impl Iterator<Item = Counted> {
        let all = self.breaches(commitment);
        let counted = all.map(|(finding, it)| Counted { incident: it.finding.incident, finding });
        counted.filter(|it| !self.known.breaches.contains(&(commitment.id.clone(), it.incident)))
    }

    /// A position is adopted, and what is known now is known to those who adopt it.
    ///
    /// Breaches are known whoever owes the commitment, and whether or not it stands: what is written again the day after is
    /// not found anew.
    pub(in crate::case) fn know(&mut self) {
        let is_known = |(incident, number): &(&u64, &u64)| {
            let is_breach = self.findings.get(*number).is_some_and(|it| it.finding.verdict == Breach::Breach);
            is_breach && self.incidents.get(*incident).is_some_and(Opened::is_established)
        };
        let of = |(id, all): (&Id, &BTreeMap<u64, u64>)| -> Vec<(Id, u64)> {
            all.iter().filter(is_known).map(|(incident, _)| (id.clone(), *incident)).collect()
        };
        let breaches = self.latest.iter().flat_map(of).collect();
        let gone = self.obstacles.iter().filter(|(_, it)| it.gone.is_some());
        let gone = gone.map(|(number, _)| *number).collect();
        self.known = Known { breaches, change: self.noted, gone };
    }

    /// The breaches of some week, when they are more than the ceiling: the first such week that no trigger has counted, and
    /// those after it. A week is judged by when things happened, however long it took to verify them. What a trigger has
    /// counted is not counted again, unless it was waived for want of ground.
    fn rates(&self, commitment: &Commitment) -> Vec<Inputs> {
        let owed = Owed::of(commitment);
        let Some(most) = owed.ceiling else { return Vec::new() };
        let is_void = |it: &Fired| it.answer.as_ref().is_some_and(|it| it.groundless);
        let fired =
            self.triggers.values().filter(|it| !is_void(it)).filter_map(|it| match &it.inputs.cause {
                Cause::Rate { commitment: of, incidents } if *of == commitment.id => Some(incidents),
                _ => None,
            });
        let before: BTreeSet<u64> = fired.flatten().copied().collect();
        let fresh = self.new_breaches(commitment).filter(|it| !before.contains(&it.incident));
        let mut left: VecDeque<(Moment, Counted)> =
            fresh.filter_map(|it| Some((self.incidents.get(&it.incident)?.incident.occurred, it))).collect();
        left.make_contiguous().sort_by_key(|(when, it)| (*when, it.incident));
        let mut due = Vec::new();
        while let Some((first, _)) = left.front() {
            let end = first.micros().saturating_add(RATE_DAYS * DAY);
            let many = left.partition_point(|(when, _)| when.micros() < end);
            if u64::try_from(many).is_ok_and(|many| many <= most) {
                left.pop_front();
                continue;
            }
            let mut findings: Vec<Counted> = left.drain(..many).map(|(_, it)| it).collect();
            findings.sort_by_key(|it| it.incident);
            let incidents = findings.iter().map(|it| it.incident).collect();
            let cause = Cause::Rate { commitment: commitment.id.clone(), incidents };
            due.push(Inputs { owed: Some(owed.clone()), findings, ..Inputs::of(cause) });
        }
        due
    }

    /// What a commitment has set off by a day, by the case's clock, whether or not it has fired.
    fn set_off(&self, commitment: &Commitment, today: Date, adopted: Date) -> Vec<Inputs> {
        let (id, mut due) = (&commitment.id, Vec::new());
        if commitment.red_line {
            due.extend(self.new_breaches(commitment).map(|it| Inputs {
                owed: Some(Owed::of(commitment)),
                findings: vec![it],
                ..Inputs::of(Cause::RedLine { commitment: id.clone(), incident: it.incident })
            }));
        }
        due.extend(self.rates(commitment));
        let is_done = self.performance(id) == Some(Performance::Kept);
        // A day that was past when the position was adopted was known to be.
        let is_missed = |day: &_| *day < today && *day >= adopted && !is_done;
        if let Some(day) = commitment.due.filter(is_missed)
            && commitment.kind == CommitmentKind::Do
        {
            let cause = Cause::DeadlineMissed { commitment: id.clone(), due: day };
            due.push(Inputs { owed: Some(Owed::of(commitment)), ..Inputs::of(cause) });
        }
        due
    }
}

impl Owed {
    /// A commitment as it is now.
    fn of(commitment: &Commitment) -> Self {
        Self {
            obliged: commitment.obliged.clone(),
            rests_on: commitment.rests_on.clone(),
            red_line: commitment.red_line,
            ceiling: most_in_a_week(commitment),
            written: Written {
                text: commitment.text.clone(),
                kind: commitment.kind,
                ceiling: commitment.ceiling,
                baseline: commitment.baseline,
            },
        }
    }
}

impl Case {
    /// What is due to fire at a moment and has not. What was adopted last stands until something else is, also under review.
    /// As long as nothing ever was, only that comes to pass which can bring about a position: a change, a day of review, an
    /// obstacle that is gone.
    pub fn due_triggers(&self, now: Moment) -> Vec<Inputs> {
        let (followup, clock) = (&self.followup, self.clock());
        let today = clock.day(now);
        let since = self.adopted.last().map(|it| clock.day(it.at));
        let mut due = self.due_of_position(today);
        let changes = followup.changes.keys().filter(|change| **change > followup.known.change);
        due.extend(changes.map(|change| Inputs::of(Cause::Changed { change: *change })));
        let days = followup
            .terms
            .review_on
            .iter()
            .filter(|day| **day <= today && since.is_none_or(|since| **day >= since));
        due.extend(days.map(|day| Inputs::of(Cause::ReviewDate { on: *day })));
        let gone = followup.obstacles.iter().filter(|(_, it)| it.gone.is_some());
        let gone = gone.filter(|(obstacle, _)| !followup.known.gone.contains(obstacle));
        due.extend(gone.map(|(obstacle, _)| Inputs::of(Cause::ObstacleGone { obstacle: *obstacle })));
        due.retain(|inputs| !followup.fired.contains(&inputs.cause));
        due
    }

    /// What is due since somebody owes something to those who adopted a position.
    fn due_of_position(&self, today: Date) -> Vec<Inputs> {
        let Some(adopted) = self.adopted.last() else { return Vec::new() };
        let (followup, since) = (&self.followup, self.clock().day(adopted.at));
        let mut due: Vec<Inputs> =
            self.dossier.commitments.iter().flat_map(|it| followup.set_off(it, today, since)).collect();
        let longest = i64::try_from(followup.terms.access_days).unwrap_or(i64::MAX);
        for (place, denied) in &followup.denied {
            let from = denied.since.max(since);
            if days_since_epoch(today) - days_since_epoch(from) >= longest {
                let cause = Cause::AccessDenied {
                    place: place.clone(),
                    denial: denied.denial,
                    adoption: adopted.seq,
                };
                due.push(Inputs { since: Some(denied.since), ..Inputs::of(cause) });
            }
        }
        due
    }

    /// Whether what a trigger rests on still stands. Findings, attributions and judgements can be taken back while it
    /// waits; it is held against what was owed when it fired.
    pub fn still_counts(&self, fired: &Fired) -> bool {
        if let Cause::AccessDenied { place, denial, .. } = &fired.inputs.cause {
            return self.followup.denied.get(place).is_some_and(|it| it.denial == *denial);
        }
        let Some(owed) = &fired.inputs.owed else { return true };
        let counts = |incident: u64, commitment: &Id| {
            let latest = self.followup.latest(incident, commitment);
            latest.is_some_and(|(_, it)| self.followup.is_breach(it, &owed.obliged))
        };
        match &fired.inputs.cause {
            Cause::RedLine { commitment, incident } => counts(*incident, commitment),
            Cause::Rate { commitment, incidents } => {
                let many = incidents.iter().filter(|it| counts(**it, commitment)).count();
                u64::try_from(many).unwrap_or(u64::MAX) > owed.ceiling.unwrap_or_default()
            }
            Cause::DeadlineMissed { commitment, .. } => {
                self.followup.performance(commitment) != Some(Performance::Kept)
            }
            _ => true,
        }
    }

    /// Whether somebody may not answer a trigger alone: whoever fired it, noted what it rests on, or made all findings that
    /// it rests on. When it was escalated, and there is nobody else who could nor was when it fired, they may: whoever ends
    /// the others' mandates meanwhile is not let through by that.
    pub fn needs_another(&self, account: &AccountId, fired: &Fired, now: Moment) -> bool {
        if !self.followup.is_involved(account, fired) {
            return false;
        }
        let mut others = self.who_follow_up(now);
        others.extend(fired.present.iter().cloned());
        fired.escalated.is_none()
            || others.iter().any(|it| it != account && !self.followup.is_involved(it, fired))
    }

    /// Accounts of the secretariat, and of those who speak for a body in a committee, at a moment.
    pub fn who_follow_up(&self, now: Moment) -> BTreeSet<AccountId> {
        let sits = |body: &Id| self.committees.iter().any(|it| it.members.contains(body));
        let holders = self.mandates.values().filter(|it| sits(&it.body)).map(|it| &it.account);
        let sitting = holders.filter(|it| self.roles(it, now).contains(&Role::Committee));
        self.secretariat.iter().chain(sitting).cloned().collect()
    }

    /// Triggers whose committee has been silent for too long at a moment, and that nobody has said so of.
    pub fn silent_triggers(&self, now: Moment) -> impl Iterator<Item = (u64, &Fired)> {
        let all = self.followup.triggers.iter().map(|(number, it)| (*number, it));
        all.filter(move |(_, it)| it.answer.is_none() && it.escalated.is_none() && it.answer_by <= now)
    }

    /// Whether the secretariat may answer a trigger: when nobody sits in a committee, or it was silent.
    pub fn answers_for_committee(&self, fired: &Fired) -> bool {
        fired.escalated.is_some() || self.committees.iter().all(|it| it.members.is_empty())
    }

    /// Incidents that are alleged and may be about a commitment: nothing follows from them, and people watch. They are
    /// not verified or not attributed yet, and neither refuted nor found to be no breach of it. What reports name is told
    /// only to those who see reports; findings alone flag for everybody else.
    pub fn flagged(&self, sees_reports: bool) -> BTreeSet<(Id, u64)> {
        let mut flags = BTreeSet::new();
        let followup = &self.followup;
        for (number, incident) in &followup.incidents {
            if incident.is_established() || incident.verification() == Verification::Refuted {
                continue;
            }
            let told =
                incident.reports.iter().filter(|_| sees_reports).filter_map(|it| followup.reports.get(it));
            let named: BTreeSet<&Id> = told.filter_map(|it| it.report.commitment.as_ref()).collect();
            let judged = followup.latest.iter().filter(|(_, it)| it.contains_key(number)).map(|(id, _)| id);
            for id in named.into_iter().chain(judged) {
                let verdict = followup.latest(*number, id).map(|(_, it)| it.finding.verdict);
                if !matches!(verdict, Some(Breach::NoBreach | Breach::OutsideScope)) {
                    flags.insert((id.clone(), *number));
                }
            }
        }
        flags
    }
}

impl FollowUp {
    /// Whether somebody fired a trigger, noted what it rests on, or made every finding that it rests on: those that were
    /// counted then, or those that count now in their place.
    fn is_involved(&self, account: &AccountId, fired: &Fired) -> bool {
        let commitment = fired.inputs.cause.commitment();
        let is_theirs = |it: &Counted| {
            let latest = commitment.and_then(|id| self.latest(it.incident, id));
            // Whoever takes a finding back makes none that anything rests on.
            let latest = latest.filter(|(_, found)| found.finding.verdict == Breach::Breach);
            let made = [self.findings.get(&it.finding), latest.map(|(_, found)| found)];
            made.into_iter().flatten().any(|found| found.by == *account)
        };
        let hand = match fired.inputs.cause {
            Cause::Changed { change } => Some(Hand::Change(change)),
            Cause::ObstacleGone { obstacle } => Some(Hand::Obstacle(obstacle)),
            Cause::AccessDenied { denial, .. } => Some(Hand::Denial(denial)),
            _ => None,
        };
        let had_hand = hand.and_then(|it| self.hands.get(&it)).is_some_and(|it| it.contains(account));
        let findings = &fired.inputs.findings;
        fired.by == *account || had_hand || (!findings.is_empty() && findings.iter().all(is_theirs))
    }
}

/// The most breaches in a week that are still within the ceiling; a share is one of a baseline that is a figure.
fn most_in_a_week(commitment: &Commitment) -> Option<u64> {
    match (commitment.ceiling?, commitment.baseline) {
        (Quantity::Count(most), _) => Some(most),
        (Quantity::Share(share), Some(Baseline::Figure(figure))) => {
            let part = u128::from(share.part()) * u128::from(figure.count) * u128::from(RATE_DAYS);
            let whole = u128::from(share.whole()) * u128::from(figure.days);
            u64::try_from(part.checked_div(whole)?).ok()
        }
        _ => None,
    }
}
