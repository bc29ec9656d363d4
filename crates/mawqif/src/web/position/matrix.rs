//! Bodies × conditions: what each body makes of each condition, and what it says to the package.
//!
//! A confidential stance is shown as such and as nothing else.

use mawqif_core::{
    consultation::stance::Verdict,
    dossier::{Confidence, Dossier},
    position::{
        attitude::{Attitude, attitudes},
        model::{Fixed, Model, Voted},
        package::Package,
        unify::Answer,
    },
};

use super::Words;

/// The table.
#[derive(Default)]
pub struct Matrix {
    /// The conditions.
    pub columns: Vec<Column>,
    /// The bodies.
    pub rows: Vec<Row>,
    /// Whether there is a package to say something to.
    pub has_package: bool,
}

/// A condition.
pub struct Column {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Whether the package has it.
    pub is_in: bool,
}

/// A body.
pub struct Row {
    /// Its name.
    pub name: String,
    /// What it makes of each condition.
    pub marks: Vec<Mark>,
    /// What it says to the offer as it is.
    pub now: Said,
    /// What it says to the package.
    pub then: Said,
    /// Whether the package loses without it.
    pub is_pivotal: bool,
}

/// What a body makes of a condition.
pub struct Mark {
    /// The condition's id, for a narrow window.
    pub label: String,
    /// The sign that is seen.
    pub sign: &'static str,
    /// Its class, for the style.
    pub class: &'static str,
    /// What it means; empty when there is nothing to say.
    pub says: String,
    /// Whether the package has the condition.
    pub is_in: bool,
}

/// What a body says.
pub struct Said {
    /// Its class, for the style.
    pub class: &'static str,
    /// In words.
    pub word: String,
}

impl Matrix {
    /// The table of a case at a package.
    pub fn of(dossier: &Dossier, model: &Model, answer: &Answer, package: &Package, words: &Words) -> Self {
        let now = model.verdicts(&Package::empty(), &Fixed::new());
        let then = model.verdicts(package, &Fixed::new());
        let columns = dossier.conditions.iter().enumerate().map(|(at, condition)| Column {
            id: condition.id.to_string(),
            text: words.text(&condition.text).to_owned(),
            is_in: package.contains(at),
        });
        let rows = dossier.bodies.iter().filter_map(|body| {
            let at = model.members.iter().position(|member| member.id == body.id)?;
            let is_hidden = model.members[at].confidence == Confidence::Confidential;
            let attitudes = if is_hidden { None } else { attitudes(model, at) };
            let marks = dossier.conditions.iter().enumerate().map(|(at, condition)| {
                let attitude = attitudes.as_ref().map(|all| all[at]);
                mark(condition.id.to_string(), attitude, package.contains(at), words)
            });
            let name = words.text(&body.name);
            Some(Row {
                name: if name.is_empty() { body.id.to_string() } else { name.to_owned() },
                marks: marks.collect(),
                now: said(now[at], is_hidden, words),
                then: said(then[at], is_hidden, words),
                is_pivotal: answer.pivotal.contains(&body.id),
            })
        });
        Self { columns: columns.collect(), rows: rows.collect(), has_package: answer.package.is_some() }
    }
}

fn mark(label: String, attitude: Option<Attitude>, is_in: bool, words: &Words) -> Mark {
    let (sign, class, key) = match attitude {
        None => ("", "none", ""),
        Some(Attitude::Needs) => ("●", "needs", "mark-needs"),
        Some(Attitude::Helps) => ("◐", "helps", "mark-helps"),
        Some(Attitude::Never) => ("✕", "never", "mark-never"),
        Some(Attitude::Hurts) => ("◌", "hurts", "mark-hurts"),
        Some(Attitude::Mixed) => ("±", "mixed", "mark-mixed"),
        Some(Attitude::Indifferent) => ("·", "indifferent", ""),
    };
    let says = if key.is_empty() { String::new() } else { words.word(key) };
    Mark { label, sign, class, says, is_in }
}

fn said(voted: Option<Voted>, is_hidden: bool, words: &Words) -> Said {
    let (class, key) = match voted.map(|vote| vote.verdict) {
        Some(_) if is_hidden => ("hidden", "verdict-hidden"),
        None => ("absent", "verdict-absent"),
        Some(Verdict::Accept) => ("accept", "verdict-accept"),
        Some(Verdict::Reject) => ("reject", "verdict-reject"),
        Some(Verdict::Abstain) => ("abstain", "verdict-abstain"),
    };
    Said { class, word: words.word(key) }
}
