//! Who may do what: every act, asked for by everybody.

use std::collections::BTreeSet;

use mawqif_core::case::{AccountId, Act, Moment, Role, act::ACTS};
use serde_json::{Value, json};

use crate::{desk::Desk, whole::whole};

const SECRETARY: &str = "amina";
const COUNCIL: &str = "of-council";
const UNION: &str = "of-union";
const INVITED: &str = "fadi";
const OBSERVER: &str = "dima";
const STRANGER: &str = "ghada";
const EVERYBODY: [&str; 6] = [SECRETARY, COUNCIL, UNION, INVITED, OBSERVER, STRANGER];

/// A mandate for one of the secretariat waits for the union's delegate (change 6).
/// Council and union sit in the committee; somebody is invited to speak for the union (mandate 6).
fn case() -> Desk {
    let mut desk = whole();
    desk.done("amina", json!({ "act": "admit-observer", "account": OBSERVER }));
    desk.done("amina", json!({ "act": "mandate-delegate", "account": INVITED, "body": "union" }));
    desk.done("amina", json!({ "act": "mandate-delegate", "account": "basil", "body": "union" }));
    desk
}

/// Acts, and those whom they are for.
fn table() -> Vec<(Value, &'static [&'static str])> {
    let secretary: &[&str] = &[SECRETARY];
    let union: &[&str] = &[UNION];
    let stance = |standing: &str| json!({ "act": "file-stance", "body": "union", "says": "accept", "version": 2, "standing": standing, "source": "a letter" });
    let condition = json!({ "id": "routes" });
    vec![
        // Whoever runs the server decides who may.
        (json!({ "act": "open-case" }), &EVERYBODY),
        (json!({ "act": "appoint-secretary", "account": "hala" }), secretary),
        (json!({ "act": "dismiss-secretary", "account": "basil" }), secretary),
        (json!({ "act": "admit-observer", "account": "hala" }), secretary),
        (json!({ "act": "dismiss-observer", "account": OBSERVER }), secretary),
        (json!({ "act": "import-dossier", "dossier": "" }), secretary),
        (json!({ "act": "receive-initiative", "initiative": { "id": "x" } }), secretary),
        (json!({ "act": "revise-initiative", "initiative": { "id": "freeze", "version": 3 } }), secretary),
        (json!({ "act": "enter-part", "part": { "harm": { "id": "shelling" } } }), secretary),
        (json!({ "act": "withdraw-part", "part": { "quote": 1 } }), secretary),
        (json!({ "act": "enter-report", "report": { "name": "a paper", "text": "It rains." } }), secretary),
        (json!({ "act": "admit-body", "body": { "id": "guild" } }), secretary),
        (json!({ "act": "change-body", "body": { "id": "union" } }), secretary),
        (json!({ "act": "dismiss-body", "id": "union" }), secretary),
        (json!({ "act": "set-rule", "rule": {} }), secretary),
        (json!({ "act": "confirm-change", "proposal": 1 }), secretary),
        (json!({ "act": "confirm-change", "proposal": 6 }), union),
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
        (json!({ "act": "reopen-position", "reason": "A breach." }), &[SECRETARY, COUNCIL, UNION]),
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
    assert_eq!(roles(STRANGER), []);
}
