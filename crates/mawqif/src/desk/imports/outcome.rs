//! What became of tables that somebody wanted to be taken in, for whoever did not wait for it.
//!
//! A table that comes to nothing waits as before, and neither record nor store says that anybody has tried. So what stood in the way is
//! kept here, in memory, until somebody tries again, lets it be read in another way, or drops it. Another server does not know it.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use mawqif_core::case::{CaseId, Moment};

use super::Taking;
use crate::desk::Fault;

/// The most tables of which it is kept, of all cases of a server; the latest are.
pub const OUTCOME_LIMIT: usize = 200;

/// How it stands with a table that somebody wanted to be taken in.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is being taken in.
    Begun,
    /// It was not taken in.
    Failed(Moment, Why),
}

/// Why a table was not taken in.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// What would be taken in is not what was looked at.
    Changed,
    /// Something else.
    Fault(Fault),
}

/// Whether a table may count all the same after this: nobody knows, until the record is read again.
pub fn may_count(fault: &Fault) -> bool {
    matches!(fault, Fault::Store(_) | Fault::Contended | Fault::Busy)
}

/// What is kept, the latest first.
#[derive(Default)]
pub struct Outcomes(Mutex<VecDeque<(CaseId, u64, Outcome)>>);

impl Outcomes {
    fn kept(&self) -> MutexGuard<'_, VecDeque<(CaseId, u64, Outcome)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How it stands with a table, if somebody has tried.
    pub fn of(&self, case: &CaseId, number: u64) -> Option<Outcome> {
        self.kept().iter().find(|(own, at, _)| own == case && *at == number).map(|(.., it)| it.clone())
    }

    /// Somebody tries, and nobody else does.
    pub fn begin(&self, case: &CaseId, number: u64) {
        self.put(case, number, Outcome::Begun);
    }

    /// It has come to this; of what counts, or says itself why it cannot be read, nothing is kept.
    pub fn end(&self, case: &CaseId, number: u64, at: Moment, taken: &Result<Taking, Fault>) {
        let why = match taken {
            Ok(Taking::Changed) => Why::Changed,
            // Whoever has it says what becomes of it.
            Ok(Taking::Claimed) => return,
            Ok(Taking::Done(_) | Taking::Already | Taking::Unread | Taking::Begun) => {
                return self.forget(case, number);
            }
            Err(fault) => Why::Fault(fault.clone()),
        };
        self.put(case, number, Outcome::Failed(at, why));
    }

    fn put(&self, case: &CaseId, number: u64, outcome: Outcome) {
        let mut kept = self.kept();
        kept.retain(|(own, at, _)| own != case || *at != number);
        kept.push_front((case.clone(), number, outcome));
        kept.truncate(OUTCOME_LIMIT);
    }

    /// It is looked at in another way, or gone.
    pub fn forget(&self, case: &CaseId, number: u64) {
        self.kept().retain(|(own, at, _)| own != case || *at != number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_last_is_kept_until_somebody_tries_again() {
        let (outcomes, case, other) =
            (Outcomes::default(), CaseId::new("ours").unwrap(), CaseId::new("theirs").unwrap());
        let at = Moment::from_micros(7);
        outcomes.begin(&case, 1);
        assert_eq!(outcomes.of(&case, 1), Some(Outcome::Begun));
        assert_eq!((outcomes.of(&case, 2), outcomes.of(&other, 1)), (None, None));
        outcomes.end(&case, 1, at, &Err(Fault::Busy));
        assert_eq!(outcomes.of(&case, 1), Some(Outcome::Failed(at, Why::Fault(Fault::Busy))));
        outcomes.end(&case, 1, at, &Ok(Taking::Changed));
        assert_eq!(outcomes.of(&case, 1), Some(Outcome::Failed(at, Why::Changed)));
        outcomes.end(&case, 1, at, &Ok(Taking::Claimed));
        assert_eq!(outcomes.of(&case, 1), Some(Outcome::Failed(at, Why::Changed)));
        outcomes.end(&case, 1, at, &Ok(Taking::Already));
        assert_eq!(outcomes.of(&case, 1), None);
        for number in 0..u64::try_from(OUTCOME_LIMIT).unwrap() + 5 {
            outcomes.end(&case, number, at, &Err(Fault::Busy));
        }
        assert!(outcomes.of(&case, 4).is_none() && outcomes.of(&case, 5).is_some());
    }
}
