//! Follow-up: from a report on a phone to a position that is open again, and everything that must not happen on the way.

use std::collections::BTreeSet;

use mawqif_core::case::{
    Case, Fact, Moment, Stage,
    followup::{
        back::{Outcome, Repair},
        incident::Verification,
        trigger::{Answer, Cause, Inputs},
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    story::answered,
};

pub const DAY: u64 = 86_400_000_000;
pub const HOUR: u64 = DAY / 24;

/// A member of the committee, and another.
pub const COUNCIL: &str = "provincial-council";
pub const NATIONAL: &str = "national-council";

/// The show case with its position adopted and two commitments that follow from it.
pub fn adopted() -> Desk {
    let mut desk = answered();
    adopt(&mut desk, 1);
    desk.done("amina", commitment("no-killing", "ground", true));
    desk.done(COUNCIL, commitment("free-prisoners", "detainees", true));
    for who in ["rima", "jad"] {
        desk.done("amina", json!({ "act": "admit-guest", "account": who, "as": "reporter" }));
        desk.done(who, json!({ "act": "accept-role", "as": "reporter" }));
    }
    desk.now += 12 * DAY;
    desk
}

/// The coalition adopts the position, by a ballot.
pub fn adopt(desk: &mut Desk, ballot: u64) {
    desk.done("amina", json!({ "act": "compute-position" }));
    let package = ["ground", "monitors", "routes", "detainees", "response"];
    desk.done("amina", json!({ "act": "open-ballot", "package": package }));
    let bodies: Vec<String> = desk.case.dossier().bodies.iter().map(|it| it.id.to_string()).collect();
    for body in &bodies {
        let choice = if body == "eastern-front" { "reject" } else { "accept" };
        desk.done(body, json!({ "act": "cast-ballot", "ballot": ballot, "body": body, "choice": choice }));
    }
    desk.done("basil", json!({ "act": "close-ballot", "ballot": ballot }));
    desk.done("amina", json!({ "act": "adopt-position", "ballot": ballot }));
}

pub fn commitment(id: &str, on: &str, red_line: bool) -> Value {
    json!({ "act": "enter-part", "part": { "commitment": {
        "id": id, "text": { "ar": "وعد", "en": format!("The promise {id}.") }, "obliged": ["government"],
        "rests_on": [on], "kind": "abstain", "where": ["wadi-nahr"], "judged_by": "followup", "red_line": red_line,
    } } })
}

pub fn report(desk: &Desk, client: &str, origin: &str, grade: &str) -> Value {
    json!({ "act": "report-incident", "report": {
        "client": client, "what": { "en": "Two people were shot at the northern line." }, "where": "wadi-nahr",
        "occurred": desk.now - HOUR, "origin": origin, "grade": grade, "commitment": "no-killing",
    } })
}

pub fn incident(desk: &Desk, reports: &[u64]) -> Value {
    json!({ "act": "open-incident", "reports": reports, "incident": {
        "what": { "ar": "قتل عند الخط الشمالي", "en": "A killing at the northern line." }, "where": "wadi-nahr",
        "occurred": desk.now - HOUR, "killed": { "low": 1, "best": 2, "high": 2 },
    } })
}

pub fn review(judgement: &str) -> Value {
    json!({ "act": "review-incident", "incident": 1, "judgement": judgement, "reason": "Both accounts agree." })
}

pub fn attribute(certainty: &str) -> Value {
    let attribution = json!({ "to": "government", "certainty": certainty });
    json!({ "act": "attribute-incident", "incident": 1, "attribution": attribution })
}

pub fn finding(commitment: &str, verdict: &str) -> Value {
    let finding =
        json!({ "incident": 1, "commitment": commitment, "verdict": verdict, "reason": "It is plain." });
    json!({ "act": "make-finding", "finding": finding })
}

/// Two reports, an incident, two reviewers, an attribution.
pub fn verified(desk: &mut Desk) {
    let [one, other] = [report(desk, "a-1", "A doctor", "B2"), report(desk, "b-1", "A baker", "C3")];
    desk.done("rima", one);
    desk.done("jad", other);
    let opened = incident(desk, &[1, 2]);
    desk.done("amina", opened);
    desk.done("amina", review("verified"));
    desk.done(COUNCIL, review("verified"));
    desk.done("basil", attribute("established"));
}

pub fn due(desk: &Desk) -> Vec<Inputs> {
    desk.case.due_triggers(Moment::from_micros(desk.now))
}

pub fn fire(desk: &Desk) -> Value {
    json!({ "act": "fire-trigger", "inputs": due(desk)[0].sha256().to_hex() })
}

pub fn answer(number: u64, answer: &str) -> Value {
    json!({ "act": "answer-trigger", "trigger": number, "answer": answer, "reason": "We have looked at it." })
}

#[test]
fn a_killing_at_the_northern_line_opens_the_position_again() {
    let mut desk = adopted();
    assert!(due(&desk).is_empty());
    verified(&mut desk);
    assert!(due(&desk).is_empty(), "nobody has found a breach");
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let inputs = due(&desk);
    assert!(matches!(&inputs[..], [Inputs { cause: Cause::RedLine { incident: 1, .. }, .. }]), "{inputs:?}");
    let fires = fire(&desk);
    desk.done("amina", fires.clone());
    // The same inputs fire once, whoever looks.
    for who in ["amina", "basil", COUNCIL] {
        assert_eq!(desk.refused(who, fires.clone())["state"], "not-due");
    }
    assert!(due(&desk).is_empty());
    let fired = &desk.case.follow_up().triggers()[&1];
    assert_eq!(fired.answer_by.micros() - fired.at.micros(), 24 * HOUR);
    assert_eq!(fired.sha256, inputs[0].sha256());
    assert_eq!(desk.refused("amina", answer(1, "confirm"))["code"], "not-allowed");
    let told = desk.done(NATIONAL, answer(1, "confirm"));
    assert_eq!(Desk::kinds(&told), ["trigger-answered", "position-reopened", "meeting-convened"]);
    let Fact::TriggerAnswered { back: Some(back), .. } = &told[0] else { panic!("{told:?}") };
    assert_eq!(back.outcome, Outcome::Reopened);
    assert!(matches!(&back.repairs[0], Repair::Restore { burden: 3, .. }), "{:?}", back.repairs);
    let Fact::MeetingConvened { agenda, at, committee: None, .. } = &told[2] else { panic!("{told:?}") };
    let english: Vec<&str> = agenda.iter().map(|it| it.in_language("en")).collect();
    for words in ["red line", "killing on the ground", "National Council", "Northern Brigade", "least repair"]
    {
        assert!(english.iter().any(|it| it.contains(words)), "{words}: {english:#?}");
    }
    assert_eq!(
        at.micros() - desk.case.follow_up().triggers()[&1].answer.as_ref().unwrap().at.micros(),
        48 * HOUR
    );
    assert_eq!(desk.case.stage(), Stage::Consulting);
    assert!(desk.case.adopted()[0].reopened.is_some(), "the old position stands until there is a new one");
    assert_eq!(folded(&desk.record), desk.case);
    assert_eq!(desk.refused(NATIONAL, answer(1, "waive"))["state"], "trigger-answered");
}

#[test]
fn a_breach_that_leaves_a_coalition_is_noted_and_the_position_stands() {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("free-prisoners", "breach"));
    let fires = fire(&desk);
    desk.done(COUNCIL, fires);
    let told = desk.done(NATIONAL, answer(1, "confirm"));
    assert_eq!(Desk::kinds(&told), ["trigger-answered"]);
    let Fact::TriggerAnswered { back: Some(back), .. } = &told[0] else { panic!("{told:?}") };
    assert_eq!((back.outcome, back.lost[0].as_str()), (Outcome::Maintained, "women-network"));
    assert_eq!(desk.case.stage(), Stage::Adopted);
    // A second breach is reckoned together with the first.
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let fires = fire(&desk);
    desk.done(COUNCIL, fires);
    let told = desk.done(NATIONAL, answer(2, "confirm"));
    let Fact::TriggerAnswered { back: Some(back), .. } = &told[0] else { panic!("{told:?}") };
    assert_eq!(back.breached.iter().map(|it| it.as_str()).collect::<Vec<_>>(), ["detainees", "ground"]);
}

#[test]
fn one_person_verifies_nothing() {
    let mut desk = adopted();
    let [one, other] = [report(&desk, "a-1", "A doctor", "B2"), report(&desk, "a-2", "a DOCTOR", "A1")];
    desk.done("rima", one.clone());
    // The same device again, over a bad line.
    assert_eq!(
        desk.refused("rima", one.clone()),
        json!({ "code": "state", "state": "reported-before", "number": 1 })
    );
    // Another device may call its own the same.
    desk.done("jad", other);
    let opened = incident(&desk, &[1, 2]);
    desk.done("amina", opened);
    assert_eq!(desk.refused("amina", review("verified"))["state"], "too-few-origins");
    let third = report(&desk, "b-1", "A baker", "C3");
    desk.done(COUNCIL, third);
    desk.done("amina", json!({ "act": "link-report", "incident": 1, "report": 3 }));
    assert_eq!(desk.refused(COUNCIL, review("verified"))["state"], "report-is-yours");
    desk.done("amina", review("verified"));
    let state = |desk: &Desk| desk.case.follow_up().incidents()[&1].verification();
    assert_eq!(state(&desk), Verification::UnderReview);
    assert_eq!(desk.refused("amina", review("verified"))["state"], "reviewed-by-you");
    assert_eq!(desk.refused(COUNCIL, finding("no-killing", "breach"))["state"], "not-verified");
    desk.done("basil", review("not-verifiable"));
    desk.done(NATIONAL, review("not-verifiable"));
    assert_eq!(state(&desk), Verification::UnderReview, "what some cannot know is not refuted");
    desk.done("basil", review("refuted"));
    assert_eq!(state(&desk), Verification::Disputed);
    desk.done("basil", review("verified"));
    assert_eq!(state(&desk), Verification::Verified);
    // What was judged rested on this report.
    let unlink =
        json!({ "act": "unlink-report", "incident": 1, "report": 3, "reason": "It tells of another day." });
    desk.done("amina", unlink.clone());
    assert_eq!(state(&desk), Verification::Received);
    assert_eq!(desk.refused("amina", unlink)["what"], "incident-report");
    assert_eq!(desk.refused("amina", review("verified"))["state"], "too-few-origins");
}

#[test]
fn what_is_alleged_raises_a_flag_and_fires_nothing() {
    let mut desk = adopted();
    let sent = report(&desk, "a-1", "A doctor", "C3");
    desk.done("rima", sent);
    let opened = incident(&desk, &[1]);
    desk.done("amina", opened);
    let flags: Vec<(String, u64)> =
        desk.case.flagged(true).into_iter().map(|(id, number)| (id.to_string(), number)).collect();
    assert_eq!(flags, [("no-killing".to_owned(), 1)]);
    let sent = report(&desk, "b-1", "A baker", "C3");
    desk.done("jad", sent);
    desk.done("amina", json!({ "act": "link-report", "incident": 1, "report": 2 }));
    desk.done("amina", review("verified"));
    desk.done("basil", review("verified"));
    desk.done("basil", attribute("alleged"));
    desk.done(COUNCIL, finding("no-killing", "breach"));
    assert!(due(&desk).is_empty(), "verified, and nobody knows who it was");
    assert_eq!(desk.case.flagged(true).len(), 1);
    desk.done("basil", attribute("likely"));
    assert_eq!(due(&desk).len(), 1);
    assert!(desk.case.flagged(true).is_empty());
    // A second thought about the breach takes it back, and nothing is due.
    desk.done(NATIONAL, finding("no-killing", "undetermined"));
    assert!(due(&desk).is_empty());
    let dissent = json!({ "act": "dissent-from-finding", "finding": 2, "reason": "It is a breach." });
    desk.done(COUNCIL, dissent.clone());
    assert_eq!(desk.refused(COUNCIL, dissent)["state"], "already-there");
    assert_eq!(desk.case.follow_up().findings()[&2].dissents.len(), 1);
}

#[test]
fn silence_is_put_to_everybody() {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let fires = fire(&desk);
    desk.done("amina", fires);
    let escalate = json!({ "act": "escalate-trigger", "trigger": 1 });
    assert_eq!(desk.refused("amina", escalate.clone())["state"], "answer-awaited");
    desk.now += 24 * HOUR;
    assert_eq!(desk.case.silent_triggers(Moment::from_micros(desk.now)).count(), 1);
    let told = desk.done("amina", escalate.clone());
    assert_eq!(Desk::kinds(&told), ["trigger-escalated", "meeting-convened"]);
    assert_eq!(desk.refused("amina", escalate)["state"], "already-there");
    // Then the secretariat may answer as well, since the committee has not.
    assert_eq!(desk.refused("amina", answer(1, "waive"))["state"], "answer-needs-another");
    let told = desk.done("basil", answer(1, "waive"));
    assert!(matches!(&told[..], [Fact::TriggerAnswered { answer: Answer::Waive, back: None, .. }]));
    assert_eq!(desk.case.stage(), Stage::Adopted);
    assert!(due(&desk).is_empty(), "waived, and the same inputs do not fire again");
}

#[test]
fn days_access_changes_and_obstacles_fire_as_well() {
    let mut desk = adopted();
    let mut monitors = commitment("send-monitors", "monitors", false);
    monitors["part"]["commitment"]["kind"] = "do".into();
    monitors["part"]["commitment"]["due"] = "2031-03-10".into();
    desk.done("amina", monitors);
    let today = Moment::from_micros(desk.now).day().to_string();
    let denied = json!({ "act": "note-access", "where": "wadi-nahr", "access": "denied", "since": today });
    desk.done(COUNCIL, denied.clone());
    assert_eq!(desk.refused(COUNCIL, denied)["state"], "already-there");
    let change = json!({ "of": "party", "what": { "en": "A new envoy was named." } });
    desk.done("amina", json!({ "act": "note-change", "change": change }));
    desk.done("amina", json!({ "act": "note-obstacle", "what": "No corridor." }));
    let terms = json!({ "review_on": [today], "access_days": 2 });
    desk.done("amina", json!({ "act": "set-follow-up", "terms": terms }));
    let names = |desk: &Desk| due(desk).iter().map(|it| it.cause.name()).collect::<Vec<_>>();
    let missed = if today.as_str() > "2031-03-10" { vec!["deadline-missed"] } else { vec![] };
    let with = |more: &[&'static str]| [missed.as_slice(), more].concat();
    assert_eq!(names(&desk), with(&["changed", "review-date"]));
    desk.now += 2 * DAY;
    assert_eq!(names(&desk), with(&["access-denied", "changed", "review-date"]));
    desk.done(COUNCIL, json!({ "act": "clear-obstacle", "obstacle": 1, "reason": "It was opened." }));
    assert_eq!(names(&desk), with(&["access-denied", "changed", "review-date", "obstacle-gone"]));
    // What no stance speaks of is asked of everybody.
    let last = due(&desk).last().unwrap().sha256().to_hex();
    desk.done(COUNCIL, json!({ "act": "fire-trigger", "inputs": last }));
    let told = desk.done(NATIONAL, answer(1, "confirm"));
    let Fact::TriggerAnswered { back: Some(back), .. } = &told[0] else { panic!("{told:?}") };
    assert_eq!((back.outcome, back.ask.len()), (Outcome::Unanswered, 11));
    assert_eq!(desk.case.stage(), Stage::Consulting);
    // The position is under review and stands until there is another.
    assert_eq!(names(&desk), with(&["access-denied", "changed", "review-date"]));
}

#[test]
fn a_committee_sits_on_what_is_due_and_by_its_own_quorum() {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    desk.done(
        "amina",
        json!({ "act": "give-task", "task": { "what": "Ask the hospital.", "owner": "doctors-syndicate" } }),
    );
    let sit = json!({ "act": "convene-sitting", "committee": "followup", "at": desk.now + DAY });
    let told = desk.done(COUNCIL, sit);
    let Fact::MeetingConvened { meeting, agenda, committee: Some(_), .. } = &told[0] else {
        panic!("{told:?}")
    };
    let meeting = *meeting;
    let words: Vec<&str> = agenda.iter().map(|it| it.in_language("en")).collect();
    let begins = ["Due: a red line", "Due: follow-up bulletin", "Task 1"];
    assert!(begins.iter().zip(&words).all(|(begin, it)| it.starts_with(begin)), "{words:?}");
    let attend = |body: &str| json!({ "act": "take-attendance", "meeting": meeting, "body": body, "attendance": "present" });
    desk.done("amina", attend(COUNCIL));
    desk.done("amina", json!({ "act": "open-meeting", "meeting": meeting }));
    let decide = json!({ "act": "take-decision", "meeting": meeting, "item": 1, "decision": "It counts." });
    assert_eq!(desk.refused("amina", decide.clone())["quorum"]["base"], 3);
    desk.done("amina", attend(NATIONAL));
    desk.done("amina", decide);
    let absent = desk.case.minutes(meeting).unwrap().absent;
    assert_eq!(
        absent.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
        ["national-council", "joint-operations"]
    );
    desk.done("amina", json!({ "act": "end-task", "task": 1, "end": "done" }));
    assert_eq!(
        desk.refused("amina", json!({ "act": "end-task", "task": 1, "end": "dropped" }))["state"],
        "already-there"
    );
}

#[test]
fn what_was_known_is_known_as_of_then() {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let at = Moment::from_micros(desk.record.last().unwrap().header().time);
    let fires = fire(&desk);
    desk.done("amina", fires);
    desk.done(NATIONAL, answer(1, "confirm"));
    let then = Case::as_of(desk.case.id().clone(), &desk.record, at).unwrap();
    assert!(then.follow_up().triggers().is_empty() && then.stage() == Stage::Adopted);
    assert_eq!(then.due_triggers(at).len(), 1);
    // A report that is erased is missed; the incident and what was judged of it stay.
    let mut record = desk.record.clone();
    let entry = desk.case.follow_up().reports()[&1].entry;
    record[usize::try_from(entry).unwrap()].erase();
    let erased = folded(&record);
    assert_eq!(erased.follow_up().reports().len(), 1);
    assert_eq!(erased.follow_up().incidents()[&1].verification(), Verification::Verified);
}

#[test]
fn what_may_be_of_the_same_is_told_and_nothing_is_linked() {
    let mut desk = adopted();
    let at = |desk: &Desk, client: &str, hours: u64, precision: &str| {
        let mut act = report(desk, client, "A baker", "C3");
        act["report"]["occurred"] = (desk.now - hours * HOUR).into();
        act["report"]["precision"] = precision.into();
        act
    };
    for (client, hours, precision) in
        [("a", 100, "hour"), ("b", 104, "hour"), ("c", 120, "hour"), ("d", 130, "day")]
    {
        let act = at(&desk, client, hours, precision);
        desk.done("rima", act);
    }
    let followup = desk.case.follow_up();
    let neighbours = followup.neighbours(&desk.case.dossier().places);
    let alike =
        |number| neighbours.of(number).iter().map(|it| it.report).collect::<std::collections::BTreeSet<_>>();
    assert_eq!([1, 3, 4].map(alike), [[2, 4].into(), [4].into(), [1, 2, 3].into()]);
    assert!(alike(9).is_empty() && followup.incidents().is_empty());
}

#[test]
fn what_is_no_report_is_refused() {
    let mut desk = adopted();
    let with = |desk: &Desk, key: &str, value: Value| {
        let mut act = report(desk, "a-1", "A doctor", "B2");
        act["report"][key] = value;
        act
    };
    for (key, value, field) in [
        ("client", json!(""), "client"),
        ("client", json!("a b"), "client"),
        ("client", json!("x".repeat(65)), "client"),
        ("what", json!(""), "what"),
        ("origin", json!("two\nlines"), "origin"),
        ("evidence", json!([""]), "evidence"),
    ] {
        let act = with(&desk, key, value);
        assert_eq!(desk.refused("rima", act)["field"], field);
    }
    let act = with(&desk, "where", json!("nowhere"));
    assert_eq!(desk.refused("rima", act)["what"], "part");
    let act = with(&desk, "occurred", json!(desk.now + HOUR));
    assert_eq!(desk.refused("rima", act)["state"], "in-the-future");
    let act = report(&desk, "a-1", "A doctor", "B2");
    for who in ["women-network", "hala"] {
        assert_eq!(desk.refused(who, act.clone())["code"], "not-allowed");
    }
    let mut wrong = incident(&desk, &[]);
    wrong["incident"]["killed"] = json!({ "low": 3, "best": 2, "high": 4 });
    assert_eq!(desk.refused("amina", wrong)["state"], "estimate-out-of-order");
    let act = incident(&desk, &[9]);
    assert_eq!(desk.refused("amina", act)["what"], "incident-report");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever order two reviewers, an attribution and a finding come in, the same is due in the end; and however often
    /// and by whomever it is fired, it fires once.
    #[test]
    fn order_does_not_matter_and_nothing_fires_twice(
        order in Just([0_usize, 1, 2]).prop_shuffle(),
        fires in proptest::collection::vec(0_usize..3, 1..6),
    ) {
        let mut desk = adopted();
        let [one, other] = [report(&desk, "a-1", "A doctor", "B2"), report(&desk, "b-1", "A baker", "C3")];
        desk.done("rima", one);
        desk.done("jad", other);
        let opened = incident(&desk, &[1, 2]);
        desk.done("amina", opened);
        let steps = [("amina", review("verified")), ("basil", review("verified")), ("basil", attribute("likely"))];
        for at in order {
            let (who, act) = steps[at].clone();
            desk.done(who, act);
        }
        desk.done(COUNCIL, finding("no-killing", "breach"));
        let inputs = due(&desk);
        prop_assert_eq!(inputs.len(), 1);
        let act = fire(&desk);
        for who in fires {
            let _ = desk.ask(["amina", "basil", COUNCIL][who], act.clone());
        }
        let hashes: BTreeSet<_> = desk.case.follow_up().triggers().values().map(|it| it.sha256).collect();
        prop_assert_eq!((hashes.len(), desk.case.follow_up().triggers().len()), (1, 1));
        prop_assert_eq!(folded(&desk.record), desk.case);
    }
}
