//! The result as its JSON has it (docs/opinion.schema.json).

use serde::{Deserialize, Serialize};

use super::{Cell, Content};
use crate::consultation::public::{Mode, certificate::Certificate, figures::Side};

/// The result of a consultation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "Mawqif opinion groups"))]
pub struct Opinion {
    /// Whose mathematics.
    pub mode: Mode,
    /// Whether fewer than five people voted, of whom nothing is told: counts are 0 then, and lists are empty.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub few: bool,
    /// Everybody who voted.
    pub participants: usize,
    /// Those who voted enough to be in the conversation.
    pub in_conversation: usize,
    /// The votes that count.
    pub votes: usize,
    /// Votes that a later one replaced.
    pub replaced: usize,
    /// Votes on statements that are not listed.
    pub unknown: usize,
    /// The groups, the largest first.
    pub groups: Vec<Group>,
    /// The mean silhouette for each number of groups that was tried.
    pub silhouettes: Vec<Silhouette>,
    /// How firm the groups are; `null` in the mode `polis`.
    pub certificate: Option<Certificate>,
    /// What all agree on, the strongest first.
    pub agreed: Vec<Shared>,
    /// What all disagree with, the strongest first.
    pub disagreed: Vec<Shared>,
    /// Every statement, in the order of ids.
    pub statements: Vec<Said>,
    /// How the result hangs on some of those who voted; `null` when that was not asked.
    pub manipulation: Option<Hangs>,
    /// What the base makes of conditions and packages; `null` when no statement is tied to any.
    pub base: Option<Base>,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Group {
    /// Its name, from 1.
    pub group: usize,
    /// How many people are in it; `null` when they are few.
    pub people: Option<usize>,
    /// The statements that stand for it, what it agrees to first.
    pub stands_for: Vec<Stands>,
}

/// A mean silhouette.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Silhouette {
    /// The number of groups.
    pub groups: usize,
    /// The mean silhouette.
    pub silhouette: f64,
}

/// A statement that stands for a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stands {
    /// The statement's id.
    pub statement: String,
    /// What the group says to it.
    pub side: Side,
    /// Whether it is what the group agrees to most.
    pub best_agree: bool,
    /// How many say so, of how many; `null` when that is withheld, and the figures below with it.
    pub success: Option<usize>,
    /// How many of the group voted on it.
    pub trials: Option<usize>,
    /// The share that says so, with the prior of the mode.
    pub share: Option<f64>,
    /// How far that is from a half, as a z score.
    pub share_test: Option<f64>,
    /// Which multiple of the others' share it is.
    pub ratio: Option<f64>,
    /// How far both shares are from each other, as a z score.
    pub ratio_test: Option<f64>,
}

/// A statement that all agree on, or all disagree with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shared {
    /// The statement's id.
    pub statement: String,
    /// How many say so; `null` when that is withheld, and the figures below with it.
    pub success: Option<usize>,
    /// How many voted on it.
    pub trials: Option<usize>,
    /// The share that says so, with the prior of the mode.
    pub share: Option<f64>,
    /// How far that is from a half, as a z score.
    pub share_test: Option<f64>,
}

/// What is said to a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Said {
    /// Its id.
    pub statement: String,
    /// Its words; empty when they are not known.
    pub text: String,
    /// Whether it was moderated out.
    pub is_out: bool,
    /// What everybody says.
    pub all: Cell,
    /// What each group says.
    pub groups: Vec<Cell>,
    /// Whether every group agrees, from 0 to 1.
    pub group_informed: Option<f64>,
    /// How much is to be learnt from showing it to the next person.
    pub priority: Option<f64>,
}

/// How the result hangs on some of those who voted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hangs {
    /// Sets of ballots that are nearly the same: how many each has.
    pub alike: Vec<usize>,
    /// The result without some people.
    pub without: Vec<Without>,
    /// What those of each channel say by themselves.
    pub channels: Vec<Channel>,
}

/// The result without some people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Without {
    /// The invitation that is left out, with all below it; `null` when copies of ballots are.
    pub invite: Option<String>,
    /// How many people are left out.
    pub people: usize,
    /// How many groups there are then.
    pub groups: usize,
    /// How alike the others' groups are to what they were (adjusted Rand index).
    pub likeness: f64,
    /// What all no longer say.
    pub lost: Vec<Says>,
    /// What all say only then.
    pub gained: Vec<Says>,
}

/// A side to a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Says {
    /// The statement's id.
    pub statement: String,
    /// Agreeing or disagreeing.
    pub side: Side,
}

/// A channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Channel {
    /// Its name.
    pub channel: String,
    /// How many came by it; `null` when they are few, and nothing more is told of them.
    pub people: Option<usize>,
    /// What they all say.
    pub says: Vec<Says>,
}

/// What the base makes of conditions and packages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Base {
    /// Conditions and provisions that statements are tied to.
    pub conditions: Vec<Wanted>,
    /// The recommended package first, then the others of the frontier; none without a case.
    pub packages: Vec<Package>,
    /// Ties to something that the case does not have.
    pub unknown_ties: Vec<String>,
}

/// What is asked of a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wanted {
    /// Its id.
    pub condition: String,
    /// Votes of everybody: `agree` asks for it, `disagree` asks against it.
    pub all: Cell,
    /// The same by group.
    pub groups: Vec<Cell>,
}

/// What the base makes of a package.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Package {
    /// Its conditions.
    pub package: Vec<String>,
    /// Whether it is the one that is recommended.
    pub is_recommended: bool,
    /// Everybody.
    pub all: Content,
    /// Each group.
    pub groups: Vec<Content>,
}
