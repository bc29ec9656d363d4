//! The clock: the machine's, except that it never goes backwards while the program runs.
//!
//! Across restarts and machines the record's own time sees to that: `Case::time`.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use mawqif_core::case::Moment;

/// A clock.
pub struct Clock {
    hand: Box<dyn Fn() -> SystemTime + Send + Sync>,
    latest: AtomicU64,
}

impl Default for Clock {
    /// The machine's.
    fn default() -> Self {
        Self::by(SystemTime::now)
    }
}

impl Clock {
    /// A clock that shows what something else does.
    pub fn by(hand: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self { hand: Box::new(hand), latest: AtomicU64::default() }
    }

    /// Now, or the latest time that was told, if the machine's clock was put back since.
    pub fn now(&self) -> Moment {
        let since = (self.hand)().duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = u64::try_from(since.as_micros()).unwrap_or(u64::MAX);
        let latest = self.latest.fetch_max(now, Ordering::Relaxed);
        Moment::from_micros(now.max(latest))
    }
}
