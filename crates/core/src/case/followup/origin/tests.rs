//! Origins: whose words are whose, and which reports are two.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    case::{
        followup::{
            grade::{Grade, Graded},
            report::{IncidentReport, Precision},
        },
        names::Moment,
    },
    text::{Id, Text},
};

fn are_enough<'r>(reports: impl Iterator<Item = &'r Filed>) -> bool {
    missing(reports).is_none()
}

const FILM: &str = "https://films.example/7";

fn report(origin: &str, grade: &str, evidence: &[&str]) -> Filed {
    by("rima", origin, grade, evidence)
}

fn by(account: &str, origin: &str, grade: &str, evidence: &[&str]) -> Filed {
    let report = IncidentReport {
        client: "1".into(),
        what: Text::plain("Shots at the northern line."),
        place: Id::new("north").unwrap(),
        occurred: Moment::default(),
        precision: Precision::Hour,
        told: None,
        oneself: false,
        origin: origin.into(),
        grade: Grade::new(grade).unwrap(),
        commitment: None,
        evidence: evidence.iter().map(|it| (*it).to_owned()).collect(),
    };
    let (by, files, gradings) = (AccountId::new(account).unwrap(), BTreeSet::new(), Vec::new());
    Filed { entry: 1, known: Moment::default(), by, report, files, gradings }
}

/// As it is when somebody else has graded it.
fn graded(mut filed: Filed, grade: &str) -> Filed {
    let (by, grade) = (AccountId::new("amina").unwrap(), Grade::new(grade).unwrap());
    filed.gradings.push(Graded { at: Moment::default(), by, grade, reason: Text::plain("We know them.") });
    filed
}

#[test]
fn whoever_says_i_is_whoever_has_filed_it() {
    let enough = |all: &[Filed]| are_enough(all.iter());
    for (one, other) in [
        ("I", "me"),
        ("أنا", "انا."),
        ("Myself", "أنا بنفسي"),
        ("I saw it.", "شاهد عيان"),
        ("We", "رأيتُه"),
        ("شاهدة عيان", "I was a witness"),
    ] {
        assert!(!enough(&[by("rima", one, "C3", &[]), by("rima", other, "C3", &[])]), "{one} {other}");
        assert!(enough(&[by("rima", one, "C3", &[]), by("jad", other, "C3", &[])]), "{one} {other}");
    }
    // The form has a box for it, whatever stands in the other.
    let seen = |account| {
        let mut filed = by(account, "", "C3", &[]);
        filed.report.oneself = true;
        filed
    };
    assert!(!enough(&[seen("rima"), by("rima", "أنا", "C3", &[])]) && enough(&[seen("rima"), seen("jad")]));
    // Whoever has seen it and whom somebody else was told by are two; what one account says of both is its word.
    assert!(enough(&[by("rima", "I", "C3", &[]), by("jad", "A baker", "C3", &[])]));
    assert!(!enough(&[by("rima", "I", "C3", &[]), by("rima", "A baker", "C3", &[])]));
    // Nobody else's name begins to be oneself by that.
    assert!(!enough(&[by("rima", "Imad", "C3", &[]), by("jad", "IMAD", "C3", &[])]));
}

#[test]
fn one_telephone_in_two_forms_is_not_two_witnesses() {
    let enough = |all: &[&str]| {
        let all: Vec<Filed> = all.iter().map(|it| report(it, "C3", &[])).collect();
        are_enough(all.iter())
    };
    let (whole, local, name) = ("tel:K7M2Q-9X4TB", "tel:local-AAAAA-00000", "tel:name-BBBBB-11111");
    for may_be_one in [[whole, local], [whole, name], [local, name], [whole, "TEL K7M2Q 9X4TB"]] {
        assert!(!enough(&may_be_one), "{may_be_one:?}");
    }
    assert!(!enough(&[whole, local, name]));
    // Two numbers in one form are two, and whoever is named is another than a telephone.
    assert!(enough(&[whole, "tel:K7M2Q-9X4TC"]) && enough(&[local, "tel:local-AAAAA-00001", name]));
    assert!(enough(&[name, "The baker"]));
    assert_eq!(telephone("Telephone No. 1"), None);
    assert_eq!(telephone(local), Some((Known::Local, "aaaaa00000".to_owned())));
}

#[test]
fn words_for_oneself_are_as_keys_are() {
    for word in words_for_oneself() {
        assert_eq!(origin_key(word), word);
    }
}

#[test]
fn two_origins_or_one_reliable_with_evidence_are_enough() {
    let enough = |all: &[Filed]| are_enough(all.iter());
    let doctor = by("jad", "A doctor of the field hospital", "C3", &[]);
    assert!(!enough(&[]) && !enough(std::slice::from_ref(&doctor)));
    // The same witness twice is one, however it is written.
    assert!(!enough(&[doctor.clone(), report("a doctor, of the field  hospital", "A1", &[])]));
    assert!(!enough(&[report("أحمد 1", "C3", &[]), report("اَحـمد ١", "C3", &[])]));
    assert!(!enough(&[doctor.clone(), report("…", "C3", &[])]), "a mark names nobody");
    assert!(enough(&[doctor.clone(), report("The baker", "D4", &[])]));
    // Nobody is believed who is known to be unreliable, nor what is improbable.
    assert!(!enough(&[doctor.clone(), report("The baker", "E2", &[])]));
    assert!(!enough(&[doctor, report("The baker", "B5", &[FILM])]));
    assert!(enough(&[graded(report("Our observer", "F6", &[FILM]), "B3")]));
    assert!(!enough(&[graded(report("Our observer", "A1", &[FILM]), "C1")]), "the latest counts");
    assert!(!enough(&[graded(report("Our observer", "A1", &[]), "A1")]));
    let mut with_file = graded(report("Our observer", "A1", &[]), "A1");
    with_file.files.insert(1);
    assert!(enough(&[with_file]));
}

#[test]
fn whoever_calls_themselves_reliable_is_not_by_that() {
    let own = report("Our observer", "A1", &[FILM]);
    assert!(!are_enough([&own].into_iter()));
    assert!(are_enough([&graded(own, "B2")].into_iter()));
    // What nobody believes any more is no second origin either.
    let other = report("The baker", "B2", &[]);
    let doctor = by("jad", "A doctor", "C3", &[]);
    assert!(are_enough([&doctor, &other].into_iter()));
    assert!(!are_enough([&doctor, &graded(other, "E5")].into_iter()));
}

#[test]
fn words_alone_are_no_evidence() {
    let hash = "0aF1".repeat(16);
    let (named, whole) = (format!("film.mp4 sha256:{hash}"), format!("sha256:{hash}0"));
    for (words, is_evidence) in [
        (FILM, true),
        ("see http://archive.example/1?a=b and ask", true),
        (hash.as_str(), true),
        (named.as_str(), true),
        (whole.as_str(), false),
        ("a film", false),
        ("https://", false),
        ("https://film", false),
        ("https://.example./1", false),
        ("ftp://films.example/1", false),
        ("فيلم عندي", false),
    ] {
        assert_eq!(report("Our observer", "C3", &[words]).has_evidence(), is_evidence, "{words}");
    }
}

#[test]
fn one_account_is_not_two_sources_by_typing_two_names() {
    let [one, other] = [by("rima", "A doctor", "C3", &[]), by("rima", "A baker", "C3", &[])];
    let lack = |all: &[&Filed]| missing(all.iter().copied());
    assert_eq!(lack(&[]), Some(Missing::Report));
    assert_eq!(
        lack(&[&by("rima", "…", "C3", &[]), &by("rima", "A baker", "E3", &[])]),
        Some(Missing::Report)
    );
    assert_eq!(lack(&[&one, &one]), Some(Missing::Origin));
    assert_eq!(lack(&[&one, &other]), Some(Missing::Voice));
    assert_eq!(lack(&[&by("rima", "I", "C3", &[]), &other]), Some(Missing::Voice));
    // Two accounts with one source are no two sources.
    assert_eq!(lack(&[&one, &by("jad", "A doctor", "C3", &[])]), Some(Missing::Origin));
    // Somebody else stands for one of them, by a grade, by what there is to look at, or by a telephone.
    assert_eq!(lack(&[&one, &graded(other.clone(), "C3")]), None);
    assert_eq!(lack(&[&one, &by("rima", "A baker", "C3", &[FILM])]), None);
    assert_eq!(lack(&[&one, &by("rima", "tel:K7M2Q-9X4TB", "C3", &[])]), None);
    assert_eq!(lack(&[&graded(one.clone(), "C3"), &graded(one.clone(), "C3")]), Some(Missing::Origin));
    // Whoever says that it cannot be judged stands for nothing.
    assert_eq!(lack(&[&one, &graded(other.clone(), "F6")]), Some(Missing::Voice));
    // A grade of one's own is none.
    let mut own = graded(other.clone(), "C3");
    own.gradings[0].by = own.by.clone();
    assert_eq!(lack(&[&one, &own]), Some(Missing::Voice));
    // Whom another account names is another.
    assert_eq!(lack(&[&one, &other, &by("jad", "A baker", "C3", &[])]), None);
}

/// Every two reports are looked at, as the rule says it.
fn enough_by_pairs(all: &[Filed]) -> bool {
    let all: Vec<&Filed> = all.iter().filter(|it| it.grade().counts()).collect();
    let is_reliable = |it: &&Filed| !it.gradings.is_empty() && it.grade().is_reliable() && it.has_evidence();
    let others_stand = |it: &Filed| {
        it.has_evidence()
            || it.gradings.iter().any(|own| own.by != it.by && own.grade.to_string() != "F6")
            || matches!(it.witness(), Some(Witness::Telephone(..)))
    };
    let are_independent = |one: &Filed, other: &Filed| {
        let are_two = match (one.witness(), other.witness()) {
            (None, _) | (_, None) => false,
            (Some(Witness::Telephone(one, mark)), Some(Witness::Telephone(other, another))) => {
                one == other && mark != another
            }
            (one, other) => one != other,
        };
        are_two && (one.by != other.by || others_stand(one) || others_stand(other))
    };
    all.iter().any(is_reliable) || all.iter().any(|one| all.iter().any(|other| are_independent(one, other)))
}

proptest! {
    #[test]
    fn reports_are_enough_when_two_of_them_are_independent(
        drawn in proptest::collection::vec((0_usize..3, 0_usize..9, 0_usize..4, 0_u8..6, 0_usize..8), 0..7),
    ) {
        let origins = [
            "I", "A doctor", "a DOCTOR.", "A baker", "…", "tel:K7M2Q-9X4TB", "tel:K7M2Q-9X4TC",
            "tel:local-AAAAA-00000", "tel:name-BBBBB-11111",
        ];
        let all: Vec<Filed> = drawn
            .into_iter()
            .map(|(who, origin, grade, evidence, grading)| {
                let shown: &[&str] = if evidence == 0 { &[FILM] } else { &[] };
                let filed = by(["rima", "jad", "basil"][who], origins[origin], ["C3", "A1", "E3", "C5"][grade], shown);
                match ["C3", "A1", "E3", "F6"].get(grading) {
                    Some(grade) => graded(filed, grade),
                    None => filed,
                }
            })
            .collect();
        prop_assert_eq!(are_enough(all.iter()), enough_by_pairs(&all));
    }
}
