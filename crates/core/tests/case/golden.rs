//! Golden records: whatever a later program changes, these fold, and to the same.
//!
//! `golden/whole.jsonl` and those that came later have one entry a line; beside each stands the dossier
//! that it folds to. They are never written again. When a kind or a version is added, a further record is: set
//! `MAWQIF_GOLDEN=name` and this test writes `name.jsonl` from `whole.rs`.

use std::{collections::BTreeSet, fs, path::PathBuf};

use mawqif_core::{
    case::{Case, Stage, fact::KINDS},
    dossier::write,
    record::entry::Entry,
};

use crate::{
    desk::{Desk, folded},
    whole::whole,
};

/// Every golden record, and how many mandates and statements it has.
const RECORDS: [(&str, usize, usize); 11] = [
    ("whole", 4, 0),
    ("named", 5, 0),
    ("told", 5, 2),
    ("keyed", 5, 2),
    ("heard", 5, 2),
    ("taken", 5, 2),
    ("signed", 5, 3),
    ("spoken", 5, 2),
    ("tested", 5, 2),
    ("owed", 5, 3),
    ("received", 5, 3),
];

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn golden(name: &str) -> Vec<Entry> {
    let lines = fs::read_to_string(file(&format!("{name}.jsonl"))).unwrap();
    lines.lines().map(|line| Entry::from_json(line.as_bytes()).unwrap()).collect()
}

#[test]
fn the_golden_record_folds_as_it_always_did() {
    if let Some(name) = std::env::var_os("MAWQIF_GOLDEN") {
        let Desk { case, record, .. } = whole();
        let lines = record.iter().map(|entry| format!("{}\n", entry.to_json())).collect::<String>();
        let path = file(&format!("{}.jsonl", name.to_string_lossy()));
        assert!(!path.exists(), "golden records are not written twice");
        fs::write(path.with_extension("toml"), write::write(case.dossier()).unwrap()).unwrap();
        fs::write(path, lines).unwrap();
    }
    for (name, mandates, statements) in RECORDS {
        let case: Case = folded(&golden(name));
        let dossier = fs::read_to_string(file(&format!("{name}.toml"))).unwrap();
        assert_eq!(write::write(case.dossier()).unwrap(), dossier);
        assert_eq!(case.stage(), Stage::Consulting);
        let counts = [
            case.statements().len(),
            case.mandates().len(),
            case.meetings().len(),
            case.wordings().len(),
            case.ballots().len(),
        ];
        // A committee was silent in one of them, and a meeting called.
        let meetings = 1 + usize::from(name == "received");
        assert_eq!(counts, [statements, mandates, meetings, 3, 2]);
        assert!(case.adopted()[0].reopened.is_some());
        assert_eq!(case.committees().len(), 1);
    }
}

#[test]
fn every_kind_stands_in_a_golden_record() {
    let entries: Vec<Entry> = RECORDS.iter().flat_map(|(name, ..)| golden(name)).collect();
    let told: BTreeSet<(&str, u32)> =
        entries.iter().map(|entry| (entry.header().kind.as_str(), entry.header().version)).collect();
    let missed: Vec<&(&str, u32)> = KINDS.iter().filter(|kind| !told.contains(kind)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}
