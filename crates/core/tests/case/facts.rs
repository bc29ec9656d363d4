//! Facts as payloads: written, read, brought up to date, erased.

use std::collections::BTreeSet;

use mawqif_core::{
    case::{Act, Case, CaseId, Fact, FactError, FoldError, Moment, act::ACTS, fact::KINDS},
    record::entry::{Content, Entry, Header},
};
use serde_json::{Value, json};

use crate::{
    desk::{empty, folded},
    whole::whole,
};

fn entry(seq: u64, kind: &str, version: u32, payload: &Value) -> Entry {
    let header = Header { seq, time: 7, actor: "amina".into(), kind: kind.into(), version };
    Entry::new(header, Content::Kept { salt: [1; 32], payload: payload.to_string() }).unwrap()
}

#[test]
fn a_fact_is_read_back_as_it_was_written() {
    for entry in &whole().record {
        let fact = Fact::of_entry(entry).unwrap().unwrap();
        assert_eq!(fact.kind(), entry.header().kind);
        assert_eq!(fact.to_payload().unwrap(), entry.payload().unwrap());
    }
}

#[test]
fn kinds_are_the_names_of_the_variants() {
    // A wrong name would be told by serde, not by the table.
    for (kind, version) in KINDS {
        let error = Fact::from_payload(kind, *version, r#"{"nonsense":1}"#).unwrap_err();
        let FactError::Payload { message, .. } = &error else { panic!("{kind}: {error}") };
        assert!(!message.contains("unknown variant"), "{message}");
    }
    assert_eq!(KINDS.iter().map(|(kind, _)| kind).collect::<BTreeSet<_>>().len(), KINDS.len());
    for act in ACTS {
        let error = serde_json::from_value::<Act>(json!({ "act": act, "nonsense": 1 })).unwrap_err();
        assert!(error.to_string().contains("unknown field `nonsense`"), "{act}: {error}");
    }
}

#[test]
fn what_is_no_fact_is_told() {
    let read = |kind: &str, version, payload: &str| Fact::from_payload(kind, version, payload).unwrap_err();
    let told = read("stance-field", 1, "{}").to_string();
    assert_eq!(told, "no fact is called `stance-field`; did you mean `stance-filed`?");
    assert_eq!(read("weather-changed", 1, "{}").to_string(), "no fact is called `weather-changed`");
    let told = read("stance-filed", 3, "{}").to_string();
    assert_eq!(told, "`stance-filed` has version 3; this program reads it up to version 2");
    assert!(matches!(read("stance-filed", 0, "{}"), FactError::Version { .. }));
    for payload in
        ["", "[]", "[1]", "{}", "7", r#"{"mandate":1,"more":2}"#, r#"{"mandate":-1}"#, r#"{"mandate":1}x"#]
    {
        assert!(matches!(read("mandate-accepted", 1, payload), FactError::Payload { .. }), "{payload}");
    }
}

#[test]
fn older_payloads_are_brought_up_to_date() {
    let old = json!({ "body": "local-council", "says": "accept if ground" });
    let new = json!({ "stance": { "body": "local-council", "says": "accept if ground", "version": 1 } });
    let upcast = Fact::from_payload("stance-filed", 1, &old.to_string()).unwrap();
    assert_eq!(upcast, Fact::from_payload("stance-filed", 2, &new.to_string()).unwrap());
    for payload in
        [json!({}), json!([]), json!({ "body": "a b", "says": "accept" }), json!({ "says": "accept" })]
    {
        let error = Fact::from_payload("stance-filed", 1, &payload.to_string()).unwrap_err();
        assert!(matches!(error, FactError::Payload { .. }), "{error}");
    }
}

/// The first entries of the worked example in `docs/record.md` are of version 1.
#[test]
fn the_worked_example_of_the_record_folds() {
    let document = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/record.md"));
    let (_, rest) = document.split_once("<!-- entries -->\n```json\n").unwrap();
    let (lines, _) = rest.split_once("```").unwrap();
    let mut case = Case::empty(CaseId::new("kilis").unwrap());
    for line in lines.lines().take(2) {
        case.apply(&Entry::from_json(line.as_bytes()).unwrap()).unwrap();
    }
    assert_eq!(case.dossier().initiative.id.as_str(), "freeze");
    assert_eq!(case.dossier().stances[0].says.to_string(), "accept if ground");
}

#[test]
fn an_entry_that_does_not_follow_changes_nothing() {
    let mut case = empty();
    let opened = json!({ "title": "x", "secretariat": ["amina"] });
    case.apply(&entry(0, "case-opened", 1, &opened)).unwrap();
    let before = case.clone();
    assert_eq!(
        case.apply(&entry(2, "mandate-ended", 1, &json!({ "mandate": 1 }))),
        Err(FoldError::Order { expected: 1, found: 2 })
    );
    assert!(matches!(case.apply(&entry(1, "rain", 1, &json!({}))), Err(FoldError::Fact { seq: 1, .. })));
    assert!(matches!(case.apply(&entry(1, "case-opened", 1, &json!(3))), Err(FoldError::Fact { .. })));
    assert_eq!(case, before);
}

#[test]
fn what_is_erased_is_missed_and_the_rest_stays() {
    let record = whole().record;
    let complete = folded(&record);
    for at in 0..record.len() {
        let mut erased = record.clone();
        erased[at].erase();
        let case = folded(&erased);
        assert_eq!(case.entries(), complete.entries());
        assert_eq!(case.erased().len(), 1);
        assert_eq!(case.erased()[0].kind, record[at].header().kind);
        // Whatever is gone, everything else can still be asked.
        let amina = mawqif_core::case::AccountId::new("amina").unwrap();
        for act in [json!({ "act": "compute-position" }), json!({ "act": "adopt-position", "ballot": 2 })] {
            let _ = case.check(&serde_json::from_value(act).unwrap(), &amina, Moment::default());
        }
    }
}

#[test]
fn a_case_is_known_as_of_any_moment() {
    let record = whole().record;
    for entry in &record {
        let moment = Moment::from_micros(entry.header().time);
        let case = Case::as_of(CaseId::new("case-1").unwrap(), &record, moment).unwrap();
        let until = record.iter().filter(|it| it.header().time <= moment.micros());
        assert_eq!(case, folded(until));
    }
    let before = Case::as_of(CaseId::new("case-1").unwrap(), &record, Moment::default()).unwrap();
    assert_eq!(before, empty());
}
