//! The rule: how the coalition decides, in words; and the forms by which it is set, one by choosing and one
//! in the words of the file, for what choices cannot say.

mod chosen;
mod written;

use askama::Template;
use axum::{Extension, http::StatusCode, response::Response};
use mawqif_core::{
    case::Stage,
    dossier::Dossier,
    position::{
        quantity::{Quantity, Threshold},
        rule::{Base, Fallback, Measure, Requirement, Rule},
    },
};

use super::super::{
    admit::Visitor,
    page::{Shell, Tab, show},
    sheet::{Kind, Weight},
    trouble::Trouble,
    words::Words,
};

/// The sheets of the rule.
pub const SHEETS: &[Kind] = &[
    Kind {
        lead: "rule-set-lead",
        fields: chosen::fields,
        written: chosen::written,
        read: chosen::read,
        weight: Weight::Much,
        ..Kind::new("choices", Tab::Bodies, ["rule-set-title", "rule-set-title"], "/rule")
    },
    Kind {
        lead: "rule-words-lead",
        fields: written::fields,
        written: written::written,
        read: written::read,
        weight: Weight::Much,
        ..Kind::new("words", Tab::Bodies, ["rule-words-title", "rule-words-title"], "/rule")
    },
];

#[derive(Template)]
#[template(path = "rule.html")]
struct Page {
    shell: Shell,
    case: String,
    lines: Vec<String>,
    is_editor: bool,
    /// Whether choices can say all of it.
    is_choosable: bool,
    /// Whether a second person has to confirm a change.
    needs_two: bool,
}

/// The rule in words.
pub async fn told(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let shell = Shell::of_case(&visitor, Tab::Bodies)?;
    let dossier = at.case.dossier();
    let is_before = matches!(at.case.stage(), Stage::Preparing | Stage::Consulting);
    let page = Page {
        case: at.case.id().to_string(),
        lines: lines(&dossier.rule, dossier, &shell.words),
        is_editor: at.sight.is_secretariat() && is_before && at.case.open_ballot().is_none(),
        is_choosable: chosen::can_say(&dossier.rule),
        needs_two: at.case.stage() != Stage::Preparing,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// A rule in sentences.
pub fn lines(rule: &Rule, dossier: &Dossier, words: &Words) -> Vec<String> {
    let bodies = || dossier.bodies.iter().map(|it| (&it.id, &it.name));
    let mut lines = Vec::new();
    if let Some(quorum) = &rule.quorum {
        lines.push(words.about("rule-line-quorum", &requirement(quorum, words)));
    }
    let is_several = rule.alternatives.len() > 1;
    for (at, alternative) in rule.alternatives.iter().enumerate() {
        if is_several {
            let name = alternative.name.as_ref().map(|it| words.text(it).to_owned());
            let name = name.filter(|it| !it.is_empty()).unwrap_or_else(|| words.number(at + 1));
            lines.push(words.about("rule-line-alternative", &name));
        }
        for it in &alternative.requires {
            lines.push(words.about("rule-line-requires", &requirement(it, words)));
        }
    }
    if !rule.veto.is_empty() {
        let names: Vec<String> = rule.veto.iter().map(|id| words.name_of(id, bodies())).collect();
        lines.push(words.about("rule-line-veto", &words.locale().list(&names)));
    }
    if let Some(most) = rule.max_objections {
        lines.push(words.tell("rule-line-objections", &[("count", most.into())]));
    }
    lines.push(words.word(match rule.fallback {
        Fallback::Reject => "rule-line-fallback-reject",
        Fallback::None => "rule-line-fallback-none",
    }));
    if rule.support != Measure::default() {
        lines.push(words.about("rule-line-support", &measure(&rule.support, words)));
    }
    lines
}

fn requirement(it: &Requirement, words: &Words) -> String {
    let (threshold, quantity) = match it.threshold {
        Threshold::AtLeast(quantity) => ("at-least", quantity),
        Threshold::MoreThan(quantity) => ("more-than", quantity),
    };
    let kind = if matches!(quantity, Quantity::Share(_)) { "share" } else { "count" };
    let base = match it.base {
        Base::Members => "members",
        Base::Present => "present",
        Base::Cast => "cast",
    };
    let values = [
        ("threshold", threshold.into()),
        ("kind", kind.into()),
        ("quantity", words.digits(&quantity.to_string()).into()),
        ("measure", measure(&it.measure, words).into()),
        ("base", base.into()),
    ];
    let told = words.tell("rule-requirement", &values);
    match &it.chamber {
        Some(chamber) => {
            words.tell("rule-in-chamber", &[("chamber", chamber.as_str().into()), ("told", told.into())])
        }
        None => told,
    }
}

/// What is counted, in words.
pub fn measure(measure: &Measure, words: &Words) -> String {
    match measure {
        Measure::Bodies => words.word("measure-is-bodies"),
        Measure::Weight => words.word("measure-is-weight"),
        Measure::Named(name) => words.about("measure-is-named", name),
    }
}
