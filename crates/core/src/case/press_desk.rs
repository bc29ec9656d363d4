//! The press desk: press conferences and who is let in, lines that were agreed, answers to questions that will come,
//! and the words of the house.
//!
//! A conference is called and called anew; what stands is what was called last. Whoever asks to be let in is a fact of
//! its own, so that a name and an address can be erased and the conference stays. A line is written by one and agreed by
//! another; written anew, it has to be agreed anew. What members say afterwards is [`super::remark`]'s.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Case,
    fact::Fact,
    names::{AccountId, Moment},
    remark::{Reading, Remark},
    statement::{Kind, Statement},
};
use crate::{
    statement::{Language, Templates},
    text::{Id, Text},
};

/// The most press conferences of a case.
pub const CONFERENCE_LIMIT: usize = 500;

/// The most speakers of a press conference.
pub const SPEAKER_LIMIT: usize = 50;

/// The most journalists who ask to be let in to one press conference.
pub const JOURNALIST_LIMIT: usize = 2_000;

/// The longest way to reach a journalist, in bytes.
pub const CONTACT_LIMIT: usize = 256;

/// The most holding lines and answers.
pub const LINE_LIMIT: usize = 1_000;

/// A press conference, as it was called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Conference {
    /// What it is called, or its occasion.
    pub title: Text,
    /// When it begins.
    pub at: Moment,
    /// Where.
    pub place: Text,
    /// The statement that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<u64>,
    /// Who speaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Speaker>,
    /// How a journalist is let in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accreditation: Option<Text>,
    /// What the desk has to remember.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text>,
    /// Whether everybody may know of it, once its invitation is out.
    #[serde(default)]
    pub announcement: Announcement,
}

/// Somebody who speaks for a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Speaker {
    /// The body.
    pub body: Id,
    /// What the person is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
}

/// Whether everybody may know of a press conference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Announcement {
    /// Those who are invited.
    #[default]
    Invited,
    /// Everybody.
    Public,
}

/// A journalist who asks to be let in. Only the secretariat sees this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Journalist {
    /// The name, as on a press card.
    pub name: Text,
    /// For whom.
    pub outlet: Text,
    /// How to reach them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// The language in which they are answered.
    pub language: Language,
}

/// Whether a journalist is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Admission {
    /// Yes.
    Accepted,
    /// No.
    Declined,
}

/// A line of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The subject, or the question.
    pub about: Text,
    /// What is said.
    pub words: Text,
    /// What it rests on.
    #[serde(rename = "rests_on")]
    pub rests_on: Ground,
}

/// What a line of the desk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// A sentence that everybody can say on a subject.
    Holding,
    /// The answer to a question.
    Answer,
}

/// What a line rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ground {
    /// A statement, by number.
    Statement(u64),
    /// A provision of the offer.
    Provision(Id),
}

/// What is kept of a press conference.
#[derive(Clone, Debug, PartialEq)]
pub struct Called {
    /// What was called last.
    pub conference: Conference,
    /// The entries that called it, the first to the last.
    pub entries: Vec<u64>,
    /// Why it does not take place.
    pub off: Option<Text>,
}

/// What is kept of a journalist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// The entry, by which it can be erased.
    pub entry: u64,
    /// The press conference.
    pub conference: u64,
    /// Who it is.
    pub journalist: Journalist,
    /// What was decided last.
    pub admission: Option<Admission>,
}

/// What is kept of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its newest words.
    pub line: Line,
    /// The number of their version.
    pub version: u64,
    /// Who wrote them.
    pub by: AccountId,
    /// Who agreed to them, and when.
    pub agreed: Option<(AccountId, Moment)>,
}

/// What the press desk of a case has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PressDesk {
    pub(super) conferences: BTreeMap<u64, Called>,
    pub(super) applicants: BTreeMap<u64, Applicant>,
    /// How many were ever listed; numbers are not given twice, also when one was erased.
    pub(super) listed: u64,
    pub(super) lines: BTreeMap<u64, Written>,
    pub(super) written: u64,
    pub(super) remarks: BTreeMap<(String, (u64, u64)), Remark>,
    /// House templates in place of the built-in ones, by the name of their file.
    pub(super) templates: BTreeMap<String, String>,
}

impl PressDesk {
    /// Press conferences, by number.
    pub fn conferences(&self) -> &BTreeMap<u64, Called> {
        &self.conferences
    }

    /// Journalists who asked to be let in, by number.
    pub fn applicants(&self) -> &BTreeMap<u64, Applicant> {
        &self.applicants
    }

    /// Holding lines and answers, by number.
    pub fn lines(&self) -> &BTreeMap<u64, Written> {
        &self.lines
    }

    /// What members said after the statement, by report and place.
    pub fn remarks(&self) -> &BTreeMap<(String, (u64, u64)), Remark> {
        &self.remarks
    }

    /// House templates that were edited, by the name of their file.
    pub fn templates(&self) -> &BTreeMap<String, String> {
        &self.templates
    }

    /// The next press conference that takes place, at a moment.
    pub fn next(&self, now: Moment) -> Option<(u64, &Called)> {
        let coming = self.conferences.iter().filter(|(_, it)| it.off.is_none() && it.conference.at >= now);
        coming.min_by_key(|(number, it)| (it.conference.at, **number)).map(|(number, it)| (*number, it))
    }

    /// Folds a fact of the desk in; gives back what is none.
    pub(super) fn fold(&mut self, fact: Fact, seq: u64, actor: &AccountId, at: Moment) -> Option<Fact> {
        match fact {
            Fact::PressConferenceCalled { number, conference } => {
                let called = self.conferences.entry(number).or_insert_with(|| Called {
                    conference: conference.clone(),
                    entries: Vec::new(),
                    off: None,
                });
                called.conference = conference;
                called.entries.push(seq);
            }
            Fact::PressConferenceCalledOff { number, reason } => {
                if let Some(called) = self.conferences.get_mut(&number) {
                    called.off = Some(reason);
                }
            }
            Fact::JournalistListed { applicant, conference, journalist } => {
                self.listed = self.listed.max(applicant);
                let listed = Applicant { entry: seq, conference, journalist, admission: None };
                self.applicants.insert(applicant, listed);
            }
            Fact::AdmissionDecided { applicant, admission } => {
                if let Some(applicant) = self.applicants.get_mut(&applicant) {
                    applicant.admission = Some(admission);
                }
            }
            Fact::PressLineWritten { number, version, line } => {
                self.written = self.written.max(number);
                self.lines.insert(number, Written { line, version, by: actor.clone(), agreed: None });
            }
            Fact::PressLineAgreed { number, version } => {
                if let Some(written) = self.lines.get_mut(&number).filter(|it| it.version == version) {
                    written.agreed = Some((actor.clone(), at));
                }
            }
            Fact::PressLineDropped { number } => {
                self.lines.remove(&number);
            }
            Fact::RemarkNoted { remark } => {
                let key = (remark.report.clone(), remark.span);
                // What a person has said of it is not put aside by a second reading.
                let is_settled = self.remarks.get(&key).is_some_and(|it| it.by == Reading::Person);
                if !is_settled || remark.by == Reading::Person {
                    self.remarks.insert(key, remark);
                }
            }
            Fact::HouseTemplateSet { name, words: Some(words) } => {
                self.templates.insert(name, words);
            }
            Fact::HouseTemplateSet { name, words: None } => {
                self.templates.remove(&name);
            }
            other => return Some(other),
        }
        None
    }
}

impl Case {
    /// What its press desk has.
    pub fn press(&self) -> &PressDesk {
        &self.press
    }

    /// The invitation to a press conference: the latest statement of that kind that rests on an entry which called it.
    pub fn invitation_to(&self, conference: u64) -> Option<(u64, &Statement)> {
        let called = self.press.conferences.get(&conference)?;
        let entries: BTreeSet<u64> = called.entries.iter().copied().collect();
        let mut latest = self.statements.iter().rev();
        let found = latest.find(|(_, it)| {
            let draft = it.version().map(|it| &it.draft);
            draft.is_some_and(|it| {
                it.kind == Kind::PressConference && it.rests_on.iter().any(|seq| entries.contains(seq))
            })
        });
        found.map(|(number, statement)| (*number, statement))
    }

    /// The press conferences of which everybody may know at a moment: said to be public, not called off, and invited to
    /// by a statement that is out.
    pub fn announced(&self, now: Moment) -> Vec<(u64, u64, &Conference)> {
        let public = self
            .press
            .conferences
            .iter()
            .filter(|(_, it)| it.off.is_none() && it.conference.announcement == Announcement::Public);
        let invited = public.filter_map(|(number, called)| {
            let (invitation, statement) = self.invitation_to(*number)?;
            statement.is_public(now).then_some((*number, invitation, &called.conference))
        });
        invited.collect()
    }

    /// The words of the house: the built-in templates, and those that this case has in their place.
    pub fn house_templates(&self) -> Templates {
        // What a later program cannot read any more leaves the built-in words.
        Templates::with(&self.press.templates).unwrap_or_else(|_| Templates::house())
    }
}
