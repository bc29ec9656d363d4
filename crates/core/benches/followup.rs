//! How fast reports are read, tallied and searched for duplicates: a made table, the same on every machine.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{fmt::Write, hint::black_box};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mawqif_core::{
    dossier::{self, Dossier},
    followup::{
        Options, Source,
        calendar::{Day, Order},
        follow,
        likeness::{Window, across, alike},
        read,
    },
};

/// Rows of the made tables.
const ROWS: [u32; 3] = [10_000, 100_000, 1_000_000];

const CASE: &str = "mawqif = 1\n[initiative]\nid = \"freeze\"\n[[party]]\nid = \"army\"\n[[commitment]]\nid = \"c\"\n\
    obliged = [\"army\"]\nkind = \"abstain\"\nfrom = 2015-01-01\nindicator = { kinds = [\"shelling\"] }\n\
    baseline = { from = 2010-01-01, until = 2014-12-31 }\n";

/// A table of so many reports over ten years in a region of three degrees.
fn table(rows: u32) -> String {
    let (kinds, actors) = (["shelling", "clash", "raid", "siege"], ["army", "rebels", "militia"]);
    let mut table = "id,date,lat,lon,kind,actor,deaths\n".to_owned();
    let mut seed = 1_u64;
    let mut roll = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for id in 0..rows {
        let day = Day(14_610 + i32::try_from(roll(3_650)).unwrap()).date();
        let (lat, lon) = (roll(30_000), roll(30_000));
        let (kind, actor) =
            (kinds[usize::try_from(roll(4)).unwrap()], actors[usize::try_from(roll(3)).unwrap()]);
        let (north, east) = (35 + lat / 10_000, 36 + lon / 10_000);
        writeln!(
            table,
            "{id},{day},{north}.{:04},{east}.{:04},{kind},{actor},{}",
            lat % 10_000,
            lon % 10_000,
            roll(6)
        )
        .unwrap();
    }
    table
}

fn case() -> Dossier {
    dossier::read(CASE.as_bytes()).dossier.unwrap()
}

fn following(criterion: &mut Criterion) {
    let dossier = case();
    let today = Day::new(2030, 1, 1).unwrap();
    let mut group = criterion.benchmark_group("followup");
    group.sample_size(10);
    for rows in ROWS {
        let table = table(rows);
        let source =
            Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] };
        group.throughput(Throughput::Elements(u64::from(rows)));
        group.bench_function(format!("read/{rows}"), |bencher| {
            bencher.iter(|| read(black_box(&source)).unwrap())
        });
        let reports = read(&source).unwrap();
        group.bench_function(format!("alike/{rows}"), |bencher| {
            bencher.iter(|| alike(black_box(&reports), Window::default()))
        });
        // The same table beside itself: every report has at least one that is like it.
        let others: Vec<_> =
            reports.reports.iter().map(|it| reports.as_named_here(it, &reports.names)).collect();
        group.bench_function(format!("across/{rows}"), |bencher| {
            bencher.iter(|| across(black_box(&reports), &others, Window::default()))
        });
        group.bench_function(format!("follow/{rows}"), |bencher| {
            bencher.iter(|| {
                follow(&dossier, black_box(&reports), table.as_bytes(), &Options::new(today)).unwrap()
            })
        });
    }
    group.finish();
}

criterion_group!(benches, following);
criterion_main!(benches);
