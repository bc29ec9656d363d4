//! Meetings: agenda, attendance, quorum, decisions.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::names::Moment;
use crate::text::{Id, Text};

/// Whether a body is at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attendance {
    /// It is.
    Present,
    /// It is not, or left.
    Absent,
}

/// How a quorum stood; a rule without one is always met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// What is counted over those who are there.
    pub sum: u64,
    /// The same over everybody.
    pub base: u64,
    /// What it came to.
    pub state: QuorumState,
}

/// What a quorum came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuorumState {
    /// Enough are there.
    Met,
    /// Too few are there.
    Lost,
    /// The rule asks for none.
    NotAsked,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// What it is called.
    pub title: Text,
    /// When it is to begin.
    pub at: Moment,
    /// Where.
    pub place: Option<Text>,
    /// What is to be talked about.
    pub agenda: Vec<Text>,
    /// The committee whose sitting it is; without, the whole coalition meets.
    pub committee: Option<Id>,
    /// The bodies of that committee when it was opened; whoever joins or leaves the committee later changes nothing of it.
    pub sitting: Option<Vec<Id>>,
    /// Bodies that are there now.
    pub present: BTreeSet<Id>,
    /// Bodies that were there when it was opened.
    pub present_at_opening: BTreeSet<Id>,
    /// When it was opened, and with which quorum.
    pub opened: Option<(Moment, Quorum)>,
    /// What it decided.
    pub decisions: Vec<Decision>,
    /// When it was closed, and with which quorum.
    pub closed: Option<(Moment, Quorum)>,
    /// Comings and goings while it was open.
    pub movements: Vec<Movement>,
}

/// What a meeting decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// When.
    pub at: Moment,
    /// The item of the agenda, from 1.
    pub item: u64,
    /// What was decided.
    pub decision: Text,
    /// Who was there.
    pub present: Vec<Id>,
    /// How the quorum stood when it was decided.
    pub quorum: Quorum,
}

/// A body that came or left while the meeting was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Movement {
    /// When.
    pub at: Moment,
    /// Who.
    pub body: Id,
    /// Where to.
    pub attendance: Attendance,
}

impl Meeting {
    /// A meeting that has been called and has not begun.
    pub(super) fn convened(title: Text, at: Moment, place: Option<Text>, agenda: Vec<Text>) -> Self {
        Self {
            title,
            at,
            place,
            agenda,
            committee: None,
            sitting: None,
            present: BTreeSet::new(),
            present_at_opening: BTreeSet::new(),
            opened: None,
            decisions: Vec::new(),
            closed: None,
            movements: Vec::new(),
        }
    }

    /// Whether it has begun and not ended.
    pub fn is_open(&self) -> bool {
        self.opened.is_some() && self.closed.is_none()
    }
}
