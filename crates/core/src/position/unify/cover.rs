//! The fewest items whose counts reach several needs at once.
//!
//! Branch and bound: the bound at a node is what the neediest sum alone would take.

/// The fewest items such that for every row of `counts` the chosen entries sum to the row's need;
/// `None` when all items together do not suffice. Each node costs one of `steps`; when they run out
/// the best number found so far is returned, and `steps` is 0.
pub fn fewest_reaching(counts: &[Vec<u64>], needs: &[u64], steps: &mut usize) -> Option<u64> {
    let rows: Vec<(&Vec<u64>, u64)> =
        counts.iter().zip(needs.iter().copied()).filter(|(_, need)| *need > 0).collect();
    if rows.iter().any(|(row, need)| row.iter().sum::<u64>() < *need) {
        return None;
    }
    let Some((first, _)) = rows.first() else {
        return Some(0);
    };
    // Items that reach much of what is needed come first.
    let reach = |item: usize| -> u128 {
        rows.iter().map(|(row, need)| u128::from(row[item].min(*need)) * (1 << 32) / u128::from(*need)).sum()
    };
    let mut order: Vec<usize> = (0..first.len()).collect();
    order.sort_by_key(|&item| (std::cmp::Reverse(reach(item)), item));
    let mut search = Search {
        rows: rows.iter().map(|(row, _)| order.iter().map(|&item| row[item]).collect()).collect(),
        best: order.len() as u64,
        steps,
    };
    let needs: Vec<u64> = rows.iter().map(|(_, need)| *need).collect();
    search.enter(0, &needs, 0);
    Some(search.best)
}

struct Search<'a> {
    rows: Vec<Vec<u64>>,
    best: u64,
    steps: &'a mut usize,
}

impl Search<'_> {
    fn enter(&mut self, next: usize, needs: &[u64], taken: u64) {
        if needs.iter().all(|&need| need == 0) {
            self.best = self.best.min(taken);
            return;
        }
        if *self.steps == 0 {
            return;
        }
        *self.steps -= 1;
        let mut bound = 0;
        for (row, &need) in self.rows.iter().zip(needs) {
            match fewest(&row[next..], need) {
                Some(count) => bound = bound.max(count),
                None => return,
            }
        }
        if taken + bound >= self.best {
            return;
        }
        let after: Vec<u64> =
            self.rows.iter().zip(needs).map(|(row, need)| need.saturating_sub(row[next])).collect();
        if after != needs {
            self.enter(next + 1, &after, taken + 1);
        }
        self.enter(next + 1, needs, taken);
    }
}

/// The fewest entries that sum to the need.
fn fewest(row: &[u64], need: u64) -> Option<u64> {
    let mut row = row.to_vec();
    row.sort_unstable_by(|a, b| b.cmp(a));
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
            let mut steps = 10_000;
            prop_assert_eq!(fewest_reaching(&counts, &needs, &mut steps), smallest.map(u64::from));
        }
    }
}
