//! Times a table of reports on its way into a database and onto the board: kept, read, written, counted, and shown. Prints a line
//! for each step with its seconds, and the most memory that the process ever took; used by `bench/follow/import.sh`.
//!
//! usage: import_reports DATABASE CASE.toml REPORTS.csv

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::time::Instant;

use mawqif_core::{
    dossier,
    followup::{
        Options, Source,
        board::board,
        calendar::{Day, Order},
        cusum,
        likeness::{Window, alike},
        read,
        tallies::{basis, tallies},
    },
};
use mawqif_store::{AccountId, CaseId, NewTable, Read, Store};

/// Says how long a step took, and begins the next.
fn step(begun: &mut Instant, what: &str) {
    println!("{what:<28} {:>8.2} s", begun.elapsed().as_secs_f64());
    *begun = Instant::now();
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, case, table] = arguments.as_slice() else {
        panic!("usage: import_reports DATABASE CASE.toml REPORTS.csv");
    };
    let reading = dossier::read(&std::fs::read(case).unwrap());
    let dossier = reading.dossier.unwrap_or_else(|| panic!("{case} is no sound dossier"));
    let store = Store::open(database).await.unwrap();
    let (id, today) = (CaseId::new("bench").unwrap(), Day::new(2031, 1, 1).unwrap());
    store.create_case(&id, "bench.example/bench", 1).await.unwrap();
    let account = AccountId::new("bench").unwrap();
    let all = Instant::now();
    let mut begun = Instant::now();

    let bytes = std::fs::read(table).unwrap();
    let new = NewTable {
        account: &account,
        time: 1,
        name: "reports.csv",
        bytes: &bytes,
        mapping: "{}",
        grade: None,
        above: 0,
    };
    let number = store.bring_reports(&id, new).await.unwrap();
    step(&mut begun, "file kept");
    let source = Source { bytes: &bytes, today, columns: &[], order: Order::Plain, points: &[] };
    let reports = read(&source).unwrap_or_else(|fault| panic!("{fault:?}"));
    drop(bytes);
    step(&mut begun, "read");
    let root = reports.root();
    step(&mut begun, "root of the rows");
    store.write_reports(&id, number, Read { reports: &reports, root }).await.unwrap();
    step(&mut begun, "rows written");
    let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
    step(&mut begun, "counted");
    let basis = basis(&dossier.commitments, &dossier.places);
    store.set_tallies(&id, number, basis, &counted).await.unwrap();
    step(&mut begun, "tallies kept");
    drop(counted);
    println!("{:<28} {:>8.2} s for {} rows", "taken in", all.elapsed().as_secs_f64(), reports.reports.len());

    let likeness = alike(&reports, Window::default());
    step(&mut begun, "searched for doublets");
    println!("{:<28} {:>8} complete: {}", "pairs", likeness.found, likeness.is_complete);
    let days = reports.days();
    drop(reports);
    let mut begun = Instant::now();
    let kept = store.tallies(&id, number).await.unwrap();
    let heights = std::sync::Mutex::new(std::collections::HashMap::new());
    let height = |good: f64, dispersion: f64, reference, tolerated| {
        let key = (good.to_bits(), dispersion.to_bits(), reference, tolerated);
        let mut heights = heights.lock().unwrap();
        *heights.entry(key).or_insert_with(|| cusum::height(good, dispersion, reference, tolerated))
    };
    let options = Options::new(today);
    board(&dossier, &kept, days, &[], &options, &height).unwrap();
    step(&mut begun, "board, heights to be found");
    let kept = store.tallies(&id, number).await.unwrap();
    let shown = board(&dossier, &kept, days, &[], &options, &height).unwrap();
    step(&mut begun, "board, heights known");
    println!("{:<28} {:>8} × {}", "commitments × areas", shown.commitments.len(), shown.areas.len());
    store.close().await;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM unknown");
    println!("{peak}");
}
