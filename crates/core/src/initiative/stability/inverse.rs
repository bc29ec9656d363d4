//! The inverse question: which preferences of a player would make a state stable for it.
//!
//! Everything but the player's own ranking is kept. A state is stable when each move away from it is
//! either no improvement, or has an answer that leaves the player no better off than at the start. So
//! the rankings that make it stable are those that fulfil every [`Requirement`] (Kinsara, Kilgour and
//! Hipel, "Inverse approach to the graph model for conflict resolution", IEEE SMC: Systems 45, 2015);
//! and the least that has to change is to value the state as high as its [level](super::concepts::levels).

use std::collections::BTreeSet;

use super::{
    concepts::Concept,
    moves::Moves,
    paths::{Kind, Walk},
};

/// One move away from the state, and what would make it no reason to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The state must be at least as good as this one, …
    pub to: usize,
    /// … or at least as good as all states of one of these groups.
    pub or: Vec<Vec<usize>>,
}

impl Requirement {
    /// Whether a ranking fulfils it.
    pub fn is_met(&self, ranks: &[u32], state: usize) -> bool {
        let is_at_least = |other: &usize| ranks[state] >= ranks[*other];
        is_at_least(&self.to) || self.or.iter().any(|group| group.iter().all(is_at_least))
    }
}

/// What a player's ranking must fulfil for a state to be stable for it: one requirement for each of its
/// moves away. They hold for every ranking of the player, not only for the present one.
pub fn requirements(players: &[Moves], player: usize, state: usize, concept: Concept) -> Vec<Requirement> {
    let others: Vec<usize> = (0..players.len()).filter(|&other| other != player).collect();
    let own = &players[player];
    let kind = match concept {
        Concept::Seq | Concept::Sseq => Kind::Improving,
        Concept::Nash | Concept::Gmr | Concept::Smr => Kind::Any,
    };
    let group = |answer: usize| -> Vec<usize> {
        let mut group = BTreeSet::from([answer]);
        if matches!(concept, Concept::Smr | Concept::Sseq) {
            group.extend(own.from(answer));
        }
        group.into_iter().filter(|&it| it != state).collect()
    };
    own.from(state)
        .into_iter()
        .map(|to| {
            let answers = match concept {
                Concept::Nash => Vec::new(),
                _ => Walk::new(players, &others, to, kind).reached,
            };
            let or = answers.into_iter().filter(|&answer| answer != to).map(group).collect();
            Requirement { to, or }
        })
        .collect()
}
