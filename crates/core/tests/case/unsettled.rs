//! Follow-up without a position that stands: none was ever adopted, it was a rejection, or it is under review.

use mawqif_core::{
    case::{
        COMMITTEE_LIMIT, Fact, Stage,
        followup::{back::Outcome, trigger::Cause},
    },
    dossier::PositionKind,
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    followup::{
        COUNCIL, DAY, HOUR, NATIONAL, adopt, adopted, answer, attribute, due, finding, fire, incident,
        report, review, verified,
    },
    story::answered,
};

fn committee() -> Value {
    json!({ "act": "form-committee", "committee": {
        "id": "watch", "name": { "ar": "لجنة", "en": "The watch" }, "members": [COUNCIL, NATIONAL],
    } })
}

/// What the agenda of the meeting says that was called last.
fn agenda(told: &[Fact]) -> Vec<String> {
    let Some(Fact::MeetingConvened { agenda, committee: None, .. }) = told.last() else { panic!("{told:?}") };
    agenda.iter().map(|it| it.in_language("en").to_owned()).collect()
}

#[test]
fn a_coalition_without_a_position_has_a_committee_and_a_way_back() {
    let mut desk = answered();
    assert_eq!(desk.case.stage(), Stage::Consulting);
    assert_eq!(desk.refused(COUNCIL, committee())["code"], "not-allowed");
    desk.done("amina", committee());
    assert_eq!(desk.refused("basil", committee())["state"], "already-there");
    // It works: it sits, and notes what stands in the way.
    let at = desk.now + DAY;
    desk.done(COUNCIL, json!({ "act": "convene-sitting", "committee": "watch", "at": at }));
    desk.done(COUNCIL, json!({ "act": "note-obstacle", "what": "The crossing is closed." }));
    assert!(due(&desk).is_empty());
    desk.done(NATIONAL, json!({ "act": "clear-obstacle", "obstacle": 1, "reason": "It was opened." }));
    let inputs = due(&desk);
    assert_eq!(inputs.iter().map(|it| it.cause.name()).collect::<Vec<_>>(), ["obstacle-gone"]);
    let fires = fire(&desk);
    desk.done("amina", fires);
    // Whoever had a hand in it does not answer.
    assert_eq!(desk.refused(COUNCIL, answer(1, "confirm"))["state"], "answer-needs-another");
    // Nor does one alone say who sits in another committee.
    let more =
        json!({ "act": "form-committee", "committee": { "id": "more", "members": ["women-network"] } });
    assert_eq!(Desk::kinds(&desk.done("basil", more.clone())), ["change-proposed"]);
    assert_eq!(desk.refused("basil", more)["state"], "already-there");
    assert_eq!(Desk::kinds(&confirmed(&mut desk, "amina")), ["change-confirmed", "committee-formed"]);
    let told = desk.done("women-network", answer(1, "confirm"));
    assert_eq!(Desk::kinds(&told), ["trigger-answered", "meeting-convened"]);
    let says = agenda(&told);
    assert!(says.iter().any(|it| it.contains("The crossing is closed")), "{says:?}");
    assert!(says.iter().any(|it| it.contains("common position")), "{says:?}");
    assert!(due(&desk).is_empty(), "the same fires once");
    assert_eq!(folded(&desk.record), desk.case);
}

/// Somebody confirms the change that was asked for last.
fn confirmed(desk: &mut Desk, who: &str) -> Vec<Fact> {
    let proposal = desk.case.proposals().keys().next_back().copied().unwrap();
    desk.done(who, json!({ "act": "confirm-change", "proposal": proposal }))
}

#[test]
fn a_committee_that_was_formed_stays_as_it_is_when_a_position_is_adopted() {
    let mut desk = answered();
    let formed = json!({ "id": "followup", "name": { "en": "The few" }, "members": [COUNCIL] });
    desk.done("amina", json!({ "act": "form-committee", "committee": formed }));
    let before = desk.case.committees().to_vec();
    adopt(&mut desk, 1);
    assert_eq!(desk.case.committees(), before);
}

#[test]
fn there_are_so_many_committees_and_no_more() {
    let mut desk = answered();
    for number in 0..COMMITTEE_LIMIT {
        let committee = json!({ "id": format!("k{number}"), "members": [COUNCIL] });
        desk.done("amina", json!({ "act": "form-committee", "committee": committee }));
        if number > 0 {
            confirmed(&mut desk, "basil");
        }
    }
    let limit = json!({ "code": "limit", "what": "committees", "limit": COMMITTEE_LIMIT });
    assert_eq!(desk.refused("amina", committee()), limit);
}

#[test]
fn without_a_position_days_of_review_fire_and_nothing_that_somebody_would_owe() {
    let mut desk = answered();
    desk.done("amina", committee());
    let today = mawqif_core::case::Moment::from_micros(desk.now).day();
    desk.done("amina", json!({ "act": "set-follow-up", "terms": { "review_on": [today] } }));
    desk.done(
        "amina",
        json!({ "act": "note-change", "change": { "of": "text", "what": "Annex two is new." } }),
    );
    desk.done(
        "amina",
        json!({ "act": "note-access", "where": "wadi-nahr", "access": "denied", "since": today }),
    );
    desk.now += 9 * DAY;
    let names: Vec<&str> = due(&desk).iter().map(|it| it.cause.name()).collect();
    assert_eq!(names, ["changed", "review-date"]);
    for inputs in due(&desk) {
        desk.done("amina", json!({ "act": "fire-trigger", "inputs": inputs.sha256() }));
    }
    // What had fired before the adoption is known to those who adopt, and leads nowhere after it.
    adopt(&mut desk, 1);
    let told = desk.done(COUNCIL, answer(1, "confirm"));
    assert_eq!(Desk::kinds(&told), ["trigger-answered"]);
    assert!(due(&desk).iter().all(|it| it.cause.name() == "access-denied"), "{:?}", due(&desk));
}

#[test]
fn a_rejection_whose_obstacle_is_gone_is_looked_at_again() {
    let mut desk = adopted_rejection();
    desk.done(COUNCIL, json!({ "act": "note-obstacle", "what": "The crossing is closed." }));
    desk.done(COUNCIL, json!({ "act": "clear-obstacle", "obstacle": 1, "reason": "It was opened." }));
    let fires = fire(&desk);
    desk.done("amina", fires);
    let told = desk.done(NATIONAL, answer(1, "confirm"));
    assert_eq!(Desk::kinds(&told), ["trigger-answered", "position-reopened", "meeting-convened"]);
    assert!(agenda(&told).iter().any(|it| it.contains("The crossing is closed")));
    // The old answer stands until there is another; a second obstacle that goes calls a meeting as well.
    desk.done(COUNCIL, json!({ "act": "note-obstacle", "what": "The monitors are not let in." }));
    desk.done(COUNCIL, json!({ "act": "clear-obstacle", "obstacle": 2, "reason": "They are in." }));
    let fires = fire(&desk);
    desk.done("amina", fires);
    let told = desk.done(NATIONAL, answer(2, "confirm"));
    assert_eq!(Desk::kinds(&told), ["trigger-answered", "meeting-convened"]);
    assert_eq!(desk.case.adopted().len(), 1);
    assert_eq!(folded(&desk.record), desk.case);
}

/// The show case in which nothing wins, so that the answer is no.
fn adopted_rejection() -> Desk {
    let mut desk = answered();
    let bodies: Vec<String> = desk.case.dossier().bodies.iter().map(|it| it.id.to_string()).collect();
    for body in bodies.iter().filter(|it| *it != "eastern-front") {
        desk.done(body, json!({ "act": "file-stance", "body": body, "says": "reject", "version": 1 }));
    }
    desk.done("amina", json!({ "act": "compute-position" }));
    desk.done("amina", json!({ "act": "adopt-position" }));
    assert_eq!(desk.case.adopted()[0].position, PositionKind::Reject);
    desk.now += DAY;
    desk
}

#[test]
fn what_breaks_a_position_under_review_fires_and_calls_a_meeting() {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let fires = fire(&desk);
    desk.done("amina", fires);
    desk.done(NATIONAL, answer(1, "confirm"));
    assert_eq!(desk.case.stage(), Stage::Consulting);
    let reopened = desk.case.adopted()[0].reopened.clone();
    // A second killing, a week later, while the coalition consults.
    desk.now += 7 * DAY;
    let [one, other] = [report(&desk, "a-2", "A doctor", "B2"), report(&desk, "b-2", "A baker", "C3")];
    desk.done("rima", one);
    desk.done("jad", other);
    let opened = incident(&desk, &[3, 4]);
    desk.done("amina", opened);
    let of = |mut act: Value| {
        if act["act"] == "make-finding" {
            act["finding"]["incident"] = json!(2);
        } else {
            act["incident"] = json!(2);
        }
        act
    };
    for who in ["amina", COUNCIL] {
        desk.done(who, of(review("verified")));
    }
    desk.done("basil", of(attribute("established")));
    desk.done(COUNCIL, of(finding("no-killing", "breach")));
    let inputs = due(&desk);
    assert!(
        matches!(&inputs[..], [it] if matches!(it.cause, Cause::RedLine { incident: 2, .. })),
        "{inputs:?}"
    );
    let fires = fire(&desk);
    desk.done("amina", fires);
    desk.now += HOUR;
    let told = desk.done(NATIONAL, answer(2, "confirm"));
    assert_eq!(Desk::kinds(&told), ["trigger-answered", "meeting-convened"]);
    let Fact::TriggerAnswered { back: Some(back), .. } = &told[0] else { panic!("{told:?}") };
    assert_eq!(back.outcome, Outcome::Reopened);
    assert!(agenda(&told).iter().any(|it| it.contains("red line")));
    assert_eq!(desk.case.adopted()[0].reopened, reopened, "it came under review once");
    assert_eq!(folded(&desk.record), desk.case);
    // A new position is taken knowing both.
    adopt(&mut desk, 2);
    assert!(due(&desk).is_empty());
}
