//! Voting in public consultations: for everybody, without an account.
//!
//! Whoever enters gets a token, which goes into the body of what they send, for it is no account's. A consultation that is not there is
//! told as a case that is not, so that nobody learns of one by trying names.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use mawqif_core::{
    case::{CaseId, poll::Poll},
    statement::Language,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Api, body, problem::Problem};
use crate::desk::{
    held::Held,
    public::{Statement, Vote, outcome},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entering {
    #[serde(default)]
    code: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Voting {
    participant: String,
    statement: u64,
    vote: i8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suggesting {
    participant: String,
    text: String,
    #[serde(default)]
    language: Option<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asking {
    participant: String,
}

/// A vote as programs write it: 1, 0 or -1.
pub fn vote(number: i8) -> Result<Vote, Problem> {
    match number {
        1 => Ok(Vote::Agree),
        0 => Ok(Vote::Pass),
        -1 => Ok(Vote::Disagree),
        _ => Err(Problem::field_of("vote", "write 1, 0 or -1")),
    }
}

/// A vote as programs read it.
fn written(vote: Vote) -> i8 {
    i8::try_from(outcome::code(vote)).unwrap_or(1) - 1
}

/// The consultation of an address.
fn found(api: &Api, (case, number): &(String, String)) -> Result<(Arc<Held>, u64, Poll), Problem> {
    let missing = || Problem::missing("case");
    let number = body::number("number", number)?;
    let case = CaseId::new(case).map_err(|_| missing())?;
    let (held, poll) = api.desk.public().find(&case, number).ok_or_else(missing)?;
    Ok((held, number, poll))
}

fn shown(statement: &Statement) -> Value {
    json!({ "number": statement.number, "text": statement.text })
}

/// What is asked, until when, and the statements that are shown.
pub async fn consultation(
    State(api): State<Api>,
    Path(at): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (held, number, poll) = found(&api, &at)?;
    let now = api.desk.clock().now();
    let statements = api.desk.public().shown(&held, number).await?;
    let told = json!({
        "number": number, "title": poll.terms.title, "question": poll.terms.question,
        "closes": poll.terms.closes, "doors": poll.terms.doors, "open": poll.is_open(now),
        "published": poll.is_published(now), "statements": statements.iter().map(shown).collect::<Vec<Value>>(),
    });
    body::answer(StatusCode::OK, &told)
}

/// Lets somebody in.
pub async fn enter(
    State(api): State<Api>,
    Path(at): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let (held, number, _) = found(&api, &at)?;
    let Entering { code } = body::json(request).await?;
    let entered = api.desk.public().enter(&held, number, code.as_deref()).await?;
    body::answer(StatusCode::CREATED, &json!({ "participant": entered.token }))
}

/// Takes a vote; the last one on a statement counts.
pub async fn cast(
    State(api): State<Api>,
    Path(at): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let (held, number, _) = found(&api, &at)?;
    let Voting { participant, statement, vote: said } = body::json(request).await?;
    let (public, vote) = (api.desk.public(), vote(said)?);
    let participant = public.participant(&held, number, &participant).await?;
    public.vote(&held, number, &participant, statement, vote).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What somebody has voted, and what to ask them next.
pub async fn next(
    State(api): State<Api>,
    Path(at): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let (held, number, _) = found(&api, &at)?;
    let Asking { participant } = body::json(request).await?;
    let public = api.desk.public();
    let participant = public.participant(&held, number, &participant).await?;
    let next = public.next(&held, number, &participant).await?;
    let ballot = public.ballot(&held, number, &participant).await?;
    let votes: serde_json::Map<String, Value> =
        ballot.into_iter().map(|(statement, vote)| (statement.to_string(), json!(written(vote)))).collect();
    let told = json!({
        "next": next.statement.as_ref().map(shown), "voted": next.voted, "shown": next.shown, "votes": votes,
    });
    body::answer(StatusCode::OK, &told)
}

/// Adds a statement, which is read before it is shown.
pub async fn suggest(
    State(api): State<Api>,
    Path(at): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let (held, number, _) = found(&api, &at)?;
    let Suggesting { participant, text, language } = body::json(request).await?;
    let public = api.desk.public();
    let participant = public.participant(&held, number, &participant).await?;
    let statement = public.suggest(&held, number, &participant, &text, language).await?;
    body::answer(StatusCode::CREATED, &json!({ "number": statement }))
}

/// The result, if it is for everybody.
pub async fn results(State(api): State<Api>, Path(at): Path<(String, String)>) -> Result<Response, Problem> {
    let (held, number, poll) = found(&api, &at)?;
    if !poll.is_published(api.desk.clock().now()) {
        return Err(Problem::missing("result"));
    }
    let json = api.desk.public().published(&held, number).await?;
    let json = json.ok_or_else(|| Problem::missing("result"))?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], json).into_response())
}
