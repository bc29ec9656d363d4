//! The rule's requirements as gauges: how far each is met, and where it would be.

use mawqif_core::{
    dossier::Dossier,
    position::{
        model::{Model, Standing, Voted},
        quantity::Threshold,
        rule::Requirement,
    },
};

use super::Words;
use crate::cli::Note;

/// The length of a gauge, in its own units.
pub const LENGTH: u64 = 240;

/// A requirement as it stands.
pub struct Gauge {
    /// Who is counted, and by what.
    pub who: String,
    /// How many of how many.
    pub figures: String,
    /// What is needed.
    pub needs: String,
    /// Whether that is reached.
    pub is_met: bool,
    /// How far the bar goes.
    pub filled: u64,
    /// Where what is needed begins.
    pub mark: u64,
}

/// The quorum and every requirement.
pub fn gauges(
    dossier: &Dossier,
    model: &Model,
    voted: &[Option<Voted>],
    note: &Note<'_>,
    words: &Words,
) -> Vec<Gauge> {
    let rule = &dossier.rule;
    let mut gauges = Vec::new();
    if let (Some(quorum), Some(standing)) = (&rule.quorum, model.quorum()) {
        gauges.push(Gauge::of(note.quorum(quorum), quorum, standing, words));
    }
    for (at, (alternative, tallies)) in rule.alternatives.iter().zip(&model.terms.alternatives).enumerate() {
        for (requirement, tally) in alternative.requires.iter().zip(tallies) {
            let mut who = note.who(requirement);
            if rule.alternatives.len() > 1 {
                who = format!("{} · {who}", note.alternative(at));
            }
            gauges.push(Gauge::of(who, requirement, tally.standing(voted), words));
        }
    }
    gauges
}

impl Gauge {
    /// How far a requirement is met.
    pub fn of(who: String, requirement: &Requirement, standing: Standing, words: &Words) -> Self {
        let needed = Threshold::least_sum(requirement.threshold, standing.base);
        let whole = standing.base.max(standing.sum).max(needed).max(1);
        let scaled = |value: u64| {
            let scaled = u128::from(value) * u128::from(LENGTH) / u128::from(whole);
            u64::try_from(scaled).unwrap_or(LENGTH).min(LENGTH)
        };
        let needs = Note::needs_in(words.locale(), requirement);
        Self {
            who,
            figures: words
                .tell("rule-figures", &[("sum", standing.sum.into()), ("base", standing.base.into())]),
            needs: words.tell("rule-needs", &[("needs", words.digits(&needs).into())]),
            is_met: standing.is_met,
            filled: scaled(standing.sum),
            mark: scaled(needed),
        }
    }
}
