//! Lists of statements, kept for a moment: every voter asks for them, and they rarely change.
//!
//! A list may be a second behind another server. A vote is not: it is held against what is stored.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use mawqif_store::{PollId, Store};

use super::{
    Trouble,
    statements::{State, Statement, read},
};

/// How old a list may be.
const AGE: Duration = Duration::from_secs(1);

/// Lists that are kept at once.
const LISTS: usize = 256;

/// A list, and when it was read.
type Dated = (Instant, Arc<Vec<Statement>>);

/// The lists of a process.
#[derive(Default)]
pub(super) struct Lists(Mutex<HashMap<PollId, Dated>>);

impl Lists {
    fn table(&self) -> MutexGuard<'_, HashMap<PollId, Dated>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The statements that are shown.
    pub(super) async fn shown(&self, store: &Store, of: &PollId) -> Result<Arc<Vec<Statement>>, Trouble> {
        if let Some((at, list)) = self.table().get(of)
            && at.elapsed() < AGE
        {
            return Ok(list.clone());
        }
        let at = Instant::now();
        let rows = store.poll_statements(of).await?;
        let mut list = rows.into_iter().map(read).collect::<Result<Vec<Statement>, Trouble>>()?;
        list.retain(|statement| statement.state == State::Shown);
        let list = Arc::new(list);
        let mut table = self.table();
        if table.len() >= LISTS {
            table.clear();
        }
        table.insert(of.clone(), (at, list.clone()));
        Ok(list)
    }

    /// Forgets a list that has changed.
    pub(super) fn forget(&self, of: &PollId) {
        self.table().remove(of);
    }
}
