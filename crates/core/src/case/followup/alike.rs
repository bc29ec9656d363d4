//! Reports that may be of the same event: near each other in time and place, and about the same promise where both name one.
//!
//! It is for people to look at; nothing is linked by it. Reports are looked up by their place and, within that, by their time, so that
//! each asks only after its neighbours, however many there are.

use std::collections::{BTreeMap, BTreeSet};

use super::{FollowUp, report::Filed};
use crate::{case::names::Moment, dossier::Place, followup::likeness::kilometres, text::Id};

/// The most other reports that are named as perhaps of the same.
pub const ALIKE_SHOWN: usize = 5;

/// How far apart two places may be and still be neighbours, in kilometres.
pub const NEIGHBOUR_KM: u32 = 5;

/// The most reports of one place that are looked at before and after a report.
const LOOKED_AT: usize = 50;

/// The most levels of places within places that are looked through.
const LEVELS: usize = 20;

/// What a step from place to place weighs against the whole time that two accounts of one moment may be apart, in thousandths.
const STEP: u64 = 250;

/// Another report that may be of the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Its number.
    pub report: u64,
    /// Where it is from.
    pub place: Beside,
    /// How far apart both say that it happened, in microseconds.
    pub apart: u64,
    /// Whether both name the same commitment.
    pub same_commitment: bool,
}

/// Where another place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// It is the same.
    Same,
    /// One lies in the other.
    Within,
    /// It is near, by their points in so many whole kilometres, or since both lie in the same.
    Near(Option<u32>),
}

impl Beside {
    /// How many steps it is.
    fn steps(self) -> u64 {
        match self {
            Self::Same => 0,
            Self::Within => 1,
            Self::Near(_) => 2,
        }
    }
}

/// All reports, by place and time.
pub struct Neighbours<'f> {
    reports: &'f BTreeMap<u64, Filed>,
    places: BTreeMap<&'f Id, &'f Place>,
    /// Of each place its reports, by when they say that it happened.
    by_place: BTreeMap<&'f Id, Vec<(Moment, u64)>>,
    /// Points of places that have reports, by latitude.
    points: Vec<(f64, f64, &'f Id)>,
    /// Places that have reports, by what they lie in.
    inner: BTreeMap<&'f Id, Vec<&'f Id>>,
}

impl FollowUp {
    /// All reports, to be asked which may be of the same.
    pub fn neighbours<'f>(&'f self, places: &'f [Place]) -> Neighbours<'f> {
        let places: BTreeMap<&Id, &Place> = places.iter().map(|it| (&it.id, it)).collect();
        let mut by_place: BTreeMap<&Id, Vec<(Moment, u64)>> = BTreeMap::new();
        for (number, it) in &self.reports {
            by_place.entry(&it.report.place).or_default().push((it.report.occurred, *number));
        }
        by_place.values_mut().for_each(|it| it.sort_unstable());
        let known = || by_place.keys().filter_map(|id| places.get(id).copied());
        let mut points: Vec<(f64, f64, &Id)> =
            known().filter_map(|it| it.at.map(|(north, east)| (north, east, &it.id))).collect();
        points.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut inner: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
        for place in known() {
            // Each place with all that it lies in, so that what contains something finds it at once.
            for outer in around(&places, &place.id).skip(1) {
                inner.entry(outer).or_default().push(&place.id);
            }
        }
        Neighbours { reports: &self.reports, places, by_place, points, inner }
    }
}

impl<'f> Neighbours<'f> {
    /// Other reports that may be of the same as this one, the nearest first.
    pub fn of(&self, number: u64) -> Vec<Alike> {
        let Some(filed) = self.reports.get(&number) else { return Vec::new() };
        let mut found: Vec<(u64, Alike)> = Vec::new();
        for (place, beside) in self.beside(&filed.report.place) {
            let all = self.by_place.get(place).map_or(&[][..], Vec::as_slice);
            let at = all.partition_point(|(when, _)| *when < filed.report.occurred);
            let (before, after) = all.split_at(at);
            let near = before.iter().rev().take(LOOKED_AT).chain(after.iter().take(LOOKED_AT));
            found.extend(near.filter_map(|(_, other)| self.alike((number, filed), *other, beside)));
        }
        found.sort_by_key(|(distance, it)| (*distance, it.report));
        found.into_iter().map(|(_, it)| it).take(ALIKE_SHOWN).collect()
    }

    /// How far a report is from another, if it may be of the same.
    fn alike(&self, (number, filed): (u64, &Filed), other: u64, place: Beside) -> Option<(u64, Alike)> {
        let (one, two) = (&filed.report, &self.reports.get(&other).filter(|_| other != number)?.report);
        let apart = one.occurred.micros().abs_diff(two.occurred.micros());
        let window = one.precision.window().max(two.precision.window());
        // What both say of a promise is one of the few things by which two events of one hour differ.
        let is_other = matches!((&one.commitment, &two.commitment), (Some(one), Some(two)) if one != two);
        if apart > window || is_other {
            return None;
        }
        let same_commitment = one.commitment.is_some() && one.commitment == two.commitment;
        let time = apart.saturating_mul(1_000) / window.max(1);
        let distance = time + place.steps() * STEP + u64::from(!same_commitment);
        Some((distance, Alike { report: other, place, apart, same_commitment }))
    }

    /// Places with reports that a place is, lies in, contains, or is near to.
    fn beside(&self, id: &'f Id) -> BTreeMap<&'f Id, Beside> {
        let mut all = BTreeMap::from([(id, Beside::Same)]);
        let mut add = |place: &'f Id, beside: Beside| {
            let known = all.entry(place).or_insert(beside);
            *known = (*known).min(beside);
        };
        let outer: Vec<&Id> = around(&self.places, id).skip(1).collect();
        outer.iter().for_each(|it| add(it, Beside::Within));
        self.inner.get(id).into_iter().flatten().for_each(|it| add(it, Beside::Within));
        let at = self.places.get(id).and_then(|it| it.at);
        if let Some(point) = at {
            // A degree of latitude is 111 km.
            let band = f64::from(NEIGHBOUR_KM) / 110.0;
            let from = self.points.partition_point(|it| it.0 < point.0 - band);
            let near = self.points.iter().skip(from).take_while(|it| it.0 <= point.0 + band);
            for (north, east, place) in near {
                let whole =
                    (0..=NEIGHBOUR_KM).find(|km| kilometres(point, (*north, *east)) <= f64::from(*km));
                whole.into_iter().for_each(|km| add(place, Beside::Near(Some(km))));
            }
        }
        // Without a point, what lies in the same is as near as can be told.
        if let Some(around) = outer.first() {
            let siblings = self.inner.get(around).into_iter().flatten().filter(|it| {
                let is_child = self.places.get(*it).and_then(|it| it.within.as_ref()) == Some(*around);
                is_child && (at.is_none() || self.places.get(*it).is_some_and(|it| it.at.is_none()))
            });
            siblings.for_each(|it| add(it, Beside::Near(None)));
        }
        all
    }
}

/// A place and all that it lies in, itself first.
fn around<'f>(places: &BTreeMap<&'f Id, &'f Place>, id: &'f Id) -> impl Iterator<Item = &'f Id> {
    let mut seen = BTreeSet::new();
    let outer = |id: &&'f Id| places.get(*id)?.within.as_ref();
    std::iter::successors(Some(id), outer).take(LEVELS).take_while(move |id| seen.insert(*id))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::{
        case::{
            followup::{
                grade::Grade,
                report::{IncidentReport, Precision},
            },
            names::AccountId,
        },
        text::Text,
    };

    const HOUR: u64 = 3_600_000_000;

    fn id(word: &str) -> Id {
        Id::new(word).unwrap()
    }

    /// A valley with a mill and a bridge in it, a camp near the mill on the map, and a town by itself.
    fn places() -> Vec<Place> {
        let place = |own: &str, within: Option<&str>, at| Place {
            id: id(own),
            name: Text::plain(own),
            within: within.map(id),
            at,
        };
        vec![
            place("valley", None, None),
            place("mill", Some("valley"), Some((36.20, 37.10))),
            place("bridge", Some("valley"), None),
            place("camp", None, Some((36.22, 37.11))),
            place("town", None, Some((36.90, 37.10))),
        ]
    }

    fn filed(place: &str, hour: u64, precision: Precision, commitment: Option<&str>) -> Filed {
        let report = IncidentReport {
            client: "1".into(),
            what: Text::plain("Shots."),
            place: id(place),
            occurred: Moment::from_micros(hour * HOUR),
            precision,
            told: None,
            oneself: false,
            origin: "A doctor".into(),
            grade: Grade::new("C3").unwrap(),
            commitment: commitment.map(id),
            evidence: Vec::new(),
        };
        let (known, by) = (Moment::default(), AccountId::new("rima").unwrap());
        Filed { entry: 1, known, by, report, files: BTreeSet::new(), gradings: Vec::new() }
    }

    fn of(all: Vec<Filed>) -> FollowUp {
        let reports = (1..).zip(all).collect();
        FollowUp { reports, ..FollowUp::default() }
    }

    #[test]
    fn the_nearest_in_time_and_place_come_first() {
        let hour = |place, at| filed(place, at, Precision::Hour, None);
        let followup = of(vec![
            hour("mill", 100),
            hour("mill", 105),
            hour("valley", 100),
            hour("camp", 101),
            hour("mill", 100),
            hour("bridge", 99),
            hour("town", 100),
            hour("mill", 107),
        ]);
        let places = places();
        let told: Vec<_> = followup
            .neighbours(&places)
            .of(1)
            .into_iter()
            .map(|it| (it.report, it.place, it.apart / HOUR))
            .collect();
        // Five hours of six weigh more than a place around it; the town is far and seven hours are too many.
        let near = [
            (5, Beside::Same, 0),
            (3, Beside::Within, 0),
            (4, Beside::Near(Some(3)), 1),
            (6, Beside::Near(None), 1),
            (2, Beside::Same, 5),
        ];
        assert_eq!(told, near);
        assert!(followup.neighbours(&places).of(99).is_empty());
    }

    #[test]
    fn what_names_another_promise_is_another_event() {
        let about = |commitment| filed("mill", 100, Precision::Hour, commitment);
        let followup = of(vec![
            about(Some("no-raids")),
            about(None),
            about(Some("no-arrests")),
            about(Some("no-raids")),
        ]);
        let places = places();
        let told: Vec<_> =
            followup.neighbours(&places).of(1).iter().map(|it| (it.report, it.same_commitment)).collect();
        assert_eq!(told, [(4, true), (2, false)]);
    }

    #[test]
    fn a_time_that_is_known_to_the_week_finds_what_lies_days_apart() {
        let followup = of(vec![
            filed("mill", 1_000, Precision::Hour, None),
            filed("mill", 1_000 + 7 * 24, Precision::Week, None),
            filed("mill", 1_000 + 7 * 24, Precision::Day, None),
        ]);
        let places = places();
        assert_eq!(followup.neighbours(&places).of(1).iter().map(|it| it.report).collect::<Vec<_>>(), [2]);
    }

    proptest! {
        /// Where a place has no more reports than are looked at, what is found is what looking at all of them finds.
        #[test]
        fn looking_at_neighbours_finds_what_looking_at_all_does(
            rows in proptest::collection::vec((0_usize..5, 0_u64..40, 0_usize..3, 0_usize..3), 1..40),
        ) {
            let places = places();
            let all = rows.iter().map(|(place, hour, precision, about)| {
                let precision = [Precision::Hour, Precision::Day, Precision::Week][*precision];
                filed(places[*place].id.as_str(), *hour, precision, [None, Some("a"), Some("b")][*about])
            });
            let followup = of(all.collect());
            let neighbours = followup.neighbours(&places);
            for (number, filed) in &followup.reports {
                let beside = neighbours.beside(&filed.report.place);
                let mut whole: Vec<(u64, Alike)> = followup
                    .reports
                    .iter()
                    .filter_map(|(other, it)| {
                        neighbours.alike((*number, filed), *other, *beside.get(&it.report.place)?)
                    })
                    .collect();
                whole.sort_by_key(|(distance, it)| (*distance, it.report));
                let whole: Vec<Alike> = whole.into_iter().map(|(_, it)| it).take(ALIKE_SHOWN).collect();
                prop_assert_eq!(neighbours.of(*number), whole);
            }
        }
    }
}
