//! Sums over pairs of statements, in whole numbers: all that the principal components need of the votes.
//!
//! For statements j and k, over those who voted on both: how many they are (C), the sums of their votes on j (V_jk)
//! and on k (V_kj), and the sum of the products (S). Whole numbers add up to the same in every order and on
//! any number of threads, and a changed ballot is taken out and put in again. The centred Gram matrix of the votes with what was
//! not voted on set to the mean follows without the matrix of votes: G_jk = S − μ_k V_jk − μ_j V_kj + μ_j μ_k C.
//!
//! The memory goes by the square of the number of statements; beyond [`PAIR_LIMIT`] the components are
//! found by running over the votes instead (`plane.rs`).

use super::ballots::{Ballots, Cast};

/// The most statements for which sums over pairs are kept.
pub const PAIR_LIMIT: usize = 2_048;

/// Rows that a packed cell can take: each adds at most 4 to a field of 16 bits.
const PACKED_ROWS: usize = 16_383;

/// The sums of one pair, of votes as 0, 1 and 2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    count: u32,
    first: u32,
    second: u32,
    product: u32,
}

/// Sums over all pairs of statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairSums {
    statements: usize,
    cells: Vec<Sums>,
}

/// Where the row of the first statement begins in the upper triangle.
fn start(statement: usize, statements: usize) -> usize {
    statement * statements - statement * statement.saturating_sub(1) / 2
}

impl PairSums {
    /// Sums of no votes.
    pub fn empty(statements: usize) -> Self {
        Self { statements, cells: vec![Sums::default(); start(statements, statements)] }
    }

    /// The sums of some of the participants.
    pub fn of(ballots: &Ballots, participants: std::ops::Range<usize>) -> Self {
        let statements = ballots.statements();
        let mut sums = Self::empty(statements);
        let mut packed = vec![0_u64; sums.cells.len()];
        let starts: Vec<usize> = (0..=statements).map(|statement| start(statement, statements)).collect();
        let mut rows = 0;
        for participant in participants {
            let row = ballots.row(participant);
            for (index, first) in row.iter().enumerate() {
                let statement = first.statement();
                let cells = &mut packed[starts[statement]..starts[statement + 1]];
                // Four fields of 16 bits: count, first, second, product. The second factor takes the
                // other vote into the last two of them at once.
                let own = 1 | first.code() << 16;
                let both = 1 << 32 | first.code() << 48;
                for second in &row[index..] {
                    cells[second.statement() - statement] += own + second.code() * both;
                }
            }
            rows += 1;
            if rows == PACKED_ROWS {
                sums.take(&mut packed);
                rows = 0;
            }
        }
        sums.take(&mut packed);
        sums
    }

    fn take(&mut self, packed: &mut [u64]) {
        let field = |cell: u64, at: u32| u32::from(u16::try_from(cell >> at & 0xFFFF).unwrap_or(u16::MAX));
        for (sums, cell) in self.cells.iter_mut().zip(packed) {
            sums.count += field(*cell, 0);
            sums.first += field(*cell, 16);
            sums.second += field(*cell, 32);
            sums.product += field(*cell, 48);
            *cell = 0;
        }
    }

    /// Adds the sums of other participants.
    pub fn add(&mut self, other: &Self) {
        self.each(other, u32::wrapping_add);
    }

    /// Takes the sums of participants out who are among these.
    pub fn subtract(&mut self, other: &Self) {
        self.each(other, u32::wrapping_sub);
    }

    fn each(&mut self, other: &Self, change: fn(u32, u32) -> u32) {
        for (own, other) in self.cells.iter_mut().zip(&other.cells) {
            own.count = change(own.count, other.count);
            own.first = change(own.first, other.first);
            own.second = change(own.second, other.second);
            own.product = change(own.product, other.product);
        }
    }

    /// Puts one ballot in.
    pub fn put_in(&mut self, row: &[Cast]) {
        self.row(row, u32::wrapping_add);
    }

    /// Takes one ballot out that is in.
    pub fn take_out(&mut self, row: &[Cast]) {
        self.row(row, u32::wrapping_sub);
    }

    fn row(&mut self, row: &[Cast], change: fn(u32, u32) -> u32) {
        let small = |number: u64| u32::try_from(number).unwrap_or(0);
        for (index, one) in row.iter().enumerate() {
            let begin = start(one.statement(), self.statements);
            for two in &row[index..] {
                let Some(cell) = self.cells.get_mut(begin + two.statement() - one.statement()) else {
                    continue;
                };
                cell.count = change(cell.count, 1);
                cell.first = change(cell.first, small(one.code()));
                cell.second = change(cell.second, small(two.code()));
                cell.product = change(cell.product, small(one.code() * two.code()));
            }
        }
    }

    /// The mean vote on each statement, 0 where nobody voted.
    pub fn centre(&self) -> Vec<f64> {
        let own = (0..self.statements).map(|statement| self.cells[start(statement, self.statements)]);
        own.map(|sums| mean(i64::from(sums.first) - i64::from(sums.count), sums.count)).collect()
    }

    /// The Gram matrix of the centred votes, row by row.
    pub fn gram(&self, centre: &[f64]) -> Vec<f64> {
        let size = self.statements;
        let mut gram = vec![0.0; size * size];
        for first in 0..size {
            let begin = start(first, size);
            for second in first..size {
                let sums = self.cells[begin + second - first];
                let [count, one, two, product] =
                    [sums.count, sums.first, sums.second, sums.product].map(i64::from);
                let product = product - one - two + count;
                let (one, two) = ((one - count) as f64, (two - count) as f64);
                let (mean_one, mean_two) = (centre[first], centre[second]);
                let value =
                    product as f64 - mean_two * one - mean_one * two + mean_one * mean_two * count as f64;
                gram[first * size + second] = value;
                gram[second * size + first] = value;
            }
        }
        gram
    }
}

/// A mean from whole numbers.
pub(super) fn mean(sum: i64, count: u32) -> f64 {
    if count == 0 { 0.0 } else { sum as f64 / f64::from(count) }
}
