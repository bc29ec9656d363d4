//! Tallies of many commitments in many areas at once, kept by day, and how several tables come together.
//!
//! One look at each report is enough for all commitments: which areas it is in is asked once, and what counts it is looked up by
//! the numbers of its names. What comes of it is small, however many reports there were, so that a board is made of it without
//! looking at reports again; the tallies of several tables are added up.

use std::{cmp::Ordering, collections::BTreeMap};

use super::{
    calendar::Day,
    report::{Names, Report},
    tally::{Area, DAY_LIMIT, Matcher, Tally},
};
use crate::{
    dossier::{Commitment, Place},
    record::hash::Hash,
    text::Id,
};

/// Where a commitment's reports are counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Where {
    /// Wherever they are from: the commitment names no place.
    Everywhere,
    /// In any of its places, each report once.
    Anywhere,
    /// In a place and all that lies within it.
    Place(Id),
}

impl Where {
    /// The word that stands for it where it is stored.
    pub fn code(&self) -> &str {
        match self {
            Self::Everywhere => "",
            Self::Anywhere => "*",
            Self::Place(id) => id.as_str(),
        }
    }

    /// What a word stands for.
    pub fn of_code(code: &str) -> Option<Self> {
        match code {
            "" => Some(Self::Everywhere),
            "*" => Some(Self::Anywhere),
            id => Id::new(id).ok().map(Self::Place),
        }
    }
}

/// What was counted on each day on which anybody reported anything from there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Days in their order, each with what was counted.
    pub days: Vec<(Day, u64)>,
    /// Events that would count if their day were known better.
    pub undated: u64,
    /// Events that count, and of which nothing says how many died.
    pub uncounted: u64,
}

/// The tallies of commitments, each in each of its areas.
pub type Tallies = BTreeMap<(Id, Where), Series>;

impl Series {
    /// Adds what another table counts.
    pub fn add(&mut self, other: &Self) {
        self.undated = self.undated.saturating_add(other.undated);
        self.uncounted = self.uncounted.saturating_add(other.uncounted);
        let mut days = Vec::with_capacity(self.days.len().max(other.days.len()));
        let (mut own, mut others) = (self.days.as_slice(), other.days.as_slice());
        while let ([(day, count), rest @ ..], [(another, more), further @ ..]) = (own, others) {
            let (first, counted) = match day.cmp(another) {
                Ordering::Less => (day, *count),
                Ordering::Equal => (day, count.saturating_add(*more)),
                Ordering::Greater => (another, *more),
            };
            days.push((*first, counted));
            own = if day <= another { rest } else { own };
            others = if another <= day { further } else { others };
        }
        days.extend_from_slice(own);
        days.extend_from_slice(others);
        self.days = days;
    }

    /// The same, day after day between two days, the last one included.
    pub fn tally(&self, first: Day, last: Day) -> Tally {
        let most = i32::try_from(DAY_LIMIT).unwrap_or(i32::MAX);
        let first = first.max(last.plus(1 - most));
        let length = usize::try_from(i64::from(last.0) - i64::from(first.0) + 1).unwrap_or(0);
        let (mut counts, mut seen) = (vec![0; length], vec![false; length]);
        for (day, count) in &self.days {
            let at = usize::try_from(i64::from(day.0) - i64::from(first.0)).ok();
            if let Some((own, is_seen)) = at.and_then(|at| counts.get_mut(at).zip(seen.get_mut(at))) {
                (*own, *is_seen) = (*count, true);
            }
        }
        Tally { first, counts, seen, undated: self.undated, uncounted: self.uncounted }
    }

    /// The days as bytes: the first as four bytes, then for each the days since the one before and what was counted, as numbers
    /// of seven bits a byte, the lowest first.
    pub fn packed(&self) -> Vec<u8> {
        let Some((first, _)) = self.days.first() else { return Vec::new() };
        let mut bytes = first.0.to_le_bytes().to_vec();
        let mut before = *first;
        for (day, count) in &self.days {
            put(&mut bytes, u64::from(day.0.abs_diff(before.0)));
            put(&mut bytes, *count);
            before = *day;
        }
        bytes
    }

    /// Days from their bytes; `None` when they are none.
    pub fn unpack(bytes: &[u8]) -> Option<Vec<(Day, u64)>> {
        if bytes.is_empty() {
            return Some(Vec::new());
        }
        let (first, mut rest) = bytes.split_first_chunk::<4>()?;
        let mut day = i32::from_le_bytes(*first);
        // A day takes two bytes at least.
        let mut days = Vec::with_capacity(rest.len() / 2);
        while !rest.is_empty() {
            let gap = i32::try_from(get(&mut rest)?).ok()?;
            if gap == 0 && !days.is_empty() {
                return None;
            }
            day = day.checked_add(gap)?;
            days.push((Day(day), get(&mut rest)?));
        }
        Some(days)
    }
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = u8::try_from(number & 0x7F).unwrap_or(0);
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

fn get(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..63).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7F) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// What tallies are of: when what a commitment counts, or where, or a place changes, they are counted anew; not when it gets other words or
/// is owed until another day.
pub fn basis(commitments: &[Commitment], places: &[Place]) -> Hash {
    let counted = commitments.iter().filter_map(|it| Some((&it.id, &it.places, it.indicator.as_ref()?)));
    let counted: Vec<_> = counted.collect();
    let told = serde_json::to_vec(&(counted, places)).unwrap_or_default();
    Hash::of(&[b"mawqif tallies 3\0", &told])
}

/// A commitment with the tallies that it has, by the number of their area.
struct Counting {
    matcher: Matcher,
    pairs: Vec<Option<usize>>,
    /// Its tally of all its places together.
    anywhere: Option<usize>,
}

/// What of a tally has gathered on the day that is being looked at.
struct Gathering {
    key: (Id, Where),
    areas: Vec<usize>,
    series: Series,
    today: u64,
}

/// Counts reports for all commitments that count any.
pub fn tallies(commitments: &[Commitment], places: &[Place], names: &Names, reports: &[Report]) -> Tallies {
    let mut known: Vec<(Option<&Id>, u64)> = Vec::new();
    let mut gathering: Vec<Gathering> = Vec::new();
    let mut counting: Vec<Counting> = Vec::new();
    for commitment in commitments {
        let Some(indicator) = &commitment.indicator else { continue };
        let matcher = Matcher::new(indicator, names);
        let mut here: Vec<Option<&Id>> = commitment.places.iter().map(Some).collect();
        if here.is_empty() {
            here.push(None);
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut begin = |place: Where, areas: Vec<usize>| {
            let key = (commitment.id.clone(), place);
            gathering.push(Gathering { key, areas, series: Series::default(), today: 0 });
            gathering.len() - 1
        };
        for place in here {
            let wanted = (place, matcher.within_km());
            let area = known.iter().position(|it| *it == wanted).unwrap_or_else(|| {
                known.push(wanted);
                known.len() - 1
            });
            let place = place.map_or(Where::Everywhere, |id| Where::Place(id.clone()));
            pairs.push((area, begin(place, vec![area])));
        }
        let areas: Vec<usize> = pairs.iter().map(|(area, _)| *area).collect();
        let anywhere = (areas.len() > 1).then(|| begin(Where::Anywhere, areas));
        let mut by_area = vec![None; known.len()];
        for (area, pair) in pairs {
            if let Some(own) = by_area.get_mut(area) {
                *own = Some(pair);
            }
        }
        counting.push(Counting { matcher, pairs: by_area, anywhere });
    }
    let areas: Vec<(Area, u64)> =
        known.iter().map(|(place, km)| (Area::new(*place, places, names), *km)).collect();
    let mut order: Vec<u32> = (0..u32::try_from(reports.len()).unwrap_or(u32::MAX)).collect();
    let report = |at: u32| usize::try_from(at).ok().and_then(|at| reports.get(at));
    order.sort_by_key(|at| report(*at).map(|it| it.day));
    for day in order.chunk_by(|one, other| report(*one).map(|it| it.day) == report(*other).map(|it| it.day)) {
        let Some(date) = day.first().and_then(|at| report(*at)).map(|it| it.day) else { continue };
        let mut seen = vec![false; areas.len()];
        let mut here: Vec<usize> = Vec::new();
        for report in day.iter().filter_map(|at| report(*at)) {
            here.clear();
            here.extend(
                (0..areas.len()).filter(|at| areas.get(*at).is_some_and(|(it, km)| it.has(report, *km))),
            );
            if here.is_empty() {
                continue;
            }
            for area in &here {
                if let Some(is_seen) = seen.get_mut(*area) {
                    *is_seen = true;
                }
            }
            for counting in counting.iter().filter(|it| it.matcher.is_meant(report)) {
                let own = |area: &usize| counting.pairs.get(*area).copied().flatten();
                let mut pairs: Vec<usize> = here.iter().filter_map(own).collect();
                if !pairs.is_empty() {
                    pairs.extend(counting.anywhere);
                }
                for pair in pairs {
                    let Some(gathering) = gathering.get_mut(pair) else { continue };
                    gather(gathering, &counting.matcher, report);
                }
            }
        }
        for gathering in &mut gathering {
            if gathering.areas.iter().any(|area| seen.get(*area).copied().unwrap_or(false)) {
                gathering.series.days.push((date, gathering.today));
                gathering.today = 0;
            }
        }
    }
    gathering.into_iter().map(|it| (it.key, it.series)).collect()
}

fn gather(gathering: &mut Gathering, matcher: &Matcher, report: &Report) {
    if !matcher.is_dated(report) {
        gathering.series.undated = gathering.series.undated.saturating_add(1);
        return;
    }
    match matcher.count(report) {
        Some(count) => gathering.today = gathering.today.saturating_add(count),
        None => gathering.series.uncounted = gathering.series.uncounted.saturating_add(1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        dossier,
        followup::{
            calendar::Order,
            report::{Reports, Source, read},
        },
    };

    const CASE: &str = r#"
mawqif = 1
[initiative]
id = "offer"
[[body]]
id = "ours"
[[party]]
id = "theirs"
[[place]]
id = "valley"
[[place]]
id = "mill"
within = "valley"
at = [36.20, 37.10]
[[place]]
id = "bridge"
at = [36.90, 37.10]
[[commitment]]
id = "no-raids"
obliged = ["theirs"]
kind = "abstain"
where = ["valley", "bridge"]
indicator = { kinds = ["raid"], within_km = 20 }
[[commitment]]
id = "no-dead"
obliged = ["theirs"]
kind = "abstain"
indicator = { counts = "deaths" }
[rule]
fallback = "none"
"#;

    fn reports(rows: &str) -> Reports {
        let table = format!("date,kind,place,latitude,longitude,deaths\n{rows}");
        let today = Day::new(2031, 1, 1).unwrap();
        let source =
            Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] };
        read(&source).unwrap()
    }

    fn dossier() -> dossier::Dossier {
        dossier::read(CASE.as_bytes()).dossier.unwrap()
    }

    proptest! {
        /// One look at all reports counts what a look for each commitment and area does, and tables add up.
        #[test]
        fn tallies_are_those_of_each_commitment_and_area(
            rows in proptest::collection::vec((1_u8..28, 0_usize..2, 0_usize..4, 0_usize..4, 0_u8..5), 1..60),
            cut in 0_usize..60,
        ) {
            let dossier = dossier();
            let row = |(day, kind, place, point, dead): &(u8, usize, usize, usize, u8)| {
                let kind = ["raid", "fire"][*kind];
                let place = ["mill", "valley", "bridge", "far"][*place];
                let point = ["36.21,37.11", "36.85,37.1", ",", "10,10"][*point];
                format!("2030-03-{day:02},{kind},{place},{point},{dead}\n")
            };
            let lines: Vec<String> = rows.iter().map(row).collect();
            let all = reports(&lines.concat());
            let count = |reports: &Reports| tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
            let whole = count(&all);
            let (first, last) = (Day::new(2030, 3, 1).unwrap(), Day::new(2030, 3, 31).unwrap());
            for commitment in &dossier.commitments {
                let matcher = Matcher::new(commitment.indicator.as_ref().unwrap(), &all.names);
                let places = commitment.places.iter().map(Some);
                for place in places.chain(commitment.places.is_empty().then_some(None)) {
                    let area = Area::new(place, &dossier.places, &all.names);
                    let wanted = matcher.tally(&all, &area, first, last);
                    let place = place.map_or(Where::Everywhere, |id| Where::Place(id.clone()));
                    let series = &whole[&(commitment.id.clone(), place)];
                    prop_assert_eq!(series.tally(first, last), wanted);
                    prop_assert_eq!(Series::unpack(&series.packed()), Some(series.days.clone()));
                }
            }
            // Rows that are the same would be left out of one table and not of two.
            let mut distinct = lines.clone();
            distinct.sort();
            distinct.dedup();
            let (one, two) = distinct.split_at(cut.min(distinct.len()));
            let mut sum = Tallies::new();
            for part in [one, two].into_iter().filter(|it| !it.is_empty()) {
                for (key, series) in count(&reports(&part.concat())) {
                    sum.entry(key).or_default().add(&series);
                }
            }
            prop_assert_eq!(sum, count(&reports(&distinct.concat())));
        }
    }

    #[test]
    fn a_report_in_two_places_of_a_commitment_counts_once_for_both_together() {
        let dossier = dossier();
        // Between both, 20 km from neither: by its name in one, by nothing in the other.
        let reports =
            reports("2030-03-01,raid,mill,,,0\n2030-03-01,raid,bridge,,,0\n2030-03-02,fire,mill,,,0\n");
        let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
        let of = |place: Where| counted[&(Id::new("no-raids").unwrap(), place)].days.clone();
        let day = |day| Day::new(2030, 3, day).unwrap();
        assert_eq!(of(Where::Anywhere), [(day(1), 2), (day(2), 0)]);
        assert_eq!(of(Where::Place(Id::new("bridge").unwrap())), [(day(1), 1)]);
    }

    #[test]
    fn bytes_that_are_no_days_are_refused() {
        assert_eq!(Series::unpack(&[]), Some(Vec::new()));
        for broken in [&[1, 0][..], &[0, 0, 0, 0, 0], &[0, 0, 0, 0, 0x80], &[0, 0, 0, 0, 0, 1, 0, 1]] {
            assert_eq!(Series::unpack(broken), None, "{broken:?}");
        }
    }
}
