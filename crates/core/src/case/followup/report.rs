//! Reports of what happened: one source says that something happened somewhere, and somebody has graded that.
//!
//! A report says nothing of what is true. Who says it is its origin: two reports of one origin are one witness, however
//! often it is told, and [`origin`](super::origin) says which count as two. The grade is the Admiralty code: how reliable the source is, A to F, and how credible what it says,
//! 1 to 6. Whoever sends a report is known by the account alone; the device names the report, so that a form which is
//! sent again over a bad line enters nothing twice.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    FollowUp,
    grade::{Grade, Graded},
};
use crate::{
    case::names::{AccountId, Moment},
    dossier::keys::is_default,
    record::hash::Hash,
    text::{Id, Text},
};

/// The most incident reports of a case.
pub const INCIDENT_REPORT_LIMIT: usize = 10_000;

/// The most of them from one account, so that nobody fills a case alone.
pub const OWN_REPORT_LIMIT: usize = 1_000;

/// The longest name that a device gives a report, in bytes.
pub const CLIENT_LIMIT: usize = 64;

/// The most pieces of evidence of one report.
pub const EVIDENCE_LIMIT: usize = 20;

/// What a source says that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IncidentReport {
    /// What the device calls it, such as a UUID; once for each report.
    pub client: String,
    /// What happened, in the words of the source.
    pub what: Text,
    /// Where, of the places in the dossier.
    #[serde(rename = "where")]
    pub place: Id,
    /// When it happened.
    pub occurred: Moment,
    /// How exactly that is known.
    #[serde(default)]
    pub precision: Precision,
    /// When the source told it; without it, when the report was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Moment>,
    /// Whether whoever files the report is the source; then `origin` names nobody.
    #[serde(default, skip_serializing_if = "is_default")]
    pub oneself: bool,
    /// Who says so. Only the secretariat and the committee see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// How far the source and what it says are to be believed.
    pub grade: Grade,
    /// The commitment that it may be about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Id>,
    /// What there is to show beside files: where a picture or a paper is kept, or its hash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// How exactly it is known when something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// To the hour.
    #[default]
    Hour,
    /// To the day.
    Day,
    /// To the week.
    Week,
}

/// What is kept of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The entry, by which it can be erased.
    pub entry: u64,
    /// When it became known.
    pub known: Moment,
    /// Who sent it.
    pub by: AccountId,
    /// What it says.
    pub report: IncidentReport,
    /// The numbers of the files that came with it and are kept.
    pub files: BTreeSet<u64>,
    /// What those who follow up have graded it since, the latest last.
    pub gradings: Vec<Graded>,
}

/// That a report was made of a message, which stays known when what it says is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfMessage {
    /// The report.
    pub report: u64,
    /// The entry that says so.
    pub entry: u64,
    /// When it became known.
    pub known: Moment,
}

impl FollowUp {
    /// The report of a message that is called so, whoever has filed it, also when what it says was erased: what is made of messages is
    /// called alike by all.
    pub fn report_of_message(&self, client: &str) -> Option<OfMessage> {
        self.messages.get(&message(client)?).copied()
    }
}

impl Precision {
    /// How far apart two accounts of one moment may be, in microseconds.
    pub(super) fn window(self) -> u64 {
        const HOUR: u64 = 3_600_000_000;
        match self {
            Self::Hour => 6 * HOUR,
            Self::Day => 36 * HOUR,
            Self::Week => 8 * 24 * HOUR,
        }
    }
}

/// What a report is known by that a device sends again: a hash of whose it is and what the device calls it.
pub fn name(account: &AccountId, client: &str) -> Hash {
    Hash::of(&[account.as_str().as_bytes(), b"\n", client.as_bytes()])
}

/// What names of reports begin with that are made of messages.
pub const MESSAGE: &str = "message";

/// Letters of a message's content in such a name.
pub const MESSAGE_CONTENT: usize = 12;

/// The number of the message that a report is called as one of: `message7x0123456789ab`, in this form alone.
pub fn message_number(client: &str) -> Option<u64> {
    let (number, content) = client.strip_prefix(MESSAGE)?.split_once('x')?;
    let is_content =
        content.len() == MESSAGE_CONTENT && content.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    number.parse().ok().filter(|it: &u64| is_content && it.to_string() == number)
}

/// What a message is known by of which a report was made: a hash of what the report is called, which has nothing of the message but a part
/// of a keyed hash.
pub fn message(client: &str) -> Option<Hash> {
    message_number(client).map(|_| Hash::of(&[b"mawqif-message\n", client.as_bytes()]))
}

impl Filed {
    /// The grade that counts: the latest by somebody who follows up, else that of whoever has filed it.
    pub fn grade(&self) -> Grade {
        self.gradings.last().map_or(self.report.grade, |it| it.grade)
    }

    /// Whether there is something that others can look at: a file that is kept, a link, or the hash of a file.
    pub fn has_evidence(&self) -> bool {
        !self.files.is_empty() || self.report.evidence.iter().any(|it| leads_somewhere(it))
    }
}

/// Whether words lead to something that others can look at: the address of a page, or 64 digits of SHA-256.
fn leads_somewhere(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        let page = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
        let host = page.and_then(|it| it.split(['/', '?', '#']).next()).unwrap_or_default();
        let labels = host.split('.').filter(|it| !it.is_empty()).count();
        let digits = word.strip_prefix("sha256:").unwrap_or(word);
        let is_hash = digits.len() == 64 && digits.bytes().all(|it| it.is_ascii_hexdigit());
        is_hash || (labels >= 2 && labels == host.split('.').count())
    })
}
