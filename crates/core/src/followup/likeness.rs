//! Likeness: reports that may be one event told twice. They are suggested, never merged.
//!
//! Two reports are alike when they are of nearly the same day, near to each other, of one kind, and name
//! nobody who speaks against it. Days are gone through in order, and within a window of days reports are sorted by
//! latitude, so that only neighbours are compared; how much is compared at most is written down, and what was
//! not is admitted.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::report::{Name, Report, Reports, in_degrees};

/// The most pairs that are looked at.
pub const WORK_LIMIT: u64 = 60_000_000;

/// The most pairs that are told; of the others there is the number.
pub const PAIR_LIMIT: usize = 1_000;

/// The radius of the earth, in kilometres.
const EARTH: f64 = 6_371.0;

/// Millionths of a degree of latitude in a kilometre, rounded up.
const MILLIONTHS: i64 = 8_994;

/// How far apart two points are, in kilometres.
pub fn kilometres(first: (f64, f64), second: (f64, f64)) -> f64 {
    let (latitude, other_latitude) = (first.0.to_radians(), second.0.to_radians());
    let across = (second.1 - first.1).to_radians();
    let up = (other_latitude - latitude) / 2.0;
    let half = up.sin().powi(2) + latitude.cos() * other_latitude.cos() * (across / 2.0).sin().powi(2);
    2.0 * EARTH * half.min(1.0).sqrt().asin()
}

/// How near two reports must be to be suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Days between the first days.
    pub days: u16,
    /// Metres between the points; without points the places must have one name.
    pub metres: u32,
    /// Whether reports of one origin are compared with each other, too.
    pub within_origin: bool,
}

impl Default for Window {
    fn default() -> Self {
        Self { days: 1, metres: 3_000, within_origin: true }
    }
}

/// Two reports that may be of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The earlier row, as a place in `reports`.
    pub first: usize,
    /// The later row.
    pub second: usize,
    /// Days between them.
    pub days: u16,
    /// Metres between them, when both have a point.
    pub metres: Option<u32>,
    /// Whether kinds are named, and the same.
    pub same_kind: bool,
    /// Whether both sides are named, and the same.
    pub same_sides: bool,
    /// Whether the dead are counted, and as many.
    pub same_deaths: bool,
    /// Whether two say it.
    pub other_origin: bool,
}

impl Pair {
    /// The more alike, the smaller.
    fn rank(&self) -> (u32, u32, Reverse<u8>, usize, usize) {
        let agreed = [self.same_kind, self.same_sides, self.same_deaths, self.other_origin];
        let agreed: u8 = agreed.into_iter().map(u8::from).sum();
        let far = self.metres.map_or(500, |metres| metres / 100);
        (u32::from(self.days), far, Reverse(agreed), self.first, self.second)
    }
}

/// All that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The most alike pairs, at most [`PAIR_LIMIT`].
    pub pairs: Vec<Pair>,
    /// How many there are.
    pub found: u64,
    /// Whether every pair of neighbours was looked at.
    pub is_complete: bool,
}

/// A report among its neighbours: its latitude, its longitude, its place in `reports`.
type Placed = (i32, i32, usize);

/// Looks for pairs that are alike.
pub fn alike(reports: &Reports, window: Window) -> Likeness {
    let all = &reports.reports;
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| all.get(*at).map(|it| (it.day, it.row)));
    let mut search = Search { reports: all, window, heap: BinaryHeap::new(), found: 0, work: 0 };
    // The reports of each of the last days, sorted by latitude.
    let mut recent: Vec<(i32, Vec<Placed>, Vec<(Name, usize)>)> = Vec::new();
    let mut start = 0;
    while let Some(day) = order.get(start).and_then(|at| all.get(*at)).map(|it| it.day) {
        let end = start
            + order
                .get(start..)
                .map_or(0, |rest| rest.partition_point(|at| all.get(*at).is_some_and(|it| it.day <= day)));
        let today = order.get(start..end).unwrap_or(&[]);
        let mut placed: Vec<Placed> = Vec::new();
        let mut named: Vec<(Name, usize)> = Vec::new();
        for at in today {
            match all.get(*at).map(|it| (it.at, it.place)) {
                Some((Some((latitude, longitude)), _)) => placed.push((latitude, longitude, *at)),
                Some((None, place)) if place.is_some() => named.push((place, *at)),
                _ => {}
            }
        }
        placed.sort_unstable();
        named.sort_unstable();
        recent.retain(|(then, ..)| day.0.saturating_sub(*then) <= i32::from(window.days));
        for (_, before, before_named) in &recent {
            search.placed(&placed, before, false);
            search.named(&named, before_named, false);
        }
        search.placed(&placed, &placed, true);
        search.named(&named, &named, true);
        recent.push((day.0, placed, named));
        start = end;
        if search.work > WORK_LIMIT {
            break;
        }
    }
    let is_complete = search.work <= WORK_LIMIT;
    let found = search.found;
    let mut ranked: Vec<_> = search.heap.into_iter().collect();
    ranked.sort_by_key(|it| it.rank);
    Likeness { pairs: ranked.into_iter().map(|it| it.pair).collect(), found, is_complete }
}

struct Ranked {
    rank: (u32, u32, Reverse<u8>, usize, usize),
    pair: Pair,
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank.cmp(&other.rank)
    }
}

struct Search<'r> {
    reports: &'r [Report],
    window: Window,
    heap: BinaryHeap<Ranked>,
    found: u64,
    work: u64,
}

impl Search<'_> {
    /// Compares reports that have points with those of a day, which is the same one or before.
    fn placed(&mut self, these: &[Placed], those: &[Placed], is_one_day: bool) {
        let band = i64::from(self.window.metres) * MILLIONTHS / 1_000 + 1;
        let mut low = 0;
        for (place, (latitude, longitude, at)) in these.iter().enumerate() {
            let is_below = |it: &Placed| i64::from(it.0) < i64::from(*latitude) - band;
            while those.get(low).is_some_and(is_below) {
                low += 1;
            }
            let start = if is_one_day { place + 1 } else { low };
            for (other_latitude, other_longitude, other) in those.get(start..).unwrap_or(&[]) {
                if i64::from(*other_latitude) > i64::from(*latitude) + band || self.work > WORK_LIMIT {
                    break;
                }
                self.work += 1;
                // Towards the poles a degree of longitude is shorter; nobody lives where this is not enough.
                let apart = (i64::from(*longitude) - i64::from(*other_longitude)).abs();
                if apart.min(360_000_000 - apart) > band.saturating_mul(6) {
                    continue;
                }
                let points =
                    (in_degrees((*latitude, *longitude)), in_degrees((*other_latitude, *other_longitude)));
                let metres = kilometres(points.0, points.1) * 1_000.0;
                if metres <= f64::from(self.window.metres) {
                    self.pair(*at, *other, Some(whole(metres.round())));
                }
            }
        }
    }

    /// Compares reports that have no points by the names of their places.
    fn named(&mut self, these: &[(Name, usize)], those: &[(Name, usize)], is_one_day: bool) {
        for (place, (name, at)) in these.iter().enumerate() {
            let start = if is_one_day { place + 1 } else { those.partition_point(|(it, _)| it < name) };
            for (other_name, other) in those.get(start..).unwrap_or(&[]) {
                if other_name != name || self.work > WORK_LIMIT {
                    break;
                }
                self.work += 1;
                self.pair(*at, *other, None);
            }
        }
    }

    fn pair(&mut self, at: usize, other: usize, metres: Option<u32>) {
        let (first, second) = (at.min(other), at.max(other));
        let (Some(one), Some(two)) = (self.reports.get(first), self.reports.get(second)) else { return };
        let against = |one: Name, two: Name| one.is_some() && two.is_some() && one != two;
        let other_origin = against(one.origin, two.origin);
        if against(one.kind, two.kind) || (!other_origin && !self.window.within_origin) {
            return;
        }
        let sides = |it: &Report| (it.actor.min(it.against), it.actor.max(it.against));
        let has_sides = |it: &Report| it.actor.is_some() || it.against.is_some();
        let same_sides = has_sides(one) && sides(one) == sides(two);
        let is_shared = |name: Name| name.is_some() && (name == two.actor || name == two.against);
        if has_sides(one) && has_sides(two) && !is_shared(one.actor) && !is_shared(one.against) {
            return;
        }
        self.found = self.found.saturating_add(1);
        let pair = Pair {
            first,
            second,
            days: u16::try_from(one.day.0.abs_diff(two.day.0)).unwrap_or(u16::MAX),
            metres,
            same_kind: one.kind.is_some() && one.kind == two.kind,
            same_sides,
            same_deaths: one.deaths.is_some() && one.deaths == two.deaths,
            other_origin,
        };
        let rank = pair.rank();
        if self.heap.len() < PAIR_LIMIT {
            self.heap.push(Ranked { rank, pair });
        } else if self.heap.peek().is_some_and(|worst| rank < worst.rank) {
            self.heap.pop();
            self.heap.push(Ranked { rank, pair });
        }
    }
}

/// Metres as a whole number, found by comparing; half the way around the earth at most.
fn whole(metres: f64) -> u32 {
    let (mut low, mut high) = (0_u32, 30_000_000_u32);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if f64::from(middle) <= metres { low = middle } else { high = middle - 1 }
    }
    low
}
