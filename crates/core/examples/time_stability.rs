//! Times the solution concepts on a drawn game: `time_stability OPTIONS PLAYERS SEED`, one line of JSON.
//!
//! Options are dealt to the players in turn; every player ranks every state at random, so that nothing
//! is as it would be in a tidy case. The same numbers are drawn in `bench/stress/compare.py`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::Instant;

use mawqif_core::{
    initiative::stability::{
        concepts::{Concept, equilibria},
        moves::{Moves, Rank},
        states::States,
    },
    text::Id,
};
use serde_json::json;

struct Dice(u64);

impl Dice {
    /// A number below `sides` (SplitMix64).
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % sides
    }
}

fn main() {
    let given: Vec<u64> = std::env::args().skip(1).map(|it| it.parse().expect("a number")).collect();
    let [options, players, seed] = given[..] else { panic!("OPTIONS PLAYERS SEED") };
    let mut dice = Dice(seed);
    let of_player =
        |player: u64| (0..options).filter(|at| at % players == player).fold(0, |own, at| own | 1 << at);
    let states = States {
        options: (0..options).map(|at| Id::new(&format!("o{at}")).unwrap()).collect(),
        of_player: (0..players).map(of_player).collect(),
        stays_on: 0,
        stays_off: 0,
        states: (0..1 << options).collect(),
    };
    let count = 1 << options;
    let ranks: Vec<Vec<Rank>> = (0..players)
        .map(|_| (0..count).map(|_| Rank::try_from(dice.roll(count)).unwrap()).collect())
        .collect();
    let begun = Instant::now();
    let moves: Vec<Moves> =
        states.of_player.iter().zip(&ranks).map(|(own, ranks)| Moves::new(&states, *own, ranks)).collect();
    let mut told = json!({ "model": begun.elapsed().as_secs_f64() });
    for concept in Concept::ALL {
        let begun = Instant::now();
        let all = equilibria(&moves, concept);
        let seconds = begun.elapsed().as_secs_f64();
        let found: Vec<usize> = (0..all.len()).filter(|&at| all[at]).collect();
        told[concept.name()] =
            json!({ "seconds": seconds, "count": found.len(), "sum": found.iter().sum::<usize>() });
    }
    println!("{told}");
}
