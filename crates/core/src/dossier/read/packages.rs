//! Packages that cannot be: conditions that can never be chosen, or only all together.
//!
//! What a condition brings with it is the closure of `implies`, kept as one row of bits for each
//! condition (Warshall, "A theorem on Boolean matrices", JACM 9, 1962): at the limit of conditions
//! that is some hundred million steps on words, however many edges there are.

use std::collections::HashMap;

use super::sections::ReadCondition;
use crate::{
    dossier::problem::{Problem, ProblemKind, Problems},
    text::Id,
};

/// Warns of conditions that can never be chosen, or only all together.
pub fn check_packages(conditions: &[ReadCondition], problems: &mut Problems) {
    if conditions.iter().all(|condition| condition.implies.is_empty()) {
        return;
    }
    let at: HashMap<&Id, usize> =
        conditions.iter().enumerate().map(|(at, condition)| (&condition.id.value, at)).collect();
    let mut chosen = Rows::new(conditions.len());
    let mut excluded = Rows::new(conditions.len());
    for (own, condition) in conditions.iter().enumerate() {
        for other in condition.implies.iter().filter_map(|id| at.get(&id.value)) {
            chosen.set(own, *other);
        }
        for other in condition.excludes.iter().filter_map(|id| at.get(&id.value)) {
            excluded.set(own, *other);
        }
    }
    chosen.close();
    let mut is_told = vec![false; conditions.len()];
    for (own, condition) in conditions.iter().enumerate() {
        if condition.implies.is_empty() {
            continue;
        }
        if chosen.has(own, own) && !is_told[own] {
            let circle: Vec<usize> = chosen.ones(own).filter(|&other| chosen.has(other, own)).collect();
            for &other in &circle {
                is_told[other] = true;
            }
            let kind = ProblemKind::CyclicImplies(condition.id.value.clone(), circle.len().saturating_sub(1));
            problems.push(Problem::warning(condition.id.span.clone(), kind));
        }
        chosen.set(own, own);
        let clash = chosen
            .ones(own)
            .find_map(|one| chosen.first_common(own, &excluded, one).map(|other| (one, other)));
        // Who excludes itself has been told so.
        if let Some((one, other)) = clash.filter(|(one, other)| one != other) {
            let pair = [one, other].map(|it| conditions[it].id.value.clone());
            let kind = ProblemKind::NeverChosen(condition.id.value.clone(), pair);
            problems.push(Problem::warning(condition.id.span.clone(), kind));
        }
    }
}

/// A square of bits.
struct Rows {
    width: usize,
    words: Vec<u64>,
}

impl Rows {
    fn new(size: usize) -> Self {
        let width = size.div_ceil(64);
        Self { width, words: vec![0; width * size] }
    }

    fn row(&self, row: usize) -> &[u64] {
        &self.words[row * self.width..][..self.width]
    }

    fn has(&self, row: usize, column: usize) -> bool {
        self.row(row)[column / 64] >> (column % 64) & 1 == 1
    }

    fn set(&mut self, row: usize, column: usize) {
        self.words[row * self.width + column / 64] |= 1 << (column % 64);
    }

    fn ones(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let words = self.row(row).iter().enumerate();
        words.flat_map(|(index, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
        })
    }

    /// The first column that has a bit both in a row of this square and in one of another.
    fn first_common(&self, row: usize, other: &Self, of: usize) -> Option<usize> {
        let mut words = self.row(row).iter().zip(other.row(of)).enumerate();
        words.find_map(|(index, (own, other))| {
            let common = own & other;
            // At most 63, since the word is not zero.
            (common != 0).then(|| index * 64 + common.trailing_zeros() as usize)
        })
    }

    /// Makes every row hold all that the rows it points to hold.
    fn close(&mut self) {
        for via in 0..self.words.len() / self.width.max(1) {
            let through = self.row(via).to_vec();
            for row in self.words.chunks_exact_mut(self.width) {
                if row[via / 64] >> (via % 64) & 1 == 1 {
                    row.iter_mut().zip(&through).for_each(|(own, other)| *own |= other);
                }
            }
        }
    }
}
