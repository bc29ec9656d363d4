//! Groups in the plane: k-means with weights, silhouettes, and how alike two partitions are.
//!
//! As Polis does it, people are first gathered into at most 100 base clusters, and these into groups, which keeps the second
//! step small however many people there are. In `polis` the first distinct places are the start; in `mawqif` starts are drawn by
//! k-means++ (Arthur and Vassilvitskii 2007) from a seed, several times, and the tightest clustering stays.

use std::ops::Range;

use super::{
    crew::{Alone, Crew, parts},
    dice::Dice,
    plane::Place,
};

/// Places worked on at once; fixed, so that sums do not depend on the number of threads.
const PLACES: usize = 8_192;

/// Clusters have settled when no centre moves further than this.
const STILL: f64 = 0.01;

/// Clusters of places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters {
    /// The centre of each.
    pub centres: Vec<Place>,
    /// Which cluster each place is in.
    pub of: Vec<u8>,
}

/// The square of the distance.
fn apart(one: Place, two: Place) -> f64 {
    (one[0] - two[0]).powi(2) + (one[1] - two[1]).powi(2)
}

/// The nearest centre, the first of several, and the square of its distance.
fn nearest(place: Place, centres: &[Place]) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (at, &centre) in centres.iter().enumerate() {
        let distance = apart(place, centre);
        if distance < best.1 {
            best = (at, distance);
        }
    }
    best
}

/// From this many places on, centres are looked up in a grid.
const MANY: usize = 400;

/// The most cells of a grid along each axis.
const CELLS: usize = 96;

/// Which centres can be nearest to a place, by the cell of a grid that it is in: what all of them would say, from a few of them.
struct Grid<'a> {
    centres: &'a [Place],
    from: Place,
    step: Place,
    cells: usize,
    /// For each cell where its candidates begin, in the order of the centres.
    starts: Vec<usize>,
    candidates: Vec<u8>,
}

impl<'a> Grid<'a> {
    fn new(places: &[Place], centres: &'a [Place]) -> Option<Self> {
        if places.len() < MANY || centres.len() < 4 || centres.len() > usize::from(u8::MAX) {
            return None;
        }
        // Making a cell takes as long as looking at all centres once.
        let cells = (places.len() / 16).isqrt().clamp(4, CELLS);
        let mut low = [f64::INFINITY; 2];
        let mut high = [f64::NEG_INFINITY; 2];
        for place in places {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let step = [0, 1].map(|axis| (high[axis] - low[axis]) / cells as f64);
        if step.iter().any(|step| !step.is_finite() || *step <= 0.0) {
            return None;
        }
        let mut grid = Self { centres, from: low, step, cells, starts: vec![0], candidates: Vec::new() };
        for row in 0..cells {
            for column in 0..cells {
                // A little larger than the cell, so that rounding leaves no place outside.
                let edge = |axis: usize, at: usize| {
                    (
                        low[axis] + step[axis] * (at as f64 - 1e-6),
                        low[axis] + step[axis] * (at as f64 + 1.0 + 1e-6),
                    )
                };
                let edges = [edge(0, column), edge(1, row)];
                let reach = |centre: &Place| {
                    let mut span = (0.0, 0.0);
                    for axis in 0..2 {
                        let (begin, end) = edges[axis];
                        span.0 += (begin - centre[axis]).max(centre[axis] - end).max(0.0).powi(2);
                        span.1 += (centre[axis] - begin).abs().max((centre[axis] - end).abs()).powi(2);
                    }
                    span
                };
                let spans: Vec<(f64, f64)> = centres.iter().map(reach).collect();
                let least = spans.iter().map(|(_, most)| *most).fold(f64::INFINITY, f64::min);
                for (at, (nearest, _)) in spans.iter().enumerate() {
                    if *nearest <= least * (1.0 + 1e-9) {
                        grid.candidates.push(u8::try_from(at).unwrap_or(u8::MAX));
                    }
                }
                grid.starts.push(grid.candidates.len());
            }
        }
        Some(grid)
    }

    fn nearest(&self, place: Place) -> usize {
        let cell = |axis: usize| whole((place[axis] - self.from[axis]) / self.step[axis]).min(self.cells - 1);
        let at = cell(1) * self.cells + cell(0);
        let mut best = (0, f64::INFINITY);
        for candidate in &self.candidates[self.starts[at]..self.starts[at + 1]] {
            let candidate = usize::from(*candidate);
            let distance = apart(place, self.centres[candidate]);
            if distance < best.1 {
                best = (candidate, distance);
            }
        }
        best.0
    }
}

/// The whole part of a number that is small and not negative; 0 of any other.
fn whole(number: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 65,535")]
    let whole = number.clamp(0.0, 65_535.0) as u16;
    usize::from(whole)
}

/// The first places that differ, `count` of them if there are as many.
pub(super) fn first_distinct(places: &[Place], count: usize) -> Vec<Place> {
    let mut starts: Vec<Place> = Vec::new();
    for &place in places {
        if starts.len() == count {
            break;
        }
        if !starts.contains(&place) {
            starts.push(place);
        }
    }
    starts
}

/// Starts drawn in proportion to weight and the square of the distance to those that are drawn already.
pub(super) fn drawn(places: &[Place], weights: &[f64], count: usize, dice: &mut Dice) -> Vec<Place> {
    let mut starts: Vec<Place> = Vec::new();
    let mut pull: Vec<f64> = weights.to_vec();
    let mut distances = vec![f64::INFINITY; places.len()];
    while starts.len() < count {
        let total: f64 = pull.iter().sum();
        if total <= 0.0 {
            break;
        }
        let mut left = dice.share() * total;
        let mut chosen = None;
        for (at, part) in pull.iter().enumerate().filter(|(_, part)| **part > 0.0) {
            chosen = Some(at);
            left -= part;
            if left < 0.0 {
                break;
            }
        }
        let Some(&start) = chosen.and_then(|at| places.get(at)) else { break };
        starts.push(start);
        for (((part, distance), &place), weight) in
            pull.iter_mut().zip(&mut distances).zip(places).zip(weights)
        {
            *distance = distance.min(apart(place, start));
            *part = weight * *distance;
        }
    }
    starts
}

/// k-means from these starts; clusters that lose everybody are given up. Without weights each place counts 1.
pub(super) fn k_means(
    places: &[Place],
    weights: Option<&[f64]>,
    starts: Vec<Place>,
    rounds: usize,
    crew: &impl Crew,
) -> Clusters {
    let mut centres = starts;
    let ranges = parts(places.len(), PLACES);
    let mut of: Vec<u8> = Vec::new();
    for _ in 0..=rounds {
        let grid = Grid::new(places, &centres);
        let part = |range: Range<usize>| {
            let mut sums = vec![[0.0; 3]; centres.len()];
            let mut of = Vec::with_capacity(range.len());
            for at in range {
                let cluster = match &grid {
                    Some(grid) => grid.nearest(places[at]),
                    None => nearest(places[at], &centres).0,
                };
                of.push(u8::try_from(cluster).unwrap_or(u8::MAX));
                let weight = weights.and_then(|weights| weights.get(at)).copied().unwrap_or(1.0);
                if let Some(sum) = sums.get_mut(cluster) {
                    sum[0] += weight * places[at][0];
                    sum[1] += weight * places[at][1];
                    sum[2] += weight;
                }
            }
            (of, sums)
        };
        let mut sums = vec![[0.0; 3]; centres.len()];
        of.clear();
        for (part_of, part_sums) in crew.each(&ranges, &part) {
            of.extend(part_of);
            for (sum, part) in sums.iter_mut().zip(part_sums) {
                (0..3).for_each(|at| sum[at] += part[at]);
            }
        }
        let moved: Vec<Option<Place>> =
            sums.iter().map(|sum| (sum[2] > 0.0).then(|| [sum[0] / sum[2], sum[1] / sum[2]])).collect();
        let mut names = vec![0_u8; moved.len()];
        let mut kept = 0_u8;
        for (name, centre) in names.iter_mut().zip(&moved) {
            *name = kept;
            kept = kept.saturating_add(u8::from(centre.is_some()));
        }
        of.iter_mut().for_each(|cluster| *cluster = names.get(usize::from(*cluster)).copied().unwrap_or(0));
        let moved: Vec<Place> = moved.into_iter().flatten().collect();
        let is_settled = is_same(&centres, &moved);
        centres = moved;
        if is_settled {
            break;
        }
    }
    Clusters { centres, of }
}

/// Whether two sets of centres are the same within [`STILL`], each sorted.
fn is_same(one: &[Place], two: &[Place]) -> bool {
    let sorted = |centres: &[Place]| {
        let mut centres = centres.to_vec();
        centres.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        centres
    };
    sorted(one).iter().zip(sorted(two)).all(|(&one, two)| apart(one, two).sqrt() < STILL)
}

/// The sum of weighted squares of distances to the centres.
fn spread(places: &[Place], weights: &[f64], clusters: &Clusters) -> f64 {
    let own = |at: usize| clusters.of.get(at).and_then(|&of| clusters.centres.get(usize::from(of)));
    let parts = places.iter().zip(weights).enumerate();
    parts.filter_map(|(at, (&place, weight))| Some(weight * apart(place, *own(at)?))).sum()
}

/// The tightest of several clusterings from drawn starts.
pub(super) fn tightest(
    places: &[Place],
    weights: &[f64],
    count: usize,
    tries: usize,
    dice: &mut Dice,
) -> Clusters {
    let mut best: Option<(f64, Clusters)> = None;
    for _ in 0..tries {
        let starts = drawn(places, weights, count, dice);
        let clusters = k_means(places, Some(weights), starts, 100, &Alone);
        let loose = spread(places, weights, &clusters);
        if best.as_ref().is_none_or(|(least, _)| loose < *least) {
            best = Some((loose, clusters));
        }
    }
    best.map(|(_, clusters)| clusters).unwrap_or_default()
}

/// The mean silhouette (Rousseeuw 1987), each place by its weight; 0 for places alone in a cluster, and when there is one
/// cluster only. Distances to a cluster are means over its places, as Polis has them.
pub(super) fn silhouette(places: &[Place], weights: &[f64], clusters: &Clusters) -> f64 {
    let count = clusters.centres.len();
    let (mut sum, mut all) = (0.0, 0.0);
    for (at, &place) in places.iter().enumerate() {
        let mut distances = vec![(0.0_f64, 0.0_f64); count];
        for (other, &there) in places.iter().enumerate() {
            let of = clusters.of.get(other).copied().map_or(0, usize::from);
            if other != at
                && let Some((total, number)) = distances.get_mut(of)
            {
                *total += apart(place, there).sqrt();
                *number += 1.0;
            }
        }
        let own = clusters.of.get(at).copied().map_or(0, usize::from);
        let weight = weights.get(at).copied().unwrap_or(1.0);
        all += weight;
        let mean = |&(total, number): &(f64, f64)| total / number;
        let others = distances.iter().enumerate().filter(|(of, (_, number))| *of != own && *number > 0.0);
        let beside = others.map(|(_, pair)| mean(pair)).fold(f64::INFINITY, f64::min);
        if let Some(own) = distances.get(own).filter(|(_, number)| *number > 0.0).map(mean)
            && beside.is_finite()
            && own.max(beside) > 0.0
        {
            sum += weight * (beside - own) / own.max(beside);
        }
    }
    if all > 0.0 { sum / all } else { 0.0 }
}

/// The adjusted Rand index of two partitions (Hubert and Arabie 1985): 1 when they are the same, about 0 when they have no
/// more to do with each other than by chance.
pub fn adjusted_rand(one: &[usize], two: &[usize]) -> f64 {
    let pairs = |count: usize| count as f64 * (count as f64 - 1.0) / 2.0;
    let counts = |keys: &mut dyn Iterator<Item = (usize, usize)>| {
        let mut counts = std::collections::BTreeMap::<(usize, usize), usize>::new();
        keys.for_each(|key| *counts.entry(key).or_default() += 1);
        counts.into_values().map(pairs).sum::<f64>()
    };
    let together = counts(&mut one.iter().copied().zip(two.iter().copied()));
    let in_one = counts(&mut one.iter().map(|&name| (name, 0)));
    let in_two = counts(&mut two.iter().map(|&name| (name, 0)));
    let all = pairs(one.len().min(two.len()));
    if all == 0.0 {
        return 1.0;
    }
    let chance = in_one * in_two / all;
    let most = f64::midpoint(in_one, in_two);
    if most == chance { 1.0 } else { (together - chance) / (most - chance) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_clouds_are_two_clusters_from_any_seed() {
        let mut dice = Dice::new(7);
        let near = |centre: f64, dice: &mut Dice| [centre + dice.share(), dice.share()];
        let places: Vec<Place> = (0..60).map(|at| near(if at < 40 { 0.0 } else { 9.0 }, &mut dice)).collect();
        let weights = vec![1.0; places.len()];
        for seed in 0..20 {
            let clusters = tightest(&places, &weights, 2, 4, &mut Dice::new(seed));
            let sizes = clusters.of.iter().filter(|&&of| of == clusters.of[0]).count();
            assert_eq!(sizes, 40);
            assert!(silhouette(&places, &weights, &clusters) > 0.8);
        }
    }

    #[test]
    fn a_grid_finds_what_looking_at_all_centres_finds() {
        let mut dice = Dice::new(11);
        let mut some = |count: usize| -> Vec<Place> {
            (0..count).map(|_| [6.0 * dice.share().powi(3) - 2.0, dice.share() - dice.share()]).collect()
        };
        let (mut places, mut centres) = (some(20_000), some(100));
        // On centres, on edges of cells, and two centres in one place.
        places.extend(centres.iter().copied());
        centres.push(centres[7]);
        for count in [500, 5_000, places.len()] {
            let some = &places[places.len() - count..];
            let grid = Grid::new(some, &centres).unwrap();
            assert!(some.iter().all(|&place| grid.nearest(place) == nearest(place, &centres).0));
        }
        assert!(Grid::new(&vec![[1.0, 2.0]; 5_000], &centres).is_none());
    }

    #[test]
    fn everybody_in_one_place_is_one_cluster() {
        let places = vec![[1.0, 2.0]; 9];
        let weights = vec![1.0; 9];
        let clusters = tightest(&places, &weights, 3, 4, &mut Dice::new(1));
        assert_eq!(clusters.centres, [[1.0, 2.0]]);
        assert_eq!(silhouette(&places, &weights, &clusters), 0.0);
        assert!(k_means(&[], None, Vec::new(), 5, &Alone).centres.is_empty());
    }

    #[test]
    fn the_rand_index_is_that_of_hubert_and_arabie() {
        assert_eq!(adjusted_rand(&[0, 0, 1, 1], &[5, 5, 2, 2]), 1.0);
        // Two pairs crossed: below chance.
        assert!((adjusted_rand(&[0, 0, 1, 1], &[0, 1, 0, 1]) + 0.5).abs() < 1e-15);
        // 12 things in 3 and 3 clusters, counted by hand: pairs together 6, in one 18, in two 18, of 66.
        let one = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
        let two = [0, 0, 1, 1, 0, 0, 2, 2, 1, 1, 2, 2];
        let expected = (6.0 - 18.0 * 18.0 / 66.0) / (18.0 - 18.0 * 18.0 / 66.0);
        assert!((adjusted_rand(&one, &two) - expected).abs() < 1e-15);
    }
}
