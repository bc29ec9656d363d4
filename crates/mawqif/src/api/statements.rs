//! Statements: those of a case for its members, and those that went out for everybody.
//!
//! What is published needs no account. A case that has published nothing is told as one that does not
//! exist, so that nobody learns of a consultation by trying names.

use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::case::CaseId;
use serde_json::{Value, json};

use super::{Api, admit::At, body, problem::Problem, view};

/// The most statements of one answer; the text of each may be long.
const PAGE: usize = 20;

/// The parameters of what is published.
pub const PARAMETERS: [&str; 1] = ["before"];

/// A statement with all its versions, for members.
pub async fn statement(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let number = body::number("number", &number)?;
    let found = at.case.statements().get(&number).ok_or_else(|| Problem::missing("statement"))?;
    let now = api.desk.clock().now();
    body::answer(StatusCode::OK, &view::statement_in_full(&at.case, number, found, now))
}

/// What a case has published, the newest first.
pub async fn published(
    State(api): State<Api>,
    Path(case): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let parameters = body::parameters(&uri, &PARAMETERS)?;
    let before = parameters.first().map(|(name, word)| body::number(name, word)).transpose()?;
    let held = CaseId::new(&case).ok().and_then(|id| api.desk.held(&id));
    let held = held.ok_or_else(|| Problem::missing("case"))?;
    let (case, now) = (held.now(), api.desk.clock().now());
    let mut all: Vec<_> = case.published(now).collect();
    if all.is_empty() {
        return Err(Problem::missing("case"));
    }
    all.retain(|(number, _)| before.is_none_or(|before| *number < before));
    let shown: Vec<Value> = all
        .iter()
        .rev()
        .take(PAGE)
        .filter_map(|(number, statement)| view::published(&case, *number, statement, now))
        .collect();
    body::answer(StatusCode::OK, &json!({ "case": case.id(), "title": case.title(), "statements": shown }))
}
