//! The fewest items whose counts reach several needs at once.
//!
//! One need takes the largest counts, as many as it takes. Several are searched by branch and bound,
//! where the bound at a node is what the neediest sum alone would take. The search keeps its own stack,
//! since it is as deep as there are items.

use std::cmp::Reverse;

use super::work::Work;

/// The fewest items such that for every row of `counts` the chosen entries sum to the row's need;
/// `None` when all items together do not suffice. When the work is over, the best number found so far
/// is returned, which some items do reach.
pub fn fewest_reaching(counts: &[Vec<u64>], needs: &[u64], work: &mut Work) -> Option<u64> {
    let rows: Vec<(&Vec<u64>, u64)> =
        counts.iter().zip(needs.iter().copied()).filter(|(_, need)| *need > 0).collect();
    if rows.iter().any(|(row, need)| row.iter().sum::<u64>() < *need) {
        return None;
    }
    match rows.as_slice() {
        [] => Some(0),
        [(row, need)] => fewest(row, *need),
        rows => Some(Search::new(rows).fewest(work)),
    }
}

struct Search {
    /// By need: what each item counts. Items that reach much of what is needed come first.
    rows: Vec<Vec<u64>>,
    /// By need: the items, the largest counts first.
    largest: Vec<Vec<usize>>,
    needs: Vec<u64>,
    items: usize,
}

impl Search {
    fn new(rows: &[(&Vec<u64>, u64)]) -> Self {
        let items = rows.first().map_or(0, |(row, _)| row.len());
        let reach = |item: usize| -> u128 {
            let shares = rows
                .iter()
                .map(|(row, need)| u128::from(row[item].min(*need)) * (1 << 32) / u128::from(*need));
            shares.sum()
        };
        let mut order: Vec<usize> = (0..items).collect();
        order.sort_by_cached_key(|&item| (Reverse(reach(item)), item));
        let rows_in_order: Vec<Vec<u64>> =
            rows.iter().map(|(row, _)| order.iter().map(|&item| row[item]).collect()).collect();
        let largest = rows_in_order.iter().map(|row| {
            let mut sorted: Vec<usize> = (0..items).collect();
            sorted.sort_by_key(|&item| (Reverse(row[item]), item));
            sorted
        });
        Self {
            largest: largest.collect(),
            rows: rows_in_order,
            needs: rows.iter().map(|(_, need)| *need).collect(),
            items,
        }
    }

    fn fewest(&self, work: &mut Work) -> u64 {
        let mut best = self.greedy();
        // The items taken, each with what was needed before it.
        let mut taken: Vec<(usize, Vec<u64>)> = Vec::new();
        let mut needs = self.needs.clone();
        let mut next = 0;
        loop {
            let count = taken.len() as u64;
            if needs.iter().all(|&need| need == 0) {
                best = best.min(count);
            } else if self.bound(next, &needs, work).is_some_and(|more| count + more < best) {
                let after = self.after(next, &needs);
                if after != needs {
                    taken.push((next, std::mem::replace(&mut needs, after)));
                }
                next += 1;
                continue;
            }
            let Some((item, before)) = taken.pop() else {
                return best;
            };
            (needs, next) = (before, item + 1);
        }
    }

    /// How many items it takes when they are taken in order.
    fn greedy(&self) -> u64 {
        let mut needs = self.needs.clone();
        let mut count = 0;
        for item in 0..self.items {
            if needs.iter().all(|&need| need == 0) {
                break;
            }
            let after = self.after(item, &needs);
            count += u64::from(after != needs);
            needs = after;
        }
        count
    }

    /// What is needed once an item is taken.
    fn after(&self, item: usize, needs: &[u64]) -> Vec<u64> {
        self.rows.iter().zip(needs).map(|(row, need)| need.saturating_sub(row[item])).collect()
    }

    /// No fewer items than this, from `next` on, reach the needs; `None` when all of them do not, or when
    /// the work is over.
    fn bound(&self, next: usize, needs: &[u64], work: &mut Work) -> Option<u64> {
        let mut bound = 0;
        for ((row, largest), &need) in self.rows.iter().zip(&self.largest).zip(needs) {
            let (mut sum, mut count, mut looked) = (0, 0, 1);
            for &item in largest {
                if sum >= need {
                    break;
                }
                looked += 1;
                if item >= next {
                    sum += row[item];
                    count += 1;
                }
            }
            if !work.spend(looked) || sum < need {
                return None;
            }
            bound = bound.max(count);
        }
        Some(bound)
    }
}

/// The fewest entries that sum to the need.
fn fewest(row: &[u64], need: u64) -> Option<u64> {
    let mut row = row.to_vec();
    row.sort_unstable_by_key(|&count| Reverse(count));
    let mut sum = 0_u64;
    let mut count = 0;
    let mut entries = row.iter();
    while sum < need {
        sum += entries.next()?;
        count += 1;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_cover_is_the_smallest(
            counts in prop::collection::vec(prop::collection::vec(0_u64..6, 7), 1..4),
            needs in prop::collection::vec(0_u64..14, 3),
        ) {
            let reached = |set: u32| counts.iter().zip(&needs).all(|(row, need)| {
                (0..7).filter(|item| set >> item & 1 == 1).map(|item| row[item]).sum::<u64>() >= *need
            });
            let smallest = (0..1_u32 << 7).filter(|&set| reached(set)).map(u32::count_ones).min();
            let mut work = Work::new(100_000, None);
            prop_assert_eq!(fewest_reaching(&counts, &needs, &mut work), smallest.map(u64::from));
            prop_assert!(!work.is_over());
            // What is found with hardly any work is a number that some items reach.
            let mut work = Work::new(1, None);
            let hasty = fewest_reaching(&counts, &needs, &mut work);
            prop_assert_eq!(hasty.is_some(), smallest.is_some());
            prop_assert!(hasty >= smallest.map(u64::from) && hasty.unwrap_or(0) <= 7);
        }
    }
}
