//! The rules of the test: all of them, and each with why it matters, what to write, and where it comes from.
//!
//! They tell nothing of any case, so anybody may read them.

use askama::Template;
use axum::{
    Extension,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use mawqif_core::initiative::lint::catalogue::{Rule, catalogue, explained};

use super::super::{
    admit::Visitor,
    page::{Shell, show},
    trouble::Trouble,
    words::Words,
};
use crate::stress::severity_key;

#[derive(Template)]
#[template(path = "rules.html")]
struct Rules {
    shell: Shell,
    /// By the field that they belong to: what it is called, and the rules.
    fields: Vec<(String, Vec<Line>)>,
}

#[derive(Template)]
#[template(path = "rule_one.html")]
struct One {
    shell: Shell,
    rule: Told,
}

struct Line {
    id: &'static str,
    severity: String,
    title: String,
}

struct Told {
    line: Line,
    field: String,
    reason: String,
    suggest: String,
    source: &'static str,
}

/// All rules.
pub async fn all(Extension(visitor): Extension<Visitor>) -> Response {
    let shell = Shell::plain(&visitor, "rules-title");
    let words = shell.words.clone();
    let rules = explained();
    let fields = rules.chunk_by(|a, b| a.pack == b.pack);
    let fields =
        fields.map(|rules| (field(&rules[0], &words), rules.iter().map(|it| line(it, &words)).collect()));
    let fields = fields.collect();
    show(StatusCode::OK, &Rules { shell, fields })
}

/// A rule.
pub async fn one(Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let Some(rule) = explained().into_iter().find(|rule| rule.id == id) else {
        return Trouble::Missing.into_response();
    };
    let mut shell = Shell::plain(&visitor, "rules-title");
    let words = shell.words.clone();
    let told = Told {
        line: line(&rule, &words),
        field: field(&rule, &words),
        reason: words.text(rule.reason).to_owned(),
        suggest: words.text(rule.suggest).to_owned(),
        source: rule.source,
    };
    shell.title = format!("{} · {}", told.line.title, shell.title);
    show(StatusCode::OK, &One { shell, rule: told })
}

fn line(rule: &Rule, words: &Words) -> Line {
    let severity = words.word(severity_key(rule.severity));
    Line { id: rule.id, severity, title: words.text(rule.title).to_owned() }
}

fn field(rule: &Rule, words: &Words) -> String {
    let pack = catalogue().packs.iter().find(|(name, _)| Some(*name) == rule.pack);
    pack.map_or_else(|| words.word("rules-of-shape"), |(_, pack)| words.text(&pack.name).to_owned())
}
