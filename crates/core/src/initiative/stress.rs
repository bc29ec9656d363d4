//! The stress test of an offer: what is missing in it, whom it protects where and when, and whether it
//! holds. This is what a dossier says about the test itself; [`lint`](super::lint),
//! [`coverage`](super::coverage) and [`stability`](super::stability) do it.

use serde::Serialize;

use super::{
    beside::{Beside, beside},
    coverage::{Coverage, coverage},
    lint::{Lint, lint, vocabulary::Vocabulary},
    stability::{answer::Outcome, stability},
};
use crate::{
    dossier::{Dossier, is_default},
    text::{Id, Text},
};

/// What the coalition has said about the test.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stress {
    /// The vocabulary to read the offer with; the one whose words occur most when it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackName>,
    /// The conditions that bring somebody who verifies. When neither these nor those that respond are
    /// named, both are read from the words of the conditions.
    #[serde(skip_serializing_if = "is_default")]
    pub verifies: Vec<Id>,
    /// The conditions that bring a response to breach.
    #[serde(skip_serializing_if = "is_default")]
    pub responds: Vec<Id>,
    /// Findings that are known and accepted.
    #[serde(skip_serializing_if = "is_default")]
    pub allow: Vec<Allowance>,
}

/// A finding that the coalition has accepted, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Allowance {
    /// The rule.
    pub rule: String,
    /// What it is allowed for, by id; everything when empty.
    #[serde(skip_serializing_if = "is_default")]
    pub on: Vec<Id>,
    /// Why.
    pub reason: Text,
}

/// A vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PackName {
    /// Words that any agreement has.
    General,
    /// Ceasefires.
    Ceasefire,
    /// Collective bargaining.
    Bargaining,
}

impl PackName {
    /// All of them with their names.
    pub const ALL: [(&'static str, Self); 3] =
        [("general", Self::General), ("ceasefire", Self::Ceasefire), ("bargaining", Self::Bargaining)];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Ceasefire => "ceasefire",
            Self::Bargaining => "bargaining",
        }
    }
}

/// The whole test of an offer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "A Mawqif stress test"))]
pub struct StressTest {
    /// The offer.
    pub initiative: Id,
    /// Its version.
    pub version: u64,
    /// What is missing.
    pub lint: Lint,
    /// Whom it protects, where and when.
    pub coverage: Coverage,
    /// Whether it holds.
    pub stability: Outcome,
    /// Other offers beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
}

/// Tests an offer, and sets others beside it.
pub fn stress(dossier: &Dossier, others: &[Dossier]) -> StressTest {
    let vocabulary = Vocabulary::of(dossier);
    let coverage = coverage(dossier, &vocabulary);
    StressTest {
        initiative: dossier.initiative.id.clone(),
        version: dossier.initiative.version,
        lint: lint(dossier, &vocabulary),
        beside: others.iter().map(|other| beside(dossier, &coverage, other, &vocabulary)).collect(),
        coverage,
        stability: stability(dossier),
    }
}
