//! Bodies and parameters: reading what a request brings, within limits.

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use mawqif_core::{case::Moment, dossier::FILE_LIMIT};
use serde::{Serialize, de::DeserializeOwned};

use super::problem::Problem;
use crate::desk::act::KEY_LIMIT;

/// Longest body, in bytes: a dossier of the greatest length, quoted as JSON.
pub const BODY_LIMIT: usize = FILE_LIMIT + FILE_LIMIT / 4;

/// The most characters of a message that may quote a body.
const QUOTED_LIMIT: usize = 500;

/// The most parameters of an address.
const PARAMETER_LIMIT: usize = 3_000;

/// The JSON of a body.
pub async fn json<T: DeserializeOwned>(request: Request) -> Result<T, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_json = kind.is_some_and(|kind| {
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
    });
    if !is_json {
        let detail = "send JSON, with `Content-Type: application/json`";
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "This is no JSON",
            detail,
        ));
    }
    let bytes = bytes(request.into_body()).await?;
    serde_json::from_slice(&bytes).map_err(|error| {
        // What was sent is quoted in it, whatever its length.
        let detail: String = error.to_string().chars().take(QUOTED_LIMIT).collect();
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body", "The body makes no sense", detail)
    })
}

/// The text of a body.
pub async fn text(request: Request) -> Result<String, Problem> {
    let bytes = bytes(request.into_body()).await?;
    String::from_utf8(bytes).map_err(|_| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body", "The body makes no sense", "it is not UTF-8")
    })
}

async fn bytes(body: Body) -> Result<Vec<u8>, Problem> {
    let read = to_bytes(body, BODY_LIMIT).await;
    read.map(Vec::from).map_err(|_| {
        let detail = format!("a body has at most {BODY_LIMIT} bytes and arrives whole");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body-length", "The body is too long", detail)
    })
}

/// The idempotency key, if there is one.
pub fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().ok().filter(|key| !key.is_empty() && key.len() <= KEY_LIMIT);
    let wrong = || {
        let message = format!("1 to {KEY_LIMIT} visible ASCII characters");
        Problem::parameter("Idempotency-Key", &message)
    };
    key.map(|key| Some(key.to_owned())).ok_or_else(wrong)
}

/// The parameters of an address, in their order; one that nobody knows is refused.
pub fn parameters(uri: &Uri, known: &[&str]) -> Result<Vec<(String, String)>, Problem> {
    let query = uri.query().unwrap_or_default();
    let found: Vec<(String, String)> =
        form_urlencoded::parse(query.as_bytes()).into_owned().take(PARAMETER_LIMIT + 1).collect();
    if found.len() > PARAMETER_LIMIT {
        return Err(Problem::parameter("", &format!("there are more than {PARAMETER_LIMIT} parameters")));
    }
    match found.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        Some((name, _)) => {
            let message = format!("there is no such parameter; there are: {}", known.join(", "));
            Err(Problem::parameter(name, &message))
        }
        None => Ok(found),
    }
}

/// A moment: microseconds since 1970 UTC, or as 2030-04-30T12:00:00Z.
pub fn moment(name: &str, word: &str) -> Result<Moment, Problem> {
    let written = || word.parse::<jiff::Timestamp>().ok().map(|it| it.as_microsecond());
    let micros = word.parse::<u64>().ok().or_else(|| written().and_then(|micros| u64::try_from(micros).ok()));
    let wrong =
        || Problem::parameter(name, "write microseconds since 1970, or a time such as 2030-04-30T12:00:00Z");
    micros.map(Moment::from_micros).ok_or_else(wrong)
}

/// A number.
pub fn number(name: &str, word: &str) -> Result<u64, Problem> {
    let number = mawqif_core::record::encoding::from_decimal(word);
    number.ok_or_else(|| Problem::parameter(name, "write a whole number"))
}

/// An answer in JSON.
pub fn answer(status: StatusCode, value: &impl Serialize) -> Result<Response, Problem> {
    let json = serde_json::to_string(value).map_err(|error| {
        tracing::error!(%error, "an answer cannot be written");
        let detail = "the answer cannot be written";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "The server failed", detail)
    })?;
    Ok((status, [(header::CONTENT_TYPE, "application/json")], json).into_response())
}
