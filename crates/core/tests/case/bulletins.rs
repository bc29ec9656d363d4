//! Weekly bulletins: when one is due, what it tells of its days, and what nobody may read out of it.

use mawqif_core::{
    case::{Case, Moment, followup::bulletin::Span},
    followup::calendar::Day,
    position::unify::unify,
    statement::{
        Composed, Language, Occasion, Templates, draft,
        week::{Promise, Week},
    },
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    followup::{COUNCIL, DAY, adopted, answer, attribute, finding, fire, incident, report, review, verified},
};

fn due(desk: &Desk) -> Option<Span> {
    desk.case.bulletin_due(Moment::from_micros(desk.now))
}

pub fn today(desk: &Desk) -> mawqif_core::dossier::Date {
    Moment::from_micros(desk.now).day()
}

/// What a bulletin of these days tells, of what was known at the end of its last day, or now.
pub fn told(desk: &Desk, span: Span) -> Week {
    let days = u64::try_from(Day::of(span.until).unwrap().plus(1).0).unwrap();
    desk.week(span, Moment::from_micros((days * DAY - 1).min(desk.now)))
}

/// The next bulletin, of the time until now.
pub fn ahead(desk: &Desk) -> Week {
    told(desk, desk.case.bulletin_ahead(Moment::from_micros(desk.now)).unwrap())
}

/// It is drafted and goes out; its number as a statement, and what it tells.
pub fn out(desk: &mut Desk) -> (u64, Week) {
    let week = ahead(desk);
    let statement = drafted(desk, &week);
    released(desk, statement);
    (statement, week)
}

pub fn promise<'w>(week: &'w Week, id: &str) -> &'w Promise {
    week.commitments.iter().find(|it| it.id.as_str() == id).unwrap()
}

pub fn judged(desk: &mut Desk, judgement: &str) {
    desk.done("amina", review(judgement));
    desk.done(COUNCIL, review(judgement));
}

/// All days until now.
fn so_far(desk: &Desk) -> Span {
    Span {
        number: 1,
        from: desk.case.adopted()[0].at.day(),
        until: today(desk),
        after: Moment::from_micros(0),
    }
}

pub fn composed(case: &Case, week: Week) -> Composed {
    let occasion = Occasion {
        kind: mawqif_core::statement::Kind::Bulletin,
        week: Some(Box::new(week)),
        ..Occasion::default()
    };
    let answer = unify(case.dossier(), &case.as_it_stands()).unwrap();
    draft(case.dossier(), &answer, &occasion, &Templates::house()).unwrap()
}

/// The bulletin is drafted with what it tells; its number as a statement.
pub fn drafted(desk: &mut Desk, week: &Week) -> u64 {
    let words = composed(&desk.case, week.clone()).draft(week.entries(), None, None, None).unwrap();
    let mut words = serde_json::to_value(words).unwrap();
    words["occasion"] = json!({ "kind": "bulletin", "week": week.named() });
    // The show case tells its commitments in other words in Arabic, and one incident in English alone.
    words["untranslated"] = json!({ "ar": "لضيق الوقت", "en": "For want of time" });
    desk.done("amina", json!({ "act": "draft-statement", "draft": words }));
    *desk.case.statements().keys().next_back().unwrap()
}

pub fn ask(statement: u64) -> Value {
    json!({ "act": "release-statement", "statement": statement, "version": 1 })
}

pub fn released(desk: &mut Desk, statement: u64) {
    desk.done("amina", ask(statement));
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done("basil", json!({ "act": "confirm-change", "proposal": proposal }));
}

pub fn sensitivity(how: &str) -> Value {
    json!({ "act": "set-incident-sensitivity", "incident": 1, "sensitivity": how, "reason": "As it was decided." })
}

/// A district in the valley, a mill in it, and what happened at the mill.
pub fn at_the_mill(desk: &mut Desk, what: &Value, how: &str) {
    let places = [
        ("district", "wadi-nahr", "الحي الشمالي", "The northern district"),
        ("mill", "district", "الطاحونة", "The Old Mill"),
    ];
    for (id, within, ar, en) in places {
        let place = json!({ "id": id, "within": within, "name": { "ar": ar, "en": en } });
        desk.done("amina", json!({ "act": "enter-part", "part": { "place": place } }));
    }
    let [one, other] = [report(desk, "a-1", "A doctor", "B2"), report(desk, "b-1", "A baker", "C3")];
    desk.done("rima", one);
    desk.done("jad", other);
    let mut opened = incident(desk, &[1, 2]);
    opened["incident"]["where"] = json!("mill");
    opened["incident"]["what"] = what.clone();
    opened["incident"]["sensitivity"] = json!(how);
    desk.done("amina", opened);
    desk.done("amina", review("verified"));
    desk.done(COUNCIL, review("verified"));
    desk.done("basil", attribute("established"));
    desk.done(COUNCIL, finding("no-killing", "breach"));
}

#[test]
fn a_bulletin_is_due_every_week_and_nothing_falls_between_two() {
    let mut desk = adopted();
    let first = due(&desk).unwrap();
    assert_eq!((first.number, first.from), (1, desk.case.adopted()[0].at.day()));
    // It ends on a Saturday: the first of January 2000 was one.
    let saturday = Day::new(2000, 1, 1).unwrap();
    assert_eq!((Day::of(first.until).unwrap().0 - saturday.0) % 7, 0, "{first:?}");
    assert!(first.until < today(&desk));
    // The agenda of a sitting says so.
    let at = desk.now + DAY;
    desk.done(COUNCIL, json!({ "act": "convene-sitting", "committee": "followup", "at": at }));
    let agenda = &desk.case.meetings().values().next_back().unwrap().agenda;
    assert!(agenda.iter().any(|it| it.in_language("en").contains("bulletin")), "{agenda:?}");

    let week = told(&desk, first);
    let statement = drafted(&mut desk, &week);
    assert_eq!(desk.case.drafted_bulletin(1, Moment::from_micros(desk.now)), Some(statement));
    assert_eq!(due(&desk), Some(first), "a draft is not out");
    released(&mut desk, statement);
    assert_eq!(due(&desk), None);
    desk.now += 15 * DAY;
    let next = due(&desk).unwrap();
    assert_eq!((next.number, Day::of(next.from)), (2, Some(Day::of(first.until).unwrap().plus(1))));
    assert!(
        Day::of(next.until).unwrap().0 - Day::of(first.until).unwrap().0 >= 14,
        "a week that was missed is in it"
    );

    desk.done("amina", json!({ "act": "set-follow-up", "terms": { "bulletin": "never" } }));
    assert_eq!(due(&desk), None);
    assert_eq!(
        desk.refused("amina", json!({ "act": "set-follow-up", "terms": { "zone": "a b" } }))["code"],
        "unknown"
    );
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn nothing_is_due_before_a_position_was_adopted() {
    assert_eq!(due(&crate::story::answered()), None);
}

#[test]
fn what_was_verified_is_told_once_with_what_the_public_may_see_of_the_place() {
    let mut desk = adopted();
    let what = json!({ "ar": "قتل اثنان", "en": "Two were shot." });
    at_the_mill(&mut desk, &what, "blurred");
    let week = told(&desk, so_far(&desk));
    let [happened] = &week.incidents[..] else { panic!("{week:?}") };
    assert_eq!(happened.place.as_ref().unwrap().id.as_str(), "district");
    assert_eq!(happened.breaks[0].as_str(), "no-killing");
    assert!(happened.what.is_some() && week.entries().contains(&happened.entries[0]));
    let owed = promise(&week, "no-killing");
    assert_eq!((&owed.fresh[..], owed.judged), (&[1][..], true));
    // Neither reports, nor who judged, nor the mill are in it.
    let json = serde_json::to_string(&week).unwrap();
    for secret in ["doctor", "baker", "amina", "mill", "Mill", "الطاحونة", "rima"] {
        assert!(!json.contains(secret), "{secret}: {json}");
    }
    let text = composed(&desk.case, week).text(Language::English).unwrap();
    assert!(text.as_str().contains("The northern district: Two were shot"), "{}", text.as_str());
}

#[test]
fn words_that_name_a_hidden_place_are_not_told() {
    for (ar, en, is_told) in [
        ("إطلاق نار عند الطَّاحُونة", "Shots were fired", false),
        ("إطلاق نار", "Shots at the OLD  MILL.", false),
        ("إطلاق نار في الحي الشمالي", "Shots in the northern district", true),
    ] {
        let mut desk = adopted();
        at_the_mill(&mut desk, &json!({ "ar": ar, "en": en }), "blurred");
        let week = told(&desk, so_far(&desk));
        assert_eq!(week.incidents[0].what.is_some(), is_told, "{en}");
    }
    // An open one is told as it is.
    let mut desk = adopted();
    at_the_mill(&mut desk, &json!({ "en": "Shots at the old mill." }), "open");
    let week = told(&desk, so_far(&desk));
    assert_eq!(week.incidents[0].place.as_ref().unwrap().id.as_str(), "mill");
    assert!(week.incidents[0].what.is_some());
}

#[test]
fn a_place_that_is_hidden_is_not_named_as_one_that_cannot_be_reached() {
    let mut desk = adopted();
    let what = json!({ "ar": "قتل اثنان", "en": "Two were shot." });
    at_the_mill(&mut desk, &what, "open");
    let camp = json!({ "id": "camp", "within": "wadi-nahr", "name": { "ar": "المخيم", "en": "The camp" } });
    desk.done("amina", json!({ "act": "enter-part", "part": { "place": camp } }));
    let since = today(&desk);
    for place in ["mill", "camp"] {
        desk.done(
            "amina",
            json!({ "act": "note-access", "where": place, "access": "denied", "since": since }),
        );
    }
    desk.now += 4 * DAY;
    let access: Vec<_> =
        crate::followup::due(&desk).into_iter().filter(|it| it.cause.name() == "access-denied").collect();
    assert_eq!(access.len(), 2);
    for inputs in &access {
        desk.done("amina", json!({ "act": "fire-trigger", "inputs": inputs.sha256() }));
    }
    let named = |week: &Week| week.denied.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
    // While everybody may know where it was, both are told, in a bulletin that goes out.
    let (_, before) = out(&mut desk);
    assert_eq!(named(&before), ["camp", "mill"]);
    assert!(serde_json::to_string(&before.triggers).unwrap().contains("The Old Mill"));
    // Once it is hidden, neither the bulletin that is out nor the next one names it, however it is called.
    desk.done("amina", sensitivity("blurred"));
    let shown = desk.case.permitted(&before);
    desk.now += DAY;
    let next = ahead(&desk);
    for week in [&shown, &next] {
        assert_eq!(named(week), ["camp"]);
        let told = serde_json::to_string(week).unwrap();
        for name in ["Old Mill", "الطاحونة", "\"mill\""] {
            assert!(!told.contains(name), "{name}: {told}");
        }
    }
    let causes: Vec<&str> = shown.triggers.iter().map(|it| it.cause.in_language("en")).collect();
    assert!(causes.contains(&"A place cannot be reached"), "{causes:?}");
    assert!(causes.iter().any(|it| it.contains("The camp")), "{causes:?}");
}

#[test]
fn a_place_of_a_short_name_is_hidden_as_any_other() {
    let mut desk = adopted();
    at_the_mill(&mut desk, &json!({ "en": "Two were shot." }), "blurred");
    let within = json!({ "id": "m2", "within": "mill", "name": { "ar": "كو", "en": "Ko" } });
    desk.done("amina", json!({ "act": "enter-part", "part": { "place": within } }));
    let since = today(&desk);
    desk.done("amina", json!({ "act": "note-access", "where": "m2", "access": "denied", "since": since }));
    let week = told(&desk, so_far(&desk));
    assert!(week.denied.is_empty(), "{:?}", week.denied);
    desk.done("amina", sensitivity("open"));
    let week = told(&desk, so_far(&desk));
    assert_eq!(week.denied.len(), 1);
}

#[test]
fn a_trigger_is_told_with_the_committees_answer() {
    let mut desk = adopted();
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let act = fire(&desk);
    desk.done("amina", act);
    assert!(desk.case.due_triggers(Moment::from_micros(desk.now)).is_empty(), "it fires once");
    let waits = told(&desk, so_far(&desk));
    assert_eq!((waits.triggers.len(), waits.triggers[0].answer), (1, None));
    // A committee that never answers: everybody is asked, and the bulletin says so.
    desk.now += 2 * DAY;
    desk.done("amina", json!({ "act": "escalate-trigger", "trigger": 1 }));
    let silent = told(&desk, so_far(&desk));
    assert!(silent.triggers[0].escalated);
    let text = composed(&desk.case, silent).text(Language::English).unwrap();
    assert!(text.as_str().contains("The committee was silent"), "{}", text.as_str());
    desk.done("basil", answer(1, "confirm"));
    let answered = told(&desk, so_far(&desk));
    assert!(answered.triggers[0].reopened);
    for language in Language::BOTH {
        let text = composed(&desk.case, answered.clone()).text(language).unwrap();
        let says = language.of("أقرّته اللجنة", "The committee has confirmed it");
        assert!(text.as_str().contains(says), "{}", text.as_str());
    }
}

#[test]
fn one_person_who_reviews_twice_verifies_nothing_and_tells_nothing() {
    let mut desk = adopted();
    let [one, other] = [report(&desk, "a-1", "A doctor", "B2"), report(&desk, "b-1", "A baker", "C3")];
    desk.done("rima", one);
    desk.done("jad", other);
    let opened = incident(&desk, &[1, 2]);
    desk.done("amina", opened);
    desk.done("amina", review("verified"));
    assert_eq!(desk.refused("amina", review("verified"))["state"], "reviewed-by-you");
    assert!(told(&desk, so_far(&desk)).incidents.is_empty());
}

#[test]
fn a_position_is_opened_by_hand_by_two_and_by_one_who_is_alone() {
    let mut desk = adopted();
    let reopen = json!({ "act": "reopen-position", "reason": "The offer is another." });
    desk.done(COUNCIL, reopen.clone());
    assert!(desk.case.stands().is_some());
    assert_eq!(desk.refused("amina", reopen.clone())["state"], "already-there");
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    let confirm = json!({ "act": "confirm-change", "proposal": proposal });
    assert_eq!(desk.refused(COUNCIL, confirm.clone())["code"], "same-person");
    assert_eq!(desk.refused("eastern-front", confirm.clone())["code"], "not-allowed");
    // Whoever may ask may let go of it.
    desk.done(COUNCIL, json!({ "act": "drop-change", "proposal": proposal }));
    desk.reopened([COUNCIL, "basil"], "The offer is another.");
    assert!(desk.case.stands().is_none() && desk.case.proposals().is_empty());
    assert_eq!(folded(&desk.record), desk.case);

    // What one asked for is over when a breach has opened it meanwhile.
    let mut desk = adopted();
    desk.done("amina", reopen.clone());
    verified(&mut desk);
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let act = fire(&desk);
    desk.done("amina", act);
    desk.done("national-council", answer(1, "confirm"));
    assert!(desk.case.stands().is_none() && desk.case.proposals().is_empty());

    // Where nobody else follows up, whoever does is not kept from it.
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    desk.done("amina", json!({ "act": "receive-initiative", "initiative": { "id": "offer" } }));
    desk.done("amina", json!({ "act": "admit-body", "body": { "id": "ours" } }));
    desk.done("amina", json!({ "act": "open-consultation" }));
    desk.done("amina", json!({ "act": "compute-position" }));
    desk.done("amina", json!({ "act": "adopt-position" }));
    assert_eq!(Desk::kinds(&desk.done("amina", reopen)), ["position-reopened"]);
}
