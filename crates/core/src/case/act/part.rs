//! Parts of the dossier: what can be entered and withdrawn one by one.
//!
//! Each has the name of its section. What stands in a list, quotes, is known by its place there.

use serde::{Deserialize, Serialize};

use crate::{
    dossier::{Commitment, Committee, Harm, Party, Place, Provision, Quote, RedLine},
    text::Id,
};

/// A part of the dossier that stands under an id, or in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Part {
    /// A place.
    Place(Place),
    /// A party.
    Party(Party),
    /// A harm.
    Harm(Harm),
    /// A provision.
    Provision(Provision),
    /// A red line.
    RedLine(RedLine),
    /// A quote, after the others.
    Quote(Quote),
    /// A committee that is to be formed.
    Committee(Committee),
    /// A commitment.
    Commitment(Commitment),
}

/// What a part of the dossier is known by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum PartName {
    /// A place, by its id.
    Place(Id),
    /// A party, by its id.
    Party(Id),
    /// A harm, by its id.
    Harm(Id),
    /// A provision, by its id.
    Provision(Id),
    /// A red line, by its id.
    RedLine(Id),
    /// A quote, by its place, from 1.
    Quote(u64),
    /// A planned committee, by its id.
    Committee(Id),
    /// A commitment, by its id.
    Commitment(Id),
}
