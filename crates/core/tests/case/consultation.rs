//! The consultation: imports, parts, conditions and wordings, stances, meetings.

use mawqif_core::case::{Fact, meeting::QuorumState, wording::WordingState};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, SHOW_CASE},
    whole::{answered, consulted, council, whole},
};

fn stance(body: &str, says: &str) -> Value {
    json!({ "act": "file-stance", "body": body, "says": says, "version": 1 })
}

fn texts(desk: &Desk) -> Vec<String> {
    let conditions = desk.case.dossier().conditions.iter();
    conditions.map(|it| format!("{}: {}", it.id, it.text.in_language("en"))).collect()
}

#[test]
fn a_dossier_is_imported_whole_and_first_or_not_at_all() {
    let mut desk = Desk::new();
    let import = |dossier: &str| json!({ "act": "import-dossier", "dossier": dossier });
    assert_eq!(desk.refused("amina", import(SHOW_CASE))["code"], "not-allowed");
    desk.done("amina", json!({ "act": "open-case" }));
    let broken = SHOW_CASE.replacen("accept if routes\"", "accept if rutes\"", 1);
    let refusal = desk.refused("amina", import(&broken));
    assert_eq!(refusal["problems"][0]["field"], "stance[4].says");
    assert_eq!(refusal["problems"][0]["help"], "did you mean `routes`?");
    let facts = desk.done("amina", import(SHOW_CASE));
    assert!(facts.iter().any(|fact| matches!(fact, Fact::ConsultationOpened {})));
    assert_eq!(desk.refused("amina", import(SHOW_CASE))["code"], "stage");

    let mut desk = council();
    assert_eq!(desk.refused("amina", import(SHOW_CASE))["state"], "not-new");
}

#[test]
fn nothing_enters_that_a_file_could_not_hold() {
    let mut desk = council();
    let first_problem = |refusal: Value| {
        let problem = &refusal["problems"][0];
        (problem["problem"].as_str().unwrap().to_owned(), problem["field"].as_str().unwrap().to_owned())
    };
    let mut of =
        |part: Value| first_problem(desk.refused("amina", json!({ "act": "enter-part", "part": part })));
    let unknown = of(json!({ "provision": { "id": "stop", "obliged": ["council", "goverment"] } }));
    assert_eq!(unknown, ("unknown-id".to_owned(), "provision[0].obliged[1]".to_owned()));
    let alike = of(json!({ "place": { "id": "x", "name": "a\u{202E}b" } }));
    assert_eq!(alike, ("bad-character".to_owned(), "place[0].name".to_owned()));
    let long = of(json!({ "harm": { "id": "x", "name": { "en": "y".repeat(2_000) } } }));
    assert_eq!(long, ("too-long".to_owned(), "harm[0].name.en".to_owned()));
    let weight = json!({ "act": "admit-body", "body": { "id": "guild", "weight": u64::MAX } });
    assert_eq!(first_problem(desk.refused("amina", weight)).0, "unwritable");
    // Ids that only look the same are found across acts.
    let twin = json!({ "act": "admit-body", "body": { "id": "сouncil" } });
    assert_eq!(first_problem(desk.refused("amina", twin)).0, "look-alike-id");
}

#[test]
fn a_wording_waits_for_those_whose_condition_it_is() {
    let mut desk = consulted();
    let other = json!([{ "id": "ground", "text": "No shot is fired." }]);
    let offer = json!({ "act": "offer-wording", "replaces": ["ground"], "by": other });
    desk.done("amina", offer.clone());
    assert_eq!(desk.refused("amina", offer.clone())["state"], "wording-offered");
    assert_eq!(texts(&desk)[0], "ground: The ground.");
    let agree = |body: &str| json!({ "act": "agree-to-wording", "offer": 1, "body": body });
    assert_eq!(desk.refused("of-union", agree("union"))["state"], "wording-settled");
    desk.done("of-council", agree("council"));
    assert_eq!(texts(&desk)[0], "ground: No shot is fired.");
    assert_eq!(desk.refused("of-council", agree("council"))["state"], "wording-settled");
    // Around the proposer there is no way.
    let around = json!({ "act": "change-condition", "condition": { "id": "ground", "text": "Whatever." } });
    assert_eq!(desk.refused("amina", around)["state"], "words-are-the-proposers");
}

#[test]
fn conditions_merge_and_split_and_it_stays_known_where_they_come_from() {
    let mut desk = consulted();
    let needs =
        json!({ "act": "change-condition", "condition": { "id": "routes", "implies": ["monitors"] } });
    desk.done("amina", needs);
    let merged = json!([{ "id": "watch", "text": "Ground and monitors." }]);
    desk.done("amina", json!({ "act": "offer-wording", "replaces": ["ground", "monitors"], "by": merged }));
    desk.done("of-council", json!({ "act": "agree-to-wording", "offer": 1, "body": "council" }));
    assert_eq!(texts(&desk).len(), 3);
    desk.done("of-brigade", json!({ "act": "agree-to-wording", "offer": 1, "body": "brigade" }));
    assert_eq!(texts(&desk), ["watch: Ground and monitors.", "routes: The routes."]);
    assert_eq!(desk.case.dossier().conditions[1].implies[0].as_str(), "watch");
    let watch = desk.case.dossier().conditions[0].id.clone();
    let proposers: Vec<String> = desk.case.proposers(&watch).iter().map(ToString::to_string).collect();
    assert_eq!(proposers, ["brigade", "council"]);
    assert!(matches!(desk.case.wordings()[&1].state, WordingState::Taken(_)));

    let split = json!([{ "id": "road" }, { "id": "bridge" }]);
    desk.done("amina", json!({ "act": "offer-wording", "replaces": ["routes"], "by": split }));
    let reason = "They are one thing.";
    desk.done("of-union", json!({ "act": "refuse-wording", "offer": 2, "body": "union", "reason": reason }));
    assert_eq!(texts(&desk).len(), 2);
}

#[test]
fn what_a_stance_names_cannot_be_taken_away() {
    let mut desk = answered();
    let refusal = desk.refused("of-brigade", json!({ "act": "withdraw-condition", "id": "monitors" }));
    let message = "a stance would no longer be sound";
    let told = json!([{ "problem": "stance", "message": message, "field": "stance" }]);
    assert_eq!(refusal["problems"], told);
    // Nor is anybody told whether it is a confidential one, or how many.
    let hidden = json!({
        "act": "file-stance", "body": "brigade", "says": "accept if monitors", "version": 1,
        "confidential": true,
    });
    desk.done("of-brigade", hidden);
    let refusal = desk.refused("of-brigade", json!({ "act": "withdraw-condition", "id": "monitors" }));
    assert_eq!(refusal["problems"], told);
    desk.done("of-council", stance("council", "accept if ground or monitors"));
    let refusal = desk.refused("of-brigade", json!({ "act": "withdraw-condition", "id": "monitors" }));
    assert_eq!(refusal["problems"], told);
}

#[test]
fn a_stance_that_cannot_be_read_is_told_where_and_why() {
    let mut desk = consulted();
    let refusal = desk.refused("of-union", stance("union", "accept if ground adn monitors"));
    assert_eq!(refusal["problems"][0]["field"], "says");
    let refusal = desk.refused("of-union", stance("union", "accept if gruond"));
    assert_eq!(refusal["problems"][0]["help"], "did you mean `ground`?");
}

#[test]
fn stances_answer_a_version_and_are_asked_for_again() {
    let mut desk = answered();
    assert!(desk.case.must_be_asked_again().is_empty());
    let revise = |version: u64| json!({ "act": "revise-initiative", "initiative": { "id": "freeze", "version": version } });
    assert_eq!(desk.refused("amina", revise(3)), json!({ "code": "version", "answered": 3, "current": 2 }));
    desk.done("amina", revise(2));
    assert_eq!(desk.case.must_be_asked_again().len(), 3);
    // Whoever had not seen the new version answers the old one no more.
    assert_eq!(
        desk.refused("of-union", stance("union", "accept")),
        json!({ "code": "version", "answered": 1, "current": 2 })
    );
    let now = json!({ "act": "file-stance", "body": "union", "says": "accept", "version": 2 });
    desk.done("of-union", now);
    assert_eq!(desk.case.must_be_asked_again().len(), 2);
    assert_eq!(desk.case.dossier().stances.len(), 4);
}

#[test]
fn what_the_papers_say_does_not_replace_what_a_body_says() {
    let mut desk = consulted();
    let reported = |source: Option<&str>| {
        json!({
            "act": "file-stance", "body": "union", "says": "reject", "version": 1,
            "standing": "reported", "source": source,
        })
    };
    assert_eq!(desk.refused("amina", reported(None))["state"], "source-missing");
    desk.done("amina", reported(Some("the evening paper")));
    desk.done("of-union", stance("union", "accept"));
    let refusal = desk.refused("amina", reported(Some("the morning paper")));
    assert_eq!(refusal["state"], "mandated-stance-stands");
    assert_eq!(desk.case.dossier().stances.len(), 1);
}

#[test]
fn no_meeting_decides_without_its_quorum() {
    let mut desk = council();
    let attends = |body: &str, attendance: &str| json!({ "act": "take-attendance", "meeting": 1, "body": body, "attendance": attendance });
    let decide =
        |item: u64| json!({ "act": "take-decision", "meeting": 1, "item": item, "decision": "Yes." });
    let convene = json!({ "act": "convene-meeting", "title": "First", "at": 1, "agenda": ["the offer"] });
    desk.done("amina", convene);
    assert_eq!(desk.refused("amina", decide(1))["state"], "meeting-not-open");
    desk.done("of-union", attends("union", "present"));
    desk.done("of-council", attends("council", "present"));
    desk.done("amina", json!({ "act": "open-meeting", "meeting": 1 }));
    assert_eq!(desk.refused("amina", decide(2))["what"], "item");
    desk.done("amina", decide(1));
    // The quorum is lost in the middle.
    desk.done("of-union", attends("union", "absent"));
    assert_eq!(
        desk.refused("amina", decide(1)),
        json!({ "code": "quorum", "quorum": { "sum": 1, "base": 3, "state": "lost" } })
    );
    desk.done("amina", json!({ "act": "close-meeting", "meeting": 1 }));
    assert_eq!(desk.case.meetings()[&1].closed.unwrap().1.state, QuorumState::Lost);
    assert_eq!(desk.refused("of-union", attends("union", "present"))["state"], "meeting-closed");
}

#[test]
fn minutes_tell_what_happened() {
    let desk = whole();
    let minutes = serde_json::to_value(desk.case.minutes(1).unwrap()).unwrap();
    assert_eq!(minutes["present"], json!(["council", "union"]));
    assert_eq!(minutes["absent"], json!(["brigade"]));
    assert_eq!(minutes["movements"][0]["body"], "brigade");
    assert_eq!(minutes["movements"][1]["attendance"], "absent");
    assert_eq!(minutes["items"][0]["decisions"][0]["present"], json!(["brigade", "council"]));
    assert_eq!(minutes["items"][1]["decisions"], json!([]));
    assert_eq!(minutes["closed"]["quorum"], json!({ "sum": 2, "base": 3, "state": "met" }));
    assert!(desk.case.minutes(9).is_none());
}
