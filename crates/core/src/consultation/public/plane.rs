//! The plane in which people who vote alike are near each other: principal components of the votes.
//!
//! What somebody did not vote on counts as the mean of the statement; who voted little is moved outwards by √(statements ÷ votes)
//! (Small and others 2021, *Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces*). Up to
//! [`PAIR_LIMIT`] statements the components come from sums over pairs, beyond it from runs over the votes;
//! they are the same up to the last digits. A component's sign means nothing; it is chosen so that its largest entry is positive.

use std::ops::Range;

use super::{
    ballots::{Ballots, Cast},
    crew::{Crew, parts, shares},
    pairs::{PAIR_LIMIT, PairSums, mean},
    spectrum::{Symmetric, leading},
};

/// Rows that are worked on at once; the same for every number of threads, so that sums are, too.
const ROWS: usize = 8_192;

pub use super::spectrum::Care;

/// A place in the plane.
pub type Place = [f64; 2];

/// The plane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plane {
    /// The mean vote on each statement.
    pub centre: Vec<f64>,
    /// The two directions, each of length 1 (or 0 when there is none).
    pub components: [Vec<f64>; 2],
    /// The variance along each, times the number of participants.
    pub along: [f64; 2],
    /// The variance in all directions, times the number of participants.
    pub total: f64,
    /// Statements that count as voted on with 0 by everybody: how `polis` treats what was moderated out.
    pub zeroed: usize,
}

/// The Gram matrix from sums over pairs.
struct Dense {
    gram: Vec<f64>,
    order: usize,
}

impl Symmetric for Dense {
    fn order(&self) -> usize {
        self.order
    }

    fn times(&self, vector: &[f64]) -> Vec<f64> {
        self.gram.chunks_exact(self.order.max(1)).map(|row| super::spectrum::dot(row, vector)).collect()
    }
}

/// The Gram matrix as two runs over the votes.
struct Sparse<'a, C> {
    ballots: &'a Ballots,
    centre: &'a [f64],
    crew: &'a C,
}

impl<C: Crew> Symmetric for Sparse<'_, C> {
    fn order(&self) -> usize {
        self.ballots.statements()
    }

    fn times(&self, vector: &[f64]) -> Vec<f64> {
        let part = |rows: Range<usize>| {
            let mut product = vec![0.0; vector.len()];
            for row in rows.map(|participant| self.ballots.row(participant)) {
                let value = |cast: &Cast| cast.vote().value() - self.centre[cast.statement()];
                let along: f64 = row.iter().map(|cast| value(cast) * vector[cast.statement()]).sum();
                row.iter().for_each(|cast| product[cast.statement()] += along * value(cast));
            }
            product
        };
        let mut product = vec![0.0; vector.len()];
        for part in self.crew.each(&parts(self.ballots.participants(), ROWS), &part) {
            product.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        }
        product
    }
}

/// Sums over pairs of all participants, if there are not too many statements for them.
pub fn pair_sums(ballots: &Ballots, crew: &impl Crew) -> Option<PairSums> {
    if ballots.statements() > PAIR_LIMIT {
        return None;
    }
    // Whole numbers: how the work is shared out changes nothing.
    let ranges = shares(ballots.participants(), crew.hands());
    let mut sums = crew.each(&ranges, &|range| PairSums::of(ballots, range)).into_iter();
    let mut all = sums.next().unwrap_or_else(|| PairSums::empty(ballots.statements()));
    sums.for_each(|other| all.add(&other));
    Some(all)
}

impl Plane {
    /// The plane of these votes; an earlier one shortens the search and changes nothing.
    pub fn new(
        ballots: &Ballots,
        pairs: Option<&PairSums>,
        zeroed: usize,
        care: Care,
        earlier: Option<&Self>,
        crew: &impl Crew,
    ) -> Self {
        let order = ballots.statements();
        let earlier: Vec<&[f64]> = earlier
            .iter()
            .flat_map(|plane| plane.components.iter().map(Vec::as_slice))
            .filter(|component| component.len() == order)
            .collect();
        let (centre, total, found) = match pairs {
            Some(pairs) => {
                let centre = pairs.centre();
                let gram = pairs.gram(&centre);
                let total = (0..order).map(|at| gram[at * order + at]).sum();
                let dense = Dense { gram, order };
                let found = leading(&dense, 2, care, &earlier);
                (centre, total, found)
            }
            None => {
                let centre = centre(ballots);
                let square = |cast: &Cast| (cast.vote().value() - centre[cast.statement()]).powi(2);
                let total = ballots.rows().flatten().map(square).sum();
                let sparse = Sparse { ballots, centre: &centre, crew };
                let found = leading(&sparse, 2, care, &earlier);
                (centre, total, found)
            }
        };
        let mut plane =
            Self { centre, components: [vec![0.0; order], vec![0.0; order]], along: [0.0; 2], total, zeroed };
        for ((own, along), eigen) in plane.components.iter_mut().zip(&mut plane.along).zip(found) {
            if eigen.value > 1e-12 * total {
                *along = eigen.value;
                *own = upright(eigen.vector);
            }
        }
        plane
    }

    /// Where somebody with these votes stands.
    pub fn place(&self, row: &[Cast]) -> Place {
        let scale = self.scale(row.len());
        self.table().place(row, scale)
    }

    /// Where everybody stands.
    pub fn places(&self, ballots: &Ballots, crew: &impl Crew) -> Vec<Place> {
        let table = self.table();
        let part = |rows: Range<usize>| -> Vec<Place> {
            rows.map(|participant| ballots.row(participant))
                .map(|row| table.place(row, self.scale(row.len())))
                .collect()
        };
        crew.each(&parts(ballots.participants(), ROWS), &part).concat()
    }

    fn scale(&self, votes: usize) -> f64 {
        let statements = (self.centre.len() + self.zeroed) as f64;
        (statements / (votes + self.zeroed).max(1) as f64).sqrt()
    }

    /// What each possible vote adds to a place.
    fn table(&self) -> Table {
        let [across, up] = &self.components;
        let entry = |at: usize| {
            let value = (at & 3) as f64 - 1.0 - self.centre[at >> 2];
            [value * across[at >> 2], value * up[at >> 2]]
        };
        Table((0..self.centre.len() * 4).map(entry).collect())
    }

    /// Where somebody would stand who only disagreed with this statement: its projection.
    pub fn statement(&self, statement: usize) -> Place {
        let scale = ((self.centre.len() + self.zeroed) as f64).sqrt();
        let value = -1.0 - self.centre.get(statement).copied().unwrap_or(0.0);
        self.components.each_ref().map(|part| scale * value * part.get(statement).copied().unwrap_or(0.0))
    }

    /// How far a statement pulls people apart: the length of its projection.
    pub fn extremity(&self, statement: usize) -> f64 {
        let [across, up] = self.statement(statement);
        across.hypot(up)
    }

    /// The share of all variance that the plane shows; 0 when there is none.
    pub fn share(&self) -> f64 {
        if self.total > 0.0 { (self.along[0] + self.along[1]) / self.total } else { 0.0 }
    }
}

struct Table(Vec<Place>);

impl Table {
    fn place(&self, row: &[Cast], scale: f64) -> Place {
        let mut place = [0.0; 2];
        for cast in row {
            if let Some([across, up]) = self.0.get(cast.slot()) {
                place[0] += across;
                place[1] += up;
            }
        }
        place.map(|part| part * scale)
    }
}

fn centre(ballots: &Ballots) -> Vec<f64> {
    let mut sums = vec![(0_i64, 0_u32); ballots.statements()];
    for cast in ballots.rows().flatten() {
        let (sum, count) = &mut sums[cast.statement()];
        *sum += i64::try_from(cast.code()).unwrap_or(0) - 1;
        *count += 1;
    }
    sums.into_iter().map(|(sum, count)| mean(sum, count)).collect()
}

/// The vector or its opposite, so that its largest entry is positive.
fn upright(vector: Vec<f64>) -> Vec<f64> {
    let largest = vector
        .iter()
        .copied()
        .fold(0.0, |most: f64, part| if part.abs() > most.abs() + 1e-9 { part } else { most });
    if largest < 0.0 { vector.into_iter().map(|part| -part).collect() } else { vector }
}
