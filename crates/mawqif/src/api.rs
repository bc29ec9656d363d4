//! The API: JSON over HTTP, for programs; the desk as others reach it.
//!
//! One table, in [`table`], says which routes there are, who may use each, and what it takes and gives.
//! The router, the test of who may what, and `/api/openapi.json` are made from it.

mod admit;
mod archive;
mod body;
pub mod calendar;
mod cases;
mod consultations;
mod followup;
mod messages;
pub mod minutes;
mod openapi;
mod operation;
mod people;
mod position;
mod press;
mod problem;
mod record;
mod statements;
mod stress;
mod table;
#[cfg(test)]
pub mod tests;
mod view;
mod voting;
mod witness;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};

pub use self::operation::Metrics;
use self::problem::Problem;
use crate::{desk::Desk, locale::Language};

/// How long a request may take, reading its body included.
const PATIENCE: Duration = Duration::from_secs(60);

/// The most streams of events at once.
const STREAM_LIMIT: usize = 1_000;

/// The most archives that are begun at once, each of which reads a whole record.
const ARCHIVE_LIMIT: usize = 4;

/// What every answer says to browsers: nothing here is a page, and nothing is to be kept.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// What handlers work with; clones share it.
#[derive(Clone)]
pub struct Api {
    desk: Desk,
    metrics: Arc<Metrics>,
    streams: Arc<tokio::sync::Semaphore>,
    archives: Arc<tokio::sync::Semaphore>,
    room: body::Room,
}

/// All routes over a desk.
#[cfg(test)]
pub fn router(desk: Desk) -> Router {
    counted(desk, Arc::default())
}

/// All routes over a desk, and what is counted of them, which others may count with.
pub fn counted(desk: Desk, metrics: Arc<Metrics>) -> Router {
    let streams = Arc::new(tokio::sync::Semaphore::new(STREAM_LIMIT));
    let archives = Arc::new(tokio::sync::Semaphore::new(ARCHIVE_LIMIT));
    let api = Api { desk, metrics, streams, archives, room: body::Room::new() };
    let mut router = Router::new();
    for route in table::table() {
        let admission = admit::Admission { api: api.clone(), who: route.who, most: route.most };
        let methods = (route.serve)().layer(middleware::from_fn_with_state(admission, admit::admit));
        router = router.route(route.path, methods);
    }
    router
        .method_not_allowed_fallback(|| async { Problem::method() })
        .fallback(|| async { Problem::no_route() })
        .layer(middleware::from_fn_with_state(api.clone(), around))
        .with_state(api)
}

/// What happens to every request: it ends in time, is counted, and its answer bears the headers. The log
/// has the route, not the path, for that names cases; and no address.
async fn around(State(api): State<Api>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = route.unwrap_or_else(|| "none".to_owned());
    let language = asked(request.uri()).unwrap_or_else(|| language(request.headers()));
    let response = match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::timeout().into_response(),
    };
    let mut response = Problem::write(response, language);
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    api.metrics.count(&method, &route, status, took);
    tracing::info!(%method, route, status, micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    response
}

/// The language that the address asks for, for whoever cannot send headers.
fn asked(uri: &Uri) -> Option<Language> {
    let query = uri.query().unwrap_or_default();
    let (_, tag) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang")?;
    [Language::En, Language::Ar].into_iter().find(|language| language.tag() == tag)
}

/// The first language that is asked for and that there are words in.
fn language(headers: &HeaderMap) -> Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let tags = asked.unwrap_or_default().split(',').map(|tag| tag.trim().split(['-', ';']).next());
    let known = tags.flatten().find_map(|tag| match tag.to_ascii_lowercase().as_str() {
        "en" => Some(Language::En),
        "ar" => Some(Language::Ar),
        _ => None,
    });
    known.unwrap_or_default()
}
