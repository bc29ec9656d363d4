//! The circuit: a model evaluated on 512 packages at once.
//!
//! Members with the same stance are one voice here; their counts are added. Soundness of the
//! bounds rests on acceptance being monotone in who else accepts, which the stance language
//! guarantees by refusing `@` anywhere but un-negated in accept clauses.

mod narrow;

use std::{borrow::Cow, sync::Arc};

use super::{
    super::{
        against::Against,
        chorus::{Chorus, Sound},
    },
    lanes::{self, ALL, Lanes, NONE, Rail, Sums},
};
use crate::{
    consultation::stance::Verdict,
    position::model::{Condition, Expression, Fixed, Model, Tally, Voice},
};

/// A model made ready for evaluation on lanes.
pub struct Circuit<'a> {
    conditions: usize,
    pub voices: Vec<Part<'a>>,
    /// By voice: the voices that depend on whether it accepts.
    waiting: Arc<Vec<Vec<usize>>>,
    /// The voice of each member; `None` when it is absent.
    voice_of: Vec<Option<usize>>,
    /// Implications and exclusions between conditions.
    implies: Vec<(usize, usize)>,
    excludes: Vec<(usize, usize)>,
    pub veto: Vec<usize>,
    max_objections: Option<u64>,
    /// How many members each voice stands for.
    crowd: Vec<u64>,
    pub alternatives: Vec<Vec<Requirement>>,
    support: Vec<u64>,
    /// Whether anything but a veto depends on who rejects.
    counts_rejecting: bool,
}

/// What one voice says here.
#[derive(Clone)]
pub enum Part<'a> {
    /// What a stance says, or what is left of it when some conditions are known.
    Stance(Cow<'a, Voice>),
    /// The same whatever the package.
    Fixed(Verdict),
}

/// A tally by voices.
#[derive(Clone)]
pub struct Requirement {
    pub counts: Vec<u64>,
    pub threshold: Against,
}

/// What the circuit says of 512 packages.
pub struct Evaluated<R> {
    /// Where a consistent package may win (on exact values: does).
    pub won: Lanes,
    /// By voice: where it accepts; empty when nothing can win for other reasons.
    accepts: Vec<R>,
}

impl<'a> Circuit<'a> {
    /// Prepares a model in which some members' verdicts are fixed.
    pub fn new(model: &'a Model, fixed: &Fixed) -> Self {
        let chorus = Chorus::new(model, fixed);
        let requirement = |tally: &Tally| Requirement {
            counts: chorus.sums(&tally.counts),
            threshold: Against::new(tally, |at| chorus.is_present(at)),
        };
        let pairs = |others: fn(&Condition) -> &[usize]| {
            let from = model.conditions.iter().enumerate();
            from.flat_map(|(at, condition)| others(condition).iter().map(move |&other| (at, other))).collect()
        };
        let alternatives: Vec<Vec<Requirement>> = model
            .terms
            .alternatives
            .iter()
            .map(|tallies| tallies.iter().map(requirement).collect())
            .collect();
        let mut waiting = vec![Vec::new(); chorus.voices.len()];
        for (at, sound) in chorus.voices.iter().enumerate() {
            if let Sound::Stance(voice) = sound {
                for awaited in voice.awaited().filter_map(|member| chorus.voice_of[member]) {
                    waiting[awaited].push(at);
                }
            }
        }
        for voices in &mut waiting {
            voices.dedup();
        }
        let casts = alternatives.iter().flatten().any(|it| matches!(it.threshold, Against::Rejecting { .. }));
        Self {
            conditions: model.conditions.len(),
            counts_rejecting: casts || model.terms.max_objections.is_some(),
            implies: pairs(|condition| &condition.implies),
            excludes: pairs(|condition| &condition.excludes),
            veto: chorus.of(&model.terms.veto),
            max_objections: model.terms.max_objections,
            crowd: chorus.sums(&vec![1; model.members.len()]),
            alternatives,
            support: chorus.sums(&model.terms.support),
            waiting: Arc::new(waiting),
            voices: chorus
                .voices
                .iter()
                .map(|sound| match *sound {
                    Sound::Stance(voice) => Part::Stance(Cow::Borrowed(voice)),
                    Sound::Fixed(verdict) => Part::Fixed(verdict),
                    Sound::Silent => Part::Fixed(Verdict::Abstain),
                })
                .collect(),
            voice_of: chorus.voice_of,
        }
    }

    /// Asks for so much support beside whatever the rule asks for.
    pub fn require_support(&mut self, least: u64) {
        for requirements in &mut self.alternatives {
            requirements.push(Requirement { counts: self.support.clone(), threshold: Against::Sum(least) });
        }
    }

    /// Evaluates the packages whose conditions are given on the lanes of `asked`.
    pub fn evaluate<R: Rail>(&self, conditions: &[R], asked: Lanes) -> Evaluated<R> {
        debug_assert_eq!(conditions.len(), self.conditions);
        let mut won = asked;
        for &(at, other) in &self.implies {
            let broken = lanes::and(conditions[at].must(), lanes::not(conditions[other].can()));
            won = lanes::and(won, lanes::not(broken));
        }
        for &(at, other) in &self.excludes {
            let broken = lanes::and(conditions[at].must(), conditions[other].must());
            won = lanes::and(won, lanes::not(broken));
        }
        if lanes::is_none(&won) {
            return Evaluated { won, accepts: Vec::new() };
        }
        let accepts = self.accepting(conditions);
        let rejects = self.rejecting(conditions, &accepts);
        let somebody = accepts.iter().fold(NONE, |some, value| lanes::or(some, value.can()));
        won = lanes::and(won, somebody);
        for &voice in &self.veto {
            won = lanes::and(won, lanes::not(rejects[voice].must()));
        }
        if let Some(most) = self.max_objections {
            let mut objections = Sums::default();
            for (value, &crowd) in rejects.iter().zip(&self.crowd) {
                objections.add(lanes::and(value.must(), won), u128::from(crowd));
            }
            won = lanes::and(won, lanes::not(objections.at_least(u128::from(most) + 1)));
        }
        let mut holds = NONE;
        for requirements in &self.alternatives {
            let mut all = lanes::and(won, lanes::not(holds));
            for requirement in requirements {
                if lanes::is_none(&all) {
                    break;
                }
                all = lanes::and(all, requirement.is_met(&accepts, &rejects, all));
            }
            holds = lanes::or(holds, all);
        }
        Evaluated { won: holds, accepts }
    }

    /// The support where packages win: an upper bound, and exact on exact values.
    pub fn support<R: Rail>(&self, evaluated: &Evaluated<R>) -> Sums {
        let mut support = Sums::default();
        for (value, &count) in evaluated.accepts.iter().zip(&self.support) {
            support.add(lanes::and(value.can(), evaluated.won), u128::from(count));
        }
        support
    }

    /// Who accepts: the greatest fixed point, lane by lane.
    fn accepting<R: Rail>(&self, conditions: &[R]) -> Vec<R> {
        let mut accepts: Vec<R> = vec![R::known(ALL); self.voices.len()];
        let mut due: Vec<usize> = (0..self.voices.len()).collect();
        while !due.is_empty() {
            // Who waits for nobody that has changed is not asked again.
            let mut next = Vec::new();
            for &at in &due {
                let value = match &self.voices[at] {
                    Part::Fixed(Verdict::Accept) => continue,
                    Part::Fixed(_) => R::known(NONE),
                    Part::Stance(voice) => {
                        let mut value = R::known(NONE);
                        // Where no clause of another verdict has come first.
                        let mut open = R::known(ALL);
                        for (verdict, guard) in &voice.clauses {
                            let guard = self.guard(guard.as_ref(), conditions, &accepts);
                            if *verdict == Verdict::Accept {
                                value = value.or(guard.and(open));
                            } else {
                                open = open.and(guard.not());
                            }
                        }
                        value
                    }
                };
                if value.can() != accepts[at].can() || value.must() != accepts[at].must() {
                    accepts[at] = value;
                    next.extend(&self.waiting[at]);
                }
            }
            next.sort_unstable();
            next.dedup();
            due = next;
        }
        accepts
    }

    fn rejecting<R: Rail>(&self, conditions: &[R], accepts: &[R]) -> Vec<R> {
        let voices = self.voices.iter();
        voices
            .enumerate()
            .map(|(at, sound)| match sound {
                _ if !self.counts_rejecting && !self.veto.contains(&at) => R::known(NONE),
                Part::Fixed(Verdict::Reject) => R::known(ALL),
                Part::Fixed(_) => R::known(NONE),
                Part::Stance(voice) => {
                    let mut value = R::known(NONE);
                    let mut open = R::known(ALL);
                    for (verdict, guard) in &voice.clauses {
                        let guard = self.guard(guard.as_ref(), conditions, accepts);
                        if *verdict == Verdict::Reject {
                            value = value.or(guard.and(open));
                        }
                        open = open.and(guard.not());
                    }
                    value.or(open)
                }
            })
            .collect()
    }

    fn guard<R: Rail>(&self, guard: Option<&Expression>, conditions: &[R], accepts: &[R]) -> R {
        guard.map_or(R::known(ALL), |guard| self.value(guard, conditions, accepts))
    }

    fn value<R: Rail>(&self, expression: &Expression, conditions: &[R], accepts: &[R]) -> R {
        let part = |part| self.value(part, conditions, accepts);
        match expression {
            Expression::Condition(at) => conditions[*at],
            Expression::Accepts(at) => self.voice_of[*at].map_or(R::known(NONE), |voice| accepts[voice]),
            Expression::Not(inner) => part(inner).not(),
            Expression::All(parts) => parts.iter().map(part).fold(R::known(ALL), R::and),
            Expression::Any(parts) => parts.iter().map(part).fold(R::known(NONE), R::or),
            Expression::AtLeast(least, parts) => {
                R::at_least(*least, &parts.iter().map(part).collect::<Vec<_>>())
            }
        }
    }
}

impl Requirement {
    /// Where it may be met, among the lanes asked for.
    fn is_met<R: Rail>(&self, accepts: &[R], rejects: &[R], asked: Lanes) -> Lanes {
        let mut accepting = Sums::default();
        let gain = match self.threshold {
            Against::Sum(0) => return asked,
            Against::Sum(_) => 1,
            Against::Rejecting { gain, .. } => gain,
        };
        for (value, &count) in accepts.iter().zip(&self.counts) {
            if count > 0 {
                accepting.add(lanes::and(value.can(), asked), u128::from(count) * u128::from(gain));
            }
        }
        match self.threshold {
            Against::Sum(least) => accepting.at_least(u128::from(least)),
            Against::Rejecting { loss, strictness, .. } => {
                let mut rejecting = Sums::default();
                for (value, &count) in rejects.iter().zip(&self.counts) {
                    rejecting.add(lanes::and(value.must(), asked), u128::from(count) * u128::from(loss));
                }
                accepting.reaches(&rejecting, strictness)
            }
        }
    }
}
