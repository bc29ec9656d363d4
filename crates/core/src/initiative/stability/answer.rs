//! What the stability analysis answers, as its JSON has it. States are lists of the options taken.

use serde::Serialize;

use super::{
    concepts::Concept,
    deterrent::Will,
    preference::Notice,
    provisions::Meaning,
    states::{Helpful, Refused},
};
use crate::text::Id;

/// A state: the options that are taken in it.
pub type State = Vec<Id>;

/// The analysis, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The game was analysed.
    Analysed(Box<Stability>),
    /// The game cannot be analysed as it is.
    Refused(Refusal),
}

/// Why there is no analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// What is wrong, for whoever tells it in another language.
    #[serde(skip)]
    pub why: Refused,
    /// What is wrong.
    pub message: String,
    /// What would help, when there are too many states.
    pub helpful: Vec<Helpful>,
}

/// The analysis of a game.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stability {
    /// Where the game comes from.
    pub source: Source,
    /// Who plays, with the options of each.
    pub players: Vec<Player>,
    /// How many states there are.
    pub states: usize,
    /// The state in which the agreement is kept.
    pub agreed: Option<State>,
    /// The state of today.
    pub now: Option<State>,
    /// The equilibria under each concept.
    pub equilibria: Vec<Equilibria>,
    /// For whom the agreed state is stable, and under what.
    pub agreed_stable: Vec<Standing>,
    /// How players gain by leaving the agreed state.
    pub defections: Vec<Defection>,
    /// Coalitions that can leave the agreed state together, each member gaining.
    pub coalitions: Vec<CoalitionMove>,
    /// Whether every coalition was looked at and none can leave.
    pub is_coalition_stable: bool,
    /// The concepts under which no coalition of two or more leaves the agreed state; not known when there is
    /// none, or when the answers to coalitions were not settled.
    pub coalitions_stay_under: Option<Vec<Concept>>,
    /// How today's state can lead to the agreed one and to the equilibria.
    pub status_quo: Option<StatusQuo>,
    /// What is doubtful in the preferences.
    pub notices: Vec<Notice>,
}

/// Where a game comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The dossier has a game.
    Dossier,
    /// It was made of the provisions.
    Provisions,
}

/// A player.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Player {
    /// Its id.
    pub id: Id,
    /// Whether it stands for the members of the coalition together.
    pub is_coalition: bool,
    /// Its options.
    pub options: Vec<Choice>,
}

/// An option.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// Its id.
    pub id: Id,
    /// What it stands for.
    pub meaning: Meaning,
}

/// The equilibria under a concept.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Equilibria {
    /// The concept.
    pub concept: Concept,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub states: Vec<State>,
}

/// For whom the agreed state is not stable under a concept.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// The concept.
    pub concept: Concept,
    /// Whether it is an equilibrium.
    pub is_equilibrium: bool,
    /// Who would leave.
    pub unstable_for: Vec<Id>,
}

/// A player's gain by leaving the agreed state.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Defection {
    /// Who leaves.
    pub player: Id,
    /// Its best move.
    pub to: State,
    /// The options that it changes there.
    pub changes: Vec<Change>,
    /// The concepts under which it stays all the same.
    pub stays_under: Vec<Concept>,
    /// The shortest way by which the others take the gain away again, whether or not they gain by it.
    pub answer: Option<Vec<Move>>,
    /// Whether the others gain by each move of some such way: then the answer is to be expected.
    pub is_credible: bool,
    /// For each concept under which it leaves: the states that it would have to value the agreement as
    /// high as, for it to stay.
    pub would_stay: Vec<WouldStay>,
    /// For each concept, what its ranking must fulfil for it to stay, whatever the ranking is now; told of
    /// games with few states.
    pub requirements: Vec<Requirements>,
    /// What would deter it.
    pub deterrents: Vec<Deterrent>,
}

/// What a player's ranking must fulfil for the agreed state to be stable for it under a concept: all of
/// these.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirements {
    /// The concept.
    pub concept: Concept,
    /// One for each of the player's moves.
    pub all: Vec<Requirement>,
}

/// What one move away from the agreed state asks of a ranking.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirement {
    /// The agreed state must be at least as good as this one, …
    pub as_good_as: State,
    /// … or at least as good as all states of one of these groups.
    pub or_as_good_as_all_of: Vec<Vec<State>>,
}

/// An option that changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Change {
    /// The option.
    pub option: Id,
    /// Whether it is taken afterwards.
    pub is_taken: bool,
}

/// A move of a path.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Move {
    /// Who moves.
    pub player: Id,
    /// Where to.
    pub to: State,
    /// The options that change.
    pub changes: Vec<Change>,
}

/// How high a player would have to value the agreed state.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WouldStay {
    /// The concept.
    pub concept: Concept,
    /// A state that it would have to be valued as high as, and any others of that rank.
    pub as_good_as: State,
}

/// An added option that deters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deterrent {
    /// Who would have it.
    pub by: Id,
    /// Whether it would use it.
    pub will: Will,
    /// The concepts under which the player then stays.
    pub stays_under: Vec<Concept>,
}

/// A coalition that can leave.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoalitionMove {
    /// Its members.
    pub members: Vec<Id>,
    /// Where to.
    pub to: State,
    /// The options that change.
    pub changes: Vec<Change>,
    /// The concepts under which it stays all the same, for what the others would answer; not known when that
    /// was not settled.
    pub stays_under: Option<Vec<Concept>>,
}

/// What today's state can lead to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusQuo {
    /// How many states can be reached by moves of any kind, today's included.
    pub reachable: usize,
    /// How many by moves that improve the mover's position.
    pub reachable_by_improving: usize,
    /// The shortest way to the agreed state by improving moves.
    pub to_agreed_by_improving: Option<Vec<Move>>,
    /// The shortest way to it by moves of any kind.
    pub to_agreed: Option<Vec<Move>>,
    /// For equilibria under SEQ that improving moves lead to: the shortest way.
    pub to_equilibria: Vec<Vec<Move>>,
    /// Whether the walks were not cut short.
    pub is_complete: bool,
}
