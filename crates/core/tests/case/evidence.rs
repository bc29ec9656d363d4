//! Evidence: under whose keys it is sealed, what comes in, who has had it, and what stays when it is gone.

use mawqif_core::{
    case::{Fact, followup::incident::Verification},
    record::hash::Hash,
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    followup::{COUNCIL, HOUR, NATIONAL, adopted, incident, report, review},
    whole::both,
};

/// Two public keys of age, of which nobody has the secret halves.
pub const KEYS: [&str; 2] = [
    "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
    "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg",
];

pub fn keys(all: &[&str]) -> Value {
    let all: Vec<Value> = all.iter().map(|key| json!({ "name": format!("of {key}"), "key": key })).collect();
    json!({ "act": "set-seal-keys", "keys": all })
}

/// What the server says of something that it has sealed to these keys.
pub fn sealed(what: &str, to: &[&str]) -> Value {
    let keys: Vec<String> = to.iter().map(|key| Hash::of(&[key.as_bytes()]).to_hex()).collect();
    let under = Hash::of(&[b"sealed", what.as_bytes(), to.concat().as_bytes()]).to_hex();
    json!({
        "kind": if what.starts_with("names") { "names" } else { "jpeg" },
        "sha256": Hash::of(&[what.as_bytes()]).to_hex(), "size": what.len(),
        "under": { "sha256": under, "size": what.len() + 200, "keys": keys },
    })
}

/// Two people say whose keys open evidence; a file comes in, is taken, handed on, sealed anew and destroyed.
pub fn entrusted(desk: &mut Desk) {
    desk.done("of-union", keys(&KEYS));
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done("basil", json!({ "act": "confirm-change", "proposal": proposal }));
    let report = json!({
        "client": "a-3", "what": both("A film."), "where": "north", "occurred": 1_929_000_000_000_000_u64,
        "oneself": true, "grade": "B2",
    });
    let came = json!([sealed("a film", &KEYS), sealed("names", &KEYS)]);
    desk.done("amina", json!({ "act": "report-incident", "report": report, "sealed": came }));
    desk.done("of-union", json!({ "act": "take-evidence", "numbers": [1, 2] }));
    let handing =
        json!({ "to": both("An archive"), "at": desk.now, "reason": both("To keep it."), "opened": true });
    desk.done("of-union", json!({ "act": "hand-evidence", "number": 1, "handing": handing }));
    let anew = json!({ "act": "reseal-evidence", "number": 1, "sealed": sealed("a film", &KEYS), "reason": "Lost." });
    desk.done("of-union", anew);
    desk.done(
        "amina",
        json!({ "act": "destroy-evidence", "number": 2, "reason": "The source asked for it." }),
    );
}

/// The show case, whose committee has two keys.
fn with_keys() -> Desk {
    let mut desk = adopted();
    desk.done("amina", keys(&KEYS));
    confirm(&mut desk, COUNCIL);
    desk
}

fn confirm(desk: &mut Desk, who: &str) -> Vec<Fact> {
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done(who, json!({ "act": "confirm-change", "proposal": proposal }))
}

fn with(desk: &Desk, client: &str, grade: &str, files: &[&str]) -> Value {
    let mut act = report(desk, client, &format!("The source of {client}"), grade);
    act["sealed"] = files.iter().map(|file| sealed(file, &KEYS)).collect();
    act
}

fn state(refusal: &Value) -> (&str, u64) {
    (refusal["state"].as_str().unwrap_or_default(), refusal["number"].as_u64().unwrap_or_default())
}

#[test]
fn two_people_say_whose_keys_open_evidence() {
    let mut desk = adopted();
    assert_eq!(Desk::kinds(&desk.done(COUNCIL, keys(&KEYS))), ["change-proposed"]);
    assert!(desk.case.follow_up().seal_keys().is_empty(), "one person alone sets none");
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    let confirming = json!({ "act": "confirm-change", "proposal": proposal });
    assert_eq!(desk.refused(COUNCIL, confirming.clone())["code"], "same-person");
    assert_eq!(desk.refused("rima", confirming)["code"], "not-allowed");
    assert_eq!(Desk::kinds(&confirm(&mut desk, NATIONAL)), ["change-confirmed", "seal-keys-set"]);
    assert_eq!(desk.case.follow_up().seal_keys().len(), 2);
    assert_eq!(state(&desk.refused("amina", keys(&KEYS))).0, "already-there");
    assert_eq!(desk.refused("rima", keys(&KEYS[..1]))["code"], "not-allowed");
}

#[test]
fn a_key_that_is_none_is_refused_with_its_place() {
    let mut desk = adopted();
    for (bad, fault) in [
        ("AGE-SECRET-KEY-1QQPQYRSV9RQJ7D6MG6NP9U0CDQJ6W6U7NNQ4R6Z29TC3ELZ2D9JQSPV2KE", "secret"),
        ("age1", "misspelt"),
        ("ssh-ed25519 AAAA", "no-key"),
        (KEYS[0], "twice"),
        ("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z", "weak"),
    ] {
        let refusal = desk.refused("amina", keys(&[KEYS[0], bad]));
        assert_eq!(
            (&refusal["code"], &refusal["number"], &refusal["fault"]),
            (&json!("seal-key"), &json!(2), &json!(fault))
        );
        assert!(!refusal.to_string().contains("SECRET-KEY-1Q"), "what is refused is not repeated");
    }
    assert_eq!(state(&desk.refused("amina", keys(&[]))).0, "no-seal-keys");
    assert_eq!(desk.refused("amina", keys(&[KEYS[1]; 21]))["code"], "limit");
}

#[test]
fn without_keys_nothing_is_taken_under_seal() {
    let mut desk = adopted();
    let act = with(&desk, "r-1", "B2", &["a picture"]);
    assert_eq!(state(&desk.refused("rima", act)).0, "no-seal-keys");
    let plain = with(&desk, "r-1", "B2", &[]);
    desk.done("rima", plain);
    // What was sealed to keys that are others by now is sent again.
    let mut desk = with_keys();
    let mut act = with(&desk, "r-1", "B2", &[]);
    act["sealed"] = json!([sealed("a picture", &KEYS[..1])]);
    assert_eq!(state(&desk.refused("rima", act)).0, "seal-keys-changed");
}

#[test]
fn evidence_comes_with_its_report_and_names_nobody() {
    let mut desk = with_keys();
    let act = with(&desk, "r-1", "C3", &["a picture", "another", "names 1"]);
    let facts = desk.done("rima", act);
    assert_eq!(
        Desk::kinds(&facts),
        [
            "incident-reported",
            "report-received",
            "evidence-received",
            "evidence-received",
            "evidence-received"
        ]
    );
    for (entry, fact) in desk.record.iter().rev().zip(facts.iter().rev()) {
        assert_eq!(entry.header().actor, "-");
        assert!(fact.is_for_the_follow_up());
    }
    let followup = desk.case.follow_up();
    assert_eq!(followup.evidence().all().len(), 3);
    // Names show nothing, so they are no evidence of what happened.
    assert_eq!(followup.reports()[&1].files, [1, 2].into());
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn the_same_file_is_known_again() {
    let mut desk = with_keys();
    // Chosen twice in one form, it is one.
    let act = with(&desk, "r-1", "C3", &["a picture", "a picture"]);
    assert_eq!(desk.done("rima", act).len(), 3);
    let act = with(&desk, "r-2", "C3", &["another", "a picture"]);
    assert_eq!(state(&desk.refused("rima", act)), ("file-sent-before", 1));
    // Somebody else's sender is not told that it is there, and whoever follows up is.
    let act = with(&desk, "j-1", "C3", &["a picture"]);
    desk.done("jad", act);
    let evidence = desk.case.follow_up().evidence();
    assert_eq!((evidence.all().len(), evidence.all()[&2].same_as), (2, Some(1)));
    // Either is destroyed without the other.
    desk.done("amina", json!({ "act": "destroy-evidence", "number": 1, "reason": "Asked for." }));
    assert_eq!(desk.case.follow_up().evidence().kept().count(), 1);
    let act = with(&desk, "r-3", "C3", &["a picture"]);
    desk.done("rima", act);
}

#[test]
fn a_file_is_evidence_of_a_reliable_source() {
    let mut desk = with_keys();
    for (client, grade, files, enough) in [
        ("r-1", "B2", &[][..], false),
        ("r-2", "B2", &["names only"][..], false),
        ("r-3", "C2", &["a picture"][..], false),
        ("r-4", "B2", &["a film"][..], true),
    ] {
        let act = with(&desk, client, grade, files);
        desk.done("rima", act);
        let number = *desk.case.follow_up().reports().keys().next_back().unwrap();
        desk.done(
            NATIONAL,
            json!({ "act": "grade-report", "report": number, "grade": grade, "reason": "We know them." }),
        );
        let act = incident(&desk, &[number]);
        desk.done("amina", act);
        let opened = *desk.case.follow_up().incidents().keys().next_back().unwrap();
        let mut judged = review("verified");
        judged["incident"] = json!(opened);
        let done = desk.ask(COUNCIL, judged);
        assert_eq!(done.is_ok(), enough, "{client}");
    }
    // A file that is destroyed shows nothing to whoever judges later.
    let film = *desk.case.follow_up().evidence().all().keys().next_back().unwrap();
    desk.done("amina", json!({ "act": "destroy-evidence", "number": film, "reason": "Asked for." }));
    let mut judged = review("verified");
    judged["incident"] = json!(4);
    assert_eq!(state(&desk.refused(NATIONAL, judged)), ("too-few-origins", 4));
    assert_eq!(desk.case.follow_up().incidents()[&4].verification(), Verification::UnderReview);
}

#[test]
fn custody_is_told_in_order_and_hashes_stay() {
    let mut desk = with_keys();
    let act = with(&desk, "r-1", "C3", &["a picture"]);
    desk.done("rima", act);
    let before = desk.case.follow_up().evidence().all()[&1].sealed.clone();
    desk.done(COUNCIL, json!({ "act": "take-evidence", "numbers": [1, 1] }));
    let at = desk.now - HOUR;
    let handing = json!({ "to": "The prosecutor", "at": at, "reason": "He asked for it.", "opened": true });
    desk.done(NATIONAL, json!({ "act": "hand-evidence", "number": 1, "handing": handing }));
    let mut later = handing.clone();
    later["at"] = json!(desk.now + HOUR);
    let act = json!({ "act": "hand-evidence", "number": 1, "handing": later });
    assert_eq!(state(&desk.refused(NATIONAL, act)).0, "in-the-future");
    // The keys change; only the same file is sealed anew, and only to the keys as they are.
    desk.done("amina", keys(&KEYS[1..]));
    confirm(&mut desk, "basil");
    let anew = |what: &str, to: &[&str]| json!({ "act": "reseal-evidence", "number": 1, "sealed": sealed(what, to), "reason": "A key was lost." });
    assert_eq!(state(&desk.refused("amina", anew("a forgery", &KEYS[1..]))), ("other-file", 1));
    assert_eq!(state(&desk.refused("amina", anew("a picture", &KEYS))).0, "seal-keys-changed");
    desk.done("amina", anew("a picture", &KEYS[1..]));
    desk.done(
        "basil",
        json!({ "act": "destroy-evidence", "number": 1, "reason": "The source asked for it." }),
    );
    let item = &desk.case.follow_up().evidence().all()[&1];
    assert!(item.is_destroyed && item.custody.len() == 4);
    assert_eq!(item.sealed.sha256, before.sha256);
    let hands: Vec<&str> = item.custody.iter().map(|it| it.by.as_str()).collect();
    assert_eq!(hands, [COUNCIL, NATIONAL, "amina", "basil"]);
    for act in [
        json!({ "act": "take-evidence", "numbers": [1] }),
        json!({ "act": "destroy-evidence", "number": 1, "reason": "Again." }),
    ] {
        assert_eq!(state(&desk.refused("amina", act)), ("evidence-destroyed", 1));
    }
    for act in
        [json!({ "act": "take-evidence", "numbers": [7] }), json!({ "act": "take-evidence", "numbers": [] })]
    {
        assert_eq!(desk.refused("amina", act)["code"], "unknown");
    }
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn what_came_with_a_report_goes_with_it() {
    let mut desk = with_keys();
    let act = with(&desk, "r-1", "C3", &["a picture", "names 1"]);
    desk.done("rima", act);
    let act = with(&desk, "j-1", "C3", &["another"]);
    desk.done("jad", act);
    for entry in &mut desk.record {
        if entry.header().kind == "incident-reported" && entry.header().seq < desk.case.entries() - 4 {
            entry.erase();
        }
    }
    let without = folded(&desk.record);
    let evidence = without.follow_up().evidence();
    assert_eq!(evidence.all().values().map(|it| it.is_destroyed).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(evidence.kept().count(), 1);
}
