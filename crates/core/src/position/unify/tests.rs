//! Unify against brute force: every claim of the answer recomputed from all packages and all sets
//! of bodies, on random dossiers over the whole language and all forms of the rule.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

use super::{Answer, Options, Preference, answer::Role, check::Case, unify};
use crate::{
    consultation::stance::Verdict,
    dossier::{Dossier, PositionKind},
    position::{
        model::{Fixed, Model, Suppositions},
        package::Package,
        rule::Fallback,
        unify::random::dossier,
    },
    text::Id,
};

/// A winning package with its figures, in the order of recommendation.
type Won = (u64, std::cmp::Reverse<u64>, Package);

struct Brute<'a> {
    dossier: &'a Dossier,
    suppositions: &'a Suppositions,
}

impl Brute<'_> {
    fn case(&self) -> Case<'_> {
        Case::new(self.dossier, self.suppositions)
    }

    fn ids(&self, package: &Package) -> Vec<Id> {
        package.iter().map(|at| self.dossier.conditions[at].id.clone()).collect()
    }

    /// Every winning package when some verdicts are fixed.
    fn winning(&self, fixed: &BTreeMap<&Id, Verdict>) -> Vec<Won> {
        let case = self.case();
        let mut winning: Vec<Won> = (0..1_usize << self.dossier.conditions.len())
            .filter_map(|set| {
                let package: Package =
                    (0..self.dossier.conditions.len()).filter(|at| set >> at & 1 == 1).collect();
                let ids = self.ids(&package);
                let chosen: BTreeSet<&Id> = ids.iter().collect();
                let verdicts = case.verdicts(&chosen, fixed);
                (case.is_consistent(&chosen) && case.is_won(&verdicts))
                    .then(|| (case.burden(&chosen), std::cmp::Reverse(case.support(&verdicts)), package))
            })
            .collect();
        winning.sort();
        winning
    }

    fn accepting(&self, package: &Package, fixed: &BTreeMap<&Id, Verdict>) -> BTreeSet<Id> {
        let ids = self.ids(package);
        let verdicts = self.case().verdicts(&ids.iter().collect(), fixed);
        let accepting = verdicts.into_iter().filter(|(_, verdict)| *verdict == Verdict::Accept);
        accepting.map(|(id, _)| id.clone()).collect()
    }

    fn is_won(&self, package: &Package, fixed: &BTreeMap<&Id, Verdict>) -> bool {
        let ids = self.ids(package);
        let case = self.case();
        case.is_won(&case.verdicts(&ids.iter().collect(), fixed))
    }
}

/// The subsets of some ids, smallest first.
fn subsets<'i>(ids: &[&'i Id]) -> Vec<Vec<&'i Id>> {
    let mut subsets: Vec<Vec<&Id>> = (0..1_usize << ids.len())
        .map(|set| (0..ids.len()).filter(|at| set >> at & 1 == 1).map(|at| ids[at]).collect())
        .collect();
    subsets.sort_by_key(|subset| (subset.len(), subset.clone()));
    subsets
}

fn check_against_brute_force(dossier: &Dossier, options: &Options) {
    let answer = unify(dossier, options).unwrap();
    check_answer(dossier, options, &answer);
}

fn check_answer(dossier: &Dossier, options: &Options, answer: &Answer) {
    let brute = Brute { dossier, suppositions: &options.suppositions };
    assert!(answer.proof.checked && answer.proof.optimal);
    assert!(answer.incomplete.is_empty(), "{:?}", answer.incomplete);
    let model = Model::new(dossier, &options.suppositions).unwrap();
    if !model.has_quorum() {
        assert_eq!(answer.position, PositionKind::None);
        assert!(answer.package.is_none() && answer.frontier.is_empty());
        return;
    }
    let nobody = BTreeMap::new();
    let winning = brute.winning(&nobody);
    let best = match options.prefer {
        Preference::Burden => winning.first().cloned(),
        Preference::Support => {
            winning.iter().min_by_key(|(burden, support, it)| (*support, *burden, it)).cloned()
        }
    };
    assert_eq!(answer.package, best.as_ref().map(|(_, _, package)| brute.ids(package)));
    assert_eq!(answer.burden, best.as_ref().map(|(burden, _, _)| *burden));
    assert_eq!(answer.support, best.as_ref().map(|(_, support, _)| support.0));
    assert_eq!(
        answer.position,
        match (&best, dossier.rule.fallback) {
            (Some((_, _, package)), _) if package.is_empty() => PositionKind::Accept,
            (Some(_), _) => PositionKind::AcceptWithConditions,
            (None, Fallback::Reject) => PositionKind::Reject,
            (None, Fallback::None) => PositionKind::None,
        }
    );

    let minimal: Vec<&Won> = winning
        .iter()
        .filter(|(_, _, own)| !winning.iter().any(|(_, _, other)| other != own && other.is_subset_of(own)))
        .collect();
    let listed: Vec<Vec<Id>> = minimal.iter().map(|(_, _, package)| brute.ids(package)).collect();
    assert_eq!(answer.minimal_packages, listed);
    let frontier: Vec<(u64, u64, Vec<Id>)> = winning
        .iter()
        .filter(|own| {
            !winning.iter().any(|other| {
                (other.0 < own.0 && other.1.0 >= own.1.0)
                    || (other.0 == own.0 && other.1.0 > own.1.0)
                    || (other.0 == own.0 && other.1 == own.1 && other.2 < own.2)
            })
        })
        .map(|(burden, support, package)| (*burden, support.0, brute.ids(package)))
        .collect();
    let told: Vec<(u64, u64, Vec<Id>)> =
        answer.frontier.iter().map(|it| (it.burden, it.support, it.package.clone())).collect();
    assert_eq!(told, frontier);

    for (at, condition) in dossier.conditions.iter().enumerate() {
        let told = answer.conditions.get(condition.id.as_str()).unwrap();
        let role = if !winning.is_empty() && winning.iter().all(|(_, _, it)| it.contains(at)) {
            Role::Indispensable
        } else if minimal.iter().any(|(_, _, it)| it.contains(at)) {
            Role::Exchangeable
        } else {
            Role::Unneeded
        };
        assert_eq!(told.role, role, "{}", condition.id);
        let without =
            winning.iter().filter(|(_, _, it)| !it.contains(at)).map(|(burden, _, _)| *burden).min();
        assert_eq!(told.burden_without, without, "{}", condition.id);
        if let Some((_, _, package)) = &best {
            let with = brute.accepting(package, &nobody);
            let without = brute.accepting(&package.without(at), &nobody);
            assert_eq!(told.needed_by, with.difference(&without).cloned().collect::<Vec<_>>());
            assert_eq!(told.opposed_by, without.difference(&with).cloned().collect::<Vec<_>>());
        }
    }
    match &best {
        Some((_, _, package)) => check_turning(&brute, package, answer),
        None => check_unlock(&brute, answer),
    }
    check_power(dossier, answer);
}

fn check_turning(brute: &Brute<'_>, package: &Package, answer: &Answer) {
    let accepting = brute.accepting(package, &BTreeMap::new());
    let accepting: Vec<&Id> = accepting.iter().collect();
    let loses =
        |turned: &[&Id]| !brute.is_won(package, &turned.iter().map(|&id| (id, Verdict::Reject)).collect());
    let pivotal: Vec<Id> = accepting.iter().filter(|&&id| loses(&[id])).map(|&id| id.clone()).collect();
    assert_eq!(answer.pivotal, pivotal);
    let margin = subsets(&accepting).iter().find(|turned| loses(turned)).map(|turned| turned.len() as u64);
    assert_eq!(answer.margin, margin);
    assert!(answer.unlock.is_none() && answer.clash.is_none());
}

fn check_unlock(brute: &Brute<'_>, answer: &Answer) {
    let bodies: Vec<&Id> = brute.dossier.bodies.iter().map(|body| &body.id).collect();
    let mut size = None;
    let mut sets = Vec::new();
    for set in subsets(&bodies) {
        if size.is_some_and(|size| size < set.len()) {
            break;
        }
        let fixed = set.iter().map(|&id| (id, Verdict::Accept)).collect();
        if let Some((_, _, package)) = brute.winning(&fixed).first() {
            size = Some(set.len());
            let mut named: Vec<Id> = set.into_iter().cloned().collect();
            named.sort();
            sets.push((named, brute.ids(package)));
        }
    }
    sets.sort();
    let unlock = answer.unlock.as_ref().unwrap();
    assert_eq!(unlock.size, size.map(|size| size as u64));
    let mut told: Vec<(Vec<Id>, Vec<Id>)> =
        unlock.sets.iter().map(|set| (set.bodies.clone(), set.package.clone())).collect();
    told.sort();
    assert_eq!(told, sets);
}

fn check_power(dossier: &Dossier, answer: &Answer) {
    let everybody = Suppositions::default();
    let case = Case::new(dossier, &everybody);
    let n = dossier.bodies.len();
    let is_won = |set: usize| {
        let verdicts =
            dossier.bodies.iter().enumerate().map(|(at, body)| {
                (&body.id, if set >> at & 1 == 1 { Verdict::Accept } else { Verdict::Reject })
            });
        case.is_won(&verdicts.collect())
    };
    // The quorum is a requirement like any other once everybody is present.
    let mut full = dossier.clone();
    if let Some(quorum) = &dossier.rule.quorum {
        for alternative in &mut full.rule.alternatives {
            alternative.requires = vec![quorum.clone()];
        }
    }
    let everyone: BTreeMap<&Id, Verdict> =
        full.bodies.iter().map(|body| (&body.id, Verdict::Accept)).collect();
    let can_meet = Case::new(&full, &everybody).is_won(&everyone) || dossier.rule.quorum.is_none();
    let factorial = |k: usize| (1..=k).product::<usize>();
    let mut swings = vec![0_usize; n];
    let mut orders = vec![0_usize; n];
    for set in 0..1_usize << n {
        for at in (0..n).filter(|at| set >> at & 1 == 0) {
            if can_meet && is_won(set | 1 << at) && !is_won(set) {
                swings[at] += 1;
                let size = set.count_ones() as usize;
                orders[at] += factorial(size) * factorial(n - size - 1);
            }
        }
    }
    let share = |part: usize, whole: usize| {
        if whole == 0 {
            BigRational::zero()
        } else {
            BigRational::new(BigInt::from(part), BigInt::from(whole))
        }
    };
    for (at, body) in dossier.bodies.iter().enumerate() {
        let told = answer.power.get(body.id.as_str()).unwrap();
        assert_eq!(told.banzhaf, share(swings[at], swings.iter().sum()).to_string());
        assert_eq!(told.shapley_shubik, share(orders[at], factorial(n)).to_string());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000)
    ))]

    #[test]
    fn every_claim_is_what_brute_force_finds(seed in any::<u64>(), bodies in 1_usize..6, conditions in 0_usize..6) {
        let (dossier, suppositions) = dossier(seed, bodies, conditions);
        for prefer in [Preference::Burden, Preference::Support] {
            let options = Options { suppositions: suppositions.clone(), prefer, deadline: None };
            check_against_brute_force(&dossier, &options);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_search_says_what_the_enumeration_says(seed in any::<u64>(), bodies in 1_usize..8, conditions in 0_usize..8) {
        let (dossier, suppositions) = dossier(seed, bodies, conditions);
        let model = Model::new(&dossier, &suppositions).unwrap();
        let enumerated = super::exhaustive::Enumeration::new(&model, &Fixed::new(), None).unwrap().landscape();
        prop_assert_eq!(
            super::least_burden(&model, None).0,
            enumerated.frontier.first().map(|trade| trade.burden)
        );
        for prefer in [Preference::Burden, Preference::Support] {
            let mut searched = super::search::Search::new(&model, &Fixed::new(), None).landscape(prefer);
            prop_assert!(searched.proof.is_optimal);
            searched.proof = enumerated.proof.clone();
            // The enumeration breaks ties of support among minimal packages later.
            searched.minimal.sort();
            let mut enumerated = enumerated.clone();
            enumerated.minimal.sort();
            prop_assert_eq!(searched, enumerated);
        }
    }

    #[test]
    fn nothing_depends_on_the_order_of_bodies(seed in any::<u64>(), bodies in 1_usize..8, conditions in 0_usize..8) {
        let (mut dossier, suppositions) = dossier(seed, bodies, conditions);
        let options = Options { suppositions, ..Options::default() };
        let told = serde_json::to_string(&unify(&dossier, &options).unwrap()).unwrap();
        dossier.bodies.reverse();
        dossier.stances.reverse();
        let again = serde_json::to_string(&unify(&dossier, &options).unwrap()).unwrap();
        prop_assert_eq!(told, again);
    }
}
