//! How much may still be done: so many steps in all, until a deadline.
//!
//! Steps count what is looked at, so that without a deadline the same case stops at the same place on
//! every machine. The clock is looked at between many steps only: what is done in a moment is done
//! whatever the time.

use super::deadline::Deadline;

/// Steps between two looks at the clock.
const LOOK_STEPS: u64 = 1 << 18;

/// What may still be done.
#[derive(Debug)]
pub struct Work {
    left: u64,
    until_look: u64,
    deadline: Option<Deadline>,
}

impl Work {
    /// So many steps, until then.
    pub fn new(steps: u64, deadline: Option<Deadline>) -> Self {
        Self { left: steps, until_look: LOOK_STEPS, deadline }
    }

    /// Takes so many steps off, and says whether they may be done.
    pub fn spend(&mut self, steps: u64) -> bool {
        self.left = self.left.saturating_sub(steps);
        if self.until_look > steps {
            self.until_look -= steps;
        } else {
            self.until_look = LOOK_STEPS;
            if self.deadline.is_some_and(|deadline| deadline.is_over()) {
                self.left = 0;
            }
        }
        self.left > 0
    }

    /// Whether nothing more may be done.
    pub fn is_over(&self) -> bool {
        self.left == 0
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn work_ends_with_its_steps_or_at_the_next_look_after_the_deadline() {
        let mut work = Work::new(3, None);
        assert!(work.spend(2) && !work.is_over());
        assert!(!work.spend(1) && work.is_over());
        let over = Deadline { now: || Duration::from_secs(1), at: Duration::ZERO };
        let mut work = Work::new(u64::MAX, Some(over));
        assert!(work.spend(LOOK_STEPS - 1));
        assert!(!work.spend(1) && work.is_over());
    }
}
