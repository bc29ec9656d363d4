//! The dossier: one case in one file, as `docs/dossier.md` describes it.
//!
//! These are the types of a dossier that has been read without problems: every reference in it
//! leads somewhere, every number is within its limit. Sections keep the order of the file.
//!
//! How they serialise is how they stand in the file: the same names, and nothing that would say the
//! default. Single sections are also read from JSON; what they refer to is then still to be followed.

mod commitment;
pub mod format;
pub(crate) mod keys;
pub mod problem;
#[cfg(test)]
pub(crate) mod random;
mod read;
pub mod report;
pub mod write;

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

pub use self::commitment::{
    Baseline, Commitment, CommitmentKind, Counts, DAYS_LIMIT, Figure, Indicator, Period, RADIUS_LIMIT,
    WITHIN_DAYS, WITHIN_KM,
};
pub(crate) use self::keys::is_default;
use self::keys::{is_one, one};
pub use self::read::{
    ALTERNATIVE_LIMIT, BODY_LIMIT, CONDITION_LIMIT, FILE_LIMIT, NAME_LIMIT, REQUIREMENT_LIMIT, Reading,
    SECTION_LIMIT, TEXT_LIMIT, VALUE_LIMIT, read,
};
#[cfg(feature = "schema")]
use crate::schema;
use crate::{
    consultation::stance::Said,
    initiative::{stability::game::Game, stress::Stress},
    position::rule::Rule,
    text::{Id, Text},
};

/// A case, as its file tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "A Mawqif dossier", transform = schema::file))]
pub struct Dossier {
    /// The offer.
    pub initiative: Initiative,
    /// The gazetteer.
    #[serde(rename = "place", skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Those outside the coalition whom the initiative binds or serves.
    #[serde(rename = "party", skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// What the coalition wants stopped.
    #[serde(rename = "harm", skip_serializing_if = "Vec::is_empty")]
    pub harms: Vec<Harm>,
    /// The numbered clauses of the offer.
    #[serde(rename = "provision", skip_serializing_if = "Vec::is_empty")]
    pub provisions: Vec<Provision>,
    /// The members of the coalition.
    #[serde(rename = "body", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = BODY_LIMIT)))]
    pub bodies: Vec<Body>,
    /// What bodies may ask for.
    #[serde(rename = "condition", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(length(max = CONDITION_LIMIT)))]
    pub conditions: Vec<Condition>,
    /// What bodies say, for every version of the initiative.
    #[serde(rename = "stance", skip_serializing_if = "Vec::is_empty")]
    pub stances: Vec<FiledStance>,
    /// How the coalition decides.
    #[serde(skip_serializing_if = "is_default")]
    pub rule: Rule,
    /// Who said what.
    #[serde(rename = "quote", skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
    /// What the coalition will not give up.
    #[serde(rename = "red_line", skip_serializing_if = "Vec::is_empty")]
    pub red_lines: Vec<RedLine>,
    /// Who follows up.
    #[serde(rename = "committee", skip_serializing_if = "Vec::is_empty")]
    pub committees: Vec<Committee>,
    /// What reports are held against.
    #[serde(rename = "commitment", skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<Commitment>,
    /// The model of stability, when one was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub game: Option<Game>,
    /// What is said about the stress test.
    #[serde(skip_serializing_if = "is_default")]
    pub stress: Stress,
}

/// The offer under consultation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Initiative {
    /// Its id.
    pub id: Id,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub title: Text,
    /// Who offers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub sponsor: Option<Text>,
    /// When it was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received: Option<Date>,
    /// When an answer is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Date>,
    /// The places it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<Id>,
    /// The version that provisions and stances refer to; from 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1), extend("default" = 1)))]
    pub version: u64,
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31, valid in its month.
    pub day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its id.
    pub id: Id,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: Text,
    /// The place that contains it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Id>,
    /// Latitude and longitude, in degrees.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Coordinates"))]
    pub at: Option<(f64, f64)>,
}

/// Somebody outside the coalition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Its id.
    pub id: Id,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: Text,
}

/// Something the coalition wants stopped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Harm {
    /// Its id.
    pub id: Id,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: Text,
}

/// One numbered clause of the offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// Its id.
    pub id: Id,
    /// Its words.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub text: Text,
    /// Parties or bodies that must act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obliged: Vec<Id>,
    /// Harms it addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Id>,
    /// Places; empty when none is stated.
    #[serde(rename = "where", default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Id>,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Who verifies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub verified_by: Option<Text>,
    /// The agreed response to a breach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_breach: Option<Text>,
    /// How far it has come.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: ProvisionStatus,
}

/// How far a provision has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("default" = Self::default())))]
#[serde(rename_all = "lowercase")]
pub enum ProvisionStatus {
    /// Proposed, not yet said in public.
    #[default]
    Draft,
    /// Said in public by the obliged side.
    Announced,
    /// Agreed between the sides.
    Agreed,
    /// Turned down.
    Rejected,
}

/// A member of the coalition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its id.
    pub id: Id,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: Text,
    /// The chambers it sits in.
    #[serde(
        rename = "chamber",
        default,
        skip_serializing_if = "Vec::is_empty",
        with = "keys::one_or_several"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Chambers"))]
    pub chambers: Vec<String>,
    /// What it counts in the measure `weight`.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = 1)))]
    pub weight: u64,
    /// What it counts in further named measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "keys::by_name")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Measures"))]
    pub measures: Vec<(String, u64)>,
}

/// Something a body may ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its id.
    pub id: Id,
    /// Its words.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub text: Text,
    /// How hard it is for the other side to grant; at least 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1), extend("default" = 1)))]
    pub burden: u64,
    /// Harms it would address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Id>,
    /// Conditions that must be chosen with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implies: Vec<Id>,
    /// Conditions that cannot stand with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<Id>,
    /// The body that proposed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub proposed_by: Option<Text>,
}

/// A stance as a body filed it, or as it was reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["body", "says"])))]
#[serde(deny_unknown_fields)]
pub struct FiledStance {
    /// Whose stance it is.
    pub body: Id,
    /// What it says.
    pub says: Said,
    /// The version of the initiative it answers.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub version: u64,
    /// Whether only its body may see it.
    #[serde(rename = "confidential", default, skip_serializing_if = "is_default")]
    pub confidence: Confidence,
    /// How firmly it binds its body.
    #[serde(default, skip_serializing_if = "is_default")]
    pub standing: Standing,
    /// Why, in free words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// Where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
}

/// Who may see a stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("default" = Self::default())))]
#[serde(into = "bool", from = "bool")]
pub enum Confidence {
    /// Everybody in the coalition.
    #[default]
    Open,
    /// Its body only; an answer gives counts instead.
    Confidential,
}

impl From<bool> for Confidence {
    fn from(is_confidential: bool) -> Self {
        if is_confidential { Self::Confidential } else { Self::Open }
    }
}

impl From<Confidence> for bool {
    fn from(confidence: Confidence) -> Self {
        confidence == Confidence::Confidential
    }
}

/// How firmly a stance binds its body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("default" = Self::default())))]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The body has decided it.
    #[default]
    Mandated,
    /// The delegate's word; the body has not been asked yet.
    Expected,
    /// Read in the press.
    Reported,
}

/// Who said what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// Who spoke.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub speaker: Option<Text>,
    /// In what office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub role: Option<Text>,
    /// For which body; a name, not necessarily a member's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub body: Option<Text>,
    /// To which outlet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub outlet: Option<Text>,
    /// The words.
    pub said: Text,
    /// How the source gives them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mode: QuoteMode,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The file or address of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Line"))]
    pub source: Option<String>,
    /// Bytes of the source, first and one past the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<(u64, u64)>,
}

/// How a source gives somebody's words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("default" = Self::default())))]
#[serde(rename_all = "lowercase")]
pub enum QuoteMode {
    /// In quotation marks.
    #[default]
    Direct,
    /// As a clause of the reporter's sentence.
    Indirect,
    /// As a noun phrase.
    Nominal,
}

/// What the coalition will not give up, in its own words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RedLine {
    /// Its id.
    pub id: Id,
    /// Its words.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub text: Text,
    /// Conditions or provisions that would cross it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Id>,
}

/// Who follows up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Committee {
    /// Its id.
    pub id: Id,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: Text,
    /// Bodies that sit in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Id>,
    /// The positions that call it into being; empty means whatever the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<PositionKind>,
}

/// What a coalition can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PositionKind {
    /// Yes, as offered.
    Accept,
    /// Yes, with a package of conditions.
    AcceptWithConditions,
    /// No.
    Reject,
    /// No common position.
    None,
}
