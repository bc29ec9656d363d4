//! The test of a case's offer: findings, coverage, stability, and other cases' offers beside it.
//!
//! A server tests within bounds of its own: a game of more states than it looks at is refused, with what would help.

use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{case::CaseId, dossier::Dossier, initiative::stress::stress_within};

use super::{Api, admit::At, body, cases::as_of, problem::Problem};
use crate::{
    desk::{access::Caller, sight::Sight},
    stress::served,
};

/// The most other cases that are set beside one.
const BESIDE_LIMIT: usize = 20;

/// The parameters.
pub const PARAMETERS: [&str; 2] = ["as_of", "beside"];

/// The test; nothing enters the record.
pub async fn stress(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
) -> Result<Response, Problem> {
    let (case, parameters) = as_of(&api, &at, &uri, &PARAMETERS).await?;
    let beside: Vec<&String> =
        parameters.iter().filter(|(name, _)| name == "beside").map(|(_, id)| id).collect();
    if beside.len() > BESIDE_LIMIT {
        return Err(Problem::parameter("beside", &format!("at most {BESIDE_LIMIT} cases")));
    }
    let others: Vec<Dossier> =
        beside.into_iter().map(|id| other(&api, &caller, id)).collect::<Result<_, _>>()?;
    let test = move || stress_within(case.dossier(), &others, &served());
    body::answer(StatusCode::OK, &api.desk.reckon(test).await?)
}

/// The dossier of another case, if whoever asks may see it.
fn other(api: &Api, caller: &Caller, id: &str) -> Result<Dossier, Problem> {
    let found = CaseId::new(id).ok().and_then(|id| api.desk.held(&id)).map(|held| held.now());
    let now = api.desk.clock().now();
    let seen = found.and_then(|case| Some((Sight::of(&case, &caller.actor, now)?, case)));
    match seen {
        Some((sight, case)) if !sight.is_narrow() => Ok(sight.dossier(&case)),
        _ => Err(Problem::parameter("beside", "a case in which you have a role")),
    }
}
