//! The program: a model and a query as a mixed-integer linear program.
//!
//! One binary variable for each condition, each count (`at least` two or more) and each member that
//! may be moved to accept; one continuous variable between 0 and 1 for each conjunction, disjunction
//! and voice, bounded from above by its parts. With binary conditions the best such values are whole,
//! and since every part of the rule asks for more acceptance or less rejection, upper bounds are
//! enough. Bodies that wait for each other are bounded by each other, and the best solution is then
//! the greatest fixed point.

mod rule;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Choice, Expression, Fixed, Model, Voice},
        package::Package,
        unify::chorus::{Chorus, Sound},
    },
};

use self::rule::COEFFICIENT_LIMIT;

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
    /// A winning package for which the fewest members must be moved to accept.
    FewestMoves,
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
    /// Members that may be moved to accept.
    pub may_move: Vec<usize>,
    /// No more moves than this.
    pub at_most_moves: Option<u64>,
    /// No moving all members of one of these sets.
    pub not_moving: Vec<Vec<usize>>,
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
            may_move: Vec::new(),
            at_most_moves: None,
            not_moving: Vec::new(),
        }
    }
}

/// A program ready to be solved.
pub struct Program {
    /// The solver's problem.
    pub problem: Problem,
    /// The variable of each condition that matters.
    pub conditions: Vec<Option<Variable>>,
    /// The members that may be moved, with their variables.
    pub moves: Vec<(usize, Variable)>,
    /// What one unit of burden in the program stands for.
    pub unit: u64,
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
    /// Writes a query on a model, in which some verdicts are fixed, as a program. Only `relevant`
    /// conditions may be chosen.
    pub fn new(model: &Model, fixed: &Fixed, relevant: &[usize], query: &Query) -> Self {
        let mut writer = Writer::new(model, fixed, relevant, query);
        writer.consistency();
        writer.voices(query.objective);
        writer.rule();
        writer.restrictions(query);
        Self {
            problem: writer.problem,
            conditions: writer.conditions,
            moves: writer.moves,
            unit: writer.unit,
            is_in_range: writer.is_in_range,
        }
    }
}

struct Writer<'a> {
    model: &'a Model,
    problem: Problem,
    conditions: Vec<Option<Variable>>,
    chorus: Chorus<'a>,
    /// Where each voice accepts.
    accepts: Vec<Literal>,
    moves: Vec<(usize, Variable)>,
    /// The variable that moves each voice, if any does.
    mover: Vec<Option<Variable>>,
    unit: u64,
    is_in_range: bool,
}

impl<'a> Writer<'a> {
    fn new(model: &'a Model, fixed: &Fixed, relevant: &[usize], query: &Query) -> Self {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut conditions = vec![None; model.conditions.len()];
        let burdens = relevant.iter().map(|&at| model.conditions[at].burden);
        let unit = burdens.fold(0, gcd).max(1);
        let mut is_in_range = true;
        for &at in relevant {
            let burden = model.conditions[at].burden / unit;
            is_in_range &= burden <= COEFFICIENT_LIMIT;
            let cost = match query.objective {
                Objective::LeastBurden => float(burden),
                Objective::FewestConditions => 1.0,
                Objective::MostSupport | Objective::Any | Objective::FewestMoves => 0.0,
            };
            conditions[at] = Some(problem.add_binary_var(cost));
        }
        let chorus = Chorus::apart(model, fixed, &query.may_move);
        let mut mover = vec![None; chorus.voices.len()];
        let mut moves = Vec::new();
        for &member in &query.may_move {
            let cost = if query.objective == Objective::FewestMoves { 1.0 } else { 0.0 };
            let own = problem.add_binary_var(cost);
            moves.push((member, own));
            if let Some(voice) = chorus.voice_of[member] {
                mover[voice] = Some(own);
            }
        }
        Self { model, problem, conditions, chorus, accepts: Vec::new(), moves, mover, unit, is_in_range }
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
                Sound::Silent => self.mover[voice].map_or(NO, Literal::Is),
                Sound::Stance(_) => {
                    let gain = match objective {
                        Objective::MostSupport => {
                            self.is_in_range &= support[voice] / divisor <= COEFFICIENT_LIMIT;
                            -float(support[voice] / divisor)
                        }
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
                let accepts = self.given(stance, &[Verdict::Accept]);
                let upper = self.or_moved(voice, accepts);
                self.bound(own, upper);
            }
        }
    }

    /// What holds of a voice by itself, or because it is moved.
    fn or_moved(&mut self, voice: usize, by_itself: Literal) -> Literal {
        match self.mover[voice] {
            Some(own) => self.any(&[by_itself, Literal::Is(own)]),
            None => by_itself,
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
