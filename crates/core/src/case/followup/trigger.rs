//! Triggers: when what was found sends the coalition back to its position.
//!
//! What is due is reckoned from the case at the moment somebody looks, so that no clock has to run in the core; firing
//! puts it into the record with its inputs and their hash. The same inputs fire once, however often they are looked at,
//! by whomever, on however many servers. Only what is verified and attributed fires; what is alleged raises a flag.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    FollowUp,
    back::Back,
    incident::{Breach, Found, Verification},
    terms::Performance,
};
use crate::{
    case::{
        Case,
        names::{AccountId, Moment},
        position::Stage,
    },
    dossier::{Baseline, Commitment, CommitmentKind, Date},
    initiative::press::events::days_since_epoch,
    position::quantity::Quantity,
    record::hash::Hash,
    text::{Id, Text},
};

/// The most triggers of a case.
pub const TRIGGER_LIMIT: usize = 10_000;

/// The days over which a rate is counted.
pub const RATE_DAYS: u64 = 7;

const DAY: u64 = 86_400_000_000;

/// What fired a trigger. This, and nothing else, is what is the same when it would fire again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "trigger", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Inputs {
    /// A line that must not be crossed once was: an incident that is verified and attributed was found to break it.
    RedLine {
        /// The commitment.
        commitment: Id,
        /// The incident.
        incident: u64,
        /// The finding.
        finding: u64,
        /// Who did it.
        by: Id,
    },
    /// More breaches than the ceiling within [`RATE_DAYS`] days.
    Rate {
        /// The commitment.
        commitment: Id,
        /// The findings that were counted.
        findings: Vec<u64>,
    },
    /// A day has passed by which something was to be done, and nobody has noted that it was.
    DeadlineMissed {
        /// The commitment.
        commitment: Id,
        /// The day.
        due: Date,
    },
    /// A place cannot be reached since this day, for as long as was agreed.
    AccessDenied {
        /// The place.
        #[serde(rename = "where")]
        place: Id,
        /// Since when.
        since: Date,
    },
    /// The text or a party is not what it was.
    Changed {
        /// The change, as it was noted.
        change: u64,
    },
    /// The day has come on which the position was to be looked at again.
    ReviewDate {
        /// The day.
        on: Date,
    },
    /// What stood in the way of an acceptance is gone.
    ObstacleGone {
        /// The obstacle.
        obstacle: u64,
    },
}

impl Inputs {
    /// SHA-256 of the inputs as JSON, which is what a trigger is known by.
    pub fn sha256(&self) -> Hash {
        // Strings, numbers and lists of them can always be written.
        Hash::of(&[serde_json::to_string(self).unwrap_or_default().as_bytes()])
    }

    /// What it is called.
    pub fn name(&self) -> &'static str {
        match self {
            Self::RedLine { .. } => "red-line",
            Self::Rate { .. } => "rate",
            Self::DeadlineMissed { .. } => "deadline-missed",
            Self::AccessDenied { .. } => "access-denied",
            Self::Changed { .. } => "changed",
            Self::ReviewDate { .. } => "review-date",
            Self::ObstacleGone { .. } => "obstacle-gone",
        }
    }

    /// The commitment that would be broken.
    pub fn commitment(&self) -> Option<&Id> {
        match self {
            Self::RedLine { commitment, .. }
            | Self::Rate { commitment, .. }
            | Self::DeadlineMissed { commitment, .. } => Some(commitment),
            _ => None,
        }
    }
}

/// What is kept of a trigger that has fired.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired {
    /// The entry; the case as it was then is the fold of the entries before.
    pub entry: u64,
    /// When.
    pub at: Moment,
    /// Who looked.
    pub by: AccountId,
    /// What fired it.
    pub inputs: Inputs,
    /// The hash of that.
    pub sha256: Hash,
    /// Until when the committee answers.
    pub answer_by: Moment,
    /// When its silence was put to the whole coalition.
    pub escalated: Option<Moment>,
    /// What was answered.
    pub answer: Option<Answered>,
}

/// What a committee makes of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It counts.
    Confirm,
    /// Nothing follows from it.
    Waive,
}

/// What was answered to a trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// When.
    pub at: Moment,
    /// Who has answered.
    pub by: AccountId,
    /// What.
    pub answer: Answer,
    /// Why.
    pub reason: Text,
    /// What it means for the position; nothing when it was waived.
    pub back: Option<Back>,
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
        all.filter(|(_, it)| it.finding.verdict == Breach::Breach && self.is_owed(it, commitment))
    }

    /// Whether what a finding is about is established, and done by somebody who owes the commitment.
    fn is_owed(&self, found: &Found, commitment: &Commitment) -> bool {
        let incident = self.incidents.get(&found.finding.incident).filter(|it| it.is_established());
        let by = incident.and_then(|it| it.attribution.as_ref());
        by.is_some_and(|by| commitment.obliged.contains(&by.to))
    }

    fn has_fired(&self, inputs: &Inputs) -> bool {
        self.fired.contains(&inputs.sha256())
    }

    /// Whether a trigger on this commitment waits for its answer.
    fn waits_on(&self, commitment: &Id) -> bool {
        self.triggers.values().any(|it| it.answer.is_none() && it.inputs.commitment() == Some(commitment))
    }
}

impl Case {
    /// What is due to fire at a moment and has not. Nothing is while no position stands.
    pub fn due_triggers(&self, now: Moment) -> Vec<Inputs> {
        if self.stage != Stage::Adopted {
            return Vec::new();
        }
        let (followup, today) = (&self.followup, now.day());
        let mut due = Vec::new();
        for commitment in &self.dossier.commitments {
            if commitment.red_line {
                due.extend(followup.breaches(commitment).filter_map(|(finding, it)| {
                    let incident = it.finding.incident;
                    let by = followup.incidents.get(&incident)?.attribution.as_ref()?.to.clone();
                    Some(Inputs::RedLine { commitment: commitment.id.clone(), incident, finding, by })
                }));
            }
            due.extend(followup.rate(commitment, now));
            let is_done = followup.performance(&commitment.id) == Some(Performance::Kept);
            if let Some(day) = commitment.due.filter(|day| *day < today && !is_done)
                && commitment.kind == CommitmentKind::Do
            {
                due.push(Inputs::DeadlineMissed { commitment: commitment.id.clone(), due: day });
            }
        }
        let longest = i64::try_from(followup.terms.access_days).unwrap_or(i64::MAX);
        for (place, since) in &followup.denied {
            if days_since_epoch(today) - days_since_epoch(*since) >= longest {
                due.push(Inputs::AccessDenied { place: place.clone(), since: *since });
            }
        }
        due.extend(followup.changes.keys().map(|change| Inputs::Changed { change: *change }));
        let days = followup.terms.review_on.iter().filter(|day| **day <= today);
        due.extend(days.map(|day| Inputs::ReviewDate { on: *day }));
        let gone = followup.obstacles.iter().filter(|(_, it)| it.gone.is_some());
        due.extend(gone.map(|(obstacle, _)| Inputs::ObstacleGone { obstacle: *obstacle }));
        due.retain(|inputs| !followup.has_fired(inputs));
        due
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
    /// not verified or not attributed yet, and neither refuted nor found to be no breach of it.
    pub fn flagged(&self) -> BTreeSet<(Id, u64)> {
        let mut flags = BTreeSet::new();
        let followup = &self.followup;
        for (number, incident) in &followup.incidents {
            if incident.is_established() || incident.verification() == Verification::Refuted {
                continue;
            }
            let told = incident.reports.iter().filter_map(|it| followup.reports.get(it));
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
    /// The breaches of the last days, when they are more than the ceiling. Those that a trigger has counted are not
    /// counted again, and while one waits no other is due.
    fn rate(&self, commitment: &Commitment, now: Moment) -> Option<Inputs> {
        if self.waits_on(&commitment.id) {
            return None;
        }
        let most = most_in_a_week(commitment)?;
        let counted: BTreeSet<u64> = self
            .triggers
            .values()
            .filter_map(|it| match &it.inputs {
                Inputs::Rate { commitment: of, findings } if *of == commitment.id => Some(findings.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        let since = now.micros().saturating_sub(RATE_DAYS * DAY);
        let is_recent = |incident: u64| {
            self.incidents.get(&incident).is_some_and(|it| it.incident.occurred.micros() >= since)
        };
        let recent = self.breaches(commitment).filter(|(_, it)| is_recent(it.finding.incident));
        let findings: Vec<u64> =
            recent.map(|(number, _)| number).filter(|number| !counted.contains(number)).collect();
        let is_over = u64::try_from(findings.len()).is_ok_and(|many| many > most);
        is_over.then(|| Inputs::Rate { commitment: commitment.id.clone(), findings })
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
