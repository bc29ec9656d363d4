//! What a reading is: plain data, for people who confirm it and programs that keep it.
//!
//! Every span counts bytes of the source and lies on character boundaries. Every field that was found by a
//! rule names the rule and says how often that rule was right where it has been counted
//! ([`confidence`](super::confidence)); what stands instead comes along as alternatives.

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use super::frame::Mode;

/// The longest text that is read, in bytes.
pub const TEXT_LIMIT: usize = 10 * 1024 * 1024;
/// From this confidence on a field counts as sure.
pub const SURE: u8 = 97;

/// A report as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "A reading of a press report"))]
pub struct Reading {
    /// The language it was read as.
    pub language: Language,
    /// Outlet, place and reporter, as the head of the report names them.
    pub dateline: Option<Dateline>,
    /// Who said what, in the order of the text.
    pub frames: Vec<Frame>,
    /// Attitudes that are told without words of their own: somebody rejects, supports, agrees.
    pub attitudes: Vec<Frame>,
    /// What will not be given up or must not happen, by somebody's own words.
    pub red_lines: Vec<RedLine>,
    /// Meetings, press conferences and committees.
    pub events: Vec<Event>,
    /// Days that are told.
    pub dates: Vec<Day>,
    /// Places that are told by a word for a place (مدينة كلس).
    pub places: Vec<Span>,
    /// What a person should know before working with it.
    pub notices: Vec<Notice>,
}

/// A language that reports are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Language {
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// Bytes of the source, from the first to before the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "[usize; 2]")]
#[cfg_attr(feature = "schema", schemars(with = "[usize; 2]"))]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

impl Span {
    /// The words in the source; empty when the span is of another text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether another span lies within.
    pub fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start, span.end]
    }
}

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Field {
    /// Where.
    pub span: Span,
    /// The rule.
    pub rule: &'static str,
    /// How often in a hundred this rule was right where it was counted.
    pub confidence: u8,
    /// Up to three other boundaries, the likeliest first.
    pub alternatives: Vec<Span>,
}

/// Somebody said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frame {
    /// The word that reports, with what is written onto it; none for a quotation that stands alone.
    pub verb: Option<Span>,
    /// What the word is called in the table of cues.
    pub cue: Option<&'static str>,
    /// How it is told.
    pub mode: Mode,
    /// Who said it, when the clause names him.
    pub speaker: Option<Field>,
    /// How the speaker is known.
    pub speaker_source: SpeakerSource,
    /// Who is meant when the clause does not name him; a guess from the sentences before, to be confirmed.
    pub antecedent: Option<Field>,
    /// Of the speaker: the person's name.
    pub person: Option<Span>,
    /// Of the speaker: the office.
    pub role: Option<Span>,
    /// Of the speaker: the body he speaks for.
    pub body: Option<Span>,
    /// To which outlet it was said.
    pub outlet: Option<Span>,
    /// What was said.
    pub content: Field,
    /// What it says of a plan.
    pub stance: Option<Stance>,
    /// What somebody will do or refrain from.
    pub commitment: Option<Commitment>,
    /// The frame in whose content this one stands.
    pub within: Option<usize>,
}

/// How the speaker of a frame is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SpeakerSource {
    /// The clause names him.
    Explicit,
    /// A participle shares him with the verb before it.
    Shared,
    /// The clause does not name him.
    Dropped,
    /// The quotation stands alone, and the nearest speaker is supposed.
    Nearest,
}

/// An attitude to a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stance {
    /// Which.
    pub verdict: Verdict,
    /// The words that tell it.
    pub words: Span,
    /// To what, when the words that tell it are followed by it.
    pub target: Option<Span>,
    /// Under which condition, from its first word.
    pub condition: Option<Span>,
    /// The rule.
    pub rule: &'static str,
    /// How often in a hundred this rule was right where it was counted.
    pub confidence: u8,
}

/// Which attitude.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// For it.
    Accept,
    /// Against it.
    Reject,
    /// For it, under a condition.
    Conditional,
}

/// What somebody will do or refrain from, by what was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Commitment {
    /// The words that tell it.
    pub words: Span,
    /// Under which condition, from its first word.
    pub condition: Option<Span>,
    /// Who is bound, when it is not the speaker.
    pub party: Option<Span>,
    /// The rule.
    pub rule: &'static str,
    /// How often in a hundred this rule was right where it was counted.
    pub confidence: u8,
}

/// What must not happen or will not be given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RedLine {
    /// The words.
    pub span: Span,
    /// The frame whose speaker says so.
    pub frame: usize,
    /// The rule.
    pub rule: &'static str,
}

/// Outlet, place and reporter at the head of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dateline {
    /// Who publishes.
    pub outlet: Option<Span>,
    /// From where.
    pub place: Option<Span>,
    /// Who wrote it.
    pub reporter: Option<Span>,
}

/// Something that takes place or is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// What it is.
    pub kind: EventKind,
    /// The words.
    pub span: Span,
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// People meet.
    Meeting,
    /// People meet the press.
    PressConference,
    /// A committee is set up.
    Committee,
}

/// A day that is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Day {
    /// The words.
    pub span: Span,
    /// The day, when it can be known: named in full, or told against a given day of publication.
    pub date: Option<crate::dossier::Date>,
}

/// What a person should know before working with a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notice {
    /// Which.
    pub kind: NoticeKind,
    /// Where, when it is at one place.
    pub span: Option<Span>,
}

/// Which notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Nobody is quoted.
    NothingSaid,
    /// The text is longer than the limit; the rest was not read.
    CutShort,
    /// A character that changes directions; it was passed over.
    DirectionControl,
    /// Days are told by today and yesterday, and the day of publication is not known.
    DateNeeded,
    /// A quotation opens and does not close in its paragraph.
    OpenQuotation,
}
