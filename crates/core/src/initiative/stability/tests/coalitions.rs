//! What coalitions would be answered, against the definitions by their letter: arcs of every set of players, one
//! state at a time, and sequences in which no coalition moves twice running. Nothing is shared with the engine.

use std::collections::BTreeSet;

use super::{drawn, games::Dice, moves};
use crate::initiative::stability::{
    coalition::{Answers, coalitions, improvement},
    concepts::Concept,
    moves::Rank,
    states::States,
};

struct Letter<'a> {
    states: &'a States,
    ranks: &'a [Vec<Rank>],
}

impl Letter<'_> {
    fn moves(&self, members: &[usize], from: usize) -> Vec<usize> {
        let own = members.iter().map(|&member| self.states.of_player[member]).sum::<u64>();
        let all = &self.states.states;
        let leads = |to: usize| {
            (0..64).all(|bit| {
                let (before, after) = (all[from] >> bit & 1, all[to] >> bit & 1);
                let is_barred = match (before, after) {
                    (1, 0) => self.states.stays_on >> bit & 1 == 1,
                    (0, 1) => self.states.stays_off >> bit & 1 == 1,
                    _ => false,
                };
                before == after || (own >> bit & 1 == 1 && !is_barred)
            })
        };
        (0..all.len()).filter(|&to| to != from && leads(to)).collect()
    }

    fn improvements(&self, members: &[usize], from: usize) -> Vec<usize> {
        let gains =
            |to: &usize| members.iter().all(|&member| self.ranks[member][*to] > self.ranks[member][from]);
        self.moves(members, from).into_iter().filter(gains).collect()
    }

    /// Where coalitions within some players come to, one improving after the other, none twice running.
    fn sequences(&self, within: &[usize], start: usize) -> BTreeSet<usize> {
        let sets: Vec<Vec<usize>> = (1_u32..1 << within.len())
            .map(|set| (0..within.len()).filter(|at| set >> at & 1 == 1).map(|at| within[at]).collect())
            .collect();
        let mut reached: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut open: Vec<(usize, Option<usize>)> = vec![(start, None)];
        while let Some((state, last)) = open.pop() {
            for (number, set) in sets.iter().enumerate().filter(|(number, _)| Some(*number) != last) {
                for to in self.improvements(set, state) {
                    if reached.insert((to, number)) {
                        open.push((to, Some(number)));
                    }
                }
            }
        }
        reached.into_iter().map(|(state, _)| state).collect()
    }

    fn is_stable(&self, members: &[usize], state: usize, concept: Concept) -> bool {
        let is_deterred =
            |at: usize| members.iter().any(|&member| self.ranks[member][at] <= self.ranks[member][state]);
        let others: Vec<usize> = (0..self.ranks.len()).filter(|player| !members.contains(player)).collect();
        self.improvements(members, state).into_iter().all(|improvement| {
            let answers: Vec<usize> = match concept {
                Concept::Nash => Vec::new(),
                Concept::Gmr | Concept::Smr => self.moves(&others, improvement),
                Concept::Seq | Concept::Sseq => self.sequences(&others, improvement).into_iter().collect(),
            };
            answers.into_iter().any(|answer| {
                let is_escaped = matches!(concept, Concept::Smr | Concept::Sseq)
                    && !self.moves(members, answer).into_iter().all(is_deterred);
                is_deterred(answer) && !is_escaped
            })
        })
    }
}

#[test]
fn what_keeps_a_coalition_is_what_the_definitions_say_on_random_games() {
    let mut dice = Dice(19);
    let (mut kept, mut left) = ([0; 5], [0; 5]);
    for game in 0..250 {
        let (states, ranks) = drawn(&mut dice);
        let moves = moves(&states, &ranks);
        let letter = Letter { states: &states, ranks: &ranks };
        for state in 0..states.states.len() {
            let mut answers = Answers::new(&states, &moves, state).unwrap();
            for members in coalitions(moves.len()) {
                let stays = answers.stays_under(&members).unwrap();
                let is_improved = improvement(&states, &moves, &members, state).is_some();
                assert_eq!(!is_improved, stays.contains(&Concept::Nash));
                for (at, concept) in Concept::ALL.into_iter().enumerate() {
                    let expected = letter.is_stable(&members, state, concept);
                    let what = format!("game {game}, {concept:?}, coalition {members:?}, state {state}");
                    assert_eq!(stays.contains(&concept), expected, "{what}");
                    kept[at] += usize::from(expected && is_improved);
                    left[at] += usize::from(!expected);
                }
            }
        }
    }
    // The draw shows every concept coalitions that stay for what would be answered, and coalitions that leave.
    assert!(
        kept[1..].iter().all(|count| *count > 50) && left.iter().all(|count| *count > 50),
        "{kept:?} {left:?}"
    );
}
