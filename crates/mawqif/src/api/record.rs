//! The record of a case: its entries as one may see them, receipts, checkpoint, key, and what is new.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;
use mawqif_core::{case::Case, record::entry::Entry};
use serde_json::json;
use tokio::{
    sync::{OwnedSemaphorePermit, watch},
    time::Instant,
};

use super::{Api, admit::At, body, problem::Problem, view, witness::under};
use crate::desk::{Closing, Fault, access::Caller, sight::Sight};

/// Entries of one answer at most.
const PAGE: u64 = 500;

/// How long a stream lasts; whoever listens then comes again, and shows the token again.
const STREAM_LENGTH: Duration = Duration::from_secs(3_600);

/// How soon a stream ends after the session or token that it began with.
const KNOWN_WITHIN: Duration = Duration::from_secs(5);

/// How often a stream without news shows that it lives.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// Entries from a place on.
pub async fn entries(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
) -> Result<Response, Problem> {
    let (mut from, mut limit) = (0, PAGE);
    for (name, word) in body::parameters(&uri, &["from", "limit"])? {
        let number = body::number(&name, &word)?;
        if name == "from" { from = number } else { limit = number.min(PAGE) }
    }
    let entries = api.desk.store().entries(at.held.stored(), from, limit).await.map_err(Fault::from)?;
    // Only what this server has folded is shown, so that everything in an answer agrees.
    let size = at.case.entries();
    let entries = entries.into_iter().filter(|entry| entry.header().seq < size);
    let shown: Vec<_> = entries.map(|entry| view::entry(&at.sight.entry(entry), None)).collect();
    body::answer(StatusCode::OK, &json!({ "entries": shown, "size": size }))
}

/// The file of an entry, as `mawqif verify` reads it.
pub async fn entry(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Path((_, seq)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let seq = body::number("seq", &seq)?;
    let found = api.desk.store().entries(at.held.stored(), seq, 1).await.map_err(Fault::from)?;
    let entry = found.into_iter().find(|entry| entry.header().seq == seq);
    let entry = entry.ok_or_else(|| Problem::missing("entry"))?;
    body::answer(StatusCode::OK, &at.sight.entry(entry).to_json())
}

/// A receipt for an entry, under the latest checkpoint or the latest that was witnessed.
pub async fn receipt(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Path((_, seq)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Problem> {
    let seq = body::number("seq", &seq)?;
    if seq >= at.case.entries() {
        return Err(Problem::missing("entry"));
    }
    let receipt = api.desk.receipt(&at.held, seq, &under(&uri)?).await?;
    Ok(plain(receipt.to_string()))
}

/// The latest checkpoint, or the latest that was witnessed.
pub async fn checkpoint(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
) -> Result<Response, Problem> {
    Ok(plain(api.desk.checkpoint(&at.held, &under(&uri)?).await?.to_string()))
}

/// The key that verifies checkpoints.
pub async fn key(Extension(at): Extension<At>) -> Response {
    plain(format!("{}\n", at.held.key()))
}

/// An answer in plain text.
pub fn plain(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// What a stream of events has come to.
struct Listening {
    api: Api,
    at: At,
    caller: Caller,
    next: u64,
    ready: std::vec::IntoIter<Entry>,
    news: watch::Receiver<Arc<Case>>,
    closing: watch::Receiver<Closing>,
    until: Instant,
    /// When it was last looked whether the caller is still known.
    known: Instant,
    _place: OwnedSemaphorePermit,
}

/// Every entry as it is stored, from the parameter `from` or after the header `Last-Event-ID`; from now
/// on, when neither is there.
pub async fn events(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let mut next = at.case.entries();
    if let Some(last) = headers.get("last-event-id") {
        let last = last.to_str().unwrap_or_default();
        next = body::number("Last-Event-ID", last)?.saturating_add(1);
    } else if let Some((name, word)) = body::parameters(&uri, &["from"])?.first() {
        next = body::number(name, word)?;
    }
    let busy = || {
        let detail = "too many are listening; try again later";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too busy", detail)
    };
    let place = api.streams.clone().try_acquire_owned().map_err(|_| busy())?;
    let listening = Listening {
        news: at.held.news(),
        closing: api.desk.closing(),
        api,
        at,
        caller,
        next,
        ready: Vec::new().into_iter(),
        until: Instant::now() + STREAM_LENGTH,
        known: Instant::now(),
        _place: place,
    };
    let stream = stream::unfold(listening, |mut listening| async move {
        let event = listening.event().await?;
        Some((Ok::<_, Infallible>(event), listening))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)).into_response())
}

impl Listening {
    /// The next event; `None` when the stream ends.
    async fn event(&mut self) -> Option<Event> {
        loop {
            if self.known.elapsed() >= KNOWN_WITHIN {
                let now = self.api.desk.clock().now().micros();
                let is_known = self.api.desk.people().is_known(&self.caller.who, now).await;
                if !is_known.unwrap_or_default() {
                    return None;
                }
                self.known = Instant::now();
            }
            let case = self.news.borrow_and_update().clone();
            // Roles end: what is shown is decided anew each time.
            let sight = Sight::of(&case, &self.caller.actor, self.api.desk.clock().now());
            let sight = sight.filter(|sight| !sight.is_narrow())?;
            if let Some(entry) = self.ready.next() {
                self.next = entry.header().seq + 1;
                let shown = view::entry(&sight.entry(entry), None);
                let event = Event::default().id((self.next - 1).to_string()).event("entry");
                return Some(event.data(shown.to_string()));
            }
            if self.next < case.entries() {
                let page =
                    self.api.desk.store().entries(self.at.held.stored(), self.next, PAGE).await.ok()?;
                let page: Vec<Entry> =
                    page.into_iter().filter(|it| it.header().seq < case.entries()).collect();
                self.ready = page.into_iter();
                continue;
            }
            if *self.closing.borrow() == Closing::Yes {
                return None;
            }
            tokio::select! {
                changed = self.news.changed() => changed.ok()?,
                _ = self.closing.changed() => return None,
                () = tokio::time::sleep_until(self.known + KNOWN_WITHIN) => {}
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
    }
}
