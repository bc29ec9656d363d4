//! The occasion of a statement: what it says beyond the case, chosen by the secretariat.
//!
//! The file is TOML, by the conventions of a dossier: unknown keys are errors, a text is a string or a table by
//! language, days are TOML dates. All of it has defaults, so that a statement of a position needs no file at all.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Kind, week::Week};
use crate::{
    dossier::{Date, is_default},
    text::Text,
};

/// Longest file, in bytes.
pub const OCCASION_LIMIT: usize = 1 << 20;

/// The most quotes, and the most paragraphs of news.
pub const CHOSEN_LIMIT: usize = 100;

/// What a statement says beyond the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// What kind of statement it is.
    #[serde(default = "position")]
    pub kind: Kind,
    /// The day that it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Date>,
    /// Where it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Text>,
    /// Who speaks, as «we» is followed by it: "the bodies of the coalition" when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coalition: Option<Text>,
    /// Lines below the coalition's name at the head of a page: an address, a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letterhead: Option<Text>,
    /// What chambers and measures of the rule are called, by the word that the dossier has for them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub terms: BTreeMap<String, Text>,
    /// Whether bodies are counted or named.
    #[serde(default, skip_serializing_if = "is_default")]
    pub voters: Voters,
    /// When the position is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Date>,
    /// By when the other side is asked to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<Date>,
    /// Quotes of the dossier, by their place from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<usize>,
    /// Paragraphs of a bulletin's news, or of what a correction says instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub news: Vec<Text>,
    /// Why something is corrected or withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// What is corrected or withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// The press conference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference: Option<Conference>,
    /// What a bulletin tells of its days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<Box<Week>>,
    /// Who lets it go out although parts are in one language only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
}

/// Whether bodies are counted or named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Voters {
    /// How many accept, and what they weigh.
    #[default]
    Counts,
    /// Which bodies accept, reject, abstain; those with a confidential stance are still counted only.
    Names,
}

/// The statement that a correction or a withdrawal is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Its title.
    pub title: Text,
    /// The day that it bears.
    pub issued: Date,
    /// SHA-256 of its canonical texts, if it is to be named by them too, in hexadecimal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sha256: Vec<String>,
}

/// A press conference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conference {
    /// The day.
    pub on: Date,
    /// The hour, as `11:30`.
    pub at: String,
    /// The hour's zone as people there call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Text>,
    /// Where.
    pub place: Text,
    /// Who speaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Text>,
    /// Where to register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Text>,
}

/// Two people who let a statement go out in one language, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The two.
    pub by: [String; 2],
    /// The reason, which the statement shows.
    pub reason: Text,
}

/// Why a file is no occasion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OccasionError {
    /// Beyond [`OCCASION_LIMIT`].
    #[error("it has {0} bytes; it may have {OCCASION_LIMIT}")]
    Long(usize),
    /// No TOML.
    #[error("{0}")]
    Syntax(String),
    /// A key that there is not, or a value that cannot stand there.
    #[error("{0}")]
    Key(String),
    /// More than [`CHOSEN_LIMIT`].
    #[error("`{0}` has more than {CHOSEN_LIMIT} parts")]
    Many(&'static str),
}

impl Default for Occasion {
    fn default() -> Self {
        Self {
            kind: Kind::Position,
            issued: None,
            place: None,
            coalition: None,
            letterhead: None,
            terms: BTreeMap::new(),
            voters: Voters::Counts,
            review: None,
            reply_by: None,
            quotes: Vec::new(),
            news: Vec::new(),
            reason: None,
            about: None,
            conference: None,
            week: None,
            waiver: None,
        }
    }
}

impl Occasion {
    /// Reads a file.
    ///
    /// # Errors
    /// Any [`OccasionError`].
    pub fn read(source: &str) -> Result<Self, OccasionError> {
        let value = json(source, OCCASION_LIMIT)?;
        let occasion: Self =
            serde_json::from_value(value).map_err(|error| OccasionError::Key(error.to_string()))?;
        let parts = [("quotes", occasion.quotes.len()), ("news", occasion.news.len())];
        match parts.into_iter().find(|(_, count)| *count > CHOSEN_LIMIT) {
            Some((key, _)) => Err(OccasionError::Many(key)),
            None => Ok(occasion),
        }
    }
}

/// A small TOML file as JSON, days as strings, as single sections of a dossier are read.
pub(super) fn json(source: &str, limit: usize) -> Result<serde_json::Value, OccasionError> {
    if source.len() > limit {
        return Err(OccasionError::Long(source.len()));
    }
    let value = toml_edit::de::from_str(source)
        .map_err(|error| OccasionError::Syntax(error.to_string().trim_end().to_owned()))?;
    Ok(with_plain_days(value))
}

/// A TOML date reaches serde as a table of one private key.
fn with_plain_days(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(map) if map.len() == 1 && map.contains_key("$__toml_private_datetime") => {
            map.into_iter().next().map_or(Value::Null, |(_, day)| day)
        }
        Value::Object(map) => {
            Value::Object(map.into_iter().map(|(key, value)| (key, with_plain_days(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(with_plain_days).collect()),
        other => other,
    }
}

fn position() -> Kind {
    Kind::Position
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_with_its_days() {
        let occasion = Occasion::read(
            "kind = \"bulletin\"\nissued = 2031-03-09\nvoters = \"names\"\nplace = { ar = \"كلس\", en = \"Kilis\" }\nquotes = [1]",
        )
        .unwrap();
        assert_eq!(occasion.issued, Some(Date { year: 2031, month: 3, day: 9 }));
        assert_eq!((occasion.kind, occasion.voters), (Kind::Bulletin, Voters::Names));
        assert_eq!(Occasion::read("").unwrap(), Occasion::default());
    }

    #[test]
    fn what_cannot_stand_there_is_refused() {
        let told = |source: &str| Occasion::read(source).unwrap_err().to_string();
        assert!(told("issued = 2031-13-01").contains("line 1"));
        assert!(told("isued = 2031-03-01").contains("unknown field `isued`"));
        assert!(told("issued = \"tomorrow\"").contains("2030-04-30"));
        assert!(told("waiver = { by = [\"a\"], reason = \"b\" }").contains("length"));
        assert_eq!(
            Occasion::read(&"#".repeat(OCCASION_LIMIT + 1)),
            Err(OccasionError::Long(OCCASION_LIMIT + 1))
        );
        let many = format!("quotes = [{}]", "1,".repeat(CHOSEN_LIMIT + 1));
        assert_eq!(Occasion::read(&many), Err(OccasionError::Many("quotes")));
    }
}
