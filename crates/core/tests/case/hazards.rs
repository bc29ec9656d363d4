//! What goes wrong around a case: two delegates at once, changes overtaken by others, markup, clocks.

use serde_json::json;

use crate::{
    desk::Desk,
    whole::{answered, consulted},
};

#[test]
fn of_two_delegates_the_later_stance_stands() {
    let mut desk = answered();
    desk.done("amina", json!({ "act": "mandate-delegate", "account": "other", "body": "union" }));
    desk.done("other", json!({ "act": "accept-mandate", "mandate": 4 }));
    for (who, says) in [("of-union", "accept"), ("other", "abstain")] {
        desk.done(who, json!({ "act": "file-stance", "body": "union", "says": says, "version": 1 }));
    }
    let stances = &desk.case.dossier().stances;
    let of_union: Vec<String> =
        stances.iter().filter(|it| it.body.as_str() == "union").map(|it| it.says.to_string()).collect();
    assert_eq!(of_union, ["abstain"]);
}

#[test]
fn what_was_sound_when_asked_for_is_looked_at_again() {
    let mut desk = consulted();
    desk.done("amina", json!({ "act": "dismiss-body", "id": "union" }));
    desk.done("amina", json!({ "act": "set-rule", "rule": { "veto": ["union"] } }));
    desk.done("basil", json!({ "act": "confirm-change", "proposal": 1 }));
    assert_eq!(desk.refused("basil", json!({ "act": "confirm-change", "proposal": 2 }))["code"], "dossier");
}

#[test]
fn markup_stays_words_and_unseen_characters_are_told() {
    let mut desk = consulted();
    let convene = |title: &str| json!({ "act": "convene-meeting", "title": title, "at": 7 });
    desk.done("amina", convene("<script>alert(1)</script>"));
    for title in ["a\u{202E}b", "a\u{0}b", "two\nlines"] {
        assert_eq!(desk.refused("amina", convene(title))["fault"]["fault"], "character");
    }
    assert_eq!(desk.refused("amina", convene(&"x".repeat(1 << 20)))["fault"]["fault"], "long");
    let condition = json!({ "id": "wide", "text": "x".repeat(1 << 20) });
    let propose = json!({ "act": "propose-condition", "body": "union", "condition": condition });
    assert_eq!(desk.refused("of-union", propose)["problems"][0]["problem"], "too-long");
}

#[test]
fn a_case_knows_which_entry_was_its_last() {
    let mut desk = consulted();
    assert_eq!(desk.case.leaf(), desk.record.last().map(|entry| entry.leaf_hash()));
    let before = desk.case.leaf();
    desk.done("amina", json!({ "act": "admit-observer", "account": "dima" }));
    assert_ne!(desk.case.leaf(), before);
    assert_eq!(desk.case.leaf(), desk.record.last().map(|entry| entry.leaf_hash()));
}

#[test]
fn a_clock_that_goes_backwards_does_not_take_the_case_along() {
    let mut desk = consulted();
    let last = desk.record.last().unwrap().header().time;
    desk.now = 5;
    desk.done("amina", json!({ "act": "admit-observer", "account": "dima" }));
    assert_eq!(desk.record.last().unwrap().header().time, last);
}

#[test]
fn what_names_something_can_be_seen() {
    let blanks = [" ", "\u{200b}", "\u{2800}\u{3164}", "\u{ad}\u{feff} \u{2060}"];
    let mut desk = Desk::new();
    for blank in blanks {
        let title = json!({ "act": "open-case", "title": { "ar": "عنوان", "en": blank } });
        assert_eq!(
            desk.refused("amina", title),
            json!({ "code": "words", "field": "title", "fault": { "fault": "blank" } })
        );
    }
    // A language that is named and says nothing would leave its readers a line with nothing in it.
    let empty = json!({ "act": "open-case", "title": { "ar": "عنوان", "en": "" } });
    assert_eq!(desk.refused("amina", empty)["fault"]["fault"], "blank");

    let mut desk = consulted();
    for blank in blanks {
        let dossier = json!({ "act": "import-dossier", "dossier": format!("mawqif = 1\n[initiative]\nid = \"i\"\ntitle = \"{blank}\"\n") });
        let mut other = Desk::new();
        other.done("amina", json!({ "act": "open-case" }));
        assert_eq!(other.refused("amina", dossier)["fault"]["fault"], "blank", "{blank:?}");
        for (who, act) in [
            ("amina", json!({ "act": "convene-meeting", "title": blank, "at": 7 })),
            (
                "amina",
                json!({ "act": "revise-initiative", "initiative": { "id": "freeze", "version": 2, "title": blank } }),
            ),
            ("amina", json!({ "act": "admit-body", "body": { "id": "guild", "name": { "ar": blank } } })),
            ("amina", json!({ "act": "change-body", "body": { "id": "union", "name": blank } })),
            ("amina", json!({ "act": "enter-part", "part": { "place": { "id": "p", "name": blank } } })),
            ("amina", json!({ "act": "enter-part", "part": { "party": { "id": "p", "name": blank } } })),
            ("amina", json!({ "act": "enter-part", "part": { "harm": { "id": "p", "name": blank } } })),
            ("amina", json!({ "act": "enter-part", "part": { "committee": { "id": "p", "name": blank } } })),
            ("amina", json!({ "act": "enter-part", "part": { "provision": { "id": "p", "text": blank } } })),
            (
                "of-union",
                json!({ "act": "propose-condition", "body": "union", "condition": { "id": "p", "text": blank } }),
            ),
            (
                "amina",
                json!({ "act": "offer-wording", "replaces": ["ground"], "by": [{ "id": "p", "text": blank }] }),
            ),
        ] {
            assert_eq!(desk.refused(who, act.clone())["fault"]["fault"], "blank", "{act}");
        }
    }
}
