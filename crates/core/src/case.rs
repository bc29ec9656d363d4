//! A case: what is known now, which is the fold of its record; and what may happen next.
//!
//! [`Case::apply`] folds an entry in, [`Case::check`] says whether an act may happen and which facts
//! it would append. Nothing else changes a case: whoever asks for an act appends the facts and folds
//! them. The record is the only truth, so that the case of a past moment is the fold of fewer
//! entries.
//!
//! Folding believes: it takes what stands in the record as it is, even if today's rules would refuse
//! it, and never fails on what is missing or erased. Checking believes nothing.

pub mod act;
pub mod ballot;
pub mod change;
mod check;
pub mod clock;
pub mod comments;
mod confided;
pub mod fact;
mod fold;
pub mod followup;
pub mod guest;
mod invited;
pub mod mandate;
pub mod meeting;
pub mod minutes;
pub mod names;
pub mod poll;
pub mod position;
pub mod press_desk;
pub mod refusal;
pub mod remark;
pub mod report;
pub mod signing;
pub mod statement;
pub mod wording;

use std::collections::{BTreeMap, BTreeSet};

pub use self::{
    act::Act,
    check::{Role, SECRET_FEWEST, SLIP_LIMIT},
    fact::{Fact, FactError},
    names::{AccountId, CaseId, Moment},
    position::Stage,
    refusal::Refusal,
};
use self::{
    ballot::Ballot,
    change::Proposal,
    confided::Confided,
    followup::FollowUp,
    guest::Guest,
    mandate::Mandate,
    meeting::Meeting,
    poll::Polls,
    position::{Adopted, Computed},
    press_desk::PressDesk,
    report::Kept,
    statement::Statement,
    wording::Wording,
};
use crate::{
    dossier::{Committee, Dossier, Initiative},
    record::{entry::Entry, hash::Hash},
    statement::signature::signers::Signers,
    text::{Id, Text},
};

/// The most entries of a case.
pub const ENTRY_LIMIT: u64 = 10_000_000;

/// The most facts of one act; only an import has more than a few hundred.
pub const FACT_LIMIT: usize = 50_000;

/// The most of anything that is numbered: mandates, meetings, ballots…
pub const NUMBERED_LIMIT: usize = 100_000;

/// The most committees that were formed.
pub const COMMITTEE_LIMIT: usize = 1_000;

/// The most accounts in the secretariat.
pub const SECRETARIAT_LIMIT: usize = 1_000;

/// The most observers; of reporters and participants as many each.
pub const OBSERVER_LIMIT: usize = 100_000;

/// The most items of an agenda, and decisions of a meeting.
pub const AGENDA_LIMIT: usize = 1_000;

/// What is known of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    id: CaseId,
    entries: u64,
    leaf: Option<Hash>,
    last: Moment,
    title: Text,
    stage: Stage,
    received: Option<Moment>,
    dossier: Dossier,
    secretariat: BTreeSet<AccountId>,
    observers: BTreeSet<AccountId>,
    guests: BTreeSet<(Guest, AccountId)>,
    awaited: BTreeSet<(Guest, AccountId)>,
    proposals: BTreeMap<u64, Proposal>,
    proposed: u64,
    mandates: BTreeMap<u64, Mandate>,
    confided: Confided,
    meetings: BTreeMap<u64, Meeting>,
    wordings: BTreeMap<u64, Wording>,
    ballots: BTreeMap<u64, Ballot>,
    computed: Option<Computed>,
    adopted: Vec<Adopted>,
    committees: Vec<Committee>,
    /// By the hash of their text.
    reports: BTreeMap<String, Kept>,
    statements: BTreeMap<u64, Statement>,
    /// Whose keys sign for the coalition, and since when.
    signers: Option<(Moment, Signers)>,
    press: PressDesk,
    followup: FollowUp,
    polls: Polls,
    keys: Vec<(Moment, String)>,
    erased: Vec<Erased>,
}

/// A fact whose payload was erased: that it was there is known, and nothing of what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Its place in the record.
    pub seq: u64,
    /// What it was.
    pub kind: String,
    /// When it happened.
    pub at: Moment,
}

/// Why an entry does not continue a case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// Entries are folded in their order, none left out.
    #[error("entry {found} does not follow; the next is {expected}")]
    Order {
        /// The place of the next entry.
        expected: u64,
        /// The place of this one.
        found: u64,
    },
    /// Whoever acted is no account.
    #[error("entry {seq}: {actor:?} is no account")]
    Actor {
        /// The entry.
        seq: u64,
        /// The actor.
        actor: String,
    },
    /// The entry holds no fact that this program knows.
    #[error("entry {seq}: {error}")]
    Fact {
        /// The entry.
        seq: u64,
        /// What is wrong with it.
        error: FactError,
    },
}

impl Case {
    /// The case before anything has happened.
    pub fn empty(id: CaseId) -> Self {
        let initiative = Initiative {
            id: id.id().clone(),
            title: Text::plain(id.as_str()),
            sponsor: None,
            received: None,
            deadline: None,
            scope: Vec::new(),
            version: 1,
        };
        Self {
            id,
            entries: 0,
            leaf: None,
            last: Moment::default(),
            title: Text::default(),
            stage: Stage::default(),
            received: None,
            dossier: Dossier {
                initiative,
                places: Vec::new(),
                parties: Vec::new(),
                harms: Vec::new(),
                provisions: Vec::new(),
                bodies: Vec::new(),
                conditions: Vec::new(),
                stances: Vec::new(),
                rule: Default::default(),
                quotes: Vec::new(),
                red_lines: Vec::new(),
                committees: Vec::new(),
                commitments: Vec::new(),
                game: None,
                stress: Default::default(),
            },
            secretariat: BTreeSet::new(),
            observers: BTreeSet::new(),
            guests: BTreeSet::new(),
            awaited: BTreeSet::new(),
            proposals: BTreeMap::new(),
            proposed: 0,
            mandates: BTreeMap::new(),
            confided: Confided::default(),
            meetings: BTreeMap::new(),
            wordings: BTreeMap::new(),
            ballots: BTreeMap::new(),
            computed: None,
            adopted: Vec::new(),
            committees: Vec::new(),
            reports: BTreeMap::new(),
            statements: BTreeMap::new(),
            signers: None,
            press: PressDesk::default(),
            followup: FollowUp::default(),
            polls: Polls::default(),
            keys: Vec::new(),
            erased: Vec::new(),
        }
    }

    /// The fold of a record's entries up to and including a moment.
    ///
    /// # Errors
    /// Those of [`Case::apply`].
    pub fn as_of<'e>(
        id: CaseId,
        entries: impl IntoIterator<Item = &'e Entry>,
        moment: Moment,
    ) -> Result<Self, FoldError> {
        let mut case = Self::empty(id);
        for entry in entries.into_iter().take_while(|entry| entry.header().time <= moment.micros()) {
            case.apply(entry)?;
        }
        Ok(case)
    }

    /// Folds the next entry in. After an error the case is as it was.
    ///
    /// # Errors
    /// When the entry is not the next, or holds no fact that is known. What it says is not judged.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), FoldError> {
        let header = entry.header();
        let seq = header.seq;
        if seq != self.entries {
            return Err(FoldError::Order { expected: self.entries, found: seq });
        }
        let actor = AccountId::new(&header.actor)
            .map_err(|_| FoldError::Actor { seq, actor: header.actor.clone() })?;
        let fact = Fact::of_entry(entry).map_err(|error| FoldError::Fact { seq, error })?;
        let at = Moment::from_micros(header.time);
        match fact {
            Some(fact) => self.fold(fact, &actor, at),
            None => {
                self.followup.skip(&header.kind);
                self.polls.skip(&header.kind);
                self.erased.push(Erased { seq, kind: header.kind.clone(), at });
            }
        }
        self.entries = seq + 1;
        self.leaf = Some(entry.leaf_hash());
        self.last = self.last.max(at);
        Ok(())
    }

    /// The case's id.
    pub fn id(&self) -> &CaseId {
        &self.id
    }

    /// How many entries were folded; also the place of the next.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// The hash of the last entry's leaf, none before the first: with [`Case::entries`] it tells which
    /// state an act was checked against, also when another entry came to stand in that place.
    pub fn leaf(&self) -> Option<Hash> {
        self.leaf
    }

    /// The time to act at when a clock says `now`: time does not go backwards in a record, even when
    /// a clock does.
    pub fn time(&self, now: Moment) -> Moment {
        now.max(self.last)
    }

    /// What the case is called; the initiative's title when it has no title of its own.
    pub fn title(&self) -> &Text {
        if self.title.is_empty() { &self.dossier.initiative.title } else { &self.title }
    }

    /// How far it has come.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// When the initiative was received, as the record has it.
    pub fn received(&self) -> Option<Moment> {
        self.received
    }

    /// The dossier with the current version of the offer. Before an initiative is received, that
    /// goes by the id of the case.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// Those who run the case.
    pub fn secretariat(&self) -> &BTreeSet<AccountId> {
        &self.secretariat
    }

    /// Those who read along.
    pub fn observers(&self) -> &BTreeSet<AccountId> {
        &self.observers
    }

    /// Reporters and participants, who see what is for everybody.
    pub fn guests(&self) -> &BTreeSet<(Guest, AccountId)> {
        &self.guests
    }

    /// Whoever was admitted to read, report or take part, and has not accepted.
    pub fn awaited(&self) -> &BTreeSet<(Guest, AccountId)> {
        &self.awaited
    }

    /// Changes that wait for a second person, by number.
    pub fn proposals(&self) -> &BTreeMap<u64, Proposal> {
        &self.proposals
    }

    /// Mandates, by number.
    pub fn mandates(&self) -> &BTreeMap<u64, Mandate> {
        &self.mandates
    }

    /// Meetings, by number.
    pub fn meetings(&self) -> &BTreeMap<u64, Meeting> {
        &self.meetings
    }

    /// Wordings that were offered, by number; those that were taken tell where conditions come from.
    pub fn wordings(&self) -> &BTreeMap<u64, Wording> {
        &self.wordings
    }

    /// Ballots, by number.
    pub fn ballots(&self) -> &BTreeMap<u64, Ballot> {
        &self.ballots
    }

    /// The position that was computed last.
    pub fn computed(&self) -> Option<&Computed> {
        self.computed.as_ref()
    }

    /// Positions that were adopted, the latest last.
    pub fn adopted(&self) -> &[Adopted] {
        &self.adopted
    }

    /// Committees that were formed.
    pub fn committees(&self) -> &[Committee] {
        &self.committees
    }

    /// Press reports that were entered, by the hash of their text in hexadecimal digits.
    pub fn reports(&self) -> &BTreeMap<String, Kept> {
        &self.reports
    }

    /// Statements, by number.
    pub fn statements(&self) -> &BTreeMap<u64, Statement> {
        &self.statements
    }

    /// Keys that came to sign the record after its first, and when; the latest last.
    pub fn keys(&self) -> &[(Moment, String)] {
        &self.keys
    }

    /// Facts whose payloads were erased.
    pub fn erased(&self) -> &[Erased] {
        &self.erased
    }

    /// Bodies whose stances all answer older versions of the offer: they must be asked again.
    pub fn must_be_asked_again(&self) -> Vec<&Id> {
        let current = self.dossier.initiative.version;
        let (now, before): (Vec<_>, Vec<_>) =
            self.dossier.stances.iter().partition(|stance| stance.version == current);
        let [now, before] = [now, before]
            .map(|stances| stances.into_iter().map(|stance| &stance.body).collect::<BTreeSet<&Id>>());
        let bodies = self.dossier.bodies.iter().map(|body| &body.id);
        bodies.filter(|body| before.contains(body) && !now.contains(body)).collect()
    }
}
