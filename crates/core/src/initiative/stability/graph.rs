//! The part of the graph that is drawn: the agreed state and today's, and what improving moves lead to.

use std::collections::VecDeque;

use super::{Model, answer::Change};

/// The most states drawn.
pub const DRAWN_LIMIT: usize = 24;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// The states by their positions in the model, with the fewest improving moves that lead there.
    pub states: Vec<(usize, usize)>,
    /// The improving moves between them.
    pub arcs: Vec<Arc>,
    /// How many states there are in all.
    pub of: usize,
}

/// An improving move.
#[derive(Clone, Debug, PartialEq)]
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
        Self { states, arcs, of: model.states.states.len() }
    }
}
