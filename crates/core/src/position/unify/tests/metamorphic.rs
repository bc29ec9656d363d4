//! What must not matter: how things are called, in which order they stand, in which units they are
//! counted, who shares a seat, what nobody asked for. Each case is changed in such a way, and the
//! answer must say the same.
//!
//! Cases here are larger than brute force could look through, for the answers are compared with each
//! other only.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::cases;
use crate::{
    consultation::stance::{Formula, Guard, Stance, Verdict},
    dossier::{Condition, Dossier, PositionKind},
    position::{
        model::Suppositions,
        quantity::{Quantity, Threshold},
        rule::{Measure, Requirement},
        unify::{Answer, Options, answer::Role, random::dossier, unify},
    },
    text::{Id, Text},
};

type Ids = BTreeSet<String>;

/// Bodies, how many more that are not named, and the package they would carry.
type Unlocking = (Ids, u64, Ids);

/// An answer without the order of bodies, under other names.
#[derive(Debug, PartialEq)]
struct Gist {
    position: PositionKind,
    package: Option<Ids>,
    figures: (Option<u64>, Option<u64>, u64),
    verdicts: BTreeMap<String, (Verdict, Option<usize>, Ids)>,
    confidential: Option<(u64, u64, u64)>,
    absent: Ids,
    must_ask_again: Ids,
    minimal: BTreeSet<Ids>,
    frontier: Vec<(u64, u64, Ids)>,
    conditions: BTreeMap<String, Need>,
    pivotal: Ids,
    margin: Option<u64>,
    unlock: Option<(Option<u64>, Vec<Unlocking>)>,
    /// Of several smallest clashes any may be told, so that only their size is the same.
    clash: Option<usize>,
    power: BTreeMap<String, (String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Need {
    role: Role,
    needed_by: Ids,
    opposed_by: Ids,
    burden_without: Option<u64>,
}

impl Gist {
    fn new(answer: &Answer, called: &dyn Fn(&str) -> String) -> Self {
        let ids = |ids: &[Id]| -> Ids { ids.iter().map(|id| called(id.as_str())).collect() };
        let because = |names: &[String]| -> Ids {
            let renamed = |name: &String| match name.strip_prefix('@') {
                Some(body) => format!("@{}", called(body)),
                None => called(name),
            };
            names.iter().map(renamed).collect()
        };
        let verdicts = answer
            .verdicts
            .0
            .iter()
            .map(|(id, told)| (called(id.as_str()), (told.verdict, told.clause, because(&told.because))));
        let conditions = answer.conditions.0.iter().map(|(id, told)| {
            let need = Need {
                role: told.role,
                needed_by: ids(&told.needed_by),
                opposed_by: ids(&told.opposed_by),
                burden_without: told.burden_without,
            };
            (called(id.as_str()), need)
        });
        let unlock = answer.unlock.as_ref().map(|unlock| {
            let sets = unlock.sets.iter();
            let mut sets: Vec<_> =
                sets.map(|set| (ids(&set.bodies), set.confidential, ids(&set.package))).collect();
            sets.sort();
            (unlock.size, sets)
        });
        let clash = answer.clash.as_ref().map(|clash| {
            let bodies = clash.bodies.len() + usize::try_from(clash.confidential).unwrap();
            bodies + clash.requirements.len() + clash.vetoes.len() + usize::from(clash.objections)
        });
        let power = answer
            .power
            .0
            .iter()
            .map(|(id, told)| (called(id.as_str()), (told.banzhaf.clone(), told.shapley_shubik.clone())));
        Self {
            position: answer.position,
            package: answer.package.as_deref().map(ids),
            figures: (answer.burden, answer.support, answer.support_base),
            verdicts: verdicts.collect(),
            confidential: answer.confidential.map(|it| (it.accept, it.reject, it.abstain)),
            absent: ids(&answer.absent),
            must_ask_again: ids(&answer.must_ask_again),
            minimal: answer.minimal_packages.iter().map(|package| ids(package)).collect(),
            frontier: answer.frontier.iter().map(|it| (it.burden, it.support, ids(&it.package))).collect(),
            conditions: conditions.collect(),
            pivotal: ids(&answer.pivotal),
            margin: answer.margin,
            unlock,
            clash,
            power: power.collect(),
        }
    }

    /// What is left when ties may fall otherwise: nothing that hangs on which of several equal
    /// packages is recommended.
    fn without_ties(mut self) -> Self {
        self.package = None;
        self.verdicts.clear();
        self.confidential = None;
        self.pivotal.clear();
        self.margin = None;
        self.frontier.iter_mut().for_each(|(_, _, package)| package.clear());
        for need in self.conditions.values_mut() {
            need.needed_by.clear();
            need.opposed_by.clear();
        }
        if let Some((_, sets)) = &mut self.unlock {
            sets.iter_mut().for_each(|(_, _, package)| package.clear());
        }
        self
    }
}

fn answer(dossier: &Dossier, suppositions: &Suppositions) -> Answer {
    let options = Options { suppositions: suppositions.clone(), ..Options::default() };
    let answer = unify(dossier, &options).unwrap();
    assert!(answer.proof.checked && answer.proof.optimal);
    answer
}

fn gist(dossier: &Dossier, suppositions: &Suppositions) -> Gist {
    Gist::new(&answer(dossier, suppositions), &|id| id.to_owned())
}

/// Puts the entries into an order that depends on the seed alone.
fn shuffle<T>(entries: &mut [T], mut seed: u64) {
    for last in (1..entries.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        entries.swap(last, usize::try_from(seed >> 33).unwrap() % (last + 1));
    }
}

fn rename_formula(formula: &mut Formula, called: &dyn Fn(&Id) -> Id) {
    match formula {
        Formula::Condition(id) | Formula::Accepts(id) => *id = called(id),
        Formula::Not(inner) => rename_formula(inner, called),
        Formula::All(parts) | Formula::Any(parts) | Formula::AtLeast(_, parts) => {
            parts.iter_mut().for_each(|part| rename_formula(part, called));
        }
    }
}

fn rename_stance(stance: &mut Stance, called: &dyn Fn(&Id) -> Id) {
    for clause in &mut stance.clauses {
        if let Guard::When { holds, unless } = &mut clause.guard {
            holds.iter_mut().chain(unless).for_each(|formula| rename_formula(formula, called));
        }
    }
}

/// Gives every body and every condition another id, among which they stand in another order.
fn rename(dossier: &mut Dossier, suppositions: &mut Suppositions, called: &dyn Fn(&Id) -> Id) {
    let rename = |ids: &mut Vec<Id>| ids.iter_mut().for_each(|id| *id = called(id));
    dossier.bodies.iter_mut().for_each(|body| body.id = called(&body.id));
    for condition in &mut dossier.conditions {
        condition.id = called(&condition.id);
        rename(&mut condition.implies);
        rename(&mut condition.excludes);
    }
    for filed in &mut dossier.stances {
        filed.body = called(&filed.body);
        rename_stance(&mut filed.says.stance, called);
    }
    rename(&mut dossier.rule.veto);
    for (body, stance) in &mut suppositions.assumed {
        *body = called(body);
        rename_stance(stance, called);
    }
    rename(&mut suppositions.with);
    rename(&mut suppositions.without);
}

/// Every requirement of the rule, the quorum among them.
fn requirements(dossier: &mut Dossier) -> impl Iterator<Item = &mut Requirement> {
    let rule = &mut dossier.rule;
    let alternatives = rule.alternatives.iter_mut().flat_map(|alternative| &mut alternative.requires);
    alternatives.chain(&mut rule.quorum)
}

/// Makes weight, or a named measure, of what was counted by bodies.
fn count_by_weight(dossier: &mut Dossier) {
    for requirement in requirements(dossier) {
        if requirement.measure == Measure::Bodies {
            requirement.measure = Measure::Weight;
        }
    }
    if dossier.rule.support == Measure::Bodies {
        dossier.rule.support = Measure::Weight;
    }
    dossier.rule.max_objections = None;
}

fn times(threshold: Threshold, factor: u64) -> Threshold {
    let quantity = match threshold.quantity() {
        Quantity::Count(count) => Quantity::Count(count * factor),
        share => share,
    };
    match threshold {
        Threshold::AtLeast(_) => Threshold::AtLeast(quantity),
        Threshold::MoreThan(_) => Threshold::MoreThan(quantity),
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn what_things_are_called_does_not_matter(
        seed in any::<u64>(), bodies in 1_usize..=9, conditions in 0_usize..=10
    ) {
        let (mut dossier, mut suppositions) = dossier(seed, bodies, conditions);
        let before = gist(&dossier, &suppositions);
        let mut names: Vec<String> = (0..bodies + conditions).map(|at| format!("ن{at}")).collect();
        shuffle(&mut names, seed);
        let ids = dossier.bodies.iter().map(|body| &body.id).chain(dossier.conditions.iter().map(|it| &it.id));
        let names: BTreeMap<Id, String> = ids.cloned().zip(names).collect();
        rename(&mut dossier, &mut suppositions, &|id| Id::new(&names[id]).unwrap());
        let called = |id: &str| names.iter().find(|(_, name)| *name == id).unwrap().0.to_string();
        prop_assert_eq!(Gist::new(&answer(&dossier, &suppositions), &called), before);
    }

    #[test]
    fn the_order_of_bodies_and_stances_does_not_change_a_byte(
        seed in any::<u64>(), bodies in 1_usize..=9, conditions in 0_usize..=10
    ) {
        let (mut dossier, suppositions) = dossier(seed, bodies, conditions);
        let told = |dossier: &Dossier| serde_json::to_string(&answer(dossier, &suppositions)).unwrap();
        let before = told(&dossier);
        shuffle(&mut dossier.bodies, seed);
        shuffle(&mut dossier.stances, !seed);
        shuffle(&mut dossier.rule.veto, seed);
        prop_assert_eq!(told(&dossier), before);
    }

    #[test]
    fn the_order_of_conditions_decides_between_equals_and_nothing_else(
        seed in any::<u64>(), bodies in 1_usize..=9, conditions in 0_usize..=10
    ) {
        let (mut dossier, suppositions) = dossier(seed, bodies, conditions);
        let before = gist(&dossier, &suppositions);
        shuffle(&mut dossier.conditions, seed);
        let after = gist(&dossier, &suppositions);
        if after.package == before.package {
            // The same package: what is said of it is the same too, though what settles a verdict
            // may be told in more than one way.
            let verdicts = |gist: &Gist| -> Vec<_> { gist.verdicts.values().map(|told| told.0).collect() };
            prop_assert_eq!(verdicts(&after), verdicts(&before));
            prop_assert_eq!(&after.conditions, &before.conditions);
            prop_assert_eq!((&after.pivotal, after.margin), (&before.pivotal, before.margin));
        }
        prop_assert_eq!(after.without_ties(), before.without_ties());
    }

    #[test]
    fn a_body_may_share_its_weight_with_a_twin_that_says_the_same(
        seed in any::<u64>(), bodies in 1_usize..=8, conditions in 0_usize..=9
    ) {
        let (mut dossier, mut suppositions) = dossier(seed, bodies, conditions);
        count_by_weight(&mut dossier);
        let before = gist(&dossier, &suppositions);
        let at = usize::try_from(seed % bodies as u64).unwrap();
        let own = dossier.bodies[at].id.clone();
        let twin = Id::new("twin").unwrap();
        let mut other = dossier.bodies[at].clone();
        other.id = twin.clone();
        let given = (seed >> 8) % (other.weight + 1);
        dossier.bodies[at].weight -= given;
        other.weight = given;
        for ((_, kept), (_, given)) in dossier.bodies[at].measures.iter_mut().zip(&mut other.measures) {
            *given = (seed >> 16) % (*kept + 1);
            *kept -= *given;
        }
        dossier.bodies.push(other);
        let said: Vec<_> = dossier.stances.iter().filter(|filed| filed.body == own).cloned().collect();
        for mut filed in said {
            filed.body = twin.clone();
            dossier.stances.push(filed);
        }
        let assumed: Vec<_> = suppositions.assumed.iter().filter(|(body, _)| *body == own).cloned().collect();
        suppositions.assumed.extend(assumed.into_iter().map(|(_, stance)| (twin.clone(), stance)));
        if dossier.rule.veto.contains(&own) && seed % 2 == 0 {
            dossier.rule.veto.push(twin);
        }
        let after = gist(&dossier, &suppositions);
        prop_assert_eq!(&after.package, &before.package);
        prop_assert_eq!(after.position, before.position);
        prop_assert_eq!(after.figures, before.figures);
        prop_assert_eq!(&after.minimal, &before.minimal);
        prop_assert_eq!(&after.frontier, &before.frontier);
        for (id, told) in &before.verdicts {
            prop_assert_eq!(&after.verdicts[id], told);
        }
        let without_twin = |need: &Need| {
            let mut need = need.clone();
            need.needed_by.remove("twin");
            need.opposed_by.remove("twin");
            need
        };
        let conditions: BTreeMap<_, _> =
            after.conditions.iter().map(|(id, need)| (id.clone(), without_twin(need))).collect();
        prop_assert_eq!(conditions, before.conditions);
        // To break what stood by one body, both may be needed, and never more than that.
        prop_assert!(after.margin >= before.margin && after.margin <= before.margin.map(|it| it + 1));
    }

    #[test]
    fn a_condition_that_nobody_names_changes_nothing(
        seed in any::<u64>(), bodies in 1_usize..=9, conditions in 0_usize..=9
    ) {
        let (mut dossier, suppositions) = dossier(seed, bodies, conditions);
        let mut expected = gist(&dossier, &suppositions);
        let extra = Condition {
            id: Id::new("extra").unwrap(),
            text: Text::plain("extra"),
            burden: 1 + seed % 3,
            stops: Vec::new(),
            // It may drag others along or shut them out; nobody would choose it for that.
            implies: dossier.conditions.iter().take(usize::from(seed % 5 == 0)).map(|it| it.id.clone()).collect(),
            excludes: dossier.conditions.iter().skip(1).take(usize::from(seed % 7 == 0)).map(|it| it.id.clone()).collect(),
            proposed_by: None,
        };
        let at = usize::try_from(seed % (conditions as u64 + 1)).unwrap();
        dossier.conditions.insert(at, extra);
        let unneeded = Need {
            role: Role::Unneeded,
            needed_by: Ids::new(),
            opposed_by: Ids::new(),
            burden_without: expected.figures.0,
        };
        expected.conditions.insert("extra".into(), unneeded);
        prop_assert_eq!(gist(&dossier, &suppositions), expected);
    }

    #[test]
    fn the_units_of_weight_and_burden_do_not_matter(
        seed in any::<u64>(), bodies in 1_usize..=9, conditions in 0_usize..=10,
        weight in 1_u64..=1_000_000_000, burden in 1_u64..=1_000_000_000
    ) {
        let (mut dossier, suppositions) = dossier(seed, bodies, conditions);
        let mut expected = gist(&dossier, &suppositions);
        for body in &mut dossier.bodies {
            body.weight *= weight;
            body.measures.iter_mut().for_each(|(_, count)| *count *= weight);
        }
        dossier.conditions.iter_mut().for_each(|condition| condition.burden *= burden);
        for requirement in requirements(&mut dossier) {
            if requirement.measure != Measure::Bodies {
                requirement.threshold = times(requirement.threshold, weight);
            }
        }
        let support = if dossier.rule.support == Measure::Bodies { 1 } else { weight };
        let (own_burden, own_support, base) = expected.figures;
        expected.figures = (own_burden.map(|it| it * burden), own_support.map(|it| it * support), base * support);
        for (own_burden, own_support, _) in &mut expected.frontier {
            *own_burden *= burden;
            *own_support *= support;
        }
        for need in expected.conditions.values_mut() {
            need.burden_without = need.burden_without.map(|it| it * burden);
        }
        prop_assert_eq!(gist(&dossier, &suppositions), expected);
    }

    #[test]
    fn to_ask_for_the_recommended_package_and_no_other_changes_nothing_that_is_said_of_it(
        seed in any::<u64>(), bodies in 1_usize..=9, conditions in 0_usize..=10
    ) {
        let (dossier, mut suppositions) = dossier(seed, bodies, conditions);
        let before = answer(&dossier, &suppositions);
        let Some(package) = before.package.clone() else {
            return Ok(());
        };
        let (with, without): (Vec<Id>, Vec<Id>) =
            dossier.conditions.iter().map(|it| it.id.clone()).partition(|id| package.contains(id));
        (suppositions.with, suppositions.without) = (with, without);
        let after = answer(&dossier, &suppositions);
        prop_assert_eq!(&after.package, &before.package);
        prop_assert_eq!((after.burden, after.support), (before.burden, before.support));
        prop_assert_eq!(&after.verdicts, &before.verdicts);
        prop_assert_eq!((&after.pivotal, after.margin), (&before.pivotal, before.margin));
        prop_assert_eq!(after.minimal_packages, vec![package]);
    }
}
