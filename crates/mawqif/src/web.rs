//! The pages: the desk as people reach it with a browser.
//!
//! One table, in [`table`], says which pages there are and who may see each; the router and the test of it
//! are made from it. Everything works without a script: forms are sent and pages are answered. Whatever
//! no page is at goes to the [API](crate::api), which stands on the same desk.

mod account;
mod acts;
mod admit;
mod after;
mod cases;
mod consultation;
mod cookie;
mod ended;
mod files;
mod followup;
mod form;
mod fresh;
mod help;
mod initiative;
mod kept;
mod meeting;
mod news;
mod page;
mod people;
mod position;
mod press;
mod public;
mod qr;
mod record;
mod sheet;
mod statement;
mod stress;
mod table;
#[cfg(test)]
mod tests;
mod trouble;
mod words;
pub mod zone;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Extension, Router,
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use jiff::tz::TimeZone;
use mawqif_core::{case::Case, initiative::lint::Lint, position::unify::Answer};
use tokio::sync::Semaphore;
use tower_http::compression::{
    CompressionLayer,
    predicate::{DefaultPredicate, NotForContentType, Predicate},
};
use tower_service::Service;

use self::{
    admit::Visitor,
    kept::{Kept, Tested},
    trouble::Trouble,
    words::Reader,
};
use crate::{
    api::{self, Metrics},
    desk::Desk,
};

/// How long a page may take, reading its form included.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long one may take that reads files: the largest form at some 15 kB a second. How long a line may be silent meanwhile is
/// [`followup::intake`]'s to say.
const FILE_PATIENCE: Duration = Duration::from_secs(50 * 60);

/// The most browsers that listen for news at once.
const LISTENER_LIMIT: usize = 2_000;

/// What every page says to the browser: only what comes from here is loaded, and nothing that stands in a
/// page is run. The referrer stays here, since a link may be a secret.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
         connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// What pages are made from; clones share it.
#[derive(Clone)]
pub struct Web {
    desk: Desk,
    /// Answers to cases as they stand, which everybody at a board asks for.
    answers: Arc<Kept<Answer>>,
    /// Answers to what somebody supposes.
    supposed: Arc<Kept<Answer>>,
    /// What is known of an answer before all of it is.
    first: Arc<Kept<Answer>>,
    /// Offers tested as they stand.
    tested: Arc<Kept<Tested>>,
    /// What the rules find in offers as they stand.
    lints: Arc<Kept<Lint>>,
    /// Cases as they were.
    past: Arc<Kept<Case>>,
    folds: Arc<Semaphore>,
    listeners: Arc<Semaphore>,
    metrics: Arc<Metrics>,
    /// The time zone of whoever has chosen none.
    zone: TimeZone,
}

/// All pages over a desk, and the API where there is no page. Times are told by the clock of this zone to whoever
/// has chosen none.
pub fn router(desk: Desk, zone: TimeZone) -> Router {
    let web = Web {
        desk: desk.clone(),
        answers: Arc::default(),
        supposed: Arc::default(),
        first: Arc::default(),
        tested: Arc::default(),
        lints: Arc::default(),
        past: Arc::default(),
        folds: Arc::new(Semaphore::new(kept::FOLD_LIMIT)),
        listeners: Arc::new(Semaphore::new(LISTENER_LIMIT)),
        metrics: Arc::default(),
        zone,
    };
    let mut router = Router::new();
    for page in table::table() {
        let admission =
            admit::Admission { web: web.clone(), who: page.who, holds: page.holds, reads: page.reads };
        let methods = (page.serve)().layer(middleware::from_fn_with_state(admission, admit::admit));
        router = router.route(page.path, methods);
    }
    let api = api::counted(desk, web.metrics.clone());
    // What is compressed already would only cost time.
    let worth = DefaultPredicate::new()
        .and(NotForContentType::const_new("font/"))
        .and(NotForContentType::const_new("application/x-tar"));
    router
        .method_not_allowed_fallback(|| async { Trouble::Missing })
        .fallback(move |visitor: Option<Extension<Visitor>>, request: Request| {
            elsewhere(api.clone(), visitor, request)
        })
        .layer(middleware::from_fn_with_state(web.clone(), around))
        .layer(CompressionLayer::new().compress_when(worth))
        .with_state(web)
}

/// What is at no page: the API's, or nowhere for a person.
async fn elsewhere(mut api: Router, visitor: Option<Extension<Visitor>>, request: Request) -> Response {
    let path = request.uri().path();
    let is_programs =
        ["/api", "/calendar/", "/healthz", "/readyz", "/metrics"].iter().any(|it| path.starts_with(it));
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    if visitor.is_some() && !is_programs && accepts.is_some_and(|it| it.contains("text/html")) {
        return Trouble::Missing.into_response();
    }
    match api.call(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// What happens to every request: it ends in time, its answer bears the headers, and trouble becomes a page.
/// The log has the route, not the path, for that names cases; and no address.
async fn around(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let visitor = Visitor::unknown(&web, &request);
    request.extensions_mut().insert(visitor.clone());
    let zone = cookie::zone(request.headers()).unwrap_or_else(|| web.zone.clone());
    let reader = Reader { digits: cookie::digits(request.headers()), zone };
    let Some(route) = route else {
        // The API has headers and a log of its own.
        let response = next.run(request).await;
        let is_trouble = response.extensions().get::<Trouble>().is_some();
        if !is_trouble {
            return response;
        }
        return words::read_by(reader, async { finished(Trouble::write(response, &visitor)) }).await;
    };
    let answer = async {
        let patience = if table::is_sealing(&route) { FILE_PATIENCE } else { PATIENCE };
        let response = match tokio::time::timeout(patience, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Trouble::Slow.into_response(),
        };
        finished(Trouble::write(response, &visitor))
    };
    let response = words::read_by(reader, answer).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    web.metrics.count(&method, &route, status, took);
    tracing::info!(%method, route, status, micros);
    response
}

fn finished(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        // A file with a style of its own has a policy that lets in that alone.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // Pages are for one person; files say themselves how long they may be kept.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
