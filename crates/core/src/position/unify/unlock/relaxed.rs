//! Whether some bodies and so many of others could unlock anything, asked more kindly than the rule is.
//!
//! One question stands for very many sets: who could still be chosen does not speak, but a companion that weighs
//! as much as the heaviest of them stands beside the bodies, requirement by requirement. What is not won then is won by none
//! of these sets.

use std::cmp::Reverse;

use super::super::{deadline::Deadline, is_any_won};
use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Asked, Fixed, Member, Model, Tally, Voice},
        quantity::Quantity,
    },
};

/// What the companion counts at most, so that no sum overflows: a requirement for which that is not enough is
/// taken to be met.
const LARGEST: u128 = 1 << 62;

/// A model with a companion, its last member.
pub struct Relaxed<'a> {
    model: &'a Model,
    relaxed: Model,
    /// By member: whether somebody waits for it.
    is_awaited: Vec<bool>,
}

impl<'a> Relaxed<'a> {
    pub fn new(model: &'a Model) -> Self {
        let mut relaxed = model.clone();
        if let Some(any) = relaxed.members.first().cloned() {
            relaxed.members.push(Member { voice: None, asked: Asked::Once, ..any });
        }
        relaxed.terms.quorum = None;
        relaxed.terms.support.push(0);
        let mut is_awaited = vec![false; model.members.len()];
        for at in model.members.iter().filter_map(|member| member.voice.as_ref()).flat_map(Voice::awaited) {
            is_awaited[at] = true;
        }
        Self { model, relaxed, is_awaited }
    }

    /// Whether these and so many of the others, at least one, may make something win; `None` when it could not be
    /// settled.
    pub fn is_any_won(
        &mut self,
        chosen: &[usize],
        others: &[usize],
        more: usize,
        deadline: Option<Deadline>,
    ) -> Option<bool> {
        let terms = &self.model.terms;
        let relaxed = &mut self.relaxed.terms;
        relaxed.veto = terms.veto.iter().copied().filter(|at| others.binary_search(at).is_err()).collect();
        relaxed.max_objections = terms.max_objections.map(|most| most.saturating_add(more as u64));
        relaxed.alternatives = terms
            .alternatives
            .iter()
            .map(|tallies| tallies.iter().filter_map(|tally| joined(tally, others, more)).collect())
            .collect();
        let companion = self.model.members.len();
        let awaited = others.iter().copied().filter(|&at| self.is_awaited[at]);
        let accepting = chosen.iter().copied().chain(awaited).chain([companion]);
        let fixed: Fixed = accepting.map(|at| (at, Verdict::Accept)).collect();
        is_any_won(&self.relaxed, &fixed, deadline)
    }
}

/// A requirement with a companion that brings at least what the heaviest so many bring by turning to accept;
/// `None` when that is no longer to be counted.
///
/// A share `p/q` is reached when `q·a ≥ p·b` (or `>`). Who turns adds at most `q` times its count to the difference, and the
/// companion, which is in the base as well, `q − p` times its own.
fn joined(tally: &Tally, others: &[usize], more: usize) -> Option<Tally> {
    let mut counts: Vec<u64> = others.iter().map(|&at| tally.counts[at]).collect();
    counts.sort_unstable_by_key(|&count| Reverse(count));
    let heaviest: u128 = counts.iter().take(more).copied().map(u128::from).sum();
    let brings = match tally.threshold.quantity() {
        Quantity::Count(_) => heaviest,
        Quantity::Share(share) => {
            let rest = u128::from(share.whole() - share.part());
            // The rest is nothing where everybody is wanted.
            (heaviest * u128::from(share.whole()) + rest).checked_div(rest)?
        }
    };
    let brings = u64::try_from(brings).ok().filter(|&brings| u128::from(brings) <= LARGEST)?;
    let counts = tally.counts.iter().copied().chain([brings]).collect();
    Some(Tally { counts, ..tally.clone() })
}
