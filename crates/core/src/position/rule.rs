//! The rule: which verdicts of which bodies make a package win.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

#[cfg(feature = "schema")]
use crate::schema;
use crate::{
    dossier::is_default,
    position::quantity::{Quantity, Share, Threshold},
    text::{Id, Text},
};

/// What is summed over bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Each body counts one.
    Bodies,
    /// Each body counts its weight.
    #[default]
    Weight,
    /// Each body counts its measure of that name, or nothing when it has none.
    Named(String),
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Bodies => "bodies",
            Self::Weight => "weight",
            Self::Named(name) => name,
        })
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::named(String::deserialize(deserializer)?))
    }
}

impl Measure {
    /// The measure of that name.
    pub fn named(name: String) -> Self {
        match name.as_str() {
            "bodies" => Self::Bodies,
            "weight" => Self::Weight,
            _ => Self::Named(name),
        }
    }
}

/// The bodies of which a share is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("default" = Self::default())))]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// All bodies.
    #[default]
    Members,
    /// The bodies with a counted stance.
    Present,
    /// The bodies whose verdict is accept or reject.
    Cast,
}

/// One comparison: a sum over bodies with a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirement {
    /// Only bodies of this chamber count, in the sum and in the base.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Line"))]
    pub chamber: Option<String>,
    /// What is summed.
    #[serde(skip_serializing_if = "is_default")]
    pub measure: Measure,
    /// What the sum must reach.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Threshold"))]
    pub threshold: Threshold,
    /// What a share is taken of.
    #[serde(rename = "of", skip_serializing_if = "is_default")]
    pub base: Base,
}

/// One of several sets of requirements, any of which suffices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// What the coalition calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: Option<Text>,
    /// All of these must hold; never empty.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = crate::dossier::REQUIREMENT_LIMIT)))]
    pub requires: Vec<Requirement>,
}

/// The position when no package wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("default" = Self::default())))]
#[serde(rename_all = "lowercase")]
pub enum Fallback {
    /// The offer is rejected.
    #[default]
    Reject,
    /// There is no position.
    None,
}

/// How a coalition decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// What must be present before anything is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = schema::quorum))]
    pub quorum: Option<Requirement>,
    /// At least one of these must hold in full; never empty. Without alternatives in the dossier
    /// there is one, unnamed.
    #[serde(flatten, serialize_with = "requires_or_alternatives")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Alternatives"))]
    pub alternatives: Vec<Alternative>,
    /// Bodies whose `reject` blocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub veto: Vec<Id>,
    /// At most so many bodies may reject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_objections: Option<u64>,
    /// The position when no package wins.
    #[serde(skip_serializing_if = "is_default")]
    pub fallback: Fallback,
    /// What counts as support when packages are compared.
    #[serde(skip_serializing_if = "is_default")]
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
            support: Measure::default(),
        }
    }
}

/// How the alternatives of a rule stand in a dossier.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Stated<'r> {
    /// There is but one, and it has no name.
    Requires(&'r [Requirement]),
    Alternative(&'r [Alternative]),
}

fn requires_or_alternatives<S: Serializer>(all: &[Alternative], serializer: S) -> Result<S::Ok, S::Error> {
    let stated = match all {
        default if *default == Rule::default().alternatives => None,
        [Alternative { name: None, requires }] => Some(Stated::Requires(requires)),
        several => Some(Stated::Alternative(several)),
    };
    stated.serialize(serializer)
}

/// A requirement as it is stated; that it has one threshold is still to be seen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedRequirement {
    #[serde(rename = "in")]
    chamber: Option<String>,
    #[serde(default)]
    measure: Measure,
    at_least: Option<Quantity>,
    more_than: Option<Quantity>,
    #[serde(default, rename = "of")]
    base: Base,
}

impl<'de> Deserialize<'de> for Requirement {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let StatedRequirement { chamber, measure, at_least, more_than, base } =
            StatedRequirement::deserialize(deserializer)?;
        let threshold = match (at_least, more_than) {
            (Some(quantity), None) => Threshold::AtLeast(quantity),
            (None, Some(quantity)) => Threshold::MoreThan(quantity),
            _ => return Err(de::Error::custom("a requirement has either `at_least` or `more_than`")),
        };
        Ok(Self { chamber, measure, threshold, base })
    }
}

/// A rule as it is stated; that it has requirements or alternatives, not both, is still to be seen.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatedRule {
    quorum: Option<Requirement>,
    #[serde(default)]
    requires: Vec<Requirement>,
    #[serde(default)]
    alternative: Vec<Alternative>,
    #[serde(default)]
    veto: Vec<Id>,
    max_objections: Option<u64>,
    #[serde(default)]
    fallback: Fallback,
    #[serde(default)]
    support: Measure,
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let StatedRule { quorum, requires, alternative, veto, max_objections, fallback, support } =
            StatedRule::deserialize(deserializer)?;
        let alternatives = match (requires.is_empty(), alternative.is_empty()) {
            (true, true) => Self::default().alternatives,
            (false, true) => vec![Alternative { name: None, requires }],
            (true, false) => alternative,
            (false, false) => return Err(de::Error::custom("a rule has either `requires` or `alternative`")),
        };
        Ok(Self { quorum, alternatives, veto, max_objections, fallback, support })
    }
}
