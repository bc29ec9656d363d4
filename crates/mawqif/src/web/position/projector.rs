//! The board for a projector: the same answer in large type, without anything to press, following the record.
//!
//! It is for the room: what is hidden from whoever opened it stays hidden, and of confidential stances it shows no
//! more than the board does to them.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{super::page::Shell, View, Visitor, Web, adopted, found, view, waits};
use crate::web::{
    form::Form,
    page::{Tab, show},
    trouble::Trouble,
};

/// The most bodies whose answers are told one by one; of more, the gauges tell enough.
const ROLL_LIMIT: usize = 24;

#[derive(Template)]
#[template(path = "projector.html")]
struct Projector {
    shell: Shell,
    theme: &'static str,
    adopted: Option<String>,
    waits: Option<String>,
    view: Option<View>,
    working: Option<String>,
    /// Whether bodies are told one by one.
    tells_bodies: bool,
    /// The ballot that is open, and how far it has come.
    ballot: Option<String>,
}

/// The board, for the room.
pub async fn projector(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let case = at.case.clone();
    let waits = waits(&case);
    let found = match waits {
        None => Some(found(&web, &at, &Form::default()).await?),
        Some(_) => None,
    };
    let shell = Shell::of_case(&visitor, Tab::Board)?;
    let words = &shell.words;
    let open = case.open_ballot().and_then(|number| case.ballots().get(&number));
    let page = Projector {
        theme: match asked.get("theme") {
            "dark" => "dark",
            "light" => "light",
            _ => "",
        },
        adopted: adopted(&case, words),
        waits: waits.map(|key| words.word(key)),
        working: found.as_ref().and_then(|found| found.working()).map(|key| words.word(key)),
        view: found.and_then(|found| view(case.dossier(), &found, None, &Form::default(), words)),
        tells_bodies: case.dossier().bodies.len() <= ROLL_LIMIT,
        ballot: open.map(|ballot| {
            let values = [("count", ballot.roll.len().into()), ("all", ballot.electorate.len().into())];
            words.tell("ballot-open", &values)
        }),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}
