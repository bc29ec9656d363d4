//! The verdict on an offer, in figures that a sentence is made of.

use std::collections::HashSet;

use serde::Serialize;

use super::{Offer, Row, Standing};
use crate::text::Id;

/// The verdict on an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict {
    /// Whether every harm is covered everywhere; false when there is no harm to cover.
    pub is_watertight: bool,
    /// How many harms there are.
    pub harms: usize,
    /// How many are covered.
    pub covered: usize,
    /// How many are partly covered.
    pub partial: usize,
    /// How many are open.
    pub open: usize,
    /// How many provisions there are that were not turned down.
    pub provisions: usize,
    /// How many of them say who verifies.
    pub verified: usize,
    /// How many of them say what follows a breach.
    pub answered: usize,
    /// How many sides are bound: each party outside is one, the coalition is one.
    pub sides_bound: usize,
}

/// The verdict on an offer with these rows.
pub fn verdict(offer: &Offer<'_>, rows: &[Row]) -> Verdict {
    let count = |wanted: Standing| rows.iter().filter(|row| row.standing == wanted).count();
    let parties: HashSet<&Id> = offer.dossier.parties.iter().map(|party| &party.id).collect();
    // A body's id that is also a party's counts for the party.
    let bound: HashSet<Option<&Id>> = offer
        .provisions
        .iter()
        .flat_map(|provision| &provision.obliged)
        .map(|id| parties.get(id).copied())
        .collect();
    let covered = count(Standing::Covered);
    Verdict {
        is_watertight: !rows.is_empty() && covered == rows.len(),
        harms: offer.dossier.harms.len(),
        covered,
        partial: count(Standing::Partial),
        open: count(Standing::Open),
        provisions: offer.provisions.len(),
        verified: offer.provisions.iter().filter(|provision| provision.verified_by.is_some()).count(),
        answered: offer.provisions.iter().filter(|provision| provision.on_breach.is_some()).count(),
        sides_bound: bound.len(),
    }
}
