//! Public consultations: what the record keeps of asking the popular base.
//!
//! The record says what was asked, until when, and what came of it: counts, and hashes that hold whoever keeps the votes to them.
//! Statements, codes, participants and votes are not in it: they are many, and they are people's. They stand in tables beside the
//! record, and [`Tallied`] makes the hash over them that the record closes with.
//!
//! Limits: [`POLL_LIMIT`], [`WITHHELD_LIMIT`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Case, fact::Fact, names::Moment};
use crate::{
    record::hash::{Hash, Hashing},
    text::Text,
};

/// The most public consultations of a case.
pub const POLL_LIMIT: usize = 200;

/// The most statements of a public consultation whose words are withheld after its close.
pub const WITHHELD_LIMIT: usize = 500;

/// How [`Count`] and the hashes in it are made now.
pub const COUNT_FORMAT: u32 = 1;

/// What is asked, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What it is called.
    pub title: Text,
    /// What is asked.
    pub question: Text,
    /// Who asks: whoever stands behind the question, in one line. Where it is empty, the case says it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub asks: Text,
    /// From when on nothing is taken any more, whether or not somebody has closed it.
    pub closes: Moment,
    /// How people come in.
    pub doors: Doors,
    /// Who sees the results.
    pub results: Results,
}

/// How people come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doors {
    /// By a code that was handed to them.
    Code,
    /// By a link that everybody may have.
    Open,
    /// By either; the two are told apart in the results.
    Both,
}

impl Doors {
    /// Whether codes are taken.
    pub fn is_by_code(self) -> bool {
        self != Self::Open
    }

    /// Whether nobody needs a code.
    pub fn is_open(self) -> bool {
        self != Self::Code
    }
}

/// Who sees the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Results {
    /// Those in the case.
    Kept,
    /// Everybody, once it is closed.
    AfterClosing,
    /// Everybody, at any time.
    Always,
}

/// What a public consultation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// How it was made: [`COUNT_FORMAT`] of its time.
    pub format: u32,
    /// People with a vote that counts; none when they are few.
    pub participants: Option<u64>,
    /// People who voted and do not count, because the code that let them in, or their ballot on paper, is blocked; none when they are
    /// few.
    pub left_out: Option<u64>,
    /// Those who count, by the way they came.
    pub channels: Came,
    /// Votes that count; none when few people cast them.
    pub votes: Option<u64>,
    /// Statements on which votes count.
    pub statements: u64,
    /// The hash over statements and votes that [`Tallied`] makes with a salt that stands beside the record.
    pub root: Hash,
    /// SHA-256 of the result as it is published, which is JSON.
    pub result: Hash,
}

/// How many came by which way; none where they are few, or would follow from the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Came {
    /// By a code that was given to somebody who is known.
    pub verified: Option<u64>,
    /// By the open link, or a code that anybody may have.
    pub open: Option<u64>,
    /// On paper.
    pub paper: Option<u64>,
}

/// A change of the terms while people vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// When it was made.
    pub at: Moment,
    /// Until when people may vote now.
    pub closes: Moment,
    /// Who sees the results now.
    pub results: Results,
    /// Why.
    pub reason: Text,
}

/// Words of a statement that everybody saw in the published result, and does not see any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Withheld {
    /// Since when.
    pub at: Moment,
    /// Why.
    pub reason: Text,
}

/// A public consultation, as the record has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    /// The terms as they are now.
    pub terms: Terms,
    /// When it was opened.
    pub opened: Moment,
    /// How the terms were changed, the latest last.
    pub changes: Vec<Changed>,
    /// When it was closed, and with what.
    pub closed: Option<(Moment, Count)>,
    /// The statements whose words are withheld since it was closed; what was counted stays.
    pub withheld: BTreeMap<u64, Withheld>,
    /// Since when nobody's ballot is kept any more.
    pub forgotten: Option<Moment>,
}

impl Poll {
    /// Whether anything is taken at a moment.
    pub fn is_open(&self, now: Moment) -> bool {
        self.closed.is_none() && now < self.terms.closes
    }

    /// Since when nothing is taken; of one that is open, until when.
    pub fn ends(&self) -> Moment {
        self.closed.map_or(self.terms.closes, |(at, _)| at.min(self.terms.closes))
    }

    /// Whether everybody may see the results at a moment.
    pub fn is_published(&self, now: Moment) -> bool {
        match self.terms.results {
            Results::Kept => false,
            Results::AfterClosing => !self.is_open(now),
            Results::Always => true,
        }
    }
}

/// The hash over everything that a public consultation counted, taken in row by row: statements by number, then votes by participant
/// and statement. Two lists of the same rows with the same salt have the same hash, and none else has it.
///
/// The salt comes first, so that what few people said cannot be found by trying: whoever has the record alone learns nothing of it.
#[derive(Clone, Debug)]
pub struct Tallied(Hashing);

impl Tallied {
    /// Begins with a salt.
    pub fn new(salt: &[u8; SALT]) -> Self {
        let mut hashing = Hashing::default();
        hashing.update(b"mawqif count\0");
        hashing.update(salt);
        Self(hashing)
    }

    /// Takes in a statement: its number, whether it counts, its words by language.
    pub fn statement(&mut self, number: u64, is_shown: bool, text: &Text) {
        self.0.update(b"s");
        self.0.update(&number.to_be_bytes());
        self.0.update(&[u8::from(is_shown)]);
        for (language, words) in text.versions() {
            for part in [language, words] {
                self.0.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                self.0.update(part.as_bytes());
            }
        }
    }

    /// Takes in a vote: 0 disagrees, 1 passes, 2 agrees.
    pub fn vote(&mut self, participant: u64, statement: u64, code: u8) {
        self.0.update(b"v");
        self.0.update(&participant.to_be_bytes());
        self.0.update(&statement.to_be_bytes());
        self.0.update(&[code]);
    }

    /// The hash.
    pub fn root(&self) -> Hash {
        self.0.hash()
    }
}

/// Bytes of the salt of a hash over votes.
pub const SALT: usize = 32;

/// The public consultations of a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Polls {
    pub(super) all: BTreeMap<u64, Poll>,
    /// How many were ever opened; numbers are not given twice, also when one was erased.
    pub(super) opened: u64,
}

impl Polls {
    /// An entry of this kind was erased: the number that it gave is not given again.
    pub(super) fn skip(&mut self, kind: &str) {
        if kind == "public-consultation-opened" {
            self.opened = self.opened.saturating_add(1);
        }
    }

    /// Folds a fact of public consultations in; gives back what is none.
    pub(super) fn fold(&mut self, fact: Fact, at: Moment) -> Option<Fact> {
        match fact {
            Fact::PublicConsultationOpened { number, terms } => {
                self.opened = self.opened.max(number);
                let poll = Poll {
                    terms,
                    opened: at,
                    changes: Vec::new(),
                    closed: None,
                    withheld: BTreeMap::new(),
                    forgotten: None,
                };
                self.all.insert(number, poll);
            }
            Fact::PublicConsultationChanged { number, closes, results, reason } => {
                if let Some(poll) = self.all.get_mut(&number) {
                    (poll.terms.closes, poll.terms.results) = (closes, results);
                    poll.changes.push(Changed { at, closes, results, reason });
                }
            }
            Fact::PublicConsultationClosed { number, count } => {
                if let Some(poll) = self.all.get_mut(&number) {
                    poll.closed = Some((at, count));
                }
            }
            Fact::PublicWordsWithheld { number, statement, reason } => {
                if let Some(poll) = self.all.get_mut(&number) {
                    poll.withheld.insert(statement, Withheld { at, reason });
                }
            }
            Fact::PublicWordsShown { number, statement, .. } => {
                if let Some(poll) = self.all.get_mut(&number) {
                    poll.withheld.remove(&statement);
                }
            }
            Fact::PublicBallotsForgotten { number } => {
                if let Some(poll) = self.all.get_mut(&number) {
                    poll.forgotten = Some(at);
                }
            }
            other => return Some(other),
        }
        None
    }
}

impl Case {
    /// Public consultations, by number.
    pub fn polls(&self) -> &BTreeMap<u64, Poll> {
        &self.polls.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_tells_where_one_word_ends_and_another_begins() {
        let of = |texts: &[(&str, &str)]| {
            let mut tallied = Tallied::new(&[7; SALT]);
            let texts = texts.iter().map(|(tag, words)| ((*tag).to_owned(), (*words).to_owned())).collect();
            tallied.statement(1, true, &Text::by_language(texts));
            tallied.root()
        };
        assert_ne!(of(&[("ar", "ab"), ("en", "c")]), of(&[("ar", "a"), ("en", "bc")]));
        let new = || Tallied::new(&[7; SALT]);
        let mut one = new();
        one.vote(1, 2, 2);
        let mut other = new();
        other.vote(2, 1, 2);
        assert_ne!(one.root(), other.root());
        assert_ne!(one.root(), new().root());
        assert_ne!(new().root(), Tallied::new(&[8; SALT]).root());
    }
}
