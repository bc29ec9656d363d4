//! `docs/acts.md` says what the code says: every act, every kind of fact, every code of a refusal,
//! every limit.

use std::collections::BTreeSet;

use mawqif_core::case::{
    self, act::ACTS, comments, fact::KINDS, followup, names::ACCOUNT_LIMIT, poll, press_desk, remark, report,
    signing, statement,
};

const DOCUMENT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/acts.md"));

/// The lines of the table under a heading, as cells.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, rest) = DOCUMENT.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("{heading}"));
    let section = rest.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// What stands in backquotes in a cell.
fn quoted(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('`').skip(1).step_by(2)
}

fn first_cells(heading: &str) -> BTreeSet<&'static str> {
    table(heading).into_iter().flat_map(|cells| quoted(cells[0])).collect()
}

#[test]
fn every_act_is_in_the_table() {
    assert_eq!(first_cells("Acts"), ACTS.iter().copied().collect());
}

#[test]
fn every_kind_of_fact_is_appended_by_an_act() {
    let by_acts = table("Acts").into_iter().flat_map(|cells| quoted(cells[3]));
    let by_none = table("Without an act").into_iter().flat_map(|cells| quoted(cells[0]));
    let appended: BTreeSet<&str> = by_acts.chain(by_none).collect();
    assert_eq!(appended, KINDS.iter().map(|(kind, _)| *kind).collect());
    let listed: Vec<(&str, u32)> = table("Kinds of entries")
        .into_iter()
        .filter_map(|cells| Some((quoted(cells[0]).next()?, cells[1].parse().unwrap())))
        .collect();
    assert_eq!(listed, KINDS);
}

#[test]
fn every_refusal_is_in_the_table() {
    // The names as serde writes them, from the source: a variant that nobody lists is found.
    let source = include_str!("../../src/case/refusal.rs");
    let names = |from: &str| -> BTreeSet<String> {
        let (_, rest) = source.split_once(from).unwrap();
        let body = rest.split("\n}\n").next().unwrap();
        let variants = body.lines().filter_map(|line| line.strip_prefix("    "));
        let variants = variants.filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()));
        variants.map(|line| kebab(line.split([' ', '(', ',', '{']).next().unwrap())).collect()
    };
    let listed = |heading| first_cells(heading).into_iter().map(str::to_owned).collect::<BTreeSet<String>>();
    assert_eq!(listed("Refusals"), names("pub enum Refusal {"));
    assert_eq!(listed("States"), names("pub enum State {"));
}

fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(character.to_ascii_lowercase());
    }
    kebab
}

#[test]
fn every_limit_is_in_the_table() {
    let limits = [
        ("ENTRY_LIMIT", u128::from(case::ENTRY_LIMIT)),
        ("FACT_LIMIT", case::FACT_LIMIT as u128),
        ("NUMBERED_LIMIT", case::NUMBERED_LIMIT as u128),
        ("COMMITTEE_LIMIT", case::COMMITTEE_LIMIT as u128),
        ("SECRETARIAT_LIMIT", case::SECRETARIAT_LIMIT as u128),
        ("OBSERVER_LIMIT", case::OBSERVER_LIMIT as u128),
        ("AGENDA_LIMIT", case::AGENDA_LIMIT as u128),
        ("SLIP_LIMIT", case::SLIP_LIMIT as u128),
        ("SECRET_FEWEST", case::SECRET_FEWEST as u128),
        ("REPORT_LIMIT", report::REPORT_LIMIT as u128),
        ("REPORT_TEXT_LIMIT", report::REPORT_TEXT_LIMIT as u128),
        ("REPORT_PART_LIMIT", report::REPORT_PART_LIMIT as u128),
        ("STATEMENT_LIMIT", statement::STATEMENT_LIMIT as u128),
        ("VERSION_LIMIT", statement::VERSION_LIMIT as u128),
        ("STATEMENT_TEXT_LIMIT", statement::STATEMENT_TEXT_LIMIT as u128),
        ("RESTS_LIMIT", statement::RESTS_LIMIT as u128),
        ("OCCASION_KEPT_LIMIT", statement::OCCASION_KEPT_LIMIT as u128),
        ("KEY_LIMIT", signing::KEY_LIMIT as u128),
        ("HELD_AGAINST_LIMIT", signing::HELD_AGAINST_LIMIT as u128),
        ("COMMENT_LIMIT", comments::COMMENT_LIMIT as u128),
        ("ACCOUNT_LIMIT", ACCOUNT_LIMIT as u128),
        ("CONFERENCE_LIMIT", press_desk::CONFERENCE_LIMIT as u128),
        ("SPEAKER_LIMIT", press_desk::SPEAKER_LIMIT as u128),
        ("JOURNALIST_LIMIT", press_desk::JOURNALIST_LIMIT as u128),
        ("CONTACT_LIMIT", press_desk::CONTACT_LIMIT as u128),
        ("LINE_LIMIT", press_desk::LINE_LIMIT as u128),
        ("REMARK_LIMIT", remark::REMARK_LIMIT as u128),
        ("INCIDENT_REPORT_LIMIT", followup::report::INCIDENT_REPORT_LIMIT as u128),
        ("OWN_REPORT_LIMIT", followup::report::OWN_REPORT_LIMIT as u128),
        ("CLIENT_LIMIT", followup::report::CLIENT_LIMIT as u128),
        ("EVIDENCE_LIMIT", followup::report::EVIDENCE_LIMIT as u128),
        ("GRADING_LIMIT", followup::grade::GRADING_LIMIT as u128),
        ("INCIDENT_LIMIT", followup::incident::INCIDENT_LIMIT as u128),
        ("LINK_LIMIT", followup::incident::LINK_LIMIT as u128),
        ("EVIDENCE_ITEM_LIMIT", followup::evidence::EVIDENCE_ITEM_LIMIT as u128),
        ("REPORT_FILE_LIMIT", followup::evidence::REPORT_FILE_LIMIT as u128),
        ("SEALED_LIMIT", u128::from(followup::evidence::SEALED_LIMIT)),
        ("OWN_SEALED_LIMIT", u128::from(followup::evidence::OWN_SEALED_LIMIT)),
        ("CUSTODY_LIMIT", followup::evidence::CUSTODY_LIMIT as u128),
        ("TAKEN_LIMIT", followup::evidence::TAKEN_LIMIT as u128),
        ("SEAL_KEY_LIMIT", followup::seal::SEAL_KEY_LIMIT as u128),
        ("IMPORT_LIMIT", followup::imports::IMPORT_LIMIT as u128),
        ("IMPORTED_LIMIT", u128::from(followup::imports::IMPORTED_LIMIT)),
        ("FINDING_LIMIT", followup::incident::FINDING_LIMIT as u128),
        ("DISSENT_LIMIT", followup::incident::DISSENT_LIMIT as u128),
        ("TRIGGER_LIMIT", followup::trigger::TRIGGER_LIMIT as u128),
        ("SITTING_LIMIT", followup::agenda::SITTING_LIMIT as u128),
        ("OWED_LIMIT", followup::trigger::OWED_LIMIT as u128),
        ("NAMED_LIMIT", followup::back::NAMED_LIMIT as u128),
        ("REPAIR_BYTES_LIMIT", followup::back::REPAIR_BYTES_LIMIT as u128),
        ("TASK_LIMIT", followup::terms::TASK_LIMIT as u128),
        ("REVIEW_LIMIT", followup::terms::REVIEW_LIMIT as u128),
        ("HOURS_LIMIT", u128::from(followup::terms::HOURS_LIMIT)),
        ("POLL_LIMIT", poll::POLL_LIMIT as u128),
        ("WITHHELD_LIMIT", poll::WITHHELD_LIMIT as u128),
        ("ACCESS_DAYS_LIMIT", u128::from(followup::terms::ACCESS_DAYS_LIMIT)),
        ("ZONE_LIMIT", followup::terms::ZONE_LIMIT as u128),
    ];
    let listed: BTreeSet<(&str, u128)> = table("Limits")
        .into_iter()
        .filter_map(|cells| Some((quoted(cells[2]).next()?, cells[1].replace(',', "").parse().unwrap())))
        .collect();
    assert_eq!(listed, BTreeSet::from(limits));
}
