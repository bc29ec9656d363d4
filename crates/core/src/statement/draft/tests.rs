//! Drafts of every example, of random cases, and of cases that have changed since.

use proptest::prelude::*;

use super::*;
use crate::{
    dossier::{Confidence, random, read},
    position::unify::{Options, answer::Claim, unify},
    statement::{
        agreement::{disagreements, names},
        basis::{Change, stale},
        occasion::{Conference, Voters},
        release::{Hindrance, hindrances},
    },
};

const EXAMPLES: [&str; 6] = [
    include_str!("../../../../../examples/wadi-nahr.toml"),
    include_str!("../../../../../examples/kilis.toml"),
    include_str!("../../../../../examples/creditors.toml"),
    include_str!("../../../../../examples/union-federation.toml"),
    include_str!("../../../../../examples/eu-council.toml"),
    include_str!("../../../../../examples/un-security-council.toml"),
];

fn case(source: &str) -> (Dossier, Answer) {
    let dossier = read(source.as_bytes()).dossier.unwrap();
    let answer = unify(&dossier, &Options::default()).unwrap();
    (dossier, answer)
}

fn drafted(dossier: &Dossier, answer: &Answer, occasion: &Occasion) -> (Composed, [Canonical; 2]) {
    let composed = draft(dossier, answer, occasion, &Templates::house()).unwrap();
    let texts = Language::BOTH.map(|it| composed.text(it).unwrap());
    (composed, texts)
}

#[test]
fn every_example_has_a_statement_whose_languages_agree() {
    for source in EXAMPLES {
        let (dossier, answer) = case(source);
        for voters in [Voters::Counts, Voters::Names] {
            let occasion = Occasion { voters, ..Occasion::default() };
            let (composed, [ar, en]) = drafted(&dossier, &answer, &occasion);
            let told = disagreements(&ar, &en, &names(&dossier));
            // What is given in one language only stands in both as it is, and may count differently.
            if composed.untranslated.is_empty() {
                assert_eq!(told, [], "{}\n{}", ar.as_str(), en.as_str());
            }
            assert!(!ar.as_str().contains(['{', '}']) && !en.as_str().contains(['{', '}']));
        }
    }
}

#[test]
fn the_position_is_the_first_sentence() {
    let (dossier, answer) = case(EXAMPLES[0]);
    let (composed, [ar, en]) = drafted(&dossier, &answer, &Occasion::default());
    let first = &composed.blocks[0].items[0][0];
    assert_eq!(
        first.en,
        "We, the bodies of the coalition, accept the initiative “Freeze of the fighting in Wadi Nahr”, put forward by the envoy, \
         on four conditions."
    );
    assert!(ar.as_str().contains("نقبل") && en.as_str().contains("We, the bodies"));
    let paths: Vec<&str> = first.rests_on.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["answer.position", "initiative"]);
}

#[test]
fn a_sentence_whose_basis_has_changed_is_found() {
    let (dossier, answer) = case(EXAMPLES[0]);
    let occasion = Occasion::default();
    let (composed, texts) = drafted(&dossier, &answer, &occasion);
    let mut ground = Ground { dossier: &dossier, answer: &answer, occasion: &occasion };
    assert_eq!(stale(&composed, &ground), []);
    let mut changed = dossier.clone();
    changed.conditions[0].text = Text::plain("Something else.");
    changed.red_lines.clear();
    ground.dossier = &changed;
    let found = stale(&composed, &ground);
    let told: Vec<(&str, Change)> = found.iter().map(|it| (it.path.as_str(), it.change)).collect();
    assert_eq!(told, [("condition.ground", Change::Changed), ("red_line.no-foreign-force", Change::Gone)]);
    let hindered = hindrances(&composed, &ground, texts.each_ref());
    assert!(hindered.iter().any(|it| matches!(it, Hindrance::Stale(_))));
    // A stance that changes the figures makes the sentences with the figures stale, and no others.
    let source = EXAMPLES[0].replace(
        "body = \"eastern-front\"\nsays = \"reject\"",
        "body = \"eastern-front\"\nsays = \"accept\"",
    );
    let (dossier, answer) = case(&source);
    let ground = Ground { dossier: &dossier, answer: &answer, occasion: &occasion };
    let found = stale(&composed, &ground);
    assert!(!found.is_empty() && found.iter().all(|it| it.path == "answer.voters"), "{found:?}");
}

#[test]
fn a_record_takes_a_draft_as_it_is() {
    let (dossier, answer) = case(EXAMPLES[0]);
    let (composed, [ar, _]) = drafted(&dossier, &answer, &Occasion::default());
    let kept = composed.draft(vec![3], None, None, None).unwrap();
    assert_eq!(kept.title.in_language("ar"), ar.title());
    assert_eq!(format!("{}\n\n{}", ar.title(), kept.text.in_language("ar")), ar.as_str());
    let json = serde_json::to_string(&kept).unwrap();
    assert_eq!(serde_json::from_str::<kept::Draft>(&json).unwrap(), kept);
    let json = serde_json::to_string(&composed).unwrap();
    assert_eq!(serde_json::from_str::<Composed>(&json).unwrap(), composed);
}

#[test]
fn what_a_kind_needs_is_asked_for() {
    let (dossier, mut answer) = case(EXAMPLES[0]);
    let told = |answer: &Answer, occasion: &Occasion| {
        draft(&dossier, answer, occasion, &Templates::house()).unwrap_err().to_string()
    };
    let of = |kind| Occasion { kind, ..Occasion::default() };
    assert!(told(&answer, &of(Kind::PressConference)).contains("`conference`"));
    assert!(told(&answer, &of(Kind::Correction)).contains("`about`"));
    assert!(told(&answer, &of(Kind::Withdrawal)).contains("`about`"));
    let occasion = Occasion { quotes: vec![1], ..Occasion::default() };
    assert_eq!(told(&answer, &occasion), "quotes: the dossier has no quote 1; it has 0");
    answer.proof.checked = false;
    assert!(told(&answer, &Occasion::default()).contains("not proven"));
}

#[test]
fn an_answer_that_could_not_be_rechecked_is_drafted_all_the_same() {
    let (dossier, mut answer) = case(EXAMPLES[0]);
    (answer.proof.checked, answer.proof.unchecked) = (false, vec![Claim::NoPackageWins]);
    draft(&dossier, &answer, &Occasion::default(), &Templates::house()).unwrap();
}

#[test]
fn an_invitation_names_day_hour_and_place_in_both_languages() {
    let (dossier, answer) = case(EXAMPLES[0]);
    let text =
        |ar: &str, en: &str| Text::by_language(vec![("ar".into(), ar.into()), ("en".into(), en.into())]);
    let conference = Conference {
        on: crate::dossier::Date { year: 2031, month: 3, day: 10 },
        at: "11:30".to_owned(),
        zone: Some(text("بتوقيت دمشق", "Damascus time")),
        place: text("كلس", "Kilis"),
        speakers: Vec::new(),
        contact: None,
    };
    let occasion =
        Occasion { kind: Kind::PressConference, conference: Some(conference), ..Occasion::default() };
    let (_, [ar, en]) = drafted(&dossier, &answer, &occasion);
    assert_eq!(disagreements(&ar, &en, &names(&dossier)), []);
    assert!(en.as_str().contains("10 March 2031") && en.as_str().contains("Time: 11:30 (Damascus time)."));
    assert!(ar.as_str().contains("10 آذار/مارس 2031"));
}

proptest! {
    #[test]
    fn any_case_is_drafted_and_names_nobody_whose_stance_is_confidential(seed: u64) {
        let dossier = random::dossier(seed);
        let answer = unify(&dossier, &Options::default()).unwrap();
        prop_assume!(answer.proof.checked);
        let occasion = Occasion { voters: Voters::Names, ..Occasion::default() };
        let composed = draft(&dossier, &answer, &occasion, &Templates::house()).unwrap();
        let is_hidden = |id: &crate::text::Id| dossier.stances.iter().any(|it| {
            it.body == *id && it.confidence == Confidence::Confidential && it.version == dossier.initiative.version
        });
        let hidden: Vec<String> =
            dossier.bodies.iter().filter(|it| is_hidden(&it.id)).map(|it| format!("body.{}", it.id)).collect();
        let said = composed.blocks.iter().filter(|it| it.shape == Shape::Items).flat_map(|it| it.items.iter().flatten());
        for sentence in said.filter(|it| it.rests_on.iter().any(|it| it.path == "answer.voters")) {
            for path in &hidden {
                prop_assert!(sentence.rests_on.iter().all(|it| it.path != *path), "{path} in {}", sentence.en);
            }
        }
        for language in Language::BOTH {
            let text = composed.text(language).unwrap();
            prop_assert_eq!(Canonical::read(text.as_str().as_bytes()), Ok(text.clone()));
        }
    }
}

/// Numbers beside names would tell by subtraction what a confidential stance says.
#[test]
fn names_and_numbers_together_tell_no_confidential_stance() {
    const SAYS: [&str; 3] = ["accept", "reject", "abstain"];
    let told = SAYS.map(|says| {
        let body = |id: &str, weight: u8| format!("[[body]]\nid = \"{id}\"\nweight = {weight}\n");
        let stance = |id: &str, says: &str, rest: &str| {
            format!("[[stance]]\nbody = \"{id}\"\nsays = \"{says}\"\n{rest}\n")
        };
        let source = [
            "mawqif = 1\n[initiative]\nid = \"offer\"\ntitle = \"Offer\"\n[rule]\nrequires = [{ at_least = 2 }]\n".to_owned(),
            body("alpha", 1),
            body("beta", 1),
            body("gamma", 1),
            stance("alpha", "accept", ""),
            stance("beta", "accept", ""),
            stance("gamma", says, "confidential = true"),
        ];
        let (dossier, answer) = case(&source.concat());
        let occasion = Occasion { voters: Voters::Names, ..Occasion::default() };
        let (_, [_, en]) = drafted(&dossier, &answer, &occasion);
        en.as_str().to_owned()
    });
    for text in told {
        assert!(!text.contains("alpha") && !text.contains("gamma"), "{text}");
        assert!(text.contains("no body is named here"), "{text}");
    }
}

#[test]
fn a_position_of_two_hundred_conditions_is_told_point_by_point() {
    let ids: Vec<String> = (1..=200).map(|number| format!("c{number}")).collect();
    let conditions = ids.iter().map(|id| {
        format!("[[condition]]\nid = \"{id}\"\ntext = {{ ar = \"الشرط {id}\", en = \"Condition {id}\" }}\n")
    });
    let source = format!(
        "mawqif = 1\n[initiative]\nid = \"offer\"\ntitle = {{ ar = \"عرض\", en = \"Offer\" }}\n{}\
         [[body]]\nid = \"council\"\nname = {{ ar = \"المجلس\", en = \"Council\" }}\n\
         [[stance]]\nbody = \"council\"\nsays = \"accept if {}\"\n",
        conditions.collect::<String>(),
        ids.join(" and ")
    );
    let (dossier, answer) = case(&source);
    let (_, texts) = drafted(&dossier, &answer, &Occasion::default());
    for text in texts {
        let longest = text.blocks().iter().filter_map(|block| match block {
            crate::statement::canonical::Block::Points(points) => Some(points.len()),
            _ => None,
        });
        assert_eq!(longest.max(), Some(200), "{}", text.as_str());
        assert!(text.as_str().contains("\n200. "));
    }
}
