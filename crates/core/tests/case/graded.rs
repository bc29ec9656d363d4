//! Grades: who says that a source is reliable, and what that is enough for.

use mawqif_core::case::{Fact, followup::incident::Verification};
use serde_json::json;

use crate::{
    desk::folded,
    followup::{COUNCIL, NATIONAL, adopted, attribute, due, finding, incident, report, review},
};

#[test]
fn nobody_makes_a_reliable_source_of_themselves() {
    let mut desk = adopted();
    let mut sent = report(&desk, "a-1", "An observer", "A1");
    sent["report"]["evidence"] = json!(["https://films.example/7"]);
    desk.done("rima", sent.clone());
    let opened = incident(&desk, &[1]);
    desk.done("amina", opened);
    assert_eq!(desk.refused("amina", review("verified"))["state"], "too-few-origins");
    let grade = |number: u64, grade: &str| json!({ "act": "grade-report", "report": number, "grade": grade, "reason": "We have worked with them." });
    assert_eq!(desk.refused("rima", grade(1, "A1"))["code"], "not-allowed");
    assert_eq!(desk.refused("amina", grade(9, "A1"))["what"], "incident-report");
    desk.done("amina", grade(1, "B2"));
    assert_eq!(desk.refused(COUNCIL, grade(1, "B2"))["state"], "already-there");
    desk.done("amina", review("verified"));
    desk.done("basil", review("verified"));
    desk.done("basil", attribute("established"));
    desk.done(COUNCIL, finding("no-killing", "breach"));
    assert_eq!(due(&desk).len(), 1);
    // Somebody knows better: the earlier grades stay, the latest counts, and nothing is verified on it any more.
    desk.done(COUNCIL, grade(1, "D3"));
    let filed = &desk.case.follow_up().reports()[&1];
    assert_eq!(
        (filed.grade().to_string(), filed.gradings.len(), filed.report.grade.to_string()),
        ("D3".into(), 2, "A1".into())
    );
    assert_eq!(desk.case.follow_up().incidents()[&1].verification(), Verification::Received);
    assert!(due(&desk).is_empty());
    assert_eq!(folded(&desk.record), desk.case);
    // What a member of the committee has filed another grades.
    sent["report"]["client"] = json!("c-1");
    desk.done(COUNCIL, sent);
    assert_eq!(
        desk.refused(COUNCIL, grade(2, "A1")),
        json!({ "code": "state", "state": "grade-is-yours", "number": 2 })
    );
    desk.done(NATIONAL, grade(2, "A1"));
    desk.done("amina", json!({ "act": "link-report", "incident": 1, "report": 2 }));
    desk.done("amina", review("verified"));
    desk.done("basil", review("verified"));
    // A grade that leaves enough touches no judgement.
    desk.done("amina", grade(1, "E5"));
    assert_eq!(desk.case.follow_up().incidents()[&1].verification(), Verification::Verified);
    // Nobody but those who follow up sees who believes whom.
    let entry = desk.record.last().unwrap();
    assert!(Fact::of_entry(entry).unwrap().unwrap().is_for_the_follow_up());
}
