//! A dossier in and out: a whole case from a file or from what is pasted, and the case as a file.
//!
//! What is wrong with a file is told where it is, with the words underlined.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{Act, Stage},
    dossier::{problem::Problem, read, report::place, write},
};

use super::super::{
    Web, acts,
    admit::{At, Visitor},
    form::Form,
    page::{Shell, Tab, show},
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::desk::{Fault, people::Refused};

/// The most problems that are shown; of more, the first of the file.
const SHOWN: usize = 20;

/// Characters shown on either side of what is wrong.
const AROUND: usize = 60;

#[derive(Template)]
#[template(path = "dossier.html")]
struct Page {
    shell: Shell,
    case: String,
    /// Whether a dossier can be taken over.
    may_import: bool,
    /// Whether there is something to take home.
    may_export: bool,
    key: String,
    dossier: String,
    /// What was not done, and why.
    problem: Option<String>,
    faults: Vec<Told>,
    unlisted: usize,
}

/// A problem, as it is told.
struct Told {
    place: String,
    message: String,
    help: String,
    before: String,
    words: String,
    after: String,
}

/// The page of the dossier.
pub async fn page(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    shown(&visitor, StatusCode::OK, String::new(), None, (Vec::new(), 0))
}

/// Takes a dossier over.
pub async fn import(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let file = form.get("file");
    let source = if file.is_empty() { form.get("dossier") } else { file }.to_owned();
    if source.is_empty() {
        let told = Words::of(visitor.language).word("import-empty");
        return shown(&visitor, StatusCode::UNPROCESSABLE_ENTITY, source, Some(told), (Vec::new(), 0));
    }
    let read_from = source.clone();
    let (problems, unlisted, is_sound) = web
        .desk
        .reckon(move || {
            let reading = read(read_from.as_bytes());
            (reading.problems, reading.unlisted, reading.dossier.is_some())
        })
        .await?;
    if !is_sound {
        let words = Words::of(visitor.language);
        let more = problems.len().saturating_sub(SHOWN) + unlisted;
        let faults = problems.iter().take(SHOWN).map(|it| fault(&source, it, &words)).collect();
        let told = words.word("import-problems");
        return shown(&visitor, StatusCode::UNPROCESSABLE_ENTITY, source, Some(told), (faults, more));
    }
    let key = Some(acts::key_of(&form)?);
    let act = Act::ImportDossier { dossier: source.clone() };
    let caller = visitor.guest.as_ref().map(|it| &it.caller).ok_or(Fault::People(Refused::SignedOut))?;
    match web.desk.act(&at.held, act, caller, key).await {
        Ok(done) => {
            let first = done.entries.first().map(|entry| entry.header().seq).unwrap_or_default();
            Ok(Redirect::to(&format!("/cases/{}/initiative?done={first}", at.case.id())).into_response())
        }
        Err(fault) => {
            let told = sentence(&fault, &Words::of(visitor.language));
            shown(&visitor, status(&fault), source, Some(told), (Vec::new(), 0))
        }
    }
}

/// The case as a file, without stances that one may not see.
pub async fn export(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let At { case, sight, .. } = visitor.at()?;
    let Ok(written) = write::write(&sight.dossier(case)) else { return Err(Trouble::Missing) };
    let plain = case.id().as_str().is_ascii();
    let name = if plain { case.id().as_str() } else { "case" };
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{name}.toml\""));
    let named = named.unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/toml; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, named)], written).into_response())
}

fn shown(
    visitor: &Visitor,
    code: StatusCode,
    dossier: String,
    problem: Option<String>,
    (faults, unlisted): (Vec<Told>, usize),
) -> Result<Response, Trouble> {
    let At { case, sight, .. } = visitor.at()?;
    let dossier_now = case.dossier();
    let is_new = case.received().is_none()
        && dossier_now.bodies.is_empty()
        && dossier_now.conditions.is_empty()
        && dossier_now.provisions.is_empty();
    let page = Page {
        shell: Shell::of_case(visitor, Tab::Initiative)?,
        case: case.id().to_string(),
        may_import: sight.is_secretariat() && case.stage() == Stage::Preparing && is_new,
        may_export: case.received().is_some(),
        key: acts::key()?,
        dossier,
        problem,
        faults,
        unlisted,
    };
    Ok(show(code, &page))
}

fn fault(source: &str, problem: &Problem, words: &Words) -> Told {
    let said = words.locale().problem(&problem.kind);
    let at = place(source.as_bytes(), problem.span.start);
    let values = [("line", at.line.into()), ("column", at.column.into())];
    let start = floor(source, problem.span.start);
    let line_start = source[..start].rfind('\n').map_or(0, |it| it + 1);
    let line_end = source[start..].find('\n').map_or(source.len(), |it| start + it);
    let end = floor(source, problem.span.end).clamp(start, line_end);
    let (before, after) = (&source[line_start..start], &source[end..line_end]);
    let before: Vec<char> = before.chars().rev().take(AROUND).collect();
    Told {
        place: words.tell("import-place", &values),
        message: said.message,
        help: said.help.unwrap_or_default(),
        before: before.into_iter().rev().collect(),
        words: source[start..end].chars().take(2 * AROUND).collect(),
        after: after.chars().take(AROUND).collect(),
    }
}

/// The place itself, or the nearest before it at which a character begins.
fn floor(source: &str, at: usize) -> usize {
    let at = at.min(source.len());
    (0..=at).rev().find(|it| source.is_char_boundary(*it)).unwrap_or_default()
}
