//! Councils in which many bodies are alike: what is found of some of them holds of all.

use proptest::prelude::*;

use super::{
    super::{
        Answer, Options,
        alike::alike,
        answer::Part,
        random::{Dice, dossier},
        unify,
    },
    brute::Brute,
    cases, check_answer,
    limits::sound,
};
use crate::{
    dossier::Dossier,
    position::{
        model::{Model, Suppositions},
        unify::Preference,
    },
};

/// A random dossier in which most bodies weigh what another one weighs, and say what it says.
pub fn council(seed: u64, bodies: usize, conditions: usize) -> (Dossier, Suppositions) {
    let (mut dossier, suppositions) = dossier(seed, bodies, conditions);
    let mut dice = Dice(seed ^ 0x5151);
    for at in 1..bodies {
        let like = dice.roll(at);
        if dice.is(4) {
            continue;
        }
        let (id, other) = (dossier.bodies[at].id.clone(), dossier.bodies[like].clone());
        let (own, name) = (id.clone(), dossier.bodies[at].name.clone());
        dossier.bodies[at] = crate::dossier::Body { id, name, ..other.clone() };
        dossier.stances.retain(|filed| filed.body != own);
        let said: Vec<_> = dossier.stances.iter().filter(|filed| filed.body == other.id).cloned().collect();
        dossier.stances.extend(said.into_iter().map(|mut filed| {
            filed.body = own.clone();
            filed
        }));
        if dossier.rule.veto.contains(&other.id) && !dossier.rule.veto.contains(&own) {
            dossier.rule.veto.push(own);
        }
    }
    (dossier, suppositions)
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_council_of_alike_bodies_is_what_brute_force_finds(
        seed in any::<u64>(), bodies in 1_usize..=8, conditions in 0_usize..=5
    ) {
        let (dossier, suppositions) = council(seed, bodies, conditions);
        let brute = Brute::new(&dossier, &suppositions);
        let winning = if brute.has_quorum() { brute.winning() } else { Vec::new() };
        let options = Options { suppositions, ..Options::default() };
        check_answer(&brute, &winning, Preference::Burden, &unify(&dossier, &options).unwrap());
    }
}

/// A council with this rule in which nobody has said anything: so many members of each kind, with the weight
/// and the chamber of each.
fn silent(kinds: &[(usize, &str, &str)], rule: &str) -> Answer {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n".to_owned();
    for (many, chamber, more) in kinds {
        for at in 0..*many {
            source += &format!("[[body]]\nid = \"{chamber}-{at:03}\"\nchamber = \"{chamber}\"\n{more}\n");
        }
    }
    let dossier = sound(&(source + rule));
    let answer = unify(&dossier, &Options::default()).unwrap();
    assert!(answer.proof.checked && answer.package.is_none());
    answer
}

#[test]
fn of_a_silent_security_council_the_first_thousand_of_all_majorities_are_listed() {
    let rule = "[rule]\nveto = [\"p-000\"]\nrequires = [{ measure = \"bodies\", at_least = 9 }]\n";
    let answer = silent(&[(5, "p", ""), (10, "e", "")], rule);
    let unlock = answer.unlock.unwrap();
    // Any nine of fifteen, 5,005 sets: more than are listed, and that is all that is missing.
    assert_eq!((unlock.size, unlock.sets.len(), unlock.complete), (Some(9), 1_000, false));
    let first: Vec<String> = unlock.sets[0].bodies.iter().map(ToString::to_string).collect();
    assert_eq!(first[..3], ["e-000", "e-001", "e-002"]);
    assert!(unlock.sets.is_sorted_by(|a, b| a.bodies < b.bodies));
    // Seven absences and the requirement.
    let clash = answer.clash.unwrap();
    assert_eq!((clash.bodies.len(), clash.requirements, clash.smallest), (7, vec![(1, 1)], true));
    assert_eq!(answer.incomplete, [Part::Unlock]);
}

#[test]
fn of_two_large_silent_chambers_all_that_can_be_told_is_told() {
    let rule = "[rule]\nrequires = [{ in = \"upper\", measure = \"bodies\", at_least = 2 }, { in = \"lower\", \
                measure = \"bodies\", more_than = \"9/10\" }]\n";
    let answer = silent(&[(3, "upper", ""), (40, "lower", "weight = 3")], rule);
    let unlock = answer.unlock.unwrap();
    assert_eq!((unlock.size, unlock.sets.len(), unlock.complete), (Some(39), 1_000, false));
    // Two of the three keep it from winning by themselves.
    let clash = answer.clash.unwrap();
    assert_eq!((clash.bodies.len(), clash.requirements, clash.smallest), (2, vec![(1, 1)], true));
    let rule = "[rule]\nrequires = [{ in = \"upper\", measure = \"bodies\", at_least = 2 }, { in = \"lower\", \
                measure = \"bodies\", more_than = \"39/40\" }]\n";
    let unlock = silent(&[(3, "upper", ""), (40, "lower", "")], rule).unlock.unwrap();
    assert_eq!((unlock.size, unlock.sets.len(), unlock.complete), (Some(42), 3, true));
}

#[test]
fn a_council_that_rejects_as_one_is_told_who_could_turn() {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n".to_owned();
    for at in 0..30 {
        source +=
            &format!("[[body]]\nid = \"b{at:02}\"\n[[stance]]\nbody = \"b{at:02}\"\nsays = \"reject\"\n");
    }
    source += "[rule]\nmax_objections = 2\nrequires = [{ measure = \"bodies\", at_least = 1 }]\n";
    let answer = unify(&sound(&source), &Options::default()).unwrap();
    let unlock = answer.unlock.unwrap();
    // All but two: 435 sets, and nobody has to try them one by one.
    assert_eq!((unlock.size, unlock.sets.len(), unlock.complete), (Some(28), 435, true));
    let clash = answer.clash.unwrap();
    let bodies: Vec<String> = clash.bodies.iter().map(ToString::to_string).collect();
    assert_eq!((clash.objections, clash.smallest, clash.bodies.len()), (true, true, 3), "{bodies:?}");
}

#[test]
fn members_of_a_random_council_that_are_alike_may_change_places() {
    for seed in 0..200 {
        let (dossier, suppositions) = council(seed, 6, 3);
        let model = Model::new(&dossier, &suppositions).unwrap();
        for (at, first) in alike(&model).into_iter().enumerate() {
            assert_eq!(model.members[at].voice, model.members[first].voice);
            assert_eq!(model.terms.veto.contains(&at), model.terms.veto.contains(&first));
        }
    }
}
