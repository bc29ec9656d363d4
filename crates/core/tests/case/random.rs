//! Whatever is asked of a case, by whomever and in whatever order: nothing panics, a refusal changes
//! nothing, and the record folds to the case it was written from.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    whole::{answered, council},
};

fn body() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["council", "brigade", "union", "guild"])
}

fn condition() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["ground", "monitors", "routes", "wider"])
}

fn number() -> impl Strategy<Value = u64> {
    prop_oneof![9 => 1_u64..5, 1 => Just(0), 1 => Just(u64::MAX)]
}

fn person() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["amina", "amina", "basil", "of-council", "of-brigade", "of-union", "eyad"])
}

fn preparing() -> impl Strategy<Value = Value> {
    prop_oneof![
        person().prop_map(|who| json!({ "act": "appoint-secretary", "account": who })),
        person().prop_map(|who| json!({ "act": "dismiss-secretary", "account": who })),
        person().prop_map(|who| json!({ "act": "admit-observer", "account": who })),
        number().prop_map(
            |version| json!({ "act": "revise-initiative", "initiative": { "id": "freeze", "version": version } })
        ),
        (body(), 0_u64..4)
            .prop_map(|(id, weight)| json!({ "act": "admit-body", "body": { "id": id, "weight": weight } })),
        (body(), 0_u64..4)
            .prop_map(|(id, weight)| json!({ "act": "change-body", "body": { "id": id, "weight": weight } })),
        body().prop_map(|id| json!({ "act": "dismiss-body", "id": id })),
        body().prop_map(|id| json!({ "act": "set-rule", "rule": { "veto": [id] } })),
        number().prop_map(|number| json!({ "act": "confirm-change", "proposal": number })),
        number().prop_map(|number| json!({ "act": "drop-change", "proposal": number })),
        (person(), body())
            .prop_map(|(who, body)| json!({ "act": "mandate-delegate", "account": who, "body": body })),
        (person(), number())
            .prop_map(|(who, of)| json!({ "act": "name-substitute", "account": who, "mandate": of })),
        number().prop_map(|number| json!({ "act": "accept-mandate", "mandate": number })),
        number().prop_map(|number| json!({ "act": "end-mandate", "mandate": number })),
        condition().prop_map(|id| json!({ "act": "enter-part", "part": { "red-line": { "id": "line", "against": [id] } } })),
        Just(json!({ "act": "withdraw-part", "part": { "red-line": "line" } })),
        Just(json!({ "act": "open-consultation" })),
    ]
}

fn meeting() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({ "act": "convene-meeting", "title": "x", "at": 1, "agenda": ["y"] })),
        (number(), body(), prop::sample::select(vec!["present", "absent"])).prop_map(
            |(number, body, attendance)| json!({
                "act": "take-attendance", "meeting": number, "body": body, "attendance": attendance,
            })
        ),
        number().prop_map(|number| json!({ "act": "open-meeting", "meeting": number })),
        (number(), number()).prop_map(
            |(number, item)| json!({ "act": "take-decision", "meeting": number, "item": item, "decision": "z" })
        ),
        number().prop_map(|number| json!({ "act": "close-meeting", "meeting": number })),
    ]
}

fn consultation() -> impl Strategy<Value = Value> {
    let says =
        prop::sample::select(vec!["accept", "reject", "accept if ground", "accept if wider", "abstain", "?"]);
    prop_oneof![
        (condition(), body()).prop_map(
            |(id, body)| json!({ "act": "propose-condition", "body": body, "condition": { "id": id } })
        ),
        (condition(), 0_u64..4).prop_map(
            |(id, burden)| json!({ "act": "change-condition", "condition": { "id": id, "burden": burden } })
        ),
        condition().prop_map(|id| json!({ "act": "withdraw-condition", "id": id })),
        (prop::collection::vec(condition(), 0..3), prop::collection::vec(condition(), 0..3)).prop_map(
            |(replaces, by)| {
                let by: Vec<Value> = by.into_iter().map(|id| json!({ "id": id, "text": "Other." })).collect();
                json!({ "act": "offer-wording", "replaces": replaces, "by": by })
            }
        ),
        (number(), body())
            .prop_map(|(offer, body)| json!({ "act": "agree-to-wording", "offer": offer, "body": body })),
        (number(), body())
            .prop_map(|(offer, body)| json!({ "act": "refuse-wording", "offer": offer, "body": body })),
        number().prop_map(|offer| json!({ "act": "retract-wording", "offer": offer })),
        (body(), says, 1_u64..3).prop_map(
            |(body, says, version)| json!({ "act": "file-stance", "body": body, "says": says, "version": version })
        ),
        (body(), 1_u64..3)
            .prop_map(|(body, version)| json!({ "act": "withdraw-stance", "body": body, "version": version })),
    ]
}

fn position() -> impl Strategy<Value = Value> {
    let choice = prop::sample::select(vec!["accept", "accept", "reject", "abstain"]);
    prop_oneof![
        3 => Just(json!({ "act": "compute-position" })),
        3 => (prop::collection::vec(condition(), 0..3), prop::sample::select(vec!["open", "secret"])).prop_map(
            |(package, form)| json!({ "act": "open-ballot", "package": package, "form": form })
        ),
        3 => prop::sample::select(vec!["open", "secret"]).prop_map(
            |form| json!({ "act": "open-ballot", "package": ["ground", "monitors"], "form": form })
        ),
        9 => (number(), body(), choice).prop_map(
            |(ballot, body, choice)| json!({
                "act": "cast-ballot", "ballot": ballot, "body": body, "choice": choice,
            })
        ),
        2 => number().prop_map(|ballot| json!({ "act": "close-ballot", "ballot": ballot })),
        1 => number().prop_map(|ballot| json!({ "act": "cancel-ballot", "ballot": ballot, "reason": "x" })),
        2 => number().prop_map(|ballot| json!({ "act": "adopt-position", "ballot": ballot })),
        1 => Just(json!({ "act": "adopt-position" })),
        1 => body().prop_map(
            |id| json!({ "act": "form-committee", "committee": { "id": "followup", "members": [id] } })
        ),
        1 => Just(json!({ "act": "reopen-position", "reason": "x" })),
    ]
}

/// An act and who asks for it; what is for a body is mostly asked by its own delegate.
fn asked() -> impl Strategy<Value = (String, Value)> {
    let act = prop_oneof![preparing(), meeting(), consultation(), position()];
    (act, person(), 0..8).prop_map(|(act, person, chance)| {
        let speaks = act["body"].as_str().filter(|_| chance > 0).map(|body| format!("of-{body}"));
        (speaks.unwrap_or_else(|| person.to_owned()), act)
    })
}

fn hold(mut desk: Desk, acts: Vec<(String, Value)>) -> Result<(), TestCaseError> {
    for (who, act) in acts {
        let before = desk.case.clone();
        match desk.ask(&who, act.clone()) {
            Ok(facts) => {
                prop_assert!(!facts.is_empty(), "{act} left nothing");
                prop_assert_eq!(desk.case.entries(), before.entries() + facts.len() as u64);
            }
            Err(refusal) => {
                prop_assert_eq!(&desk.case, &before, "{}", refusal);
                serde_json::to_value(&refusal).unwrap();
            }
        }
    }
    prop_assert_eq!(folded(&desk.record), desk.case);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_acts_folds_to_what_it_was(acts in prop::collection::vec(asked(), 0..60)) {
        hold(council(), acts)?;
    }

    #[test]
    fn so_does_any_order_once_a_package_wins(acts in prop::collection::vec(asked(), 0..60)) {
        hold(answered(), acts)?;
    }
}
