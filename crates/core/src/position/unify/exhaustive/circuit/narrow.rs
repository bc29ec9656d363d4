//! A circuit narrowed to a branch: what is known there is worked out once and for all.
//!
//! Deep in a search most voices are settled and most conditions known. Settled voices become
//! constants and leave the sums; the stances that remain lose what is known of their conditions.

use std::{borrow::Cow, sync::Arc};

use super::{
    super::lanes::{Bounds, Rail, has},
    Circuit, Part, Requirement,
};
use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Expression, Voice},
        unify::against::Against,
    },
};

impl<'a> Circuit<'a> {
    /// The circuit where these conditions are as they are, the same on every lane: it gives the same
    /// answers as this one for values that agree with them.
    pub fn narrowed(&self, values: &[Bounds]) -> Circuit<'a> {
        let accepts = self.accepting(values);
        let rejects = self.rejecting(values, &accepts);
        let settled = |at: usize| -> Option<Verdict> {
            if has(&accepts[at].must(), 0) {
                return Some(Verdict::Accept);
            }
            if has(&accepts[at].can(), 0) {
                return None;
            }
            match (has(&rejects[at].must(), 0), has(&rejects[at].can(), 0)) {
                (true, _) => Some(Verdict::Reject),
                (_, false) => Some(Verdict::Abstain),
                _ => None,
            }
        };
        let voices: Vec<Part<'a>> = self
            .voices
            .iter()
            .enumerate()
            .map(|(at, part)| match (settled(at), part) {
                (Some(verdict), _) => Part::Fixed(verdict),
                (None, Part::Stance(voice)) => Part::Stance(Cow::Owned(simpler_voice(voice, values))),
                (None, Part::Fixed(verdict)) => Part::Fixed(*verdict),
            })
            .collect();
        let requirement = |requirement: &Requirement| {
            let mut narrowed = requirement.clone();
            if let Against::Sum(least) = requirement.threshold {
                let mut left = least;
                for (count, part) in narrowed.counts.iter_mut().zip(&voices) {
                    if let Part::Fixed(verdict) = part {
                        if *verdict == Verdict::Accept {
                            left = left.saturating_sub(*count);
                        }
                        *count = 0;
                    }
                }
                narrowed.threshold = Against::Sum(left);
            }
            narrowed
        };
        let alternatives =
            self.alternatives.iter().map(|all| all.iter().map(requirement).collect()).collect();
        Circuit {
            conditions: self.conditions,
            waiting: Arc::clone(&self.waiting),
            voices,
            voice_of: self.voice_of.clone(),
            implies: self.implies.clone(),
            excludes: self.excludes.clone(),
            veto: self.veto.clone(),
            max_objections: self.max_objections,
            crowd: self.crowd.clone(),
            alternatives,
            support: self.support.clone(),
            counts_rejecting: self.counts_rejecting,
        }
    }
}

fn simpler_voice(voice: &Voice, values: &[Bounds]) -> Voice {
    let mut clauses = Vec::new();
    for (verdict, guard) in &voice.clauses {
        match guard.as_ref().map_or(Ok(true), |guard| simpler(guard, values)) {
            Ok(false) => {}
            Ok(true) => {
                clauses.push((*verdict, None));
                break;
            }
            Err(guard) => clauses.push((*verdict, Some(guard))),
        }
    }
    Voice { clauses }
}

/// What is left of an expression: `Err` when nothing is known to settle it, `Ok` when it is settled.
fn simpler(expression: &Expression, values: &[Bounds]) -> Result<bool, Expression> {
    match expression {
        Expression::Condition(at) => match (has(&values[*at].must(), 0), has(&values[*at].can(), 0)) {
            (true, _) => Ok(true),
            (_, false) => Ok(false),
            _ => Err(expression.clone()),
        },
        Expression::Accepts(_) => Err(expression.clone()),
        Expression::Not(inner) => match simpler(inner, values) {
            Ok(value) => Ok(!value),
            Err(inner) => Err(Expression::Not(Box::new(inner))),
        },
        Expression::All(parts) => joined(parts, values, false, Expression::All),
        Expression::Any(parts) => joined(parts, values, true, Expression::Any),
        Expression::AtLeast(least, parts) => {
            let (mut least, mut open) = (*least, Vec::new());
            for part in parts {
                match simpler(part, values) {
                    Ok(true) => least = least.saturating_sub(1),
                    Ok(false) => {}
                    Err(part) => open.push(part),
                }
            }
            match least {
                0 => Ok(true),
                least if least > open.len() as u64 => Ok(false),
                least => Err(Expression::AtLeast(least, open)),
            }
        }
    }
}

/// Parts of which one that is `decisive` settles the whole.
fn joined(
    parts: &[Expression],
    values: &[Bounds],
    decisive: bool,
    whole: fn(Vec<Expression>) -> Expression,
) -> Result<bool, Expression> {
    let mut open = Vec::new();
    for part in parts {
        match simpler(part, values) {
            Ok(value) if value == decisive => return Ok(decisive),
            Ok(_) => {}
            Err(part) => open.push(part),
        }
    }
    match open.len() {
        0 => Ok(!decisive),
        1 => Err(open.remove(0)),
        _ => Err(whole(open)),
    }
}
