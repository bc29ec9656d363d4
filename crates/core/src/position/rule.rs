//! The rule: which verdicts of which bodies make a package win.

use crate::{
    position::quantity::{Quantity, Share, Threshold},
    text::{Id, Text},
};

/// What is summed over bodies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Each body counts one.
    Bodies,
    /// Each body counts its weight.
    Weight,
    /// Each body counts its measure of that name, or nothing when it has none.
    Named(String),
}

/// The bodies of which a share is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// All bodies.
    Members,
    /// The bodies with a counted stance.
    Present,
    /// The bodies whose verdict is accept or reject.
    Cast,
}

/// One comparison: a sum over bodies with a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Requirement {
    /// Only bodies of this chamber count, in the sum and in the base.
    pub chamber: Option<String>,
    /// What is summed.
    pub measure: Measure,
    /// What the sum must reach.
    pub threshold: Threshold,
    /// What a share is taken of.
    pub base: Base,
}

/// One of several sets of requirements, any of which suffices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What the coalition calls it.
    pub name: Option<Text>,
    /// All of these must hold; never empty.
    pub requires: Vec<Requirement>,
}

/// The position when no package wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fallback {
    /// The offer is rejected.
    #[default]
    Reject,
    /// There is no position.
    None,
}

/// How a coalition decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What must be present before anything is decided.
    pub quorum: Option<Requirement>,
    /// At least one of these must hold in full; never empty. Without alternatives in the dossier
    /// there is one, unnamed.
    pub alternatives: Vec<Alternative>,
    /// Bodies whose `reject` blocks.
    pub veto: Vec<Id>,
    /// At most so many bodies may reject.
    pub max_objections: Option<u64>,
    /// The position when no package wins.
    pub fallback: Fallback,
    /// What counts as support when packages are compared.
    pub support: Measure,
}

impl Requirement {
    /// More than half of the members, by bodies: the requirement of a rule that states none.
    pub fn majority_of_members() -> Self {
        #[expect(clippy::expect_used, reason = "one half is a share")]
        let half = Share::new(1, 2).expect("one half is a share");
        Self {
            chamber: None,
            measure: Measure::Bodies,
            threshold: Threshold::MoreThan(Quantity::Share(half)),
            base: Base::Members,
        }
    }
}

impl Default for Rule {
    fn default() -> Self {
        Self {
            quorum: None,
            alternatives: vec![Alternative {
                name: None,
                requires: vec![Requirement::majority_of_members()],
            }],
            veto: Vec::new(),
            max_objections: None,
            fallback: Fallback::default(),
            support: Measure::Weight,
        }
    }
}
