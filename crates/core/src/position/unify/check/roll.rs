//! The roll: bodies and what they say, by position, for those parts of the check that ask many
//! questions. Conditions may be undecided here; what a body may then say is a set of verdicts.

use std::collections::BTreeMap;

use super::case::{Case, count};
use crate::{
    consultation::stance::{Formula, Guard, Stance, Verdict},
    position::{
        quantity::{Quantity, Threshold},
        rule::{Base, Requirement},
    },
    text::Id,
};

/// A set of verdicts.
pub type Sayings = u8;

/// The verdict alone, as a set.
pub const fn saying(verdict: Verdict) -> Sayings {
    match verdict {
        Verdict::Accept => 1,
        Verdict::Reject => 2,
        Verdict::Abstain => 4,
    }
}

const ACCEPT: Sayings = saying(Verdict::Accept);
const REJECT: Sayings = saying(Verdict::Reject);

/// Names, clauses and what joins them, in one stance: what is longer counts for several.
const SIZE: u64 = 16;

/// Whether what is awaited is known to be so, or only possible.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// Who may accept does.
    Accepts,
    /// Who may accept may do otherwise.
    MayAccept,
}

/// Bodies, conditions and the rule, by position in the dossier.
pub struct Roll {
    /// By condition: its burden.
    pub burdens: Vec<u64>,
    /// By condition: what comes with it.
    pub implies: Vec<Vec<usize>>,
    /// By condition: what cannot stand with it, said on either side.
    pub excludes: Vec<Vec<usize>>,
    /// Conditions that every package has.
    pub with: Vec<usize>,
    /// Conditions that no package has.
    pub without: Vec<usize>,
    /// Conditions that some stance names, those named most often first.
    pub named: Vec<usize>,
    /// By body: what it says; `None` when it is absent.
    says: Vec<Option<Vec<(Verdict, Test)>>>,
    /// By body: for how many stances what it says counts.
    sizes: Vec<u64>,
    /// By body: who waits for it.
    waiting: Vec<Vec<usize>>,
    alternatives: Vec<Vec<Demand>>,
    veto: Vec<usize>,
    max_objections: Option<u64>,
    support: Vec<u64>,
}

/// A formula by positions: at least so many of its parts hold.
enum Test {
    Condition(usize),
    Accepts(usize),
    Not(Box<Test>),
    AtLeast(u64, Vec<Test>),
}

/// A requirement by positions.
struct Demand {
    counts: Vec<u64>,
    threshold: Threshold,
    base: Base,
}

/// What bodies may say while some conditions are undecided.
#[derive(Clone)]
pub struct Called {
    /// By body; 0 when it is absent.
    pub says: Vec<Sayings>,
    /// The bodies that may still say several things.
    pub open: Vec<usize>,
}

impl Roll {
    /// Calls the roll of a case.
    pub fn new(case: &Case<'_>) -> Self {
        let dossier = case.dossier;
        let conditions: BTreeMap<&Id, usize> =
            dossier.conditions.iter().enumerate().map(|(at, it)| (&it.id, at)).collect();
        let bodies: BTreeMap<&Id, usize> =
            dossier.bodies.iter().enumerate().map(|(at, it)| (&it.id, at)).collect();
        let places =
            |ids: &[Id]| -> Vec<usize> { ids.iter().filter_map(|id| conditions.get(id).copied()).collect() };
        let mut excludes: Vec<Vec<usize>> = vec![Vec::new(); conditions.len()];
        for (at, condition) in dossier.conditions.iter().enumerate() {
            for other in places(&condition.excludes) {
                excludes[at].push(other);
                excludes[other].push(at);
            }
        }
        let mut times = vec![0_usize; conditions.len()];
        let mut waiting = vec![Vec::new(); bodies.len()];
        let says = dossier.bodies.iter().enumerate().map(|(own, body)| {
            let mut test = |formula: &Formula| {
                Test::new(formula, &conditions, &bodies, &mut |name| match name {
                    Test::Condition(at) => times[*at] += 1,
                    Test::Accepts(at) => waiting[*at].push(own),
                    _ => {}
                })
            };
            case.stances.get(&body.id).map(|stance: &&Stance| {
                let clauses = stance.clauses.iter().map(|clause| {
                    let parts = match &clause.guard {
                        Guard::Always | Guard::Otherwise => Vec::new(),
                        Guard::When { holds, unless } => {
                            let unless = unless.as_ref().map(|it| Test::Not(Box::new(test(it))));
                            holds.as_ref().map(&mut test).into_iter().chain(unless).collect()
                        }
                    };
                    (clause.verdict, Test::AtLeast(parts.len() as u64, parts))
                });
                clauses.collect()
            })
        });
        let says: Vec<Option<Vec<(Verdict, Test)>>> = says.collect();
        let size = |clauses: &Vec<(Verdict, Test)>| clauses.iter().map(|(_, test)| test.size()).sum::<u64>();
        let sizes = says.iter().map(|it| 1 + it.as_ref().map_or(0, size) / SIZE).collect();
        let demand = |requirement: &Requirement| Demand {
            counts: dossier
                .bodies
                .iter()
                .map(|body| match &requirement.chamber {
                    Some(chamber) if !body.chambers.contains(chamber) => 0,
                    _ => count(body, &requirement.measure),
                })
                .collect(),
            threshold: requirement.threshold,
            base: requirement.base,
        };
        let rule = &dossier.rule;
        let alternatives =
            rule.alternatives.iter().map(|alternative| alternative.requires.iter().map(demand).collect());
        let mut named: Vec<usize> = (0..times.len()).filter(|&at| times[at] > 0).collect();
        named.sort_by_key(|&at| (std::cmp::Reverse(times[at]), at));
        Self {
            burdens: dossier.conditions.iter().map(|condition| condition.burden).collect(),
            implies: dossier.conditions.iter().map(|condition| places(&condition.implies)).collect(),
            excludes,
            with: places(&case.suppositions.with),
            without: places(&case.suppositions.without),
            named,
            says,
            sizes,
            waiting,
            alternatives: alternatives.collect(),
            veto: rule.veto.iter().filter_map(|id| bodies.get(id).copied()).collect(),
            max_objections: rule.max_objections,
            support: dossier.bodies.iter().map(|body| count(body, &rule.support)).collect(),
        }
    }

    fn bodies(&self) -> usize {
        self.says.len()
    }

    /// What it costs to ask everybody once and to apply the rule, in stances.
    pub fn cost(&self) -> u64 {
        let demands: usize = self.alternatives.iter().map(Vec::len).sum();
        self.sizes.iter().sum::<u64>() + (self.bodies() * (demands / 8)) as u64
    }

    /// Everybody present, who may say anything, but for some whose verdict is fixed.
    pub fn call(&self, fixed: &[(usize, Verdict)]) -> Called {
        let mut says: Vec<Sayings> = self.says.iter().map(|it| if it.is_some() { 7 } else { 0 }).collect();
        for &(body, verdict) in fixed {
            says[body] = saying(verdict);
        }
        Called { open: (0..says.len()).filter(|&at| says[at] == 7).collect(), says }
    }

    /// Narrows what the open bodies may say down to what they may at these values, and says how many
    /// stances were asked. Who waits for each other may accept together.
    pub fn narrow(&self, called: &mut Called, values: &[Option<bool>], awaited: Awaited) -> u64 {
        let mut is_open = vec![false; self.says.len()];
        called.open.iter().for_each(|&body| is_open[body] = true);
        let mut due = called.open.clone();
        let mut asked = 0;
        while !due.is_empty() {
            asked += due.iter().map(|&body| self.sizes[body]).sum::<u64>();
            let mut next = Vec::new();
            for body in due {
                let Some(clauses) = &self.says[body] else { continue };
                let may = possible(clauses, values, &called.says, awaited);
                if called.says[body] & ACCEPT > 0 && may & ACCEPT == 0 {
                    next.extend(self.waiting[body].iter().copied().filter(|&at| is_open[at]));
                }
                called.says[body] = may;
            }
            next.sort_unstable();
            next.dedup();
            due = next;
        }
        let says = &called.says;
        called.open.retain(|&body| !says[body].is_power_of_two());
        asked
    }

    /// What everybody says at a package, some verdicts fixed.
    pub fn verdicts(&self, package: &[bool], fixed: &[(usize, Verdict)]) -> Called {
        let values: Vec<Option<bool>> = package.iter().map(|&is_in| Some(is_in)).collect();
        let mut called = self.call(fixed);
        self.narrow(&mut called, &values, Awaited::Accepts);
        called
    }

    /// Whether a package may win when bodies may say this; certain where each says one thing.
    pub fn may_win(&self, called: &Called) -> bool {
        let says = &called.says;
        let objections = says.iter().filter(|&&says| says == REJECT).count() as u64;
        says.iter().any(|says| says & ACCEPT > 0)
            && self.veto.iter().all(|&body| says[body] != REJECT)
            && self.max_objections.is_none_or(|most| objections <= most)
            && self.alternatives.iter().any(|demands| demands.iter().all(|it| it.may_be_met(says)))
    }

    /// The most support when bodies may say this.
    pub fn most_support(&self, called: &Called) -> u64 {
        let accepting = called.says.iter().zip(&self.support).filter(|(says, _)| *says & ACCEPT > 0);
        accepting.map(|(_, count)| count).sum()
    }

    /// Whether a package keeps what its conditions imply and exclude, and what is supposed.
    pub fn is_consistent(&self, package: &[bool]) -> bool {
        self.with.iter().all(|&at| package[at])
            && !self.without.iter().any(|&at| package[at])
            && (0..package.len()).filter(|&at| package[at]).all(|at| {
                self.implies[at].iter().all(|&other| package[other])
                    && !self.excludes[at].iter().any(|&other| package[other])
            })
    }
}

/// The bodies that surely accept.
pub fn accepting(called: &Called) -> Vec<usize> {
    (0..called.says.len()).filter(|&at| called.says[at] == ACCEPT).collect()
}

impl Test {
    fn new(
        formula: &Formula,
        conditions: &BTreeMap<&Id, usize>,
        bodies: &BTreeMap<&Id, usize>,
        named: &mut dyn FnMut(&Test),
    ) -> Self {
        let known = |name: Option<Self>, named: &mut dyn FnMut(&Test)| match name {
            Some(name) => {
                named(&name);
                name
            }
            // What the dossier does not have never holds.
            None => Self::AtLeast(1, Vec::new()),
        };
        let (least, parts) = match formula {
            Formula::Condition(id) => return known(conditions.get(id).map(|&at| Self::Condition(at)), named),
            Formula::Accepts(id) => return known(bodies.get(id).map(|&at| Self::Accepts(at)), named),
            Formula::Not(inner) => return Self::Not(Box::new(Self::new(inner, conditions, bodies, named))),
            Formula::All(parts) => (parts.len() as u64, parts),
            Formula::Any(parts) => (1, parts),
            Formula::AtLeast(least, parts) => (*least, parts),
        };
        Self::AtLeast(least, parts.iter().map(|part| Self::new(part, conditions, bodies, named)).collect())
    }

    /// How many parts it has, itself counted.
    fn size(&self) -> u64 {
        match self {
            Self::Condition(_) | Self::Accepts(_) => 1,
            Self::Not(inner) => 1 + inner.size(),
            Self::AtLeast(_, parts) => 1 + parts.iter().map(Self::size).sum::<u64>(),
        }
    }

    /// Whether it holds, if that is known.
    fn holds(&self, values: &[Option<bool>], says: &[Sayings], awaited: Awaited) -> Option<bool> {
        match self {
            Self::Condition(at) => values[*at],
            Self::Accepts(at) if says[*at] & ACCEPT == 0 => Some(false),
            Self::Accepts(at) if awaited == Awaited::Accepts || says[*at] == ACCEPT => Some(true),
            Self::Accepts(_) => None,
            Self::Not(inner) => inner.holds(values, says, awaited).map(|holds| !holds),
            Self::AtLeast(least, parts) => {
                let (mut sure, mut possible) = (0, 0);
                for part in parts {
                    match part.holds(values, says, awaited) {
                        Some(true) => sure += 1,
                        Some(false) => {}
                        None => possible += 1,
                    }
                }
                match (sure >= *least, sure + possible >= *least) {
                    (true, _) => Some(true),
                    (_, false) => Some(false),
                    _ => None,
                }
            }
        }
    }
}

/// What a stance may say: the verdict of each clause that may be the first to hold.
fn possible(
    clauses: &[(Verdict, Test)],
    values: &[Option<bool>],
    says: &[Sayings],
    awaited: Awaited,
) -> Sayings {
    let mut may = 0;
    for (verdict, test) in clauses {
        match test.holds(values, says, awaited) {
            Some(false) => {}
            Some(true) => return may | saying(*verdict),
            None => may |= saying(*verdict),
        }
    }
    may | REJECT
}

impl Demand {
    /// Whether it is met when everybody who may accept does, and nobody rejects who need not.
    fn may_be_met(&self, says: &[Sayings]) -> bool {
        let (mut sum, mut base) = (0_u128, 0_u128);
        for (&says, &count) in says.iter().zip(&self.counts) {
            let may_accept = says & ACCEPT > 0;
            if may_accept {
                sum += u128::from(count);
            }
            let belongs = match self.base {
                Base::Members => true,
                Base::Present => says > 0,
                Base::Cast => may_accept || says == REJECT,
            };
            if belongs {
                base += u128::from(count);
            }
        }
        let (quantity, is_strict) = match self.threshold {
            Threshold::AtLeast(quantity) => (quantity, false),
            Threshold::MoreThan(quantity) => (quantity, true),
        };
        let (left, right) = match quantity {
            Quantity::Count(count) => (sum, u128::from(count)),
            Quantity::Share(share) => (sum * u128::from(share.whole()), base * u128::from(share.part())),
        };
        left > right || (!is_strict && left == right)
    }
}
