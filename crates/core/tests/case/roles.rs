//! Who may do what: every act, asked for by everybody.

use std::collections::BTreeSet;

use mawqif_core::case::{AccountId, Act, Moment, Refusal, act::ACTS};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, empty},
    whole::answered,
};

const EVERYBODY: [&str; 6] = ["amina", "of-council", "of-union", "dima", "invited", "nobody"];

/// The acts and who of [`EVERYBODY`] may do them.
fn table() -> Vec<(Value, &'static [&'static str])> {
    const SECRETARIAT: &[&str] = &["amina"];
    const COUNCIL: &[&str] = &["of-council"];
    const BOTH: &[&str] = &["amina", "of-council"];
    let condition = json!({ "id": "new" });
    let committee = json!({ "id": "followup", "members": ["council"] });
    let body = json!({ "id": "guild" });
    let of = |act: &str| json!({ "act": act });
    vec![
        (of("open-case"), &EVERYBODY),
        (json!({ "act": "appoint-secretary", "account": "x" }), SECRETARIAT),
        (json!({ "act": "dismiss-secretary", "account": "x" }), SECRETARIAT),
        (json!({ "act": "admit-observer", "account": "x" }), SECRETARIAT),
        (json!({ "act": "dismiss-observer", "account": "x" }), SECRETARIAT),
        (json!({ "act": "import-dossier", "dossier": "" }), SECRETARIAT),
        (json!({ "act": "receive-initiative", "initiative": { "id": "x" } }), SECRETARIAT),
        (json!({ "act": "revise-initiative", "initiative": { "id": "x" } }), SECRETARIAT),
        (json!({ "act": "enter-part", "part": { "harm": { "id": "x" } } }), SECRETARIAT),
        (json!({ "act": "withdraw-part", "part": { "harm": "x" } }), SECRETARIAT),
        (json!({ "act": "admit-body", "body": body }), SECRETARIAT),
        (json!({ "act": "change-body", "body": body }), SECRETARIAT),
        (json!({ "act": "dismiss-body", "id": "union" }), SECRETARIAT),
        (json!({ "act": "set-rule", "rule": {} }), SECRETARIAT),
        (json!({ "act": "confirm-change", "proposal": 1 }), SECRETARIAT),
        (json!({ "act": "drop-change", "proposal": 1 }), SECRETARIAT),
        (json!({ "act": "mandate-delegate", "account": "x", "body": "council" }), SECRETARIAT),
        (json!({ "act": "name-substitute", "mandate": 1, "account": "x" }), BOTH),
        (json!({ "act": "accept-mandate", "mandate": 4 }), &["invited"]),
        (json!({ "act": "end-mandate", "mandate": 1 }), BOTH),
        (of("open-consultation"), SECRETARIAT),
        (json!({ "act": "convene-meeting", "title": "x", "at": 1 }), SECRETARIAT),
        (json!({ "act": "take-attendance", "meeting": 1, "body": "council", "attendance": "present" }), BOTH),
        (json!({ "act": "open-meeting", "meeting": 1 }), SECRETARIAT),
        (json!({ "act": "take-decision", "meeting": 1, "item": 1, "decision": "x" }), SECRETARIAT),
        (json!({ "act": "close-meeting", "meeting": 1 }), SECRETARIAT),
        (json!({ "act": "propose-condition", "condition": condition, "body": "council" }), COUNCIL),
        (json!({ "act": "propose-condition", "condition": condition }), SECRETARIAT),
        (json!({ "act": "change-condition", "condition": condition }), SECRETARIAT),
        (json!({ "act": "withdraw-condition", "id": "ground" }), COUNCIL),
        (json!({ "act": "offer-wording", "replaces": ["ground"], "by": [condition] }), SECRETARIAT),
        (json!({ "act": "agree-to-wording", "offer": 1, "body": "council" }), COUNCIL),
        (json!({ "act": "refuse-wording", "offer": 1, "body": "council" }), COUNCIL),
        (json!({ "act": "retract-wording", "offer": 1 }), SECRETARIAT),
        (json!({ "act": "file-stance", "body": "council", "says": "reject", "version": 1 }), COUNCIL),
        (
            json!({
                "act": "file-stance", "body": "council", "says": "reject", "version": 1,
                "standing": "reported", "source": "x",
            }),
            BOTH,
        ),
        (json!({ "act": "withdraw-stance", "body": "council", "version": 1 }), COUNCIL),
        (of("compute-position"), SECRETARIAT),
        (json!({ "act": "open-ballot", "package": [] }), SECRETARIAT),
        (json!({ "act": "cast-ballot", "ballot": 1, "body": "council", "choice": "accept" }), COUNCIL),
        (json!({ "act": "close-ballot", "ballot": 1 }), SECRETARIAT),
        (json!({ "act": "cancel-ballot", "ballot": 1, "reason": "x" }), SECRETARIAT),
        (of("adopt-position"), SECRETARIAT),
        (json!({ "act": "form-committee", "committee": committee }), SECRETARIAT),
        (json!({ "act": "reopen-position", "reason": "x" }), SECRETARIAT),
    ]
}

/// The case of three bodies, an observer, and somebody who has not accepted a mandate.
fn peopled() -> Desk {
    let mut desk = answered();
    desk.done("amina", json!({ "act": "admit-observer", "account": "dima" }));
    desk.done("amina", json!({ "act": "mandate-delegate", "account": "invited", "body": "council" }));
    desk
}

fn is_denied(refusal: Option<&Refusal>) -> bool {
    matches!(refusal, Some(Refusal::NotAllowed { .. } | Refusal::Mandate { .. }))
}

#[test]
fn every_act_is_for_those_it_is_for() {
    let desk = peopled();
    let now = Moment::from_micros(desk.now);
    let mut asked = BTreeSet::new();
    for (source, may) in table() {
        let act: Act = serde_json::from_value(source.clone()).unwrap();
        asked.insert(act.name());
        for who in EVERYBODY {
            let refusal = desk.case.check(&act, &AccountId::new(who).unwrap(), now).err();
            assert_eq!(!is_denied(refusal.as_ref()), may.contains(&who), "{who}: {source}: {refusal:?}");
        }
    }
    assert_eq!(asked, ACTS.iter().copied().collect());
}

#[test]
fn before_a_case_is_opened_nothing_else_can_be_done() {
    let amina = AccountId::new("amina").unwrap();
    for (source, _) in table().into_iter().skip(1) {
        let act: Act = serde_json::from_value(source.clone()).unwrap();
        assert!(is_denied(empty().check(&act, &amina, Moment::default()).err().as_ref()), "{source}");
    }
}

#[test]
fn a_principal_is_silent_while_the_substitute_speaks() {
    let mut desk = peopled();
    let until = desk.now + 60_000_000;
    desk.done(
        "of-council",
        json!({ "act": "name-substitute", "mandate": 1, "account": "eyad", "until": until, "scope": ["stances"] }),
    );
    let stance = json!({ "act": "file-stance", "body": "council", "says": "accept", "version": 1 });
    desk.done("of-council", stance.clone());
    desk.done("eyad", json!({ "act": "accept-mandate", "mandate": 5 }));
    assert_eq!(desk.refused("of-council", stance.clone())["lack"], json!({ "substituted": 5 }));
    desk.done("eyad", stance.clone());
    // For what the substitute is not mandated the principal still speaks.
    let condition = json!({ "act": "propose-condition", "body": "council", "condition": { "id": "wider" } });
    assert_eq!(desk.refused("eyad", condition.clone())["lack"], json!({ "scope": ["stances"] }));
    desk.done("of-council", condition);
    desk.now = until;
    assert_eq!(desk.refused("eyad", stance.clone())["lack"], json!({ "run-out": until }));
    desk.done("of-council", stance);
}

#[test]
fn a_mandate_counts_from_its_first_moment_to_its_end() {
    let mut desk = peopled();
    let from = desk.now + 60_000_000;
    desk.done("amina", json!({ "act": "end-mandate", "mandate": 1 }));
    let stance = json!({ "act": "file-stance", "body": "council", "says": "accept", "version": 1 });
    assert_eq!(desk.refused("of-council", stance.clone())["code"], "mandate");
    let mandate = json!({ "act": "mandate-delegate", "account": "farah", "body": "council", "from": from });
    desk.done("amina", mandate);
    assert!(desk.refused("farah", stance.clone())["lack"] == "not-accepted");
    desk.done("farah", json!({ "act": "accept-mandate", "mandate": 5 }));
    assert_eq!(desk.refused("farah", stance.clone())["lack"], json!({ "not-yet": from }));
    desk.now = from;
    desk.done("farah", stance);
}
