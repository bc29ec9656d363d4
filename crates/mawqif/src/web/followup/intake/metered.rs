//! The parts of a form as they come, no more of them in memory than is needed to go on.
//!
//! What reads parts takes everything that is ready, and would keep all of a form that never says where a part begins. Here it gets a
//! piece at a time, and only when it can go on with nothing that it has; a form of which nothing can be read is refused.

use std::{
    future::{Future, poll_fn},
    io,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::Stream;
use multer::{Field, Multipart};

use crate::web::trouble::Trouble;

/// Bytes that are given without anything being read of them.
const UNREAD_LIMIT: usize = 1 << 20;

/// Bytes that are given at once.
const PIECE: usize = 64 << 10;

/// How long a line may be silent before it is given up.
const SILENCE: Duration = Duration::from_secs(60);

/// The parts of a form.
pub struct Parts {
    parts: Multipart<'static>,
    tap: Arc<Tap>,
}

/// A part of a form.
pub struct Part {
    field: Field<'static>,
    tap: Arc<Tap>,
}

impl Parts {
    /// Those of a body that is cut by this.
    pub fn new(body: Body, boundary: String) -> Self {
        let tap = Arc::new(Tap::default());
        let metered = Metered { body: body.into_data_stream(), rest: Bytes::new(), tap: tap.clone() };
        Self { parts: Multipart::new(metered, boundary), tap }
    }

    /// The next one.
    ///
    /// # Errors
    /// [`Trouble::TooLong`], also for a form that is none; [`Trouble::Slow`] when nothing comes any more.
    pub async fn next(&mut self) -> Result<Option<Part>, Trouble> {
        let field = self.tap.give(self.parts.next_field()).await?.map_err(|_| Trouble::TooLong)?;
        Ok(field.map(|field| Part { field, tap: self.tap.clone() }))
    }
}

impl Part {
    /// What the part says of itself.
    pub fn head(&self) -> &Field<'static> {
        &self.field
    }

    /// The next bytes; none at its end.
    ///
    /// # Errors
    /// [`Trouble::TooLong`] when the form breaks off; [`Trouble::Slow`] when nothing comes any more.
    pub async fn some(&mut self) -> Result<Option<Bytes>, Trouble> {
        loop {
            let bytes = self.tap.give(self.field.chunk()).await?.map_err(|_| Trouble::TooLong)?;
            match bytes {
                Some(bytes) if bytes.is_empty() => {}
                other => return Ok(other),
            }
        }
    }
}

/// What lets the next piece through.
#[derive(Default)]
struct Tap {
    is_open: AtomicBool,
    /// Bytes that went through since something could be read.
    unread: AtomicUsize,
}

impl Tap {
    /// What somebody reads, with as many pieces as it takes.
    async fn give<F: Future>(&self, reading: F) -> Result<F::Output, Trouble> {
        let mut reading = pin!(reading);
        let given = poll_fn(|context| {
            loop {
                for is_open in [false, true] {
                    let before = self.unread.load(Ordering::Relaxed);
                    self.is_open.store(is_open, Ordering::Relaxed);
                    if let Poll::Ready(read) = reading.as_mut().poll(context) {
                        self.unread.store(0, Ordering::Relaxed);
                        return Poll::Ready(Ok(read));
                    }
                    if before >= UNREAD_LIMIT {
                        return Poll::Ready(Err(Trouble::TooLong));
                    }
                    // The line has nothing yet.
                    if is_open && self.unread.load(Ordering::Relaxed) == before {
                        return Poll::Pending;
                    }
                }
            }
        });
        tokio::time::timeout(SILENCE, given).await.unwrap_or(Err(Trouble::Slow))
    }
}

/// A body that is given as it is read.
struct Metered {
    body: BodyDataStream,
    rest: Bytes,
    tap: Arc<Tap>,
}

impl Stream for Metered {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        // Whoever reads is asked again when it is open.
        if !self.tap.is_open.load(Ordering::Relaxed) {
            return Poll::Pending;
        }
        while self.rest.is_empty() {
            match Pin::new(&mut self.body).poll_next(context) {
                Poll::Ready(Some(Ok(bytes))) => self.rest = bytes,
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(io::Error::other(error)))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
        let length = self.rest.len().min(PIECE);
        let piece = self.rest.split_to(length);
        self.tap.unread.fetch_add(length, Ordering::Relaxed);
        self.tap.is_open.store(false, Ordering::Relaxed);
        Poll::Ready(Some(Ok(piece)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(body: Vec<u8>) -> Result<Vec<Vec<u8>>, Trouble> {
        let mut parts = Parts::new(Body::from(body), "cut".to_owned());
        let mut all = Vec::new();
        while let Some(mut part) = parts.next().await? {
            let mut bytes = Vec::new();
            while let Some(some) = part.some().await? {
                bytes.extend(some);
            }
            all.push(bytes);
        }
        Ok(all)
    }

    #[tokio::test]
    async fn a_form_is_read_whole_however_long_it_is() {
        let head = b"--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
        let (long, short) = (vec![7; 9 << 20], b"words".to_vec());
        let mut sent = vec![short.clone(); 40];
        sent.extend([long.clone(), short, long]);
        let mut body = Vec::new();
        for part in &sent {
            body.extend([head, part.as_slice(), b"\r\n"].concat());
        }
        body.extend(b"--cut--\r\n");
        assert!(read(body).await.unwrap() == sent);
    }

    #[tokio::test]
    async fn a_form_that_never_begins_is_refused() {
        let endless = vec![b'x'; 64 << 20];
        let head = [b"--cut\r\nContent-Disposition: ".as_slice(), &endless].concat();
        for body in [endless, head, b"--cut\r\n".repeat(1 << 20)] {
            assert!(matches!(read(body).await, Err(Trouble::TooLong)));
        }
    }
}
