//! Games for the tests: read from a dossier as anybody would write them, and dice.

use crate::{
    dossier::{Dossier, read},
    initiative::stability::game::Game,
};

/// Numbers that look random and are the same everywhere (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ mixed >> 31) % sides as u64).unwrap()
    }
}

/// A dossier with this game.
pub fn dossier(game: &str) -> Dossier {
    let source = format!("mawqif = 1\n[initiative]\nid = \"x\"\n[game]\n{game}");
    let reading = read(source.as_bytes());
    reading.dossier.unwrap_or_else(|| panic!("{source}\n{:?}", reading.problems))
}

/// The game of such a dossier.
pub fn game(game: &str) -> Game {
    dossier(game).game.unwrap()
}
