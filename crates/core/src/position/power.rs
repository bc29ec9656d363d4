//! Power of the rule alone: Banzhaf and Shapley–Shubik indices, exactly.
//!
//! The game: a coalition accepts and everybody else, present, rejects. Winning coalitions are
//! counted by size with a table over the sums of the rule's tallies, alternatives by inclusion and
//! exclusion, and each member's share by taking it out of the table again (Bilbao, Fernández,
//! Jiménez, López, "Generating functions for computing power indices efficiently", TOP 8, 2000).

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use serde::Serialize;

use super::{
    model::{Model, Tally},
    unify::answer::Keyed,
};

/// Cells of the largest table.
const TABLE_LIMIT: usize = 4_000_000;

/// Members beyond which counts do not fit.
const MEMBER_LIMIT: usize = 120;

/// Every member's indices.
#[derive(Clone, Debug)]
pub struct Power {
    indices: Option<Vec<(BigRational, BigRational)>>,
}

/// A member's indices as fractions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PowerAnswer {
    /// The normalised Banzhaf index.
    pub banzhaf: String,
    /// The Shapley–Shubik index.
    pub shapley_shubik: String,
}

impl Power {
    /// Whether the figures are exact.
    pub fn is_exact(&self) -> bool {
        self.indices.is_some()
    }

    /// How the figures were found.
    pub fn method(&self) -> String {
        if self.is_exact() { "exact" } else { "none" }.to_owned()
    }

    /// The figures by member.
    pub fn answer(&self, model: &Model) -> Keyed<PowerAnswer> {
        let indices = self.indices.iter().flatten();
        Keyed(
            model
                .members
                .iter()
                .zip(indices)
                .map(|(member, (banzhaf, shapley))| {
                    let told = PowerAnswer {
                        banzhaf: banzhaf.to_string(),
                        shapley_shubik: shapley.to_string(),
                    };
                    (member.id.clone(), told)
                })
                .collect(),
        )
    }
}

/// The power that the rule gives each member.
pub fn power(model: &Model) -> Power {
    Power {
        indices: indices(model),
    }
}

fn indices(model: &Model) -> Option<Vec<(BigRational, BigRational)>> {
    let n = model.members.len();
    if n > MEMBER_LIMIT {
        return None;
    }
    let mut total = vec![BigInt::zero(); n + 2];
    let mut containing = vec![vec![BigInt::zero(); n + 2]; n];
    let alternatives = &model.terms.alternatives;
    if quorum_can_hold(model) && alternatives.len() <= 12 {
        for chosen in 1_u32..1 << alternatives.len() {
            let mut tallies: Vec<(Vec<u64>, u64)> = Vec::new();
            for (at, alternative) in alternatives.iter().enumerate() {
                if chosen >> at & 1 == 1 {
                    tallies.extend(
                        alternative
                            .iter()
                            .map(|tally| (tally.counts.clone(), least(tally))),
                    );
                }
            }
            if let Some(most) = model.terms.max_objections {
                tallies.push((vec![1; n], (n as u64).saturating_sub(most)));
            }
            let (all, with) = winning_by_size(&tallies, &model.terms.veto, n)?;
            let is_odd = chosen.count_ones() % 2 == 1;
            for size in 1..=n {
                let add = |to: &mut BigInt, count: u128| {
                    if is_odd { *to += count } else { *to -= count }
                };
                add(&mut total[size], all[size]);
                for member in 0..n {
                    add(&mut containing[member][size], with[member][size]);
                }
            }
        }
    } else if alternatives.len() > 12 {
        return None;
    }
    let factorial: Vec<BigInt> = (0..=n)
        .scan(BigInt::one(), |product, k| {
            if k > 0 {
                *product *= k;
            }
            Some(product.clone())
        })
        .collect();
    let raw: Vec<(BigInt, BigInt)> = containing
        .iter()
        .map(|with| {
            let (mut swings, mut orders) = (BigInt::zero(), BigInt::zero());
            for size in 0..n {
                // Losing without the member and winning with it, by the size without it.
                let here: BigInt = &with[size + 1] - &total[size] + &with[size];
                orders += &here * &factorial[size] * &factorial[n - size - 1];
                swings += here;
            }
            (swings, orders)
        })
        .collect();
    let share = |part: &BigInt, whole: &BigInt| {
        if whole.is_zero() {
            BigRational::zero()
        } else {
            BigRational::new(part.clone(), whole.clone())
        }
    };
    let swings: BigInt = raw.iter().map(|(swings, _)| swings).sum();
    Some(
        raw.iter()
            .map(|(own, orders)| (share(own, &swings), share(orders, &factorial[n])))
            .collect(),
    )
}

fn quorum_can_hold(model: &Model) -> bool {
    model
        .terms
        .quorum
        .as_ref()
        .is_none_or(|quorum| quorum.sum(|_| true) >= least(quorum))
}

/// The least accepting sum when everybody is present and casts.
fn least(tally: &Tally) -> u64 {
    tally.threshold.least_sum(tally.sum(|_| true))
}

type BySize = Vec<u128>;

/// How many coalitions of each size reach every tally, and how many of those contain each member.
fn winning_by_size(
    tallies: &[(Vec<u64>, u64)],
    veto: &[usize],
    n: usize,
) -> Option<(BySize, Vec<BySize>)> {
    let others: Vec<usize> = (0..n).filter(|at| !veto.contains(at)).collect();
    // Sums are counted without the vetoing members, who are in every winning coalition.
    let mut rows: Vec<(Vec<u64>, u64)> = Vec::new();
    for (counts, least) in tallies {
        let given: u64 = veto.iter().map(|&at| counts[at]).sum();
        let need = least.saturating_sub(given);
        let counts: Vec<u64> = others.iter().map(|&at| counts[at]).collect();
        if need > counts.iter().sum() {
            return Some((vec![0; n + 2], vec![vec![0; n + 2]; n]));
        }
        let divisor = counts
            .iter()
            .fold(0, |divisor, &count| gcd(divisor, count))
            .max(1);
        if need > 0 {
            rows.push((
                counts.iter().map(|count| count / divisor).collect(),
                need.div_ceil(divisor),
            ));
        }
    }
    rows.sort();
    rows.dedup();
    let mut table = Table::new(&rows, others.len())?;
    let items: Vec<Vec<usize>> = (0..others.len())
        .map(|item| {
            rows.iter()
                .map(|(counts, _)| usize::try_from(counts[item]).unwrap_or(usize::MAX))
                .collect()
        })
        .collect();
    for item in &items {
        table.put(item);
    }
    let mut all = vec![0; n + 2];
    for size in 0..=others.len() {
        all[size + veto.len()] = table.reaching(size, &vec![0; rows.len()]);
    }
    // The empty coalition never wins.
    all[0] = 0;
    let mut containing = vec![all.clone(); n];
    let mut known: Vec<(&Vec<usize>, BySize)> = Vec::new();
    for (item, &member) in items.iter().zip(&others) {
        let with = match known.iter().find(|(same, _)| *same == item) {
            Some((_, with)) => with.clone(),
            None => {
                table.take(item);
                let mut with = vec![0; n + 2];
                for size in 0..others.len() {
                    with[size + 1 + veto.len()] = table.reaching(size, item);
                }
                table.put(item);
                known.push((item, with.clone()));
                with
            }
        };
        containing[member] = with;
    }
    Some((all, containing))
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// How many sets of items there are by size and by their sums.
struct Table {
    /// The width of each sum and of the size, the size varying slowest.
    widths: Vec<usize>,
    needs: Vec<usize>,
    cells: Vec<u128>,
}

impl Table {
    fn new(rows: &[(Vec<u64>, u64)], items: usize) -> Option<Self> {
        let mut widths = Vec::new();
        let mut size = items + 1;
        for (counts, _) in rows {
            let width = usize::try_from(counts.iter().sum::<u64>())
                .ok()?
                .checked_add(1)?;
            size = size
                .checked_mul(width)
                .filter(|&size| size <= TABLE_LIMIT)?;
            widths.push(width);
        }
        let needs = rows
            .iter()
            .map(|(_, need)| usize::try_from(*need).ok())
            .collect::<Option<_>>()?;
        let mut cells = vec![0; size];
        cells[0] = 1;
        Some(Self {
            widths,
            needs,
            cells,
        })
    }

    /// How far an item moves a set in the table.
    fn step(&self, item: &[usize]) -> usize {
        let (mut step, mut unit) = (0, 1);
        for (amount, width) in item.iter().zip(&self.widths) {
            step += amount * unit;
            unit *= width;
        }
        step + unit
    }

    fn put(&mut self, item: &[usize]) {
        let step = self.step(item);
        for cell in (step..self.cells.len()).rev() {
            self.cells[cell] += self.cells[cell - step];
        }
    }

    fn take(&mut self, item: &[usize]) {
        let step = self.step(item);
        for cell in step..self.cells.len() {
            self.cells[cell] -= self.cells[cell - step];
        }
    }

    /// The sets of so many items whose sums, with `more` added, reach every need.
    fn reaching(&self, size: usize, more: &[usize]) -> u128 {
        let slab: usize = self.widths.iter().product();
        let cells = &self.cells[size * slab..(size + 1) * slab];
        let least: Vec<usize> = self
            .needs
            .iter()
            .zip(more)
            .map(|(need, more)| need.saturating_sub(*more))
            .collect();
        Self::sum(cells, &self.widths, &least)
    }

    fn sum(cells: &[u128], widths: &[usize], least: &[usize]) -> u128 {
        let Some((_, inner)) = widths.split_last() else {
            return cells.iter().sum();
        };
        let row: usize = inner.iter().product();
        let (Some(&first), inner_least) = (least.last(), &least[..least.len() - 1]) else {
            return 0;
        };
        cells
            .chunks(row)
            .skip(first)
            .map(|cells| Self::sum(cells, inner, inner_least))
            .sum()
    }
}
