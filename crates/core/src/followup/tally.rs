//! Tallies: what an indicator counts, day by day, in an area; and on which days anybody looked there.
//!
//! A name counts when it is the one that the commitment gives, letters folded; what stands in brackets
//! behind a name in a report, such as years in office, may be left out. Without coordinates a report
//! counts where its place, district or region is named like the area or something within it.
//!
//! The first side of a report did it, the second had it done to them. Kinds of which the two public collections do not say who
//! began, `MUTUAL`, count for either side.

use super::{
    calendar::{Day, folded},
    likeness::kilometres,
    report::{Name, Names, Report, Reports, in_degrees},
};
use crate::{
    dossier::{Counts, Indicator, Place},
    text::Id,
};

/// The most days of a tally: a hundred years and a half. What is longer is cut at its beginning.
pub const DAY_LIMIT: usize = 55_000;

/// Kinds of events between two sides of which neither is said to have begun: UCDP's, whose first side is the state or merely one of
/// both, and ACLED's battles, which older tables tell apart by who held the ground after them. One that ends in a hyphen is a beginning.
const MUTUAL: [&str; 4] = ["state-based", "non-state", "battles", "battle-"];

/// What was counted on each of some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The first day.
    pub first: Day,
    /// What the indicator counts, day by day.
    pub counts: Vec<u64>,
    /// Whether there is any report at all from the area, day by day.
    pub seen: Vec<bool>,
    /// Events that would count if their day were known better.
    pub undated: u64,
    /// Events that count, and of which nothing says how many died.
    pub uncounted: u64,
}

/// What is within an area: itself and the places in it.
pub struct Area {
    names: Vec<bool>,
    points: Vec<(f64, f64)>,
    is_everywhere: bool,
}

impl Area {
    /// A place of the dossier with what lies within it; everywhere without one.
    pub fn new(place: Option<&Id>, places: &[Place], names: &Names) -> Self {
        let Some(place) = place else {
            return Self { names: Vec::new(), points: Vec::new(), is_everywhere: true };
        };
        let mut inner = vec![place];
        let mut at = 0;
        // The reader has seen to it that no place lies within itself.
        while let Some(outer) = inner.get(at).copied() {
            inner.extend(places.iter().filter(|it| it.within.as_ref() == Some(outer)).map(|it| &it.id));
            at += 1;
        }
        let here: Vec<&Place> = places.iter().filter(|it| inner.contains(&&it.id)).collect();
        let words: Vec<String> = here.iter().flat_map(|place| words_of(place)).collect();
        Self {
            names: names.each(|name| is_one_of(name, &words)),
            points: here.iter().filter_map(|it| it.at).collect(),
            is_everywhere: false,
        }
    }

    /// Whether a report is of the area, no further than so many kilometres from one of its points.
    pub fn has(&self, report: &Report, within_km: u64) -> bool {
        if self.is_everywhere {
            return true;
        }
        if let Some(point) = report.at.map(in_degrees)
            && !self.points.is_empty()
        {
            let most = f64::from(u32::try_from(within_km).unwrap_or(u32::MAX));
            // A degree of latitude is 111 km; what is further away needs no exact distance.
            let is_near = |known: (f64, f64)| (known.0 - point.0).abs() * 110.0 <= most;
            return self.points.iter().any(|known| is_near(*known) && kilometres(*known, point) <= most);
        }
        [report.place, report.district, report.region].into_iter().any(|name| holds(&self.names, name))
    }
}

/// Whether one of some names is that of a place, by its id or any of its names.
pub fn is_named(place: &Place, named: [&str; 3]) -> bool {
    let words = words_of(place);
    named.into_iter().any(|name| !name.is_empty() && is_one_of(name, &words))
}

/// What a place is called, by its id and its names.
fn words_of(place: &Place) -> Vec<String> {
    let names = place.name.versions().map(|(_, name)| folded(name));
    let all = [folded(place.id.as_str())].into_iter().chain(names);
    all.filter(|it| !it.is_empty()).collect()
}

fn holds(names: &[bool], name: Name) -> bool {
    names.get(name.number()).copied().unwrap_or(false)
}

/// Whether a name is one of some, with or without what stands in brackets behind it.
fn is_one_of(name: &str, words: &[String]) -> bool {
    let whole = folded(name);
    if words.contains(&whole) {
        return true;
    }
    let bare = whole.split_once(" (").filter(|(_, rest)| rest.ends_with(')')).map(|(bare, _)| bare);
    bare.is_some_and(|bare| words.iter().any(|it| it == bare))
}

/// An indicator, ready to be held against every report.
pub struct Matcher {
    kinds: Option<Vec<bool>>,
    actors: Option<Vec<bool>>,
    against: Option<Vec<bool>>,
    /// Kinds that count for either side.
    mutual: Vec<bool>,
    counts: Counts,
    within_days: u64,
    within_km: u64,
}

impl Matcher {
    /// What an indicator counts of these reports.
    pub fn new(indicator: &Indicator, names: &Names) -> Self {
        let named = |words: &[String]| {
            let words: Vec<String> = words.iter().map(|it| folded(it)).collect();
            (!words.is_empty()).then(|| names.each(|name| is_one_of(name, &words)))
        };
        Self {
            kinds: named(&indicator.kinds),
            actors: named(&indicator.actors),
            against: named(&indicator.against),
            mutual: names.each(|name| {
                let name = folded(name);
                MUTUAL.iter().any(|it| name == *it || (it.ends_with('-') && name.starts_with(it)))
            }),
            counts: indicator.counts,
            within_days: indicator.within_days,
            within_km: indicator.within_km,
        }
    }

    /// Whether the report is of what is counted, wherever and whenever it was.
    pub fn is_meant(&self, report: &Report) -> bool {
        let is = |names: &Option<Vec<bool>>, name: Name| names.as_ref().is_none_or(|it| holds(it, name));
        let is_kind = is(&self.kinds, report.kind) || is(&self.kinds, report.subkind);
        let from_to = |one, other| is(&self.actors, one) && is(&self.against, other);
        let is_mutual = holds(&self.mutual, report.kind);
        is_kind
            && (from_to(report.actor, report.against) || (is_mutual && from_to(report.against, report.actor)))
    }

    /// Whether its day is known well enough.
    pub fn is_dated(&self, report: &Report) -> bool {
        u64::from(report.within) <= self.within_days
    }

    /// How far from a point still counts as there, in kilometres.
    pub fn within_km(&self) -> u64 {
        self.within_km
    }

    /// What a report counts; `None` when it does not say.
    pub fn count(&self, report: &Report) -> Option<u64> {
        let deaths = match self.counts {
            Counts::Events => return Some(1),
            Counts::Deaths => report.deaths,
            Counts::DeathsLow => report.low.or(report.deaths),
            Counts::DeathsHigh => report.high.or(report.deaths),
        };
        deaths.map(u64::from)
    }

    /// What is counted in an area between two days, the last one included.
    pub fn tally(&self, reports: &Reports, area: &Area, first: Day, last: Day) -> Tally {
        let most = i32::try_from(DAY_LIMIT).unwrap_or(i32::MAX);
        let first = first.max(last.plus(1 - most));
        let days = usize::try_from(i64::from(last.0) - i64::from(first.0) + 1).unwrap_or(0);
        let mut tally =
            Tally { first, counts: vec![0; days], seen: vec![false; days], undated: 0, uncounted: 0 };
        for report in &reports.reports {
            let at = usize::try_from(i64::from(report.day.0) - i64::from(first.0)).ok();
            let Some(at) = at.filter(|at| *at < days) else { continue };
            let is_meant = self.is_meant(report);
            // Whoever looks at everything looks at many reports that nothing asks of again.
            if !is_meant && tally.seen.get(at).copied().unwrap_or(true) {
                continue;
            }
            if !area.has(report, self.within_km) {
                continue;
            }
            if let Some(seen) = tally.seen.get_mut(at) {
                *seen = true;
            }
            if !is_meant {
                continue;
            }
            if !self.is_dated(report) {
                tally.undated = tally.undated.saturating_add(1);
                continue;
            }
            match (self.count(report), tally.counts.get_mut(at)) {
                (Some(count), Some(day)) => *day = day.saturating_add(count),
                _ => tally.uncounted = tally.uncounted.saturating_add(1),
            }
        }
        tally
    }
}

impl Tally {
    /// The part of the tally between two days, the last one included, as far as it goes.
    pub fn between(&self, from: Day, until: Day) -> (&[u64], &[bool]) {
        let place = |day: Day| usize::try_from(i64::from(day.0) - i64::from(self.first.0)).unwrap_or(0);
        let end = if until < self.first { 0 } else { place(until).saturating_add(1) };
        let end = end.min(self.counts.len());
        let start = place(from).min(end);
        (self.counts.get(start..end).unwrap_or(&[]), self.seen.get(start..end).unwrap_or(&[]))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::followup::{
        calendar::Order,
        report::{Source, read},
    };

    /// How many rows of a table an indicator counts.
    fn counted(table: &str, actors: &[&str], against: &[&str]) -> usize {
        let source = Source {
            bytes: table.as_bytes(),
            today: Day::new(2031, 1, 1).unwrap(),
            columns: &[],
            order: Order::Plain,
            points: &[],
        };
        let reports = read(&source).unwrap();
        let words = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
        let indicator = Indicator {
            counts: Counts::Events,
            kinds: Vec::new(),
            actors: words(actors),
            against: words(against),
            within_days: 7,
            within_km: 25,
        };
        let matcher = Matcher::new(&indicator, &reports.names);
        reports.reports.iter().filter(|it| matcher.is_meant(it)).count()
    }

    #[test]
    fn whoever_was_shelled_has_not_shelled() {
        let plain = "date,kind,actor,against\n2030-03-01,shelling,rebels,army\n2030-03-02,shelling,army,rebels\n2030-03-03,shelling,army,\n";
        assert_eq!(counted(plain, &["army"], &[]), 2);
        assert_eq!(counted(plain, &["rebels"], &[]), 1);
        assert_eq!(counted(plain, &[], &["army"]), 1);
        assert_eq!(counted(plain, &["army"], &["rebels"]), 1);
        // Who fights whom, whoever began: both in both lists.
        assert_eq!(counted(plain, &["army", "rebels"], &["army", "rebels"]), 2);
    }

    #[test]
    fn a_battle_of_which_nobody_says_who_began_counts_for_either_side() {
        let acled = "event_date,event_type,sub_event_type,actor1,actor2,event_id_cnty\n\
            2030-03-01,Battles,Armed clash,rebels,army,1\n\
            2030-03-02,Explosions/Remote violence,Shelling,rebels,army,2\n\
            2030-03-03,Battle-No change of territory,,rebels,army,3\n";
        assert_eq!(counted(acled, &["army"], &[]), 2);
        assert_eq!(counted(acled, &["rebels"], &["army"]), 3);
        let ucdp = "id,date_start,date_end,date_prec,type_of_violence,side_a,side_b\n\
            1,2030-03-01,2030-03-01,1,1,government,rebels\n\
            2,2030-03-02,2030-03-02,1,2,militia,rebels\n\
            3,2030-03-03,2030-03-03,1,3,government,civilians\n";
        assert_eq!(counted(ucdp, &["rebels"], &["government"]), 1);
        assert_eq!(counted(ucdp, &["rebels"], &[]), 2);
        assert_eq!(counted(ucdp, &["civilians"], &[]), 0, "violence of one side has one");
        assert_eq!(counted(ucdp, &[], &["government"]), 1);
    }
}
