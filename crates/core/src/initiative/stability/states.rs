//! The states of a game: which sets of options can be.
//!
//! Options are bits of a word. The feasible sets are enumerated option by option; a branch ends as soon
//! as an infeasible pattern holds whatever the rest, so that many options with strict patterns cost no
//! more than the states they leave. Beyond the limit there is a refusal that says which patterns would
//! bring the game below it.

use std::collections::HashMap;

use super::game::{Direction, Game};
use crate::{consultation::stance::Formula, text::Id};

/// The most states of a game.
pub const STATE_LIMIT: usize = 65_536;

/// The most options, all players together.
pub const OPTION_LIMIT: usize = 60;

/// The most players.
pub const PLAYER_LIMIT: usize = 8;

/// Branches looked at while states are enumerated: patterns that cut late must not take for ever.
pub const BRANCH_LIMIT: usize = 4_000_000;

/// A set of options, one bit for each.
pub type Taken = u64;

/// Why a game has no analysis.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The patterns leave no state.
    #[error("no state is feasible: the infeasible patterns rule out every combination of options")]
    NoState,
    /// More states than are looked at.
    #[error("{options} options leave more than {most} states")]
    TooManyStates {
        /// How many options there are.
        options: usize,
        /// How many states would be looked at.
        most: usize,
        /// Patterns that would help, each with the reason told by its form.
        helpful: Vec<Helpful>,
    },
    /// A state that is named is ruled out by a pattern.
    #[error("the state {0} is ruled out by an infeasible pattern")]
    Ruled(String),
    /// A ranking does not tell of every state.
    #[error("the ranking of `{player}` leaves out {missing} of {states} states, the first of them {first}")]
    Unranked {
        /// Whose ranking.
        player: Id,
        /// How many it leaves out.
        missing: usize,
        /// How many there are.
        states: usize,
        /// One of those left out.
        first: String,
    },
    /// A ranking tells of a state twice.
    #[error("the ranking of `{0}` has the state {1} twice")]
    RankedTwice(Id, String),
    /// More sides would play than [`PLAYER_LIMIT`].
    #[error(
        "{0} sides are obliged to something, and a game holds {PLAYER_LIMIT}: say in `[game]` which of them play"
    )]
    TooManyPlayers(usize),
    /// Nothing is obliged, so that nobody can break anything.
    #[error("nobody is obliged to anything, so that there is nothing to keep or to break")]
    Nothing,
}

/// Patterns that would bring a game below the limit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Helpful {
    /// At most one of these options of one player can be taken at a time.
    OneAtATime {
        /// The player.
        player: Id,
        /// Its options.
        options: Vec<Id>,
        /// The pattern to write.
        pattern: String,
    },
    /// No statement speaks of this option.
    Unspoken {
        /// The option that could be left out.
        option: Id,
    },
}

/// The options of a game with their players, and the states.
#[derive(Clone, Debug)]
pub struct States {
    /// The options; the position of each is its bit.
    pub options: Vec<Id>,
    /// For each player, its options.
    pub of_player: Vec<Taken>,
    /// Options that stay taken.
    pub stays_on: Taken,
    /// Options that stay dropped.
    pub stays_off: Taken,
    /// The feasible sets, in rising order of the number that their bits make.
    pub states: Vec<Taken>,
}

impl States {
    /// The states of a game.
    ///
    /// # Errors
    /// When there are none, or too many.
    pub fn new(game: &Game) -> Result<Self, Refused> {
        Self::within(game, STATE_LIMIT)
    }

    /// The states of a game that has no more than so many.
    ///
    /// # Errors
    /// When there are none, or too many.
    pub fn within(game: &Game, most: usize) -> Result<Self, Refused> {
        let most = most.min(STATE_LIMIT);
        let options: Vec<Id> = game.players.iter().flat_map(|player| player.options.clone()).collect();
        let bit: HashMap<&Id, usize> = options.iter().enumerate().map(|(at, id)| (id, at)).collect();
        let set = |ids: &[Id]| ids.iter().filter_map(|id| bit.get(id)).fold(0, |set, at| set | 1 << at);
        let too_many = || Refused::TooManyStates { options: options.len(), most, helpful: helpful(game) };
        if options.len() > OPTION_LIMIT {
            return Err(too_many());
        }
        let direction = |wanted: Direction| {
            let such = game.irreversible.iter().filter(|it| it.direction == wanted);
            set(&such.map(|it| it.option.clone()).collect::<Vec<_>>())
        };
        let patterns: Vec<Part> = game.infeasible.iter().map(|it| Part::new(&it.formula, &bit)).collect();
        let mut search = Search { patterns, count: options.len(), most, states: Vec::new(), branches: 0 };
        if !search.branch(0, options.len()) {
            return Err(too_many());
        }
        let mut states = search.states;
        states.sort_unstable();
        if states.is_empty() {
            return Err(Refused::NoState);
        }
        let of_player = game.players.iter().map(|player| set(&player.options)).collect();
        let (stays_on, stays_off) = (direction(Direction::On), direction(Direction::Off));
        Ok(Self { of_player, stays_on, stays_off, states, options })
    }

    /// The options of a state, in the order of the game.
    pub fn ids(&self, state: Taken) -> Vec<Id> {
        let taken = self.options.iter().enumerate().filter(|(at, _)| state >> at & 1 == 1);
        taken.map(|(_, id)| id.clone()).collect()
    }

    /// The set of these options.
    pub fn set(&self, ids: &[Id]) -> Taken {
        let bits = self.options.iter().enumerate().filter(|(_, option)| ids.contains(option));
        bits.fold(0, |set, (at, _)| set | 1 << at)
    }

    /// The position of a state, if it is feasible.
    pub fn position(&self, state: Taken) -> Option<usize> {
        self.states.binary_search(&state).ok()
    }

    /// A state in words for a refusal: `{a, b}`.
    pub fn told(&self, state: Taken) -> String {
        told(&self.ids(state))
    }
}

/// A state in words for a refusal.
pub fn told(ids: &[Id]) -> String {
    let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
    format!("{{{}}}", ids.join(", "))
}

/// What is known of a formula when some options are settled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Yes,
    No,
    Open,
}

/// A formula over bits.
enum Part {
    Option(usize),
    Never,
    Not(Box<Part>),
    AtLeast(u64, Vec<Part>),
}

impl Part {
    fn new(formula: &Formula, bit: &HashMap<&Id, usize>) -> Self {
        let parts = |parts: &[Formula]| parts.iter().map(|part| Self::new(part, bit)).collect::<Vec<_>>();
        match formula {
            Formula::Condition(id) => bit.get(id).map_or(Self::Never, |at| Self::Option(*at)),
            Formula::Accepts(_) => Self::Never,
            Formula::Not(part) => Self::Not(Box::new(Self::new(part, bit))),
            Formula::All(all) => Self::AtLeast(all.len() as u64, parts(all)),
            Formula::Any(any) => Self::AtLeast(1, parts(any)),
            Formula::AtLeast(least, some) => Self::AtLeast(*least, parts(some)),
        }
    }

    /// What is known when the options from `open` on are settled as in `taken`.
    fn known(&self, taken: Taken, open: usize) -> Known {
        match self {
            Self::Never => Known::No,
            Self::Option(at) if *at < open => Known::Open,
            Self::Option(at) if taken >> at & 1 == 1 => Known::Yes,
            Self::Option(_) => Known::No,
            Self::Not(part) => match part.known(taken, open) {
                Known::Yes => Known::No,
                Known::No => Known::Yes,
                Known::Open => Known::Open,
            },
            Self::AtLeast(least, parts) => {
                let (mut yes, mut possible) = (0, 0);
                for part in parts {
                    let known = part.known(taken, open);
                    yes += u64::from(known == Known::Yes);
                    possible += u64::from(known != Known::No);
                }
                match (yes >= *least, possible >= *least) {
                    (true, _) => Known::Yes,
                    (false, true) => Known::Open,
                    (false, false) => Known::No,
                }
            }
        }
    }
}

struct Search {
    patterns: Vec<Part>,
    count: usize,
    most: usize,
    states: Vec<Taken>,
    branches: usize,
}

impl Search {
    /// Settles one option after another, from the last to the first; false when a limit is passed.
    fn branch(&mut self, taken: Taken, open: usize) -> bool {
        self.branches += 1;
        if self.branches > BRANCH_LIMIT || self.states.len() > self.most {
            return false;
        }
        if open < self.count && self.patterns.iter().any(|pattern| pattern.known(taken, open) == Known::Yes) {
            return true;
        }
        if open == 0 {
            // A game without options has one state, which its patterns may rule out.
            let is_ruled = self.patterns.iter().any(|pattern| pattern.known(taken, 0) == Known::Yes);
            if !is_ruled {
                self.states.push(taken);
            }
            return self.states.len() <= self.most;
        }
        self.branch(taken, open - 1) && self.branch(taken | 1 << (open - 1), open - 1)
    }
}

/// Patterns that would help: players with many options can mostly take one at a time, and an option
/// that nobody's preferences speak of only doubles the states.
fn helpful(game: &Game) -> Vec<Helpful> {
    let mut helpful = Vec::new();
    let mut players: Vec<_> = game.players.iter().filter(|player| player.options.len() > 2).collect();
    players.sort_by_key(|player| std::cmp::Reverse(player.options.len()));
    for player in players {
        let ids: Vec<&str> = player.options.iter().map(Id::as_str).collect();
        helpful.push(Helpful::OneAtATime {
            player: player.id.clone(),
            options: player.options.clone(),
            pattern: format!("at least 2 of ({})", ids.join(", ")),
        });
    }
    let speaks = |words: &str, option: &Id| {
        let mut names = words.split(|it: char| !crate::text::is_id_character(it));
        names.any(|name| name == option.as_str())
    };
    for option in game.players.iter().flat_map(|player| &player.options) {
        let is_spoken = game.players.iter().any(|player| {
            let in_ranking = player.ranking.iter().flatten().flatten().any(|id| id == option);
            in_ranking || player.prefers.iter().any(|wish| speaks(&wish.words, option))
        });
        if !is_spoken {
            helpful.push(Helpful::Unspoken { option: option.clone() });
        }
    }
    helpful
}
