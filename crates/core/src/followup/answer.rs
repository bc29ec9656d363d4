//! The answer of follow-up, as its JSON has it.

use serde::{Serialize, Serializer};

#[cfg(feature = "schema")]
use crate::schema;
use crate::{
    dossier::{CommitmentKind, Counts, Date},
    text::{Id, Text},
};

/// What reports tell of commitments.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "What mawqif follow answers"))]
pub struct FollowUp {
    /// The case.
    pub case: Id,
    /// The day that was taken as today.
    pub today: Date,
    /// What was read.
    pub reports: Told,
    /// Rows in doubt, the first of each kind.
    pub doubts: Vec<ToldDoubt>,
    /// How many more are not listed.
    pub doubts_unlisted: u64,
    /// What was counted against each commitment.
    pub commitments: Vec<Kept>,
    /// How far all of it is kept.
    pub kept: Sum,
    /// How far it is kept in each theme, in the order in which commitments name them; what has no theme comes last, where others have one.
    pub by_theme: Vec<ThemeSum>,
    /// Reports that may be one event told twice.
    pub alike: ToldAlike,
}

/// What was read of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Told {
    /// SHA-256 of the file.
    pub sha256: String,
    /// Where the table comes from: `ucdp-ged`, `acled` or `plain`.
    pub format: &'static str,
    /// Rows under the first.
    pub rows: u32,
    /// Rows that are counted.
    pub taken: u32,
    /// Rows that are left out, each with a doubt.
    pub left_out: u32,
    /// Which column tells what: the field, and the column's name.
    pub columns: Vec<(&'static str, String)>,
    /// The first day of a report.
    pub first: Option<Date>,
    /// The last.
    pub last: Option<Date>,
    /// How many doubts there are of each kind.
    pub doubted: Vec<(&'static str, u32)>,
}

/// A doubt about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToldDoubt {
    /// The row under the first, from 1.
    pub row: u32,
    /// The line of the file, from 1.
    pub line: u64,
    /// What is doubtful.
    pub kind: &'static str,
    /// Whether the row is left out for it.
    pub left_out: bool,
    /// What stands there, in short.
    pub words: String,
}

/// A commitment with what was counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Kept {
    /// The commitment.
    pub id: Id,
    /// What is owed.
    pub kind: CommitmentKind,
    /// What is counted; `None` when a committee alone judges.
    pub counts: Option<Counts>,
    /// The committee that judges it.
    pub judged_by: Option<Id>,
    /// Whether a single verified breach is enough.
    pub red_line: bool,
    /// Area by area; empty when nothing is counted.
    pub areas: Vec<AreaKept>,
}

/// What was counted in an area.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AreaKept {
    /// The place; `None` everywhere.
    pub place: Option<Id>,
    /// How it was before.
    pub baseline: Option<Before>,
    /// Time by time.
    pub periods: Vec<PeriodKept>,
    /// When it became clear that it does not hold.
    pub alarm: Option<Alarm>,
    /// Events that would count if their day were known better.
    pub undated: u64,
    /// Events that count, and of which nothing says how many died.
    pub uncounted: u64,
}

/// How it was before.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Before {
    /// The first day, when the reports tell of it.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// How many.
    pub count: u64,
    /// In how many days.
    pub days: u64,
    /// So many a day.
    pub per_day: Option<f64>,
    /// How much more its days vary than by chance alone.
    pub dispersion: f64,
}

/// What was counted in a time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeriodKept {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// How many days.
    pub days: u64,
    /// On how many of them there is any report from there.
    pub seen_days: u64,
    /// How many were counted.
    pub count: u64,
    /// So many a day.
    pub per_day: Option<f64>,
    /// Over the rate before.
    pub ratio: Option<f64>,
    /// The lower end of its interval of 95 %.
    pub ratio_low: Option<f64>,
    /// The upper end.
    pub ratio_high: Option<f64>,
    /// From 0, not kept, to 3, kept; `NO` when it was not observed; `None` when it is not due yet.
    pub score: Option<Score>,
    /// Why the score is what it is.
    pub why: Why,
}

/// How far something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// From 0 to 3.
    Of(u8),
    /// Not observed: `NO`.
    NotObserved,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Score {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Score".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "From 0, not kept, to 3, kept; `NO` when it was not observed.",
            "enum": [0, 1, 2, 3, "NO"],
        })
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Of(score) => serializer.serialize_u8(*score),
            Self::NotObserved => serializer.serialize_str("NO"),
        }
    }
}

/// Why a score is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nothing was counted, and on most days somebody looked.
    Nothing,
    /// No more than the ceiling in any week, or of the rate before.
    UnderCeiling,
    /// Surely fewer than before, and half at most.
    MuchLess,
    /// Surely fewer than before, and more than half.
    Less,
    /// Not surely fewer than before.
    NotLess,
    /// More than none, and there is nothing to compare with.
    Some,
    /// Too few days on which anybody reported: silence is not compliance.
    NotSeen,
    /// It was done in time.
    Done,
    /// It was done, and too late.
    Late,
    /// It was not done, and the day is past.
    Missed,
    /// The day has not come.
    NotDue,
    /// It does not bind yet, or no longer.
    NotBinding,
    /// Nothing is counted: a committee judges it.
    Judged,
    /// A red line was crossed: one verified breach is enough.
    RedLine,
    /// A verified breach may have been there, and what is told of its place is no nearer.
    Untold,
}

/// A line that rises with what is counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Alarm {
    /// The first day of the line.
    pub from: Date,
    /// The rate that is to be found out.
    pub bad: f64,
    /// The rate that is to be kept.
    pub good: f64,
    /// What each day takes away.
    pub reference: f64,
    /// The height of the alarm.
    pub height: f64,
    /// The day on which it was passed first.
    pub day: Option<Date>,
    /// Where the line stands.
    pub stands: f64,
    /// How high it stood at its highest.
    pub peak: f64,
}

/// How far all of it is kept, over commitments, areas and times.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sum {
    /// How many were scored.
    pub scored: u64,
    /// How many could not be observed.
    pub not_observed: u64,
    /// Per cent of the most possible, over what was observed.
    pub lenient: Option<f64>,
    /// Per cent of the most possible, over everything: what was not observed counts nothing.
    pub strict: Option<f64>,
}

/// A theme, over all its commitments.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ThemeSum {
    /// The theme, as the dossier has it; `None` for what has none.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Name>"))]
    pub theme: Option<Text>,
    /// Its commitments.
    pub commitments: Vec<Id>,
    /// How far they are kept.
    pub kept: Sum,
}

/// Reports that may be one event told twice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToldAlike {
    /// How many pairs there are.
    pub found: u64,
    /// Whether every pair of neighbours was looked at.
    pub complete: bool,
    /// The most alike.
    pub pairs: Vec<ToldPair>,
}

/// Two reports that may be of one event.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToldPair {
    /// The earlier row.
    pub first: ToldReport,
    /// The later one.
    pub second: ToldReport,
    /// Days between them.
    pub days: u16,
    /// Metres between them, when both have a point.
    pub metres: Option<u32>,
    /// Whether kinds are named, and the same.
    pub same_kind: bool,
    /// Whether sides are named, and the same.
    pub same_sides: bool,
    /// Whether the dead are counted, and as many.
    pub same_deaths: bool,
    /// Whether two say it.
    pub other_origin: bool,
}

/// A report, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToldReport {
    /// Its row.
    pub row: u32,
    /// What it is called.
    pub id: String,
    /// Its day.
    pub day: Date,
    /// Its place.
    pub place: String,
}

/// A measure to six decimals, as far as machines agree.
pub fn rounded(measure: f64) -> f64 {
    (measure * 1_000_000.0).round() / 1_000_000.0
}
