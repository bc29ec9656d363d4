//! Signing: whose keys sign in the coalition's name, and the signatures that a case keeps with its statements.
//!
//! A signature was held against the exact canonical text of one version in one language before it was kept, on the day
//! on which it came; the server has no private key and needs none. How many have signed is told by the policy as it
//! is now, so that a key whose last day is past keeps what it had signed before, and one that is taken out loses it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Case,
    fact::Fact,
    names::{AccountId, Moment},
    statement::{Draft, Statement},
};
use crate::{
    record::hash::Hash,
    statement::{
        Canonical, Language, own_words,
        signature::{
            SignatureError,
            policy::Policy,
            signers::{Signed, Signer, SignerFault, Signers, SignersError},
        },
    },
    text::Id,
};

/// The most signers of a case.
pub const KEY_LIMIT: usize = 100;

/// The most texts of a case that a signature is held against, to tell what it is over.
pub const HELD_AGAINST_LIMIT: usize = 40;

/// A signature as it is handed in.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'a> {
    /// The statement.
    pub statement: u64,
    /// The version.
    pub version: u64,
    /// The language of the text.
    pub language: Language,
    /// The file.
    pub signature: &'a str,
}

/// A signature that is kept with a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When it was handed in.
    pub at: Moment,
    /// The version that it is over.
    pub version: u64,
    /// The language of the text that it is over.
    pub language: Language,
    /// Whose it is.
    pub signer: String,
    /// SHA-256 of the key, as OpenSSH shows it.
    pub key: String,
    /// The file, byte for byte.
    pub signature: String,
}

/// How a text stands with its signatures.
#[derive(Clone, Debug)]
pub struct Tally<'c> {
    /// Who has signed, in the order of the policy, each with what was handed in.
    pub signed: Vec<(&'c Signer, Vec<&'c Kept>)>,
    /// Whose signature would count today and is not there.
    pub missing: Vec<&'c Signer>,
    /// How many people have signed with keys of the coalition, and how many are needed.
    pub coalition: (usize, usize),
    /// The same of the bodies.
    pub bodies: (usize, usize),
}

/// Why a signature is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum SignatureFault {
    /// It is no signature, or not whole, or of a kind that does not count.
    #[error("{message}")]
    Unreadable {
        /// Why, in a word.
        why: &'static str,
        /// The kind of key, or what it was made for.
        name: String,
        /// The same in a sentence.
        message: String,
    },
    /// Nobody has said whose keys count.
    #[error("the case has no signers; set them first")]
    NoSigners,
    /// The version has no words in this language.
    #[error("version {version} has no text in this language")]
    NoText {
        /// The version.
        version: u64,
    },
    /// Another version is signed by now.
    #[error("version {newest} is the one that is signed now")]
    OtherNewest {
        /// That version.
        newest: u64,
    },
    /// Its key is none that counts.
    #[error("its key {key} is none of those that sign here")]
    Unknown {
        /// SHA-256 of the key, or minisign's number of it.
        key: String,
    },
    /// The key does not count yet.
    #[error("the key of {name} counts from {day} on")]
    Early {
        /// Whose it is.
        name: String,
        /// The first day.
        day: String,
    },
    /// The key counts no more.
    #[error("the key of {name} counted until {day}")]
    Expired {
        /// Whose it is.
        name: String,
        /// The last day.
        day: String,
    },
    /// It is over the words in the other language.
    #[error("it is over the text in `{}`", language.tag())]
    OtherLanguage {
        /// That language.
        language: Language,
    },
    /// It is over another version.
    #[error("it is over version {version}, in `{}`", language.tag())]
    OtherVersion {
        /// That version.
        version: u64,
        /// The language.
        language: Language,
    },
    /// It is over another statement.
    #[error("it is over statement {statement}, version {version}, in `{}`", language.tag())]
    OtherStatement {
        /// That statement.
        statement: u64,
        /// Its version.
        version: u64,
        /// The language.
        language: Language,
    },
    /// It names a known key and is not over this text nor any other of the case.
    #[error("it names the key of {name} and is not over this text: one of the two was changed")]
    OtherText {
        /// Whose key it names.
        name: String,
    },
    /// The same signer has handed one in already.
    #[error("a signature of {name} over this text is kept already")]
    Twice {
        /// Whose it is.
        name: String,
    },
}

/// Why signers cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum SignersFault {
    /// Nobody would have to sign.
    #[error("nobody would have to sign; `coalition` or `bodies` is at least 1")]
    Nobody,
    /// More are needed than there are.
    #[error("`{of} = {needed}`, but {there} can sign")]
    TooFew {
        /// `coalition` or `bodies`.
        of: &'static str,
        /// How many are needed.
        needed: usize,
        /// How many there are.
        there: usize,
    },
    /// A signer who cannot be one.
    #[error("signer {number}: {message}")]
    Signer {
        /// The place, from 1.
        number: usize,
        /// What is wrong, in a word.
        why: &'static str,
        /// The name, key or body that it is about.
        name: String,
        /// What is wrong, in a sentence.
        message: String,
    },
}

impl From<SignatureError> for SignatureFault {
    fn from(error: SignatureError) -> Self {
        let name = match &error {
            SignatureError::Kind(name) | SignatureError::Namespace(name) => shown(name),
            _ => String::new(),
        };
        let why = word(&error);
        // What stands in a foreign file is not repeated as it is.
        let message = match &error {
            SignatureError::Kind(_) => SignatureError::Kind(name.clone()).to_string(),
            SignatureError::Namespace(_) => SignatureError::Namespace(name.clone()).to_string(),
            other => other.to_string(),
        };
        Self::Unreadable { why, name, message }
    }
}

impl From<SignersError> for SignersFault {
    fn from(error: SignersError) -> Self {
        match error {
            SignersError::TooFew { key, needed, there } => Self::TooFew { of: key, needed, there },
            SignersError::Signer { number, name, why } => {
                let message = why.to_string();
                let (word, name) = match why {
                    SignerFault::Name => ("name", shown(&name)),
                    SignerFault::Key(SignatureError::Kind(kind)) => ("kind", shown(&kind)),
                    SignerFault::Key(SignatureError::RecordKey) => ("record-key", shown(&name)),
                    SignerFault::Key(_) => ("key", shown(&name)),
                    SignerFault::SameKey(other) => ("same-key", other),
                    SignerFault::OtherBody(other) => ("other-body", other),
                    SignerFault::Span => ("span", shown(&name)),
                };
                Self::Signer { number, why: word, name, message }
            }
            // A policy of a case is no file, and is counted before it is read.
            SignersError::File(_) | SignersError::Version | SignersError::Many | SignersError::Nobody => {
                Self::Nobody
            }
        }
    }
}

/// A fault of a signature's file in a word.
fn word(error: &SignatureError) -> &'static str {
    match error {
        SignatureError::Long => "long",
        SignatureError::Form => "form",
        SignatureError::Damaged(_) => "damaged",
        SignatureError::Kind(_) => "kind",
        SignatureError::Namespace(_) => "namespace",
        SignatureError::Older => "older",
        SignatureError::RecordKey => "record-key",
        SignatureError::Key(_) => "key",
        SignatureError::Name(_) => "name",
    }
}

/// The beginning of foreign words, as far as they are plain.
fn shown(words: &str) -> String {
    words.chars().map(|it| if it.is_ascii_graphic() { it } else { '?' }).take(64).collect()
}

impl Draft {
    /// The text that is signed, in a language; none when there are no words in it.
    pub fn canonical(&self, language: Language) -> Option<Canonical> {
        let (title, text) = (own_words(&self.title, language)?, own_words(&self.text, language)?);
        Canonical::of(&format!("{title}\n\n{text}")).ok()
    }
}

impl Kept {
    /// How its file ends: `sig` or `minisig`.
    pub fn extension(&self) -> &'static str {
        if self.signature.starts_with("-----BEGIN") { "sig" } else { "minisig" }
    }

    /// What its file is called, beside the text.
    pub fn file_name(&self) -> String {
        format!("statement.{}.txt.{}.{}", self.language.tag(), self.signer, self.extension())
    }
}

impl Tally<'_> {
    /// Whether enough have signed.
    pub fn holds(&self) -> bool {
        self.coalition.0 >= self.coalition.1 && self.bodies.0 >= self.bodies.1
    }
}

impl Statement {
    /// The version that is signed: the released one, else the newest.
    pub fn signable(&self) -> u64 {
        self.released.map_or_else(|| self.newest(), |(version, _)| version)
    }
}

impl Case {
    /// Whose keys sign in the coalition's name, if that was ever set.
    pub fn signers(&self) -> Option<&Signers> {
        self.signers.as_ref().map(|(_, signers)| signers)
    }

    /// Since when.
    pub fn signers_since(&self) -> Option<Moment> {
        self.signers.as_ref().map(|(at, _)| *at)
    }

    /// Who has signed a version in a language by the policy that there is, and who has not by this moment.
    pub fn tally(&self, number: u64, version: u64, language: Language, now: Moment) -> Option<Tally<'_>> {
        let (signers, statement) = (self.signers()?, self.statements.get(&number)?);
        let kept = |signer: &Signer| {
            let fingerprint = signer.key.fingerprint();
            let all = statement.signatures.iter();
            all.filter(|it| {
                let is_over = (it.version, it.language) == (version, language);
                is_over && it.key == fingerprint && signer.counts_on(it.at.day())
            })
            .collect::<Vec<&Kept>>()
        };
        let all = signers.signers.iter().map(|it| (it, kept(it)));
        let (signed, others): (Vec<_>, Vec<_>) = all.partition(|(_, kept)| !kept.is_empty());
        let people: BTreeSet<&str> =
            signed.iter().filter(|(it, _)| it.body.is_none()).map(|(it, _)| it.name.as_str()).collect();
        let bodies: BTreeSet<&Id> = signed.iter().filter_map(|(it, _)| it.body.as_ref()).collect();
        let (coalition, bodies) = ((people.len(), signers.coalition), (bodies.len(), signers.bodies));
        // Who has signed by another key of theirs is not waited for.
        let is_waited_for =
            |it: &Signer| it.counts_on(now.day()) && !signed.iter().any(|(other, _)| other.name == it.name);
        let missing = others.into_iter().map(|(it, _)| it).filter(|it| is_waited_for(it)).collect();
        Some(Tally { signed, missing, coalition, bodies })
    }

    /// Who has signed a version in every language that it has, for the forms that tell of all its texts together.
    pub fn signed_all(&self, number: u64, version: u64, now: Moment) -> Vec<Signed> {
        let Some(version_of) = self.statements.get(&number).and_then(|it| it.versions.get(&version)) else {
            return Vec::new();
        };
        let has = |language: &Language| version_of.draft.canonical(*language).is_some();
        let tallies: Vec<Tally<'_>> = Language::BOTH
            .into_iter()
            .filter(has)
            .filter_map(|language| self.tally(number, version, language, now))
            .collect();
        let Some((first, others)) = tallies.split_first() else { return Vec::new() };
        let has_signed = |tally: &Tally<'_>, name: &str| tally.signed.iter().any(|(it, _)| it.name == name);
        let all =
            first.signed.iter().filter(|(it, _)| others.iter().all(|tally| has_signed(tally, &it.name)));
        let told =
            |it: &Signer| Signed { name: it.name.clone(), body: it.body.clone(), key: it.key.fingerprint() };
        all.map(|(it, _)| told(it)).collect()
    }

    /// Folds what is about signatures and comments.
    pub(super) fn fold_signing(&mut self, fact: Fact, actor: &AccountId, at: Moment) {
        match fact {
            Fact::SignersSet { signers } => self.set_signers(&signers, at),
            Fact::StatementSigned { statement, version, language, signer, key, signature, .. } => {
                if let Some(statement) = self.statements.get_mut(&statement) {
                    let kept = Kept { at, version, language, signer, key, signature };
                    statement.signatures.push(kept);
                }
            }
            fact => self.fold_comment(fact, actor, at),
        }
    }

    fn set_signers(&mut self, policy: &Policy, at: Moment) {
        // One that cannot be read leaves what there was: folding believes, and does not fail.
        if let Ok(signers) = Signers::of(policy) {
            self.signers = Some((at, signers));
        }
    }
}

/// The hashes of the texts of a draft, by language.
pub(super) fn digests(draft: &Draft) -> Vec<(Language, Hash)> {
    let digest = |language: Language| Some((language, draft.canonical(language)?.digest()));
    Language::BOTH.into_iter().filter_map(digest).collect()
}

/// A released text that has a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    /// The statement.
    pub statement: u64,
    /// The version.
    pub version: u64,
    /// The language of the text.
    pub language: Language,
}

impl Case {
    /// The text with this hash among those that everybody may see at a moment.
    pub fn released_text(&self, hash: Hash, now: Moment) -> Option<Matched> {
        let mut all = self.published(now).filter_map(|(statement, it)| {
            let (version, _) = it.released?;
            let (language, _) = it.digests.iter().find(|(_, own)| *own == hash)?;
            Some(Matched { statement, version, language: *language })
        });
        // Of two with the same words the later, which is the one that may still stand.
        let first = all.next();
        all.last().or(first)
    }
}
