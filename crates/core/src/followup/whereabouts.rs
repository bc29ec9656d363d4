//! Where single rows are, of the places of a dossier, and which of them a commitment counts.
//!
//! It is asked of one row when somebody makes a report of it, and of those of one square of the board when somebody looks at what was
//! counted there. What counts is the same as on the board: by the same areas and indicators.

use super::{
    likeness::kilometres,
    report::{Names, Report, in_degrees},
    tally::{Area, Matcher},
};
use crate::{
    dossier::{Commitment, Place},
    text::Id,
};

/// How near to a point of a place a row is taken to be there, in kilometres.
const NEAR: u64 = 25;

/// The places that a row may be of, the most likely first: of those that are near, or are named, the smallest, and of these the nearest.
pub fn places_of<'p>(report: &Report, named: [&str; 3], places: &'p [Place]) -> Vec<&'p Id> {
    let names = Names::of(named.into_iter().filter(|it| !it.is_empty()).map(str::to_owned));
    let [place, district, region] = named.map(|it| match it {
        "" => Default::default(),
        name => names.number_of(name),
    });
    let own = Report { place, district, region, ..*report };
    let from = own.at.map(in_degrees);
    let inner = |outer: &Id| places.iter().filter(|it| it.within.as_ref() == Some(outer)).count();
    let mut found: Vec<(usize, f64, &Id)> = places
        .iter()
        .filter(|it| Area::new(Some(&it.id), places, &names).has(&own, NEAR))
        .map(|it| {
            let apart = from.zip(it.at).map_or(f64::MAX, |(from, at)| kilometres(from, at));
            (inner(&it.id), apart, &it.id)
        })
        .collect();
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

    use super::*;
    use crate::followup::{
        Source,
        calendar::{Day, Order},
        read,
    };

    fn place(id: &str, at: Option<(f64, f64)>, within: Option<&str>) -> Place {
        let within = within.map(|it| format!(",\"within\":\"{it}\"")).unwrap_or_default();
        let at = at.map(|(north, east)| format!(",\"at\":[{north},{east}]")).unwrap_or_default();
        serde_json::from_str(&format!("{{\"id\":\"{id}\",\"name\":\"{id}\"{at}{within}}}")).unwrap()
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
        let source = Source {
            bytes: table.as_bytes(),
            today: Day(100_000),
            columns: &[],
            order: Order::Plain,
            points: &[],
        };
        let reports = read(&source).unwrap();
        let found = |at: usize| -> Vec<&str> {
            let report = &reports.reports[at];
            let named = [report.place, report.district, report.region].map(|it| reports.names.words(it));
            places_of(report, named, &places).into_iter().map(Id::as_str).collect()
        };
        assert_eq!(found(0), ["mill", "well", "north"]);
        assert_eq!(found(1), ["north"]);
        assert!(found(2).is_empty());
    }
}
