//! The solution concepts: whether a player stays in a state, by what it expects of the others.
//!
//! For each state there is a *level*: the best rank the player can come to for good by leaving. A move
//! leads somewhere, but where the others can answer it comes to what their worst answer leaves (for the
//! symmetric concepts, after the player's own best reply). A state is stable when the level is no
//! higher than its own rank. So five concepts are five ways of computing one array, each in a few passes
//! over the states:
//!
//! | concept | answers that count | after the answer the player |
//! |---|---|---|
//! | Nash | none | – |
//! | GMR | any moves of the others | stays |
//! | SMR | any moves of the others | may move once more |
//! | SEQ | moves by which each mover improves | stays |
//! | SSEQ | moves by which each mover improves | may move once more |
//!
//! Nash 1950; Howard 1971 (GMR, SMR); Fraser and Hipel 1979 (SEQ); Rêgo and Vieira, "Symmetric sequential
//! stability in the graph model for conflict resolution with multiple decision makers", Group Decision and
//! Negotiation 26 (2017) (SSEQ). A state in which nobody answers is left in the arrays with its own
//! value: that is no sanction of a move that led up, and no move that leads down needs one.

use super::moves::{Moves, Rank};

/// A solution concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Concept {
    /// No move improves.
    Nash,
    /// Every improvement can be answered.
    Gmr,
    /// … and the answer cannot be escaped.
    Smr,
    /// Every improvement can be answered by others who improve themselves.
    Seq,
    /// … and the answer cannot be escaped.
    Sseq,
}

impl Concept {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Nash, Self::Gmr, Self::Smr, Self::Seq, Self::Sseq];

    /// Its name, as the field writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nash => "Nash",
            Self::Gmr => "GMR",
            Self::Smr => "SMR",
            Self::Seq => "SEQ",
            Self::Sseq => "SSEQ",
        }
    }
}

/// For each state, the best rank that a player comes to by leaving it, or its own rank when that is
/// better.
pub fn levels(players: &[Moves], player: usize, concept: Concept) -> Vec<Rank> {
    let own = &players[player];
    let best = || own.most(own.ranks());
    let left = match concept {
        Concept::Nash => return best(),
        Concept::Gmr | Concept::Seq => own.ranks().to_vec(),
        Concept::Smr | Concept::Sseq => best(),
    };
    let answered = answered(players, player, concept, left);
    // A move down is no reason to leave, whatever follows it.
    let worth: Vec<Rank> = answered.iter().zip(own.ranks()).map(|(answer, rank)| *answer.min(rank)).collect();
    own.most(&worth)
}

/// For each state, the worst that the others can make of it.
fn answered(players: &[Moves], player: usize, concept: Concept, left: Vec<Rank>) -> Vec<Rank> {
    let mut values = left;
    // Each pass lets one more player move; it is over when nobody's move changes anything.
    loop {
        let before = values.clone();
        for (_, other) in players.iter().enumerate().filter(|(at, _)| *at != player) {
            values = match concept {
                Concept::Seq | Concept::Sseq => other.least_by_improving(&values),
                _ => other.least(&values),
            };
        }
        if values == before {
            return values;
        }
    }
}

/// Whether each state is stable for a player.
pub fn stable(players: &[Moves], player: usize, concept: Concept) -> Vec<bool> {
    let levels = levels(players, player, concept);
    levels.iter().zip(players[player].ranks()).map(|(level, rank)| level <= rank).collect()
}

/// Whether each state is an equilibrium: stable for every player.
pub fn equilibria(players: &[Moves], concept: Concept) -> Vec<bool> {
    let states = players.first().map_or(0, |first| first.ranks().len());
    (0..players.len()).fold(vec![true; states], |all, player| {
        all.iter().zip(stable(players, player, concept)).map(|(all, own)| *all && own).collect()
    })
}
