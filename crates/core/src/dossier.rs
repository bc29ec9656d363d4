//! The dossier: one case in one file, as `docs/dossier.md` describes it.
//!
//! These are the types of a dossier that has been read without problems: every reference in it
//! leads somewhere, every number is within its limit. Sections keep the order of the file.

pub mod format;
pub mod problem;
mod read;
pub mod report;

pub use self::read::{
    BODY_LIMIT, CONDITION_LIMIT, FILE_LIMIT, NAME_LIMIT, Reading, SECTION_LIMIT, TEXT_LIMIT, read,
};
use crate::{
    consultation::stance::Said,
    position::rule::Rule,
    text::{Id, Text},
};

/// A case.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    /// The offer.
    pub initiative: Initiative,
    /// The gazetteer.
    pub places: Vec<Place>,
    /// Those outside the coalition whom the initiative binds or serves.
    pub parties: Vec<Party>,
    /// What the coalition wants stopped.
    pub harms: Vec<Harm>,
    /// The numbered clauses of the offer.
    pub provisions: Vec<Provision>,
    /// The members of the coalition.
    pub bodies: Vec<Body>,
    /// What bodies may ask for.
    pub conditions: Vec<Condition>,
    /// What bodies say, for every version of the initiative.
    pub stances: Vec<FiledStance>,
    /// How the coalition decides.
    pub rule: Rule,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// What the coalition will not give up.
    pub red_lines: Vec<RedLine>,
    /// Who follows up.
    pub committees: Vec<Committee>,
}

/// The offer under consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct Initiative {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: Text,
    /// Who offers it.
    pub sponsor: Option<Text>,
    /// When it was received.
    pub received: Option<Date>,
    /// When an answer is due.
    pub deadline: Option<Date>,
    /// The places it is about.
    pub scope: Vec<Id>,
    /// The version that provisions and stances refer to; from 1.
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

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// The place that contains it.
    pub within: Option<Id>,
    /// Latitude and longitude, in degrees.
    pub at: Option<(f64, f64)>,
}

/// Somebody outside the coalition.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
}

/// Something the coalition wants stopped.
#[derive(Clone, Debug, PartialEq)]
pub struct Harm {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
}

/// One numbered clause of the offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// Its id.
    pub id: Id,
    /// Its words.
    pub text: Text,
    /// Parties or bodies that must act.
    pub obliged: Vec<Id>,
    /// Harms it addresses.
    pub stops: Vec<Id>,
    /// Places; empty when none is stated.
    pub places: Vec<Id>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// Who verifies.
    pub verified_by: Option<Text>,
    /// The agreed response to a breach.
    pub on_breach: Option<Text>,
    /// How far it has come.
    pub status: ProvisionStatus,
}

/// How far a provision has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// The chambers it sits in.
    pub chambers: Vec<String>,
    /// What it counts in the measure `weight`.
    pub weight: u64,
    /// What it counts in further named measures.
    pub measures: Vec<(String, u64)>,
}

/// Something a body may ask for.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Its id.
    pub id: Id,
    /// Its words.
    pub text: Text,
    /// How hard it is for the other side to grant; at least 1.
    pub burden: u64,
    /// Harms it would address.
    pub stops: Vec<Id>,
    /// Conditions that must be chosen with it.
    pub implies: Vec<Id>,
    /// Conditions that cannot stand with it.
    pub excludes: Vec<Id>,
    /// The body that proposed it.
    pub proposed_by: Option<Text>,
}

/// A stance as a body filed it, or as it was reported.
#[derive(Clone, Debug, PartialEq)]
pub struct FiledStance {
    /// Whose stance it is.
    pub body: Id,
    /// What it says.
    pub says: Said,
    /// The version of the initiative it answers.
    pub version: u64,
    /// Whether only its body may see it.
    pub confidence: Confidence,
    /// How firmly it binds its body.
    pub standing: Standing,
    /// Why, in free words.
    pub reason: Option<Text>,
    /// Where it was said.
    pub source: Option<Text>,
}

/// Who may see a stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confidence {
    /// Everybody in the coalition.
    #[default]
    Open,
    /// Its body only; an answer gives counts instead.
    Confidential,
}

/// How firmly a stance binds its body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Who spoke.
    pub speaker: Option<Text>,
    /// In what office.
    pub role: Option<Text>,
    /// For which body; a name, not necessarily a member's id.
    pub body: Option<Text>,
    /// To which outlet.
    pub outlet: Option<Text>,
    /// The words.
    pub said: Text,
    /// How the source gives them.
    pub mode: QuoteMode,
    /// When it was said.
    pub date: Option<Date>,
    /// The file or address of the source.
    pub source: Option<String>,
    /// Bytes of the source, first and one past the last.
    pub span: Option<(u64, u64)>,
}

/// How a source gives somebody's words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct RedLine {
    /// Its id.
    pub id: Id,
    /// Its words.
    pub text: Text,
    /// Conditions or provisions that would cross it.
    pub against: Vec<Id>,
}

/// Who follows up.
#[derive(Clone, Debug, PartialEq)]
pub struct Committee {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// Bodies that sit in it.
    pub members: Vec<Id>,
    /// The positions that call it into being; empty means whatever the answer.
    pub on: Vec<PositionKind>,
}

/// What a coalition can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
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
