//! The part of the graph that is drawn: the agreed state and today's, and what improving moves lead to. It
//! stands for itself: whoever draws it or tells it needs no model.

use std::collections::VecDeque;

use serde::Serialize;

use super::{
    Model,
    answer::{Change, State},
};
use crate::text::Id;

/// The most states drawn.
pub const DRAWN_LIMIT: usize = 24;

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Graph {
    /// Who plays.
    pub players: Vec<Id>,
    /// The states, nearest first.
    pub states: Vec<Drawn>,
    /// The improving moves between them.
    pub arcs: Vec<Arc>,
    /// How many states there are in all.
    pub of: usize,
}

/// A state that is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawn {
    /// The fewest improving moves that lead there.
    pub distance: usize,
    /// Whether it is the agreed one.
    pub is_agreed: bool,
    /// Whether it is today's.
    pub is_now: bool,
    /// The options taken in it.
    pub taken: State,
    /// What differs from the agreed state, when there is one.
    pub changes: Option<Vec<Change>>,
}

/// An improving move.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Arc {
    /// Who moves.
    pub player: usize,
    /// From which of the states drawn.
    pub from: usize,
    /// To which.
    pub to: usize,
    /// What changes.
    pub changes: Vec<Change>,
    /// Whether it leaves the agreed state.
    pub is_defection: bool,
}

impl Graph {
    /// The states around the agreed one (or today's, or the first), nearest first.
    pub fn new(model: &Model) -> Self {
        let starts: Vec<usize> = model.agreed.into_iter().chain(model.now).collect();
        let starts = if starts.is_empty() { vec![0] } else { starts };
        let mut states: Vec<(usize, usize)> = Vec::new();
        let mut queue: VecDeque<(usize, usize)> = starts.into_iter().map(|start| (start, 0)).collect();
        while let Some((here, distance)) = queue.pop_front() {
            if states.len() == DRAWN_LIMIT || states.iter().any(|(known, _)| *known == here) {
                continue;
            }
            states.push((here, distance));
            for moves in &model.moves {
                // Of a player with very many moves the best are drawn.
                let next = moves.from(here).into_iter().take(DRAWN_LIMIT);
                let improving = next.filter(|&to| moves.rank(to) > moves.rank(here));
                queue.extend(improving.map(|to| (to, distance + 1)));
            }
        }
        let mut arcs = Vec::new();
        for (from, &(here, _)) in states.iter().enumerate() {
            for (player, moves) in model.moves.iter().enumerate() {
                let block = moves.block(here);
                for (to, &(there, _)) in states.iter().enumerate() {
                    let is_move = here != there && moves.block(there) == block && moves.leads(here, there);
                    if is_move && moves.rank(there) > moves.rank(here) {
                        arcs.push(Arc {
                            player,
                            from,
                            to,
                            changes: model.changes(here, there),
                            is_defection: model.agreed == Some(here),
                        });
                    }
                }
            }
        }
        let drawn = |&(at, distance): &(usize, usize)| Drawn {
            distance,
            is_agreed: model.agreed == Some(at),
            is_now: model.now == Some(at),
            taken: model.state(at),
            changes: model.agreed.map(|agreed| model.changes(agreed, at)),
        };
        let states = states.iter().map(drawn).collect();
        Self { players: model.players.clone(), states, arcs, of: model.states.states.len() }
    }
}
