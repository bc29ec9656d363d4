//! Likeness: reports that may be one event told twice. They are suggested, never merged.
//!
//! Two reports are alike when they are of nearly the same day, near to each other, of one kind, and name
//! nobody who speaks against it. Days are gone through in order, and the reports of each lie in bands of latitude, sorted by
//! longitude in each, so that only neighbours are compared, wherever a table is dense; how much is compared at most is written
//! down, and what was not is admitted.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::report::{Name, Names, Report, Reports, in_degrees};

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

/// A report among its neighbours: its band of latitude, its longitude, its latitude, its place in `reports`.
type Placed = (i64, i32, i32, usize);

/// A report that has no point: the name of its place, and its place in `reports`.
type Called = (Name, usize);

/// Looks for pairs that are alike.
pub fn alike(reports: &Reports, window: Window) -> Likeness {
    let all = Both { own: &reports.reports, others: &[] };
    found(Search { reports: all, window, heap: BinaryHeap::new(), found: 0, work: 0 })
}

/// Looks for pairs of which one is a report of a table and the other one of `others`, as [`Reports::as_named_here`] gives those of
/// another table. Places in a [`Pair`] go on from the last of the table's own.
pub fn across(reports: &Reports, others: &[Report], window: Window) -> Likeness {
    if others.is_empty() {
        return Likeness { is_complete: true, ..Likeness::default() };
    }
    let all = Both { own: &reports.reports, others };
    found(Search { reports: all, window, heap: BinaryHeap::new(), found: 0, work: 0 })
}

impl Reports {
    /// A report of another table with the numbers that its names have in this one; what has no name here is told apart from everything
    /// that has.
    pub fn as_named_here(&self, report: &Report, names: &Names) -> Report {
        let here = |name: Name| if name.is_some() { self.names.number_of(names.words(name)) } else { name };
        Report {
            kind: here(report.kind),
            subkind: here(report.subkind),
            actor: here(report.actor),
            against: here(report.against),
            place: here(report.place),
            district: here(report.district),
            region: here(report.region),
            origin: here(report.origin),
            ..*report
        }
    }
}

/// The reports of a table, and those of others to compare them with.
#[derive(Clone, Copy)]
struct Both<'r> {
    own: &'r [Report],
    others: &'r [Report],
}

impl<'r> Both<'r> {
    fn len(self) -> usize {
        self.own.len().saturating_add(self.others.len())
    }

    fn get(self, at: usize) -> Option<&'r Report> {
        match at.checked_sub(self.own.len()) {
            Some(other) => self.others.get(other),
            None => self.own.get(at),
        }
    }

    /// Whether two are compared at all: of two tables, one of each.
    fn are_compared(self, one: usize, two: usize) -> bool {
        self.others.is_empty() || (one < self.own.len()) != (two < self.own.len())
    }
}

fn found(mut search: Search<'_>) -> Likeness {
    let (all, window) = (search.reports, search.window);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| all.get(*at).map(|it| (it.day, it.row)));
    // The reports of each of the last days, sorted by latitude.
    let mut recent: Vec<(i32, Vec<Placed>, Vec<Called>)> = Vec::new();
    let band = i64::from(window.metres) * MILLIONTHS / 1_000 + 1;
    let mut start = 0;
    while let Some(day) = order.get(start).and_then(|at| all.get(*at)).map(|it| it.day) {
        let end = start
            + order
                .get(start..)
                .map_or(0, |rest| rest.partition_point(|at| all.get(*at).is_some_and(|it| it.day <= day)));
        let today = order.get(start..end).unwrap_or(&[]);
        let mut placed: Vec<Placed> = Vec::new();
        let mut named: Vec<Called> = Vec::new();
        for at in today {
            match all.get(*at).map(|it| (it.at, it.place)) {
                Some((Some((latitude, longitude)), _)) => {
                    placed.push((i64::from(latitude).div_euclid(band), longitude, latitude, *at));
                }
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
    reports: Both<'r>,
    window: Window,
    heap: BinaryHeap<Ranked>,
    found: u64,
    work: u64,
}

impl Search<'_> {
    /// Compares reports that have points with those of a day, which is the same one or before.
    fn placed(&mut self, these: &[Placed], those: &[Placed], is_one_day: bool) {
        let band = i64::from(self.window.metres) * MILLIONTHS / 1_000 + 1;
        // Towards the poles a degree of longitude is shorter; nobody lives where this is not enough.
        let wide = band.saturating_mul(6).min(179_999_999);
        for (place, (row, east, north, at)) in these.iter().enumerate() {
            let longitude = i64::from(*east);
            for other_row in row - 1..=row + 1 {
                // Around the other side of the earth as well.
                for turn in [-360_000_000, 0, 360_000_000] {
                    let (least, most) = (longitude + turn - wide, longitude + turn + wide);
                    if most < -180_000_000 || least > 180_000_000 {
                        continue;
                    }
                    let begin = those.partition_point(|it| (it.0, i64::from(it.1)) < (other_row, least));
                    // Of two of one day, the later in this order is the other one.
                    let begin = if is_one_day { begin.max(place + 1) } else { begin };
                    for (own_row, other_east, other_north, other) in those.get(begin..).unwrap_or(&[]) {
                        if *own_row != other_row || i64::from(*other_east) > most || self.work > WORK_LIMIT {
                            break;
                        }
                        self.work += 1;
                        if !self.reports.are_compared(*at, *other) {
                            continue;
                        }
                        let points = (in_degrees((*north, *east)), in_degrees((*other_north, *other_east)));
                        let metres = kilometres(points.0, points.1) * 1_000.0;
                        if metres <= f64::from(self.window.metres) {
                            self.pair(*at, *other, Some(whole(metres.round())));
                        }
                    }
                }
            }
        }
    }

    /// Compares reports that have no points by the names of their places.
    fn named(&mut self, these: &[Called], those: &[Called], is_one_day: bool) {
        for (place, (name, at)) in these.iter().enumerate() {
            let start = if is_one_day { place + 1 } else { those.partition_point(|(it, _)| it < name) };
            for (other_name, other) in those.get(start..).unwrap_or(&[]) {
                if other_name != name || self.work > WORK_LIMIT {
                    break;
                }
                self.work += 1;
                if self.reports.are_compared(*at, *other) {
                    self.pair(*at, *other, None);
                }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::followup::{
        calendar::{Day, Order},
        report::{Source, read},
    };

    proptest! {
        /// Two tables beside each other have the pairs that one of both has between its halves.
        #[test]
        fn two_tables_have_the_pairs_between_the_halves_of_one(
            rows in proptest::collection::vec((1_u8..6, 0_u16..40, 0_u8..3, 0_u8..3), 2..40),
            half in 1_usize..40,
        ) {
            let row = |at: usize, (day, north, kind, place): &(u8, u16, u8, u8)| {
                let kind = ["", "raid", "fire"][usize::from(*kind)];
                let point = if at.is_multiple_of(3) { String::new() } else {
                    format!("{:.3}", 36.0 + f64::from(*north) / 500.0)
                };
                let east = if point.is_empty() { "" } else { "37.1" };
                format!("r{at},2030-03-{day:02},{point},{east},{kind},p{place}\n")
            };
            let lines: Vec<String> = rows.iter().enumerate().map(|(at, it)| row(at, it)).collect();
            let half = half.min(rows.len() - 1);
            let reports = |lines: &[String]| {
                let table = format!("id,date,latitude,longitude,kind,place\n{}", lines.concat());
                let today = Day::new(2031, 1, 1).unwrap();
                let source = Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] };
                read(&source).unwrap()
            };
            let (whole, first, second) = (reports(&lines), reports(&lines[..half]), reports(&lines[half..]));
            let others: Vec<Report> =
                second.reports.iter().map(|it| first.as_named_here(it, &second.names)).collect();
            let pairs = |found: &Likeness| {
                found.pairs.iter().map(|it| (it.first, it.second, it.same_kind)).collect::<BTreeSet<_>>()
            };
            let between = across(&first, &others, Window::default());
            let wanted: BTreeSet<_> =
                pairs(&alike(&whole, Window::default())).into_iter().filter(|it| it.0 < half && it.1 >= half).collect();
            prop_assert_eq!(pairs(&between), wanted);
        }

        /// What lies in bands finds what comparing everything with everything finds.
        #[test]
        fn neighbours_are_all_that_are_near(
            rows in proptest::collection::vec((1_u8..6, 0_u16..80, 0_u16..80, any::<bool>()), 2..50),
            metres in 1_u32..20_000,
        ) {
            // Around a point in Syria, and around the line where the days meet.
            let row = |(at, (day, north, east, is_there)): (usize, &(u8, u16, u16, bool))| {
                let longitude = if *is_there { 37.0 + f64::from(*east) / 500.0 } else {
                    let over = 179.95 + f64::from(*east) / 500.0;
                    if over > 180.0 { over - 360.0 } else { over }
                };
                format!("r{at},2030-03-{day:02},{:.4},{longitude:.4}\n", 36.0 + f64::from(*north) / 500.0)
            };
            let lines: String = rows.iter().enumerate().map(row).collect();
            let table = format!("id,date,latitude,longitude\n{lines}");
            let today = Day::new(2031, 1, 1).unwrap();
            let source = Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] };
            let reports = read(&source).unwrap();
            let window = Window { metres, ..Window::default() };
            let found = alike(&reports, window);
            let mut near = BTreeSet::new();
            for (first, one) in reports.reports.iter().enumerate() {
                for (second, two) in reports.reports.iter().enumerate().skip(first + 1) {
                    let points = (in_degrees(one.at.unwrap()), in_degrees(two.at.unwrap()));
                    let is_near = kilometres(points.0, points.1) * 1_000.0 <= f64::from(metres);
                    if is_near && one.day.0.abs_diff(two.day.0) <= 1 {
                        near.insert((first, second));
                    }
                }
            }
            prop_assert!(found.is_complete);
            prop_assert_eq!(found.found, u64::try_from(near.len()).unwrap());
            let told: BTreeSet<(usize, usize)> = found.pairs.iter().map(|it| (it.first, it.second)).collect();
            prop_assert!(told.is_subset(&near));
        }
    }
}
