//! Unify against brute force: every claim of the answer recomputed from all packages and all sets
//! of bodies, on random dossiers over the whole language and all forms of the rule.
//!
//! `PROPTEST_CASES` sets the number of cases; `.ci/nightly` asks for many.

mod alike;
mod brute;
mod clash;
mod exact;
mod limits;
mod metamorphic;

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

use self::brute::{Brute, Set, Sides, Won, bits};
use super::{
    Answer, Options, Preference,
    answer::{Counts, Reason, Role},
    check::Case,
    unify,
};
use crate::{
    consultation::stance::Verdict,
    dossier::PositionKind,
    position::{
        model::{Fixed, Model, Suppositions},
        rule::Fallback,
        unify::random::dossier,
    },
    text::Id,
};

/// So many cases, or as many as the environment asks for.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(usual))
}

/// The bodies of a set whose stance everybody may see.
fn open_ids(brute: &Brute<'_>, set: Set) -> Vec<Id> {
    brute.body_ids(set & !brute.confidential)
}

/// How many bodies of a set have a confidential stance.
fn hidden(brute: &Brute<'_>, set: Set) -> u64 {
    u64::from((set & brute.confidential).count_ones())
}

/// The subsets of a set, smallest first.
fn subsets(set: Set) -> Vec<Set> {
    let mut subsets: Vec<Set> = (0..=set).filter(|subset| subset & !set == 0).collect();
    subsets.sort_by_key(|subset| subset.count_ones());
    subsets
}

fn check_answer(brute: &Brute<'_>, winning: &[Won], prefer: Preference, answer: &Answer) {
    assert!(answer.proof.checked && answer.proof.optimal);
    assert!(answer.incomplete.is_empty(), "{:?}", answer.incomplete);
    assert_eq!(answer.absent, brute.body_ids(brute.everybody() & !brute.present()));
    assert_eq!(answer.must_ask_again, brute.body_ids(brute.must_ask_again));
    assert_eq!(answer.support_base, brute.support_base());
    check_power(brute, answer);
    let best = match prefer {
        Preference::Burden => winning.first(),
        Preference::Support => winning.iter().min_by_key(|won| (won.support, *won)),
    };
    check_recommendation(brute, best, prefer, answer);
    check_verdicts(brute, best.map_or(0, |best| best.package), answer);
    if !brute.has_quorum() {
        assert_eq!((answer.position, answer.reason), (PositionKind::None, Some(Reason::NoQuorum)));
        assert!(answer.frontier.is_empty() && answer.minimal_packages.is_empty());
        assert!(answer.unlock.is_none() && answer.clash.is_none());
        return;
    }
    check_landscape(brute, winning, answer);
    match best {
        Some(best) => check_turning(brute, best.package, answer),
        None => {
            assert!(answer.pivotal.is_empty() && answer.margin.is_none());
            check_unlock(brute, answer);
        }
    }
}

fn check_recommendation(brute: &Brute<'_>, best: Option<&Won>, prefer: Preference, answer: &Answer) {
    assert_eq!(answer.package, best.map(|best| brute.condition_ids(best.package)));
    assert_eq!(answer.burden, best.map(|best| best.burden));
    assert_eq!(answer.support, best.map(|best| best.support.0));
    assert_eq!(
        answer.proof.bound,
        best.map(|best| if prefer == Preference::Burden { best.burden } else { best.support.0 })
    );
    if brute.has_quorum() {
        let position = match (best, brute.dossier.rule.fallback) {
            (Some(best), _) if best.package == 0 => PositionKind::Accept,
            (Some(_), _) => PositionKind::AcceptWithConditions,
            (None, Fallback::Reject) => PositionKind::Reject,
            (None, Fallback::None) => PositionKind::None,
        };
        assert_eq!(answer.position, position);
        assert_eq!(answer.reason, best.is_none().then_some(Reason::NoPackageWins));
    }
}

/// Open stances are named with what settles them; confidential ones are counted.
fn check_verdicts(brute: &Brute<'_>, package: Set, answer: &Answer) {
    let sides = brute.sides(package, 0, 0);
    let told: Vec<&str> = answer.verdicts.0.iter().map(|(id, _)| id.as_str()).collect();
    let open: Vec<usize> = bits(brute.present() & !brute.confidential).collect();
    assert_eq!(told, open.iter().map(|&at| brute.bodies[at].id.as_str()).collect::<Vec<_>>());
    for (&at, (_, told)) in open.iter().zip(&answer.verdicts.0) {
        let said = brute.said(at, package, sides.accept);
        assert_eq!((told.verdict, told.clause), said);
        let mut because: Vec<(bool, usize)> = told
            .because
            .iter()
            .map(|name| match name.strip_prefix('@') {
                Some(body) => (true, brute.bodies.iter().position(|it| it.id.as_str() == body).unwrap()),
                None => {
                    let mut all = brute.dossier.conditions.iter();
                    (false, all.position(|it| it.id.as_str() == name).unwrap())
                }
            })
            .collect();
        let named = |because: &[(bool, usize)], is_body: bool| {
            because.iter().filter(|(kind, _)| *kind == is_body).fold(0, |set: Set, (_, at)| set | 1 << at)
        };
        // That a body with a confidential stance accepts is a reason that is kept to itself.
        let hidden = sides.accept & brute.confidential;
        // The same clause decides, whatever else of the package and of the accepting bodies is left out.
        let awaited = brute.awaited(at);
        let settles = |because: &[(bool, usize)]| {
            let (conditions, bodies) = (named(because, false), named(because, true));
            subsets(hidden & awaited).iter().any(|kept| {
                let others = subsets(sides.accept & awaited & !bodies & !kept);
                subsets(package & !conditions).iter().all(|more| {
                    others
                        .iter()
                        .all(|other| brute.said(at, conditions | more, bodies | kept | other) == said)
                })
            })
        };
        assert_eq!(named(&because, false) & !package, 0);
        assert_eq!(named(&because, true) & !sides.accept, 0);
        assert!(settles(&because));
        for _ in 0..if hidden == 0 { because.len() } else { 0 } {
            let left_out = because.remove(0);
            assert!(!settles(&because), "{left_out:?} can be left out");
            because.push(left_out);
        }
    }
    let [accept, reject, abstain] = [sides.accept, sides.reject, sides.abstain].map(|set| hidden(brute, set));
    let counts = Counts { accept, reject, abstain };
    assert_eq!(answer.confidential, (counts != Counts::default()).then_some(counts));
}

fn check_landscape(brute: &Brute<'_>, winning: &[Won], answer: &Answer) {
    let minimal: Vec<&Won> = winning
        .iter()
        .filter(|own| !winning.iter().any(|it| it.package != own.package && it.package & !own.package == 0))
        .collect();
    let listed: Vec<Vec<Id>> = minimal.iter().map(|won| brute.condition_ids(won.package)).collect();
    assert_eq!(answer.minimal_packages, listed);
    let is_beaten = |own: &Won| {
        winning.iter().any(|other| {
            let is_no_worse = other.burden <= own.burden && other.support <= own.support;
            let is_better = other.burden < own.burden || other.support < own.support;
            is_no_worse && (is_better || other < own)
        })
    };
    let frontier: Vec<(u64, u64, Vec<Id>)> = winning
        .iter()
        .filter(|own| !is_beaten(own))
        .map(|won| (won.burden, won.support.0, brute.condition_ids(won.package)))
        .collect();
    let told: Vec<(u64, u64, Vec<Id>)> =
        answer.frontier.iter().map(|it| (it.burden, it.support, it.package.clone())).collect();
    assert_eq!(told, frontier);
    for (at, condition) in brute.dossier.conditions.iter().enumerate() {
        let has = |won: &Won| won.package >> at & 1 == 1;
        let told = answer.conditions.get(condition.id.as_str()).unwrap();
        let role = if !winning.is_empty() && winning.iter().all(has) {
            Role::Indispensable
        } else if minimal.iter().any(|won| has(won)) {
            Role::Exchangeable
        } else {
            Role::Unneeded
        };
        assert_eq!(told.role, role, "{}", condition.id);
        let without = winning.iter().filter(|won| !has(won)).map(|won| won.burden).min();
        assert_eq!(told.burden_without, without, "{}", condition.id);
    }
}

fn check_turning(brute: &Brute<'_>, package: Set, answer: &Answer) {
    let with = brute.sides(package, 0, 0);
    for (at, condition) in brute.dossier.conditions.iter().enumerate() {
        let told = answer.conditions.get(condition.id.as_str()).unwrap();
        let without = brute.sides(package & !(1 << at), 0, 0);
        assert_eq!(told.needed_by, open_ids(brute, with.accept & !without.accept));
        assert_eq!(told.opposed_by, open_ids(brute, without.accept & !with.accept));
    }
    let loses = |turned: &Set| !brute.is_won(&brute.sides(package, 0, *turned));
    let pivotal = bits(with.accept).filter(|at| loses(&(1 << at))).fold(0, |set, at| set | 1 << at);
    assert_eq!(answer.pivotal, open_ids(brute, pivotal));
    assert_eq!(answer.pivotal_confidential, hidden(brute, pivotal));
    let margin = subsets(with.accept).into_iter().find(loses).map(|turned| u64::from(turned.count_ones()));
    assert_eq!(answer.margin, margin);
    assert!(answer.unlock.is_none() && answer.clash.is_none());
}

fn check_unlock(brute: &Brute<'_>, answer: &Answer) {
    let mut size = None;
    let mut sets = Vec::new();
    for set in subsets(brute.everybody()) {
        if size.is_some_and(|size| size < set.count_ones()) {
            break;
        }
        if let Some(best) = brute.best(set) {
            size = Some(set.count_ones());
            sets.push((open_ids(brute, set), hidden(brute, set), brute.condition_ids(best.package)));
        }
    }
    sets.sort();
    let unlock = answer.unlock.as_ref().unwrap();
    assert!(unlock.complete);
    assert_eq!(unlock.size, size.map(u64::from));
    let mut told: Vec<_> =
        unlock.sets.iter().map(|it| (it.bodies.clone(), it.confidential, it.package.clone())).collect();
    told.sort();
    assert_eq!(told, sets);
}

fn check_power(brute: &Brute<'_>, answer: &Answer) {
    let n = brute.bodies.len();
    let can_meet = brute.can_have_quorum();
    let won: Vec<bool> = (0..=brute.everybody())
        .map(|accept| {
            can_meet && brute.is_won(&Sides { accept, reject: brute.everybody() & !accept, abstain: 0 })
        })
        .collect();
    let factorial = |k: usize| (1..=k).product::<usize>();
    let mut swings = vec![0_usize; n];
    let mut orders = vec![0_usize; n];
    for set in 0..won.len() {
        for at in (0..n).filter(|at| set >> at & 1 == 0) {
            if won[set | 1 << at] && !won[set] {
                swings[at] += 1;
                let size = set.count_ones() as usize;
                orders[at] += factorial(size) * factorial(n - size - 1);
            }
        }
    }
    let share = |part: usize, whole: usize| match whole {
        0 => BigRational::zero(),
        _ => BigRational::new(BigInt::from(part), BigInt::from(whole)),
    };
    for (at, body) in brute.bodies.iter().enumerate() {
        let told = answer.power.get(body.id.as_str()).unwrap();
        assert_eq!(told.banzhaf, share(swings[at], swings.iter().sum()).to_string());
        assert_eq!(told.shapley_shubik, share(orders[at], factorial(n)).to_string());
    }
}

/// The checker of answers sees what brute force sees, whatever package and whoever turns.
fn check_the_checker(brute: &Brute<'_>, case: &Case<'_>, seed: u64) {
    for turn in 0..4 {
        let dice = Set::try_from(seed.rotate_left(16 * turn) >> 32).unwrap();
        let package = dice & ((1 << brute.dossier.conditions.len()) - 1);
        let yes = dice >> 8 & dice >> 12 & brute.everybody();
        let no = dice >> 16 & dice >> 20 & brute.everybody() & !yes;
        let sides = brute.sides(package, yes, no);
        let fixed: BTreeMap<&Id, Verdict> = bits(yes)
            .map(|at| (&brute.bodies[at].id, Verdict::Accept))
            .chain(bits(no).map(|at| (&brute.bodies[at].id, Verdict::Reject)))
            .collect();
        let ids = brute.condition_ids(package);
        let verdicts = case.verdicts(&ids.iter().collect(), &fixed);
        for (at, body) in brute.bodies.iter().enumerate() {
            let verdict = [
                (sides.accept, Verdict::Accept),
                (sides.reject, Verdict::Reject),
                (sides.abstain, Verdict::Abstain),
            ]
            .into_iter()
            .find_map(|(set, verdict)| (set >> at & 1 == 1).then_some(verdict));
            assert_eq!(verdicts.get(&body.id).copied(), verdict);
        }
        assert_eq!(case.is_won(&verdicts), brute.is_won(&sides));
        assert_eq!(case.support(&verdicts), brute.support(&sides));
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn every_claim_is_what_brute_force_finds(seed in any::<u64>(), bodies in 1_usize..=8, conditions in 0_usize..=8) {
        let (dossier, suppositions) = dossier(seed, bodies, conditions);
        let brute = Brute::new(&dossier, &suppositions);
        let winning = if brute.has_quorum() { brute.winning() } else { Vec::new() };
        for prefer in [Preference::Burden, Preference::Support] {
            let options = Options { suppositions: suppositions.clone(), prefer, deadline: None };
            check_answer(&brute, &winning, prefer, &unify(&dossier, &options).unwrap());
        }
        check_the_checker(&brute, &Case::new(&dossier, &suppositions), seed);
    }
}

#[test]
fn a_stance_that_names_many_is_settled_by_as_few_as_can_be() {
    // More names are open at once than could be tried in every combination.
    let (dossier, suppositions) = dossier(1_094_313_145_184_083_922, 8, 5);
    let brute = Brute::new(&dossier, &suppositions);
    let options = Options { suppositions, prefer: Preference::Burden, deadline: None };
    check_answer(&brute, &brute.winning(), Preference::Burden, &unify(&dossier, &options).unwrap());
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_search_says_what_the_enumeration_says(seed in any::<u64>(), bodies in 1_usize..=8, conditions in 0_usize..=8) {
        let (dossier, suppositions) = dossier(seed, bodies, conditions);
        let model = Model::new(&dossier, &suppositions).unwrap();
        let nobody = Fixed::new();
        let enumerated = super::exhaustive::Enumeration::new(&model, &nobody, None).unwrap();
        let enumerated = enumerated.landscape(Preference::Burden);
        let question = || super::exhaustive::Question::new(&model, &nobody, None);
        let search = || super::search::Search::new(&model, &nobody, None);
        prop_assert_eq!(
            super::least_burden(&model, None).0,
            enumerated.frontier.first().map(|trade| trade.burden)
        );
        for prefer in [Preference::Burden, Preference::Support] {
            let alone = search().alone().landscape(prefer, &question().within(0).least_burden());
            for mut searched in [alone, search().landscape(prefer, &question().least_burden())] {
                prop_assert!(searched.proof.is_optimal);
                searched.proof = enumerated.proof.clone();
                // The enumeration breaks ties of support among minimal packages later.
                searched.minimal.sort();
                let mut enumerated = enumerated.clone();
                enumerated.minimal.sort();
                prop_assert_eq!(searched, enumerated);
            }
        }
    }
}

#[test]
fn what_settles_a_verdict_is_told_without_what_can_be_spared() {
    // With `monitors` the council accepts whether `ground` is there or not. The front rejects because of
    // `ground`, although it would reject the offer without any condition as well.
    let source = r#"
        mawqif = 1
        initiative = { id = "offer" }
        condition = [{ id = "ground" }, { id = "monitors" }]
        body = [{ id = "council" }, { id = "front" }]
        stance = [
            { body = "council", says = "accept if not ground or monitors" },
            { body = "front", says = "accept if monitors unless ground" },
        ]
        rule = { requires = [{ at_least = 1 }] }
    "#;
    let dossier = crate::dossier::read(source.as_bytes()).dossier.unwrap();
    let with = dossier.conditions.iter().map(|condition| condition.id.clone()).collect();
    let suppositions = Suppositions { with, ..Suppositions::default() };
    let answer = unify(&dossier, &Options { suppositions, ..Options::default() }).unwrap();
    assert_eq!(answer.verdicts.get("council").unwrap().because, ["monitors"]);
    assert_eq!(answer.verdicts.get("front").unwrap().because, ["ground"]);
}

proptest! {
    #![proptest_config(cases(24))]

    /// Where the cases are too large for brute force, three ways to the least burden still agree.
    #[test]
    fn enumeration_branching_and_search_agree_on_larger_cases(
        seed in any::<u64>(), bodies in 15_usize..=40, conditions in 9_usize..=14
    ) {
        let (dossier, suppositions) = dossier(seed, bodies, conditions);
        let model = Model::new(&dossier, &suppositions).unwrap();
        let nobody = Fixed::new();
        let enumerated = super::exhaustive::Enumeration::new(&model, &nobody, None).unwrap();
        let enumerated = enumerated.landscape(Preference::Burden);
        let least = enumerated.frontier.first().map(|trade| trade.burden);
        let question = || super::exhaustive::Question::new(&model, &nobody, None);
        prop_assert_eq!(question().least_burden().best.map(|trade| trade.burden), least);
        let given_up = question().within(0).least_burden();
        prop_assert!(!given_up.is_proven);
        let (searched, proven) = super::search::Search::new(&model, &nobody, None).least_burden(&given_up);
        prop_assert!(proven.is_optimal);
        prop_assert_eq!(searched, least);
        prop_assert_eq!(question().any_won().unwrap().is_some(), least.is_some());
    }
}
