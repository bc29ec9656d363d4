//! Remarks: what members say after the statement, held against it, on the show case. Every report is invented, as the
//! city is.

use mawqif_core::case::{
    Act, Moment,
    remark::{Departure, Finding, Heard, Reading},
    report::Report,
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, SHOW_CASE},
    whole::{both, release},
};

const AGREED: [&str; 4] = ["ground", "monitors", "routes", "response"];

/// The show case, adopted with the least package, and its statement out.
fn stated() -> Desk {
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case", "secretariat": ["basil"] }));
    let dossier = SHOW_CASE.to_owned();
    desk.act("amina", &Act::ImportDossier { dossier }).unwrap();
    let bodies: Vec<String> = desk.case.dossier().bodies.iter().map(|it| it.id.to_string()).collect();
    for (number, body) in (1..).zip(&bodies) {
        let account = format!("of-{body}");
        desk.done("amina", json!({ "act": "mandate-delegate", "account": account, "body": body }));
        desk.done(&account, json!({ "act": "accept-mandate", "mandate": number }));
    }
    desk.done("amina", json!({ "act": "compute-position" }));
    desk.done("amina", json!({ "act": "open-ballot", "package": AGREED }));
    for body in &bodies {
        let choice = if body == "eastern-front" { "reject" } else { "accept" };
        let vote = json!({ "act": "cast-ballot", "ballot": 1, "body": body, "choice": choice });
        desk.done(&format!("of-{body}"), vote);
    }
    desk.done("amina", json!({ "act": "close-ballot", "ballot": 1 }));
    desk.done("amina", json!({ "act": "adopt-position", "ballot": 1 }));
    release(
        &mut desk,
        json!({ "kind": "position", "title": both("Our answer"), "text": both("On four conditions.") }),
    );
    desk
}

/// A report with one quote, as somebody confirms it: whose words these are, and where they stand.
fn enter(desk: &mut Desk, text: &str, body: &str, said: &str, published: Option<&str>) {
    let desk_act = entering(text, body, said, published);
    desk.done("amina", desk_act);
}

fn entering(text: &str, body: &str, said: &str, published: Option<&str>) -> Value {
    let report = json!({ "name": "River Post", "text": text, "published": published });
    let read: Report = serde_json::from_value(report.clone()).unwrap();
    let start = text.find(said).unwrap();
    let quote =
        json!({ "said": said, "body": body, "source": read.source(), "span": [start, start + said.len()] });
    json!({ "act": "enter-report", "report": report, "told": { "parts": [{ "quote": quote }] } })
}

fn last(desk: &Desk) -> Heard<'_> {
    *desk.case.heard_after().last().unwrap()
}

fn found(desk: &Desk) -> Finding {
    desk.case.finding(last(desk).remark.expect("a member said it"))
}

fn departures(desk: &Desk) -> Vec<Departure> {
    match found(desk) {
        Finding::Departs(departures) => departures,
        other => panic!("{other:?}"),
    }
}

/// The conditions that a departure leaves out, by number.
fn left_out(departure: &Departure) -> Vec<u64> {
    match departure {
        Departure::AcceptsWithout(all) | Departure::Drops(all) => all.iter().map(|it| it.number).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_accepts_on_the_agreed_conditions_agrees() {
    let mut desk = stated();
    let said = "المجلس يقبل التجميد بشرط وقف القتل على الأرض أيضًا، لا القصف وحده، ومراقبون محايدون يصلون إلى أي موقع في \
                غضون 24 ساعة، وإبقاء طرق الإمداد مفتوحة، ورد متفق عليه على كل خرق";
    enter(&mut desk, &format!("قال رئيس مجلس المحافظة إن {said}."), "مجلس المحافظة", said, None);
    let remark = last(&desk).remark.unwrap();
    assert_eq!((remark.body.as_str(), remark.by), ("provincial-council", Reading::Reader));
    assert_eq!(found(&desk), Finding::Agrees, "{remark:?}");
}

#[test]
fn who_accepts_without_the_conditions_departs() {
    let mut desk = stated();
    let said = "the council accepts the freeze";
    enter(&mut desk, &format!("The Provincial Council said that {said}."), "Provincial Council", said, None);
    let told = departures(&desk);
    assert!(matches!(told[..], [Departure::AcceptsWithout(_)]), "{told:?}");
    assert_eq!(left_out(&told[0]), [1, 2, 3, 4]);

    let said = "المجلس يقبل التجميد";
    enter(&mut desk, &format!("قال رئيس المجلس الوطني إن {said}."), "المجلس الوطني", said, None);
    assert!(matches!(departures(&desk)[..], [Departure::AcceptsWithout(_)]));
}

#[test]
fn who_rejects_departs() {
    let mut desk = stated();
    let said = "المجلس يرفض التجميد";
    enter(&mut desk, &format!("قال رئيس المجلس الوطني إن {said}."), "المجلس الوطني", said, None);
    assert_eq!(departures(&desk), [Departure::Rejects]);
    let said = "the council rejects the freeze";
    enter(&mut desk, &format!("The National Council said that {said}."), "National Council", said, None);
    assert_eq!(departures(&desk), [Departure::Rejects]);
}

#[test]
fn who_names_some_conditions_leaves_out_the_others() {
    let mut desk = stated();
    let said = "the union accepts the freeze provided that supply routes are kept open";
    enter(&mut desk, &format!("The Relief Union said that {said}."), "Relief Union", said, None);
    let told = departures(&desk);
    assert!(matches!(told[..], [Departure::Drops(_)]), "{told:?}");
    assert_eq!(left_out(&told[0]), [1, 2, 4]);
}

#[test]
fn what_a_condition_in_other_words_means_is_for_a_person_to_say() {
    let mut desk = stated();
    let said = "the union accepts the freeze provided that the bridge is repaired";
    enter(&mut desk, &format!("The Relief Union said that {said}."), "Relief Union", said, None);
    let heard = last(&desk);
    assert!(matches!(found(&desk), Finding::Unsettled(_)), "{:?}", heard.remark);
    let (report, span) = (heard.report.to_owned(), heard.span);
    let note = |says: Value| json!({ "act": "note-remark", "report": report, "span": span, "body": "relief-union", "says": says });
    desk.done(
        "basil",
        note(json!({ "verdict": "conditional", "conditions": AGREED, "asks": both("The bridge.") })),
    );
    assert!(matches!(departures(&desk)[..], [Departure::Adds(_)]));
    desk.done("basil", note(json!({ "verdict": "conditional", "conditions": AGREED })));
    assert_eq!(found(&desk), Finding::Agrees);
    let line = desk.case.dossier().red_lines.first().map(|it| it.id.to_string());
    let line = line.expect("the show case has red lines");
    desk.done("basil", note(json!({ "verdict": "conditional", "conditions": AGREED, "gives_up": [line] })));
    assert!(matches!(departures(&desk)[..], [Departure::GivesUp(_)]));
    // What nobody agreed to cannot be named, and a condition has to be.
    assert_eq!(
        desk.refused("basil", note(json!({ "verdict": "conditional", "conditions": ["wider"] })))["what"],
        "condition"
    );
    assert_eq!(desk.refused("basil", note(json!({ "verdict": "conditional" })))["field"], "conditions");
    // The same report, read a second time, puts aside nothing that a person has said.
    enter(&mut desk, &format!("The Relief Union said that {said}."), "Relief Union", said, None);
    assert_eq!(last(&desk).remark.unwrap().by, Reading::Person);
}

#[test]
fn who_says_nothing_of_the_offer_is_not_judged() {
    let mut desk = stated();
    let said = "the road to the hospital is cut";
    enter(&mut desk, &format!("The Doctors' Syndicate said that {said}."), "Doctors' Syndicate", said, None);
    assert_eq!(found(&desk), Finding::Silent);
}

#[test]
fn what_an_outsider_says_is_not_held_against_the_statement() {
    let mut desk = stated();
    let said = "الحكومة ترفض التجميد";
    enter(&mut desk, &format!("قال المتحدث باسم الحكومة إن {said}."), "الحكومة", said, None);
    let heard = last(&desk);
    assert!(heard.remark.is_none());
    let note =
        json!({ "act": "note-remark", "report": heard.report, "span": heard.span, "body": "government" });
    assert_eq!(desk.refused("amina", note)["what"], "body");
}

#[test]
fn a_speaker_of_the_press_conference_speaks_for_the_body() {
    let mut desk = stated();
    let conference = json!({
        "title": both("Our answer"), "at": desk.now, "place": both("the school"),
        "speakers": [{ "body": "relief-union", "name": { "ar": "ن. الواديّة", "en": "N. Alwadi" } }],
    });
    desk.done("amina", json!({ "act": "call-press-conference", "conference": conference }));
    let (text, said) = ("N. Alwadi said that they reject the freeze.", "they reject the freeze");
    let mut act = entering(text, "", said, None);
    let quote = &mut act["told"]["parts"][0]["quote"];
    quote["speaker"] = json!("N. Alwadi");
    quote.as_object_mut().unwrap().remove("body");
    desk.done("amina", act);
    assert_eq!(last(&desk).remark.unwrap().body.as_str(), "relief-union");
}

#[test]
fn what_was_said_before_is_not_held_against_it() {
    let mut desk = stated();
    let said = "the network rejects the freeze";
    let text = format!("The Women's Network said that {said}.");
    enter(&mut desk, &text, "Women's Network", said, Some("2031-01-02"));
    assert!(desk.case.heard_after().is_empty());
    let report: Report = serde_json::from_value(json!({ "name": "", "text": text })).unwrap();
    let span = desk.case.dossier().quotes.last().unwrap().span;
    let note = json!({
        "act": "note-remark", "report": report.sha256(), "span": span, "body": "women-network",
    });
    assert_eq!(desk.refused("amina", note)["state"], "said-before");
    // Before any statement is out there is nothing to hold it against.
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    desk.act("amina", &Act::ImportDossier { dossier: SHOW_CASE.to_owned() }).unwrap();
    enter(&mut desk, &text, "Women's Network", said, None);
    assert!(desk.case.press().remarks().is_empty() && desk.case.heard_after().is_empty());
    assert!(desk.case.held_against(Moment::from_micros(desk.now)).is_none());
}

#[test]
fn after_the_adoption_a_report_enters_quotes_alone() {
    let mut desk = stated();
    let told = json!({ "conditions": [{ "id": "bridge", "text": "The bridge." }] });
    let act = json!({ "act": "enter-report", "report": { "name": "x", "text": "It rains." }, "told": told });
    assert_eq!(desk.refused("amina", act)["code"], "stage");
    let dossier = mawqif_core::dossier::write::write(desk.case.dossier()).unwrap();
    let said = "the council accepts the freeze";
    enter(&mut desk, &format!("The Provincial Council said that {said}."), "Provincial Council", said, None);
    let after = desk.case.dossier();
    assert_eq!(after.quotes.len(), 1 + dossier.matches("[[quote]]").count());
}
