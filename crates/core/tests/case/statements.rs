//! Statements: drafted, released by two, corrected and withdrawn without being taken away.

use mawqif_core::case::{
    Moment, Stage,
    statement::{Kind, Standing},
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    whole::{answered, both, release, whole},
};

const HOUR: u64 = 3_600_000_000;

fn bulletin() -> Value {
    json!({ "kind": "bulletin", "title": both("News"), "text": both("The bodies have met.") })
}

fn position() -> Value {
    json!({ "kind": "position", "title": both("Our answer"), "text": both("We accept on two conditions.") })
}

fn with(mut draft: Value, key: &str, value: Value) -> Value {
    draft[key] = value;
    draft
}

fn draft(draft: Value) -> Value {
    json!({ "act": "draft-statement", "draft": draft })
}

fn ask(statement: u64, version: u64) -> Value {
    json!({ "act": "release-statement", "statement": statement, "version": version })
}

fn confirm(proposal: u64) -> Value {
    json!({ "act": "confirm-change", "proposal": proposal })
}

fn stands(desk: &Desk, number: u64) -> Standing {
    desk.case.standing(number, Moment::from_micros(desk.now)).unwrap()
}

fn public(desk: &Desk) -> Vec<u64> {
    desk.case.published(Moment::from_micros(desk.now)).map(|(number, _)| number).collect()
}

/// The package that wins is ratified and adopted.
fn adopt(desk: &mut Desk) {
    desk.done("amina", json!({ "act": "compute-position" }));
    desk.done("amina", json!({ "act": "open-ballot", "package": ["ground", "monitors"] }));
    let ballot = *desk.case.ballots().keys().next_back().unwrap();
    for (body, choice) in [("union", "reject"), ("council", "accept"), ("brigade", "accept")] {
        let vote = json!({ "act": "cast-ballot", "ballot": ballot, "body": body, "choice": choice });
        desk.done(&format!("of-{body}"), vote);
    }
    desk.done("amina", json!({ "act": "close-ballot", "ballot": ballot }));
    desk.done("amina", json!({ "act": "adopt-position", "ballot": ballot }));
}

fn adopted() -> Desk {
    let mut desk = answered();
    adopt(&mut desk);
    desk
}

#[test]
fn nothing_goes_out_by_one_alone() {
    let mut desk = answered();
    let drafted = desk.done("amina", draft(bulletin()));
    assert_eq!(Desk::kinds(&drafted), ["statement-drafted"]);
    assert_eq!(stands(&desk, 1), Standing::Draft);
    assert_eq!(Desk::kinds(&desk.done("amina", ask(1, 1))), ["change-proposed"]);
    assert_eq!(desk.refused("basil", ask(1, 1))["state"], "already-there");
    assert_eq!(desk.refused("amina", confirm(1)), json!({ "code": "same-person", "proposal": 1 }));
    assert_eq!(desk.refused("of-union", confirm(1))["code"], "not-allowed");
    assert!(public(&desk).is_empty());
    let confirmed = desk.done("basil", confirm(1));
    assert_eq!(Desk::kinds(&confirmed), ["change-confirmed", "statement-released"]);
    assert_eq!((public(&desk), stands(&desk, 1)), (vec![1], Standing::Stands));
    // What is out is out.
    assert_eq!(desk.refused("amina", ask(1, 1))["state"], "statement-released");
    let again = json!({ "act": "draft-statement", "statement": 1, "draft": bulletin() });
    assert_eq!(desk.refused("amina", again)["state"], "statement-released");

    // Also before bodies are consulted, when the rule is still changed by one.
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    desk.done("amina", draft(bulletin()));
    desk.done("amina", ask(1, 1));
    assert_eq!(desk.refused("amina", confirm(1))["code"], "same-person");
    assert!(public(&desk).is_empty());
}

#[test]
fn only_what_was_asked_for_goes_out() {
    let mut desk = answered();
    desk.done("amina", draft(bulletin()));
    desk.done("amina", ask(1, 1));
    let other = with(bulletin(), "text", both("Somebody changed the words in between."));
    desk.done("amina", json!({ "act": "draft-statement", "statement": 1, "draft": other }));
    assert_eq!(desk.refused("basil", confirm(1))["state"], "statement-changed");
    assert_eq!(desk.refused("amina", ask(1, 3))["what"], "statement");
    desk.done("amina", ask(1, 2));
    desk.done("basil", confirm(2));
    let said = desk.case.statements()[&1].version().unwrap().draft.text.in_language("en").to_owned();
    assert_eq!(said, "Somebody changed the words in between.");
    assert_eq!(desk.case.statements()[&1].versions.len(), 2);
    // Whoever says upon which version they wrote is told of a newer one.
    let upon =
        |after: u64| json!({ "act": "draft-statement", "statement": 2, "after": after, "draft": bulletin() });
    desk.done("amina", draft(bulletin()));
    desk.done("amina", upon(1));
    assert_eq!(
        desk.refused("amina", upon(1)),
        json!({ "code": "state", "state": "statement-moved", "number": 2 })
    );
    desk.done("amina", upon(2));
    let changed = json!({ "act": "draft-statement", "statement": 7, "draft": bulletin() });
    assert_eq!(desk.refused("amina", changed)["what"], "statement");
}

#[test]
fn what_was_chosen_for_a_draft_is_kept_with_it() {
    let mut desk = answered();
    let chosen = json!({ "kind": "position", "voters": "names", "review": "2031-04-12", "quotes": [1] });
    desk.done("amina", draft(with(bulletin(), "occasion", chosen)));
    let kept = &desk.case.statements()[&1].version().unwrap().draft.occasion;
    let kept = kept.as_deref().unwrap();
    // It is of the kind that the draft is.
    assert_eq!((kept.kind, &kept.quotes[..]), (Kind::Bulletin, &[1][..]));
    let long = "long ".repeat(1_000);
    for endless in [json!({ "news": vec![both("a"); 101] }), json!({ "news": vec![both(&long); 90] })] {
        let refused = desk.refused("amina", draft(with(bulletin(), "occasion", endless)));
        assert_eq!(refused["code"], "limit");
    }
}

#[test]
fn a_position_goes_out_once_it_is_adopted() {
    let mut desk = answered();
    desk.done("amina", draft(position()));
    let refused = desk.refused("amina", ask(1, 1));
    assert_eq!(refused, json!({ "code": "stage", "stage": "consulting", "needs": ["adopted"] }));
    adopt(&mut desk);
    // What was drafted before anybody knew what would be adopted is drafted anew.
    assert_eq!(desk.refused("amina", ask(1, 1))["state"], "statement-older");
    desk.done("amina", json!({ "act": "draft-statement", "statement": 1, "draft": position() }));
    desk.done("amina", ask(1, 2));
    // Reopened in between, it does not go out.
    desk.reopened(["amina", "basil"], "a breach");
    assert_eq!(desk.refused("basil", confirm(1))["code"], "stage");
}

#[test]
fn a_reopened_position_leaves_its_statement_where_it_is() {
    let mut desk = adopted();
    let first = release(&mut desk, position());
    let news = release(&mut desk, bulletin());
    let since = Moment::from_micros(desk.now + 1_000_000);
    desk.reopened(["amina", "basil"], "a breach");
    assert_eq!(stands(&desk, first), Standing::UnderReview { since });
    assert_eq!(stands(&desk, news), Standing::Stands);
    assert_eq!(public(&desk), [first, news]);
    adopt(&mut desk);
    assert_eq!(stands(&desk, first), Standing::UnderReview { since });
    let second = release(&mut desk, position());
    assert_eq!(stands(&desk, first), Standing::Replaced { by: second });
    assert_eq!(public(&desk), [first, news, second]);
}

#[test]
fn a_correction_and_a_withdrawal_leave_what_was_said_visible() {
    let mut desk = answered();
    let first = release(&mut desk, bulletin());
    let about = |kind: &str, about: u64| with(with(bulletin(), "kind", kind.into()), "about", about.into());
    let correction = release(&mut desk, about("correction", first));
    assert_eq!(stands(&desk, first), Standing::Corrected { by: correction });
    let withdrawal = release(&mut desk, about("withdrawal", first));
    assert_eq!(stands(&desk, first), Standing::Withdrawn { by: withdrawal });
    assert_eq!(public(&desk), [first, correction, withdrawal]);
    // What was taken back is not corrected; what is no correction is about nothing.
    assert_eq!(desk.refused("amina", draft(about("correction", first)))["state"], "statement-withdrawn");
    assert_eq!(desk.refused("amina", draft(about("correction", 9)))["what"], "statement");
    assert_eq!(desk.refused("amina", draft(about("bulletin", first)))["state"], "statement-about-none");
    let missing = with(bulletin(), "kind", "withdrawal".into());
    assert_eq!(desk.refused("amina", draft(missing))["fault"], json!({ "fault": "missing" }));
    desk.done("amina", draft(bulletin()));
    assert_eq!(desk.refused("amina", draft(about("correction", 4)))["state"], "statement-not-released");
    let other = json!({ "act": "draft-statement", "statement": 4, "draft": about("correction", correction) });
    assert_eq!(desk.refused("amina", other)["state"], "statement-keeps-kind");
}

#[test]
fn a_correction_that_was_withdrawn_corrects_nothing() {
    let mut desk = answered();
    let about = |kind: &str, about: u64| with(with(bulletin(), "kind", kind.into()), "about", about.into());
    let first = release(&mut desk, bulletin());
    let correction = release(&mut desk, about("correction", first));
    let withdrawal = release(&mut desk, about("withdrawal", correction));
    assert_eq!(stands(&desk, correction), Standing::Withdrawn { by: withdrawal });
    assert_eq!(stands(&desk, first), Standing::Stands);
    // And what withdrew it can be withdrawn as well.
    release(&mut desk, about("withdrawal", withdrawal));
    assert_eq!(stands(&desk, first), Standing::Corrected { by: correction });
}

#[test]
fn an_embargo_holds_and_tells_nothing() {
    let mut desk = answered();
    let first = release(&mut desk, bulletin());
    let until = desk.now + HOUR;
    let later = with(with(bulletin(), "kind", "withdrawal".into()), "about", first.into());
    let withdrawal = release(&mut desk, with(later, "embargo", until.into()));
    assert_eq!(public(&desk), [first]);
    assert_eq!(stands(&desk, first), Standing::Stands, "the withdrawal must not be told before it is out");
    assert_eq!(stands(&desk, withdrawal), Standing::Embargoed { until: Moment::from_micros(until) });
    desk.now = until - 1;
    assert_eq!(public(&desk), [first]);
    desk.now = until;
    assert_eq!(public(&desk), [first, withdrawal]);
    assert_eq!(stands(&desk, first), Standing::Withdrawn { by: withdrawal });
}

#[test]
fn what_is_taken_back_before_anybody_could_see_it_is_never_seen() {
    let mut desk = answered();
    let until = desk.now + HOUR;
    let first = release(&mut desk, with(bulletin(), "embargo", until.into()));
    let other = release(&mut desk, with(bulletin(), "embargo", until.into()));
    let about = |kind: &str, number: u64| with(with(bulletin(), "kind", kind.into()), "about", number.into());
    let correction = release(&mut desk, about("correction", other));
    assert!(public(&desk).is_empty(), "a correction does not tell of what waits");
    let withdrawal = release(&mut desk, about("withdrawal", first));
    assert!(public(&desk).is_empty(), "nor does a withdrawal");
    assert_eq!(desk.refused("amina", draft(about("correction", first)))["state"], "statement-withdrawn");
    desk.now = until + HOUR;
    assert_eq!(public(&desk), [other, correction]);
    assert_eq!(stands(&desk, first), Standing::HeldBack);
    assert_eq!(stands(&desk, withdrawal), Standing::HeldBack);
    assert_eq!(stands(&desk, other), Standing::Corrected { by: correction });
}

#[test]
fn a_position_that_is_reopened_before_its_embargo_ends_stays_inside() {
    let mut desk = adopted();
    let until = desk.now + HOUR;
    let first = release(&mut desk, with(position(), "embargo", until.into()));
    desk.reopened(["amina", "basil"], "A breach.");
    desk.now = until + HOUR;
    assert!(public(&desk).is_empty());
    assert_eq!(stands(&desk, first), Standing::HeldBack);
}

#[test]
fn figures_that_differ_between_the_languages_do_not_go_out() {
    let mut desk = answered();
    let hours = |ar: &str, en: &str| with(bulletin(), "text", json!({ "ar": ar, "en": en }));
    desk.done("amina", draft(hours("خلال 24 ساعة.", "Within 48 hours.")));
    let refused = desk.refused("amina", ask(1, 1));
    assert_eq!(refused["code"], "disagreement");
    assert_eq!(
        refused["fault"],
        json!({
            "disagreement": "figure", "part": 1, "figure": "24", "ar": 1, "en": 0,
        })
    );
    let again = hours("خلال ٤٨ ساعة.", "Within 48 hours.");
    desk.done("amina", json!({ "act": "draft-statement", "statement": 1, "draft": again }));
    desk.done("amina", ask(1, 2));
}

/// Whoever lets words out reads them in the order in which everybody will.
#[test]
fn words_are_kept_as_they_are_signed() {
    let mut desk = answered();
    let text = "One\u{202E}two\u{200B}.\r\n\r\n\r\n1. first\n2. second  \n";
    desk.done("amina", draft(with(bulletin(), "text", json!({ "ar": text, "en": text }))));
    let kept = desk.case.statements()[&1].version().unwrap().draft.clone();
    assert_eq!(kept.text.in_language("en"), "Onetwo.\n\n1. first\n2. second");
    assert_eq!(
        kept.canonical(mawqif_core::statement::Language::English).unwrap().as_str(),
        format!("{}\n\n{}\n", kept.title.in_language("en"), kept.text.in_language("en"))
    );
    let unseen = draft(with(bulletin(), "text", json!({ "ar": "\u{2066}\u{2069}", "en": "x" })));
    assert_eq!(desk.refused("amina", unseen)["code"], "words");
}

#[test]
fn both_languages_or_a_reason() {
    let mut desk = answered();
    let english = with(bulletin(), "text", json!({ "en": "The bodies have met." }));
    desk.done("amina", draft(english.clone()));
    assert_eq!(desk.refused("amina", ask(1, 1))["state"], "statement-untranslated");
    let waived = with(english, "untranslated", "The translator is ill.".into());
    desk.done("amina", json!({ "act": "draft-statement", "statement": 1, "draft": waived }));
    desk.done("amina", ask(1, 2));
    desk.done("basil", confirm(1));
    assert_eq!(public(&desk), [1]);
}

#[test]
fn a_part_in_one_language_needs_a_reason_as_well() {
    let mut desk = answered();
    let parts = |ar: &str, en: &str| with(bulletin(), "text", json!({ "ar": ar, "en": en }));
    desk.done("amina", draft(parts("فقرة.", "A paragraph.\n\nA second one.")));
    assert_eq!(desk.refused("amina", ask(1, 1))["state"], "statement-untranslated");
    let again = |draft: Value| json!({ "act": "draft-statement", "statement": 1, "draft": draft });
    desk.done("amina", again(parts("1. أول", "1. one\n2. two")));
    assert_eq!(desk.refused("amina", ask(1, 2))["state"], "statement-untranslated");
    // Two people waive it: the one who asks, and the one who confirms.
    let waived =
        with(parts("1. أول", "1. one\n2. two"), "untranslated", both("The second is in English alone."));
    desk.done("amina", again(waived));
    desk.done("amina", ask(1, 3));
    assert_eq!(desk.refused("amina", confirm(1))["code"], "same-person");
    desk.done("basil", confirm(1));
    assert_eq!(public(&desk), [1]);
}

#[test]
fn nothing_goes_out_with_a_blank_in_it() {
    let mut desk = answered();
    desk.done("amina", draft(with(bulletin(), "text", both("We take it back because of ⟨the reason⟩."))));
    assert_eq!(desk.refused("amina", ask(1, 1))["state"], "statement-unfinished");
    let filled = with(bulletin(), "text", both("We take it back because of the date."));
    desk.done("amina", json!({ "act": "draft-statement", "statement": 1, "draft": filled }));
    desk.done("amina", ask(1, 2));
}

#[test]
fn an_annex_of_fifty_thousand_words_goes_out() {
    let mut desk = answered();
    let annex = |word: &str| {
        let paragraph = vec![word; 500].join(" ");
        vec![paragraph; 100].join("\n\n")
    };
    let text = json!({ "ar": annex("مراقب"), "en": annex("monitor") });
    assert!(text["ar"].as_str().unwrap().len() > 500_000);
    let facts = desk.done("amina", draft(with(bulletin(), "text", text)));
    assert!(facts[0].to_payload().unwrap().len() > 900_000);
    desk.done("amina", ask(1, 1));
    desk.done("basil", confirm(1));
    assert_eq!(public(&desk), [1]);
}

#[test]
fn what_is_no_statement_is_refused() {
    let mut desk = answered();
    let fault = |desk: &mut Desk, bad: Value| {
        let refused = desk.refused("amina", draft(bad));
        (
            refused["field"].as_str().unwrap().to_owned(),
            refused["fault"]["fault"].as_str().unwrap().to_owned(),
        )
    };
    let told = |field: &str, fault: &str| (field.to_owned(), fault.to_owned());
    let bare = with(bulletin(), "text", "no language".into());
    assert_eq!(fault(&mut desk, bare), told("text", "language"));
    let french = with(bulletin(), "title", json!({ "fr": "Nouvelles" }));
    assert_eq!(fault(&mut desk, french), told("title", "language"));
    let long = with(bulletin(), "text", json!({ "en": "x".repeat(786_433) }));
    assert_eq!(fault(&mut desk, long), told("text", "long"));
    let lines = with(bulletin(), "title", json!({ "en": "two\nlines" }));
    assert_eq!(fault(&mut desk, lines), told("title", "character"));
    let blank = with(bulletin(), "title", json!({ "ar": "عنوان", "en": "\u{200b} \u{2800}" }));
    assert_eq!(fault(&mut desk, blank), told("title", "blank"));
    let none = with(bulletin(), "text", json!({}));
    assert_eq!(fault(&mut desk, none), told("text", "missing"));
    let beyond = with(bulletin(), "rests_on", json!([0, desk.case.entries()]));
    assert_eq!(desk.refused("amina", draft(beyond))["what"], "entry");
    let many = with(bulletin(), "rests_on", json!(vec![0; 1_001]));
    assert_eq!(desk.refused("amina", draft(many))["code"], "limit");
    for who in ["of-union", "hala"] {
        assert_eq!(desk.refused(who, draft(bulletin()))["code"], "not-allowed");
    }
}

#[test]
fn an_erased_draft_leaves_the_rest_in_place() {
    let mut record = whole().record;
    let at = record.iter().position(|entry| entry.header().kind == "statement-drafted").unwrap();
    record[at].erase();
    let case = folded(&record);
    assert_eq!(case.stage(), Stage::Consulting);
    let far = Moment::from_micros(u64::MAX);
    assert_eq!(case.published(far).map(|(number, _)| number).collect::<Vec<_>>(), [2]);
    assert_eq!(case.standing(1, far), None);
}
