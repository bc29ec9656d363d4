//! Press reports: what they tell enters with them, all of it or none.

use mawqif_core::{
    case::{
        Fact, Stage,
        report::{REPORT_TEXT_LIMIT, named_in},
    },
    dossier::Standing,
};
use serde_json::{Value, json};

use crate::desk::Desk;

const TEXT: &str = "The mayor told the River Post that the council accepts if the ground is quiet.";
const SAID: &str = "the council accepts if the ground is quiet";

fn opened() -> Desk {
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    desk
}

fn told() -> Value {
    let start = TEXT.find(SAID).unwrap();
    json!({
        "initiative": { "id": "freeze", "title": "A freeze" },
        "parts": [
            { "party": { "id": "government" } },
            { "provision": { "id": "stop", "text": "It stops.", "obliged": ["government"], "status": "announced" } },
            { "red-line": { "id": "river", "text": "The river stays open." } },
            { "quote": { "speaker": "The mayor", "said": SAID, "source": "the report", "span": [start, start + SAID.len()] } },
        ],
        "bodies": [{ "id": "council", "name": "Council" }],
        "conditions": [{ "id": "ground", "text": "The ground is quiet." }],
        "stances": [{ "body": "council", "says": "accept if ground" }],
    })
}

fn enter(text: &str, told: Value) -> Value {
    let report = json!({ "name": "River Post", "published": "2030-04-30", "text": text });
    json!({ "act": "enter-report", "report": report, "told": told })
}

#[test]
fn a_report_enters_with_what_it_tells() {
    let mut desk = opened();
    let facts = desk.done("amina", enter(TEXT, told()));
    assert!(matches!(&facts[0], Fact::ReportKept { report, .. } if report.text == TEXT));
    assert_eq!(facts.len(), 9);
    let case = &desk.case;
    assert_eq!(case.stage(), Stage::Preparing, "bodies are asked later, by the secretariat");
    let dossier = case.dossier();
    let stance = &dossier.stances[0];
    assert_eq!(stance.standing, Standing::Reported);
    let source = stance.source.as_ref().unwrap().in_language("");
    let (hash, kept) = case.reports().first_key_value().unwrap();
    assert_eq!(named_in(source), Some(hash.as_str()));
    assert_eq!(kept.report.sha256(), *hash);
    let (start, end) = dossier.quotes[0].span.unwrap();
    let (start, end) = (usize::try_from(start).unwrap(), usize::try_from(end).unwrap());
    assert_eq!(&kept.report.text[start..end], SAID);
}

#[test]
fn of_a_report_everything_enters_or_nothing() {
    let mut desk = opened();
    let entries = desk.case.entries();
    let mut wrong = told();
    wrong["parts"][1]["provision"]["obliged"] = json!(["goverment"]);
    assert_eq!(desk.refused("amina", enter(TEXT, wrong))["problems"][0]["problem"], "unknown-id");
    let mut wrong = told();
    wrong["stances"][0]["says"] = json!("accept wen ground");
    assert_eq!(desk.refused("amina", enter(TEXT, wrong))["problems"][0]["problem"], "stance");
    assert_eq!(desk.refused("amina", enter(" \n", told()))["fault"]["fault"], "missing");
    let long = enter(&"x".repeat(REPORT_TEXT_LIMIT + 1), told());
    assert_eq!(desk.refused("amina", long)["fault"]["fault"], "long");
    assert_eq!(desk.case.entries(), entries);
    assert!(desk.case.reports().is_empty());
}

#[test]
fn a_second_report_changes_nothing_of_the_first() {
    let mut desk = opened();
    desk.done("amina", enter(TEXT, told()));
    let again = enter("Another day.", json!({ "conditions": [{ "id": "ground", "text": "Other words." }] }));
    assert_eq!(desk.refused("amina", again)["problems"][0]["problem"], "duplicate-id");
    let offer = enter("Another day.", json!({ "initiative": { "id": "other" } }));
    assert_eq!(desk.refused("amina", offer)["state"], "initiative-received");
    // The same report can tell more on a second reading, and is kept once.
    desk.done("amina", enter(TEXT, json!({ "parts": [{ "harm": { "id": "hunger" } }] })));
    assert_eq!(desk.case.reports().len(), 1);
}

#[test]
fn bodies_come_from_a_report_before_the_consultation_only() {
    let mut desk = opened();
    desk.done("amina", enter(TEXT, told()));
    desk.done("amina", json!({ "act": "open-consultation" }));
    let body = enter("Another day.", json!({ "bodies": [{ "id": "guild" }] }));
    assert_eq!(desk.refused("amina", body)["code"], "stage");
    let heard = enter("Another day.", json!({ "stances": [{ "body": "council", "says": "reject" }] }));
    desk.done("amina", heard);
    assert_eq!(
        desk.case.dossier().stances.len(),
        1,
        "the later report of a stance takes the place of the earlier"
    );
}
