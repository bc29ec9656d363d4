//! Likeness: what is suggested, what is not, and how well it finds overlaps that are known.

use std::collections::{BTreeMap, BTreeSet};

use mawqif_core::followup::{
    Source,
    calendar::Order,
    likeness::{Window, alike},
    read,
};

use crate::{data, reports, source};

/// The pairs of rows that are suggested.
fn pairs(table: &str, window: Window) -> Vec<(u32, u32)> {
    let reports = reports(table);
    let likeness = alike(&reports, window);
    assert!(likeness.is_complete);
    let row = |at: usize| reports.reports[at].row;
    let mut pairs: Vec<_> = likeness.pairs.iter().map(|it| (row(it.first), row(it.second))).collect();
    pairs.sort_unstable();
    pairs
}

#[test]
fn near_reports_of_one_kind_are_suggested() {
    let table = "id,date,lat,lon,kind,actor,place,source\n\
        1,2030-01-01,36.20,37.16,shelling,army,,a\n\
        2,2030-01-02,36.21,37.16,shelling,army,,b\n\
        3,2030-01-04,36.20,37.16,shelling,army,,b\n\
        4,2030-01-01,36.20,37.16,siege,army,,b\n\
        5,2030-01-01,36.30,37.16,shelling,army,,b\n\
        6,2030-01-01,36.20,37.16,shelling,rebels,,b\n\
        7,2030-01-01,36.20,37.16,,,,a\n\
        8,2030-02-01,,,shelling,army,Town,a\n\
        9,2030-02-01,,,shelling,army,Town,b\n\
        10,2030-02-01,,,shelling,army,City,b\n";
    let expected = [(1, 2), (1, 7), (2, 7), (4, 7), (6, 7), (8, 9)];
    assert_eq!(pairs(table, Window::default()), expected);
    let across = Window { within_origin: false, ..Window::default() };
    assert_eq!(pairs(table, across), [(1, 2), (2, 7), (4, 7), (6, 7), (8, 9)]);
    let wider = Window { days: 3, metres: 20_000, within_origin: true };
    assert!(pairs(table, wider).contains(&(1, 5)) && pairs(table, wider).contains(&(1, 3)));
}

#[test]
fn many_events_at_one_place_on_one_day_end_the_search_and_it_says_so() {
    // An offensive as some tables tell it: every event of a town at its centre. Of 12,000 there are 72 million pairs.
    let rows: String =
        (0..12_000).map(|at| format!("{at},2030-01-01,36.2,37.1,shelling,side{}\n", at % 600)).collect();
    let reports = reports(&format!("id,date,lat,lon,kind,actor\n{rows}"));
    let likeness = alike(&reports, Window::default());
    assert!(!likeness.is_complete && likeness.found > 0 && !likeness.pairs.is_empty());
    // A tenth of them is compared to the end.
    let few: String =
        (0..1_200).map(|at| format!("{at},2030-01-01,36.2,37.1,shelling,side{}\n", at % 600)).collect();
    let few = crate::reports(&format!("id,date,lat,lon,kind,actor\n{few}"));
    let likeness = alike(&few, Window::default());
    assert_eq!((likeness.is_complete, likeness.found), (true, 600));
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let rows: Vec<String> = (0..200)
        .map(|at| format!("{at},2030-01-{:02},36.{:03},37.16,k{}", 1 + at % 7, at * 37 % 400, at % 3))
        .collect();
    let table = |rows: Vec<String>| format!("id,date,lat,lon,kind\n{}\n", rows.join("\n"));
    let named = |table: &str| -> BTreeSet<(String, String)> {
        let reports = reports(table);
        let pairs = alike(&reports, Window::default()).pairs;
        let ids = |first, second| (reports.id(first), reports.id(second));
        pairs
            .iter()
            .map(|it| ids(it.first, it.second))
            .map(|(a, b)| (a.clone().min(b.clone()), a.max(b)))
            .collect()
    };
    let straight = named(&table(rows.clone()));
    assert!(straight.len() > 50);
    assert_eq!(named(&table(rows.into_iter().rev().collect())), straight);
}

/// Against the plain meaning: every pair looked at.
#[test]
fn what_is_found_is_what_looking_at_every_pair_finds() {
    let mut table = "id,date,lat,lon\n".to_owned();
    let mut seed = 7_u64;
    for id in 0..400 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let (day, lat, lon) = (1 + (seed >> 33) % 9, (seed >> 40) % 300, (seed >> 50) % 300);
        table += &format!("{id},2030-01-{day:02},36.{lat:03},37.{lon:03}\n");
    }
    let reports = reports(&table);
    let window = Window { days: 1, metres: 3_000, within_origin: true };
    let mut plain = 0_u64;
    for (at, one) in reports.reports.iter().enumerate() {
        for two in &reports.reports[at + 1..] {
            let point = |it: &mawqif_core::followup::report::Report| {
                let (latitude, longitude) = it.at.unwrap();
                (f64::from(latitude) / 1e6, f64::from(longitude) / 1e6)
            };
            let far = mawqif_core::followup::likeness::kilometres(point(one), point(two));
            plain += u64::from(one.day.0.abs_diff(two.day.0) <= 1 && far <= 3.0);
        }
    }
    assert!(plain > 100);
    assert_eq!(alike(&reports, window).found, plain);
}

/// Three published lists of invented car crashes in which some crashes stand in two or all three. The same
/// crash has the same latitude, or the same longitude, to a few metres, and was moved along the other.
#[test]
fn known_overlaps_are_found() {
    let tables = ["1", "2", "3"].map(|number| data(&format!("meltt_crash_data{number}.csv")));
    let Some(taxonomy) = data("meltt_crash_taxonomies_model_tax.csv") else { return };
    let taxonomy = String::from_utf8(taxonomy).unwrap();
    let sizes: BTreeMap<(&str, &str), &str> = taxonomy
        .lines()
        .skip(1)
        .filter_map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            Some(((*cells.first()?, *cells.get(1)?), *cells.get(2)?))
        })
        .collect();
    let mut table = "id,date,end,lat,lon,kind,source\n".to_owned();
    let mut crashes: Vec<(String, i64, f64, f64)> = Vec::new();
    for bytes in tables {
        let Some(bytes) = bytes else { return };
        for line in String::from_utf8(bytes).unwrap().lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let kind = sizes.get(&(cells[0], cells[6])).copied().unwrap_or("");
            let id = format!("{}-{}", cells[0], cells[1]);
            table +=
                &format!("{id},{},{},{},{},{kind},{}\n", cells[2], cells[3], cells[4], cells[5], cells[0]);
            let day = cells[2].split('.').next().unwrap().parse().unwrap();
            crashes.push((id, day, cells[4].parse().unwrap(), cells[5].parse().unwrap()));
        }
    }
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    for (at, one) in crashes.iter().enumerate() {
        for two in &crashes[at + 1..] {
            let is_moved = (one.2 - two.2).abs() < 5e-6 || (one.3 - two.3).abs() < 5e-6;
            let is_near = (one.2 - two.2).abs() < 0.05 && (one.3 - two.3).abs() < 0.05;
            if is_moved && is_near && (one.1 - two.1).abs() <= 1 && one.0[..11] != two.0[..11] {
                known.insert((one.0.clone(), two.0.clone()));
            }
        }
    }
    let reports = read(&Source { order: Order::Counted, ..source(&table) }).unwrap();
    let likeness = alike(&reports, Window { days: 1, metres: 3_000, within_origin: false });
    let found: BTreeSet<(String, String)> =
        likeness.pairs.iter().map(|it| (reports.id(it.first), reports.id(it.second))).collect();
    let right = found.intersection(&known).count();
    eprintln!(
        "{} crashes, {} known pairs, {} suggested, {right} of them right: precision {:.3}, recall {:.3}",
        crashes.len(),
        known.len(),
        found.len(),
        right as f64 / found.len() as f64,
        right as f64 / known.len() as f64
    );
    assert!(known.len() > 50);
    assert!(right * 100 >= known.len() * 90 && right * 100 >= found.len() * 80);
}
