//! Ballots: the bodies take a package, or do not.
//!
//! Roll, rule and package are frozen from opening to close. Base and threshold are those of the rule,
//! with votes in place of stances: whoever does not vote is absent, whoever abstains is present.
//!
//! A secret ballot keeps two things apart: the roll of who voted, in the record, and the urn of what
//! was voted, which is not in the record before the close and then stands there sorted. Whoever
//! keeps the urn in the meantime can read it, and a unanimous vote tells how everybody voted. Since a
//! slip has no name, only a rule that counts every body the same can be applied to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{names::Moment, poll::Count};
use crate::{
    consultation::stance::Verdict,
    record::hash::Hash,
    statement::week::Week,
    text::{Id, Text},
};

/// What a body votes; the words are those of stances.
pub type Choice = Verdict;

/// Whether it is known who voted how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BallotForm {
    /// It is.
    #[default]
    Open,
    /// It is only known who voted.
    Secret,
}

/// How many bodies voted how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// For the package.
    pub accept: u64,
    /// Against it.
    pub reject: u64,
    /// For neither.
    pub abstain: u64,
    /// Those who did not vote.
    pub absent: u64,
}

/// What a ballot came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The package is taken.
    Ratified,
    /// It is not.
    NotRatified,
    /// Too few voted for anything to be decided.
    NoQuorum,
}

/// What has become of a ballot.
#[derive(Clone, Debug, PartialEq)]
pub enum BallotState {
    /// Bodies may vote.
    Open,
    /// The votes were counted.
    Closed {
        /// When.
        at: Moment,
        /// The votes.
        tally: Tally,
        /// What they came to.
        outcome: Outcome,
    },
    /// It came to nothing.
    Cancelled(Text),
}

/// A ballot.
#[derive(Clone, Debug, PartialEq)]
pub struct Ballot {
    /// The package that is asked about.
    pub package: Vec<Id>,
    /// Its burden.
    pub burden: u64,
    /// The support that stances promised it.
    pub support: u64,
    /// Whether it is known who votes how.
    pub form: BallotForm,
    /// The bodies that may vote.
    pub electorate: Vec<Id>,
    /// When it may be closed although somebody has not voted. If absent, an open ballot may be whenever, a
    /// secret one never.
    pub closes: Option<Moment>,
    /// SHA-256 of the dossier that is voted on.
    pub dossier: Hash,
    /// SHA-256 of the answer to it.
    pub answer: Hash,
    /// Who voted; how, in an open ballot.
    pub roll: BTreeMap<Id, Option<Vote>>,
    /// What the urn of a secret ballot held.
    pub urn: Vec<Choice>,
    /// What has become of it.
    pub state: BallotState,
}

/// An open vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Vote {
    /// What was voted.
    pub choice: Choice,
    /// Why.
    pub reason: Option<Text>,
}

/// What the desk puts into the urn when a body votes secretly: no name, and to be kept in no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The ballot.
    pub ballot: u64,
    /// What was voted.
    pub choice: Choice,
}

/// What the desk took out of the urn of a secret ballot; none for every other act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Urn {
    /// It was not opened.
    #[default]
    Sealed,
    /// It held these.
    Opened(Vec<Choice>),
    /// This is what a public consultation came to, counted when nothing was taken any more.
    Counted(Count),
    /// This is what a bulletin tells of its days, reckoned from the case as it was at their end and from the tables that counted then.
    Reckoned(Box<Week>),
}
