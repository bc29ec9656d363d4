//! The model: a dossier reduced to what decides, with positions in place of ids.
//!
//! Members are sorted by id, so that nothing computed here depends on the order of bodies in the
//! file; conditions keep the file's order, which breaks ties. [`Model::verdicts`] and
//! [`Model::is_won`] evaluate one package plainly; the engines of `unify` do the same for many
//! packages at once.

use std::collections::HashMap;

use crate::{
    consultation::stance::{Formula, Guard, Stance, Verdict},
    dossier::{Confidence, Dossier, Standing},
    position::{
        package::Package,
        quantity::{Quantity, Threshold},
        rule::{Base, Fallback, Measure, Requirement},
    },
    text::Id,
};

/// Which part of the dossier counts, and what is supposed beyond it.
#[derive(Clone, Debug, Default)]
pub struct Suppositions {
    /// Which standings count; other stances make their bodies absent.
    pub counted: Counted,
    /// Stances that replace those of the dossier.
    pub assumed: Vec<(Id, Stance)>,
    /// Conditions that every package must have.
    pub with: Vec<Id>,
    /// Conditions that no package may have.
    pub without: Vec<Id>,
}

/// Which stances count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counted {
    /// All of them.
    #[default]
    Everything,
    /// Only those that their bodies have decided.
    Mandated,
}

/// A supposition names what the dossier does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SuppositionError {
    /// No such body.
    #[error("the dossier has no body `{0}`")]
    Body(Id),
    /// No such condition.
    #[error("the dossier has no condition `{0}`")]
    Condition(Id),
    /// Both wanted and unwanted.
    #[error("`{0}` cannot be both in and out of every package")]
    Contradiction(Id),
}

/// A case reduced to what decides.
#[derive(Clone, Debug)]
pub struct Model {
    /// The conditions, in the file's order.
    pub conditions: Vec<Condition>,
    /// The bodies, by id.
    pub members: Vec<Member>,
    /// The rule.
    pub terms: Terms,
}

/// A condition: what it costs and what it binds.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Its id.
    pub id: Id,
    /// How hard it is to grant.
    pub burden: u64,
    /// Conditions that must stand with it.
    pub implies: Vec<usize>,
    /// Conditions that cannot stand with it; stated on either side.
    pub excludes: Vec<usize>,
    /// Whether packages are free to have it.
    pub choice: Choice,
}

/// Whether packages are free to have a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// With or without it.
    Free,
    /// Every package has it.
    In,
    /// No package has it.
    Out,
}

/// A body.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its id.
    pub id: Id,
    /// Its counted stance; `None` when it is absent.
    pub voice: Option<Voice>,
    /// Who may see its stance.
    pub confidence: Confidence,
    /// Whether it is absent because its stance answers an older version.
    pub asked: Asked,
}

/// Whether a body must be asked for its stance again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// No.
    Once,
    /// Its stance answers an older version of the initiative.
    Again,
}

/// A stance with positions in place of ids: clauses in order, each with what must hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Voice {
    /// The clauses; a guard of `None` always holds.
    pub clauses: Vec<(Verdict, Option<Expression>)>,
}

/// A formula with positions in place of ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expression {
    /// The condition is in the package.
    Condition(usize),
    /// The member accepts.
    Accepts(usize),
    /// It does not hold.
    Not(Box<Expression>),
    /// All hold.
    All(Vec<Expression>),
    /// One holds.
    Any(Vec<Expression>),
    /// At least so many hold.
    AtLeast(u64, Vec<Expression>),
}

/// The rule with positions in place of ids.
#[derive(Clone, Debug)]
pub struct Terms {
    /// What must be present.
    pub quorum: Option<Tally>,
    /// At least one must hold in full.
    pub alternatives: Vec<Vec<Tally>>,
    /// Members whose `reject` blocks, ascending.
    pub veto: Vec<usize>,
    /// At most so many members may reject.
    pub max_objections: Option<u64>,
    /// The position when nothing wins.
    pub fallback: Fallback,
    /// What each member counts as support.
    pub support: Vec<u64>,
}

/// A requirement: what each member counts in it, and what the sum must reach.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tally {
    /// What each member counts; nothing outside the chamber.
    pub counts: Vec<u64>,
    /// What the sum of the accepting members must reach.
    pub threshold: Threshold,
    /// What a share is taken of.
    pub base: Base,
}

/// A member's verdict at a package, and the clause that gave it (from 0; `None` when no clause
/// held).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voted {
    /// The verdict.
    pub verdict: Verdict,
    /// The clause.
    pub clause: Option<usize>,
}

/// Members whose verdict is fixed, whatever their stance.
pub type Fixed = HashMap<usize, Verdict>;

impl Model {
    /// Reduces a dossier that has been read without errors.
    pub fn new(dossier: &Dossier, suppositions: &Suppositions) -> Result<Self, SuppositionError> {
        let mut bodies: Vec<_> = dossier.bodies.iter().collect();
        bodies.sort_by(|a, b| a.id.cmp(&b.id));
        let member_at: HashMap<&Id, usize> = bodies
            .iter()
            .enumerate()
            .map(|(at, body)| (&body.id, at))
            .collect();
        let condition_at: HashMap<&Id, usize> = dossier
            .conditions
            .iter()
            .enumerate()
            .map(|(at, it)| (&it.id, at))
            .collect();
        let names = Names {
            members: &member_at,
            conditions: &condition_at,
        };

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
                if suppositions.counted == Counted::Everything
                    || filed.standing == Standing::Mandated
                {
                    member.voice = Some(names.voice(&filed.says));
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
            let &at = member_at
                .get(id)
                .ok_or_else(|| SuppositionError::Body(id.clone()))?;
            members[at].voice = Some(names.voice(stance));
            members[at].asked = Asked::Once;
        }

        let conditions = names.conditions_of(dossier, suppositions)?;
        let tally = |requirement: &Requirement| Tally {
            counts: bodies
                .iter()
                .map(|body| {
                    let within = requirement
                        .chamber
                        .as_ref()
                        .is_none_or(|chamber| body.chambers.contains(chamber));
                    if within {
                        measured(body, &requirement.measure)
                    } else {
                        0
                    }
                })
                .collect(),
            threshold: requirement.threshold,
            base: requirement.base,
        };
        let rule = &dossier.rule;
        let mut veto: Vec<usize> = rule
            .veto
            .iter()
            .filter_map(|id| member_at.get(id).copied())
            .collect();
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
                support: bodies
                    .iter()
                    .map(|body| measured(body, &rule.support))
                    .collect(),
            },
        })
    }

    /// Whether enough bodies are present for the rule to be applied at all.
    pub fn has_quorum(&self) -> bool {
        self.terms.quorum.as_ref().is_none_or(|quorum| {
            let present = |at: usize| self.members[at].voice.is_some();
            let sum = quorum.sum(present);
            let base = match quorum.base {
                Base::Members => quorum.sum(|_| true),
                Base::Present | Base::Cast => sum,
            };
            quorum.threshold.is_met(sum, base)
        })
    }

    /// The sum of a package's burdens.
    pub fn burden(&self, package: &Package) -> u64 {
        package.iter().map(|at| self.conditions[at].burden).sum()
    }

    /// Whether the package keeps what its conditions imply and exclude, and what is fixed.
    pub fn is_consistent(&self, package: &Package) -> bool {
        self.conditions.iter().enumerate().all(|(at, condition)| {
            if package.contains(at) {
                condition.choice != Choice::Out
                    && condition
                        .implies
                        .iter()
                        .all(|&other| package.contains(other))
                    && !condition
                        .excludes
                        .iter()
                        .any(|&other| package.contains(other))
            } else {
                condition.choice != Choice::In
            }
        })
    }

    /// Every member's verdict at the package: the greatest fixed point of who accepts. A member
    /// with a fixed verdict counts as present and stays there; an absent one has no verdict.
    pub fn verdicts(&self, package: &Package, fixed: &Fixed) -> Vec<Option<Voted>> {
        let mut accepts: Vec<bool> = self
            .members
            .iter()
            .enumerate()
            .map(|(at, member)| match fixed.get(&at) {
                Some(verdict) => *verdict == Verdict::Accept,
                None => member.voice.is_some(),
            })
            .collect();
        loop {
            let voted: Vec<Option<Voted>> = self
                .members
                .iter()
                .enumerate()
                .map(|(at, member)| match fixed.get(&at) {
                    Some(&verdict) => Some(Voted {
                        verdict,
                        clause: None,
                    }),
                    None => member
                        .voice
                        .as_ref()
                        .map(|voice| voice.at(package, &accepts)),
                })
                .collect();
            let stands = |at: usize| {
                matches!(
                    voted[at],
                    Some(Voted {
                        verdict: Verdict::Accept,
                        ..
                    })
                )
            };
            let mut is_stable = true;
            for (at, accepts) in accepts.iter_mut().enumerate() {
                if *accepts && !stands(at) {
                    *accepts = false;
                    is_stable = false;
                }
            }
            if is_stable {
                return voted;
            }
        }
    }

    /// Whether the verdicts make a package win. Consistency is not looked at.
    pub fn is_won(&self, voted: &[Option<Voted>]) -> bool {
        let gives =
            |at: usize, verdict: Verdict| voted[at].is_some_and(|vote| vote.verdict == verdict);
        let accepts = |at: usize| gives(at, Verdict::Accept);
        let rejects = |at: usize| gives(at, Verdict::Reject);
        let objections = (0..voted.len()).filter(|&at| rejects(at)).count();
        (0..voted.len()).any(accepts)
            && !self.terms.veto.iter().any(|&at| rejects(at))
            && self
                .terms
                .max_objections
                .is_none_or(|most| objections as u64 <= most)
            && self.terms.alternatives.iter().any(|tallies| {
                tallies.iter().all(|tally| {
                    let base = tally.sum(|at| match tally.base {
                        Base::Members => true,
                        Base::Present => voted[at].is_some(),
                        Base::Cast => accepts(at) || rejects(at),
                    });
                    tally.threshold.is_met(tally.sum(accepts), base)
                })
            })
    }

    /// The support that the verdicts give.
    pub fn support(&self, voted: &[Option<Voted>]) -> u64 {
        let accepting = voted
            .iter()
            .zip(&self.terms.support)
            .filter(|(vote, _)| vote.is_some_and(|vote| vote.verdict == Verdict::Accept));
        accepting.map(|(_, count)| count).sum()
    }
}

impl Voice {
    /// The verdict at a package when these members accept.
    pub fn at(&self, package: &Package, accepts: &[bool]) -> Voted {
        let first = self.clauses.iter().position(|(_, guard)| {
            guard
                .as_ref()
                .is_none_or(|guard| guard.holds(package, accepts))
        });
        Voted {
            verdict: first.map_or(Verdict::Reject, |clause| self.clauses[clause].0),
            clause: first,
        }
    }
}

impl Voice {
    /// Whether it accepts whatever the package.
    pub fn is_open(&self) -> bool {
        matches!(self.clauses.first(), Some((Verdict::Accept, None)))
    }

    /// Whether the verdict depends on who else accepts.
    pub fn awaits(&self) -> bool {
        let mut awaits = false;
        for guard in self.clauses.iter().filter_map(|(_, guard)| guard.as_ref()) {
            guard.visit(&mut |name| awaits |= matches!(name, Expression::Accepts(_)));
        }
        awaits
    }
}

impl Expression {
    /// Whether it holds of a package when these members accept.
    pub fn holds(&self, package: &Package, accepts: &[bool]) -> bool {
        match self {
            Self::Condition(at) => package.contains(*at),
            Self::Accepts(at) => accepts[*at],
            Self::Not(inner) => !inner.holds(package, accepts),
            Self::All(parts) => parts.iter().all(|part| part.holds(package, accepts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(package, accepts)),
            Self::AtLeast(least, parts) => {
                parts
                    .iter()
                    .filter(|part| part.holds(package, accepts))
                    .count() as u64
                    >= *least
            }
        }
    }

    /// Calls `visit` with every condition and every awaited member named, repeats included.
    pub fn visit(&self, visit: &mut impl FnMut(&Expression)) {
        match self {
            Self::Condition(_) | Self::Accepts(_) => visit(self),
            Self::Not(inner) => inner.visit(visit),
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter().for_each(|part| part.visit(visit));
            }
        }
    }
}

impl Tally {
    /// The sum over the members chosen.
    pub fn sum(&self, chosen: impl Fn(usize) -> bool) -> u64 {
        (0..self.counts.len())
            .filter(|&at| chosen(at))
            .map(|at| self.counts[at])
            .sum()
    }

    /// The least sum of accepting members that meets the threshold when the base does not depend
    /// on verdicts; `None` for a share of those cast.
    pub fn least_sum(&self, is_present: impl Fn(usize) -> bool) -> Option<u64> {
        let base = match (self.threshold.quantity(), self.base) {
            (Quantity::Count(_), _) => 0,
            (Quantity::Share(_), Base::Members) => self.sum(|_| true),
            (Quantity::Share(_), Base::Present) => self.sum(is_present),
            (Quantity::Share(_), Base::Cast) => return None,
        };
        Some(self.threshold.least_sum(base))
    }
}

/// What a body counts in a measure.
fn measured(body: &crate::dossier::Body, measure: &Measure) -> u64 {
    match measure {
        Measure::Bodies => 1,
        Measure::Weight => body.weight,
        Measure::Named(name) => body
            .measures
            .iter()
            .find(|(own, _)| own == name)
            .map_or(0, |(_, count)| *count),
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
                    let unless = unless
                        .as_ref()
                        .map(|formula| Expression::Not(Box::new(self.expression(formula))));
                    match (holds, unless) {
                        (Some(holds), Some(unless)) => Some(Expression::All(vec![holds, unless])),
                        (holds, unless) => holds.or(unless),
                    }
                }
            };
            (clause.verdict, guard)
        });
        Voice {
            clauses: clauses.collect(),
        }
    }

    /// A name that the dossier does not have never holds; the reader refuses such dossiers before.
    fn expression(&self, formula: &Formula) -> Expression {
        let all = |parts: &[Formula]| parts.iter().map(|part| self.expression(part)).collect();
        let never = || Expression::Any(Vec::new());
        match formula {
            Formula::Condition(id) => self
                .conditions
                .get(id)
                .map_or_else(never, |&at| Expression::Condition(at)),
            Formula::Accepts(id) => self
                .members
                .get(id)
                .map_or_else(never, |&at| Expression::Accepts(at)),
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
            ids.iter()
                .filter_map(|id| self.conditions.get(id).copied())
                .collect()
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
            let &at = self
                .conditions
                .get(id)
                .ok_or_else(|| SuppositionError::Condition(id.clone()))?;
            if conditions[at].choice != Choice::Free && conditions[at].choice != choice {
                return Err(SuppositionError::Contradiction(id.clone()));
            }
            conditions[at].choice = choice;
        }
        Ok(conditions)
    }
}
