//! The show case, from an empty record to the committee.

use mawqif_core::{
    case::{Fact, Stage},
    dossier::{PositionKind, read, write},
};
use serde_json::{Value, json};

use crate::desk::{Desk, SHOW_CASE, folded};

/// The show case without what the bodies say.
fn unanswered() -> String {
    let mut dossier = read(SHOW_CASE.as_bytes()).dossier.unwrap();
    dossier.stances.clear();
    write::write(&dossier).unwrap()
}

/// Who says what in the show case: the body, and the stance as the form would send it.
fn answers() -> Vec<(String, Value)> {
    let dossier = read(SHOW_CASE.as_bytes()).dossier.unwrap();
    let answers = dossier.stances.into_iter().map(|stance| {
        let body = stance.body.to_string();
        let act = json!({
            "act": "file-stance", "body": body, "says": stance.says.to_string(), "version": 1,
        });
        (body, act)
    });
    answers.collect()
}

/// A case whose eleven bodies have delegates, each called by its body's id.
pub fn assembled() -> Desk {
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case", "secretariat": ["basil"] }));
    desk.done("amina", json!({ "act": "import-dossier", "dossier": unanswered() }));
    desk.done("amina", json!({ "act": "open-consultation" }));
    let bodies: Vec<String> = desk.case.dossier().bodies.iter().map(|body| body.id.to_string()).collect();
    for (number, body) in (1..).zip(bodies) {
        desk.done("amina", json!({ "act": "mandate-delegate", "account": body, "body": body }));
        desk.done(&body, json!({ "act": "accept-mandate", "mandate": number }));
    }
    desk
}

/// The same, and every body has filed its stance.
pub fn answered() -> Desk {
    let mut desk = assembled();
    for (body, act) in answers() {
        desk.done(&body, act);
    }
    desk
}

#[test]
fn a_coalition_answers_with_one_voice() {
    let mut desk = answered();
    let Fact::PositionComputed { position, package, burden, support, support_base, frontier, .. } =
        &desk.done("amina", json!({ "act": "compute-position" }))[0]
    else {
        panic!("no position was computed");
    };
    assert_eq!(*position, PositionKind::AcceptWithConditions);
    let package: Vec<&str> = package.iter().flatten().map(|id| id.as_str()).collect();
    assert_eq!(package, ["ground", "monitors", "routes", "response"]);
    assert_eq!((*burden, *support, *support_base), (Some(9), Some(21), 24));
    let trades: Vec<(u64, u64)> = frontier.iter().map(|trade| (trade.burden, trade.support)).collect();
    assert_eq!(trades, [(9, 21), (11, 22), (12, 23)]);

    // The room prefers the package that the Women's Network accepts, too.
    let wins_the_network = ["response", "ground", "detainees", "monitors", "routes"];
    let opened = desk.done("amina", json!({ "act": "open-ballot", "package": wins_the_network }));
    let Fact::BallotOpened { burden, support, electorate, .. } = &opened[0] else { panic!() };
    assert_eq!((*burden, *support, electorate.len()), (11, 22, 11));
    for (body, _) in answers() {
        let choice = match body.as_str() {
            "eastern-front" => "reject",
            "youth-assembly" => "abstain",
            _ => "accept",
        };
        desk.done(&body, json!({ "act": "cast-ballot", "ballot": 1, "body": body, "choice": choice }));
    }
    let closed = desk.done("basil", json!({ "act": "close-ballot", "ballot": 1 }));
    assert!(
        matches!(&closed[0], Fact::BallotClosed { tally, .. } if (tally.accept, tally.reject, tally.abstain, tally.absent) == (9, 1, 1, 0))
    );
    let adopted = desk.done("amina", json!({ "act": "adopt-position", "ballot": 1 }));
    assert_eq!(Desk::kinds(&adopted), ["position-adopted", "committee-formed"]);
    assert_eq!(desk.case.stage(), Stage::Adopted);
    assert_eq!(desk.case.adopted()[0].trade.as_ref().map(|it| (it.burden, it.support)), Some((11, 22)));
    assert_eq!(desk.case.committees()[0].id.as_str(), "followup");
    assert_eq!(folded(&desk.record), desk.case);

    // A year later the committee finds a breach.
    desk.now += 365 * 24 * 3_600_000_000;
    desk.refused("eastern-front", json!({ "act": "reopen-position", "reason": "we never agreed" }));
    desk.reopened(["provincial-council", "amina"], "breach of ground");
    assert_eq!(desk.case.stage(), Stage::Consulting);
    assert!(desk.case.adopted()[0].reopened.is_some());
}

#[test]
fn what_is_imported_is_exported_again() {
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    desk.done("amina", json!({ "act": "import-dossier", "dossier": SHOW_CASE }));
    let exported = write::write(desk.case.dossier()).unwrap();
    assert_eq!(desk.case.dossier(), &read(SHOW_CASE.as_bytes()).dossier.unwrap());

    let mut other = Desk::new();
    other.done("amina", json!({ "act": "open-case" }));
    other.done("amina", json!({ "act": "import-dossier", "dossier": exported }));
    assert_eq!(write::write(other.case.dossier()).unwrap(), exported);
}
