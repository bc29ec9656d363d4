//! The minutes of a meeting, read by somebody who was not there, in both languages.

use mawqif_core::case::{AccountId, Case, CaseId, Fact, Moment};
use serde_json::{Value, json};

use super::super::minutes::Writing;
use crate::locale::{Language, Locale};

/// 1 May 2030, 10:00 UTC.
const MORNING: u64 = 1_903_860_000_000_000;
const MINUTE: u64 = 60_000_000;

/// A case in which these happened, at minutes of that morning.
fn case(facts: &[(u64, Value)]) -> Case {
    let mut case = Case::empty(CaseId::new("wadi-nahr").unwrap());
    for (minute, fact) in facts {
        let fact: Fact =
            serde_json::from_value(fact.clone()).unwrap_or_else(|error| panic!("{fact}: {error}"));
        let (at, actor) = (Moment::from_micros(MORNING + minute * MINUTE), AccountId::new("salma").unwrap());
        case.apply(&fact.to_entry(case.entries(), at, &actor, [7; 32]).unwrap()).unwrap();
    }
    case
}

fn body(id: &str, en: &str, ar: &str) -> (u64, Value) {
    (0, json!({ "body-admitted": { "body": { "id": id, "name": { "en": en, "ar": ar } } } }))
}

fn attendance(minute: u64, body: &str, attendance: &str) -> (u64, Value) {
    (minute, json!({ "attendance-taken": { "meeting": 1, "body": body, "attendance": attendance } }))
}

fn quorum(sum: u64, state: &str) -> Value {
    json!({ "sum": sum, "base": 4, "state": state })
}

fn before() -> Vec<(u64, Value)> {
    vec![
        (
            0,
            json!({ "case-opened": { "title": { "en": "The truce of Wadi Nahr", "ar": "هدنة وادي نهر" }, "secretariat": [] } }),
        ),
        body("council", "National Council", "المجلس الوطني"),
        body("union", "Relief Union", "اتحاد الإغاثة"),
        body("women", "Women's Network", "شبكة النساء"),
        (0, json!({ "body-admitted": { "body": { "id": "brigade-7" } } })),
        (
            0,
            json!({ "meeting-convened": {
            "meeting": 1, "title": { "en": "The offer", "ar": "العرض" }, "at": MORNING,
            "place": { "en": "Kilis, the hall behind the bakery", "ar": "كلس، القاعة خلف المخبز" },
            "agenda": [{ "en": "Receiving the offer", "ar": "تسلّم العرض" }, { "en": "Who speaks", "ar": "من يتكلم" }],
        } }),
        ),
    ]
}

fn meeting() -> Vec<(u64, Value)> {
    let mut facts = before();
    facts.extend([
        attendance(5, "council", "present"),
        attendance(5, "union", "present"),
        attendance(6, "women", "present"),
        (7, json!({ "meeting-opened": { "meeting": 1, "quorum": quorum(3, "met") } })),
        (
            20,
            json!({ "decision-taken": {
            "meeting": 1, "item": 1, "decision": { "en": "The offer is received.\nBodies answer by Friday.",
            "ar": "يُتسلّم العرض.\nتجيب الهيئات قبل الجمعة." },
            "present": ["council", "union", "women"], "quorum": quorum(3, "met"),
        } }),
        ),
        attendance(31, "brigade-7", "present"),
        attendance(40, "women", "absent"),
        attendance(41, "union", "absent"),
        (
            55,
            json!({ "decision-taken": {
            "meeting": 1, "item": 2, "decision": "Salma سلمى speaks.", "present": ["brigade-7", "council"],
            "quorum": quorum(2, "not-asked"),
        } }),
        ),
        (60, json!({ "meeting-closed": { "meeting": 1, "quorum": quorum(2, "lost") } })),
    ]);
    facts
}

fn written(facts: &[(u64, Value)], language: Language) -> String {
    let case = case(facts);
    let minutes = case.minutes(1).unwrap();
    Writing::new(&case, language).whole(&minutes, "coalition.example/wadi-nahr")
}

#[test]
fn a_meeting_is_told_in_english() {
    insta::assert_snapshot!(written(&meeting(), Language::En));
}

#[test]
fn a_meeting_is_told_in_arabic() {
    insta::assert_snapshot!(written(&meeting(), Language::Ar));
}

#[test]
fn a_meeting_that_has_not_begun_has_minutes_too() {
    insta::assert_snapshot!(written(&before(), Language::En) + "\n" + &written(&before(), Language::Ar));
}

#[test]
fn a_meeting_that_sits_alone_is_told_as_far_as_it_has_come() {
    let mut facts = before();
    facts.push((7, json!({ "meeting-opened": { "meeting": 1, "quorum": quorum(0, "lost") } })));
    insta::assert_snapshot!(written(&facts, Language::En) + "\n" + &written(&facts, Language::Ar));
}

#[test]
fn numbers_of_bodies_are_told_as_arabic_tells_them() {
    let locale = Locale::new(Language::Ar);
    let mut told = String::new();
    for count in [0_u64, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 110, 111, 200, 1_003, 1_000_012] {
        let list = ("list", "…".into());
        for key in ["minutes-present", "minutes-absent"] {
            told += &format!("{}\n", locale.tell(key, &[("count", count.into()), list.clone()]));
        }
        let more = [("time", "ت".into()), ("number", "١".into()), ("quorum", "ن".into())];
        let values = [more.as_slice(), &[("count", count.into())]].concat();
        told += &format!("{}\n", locale.tell("minutes-decision", &values));
    }
    insta::assert_snapshot!(told.replace(['\u{2068}', '\u{2069}'], ""));
}
