//! Bodies × conditions: what each body makes of each condition, and what it says to the package.

use mawqif_core::{
    consultation::stance::Verdict,
    dossier::Confidence,
    position::{
        attitude::{Attitude, attitudes},
        model::{Expression, Fixed, Model, Voted},
        package::Package,
    },
    text::Id,
};

use super::Note;
use crate::cli::{
    table::{Align, banded},
    terminal::{bold, painted},
};

/// The widest matrix, in conditions; a larger one would not fit a terminal.
const MATRIX_LIMIT: usize = 16;

impl Note<'_> {
    /// Bodies × conditions, with what each body says to the offer as it is and to the package.
    pub(super) fn matrix(&self, model: &Model) -> Vec<String> {
        if self.dossier.conditions.len() > MATRIX_LIMIT || self.dossier.bodies.is_empty() {
            return Vec::new();
        }
        let package: Package =
            self.answer.package.iter().flatten().filter_map(|id| self.position_of(id)).collect();
        let now = model.verdicts(&Package::empty(), &Fixed::new());
        let then = model.verdicts(&package, &Fixed::new());
        let mut head = vec![String::new()];
        for (at, condition) in self.dossier.conditions.iter().enumerate() {
            let mark = if package.contains(at) { "■" } else { "" };
            head.push(format!("{mark}{}", condition.id));
        }
        head.push(self.locale.word("column-now"));
        if self.answer.package.is_some() {
            head.push(self.locale.word("column-with"));
        }
        let mut rows = vec![head];
        for body in &self.dossier.bodies {
            let Some(at) = model.members.iter().position(|member| member.id == body.id) else {
                continue;
            };
            let is_hidden = model.members[at].confidence == Confidence::Confidential;
            let marks = if is_hidden { None } else { attitudes(model, at) };
            let mut row = vec![body.name.in_language(self.locale.language.tag()).to_owned()];
            row.extend(
                (0..self.dossier.conditions.len())
                    .map(|condition| marks.as_ref().map_or(' ', |marks| mark(marks[condition])).to_string()),
            );
            row.push(self.verdict(&now, at, is_hidden));
            if self.answer.package.is_some() {
                let pivotal = if self.answer.pivotal.contains(&body.id) { " ◆" } else { "" };
                row.push(format!("{}{pivotal}", self.verdict(&then, at, is_hidden)));
            }
            rows.push(row);
        }
        let mut aligns = vec![Align::Start];
        aligns.extend(vec![Align::Centre; self.dossier.conditions.len()]);
        let mut lines = vec![bold(&self.locale.word("bodies-title"), self.paint)];
        lines.extend(banded(&rows, &aligns, self.locale.language, self.width));
        lines.push(painted(&self.locale.word("legend"), "2", self.paint));
        lines.extend(self.waiting(model));
        lines
    }

    /// Who waits for whom, as far as both stances are open.
    pub fn waiting(&self, model: &Model) -> Option<String> {
        let is_open = |at: usize| model.members[at].confidence == Confidence::Open;
        let waits: Vec<String> = model
            .members
            .iter()
            .enumerate()
            .filter(|(at, _)| is_open(*at))
            .filter_map(|(_, member)| {
                let mut others: Vec<Id> = Vec::new();
                for guard in member.voice.as_ref()?.clauses.iter().filter_map(|(_, guard)| guard.as_ref()) {
                    guard.visit(&mut |name| {
                        if let Expression::Accepts(at) = name
                            && !others.contains(&model.members[*at].id)
                        {
                            others.push(model.members[*at].id.clone());
                        }
                    });
                }
                let values = [("body", self.name(&member.id).into()), ("list", self.bodies(&others).into())];
                (!others.is_empty()).then(|| self.locale.tell("waits-for", &values))
            })
            .collect();
        (!waits.is_empty())
            .then(|| self.locale.tell("waits-line", &[("list", self.locale.list(&waits).into())]))
    }

    fn verdict(&self, voted: &[Option<Voted>], at: usize, is_hidden: bool) -> String {
        self.locale.word(match voted[at].map(|vote| vote.verdict) {
            Some(_) if is_hidden => "verdict-hidden",
            None => "verdict-absent",
            Some(Verdict::Accept) => "verdict-accept",
            Some(Verdict::Reject) => "verdict-reject",
            Some(Verdict::Abstain) => "verdict-abstain",
        })
    }
}

fn mark(attitude: Attitude) -> char {
    match attitude {
        Attitude::Needs => '●',
        Attitude::Helps => '◐',
        Attitude::Never => '✕',
        Attitude::Hurts => '◌',
        Attitude::Mixed => '±',
        Attitude::Indifferent => '·',
    }
}
