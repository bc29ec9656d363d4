//! Cases: listing, opening, looking, acting; the dossier in and out.

use axum::{
    Extension,
    extract::{Request, State},
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use mawqif_core::{
    case::{AccountId, Act, Case, CaseId, Moment},
    dossier::write,
    text::Text,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Api, admit::At, body, problem::Problem, view};
use crate::desk::{
    access::Caller,
    act::{Done, Turn},
    sight::Sight,
};

/// What somebody sends to open a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    id: String,
    #[serde(default)]
    title: Text,
    #[serde(default)]
    secretariat: Vec<AccountId>,
}

/// The cases in which one has a role.
pub async fn list(State(api): State<Api>, Extension(caller): Extension<Caller>) -> Result<Response, Problem> {
    let now = api.desk.clock().now();
    let all = api.desk.all();
    let seen = all.iter().filter_map(|held| {
        let case = held.now();
        Sight::of(&case, &caller.actor, now).map(|sight| view::line(&case, &sight))
    });
    body::answer(StatusCode::OK, &json!({ "cases": seen.collect::<Vec<_>>() }))
}

/// Opens a case.
pub async fn open(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let key = body::key(request.headers())?;
    let Opening { id, title, secretariat } = body::json(request).await?;
    let id = CaseId::new(&id).map_err(|error| {
        let message = error.to_string();
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "case-id", "No id for a case", message.clone())
            .field("id", &message)
    })?;
    let (held, done) = api.desk.open_case(&id, title, secretariat, &caller, key).await?;
    let mut told = outcome(&done);
    told["id"] = json!(held.id());
    told["key"] = held.key().to_string().into();
    let place = format!("/api/cases/{}", held.id());
    Ok((status(&done), [(header::LOCATION, place)], body::answer(StatusCode::OK, &told)?).into_response())
}

/// The case as one may see it, now or as of a moment.
pub async fn view(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
) -> Result<Response, Problem> {
    let (case, past) = as_of(&api, &at, &uri, &["as_of"]).await?;
    // How a statement stands is told as of the same moment.
    let now = if past.is_empty() { api.desk.clock().now() } else { case.time(Moment::default()) };
    let mut view = view::whole(&case, &at.sight, now);
    view["as_of"] = json!(past.first().map(|(_, word)| word));
    body::answer(StatusCode::OK, &view)
}

/// Does an act.
pub async fn act(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let key = body::key(request.headers())?;
    let act: Act = body::json(request).await?;
    acted(&api, &at, &caller, act, key).await
}

/// Takes a dossier over into a case.
pub async fn import(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let key = body::key(request.headers())?;
    let dossier = body::text(request).await?;
    acted(&api, &at, &caller, Act::ImportDossier { dossier }, key).await
}

/// The dossier as a file, now or as of a moment, without the stances that one may not see.
pub async fn export(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
) -> Result<Response, Problem> {
    let (case, _) = as_of(&api, &at, &uri, &["as_of"]).await?;
    let written = write::write(&at.sight.dossier(&case)).map_err(|error| {
        let detail = format!("there is no dossier yet that a file could hold: {error}");
        Problem::new(StatusCode::CONFLICT, "dossier", "The dossier would not be sound", detail)
    })?;
    Ok(([(header::CONTENT_TYPE, "application/toml; charset=utf-8")], written).into_response())
}

/// The case as it is, or as it was at the moment that the parameter `as_of` names; and the parameters.
pub async fn as_of(
    api: &Api,
    at: &At,
    uri: &Uri,
    known: &[&str],
) -> Result<(std::sync::Arc<Case>, Vec<(String, String)>), Problem> {
    let parameters = body::parameters(uri, known)?;
    let case = match parameters.iter().find(|(name, _)| name == "as_of") {
        Some((name, word)) => api.desk.as_of(&at.held, body::moment(name, word)?).await?,
        None => at.case.clone(),
    };
    Ok((case, parameters))
}

async fn acted(
    api: &Api,
    at: &At,
    caller: &Caller,
    act: Act,
    key: Option<String>,
) -> Result<Response, Problem> {
    let done = api.desk.act(&at.held, act, caller, key).await?;
    body::answer(status(&done), &outcome(&done))
}

fn status(done: &Done) -> StatusCode {
    match done.turn {
        Turn::First => StatusCode::CREATED,
        Turn::Repeated => StatusCode::OK,
    }
}

fn outcome(done: &Done) -> Value {
    // Whoever did it knows what it says, so nothing of it is hidden from them.
    let receipts = done.receipts.iter().map(Some).chain(std::iter::repeat(None));
    let facts: Vec<Value> =
        done.entries.iter().zip(receipts).map(|(entry, receipt)| view::entry(entry, receipt)).collect();
    json!({ "facts": facts, "size": done.size, "repeated": done.turn == Turn::Repeated })
}
