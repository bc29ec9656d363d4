//! The parts of a form as they come, no more of them in memory than a megabyte.
//!
//! What reads parts asks for more until it finds where one begins, and would keep all of a form that never says so. Here nothing more is
//! given while much is unread, and a form of which nothing can be read is refused.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::Stream;
use multer::{Field, Multipart};

use crate::web::trouble::Trouble;

/// Bytes that may be unread.
const UNREAD_LIMIT: usize = 1 << 20;

/// Bytes that are given at once.
const PIECE: usize = 64 << 10;

/// The parts of a form.
pub struct Parts {
    parts: Multipart<'static>,
    unread: Arc<AtomicUsize>,
}

/// A part of a form.
pub struct Part {
    field: Field<'static>,
    unread: Arc<AtomicUsize>,
}

impl Parts {
    /// Those of a body that is cut by this.
    pub fn new(body: Body, boundary: String) -> Self {
        let unread = Arc::new(AtomicUsize::new(0));
        let rest = Bytes::new();
        let metered = Metered { body: body.into_data_stream(), rest, unread: unread.clone(), held: None };
        Self { parts: Multipart::new(metered, boundary), unread }
    }

    /// The next one.
    ///
    /// # Errors
    /// [`Trouble::TooLong`], also for a form that is none.
    pub async fn next(&mut self) -> Result<Option<Part>, Trouble> {
        let field = self.parts.next_field().await.map_err(|_| Trouble::TooLong)?;
        self.unread.store(0, Ordering::Relaxed);
        Ok(field.map(|field| Part { field, unread: self.unread.clone() }))
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
    /// [`Trouble::TooLong`] when the form breaks off.
    pub async fn some(&mut self) -> Result<Option<Bytes>, Trouble> {
        loop {
            let Some(bytes) = self.field.chunk().await.map_err(|_| Trouble::TooLong)? else {
                return Ok(None);
            };
            let less = |unread: usize| Some(unread.saturating_sub(bytes.len()));
            let _ = self.unread.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
            if !bytes.is_empty() {
                return Ok(Some(bytes));
            }
        }
    }
}

/// A body that is given as it is read.
struct Metered {
    body: BodyDataStream,
    rest: Bytes,
    unread: Arc<AtomicUsize>,
    /// How much was unread when nothing was given.
    held: Option<usize>,
}

impl Stream for Metered {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let unread = self.unread.load(Ordering::Relaxed);
        if unread >= UNREAD_LIMIT {
            if self.held == Some(unread) {
                return Poll::Ready(Some(Err(io::Error::other("nothing of it can be read"))));
            }
            self.held = Some(unread);
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.held = None;
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
        self.unread.fetch_add(length, Ordering::Relaxed);
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
        let mut body = Vec::new();
        for part in [&short, &long, &short, &long] {
            body.extend([head, part.as_slice(), b"\r\n"].concat());
        }
        body.extend(b"--cut--\r\n");
        let all = read(body).await.unwrap();
        assert!(all == [short.clone(), long.clone(), short, long]);
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
