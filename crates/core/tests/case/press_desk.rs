//! The press desk: conferences, journalists whose names can be erased, lines that two people answer for, house words.

use mawqif_core::{
    case::{Fact, Moment, press_desk::Admission},
    statement::{self, Occasion, Templates},
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    whole::{answered, both, release},
};

const SOON: u64 = 1_930_100_000_000_000;

fn conference() -> Value {
    json!({ "title": both("Our answer"), "at": SOON, "place": both("the school"), "announcement": "public" })
}

fn call(number: Option<u64>, conference: Value) -> Value {
    json!({ "act": "call-press-conference", "number": number, "conference": conference })
}

fn journalist(name: &str) -> Value {
    let journalist =
        json!({ "name": name, "outlet": "River Post", "contact": "a@example.org", "language": "ar" });
    json!({ "act": "list-journalist", "conference": 1, "journalist": journalist })
}

fn line(words: Value) -> Value {
    json!({ "kind": "answer", "about": both("What of the shelling?"), "words": words, "rests_on": { "statement": 1 } })
}

#[test]
fn a_conference_is_announced_once_it_is_public_and_its_invitation_is_out() {
    let mut desk = answered();
    let now = Moment::from_micros(desk.now);
    desk.done("amina", call(None, conference()));
    assert_eq!(desk.case.press().next(now).map(|(number, _)| number), Some(1));
    let called = desk.case.press().conferences()[&1].entries[0];
    assert!(desk.case.invitation_to(1).is_none() && desk.case.announced(now).is_empty());
    let mut invited = conference();
    invited["announcement"] = "invited".into();
    desk.done("amina", call(Some(1), invited));
    let draft = json!({
        "kind": "press-conference", "title": both("Come"), "text": both("To the school."), "rests_on": [called],
    });
    let invitation = release(&mut desk, draft);
    let now = Moment::from_micros(desk.now);
    assert_eq!(desk.case.invitation_to(1).map(|(number, _)| number), Some(invitation));
    assert!(desk.case.announced(now).is_empty(), "it is for those who are invited");
    desk.done("amina", call(Some(1), conference()));
    let told: Vec<_> = desk.case.announced(now).iter().map(|(number, by, _)| (*number, *by)).collect();
    assert_eq!(told, [(1, invitation)]);
    let off = json!({ "act": "call-off-press-conference", "number": 1, "reason": "The road is cut." });
    desk.done("basil", off.clone());
    assert!(desk.case.announced(now).is_empty() && desk.case.press().next(now).is_none());
    for act in [off, call(Some(1), conference()), journalist("A. Reporter")] {
        assert_eq!(desk.refused("amina", act)["state"], "conference-off");
    }
}

#[test]
fn what_is_no_conference_is_refused() {
    let mut desk = answered();
    let with = |key: &str, value: Value| {
        let mut conference = conference();
        conference[key] = value;
        call(None, conference)
    };
    assert_eq!(desk.refused("amina", with("title", "".into()))["field"], "title");
    assert_eq!(desk.refused("amina", with("place", "two\nlines".into()))["fault"]["fault"], "character");
    assert_eq!(desk.refused("amina", with("statement", 7.into()))["what"], "statement");
    assert_eq!(desk.refused("amina", with("speakers", json!([{ "body": "guild" }])))["what"], "body");
    let many = json!(vec![json!({ "body": "union" }); 51]);
    assert_eq!(desk.refused("amina", with("speakers", many))["limit"], 50);
    assert_eq!(desk.refused("amina", call(Some(3), conference()))["what"], "conference");
    desk.done("amina", call(None, conference()));
    assert_eq!(desk.refused("amina", call(Some(1), conference()))["state"], "already-there");
}

#[test]
fn a_journalist_is_let_in_and_can_be_erased() {
    let mut desk = answered();
    desk.done("amina", call(None, conference()));
    let listed = desk.done("amina", journalist("A. Reporter"));
    assert!(listed[0].is_for_the_secretariat());
    assert_eq!(desk.refused("basil", journalist("A. Reporter"))["state"], "already-there");
    assert_eq!(desk.refused("basil", journalist(" \u{200B}"))["fault"]["fault"], "blank");
    let decide =
        |admission: &str| json!({ "act": "decide-admission", "applicant": 1, "admission": admission });
    let decided = desk.done("basil", decide("declined"));
    assert!(!decided[0].is_for_the_secretariat(), "a number tells nobody");
    assert_eq!(desk.refused("basil", decide("declined"))["state"], "already-there");
    desk.done("amina", decide("accepted"));
    let applicant = &desk.case.press().applicants()[&1];
    assert_eq!(applicant.admission, Some(Admission::Accepted));

    let entry = applicant.entry;
    let mut record = desk.record.clone();
    record[usize::try_from(entry).unwrap()].erase();
    let erased = folded(&record);
    assert!(erased.press().applicants().is_empty());
    assert_eq!(erased.press().conferences(), desk.case.press().conferences());
    assert_eq!(erased.erased()[0].kind, "journalist-listed");
}

#[test]
fn a_line_is_agreed_by_a_second_person_in_both_languages() {
    let mut desk = answered();
    let draft = json!({ "kind": "bulletin", "title": both("News"), "text": both("Words.") });
    desk.done("amina", json!({ "act": "draft-statement", "draft": draft }));
    let write = |number: Option<u64>, words: Value| json!({ "act": "write-press-line", "number": number, "line": line(words) });
    let agree = |version: u64| json!({ "act": "agree-to-press-line", "number": 1, "version": version });
    desk.done("amina", write(None, json!({ "en": "It has to stop." })));
    assert_eq!(desk.refused("amina", agree(1))["state"], "line-is-yours");
    assert_eq!(desk.refused("basil", agree(1))["state"], "line-untranslated");
    desk.done("amina", write(Some(1), both("It has to stop.")));
    assert_eq!(desk.refused("basil", agree(1))["state"], "line-changed");
    desk.done("basil", agree(2));
    assert_eq!(desk.refused("basil", agree(2))["state"], "already-there");
    let agreed = desk.case.press().lines()[&1].agreed.as_ref().map(|(who, _)| who.as_str().to_owned());
    assert_eq!(agreed.as_deref(), Some("basil"));
    // Other words have to be agreed again.
    desk.done("basil", write(Some(1), both("It has to stop at once.")));
    assert!(desk.case.press().lines()[&1].agreed.is_none());
    desk.done("amina", agree(3));
    let ground =
        json!({ "kind": "holding", "about": "x", "words": "y", "rests_on": { "provision": "nothing" } });
    assert_eq!(desk.refused("amina", json!({ "act": "write-press-line", "line": ground }))["what"], "part");
    desk.done("amina", json!({ "act": "drop-press-line", "number": 1 }));
    assert_eq!(desk.refused("amina", agree(3))["what"], "line");
}

#[test]
fn the_words_of_the_house_can_be_edited_and_taken_back() {
    let mut desk = answered();
    let set =
        |words: Option<&str>| json!({ "act": "set-house-template", "name": "bulletin.toml", "words": words });
    let title = "title = [{ ar = \"نشرة {offer}\", en = \"Bulletin on {offer}\" }]\nblock = []\n";
    assert_eq!(desk.refused("amina", set(None))["state"], "already-there");
    let wrong = title.replace("{offer}\"", "{ofer}\"");
    let refused = desk.refused("amina", set(Some(&wrong)));
    let told = json!({
        "code": "template", "file": "bulletin.toml", "place": "title[1].ar",
        "fault": "name", "name": "ofer", "meant": "offer",
    });
    assert_eq!(refused, told);
    assert_eq!(desk.refused("amina", set(Some("title = [")))["fault"], "form");
    let elsewhere = json!({ "act": "set-house-template", "name": "../bulletin.toml", "words": title });
    assert_eq!(desk.refused("amina", elsewhere)["what"], "template");

    let titled = |templates: &Templates, desk: &Desk| {
        let dossier = desk.case.dossier();
        let answer = mawqif_core::position::unify::unify(dossier, &Default::default()).unwrap();
        let occasion = Occasion { kind: statement::Kind::Bulletin, ..Occasion::default() };
        statement::draft(dossier, &answer, &occasion, templates).unwrap().title.en
    };
    let house = titled(&Templates::house(), &desk);
    desk.done("amina", set(Some(title)));
    assert_eq!(titled(&desk.case.house_templates(), &desk), "Bulletin on Freeze");
    let facts = desk.done("basil", set(None));
    assert!(matches!(&facts[0], Fact::HouseTemplateSet { words: None, .. }));
    assert_eq!(titled(&desk.case.house_templates(), &desk), house);
}
