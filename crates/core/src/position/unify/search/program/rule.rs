//! The rule and a query's restrictions as constraints of the program.

use microlp::{ComparisonOp, Variable};

use super::{Literal, NO, Query, Writer, YES, add, float, gcd};
use crate::{
    consultation::stance::Verdict,
    position::{
        model::Tally,
        quantity::{Quantity, Threshold},
        rule::Base,
        unify::{
            against::{Against, Strictness},
            chorus::Sound,
        },
    },
};

/// The largest coefficient that the solver can hold against a tolerance of 10^-7.
pub const COEFFICIENT_LIMIT: u64 = 1_000_000;

impl Writer<'_> {
    pub(super) fn rule(&mut self) {
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
                Sound::Fixed(_) | Sound::Silent => YES,
                Sound::Stance(stance) => {
                    let stays = self.given(stance, &[Verdict::Accept, Verdict::Abstain]);
                    self.or_moved(voice, stays)
                }
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
                if self.present_share(tally, &accepts, &counts, switch) {
                    continue;
                }
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
                        let lost_in_all = lost.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
                        let least = lost_in_all.saturating_add(u64::from(strictness == Strictness::Strict));
                        self.at_least_sum(&literals, &[weighted, lost].concat(), least, switch);
                    }
                }
            }
        }
        if !switches.is_empty() {
            self.constrain(switches, ComparisonOp::Ge, 1.0);
        }
    }

    /// Writes a share of those present when members that are silent may come to be present; whether
    /// the tally is such a share.
    fn present_share(
        &mut self,
        tally: &Tally,
        accepts: &[Literal],
        counts: &[u64],
        switch: Option<Variable>,
    ) -> bool {
        let (Base::Present, Quantity::Share(share)) = (tally.base, tally.threshold.quantity()) else {
            return false;
        };
        let is_silent = |voice: usize| matches!(self.chorus.voices[voice], Sound::Silent);
        if !(0..counts.len()).any(|voice| is_silent(voice) && counts[voice] > 0) {
            return false;
        }
        // q·accepting ≥ p·present, and who is moved out of silence counts on both sides.
        let weighted: Vec<u64> = counts
            .iter()
            .enumerate()
            .map(|(voice, count)| {
                count.saturating_mul(if is_silent(voice) {
                    share.whole() - share.part()
                } else {
                    share.whole()
                })
            })
            .collect();
        let present = tally.sum(|at| self.chorus.is_present(at));
        let is_strict = matches!(tally.threshold, Threshold::MoreThan(_));
        let least = present.saturating_mul(share.part()).saturating_add(u64::from(is_strict));
        self.at_least_sum(accepts, &weighted, least, switch);
        true
    }

    fn against(&self, tally: &Tally) -> Option<(u64, u64, Strictness)> {
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

    pub(super) fn restrictions(&mut self, query: &Query) {
        let chosen: Vec<(usize, Variable)> = self
            .conditions
            .iter()
            .enumerate()
            .filter_map(|(at, variable)| Some((at, (*variable)?)))
            .collect();
        if let Some(most) = query.at_most_burden {
            let burden = |at: usize| float(self.model.conditions[at].burden / self.unit);
            let sum: Vec<_> = chosen.iter().map(|&(at, own)| (own, burden(at))).collect();
            self.constrain(sum, ComparisonOp::Le, float(most / self.unit));
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
        if let Some(most) = query.at_most_moves {
            let sum: Vec<_> = self.moves.iter().map(|&(_, own)| (own, 1.0)).collect();
            self.constrain(sum, ComparisonOp::Le, float(most));
        }
        for members in &query.not_moving {
            let moved = self.moves.iter().filter(|(member, _)| members.contains(member));
            let sum: Vec<_> = moved.map(|&(_, own)| (own, 1.0)).collect();
            let most = float(sum.len() as u64) - 1.0;
            self.constrain(sum, ComparisonOp::Le, most);
        }
    }
}
