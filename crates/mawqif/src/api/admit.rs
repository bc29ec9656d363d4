//! Admission: who may use a route, as the table says, before anything of the request is looked at; and how
//! long a body it takes.
//!
//! A case in which somebody has no role is told as one that does not exist.

use std::sync::Arc;

use axum::{
    extract::{RawPathParams, Request, State, rejection::RawPathParamsRejection},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64ct::{Base64, Encoding};
use mawqif_core::case::{Case, CaseId};

use super::{Api, body::Reading, problem::Problem};
use crate::desk::{Fault, access::Caller, held::Held, people::token::Scope, sight::Sight};

/// Longest header with a token, in bytes.
const AUTHORIZATION_LIMIT: usize = 256;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// Whoever is signed in.
    Account,
    /// Whoever may open cases.
    Opener,
    /// Whoever has a role in the case, also one that they have still to accept; what they may do in it is
    /// the core's to say.
    Guest,
    /// Whoever has a role in the case by which they see it.
    Member,
    /// Whoever follows up: runs the case, or sits in a committee.
    FollowUp,
    /// Whoever runs the case.
    Secretariat,
    /// A gateway of the case, by its own token, which is nobody's account.
    Gateway,
}

/// What admission works with.
#[derive(Clone)]
pub struct Admission {
    /// The API.
    pub api: Api,
    /// Who may use the route.
    pub who: Who,
    /// The longest body that it takes, in bytes.
    pub most: usize,
}

/// The case that a route is about, as whoever asks may see it.
#[derive(Clone)]
pub struct At {
    /// The case and what belongs to it.
    pub held: Arc<Held>,
    /// The case as it is now.
    pub case: Arc<Case>,
    /// What may be seen of it.
    pub sight: Sight,
}

/// Lets a request through, with the caller and the case, or answers it.
pub async fn admit(
    State(admission): State<Admission>,
    parameters: Result<RawPathParams, RawPathParamsRejection>,
    mut request: Request,
    next: Next,
) -> Response {
    let Ok(parameters) = parameters else {
        return Problem::parameter("path", "the address is not UTF-8").into_response();
    };
    let reading = Reading { most: admission.most, room: admission.api.room.clone() };
    let admitted = admitted(&admission, &parameters, &mut request).await;
    match admitted.and_then(|()| reading.check(request.headers())) {
        Ok(()) => {
            request.extensions_mut().insert(reading);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

async fn admitted(
    admission: &Admission,
    parameters: &RawPathParams,
    request: &mut Request,
) -> Result<(), Problem> {
    let Admission { api, who, .. } = admission;
    if *who == Who::Anybody {
        // Whoever shows a token all the same must be known by it.
        if let Some(token) = bearer(request.headers()) {
            let caller = api.desk.caller(token).await?;
            request.extensions_mut().insert(caller);
        }
        return Ok(());
    }
    if *who == Who::Gateway {
        let token = bearer(request.headers()).map(str::to_owned).or_else(|| basic(request.headers()));
        let case = parameters.iter().find(|(name, _)| *name == "case").map(|(_, id)| id).unwrap_or_default();
        // No case, another's token and none at all are told alike.
        let door = match token {
            Some(token) => api.desk.gateway(case, &token).await?,
            None => None,
        };
        request.extensions_mut().insert(door.ok_or_else(Problem::unknown)?);
        return Ok(());
    }
    let token = bearer(request.headers()).ok_or_else(Problem::unknown)?;
    let caller = api.desk.caller(token).await?;
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let needed = match who {
        // What is one's own: people::* says which needs a session, and any token may end itself.
        Who::Account => None,
        _ if is_reading => Some(Scope::Read),
        _ => Some(Scope::Act),
    };
    if let Some(needed) = needed {
        caller.who.require(needed).map_err(Fault::from)?;
    }
    match who {
        Who::Opener if !api.desk.may_open(&caller) => {
            return Err(Problem::forbidden("not-allowed", "opening cases is not for you"));
        }
        Who::Guest | Who::Member | Who::FollowUp | Who::Secretariat => {
            let at = case(api, parameters, &caller).ok_or_else(|| Problem::missing("case"))?;
            if *who != Who::Guest && at.sight.is_narrow() {
                return Err(Problem::forbidden("not-allowed", "this is for the members of the coalition"));
            }
            if *who == Who::FollowUp && !at.sight.is_follow_up() {
                return Err(Problem::forbidden("not-allowed", "this is for those who follow up"));
            }
            if *who == Who::Secretariat && !at.sight.is_secretariat() {
                return Err(Problem::forbidden("not-allowed", "this is for the secretariat"));
            }
            request.extensions_mut().insert(at);
        }
        _ => {}
    }
    request.extensions_mut().insert(caller);
    Ok(())
}

fn case(api: &Api, parameters: &RawPathParams, caller: &Caller) -> Option<At> {
    let (_, id) = parameters.iter().find(|(name, _)| *name == "case")?;
    let held = api.desk.held(&CaseId::new(id).ok()?)?;
    let case = held.now();
    let sight = Sight::of(&case, &caller.actor, api.desk.clock().now())?;
    Some(At { held, case, sight })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION).filter(|value| value.len() <= AUTHORIZATION_LIMIT)?;
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The password of a header for programs that know no other kind of token.
fn basic(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION).filter(|value| value.len() <= AUTHORIZATION_LIMIT)?;
    let (scheme, told) = value.to_str().ok()?.split_once(' ')?;
    let bytes = Base64::decode_vec(told.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (_, password) = std::str::from_utf8(&bytes).ok()?.split_once(':')?;
    Some(password.to_owned())
}
