//! Bodies and parameters: reading what a request brings, within limits.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use axum::{
    body::to_bytes,
    extract::Request,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use mawqif_core::case::Moment;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::error::Category;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::problem::Problem;
use crate::desk::{Fault, act::KEY_LIMIT};

/// Longest body of people's routes, in bytes; anybody can send one.
pub const PEOPLE_LIMIT: usize = 64 << 10;

/// Longest act, in bytes: several texts of the greatest length, quoted as JSON.
pub const ACT_LIMIT: usize = 2 << 20;

/// Longest dossier, in bytes, somewhat more than a file may have: the reader says what is too much.
pub const DOSSIER_LIMIT: usize = 20 << 20;

/// The most bytes that bodies longer than [`PEOPLE_LIMIT`] take together while they are read.
const ROOM_LIMIT: usize = 64 << 20;

/// How long a long body waits for others to be read.
const ROOM_PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of a piece of the room; bodies take whole ones.
const PIECE: usize = 1 << 10;

/// The most characters of a message that may quote a body.
const QUOTED_LIMIT: usize = 500;

/// Parameters that may be given several times.
const SEVERAL: [&str; 3] = ["assume", "with", "without"];

/// The most parameters of an address.
const PARAMETER_LIMIT: usize = 3_000;

/// The room that long bodies share while they are read.
#[derive(Clone)]
pub struct Room(Arc<Semaphore>);

impl Room {
    /// Room for all that a server reads at once.
    pub fn new() -> Self {
        Self(Arc::new(Semaphore::new(ROOM_LIMIT / PIECE)))
    }

    /// A share for a body of so many bytes, until it is dropped.
    async fn take(&self, length: usize) -> Result<Option<OwnedSemaphorePermit>, Problem> {
        if length <= PEOPLE_LIMIT {
            return Ok(None);
        }
        let pieces = u32::try_from(length.div_ceil(PIECE)).map_err(|_| Fault::Busy)?;
        let share = tokio::time::timeout(ROOM_PATIENCE, self.0.clone().acquire_many_owned(pieces)).await;
        Ok(Some(share.map_err(|_| Fault::Busy)?.map_err(|_| Fault::Busy)?))
    }
}

/// How a route reads bodies.
#[derive(Clone)]
pub struct Reading {
    /// The most bytes.
    pub most: usize,
    /// What it shares with others.
    pub room: Room,
}

impl Reading {
    /// Refuses a body that says it is too long, before anything of it is read.
    pub fn check(&self, headers: &HeaderMap) -> Result<(), Problem> {
        match declared(headers) {
            Some(length) if length > self.most => Err(too_long(self.most)),
            _ => Ok(()),
        }
    }
}

/// How many bytes a body says it has.
fn declared(headers: &HeaderMap) -> Option<usize> {
    let length = headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse::<u64>().ok()?;
    Some(usize::try_from(length).unwrap_or(usize::MAX))
}

fn too_long(most: usize) -> Problem {
    let detail = format!("a body has at most {most} bytes here and arrives whole");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body-length", "The body is too long", detail)
}

/// The JSON of a body, which is an object.
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
    let bytes = bytes(request).await?;
    match bytes.trim_ascii_start().first() {
        Some(b'{') => serde_json::from_slice(&bytes).map_err(|error| nonsense(&reworded(&error))),
        Some(_) => Err(nonsense("a JSON object belongs here: it begins with `{`")),
        None => Err(nonsense("it is empty; a JSON object belongs here")),
    }
}

fn nonsense(detail: &str) -> Problem {
    // What was sent may be quoted in it, whatever its length.
    let detail: String = detail.chars().take(QUOTED_LIMIT).collect();
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "body", "The body makes no sense", detail)
}

/// What is wrong with JSON, without the names that things have in the program.
fn reworded(error: &serde_json::Error) -> String {
    let place = format!("line {}, column {}", error.line(), error.column());
    match error.classify() {
        Category::Eof => format!("the JSON ends too early, at {place}"),
        Category::Syntax | Category::Io => {
            let told = error.to_string();
            let what = told.rsplit_once(" at line ").map_or(told.as_str(), |(what, _)| what);
            format!("this is no JSON: {what}, at {place}")
        }
        Category::Data => {
            let told = error.to_string().replace("unknown variant ", "unknown word ");
            let named = [", expected struct ", ", expected enum ", ", expected internally tagged enum "];
            match named.iter().find_map(|words| told.split_once(words)) {
                Some((what, _)) => format!("{what}, where an object belongs"),
                None if told.contains(" untagged enum ") => "something has none of its forms".to_owned(),
                None => told,
            }
        }
    }
}

/// The text of a body.
pub async fn text(request: Request) -> Result<String, Problem> {
    let bytes = bytes(request).await?;
    String::from_utf8(bytes).map_err(|_| nonsense("it is not UTF-8"))
}

async fn bytes(request: Request) -> Result<Vec<u8>, Problem> {
    let reading = request.extensions().get::<Reading>().cloned();
    let Reading { most, room } = reading.ok_or(Fault::Busy)?;
    let length = declared(request.headers()).unwrap_or(most).min(most);
    let _share = room.take(length).await?;
    let read = to_bytes(request.into_body(), most).await;
    read.map(Vec::from).map_err(|_| too_long(most))
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

/// The parameters of an address, in their order; one that nobody knows is refused, and so is one that is
/// given twice, unless several make sense.
pub fn parameters(uri: &Uri, known: &[&str]) -> Result<Vec<(String, String)>, Problem> {
    let query = uri.query().unwrap_or_default();
    let mut found: Vec<(String, String)> =
        form_urlencoded::parse(query.as_bytes()).into_owned().take(PARAMETER_LIMIT + 1).collect();
    if found.len() > PARAMETER_LIMIT {
        return Err(Problem::parameter("", &format!("there are more than {PARAMETER_LIMIT} parameters")));
    }
    // Every address may say in which language problems are told.
    if !known.contains(&"lang") {
        if found.iter().any(|(name, word)| name == "lang" && !matches!(word.as_str(), "en" | "ar")) {
            return Err(Problem::parameter("lang", "write en or ar"));
        }
        found.retain(|(name, _)| name != "lang");
    }
    if let Some((name, _)) = found.iter().find(|(name, _)| !known.contains(&name.as_str())) {
        let message = format!("there is no such parameter; there are: {}", known.join(", "));
        return Err(Problem::parameter(name, &message));
    }
    let mut seen = BTreeSet::new();
    let mut single = found.iter().filter(|(name, _)| !SEVERAL.contains(&name.as_str()));
    match single.find(|(name, _)| !seen.insert(name.clone())) {
        Some((name, _)) => Err(Problem::parameter(name, "this is given twice; once is enough")),
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

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn long_bodies_share_their_room_and_short_ones_need_none() {
        let room = Room::new();
        let all = ROOM_LIMIT / DOSSIER_LIMIT;
        let mut shares: Vec<_> =
            (0..all).map(|_| room.take(DOSSIER_LIMIT).now_or_never().unwrap().unwrap()).collect();
        assert!(room.take(DOSSIER_LIMIT).now_or_never().is_none(), "one more waits");
        assert!(room.take(PEOPLE_LIMIT).now_or_never().unwrap().unwrap().is_none());
        shares.pop();
        assert!(room.take(DOSSIER_LIMIT).now_or_never().is_some());
    }

    #[test]
    fn what_is_wrong_with_json_is_said_without_the_names_of_the_program() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum Wish {
            Open,
        }
        let told = |json: &str| reworded(&serde_json::from_str::<Wish>(json).unwrap_err());
        assert!(matches!(serde_json::from_str(r#""open""#), Ok(Wish::Open)));
        assert_eq!(told("{"), "the JSON ends too early, at line 1, column 1");
        assert_eq!(told("{]"), "this is no JSON: key must be a string, at line 1, column 2");
        assert!(told(r#""shut""#).starts_with("unknown word `shut`, expected `open`"));
        let told = serde_json::from_str::<Reason>("5").unwrap_err();
        assert_eq!(reworded(&told), "invalid type: integer `5`, where an object belongs");

        #[derive(Debug, serde::Deserialize)]
        struct Reason {
            #[allow(dead_code)]
            says: String,
        }
    }
}
