//! The server: connections in, until it is told to end; then what was begun is brought to its end.
//!
//! Connections are counted and must send their headers in time, so that slow or half-open clients take a
//! place for a while and nothing else.

use std::{convert::Infallible, future::Future, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::Request};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, sync::Semaphore};

use crate::desk::Desk;

/// The most connections at once; whoever comes then waits.
const CONNECTION_LIMIT: usize = 4_096;

/// How long headers may take; also how long a connection may be idle between two requests.
const HEADER_PATIENCE: Duration = Duration::from_secs(20);

/// The most headers, and the most bytes that are read ahead.
const HEADER_LIMIT: usize = 64;
const BUFFER: usize = 64 << 10;

/// How long what was begun may take once the server is to end.
const FAREWELL: Duration = Duration::from_secs(20);

/// Serves until `end` comes to pass.
pub async fn serve(listener: TcpListener, router: Router, desk: &Desk, end: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTION_LIMIT));
    let graceful = GracefulShutdown::new();
    let mut end = std::pin::pin!(end);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut end => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of file descriptors, most likely: those that are open will be closed some time.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        // Answers are small; waiting to fill a packet would only delay them.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let (router, request): (Router, Request) = (router.clone(), request.map(Body::new));
            async move { Ok::<_, Infallible>(answer(router, request).await) }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_PATIENCE)
            .max_headers(HEADER_LIMIT)
            .max_buf_size(BUFFER)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Whatever goes wrong with a connection is its client's to notice.
            let _ = connection.await;
            drop(place);
        });
    }
    desk.begin_closing();
    drop(listener);
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

async fn answer(mut router: Router, request: Request) -> axum::response::Response {
    match tower_service::Service::call(&mut router, request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// Word that the process is asked to end: by SIGTERM, or by Ctrl-C.
pub struct Ending {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Ending {
    /// Listens from now on, so that whoever asks early is heard as well; to be called before anybody is
    /// told that there is a server.
    ///
    /// # Errors
    /// When the system lets no signals be heard.
    pub fn listen() -> std::io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            Ok(Self { signals: [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?] })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Comes to pass when the process is asked to end.
    pub async fn asked(&mut self) {
        #[cfg(unix)]
        {
            let [terminate, interrupt] = &mut self.signals;
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            // Without the handler nobody can ask in this way.
            std::future::pending::<()>().await;
        }
    }
}
