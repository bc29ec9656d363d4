//! Follow-up: tables of reports, what is counted of them, and what they tell of commitments.

#![allow(missing_docs, clippy::unwrap_used)]

mod dirty;
mod golden;
mod kept;
mod like;

use std::{env, fs, path::PathBuf};

use mawqif_core::{
    dossier::{self, Dossier},
    followup::{FollowUp, Options, Reports, Source, calendar::Day, calendar::Order, follow, read},
};

/// A file of the public sets, which stand beside the repository or where `MAWQIF_SHARED` says; `None`, said
/// loudly, when they are not there.
pub fn data(name: &str) -> Option<Vec<u8>> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path =
        env::var_os("MAWQIF_SHARED").map_or_else(beside, PathBuf::from).join("data/followup").join(name);
    let found = fs::read(&path).ok();
    if found.is_none() {
        eprintln!(
            "SKIPPED: {} is not there; set MAWQIF_SHARED to the folder with the public sets",
            path.display()
        );
    }
    found
}

pub fn day(year: i32, month: i32, day: i32) -> Day {
    Day::new(year, month, day).unwrap()
}

pub fn dossier_of(source: &str) -> Dossier {
    let reading = dossier::read(source.as_bytes());
    reading.dossier.unwrap_or_else(|| panic!("{:?}", reading.problems))
}

/// The reports of a table, as of a late day, in plain order, and with no points known.
pub fn reports(table: &str) -> Reports {
    read(&source(table)).unwrap()
}

pub fn source(table: &str) -> Source<'_> {
    Source {
        bytes: table.as_bytes(),
        today: day(2031, 12, 31),
        columns: &[],
        order: Order::Plain,
        points: &[],
    }
}

/// What a table tells of a dossier.
pub fn followed(dossier: &str, table: &str, options: &Options) -> FollowUp {
    follow(&dossier_of(dossier), &reports(table), table.as_bytes(), options).unwrap()
}
