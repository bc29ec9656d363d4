//! Ballots: what may be voted on, by whom, how often; secrecy; what absence and abstention mean.

use mawqif_core::case::{
    AccountId, Fact, Moment, SECRET_FEWEST,
    ballot::{Outcome, Urn},
};
use serde_json::{Value, json};

use crate::{
    desk::Desk,
    story,
    whole::{answered, consulted},
};

fn package() -> Value {
    json!(["ground", "monitors"])
}

fn cast(desk: &mut Desk, body: &str, choice: &str) {
    let ballot = desk.case.open_ballot().unwrap();
    let vote = json!({ "act": "cast-ballot", "ballot": ballot, "body": body, "choice": choice });
    desk.done(&format!("of-{body}"), vote);
}

/// What a ballot comes to when the bodies vote so.
fn outcome(form: &str, votes: &[(&str, &str)]) -> Outcome {
    let mut desk = answered();
    desk.done("amina", json!({ "act": "open-ballot", "package": package(), "form": form }));
    for (body, choice) in votes {
        cast(&mut desk, body, choice);
    }
    let closed = desk.done("amina", json!({ "act": "close-ballot", "ballot": 1 }));
    match closed.last() {
        Some(Fact::BallotClosed { outcome, .. }) => *outcome,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_rule_decides_what_votes_come_to_open_or_secret() {
    let (council, brigade, union) = ("council", "brigade", "union");
    for form in ["open", "secret"] {
        let of = |votes: &[(&str, &str)]| outcome(form, votes);
        assert_eq!(of(&[(council, "accept"), (brigade, "accept"), (union, "reject")]), Outcome::Ratified);
        assert_eq!(of(&[(council, "accept"), (brigade, "abstain"), (union, "reject")]), Outcome::NotRatified);
    }
    let of = |votes: &[(&str, &str)]| outcome("open", votes);
    // Whoever stays away counts among the members all the same.
    assert_eq!(of(&[(council, "accept"), (brigade, "accept")]), Outcome::Ratified);
    assert_eq!(of(&[(council, "accept"), (brigade, "abstain")]), Outcome::NotRatified);
    assert_eq!(of(&[(council, "accept")]), Outcome::NoQuorum);
    assert_eq!(of(&[]), Outcome::NoQuorum);
}

#[test]
fn a_secret_ballot_singles_nobody_out() {
    // Without an end it waits for everybody, or the slip of whoever voted last could be picked out.
    let close = json!({ "act": "close-ballot", "ballot": 1 });
    let open = |closes: Option<u64>| json!({ "act": "open-ballot", "package": package(), "form": "secret", "closes": closes });
    let mut desk = answered();
    desk.done("amina", open(None));
    cast(&mut desk, "union", "reject");
    let waits = json!({ "code": "state", "state": "ballot-waits", "number": 1 });
    assert_eq!(desk.refused("amina", close.clone()), waits);
    cast(&mut desk, "council", "accept");
    assert_eq!(desk.refused("amina", close.clone()), waits);
    cast(&mut desk, "brigade", "accept");
    desk.done("amina", close.clone());

    // Past its end, with too few votes, nothing comes out of the urn; it can be cancelled.
    let mut desk = answered();
    let closes = desk.now + 60_000_000;
    desk.done("amina", open(Some(closes)));
    cast(&mut desk, "union", "reject");
    cast(&mut desk, "council", "accept");
    assert_eq!(desk.refused("amina", close.clone())["state"], "ballot-runs-until");
    desk.now = closes;
    let too_few = json!({ "code": "state", "state": "too-few-for-secrecy", "number": SECRET_FEWEST });
    assert_eq!(desk.refused("amina", close), too_few);
    desk.done("amina", json!({ "act": "cancel-ballot", "ballot": 1, "reason": "Too few came." }));
    assert!(desk.record.iter().all(|entry| entry.header().kind != "urn-opened"));

    // With too few bodies it is not begun.
    let mut desk = answered();
    desk.done("of-union", json!({ "act": "withdraw-stance", "body": "union", "version": 1 }));
    desk.done("amina", json!({ "act": "dismiss-body", "id": "union" }));
    desk.done("basil", json!({ "act": "confirm-change", "proposal": 1 }));
    desk.done("amina", json!({ "act": "compute-position" }));
    assert_eq!(desk.refused("amina", open(None)), too_few);
}

#[test]
fn a_package_must_win_by_the_dossier_as_it_stands() {
    let mut desk = consulted();
    let open = |package: Value| json!({ "act": "open-ballot", "package": package });
    assert_eq!(desk.refused("amina", open(package()))["state"], "not-computed");

    let mut desk = answered();
    let refusal = desk.refused("amina", open(json!(["ground"])));
    assert_eq!(refusal["code"], "package-loses");
    assert_eq!(refusal["frontier"], json!([["ground", "monitors"]]));
    assert_eq!(desk.refused("amina", open(json!(["gruond"])))["code"], "unknown");
    let stance = json!({ "act": "file-stance", "body": "union", "says": "abstain", "version": 1 });
    desk.done("of-union", stance);
    assert_eq!(desk.refused("amina", open(package()))["state"], "not-computed");
}

#[test]
fn what_is_voted_on_stands_still() {
    let mut desk = answered();
    desk.done("amina", json!({ "act": "open-ballot", "package": package() }));
    let open = json!({ "code": "state", "state": "ballot-open", "number": 1 });
    let stance = json!({ "act": "file-stance", "body": "union", "says": "accept", "version": 1 });
    assert_eq!(desk.refused("of-union", stance), open);
    let revised = json!({ "id": "freeze", "version": 2 });
    assert_eq!(desk.refused("amina", json!({ "act": "revise-initiative", "initiative": revised })), open);
    assert_eq!(desk.refused("amina", json!({ "act": "set-rule", "rule": {} })), open);
    assert_eq!(desk.refused("amina", json!({ "act": "open-ballot", "package": package() })), open);

    cast(&mut desk, "union", "accept");
    let again = json!({ "act": "cast-ballot", "ballot": 1, "body": "union", "choice": "reject" });
    assert_eq!(desk.refused("of-union", again)["state"], "has-voted");
    assert_eq!(
        desk.refused("amina", json!({ "act": "adopt-position", "ballot": 1 }))["state"],
        "ballot-open"
    );
}

#[test]
fn nobody_is_cut_short_and_nobody_is_late() {
    let mut desk = answered();
    let closes = desk.now + 60_000_000;
    desk.done("amina", json!({ "act": "open-ballot", "package": package(), "closes": closes }));
    cast(&mut desk, "union", "accept");
    let close = json!({ "act": "close-ballot", "ballot": 1 });
    assert_eq!(desk.refused("amina", close.clone())["number"], json!(closes));
    desk.now = closes;
    let late = json!({ "act": "cast-ballot", "ballot": 1, "body": "council", "choice": "accept" });
    assert_eq!(desk.refused("of-council", late)["state"], "ballot-over");
    desk.done("amina", close);
}

#[test]
fn a_secret_ballot_leaves_no_link() {
    let mut desk = answered();
    desk.done("amina", json!({ "act": "open-ballot", "package": package(), "form": "secret" }));
    for (body, choice) in [("union", "reject"), ("council", "accept"), ("brigade", "accept")] {
        cast(&mut desk, body, choice);
    }
    let marks: Vec<&str> = desk.record.iter().rev().take(3).filter_map(|entry| entry.payload()).collect();
    assert!(marks.iter().all(|mark| !mark.contains("accept") && !mark.contains("reject")), "{marks:?}");
    let closed = desk.done("amina", json!({ "act": "close-ballot", "ballot": 1 }));
    let Fact::UrnOpened { slips, .. } = &closed[0] else { panic!("{closed:?}") };
    assert_eq!(serde_json::to_value(slips).unwrap(), json!(["accept", "accept", "reject"]));
}

#[test]
fn an_urn_with_a_slip_too_many_is_not_counted() {
    let mut desk = answered();
    desk.done("amina", json!({ "act": "open-ballot", "package": package(), "form": "secret" }));
    for body in ["union", "council", "brigade"] {
        cast(&mut desk, body, "reject");
    }
    let act = serde_json::from_value(json!({ "act": "close-ballot", "ballot": 1 })).unwrap();
    let (amina, now) = (AccountId::new("amina").unwrap(), Moment::default());
    let accept = mawqif_core::consultation::stance::Verdict::Accept;
    for urn in [Urn::Sealed, Urn::Opened(vec![]), Urn::Opened(vec![accept; 2]), Urn::Opened(vec![accept; 4])]
    {
        let refusal = desk.case.check_with_urn(&act, &amina, now, &urn).unwrap_err();
        assert_eq!(serde_json::to_value(refusal).unwrap()["state"], "urn-disagrees");
    }
}

#[test]
fn weights_and_vetoes_need_names() {
    let mut desk = story::answered();
    desk.done("amina", json!({ "act": "compute-position" }));
    let package = ["ground", "monitors", "routes", "response"];
    let secret = json!({ "act": "open-ballot", "package": package, "form": "secret" });
    assert_eq!(desk.refused("amina", secret)["state"], "rule-needs-names");
}

#[test]
fn a_reopened_position_needs_a_new_vote() {
    let mut desk = answered();
    desk.done("amina", json!({ "act": "open-ballot", "package": package() }));
    for body in ["council", "brigade"] {
        cast(&mut desk, body, "accept");
    }
    desk.done("amina", json!({ "act": "close-ballot", "ballot": 1 }));
    let adopt = json!({ "act": "adopt-position", "ballot": 1 });
    desk.done("amina", adopt.clone());
    assert_eq!(desk.refused("amina", adopt.clone())["code"], "stage");
    assert_eq!(
        desk.refused("amina", json!({ "act": "reopen-position", "reason": "" })),
        json!({ "code": "words", "field": "reason", "fault": { "fault": "missing" } })
    );
    desk.reopened(["amina", "basil"], "A breach.");
    assert_eq!(desk.refused("amina", adopt)["state"], "ballot-lapsed");
    assert_eq!(desk.refused("amina", json!({ "act": "adopt-position" }))["state"], "not-computed");
}

#[test]
fn that_nothing_wins_is_adopted_without_a_ballot() {
    let mut desk = answered();
    let stance = json!({ "act": "file-stance", "body": "brigade", "says": "reject", "version": 1 });
    desk.done("of-brigade", stance);
    desk.done("amina", json!({ "act": "compute-position" }));
    desk.done("amina", json!({ "act": "adopt-position" }));
    assert_eq!(desk.case.adopted()[0].position, mawqif_core::dossier::PositionKind::Reject);

    let mut desk = answered();
    assert_eq!(desk.refused("amina", json!({ "act": "adopt-position" }))["state"], "package-wins");
}
