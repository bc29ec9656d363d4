//! Sampling power when the exact count is out of reach: random orders and random coalitions.

use super::super::model::Model;
use super::least_sum;

/// Draws times members: small rules get more draws.
const WORK: u64 = 5_000_000;

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

/// Draws orders and coalitions of the members.
pub fn sample(model: &Model) -> Sample {
    let members = model.members.len();
    let draws = (WORK / members.max(1) as u64).clamp(1_000, 100_000);
    let mut sample = Sample { draws, pivots: vec![0; members], swings: vec![0; members] };
    let mut generator = Generator(SEED);
    let mut game = Game::new(model);
    let mut order: Vec<usize> = (0..members).collect();
    for _ in 0..draws {
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

/// A coalition and its sums.
struct Game<'a> {
    model: &'a Model,
    is_in: Vec<bool>,
    has_veto: Vec<bool>,
    size: usize,
    vetoes_in: usize,
    /// By alternative: each tally's sum, the least that meets it, and what members count.
    tallies: Vec<Vec<(u64, u64, &'a [u64])>>,
}

impl<'a> Game<'a> {
    fn new(model: &'a Model) -> Self {
        let members = model.members.len();
        let mut has_veto = vec![false; members];
        model.terms.veto.iter().for_each(|&at| has_veto[at] = true);
        let tallies = model.terms.alternatives.iter().map(|tallies| {
            tallies.iter().map(|tally| (0, least_sum(tally), tally.counts.as_slice())).collect()
        });
        Self {
            model,
            is_in: vec![false; members],
            has_veto,
            size: 0,
            vetoes_in: 0,
            tallies: tallies.collect(),
        }
    }

    fn clear(&mut self) {
        self.is_in.fill(false);
        (self.size, self.vetoes_in) = (0, 0);
        self.tallies.iter_mut().flatten().for_each(|(sum, _, _)| *sum = 0);
    }

    /// Takes a member in, or out when it is in.
    fn turn(&mut self, member: usize) {
        let joins = !self.is_in[member];
        self.is_in[member] = joins;
        let (by, veto) = (1, usize::from(self.has_veto[member]));
        if joins {
            self.size += by;
            self.vetoes_in += veto;
        } else {
            self.size -= by;
            self.vetoes_in -= veto;
        }
        for (sum, _, counts) in self.tallies.iter_mut().flatten() {
            *sum = if joins { *sum + counts[member] } else { *sum - counts[member] };
        }
    }

    fn is_won(&self) -> bool {
        let terms = &self.model.terms;
        let outside = (self.is_in.len() - self.size) as u64;
        self.size > 0
            && self.vetoes_in == terms.veto.len()
            && terms.max_objections.is_none_or(|most| outside <= most)
            && self.tallies.iter().any(|tallies| tallies.iter().all(|(sum, least, _)| sum >= least))
    }
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
