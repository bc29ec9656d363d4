//! Unify: from a dossier to the position the coalition can take, exactly and with reasons.
//!
//! Two engines find which packages win: `exhaustive` looks at all of them, `search` proves what
//! it can of those it cannot look at. Everything else here explains what they found, and
//! `check` recomputes the claims from the dossier itself, sharing no code with either engine.

mod against;
mod alike;
pub mod answer;
mod because;
mod check;
mod chorus;
mod clash;
mod cover;
mod deadline;
mod exhaustive;
mod landscape;
#[cfg(test)]
pub(crate) mod random;
mod reasons;
mod search;
#[cfg(test)]
mod tests;
mod unlock;
pub(super) mod work;

pub use self::{answer::Answer, deadline::Deadline, landscape::Proven};
use self::{
    answer::{
        Clash, ConditionAnswer, Counts, Keyed, Part, Proof, Reason, Role, TradeAnswer, Unlock, UnlockSet,
        VerdictAnswer,
    },
    exhaustive::{Branching, Enumeration, Question, TimeUp},
    landscape::{Landscape, Trade},
    search::Search,
    work::Work,
};
use crate::{
    consultation::stance::Verdict,
    dossier::{Confidence, Dossier, PositionKind},
    position::{
        model::{Asked, Expression, Fixed, Model, SuppositionError, Suppositions, Voted},
        package::Package,
        power::power_until,
        rule::Fallback,
    },
    text::Id,
};

/// What is asked beyond the dossier.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which stances count and what is supposed.
    pub suppositions: Suppositions,
    /// Which winning package is recommended.
    pub prefer: Preference,
    /// When the engines must stop; without it, when their work limits are reached, which do not
    /// depend on the machine.
    pub deadline: Option<Deadline>,
}

/// Which winning package is recommended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preference {
    /// The one of least burden, then of most support.
    #[default]
    Burden,
    /// The one of most support, then of least burden.
    Support,
}

/// Answers which position the coalition can take.
///
/// # Errors
/// When a supposition names what the dossier does not have.
pub fn unify(dossier: &Dossier, options: &Options) -> Result<Answer, SuppositionError> {
    let model = Model::new(dossier, &options.suppositions)?;
    let landscape = if model.has_quorum() {
        landscape_of(&model, options)
    } else {
        Landscape::nothing(model.conditions.len())
    };
    let mut answer = Composition::new(&model, &landscape, options).answer();
    check::check(dossier, options, &mut answer);
    Ok(answer)
}

/// The least burden of a winning package, and what is proven of it: the heart of [`unify`] without
/// the reasons, for what-if questions and benchmarks. `None` when none wins, or none was found.
pub fn least_burden(model: &Model, deadline: Option<Deadline>) -> (Option<u64>, Proven) {
    let nobody = Fixed::new();
    let branching = Question::new(model, &nobody, deadline).least_burden();
    if branching.is_proven {
        let least = branching.best.map(|trade| trade.burden);
        return (least, Proven { is_optimal: true, bound: least, method: BRANCHING });
    }
    match Search::new(model, &nobody, deadline).least_burden(&branching) {
        (None, proven) if proven.is_optimal => {
            let (found, proven) = borne_out(model, &branching, deadline);
            (found.map(|trade| trade.burden), proven)
        }
        found => found,
    }
}

/// The name of the proof by branching on bounds.
const BRANCHING: &str = "branching";

fn landscape_of(model: &Model, options: &Options) -> Landscape {
    let mut landscape = match Enumeration::new(model, &Fixed::new(), options.deadline) {
        Some(enumeration) => enumeration.landscape(options.prefer),
        None => searched(model, options),
    };
    if !landscape.proof.is_optimal {
        landscape.cut_short();
        landscape.found_at_once(model, options.prefer);
        if options.prefer == Preference::Support {
            landscape.proof.bound = exhaustive::most_support(model);
        }
    }
    landscape
}

/// The landscape of a model with too many packages to look at all of them.
fn searched(model: &Model, options: &Options) -> Landscape {
    let nobody = Fixed::new();
    let branching = Question::new(model, &nobody, options.deadline).least_burden();
    if branching.is_proven && branching.best.is_none() {
        let mut nothing = Landscape::nothing(model.conditions.len());
        nothing.proof.method = BRANCHING;
        return nothing;
    }
    let is_known = branching.is_proven && options.prefer == Preference::Burden;
    let mut landscape = Search::new(model, &nobody, options.deadline).landscape(options.prefer, &branching);
    if is_known {
        landscape.proof.method = BRANCHING;
    } else if landscape.frontier.is_empty() && landscape.proof.is_optimal {
        let (found, proven) = borne_out(model, &branching, options.deadline);
        landscape.frontier.extend(found);
        landscape.proof = proven;
    }
    landscape
}

/// What is proven when the solver says that no package wins. Its numbers are not exact, so that a rejection
/// may not rest on it: branching has to prove it in whole numbers, with more work than it is given at first,
/// or finds a package that the solver has not seen.
fn borne_out(model: &Model, branching: &Branching, deadline: Option<Deadline>) -> (Option<Trade>, Proven) {
    let nobody = Fixed::new();
    let looked = Question::new(model, &nobody, deadline).any_won_at_length();
    let is_optimal = matches!(looked, Ok(None));
    let bound = (!is_optimal).then_some(branching.least);
    let proven = Proven { is_optimal, bound, method: BRANCHING };
    let found = looked.ok().flatten().map(|package| Trade::of(model, &nobody, package));
    (found, proven)
}

/// Whether some package wins when these verdicts are fixed; `None` when that could not be settled.
fn is_any_won(model: &Model, fixed: &Fixed, deadline: Option<Deadline>) -> Option<bool> {
    any_won(model, fixed, deadline).ok().map(|package| package.is_some())
}

/// Some package that wins when these verdicts are fixed, if one does.
fn any_won(model: &Model, fixed: &Fixed, deadline: Option<Deadline>) -> Result<Option<Package>, TimeUp> {
    Question::new(model, fixed, deadline)
        .any_won()
        .or_else(|TimeUp| Search::new(model, fixed, deadline).any_won().ok_or(TimeUp))
}

/// What it costs to ask [`any_won`] of a model, so that the answers to many questions stay bounded: a
/// question that the solver may have to answer takes about twenty that enumeration answers, and both
/// take longer the more bodies speak with voices of their own.
fn question_cost(model: &Model) -> usize {
    let members = model.members.len();
    if model.conditions.len() > exhaustive::CONDITION_LIMIT { 20 + members / 5 } else { 1 + members / 500 }
}

/// The winning package of least burden when these verdicts are fixed, if one was found.
fn best_trade(model: &Model, fixed: &Fixed, deadline: Option<Deadline>) -> Option<Trade> {
    match Enumeration::new(model, fixed, deadline) {
        Some(enumeration) => enumeration.best(),
        None => Search::new(model, fixed, deadline).best(),
    }
}

/// An answer being put together.
struct Composition<'a> {
    model: &'a Model,
    landscape: &'a Landscape,
    options: &'a Options,
    recommended: Option<&'a Trade>,
    incomplete: Vec<Part>,
}

impl<'a> Composition<'a> {
    fn new(model: &'a Model, landscape: &'a Landscape, options: &'a Options) -> Self {
        let recommended = match options.prefer {
            Preference::Burden => landscape.frontier.first(),
            Preference::Support => landscape.frontier.last(),
        };
        let cut = [
            (landscape.minimal_complete, Part::MinimalPackages),
            (landscape.proof.is_optimal, Part::Position),
            (landscape.ties_complete, Part::Ties),
            (landscape.frontier_complete, Part::Frontier),
            (landscape.burden_without_complete, Part::BurdenWithout),
        ];
        Self {
            model,
            landscape,
            options,
            recommended,
            incomplete: cut
                .into_iter()
                .filter(|(is_complete, _)| !is_complete)
                .map(|(_, part)| part)
                .collect(),
        }
    }

    fn answer(mut self) -> Answer {
        let model = self.model;
        let has_quorum = model.has_quorum();
        let package = self.recommended.map_or_else(Package::empty, |trade| trade.package.clone());
        let voted = model.verdicts(&package, &Fixed::new());
        let mut pivotal = Vec::new();
        let mut margin = None;
        if self.recommended.is_some() {
            let work = |steps| Work::new(steps, self.options.deadline);
            let (turning, missing) =
                reasons::pivotal(model, &package, &voted, &mut work(reasons::PIVOTAL_WORK));
            let (least, cut) = reasons::margin(model, &package, &voted, &mut work(reasons::MARGIN_WORK));
            (pivotal, margin) = (turning, Some(least));
            self.incomplete.extend(missing.into_iter().chain(cut));
        }
        let nothing_wins = self.recommended.is_none() && self.landscape.proof.is_optimal;
        let (unlock, clash) =
            if nothing_wins && has_quorum { (self.unlock(), self.clash()) } else { (None, None) };
        let power = power_until(model, self.options.deadline);
        if !power.is_exact() {
            self.incomplete.push(Part::Power);
        }
        let (verdicts, spared) = self.verdicts(&package, &voted);
        self.incomplete.extend(spared);
        let absent = (0..model.members.len()).filter(|&at| model.members[at].voice.is_none());
        let again = (0..model.members.len()).filter(|&at| model.members[at].asked == Asked::Again);
        self.incomplete.sort_unstable();
        Answer {
            position: self.position(has_quorum, &package),
            reason: match (has_quorum, self.recommended) {
                (false, _) => Some(Reason::NoQuorum),
                (true, None) if self.landscape.proof.is_optimal => Some(Reason::NoPackageWins),
                (true, _) => None,
            },
            package: self.recommended.map(|trade| self.ids(&trade.package)),
            burden: self.recommended.map(|trade| trade.burden),
            support: self.recommended.map(|trade| trade.support),
            support_base: model.terms.support.iter().sum(),
            verdicts,
            confidential: self.confidential(&voted),
            absent: absent.map(|at| model.members[at].id.clone()).collect(),
            must_ask_again: again.map(|at| model.members[at].id.clone()).collect(),
            minimal_packages: self.minimal_packages(),
            minimal_complete: self.landscape.minimal_complete,
            frontier: self.landscape.frontier.iter().map(|trade| self.trade(trade)).collect(),
            conditions: self.conditions(&package, &voted),
            pivotal: self.open_ids(&pivotal),
            pivotal_confidential: self.hidden(&pivotal),
            margin,
            unlock,
            clash,
            power: power.answer(model),
            power_method: power.method.to_string(),
            proof: Proof {
                optimal: self.landscape.proof.is_optimal && self.landscape.ties_complete,
                bound: self.bound(),
                method: self.landscape.proof.method.to_owned(),
                checked: false,
                unchecked: Vec::new(),
            },
            incomplete: self.incomplete,
        }
    }

    fn position(&self, has_quorum: bool, package: &Package) -> PositionKind {
        match (has_quorum, self.recommended) {
            (false, _) => PositionKind::None,
            (true, Some(_)) if package.is_empty() => PositionKind::Accept,
            (true, Some(_)) => PositionKind::AcceptWithConditions,
            // That nothing was found before a limit is no position.
            (true, None) if !self.landscape.proof.is_optimal => PositionKind::None,
            (true, None) => match self.model.terms.fallback {
                Fallback::Reject => PositionKind::Reject,
                Fallback::None => PositionKind::None,
            },
        }
    }

    fn bound(&self) -> Option<u64> {
        if !self.landscape.proof.is_optimal {
            return self.landscape.proof.bound;
        }
        self.recommended.map(|trade| match self.options.prefer {
            Preference::Burden => trade.burden,
            Preference::Support => trade.support,
        })
    }

    fn verdicts(&self, package: &Package, voted: &[Option<Voted>]) -> (Keyed<VerdictAnswer>, Option<Part>) {
        let mut spared = None;
        let open = (0..voted.len()).filter(|&at| self.is_open(at));
        let told = open.filter_map(|at| {
            let vote = voted[at]?;
            let (because, may_be_spared) = self.because(package, voted, at);
            spared = spared.or(may_be_spared);
            let told = VerdictAnswer {
                verdict: vote.verdict,
                clause: vote.clause.map(|clause| clause + 1),
                because,
            };
            Some((self.model.members[at].id.clone(), told))
        });
        let told = Keyed(told.collect());
        (told, spared)
    }

    /// Why a body's verdict is what it is; that a body with a confidential stance accepts is no
    /// reason to be told.
    fn because(
        &self,
        package: &Package,
        voted: &[Option<Voted>],
        member: usize,
    ) -> (Vec<String>, Option<Part>) {
        let (because, spared) = because::because(self.model, package, voted, member);
        let told = because.into_iter().filter(|reason| match reason {
            Expression::Accepts(at) => self.is_open(*at),
            _ => true,
        });
        let told = told.filter_map(|reason| match reason {
            Expression::Condition(at) => Some(self.model.conditions[at].id.to_string()),
            Expression::Accepts(at) => Some(format!("@{}", self.model.members[at].id)),
            _ => None,
        });
        (told.collect(), spared)
    }

    fn confidential(&self, voted: &[Option<Voted>]) -> Option<Counts> {
        let mut counts = Counts::default();
        for vote in (0..voted.len()).filter(|&at| !self.is_open(at)).filter_map(|at| voted[at]) {
            match vote.verdict {
                Verdict::Accept => counts.accept += 1,
                Verdict::Reject => counts.reject += 1,
                Verdict::Abstain => counts.abstain += 1,
            }
        }
        (counts != Counts::default()).then_some(counts)
    }

    fn minimal_packages(&self) -> Vec<Vec<Id>> {
        let mut minimal: Vec<_> = self
            .landscape
            .minimal
            .iter()
            .map(|package| {
                let support = self.model.support(&self.model.verdicts(package, &Fixed::new()));
                (self.model.burden(package), std::cmp::Reverse(support), package)
            })
            .collect();
        minimal.sort_unstable();
        minimal.into_iter().map(|(_, _, package)| self.ids(package)).collect()
    }

    fn conditions(&self, package: &Package, voted: &[Option<Voted>]) -> Keyed<ConditionAnswer> {
        let all = self.model.conditions.iter().enumerate();
        let told = all.map(|(at, condition)| {
            let turned = match self.recommended {
                Some(_) => reasons::turned_by(self.model, package, voted, at),
                None => reasons::Turned::default(),
            };
            let told = ConditionAnswer {
                role: if self.landscape.in_all.contains(at) {
                    Role::Indispensable
                } else if self.landscape.in_some.contains(at) {
                    Role::Exchangeable
                } else {
                    Role::Unneeded
                },
                needed_by: self.open_ids(&turned.needed_by),
                opposed_by: self.open_ids(&turned.opposed_by),
                burden_without: self.landscape.burden_without[at],
            };
            (condition.id.clone(), told)
        });
        Keyed(told.collect())
    }

    fn unlock(&mut self) -> Option<Unlock> {
        let Some(found) = unlock::unlock(self.model, self.options.deadline) else {
            self.incomplete.push(Part::Unlock);
            return None;
        };
        if !found.complete {
            self.incomplete.push(Part::Unlock);
        }
        let sets = found.sets.iter().map(|(bodies, trade)| UnlockSet {
            bodies: self.open_ids(bodies),
            confidential: self.hidden(bodies),
            package: self.ids(&trade.package),
        });
        Some(Unlock {
            size: found.size.map(|size| size as u64),
            sets: sets.collect(),
            complete: found.complete,
        })
    }

    fn clash(&mut self) -> Option<Clash> {
        let found = match clash::clash(self.model, self.options.deadline) {
            Ok(found) => found?,
            Err(clash::Unsettled) => {
                self.incomplete.push(Part::Clash);
                return None;
            }
        };
        if !found.is_smallest {
            self.incomplete.push(Part::Clash);
        }
        let members: Vec<usize> = found.parts.iter().filter_map(|part| part.member()).collect();
        let vetoes: Vec<usize> = found.parts.iter().filter_map(|part| part.veto()).collect();
        Some(Clash {
            bodies: self.open_ids(&members),
            confidential: self.hidden(&members) + self.hidden(&vetoes),
            requirements: found.parts.iter().filter_map(|part| part.requirement()).collect(),
            vetoes: self.open_ids(&vetoes),
            objections: found.parts.contains(&clash::Part::Objections),
            smallest: found.is_smallest,
        })
    }

    fn trade(&self, trade: &Trade) -> TradeAnswer {
        TradeAnswer { burden: trade.burden, support: trade.support, package: self.ids(&trade.package) }
    }

    fn ids(&self, package: &Package) -> Vec<Id> {
        package.iter().map(|at| self.model.conditions[at].id.clone()).collect()
    }

    fn is_open(&self, at: usize) -> bool {
        self.model.members[at].confidence == Confidence::Open
    }

    fn open_ids(&self, members: &[usize]) -> Vec<Id> {
        let open = members.iter().filter(|&&at| self.is_open(at));
        open.map(|&at| self.model.members[at].id.clone()).collect()
    }

    fn hidden(&self, members: &[usize]) -> u64 {
        members.iter().filter(|&&at| !self.is_open(at)).count() as u64
    }
}
