//! The desk: where what people ask for meets the record.
//!
//! Every face of the program (command line, API) acts through here, in one way: who may, by
//! the core's check; the facts that follow; their entries in the record; a receipt. The desk holds
//! every case in memory, as the fold of its record, and keeps it up with what other processes append.
//!
//! Permissions stand in one place, the core's `case/check/permission.rs`; what is shown of a case to whom
//! stands in [`sight`]. Nothing else here decides either.

pub mod access;
pub mod act;
pub mod archive;
pub mod backup;
pub mod boards;
pub mod bulletins;
pub mod clock;
pub mod erase;
pub mod evidence;
pub mod fault;
pub mod held;
pub mod imports;
pub mod invitations;
pub mod key_change;
pub mod keys;
pub mod messages;
mod past;
pub mod people;
pub mod post;
mod printed;
pub mod public;
pub mod sight;
pub mod versions;
mod watching;
pub mod weight;
pub mod what_if;
pub mod witness;
pub mod zone;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError, RwLock},
    time::Duration,
};

use mawqif_core::{case::CaseId, statement::signature::SecretKey};
use mawqif_store::{Caster, Kept, Store, Writer};
use tokio::{
    sync::{Semaphore, watch},
    task::JoinHandle,
};

pub use self::fault::Fault;
use self::{
    clock::Clock,
    held::Held,
    keys::{Keys, Signing},
    people::{Freshness, People, chance::System, mail::Delivery},
};

/// How often a file is looked at for other processes' appends, and how often PostgreSQL is asked when it
/// has told nothing.
const LOOK: [Duration; 2] = [Duration::from_millis(100), Duration::from_secs(2)];

/// How often what is kept for a time only is looked through.
const TIDY: Duration = Duration::from_secs(3_600);

/// How long each task that runs beside the requests may take to end.
const FAREWELL: Duration = Duration::from_secs(5);

/// The most cases that one server holds.
pub const CASE_LIMIT: usize = 10_000;

/// What a desk is opened with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder for the seed of the keys and for kept checkpoints.
    pub folder: PathBuf,
    /// The database; `mawqif.db` in the folder when absent.
    pub database: Option<String>,
    /// What records are named after: a record's origin is this name, a slash, and the case's id.
    pub name: String,
    /// Where people reach the server, for the links of invitations.
    pub site: String,
    /// Whether there is a mail server; whoever says so lets it carry them, by [`Desk::carry_mails`].
    pub delivery: Delivery,
    /// What makes a session fresh.
    pub freshness: Freshness,
}

impl Options {
    /// The address of the database.
    pub fn address(&self) -> String {
        let default = || format!("sqlite:{}", self.folder.join("mawqif.db").display());
        self.database.clone().unwrap_or_else(default)
    }
}

/// The desk; clones are the same desk.
#[derive(Clone)]
pub struct Desk(Arc<Inside>);

struct Inside {
    store: Store,
    people: People,
    writer: Writer,
    keys: Keys,
    signing: Signing,
    kept: Kept,
    clock: Arc<Clock>,
    public: public::Kept,
    marks: erase::Marks,
    boards: boards::Boards,
    looked: imports::kept::Lookings,
    outcomes: imports::outcome::Outcomes,
    gateways: messages::gateways::Turns,
    name: String,
    cases: RwLock<HashMap<CaseId, Arc<Held>>>,
    /// How many reckonings run at once: more than the machine has cores would only wait for each other.
    reckonings: Arc<Semaphore>,
    /// What was waiting in each case when those who follow up were written to.
    watched: watching::Watched,
    closing: watch::Sender<Closing>,
    /// The key that signs drafts, if whoever runs the server has given it one.
    draft_key: OnceLock<SecretKey>,
    /// What runs beside the requests, and ends with the desk.
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

/// Whether the server is about to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// It is not.
    No,
    /// It is: whoever waits for news should go.
    Yes,
}

impl Desk {
    /// Opens the database, folds every case and compares its record with the checkpoints that are known.
    ///
    /// # Errors
    /// When the database cannot be used, and when a record is shorter than a checkpoint says, or other
    /// than what was signed: nobody must be answered from such a record.
    pub async fn open(options: &Options) -> Result<Self, Fault> {
        Self::open_by(options, Clock::default()).await
    }

    /// Opens it by another clock than the machine's.
    ///
    /// # Errors
    /// Those of [`Desk::open`].
    pub async fn open_by(options: &Options, clock: Clock) -> Result<Self, Fault> {
        make_folder(&options.folder)?;
        let kept = Kept::open(&backup::checkpoints(&options.folder))?;
        let store = Store::open(&options.address()).await?;
        let keys = Keys::of(&options.folder, &store).await?;
        let people = People::new(store.clone(), Arc::new(System), &options.site, options.delivery)?;
        let (marks, waiting) = erase::Marks::open(&options.folder)?;
        let people = people.by(options.freshness);
        let signing = Signing::new(&keys);
        let clock = Arc::new(clock);
        let hand = clock.clone();
        let caster = Caster::start(store.clone(), Arc::new(move || hand.now().micros()));
        let writer = Writer::start(store.clone(), signing.function(), Some(kept.clone()));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let desk = Self(Arc::new(Inside {
            store,
            people,
            writer,
            keys,
            signing,
            kept,
            clock,
            public: public::Kept::new(caster),
            marks,
            boards: boards::Boards::default(),
            looked: imports::kept::Lookings::default(),
            outcomes: imports::outcome::Outcomes::default(),
            gateways: messages::gateways::Turns::default(),
            name: options.name.clone(),
            cases: RwLock::default(),
            reckonings: Arc::new(Semaphore::new(cores)),
            watched: watching::Watched::default(),
            closing: watch::Sender::new(Closing::No),
            draft_key: OnceLock::new(),
            tasks: Mutex::default(),
        }));
        for case in desk.0.store.cases().await? {
            desk.load(&case).await?;
        }
        desk.keep(tokio::spawn(desk.clone().follow()));
        desk.keep(tokio::spawn(desk.clone().tidy_up()));
        desk.keep(tokio::spawn(desk.clone().destroy_urns(waiting)));
        desk.keep(tokio::spawn(desk.clone().watch_over()));
        desk.keep(tokio::spawn(desk.public().keep_fresh()));
        desk.keep(tokio::spawn(desk.public().keep_forgetting()));
        Ok(desk)
    }

    /// The store, for what is in no record.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// The people: accounts and the ways in.
    pub fn people(&self) -> &People {
        &self.0.people
    }

    /// The writer, for proofs and metrics.
    pub fn writer(&self) -> &Writer {
        &self.0.writer
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Lets drafts be signed by a key from now on; the first that is given stays.
    pub fn sign_drafts_by(&self, key: SecretKey) {
        if self.0.draft_key.set(key).is_err() {
            tracing::warn!("drafts are signed by a key already");
        }
    }

    /// The key that signs drafts, if there is one.
    pub fn draft_key(&self) -> Option<&SecretKey> {
        self.0.draft_key.get()
    }

    /// The case with an id, if the server has it.
    pub fn held(&self, id: &CaseId) -> Option<Arc<Held>> {
        self.0.cases.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// All cases, by id.
    pub fn all(&self) -> Vec<Arc<Held>> {
        let cases = self.0.cases.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<Arc<Held>> = cases.values().cloned().collect();
        all.sort_by_key(|held| held.id());
        all
    }

    /// Tells when the server is about to end.
    pub fn closing(&self) -> watch::Receiver<Closing> {
        self.0.closing.subscribe()
    }

    /// Lets everybody go who waits for news.
    pub fn begin_closing(&self) {
        self.0.closing.send_replace(Closing::Yes);
    }

    /// Removes what is kept for a time only, for as long as the program runs.
    async fn tidy_up(self) {
        let mut closing = self.closing();
        loop {
            if let Err(fault) = self.forget_outcomes().await {
                tracing::warn!(%fault, "old outcomes cannot be removed now");
            }
            if let Err(refused) = self.people().sweep(self.clock().now().micros()).await {
                tracing::warn!(%refused, "sessions that have ended cannot be removed now");
            }
            if let Err(fault) = self.sweep_sealed().await {
                tracing::warn!(%fault, "sealed bytes that nobody names cannot be removed now");
            }
            if let Err(fault) = self.sweep_messages().await {
                tracing::warn!(%fault, "messages that nobody has dealt with cannot be removed now");
            }
            tokio::select! {
                () = tokio::time::sleep(TIDY) => {}
                _ = closing.changed() => return,
            }
        }
    }

    /// Remembers a task that the desk waits for when it ends.
    fn keep(&self, task: JoinHandle<()>) {
        self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner).push(task);
    }

    /// Ends the desk: what runs beside the requests comes to its end, what the writer still has is
    /// written, checkpoints are kept, connections closed.
    pub async fn close(self) {
        self.begin_closing();
        let tasks = std::mem::take(&mut *self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            let abort = task.abort_handle();
            if tokio::time::timeout(FAREWELL, task).await.is_err() {
                abort.abort();
            }
        }
        let store = self.0.store.clone();
        self.0.writer.end().await;
        store.close().await;
    }

    /// Does work that takes a core for a while, no more of it at once than there are cores.
    ///
    /// # Errors
    /// [`Fault::Busy`] when the work did not come back.
    pub async fn reckon<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let turn = self.0.reckonings.clone().acquire_owned().await.map_err(|_| Fault::Busy)?;
        // Whoever asked may be gone before the work ends: the turn ends with the work.
        let work = move || {
            let _turn = turn;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| Fault::Busy)
    }
}

/// Makes the folder with the server's secrets, for nobody else to look into.
fn make_folder(folder: &Path) -> Result<(), Fault> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Fault::File(folder.display().to_string(), error.to_string()))
}
