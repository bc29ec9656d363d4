//! Search: exact answers where there are too many packages to look at all of them.
//!
//! Questions on the least burden go to branching first, which is exact. All others, and those that it gives up, go to a mixed-integer solver ([`program`]). Floating point lives only there: a package
//! it returns is taken apart into conditions and evaluated by the model in whole numbers, and one
//! that does not stand is never passed on. What the solver proves about all other packages it
//! proves within its tolerance, which is why coefficients beyond its range make no claim of
//! optimality.
//!
//! The parts of the landscape are found one after another, each by repeated questions: the best
//! package and its ties, the frontier by raising the support asked for, the minimal packages by
//! forbidding supersets of those found. Work is limited in voices evaluated and branch-and-bound nodes, so that limits
//! do not depend on the machine, unless a time limit is given.

mod outcome;
mod program;

use std::cmp::Reverse;

use microlp::{Error, SolveOptions, SolveOutcome, Variable};

use self::{
    outcome::Answer,
    program::{Objective, Program, Query},
};
use super::{
    Preference,
    deadline::Deadline,
    exhaustive::{Branching, Question},
    landscape::{Landscape, MINIMAL_LIMIT, Proven, Trade},
};
use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Choice, Fixed, Model},
        package::Package,
        relevance::relevant_conditions,
    },
};

/// Nodes for the question of the best package, without a time limit.
const BEST_NODES: u64 = 5_000_000;

/// Nodes for each of the other parts, times the number of members: large models get fewer.
const PART_WORK: u64 = 20_000;

/// Constraints of the largest program that the solver is given: beyond, one step of its can take minutes.
const ROW_LIMIT: usize = 40_000;

/// Voices evaluated by branching for each of the other parts, before all its questions go to the solver.
const PART_BRANCHING_LIMIT: usize = 20_000_000;

/// A single question has this part of it.
const QUESTION_SHARE: usize = 4;

/// Questions for each of the other parts.
const PART_QUESTIONS: usize = 200;

/// The name of the proof.
const METHOD: &str = "milp";

/// Members that could be moved to accept so that a package wins.
pub enum Moves {
    /// These, proven to be the fewest.
    Fewest(Vec<usize>),
    /// These; fewer may do.
    AtMost(Vec<usize>),
    /// None do.
    None,
    /// The limit was reached first.
    Unknown,
}

/// A search in a model in which some verdicts are fixed.
pub struct Search<'a> {
    model: &'a Model,
    fixed: &'a Fixed,
    relevant: Vec<usize>,
    deadline: Option<Deadline>,
    nodes_left: u64,
    /// Voices that branching may evaluate for each part, and may still.
    branching: usize,
    branching_left: usize,
}

impl<'a> Search<'a> {
    /// Prepares a search.
    pub fn new(model: &'a Model, fixed: &'a Fixed, deadline: Option<Deadline>) -> Self {
        let relevant = relevant_conditions(model).into_iter().map(|(at, _)| at).collect();
        let branching = PART_BRANCHING_LIMIT;
        Self {
            model,
            fixed,
            relevant,
            deadline,
            nodes_left: BEST_NODES,
            branching,
            branching_left: branching,
        }
    }

    /// The same, left to the solver alone.
    #[cfg(test)]
    pub fn alone(self) -> Self {
        Self { branching: 0, branching_left: 0, ..self }
    }

    /// The least burden of a winning package, and what is proven of it, where branching came to no end.
    pub fn least_burden(mut self, branching: &Branching) -> (Option<u64>, Proven) {
        let proven = |is_optimal, bound| Proven { is_optimal, bound, method: METHOD };
        match self.least(branching) {
            Answer::Best(trade) => (Some(trade.burden), proven(true, Some(trade.burden))),
            Answer::AtMost(trade, bound) => (Some(trade.burden), proven(false, bound)),
            Answer::None => (None, proven(true, None)),
            Answer::Unknown(bound) => (None, proven(false, bound)),
        }
    }

    /// The winning package of least burden, ties settled; `None` when none wins or none was found.
    pub fn best(mut self) -> Option<Trade> {
        let branching = self.question().least_burden();
        match self.least(&branching) {
            Answer::Best(trade) => Some(self.settled(trade, Preference::Burden, 0).0),
            Answer::AtMost(trade, _) => Some(trade),
            Answer::None | Answer::Unknown(_) => None,
        }
    }

    /// Some package that wins, if one does; `None` when the limit was reached first.
    pub fn any_won(&mut self) -> Option<Option<Package>> {
        self.nodes_left = self.part_nodes();
        match self.ask(&Query::new(Objective::Any)) {
            Answer::Best(trade) | Answer::AtMost(trade, _) => Some(Some(trade.package)),
            Answer::None => Some(None),
            Answer::Unknown(_) => None,
        }
    }

    /// The fewest of some members whose moving to accept makes a package win, leaving out sets that
    /// contain one of `barred`.
    pub fn fewest_moves(&mut self, among: &[usize], most: Option<u64>, barred: &[Vec<usize>]) -> Moves {
        let mut query = Query::new(Objective::FewestMoves);
        query.may_move = among.to_vec();
        query.at_most_moves = most;
        query.not_moving = barred.to_vec();
        self.nodes_left = self.nodes_left.min(self.part_nodes());
        let solved = match self.solved(&query) {
            Ok(solved) => solved,
            Err(Answer::None) => return Moves::None,
            Err(_) => return Moves::Unknown,
        };
        let mut fixed = self.fixed.clone();
        fixed.extend(solved.moved.iter().map(|&at| (at, Verdict::Accept)));
        let voted = self.model.verdicts(&solved.package, &fixed);
        match self.model.is_consistent(&solved.package) && self.model.is_won(&voted) {
            true if solved.is_proven => Moves::Fewest(solved.moved),
            true => Moves::AtMost(solved.moved),
            false => Moves::Unknown,
        }
    }

    /// Explores which packages win, beyond what branching has come to.
    pub fn landscape(mut self, prefer: Preference, branching: &Branching) -> Landscape {
        let mut landscape = Landscape::nothing(self.model.conditions.len());
        landscape.proof.method = METHOD;
        // A bound on support is in the solver's own units; only one on burden is passed on.
        let told = |bound: Option<u64>| match prefer {
            Preference::Burden => bound,
            Preference::Support => None,
        };
        let asked = match prefer {
            Preference::Burden => self.least(branching),
            Preference::Support => {
                self.ask(&Query::new(Objective::MostSupport)).or_at_least(branching.best.as_ref())
            }
        };
        let first = match asked {
            Answer::None => return landscape,
            Answer::Best(trade) => trade,
            Answer::AtMost(trade, bound) => {
                landscape.proof = Proven { is_optimal: false, bound: told(bound), method: METHOD };
                trade
            }
            Answer::Unknown(bound) => {
                landscape.proof = Proven { is_optimal: false, bound: told(bound), method: METHOD };
                landscape.cut_short();
                return landscape;
            }
        };
        if !landscape.proof.is_optimal {
            landscape.frontier = vec![first];
            landscape.cut_short();
            return landscape;
        }
        let (best, is_tied) = self.settled(first, prefer, 0);
        landscape.ties_complete = is_tied;
        match prefer {
            Preference::Burden => self.frontier(best, &mut landscape),
            Preference::Support => {
                match self.least(branching) {
                    Answer::Best(trade) if trade.burden < best.burden => {
                        let (trade, is_tied) = self.settled(trade, Preference::Burden, 0);
                        landscape.frontier_complete &= is_tied;
                        self.frontier(trade, &mut landscape);
                    }
                    Answer::Best(_) => {}
                    _ => landscape.frontier_complete = false,
                }
                let refuting = |trade: &Trade| {
                    (trade.support, Reverse(trade.burden)) > (best.support, Reverse(best.burden))
                };
                if landscape.frontier.iter().any(refuting) {
                    landscape.refute();
                } else {
                    landscape.frontier.retain(|trade| trade.support < best.support);
                    landscape.frontier.push(best);
                }
            }
        }
        let is_least = match prefer {
            Preference::Burden => landscape.proof.is_optimal,
            Preference::Support => landscape.frontier_complete,
        };
        let least = landscape.frontier.first().filter(|_| is_least).cloned();
        self.minimal(least, &mut landscape);
        self.without(&mut landscape);
        landscape
    }

    /// The package of the least burden, where branching has come to this.
    fn least(&mut self, branching: &Branching) -> Answer {
        if branching.is_proven {
            return branching.best.clone().map_or(Answer::None, Answer::Best);
        }
        self.ask(&Query::new(Objective::LeastBurden)).beside(branching)
    }

    /// The package of the least burden with so much support, and without a condition: by branching, which is exact, or by the solver.
    fn least_where(&mut self, support: u64, without: Option<usize>) -> Answer {
        let mut question = self.question().supported(support);
        let mut query = Query::new(Objective::LeastBurden);
        query.at_least_support = (support > 0).then_some(support);
        if let Some(at) = without {
            question = question.without(at);
            query.without.push(at);
        }
        let branching = question.least_burden();
        self.branching_left = self.branching_left.saturating_sub(branching.work);
        if branching.is_proven {
            return branching.best.map_or(Answer::None, Answer::Best);
        }
        self.ask(&query).beside(&branching)
    }

    /// The best package among those as good as this one, of those with so much support: more support for the same burden (or less
    /// burden for the same support), then fewer conditions, then earlier ones; and whether that is
    /// proven.
    fn settled(&mut self, trade: Trade, prefer: Preference, support: u64) -> (Trade, bool) {
        if prefer == Preference::Burden {
            let (best, work) = self.question().supported(support).best_of_least(trade.clone());
            self.branching_left = self.branching_left.saturating_sub(work);
            if let Some(best) = best {
                return (best, true);
            }
        }
        self.settled_by_solver(trade, prefer)
    }

    fn question(&self) -> Question<'a> {
        let work = self.branching_left.min(self.branching / QUESTION_SHARE);
        Question::new(self.model, self.fixed, self.deadline).within(work)
    }

    fn settled_by_solver(&mut self, trade: Trade, prefer: Preference) -> (Trade, bool) {
        self.nodes_left = self.part_nodes();
        let mut best = trade;
        let mut query = Query::new(match prefer {
            Preference::Burden => Objective::MostSupport,
            Preference::Support => Objective::LeastBurden,
        });
        // Whatever is found is as good in every respect, so that a search that is cut short makes nothing worse.
        (query.at_most_burden, query.at_least_support) = (Some(best.burden), Some(best.support));
        let mut is_proven = self.improve(&query, &mut best);
        (query.at_most_burden, query.at_least_support) = (Some(best.burden), Some(best.support));
        query.at_most_conditions = Some(best.package.len() as u64);
        query.objective = Objective::FewestConditions;
        is_proven &= self.improve(&query, &mut best);
        query.at_most_conditions = Some(best.package.len() as u64);
        query.objective = Objective::Any;
        for at in self.relevant.clone() {
            if best.package.contains(at) {
                query.with.push(at);
                if query.with.len() == best.package.len() {
                    break;
                }
                continue;
            }
            query.with.push(at);
            match self.ask(&query) {
                Answer::Best(earlier) | Answer::AtMost(earlier, _) => best = earlier,
                Answer::None => {
                    query.with.pop();
                }
                Answer::Unknown(_) => {
                    query.with.pop();
                    is_proven = false;
                }
            }
        }
        (best, is_proven)
    }

    /// Puts the answer in the place of the best, and says whether nothing better is left.
    fn improve(&mut self, query: &Query, best: &mut Trade) -> bool {
        match self.ask(query) {
            Answer::Best(trade) => {
                *best = trade;
                true
            }
            Answer::AtMost(trade, _) => {
                *best = trade;
                false
            }
            Answer::None | Answer::Unknown(_) => false,
        }
    }

    fn frontier(&mut self, first: Trade, landscape: &mut Landscape) {
        self.branching_left = self.branching;
        let mut questions = 0;
        let mut last = first;
        loop {
            let support = last.support;
            // What is said of the first is the solver's word where branching gave up, and branching is exact.
            if landscape.frontier.pop_if(|before| before.burden >= last.burden).is_some() {
                landscape.refute();
            }
            landscape.frontier.push(last);
            questions += 1;
            self.nodes_left = self.part_nodes();
            last = match self.least_where(support + 1, None) {
                Answer::None => return,
                Answer::Best(trade) if questions < PART_QUESTIONS => {
                    let (trade, is_tied) = self.settled(trade, Preference::Burden, support + 1);
                    landscape.frontier_complete &= is_tied;
                    trade
                }
                _ => {
                    landscape.frontier_complete = false;
                    return;
                }
            };
        }
    }

    /// Beginning with the package of least burden, where that is known: burdens are at least 1, so that none of it can be spared.
    fn minimal(&mut self, known: Option<Trade>, landscape: &mut Landscape) {
        self.nodes_left = self.part_nodes();
        let mut query = Query::new(Objective::LeastBurden);
        let (mut total, mut times) = (0_usize, vec![0_usize; self.model.conditions.len()]);
        let mut known = known.map(Answer::Best);
        loop {
            if total >= PART_QUESTIONS.min(MINIMAL_LIMIT) {
                landscape.minimal_complete = false;
                break;
            }
            match known.take().unwrap_or_else(|| self.ask(&query)) {
                Answer::None => break,
                Answer::Best(trade) => {
                    for (at, least) in landscape.burden_without.iter_mut().enumerate() {
                        if !trade.package.contains(at) && least.is_none() {
                            *least = Some(trade.burden);
                        }
                    }
                    total += 1;
                    trade.package.iter().for_each(|at| times[at] += 1);
                    query.not_containing.push(trade.package);
                }
                Answer::AtMost(..) | Answer::Unknown(_) => {
                    landscape.minimal_complete = false;
                    break;
                }
            }
        }
        let conditions = 0..times.len();
        if landscape.minimal_complete {
            landscape.in_all = conditions.clone().filter(|&at| total > 0 && times[at] == total).collect();
        }
        landscape.in_some = conditions.filter(|&at| times[at] > 0).collect();
        landscape.minimal = query.not_containing;
    }

    /// The least burden without each condition that all minimal packages found so far have.
    fn without(&mut self, landscape: &mut Landscape) {
        if landscape.minimal_complete {
            return;
        }
        (self.nodes_left, self.branching_left) = (self.part_nodes(), self.branching);
        for &at in &self.relevant.clone() {
            if landscape.burden_without[at].is_some() {
                continue;
            }
            if self.model.conditions[at].choice == Choice::In {
                landscape.in_all.insert(at);
                continue;
            }
            match self.least_where(0, Some(at)) {
                Answer::Best(trade) => landscape.burden_without[at] = Some(trade.burden),
                Answer::None => landscape.in_all.insert(at),
                Answer::AtMost(..) | Answer::Unknown(_) => landscape.burden_without_complete = false,
            }
        }
    }

    /// Nodes for one of the parts that are not the best package.
    fn part_nodes(&self) -> u64 {
        PART_WORK / self.model.members.len().max(1) as u64 + 20
    }

    fn ask(&mut self, query: &Query) -> Answer {
        let solved = match self.solved(query) {
            Ok(solved) => solved,
            Err(answer) => return answer,
        };
        match self.confirmed(solved.package, query) {
            Some(trade) if solved.is_proven => Answer::Best(trade),
            Some(trade) => Answer::AtMost(trade, solved.bound),
            None => Answer::Unknown(solved.bound),
        }
    }

    /// What the solver found, or the answer when it found nothing.
    fn solved(&mut self, query: &Query) -> Result<Solved, Answer> {
        if self.nodes_left == 0 || self.deadline.is_some_and(|deadline| deadline.is_over()) {
            return Err(Answer::Unknown(None));
        }
        let program = Program::new(self.model, self.fixed, &self.relevant, query);
        if program.rows > ROW_LIMIT {
            return Err(Answer::Unknown(None));
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(self.nodes_left);
        options.time_limit = self.deadline.map(|deadline| deadline.left());
        let outcome = match program.problem.solve_with(options) {
            Ok(outcome) => outcome,
            Err(Error::Infeasible) if program.is_in_range => return Err(Answer::None),
            Err(_) => return Err(Answer::Unknown(None)),
        };
        let stats = outcome.stats();
        self.nodes_left = self.nodes_left.saturating_sub(stats.nodes_solved.max(1));
        // A bound is passed on only where the solver's numbers can be relied on.
        let bound = stats.best_bound.filter(|_| program.is_in_range);
        let bound = bound.map(|bound| least_whole(bound).saturating_mul(program.unit));
        let is_proven = outcome.is_optimal() && program.is_in_range;
        let SolveOutcome::Solution(solution) = outcome else {
            return Err(Answer::Unknown(bound));
        };
        let is_set = |variable: Variable| solution.var_value(variable) > 0.5;
        let conditions = program.conditions.iter().enumerate();
        let chosen = conditions.filter(|(_, own)| own.is_some_and(is_set)).map(|(at, _)| at);
        let moved = program.moves.iter().filter(|(_, own)| is_set(*own)).map(|(member, _)| *member);
        Ok(Solved { package: chosen.collect(), moved: moved.collect(), bound, is_proven })
    }

    /// The package as a trade, if it stands in whole numbers.
    fn confirmed(&self, package: Package, query: &Query) -> Option<Trade> {
        let voted = self.model.verdicts(&package, self.fixed);
        let trade =
            Trade { burden: self.model.burden(&package), support: self.model.support(&voted), package };
        let stands = self.model.is_consistent(&trade.package)
            && self.model.is_won(&voted)
            && query.at_most_burden.is_none_or(|most| trade.burden <= most)
            && query.at_least_support.is_none_or(|least| trade.support >= least)
            && query.at_most_conditions.is_none_or(|most| trade.package.len() as u64 <= most)
            && !query.not_containing.iter().any(|barred| barred.is_subset_of(&trade.package));
        stands.then_some(trade)
    }
}

/// What the solver found.
struct Solved {
    package: Package,
    moved: Vec<usize>,
    bound: Option<u64>,
    is_proven: bool,
}

/// The least whole number that a proven lower bound leaves, on the safe side of the tolerance.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounds are sums of burdens")]
fn least_whole(bound: f64) -> u64 {
    (bound - 1e-6).ceil().max(0.0) as u64
}
