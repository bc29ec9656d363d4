//! Held cases: each case in memory, as far as its record is known to be stored.
//!
//! Whoever asks gets the case as it is now and keeps it for as long as needed; a newer one takes its
//! place when entries were stored, by this process or another.

use std::{
    sync::{Arc, PoisonError},
    time::Duration,
};

use mawqif_core::{
    case::{Case, CaseId, Moment},
    record::{entry::Entry, key::VerifierKey},
};
use tokio::sync::{Mutex, MutexGuard, watch};

use super::{
    CASE_LIMIT, Desk, Fault,
    key_change::{lies_in, signed_by},
    past::Waypoints,
};

/// Entries that are read at once when a case is brought up to date.
pub(super) const PAGE: u64 = 1_000;

/// How long to wait for an act on its way before looking again.
const MOMENT: Duration = Duration::from_millis(50);

/// A case and what belongs to it.
pub struct Held {
    stored: mawqif_store::CaseId,
    origin: String,
    key: VerifierKey,
    now: watch::Sender<Arc<Case>>,
    turn: Mutex<Underway>,
    past: std::sync::Mutex<Waypoints>,
}

/// The case as it will be once all acts of this process that are on their way are stored; none when none is.
/// Acts are checked against it, so that those of one case need not wait for the disk one after the other.
/// Nobody is shown it, and nobody is refused for it: it may never come to be.
pub type Underway = Option<Arc<Case>>;

impl Held {
    /// The id.
    pub fn id(&self) -> CaseId {
        self.now.borrow().id().clone()
    }

    /// The id as the store has it.
    pub fn stored(&self) -> &mawqif_store::CaseId {
        &self.stored
    }

    /// The name of its record.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The key that verifies its checkpoints.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// The case as it is now.
    pub fn now(&self) -> Arc<Case> {
        self.now.borrow().clone()
    }

    /// Tells when there is a newer one.
    pub fn news(&self) -> watch::Receiver<Arc<Case>> {
        self.now.subscribe()
    }

    /// Waits for one's turn to check and send an act. Acts of this process on one case take turns, since each
    /// is checked against the case that the one before it leaves behind.
    pub async fn turn(&self) -> MutexGuard<'_, Underway> {
        self.turn.lock().await
    }

    /// Waits for acts that are on their way, until a case that counts on them is stored. Whoever has the turn
    /// calls it, so that nothing else is sent meanwhile. Whether it is stored: not when nothing comes for a
    /// moment, be it that an act came to nothing and waits for the turn to say so.
    pub async fn settled(&self, case: &Case) -> bool {
        let mut news = self.now.subscribe();
        while news.borrow_and_update().entries() < case.entries() {
            if tokio::time::timeout(MOMENT, news.changed()).await.is_err() {
                return false;
            }
        }
        true
    }

    /// Forgets what was on its way, when an act from entry `first` on did not come to be: those after it
    /// will not either.
    pub async fn give_up(&self, first: u64) {
        let mut underway = self.turn.lock().await;
        if underway.as_ref().is_some_and(|case| case.entries() > first) {
            *underway = None;
        }
    }

    /// What is kept of its past.
    fn past(&self) -> std::sync::MutexGuard<'_, Waypoints> {
        self.past.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over a case, unless a newer one is there.
    pub fn publish(&self, case: Arc<Case>) {
        self.past().pass(&case);
        self.now.send_if_modified(|now| {
            let is_newer = case.entries() > now.entries();
            if is_newer {
                *now = case;
            }
            is_newer
        });
    }
}

impl Desk {
    /// Folds a case that the store has, and compares it with what is known of its record.
    pub(super) async fn load(&self, found: &mawqif_store::Case) -> Result<Arc<Held>, Fault> {
        let unreadable = || Fault::Store(mawqif_store::Error::Missing("case of this form"));
        let id = CaseId::new(found.id.as_str()).map_err(|_| unreadable())?;
        let keys = self.0.keys.signers(&found.origin)?;
        let key = keys[0].verifier_key().clone();
        self.0.signing.know(&found.id, &found.origin);
        let known = self.0.kept.checkpoint(&found.id)?;
        let mut case = Case::empty(id.clone());
        let mut past = Waypoints::default();
        let fold = |entry: Entry| {
            apply(&mut case, &entry)?;
            if past.wants(case.entries()) {
                past.pass(&Arc::new(case.clone()));
            }
            Ok::<(), Fault>(())
        };
        let stored = self.0.store.checkpoint(&found.id).await?;
        let [by, known_by] = [stored.as_ref(), known.as_ref()].map(|signed| signed_by(signed, &keys));
        // The key may have changed since this server kept one outside.
        let (in_audit, earlier) =
            if by == known_by { (known.as_ref(), None) } else { (None, known.as_ref()) };
        let audited = self.0.store.audit_each(&found.id, keys[by].verifier_key(), in_audit, fold).await?;
        if let Some(known) = earlier {
            known.verify(keys[known_by].verifier_key(), &[])?;
            lies_in(&found.id, known, &audited.tree)?;
        }
        let head = audited.tree.head();
        self.0.writer.adopt(found.id.clone(), audited.tree).await;
        let held = Arc::new(Held {
            stored: found.id.clone(),
            origin: found.origin.clone(),
            key,
            now: watch::Sender::new(Arc::new(case)),
            turn: Mutex::default(),
            past: std::sync::Mutex::new(past),
        });
        if by > 0 {
            self.hand_over(&held, &keys[by], head).await?;
        }
        let mut cases = self.0.cases.write().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have been first; everybody must hold the same.
        Ok(cases.entry(id).or_insert(held).clone())
    }

    /// Reads what the store has beyond what is held.
    ///
    /// # Errors
    /// The store's, and [`Fault::Fold`].
    pub async fn catch_up(&self, held: &Held) -> Result<(), Fault> {
        loop {
            let now = held.now();
            let entries = self.0.store.entries(&held.stored, now.entries(), PAGE).await?;
            let is_last = entries.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
            if !entries.is_empty() {
                let mut case = Case::clone(&now);
                entries.iter().try_for_each(|entry| apply(&mut case, entry))?;
                held.publish(Arc::new(case));
            }
            // Another page would cost an act its turn before another server's.
            if is_last {
                return Ok(());
            }
        }
    }

    /// The case as it was at a moment.
    ///
    /// # Errors
    /// The store's, and [`Fault::Fold`].
    pub async fn as_of(&self, held: &Held, moment: Moment) -> Result<Arc<Case>, Fault> {
        let from = held.past().until(moment);
        self.folded(held, from, |entry| entry.header().time <= moment.micros()).await
    }

    /// The case as it was after an entry.
    ///
    /// # Errors
    /// The store's, and [`Fault::Fold`].
    pub async fn as_of_entry(&self, held: &Held, seq: u64) -> Result<Arc<Case>, Fault> {
        let from = held.past().before(seq.saturating_add(1));
        self.folded(held, from, |entry| entry.header().seq <= seq).await
    }

    /// The fold of a record's first entries, as long as they are wanted, on from a past that has only such.
    async fn folded(
        &self,
        held: &Held,
        from: Option<Arc<Case>>,
        is_wanted: impl Fn(&Entry) -> bool,
    ) -> Result<Arc<Case>, Fault> {
        let mut case = from.map_or_else(|| Case::empty(held.id()), Arc::unwrap_or_clone);
        loop {
            let entries = self.0.store.entries(&held.stored, case.entries(), PAGE).await?;
            let is_last = entries.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
            for entry in entries {
                if !is_wanted(&entry) {
                    return Ok(Arc::new(case));
                }
                apply(&mut case, &entry)?;
            }
            if is_last {
                return Ok(Arc::new(case));
            }
        }
    }

    /// Begins the record of a case, without any entry.
    pub(super) async fn begin(&self, id: &CaseId) -> Result<Arc<Held>, Fault> {
        let stored = mawqif_store::CaseId::new(id.as_str()).ok_or(Fault::CaseIdForm)?;
        if self.all().len() >= CASE_LIMIT {
            return Err(Fault::CaseLimit);
        }
        let origin = format!("{}/{id}", self.0.name);
        // A name that no key can have must not be stored.
        self.0.keys.signer(&origin)?;
        match self.0.store.create_case(&stored, &origin, self.clock().now().micros()).await {
            Ok(()) => self.load(&self.0.store.case(&stored).await?).await,
            Err(mawqif_store::Error::Taken(_)) => {
                let held = self.load(&self.0.store.case(&stored).await?).await?;
                // Begun and never opened, as a crash between the two leaves it: the id is still free.
                if held.now().entries() == 0 { Ok(held) } else { Err(Fault::CaseTaken) }
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Keeps all cases up with what other processes append, for as long as the program runs.
    pub(super) async fn follow(self) {
        let [on_file, on_server] = super::LOOK;
        let is_file = self.0.store.kind() == mawqif_store::Kind::Sqlite;
        let look = if is_file { on_file } else { on_server };
        let mut follower = self.0.store.follow(look);
        let mut closing = self.closing();
        loop {
            let grown = tokio::select! {
                grown = follower.next() => grown,
                _ = closing.changed() => return,
            };
            match grown {
                Ok(grown) => {
                    for growth in grown {
                        if let Err(fault) = self.reach(&growth).await {
                            tracing::error!(case = %growth.case, %fault, "a case cannot be brought up to date");
                        }
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "other processes' entries cannot be followed now");
                    tokio::time::sleep(on_server).await;
                }
            }
        }
    }

    async fn reach(&self, growth: &mawqif_store::Growth) -> Result<(), Fault> {
        let held = CaseId::new(growth.case.as_str()).ok().and_then(|id| self.held(&id));
        match held {
            Some(held) if held.now().entries() < growth.size => self.catch_up(&held).await,
            Some(_) => Ok(()),
            None => self.load(&self.0.store.case(&growth.case).await?).await.map(|_| ()),
        }
    }
}

/// Folds an entry in.
pub(super) fn apply(case: &mut Case, entry: &Entry) -> Result<(), Fault> {
    case.apply(entry).map_err(|error| Fault::Fold { case: case.id().to_string(), error })
}
