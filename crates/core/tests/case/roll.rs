//! The roll: mandates and their time, substitutes, changes that two people make.

use mawqif_core::case::AccountId;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, SHOW_CASE},
    whole::{answered, consulted, council},
};

const HOUR: u64 = 3_600_000_000;

fn stance(body: &str) -> Value {
    json!({ "act": "file-stance", "body": body, "says": "accept", "version": 1 })
}

#[test]
fn a_mandate_holds_from_its_first_moment_to_its_last() {
    let mut desk = consulted();
    let (from, until) = (desk.now + HOUR, desk.now + 2 * HOUR);
    desk.done(
        "amina",
        json!({ "act": "mandate-delegate", "account": "hala", "body": "union", "from": from, "until": until }),
    );
    let lack = |desk: &mut Desk| desk.refused("hala", stance("union"))["lack"].clone();
    assert_eq!(lack(&mut desk), "not-accepted");
    desk.done("hala", json!({ "act": "accept-mandate", "mandate": 4 }));
    assert_eq!(lack(&mut desk), json!({ "not-yet": from }));
    desk.now = from;
    desk.done("hala", stance("union"));
    desk.now = until;
    assert_eq!(lack(&mut desk), json!({ "run-out": until }));
    assert_eq!(desk.refused("hala", json!({ "act": "accept-mandate", "mandate": 4 }))["code"], "not-allowed");
}

#[test]
fn a_clock_that_goes_backwards_gives_nothing_back() {
    let mut desk = consulted();
    let (now, until) = (desk.now, desk.now + HOUR);
    desk.done(
        "amina",
        json!({ "act": "mandate-delegate", "account": "hala", "body": "union", "until": until }),
    );
    desk.done("hala", json!({ "act": "accept-mandate", "mandate": 4 }));
    desk.now = until;
    desk.done("of-union", stance("union"));
    desk.now = now;
    assert_eq!(desk.refused("hala", stance("union"))["lack"], json!({ "run-out": until }));
    desk.done("of-council", stance("council"));
    let times: Vec<u64> = desk.record.iter().map(|entry| entry.header().time).collect();
    assert!(times.is_sorted());
}

#[test]
fn a_principal_is_silent_while_the_substitute_speaks() {
    let mut desk = consulted();
    let (from, until) = (desk.now + HOUR, desk.now + 2 * HOUR);
    let substitute = json!({
        "act": "name-substitute", "mandate": 3, "account": "hala",
        "from": from, "until": until, "scope": ["stances"],
    });
    desk.done("of-union", substitute);
    desk.now = from;
    // An invitation that nobody accepted silences nobody.
    desk.done("of-union", stance("union"));
    desk.done("hala", json!({ "act": "accept-mandate", "mandate": 4 }));
    assert_eq!(desk.refused("of-union", stance("union"))["lack"], json!({ "substituted": 4 }));
    desk.done("hala", stance("union"));
    // The substitute is for stances alone; the rest stays with the principal.
    let condition =
        |id: &str| json!({ "act": "propose-condition", "body": "union", "condition": { "id": id } });
    assert_eq!(desk.refused("hala", condition("bridge"))["lack"], json!({ "scope": ["stances"] }));
    desk.done("of-union", condition("bridge"));
    desk.now = until;
    desk.done("of-union", stance("union"));
}

#[test]
fn a_substitute_goes_with_the_principal_and_has_none() {
    let mut desk = consulted();
    let name = |mandate: u64| json!({ "act": "name-substitute", "mandate": mandate, "account": "hala" });
    desk.done("amina", name(3));
    desk.done("hala", json!({ "act": "accept-mandate", "mandate": 4 }));
    assert_eq!(desk.refused("hala", name(4))["state"], "substitute-of-substitute");
    desk.done("of-union", json!({ "act": "end-mandate", "mandate": 3 }));
    assert!(desk.refused("hala", stance("union"))["lack"]["ended"].is_u64());
    assert_eq!(desk.refused("amina", name(3))["state"], "mandate-settled");
}

#[test]
fn a_mandate_that_cannot_be_is_refused() {
    let mut desk = council();
    let mandate = |account: &str, body: &str, until: Option<u64>| json!({ "act": "mandate-delegate", "account": account, "body": body, "until": until });
    assert_eq!(desk.refused("amina", mandate("hala", "guild", None))["what"], "body");
    assert_eq!(desk.refused("amina", mandate("of-union", "union", None))["state"], "already-there");
    let now = desk.now;
    assert_eq!(desk.refused("amina", mandate("hala", "union", Some(now)))["state"], "ends-before-it-begins");
    // One person may speak for two bodies, and two for one.
    desk.done("amina", mandate("of-union", "council", None));
    desk.done("amina", mandate("hala", "union", None));
}

#[test]
fn roll_and_rule_are_changed_by_one_before_and_by_two_after() {
    let mut desk = council();
    let guild = json!({ "act": "admit-body", "body": { "id": "guild" } });
    assert_eq!(Desk::kinds(&desk.done("amina", guild)), ["body-admitted"]);
    desk.done("amina", json!({ "act": "open-consultation" }));

    let rule = json!({ "act": "set-rule", "rule": { "max_objections": 0 } });
    assert_eq!(Desk::kinds(&desk.done("amina", rule)), ["change-proposed"]);
    assert_eq!(desk.case.dossier().rule.max_objections, None);
    let confirm = json!({ "act": "confirm-change", "proposal": 1 });
    assert_eq!(desk.refused("amina", confirm.clone()), json!({ "code": "same-person", "proposal": 1 }));
    let confirmed = desk.done("basil", confirm.clone());
    assert_eq!(Desk::kinds(&confirmed), ["change-confirmed", "rule-set"]);
    assert_eq!(desk.refused("basil", confirm)["code"], "unknown");
    assert_eq!(desk.case.dossier().rule.max_objections, Some(0));
}

#[test]
fn what_could_be_changed_when_asked_for_is_looked_at_again() {
    let mut desk = consulted();
    desk.done("amina", json!({ "act": "dismiss-body", "id": "union" }));
    desk.done(
        "of-council",
        json!({ "act": "file-stance", "body": "council", "says": "accept if @union", "version": 1 }),
    );
    let refusal = desk.refused("basil", json!({ "act": "confirm-change", "proposal": 1 }));
    assert_eq!(refusal["code"], "dossier");
    assert_eq!(refusal["problems"][0]["field"], "stance");
    assert_eq!(refusal["problems"][0]["problem"], "stance");
}

#[test]
fn nobody_lets_in_an_accomplice_alone() {
    let mut desk = consulted();
    let appoint = json!({ "act": "appoint-secretary", "account": "hala" });
    assert_eq!(Desk::kinds(&desk.done("amina", appoint)), ["change-proposed"]);
    let dismiss = json!({ "act": "dismiss-secretary", "account": "basil" });
    assert_eq!(Desk::kinds(&desk.done("amina", dismiss)), ["change-proposed"]);
    desk.done("basil", json!({ "act": "confirm-change", "proposal": 1 }));
    assert_eq!(desk.case.secretariat().len(), 3);

    // Also while votes come in, and after the adoption.
    let mut desk = answered();
    desk.done("amina", json!({ "act": "open-ballot", "package": ["ground", "monitors"] }));
    desk.done("amina", json!({ "act": "appoint-secretary", "account": "hala" }));
    desk.done("basil", json!({ "act": "confirm-change", "proposal": 1 }));

    // Whoever is alone has nobody to ask.
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    desk.done("amina", json!({ "act": "import-dossier", "dossier": SHOW_CASE }));
    assert_eq!(
        desk.refused("amina", json!({ "act": "dismiss-secretary", "account": "amina" }))["state"],
        "last-secretary"
    );
    let appointed = desk.done("amina", json!({ "act": "appoint-secretary", "account": "basil" }));
    assert_eq!(Desk::kinds(&appointed), ["secretary-appointed"]);
}

#[test]
fn nobody_who_says_who_speaks_for_a_body_speaks_for_it_alone() {
    let confirm = |proposal: u64| json!({ "act": "confirm-change", "proposal": proposal });
    let mandate = json!({ "act": "mandate-delegate", "account": "amina", "body": "union" });
    // Also before bodies are consulted, and by whoever else is in the secretariat.
    for (mut desk, asks) in [(council(), "amina"), (consulted(), "amina"), (consulted(), "basil")] {
        assert_eq!(Desk::kinds(&desk.done(asks, mandate.clone())), ["change-proposed"]);
        assert_eq!(desk.case.mandates().len(), 3);
        // As long as somebody speaks for the body it is theirs to confirm.
        let wanted = json!([{ "who": "delegate", "body": "union", "scope": "stances" }]);
        for other in ["amina", "basil", "of-council"] {
            assert_eq!(desk.refused(other, confirm(1))["who"], wanted);
        }
        let confirmed = desk.done("of-union", confirm(1));
        assert_eq!(Desk::kinds(&confirmed), ["change-confirmed", "delegate-mandated"]);
        desk.done("amina", json!({ "act": "accept-mandate", "mandate": 4 }));
    }

    // The secretariat does not put one of its own in a delegate's place either; a delegate may.
    let mut desk = consulted();
    let substitute = json!({ "act": "name-substitute", "mandate": 3, "account": "amina" });
    assert_eq!(Desk::kinds(&desk.done("amina", substitute.clone())), ["change-proposed"]);
    assert_eq!(Desk::kinds(&desk.done("of-union", substitute)), ["delegate-mandated"]);

    // When nobody speaks for it, it takes another of the secretariat.
    let mut desk = consulted();
    desk.done("amina", json!({ "act": "end-mandate", "mandate": 3 }));
    desk.done("amina", mandate);
    assert_eq!(desk.refused("amina", confirm(1)), json!({ "code": "same-person", "proposal": 1 }));
    assert_eq!(desk.refused("of-union", confirm(1))["code"], "not-allowed");
    desk.done("basil", confirm(1));
    assert_eq!(desk.case.mandates()[&4].account.as_str(), "amina");
}

#[test]
fn what_was_confided_is_kept_from_whoever_speaks_for_the_body_later() {
    let mut desk = consulted();
    let secret = |says: &str| json!({ "act": "file-stance", "body": "union", "says": says, "version": 1, "confidential": true });
    let kept =
        |desk: &Desk, who: &str| desk.case.kept_from(&AccountId::new(who).unwrap()).collect::<Vec<u64>>();
    let substitute =
        |until: u64| json!({ "act": "name-substitute", "mandate": 3, "account": "hala", "until": until });
    let first = desk.case.entries();
    desk.done("of-union", secret("accept if routes"));
    assert_eq!(kept(&desk, "of-union"), [0; 0]);
    let until = desk.now + HOUR;
    desk.done("of-union", substitute(until));
    desk.done("hala", json!({ "act": "accept-mandate", "mandate": 4 }));
    let second = desk.case.entries();
    desk.done("hala", secret("reject"));
    // The substitute does not see what was said before; the principal, what is said in his stead.
    assert_eq!(kept(&desk, "hala"), [first]);
    assert_eq!(kept(&desk, "of-union"), [0; 0]);
    let union = &desk.case.dossier().stances[0].body.clone();
    assert_eq!(desk.case.stance_entry(union, 1), Some(second));
    assert_eq!(desk.case.stance_entry(union, 2), None);

    desk.done(
        "amina",
        json!({ "act": "mandate-delegate", "account": "eyad", "body": "union", "scope": ["meetings"] }),
    );
    desk.done("eyad", json!({ "act": "accept-mandate", "mandate": 5 }));
    desk.done("of-union", json!({ "act": "end-mandate", "mandate": 4 }));
    let third = desk.case.entries();
    desk.done("of-union", secret("accept"));
    assert_eq!(kept(&desk, "eyad"), [first, second, third]);
    assert_eq!(kept(&desk, "amina"), [first, second, third]);
    assert_eq!(kept(&desk, "hala"), [first, third]);

    // What the secretariat itself has entered was never kept from it.
    let mut desk = consulted();
    let reported = json!({
        "act": "file-stance", "body": "union", "says": "reject", "version": 1, "confidential": true,
        "standing": "reported", "source": "the evening paper",
    });
    desk.done("amina", reported);
    assert_eq!(kept(&desk, "hala"), [0; 0]);
}

#[test]
fn a_body_that_leaves_takes_its_stance_along_and_speaks_no_more() {
    let mut desk = consulted();
    desk.done("of-union", stance("union"));
    desk.done("amina", json!({ "act": "dismiss-body", "id": "union" }));
    desk.done("basil", json!({ "act": "confirm-change", "proposal": 1 }));
    assert!(desk.case.dossier().stances.is_empty());
    assert_eq!(desk.refused("of-union", stance("union"))["lack"], "no-body");
}
