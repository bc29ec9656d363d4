//! What the note says of the rule: each requirement as a gauge, and in words.

use mawqif_core::{
    consultation::stance::Verdict,
    dossier::Confidence,
    position::{
        model::{Model, Standing, Voted},
        quantity::{Quantity, Threshold},
        rule::{Base, Requirement},
    },
};

use super::Note;
use crate::{
    cli::{
        table::{Align, table},
        terminal::{bold, painted},
    },
    locale::Locale,
};

/// Cells of a gauge.
const GAUGE: usize = 12;

impl Note<'_> {
    /// Every requirement of the rule, and how it stands at these verdicts.
    pub(super) fn rule(&self, model: &Model, voted: &[Option<Voted>]) -> Vec<String> {
        let rule = &self.dossier.rule;
        let mut rows = Vec::new();
        if let (Some(quorum), Some(standing)) = (&rule.quorum, model.quorum()) {
            rows.push(self.gauge(self.quorum(quorum), quorum, standing));
        }
        for (at, (alternative, tallies)) in
            rule.alternatives.iter().zip(&model.terms.alternatives).enumerate()
        {
            for (requirement, tally) in alternative.requires.iter().zip(tallies) {
                let mut who = self.who(requirement);
                if rule.alternatives.len() > 1 {
                    who = format!("{} · {who}", self.alternative(at));
                }
                rows.push(self.gauge(who, requirement, tally.standing(voted)));
            }
        }
        let title = if self.answer.package.is_some() { "rule-title" } else { "rule-title-offer" };
        let mut lines = vec![bold(&self.locale.word(title), self.paint)];
        let aligns = [Align::Start, Align::Start, Align::End, Align::Start, Align::Start];
        lines.extend(table(&rows, &aligns, self.locale.language));
        lines.extend(self.objections(voted, model));
        lines
    }

    /// A requirement as the rule states it: who is counted, and what they must reach.
    pub(super) fn requirement(&self, alternative: usize, number: usize) -> Option<String> {
        let alternatives = &self.dossier.rule.alternatives;
        let requirement = alternatives.get(alternative)?.requires.get(number)?;
        let values = [("who", self.who(requirement).into()), ("needs", self.needs(requirement).into())];
        let told = self.locale.tell("clash-requirement", &values);
        Some(if alternatives.len() > 1 {
            format!("{told} ({})", self.alternative(alternative))
        } else {
            told
        })
    }

    fn gauge(&self, who: String, requirement: &Requirement, standing: Standing) -> Vec<String> {
        let whole = standing.base.max(standing.sum).max(1);
        let filled = u128::from(standing.sum) * GAUGE as u128 / u128::from(whole);
        let filled = usize::try_from(filled).unwrap_or(GAUGE);
        let bar = format!("{}{}", "▓".repeat(filled), "░".repeat(GAUGE - filled));
        let figures = [("sum", standing.sum.into()), ("base", standing.base.into())];
        let (mark, code) = if standing.is_met { ("✓", "32") } else { ("✗", "31") };
        let needs = self.locale.tell("rule-needs", &[("needs", self.needs(requirement).into())]);
        vec![who, bar, self.locale.tell("rule-figures", &figures), needs, painted(mark, code, self.paint)]
    }

    /// Vetoes used, and objections against the limit.
    pub fn objections(&self, voted: &[Option<Voted>], model: &Model) -> Vec<String> {
        let rejects = |at: usize| voted[at].is_some_and(|vote| vote.verdict == Verdict::Reject);
        let mut lines = Vec::new();
        // Whether a veto was used tells what its holder says, which a confidential stance does not.
        let is_open = |at: &&usize| model.members[**at].confidence == Confidence::Open;
        let open: Vec<usize> = model.terms.veto.iter().filter(is_open).copied().collect();
        if !open.is_empty() {
            let used = open.iter().filter(|&&at| rejects(at)).count();
            let holders: Vec<_> = open.iter().map(|&at| model.members[at].id.clone()).collect();
            let values = [("count", used.into()), ("list", self.bodies(&holders).into())];
            lines.push(self.locale.tell("rule-vetoes", &values));
        }
        if let Some(most) = model.terms.max_objections {
            let count = (0..voted.len()).filter(|&at| rejects(at)).count();
            let values = [("count", count.into()), ("most", most.into())];
            lines.push(self.locale.tell("rule-objections", &values));
        }
        lines
    }

    pub fn alternative(&self, at: usize) -> String {
        let name = self.dossier.rule.alternatives.get(at).and_then(|it| it.name.as_ref());
        match name {
            Some(name) => name.in_language(self.locale.language.tag()).to_owned(),
            None => self.locale.tell("rule-alternative", &[("number", (at + 1).into())]),
        }
    }

    /// The quorum, as the rule states it.
    pub fn quorum(&self, quorum: &Requirement) -> String {
        let measure = self.measure(&quorum.measure);
        match &quorum.chamber {
            Some(chamber) => {
                let values = [("chamber", self.chamber(chamber).into()), ("measure", measure.into())];
                self.locale.tell("rule-quorum-chamber", &values)
            }
            None => self.locale.tell("rule-quorum", &[("measure", measure.into())]),
        }
    }

    pub fn who(&self, requirement: &Requirement) -> String {
        let measure = self.measure(&requirement.measure);
        match &requirement.chamber {
            Some(chamber) => {
                let values = [("chamber", self.chamber(chamber).into()), ("measure", measure.into())];
                self.locale.tell("rule-chamber", &values)
            }
            None => self.locale.tell("rule-everybody", &[("measure", measure.into())]),
        }
    }

    pub fn needs(&self, requirement: &Requirement) -> String {
        Self::needs_in(self.locale, requirement)
    }

    /// The same without an answer.
    pub fn needs_in(locale: &Locale, requirement: &Requirement) -> String {
        let quantity = match requirement.threshold.quantity() {
            Quantity::Count(count) => locale.figures(&count.to_string()),
            Quantity::Share(share) => {
                let of = match requirement.base {
                    Base::Members => "rule-of-members",
                    Base::Present => "rule-of-present",
                    Base::Cast => "rule-of-cast",
                };
                let share = match share.in_percent() {
                    Some(percent) => {
                        locale.tell("share-percent", &[("share", locale.figures(&percent).into())])
                    }
                    None => locale.figures(&share.to_string()),
                };
                locale.tell(of, &[("share", share.into())])
            }
        };
        let key = match requirement.threshold {
            Threshold::AtLeast(_) => "rule-at-least",
            Threshold::MoreThan(_) => "rule-more-than",
        };
        locale.tell(key, &[("quantity", quantity.into())])
    }
}
