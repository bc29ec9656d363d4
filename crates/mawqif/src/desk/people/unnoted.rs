//! What the store could not note of sessions, since its disk is full or it is away: that they were used,
//! which can be missed, and that they ended, which is remembered here.
//!
//! It is of one process: another server, and this one after a new start, know such a session until the
//! store could be told.

use std::{
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, Error};

/// The most ended sessions that are remembered; one more stays as it was.
const ENDED_LIMIT: usize = 10_000;

/// What the store has still to be told.
#[derive(Default)]
pub(super) struct Unnoted {
    ended: Mutex<HashMap<Hash, AccountId>>,
    /// So that the log has it once, and not with every request.
    is_told: AtomicBool,
}

impl Unnoted {
    /// Lets it pass that the use of a session could not be noted.
    ///
    /// # Errors
    /// Any other than that there is no room or no database.
    pub(super) fn weigh(&self, noted: Result<(), Error>) -> Result<(), Error> {
        match noted {
            Err(error @ (Error::Full(_) | Error::Unavailable(_))) => {
                if !self.is_told.swap(true, Ordering::Relaxed) {
                    tracing::warn!(%error, "the use of sessions cannot be noted; they go on");
                }
                Ok(())
            }
            noted => {
                self.is_told.store(false, Ordering::Relaxed);
                noted
            }
        }
    }

    /// Ends a session in this process.
    pub(super) fn end(&self, id: &Hash, account: &AccountId) {
        let mut ended = self.lock();
        if ended.len() < ENDED_LIMIT {
            ended.insert(*id, account.clone());
        }
    }

    /// Whether a session has ended in this process.
    pub(super) fn has_ended(&self, id: &Hash) -> bool {
        self.lock().contains_key(id)
    }

    /// The sessions that have ended in this process alone.
    pub(super) fn ended(&self) -> Vec<(Hash, AccountId)> {
        self.lock().iter().map(|(id, account)| (*id, account.clone())).collect()
    }

    /// Forgets a session that has ended in the store.
    pub(super) fn forget(&self, id: &Hash) {
        self.lock().remove(id);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Hash, AccountId>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_costs_no_read_and_ends_a_session_here() {
        let unnoted = Unnoted::default();
        assert_eq!(unnoted.weigh(Err(Error::Full("full".to_owned()))), Ok(()));
        assert_eq!(unnoted.weigh(Err(Error::Unavailable("away".to_owned()))), Ok(()));
        let other = Error::Internal("else".to_owned());
        assert_eq!(unnoted.weigh(Err(other.clone())), Err(other));
        let (id, account) = (Hash::of(&[b"session"]), AccountId::new("amal"));
        let Some(account) = account else { panic!("an account") };
        unnoted.end(&id, &account);
        assert!(unnoted.has_ended(&id));
        unnoted.forget(&id);
        assert!(!unnoted.has_ended(&id) && unnoted.ended().is_empty());
    }
}
