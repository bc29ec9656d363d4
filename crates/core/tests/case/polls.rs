//! Public consultations: opened, moved and closed by the secretariat, and over when their time is.

use mawqif_core::case::{Act, Fact, Moment, Refusal, ballot::Urn, poll::Results, refusal::State};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, counted, folded},
    whole::{answered, both},
};

const HOUR: u64 = 3_600_000_000;

fn terms(closes: u64) -> Value {
    json!({
        "title": both("The offer of the city"), "question": both("What matters to you?"),
        "closes": closes, "doors": "both", "results": "after-closing",
    })
}

fn open(closes: u64) -> Value {
    json!({ "act": "open-public-consultation", "terms": terms(closes) })
}

fn close(desk: &mut Desk, number: u64, urn: &Urn) -> Result<Vec<Fact>, Refusal> {
    let actor = mawqif_core::case::AccountId::new("amina").unwrap();
    let now = Moment::from_micros(desk.now);
    let facts = desk.case.check_with_urn(&Act::ClosePublicConsultation { number }, &actor, now, urn)?;
    facts.iter().for_each(|fact| desk.append("amina", fact));
    Ok(facts)
}

#[test]
fn it_is_opened_moved_and_closed_with_what_was_counted() {
    let mut desk = answered();
    let closes = desk.now + 24 * HOUR;
    let facts = desk.done("amina", open(closes));
    assert_eq!(Desk::kinds(&facts), ["public-consultation-opened"]);
    let poll = &desk.case.polls()[&1];
    let now = Moment::from_micros(desk.now);
    assert!(poll.is_open(now) && !poll.is_published(now));
    assert_eq!(poll.terms.title.in_language("en"), "The offer of the city");

    let later = closes + HOUR;
    let change = |closes: Option<u64>, results: Option<&str>, reason: &str| {
        json!({
            "act": "change-public-consultation", "number": 1, "closes": closes, "results": results,
            "reason": reason,
        })
    };
    desk.done("basil", change(Some(later), Some("always"), "The road was cut for a day."));
    let poll = &desk.case.polls()[&1];
    assert_eq!((poll.terms.closes.micros(), poll.terms.results), (later, Results::Always));
    assert_eq!(poll.changes[0].reason.in_language("en"), "The road was cut for a day.");
    assert_eq!(desk.refused("amina", change(Some(later), None, "Again."))["state"], "already-there");
    assert_eq!(desk.refused("amina", change(Some(later + 1), None, ""))["field"], "reason");
    assert_eq!(desk.refused("amina", change(Some(1), None, "Back."))["state"], "closes-in-the-past");

    let uncounted = Refusal::State(State::PublicConsultationUncounted(1));
    assert_eq!(close(&mut desk, 1, &Urn::Sealed), Err(uncounted));
    let facts = close(&mut desk, 1, &Urn::Counted(counted())).unwrap();
    assert_eq!(facts, [Fact::PublicConsultationClosed { number: 1, count: counted() }]);
    let poll = &desk.case.polls()[&1];
    assert_eq!(poll.closed.as_ref().map(|(_, count)| count.votes), Some(Some(70)));
    assert!(!poll.is_open(now));
    assert_eq!(
        close(&mut desk, 1, &Urn::Counted(counted())),
        Err(Refusal::State(State::PublicConsultationOver(1)))
    );
    assert_eq!(
        desk.refused("amina", change(Some(later + 1), None, "More."))["state"],
        "public-consultation-over"
    );
    // Who sees the results may be said at any time.
    desk.done("amina", change(None, Some("kept"), "First to the bodies."));
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn it_is_over_when_its_time_is_and_does_not_begin_again() {
    let mut desk = answered();
    let closes = desk.now + HOUR;
    desk.done("amina", open(closes));
    let poll = desk.case.polls()[&1].clone();
    assert!(poll.is_open(Moment::from_micros(closes - 1)));
    assert!(!poll.is_open(Moment::from_micros(closes)));
    assert!(poll.is_published(Moment::from_micros(closes)));
    assert_eq!(poll.ends().micros(), closes);
    desk.now = closes;
    let more = json!({
        "act": "change-public-consultation", "number": 1, "closes": closes + HOUR, "reason": "More.",
    });
    assert_eq!(desk.refused("amina", more)["state"], "public-consultation-over");
    close(&mut desk, 1, &Urn::Counted(counted())).unwrap();
    assert_eq!(desk.case.polls()[&1].ends().micros(), closes);
}

#[test]
fn it_is_for_the_secretariat_and_says_what_it_asks() {
    let mut desk = answered();
    let closes = desk.now + HOUR;
    for who in ["dima", "nobody"] {
        assert_eq!(desk.refused(who, open(closes))["code"], "not-allowed", "{who}");
    }
    let with = |key: &str, value: Value| {
        let mut terms = terms(closes);
        terms[key] = value;
        json!({ "act": "open-public-consultation", "terms": terms })
    };
    assert_eq!(desk.refused("amina", with("title", "".into()))["field"], "title");
    assert_eq!(desk.refused("amina", with("title", "\u{200B}".into()))["fault"]["fault"], "blank");
    assert_eq!(desk.refused("amina", with("question", "".into()))["field"], "question");
    assert_eq!(desk.refused("amina", with("closes", 5.into()))["state"], "closes-in-the-past");
    let number = json!({ "act": "close-public-consultation", "number": 4 });
    assert_eq!(desk.refused("amina", number)["what"], "public-consultation");
    desk.done("amina", open(closes));
    desk.done("amina", open(closes));
    assert_eq!(desk.case.polls().keys().copied().collect::<Vec<u64>>(), [1, 2]);
}

#[test]
fn a_consultation_that_was_erased_takes_its_number_along() {
    let mut desk = answered();
    desk.done("amina", open(desk.now + HOUR));
    let at = desk.record.len() - 1;
    desk.record[at].erase();
    desk.case = folded(&desk.record);
    assert!(desk.case.polls().is_empty());
    let actor = mawqif_core::case::AccountId::new("amina").unwrap();
    let urn = Urn::Counted(counted());
    let closing = Act::ClosePublicConsultation { number: 1 };
    let refused = desk.case.check_with_urn(&closing, &actor, Moment::from_micros(desk.now), &urn);
    assert!(matches!(refused, Err(Refusal::Unknown { .. })));
    desk.done("amina", open(desk.now + HOUR));
    assert_eq!(desk.case.polls().keys().copied().collect::<Vec<u64>>(), [2], "its number is not given again");
}

#[test]
fn who_asks_is_said_in_one_line_or_not_at_all() {
    let mut desk = answered();
    let with = |asks: Value| {
        let mut terms = terms(u64::MAX >> 2);
        terms["asks"] = asks;
        json!({ "act": "open-public-consultation", "terms": terms })
    };
    for (asks, fault) in [
        ("two\nlines".to_owned(), "character"),
        ("x".repeat(5_000), "long"),
        ("\u{200B}".to_owned(), "blank"),
    ] {
        let refused = desk.refused("amina", with(asks.into()));
        assert_eq!((&refused["field"], &refused["fault"]["fault"]), (&"asks".into(), &fault.into()));
    }
    desk.done("amina", with(both("The union of relief workers")));
    desk.done("amina", open(u64::MAX >> 2));
    let asks = |number| desk.case.polls()[&number].terms.asks.in_language("en").to_owned();
    assert_eq!([asks(1), asks(2)], ["The union of relief workers", ""]);
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn words_are_withheld_after_the_close_for_a_reason_that_stays_in_the_record() {
    let mut desk = answered();
    desk.done("amina", open(desk.now + HOUR));
    let ask = |act: &str, statement: u64, reason: &str| json!({ "act": act, "number": 1, "statement": statement, "reason": reason });
    let (withhold, show) = ("withhold-public-words", "show-public-words");
    let early = desk.refused("amina", ask(withhold, 2, "It names somebody."));
    assert_eq!(early["state"], "public-consultation-not-closed");
    close(&mut desk, 1, &Urn::Counted(counted())).unwrap();
    assert_eq!(desk.refused("amina", ask(withhold, 2, ""))["field"], "reason");
    assert_eq!(desk.refused("dima", ask(withhold, 2, "It names me."))["code"], "not-allowed");
    desk.done("amina", ask(withhold, 2, "It names somebody."));
    assert_eq!(desk.refused("amina", ask(withhold, 2, "Again."))["state"], "already-there");
    assert_eq!(desk.refused("amina", ask(show, 3, "It never was."))["state"], "already-there");
    let poll = &desk.case.polls()[&1];
    assert_eq!(poll.withheld[&2].reason.in_language("en"), "It names somebody.");
    assert_eq!(poll.closed.map(|(_, count)| count), Some(counted()), "what was counted stays");
    desk.done("basil", ask(show, 2, "It was another one."));
    assert!(desk.case.polls()[&1].withheld.is_empty());
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn two_people_let_ballots_be_destroyed_once_it_is_closed() {
    let mut desk = answered();
    desk.done("amina", open(desk.now + HOUR));
    let forget = json!({ "act": "forget-public-ballots", "number": 1 });
    assert_eq!(desk.refused("amina", forget.clone())["state"], "public-consultation-not-closed");
    close(&mut desk, 1, &Urn::Counted(counted())).unwrap();
    let facts = desk.done("amina", forget.clone());
    assert_eq!(Desk::kinds(&facts), ["change-proposed"]);
    assert_eq!(desk.refused("basil", forget.clone())["state"], "already-there", "one waits already");
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    let confirm = json!({ "act": "confirm-change", "proposal": proposal });
    assert_eq!(desk.refused("amina", confirm.clone())["code"], "same-person");
    assert!(desk.case.polls()[&1].forgotten.is_none());
    let facts = desk.done("basil", confirm);
    assert_eq!(Desk::kinds(&facts), ["change-confirmed", "public-ballots-forgotten"]);
    let poll = &desk.case.polls()[&1];
    assert!(poll.forgotten.is_some());
    assert_eq!(poll.closed.map(|(_, count)| count), Some(counted()), "what was counted stays");
    assert_eq!(desk.refused("amina", forget)["state"], "already-there");
    assert_eq!(folded(&desk.record), desk.case);
}
