//! Grades: who says that a source is reliable, and what that is enough for.

use mawqif_core::{
    case::{
        Fact,
        followup::incident::{Judgement, Verification},
    },
    text::Text,
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    followup::{COUNCIL, NATIONAL, adopted, attribute, due, finding, incident, report, review, verified},
    whole::import,
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
    let told = desk.done(COUNCIL, grade(1, "D3"));
    assert!(matches!(&told[..], [Fact::ReportGraded { unverified, .. }] if *unverified == [1]), "{told:?}");
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

#[test]
fn what_was_judged_stays_as_it_was_when_a_report_is_erased() {
    let mut desk = adopted();
    verified(&mut desk);
    let one = usize::try_from(desk.case.follow_up().reports()[&1].entry).unwrap();
    let other = usize::try_from(desk.case.follow_up().reports()[&2].entry).unwrap();
    let grade = |number: u64, grade: &str| json!({ "act": "grade-report", "report": number, "grade": grade, "reason": "We know them." });
    // Two are enough, also when one of them is graded.
    let told = desk.done(COUNCIL, grade(2, "B3"));
    assert!(
        matches!(&told[..], [Fact::ReportGraded { unverified, .. }] if unverified.is_empty()),
        "{told:?}"
    );
    let judged = |desk: &Desk| desk.case.follow_up().incidents()[&1].verification();
    desk.record[one].erase();
    desk.case = folded(&desk.record);
    assert_eq!(judged(&desk), Verification::Verified);
    // What is missing was taken away by no grade: what two people judged then stays.
    desk.done(COUNCIL, grade(2, "C3"));
    assert_eq!(judged(&desk), Verification::Verified);
    assert_eq!(folded(&desk.record), desk.case);
    // And what a grade has undone is not brought back.
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, grade(2, "E5"));
    assert_eq!(judged(&desk), Verification::Received);
    desk.record[other].erase();
    assert_eq!(folded(&desk.record).follow_up().incidents()[&1].verification(), Verification::Received);
}

#[test]
fn one_account_that_names_two_sources_verifies_nothing_alone() {
    let mut desk = adopted();
    for (client, origin) in [("a-1", "A doctor"), ("a-2", "A baker"), ("a-3", "A driver")] {
        let sent = report(&desk, client, origin, "C3");
        desk.done("rima", sent);
    }
    let opened = incident(&desk, &[1, 2]);
    desk.done("amina", opened);
    let refusal = json!({ "code": "state", "state": "origins-by-one", "number": 1 });
    assert_eq!(desk.refused("amina", review("verified")), refusal);
    let grade = |number: u64, grade: &str| json!({ "act": "grade-report", "report": number, "grade": grade, "reason": "We know them." });
    desk.done(COUNCIL, grade(2, "B3"));
    desk.done("amina", review("verified"));
    desk.done("basil", review("verified"));
    let judged = |desk: &Desk| desk.case.follow_up().incidents()[&1].verification();
    assert_eq!(judged(&desk), Verification::Verified);
    // With whom somebody has stood for gone, two of one account are one again.
    desk.done("amina", json!({ "act": "link-report", "incident": 1, "report": 3 }));
    desk.done(COUNCIL, grade(2, "E5"));
    assert_eq!(judged(&desk), Verification::Received);
    assert_eq!(desk.refused("amina", review("verified")), refusal);
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn what_two_origins_of_one_account_verified_once_stays_until_a_grade_leaves_one() {
    for (grade, stays) in [("E5", false), ("D4", true)] {
        let mut desk = adopted();
        for (client, origin) in [("a-1", "A doctor"), ("a-2", "A baker")] {
            let sent = report(&desk, client, origin, "C3");
            desk.done("rima", sent);
        }
        let opened = incident(&desk, &[1, 2]);
        desk.done("amina", opened);
        // As two have judged it when that was enough.
        for who in ["amina", "basil"] {
            let (judgement, reason) = (Judgement::Verified, Text::plain("Two say so."));
            desk.append(who, &Fact::IncidentReviewed { incident: 1, judgement, reason });
        }
        let judged = |desk: &Desk| desk.case.follow_up().incidents()[&1].verification();
        assert_eq!(judged(&desk), Verification::Verified);
        let act = json!({ "act": "grade-report", "report": 1, "grade": grade, "reason": "We know them." });
        desk.done(COUNCIL, act);
        assert_eq!(judged(&desk) == Verification::Verified, stays, "{grade}");
    }
}

/// The first report is erased, and whoever sends it again is told that it was there.
fn erased_it_is_known(desk: &mut Desk, sent: &Value) {
    let entry = usize::try_from(desk.case.follow_up().reports()[&1].entry).unwrap();
    desk.record[entry].erase();
    desk.case = folded(&desk.record);
    assert!(desk.case.follow_up().reports().is_empty());
    for who in ["amina", "basil", COUNCIL] {
        let refusal = desk.refused(who, sent.clone());
        assert_eq!(refusal, json!({ "code": "state", "state": "reported-before", "number": 1 }), "{who}");
    }
}

#[test]
fn of_a_row_there_is_one_report_also_when_it_was_erased() {
    let mut desk = adopted();
    desk.done("amina", json!({ "act": "import-reports", "number": 1, "import": import() }));
    let sent = report(&desk, "table1row2", "A newspaper", "C3");
    desk.done("amina", sent.clone());
    erased_it_is_known(&mut desk, &sent);
    let other = report(&desk, "table1row3", "A newspaper", "C3");
    desk.done("basil", other);
}

#[test]
fn of_a_message_there_is_one_report_also_when_it_was_erased() {
    let mut desk = adopted();
    let sent = report(&desk, "message7x0123456789ab", "A nurse", "C3");
    let told = desk.done("amina", sent.clone());
    // What stays of the message is a hash.
    let Fact::ReportReceived { message: Some(_), .. } = &told[1] else { panic!("{told:?}") };
    let payload = serde_json::to_string(&told[1]).unwrap();
    assert!(!payload.contains("message7x") && !payload.contains("0123456789ab"), "{payload}");
    erased_it_is_known(&mut desk, &sent);
    let other = report(&desk, "message8x0123456789ab", "A nurse", "C3");
    desk.done("basil", other);
}

#[test]
fn a_name_that_begins_as_one_of_a_message_belongs_to_its_account() {
    let mut desk = adopted();
    for client in [
        "messagefoo",
        "message7",
        "message7x0123",
        "message07x0123456789ab",
        "message7x0123456789AB",
        "message0x0123456789abc",
    ] {
        for who in ["amina", "basil"] {
            let sent = report(&desk, client, "A nurse", "C3");
            desk.done(who, sent.clone());
            assert_eq!(desk.refused(who, sent)["state"], "reported-before", "{client}");
        }
    }
}
