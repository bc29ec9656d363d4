//! Ways through the graph: the shortest from one state to another, and what can be reached at all.
//!
//! A player's moves are transitive, so that a shortest way never has the same player move twice running.

use std::collections::HashSet;

use super::moves::Moves;

/// The most moves looked at in one walk.
pub const EDGE_LIMIT: usize = 20_000_000;

/// A move of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who moves.
    pub player: usize,
    /// Where to.
    pub to: usize,
}

/// Which moves a walk takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Every move.
    Any,
    /// Moves by which the mover improves.
    Improving,
}

/// All that can be reached from a state.
pub struct Walk {
    /// For each state, how it was first reached, and from where.
    came: Vec<Option<(Step, usize)>>,
    start: usize,
    /// The states in the order in which they were reached, the start first.
    pub reached: Vec<usize>,
    /// Whether nothing was left out.
    pub is_complete: bool,
}

impl Walk {
    /// Walks from a state by the moves of some players.
    pub fn new(players: &[Moves], movers: &[usize], start: usize, kind: Kind) -> Self {
        let states = players.first().map_or(0, |first| first.ranks().len());
        let mut walk = Self { came: vec![None; states], start, reached: vec![start], is_complete: true };
        let mut seen = vec![false; states];
        if start < states {
            seen[start] = true;
        }
        // Whoever can undo its moves comes to the same states from every state of a block.
        let mut walked: HashSet<(usize, u32)> = HashSet::new();
        let (mut at, mut edges) = (0, 0);
        while let Some(&here) = walk.reached.get(at) {
            at += 1;
            for &player in movers {
                let moves = &players[player];
                let is_same = kind == Kind::Any && moves.is_reversible();
                if is_same && !walked.insert((player, moves.block(here))) {
                    continue;
                }
                let next = moves.from(here);
                edges += next.len();
                if edges > EDGE_LIMIT {
                    walk.is_complete = false;
                    return walk;
                }
                for to in next {
                    let improves = || moves.rank(to) > moves.rank(here);
                    if !seen[to] && (kind == Kind::Any || improves()) {
                        seen[to] = true;
                        walk.came[to] = Some((Step { player, to }, here));
                        walk.reached.push(to);
                    }
                }
            }
        }
        walk
    }

    /// The way to a state, if it was reached; empty to where the walk began.
    pub fn way_to(&self, goal: usize) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut here = goal;
        while here != self.start {
            let (step, before) = self.came[here]?;
            steps.push(step);
            here = before;
        }
        steps.reverse();
        Some(steps)
    }
}
