//! What a trigger hangs on: what is frozen when it fires, what is held against the case when it is answered, who may answer,
//! and what does not fire twice or too late.

use mawqif_core::case::{
    Fact, Moment, Stage,
    followup::{
        back::Outcome,
        incident::Verification,
        trigger::{Cause, Inputs},
    },
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    followup::{
        COUNCIL, DAY, HOUR, NATIONAL, adopt, adopted, answer, attribute, commitment, due, finding, fire,
        incident, report, review, verified,
    },
};

/// An act about another incident than the first.
fn about(number: u64, mut act: Value) -> Value {
    match act["act"].as_str() {
        Some("make-finding") => act["finding"]["incident"] = number.into(),
        _ => act["incident"] = number.into(),
    }
    act
}

/// Another incident, reported by two, verified and attributed.
fn another(desk: &mut Desk, number: u64) {
    let first = 2 * number - 1;
    for (who, at, origin) in [("rima", first, "A nurse"), ("jad", first + 1, "A driver")] {
        let sent = report(desk, &format!("more-{at}"), origin, "C3");
        desk.done(who, sent);
    }
    let opened = incident(desk, &[first, first + 1]);
    desk.done("amina", opened);
    for (who, act) in
        [("amina", review("verified")), (COUNCIL, review("verified")), ("basil", attribute("established"))]
    {
        desk.done(who, about(number, act));
    }
}

/// A breach of "no killing" was found and has fired, by somebody who found nothing.
fn fired() -> Desk {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let act = fire(&desk);
    desk.done("amina", act);
    desk
}

fn breached(facts: &[Fact]) -> (Outcome, Vec<String>) {
    let Fact::TriggerAnswered { back: Some(back), .. } = &facts[0] else { panic!("{facts:?}") };
    (back.outcome, back.breached.iter().map(ToString::to_string).collect())
}

#[test]
fn what_follows_is_what_was_promised_when_it_fired() {
    let mut many = commitment("too-much", "ground", false);
    many["part"]["commitment"]["obliged"] = (0..1_001).map(|at| format!("party-{at}")).collect();
    assert_eq!(adopted().refused("amina", many)["limit"], 1_000);
    let mut desk = fired();
    let Inputs { owed: Some(owed), findings, .. } = &desk.case.follow_up().triggers()[&1].inputs else {
        panic!("nothing was frozen")
    };
    assert_eq!((owed.rests_on[0].as_str(), owed.obliged[0].as_str()), ("ground", "government"));
    assert!(owed.red_line && findings.len() == 1 && findings[0].finding == 1);
    // The promise is made harmless, then taken out: what it set off stays what it was.
    let mut other = commitment("no-killing", "detainees", false);
    other["part"]["commitment"]["obliged"] = json!(["national-council"]);
    desk.done(COUNCIL, other);
    assert!(due(&desk).is_empty());
    desk.done(COUNCIL, json!({ "act": "withdraw-part", "part": { "commitment": "no-killing" } }));
    assert_eq!(
        breached(&desk.done(NATIONAL, answer(1, "confirm"))),
        (Outcome::Reopened, vec!["ground".into()])
    );
}

#[test]
fn nothing_is_reopened_on_what_was_taken_back() {
    let takes: [(&str, Value); 4] = [
        (NATIONAL, finding("no-killing", "undetermined")),
        ("basil", attribute("alleged")),
        ("basil", json!({ "act": "attribute-incident", "incident": 1 })),
        ("amina", review("refuted")),
    ];
    for (who, act) in takes {
        let mut desk = fired();
        desk.done(who, act.clone());
        let refused = desk.refused(NATIONAL, answer(1, "confirm"));
        assert_eq!(
            (&refused["state"], &refused["number"]),
            (&json!("ground-taken-back"), &json!(1)),
            "{act}"
        );
        desk.done(NATIONAL, answer(1, "waive"));
        assert_eq!(desk.case.stage(), Stage::Adopted);
    }
    // Found again, it counts again, and is the same trigger.
    let mut desk = fired();
    desk.done(NATIONAL, finding("no-killing", "undetermined"));
    desk.done(COUNCIL, finding("no-killing", "breach"));
    assert!(due(&desk).is_empty());
    desk.done(NATIONAL, answer(1, "confirm"));
    assert_eq!(desk.case.stage(), Stage::Consulting);
}

#[test]
fn one_incident_fires_a_line_once_and_a_second_one_again() {
    let mut desk = fired();
    desk.done(NATIONAL, answer(1, "waive"));
    // Found anew, attributed anew, described anew: still the same incident.
    desk.done(COUNCIL, finding("no-killing", "no-breach"));
    desk.done(COUNCIL, finding("no-killing", "breach"));
    desk.done("basil", attribute("likely"));
    assert!(due(&desk).is_empty());
    another(&mut desk, 2);
    desk.done(COUNCIL, about(2, finding("no-killing", "breach")));
    let causes: Vec<Cause> = due(&desk).into_iter().map(|it| it.cause).collect();
    assert!(matches!(&causes[..], [Cause::RedLine { incident: 2, .. }]), "{causes:?}");
}

#[test]
fn a_rate_counts_each_incident_once() {
    let mut desk = adopted();
    let mut few = commitment("few-raids", "ground", false);
    few["part"]["commitment"]["ceiling"] = json!(1);
    few["part"]["commitment"]["indicator"] = json!({});
    desk.done("amina", few);
    verified(&mut desk);
    desk.done(COUNCIL, finding("few-raids", "breach"));
    assert!(due(&desk).is_empty(), "one is within the ceiling");
    another(&mut desk, 2);
    desk.done(COUNCIL, about(2, finding("few-raids", "breach")));
    let inputs = due(&desk);
    assert!(
        matches!(&inputs[..], [Inputs { cause: Cause::Rate { incidents, .. }, .. }] if *incidents == [1, 2])
    );
    assert_eq!(inputs[0].owed.as_ref().unwrap().ceiling, Some(1));
    let act = fire(&desk);
    desk.done("amina", act);
    // Who has made all findings is as much alone as who has fired it.
    assert_eq!(desk.refused(COUNCIL, answer(1, "confirm"))["state"], "answer-needs-another");
    // With one taken back the rate is within the ceiling that there was.
    desk.done(NATIONAL, finding("few-raids", "no-breach"));
    assert_eq!(desk.refused(NATIONAL, answer(1, "confirm"))["state"], "ground-taken-back");
    desk.done(NATIONAL, answer(1, "waive"));
    // Found again, both count again: what was waived for want of ground has burnt nothing.
    desk.done(COUNCIL, finding("few-raids", "breach"));
    let again = due(&desk);
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].cause, inputs[0].cause);
}

#[test]
fn nobody_finds_fires_and_answers_alone() {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let act = fire(&desk);
    desk.done(NATIONAL, act);
    for who in [COUNCIL, NATIONAL] {
        for word in ["confirm", "waive"] {
            assert_eq!(desk.refused(who, answer(1, word))["state"], "answer-needs-another", "{who}");
        }
    }
    // Whose finding counts now in place of the first is involved as well.
    desk.done("joint-operations", finding("no-killing", "no-breach"));
    desk.done("joint-operations", finding("no-killing", "breach"));
    assert_eq!(desk.refused("joint-operations", answer(1, "confirm"))["state"], "answer-needs-another");
    desk.now += 24 * HOUR;
    desk.done("amina", json!({ "act": "escalate-trigger", "trigger": 1 }));
    desk.done("amina", answer(1, "confirm"));

    // Whoever could answer when it fired is somebody else, also when they are sent away meanwhile; when there was nobody, whoever
    // is involved may answer once it was silent.
    for is_alone in [false, true] {
        let mut desk = adopted();
        desk.done("amina", json!({ "act": "note-obstacle", "what": "No corridor." }));
        desk.done("amina", json!({ "act": "clear-obstacle", "obstacle": 1, "reason": "It was opened." }));
        let send_away = |desk: &mut Desk| {
            for number in 1..=11 {
                desk.done("amina", json!({ "act": "end-mandate", "mandate": number }));
            }
            desk.done("amina", json!({ "act": "dismiss-secretary", "account": "basil" }));
            if let Some(proposal) = desk.case.proposals().keys().next_back().copied() {
                desk.done("basil", json!({ "act": "confirm-change", "proposal": proposal }));
            }
        };
        if is_alone {
            send_away(&mut desk);
        }
        let act = fire(&desk);
        desk.done("amina", act);
        desk.now += 24 * HOUR;
        desk.done("amina", json!({ "act": "escalate-trigger", "trigger": 1 }));
        if is_alone {
            desk.done("amina", answer(1, "waive"));
        } else {
            send_away(&mut desk);
            assert_eq!(desk.refused("amina", answer(1, "waive"))["state"], "answer-needs-another");
        }
    }
}

#[test]
fn a_denial_is_one_until_there_is_access() {
    let mut desk = adopted();
    let day = |desk: &Desk, before: u64| Moment::from_micros(desk.now - before * DAY).day().to_string();
    let noted = |since: String, access: &str| json!({ "act": "note-access", "where": "wadi-nahr", "access": access, "since": since });
    let act = noted(day(&desk, 4), "denied");
    desk.done(COUNCIL, act);
    let inputs = due(&desk);
    assert!(
        matches!(&inputs[..], [Inputs { cause: Cause::AccessDenied { .. }, since: Some(_), .. }]),
        "{inputs:?}"
    );
    let act = fire(&desk);
    desk.done(COUNCIL, act);
    // A later day is known already, an earlier one is a better account of the same.
    let act = noted(day(&desk, 3), "denied");
    assert_eq!(desk.refused(COUNCIL, act)["state"], "already-there");
    let act = noted(day(&desk, 6), "denied");
    desk.done(COUNCIL, act);
    let denied = desk.case.follow_up().denied().values().next().unwrap();
    assert_eq!(denied.since.to_string(), day(&desk, 6));
    assert!(due(&desk).is_empty(), "the same denial has fired");
    let act = noted(day(&desk, 0), "given");
    desk.done(COUNCIL, act);
    let act = noted(day(&desk, 0), "denied");
    desk.done(COUNCIL, act);
    assert!(due(&desk).is_empty());
    desk.now += 3 * DAY;
    assert_eq!(due(&desk).len(), 1, "another denial");
}

#[test]
fn what_was_known_at_an_adoption_sends_nobody_back() {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    desk.done("amina", json!({ "act": "note-change", "change": { "of": "party", "what": "A new envoy." } }));
    desk.done("amina", json!({ "act": "note-obstacle", "what": "No corridor." }));
    desk.done("amina", json!({ "act": "clear-obstacle", "obstacle": 1, "reason": "It was opened." }));
    let yesterday = Moment::from_micros(desk.now - DAY).day().to_string();
    let denied =
        json!({ "act": "note-access", "where": "wadi-nahr", "access": "denied", "since": yesterday });
    desk.done("amina", denied);
    desk.done("amina", json!({ "act": "set-follow-up", "terms": { "review_on": [yesterday] } }));
    assert_eq!(due(&desk).len(), 4, "{:?}", due(&desk));
    // Nobody fires any of it, and the coalition takes its position anew.
    desk.reopened(["amina", "basil"], "To think again.");
    // While none stands, the committee changes no promise; the secretariat does.
    let other = commitment("no-killing", "routes", true);
    assert_eq!(desk.refused(COUNCIL, other.clone())["code"], "not-allowed");
    desk.done("amina", commitment("no-killing", "ground", true));
    desk.now += DAY;
    adopt(&mut desk, 2);
    assert!(due(&desk).is_empty(), "{:?}", due(&desk));
    // Found again by a word, it is what was known.
    desk.done(COUNCIL, finding("no-killing", "no-breach"));
    desk.done(COUNCIL, finding("no-killing", "breach"));
    assert!(due(&desk).is_empty());
    // What goes on is counted from the adoption; what is new fires.
    desk.now += 3 * DAY;
    another(&mut desk, 2);
    desk.done(COUNCIL, about(2, finding("no-killing", "breach")));
    desk.done("amina", json!({ "act": "note-change", "change": { "of": "text", "what": "Article 3." } }));
    let names: Vec<&str> = due(&desk).iter().map(|it| it.cause.name()).collect();
    assert_eq!(names, ["red-line", "access-denied", "changed"]);
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn a_number_is_given_once_also_when_its_entry_was_erased() {
    let mut desk = fired();
    desk.done(
        "amina",
        json!({ "act": "give-task", "task": { "what": "Ask.", "owner": "doctors-syndicate" } }),
    );
    let kinds = ["incident-reported", "incident-opened", "finding-made", "trigger-fired", "task-given"];
    for entry in &mut desk.record {
        if kinds.contains(&entry.header().kind.as_str()) {
            entry.erase();
        }
    }
    desk.case = folded(&desk.record);
    assert!(desk.case.follow_up().reports().is_empty() && desk.case.follow_up().triggers().is_empty());
    let sent = report(&desk, "later", "A nurse", "C3");
    let told = desk.done("rima", sent);
    assert!(matches!(&told[..], [Fact::IncidentReported { number: 3, .. }, _]), "{told:?}");
    let opened = incident(&desk, &[3]);
    let told = desk.done("amina", opened);
    assert!(matches!(&told[0], Fact::IncidentOpened { number: 2, .. }), "{told:?}");
    let told = desk.done(COUNCIL, about(2, finding("no-killing", "undetermined")));
    assert!(matches!(&told[..], [Fact::FindingMade { number: 2, .. }]), "{told:?}");
    let told = desk.done(
        "amina",
        json!({ "act": "give-task", "task": { "what": "Ask.", "owner": "doctors-syndicate" } }),
    );
    assert!(matches!(&told[..], [Fact::TaskGiven { number: 2, .. }]), "{told:?}");
    desk.done("amina", json!({ "act": "note-change", "change": { "of": "text", "what": "Article 3." } }));
    let act = fire(&desk);
    let told = desk.done("amina", act);
    assert!(matches!(&told[..], [Fact::TriggerFired { number: 2, .. }]), "{told:?}");
}

#[test]
fn an_agenda_is_as_long_as_an_entry_can_hold() {
    let mut desk = adopted();
    let task =
        json!({ "act": "give-task", "task": { "what": "س".repeat(400), "owner": "doctors-syndicate" } });
    for _ in 0..210 {
        desk.done("amina", task.clone());
    }
    let told = desk
        .done(COUNCIL, json!({ "act": "convene-sitting", "committee": "followup", "at": desk.now + DAY }));
    let Fact::MeetingConvened { agenda, .. } = &told[0] else { panic!("{told:?}") };
    assert_eq!(agenda.len(), 201);
    assert!(agenda[200].in_language("en").ends_with(": 13"), "{:?}", agenda[200]);
}

#[test]
fn an_entry_does_not_name_who_has_filed_a_report() {
    let mut desk = adopted();
    let sent = report(&desk, "a-1", "I", "B2");
    desk.done("rima", sent);
    let entry = desk.record.iter().nth_back(1).unwrap();
    assert_eq!((entry.header().kind.as_str(), entry.header().actor.as_str()), ("incident-reported", "-"));
    assert_eq!(desk.case.follow_up().reports()[&1].by.as_str(), "rima");
    // The device is known all the same, and whoever has filed it judges nothing of it.
    let sent = report(&desk, "a-1", "I", "B2");
    assert_eq!(desk.refused("rima", sent)["state"], "reported-before");
    let sent = report(&desk, "a-1", "me", "B2");
    desk.done(COUNCIL, sent);
    let opened = incident(&desk, &[1, 2]);
    desk.done("amina", opened);
    assert_eq!(desk.refused(COUNCIL, review("verified"))["state"], "report-is-yours");
    // Two people who have each seen it are two.
    desk.done("amina", review("verified"));
    desk.done("basil", review("verified"));
    assert_eq!(desk.case.follow_up().incidents()[&1].verification(), Verification::Verified);
    // One person is one, by whatever word.
    let sent = report(&desk, "a-2", "myself", "A1");
    desk.done("rima", sent);
    let opened = incident(&desk, &[1, 3]);
    desk.done("amina", opened);
    assert_eq!(desk.refused("amina", about(2, review("verified")))["state"], "too-few-origins");
}

#[test]
fn places_are_entered_after_the_adoption_as_well() {
    let mut desk = adopted();
    let place = |id: &str| json!({ "act": "enter-part", "part": { "place": { "id": id, "name": id, "within": "wadi-nahr" } } });
    desk.done("amina", place("bridge"));
    desk.done(COUNCIL, place("mill"));
    assert_eq!(desk.refused("women-network", place("well"))["code"], "not-allowed");
    // They are taken out before an adoption alone, since reports and incidents name them.
    let out = json!({ "act": "withdraw-part", "part": { "place": "mill" } });
    assert_eq!(desk.refused("amina", out)["code"], "stage");
    let sent = {
        let mut act = report(&desk, "a-1", "A doctor", "B2");
        act["report"]["where"] = json!("mill");
        act
    };
    desk.done("rima", sent);
    desk.reopened(["amina", "basil"], "To think again.");
    assert_eq!(desk.refused(COUNCIL, place("well"))["code"], "not-allowed");
}

#[test]
fn a_report_that_was_erased_does_not_enter_again() {
    let mut desk = adopted();
    let sent = report(&desk, "a-1", "A baker", "B2");
    desk.done("rima", sent.clone());
    for entry in &mut desk.record {
        if entry.header().kind == "incident-reported" {
            entry.erase();
        }
    }
    desk.case = folded(&desk.record);
    assert!(desk.case.follow_up().reports().is_empty());
    assert_eq!(desk.refused("rima", sent.clone())["state"], "reported-before");
    // Another's device may call its own so.
    desk.done("jad", sent);
}

#[test]
fn a_denial_that_has_ended_leads_nowhere() {
    let mut desk = adopted();
    let noted = |desk: &Desk, before: u64, access: &str| {
        let since = Moment::from_micros(desk.now - before * DAY).day().to_string();
        json!({ "act": "note-access", "where": "wadi-nahr", "access": access, "since": since })
    };
    let act = noted(&desk, 4, "denied");
    desk.done(COUNCIL, act);
    let act = fire(&desk);
    desk.done("amina", act);
    assert_eq!(desk.refused(COUNCIL, answer(1, "confirm"))["state"], "answer-needs-another", "noted it");
    let act = noted(&desk, 1, "given");
    desk.done(COUNCIL, act);
    assert_eq!(desk.refused(NATIONAL, answer(1, "confirm"))["state"], "ground-taken-back");
    let act = noted(&desk, 2, "denied");
    assert_eq!(desk.refused(COUNCIL, act)["state"], "access-given");
    let act = noted(&desk, 1, "denied");
    desk.done(COUNCIL, act);
    assert_eq!(
        desk.refused(NATIONAL, answer(1, "confirm"))["state"],
        "ground-taken-back",
        "this is another denial"
    );
}

#[test]
fn what_the_public_may_see_of_an_incident_takes_no_judgement_back() {
    let mut desk = adopted();
    verified(&mut desk);
    let mut to = serde_json::to_value(&desk.case.follow_up().incidents()[&1].incident).unwrap();
    to["sensitivity"] = json!("closed");
    // It is said by itself, with a reason, and not by the way.
    let change = json!({ "act": "change-incident", "incident": 1, "to": to });
    assert_eq!(desk.refused("amina", change)["state"], "sensitivity-apart");
    let close = |reason: &str| json!({ "act": "set-incident-sensitivity", "incident": 1, "sensitivity": "closed", "reason": reason });
    assert_eq!(desk.refused("amina", close(""))["code"], "words");
    assert_eq!(desk.refused("rima", close("Why not."))["code"], "not-allowed");
    desk.done("amina", close("People still live there."));
    assert_eq!(desk.refused("amina", close("Again."))["state"], "already-there");
    assert_eq!(desk.case.follow_up().incidents()[&1].verification(), Verification::Verified);
    to["what"] = json!("Something else.");
    desk.done("amina", json!({ "act": "change-incident", "incident": 1, "to": to }));
    assert_eq!(desk.case.follow_up().incidents()[&1].verification(), Verification::Received);
}

#[test]
fn a_week_counts_however_late_it_is_judged() {
    let mut desk = adopted();
    let mut few = commitment("few-raids", "ground", false);
    few["part"]["commitment"]["ceiling"] = json!(1);
    few["part"]["commitment"]["indicator"] = json!({});
    desk.done("amina", few);
    verified(&mut desk);
    another(&mut desk, 2);
    desk.now += 20 * DAY;
    desk.done(COUNCIL, finding("few-raids", "breach"));
    desk.done(COUNCIL, about(2, finding("few-raids", "breach")));
    assert_eq!(due(&desk).len(), 1, "{:?}", due(&desk));
    let act = fire(&desk);
    desk.done("amina", act);
    // While it waits, two more of another week are another rate.
    for number in [3, 4] {
        another(&mut desk, number);
        desk.done(COUNCIL, about(number, finding("few-raids", "breach")));
    }
    let causes: Vec<Cause> = due(&desk).into_iter().map(|it| it.cause).collect();
    assert!(matches!(&causes[..], [Cause::Rate { incidents, .. }] if *incidents == [3, 4]), "{causes:?}");
}
