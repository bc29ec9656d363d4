//! Brute force: a case as `docs/dossier.md` words it, small enough that every package and every set
//! of bodies can be looked at.
//!
//! Shares no code with the model, the engines or the checker. Sets of conditions and of bodies are
//! bits; bodies stand in the order of their ids, conditions in that of the file.

use std::cmp::Reverse;

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

/// A set of conditions or of bodies.
pub type Set = u32;

/// A winning package with its figures, in the order of recommendation: least burden, most support,
/// fewest conditions, earliest conditions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Won {
    pub burden: u64,
    pub support: Reverse<u64>,
    pub length: u32,
    pub places: Vec<usize>,
    pub package: Set,
}

/// Who accepts, rejects and abstains; whoever is in none of them is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    pub accept: Set,
    pub reject: Set,
    pub abstain: Set,
}

/// Parts of a case that are left out, to ask which of them clash. Nothing is left out by default.
#[derive(Clone, Copy, Debug, Default)]
pub struct LeftOut {
    pub veto: Set,
    pub objections: bool,
    /// Requirements by their number, counted through all alternatives.
    pub requirements: Set,
}

pub struct Brute<'d> {
    pub dossier: &'d Dossier,
    pub bodies: Vec<&'d Body>,
    pub voices: Vec<Option<Voice>>,
    pub confidential: Set,
    pub must_ask_again: Set,
    pub veto: Set,
    pub alternatives: Vec<Vec<Need>>,
    quorum: Option<Need>,
    support: Vec<u64>,
    /// Consistent packages by ascending burden.
    consistent: Vec<(u64, Set)>,
}

/// A stance by bits.
pub struct Voice(Vec<(Verdict, Option<Spoken>)>);

enum Spoken {
    Condition(usize),
    Accepts(usize),
    Not(Box<Spoken>),
    AtLeast(u64, Vec<Spoken>),
}

/// A requirement by bits.
pub struct Need {
    counts: Vec<u64>,
    threshold: Threshold,
    base: Base,
}

pub fn bits(set: Set) -> impl Iterator<Item = usize> {
    (0..32).filter(move |bit| set >> bit & 1 == 1)
}

impl<'d> Brute<'d> {
    pub fn new(dossier: &'d Dossier, suppositions: &Suppositions) -> Self {
        let mut bodies: Vec<&Body> = dossier.bodies.iter().collect();
        bodies.sort_by_key(|body| &body.id);
        let body_at = |id: &Id| bodies.iter().position(|body| body.id == *id).unwrap();
        let condition_at = |id: &Id| dossier.conditions.iter().position(|it| it.id == *id).unwrap();
        let mut voices: Vec<Option<Voice>> = bodies.iter().map(|_| None).collect();
        let (mut confidential, mut must_ask_again, mut current) = (0, 0, 0);
        let voice = |stance: &Stance| Voice::new(stance, &condition_at, &body_at);
        for filed in &dossier.stances {
            let at = body_at(&filed.body);
            if filed.version == dossier.initiative.version {
                current |= 1 << at;
                confidential |= Set::from(filed.confidence == Confidence::Confidential) << at;
                if suppositions.counted == Counted::Everything || filed.standing == Standing::Mandated {
                    voices[at] = Some(voice(&filed.says.stance));
                }
            } else {
                must_ask_again |= 1 << at;
            }
        }
        for (body, stance) in &suppositions.assumed {
            voices[body_at(body)] = Some(voice(stance));
            current |= 1 << body_at(body);
        }
        let need = |requirement: &Requirement| Need::new(requirement, &bodies);
        let rule = &dossier.rule;
        let mut brute = Self {
            dossier,
            voices,
            confidential,
            must_ask_again: must_ask_again & !current,
            veto: rule.veto.iter().fold(0, |set, id| set | 1 << body_at(id)),
            alternatives: rule.alternatives.iter().map(|it| it.requires.iter().map(need).collect()).collect(),
            quorum: rule.quorum.as_ref().map(need),
            support: bodies.iter().map(|body| count(body, &rule.support)).collect(),
            consistent: Vec::new(),
            bodies: bodies.clone(),
        };
        let set = |ids: &[Id]| ids.iter().fold(0, |set: Set, id| set | 1 << condition_at(id));
        let (with, without) = (set(&suppositions.with), set(&suppositions.without));
        let is_consistent = |package: Set| {
            package & with == with
                && package & without == 0
                && bits(package).all(|at| {
                    let condition = &dossier.conditions[at];
                    set(&condition.implies) & !package == 0 && set(&condition.excludes) & package == 0
                })
        };
        let burden = |package: Set| bits(package).map(|at| dossier.conditions[at].burden).sum();
        brute.consistent = (0..1 << dossier.conditions.len())
            .filter(|&package| is_consistent(package))
            .map(|package| (burden(package), package))
            .collect();
        brute.consistent.sort_unstable();
        brute
    }

    pub fn everybody(&self) -> Set {
        (1 << self.bodies.len()) - 1
    }

    pub fn present(&self) -> Set {
        (0..self.voices.len()).filter(|&at| self.voices[at].is_some()).fold(0, |set, at| set | 1 << at)
    }

    pub fn has_quorum(&self) -> bool {
        let sides = Sides { accept: self.present(), reject: 0, abstain: 0 };
        self.quorum.as_ref().is_none_or(|quorum| quorum.is_met(&sides))
    }

    /// Whether the quorum is met when everybody comes.
    pub fn can_have_quorum(&self) -> bool {
        let sides = Sides { accept: self.everybody(), reject: 0, abstain: 0 };
        self.quorum.as_ref().is_none_or(|quorum| quorum.is_met(&sides))
    }

    /// The greatest fixed point, some bodies saying yes or no whatever their stance.
    pub fn sides(&self, package: Set, yes: Set, no: Set) -> Sides {
        let mut sides = Sides { accept: self.present() | yes, reject: 0, abstain: 0 };
        loop {
            let mut next = Sides { accept: yes, reject: no, abstain: 0 };
            for at in bits(self.present() & !yes & !no) {
                match self.said(at, package, sides.accept).0 {
                    Verdict::Accept => next.accept |= 1 << at,
                    Verdict::Reject => next.reject |= 1 << at,
                    Verdict::Abstain => next.abstain |= 1 << at,
                }
            }
            if next == sides {
                return sides;
            }
            sides = next;
        }
    }

    /// The bodies whose acceptance a present body's stance names.
    pub fn awaited(&self, body: usize) -> Set {
        let clauses = &self.voices[body].as_ref().unwrap().0;
        clauses.iter().filter_map(|(_, guard)| guard.as_ref()).fold(0, |set, guard| set | guard.awaited())
    }

    /// A present body's verdict when these bodies accept, and the clause that gives it, from 1.
    pub fn said(&self, body: usize, package: Set, accepting: Set) -> (Verdict, Option<usize>) {
        let clauses = &self.voices[body].as_ref().unwrap().0;
        let first = clauses
            .iter()
            .position(|(_, guard)| guard.as_ref().is_none_or(|guard| guard.holds(package, accepting)));
        first.map_or((Verdict::Reject, None), |clause| (clauses[clause].0, Some(clause + 1)))
    }

    pub fn is_won(&self, sides: &Sides) -> bool {
        self.is_won_without(sides, &LeftOut::default())
    }

    pub fn is_won_without(&self, sides: &Sides, left_out: &LeftOut) -> bool {
        let mut number = 0..;
        let mut stands = |need: &Need| {
            let is_out = number.next().is_some_and(|number: u32| left_out.requirements >> number & 1 == 1);
            is_out || need.is_met(sides)
        };
        // Every requirement is looked at, so that the numbers stay in step.
        let mut holds = false;
        for needs in &self.alternatives {
            holds |= needs.iter().fold(true, |all, need| stands(need) & all);
        }
        let objections = u64::from(sides.reject.count_ones());
        holds
            && sides.accept != 0
            && sides.reject & self.veto & !left_out.veto == 0
            && (left_out.objections || self.dossier.rule.max_objections.is_none_or(|most| objections <= most))
    }

    pub fn support(&self, sides: &Sides) -> u64 {
        bits(sides.accept).map(|at| self.support[at]).sum()
    }

    pub fn support_base(&self) -> u64 {
        self.support.iter().sum()
    }

    fn won(&self, burden: u64, package: Set, yes: Set) -> Option<Won> {
        let sides = self.sides(package, yes, 0);
        self.is_won(&sides).then(|| Won {
            burden,
            support: Reverse(self.support(&sides)),
            length: package.count_ones(),
            places: bits(package).collect(),
            package,
        })
    }

    /// Every winning package.
    pub fn winning(&self) -> Vec<Won> {
        let mut winning: Vec<Won> =
            self.consistent.iter().filter_map(|&(burden, package)| self.won(burden, package, 0)).collect();
        winning.sort();
        winning
    }

    /// The best package when these bodies accept.
    pub fn best(&self, yes: Set) -> Option<Won> {
        let mut best: Option<Won> = None;
        for &(burden, package) in &self.consistent {
            if best.as_ref().is_some_and(|best| best.burden < burden) {
                break;
            }
            best = best.into_iter().chain(self.won(burden, package, yes)).min();
        }
        best
    }

    /// Whether something wins when these bodies accept and these parts of the rule are left out.
    pub fn is_any_won(&self, yes: Set, left_out: &LeftOut) -> bool {
        self.consistent
            .iter()
            .any(|&(_, package)| self.is_won_without(&self.sides(package, yes, 0), left_out))
    }

    pub fn condition_ids(&self, package: Set) -> Vec<Id> {
        bits(package).map(|at| self.dossier.conditions[at].id.clone()).collect()
    }

    pub fn body_ids(&self, set: Set) -> Vec<Id> {
        bits(set).map(|at| self.bodies[at].id.clone()).collect()
    }
}

impl Voice {
    fn new(stance: &Stance, condition_at: &impl Fn(&Id) -> usize, body_at: &impl Fn(&Id) -> usize) -> Self {
        let spoken = |formula: &Formula| Spoken::new(formula, condition_at, body_at);
        let clauses = stance.clauses.iter().map(|clause| {
            let guard = match &clause.guard {
                Guard::Always | Guard::Otherwise => None,
                Guard::When { holds, unless } => {
                    let unless = unless.as_ref().map(|it| Spoken::Not(Box::new(spoken(it))));
                    let both: Vec<Spoken> = holds.as_ref().map(spoken).into_iter().chain(unless).collect();
                    Some(Spoken::AtLeast(both.len() as u64, both))
                }
            };
            (clause.verdict, guard)
        });
        Self(clauses.collect())
    }
}

impl Spoken {
    fn new(formula: &Formula, condition_at: &impl Fn(&Id) -> usize, body_at: &impl Fn(&Id) -> usize) -> Self {
        let spoken = |part: &Formula| Self::new(part, condition_at, body_at);
        let all = |parts: &[Formula]| parts.iter().map(spoken).collect();
        match formula {
            Formula::Condition(id) => Self::Condition(condition_at(id)),
            Formula::Accepts(id) => Self::Accepts(body_at(id)),
            Formula::Not(inner) => Self::Not(Box::new(spoken(inner))),
            Formula::All(parts) => Self::AtLeast(parts.len() as u64, all(parts)),
            Formula::Any(parts) => Self::AtLeast(1, all(parts)),
            Formula::AtLeast(least, parts) => Self::AtLeast(*least, all(parts)),
        }
    }

    fn awaited(&self) -> Set {
        match self {
            Self::Condition(_) => 0,
            Self::Accepts(at) => 1 << at,
            Self::Not(inner) => inner.awaited(),
            Self::AtLeast(_, parts) => parts.iter().fold(0, |set, part| set | part.awaited()),
        }
    }

    fn holds(&self, package: Set, accepting: Set) -> bool {
        match self {
            Self::Condition(at) => package >> at & 1 == 1,
            Self::Accepts(at) => accepting >> at & 1 == 1,
            Self::Not(inner) => !inner.holds(package, accepting),
            Self::AtLeast(least, parts) => {
                parts.iter().filter(|part| part.holds(package, accepting)).count() as u64 >= *least
            }
        }
    }
}

impl Need {
    fn new(requirement: &Requirement, bodies: &[&Body]) -> Self {
        let is_in = |body: &Body| requirement.chamber.as_ref().is_none_or(|it| body.chambers.contains(it));
        let counts =
            bodies.iter().map(|body| if is_in(body) { count(body, &requirement.measure) } else { 0 });
        Self { counts: counts.collect(), threshold: requirement.threshold, base: requirement.base }
    }

    fn is_met(&self, sides: &Sides) -> bool {
        let sum =
            |set: Set| bits(set).filter_map(|at| self.counts.get(at)).map(|&it| u128::from(it)).sum::<u128>();
        let base = match self.base {
            Base::Members => sum(Set::MAX),
            Base::Present => sum(sides.accept | sides.reject | sides.abstain),
            Base::Cast => sum(sides.accept | sides.reject),
        };
        let compared = match self.threshold.quantity() {
            Quantity::Count(count) => sum(sides.accept).cmp(&u128::from(count)),
            Quantity::Share(share) => {
                (sum(sides.accept) * u128::from(share.whole())).cmp(&(base * u128::from(share.part())))
            }
        };
        match self.threshold {
            Threshold::AtLeast(_) => compared.is_ge(),
            Threshold::MoreThan(_) => compared.is_gt(),
        }
    }
}

fn count(body: &Body, measure: &Measure) -> u64 {
    match measure {
        Measure::Bodies => 1,
        Measure::Weight => body.weight,
        Measure::Named(name) => {
            body.measures.iter().find(|(own, _)| own == name).map_or(0, |(_, count)| *count)
        }
    }
}
