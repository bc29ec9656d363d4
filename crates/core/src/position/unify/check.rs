//! The checker: recomputes an answer's claims from the dossier itself.
//!
//! It reads the stances as written, by id and clause by clause, and the rule requirement by
//! requirement. It shares no code with the model or the engines, so that a mistake there cannot
//! hide here. What it can refute: a package that is inconsistent, does not win, or has another
//! burden or support; a "minimal" package that wins with a condition less; a trade that another
//! beats; a pivotal body that is not; a verdict that is another.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::Answer;
use crate::{
    consultation::stance::{Formula, Guard, Stance, Verdict},
    dossier::{Body, Dossier, Standing},
    position::{
        model::{Counted, Suppositions},
        quantity::{Quantity, Threshold},
        rule::{Base, Measure, Requirement},
    },
    text::Id,
};

/// Whether every claim that can be recomputed holds.
pub fn is_confirmed(dossier: &Dossier, suppositions: &Suppositions, answer: &Answer) -> bool {
    let case = Case::new(dossier, suppositions);
    let confirmed = |package: &[Id], burden: Option<u64>, support: Option<u64>| {
        let package: BTreeSet<&Id> = package.iter().collect();
        let verdicts = case.verdicts(&package, &BTreeMap::new());
        case.is_consistent(&package)
            && case.is_won(&verdicts)
            && burden.is_none_or(|burden| burden == case.burden(&package))
            && support.is_none_or(|support| support == case.support(&verdicts))
    };
    let Some(recommended) = &answer.package else {
        return answer.frontier.is_empty() && answer.minimal_packages.is_empty();
    };
    let package: BTreeSet<&Id> = recommended.iter().collect();
    let verdicts = case.verdicts(&package, &BTreeMap::new());
    confirmed(recommended, answer.burden, answer.support)
        && answer.frontier.iter().all(|it| confirmed(&it.package, Some(it.burden), Some(it.support)))
        && answer.frontier.is_sorted_by(|a, b| a.burden < b.burden && a.support < b.support)
        && answer.minimal_packages.iter().all(|minimal| {
            let is_reducible = (0..minimal.len()).any(|left_out| {
                let mut fewer = minimal.clone();
                fewer.remove(left_out);
                confirmed(&fewer, None, None)
            });
            confirmed(minimal, None, None) && !is_reducible
        })
        && answer.verdicts.0.iter().all(|(id, told)| verdicts.get(id) == Some(&told.verdict))
        && answer.pivotal.iter().all(|id| {
            let turned = case.verdicts(&package, &BTreeMap::from([(id, Verdict::Reject)]));
            verdicts.get(id) == Some(&Verdict::Accept) && !case.is_won(&turned)
        })
}

/// The dossier with what is supposed beyond it.
pub(super) struct Case<'a> {
    dossier: &'a Dossier,
    suppositions: &'a Suppositions,
    stances: BTreeMap<&'a Id, &'a Stance>,
}

impl<'a> Case<'a> {
    pub(super) fn new(dossier: &'a Dossier, suppositions: &'a Suppositions) -> Self {
        let mut stances = BTreeMap::new();
        for filed in &dossier.stances {
            let counts = suppositions.counted == Counted::Everything || filed.standing == Standing::Mandated;
            if counts && filed.version == dossier.initiative.version {
                stances.insert(&filed.body, &filed.says.stance);
            }
        }
        stances.extend(suppositions.assumed.iter().map(|(body, stance)| (body, stance)));
        Self { dossier, suppositions, stances }
    }

    pub(super) fn is_consistent(&self, package: &BTreeSet<&Id>) -> bool {
        self.suppositions.with.iter().all(|id| package.contains(id))
            && !self.suppositions.without.iter().any(|id| package.contains(id))
            && self.dossier.conditions.iter().filter(|it| package.contains(&it.id)).all(|it| {
                it.implies.iter().all(|other| package.contains(other))
                    && !it.excludes.iter().any(|other| package.contains(other))
            })
    }

    pub(super) fn burden(&self, package: &BTreeSet<&Id>) -> u64 {
        let chosen = self.dossier.conditions.iter().filter(|it| package.contains(&it.id));
        chosen.map(|it| it.burden).sum()
    }

    /// The verdicts of the bodies present: start with everybody accepting, and let fall who does
    /// not, until nobody more does. A body whose verdict is fixed is present.
    pub(super) fn verdicts(
        &self,
        package: &BTreeSet<&Id>,
        fixed: &BTreeMap<&Id, Verdict>,
    ) -> BTreeMap<&'a Id, Verdict> {
        let bodies = self.dossier.bodies.iter().map(|body| &body.id);
        let present: Vec<&'a Id> =
            bodies.filter(|id| self.stances.contains_key(id) || fixed.contains_key(id)).collect();
        let mut verdicts: BTreeMap<&'a Id, Verdict> =
            present.iter().map(|&body| (body, Verdict::Accept)).collect();
        loop {
            let said = |body| match (fixed.get(body), self.stances.get(body)) {
                (Some(&fixed), _) => fixed,
                (None, Some(stance)) => verdict(stance, package, &verdicts),
                (None, None) => Verdict::Abstain,
            };
            let next = present.iter().map(|&body| (body, said(body))).collect();
            if next == verdicts {
                return verdicts;
            }
            verdicts = next;
        }
    }

    pub(super) fn is_won(&self, verdicts: &BTreeMap<&Id, Verdict>) -> bool {
        let rule = &self.dossier.rule;
        let objections = verdicts.values().filter(|&&verdict| verdict == Verdict::Reject).count();
        verdicts.values().any(|&verdict| verdict == Verdict::Accept)
            && rule.veto.iter().all(|body| verdicts.get(body) != Some(&Verdict::Reject))
            && rule.max_objections.is_none_or(|most| objections as u64 <= most)
            && rule
                .alternatives
                .iter()
                .any(|alternative| alternative.requires.iter().all(|it| self.is_met(it, verdicts)))
    }

    fn is_met(&self, requirement: &Requirement, verdicts: &BTreeMap<&Id, Verdict>) -> bool {
        let (mut sum, mut base) = (0_u128, 0_u128);
        for body in &self.dossier.bodies {
            if requirement.chamber.as_ref().is_some_and(|chamber| !body.chambers.contains(chamber)) {
                continue;
            }
            let counts = u128::from(count(body, &requirement.measure));
            let said = verdicts.get(&body.id);
            if said == Some(&Verdict::Accept) {
                sum += counts;
            }
            let belongs = match requirement.base {
                Base::Members => true,
                Base::Present => said.is_some(),
                Base::Cast => said.is_some_and(|&said| said != Verdict::Abstain),
            };
            if belongs {
                base += counts;
            }
        }
        let (quantity, is_strict) = match requirement.threshold {
            Threshold::AtLeast(quantity) => (quantity, false),
            Threshold::MoreThan(quantity) => (quantity, true),
        };
        let (left, right) = match quantity {
            Quantity::Count(count) => (sum, u128::from(count)),
            Quantity::Share(share) => (sum * u128::from(share.whole()), base * u128::from(share.part())),
        };
        left > right || (!is_strict && left == right)
    }

    pub(super) fn support(&self, verdicts: &BTreeMap<&Id, Verdict>) -> u64 {
        let accepting =
            self.dossier.bodies.iter().filter(|body| verdicts.get(&body.id) == Some(&Verdict::Accept));
        accepting.map(|body| count(body, &self.dossier.rule.support)).sum()
    }
}

fn count(body: &Body, measure: &Measure) -> u64 {
    match measure {
        Measure::Bodies => 1,
        Measure::Weight => body.weight,
        Measure::Named(name) => {
            body.measures.iter().filter(|(own, _)| own == name).map(|(_, count)| count).sum()
        }
    }
}

fn verdict(stance: &Stance, package: &BTreeSet<&Id>, verdicts: &BTreeMap<&Id, Verdict>) -> Verdict {
    for clause in &stance.clauses {
        let holds = match &clause.guard {
            Guard::Always | Guard::Otherwise => true,
            Guard::When { holds, unless } => {
                holds.as_ref().is_none_or(|formula| is_true(formula, package, verdicts))
                    && !unless.as_ref().is_some_and(|formula| is_true(formula, package, verdicts))
            }
        };
        if holds {
            return clause.verdict;
        }
    }
    Verdict::Reject
}

fn is_true(formula: &Formula, package: &BTreeSet<&Id>, verdicts: &BTreeMap<&Id, Verdict>) -> bool {
    let is_true = |part: &Formula| is_true(part, package, verdicts);
    match formula {
        Formula::Condition(id) => package.contains(id),
        Formula::Accepts(id) => verdicts.get(id) == Some(&Verdict::Accept),
        Formula::Not(inner) => !is_true(inner),
        Formula::All(parts) => parts.iter().all(is_true),
        Formula::Any(parts) => parts.iter().any(is_true),
        Formula::AtLeast(least, parts) => parts.iter().filter(|part| is_true(part)).count() as u64 >= *least,
    }
}
