//! The case as the checker reads it: stances as written, by id and clause by clause, and the rule
//! requirement by requirement.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    consultation::stance::{Formula, Guard, Stance, Verdict},
    dossier::{Body, Confidence, Dossier, Standing},
    position::{
        model::{Counted, Suppositions},
        quantity::{Quantity, Threshold},
        rule::{Base, Measure, Requirement},
    },
    text::Id,
};

/// The dossier with what is supposed beyond it.
pub struct Case<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// What is supposed.
    pub suppositions: &'a Suppositions,
    /// The stances that count, by body.
    pub stances: BTreeMap<&'a Id, &'a Stance>,
    /// Bodies whose stance is confidential.
    hidden: BTreeSet<&'a Id>,
    /// By body: the bodies whose stance names it.
    awaiting: BTreeMap<&'a Id, BTreeSet<&'a Id>>,
}

impl<'a> Case<'a> {
    /// Reads a dossier.
    pub fn new(dossier: &'a Dossier, suppositions: &'a Suppositions) -> Self {
        let mut stances = BTreeMap::new();
        let mut hidden = BTreeSet::new();
        for filed in &dossier.stances {
            let is_current = filed.version == dossier.initiative.version;
            if is_current && filed.confidence == Confidence::Confidential {
                hidden.insert(&filed.body);
            }
            let counts = suppositions.counted == Counted::Everything || filed.standing == Standing::Mandated;
            if counts && is_current {
                stances.insert(&filed.body, &filed.says.stance);
            }
        }
        stances.extend(suppositions.assumed.iter().map(|(body, stance)| (body, stance)));
        let mut awaiting: BTreeMap<&Id, BTreeSet<&Id>> = BTreeMap::new();
        for (&body, stance) in &stances {
            for clause in &stance.clauses {
                if let Guard::When { holds: Some(formula), .. } = &clause.guard {
                    name_awaited(formula, &mut |other| {
                        awaiting.entry(other).or_default().insert(body);
                    });
                }
            }
        }
        Self { dossier, suppositions, stances, hidden, awaiting }
    }

    /// Whether the quorum is met.
    pub fn has_quorum(&self) -> bool {
        let present = self.dossier.bodies.iter().filter(|body| self.stances.contains_key(&body.id));
        let everybody = present.map(|body| (&body.id, Verdict::Accept)).collect();
        self.dossier.rule.quorum.as_ref().is_none_or(|quorum| self.is_met(quorum, &everybody))
    }

    /// Whether everybody may see what the body says.
    pub fn is_open(&self, body: &Id) -> bool {
        !self.hidden.contains(body)
    }

    /// Whether the package keeps what its conditions imply and exclude, and what is supposed.
    pub fn is_consistent(&self, package: &BTreeSet<&Id>) -> bool {
        self.suppositions.with.iter().all(|id| package.contains(id))
            && !self.suppositions.without.iter().any(|id| package.contains(id))
            && self.dossier.conditions.iter().filter(|it| package.contains(&it.id)).all(|it| {
                it.implies.iter().all(|other| package.contains(other))
                    && !it.excludes.iter().any(|other| package.contains(other))
            })
    }

    /// The sum of its burdens.
    pub fn burden(&self, package: &BTreeSet<&Id>) -> u64 {
        let chosen = self.dossier.conditions.iter().filter(|it| package.contains(&it.id));
        chosen.map(|it| it.burden).sum()
    }

    /// The verdicts of the bodies present: start with everybody accepting, and let fall who does
    /// not, until nobody more does. A body whose verdict is fixed is present.
    pub fn verdicts(
        &self,
        package: &BTreeSet<&Id>,
        fixed: &BTreeMap<&Id, Verdict>,
    ) -> BTreeMap<&'a Id, Verdict> {
        let bodies = self.dossier.bodies.iter().map(|body| &body.id);
        let present: Vec<&'a Id> =
            bodies.filter(|id| self.stances.contains_key(id) || fixed.contains_key(id)).collect();
        let mut verdicts: BTreeMap<&'a Id, Verdict> =
            present.iter().map(|&body| (body, Verdict::Accept)).collect();
        let mut due: BTreeSet<&'a Id> = present.into_iter().collect();
        while !due.is_empty() {
            let said = |body: &Id| match (fixed.get(body), self.stances.get(body)) {
                (Some(&fixed), _) => fixed,
                (None, Some(stance)) => verdict(stance, package, &verdicts),
                (None, None) => Verdict::Abstain,
            };
            let said: Vec<(&'a Id, Verdict)> = due.iter().map(|&body| (body, said(body))).collect();
            due.clear();
            for (body, said) in said {
                if verdicts.insert(body, said) == Some(Verdict::Accept) && said != Verdict::Accept {
                    // Who waits for it has to be asked again.
                    due.extend(self.awaiting.get(body).into_iter().flatten());
                }
            }
            due.retain(|body| verdicts.contains_key(body));
        }
        verdicts
    }

    /// Whether the verdicts make a package win.
    pub fn is_won(&self, verdicts: &BTreeMap<&Id, Verdict>) -> bool {
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

    /// The support that the verdicts give.
    pub fn support(&self, verdicts: &BTreeMap<&Id, Verdict>) -> u64 {
        let accepting =
            self.dossier.bodies.iter().filter(|body| verdicts.get(&body.id) == Some(&Verdict::Accept));
        accepting.map(|body| count(body, &self.dossier.rule.support)).sum()
    }
}

/// What a body counts in a measure.
pub fn count(body: &Body, measure: &Measure) -> u64 {
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

/// Calls `name` with every body that a formula waits for.
fn name_awaited<'f>(formula: &'f Formula, name: &mut impl FnMut(&'f Id)) {
    match formula {
        Formula::Condition(_) => {}
        Formula::Accepts(id) => name(id),
        Formula::Not(inner) => name_awaited(inner, name),
        Formula::All(parts) | Formula::Any(parts) | Formula::AtLeast(_, parts) => {
            parts.iter().for_each(|part| name_awaited(part, name));
        }
    }
}
