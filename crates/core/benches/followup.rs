//! How fast reports are read, tallied and searched for duplicates: a made table, the same on every machine.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{collections::HashMap, fmt::Write, hint::black_box, sync::Mutex};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mawqif_core::{
    dossier::{self, Dossier},
    followup::{
        Options, Source,
        board::board,
        calendar::{Day, Order},
        cusum, follow,
        likeness::{Window, across, alike},
        read,
        tallies::tallies,
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

/// Commitments, and areas that each of them names, of the wide case.
const WIDE: usize = 50;

/// A case whose commitments all name all of its areas, in the region of the tables.
fn wide() -> Dossier {
    let mut case = "mawqif = 1\n[initiative]\nid = \"wide\"\n[[party]]\nid = \"army\"\n".to_owned();
    for area in 0..WIDE {
        let (north, east) = (35 + area % 3, 36 + area / 3 % 3);
        let part = area * 173 % 10_000;
        writeln!(case, "[[place]]\nid = \"p{area}\"\nat = [{north}.{part:04}, {east}.{part:04}]").unwrap();
    }
    let areas: Vec<String> = (0..WIDE).map(|area| format!("\"p{area}\"")).collect();
    for number in 0..WIDE {
        let kind = ["shelling", "clash", "raid", "siege"][number % 4];
        writeln!(
            case,
            "[[commitment]]\nid = \"c{number}\"\nobliged = [\"army\"]\nkind = \"abstain\"\nwhere = [{}]\n\
             from = 2015-01-01\nindicator = {{ kinds = [\"{kind}\"] }}\n\
             baseline = {{ from = 2010-01-01, until = 2014-12-31 }}",
            areas.join(", ")
        )
        .unwrap();
    }
    dossier::read(case.as_bytes()).dossier.unwrap()
}

/// What a server counts when a table is taken in, and the board that it makes of that.
fn keeping(criterion: &mut Criterion) {
    let (dossier, today) = (wide(), Day::new(2030, 1, 1).unwrap());
    let mut group = criterion.benchmark_group("tallies");
    group.sample_size(10);
    let mut counted = None;
    for rows in ROWS {
        let table = table(rows);
        let source =
            Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] };
        let reports = read(&source).unwrap();
        let count =
            || tallies(&dossier.commitments, &dossier.places, &reports.names, black_box(&reports.reports));
        group.throughput(Throughput::Elements(u64::from(rows)));
        group.bench_function(format!("{rows}"), |bencher| bencher.iter(count));
        counted = Some((count(), reports.days()));
    }
    group.finish();
    let (counted, days) = counted.unwrap();
    // Heights are found once and kept, as a server keeps them.
    let heights = Mutex::new(HashMap::new());
    let height = |good: f64, dispersion: f64, reference, tolerated| {
        let key = (good.to_bits(), dispersion.to_bits(), reference, tolerated);
        let mut heights = heights.lock().unwrap();
        *heights.entry(key).or_insert_with(|| cusum::height(good, dispersion, reference, tolerated))
    };
    let options = Options::new(today);
    let made = || board(&dossier, black_box(&counted), days, &[], &options, &height).unwrap();
    made();
    let mut group = criterion.benchmark_group("board");
    group.sample_size(10);
    group.bench_function("50x50", |bencher| bencher.iter(made));
    // At the first look at new counts each has to be found.
    let first = || board(&dossier, black_box(&counted), days, &[], &options, &cusum::height).unwrap();
    group.bench_function("50x50, heights to be found", |bencher| bencher.iter(first));
    group.finish();
}

criterion_group!(benches, following, keeping);
criterion_main!(benches);
