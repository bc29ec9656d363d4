//! Power indices against published tables and against naive counting.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use mawqif_core::{
    dossier::read,
    position::{
        model::{Model, Suppositions},
        power::{Indices, Power, power},
    },
};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use proptest::prelude::*;

/// The power of a simple weighted majority: members in the order given.
fn weighted(weights: &[u64], quota: u64, more: &str) -> Vec<Indices> {
    let bodies: String = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| format!("[[body]]\nid = \"b{at:03}\"\nweight = {weight}\n"))
        .collect();
    let rule = format!("[rule]\nrequires = [{{ at_least = {quota} }}]\n{more}");
    of_rule(&bodies, &rule).indices
}

fn of_rule(bodies: &str, rule: &str) -> Power {
    let source = format!("mawqif = 1\n[initiative]\nid = \"x\"\n{bodies}\n{rule}\n");
    let reading = read(source.as_bytes());
    let dossier = reading.dossier.unwrap_or_else(|| panic!("{:?}", reading.problems));
    power(&Model::new(&dossier, &Suppositions::default()).unwrap())
}

fn shown(indices: &[Indices], banzhaf: bool) -> Vec<String> {
    indices.iter().map(|it| if banzhaf { &it.banzhaf } else { &it.shapley_shubik }.to_string()).collect()
}

#[test]
fn the_european_economic_community_of_six() {
    // Germany, France, Italy 4; Belgium, Netherlands 2; Luxembourg 1; quota 12 (Brams, Affuso 1976).
    let indices = weighted(&[4, 4, 4, 2, 2, 1], 12, "");
    assert_eq!(shown(&indices, true), ["5/21", "5/21", "5/21", "1/7", "1/7", "0"]);
    assert_eq!(shown(&indices, false), ["7/30", "7/30", "7/30", "3/20", "3/20", "0"]);
}

#[test]
fn the_council_of_fifteen() {
    // 62 of 87 votes (Felsenthal, Machover 2001).
    let weights = [10, 10, 10, 10, 8, 5, 5, 5, 5, 4, 4, 3, 3, 3, 2];
    let published = [(0, 0.11667), (4, 0.09546), (5, 0.05518), (9, 0.04536), (11, 0.03525), (14, 0.02069)];
    let indices = weighted(&weights, 62, "");
    for (member, share) in published {
        let found = indices[member].shapley_shubik.to_f64().unwrap();
        assert!((found - share).abs() < 5e-6, "{member}: {found}");
    }
}

#[test]
fn the_twenty_seven_under_the_treaty_of_nice() {
    // 255 of 345 votes, 14 members, and 62 % of the population in thousandths of the Union's: the
    // triple majority of Bilbao, Fernández, Jiménez, López, "Voting power in the European Union
    // enlargement", European Journal of Operational Research 143 (2002), and its Banzhaf indices.
    let votes =
        [29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 3];
    let people = [
        170, 123, 123, 120, 82, 80, 47, 33, 22, 21, 21, 21, 21, 18, 17, 17, 11, 11, 11, 8, 8, 5, 4, 3, 2, 1,
        1,
    ];
    let bodies: String = votes
        .iter()
        .zip(people)
        .enumerate()
        .map(|(at, (votes, people))| {
            format!("[[body]]\nid = \"b{at:02}\"\nmeasures = {{ votes = {votes}, people = {people} }}\n")
        })
        .collect();
    let power = of_rule(
        &bodies,
        "[rule]\nrequires = [{ measure = \"votes\", at_least = 255 }, { measure = \"bodies\", at_least = 14 }, \
         { measure = \"people\", at_least = 620 }]",
    );
    assert!(power.is_exact());
    let published = [
        (0..4, 778),
        (4..6, 742),
        (6..7, 426),
        (7..8, 397),
        (8..13, 368),
        (13..16, 309),
        (16..21, 218),
        (21..26, 125),
        (26..27, 94),
    ];
    for (members, share) in published {
        for member in members {
            let found = power.indices[member].banzhaf.to_f64().unwrap() * 10_000.0;
            assert!((found - f64::from(share)).abs() < 0.5, "{member}: {found}");
        }
    }
}

#[test]
fn a_veto_is_power_and_a_dummy_has_none() {
    // Two of three with a veto for the first: 4/6, 1/6, 1/6; the classic of Shapley and Shubik 1954.
    let indices = weighted(&[1, 1, 1], 2, "veto = [\"b000\"]");
    assert_eq!(shown(&indices, false), ["2/3", "1/6", "1/6"]);
    assert_eq!(shown(&indices, true), ["3/5", "1/5", "1/5"]);
    // Consent: everybody has a veto.
    let indices = weighted(&[5, 1, 1], 1, "max_objections = 0");
    assert_eq!(shown(&indices, false), ["1/3", "1/3", "1/3"]);
    // What cannot be reached gives nobody power.
    assert!(weighted(&[1, 1], 9, "").iter().all(|it| it.banzhaf.is_zero() && it.shapley_shubik.is_zero()));
}

#[test]
fn what_is_too_large_is_sampled_and_says_so() {
    let weights: Vec<u64> = (0..400).map(|at| 1 + at * 7919 % 997).collect();
    let bodies: String = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| format!("[[body]]\nid = \"b{at}\"\nweight = {weight}\n"))
        .collect();
    let power = of_rule(&bodies, "[rule]\nrequires = [{ more_than = \"1/2\" }]");
    assert!(!power.is_exact());
    assert!(power.method.to_string().starts_with("sampled: 12500 draws"), "{}", power.method);
    let total: BigRational = power.indices.iter().map(|it| &it.shapley_shubik).sum();
    assert_eq!(total, BigRational::one());
}

#[test]
fn a_rule_that_can_never_be_met_gives_a_crowd_no_power_and_takes_no_memory() {
    let bodies: String = (0..20_000).map(|at| format!("[[body]]\nid = \"b{at}\"\n")).collect();
    let power = of_rule(&bodies, "[rule]\nquorum = { at_least = 30000, measure = \"bodies\" }");
    assert!(power.is_exact() && power.indices.len() == 20_000);
    assert!(power.indices.iter().all(|it| it.banzhaf.is_zero() && it.shapley_shubik.is_zero()));
}

proptest! {
    /// Sums to one, equal members equal power, more weight never less power.
    #[test]
    fn the_axioms_hold(weights in prop::collection::vec(0_u64..30, 1..24), share in 50_u64..100) {
        let total: u64 = weights.iter().sum();
        let quota = (total * share / 100).max(1);
        let indices = weighted(&weights, quota, "");
        if total >= quota {
            let sum = |of: fn(&Indices) -> &BigRational| indices.iter().map(of).sum::<BigRational>();
            prop_assert_eq!(sum(|it| &it.banzhaf), BigRational::one());
            prop_assert_eq!(sum(|it| &it.shapley_shubik), BigRational::one());
        }
        for (a, own) in weights.iter().zip(&indices) {
            for (b, other) in weights.iter().zip(&indices) {
                prop_assert!(a < b || own.shapley_shubik >= other.shapley_shubik);
                prop_assert!(a < b || own.banzhaf >= other.banzhaf);
            }
        }
    }
}

#[test]
fn a_few_bodies_under_many_requirements_are_counted_and_not_sampled() {
    // Nine ways to say one thing are too many to combine, so that each coalition is looked at; the
    // figures are those of the table for one of them.
    let weights: Vec<u64> = (0..12).map(|at| 1 + at * 5 % 13).collect();
    let bodies: String = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| format!("[[body]]\nid = \"b{at:03}\"\nweight = {weight}\n"))
        .collect();
    let more = "veto = [\"b003\"]\nmax_objections = 8\n";
    let way = "[[rule.alternative]]\nrequires = [{ at_least = 40 }]\n";
    let looked_at = of_rule(&bodies, &format!("[rule]\n{more}{}", way.repeat(9)));
    assert!(looked_at.is_exact());
    assert_eq!(looked_at.indices, weighted(&weights, 40, more));

    // Weights without a common measure, whose table of sums would not fit.
    let large: Vec<u64> = (0..16).map(|at| 70_000_000_001 + at * 791_900_021).collect();
    let indices = weighted(&large, large.iter().sum::<u64>() / 2 + 1, "");
    assert_eq!(indices.iter().map(|it| &it.shapley_shubik).sum::<BigRational>(), BigRational::one());
    assert!(indices[15].shapley_shubik > indices[0].shapley_shubik);
}

#[test]
fn nobody_has_power_under_a_quorum_that_cannot_be_met() {
    let bodies: String =
        (0..400).map(|at| format!("[[body]]\nid = \"b{at}\"\nweight = {}\n", at + 1)).collect();
    let power = of_rule(&bodies, "[rule]\nquorum = { measure = \"bodies\", at_least = 401 }");
    assert!(power.is_exact());
    assert!(power.indices.iter().all(|it| it.banzhaf.is_zero() && it.shapley_shubik.is_zero()));
}
