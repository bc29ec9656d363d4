//! Commitments: who owes what, where and when, and by what it is seen whether they keep it.
//!
//! They come from provisions and conditions, and reports are held against them. None stands without
//! something that can be observed, or a committee that judges it: a promise nobody can look at is no
//! measure of anybody.

use serde::{Deserialize, Serialize};

use super::{Date, keys::is_default};
#[cfg(feature = "schema")]
use crate::schema;
use crate::{
    position::quantity::Quantity,
    text::{Id, Text},
};

/// The most days an indicator can leave open of when something happened.
pub const DAYS_LIMIT: u64 = 366;

/// The widest circle around a place that still counts as there, in kilometres.
pub const RADIUS_LIMIT: u64 = 20_000;

/// How sure the day of a report must be, when an indicator does not say: to a week.
pub const WITHIN_DAYS: u64 = 7;

/// How near to a place counts as there, when an indicator does not say, in kilometres.
pub const WITHIN_KM: u64 = 25;

/// Who owes what, where and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// Its id.
    pub id: Id,
    /// Its words.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub text: Text,
    /// What it is about, such as "Detainees": commitments of one theme are added up.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub theme: Text,
    /// Parties or bodies that owe it; at least one.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub obliged: Vec<Id>,
    /// Conditions or provisions it follows from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Id>,
    /// What is owed.
    pub kind: CommitmentKind,
    /// Places; empty when it holds everywhere.
    #[serde(rename = "where", default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Id>,
    /// The first day on which it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day on which it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The day by which it must be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// What reports are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<Indicator>,
    /// How it was before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// The most that is still kept: a number for any week, or a share of the baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Quantity>,
    /// The committee that judges it, beside what is counted or instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged_by: Option<Id>,
    /// Whether a single verified breach is enough.
    #[serde(default, skip_serializing_if = "is_default")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub red_line: bool,
}

/// What somebody owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum CommitmentKind {
    /// To do something; what is counted shows that it is done.
    Do,
    /// To do something no longer; what is counted breaks it.
    Abstain,
    /// To let others do something; what is counted are the times that they were kept from it.
    Allow,
}

/// Which reports are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What of them is counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub counts: Counts,
    /// Kinds of events; empty for every kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Line>"))]
    pub kinds: Vec<String>,
    /// Actors, as reports name them; empty for whoever it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Line>"))]
    pub actors: Vec<String>,
    /// Those on the other side; empty for whoever it was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<schema::Line>"))]
    pub against: Vec<String>,
    /// To how many days the day must be known.
    #[serde(default = "within_days", skip_serializing_if = "is_within_days")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = DAYS_LIMIT), extend("default" = WITHIN_DAYS)))]
    pub within_days: u64,
    /// How far from the point of a place counts as there, in kilometres.
    #[serde(default = "within_km", skip_serializing_if = "is_within_km")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = RADIUS_LIMIT), extend("default" = WITHIN_KM)))]
    pub within_km: u64,
}

/// What of reports is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("default" = Self::default())))]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// Each event once.
    #[default]
    Events,
    /// The dead, as the best estimate has them.
    Deaths,
    /// The dead, as the lowest estimate has them.
    DeathsLow,
    /// The dead, as the highest estimate has them.
    DeathsHigh,
}

/// How it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Baseline {
    /// What the reports themselves tell of a time.
    Period(Period),
    /// A figure from elsewhere.
    Figure(Figure),
}

/// Days, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// So many in so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// How many.
    pub count: u64,
    /// In how many days.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub days: u64,
}

fn within_days() -> u64 {
    WITHIN_DAYS
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_within_days(days: &u64) -> bool {
    *days == WITHIN_DAYS
}

fn within_km() -> u64 {
    WITHIN_KM
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_within_km(km: &u64) -> bool {
    *km == WITHIN_KM
}
