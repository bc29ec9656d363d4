//! From a dossier to its model: ids become positions, measures become counts.

use std::collections::HashMap;

use super::{
    Asked, Choice, Condition, Counted, Expression, Member, Model, SuppositionError, Suppositions, Tally,
    Terms, Voice,
};
use crate::{
    consultation::stance::{Formula, Guard, Stance},
    dossier::{Confidence, Dossier, Standing},
    position::rule::{Measure, Requirement},
    text::Id,
};

impl Model {
    /// Reduces a dossier that has been read without errors.
    pub fn new(dossier: &Dossier, suppositions: &Suppositions) -> Result<Self, SuppositionError> {
        let mut bodies: Vec<_> = dossier.bodies.iter().collect();
        bodies.sort_by(|a, b| a.id.cmp(&b.id));
        let member_at: HashMap<&Id, usize> =
            bodies.iter().enumerate().map(|(at, body)| (&body.id, at)).collect();
        let condition_at: HashMap<&Id, usize> =
            dossier.conditions.iter().enumerate().map(|(at, it)| (&it.id, at)).collect();
        let names = Names { members: &member_at, conditions: &condition_at };

        let mut members: Vec<Member> = bodies
            .iter()
            .map(|body| Member {
                id: body.id.clone(),
                voice: None,
                confidence: Confidence::Open,
                asked: Asked::Once,
            })
            .collect();
        for filed in &dossier.stances {
            let Some(&at) = member_at.get(&filed.body) else {
                continue;
            };
            let member = &mut members[at];
            if filed.version != dossier.initiative.version {
                if member.voice.is_none() {
                    member.asked = Asked::Again;
                }
            } else {
                member.asked = Asked::Once;
                member.confidence = filed.confidence;
                if suppositions.counted == Counted::Everything || filed.standing == Standing::Mandated {
                    member.voice = Some(names.voice(&filed.says.stance));
                }
            }
        }
        // A current stance anywhere in the file outdoes an older one.
        for filed in &dossier.stances {
            if filed.version == dossier.initiative.version
                && let Some(&at) = member_at.get(&filed.body)
            {
                members[at].asked = Asked::Once;
            }
        }
        for (id, stance) in &suppositions.assumed {
            let &at = member_at.get(id).ok_or_else(|| SuppositionError::Body(id.clone()))?;
            members[at].voice = Some(names.voice(stance));
            members[at].asked = Asked::Once;
        }

        let conditions = names.conditions_of(dossier, suppositions)?;
        let tally = |requirement: &Requirement| Tally {
            counts: bodies
                .iter()
                .map(|body| {
                    let within =
                        requirement.chamber.as_ref().is_none_or(|chamber| body.chambers.contains(chamber));
                    if within { measured(body, &requirement.measure) } else { 0 }
                })
                .collect(),
            threshold: requirement.threshold,
            base: requirement.base,
        };
        let rule = &dossier.rule;
        let mut veto: Vec<usize> = rule.veto.iter().filter_map(|id| member_at.get(id).copied()).collect();
        veto.sort_unstable();
        veto.dedup();
        Ok(Self {
            conditions,
            members,
            terms: Terms {
                quorum: rule.quorum.as_ref().map(tally),
                alternatives: rule
                    .alternatives
                    .iter()
                    .map(|alternative| alternative.requires.iter().map(tally).collect())
                    .collect(),
                veto,
                max_objections: rule.max_objections,
                fallback: rule.fallback,
                support: bodies.iter().map(|body| measured(body, &rule.support)).collect(),
            },
        })
    }
}

/// What a body counts in a measure.
fn measured(body: &crate::dossier::Body, measure: &Measure) -> u64 {
    match measure {
        Measure::Bodies => 1,
        Measure::Weight => body.weight,
        Measure::Named(name) => {
            body.measures.iter().find(|(own, _)| own == name).map_or(0, |(_, count)| *count)
        }
    }
}

/// Where each id stands.
struct Names<'a> {
    members: &'a HashMap<&'a Id, usize>,
    conditions: &'a HashMap<&'a Id, usize>,
}

impl Names<'_> {
    fn voice(&self, stance: &Stance) -> Voice {
        let clauses = stance.clauses.iter().map(|clause| {
            let guard = match &clause.guard {
                Guard::Always | Guard::Otherwise => None,
                Guard::When { holds, unless } => {
                    let holds = holds.as_ref().map(|formula| self.expression(formula));
                    let unless =
                        unless.as_ref().map(|formula| Expression::Not(Box::new(self.expression(formula))));
                    match (holds, unless) {
                        (Some(holds), Some(unless)) => Some(Expression::All(vec![holds, unless])),
                        (holds, unless) => holds.or(unless),
                    }
                }
            };
            (clause.verdict, guard)
        });
        Voice { clauses: clauses.collect() }
    }

    /// A name that the dossier does not have never holds; the reader refuses such dossiers before.
    fn expression(&self, formula: &Formula) -> Expression {
        let all = |parts: &[Formula]| parts.iter().map(|part| self.expression(part)).collect();
        let never = || Expression::Any(Vec::new());
        match formula {
            Formula::Condition(id) => {
                self.conditions.get(id).map_or_else(never, |&at| Expression::Condition(at))
            }
            Formula::Accepts(id) => self.members.get(id).map_or_else(never, |&at| Expression::Accepts(at)),
            Formula::Not(inner) => Expression::Not(Box::new(self.expression(inner))),
            Formula::All(parts) => Expression::All(all(parts)),
            Formula::Any(parts) => Expression::Any(all(parts)),
            Formula::AtLeast(least, parts) => Expression::AtLeast(*least, all(parts)),
        }
    }

    fn conditions_of(
        &self,
        dossier: &Dossier,
        suppositions: &Suppositions,
    ) -> Result<Vec<Condition>, SuppositionError> {
        let places = |ids: &[Id]| -> Vec<usize> {
            ids.iter().filter_map(|id| self.conditions.get(id).copied()).collect()
        };
        let mut conditions: Vec<Condition> = dossier
            .conditions
            .iter()
            .map(|condition| Condition {
                id: condition.id.clone(),
                burden: condition.burden,
                implies: places(&condition.implies),
                excludes: places(&condition.excludes),
                choice: Choice::Free,
            })
            .collect();
        for at in 0..conditions.len() {
            for other in conditions[at].excludes.clone() {
                conditions[other].excludes.push(at);
            }
        }
        for condition in &mut conditions {
            for others in [&mut condition.implies, &mut condition.excludes] {
                others.sort_unstable();
                others.dedup();
            }
        }
        let wanted = suppositions.with.iter().map(|id| (id, Choice::In));
        let unwanted = suppositions.without.iter().map(|id| (id, Choice::Out));
        for (id, choice) in wanted.chain(unwanted) {
            let &at = self.conditions.get(id).ok_or_else(|| SuppositionError::Condition(id.clone()))?;
            if conditions[at].choice != Choice::Free && conditions[at].choice != choice {
                return Err(SuppositionError::Contradiction(id.clone()));
            }
            conditions[at].choice = choice;
        }
        Ok(conditions)
    }
}
