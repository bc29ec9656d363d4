//! Positions in the record: computed, adopted, reopened.

use serde::Serialize;

use super::{Case, names::Moment};
use crate::{
    dossier::PositionKind,
    position::{
        model::Suppositions,
        unify::{
            Options,
            answer::{Reason, TradeAnswer},
        },
    },
    record::hash::Hash,
    text::Text,
};

/// A position that was worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// When.
    pub at: Moment,
    /// The position.
    pub position: PositionKind,
    /// Why there is no package; absent as well when the search was cut short.
    pub reason: Option<Reason>,
    /// The recommended package, its burden and support; absent when none wins.
    pub trade: Option<TradeAnswer>,
    /// The best trades.
    pub frontier: Vec<TradeAnswer>,
    /// SHA-256 of the dossier it was worked out from.
    pub dossier: Hash,
    /// SHA-256 of the answer.
    pub answer: Hash,
}

/// A position that was adopted.
#[derive(Clone, Debug, PartialEq)]
pub struct Adopted {
    /// The entry that says so.
    pub seq: u64,
    /// When.
    pub at: Moment,
    /// The position.
    pub position: PositionKind,
    /// The package, its burden and support; absent when the answer has none.
    pub trade: Option<TradeAnswer>,
    /// The ballot that ratified it.
    pub ballot: Option<u64>,
    /// SHA-256 of the dossier.
    pub dossier: Hash,
    /// SHA-256 of the answer.
    pub answer: Hash,
    /// How it came under review.
    pub reopened: Option<Reopened>,
}

/// How an adopted position came under review.
#[derive(Clone, Debug, PartialEq)]
pub struct Reopened {
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: Text,
    /// The last ballot before; it and those before it ratify nothing any more.
    pub last_ballot: Option<u64>,
}

impl Case {
    /// The position that stands: adopted, and not under review.
    pub fn stands(&self) -> Option<&Adopted> {
        let adopted = self.adopted.last().filter(|it| it.reopened.is_none());
        adopted.filter(|_| self.stage == Stage::Adopted)
    }

    /// The options by which the engine answers with what stands, which need not be what it would recommend: with the conditions
    /// that were adopted, and without all others. Nothing is supposed when no package stands.
    pub fn as_it_stands(&self) -> Options {
        let Some(trade) = self.stands().and_then(|it| it.trade.as_ref()) else { return Options::default() };
        let others = self.dossier().conditions.iter().map(|it| it.id.clone());
        let without = others.filter(|id| !trade.package.contains(id)).collect();
        let suppositions = Suppositions { with: trade.package.clone(), without, ..Suppositions::default() };
        Options { suppositions, ..Options::default() }
    }
}

/// How far a case has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing has happened.
    #[default]
    Empty,
    /// The offer is described and the coalition called together.
    Preparing,
    /// Bodies answer and decide.
    Consulting,
    /// The position is adopted.
    Adopted,
}
