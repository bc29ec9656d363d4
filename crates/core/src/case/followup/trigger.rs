//! Triggers: what has sent the coalition back to its position, and what was answered.
//!
//! A trigger is known by its cause: a commitment and an incident, a commitment and the incidents of a rate, a day, a
//! denial of access. Who did it and which finding said so can change and make no second trigger of it. What follows from
//! a trigger hangs on more than its cause, and that is frozen with it when it fires: whoever changes a promise
//! afterwards changes nothing of what it has set off. What is due stands in [`due`](super::due).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::back::Back;
use crate::{
    case::names::{AccountId, Moment},
    dossier::{Baseline, CommitmentKind, Date},
    position::quantity::Quantity,
    record::hash::Hash,
    text::{Id, Text},
};

/// The most triggers of a case.
pub const TRIGGER_LIMIT: usize = 10_000;

/// The most conditions and provisions that a commitment rests on, and the most who owe it, for it to fire: both are
/// frozen in the entry.
pub const OWED_LIMIT: usize = 1_000;

/// What sets a trigger off, by which it is known: the same fires once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "trigger", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Cause {
    /// A line that must not be crossed once was.
    RedLine {
        /// The commitment.
        commitment: Id,
        /// The incident.
        incident: u64,
    },
    /// More breaches than the ceiling within [`RATE_DAYS`](super::due::RATE_DAYS) days.
    Rate {
        /// The commitment.
        commitment: Id,
        /// The incidents that were counted.
        incidents: Vec<u64>,
    },
    /// A day has passed by which something was to be done, and nobody has noted that it was.
    DeadlineMissed {
        /// The commitment.
        commitment: Id,
        /// The day.
        due: Date,
    },
    /// A place cannot be reached for as long as was agreed.
    AccessDenied {
        /// The place.
        #[serde(rename = "where")]
        place: Id,
        /// The entry by which this denial was noted first.
        denial: u64,
        /// The entry of the adoption since which it is counted: a denial that goes on counts again for the next position.
        adoption: u64,
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

impl Cause {
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

/// What fired a trigger, with all that its consequence hangs on, as it was at that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// By what it is known.
    pub cause: Cause,
    /// What was owed, and by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed: Option<Owed>,
    /// The findings that were counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Counted>,
    /// Since when a place cannot be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
}

/// A commitment as it was when a trigger fired, as far as anything follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owed {
    /// Who owes it.
    pub obliged: Vec<Id>,
    /// Conditions and provisions that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Id>,
    /// Whether a single breach is enough.
    pub red_line: bool,
    /// The most breaches in a week that are still within the ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<u64>,
    /// The promise in its words.
    pub written: Written,
}

/// A commitment as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Its words.
    pub text: Text,
    /// Whether something is to be done or to be left.
    pub kind: CommitmentKind,
    /// Its ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Quantity>,
    /// What a share of a ceiling is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
}

/// A finding that was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The incident that it is about.
    pub incident: u64,
    /// The finding.
    pub finding: u64,
}

impl Inputs {
    /// A cause from which something follows whatever anybody owes.
    pub(super) fn of(cause: Cause) -> Self {
        Self { cause, owed: None, findings: Vec::new(), since: None }
    }

    /// SHA-256 of the inputs as JSON: whoever fires them has seen exactly these.
    pub fn sha256(&self) -> Hash {
        // Strings, numbers and lists of them can always be written.
        Hash::of(&[serde_json::to_string(self).unwrap_or_default().as_bytes()])
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
    /// Who could have answered then, of the secretariat and the committees.
    pub present: BTreeSet<AccountId>,
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
    /// Whether it was waived since what it rested on was taken back.
    pub groundless: bool,
    /// What it means for the position; nothing when it was waived.
    pub back: Option<Back>,
}
