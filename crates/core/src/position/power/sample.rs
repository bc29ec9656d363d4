//! Sampling power when the exact count is out of reach: random orders and random coalitions.

use super::{
    super::{model::Model, unify::work::Work},
    game::Game,
};

/// Draws times members, and times eighths of requirements where there are many: small rules get more
/// draws.
const WORK: usize = 5_000_000;

/// The fewest draws, whatever the time.
const FEWEST: usize = 100;

/// Where the generator starts; a constant, so that the same rule gives the same figures.
const SEED: u64 = 0x6D61_7771_6966;

/// What was drawn.
pub struct Sample {
    /// How many orders, and as many coalitions.
    pub draws: u64,
    /// By member: in how many orders it was the one that made the coalition win.
    pub pivots: Vec<u64>,
    /// By member: in how many coalitions its turning changed the outcome.
    pub swings: Vec<u64>,
}

/// Draws orders and coalitions of the members; fewer when the time is up.
pub fn sample(model: &Model, work: &mut Work) -> Sample {
    let members = model.members.len();
    let tallies: usize = model.terms.alternatives.iter().map(Vec::len).sum();
    let cost = 1 + tallies / 8;
    let draws = (WORK / (members.max(1) * cost)).clamp((1_000 / cost).max(FEWEST), 100_000);
    let mut sample = Sample { draws: 0, pivots: vec![0; members], swings: vec![0; members] };
    let mut generator = Generator(SEED);
    let mut game = Game::new(model);
    let mut order: Vec<usize> = (0..members).collect();
    for drawn in 0..draws {
        if !work.spend((members * cost) as u64) && drawn >= FEWEST {
            break;
        }
        sample.draws += 1;
        for last in (1..members).rev() {
            order.swap(last, generator.below(last + 1));
        }
        game.clear();
        for &member in &order {
            game.turn(member);
            if game.is_won() {
                sample.pivots[member] += 1;
                break;
            }
        }
        game.clear();
        for member in 0..members {
            if generator.next() & 1 == 1 {
                game.turn(member);
            }
        }
        let is_won = game.is_won();
        for member in 0..members {
            game.turn(member);
            sample.swings[member] += u64::from(game.is_won() != is_won);
            game.turn(member);
        }
    }
    sample
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Generator(u64);

impl Generator {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound that is far smaller than 2^64, so that the bias does not matter.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap_or(0)
    }
}
