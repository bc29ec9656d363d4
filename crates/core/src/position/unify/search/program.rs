//! The program: a model and a query as a mixed-integer linear program.
//!
//! One binary variable for each condition and each count (`at least` two or more); one continuous
//! variable between 0 and 1 for each conjunction, disjunction and voice, bounded from above by its
//! parts. With binary conditions the best such values are whole, and since every part of the rule asks for more acceptance or less
//! rejection, upper bounds are enough. Bodies that wait for each other are bounded by each other,
//! and the best solution is then the greatest fixed point.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Choice, Expression, Fixed, Model, Voice},
        package::Package,
        unify::{
            against::{Against, Strictness},
            chorus::{Chorus, Sound},
        },
    },
};

/// The largest coefficient that the solver can hold against a tolerance of 10^-7.
pub const COEFFICIENT_LIMIT: u64 = 1_000_000;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// A winning package of least burden.
    LeastBurden,
    /// A winning package of most support.
    MostSupport,
    /// A winning package of fewest conditions.
    FewestConditions,
    /// Any winning package.
    Any,
}

/// What is asked of a model's packages.
#[derive(Clone, Debug)]
pub struct Query {
    /// What is asked for.
    pub objective: Objective,
    /// No more burden than this.
    pub at_most_burden: Option<u64>,
    /// No less support than this.
    pub at_least_support: Option<u64>,
    /// No more conditions than this.
    pub at_most_conditions: Option<u64>,
    /// No package that contains one of these.
    pub not_containing: Vec<Package>,
    /// Conditions that must be in.
    pub with: Vec<usize>,
    /// Conditions that must be out.
    pub without: Vec<usize>,
}

impl Query {
    /// A query without restrictions.
    pub fn new(objective: Objective) -> Self {
        Self {
            objective,
            at_most_burden: None,
            at_least_support: None,
            at_most_conditions: None,
            not_containing: Vec::new(),
            with: Vec::new(),
            without: Vec::new(),
        }
    }
}

/// A program ready to be solved.
pub struct Program {
    /// The solver's problem.
    pub problem: Problem,
    /// The variable of each condition that matters.
    pub conditions: Vec<Option<Variable>>,
    /// Whether every coefficient is within [`COEFFICIENT_LIMIT`].
    pub is_in_range: bool,
}

/// A truth value as the program knows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Literal {
    Known(Truth),
    Is(Variable),
    IsNot(Variable),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
}

const YES: Literal = Literal::Known(Truth::Yes);
const NO: Literal = Literal::Known(Truth::No);

impl Program {
    /// Writes a query on a model as a program. Only `relevant` conditions may be chosen.
    pub fn new(model: &Model, relevant: &[usize], query: &Query) -> Self {
        let mut writer = Writer::new(model, relevant, query.objective);
        writer.consistency();
        writer.voices(query.objective);
        writer.rule();
        writer.restrictions(query);
        Self { problem: writer.problem, conditions: writer.conditions, is_in_range: writer.is_in_range }
    }
}

struct Writer<'a> {
    model: &'a Model,
    problem: Problem,
    conditions: Vec<Option<Variable>>,
    chorus: Chorus<'a>,
    /// Where each voice accepts.
    accepts: Vec<Literal>,
    is_in_range: bool,
}

impl<'a> Writer<'a> {
    fn new(model: &'a Model, relevant: &[usize], objective: Objective) -> Self {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut conditions = vec![None; model.conditions.len()];
        for &at in relevant {
            let cost = match objective {
                Objective::LeastBurden => float(model.conditions[at].burden),
                Objective::FewestConditions => 1.0,
                Objective::MostSupport | Objective::Any => 0.0,
            };
            conditions[at] = Some(problem.add_binary_var(cost));
        }
        Self {
            model,
            problem,
            conditions,
            chorus: Chorus::new(model, &Fixed::new()),
            accepts: Vec::new(),
            is_in_range: true,
        }
    }

    fn condition(&self, at: usize) -> Literal {
        self.conditions[at].map_or(NO, Literal::Is)
    }

    fn consistency(&mut self) {
        for at in 0..self.model.conditions.len() {
            let condition = &self.model.conditions[at];
            let Some(own) = self.conditions[at] else {
                continue;
            };
            for &other in &condition.implies {
                match self.conditions[other] {
                    Some(other) => self.rule_out(&[(own, 1.0), (other, -1.0)], 0.0),
                    None => self.rule_out(&[(own, 1.0)], 0.0),
                }
            }
            for other in condition.excludes.iter().filter(|&&other| other > at) {
                if let Some(other) = self.conditions[*other] {
                    self.rule_out(&[(own, 1.0), (other, 1.0)], 1.0);
                }
            }
            if condition.choice == Choice::In {
                self.rule_out(&[(own, -1.0)], -1.0);
            }
        }
    }

    /// Adds that a sum is at most a bound.
    fn rule_out(&mut self, sum: &[(Variable, f64)], most: f64) {
        self.constrain(sum.to_vec(), ComparisonOp::Le, most);
    }

    /// Adds a constraint; a variable may stand in the sum more than once.
    fn constrain(&mut self, mut sum: Vec<(Variable, f64)>, comparison: ComparisonOp, bound: f64) {
        sum.sort_by_key(|(variable, _)| variable.idx());
        sum.dedup_by(|(variable, factor), (kept, total)| {
            let is_same = variable == kept;
            if is_same {
                *total += *factor;
            }
            is_same
        });
        self.problem.add_constraint(sum, comparison, bound);
    }

    /// Writes where each voice accepts; one variable each, so that voices can wait for each other.
    fn voices(&mut self, objective: Objective) {
        let support = self.chorus.sums(&self.model.terms.support);
        let divisor = support.iter().fold(0, |divisor, &count| gcd(divisor, count)).max(1);
        self.accepts = (0..self.chorus.voices.len())
            .map(|voice| match self.chorus.voices[voice] {
                Sound::Fixed(Verdict::Accept) => YES,
                Sound::Fixed(_) => NO,
                Sound::Stance(_) => {
                    let gain = match objective {
                        Objective::MostSupport => -float(support[voice] / divisor),
                        _ => 0.0,
                    };
                    Literal::Is(self.problem.add_var(gain, (0.0, 1.0)))
                }
            })
            .collect();
        for voice in 0..self.chorus.voices.len() {
            if let (Sound::Stance(stance), Literal::Is(own)) =
                (self.chorus.voices[voice], self.accepts[voice])
            {
                let upper = self.given(stance, &[Verdict::Accept]);
                self.bound(own, upper);
            }
        }
    }

    /// Where the stance gives one of these verdicts: a clause of theirs holds and none of another
    /// verdict before it.
    fn given(&mut self, stance: &Voice, verdicts: &[Verdict]) -> Literal {
        let mut open = Vec::new();
        let mut ways = Vec::new();
        for (verdict, guard) in &stance.clauses {
            if verdicts.contains(verdict) {
                let mut all: Vec<Literal> = open.clone();
                all.push(guard.as_ref().map_or(YES, |guard| self.value(guard)));
                ways.push(self.all(&all));
            } else {
                open.push(guard.as_ref().map_or(NO, |guard| self.negated(guard)));
            }
        }
        self.any(&ways)
    }

    fn value(&mut self, expression: &Expression) -> Literal {
        match expression {
            Expression::Condition(at) => self.condition(*at),
            Expression::Accepts(at) => self.chorus.voice_of[*at].map_or(NO, |voice| self.accepts[voice]),
            Expression::Not(inner) => self.negated(inner),
            Expression::All(parts) => {
                let parts: Vec<Literal> = parts.iter().map(|part| self.value(part)).collect();
                self.all(&parts)
            }
            Expression::Any(parts) => {
                let parts: Vec<Literal> = parts.iter().map(|part| self.value(part)).collect();
                self.any(&parts)
            }
            Expression::AtLeast(least, parts) => {
                let parts: Vec<Literal> = parts.iter().map(|part| self.value(part)).collect();
                self.at_least(*least, &parts)
            }
        }
    }

    /// Negation moved inwards, as far as conditions. No body is awaited under a negation.
    fn negated(&mut self, expression: &Expression) -> Literal {
        match expression {
            Expression::Condition(at) => match self.condition(*at) {
                Literal::Is(variable) => Literal::IsNot(variable),
                _ => YES,
            },
            Expression::Accepts(_) => NO,
            Expression::Not(inner) => self.value(inner),
            Expression::All(parts) => {
                let parts: Vec<Literal> = parts.iter().map(|part| self.negated(part)).collect();
                self.any(&parts)
            }
            Expression::Any(parts) => {
                let parts: Vec<Literal> = parts.iter().map(|part| self.negated(part)).collect();
                self.all(&parts)
            }
            Expression::AtLeast(least, parts) => {
                let negated: Vec<Literal> = parts.iter().map(|part| self.negated(part)).collect();
                match (parts.len() as u64 + 1).checked_sub(*least) {
                    Some(fewest) => self.at_least(fewest, &negated),
                    None => YES,
                }
            }
        }
    }

    fn all(&mut self, parts: &[Literal]) -> Literal {
        let open: Vec<Literal> = parts.iter().copied().filter(|&part| part != YES).collect();
        if open.contains(&NO) {
            return NO;
        }
        match open.as_slice() {
            [] => YES,
            [single] => *single,
            open => {
                let own = self.problem.add_var(0.0, (0.0, 1.0));
                for &part in open {
                    self.bound(own, part);
                }
                Literal::Is(own)
            }
        }
    }

    fn any(&mut self, parts: &[Literal]) -> Literal {
        self.at_least(1, parts)
    }

    fn at_least(&mut self, least: u64, parts: &[Literal]) -> Literal {
        let certain = parts.iter().filter(|&&part| part == YES).count() as u64;
        let open: Vec<Literal> =
            parts.iter().copied().filter(|part| !matches!(part, Literal::Known(_))).collect();
        match least.checked_sub(certain) {
            None | Some(0) => YES,
            Some(more) if more > open.len() as u64 => NO,
            Some(1) if open.len() == 1 => open[0],
            Some(more) if more == open.len() as u64 => self.all(&open),
            Some(more) => {
                // Half of what is needed must not count as half a truth.
                let own = match more {
                    1 => self.problem.add_var(0.0, (0.0, 1.0)),
                    _ => self.problem.add_binary_var(0.0),
                };
                let mut sum = Vec::new();
                sum.push((own, float(more)));
                let constant = add(&mut sum, &open, -1.0);
                self.constrain(sum, ComparisonOp::Le, -constant);
                Literal::Is(own)
            }
        }
    }

    /// Adds that a variable is at most a literal.
    fn bound(&mut self, own: Variable, upper: Literal) {
        match upper {
            YES => {}
            NO => self.rule_out(&[(own, 1.0)], 0.0),
            Literal::Is(part) => self.rule_out(&[(own, 1.0), (part, -1.0)], 0.0),
            Literal::IsNot(part) => self.rule_out(&[(own, 1.0), (part, 1.0)], 1.0),
        }
    }

    fn rule(&mut self) {
        let terms = &self.model.terms;
        let accepts = self.accepts.clone();
        self.at_least_sum(&accepts, &vec![1; accepts.len()], 1, None);
        // Where a voice does not reject.
        let casts = terms.alternatives.iter().flatten().any(|tally| self.against(tally).is_some());
        let is_needed = |voice: usize, vetoes: &[usize]| {
            terms.max_objections.is_some() || casts || vetoes.contains(&voice)
        };
        let vetoes = self.chorus.of(&terms.veto);
        let mut stays: Vec<Literal> = vec![YES; accepts.len()];
        for voice in (0..accepts.len()).filter(|&voice| is_needed(voice, &vetoes)) {
            stays[voice] = match self.chorus.voices[voice] {
                Sound::Fixed(Verdict::Reject) => NO,
                Sound::Fixed(_) => YES,
                Sound::Stance(stance) => self.given(stance, &[Verdict::Accept, Verdict::Abstain]),
            };
        }
        for voice in vetoes {
            self.at_least_sum(&[stays[voice]], &[1], 1, None);
        }
        if let Some(most) = terms.max_objections {
            let crowd = self.chorus.sums(&vec![1; self.model.members.len()]);
            let least = crowd.iter().sum::<u64>().saturating_sub(most);
            self.at_least_sum(&stays, &crowd, least, None);
        }
        let mut switches = Vec::new();
        for tallies in &terms.alternatives {
            // With one alternative there is nothing to switch.
            let switch = (terms.alternatives.len() > 1).then(|| self.problem.add_binary_var(0.0));
            switches.extend(switch.map(|switch| (switch, 1.0)));
            for tally in tallies {
                let counts = self.chorus.sums(&tally.counts);
                match self.against(tally) {
                    None => {
                        let least = tally.least_sum(|at| self.chorus.is_present(at)).unwrap_or(0);
                        self.at_least_sum(&accepts, &counts, least, switch);
                    }
                    Some((gain, loss, strictness)) => {
                        // a·gain − r·loss ≥ 0, where r counts those that do not stay.
                        let weighted: Vec<u64> =
                            counts.iter().map(|count| count.saturating_mul(gain)).collect();
                        let lost: Vec<u64> = counts.iter().map(|count| count.saturating_mul(loss)).collect();
                        let literals = [accepts.clone(), stays.clone()].concat();
                        let least = lost.iter().sum::<u64>() + u64::from(strictness == Strictness::Strict);
                        self.at_least_sum(&literals, &[weighted, lost].concat(), least, switch);
                    }
                }
            }
        }
        if !switches.is_empty() {
            self.constrain(switches, ComparisonOp::Ge, 1.0);
        }
    }

    fn against(&self, tally: &crate::position::model::Tally) -> Option<(u64, u64, Strictness)> {
        match Against::new(tally, |at| self.chorus.is_present(at)) {
            Against::Sum(_) => None,
            Against::Rejecting { gain, loss, strictness } => Some((gain, loss, strictness)),
        }
    }

    /// Adds that a weighted sum of literals is at least so much, if the switch is on.
    fn at_least_sum(&mut self, literals: &[Literal], counts: &[u64], least: u64, switch: Option<Variable>) {
        let divisor = counts.iter().fold(0, |divisor, &count| gcd(divisor, count)).max(1);
        let least = least.div_ceil(divisor);
        let mut sum = Vec::new();
        let mut constant = 0.0;
        for (&literal, &count) in literals.iter().zip(counts) {
            let count = count / divisor;
            self.is_in_range &= count <= COEFFICIENT_LIMIT;
            if count > 0 {
                constant += add(&mut sum, &[literal], float(count));
            }
        }
        self.is_in_range &= least <= COEFFICIENT_LIMIT * 100;
        match switch {
            None => self.constrain(sum, ComparisonOp::Ge, float(least) - constant),
            Some(switch) => {
                sum.push((switch, -float(least)));
                self.constrain(sum, ComparisonOp::Ge, -constant);
            }
        }
    }

    fn restrictions(&mut self, query: &Query) {
        let chosen: Vec<(usize, Variable)> = self
            .conditions
            .iter()
            .enumerate()
            .filter_map(|(at, variable)| Some((at, (*variable)?)))
            .collect();
        if let Some(most) = query.at_most_burden {
            let sum: Vec<_> =
                chosen.iter().map(|&(at, own)| (own, float(self.model.conditions[at].burden))).collect();
            self.constrain(sum, ComparisonOp::Le, float(most));
        }
        if let Some(most) = query.at_most_conditions {
            let sum: Vec<_> = chosen.iter().map(|&(_, own)| (own, 1.0)).collect();
            self.constrain(sum, ComparisonOp::Le, float(most));
        }
        if let Some(least) = query.at_least_support {
            let support = self.chorus.sums(&self.model.terms.support);
            let accepts = self.accepts.clone();
            self.at_least_sum(&accepts, &support, least, None);
        }
        for package in &query.not_containing {
            let sum: Vec<_> = package.iter().filter_map(|at| Some((self.conditions[at]?, 1.0))).collect();
            let most = float(sum.len() as u64) - 1.0;
            self.constrain(sum, ComparisonOp::Le, most);
        }
        for (&at, sign) in
            query.with.iter().map(|at| (at, -1.0)).chain(query.without.iter().map(|at| (at, 1.0)))
        {
            if let Some(own) = self.conditions[at] {
                self.rule_out(&[(own, sign)], f64::min(sign, 0.0));
            }
        }
    }
}

/// Adds a multiple of literals to a sum; what they contribute without a variable is returned.
fn add(sum: &mut Vec<(Variable, f64)>, literals: &[Literal], factor: f64) -> f64 {
    let mut constant = 0.0;
    for literal in literals {
        match *literal {
            YES => constant += factor,
            NO => {}
            Literal::Is(variable) => sum.push((variable, factor)),
            Literal::IsNot(variable) => {
                constant += factor;
                sum.push((variable, -factor));
            }
        }
    }
    constant
}

/// A count as the solver takes it; exact up to 2^53.
#[expect(clippy::cast_precision_loss, reason = "the range is checked where it matters")]
fn float(count: u64) -> f64 {
    count as f64
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
