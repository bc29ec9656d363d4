//! The terms on which a committee follows up, and what it notes as it goes: tasks, access, changes, obstacles, what was
//! kept.

use serde::{Deserialize, Serialize};

use super::FollowUp;
use crate::{
    case::names::Moment,
    dossier::{Date, keys::is_default},
    text::{Id, Text},
};

/// The most tasks of a case; of changes and obstacles as many each.
pub const TASK_LIMIT: usize = 1_000;

/// The most days on which a position is looked at again.
pub const REVIEW_LIMIT: usize = 100;

/// The longest that a committee may take to answer, in hours; a meeting that follows is called as late at most.
pub const HOURS_LIMIT: u64 = 24 * 31;

/// The longest name of a time zone, in bytes.
pub const ZONE_LIMIT: usize = 64;

/// The most days without access.
pub const ACCESS_DAYS_LIMIT: u64 = 366;

/// The terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Terms {
    /// Within how many hours the committee answers a trigger.
    pub answer_hours: u64,
    /// After how many hours the coalition meets when its position is lost, or a committee was silent.
    pub meet_hours: u64,
    /// After how many days without access somebody has to answer for it.
    pub access_days: u64,
    /// The days on which the position is looked at again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub review_on: Vec<Date>,
    /// What the committee is to do, in the coalition's words.
    #[serde(skip_serializing_if = "Text::is_empty")]
    pub mandate: Text,
    /// On which day of the week a bulletin is due for the seven days before it.
    #[serde(skip_serializing_if = "is_default")]
    pub bulletin: BulletinDay,
    /// Whether everybody sees how the answer is kept, as the last bulletin told it.
    #[serde(skip_serializing_if = "is_default")]
    pub public: Publication,
    /// By whose clock the days of the case are told, as the IANA database names it, such as `Asia/Damascus`; by UTC when it
    /// is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// On which day of the week a bulletin is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the days of the week are what they are called")]
pub enum BulletinDay {
    /// On none: there are no weekly bulletins.
    Never,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    #[default]
    Sunday,
}

impl BulletinDay {
    /// Every choice, as the week has them.
    pub const ALL: [Self; 8] = [
        Self::Never,
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// What it is called in a record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// Its place in the week, Monday first.
    pub(super) fn place(self) -> Option<i32> {
        Some(match self {
            Self::Never => return None,
            Self::Monday => 0,
            Self::Tuesday => 1,
            Self::Wednesday => 2,
            Self::Thursday => 3,
            Self::Friday => 4,
            Self::Saturday => 5,
            Self::Sunday => 6,
        })
    }
}

/// Whether everybody sees how the answer is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Publication {
    /// Those in the case alone.
    #[default]
    Kept,
    /// Everybody, as the last bulletin told it.
    Public,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            answer_hours: 24,
            meet_hours: 48,
            access_days: 3,
            review_on: Vec::new(),
            mandate: Text::default(),
            bulletin: BulletinDay::default(),
            public: Publication::default(),
            zone: None,
        }
    }
}

/// Something that somebody is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// What.
    pub what: Text,
    /// The body that is to do it.
    pub owner: Id,
    /// By which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Whether bulletins tell it to everybody.
    #[serde(default, skip_serializing_if = "is_default")]
    pub public: bool,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskEnd {
    /// It is done.
    Done,
    /// It is not needed any more.
    Dropped,
}

/// What is kept of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it is.
    pub task: Task,
    /// When it ended, and how.
    pub ended: Option<(Moment, TaskEnd)>,
}

/// Whether a commitment was kept, as the committee says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Performance {
    /// It was.
    Kept,
    /// In part.
    InPart,
    /// It was not.
    NotKept,
    /// Nobody could see.
    NotObserved,
}

/// Whether a place can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// It can.
    Given,
    /// It cannot.
    Denied,
}

/// What is kept of a place that cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Denied {
    /// The earliest day that was noted.
    pub since: Date,
    /// The entry by which it was noted first.
    pub denial: u64,
}

/// What is no longer as it was when the position was adopted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Changed {
    /// Which.
    pub of: Of,
    /// How it changed, and where that was read.
    pub what: Text,
}

/// What can change from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// The text of the offer.
    Text,
    /// One of its parties.
    Party,
}

/// What stands in the way of an acceptance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is.
    pub what: Text,
    /// When it was gone, and how that is known.
    pub gone: Option<(Moment, Text)>,
}

impl FollowUp {
    /// What the committee said last of how a commitment was kept.
    pub fn performance(&self, commitment: &Id) -> Option<Performance> {
        self.performances.get(commitment).map(|(_, it, _)| *it)
    }
}
