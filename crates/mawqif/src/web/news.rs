//! News: a stream that tells a page when its case has grown, and nothing about what has happened; the page
//! then asks for itself anew, and is answered as anybody who looks is.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;
use tokio::{sync::OwnedSemaphorePermit, time::Instant};

use super::{
    Web,
    admit::{At, Visitor},
    trouble::Trouble,
};
use crate::desk::{Closing, Fault, access::Caller, sight::Sight};

/// How long a stream lasts; the browser then comes again, and shows the session again.
const STREAM_LENGTH: Duration = Duration::from_secs(3_600);

/// How soon a stream ends after the session that it began with.
const KNOWN_WITHIN: Duration = Duration::from_secs(5);

/// How often a stream without news shows that it lives.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

struct Listening {
    web: Web,
    at: At,
    caller: Caller,
    told: u64,
    until: Instant,
    _place: OwnedSemaphorePermit,
}

/// How many entries the case has, whenever there are more.
pub async fn news(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let place = web.listeners.clone().try_acquire_owned().map_err(|_| Trouble::from(Fault::Busy))?;
    let (at, caller) = (visitor.at()?.clone(), visitor.guest()?.caller.clone());
    let until = Instant::now() + STREAM_LENGTH;
    let told = at.case.entries();
    let listening = Listening { web, at, caller, told, until, _place: place };
    let stream = stream::unfold(listening, |mut listening| async move {
        let event = listening.event().await?;
        Some((Ok::<_, Infallible>(event), listening))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE)).into_response())
}

impl Listening {
    /// The next event; `None` when the stream ends.
    async fn event(&mut self) -> Option<Event> {
        let mut news = self.at.held.news();
        let mut closing = self.web.desk.closing();
        loop {
            let case = news.borrow_and_update().clone();
            // Roles end: whether there is anything to hear is decided anew each time.
            Sight::of(&case, &self.caller.actor, self.web.desk.clock().now())
                .filter(|sight| !sight.is_narrow())?;
            if case.entries() > self.told {
                self.told = case.entries();
                return Some(Event::default().event("grown").data(self.told.to_string()));
            }
            if *closing.borrow_and_update() == Closing::Yes {
                return None;
            }
            tokio::select! {
                changed = news.changed() => changed.ok()?,
                _ = closing.changed() => return None,
                () = tokio::time::sleep(KNOWN_WITHIN) => {
                    let now = self.web.desk.clock().now().micros();
                    let is_known = self.web.desk.people().is_known(&self.caller.who, now).await;
                    if !is_known.unwrap_or_default() {
                        return None;
                    }
                }
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
    }
}
