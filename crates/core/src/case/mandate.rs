//! Mandates: who speaks for a body, from when until when, in what, and in whose stead.
//!
//! While a substitute's mandate is in force its principal is silent in what the substitute may do:
//! a body never has two voices for one thing by its own arrangement. Several delegates may share a
//! body without being anybody's substitute.

use serde::{Deserialize, Serialize};

use super::names::{AccountId, Moment};
use crate::text::Id;

/// What a delegate may do for the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Propose conditions and answer wordings.
    Conditions,
    /// File and withdraw stances.
    Stances,
    /// Attend meetings.
    Meetings,
    /// Vote.
    Ballots,
}

impl Scope {
    /// Everything a delegate can do.
    pub const ALL: [Self; 4] = [Self::Conditions, Self::Stances, Self::Meetings, Self::Ballots];
}

/// A mandate.
#[derive(Clone, Debug, PartialEq)]
pub struct Mandate {
    /// Who speaks.
    pub account: AccountId,
    /// For whom.
    pub body: Id,
    /// The first moment; open when absent.
    pub from: Option<Moment>,
    /// The first moment after the last; open when absent.
    pub until: Option<Moment>,
    /// In what.
    pub scope: Vec<Scope>,
    /// The mandate of the principal, if this is a substitute's.
    pub substitute_of: Option<u64>,
    /// When the delegate accepted.
    pub accepted: Option<Moment>,
    /// When it was ended.
    pub ended: Option<Moment>,
}

/// Why a mandate does not let its holder act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
    /// The delegate has not accepted it.
    NotAccepted,
    /// It begins later.
    NotYet(Moment),
    /// It ran out.
    RunOut(Moment),
    /// It was ended.
    Ended(Moment),
    /// It is for other things.
    Scope(Vec<Scope>),
    /// The substitute's mandate with this number is in force.
    Substituted(u64),
    /// The body is no longer in the coalition.
    NoBody,
    /// The principal's mandate with this number was ended or ran out.
    Principal(u64),
}

impl Mandate {
    /// What keeps the mandate, seen alone, from being in force at a moment.
    pub fn lack(&self, now: Moment) -> Option<Lack> {
        if let Some(ended) = self.ended {
            return Some(Lack::Ended(ended));
        }
        if let Some(until) = self.until.filter(|until| *until <= now) {
            return Some(Lack::RunOut(until));
        }
        if self.accepted.is_none() {
            return Some(Lack::NotAccepted);
        }
        self.from.filter(|from| *from > now).map(Lack::NotYet)
    }

    /// Whether the mandate is over for good.
    pub fn is_over(&self, now: Moment) -> bool {
        self.ended.is_some() || self.until.is_some_and(|until| until <= now)
    }
}
