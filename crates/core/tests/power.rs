//! Power indices against listing every winning coalition, against small cases and against axioms.
//!
//! Tables that others have published stand in `published_power.rs`. What a test here takes from a
//! source it names; every other figure is recomputed by [`listed`], which shares nothing with the
//! program: no table, no formula over sizes, only the definitions.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use mawqif_core::{
    dossier::read,
    position::{
        model::{Model, Suppositions},
        power::{Indices, Power, power},
    },
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
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

/// Every winning coalition, one by one, with the members without which it would not win.
struct Listing<'l> {
    /// Of each member, what it counts for in each measure.
    members: &'l [Vec<u64>],
    /// What a winning coalition has at least, in each measure.
    needs: &'l [u64],
    /// By member and size: how many winning coalitions of the size turn on the member.
    critical: Vec<Vec<u64>>,
}

impl Listing<'_> {
    fn all(&mut self, at: usize, sums: &[u64], coalition: &mut Vec<usize>) {
        let rest = |measure: usize| self.members[at..].iter().map(|member| member[measure]).sum::<u64>();
        if (0..self.needs.len()).any(|measure| sums[measure] + rest(measure) < self.needs[measure]) {
            return;
        }
        if at == self.members.len() {
            for &member in &*coalition {
                let without = sums.iter().zip(&self.members[member]).map(|(sum, own)| sum - own);
                if without.zip(self.needs).any(|(sum, need)| sum < *need) {
                    self.critical[member][coalition.len()] += 1;
                }
            }
            return;
        }
        self.all(at + 1, sums, coalition);
        let with: Vec<u64> = sums.iter().zip(&self.members[at]).map(|(sum, own)| sum + own).collect();
        coalition.push(at);
        self.all(at + 1, &with, coalition);
        coalition.pop();
    }
}

/// The Banzhaf and the Shapley–Shubik index of each member, by their definitions.
fn listed(members: &[Vec<u64>], needs: &[u64]) -> Vec<(BigRational, BigRational)> {
    let size = members.len();
    let mut listing = Listing { members, needs, critical: vec![vec![0; size + 1]; size] };
    listing.all(0, &vec![0; needs.len()], &mut Vec::new());
    let factorial = |of: usize| (1..=of).map(BigInt::from).product::<BigInt>();
    let swings: u64 = listing.critical.iter().flatten().sum();
    let index = |critical: &Vec<u64>| {
        // The orders in which the coalition comes first and the member comes last of it.
        let orders = |at: usize| BigInt::from(critical[at]) * factorial(at - 1) * factorial(size - at);
        (
            BigRational::new(critical.iter().sum::<u64>().into(), swings.into()),
            BigRational::new((1..=size).map(orders).sum(), factorial(size)),
        )
    };
    listing.critical.iter().map(index).collect()
}

fn assert_listed(found: &[Indices], members: &[Vec<u64>], needs: &[u64]) {
    let found: Vec<_> = found.iter().map(|it| (it.banzhaf.clone(), it.shapley_shubik.clone())).collect();
    assert_eq!(found, listed(members, needs));
}

#[test]
fn the_european_economic_community_of_six() {
    // Germany, France, Italy 4; Belgium, Netherlands 2; Luxembourg 1; quota 12. The Banzhaf indices as
    // in Gregersen (editor), "The Britannica Guide to Statistics and Probability", 2011, page 194.
    let weights = [4, 4, 4, 2, 2, 1];
    let indices = weighted(&weights, 12, "");
    assert_eq!(shown(&indices, true), ["5/21", "5/21", "5/21", "1/7", "1/7", "0"]);
    assert_listed(&indices, &weights.map(|weight| vec![weight]), &[12]);
}

#[test]
fn the_council_of_fifteen() {
    // 62 of 87 votes, as before the Treaty of Nice (glossary of the European Convention, "Qualified
    // majority"). The indices are no published ones: they are listed here.
    let weights = [10, 10, 10, 10, 8, 5, 5, 5, 5, 4, 4, 3, 3, 3, 2];
    assert_listed(&weighted(&weights, 62, ""), &weights.map(|weight| vec![weight]), &[62]);
}

#[test]
fn the_board_of_supervisors_of_nassau_county() {
    // Hempstead twice, the third of the large, then those that decide nothing (Malkevitch, "Voting
    // Games: Part II", Feature Column of the American Mathematical Society): in 1958 Oyster Bay, Long
    // Beach, Glen Cove; in 1964 North Hempstead in place of Oyster Bay.
    for (weights, quota) in [([9, 9, 7, 3, 1, 1], 16), ([31, 31, 28, 21, 2, 2], 58)] {
        let indices = weighted(&weights, quota, "");
        for banzhaf in [true, false] {
            assert_eq!(shown(&indices, banzhaf), ["1/3", "1/3", "1/3", "0", "0", "0"]);
        }
    }
    // Since 1970, with a quota of 63, everybody decides something.
    let indices = weighted(&[31, 31, 28, 21, 2, 2], 63, "");
    assert!(indices.iter().all(|it| !it.banzhaf.is_zero()));
}

#[test]
fn the_twenty_seven_under_the_treaty_of_nice() {
    // 255 of 345 votes, 14 members, and 62 % of the people. Votes as the game theory group of Seville
    // gives them, people rounded from there to thousandths of the Union's ("Nice European Council",
    // 2000, <http://www.esi2.us.es/~mbilbao/niza.htm>). The indices are no published ones: they are
    // listed here.
    let votes =
        [29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 3];
    let people = [
        170, 123, 123, 120, 82, 80, 47, 33, 22, 21, 21, 21, 21, 18, 17, 17, 11, 11, 11, 8, 8, 5, 4, 3, 2, 1,
        1,
    ];
    let members: Vec<Vec<u64>> =
        votes.iter().zip(people).map(|(&votes, people)| vec![votes, 1, people]).collect();
    let bodies: String = members
        .iter()
        .enumerate()
        .map(|(at, own)| {
            format!("[[body]]\nid = \"b{at:02}\"\nmeasures = {{ votes = {}, people = {} }}\n", own[0], own[2])
        })
        .collect();
    let power = of_rule(
        &bodies,
        "[rule]\nrequires = [{ measure = \"votes\", at_least = 255 }, { measure = \"bodies\", at_least = 14 }, \
         { measure = \"people\", at_least = 620 }]",
    );
    assert!(power.is_exact());
    assert_listed(&power.indices, &members, &[255, 14, 620]);
}

#[test]
fn a_veto_is_power_and_a_dummy_has_none() {
    // Two of three with a veto for the first.
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
fn a_crowd_under_many_requirements_is_sampled_by_fewer_draws() {
    let bodies: String = (0..400).map(|at| format!("[[body]]\nid = \"b{at}\"\n")).collect();
    let majority = of_rule(&bodies, "[rule]\nrequires = [{ more_than = \"1/2\" }]");
    assert!(majority.method.to_string().starts_with("sampled: 12500 draws"), "{}", majority.method);
    let requirements = "{ at_least = 7 },".repeat(100);
    let ways = format!("[[rule.alternative]]\nrequires = [{requirements}]\n").repeat(12);
    let many = of_rule(&bodies, &ways);
    assert!(many.method.to_string().starts_with("sampled: 100 draws"), "{}", many.method);
}

#[test]
fn nobody_has_power_under_a_quorum_that_cannot_be_met() {
    let bodies: String =
        (0..400).map(|at| format!("[[body]]\nid = \"b{at}\"\nweight = {}\n", at + 1)).collect();
    let power = of_rule(&bodies, "[rule]\nquorum = { measure = \"bodies\", at_least = 401 }");
    assert!(power.is_exact());
    assert!(power.indices.iter().all(|it| it.banzhaf.is_zero() && it.shapley_shubik.is_zero()));
}
