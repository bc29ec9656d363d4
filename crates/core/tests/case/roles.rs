//! Who may do what: every act, asked for by everybody.

use std::collections::BTreeSet;

use mawqif_core::case::{AccountId, Act, Moment, Role, act::ACTS, guest::Guest};
use serde_json::{Value, json};

use crate::{
    desk::Desk,
    evidence::{KEYS, sealed},
    whole::{import, whole},
};

const SECRETARY: &str = "amina";
const COUNCIL: &str = "of-council";
const UNION: &str = "of-union";
const INVITED: &str = "fadi";
const OBSERVER: &str = "dima";
const AWAITED: &str = "rima";
const REPORTER: &str = "jad";
const PARTICIPANT: &str = "lina";
const STRANGER: &str = "ghada";
const EVERYBODY: [&str; 9] =
    [SECRETARY, COUNCIL, UNION, INVITED, OBSERVER, AWAITED, REPORTER, PARTICIPANT, STRANGER];

/// A mandate for one of the secretariat waits for the union's delegate (change 10).
/// Council and union sit in the committee; somebody is invited to speak for the union (mandate 6).
fn case() -> Desk {
    let mut desk = whole();
    desk.done("amina", json!({ "act": "admit-observer", "account": OBSERVER }));
    desk.done(OBSERVER, json!({ "act": "accept-role", "as": "observer" }));
    desk.done("amina", json!({ "act": "admit-observer", "account": AWAITED }));
    for (who, guest) in [(REPORTER, "reporter"), (PARTICIPANT, "participant")] {
        desk.done("amina", json!({ "act": "admit-guest", "account": who, "as": guest }));
        desk.done(who, json!({ "act": "accept-role", "as": guest }));
    }
    desk.done("amina", json!({ "act": "mandate-delegate", "account": INVITED, "body": "union" }));
    desk.done("amina", json!({ "act": "mandate-delegate", "account": "basil", "body": "union" }));
    desk
}

/// Acts, and those whom they are for.
fn table() -> Vec<(Value, &'static [&'static str])> {
    let secretary: &[&str] = &[SECRETARY];
    let union: &[&str] = &[UNION];
    let follow_up: &[&str] = &[SECRETARY, COUNCIL, UNION];
    let stance = |standing: &str| json!({ "act": "file-stance", "body": "union", "says": "accept", "version": 2, "standing": standing, "source": "a letter" });
    let condition = json!({ "id": "routes" });
    vec![
        // Whoever runs the server decides who may.
        (json!({ "act": "open-case" }), &EVERYBODY),
        (json!({ "act": "appoint-secretary", "account": "hala" }), secretary),
        (json!({ "act": "dismiss-secretary", "account": "basil" }), secretary),
        (json!({ "act": "admit-observer", "account": "hala" }), secretary),
        (json!({ "act": "dismiss-observer", "account": OBSERVER }), secretary),
        (json!({ "act": "admit-guest", "account": "hala", "as": "reporter" }), secretary),
        (json!({ "act": "dismiss-guest", "account": REPORTER, "as": "reporter" }), secretary),
        (json!({ "act": "accept-role", "as": "observer" }), &[OBSERVER, AWAITED]),
        (json!({ "act": "accept-role", "as": "reporter" }), &[REPORTER]),
        (json!({ "act": "accept-role", "as": "participant" }), &[PARTICIPANT]),
        // The server lets whoever holds the link.
        (json!({ "act": "take-invitation", "invited": INVITED }), &EVERYBODY),
        (json!({ "act": "import-dossier", "dossier": "" }), secretary),
        (json!({ "act": "receive-initiative", "initiative": { "id": "x" } }), secretary),
        (json!({ "act": "revise-initiative", "initiative": { "id": "freeze", "version": 3 } }), secretary),
        (
            json!({ "act": "enter-part", "part": { "commitment": {
                "id": "x", "obliged": ["council"], "kind": "do", "indicator": {},
            } } }),
            // No position stands in this case; while one does, the committee may as well.
            secretary,
        ),
        (json!({ "act": "withdraw-part", "part": { "commitment": "x" } }), secretary),
        (json!({ "act": "enter-part", "part": { "harm": { "id": "shelling" } } }), secretary),
        (json!({ "act": "withdraw-part", "part": { "quote": 1 } }), secretary),
        (json!({ "act": "set-game" }), secretary),
        (json!({ "act": "set-test", "pack": "general" }), secretary),
        (json!({ "act": "allow-finding", "rule": "no-scope", "reason": "So be it." }), secretary),
        (json!({ "act": "disallow-finding", "rule": "no-scope", "on": ["ground"] }), secretary),
        (json!({ "act": "enter-report", "report": { "name": "a paper", "text": "It rains." } }), secretary),
        (json!({ "act": "admit-body", "body": { "id": "guild" } }), secretary),
        (json!({ "act": "change-body", "body": { "id": "union" } }), secretary),
        (json!({ "act": "dismiss-body", "id": "union" }), secretary),
        (json!({ "act": "set-rule", "rule": {} }), secretary),
        (json!({ "act": "confirm-change", "proposal": 1 }), secretary),
        (json!({ "act": "confirm-change", "proposal": 14 }), union),
        (json!({ "act": "drop-change", "proposal": 1 }), secretary),
        (json!({ "act": "mandate-delegate", "account": "hala", "body": "union" }), secretary),
        (json!({ "act": "name-substitute", "mandate": 3, "account": "hala" }), &[SECRETARY, UNION]),
        (json!({ "act": "accept-mandate", "mandate": 6 }), &[INVITED]),
        (json!({ "act": "end-mandate", "mandate": 6 }), &[SECRETARY, INVITED]),
        (json!({ "act": "open-consultation" }), secretary),
        (json!({ "act": "convene-meeting", "title": "Second", "at": 1 }), secretary),
        (
            json!({ "act": "take-attendance", "meeting": 1, "body": "union", "attendance": "present" }),
            &[SECRETARY, UNION],
        ),
        (json!({ "act": "open-meeting", "meeting": 1 }), secretary),
        (json!({ "act": "take-decision", "meeting": 1, "item": 1, "decision": "Yes." }), secretary),
        (json!({ "act": "close-meeting", "meeting": 1 }), secretary),
        (json!({ "act": "propose-condition", "condition": condition, "body": "union" }), union),
        (json!({ "act": "propose-condition", "condition": condition }), secretary),
        (json!({ "act": "change-condition", "condition": { "id": "ground" } }), secretary),
        // The council and the brigade proposed it.
        (json!({ "act": "withdraw-condition", "id": "ground" }), &[COUNCIL]),
        (json!({ "act": "withdraw-condition", "id": "nothing" }), secretary),
        (json!({ "act": "offer-wording", "replaces": ["ground"], "by": [condition] }), secretary),
        (json!({ "act": "agree-to-wording", "offer": 1, "body": "union" }), union),
        (json!({ "act": "refuse-wording", "offer": 1, "body": "union" }), union),
        (json!({ "act": "retract-wording", "offer": 1 }), secretary),
        (stance("mandated"), union),
        (stance("expected"), union),
        (stance("reported"), &[SECRETARY, UNION]),
        (json!({ "act": "withdraw-stance", "body": "union", "version": 2 }), union),
        (json!({ "act": "compute-position" }), secretary),
        (json!({ "act": "open-ballot", "package": ["ground"] }), secretary),
        (json!({ "act": "cast-ballot", "ballot": 1, "body": "union", "choice": "accept" }), union),
        (json!({ "act": "close-ballot", "ballot": 1 }), secretary),
        (json!({ "act": "cancel-ballot", "ballot": 1, "reason": "No." }), secretary),
        (json!({ "act": "adopt-position", "ballot": 2 }), secretary),
        (json!({ "act": "form-committee", "committee": { "id": "other" } }), secretary),
        (
            json!({ "act": "change-committee-members", "seating": { "committee": "other", "reason": "x" } }),
            secretary,
        ),
        (json!({ "act": "reopen-position", "reason": "A breach." }), &[SECRETARY, COUNCIL, UNION]),
        (
            json!({ "act": "draft-statement", "draft": {
                "kind": "bulletin", "title": { "en": "News" }, "text": { "en": "The bodies met." },
            } }),
            secretary,
        ),
        (json!({ "act": "release-statement", "statement": 1, "version": 1 }), secretary),
        (json!({ "act": "set-signers", "signers": { "coalition": 1 } }), secretary),
        (json!({ "act": "set-seal-keys", "keys": [] }), &[SECRETARY, COUNCIL, UNION]),
        (
            json!({ "act": "sign-statement", "statement": 1, "version": 1, "language": "en", "signature": "" }),
            &[SECRETARY, COUNCIL, UNION],
        ),
        (
            json!({ "act": "comment-statement", "statement": 1, "version": 1, "paragraph": 1, "words": "No." }),
            &[SECRETARY, COUNCIL, UNION],
        ),
        (json!({ "act": "resolve-comment", "statement": 1, "comment": 1 }), secretary),
        (
            json!({ "act": "call-press-conference", "conference": { "title": "x", "at": 1, "place": "y" } }),
            secretary,
        ),
        (json!({ "act": "call-off-press-conference", "number": 1, "reason": "No." }), secretary),
        (
            json!({ "act": "list-journalist", "conference": 1, "journalist": {
                "name": "x", "outlet": "y", "language": "ar",
            } }),
            secretary,
        ),
        (json!({ "act": "decide-admission", "applicant": 1, "admission": "declined" }), secretary),
        (
            json!({ "act": "write-press-line", "line": {
                "kind": "holding", "about": "x", "words": "y", "rests_on": { "statement": 1 },
            } }),
            secretary,
        ),
        (json!({ "act": "agree-to-press-line", "number": 1, "version": 1 }), secretary),
        (json!({ "act": "drop-press-line", "number": 1 }), secretary),
        (json!({ "act": "note-remark", "report": "00", "span": [0, 1], "body": "union" }), secretary),
        (json!({ "act": "set-house-template", "name": "bulletin.toml" }), secretary),
        (
            json!({ "act": "report-incident", "report": {
                "client": "x", "what": "x", "where": "x", "occurred": 1, "origin": "x", "grade": "C3",
            } }),
            &[SECRETARY, COUNCIL, UNION, REPORTER],
        ),
        (
            json!({ "act": "open-incident", "incident": { "what": "x", "where": "x", "occurred": 1 } }),
            follow_up,
        ),
        (
            json!({ "act": "set-incident-sensitivity", "incident": 1, "sensitivity": "open", "reason": "x" }),
            follow_up,
        ),
        (
            json!({ "act": "change-incident", "incident": 1, "to": { "what": "x", "where": "x", "occurred": 1 } }),
            follow_up,
        ),
        (
            json!({ "act": "review-incident", "incident": 1, "judgement": "verified", "reason": "x" }),
            follow_up,
        ),
        (
            json!({ "act": "make-finding", "finding": {
                "incident": 1, "commitment": "x", "verdict": "no-breach", "reason": "x",
            } }),
            follow_up,
        ),
        (
            json!({ "act": "note-performance", "commitment": "x", "performance": "kept", "reason": "x" }),
            follow_up,
        ),
        (json!({ "act": "note-access", "where": "x", "access": "given", "since": "2031-01-01" }), follow_up),
        // The first trigger of this case was put to everybody, so that the secretariat may answer as well.
        (json!({ "act": "answer-trigger", "trigger": 1, "answer": "waive", "reason": "x" }), follow_up),
        (
            json!({ "act": "answer-trigger", "trigger": 9, "answer": "waive", "reason": "x" }),
            &[COUNCIL, UNION],
        ),
        (json!({ "act": "set-follow-up", "terms": {} }), follow_up),
        (json!({ "act": "link-report", "incident": 1, "report": 1 }), follow_up),
        (json!({ "act": "unlink-report", "incident": 1, "report": 1, "reason": "x" }), follow_up),
        (json!({ "act": "grade-report", "report": 1, "grade": "B2", "reason": "x" }), follow_up),
        (json!({ "act": "attribute-incident", "incident": 1 }), follow_up),
        (json!({ "act": "dissent-from-finding", "finding": 1, "reason": "x" }), follow_up),
        (json!({ "act": "note-change", "change": { "of": "text", "what": "x" } }), follow_up),
        (json!({ "act": "note-obstacle", "what": "x" }), follow_up),
        (json!({ "act": "clear-obstacle", "obstacle": 1, "reason": "x" }), follow_up),
        (json!({ "act": "fire-trigger", "inputs": "0".repeat(64) }), follow_up),
        (json!({ "act": "escalate-trigger", "trigger": 1 }), follow_up),
        (json!({ "act": "import-reports", "number": 1, "import": import() }), follow_up),
        (json!({ "act": "take-import-back", "number": 1, "reason": "x" }), follow_up),
        (json!({ "act": "take-evidence", "numbers": [1] }), follow_up),
        (
            json!({ "act": "hand-evidence", "number": 1, "handing": { "to": "x", "at": 1, "reason": "x" } }),
            follow_up,
        ),
        (
            json!({ "act": "reseal-evidence", "number": 1, "sealed": sealed("x", &KEYS), "reason": "x" }),
            follow_up,
        ),
        (json!({ "act": "destroy-evidence", "number": 1, "reason": "x" }), follow_up),
        (json!({ "act": "give-task", "task": { "what": "x", "owner": "union" } }), follow_up),
        (json!({ "act": "end-task", "task": 1, "end": "done" }), follow_up),
        (json!({ "act": "convene-sitting", "committee": "x", "at": 1 }), follow_up),
        (
            json!({ "act": "open-public-consultation", "terms": {
                "title": "x", "question": "x", "closes": 1, "doors": "code", "results": "kept",
            } }),
            secretary,
        ),
        (json!({ "act": "change-public-consultation", "number": 1, "reason": "x" }), secretary),
        (json!({ "act": "close-public-consultation", "number": 1 }), secretary),
        (json!({ "act": "withhold-public-words", "number": 1, "statement": 1, "reason": "x" }), secretary),
        (json!({ "act": "show-public-words", "number": 1, "statement": 1, "reason": "x" }), secretary),
        (json!({ "act": "forget-public-ballots", "number": 1 }), secretary),
    ]
}

#[test]
fn an_act_is_for_those_it_is_for() {
    let desk = case();
    let mut asked = BTreeSet::new();
    for (act, allowed) in table() {
        let act: Act = serde_json::from_value(act.clone()).unwrap_or_else(|error| panic!("{act}: {error}"));
        asked.insert(act.name());
        for who in EVERYBODY {
            let account = AccountId::new(who).unwrap();
            let answer = desk.case.check(&act, &account, Moment::from_micros(desk.now));
            let code = answer.err().map(|refusal| serde_json::to_value(refusal).unwrap()["code"].clone());
            let is_denied = code.is_some_and(|code| code == "not-allowed" || code == "mandate");
            assert_eq!(!is_denied, allowed.contains(&who), "{who}: {act:?}");
        }
    }
    assert_eq!(asked, ACTS.iter().copied().collect());
}

#[test]
fn a_refusal_says_who_may() {
    let mut desk = case();
    let stance = json!({ "act": "file-stance", "body": "union", "says": "accept", "version": 2 });
    assert_eq!(
        desk.refused(SECRETARY, stance.clone()),
        json!({
            "code": "not-allowed",
            "act": "file-stance",
            "who": [{ "who": "delegate", "body": "union", "scope": "stances" }],
        })
    );
    assert_eq!(
        desk.refused(INVITED, stance),
        json!({ "code": "mandate", "body": "union", "mandate": 6, "lack": "not-accepted" })
    );
}

#[test]
fn everybody_is_what_they_are() {
    let desk = case();
    let roles = |who: &str| desk.case.roles(&AccountId::new(who).unwrap(), Moment::from_micros(desk.now));
    assert_eq!(roles(SECRETARY), [Role::Secretariat]);
    assert!(matches!(&roles(UNION)[..], [Role::Delegate { mandate: 3, .. }, Role::Committee]));
    assert!(matches!(&roles("of-brigade")[..], [Role::Delegate { mandate: 2, .. }]));
    assert!(matches!(&roles(INVITED)[..], [Role::Invited { mandate: 6, .. }]));
    assert_eq!(roles(OBSERVER), [Role::Observer]);
    assert_eq!(roles(AWAITED), [Role::Admitted { guest: Guest::Observer }]);
    assert_eq!(roles(REPORTER), [Role::Reporter]);
    assert_eq!(roles(PARTICIPANT), [Role::Participant]);
    assert_eq!(roles(STRANGER), []);
}

#[test]
fn whoever_is_admitted_has_the_role_once_they_accept() {
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    let roles =
        |desk: &Desk| desk.case.roles(&AccountId::new("rima").unwrap(), Moment::from_micros(desk.now));
    for (admit, dismiss, accepted) in [
        (json!({ "act": "admit-observer" }), json!({ "act": "dismiss-observer" }), Role::Observer),
        (
            json!({ "act": "admit-guest", "as": "observer" }),
            json!({ "act": "dismiss-guest", "as": "observer" }),
            Role::Observer,
        ),
        (
            json!({ "act": "admit-guest", "as": "reporter" }),
            json!({ "act": "dismiss-guest", "as": "reporter" }),
            Role::Reporter,
        ),
        (
            json!({ "act": "admit-guest", "as": "participant" }),
            json!({ "act": "dismiss-guest", "as": "participant" }),
            Role::Participant,
        ),
    ] {
        let [mut admit, mut dismiss] = [admit, dismiss];
        let guest = admit["as"].as_str().unwrap_or("observer").to_owned();
        admit["account"] = "rima".into();
        dismiss["account"] = "rima".into();
        let accept = json!({ "act": "accept-role", "as": guest });
        assert_eq!(desk.refused("rima", accept.clone())["code"], "not-allowed");
        desk.done("amina", admit.clone());
        assert!(matches!(roles(&desk)[..], [Role::Admitted { .. }]));
        assert_eq!(desk.refused("amina", admit)["state"], "already-there");
        assert_eq!(desk.refused("amina", accept.clone())["code"], "not-allowed");
        desk.done("rima", accept.clone());
        assert_eq!(roles(&desk), [accepted]);
        assert_eq!(desk.refused("rima", accept.clone())["state"], "already-there");
        desk.done("amina", dismiss.clone());
        assert_eq!(roles(&desk), []);
        assert_eq!(desk.refused("amina", dismiss)["what"], "account");
        assert_eq!(desk.refused("rima", accept)["code"], "not-allowed");
    }
}
