//! Bodies × conditions: what each body makes of each condition, and what it says to the package.

use std::cmp::Reverse;

use mawqif_core::{
    consultation::stance::Verdict,
    dossier::Confidence,
    position::{
        attitude::{Attitude, attitudes},
        model::{Expression, Fixed, Model, Voted},
        package::Package,
        unify::answer::Role,
    },
    text::Id,
};

use super::{LIST_LIMIT, Note};
use crate::cli::{
    table::{Align, banded},
    terminal::{bold, painted},
};

/// The conditions that have a column when not all are asked for; of more, those that matter most.
const MATRIX_LIMIT: usize = 16;

/// Which conditions have a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Those that matter most.
    Most,
    /// All of them.
    All,
}

impl Note<'_> {
    /// Bodies × conditions, with what each body says to the offer as it is and to the package.
    pub(super) fn matrix(&self, model: &Model) -> Vec<String> {
        if self.dossier.bodies.is_empty() {
            return Vec::new();
        }
        let columns = self.columns(model);
        let are_numbered = self.are_numbered();
        let package: Package =
            self.answer.package.iter().flatten().filter_map(|id| self.position_of(id)).collect();
        let now = model.verdicts(&Package::empty(), &Fixed::new());
        let then = model.verdicts(&package, &Fixed::new());
        let mut head = vec![String::new()];
        for &at in &columns {
            let mark = if package.contains(at) { "■" } else { "" };
            let id = &self.dossier.conditions[at].id;
            let name = if are_numbered { self.number(at) } else { id.to_string() };
            head.push(format!("{mark}{name}"));
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
                columns
                    .iter()
                    .map(|&condition| marks.as_ref().map_or(' ', |marks| mark(marks[condition])).to_string()),
            );
            row.push(self.verdict(&now, at, is_hidden));
            if self.answer.package.is_some() {
                let pivotal = if self.answer.pivotal.contains(&body.id) { " ◆" } else { "" };
                row.push(format!("{}{pivotal}", self.verdict(&then, at, is_hidden)));
            }
            rows.push(row);
        }
        let mut aligns = vec![Align::Start];
        aligns.extend(vec![Align::Centre; columns.len()]);
        let mut lines = vec![bold(&self.locale.word("bodies-title"), self.paint)];
        lines.extend(banded(&rows, &aligns, self.locale.language, self.width));
        lines.push(painted(&self.locale.word("legend"), "2", self.paint));
        if are_numbered {
            lines.push(painted(&self.locale.word("legend-numbers"), "2", self.paint));
        }
        let left_out = self.dossier.conditions.len() - columns.len();
        if left_out > 0 {
            lines.push(self.locale.tell("matrix-left-out", &[("count", left_out.into())]));
        }
        lines.extend(self.waiting(model));
        lines
    }

    /// The conditions that have a column, in the file's order: those recommended or in a package that others
    /// could unlock, then those that minimal packages have, then those that most open stances name.
    fn columns(&self, model: &Model) -> Vec<usize> {
        let mut columns: Vec<usize> = (0..self.dossier.conditions.len()).collect();
        if self.columns == Columns::All || columns.len() <= MATRIX_LIMIT {
            return columns;
        }
        let mut times = vec![0_usize; columns.len()];
        let open = model.members.iter().filter(|member| member.confidence == Confidence::Open);
        for voice in open.filter_map(|member| member.voice.as_ref()) {
            for guard in voice.clauses.iter().filter_map(|(_, guard)| guard.as_ref()) {
                guard.visit(&mut |name| {
                    if let Expression::Condition(at) = name {
                        times[*at] += 1;
                    }
                });
            }
        }
        let sets = self.answer.unlock.iter().flat_map(|unlock| unlock.sets.iter().take(LIST_LIMIT));
        let told: Package = sets
            .flat_map(|set| &set.package)
            .chain(self.answer.package.iter().flatten())
            .filter_map(|id| self.position_of(id))
            .collect();
        let rank = |at: usize| {
            let role = self.answer.conditions.0.get(at).map(|(_, told)| told.role);
            (!told.contains(at), role.is_none_or(|role| role == Role::Unneeded), Reverse(times[at]), at)
        };
        columns.sort_by_key(|&at| rank(at));
        columns.truncate(MATRIX_LIMIT);
        columns.sort_unstable();
        columns
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
