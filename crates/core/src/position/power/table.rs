//! Counting winning coalitions exactly: a table over sizes and sums.
//!
//! A cell holds how many sets of members have its size and its sum in every tally. Summed from
//! above, the table tells how many sets of a size reach given sums; alternating those figures
//! takes a member out again, so that one table serves all members (Bilbao, Fernández, Jiménez,
//! López, "Generating functions for computing power indices efficiently", TOP 8, 2000).
//!
//! Counts wrap, which is harmless: every figure read off in the end is the number of some sets and
//! fits, and wrapped sums and differences are right modulo the width.

use num_traits::{One, WrappingAdd, WrappingSub, Zero};

use crate::position::unify::work::Work;

/// Bytes of the largest table.
const BYTE_LIMIT: usize = 96 << 20;

/// Members whose sets are counted in 64 bits.
const NARROW: usize = 63;

/// Members whose sets are counted at all.
pub const WIDE: usize = 127;

/// How many coalitions win, by size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Winning {
    /// Of each size from 0 to the number of members.
    pub all: Vec<u128>,
    /// For each member, how many of them contain it.
    pub containing: Vec<Vec<u128>>,
}

/// A tally and the least sum that meets it.
pub struct Need<'a> {
    /// What each member counts.
    pub counts: &'a [u64],
    /// The least sum.
    pub least: u64,
}

/// Counts the coalitions of `members` members that contain every vetoing member and meet every
/// need; `None` when the table would be too large, or when the time is up.
pub fn winning(needs: &[Need<'_>], veto: &[usize], members: usize, work: &mut Work) -> Option<Winning> {
    let others: Vec<usize> = (0..members).filter(|at| !veto.contains(at)).collect();
    let nothing = Winning { all: vec![0; members + 1], containing: vec![vec![0; members + 1]; members] };
    let mut rows: Vec<Row> = Vec::new();
    let mut least_size = 0;
    for need in needs {
        // Vetoing members are in every winning coalition; what they count is given.
        let given: u64 = veto.iter().map(|&at| need.counts[at]).sum();
        let counts: Vec<u64> = others.iter().map(|&at| need.counts[at]).collect();
        let least = need.least.saturating_sub(given);
        if least > counts.iter().sum() {
            return Some(nothing);
        }
        let divisor = counts.iter().fold(0, |divisor, &count| greatest_common_divisor(divisor, count));
        if least > 0 && divisor > 0 && counts.iter().all(|&count| count == divisor) {
            // Where all count the same, the size tells.
            least_size = least_size.max(usize::try_from(least.div_ceil(divisor)).ok()?);
        } else if least > 0 && divisor > 0 {
            rows.push(Row {
                counts: counts
                    .iter()
                    .map(|count| usize::try_from(count / divisor).ok())
                    .collect::<Option<_>>()?,
                least: usize::try_from(least.div_ceil(divisor)).ok()?,
            });
        }
    }
    rows.sort();
    rows.dedup();
    let mut winning = match others.len() {
        0..NARROW => counted::<u64>(&rows, &others, veto.len(), nothing, work)?,
        NARROW..WIDE => counted::<u128>(&rows, &others, veto.len(), nothing, work)?,
        _ => return None,
    };
    for by_size in winning.containing.iter_mut().chain([&mut winning.all]) {
        by_size[..least_size + veto.len()].fill(0);
    }
    Some(winning)
}

/// A tally by the members without a veto.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    counts: Vec<usize>,
    least: usize,
}

fn counted<C: Count>(
    rows: &[Row],
    others: &[usize],
    vetoes: usize,
    mut winning: Winning,
    work: &mut Work,
) -> Option<Winning> {
    let items: Vec<Vec<usize>> =
        (0..others.len()).map(|item| rows.iter().map(|row| row.counts[item]).collect()).collect();
    let table = Table::<C>::new(rows, &items, work)?;
    let needs: Vec<usize> = rows.iter().map(|row| row.least).collect();
    for size in 0..=others.len() {
        winning.all[size + vetoes] = table.reaching(size, &needs).into();
    }
    // Nobody is no coalition.
    winning.all[0] = 0;
    // A vetoing member is in all of them.
    winning.containing.fill(winning.all.clone());
    let mut known: Vec<(&Vec<usize>, Vec<u128>)> = Vec::new();
    for (item, &member) in items.iter().zip(others) {
        let same = known.iter().find(|(same, _)| *same == item);
        let with = same.map_or_else(
            || {
                let mut with = vec![0; winning.all.len()];
                for size in 0..others.len() {
                    with[size + 1 + vetoes] = table.reaching_with(size, &needs, item).into();
                }
                with
            },
            |(_, with)| with.clone(),
        );
        if same.is_none() {
            known.push((item, with.clone()));
        }
        winning.containing[member] = with;
    }
    Some(winning)
}

/// A whole number that wraps.
trait Count: Copy + Zero + One + WrappingAdd + WrappingSub + Into<u128> {}

impl<T: Copy + Zero + One + WrappingAdd + WrappingSub + Into<u128>> Count for T {}

struct Table<C> {
    /// The width of each sum; the first varies fastest, the size slowest.
    widths: Vec<usize>,
    /// By size: how many sets have at least these sums.
    cells: Vec<C>,
}

impl<C: Count> Table<C> {
    fn new(rows: &[Row], items: &[Vec<usize>], work: &mut Work) -> Option<Self> {
        let mut cells = items.len() + 1;
        let mut widths = Vec::new();
        for row in rows {
            let width = row.counts.iter().try_fold(1_usize, |sum, count| sum.checked_add(*count))?;
            cells = cells.checked_mul(width).filter(|&cells| cells <= BYTE_LIMIT / size_of::<C>())?;
            widths.push(width);
        }
        let mut table = Self { widths, cells: vec![C::zero(); cells] };
        table.cells[0] = C::one();
        // Light members first: the part of the table in use grows late.
        let mut order: Vec<&Vec<usize>> = items.iter().collect();
        order.sort_by_key(|item| item.iter().sum::<usize>());
        let mut reached = vec![0_usize; table.widths.len()];
        for (before, item) in order.into_iter().enumerate() {
            if !work.spend(table.cells.len() as u64) {
                return None;
            }
            table.put(before, &reached, item);
            for (sum, count) in reached.iter_mut().zip(item) {
                *sum += count;
            }
        }
        table.sum_from_above();
        Some(table)
    }

    /// Adds the sets that have a further item, when those before it reach these sums at most.
    fn put(&mut self, before: usize, reached: &[usize], item: &[usize]) {
        let slab: usize = self.widths.iter().product();
        let (mut step, mut top, mut unit) = (0, 0, 1);
        for ((count, sum), width) in item.iter().zip(reached).zip(&self.widths) {
            step += count * unit;
            top += sum * unit;
            unit *= width;
        }
        for size in (0..=before).rev() {
            let (low, high) = self.cells.split_at_mut((size + 1) * slab);
            let from = &low[size * slab..size * slab + top + 1];
            let to = &mut high[step..step + top + 1];
            for (to, from) in to.iter_mut().zip(from) {
                *to = to.wrapping_add(from);
            }
        }
    }

    /// Turns "exactly these sums" into "at least these sums".
    fn sum_from_above(&mut self) {
        let mut unit = 1;
        for &width in &self.widths {
            for block in self.cells.chunks_exact_mut(unit * width) {
                for at in (0..unit * (width - 1)).rev() {
                    block[at] = block[at].wrapping_add(&block[at + unit]);
                }
            }
            unit *= width;
        }
    }

    /// How many sets of a size reach the sums.
    fn reaching(&self, size: usize, sums: &[usize]) -> C {
        let (mut at, mut unit) = (0, 1);
        for (sum, width) in sums.iter().zip(&self.widths) {
            if sum >= width {
                return C::zero();
            }
            at += sum * unit;
            unit *= width;
        }
        self.cells[size * unit + at]
    }

    /// How many sets of a size without the item reach the sums once it joins.
    fn reaching_with(&self, size: usize, sums: &[usize], item: &[usize]) -> C {
        // Sets without the item = all sets, less those of one item fewer without it, moved by the
        // item; and so on down.
        let mut total = C::zero();
        for fewer in 0..=size {
            let sums: Vec<usize> =
                sums.iter().zip(item).map(|(sum, count)| sum.saturating_sub(count * (fewer + 1))).collect();
            let sets = self.reaching(size - fewer, &sums);
            total = if fewer % 2 == 0 { total.wrapping_add(&sets) } else { total.wrapping_sub(&sets) };
        }
        total
    }
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}
