//! The game of a dossier, as its file tells it: players, their options, what cannot be, what cannot be
//! undone, and what each player prefers.
//!
//! A state is a set of options that are taken. Formulas keep the words of the file, so that writing a
//! dossier gives back what was read. From JSON, as a record has it, formulas are read as strictly as from a
//! file; what they refer to is then still to be followed.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::{
    consultation::stance::{Formula, StanceProblem, preference::Preference},
    dossier::is_default,
    text::Id,
};

/// A game in option form (Fang, Hipel and Kilgour, "Interactive Decision Making", Wiley 1993).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Game {
    /// The options that are taken today; the status quo analysis starts there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Vec<Id>>,
    /// The options that are taken when the agreement is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Vec<Id>>,
    /// Options that cannot be undone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub irreversible: Vec<Irreversible>,
    /// Formulas over options that no state fulfils.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub infeasible: Vec<Pattern>,
    /// Who plays.
    #[serde(rename = "player")]
    pub players: Vec<Player>,
}

/// Somebody who decides on options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Player {
    /// Its id: a party, a body, or somebody else.
    pub id: Id,
    /// What it decides on; no option has two players.
    pub options: Vec<Id>,
    /// What it wants, the most important first: each statement weighs more than all later ones together.
    #[serde(default, skip_serializing_if = "is_default")]
    pub prefers: Vec<Wish>,
    /// Or every state from best to worst; those that are liked equally share a list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ranking: Vec<Vec<Vec<Id>>>,
}

/// An option that can be moved in one direction only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Irreversible {
    /// The option.
    pub option: Id,
    /// Where it stays once it is there.
    pub direction: Direction,
}

/// What becomes of an option for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Once taken it stays taken.
    On,
    /// Once dropped it stays dropped.
    Off,
}

impl fmt::Display for Irreversible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.option.fmt(f)?;
        f.write_str(match self.direction {
            Direction::On => "",
            Direction::Off => " off",
        })
    }
}

impl Serialize for Irreversible {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A formula over options, in the words of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As it was written.
    pub words: String,
    /// What it means.
    pub formula: Formula,
}

/// A statement of preference, in the words of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// As it was written.
    pub words: String,
    /// What it means.
    pub preference: Preference,
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.words)
    }
}

impl Serialize for Wish {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.words)
    }
}

impl<'de> Deserialize<'de> for Irreversible {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        let (option, direction) = match words.split_whitespace().collect::<Vec<_>>()[..] {
            [option] | [option, "on"] => (option, Direction::On),
            [option, "off"] => (option, Direction::Off),
            _ => return Err(D::Error::custom("what cannot be undone is an option, perhaps with on or off")),
        };
        let option = Id::new(option).map_err(D::Error::custom)?;
        Ok(Self { option, direction })
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        let (formula, _) = Formula::parse(&words).map_err(|problem| no_formula(&problem))?;
        Ok(Self { words, formula })
    }
}

impl<'de> Deserialize<'de> for Wish {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        let (preference, _) = Preference::parse(&words).map_err(|problem| no_formula(&problem))?;
        Ok(Self { words, preference })
    }
}

fn no_formula<E: Error>(problem: &StanceProblem) -> E {
    E::custom(format!("the formula cannot be read: {problem}"))
}
