//! Who sits in a committee that was formed: two people change it, keys go with those who leave, and what was is not made other.

use mawqif_core::case::{Fact, Moment, Role, names::AccountId};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    evidence::{KEYS, keys, sealed},
    followup::{COUNCIL, DAY, NATIONAL, adopted, report},
    whole::both,
};

const RELIEF: &str = "relief-union";
const JOINT: &str = "joint-operations";

fn seating(joining: &[&str], leaving: &[&str]) -> Value {
    json!({ "act": "change-committee-members", "seating": {
        "committee": "followup", "joining": joining, "leaving": leaving, "reason": "They asked for it.",
    } })
}

fn confirm(desk: &mut Desk, who: &str) -> Vec<Fact> {
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done(who, json!({ "act": "confirm-change", "proposal": proposal }))
}

/// A body sits in the committee for a while.
pub fn come_and_gone(desk: &mut Desk) {
    for change in ["joining", "leaving"] {
        let seating =
            json!({ "committee": "followup", change: ["brigade"], "reason": both("They asked for it.") });
        desk.done("amina", json!({ "act": "change-committee-members", "seating": seating }));
        confirm(desk, "basil");
    }
}

fn is_member(desk: &Desk, who: &str) -> bool {
    let account = AccountId::new(who).unwrap();
    desk.case.roles(&account, Moment::from_micros(desk.now)).contains(&Role::Committee)
}

fn members(desk: &Desk) -> Vec<&str> {
    desk.case.committees()[0].members.iter().map(|it| it.as_str()).collect()
}

#[test]
fn two_people_change_who_sits_in_a_committee() {
    let mut desk = adopted();
    assert_eq!(members(&desk), [NATIONAL, COUNCIL, JOINT]);
    assert_eq!(desk.refused(COUNCIL, seating(&[RELIEF], &[]))["code"], "not-allowed");
    let asked = desk.done("amina", seating(&[RELIEF], &[JOINT]));
    assert_eq!(Desk::kinds(&asked), ["change-proposed"]);
    assert_eq!(members(&desk), [NATIONAL, COUNCIL, JOINT], "nobody has confirmed it");
    assert_eq!(desk.refused("amina", seating(&[RELIEF], &[JOINT]))["state"], "already-there");
    // Whoever asks does not confirm; one of the committee may.
    let told = confirm(&mut desk, COUNCIL);
    assert_eq!(Desk::kinds(&told), ["change-confirmed", "committee-members-changed"]);
    assert_eq!(members(&desk), [NATIONAL, COUNCIL, RELIEF]);
    assert!(is_member(&desk, RELIEF) && !is_member(&desk, JOINT));
    // Whoever has left does nothing there any more, and sees no reports.
    let noted = json!({ "act": "note-obstacle", "what": "The crossing is closed." });
    assert_eq!(desk.refused(JOINT, noted.clone())["code"], "not-allowed");
    desk.done(RELIEF, noted);
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn a_committee_is_never_empty_and_nobody_sits_in_it_twice() {
    let mut desk = adopted();
    let state = |desk: &mut Desk, act: Value| desk.refused("amina", act)["state"].clone();
    assert_eq!(state(&mut desk, seating(&[], &[NATIONAL, COUNCIL, JOINT])), "last-member");
    assert_eq!(state(&mut desk, seating(&[COUNCIL], &[])), "already-there");
    assert_eq!(state(&mut desk, seating(&[RELIEF, RELIEF], &[])), "already-there");
    assert_eq!(state(&mut desk, seating(&[], &[])), "already-there");
    assert_eq!(desk.refused("amina", seating(&[], &[RELIEF]))["code"], "unknown");
    assert_eq!(desk.refused("amina", seating(&["nobody"], &[]))["code"], "unknown");
    let mut other = seating(&[RELIEF], &[]);
    other["seating"]["committee"] = json!("other");
    assert_eq!(desk.refused("amina", other)["code"], "unknown");
    let mut silent = seating(&[RELIEF], &[]);
    silent["seating"]["reason"] = json!("");
    assert_eq!(desk.refused("amina", silent)["code"], "words");
    // What could be when it was asked for need not be so when it is confirmed.
    desk.done("amina", seating(&[], &[NATIONAL, COUNCIL]));
    let first = *desk.case.proposals().keys().next_back().unwrap();
    desk.done("amina", seating(&[], &[JOINT]));
    confirm(&mut desk, "basil");
    let late = json!({ "act": "confirm-change", "proposal": first });
    assert_eq!(desk.refused("basil", late)["state"], "last-member");
}

#[test]
fn what_comes_in_is_sealed_to_the_keys_of_those_who_stay() {
    let mut desk = adopted();
    desk.done("amina", keys(&KEYS));
    confirm(&mut desk, COUNCIL);
    let with = |client: &str, desk: &Desk, to: &[&str]| {
        let mut act = report(desk, client, "A nurse", "B2");
        act["sealed"] = json!([sealed(client, to)]);
        act
    };
    let before = with("r-1", &desk, &KEYS);
    desk.done("rima", before);
    let mut leaves = seating(&[], &[JOINT]);
    leaves["seating"]["without_keys"] = json!([KEYS[1]]);
    // A key goes with somebody, it is one of them, and one is left.
    let mut nobody = leaves.clone();
    nobody["seating"]["leaving"] = json!([]);
    nobody["seating"]["joining"] = json!([RELIEF]);
    assert_eq!(desk.refused("amina", nobody)["state"], "no-seal-keys");
    let mut unknown = leaves.clone();
    unknown["seating"]["without_keys"] = json!(["age1"]);
    assert_eq!(desk.refused("amina", unknown)["code"], "unknown");
    let mut all = leaves.clone();
    all["seating"]["without_keys"] = json!(KEYS);
    assert_eq!(desk.refused("amina", all)["state"], "no-seal-keys");
    desk.done("amina", leaves);
    confirm(&mut desk, "basil");
    let own: Vec<&str> = desk.case.follow_up().seal_keys().iter().map(|it| it.key.as_str()).collect();
    assert_eq!(own, [KEYS[0]]);
    let late = with("r-2", &desk, &KEYS);
    assert_eq!(desk.refused("rima", late)["state"], "seal-keys-changed");
    let after = with("r-2", &desk, &KEYS[..1]);
    desk.done("rima", after);
    // What was sealed before is under the seal that it had until it is sealed anew.
    let all = desk.case.follow_up().evidence().all();
    let is_to = |number: u64| all[&number].sealed.under.is_to(desk.case.follow_up().seal_keys());
    assert_eq!([is_to(1), is_to(2)], [false, true]);
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn a_sitting_keeps_the_members_that_it_began_with() {
    let mut desk = adopted();
    let at = desk.now + DAY;
    desk.done(COUNCIL, json!({ "act": "convene-sitting", "committee": "followup", "at": at }));
    let number = *desk.case.meetings().keys().next_back().unwrap();
    for body in [NATIONAL, COUNCIL] {
        let there =
            json!({ "act": "take-attendance", "meeting": number, "body": body, "attendance": "present" });
        desk.done("amina", there);
    }
    desk.done("amina", json!({ "act": "open-meeting", "meeting": number }));
    desk.done("amina", seating(&[RELIEF, "women-network", "doctors-syndicate"], &[NATIONAL]));
    confirm(&mut desk, "basil");
    let minutes = desk.case.minutes(number).unwrap();
    assert_eq!(minutes.absent.iter().map(|it| it.as_str()).collect::<Vec<_>>(), [JOINT]);
    let told = desk.done("amina", json!({ "act": "close-meeting", "meeting": number }));
    let Fact::MeetingClosed { quorum, .. } = told[0] else { panic!("{told:?}") };
    assert_eq!((quorum.sum, quorum.base), (2, 3));
}
