//! When to stop searching.

use std::time::Duration;

/// A moment after which no more work is begun. The core has no clock of its own, so whoever sets a
/// deadline brings one.
#[derive(Clone, Copy, Debug)]
pub struct Deadline {
    /// The time since some fixed moment, never falling.
    pub now: fn() -> Duration,
    /// The deadline, by the same clock.
    pub at: Duration,
}

impl Deadline {
    /// Whether it has passed.
    pub fn is_over(&self) -> bool {
        self.left().is_zero()
    }

    /// The time that is left.
    pub fn left(&self) -> Duration {
        self.at.saturating_sub((self.now)())
    }
}
