//! Statements: the coalition's word, drafted in versions and released by two people.
//!
//! What was released is never taken away. A correction or a withdrawal is a statement of its own that
//! says which one it is about, and a position that is put under review leaves its statement in place;
//! how a statement stands is worked out from those after it, so that one whose embargo has not ended
//! tells nothing yet.
//!
//! What is kept is what the words are, what they rest on, and who let them go out. How they are drafted, signed
//! and given a form is [`crate::statement`]'s.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    Case,
    comments::Comment,
    names::{AccountId, Moment},
    signing::Kept,
};
use crate::{
    record::hash::Hash,
    statement::{Language, Occasion},
    text::Text,
};

/// The most statements of a case.
pub const STATEMENT_LIMIT: usize = 1_000;

/// The most versions of a statement.
pub const VERSION_LIMIT: usize = 200;

/// The longest statement in one language, in bytes: with an annex of 50,000 words. Both languages together are held to
/// what an entry can hold.
pub const STATEMENT_TEXT_LIMIT: usize = 786_432;

/// The most entries that a statement rests on.
pub const RESTS_LIMIT: usize = 1_000;

/// The largest occasion that a draft is kept with, in bytes of JSON.
pub const OCCASION_KEPT_LIMIT: usize = 262_144;

/// What a blank begins with, which a house template leaves to be filled in: `⟨the reason⟩`. Nothing goes out with one.
pub const BLANK: char = '⟨';

/// The languages that a statement is published in.
pub const LANGUAGES: [&str; 2] = ["ar", "en"];

/// What a statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The coalition's answer to the offer.
    Position,
    /// News of the case.
    Bulletin,
    /// An invitation to a press conference.
    PressConference,
    /// What stands in place of something that was said.
    Correction,
    /// That something that was said is taken back.
    Withdrawal,
}

impl Kind {
    /// Whether it is about another statement.
    pub fn is_about_another(self) -> bool {
        matches!(self, Self::Correction | Self::Withdrawal)
    }
}

/// What a version of a statement says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// Its title, in one line.
    pub title: Text,
    /// Its words.
    pub text: Text,
    /// The entries of the record that it rests on, by their place.
    #[serde(default, rename = "rests_on", skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<u64>,
    /// Nobody outside the case sees it before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Moment>,
    /// The statement that it corrects or withdraws.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<u64>,
    /// Why it goes out in one language only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untranslated: Option<Text>,
    /// What was chosen beyond the case when its words were drafted, by which they can be drafted again and compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<Box<Occasion>>,
}

/// A version of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// When it was drafted.
    pub at: Moment,
    /// By whom.
    pub by: AccountId,
    /// The entry that drafted it.
    pub entry: u64,
    /// What it says.
    pub draft: Draft,
}

/// A statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Its versions by number, which are never changed; those that were erased are missing.
    pub versions: BTreeMap<u64, Arc<Version>>,
    /// The version that was released, and when.
    pub released: Option<(u64, Moment)>,
    /// When the position that it tells was put under review.
    pub reviewed: Option<Moment>,
    /// Whether it was taken back, or its position put under review, before anybody outside could see it: then nobody
    /// ever does, and its withdrawal says nothing of it either.
    pub is_held_back: bool,
    /// When what it corrects is public, if that is later than its own moment: it is not told of before.
    pub not_before: Option<Moment>,
    /// The entry that released it.
    pub entry: Option<u64>,
    /// The hashes of the texts that were released.
    pub digests: Vec<(Language, Hash)>,
    /// Signatures, in the order in which they came.
    pub signatures: Vec<Kept>,
    /// What was said of its drafts, by number.
    pub comments: BTreeMap<u64, Comment>,
}

impl Statement {
    /// The number of the newest version.
    pub fn newest(&self) -> u64 {
        self.versions.keys().next_back().copied().unwrap_or(0)
    }

    /// The version that counts: the released one, else the newest.
    pub fn version(&self) -> Option<&Version> {
        let number = self.released.map_or_else(|| self.newest(), |(version, _)| version);
        self.versions.get(&number).map(Arc::as_ref)
    }

    /// From when on everybody may see it; never, while it is a draft, or when it was held back.
    pub fn public_from(&self) -> Option<Moment> {
        let (_, at) = self.released.filter(|_| !self.is_held_back)?;
        let others = [self.version()?.draft.embargo, self.not_before];
        others.into_iter().flatten().chain([at]).max()
    }

    /// Whether everybody may see it at a moment.
    pub fn is_public(&self, now: Moment) -> bool {
        self.public_from().is_some_and(|from| from <= now)
    }

    /// Whether it is news of the case.
    pub(super) fn is_bulletin(&self) -> bool {
        self.is(Kind::Bulletin)
    }

    fn is(&self, kind: Kind) -> bool {
        self.version().is_some_and(|version| version.draft.kind == kind)
    }
}

/// How a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "standing", rename_all = "kebab-case")]
pub enum Standing {
    /// It was not released.
    Draft,
    /// It was released, and goes out at this moment.
    Embargoed {
        /// When.
        until: Moment,
    },
    /// It was taken back, or its position put under review, before anybody outside could see it.
    HeldBack,
    /// It holds.
    Stands,
    /// The position that it tells is under review.
    UnderReview {
        /// Since when.
        since: Moment,
    },
    /// A later position stands in its place.
    Replaced {
        /// That position's statement.
        by: u64,
    },
    /// It was corrected.
    Corrected {
        /// The correction.
        by: u64,
    },
    /// It was taken back.
    Withdrawn {
        /// The withdrawal.
        by: u64,
    },
}

/// A statement by number and version, as it is asked to be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Release {
    /// The statement.
    pub statement: u64,
    /// The version.
    pub version: u64,
}

impl Case {
    /// How a statement stands at a moment, by what was public then. A withdrawal weighs more than a
    /// correction, and of several the latest.
    pub fn standing(&self, number: u64, now: Moment) -> Option<Standing> {
        let statement = self.statements.get(&number)?;
        let Some(from) = statement.public_from() else {
            return Some(if statement.is_held_back { Standing::HeldBack } else { Standing::Draft });
        };
        if from > now {
            return Some(Standing::Embargoed { until: from });
        }
        if let Some(by) = self.latest_about(number, Kind::Withdrawal, now) {
            return Some(Standing::Withdrawn { by });
        }
        if let Some(by) = self.latest_about(number, Kind::Correction, now) {
            return Some(Standing::Corrected { by });
        }
        if let Some(since) = statement.reviewed {
            let mut later = self.statements.iter().rev();
            let replaced = later.find(|(by, it)| {
                let is_later = it.released.is_some_and(|(_, at)| at >= since);
                let is_told = is_later && it.is(Kind::Position) && it.is_public(now);
                is_told && self.latest_about(**by, Kind::Withdrawal, now).is_none()
            });
            return Some(match replaced {
                Some((by, _)) => Standing::Replaced { by: *by },
                None => Standing::UnderReview { since },
            });
        }
        Some(Standing::Stands)
    }

    /// The latest statement of a kind about another, of those that were not withdrawn themselves. What is about a
    /// statement is released after it, so that this ends.
    fn latest_about(&self, number: u64, kind: Kind, now: Moment) -> Option<u64> {
        let later = self.statements.iter().rev();
        let mut about = later.filter(|(_, it)| {
            let is_about = it.version().is_some_and(|it| it.draft.about == Some(number));
            is_about && it.is_public(now) && it.is(kind)
        });
        let found = about.find(|(by, _)| self.latest_about(**by, Kind::Withdrawal, now).is_none());
        found.map(|(by, _)| *by)
    }

    /// The statements that everybody may see at a moment, by number.
    pub fn published(&self, now: Moment) -> impl Iterator<Item = (u64, &Statement)> {
        let all = self.statements.iter().map(|(number, statement)| (*number, statement));
        all.filter(move |(_, statement)| statement.is_public(now))
    }
}
