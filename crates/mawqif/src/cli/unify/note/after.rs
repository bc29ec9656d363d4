//! What the note says beyond the answer: red lines that are crossed or kept, and who follows up.

use mawqif_core::dossier::{PositionKind, ProvisionStatus, RedLine};

use super::{LIST_LIMIT, Note};
use crate::cli::terminal::{bold, painted};

impl Note<'_> {
    /// The coalition's red lines, those that are crossed first.
    pub fn red_lines(&self) -> Vec<String> {
        let (crossed, kept): (Vec<&RedLine>, Vec<&RedLine>) =
            self.dossier.red_lines.iter().partition(|line| !self.crossed_by(line).is_empty());
        if crossed.is_empty() && kept.is_empty() {
            return Vec::new();
        }
        let words = |line: &RedLine| self.isolated(line.text.in_language(self.locale.language.tag()));
        let mut lines = vec![bold(&self.locale.word("red-lines-title"), self.paint)];
        for line in crossed {
            let by = self.locale.list(&self.crossed_by(line));
            let told = self.locale.tell("red-line-crossed", &[("list", by.into())]);
            lines.push(painted(&format!("✕ {} · {told}", words(line)), "31", self.paint));
        }
        for line in kept.iter().take(LIST_LIMIT) {
            let mark = if line.against.is_empty() { "·" } else { "✓" };
            lines.push(format!("{mark} {}", words(line)));
        }
        if kept.len() > LIST_LIMIT {
            let rest = kept.len() - LIST_LIMIT;
            lines.push(self.locale.tell("red-lines-more", &[("count", rest.into())]));
        }
        lines
    }

    /// What crosses a red line: conditions of the recommended package, and provisions of the offer
    /// when it is accepted.
    fn crossed_by(&self, line: &RedLine) -> Vec<String> {
        let Some(package) = &self.answer.package else {
            return Vec::new();
        };
        let stands = |provision: &&mawqif_core::dossier::Provision| {
            provision.status != ProvisionStatus::Rejected && line.against.contains(&provision.id)
        };
        let conditions = package.iter().filter(|id| line.against.contains(id)).map(|id| self.label(id));
        let provisions = self.dossier.provisions.iter().filter(stands).map(|it| self.label(&it.id));
        conditions.chain(provisions).collect()
    }

    /// The committees that this position calls for.
    pub fn committees(&self) -> Vec<String> {
        let sits = |on: &[PositionKind]| on.is_empty() || on.contains(&self.answer.position);
        let sitting = self.dossier.committees.iter().filter(|committee| sits(&committee.on));
        sitting
            .map(|committee| {
                let name = committee.name.in_language(self.locale.language.tag());
                let values = [("name", name.into()), ("list", self.bodies(&committee.members).into())];
                self.locale.tell("committee-line", &values)
            })
            .collect()
    }
}
