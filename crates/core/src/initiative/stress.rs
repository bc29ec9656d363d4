//! The stress test of an offer: what is missing in it, whom it protects where and when, and whether it
//! holds. This is what a dossier says about the test itself; [`lint`](super::lint),
//! [`coverage`](super::coverage) and [`stability`](super::stability) do it.

use serde::{Deserialize, Serialize};

use super::{
    beside::{Beside, beside},
    coverage::{Coverage, coverage_by},
    lint::{Lint, lint, vocabulary::Vocabulary},
    stability::{answer::Outcome, stability_within, states::STATE_LIMIT},
};
use crate::{
    dossier::{Dossier, is_default},
    position::unify::Deadline,
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

impl Stress {
    /// Whether a finding is allowed for exactly this.
    pub fn allows(&self, rule: &str, on: &[Id]) -> bool {
        self.allow.iter().any(|it| it.is_of(rule, on))
    }
}

/// A finding that the coalition has accepted, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// The rule.
    pub rule: String,
    /// What it is allowed for, by id; everything when empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Vec<Id>,
    /// Why.
    pub reason: Text,
}

impl Allowance {
    /// Whether it is the one of this rule for exactly this, in whatever order.
    pub fn is_of(&self, rule: &str, on: &[Id]) -> bool {
        let is_same = on.iter().all(|id| self.on.contains(id)) && self.on.iter().all(|id| on.contains(id));
        self.rule == rule && is_same
    }
}

/// A vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    stress_within(dossier, others, &Bounds::default())
}

/// How far a test goes.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// When the search for the least that mends an offer ends, with what it has by then.
    pub deadline: Option<Deadline>,
    /// The most states of a game that is analysed.
    pub states: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { deadline: None, states: STATE_LIMIT }
    }
}

/// Tests an offer within bounds, and sets others beside it.
pub fn stress_within(dossier: &Dossier, others: &[Dossier], bounds: &Bounds) -> StressTest {
    let vocabulary = Vocabulary::of(dossier);
    let coverage = coverage_by(dossier, &vocabulary, bounds.deadline);
    StressTest {
        initiative: dossier.initiative.id.clone(),
        version: dossier.initiative.version,
        lint: lint(dossier, &vocabulary),
        beside: others.iter().map(|other| beside(dossier, &coverage, other, &vocabulary)).collect(),
        coverage,
        stability: stability_within(dossier, bounds.states),
    }
}
