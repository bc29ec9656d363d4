//! What somebody has said here: their votes, each of which can be changed as long as the consultation is open, and statements of
//! their own.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State as Within},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{statement::Language as Written, text::has_right_to_left};

use super::{Asked, Said, door, said, sent as as_sent, shell, told, unexpected, vote};
use crate::{
    desk::public::{State, Statement, Trouble as Refused},
    web::{
        Web,
        admit::Visitor,
        form::Form,
        page::{Shell, show},
        trouble::Trouble,
        words::Words,
    },
};

/// The most votes that one page shows; the latest statements first.
const OWN_SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "voter_own.html")]
struct Votes {
    shell: Shell,
    path: String,
    /// Statements with what was said to each.
    votes: Vec<(u64, Said, &'static str)>,
    /// Where the next ones begin.
    more: Option<usize>,
    /// Whether one statement stands alone.
    is_one: bool,
    counted: String,
    /// Statements of one's own, with what became of each.
    added: Vec<(Said, String)>,
    is_open: bool,
    is_changed: bool,
    problem: Option<String>,
}

/// One's votes.
pub async fn votes(
    Within(web): Within<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    votes_page(&web, &visitor, &asked, &headers, None).await
}

/// Changes a vote.
pub async fn change(
    Within(web): Within<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    let Some(participant) = asked.participant(&web, &visitor, &headers).await? else {
        return Ok(door::page(&visitor, &asked, door::Knock::default(), Some(&Refused::NotEntered)));
    };
    let statement: u64 = form.get("statement").parse().map_err(|_| Trouble::Missing)?;
    let vote = vote(form.get("vote")).ok_or(Trouble::Missing)?;
    match web.desk.public().vote(&asked.held, asked.number, &participant, statement, vote).await {
        Ok(()) => {
            let on = format!("{}/votes?changed={statement}#s-{statement}", asked.path());
            Ok(Redirect::to(&on).into_response())
        }
        Err(refused) => votes_page(&web, &visitor, &asked, &headers, Some(refused)).await,
    }
}

async fn votes_page(
    web: &Web,
    visitor: &Visitor,
    asked: &Asked,
    headers: &HeaderMap,
    refused: Option<Refused>,
) -> Result<Response, Trouble> {
    let Some(participant) = asked.participant(web, visitor, headers).await? else {
        return Ok(door::page(visitor, asked, door::Knock::default(), Some(&Refused::NotEntered)));
    };
    let ballot = web.desk.public().ballot(&asked.held, asked.number, &participant).await;
    let ballot = ballot.map_err(unexpected)?;
    let shown = asked.shown(web).await?;
    let added = web.desk.public().added(&asked.held, asked.number, &participant).await;
    let added = added.map_err(unexpected)?;
    let shell = shell(visitor, asked, Some("voter-own-title"));
    let words = &shell.words;
    let query = visitor.path.split_once('?').map_or("", |(_, query)| query);
    let view = Form::parse(query.as_bytes())?;
    // What has just been changed, or was asked for, stands alone: on a slow line nobody waits for the others.
    let one = [view.get("s"), view.get("changed")].iter().find_map(|it| it.parse::<u64>().ok());
    let from: usize = view.get("from").parse().unwrap_or(0);
    let next = from.saturating_add(OWN_SHOWN);
    let own = shown.iter().rev().filter(|it| one.is_none_or(|one| one == it.number)).filter_map(|it| {
        let vote = ballot.get(&it.number)?;
        Some((it.number, said(it, words), as_sent(*vote)))
    });
    let (code, problem) = match refused.map(|refused| told(&refused, words)) {
        Some((code, problem)) => (code, Some(problem)),
        None => (StatusCode::OK, None),
    };
    let votes = Votes {
        path: asked.path(),
        votes: own.skip(from).take(OWN_SHOWN).collect(),
        more: (one.is_none() && ballot.len() > next).then_some(next),
        is_one: one.is_some(),
        counted: words.count("voter-own-count", ballot.len()),
        added: added.iter().filter(|_| one.is_none()).map(|it| became(it, words)).collect(),
        is_open: asked.is_open(),
        is_changed: visitor.path.contains("?changed="),
        problem,
        shell,
    };
    Ok(show(code, &votes))
}

/// What became of a statement, for whoever added it.
fn became(statement: &Statement, words: &Words) -> (Said, String) {
    let told = match (statement.state, statement.reason.as_deref().filter(|it| !it.is_empty())) {
        (State::Waiting, _) => words.word("voter-added-waits"),
        (State::Shown, _) => words.about("voter-added-shown", &words.number(statement.number)),
        (State::Out, Some(reason)) => words.about("voter-added-out-for", reason),
        (State::Out, None) => words.word("voter-added-out"),
    };
    (Said::of(&statement.text, words), told)
}

#[derive(Template)]
#[template(path = "voter_add.html")]
struct Add {
    shell: Shell,
    path: String,
    question: Said,
    written: String,
    /// The number of the statement that has just been handed in.
    added: Option<String>,
    /// The statement that says the same, if it is shown.
    twin: Option<u64>,
    problem: Option<String>,
}

/// The page on which a statement is added.
pub async fn blank(
    Within(web): Within<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    if asked.participant(&web, &visitor, &headers).await?.is_none() {
        return Ok(door::page(&visitor, &asked, door::Knock::default(), Some(&Refused::NotEntered)));
    }
    let added = visitor.path.split_once("?added=").and_then(|(_, number)| number.parse::<u64>().ok());
    Ok(add_page(&visitor, &asked, String::new(), added, None))
}

/// A statement is handed in.
pub async fn add(
    Within(web): Within<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    let Some(participant) = asked.participant(&web, &visitor, &headers).await? else {
        return Ok(door::page(&visitor, &asked, door::Knock::default(), Some(&Refused::NotEntered)));
    };
    let written = form.get("words").replace("\r\n", "\n");
    let public = web.desk.public();
    match public.suggest(&asked.held, asked.number, &participant, &written, language(&written)).await {
        Ok(number) => Ok(Redirect::to(&format!("{}/add?added={number}", asked.path())).into_response()),
        Err(Refused::Twice(twin)) => {
            let is_shown = asked.shown(&web).await?.iter().any(|it| it.number == twin);
            Ok(add_page(&visitor, &asked, written, None, Some((&Refused::Twice(twin), is_shown))))
        }
        Err(refused) => Ok(add_page(&visitor, &asked, written, None, Some((&refused, true)))),
    }
}

/// The language that words are written in, as their letters tell it.
pub fn language(words: &str) -> Option<Written> {
    if has_right_to_left(words) {
        Some(Written::Arabic)
    } else {
        words.chars().any(|it| it.is_ascii_alphabetic()).then_some(Written::English)
    }
}

fn add_page(
    visitor: &Visitor,
    asked: &Asked,
    written: String,
    added: Option<u64>,
    refused: Option<(&Refused, bool)>,
) -> Response {
    let shell = shell(visitor, asked, Some("voter-add-title"));
    let words = &shell.words;
    let (code, problem) = match refused.map(|(refused, is_shown)| (told(refused, words), is_shown)) {
        Some(((code, problem), true)) => (code, Some(problem)),
        // The twin is not there to be voted on.
        Some(((code, _), false)) => (code, Some(words.word("voter-twice-waits"))),
        None => (StatusCode::OK, None),
    };
    let page = Add {
        path: asked.path(),
        question: Said::of(&asked.poll.terms.question, words),
        written,
        added: added.map(|number| words.about("voter-added", &words.number(number))),
        twin: match refused {
            Some((Refused::Twice(twin), true)) => Some(*twin),
            _ => None,
        },
        problem,
        shell,
    };
    show(code, &page)
}
