//! Search: exact answers where there are too many packages to look at all of them.
//!
//! Questions go to a mixed-integer solver ([`program`]). Floating point lives only there: a package
//! it returns is taken apart into conditions and evaluated by the model in whole numbers, and one
//! that does not stand is never passed on. What the solver proves about all other packages it
//! proves within its tolerance, which is why coefficients beyond its range make no claim of
//! optimality.
//!
//! The parts of the landscape are found one after another, each by repeated questions: the best
//! package and its ties, the frontier by raising the support asked for, the minimal packages by
//! forbidding supersets of those found. Work is limited in branch-and-bound nodes, so that limits
//! do not depend on the machine, unless a time limit is given.

mod program;

use std::time::Duration;

use microlp::{Error, SolveOptions, SolveOutcome};

use self::program::{Objective, Program, Query};
use super::{
    Preference,
    landscape::{Landscape, MINIMAL_LIMIT, Proven, Trade},
};
use crate::position::{
    model::{Fixed, Model},
    package::Package,
    relevance::relevant_conditions,
};

/// Nodes for the question of the best package, without a time limit.
const BEST_NODES: u64 = 5_000_000;

/// Nodes for each of the other parts, times the number of members: large models get fewer.
const PART_WORK: u64 = 20_000;

/// Questions for each of the other parts.
const PART_QUESTIONS: usize = 200;

/// The name of the proof.
const METHOD: &str = "milp";

/// Explores which packages of a large model win.
pub fn explore(model: &Model, prefer: Preference, time_limit: Option<Duration>) -> Landscape {
    let relevant: Vec<usize> = relevant_conditions(model).into_iter().map(|(at, _)| at).collect();
    Explorer { model, relevant, time_left: time_limit, nodes_left: BEST_NODES }.landscape(prefer)
}

/// The least burden of a winning package of a large model, and what is proven of it.
pub fn least_burden(model: &Model, time_limit: Option<Duration>) -> (Option<u64>, Proven) {
    let relevant = relevant_conditions(model).into_iter().map(|(at, _)| at).collect();
    let mut explorer = Explorer { model, relevant, time_left: time_limit, nodes_left: BEST_NODES };
    let proven = |is_optimal, bound| Proven { is_optimal, bound, method: METHOD };
    match explorer.ask(&Query::new(Objective::LeastBurden)) {
        Answer::Best(trade) => (Some(trade.burden), proven(true, Some(trade.burden))),
        Answer::AtMost(trade, bound) => (Some(trade.burden), proven(false, bound.map(least_whole))),
        Answer::None => (None, proven(true, None)),
        Answer::Unknown(bound) => (None, proven(false, bound.map(least_whole))),
    }
}

/// What a question came to.
enum Answer {
    /// This package, proven best.
    Best(Trade),
    /// This package or a better one; the bound is on the objective.
    AtMost(Trade, Option<f64>),
    /// No package.
    None,
    /// The limit was reached first.
    Unknown(Option<f64>),
}

struct Explorer<'a> {
    model: &'a Model,
    relevant: Vec<usize>,
    time_left: Option<Duration>,
    nodes_left: u64,
}

impl Explorer<'_> {
    fn landscape(mut self, prefer: Preference) -> Landscape {
        let mut landscape = Landscape::nothing(self.model.conditions.len());
        landscape.proof.method = METHOD;
        let objective = match prefer {
            Preference::Burden => Objective::LeastBurden,
            Preference::Support => Objective::MostSupport,
        };
        // A bound on support is in the solver's own units; only one on burden is passed on.
        let told = |bound: Option<f64>| match prefer {
            Preference::Burden => bound.map(least_whole),
            Preference::Support => None,
        };
        let first = match self.ask(&Query::new(objective)) {
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
        let (best, is_tied) = self.settled(first, prefer);
        landscape.ties_complete = is_tied;
        match prefer {
            Preference::Burden => self.frontier(best, &mut landscape),
            Preference::Support => {
                let least = self.ask(&Query::new(Objective::LeastBurden));
                match least {
                    Answer::Best(trade) if trade.burden < best.burden => {
                        let (trade, is_tied) = self.settled(trade, Preference::Burden);
                        landscape.frontier_complete &= is_tied;
                        self.frontier(trade, &mut landscape);
                    }
                    Answer::Best(_) => {}
                    _ => landscape.frontier_complete = false,
                }
                landscape.frontier.retain(|trade| trade.support < best.support);
                landscape.frontier.push(best);
            }
        }
        self.minimal(&mut landscape);
        self.without(&mut landscape);
        landscape
    }

    /// The best package among those as good as this one: more support for the same burden (or less
    /// burden for the same support), then fewer conditions, then earlier ones; and whether that is
    /// proven.
    fn settled(&mut self, trade: Trade, prefer: Preference) -> (Trade, bool) {
        self.nodes_left = self.part_nodes();
        let mut best = trade;
        let mut query = Query::new(match prefer {
            Preference::Burden => Objective::MostSupport,
            Preference::Support => Objective::LeastBurden,
        });
        match prefer {
            Preference::Burden => query.at_most_burden = Some(best.burden),
            Preference::Support => query.at_least_support = Some(best.support),
        }
        let mut is_proven = self.improve(&query, &mut best);
        query.at_most_burden = Some(best.burden);
        query.at_least_support = Some(best.support);
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
        let mut questions = 0;
        let mut last = first;
        loop {
            let support = last.support;
            landscape.frontier.push(last);
            let mut query = Query::new(Objective::LeastBurden);
            query.at_least_support = Some(support + 1);
            questions += 1;
            self.nodes_left = self.part_nodes();
            last = match self.ask(&query) {
                Answer::None => return,
                Answer::Best(trade) if questions < PART_QUESTIONS => {
                    let (trade, is_tied) = self.settled(trade, Preference::Burden);
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

    fn minimal(&mut self, landscape: &mut Landscape) {
        self.nodes_left = self.part_nodes();
        let mut query = Query::new(Objective::LeastBurden);
        let (mut total, mut times) = (0_usize, vec![0_usize; self.model.conditions.len()]);
        loop {
            if total >= PART_QUESTIONS.min(MINIMAL_LIMIT) {
                landscape.minimal_complete = false;
                break;
            }
            match self.ask(&query) {
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
        self.nodes_left = self.part_nodes();
        for &at in &self.relevant.clone() {
            if landscape.burden_without[at].is_some() {
                continue;
            }
            let mut query = Query::new(Objective::LeastBurden);
            query.without.push(at);
            match self.ask(&query) {
                Answer::Best(trade) => landscape.burden_without[at] = Some(trade.burden),
                Answer::None => landscape.in_all.insert(at),
                Answer::AtMost(..) | Answer::Unknown(_) => landscape.burden_without_complete = false,
            }
        }
    }

    fn part_nodes(&self) -> u64 {
        PART_WORK / self.model.members.len().max(1) as u64 + 20
    }

    fn ask(&mut self, query: &Query) -> Answer {
        if self.nodes_left == 0 || self.time_left == Some(Duration::ZERO) {
            return Answer::Unknown(None);
        }
        let program = Program::new(self.model, &self.relevant, query);
        let mut options = SolveOptions::default();
        options.node_limit = Some(self.nodes_left);
        options.time_limit = self.time_left;
        let outcome = match program.problem.solve_with(options) {
            Ok(outcome) => outcome,
            Err(Error::Infeasible) if program.is_in_range => return Answer::None,
            Err(_) => return Answer::Unknown(None),
        };
        let stats = outcome.stats();
        self.nodes_left = self.nodes_left.saturating_sub(stats.nodes_solved.max(1));
        self.time_left = self.time_left.map(|left| left.saturating_sub(stats.elapsed));
        let is_proven = outcome.is_optimal() && program.is_in_range;
        let SolveOutcome::Solution(solution) = outcome else {
            return Answer::Unknown(stats.best_bound);
        };
        let chosen = program.conditions.iter().enumerate().filter_map(|(at, variable)| {
            variable.filter(|&variable| solution.var_value(variable) > 0.5).map(|_| at)
        });
        match self.confirmed(chosen.collect(), query) {
            Some(trade) if is_proven => Answer::Best(trade),
            Some(trade) => Answer::AtMost(trade, stats.best_bound),
            None => Answer::Unknown(stats.best_bound),
        }
    }

    /// The package as a trade, if it stands in whole numbers.
    fn confirmed(&self, package: Package, query: &Query) -> Option<Trade> {
        let voted = self.model.verdicts(&package, &Fixed::new());
        let trade =
            Trade { burden: self.model.burden(&package), support: self.model.support(&voted), package };
        let stands = self.model.is_consistent(&trade.package)
            && self.model.is_won(&voted)
            && query.at_most_burden.is_none_or(|most| trade.burden <= most)
            && query.at_least_support.is_none_or(|least| trade.support >= least)
            && !query.not_containing.iter().any(|barred| barred.is_subset_of(&trade.package));
        stands.then_some(trade)
    }
}

/// The least whole number that a proven lower bound leaves, on the safe side of the tolerance.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounds are sums of burdens")]
fn least_whole(bound: f64) -> u64 {
    (bound - 1e-6).ceil().max(0.0) as u64
}
