//! Press reports that a case rests on: the text as it was read, and what somebody has confirmed of it.
//!
//! A report enters a case together with what it tells, in one act, so that every quote can be shown in
//! the words around it for as long as the record lasts. Its text is kept as it was read; spans of quotes
//! count its bytes, and the source of a quote names the report by its SHA-256.

use serde::{Deserialize, Serialize};

use super::names::Moment;
use crate::{
    dossier::{Body, Condition, Date, Initiative, NAME_LIMIT},
    record::{encoding, hash::Hash},
    text::{Id, Text},
};

use super::act::Part;

/// The longest report that a case keeps, in bytes: a long newspaper page several times over.
pub const REPORT_TEXT_LIMIT: usize = 256 * 1024;

/// The most reports of a case.
pub const REPORT_LIMIT: usize = 200;

/// The most parts, bodies, conditions and stances that one report enters, each.
pub const REPORT_PART_LIMIT: usize = 1_000;

/// What stands before the hash of a report in the source of a quote.
const MARK: &str = "sha256:";

/// A report as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Report {
    /// Who published it, or what it is called.
    pub name: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Every byte of its text.
    pub text: String,
}

impl Report {
    /// SHA-256 of the text, in hexadecimal digits.
    pub fn sha256(&self) -> String {
        encoding::to_hex(Hash::of(&[self.text.as_bytes()]).as_bytes())
    }

    /// What a quote from this report says of its source.
    pub fn source(&self) -> String {
        let mark = format!("{MARK}{}", self.sha256());
        let room = NAME_LIMIT - mark.len() - " · ".len();
        let end = (0..=room.min(self.name.len())).rev().find(|end| self.name.is_char_boundary(*end));
        match self.name.get(..end.unwrap_or_default()).unwrap_or_default().trim() {
            "" => mark,
            name => format!("{name} · {mark}"),
        }
    }
}

/// The report that the source of a quote names, as [`Report::source`] writes it.
pub fn named_in(source: &str) -> Option<&str> {
    let (_, hash) = source.rsplit_once(MARK)?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then_some(hash)
}

/// What a report tells, as far as somebody has confirmed it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Told {
    /// The offer, when the case has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initiative: Option<Initiative>,
    /// Parties, provisions, red lines, quotes and whatever else stands in a dossier under its own id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Members of the coalition; before the consultation only, since later two people must confirm them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Body>,
    /// What somebody asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// What bodies are reported to say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stances: Vec<Heard>,
}

/// What a body is reported to say of the current version of the offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Heard {
    /// The body.
    pub body: Id,
    /// In the stance language.
    pub says: String,
    /// Why, in the report's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// A report that a case keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When it was entered.
    pub at: Moment,
    /// The report.
    pub report: Report,
}

#[cfg(test)]
mod tests {
    use super::{NAME_LIMIT, Report, named_in};

    fn report(name: &str) -> Report {
        Report { name: name.to_owned(), published: None, text: "قال: نعم.".to_owned() }
    }

    #[test]
    fn a_source_names_the_report_whatever_the_report_is_called() {
        for name in ["", "A paper", "صحيفة sha256:", &"م".repeat(NAME_LIMIT)] {
            let report = report(name);
            let source = report.source();
            assert!(source.len() <= NAME_LIMIT);
            assert_eq!(named_in(&source), Some(report.sha256().as_str()), "{source}");
        }
        assert_eq!(named_in("a paper"), None);
        assert_eq!(named_in("sha256:abc"), None);
    }
}
