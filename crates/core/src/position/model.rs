//! The model: a dossier reduced to what decides, with positions in place of ids.
//!
//! Members are sorted by id, so that nothing computed here depends on the order of bodies in the
//! file; conditions keep the file's order, which breaks ties. [`Model::verdicts`] and
//! [`Model::is_won`] evaluate one package plainly; the engines of `unify` do the same for many
//! packages at once.

mod reduce;

use std::collections::HashMap;

use crate::{
    consultation::stance::{Stance, Verdict},
    dossier::Confidence,
    position::{
        package::Package,
        quantity::{Quantity, Threshold},
        rule::{Base, Fallback},
    },
    text::Id,
};

/// Which part of the dossier counts, and what is supposed beyond it.
#[derive(Clone, Debug, Default, PartialEq)]
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

/// How a requirement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What is counted.
    pub sum: u64,
    /// What a share would be taken of.
    pub base: u64,
    /// Whether the requirement is met.
    pub is_met: bool,
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

/// By member that is waited for: who waits for it.
type Waiting = HashMap<usize, Vec<usize>>;

/// Members whose verdict is fixed, whatever their stance.
pub type Fixed = HashMap<usize, Verdict>;

impl Model {
    /// Whether enough bodies are present for the rule to be applied at all.
    pub fn has_quorum(&self) -> bool {
        self.quorum().is_none_or(|quorum| quorum.is_met)
    }

    /// How the quorum stands; `None` when the rule asks for none.
    pub fn quorum(&self) -> Option<Standing> {
        let quorum = self.terms.quorum.as_ref()?;
        let sum = quorum.sum(|at| self.members[at].voice.is_some());
        let base = match quorum.base {
            Base::Members => quorum.sum(|_| true),
            Base::Present | Base::Cast => sum,
        };
        Some(Standing { sum, base, is_met: quorum.threshold.is_met(sum, base) })
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
                    && condition.implies.iter().all(|&other| package.contains(other))
                    && !condition.excludes.iter().any(|&other| package.contains(other))
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
        let mut voted: Vec<Option<Voted>> = self
            .members
            .iter()
            .enumerate()
            .map(|(at, member)| match fixed.get(&at) {
                Some(&verdict) => Some(Voted { verdict, clause: None }),
                None => member.voice.as_ref().map(|voice| voice.at(package, &accepts)),
            })
            .collect();
        let stands = |vote: Option<Voted>| vote.is_some_and(|vote| vote.verdict == Verdict::Accept);
        let mut fallen: Vec<usize> =
            (0..voted.len()).filter(|&at| accepts[at] && !stands(voted[at])).collect();
        fallen.iter().for_each(|&at| accepts[at] = false);
        let mut waiting = None;
        while !fallen.is_empty() {
            // Only who waits for somebody that fell can fall after them: a chain of thousands does not make
            // everybody be asked thousands of times.
            let waiting: &Waiting = waiting.get_or_insert_with(|| self.waiting());
            let mut asked: Vec<usize> =
                fallen.iter().filter_map(|at| waiting.get(at)).flatten().copied().collect();
            asked.retain(|at| accepts[*at] && !fixed.contains_key(at));
            asked.sort_unstable();
            asked.dedup();
            fallen.clear();
            for &at in &asked {
                voted[at] = self.members[at].voice.as_ref().map(|voice| voice.at(package, &accepts));
            }
            for at in asked {
                if !stands(voted[at]) {
                    accepts[at] = false;
                    fallen.push(at);
                }
            }
        }
        voted
    }

    /// By member that is waited for: who waits for it.
    fn waiting(&self) -> Waiting {
        let mut waiting = Waiting::new();
        for (at, member) in self.members.iter().enumerate() {
            for awaited in member.voice.iter().flat_map(Voice::awaited) {
                waiting.entry(awaited).or_default().push(at);
            }
        }
        waiting
    }

    /// Whether the verdicts make a package win. Consistency is not looked at.
    pub fn is_won(&self, voted: &[Option<Voted>]) -> bool {
        let gives = |at: usize, verdict: Verdict| voted[at].is_some_and(|vote| vote.verdict == verdict);
        let accepts = |at: usize| gives(at, Verdict::Accept);
        let rejects = |at: usize| gives(at, Verdict::Reject);
        let objections = (0..voted.len()).filter(|&at| rejects(at)).count();
        (0..voted.len()).any(accepts)
            && !self.terms.veto.iter().any(|&at| rejects(at))
            && self.terms.max_objections.is_none_or(|most| objections as u64 <= most)
            && self
                .terms
                .alternatives
                .iter()
                .any(|tallies| tallies.iter().all(|tally| tally.standing(voted).is_met))
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
        let first = self
            .clauses
            .iter()
            .position(|(_, guard)| guard.as_ref().is_none_or(|guard| guard.holds(package, accepts)));
        Voted { verdict: first.map_or(Verdict::Reject, |clause| self.clauses[clause].0), clause: first }
    }

    /// Whether it accepts whatever the package.
    pub fn is_open(&self) -> bool {
        matches!(self.clauses.first(), Some((Verdict::Accept, None)))
    }

    /// The members whose acceptance it names, as often as it does.
    pub fn awaited(&self) -> impl Iterator<Item = usize> {
        let mut awaited = Vec::new();
        for guard in self.clauses.iter().filter_map(|(_, guard)| guard.as_ref()) {
            guard.visit(&mut |name| {
                if let Expression::Accepts(at) = name {
                    awaited.push(*at);
                }
            });
        }
        awaited.into_iter()
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
                parts.iter().filter(|part| part.holds(package, accepts)).count() as u64 >= *least
            }
        }
    }

    /// Whether it holds, as far as that follows from what is known of each name by itself (Kleene's
    /// strong logic of three values); `None` when it does not follow.
    pub fn holds_surely(&self, known: &impl Fn(&Expression) -> Option<bool>) -> Option<bool> {
        let count = |parts: &[Expression], least: u64| {
            let (mut holding, mut open) = (0_u64, 0_u64);
            for part in parts {
                match part.holds_surely(known) {
                    Some(true) => holding += 1,
                    Some(false) => {}
                    None => open += 1,
                }
            }
            if holding >= least { Some(true) } else { (holding + open < least).then_some(false) }
        };
        match self {
            Self::Condition(_) | Self::Accepts(_) => known(self),
            Self::Not(inner) => inner.holds_surely(known).map(|holds| !holds),
            Self::All(parts) => count(parts, parts.len() as u64),
            Self::Any(parts) => count(parts, 1),
            Self::AtLeast(least, parts) => count(parts, *least),
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
    /// How the tally stands when members have voted so.
    pub fn standing(&self, voted: &[Option<Voted>]) -> Standing {
        let gives = |at: usize, verdict: Verdict| voted[at].is_some_and(|vote| vote.verdict == verdict);
        let base = self.sum(|at| match self.base {
            Base::Members => true,
            Base::Present => voted[at].is_some(),
            Base::Cast => gives(at, Verdict::Accept) || gives(at, Verdict::Reject),
        });
        let sum = self.sum(|at| gives(at, Verdict::Accept));
        Standing { sum, base, is_met: self.threshold.is_met(sum, base) }
    }

    /// The sum over the members chosen.
    pub fn sum(&self, chosen: impl Fn(usize) -> bool) -> u64 {
        (0..self.counts.len()).filter(|&at| chosen(at)).map(|at| self.counts[at]).sum()
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
