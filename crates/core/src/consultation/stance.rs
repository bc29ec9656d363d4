//! The stance language: what a body says to every package of conditions.
//!
//! A stance is a list of clauses; the first whose guard holds at a package gives the body's verdict
//! there, and when none holds the verdict is reject. Keywords are English or Arabic and may be
//! mixed. The grammar is in `docs/dossier.md`.

mod parse;
pub mod preference;
mod print;
mod problem;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use self::{
    parse::{DEPTH_LIMIT, LENGTH_LIMIT, NameKind, NameUse, Parsed},
    print::Language,
    problem::{Awaited, Misplaced, StanceProblem, StanceProblemKind},
    words::{in_arabic, is_keyword, keywords},
};
use crate::text::Id;

/// What a body answers. A body that has filed no stance is absent, which is not a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It goes along.
    Accept,
    /// It is against.
    Reject,
    /// It is present and takes no side.
    Abstain,
}

/// A body's stance: its clauses, in the order in which they are tried. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stance {
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// A stance as it was said: what it means, and the language of its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it means.
    pub stance: Stance,
    /// The language it is printed in.
    pub language: Language,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stance.print(self.language))
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = String::deserialize(deserializer)?;
        Stance::parse(&source).map(Parsed::said).map_err(|problems| {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            de::Error::custom(told.join("; "))
        })
    }
}

/// A verdict and when it is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Clause {
    /// The verdict if the guard holds.
    pub verdict: Verdict,
    /// When it is given.
    pub guard: Guard,
}

/// When a clause gives its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Guard {
    /// Whatever the package: a bare verdict.
    Always,
    /// The same, written `otherwise`.
    Otherwise,
    /// `if A`, `unless B`, or both: A holds and B does not. At least one of them is given.
    When {
        /// What must hold.
        holds: Option<Formula>,
        /// What must not hold.
        unless: Option<Formula>,
    },
}

/// What may hold of a package.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// The condition is in the package.
    Condition(Id),
    /// The body accepts; stands only un-negated in accept clauses.
    Accepts(Id),
    /// The formula does not hold.
    Not(Box<Formula>),
    /// All hold; at least two.
    All(Vec<Formula>),
    /// One holds; at least two.
    Any(Vec<Formula>),
    /// At least so many of these hold.
    AtLeast(u64, Vec<Formula>),
}
