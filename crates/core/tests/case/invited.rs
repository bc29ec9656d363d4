//! Invitations that somebody takes by the account that they have already.

use mawqif_core::case::{AccountId, Moment, Role, guest::Guest};
use serde_json::json;

use crate::{
    desk::Desk,
    whole::{consulted, council},
};

fn roles(desk: &Desk, who: &str) -> Vec<Role> {
    desk.case.roles(&AccountId::new(who).unwrap(), Moment::from_micros(desk.now))
}

fn take(desk: &mut Desk, who: &str) {
    desk.done(who, json!({ "act": "take-invitation", "invited": "reserved" }));
    assert_eq!(roles(desk, "reserved"), [], "nothing is left to the account that nobody has");
}

#[test]
fn what_was_given_to_the_reserved_account_is_accepted_by_the_one_that_is_there() {
    let mut desk = council();
    desk.done("amina", json!({ "act": "mandate-delegate", "account": "reserved", "body": "union" }));
    take(&mut desk, "hala");
    assert!(matches!(roles(&desk, "hala")[..], [Role::Invited { .. }]));
    let mandate = desk.case.mandates().len();
    desk.done("hala", json!({ "act": "accept-mandate", "mandate": mandate }));
    assert!(matches!(roles(&desk, "hala")[..], [Role::Delegate { .. }]));

    desk.done("amina", json!({ "act": "admit-guest", "account": "reserved", "as": "reporter" }));
    take(&mut desk, "hala");
    desk.done("hala", json!({ "act": "accept-role", "as": "reporter" }));
    assert!(roles(&desk, "hala").contains(&Role::Reporter));
}

#[test]
fn whoever_has_the_role_already_has_it_once() {
    let mut desk = council();
    desk.done("amina", json!({ "act": "admit-observer", "account": "dima" }));
    desk.done("dima", json!({ "act": "accept-role", "as": "observer" }));
    desk.done("amina", json!({ "act": "admit-observer", "account": "reserved" }));
    take(&mut desk, "dima");
    assert_eq!(roles(&desk, "dima"), [Role::Observer]);
    assert!(desk.case.awaited().is_empty());

    desk.done("amina", json!({ "act": "mandate-delegate", "account": "reserved", "body": "union" }));
    let taking = json!({ "act": "take-invitation", "invited": "reserved" });
    assert_eq!(desk.refused("of-union", taking)["state"], "already-there");
}

#[test]
fn an_invitation_into_the_secretariat_waits_for_its_second_person_as_before() {
    let mut desk = consulted();
    desk.done("amina", json!({ "act": "appoint-secretary", "account": "reserved" }));
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    take(&mut desk, "hala");
    assert_eq!(roles(&desk, "hala"), []);
    desk.done("basil", json!({ "act": "confirm-change", "proposal": proposal }));
    assert_eq!(roles(&desk, "hala"), [Role::Secretariat]);
}

/// Whoever names delegates does not name himself, not by a link either.
#[test]
fn one_of_the_secretariat_takes_no_mandate_alone() {
    let mut desk = council();
    desk.done("amina", json!({ "act": "mandate-delegate", "account": "reserved", "body": "union" }));
    let before = desk.case.mandates().len();
    take(&mut desk, "amina");
    assert_eq!(roles(&desk, "amina"), [Role::Secretariat]);
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    assert_eq!(
        desk.refused("amina", json!({ "act": "confirm-change", "proposal": proposal }))["code"],
        "not-allowed",
        "the union has a delegate, whose it is to confirm"
    );
    desk.done("of-union", json!({ "act": "confirm-change", "proposal": proposal }));
    desk.done("amina", json!({ "act": "accept-mandate", "mandate": before + 1 }));
    assert!(matches!(roles(&desk, "amina")[..], [Role::Secretariat, Role::Delegate { .. }]));
}

#[test]
fn what_somebody_has_accepted_is_nobody_elses_to_take() {
    let mut desk = council();
    desk.done("amina", json!({ "act": "admit-guest", "account": "dima", "as": "reporter" }));
    desk.done("dima", json!({ "act": "accept-role", "as": "reporter" }));
    for nobodys in ["dima", "of-union", "stranger"] {
        let refusal = desk.refused("hala", json!({ "act": "take-invitation", "invited": nobodys }));
        assert_eq!(refusal["what"], "account", "{nobodys}");
    }
    desk.done("amina", json!({ "act": "admit-guest", "account": "dima", "as": "participant" }));
    let own = json!({ "act": "take-invitation", "invited": "dima" });
    assert_eq!(desk.refused("dima", own)["state"], "already-there");
    desk.done("hala", json!({ "act": "take-invitation", "invited": "dima" }));
    assert_eq!(roles(&desk, "dima"), [Role::Reporter]);
    assert_eq!(roles(&desk, "hala"), [Role::Admitted { guest: Guest::Participant }]);
}
