//! Where single rows are, of the places of a dossier, and which of them a commitment counts.
//!
//! It is asked of one row when somebody makes a report of it, and of those of one square of the board when somebody looks at what was
//! counted there. What counts is the same as on the board: by the same areas and indicators.

use std::collections::HashMap;

use super::{
    likeness::kilometres,
    report::{Names, Report, in_degrees},
    tally::{Area, Matcher, is_named},
};
use crate::{
    dossier::{Commitment, Place},
    text::Id,
};

/// How near to a point of a place a row is taken to be there, in kilometres.
const NEAR: f64 = 25.0;

/// A place while those that a row may be of are looked for, with all that lies within it.
#[derive(Clone, Copy, Default)]
struct Looked {
    /// How many places lie directly within it.
    inner: usize,
    /// Of those, how many have not been looked at yet.
    waits: usize,
    /// Whether anything there has a point, is near, is named.
    has_point: bool,
    is_near: bool,
    is_named: bool,
}

/// The places that a row may be of, the most likely first: of those that are near, or are named, the smallest, and of these the nearest.
pub fn places_of<'p>(report: &Report, named: [&str; 3], places: &'p [Place]) -> Vec<&'p Id> {
    let from = report.at.map(in_degrees);
    let apart = |place: &Place| from.zip(place.at).map(|(from, at)| kilometres(from, at));
    let by_id: HashMap<&Id, usize> = (0..).zip(places).map(|(at, it)| (&it.id, at)).collect();
    let outer = |place: &Place| by_id.get(place.within.as_ref()?).copied();
    let mut looked: Vec<Looked> = places
        .iter()
        .map(|place| Looked {
            has_point: place.at.is_some(),
            is_near: apart(place).is_some_and(|it| it <= NEAR),
            is_named: is_named(place, named),
            ..Looked::default()
        })
        .collect();
    for at in places.iter().filter_map(outer) {
        if let Some(it) = looked.get_mut(at) {
            it.inner += 1;
            it.waits += 1;
        }
    }
    // Each tells the one that it lies in what there is of it, once all that lies within it have told theirs.
    let mut ready: Vec<usize> =
        (0..).zip(&looked).filter(|(_, it)| it.waits == 0).map(|(at, _)| at).collect();
    while let Some(at) = ready.pop() {
        let Some((own, outer)) = looked.get(at).copied().zip(places.get(at).and_then(outer)) else {
            continue;
        };
        let Some(it) = looked.get_mut(outer) else { continue };
        it.has_point |= own.has_point;
        it.is_near |= own.is_near;
        it.is_named |= own.is_named;
        it.waits = it.waits.saturating_sub(1);
        if it.waits == 0 {
            ready.push(outer);
        }
    }
    // Where both are known the points say it, and else the names.
    let is_of = |it: &Looked| if from.is_some() && it.has_point { it.is_near } else { it.is_named };
    let found = looked.iter().zip(places).filter(|(it, _)| is_of(it));
    let mut found: Vec<(usize, f64, &Id)> =
        found.map(|(it, place)| (it.inner, apart(place).unwrap_or(f64::MAX), &place.id)).collect();
    found.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    found.into_iter().map(|(.., id)| id).collect()
}

/// A square of the board: what a commitment counts in one of its areas.
pub struct Square {
    matcher: Matcher,
    areas: Vec<Area>,
    within_km: u64,
}

impl Square {
    /// That of a commitment in a place; without one in all its places, or everywhere when it names none. Nothing when it counts no reports.
    pub fn new(commitment: &Commitment, place: Option<&Id>, places: &[Place], names: &Names) -> Option<Self> {
        let matcher = Matcher::new(commitment.indicator.as_ref()?, names);
        let mut wanted: Vec<Option<&Id>> = match place {
            Some(place) => vec![Some(place)],
            None => commitment.places.iter().map(Some).collect(),
        };
        if wanted.is_empty() {
            wanted.push(None);
        }
        let areas = wanted.into_iter().map(|place| Area::new(place, places, names)).collect();
        Some(Self { within_km: matcher.within_km(), matcher, areas })
    }

    /// Whether a row is counted there, whenever it was.
    pub fn counts(&self, report: &Report) -> bool {
        self.matcher.is_meant(report)
            && self.matcher.is_dated(report)
            && self.areas.iter().any(|area| area.has(report, self.within_km))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::followup::{
        Source,
        calendar::{Day, Order},
        read,
        report::Reports,
    };

    fn place(id: &str, at: Option<(f64, f64)>, within: Option<&str>) -> Place {
        let within = within.map(|it| format!(",\"within\":\"{it}\"")).unwrap_or_default();
        let at = at.map(|(north, east)| format!(",\"at\":[{north},{east}]")).unwrap_or_default();
        serde_json::from_str(&format!("{{\"id\":\"{id}\",\"name\":\"{id}\"{at}{within}}}")).unwrap()
    }

    fn reports(table: &str) -> Reports {
        let bytes = table.as_bytes();
        read(&Source { bytes, today: Day(100_000), columns: &[], order: Order::Plain, points: &[] }).unwrap()
    }

    #[test]
    fn a_row_is_of_the_smallest_place_and_of_the_nearest() {
        let places = [
            place("north", None, None),
            place("mill", Some((36.20, 37.10)), Some("north")),
            place("well", Some((36.25, 37.10)), Some("north")),
            place("south", None, None),
        ];
        let table = "date,latitude,longitude,place\n2030-01-01,36.21,37.10,\n2030-01-01,,,north\n2030-01-01,10.0,10.0,x\n";
        let reports = reports(table);
        let found = |at: usize| -> Vec<&str> {
            let report = &reports.reports[at];
            let named = [report.place, report.district, report.region].map(|it| reports.names.words(it));
            places_of(report, named, &places).into_iter().map(Id::as_str).collect()
        };
        assert_eq!(found(0), ["mill", "well", "north"]);
        assert_eq!(found(1), ["north"]);
        assert!(found(2).is_empty());
    }

    /// The same, place by place, as a commitment counts in each.
    fn one_by_one<'p>(report: &Report, named: [&str; 3], places: &'p [Place]) -> Vec<&'p Id> {
        let names = Names::of(named.into_iter().filter(|it| !it.is_empty()).map(str::to_owned));
        let [place, district, region] = named.map(|it| match it {
            "" => Default::default(),
            name => names.number_of(name),
        });
        let own = Report { place, district, region, ..*report };
        let from = own.at.map(in_degrees);
        let inner = |outer: &Id| places.iter().filter(|it| it.within.as_ref() == Some(outer)).count();
        let has = |it: &&Place| Area::new(Some(&it.id), places, &names).has(&own, 25);
        let apart = |it: &Place| from.zip(it.at).map_or(f64::MAX, |(from, at)| kilometres(from, at));
        let mut found: Vec<_> =
            places.iter().filter(has).map(|it| (inner(&it.id), apart(it), &it.id)).collect();
        found.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
        found.into_iter().map(|(.., id)| id).collect()
    }

    proptest! {
        /// One pass over all places finds what a look at each finds.
        #[test]
        fn places_are_found_in_one_pass(
            all in prop::collection::vec((0_usize..12, prop::option::of((0_u32..8, 0_u32..8))), 1..12),
            at in prop::option::of((0_u32..8, 0_u32..8)),
            named in prop::array::uniform3(0_usize..14),
        ) {
            let point = |(north, east): (u32, u32)| (36.0 + f64::from(north) / 8.0, 37.0 + f64::from(east) / 8.0);
            let places: Vec<Place> = (0..)
                .zip(&all)
                .map(|(own, (within, at))| {
                    // None lies within itself: each lies within one before it, or nowhere.
                    let within = (*within < own).then(|| format!("p{within}"));
                    place(&format!("p{own}"), at.map(point), within.as_deref())
                })
                .collect();
            let name = |at: usize| if at < 12 { format!("P{at}") } else { String::new() };
            let named = named.map(name);
            let named = named.each_ref().map(String::as_str);
            let table = match at.map(point) {
                Some((north, east)) => format!("date,latitude,longitude\n2030-01-01,{north},{east}\n"),
                None => "date,latitude,longitude\n2030-01-01,,\n".to_owned(),
            };
            let reports = reports(&table);
            let report = &reports.reports[0];
            prop_assert_eq!(places_of(report, named, &places), one_by_one(report, named, &places));
        }
    }
}
