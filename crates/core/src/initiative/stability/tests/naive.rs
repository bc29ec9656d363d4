//! The definitions of the solution concepts by their letter, over arcs, one state at a time. Nothing is
//! shared with the engine: joint moves carry along who moved last, and no player moves twice running.

use std::collections::BTreeSet;

use crate::initiative::stability::{concepts::Concept, moves::Rank, paths::Kind, states::States};

/// A graph model as sets of arcs.
pub struct Graph {
    /// For each player and state, where it can go.
    arcs: Vec<Vec<Vec<usize>>>,
    ranks: Vec<Vec<Rank>>,
}

impl Graph {
    /// The arcs of a game in option form.
    pub fn new(states: &States, ranks: &[Vec<Rank>]) -> Self {
        let all = &states.states;
        let leads = |own: u64, from: u64, to: u64| {
            (0..64).all(|bit| {
                let (before, after) = (from >> bit & 1, to >> bit & 1);
                let is_barred = match (before, after) {
                    (1, 0) => states.stays_on >> bit & 1 == 1,
                    (0, 1) => states.stays_off >> bit & 1 == 1,
                    _ => false,
                };
                before == after || (own >> bit & 1 == 1 && !is_barred)
            })
        };
        let arcs = states.of_player.iter().map(|&own| {
            let of_state = |from: usize| {
                (0..all.len()).filter(|&to| to != from && leads(own, all[from], all[to])).collect()
            };
            (0..all.len()).map(of_state).collect()
        });
        Self { arcs: arcs.collect(), ranks: ranks.to_vec() }
    }

    /// A graph given by its arcs, which need not be transitive.
    pub fn of_arcs(states: usize, arcs: &[&[(usize, usize)]], ranks: &[&[Rank]]) -> Self {
        let of = |arcs: &&[(usize, usize)]| {
            let from = |state: usize| arcs.iter().filter(|arc| arc.0 == state).map(|arc| arc.1).collect();
            (0..states).map(from).collect()
        };
        Self {
            arcs: arcs.iter().map(of).collect(),
            ranks: ranks.iter().map(|ranks| ranks.to_vec()).collect(),
        }
    }

    fn moves(&self, player: usize, state: usize, kind: Kind) -> Vec<usize> {
        let improves = |to: &usize| self.ranks[player][*to] > self.ranks[player][state];
        self.arcs[player][state].iter().copied().filter(|to| kind == Kind::Any || improves(to)).collect()
    }

    /// Where some players come to together from a state, by one move or more.
    pub fn joint(&self, movers: &[usize], start: usize, kind: Kind) -> Vec<usize> {
        let mut reached: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut open: Vec<(usize, Option<usize>)> = vec![(start, None)];
        while let Some((state, last)) = open.pop() {
            for &mover in movers.iter().filter(|mover| Some(**mover) != last) {
                for to in self.moves(mover, state, kind) {
                    if reached.insert((to, mover)) {
                        open.push((to, Some(mover)));
                    }
                }
            }
        }
        let states: BTreeSet<usize> = reached.into_iter().map(|(state, _)| state).collect();
        states.into_iter().collect()
    }

    /// Whether a state is stable for a player.
    pub fn is_stable(&self, player: usize, state: usize, concept: Concept) -> bool {
        let ranks = &self.ranks[player];
        let is_no_better = |other: &usize| ranks[*other] <= ranks[state];
        let others: Vec<usize> = (0..self.arcs.len()).filter(|other| *other != player).collect();
        let kind = match concept {
            Concept::Nash => return self.moves(player, state, Kind::Improving).is_empty(),
            Concept::Gmr | Concept::Smr => Kind::Any,
            Concept::Seq | Concept::Sseq => Kind::Improving,
        };
        self.moves(player, state, Kind::Improving).into_iter().all(|improvement| {
            self.joint(&others, improvement, kind).iter().any(|answer| {
                let is_escaped = match concept {
                    Concept::Smr | Concept::Sseq => {
                        !self.moves(player, *answer, Kind::Any).iter().all(is_no_better)
                    }
                    _ => false,
                };
                is_no_better(answer) && !is_escaped
            })
        })
    }
}
