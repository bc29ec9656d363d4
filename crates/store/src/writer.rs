//! The writer: the one task of a process through which acts reach the record.
//!
//! Acts wait in a queue of limited length. Whatever has gathered while a transaction was being written
//! goes into the next one, so that many acts share the one wait for the disk, and under load each case
//! gets one checkpoint for all of them. Nothing waits for company: a lone act is written at once.
//! Whoever gets a reply can rely on it after a power cut.
//!
//! The writer keeps the tree of every case that was written to or asked for, 64 bytes an entry.

mod group;

use std::{collections::HashMap, sync::Arc};

use mawqif_core::record::{
    checkpoint::SignedCheckpoint,
    entry::Entry,
    error::RecordError,
    hash::Hash,
    receipt::Receipt,
    tree::{Head, Tree},
};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::{database::Store, error::Error, id::CaseId, kept::Kept, record::append::Idempotency, urn::AtUrn};

/// Acts that wait at most; whoever comes then waits for a place.
const QUEUE: usize = 1024;

/// Signs the checkpoint of a case with the key of its record.
pub type Sign = Arc<dyn Fn(&CaseId, Head) -> Result<SignedCheckpoint, RecordError> + Send + Sync>;

/// Entries that one act appends to one record, all or none.
#[derive(Clone, Debug)]
pub struct Act {
    /// The case.
    pub case: CaseId,
    /// How many entries the record has that the act was checked against.
    pub expected: u64,
    /// The hash of the leaf of the last of them, none when there is none: two servers, or an act before
    /// this one that was refused, can let another entry stand there than the one it was checked against.
    pub follows: Option<Hash>,
    /// The entries, numbered from `expected` on; at least one.
    pub entries: Vec<Entry>,
    /// Protects from a repetition.
    pub idempotency: Option<Idempotency>,
    /// What happens to an urn with it: a secret vote, or the end of a secret ballot.
    pub urn: Option<AtUrn>,
}

/// What came of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is stored for good.
    Written(Written),
    /// It was stored before; this is the outcome that was stored with it.
    Replayed(String),
}

/// An act that is in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The number of its first entry.
    pub first: u64,
    /// A checkpoint over it.
    pub checkpoint: Arc<SignedCheckpoint>,
    /// A receipt for each of its entries.
    pub receipts: Vec<Receipt>,
}

/// A handle to the writer. Clones lead to the same task, which ends when all are gone.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Message>,
    store: Store,
    trees: Trees,
}

/// An act on its way.
pub struct Sent(oneshot::Receiver<Result<Reply, Error>>);

impl Sent {
    /// Waits until the act is stored for good.
    ///
    /// # Errors
    /// Those of [`Writer::append`].
    pub async fn stored(self) -> Result<Reply, Error> {
        self.0.await.unwrap_or_else(|_| Err(gone()))
    }
}

fn gone() -> Error {
    Error::Unavailable("the writer has ended".to_owned())
}

enum Message {
    Append(Box<Waiting>),
    End(oneshot::Sender<()>),
}

/// An act, and who waits for it.
struct Waiting {
    act: Act,
    reply: oneshot::Sender<Result<Reply, Error>>,
}

/// The trees of the cases as they are stored. The writer holds the lock while a transaction is under way
/// and takes back what was not committed, so that nobody else sees it.
type Trees = Arc<Mutex<HashMap<CaseId, Tree>>>;

impl Writer {
    /// Starts the writer; must be called within a Tokio runtime. With `kept`, checkpoints are also kept
    /// in that folder, at most a second late.
    pub fn start(store: Store, sign: Sign, kept: Option<Kept>) -> Self {
        let (queue, acts) = mpsc::channel(QUEUE);
        let trees = Trees::default();
        tokio::spawn(group::run(acts, group::Group::new(store.clone(), sign, trees.clone(), kept)));
        Self { queue, store, trees }
    }

    /// Takes over the tree of a case that was audited, which saves reading its leaves.
    pub async fn adopt(&self, case: CaseId, tree: Tree) {
        self.trees.lock().await.insert(case, tree);
    }

    /// Appends the entries of an act and waits until they are stored for good.
    ///
    /// Acts of one process on one case may be sent without waiting for each other: each is checked
    /// against the case with those before it and numbered after them. When one fails, those after it are
    /// [`Error::Lost`], also when an act of somebody else has come to stand where it would have stood:
    /// both number and hash of the entry before must be what the act was checked against. When the caller goes away, the act may
    /// be stored all the same.
    ///
    /// # Errors
    /// [`Error::Lost`], [`Error::Missing`], [`Error::Full`], [`Error::Unavailable`]; [`Error::Corrupt`] when
    /// the database was put back under a running server; [`Error::Internal`] when the entries are not
    /// numbered from `expected`, or one has a time before that of the one before it.
    pub async fn append(&self, act: Act) -> Result<Reply, Error> {
        self.send(act).await?.stored().await
    }

    /// Puts an act into the queue, as [`Writer::append`] does, and leaves the waiting to the caller: acts are
    /// written in the order in which they were sent.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the writer has ended.
    pub async fn send(&self, act: Act) -> Result<Sent, Error> {
        let (reply, answer) = oneshot::channel();
        self.queue.send(Message::Append(Box::new(Waiting { act, reply }))).await.map_err(|_| gone())?;
        Ok(Sent(answer))
    }

    /// Takes no further acts, and waits until those that were sent are written and the checkpoints are
    /// kept: for a server that is shut down.
    pub async fn end(&self) {
        let (ended, wait) = oneshot::channel();
        if self.queue.send(Message::End(ended)).await.is_ok() {
            // An error says as well that the task is gone.
            let _ = wait.await;
        }
    }

    /// Acts that wait now, for metrics.
    pub fn waiting(&self) -> usize {
        QUEUE - self.queue.capacity()
    }

    /// Lets a proof be made of the tree of a case and its latest checkpoint.
    ///
    /// # Errors
    /// [`Error::Missing`] when nothing was appended yet; [`Error::Unavailable`].
    pub async fn proved<T>(
        &self,
        case: &CaseId,
        prove: impl FnOnce(&Tree, &SignedCheckpoint) -> Result<T, RecordError>,
    ) -> Result<T, Error> {
        let checkpoint = self.store.checkpoint(case).await?.ok_or(Error::Missing("checkpoint yet"))?;
        let mut trees = self.trees.lock().await;
        let tree = group::reach(&self.store, &mut trees, case, checkpoint.checkpoint().head().size).await?;
        Ok(prove(tree, &checkpoint)?)
    }

    /// The receipt for an entry of any age, under the latest checkpoint.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Internal`] when there is no such entry; [`Error::Unavailable`].
    pub async fn receipt(&self, case: &CaseId, seq: u64) -> Result<Receipt, Error> {
        self.proved(case, |tree, checkpoint| Receipt::issue(tree, seq, checkpoint)).await
    }
}
