//! A group of acts on its way into the record.
//!
//! Each act lets the tree of its case grow, and what was not committed is taken back. A group that is
//! refused is planned anew without the act that was the reason; each round answers at least one act, so
//! the rounds end.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::Arc,
    time::{Duration, Instant},
};

use mawqif_core::record::{checkpoint::SignedCheckpoint, entry::Entry, receipt::Receipt, tree::Tree};
use tokio::sync::mpsc;

use super::{Act, Message, Reply, Sign, Trees, Waiting, Written};
use crate::{
    database::Store,
    error::Error,
    id::CaseId,
    kept::Kept,
    record::{
        append::{Appended, Batch, Idempotency},
        corrupt,
    },
};

/// Acts of one transaction at most.
const ACTS: usize = 512;

/// Bytes of payload in one transaction, about: no further act is taken in once there are so many.
const BYTES: usize = 8 << 20;

/// How often checkpoints are kept outside the database.
const KEEP: Duration = Duration::from_secs(1);

/// What the writer's task works with.
pub(super) struct Group {
    store: Store,
    sign: Sign,
    trees: Trees,
    kept: Option<Kept>,
    /// Checkpoints that are not kept outside yet, and since when something waits to be.
    unkept: HashMap<CaseId, Arc<SignedCheckpoint>>,
    last_kept: Instant,
}

/// The writer's task: until no handle is left or one has asked for the end, and the queue is empty.
pub(super) async fn run(mut messages: mpsc::Receiver<Message>, mut group: Group) {
    let mut ending = Vec::new();
    loop {
        let patience = if group.unkept.is_empty() { Duration::MAX } else { KEEP };
        let mut next = match tokio::time::timeout(patience, messages.recv()).await {
            Ok(Some(message)) => Some(message),
            Ok(None) => break,
            Err(_) => None,
        };
        let (mut waiting, mut bytes) = (Vec::new(), 0);
        while let Some(message) = next {
            match message {
                Message::Append(one) => {
                    bytes += size(&one);
                    waiting.push(*one);
                }
                Message::End(ended) => {
                    messages.close();
                    ending.push(ended);
                }
            }
            let is_full = waiting.len() >= ACTS || bytes >= BYTES;
            next = if is_full { None } else { messages.try_recv().ok() };
        }
        group.write(waiting).await;
        if group.last_kept.elapsed() >= KEEP {
            group.keep().await;
        }
    }
    group.keep().await;
    for ended in ending {
        let _ = ended.send(());
    }
}

fn size(waiting: &Waiting) -> usize {
    waiting.act.entries.iter().map(|entry| entry.payload().map_or(0, str::len)).sum()
}

/// How far the tree of a case has grown for a group that is not stored yet.
struct Growth {
    /// Entries that are stored.
    stored: u64,
    /// The last act of the group on this case, which takes the checkpoint along.
    last: usize,
}

type Grown = HashMap<CaseId, Growth>;

/// What one transaction is to write.
struct Plan {
    acts: Vec<Waiting>,
    /// Acts that must wait for the next.
    later: Vec<Waiting>,
    grown: Grown,
}

impl Group {
    pub(super) fn new(store: Store, sign: Sign, trees: Trees, kept: Option<Kept>) -> Self {
        Self { store, sign, trees, kept, unkept: HashMap::new(), last_kept: Instant::now() }
    }

    async fn write(&mut self, mut waiting: Vec<Waiting>) {
        let mut alone: VecDeque<Waiting> = VecDeque::new();
        loop {
            if waiting.is_empty() {
                match alone.pop_front() {
                    Some(one) => waiting.push(one),
                    None => return,
                }
            }
            waiting = match self.round(waiting).await {
                Ok(rest) => rest,
                // Something in one act that the database does not take must not be the others' loss.
                Err((several, Error::Internal(_) | Error::Corrupt { .. } | Error::Shortened { .. }))
                    if several.len() > 1 =>
                {
                    alone.extend(several);
                    Vec::new()
                }
                Err((several, error)) => {
                    several.into_iter().for_each(|one| answer(one, Err(error.clone())));
                    Vec::new()
                }
            };
        }
    }

    /// Writes a group, or finds out which of its acts cannot be written; gives what is left to do.
    async fn round(&mut self, waiting: Vec<Waiting>) -> Result<Vec<Waiting>, (Vec<Waiting>, Error)> {
        let shared = self.trees.clone();
        let mut trees = shared.lock().await;
        if let Err(error) = self.know(&mut trees, &waiting).await {
            return Err((waiting, error));
        }
        let Plan { acts: mut waiting, later, grown } = self.plan(&mut trees, waiting).await;
        if waiting.is_empty() {
            return Ok(later);
        }
        let batches = self.batches(&trees, &waiting, &grown);
        let appended = match &batches {
            Ok(batches) => self.store.append(batches).await,
            Err(error) => Err(error.clone()),
        };
        if let (Ok(batches), Ok(Appended::Written)) = (&batches, &appended) {
            self.written(&trees, waiting, batches);
            return Ok(later);
        }
        for (case, growth) in &grown {
            if let Some(tree) = trees.get_mut(case) {
                tree.truncate(growth.stored);
            }
        }
        let answered = match &appended {
            Ok(Appended::Replayed { at, outcome }) => Some((waiting.remove(*at), outcome.clone())),
            _ => None,
        };
        waiting.extend(later);
        match appended {
            Ok(_) => {
                if let Some((one, outcome)) = answered {
                    answer(one, Ok(Reply::Replayed(outcome)));
                }
                Ok(waiting)
            }
            // Another process was first: planning will answer the acts that came too late.
            Err(Error::Lost { case, actual }) => {
                match overtaken(&self.store, &mut trees, &case, actual).await {
                    Ok(()) => Ok(waiting),
                    Err(error) => Err((waiting, error)),
                }
            }
            Err(error) => Err((waiting, error)),
        }
    }

    /// Sees to it that the trees of a group's cases are there.
    async fn know(&self, trees: &mut HashMap<CaseId, Tree>, waiting: &[Waiting]) -> Result<(), Error> {
        // The first act on a case says how far the tree must go; those after it build on it.
        let mut wanted: HashMap<&CaseId, u64> = HashMap::new();
        for one in waiting {
            let first = wanted.entry(&one.act.case).or_insert(one.act.expected);
            *first = one.act.expected.min(*first);
        }
        for (case, expected) in wanted {
            if trees.get(case).is_some_and(|tree| tree.size() >= expected) {
                continue;
            }
            match self.store.case(case).await {
                Ok(found) => reach(&self.store, trees, case, found.size).await.map(|_| ())?,
                // Planning answers the acts on it.
                Err(Error::Missing(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Lets each act follow those before it, and answers those that follow nothing. A repetition of an act of
    /// this very group waits until that is stored: only then is there an outcome to be told.
    async fn plan(&self, trees: &mut HashMap<CaseId, Tree>, waiting: Vec<Waiting>) -> Plan {
        let mut grown = Grown::new();
        let (mut planned, mut later) = (Vec::new(), Vec::new());
        let mut keys = HashSet::new();
        for one in waiting {
            let key = one.act.idempotency.as_ref();
            let key = key.map(|it| (one.act.case.clone(), it.account.clone(), it.key.clone()));
            if key.as_ref().is_some_and(|key| keys.contains(key)) {
                later.push(one);
                continue;
            }
            let Some(tree) = trees.get_mut(&one.act.case) else {
                answer(one, Err(Error::Missing("such case")));
                continue;
            };
            let stored = tree.size();
            let last = stored.checked_sub(1).and_then(|last| tree.leaf(last));
            if let Some(what) = disorder(&one.act) {
                answer(one, Err(Error::Internal(what.to_owned())));
            } else if (stored, last) != (one.act.expected, one.act.follows) {
                let reply = self.late(&one, stored).await;
                answer(one, reply);
            } else {
                keys.extend(key);
                tree.extend(one.act.entries.iter().map(Entry::leaf_hash));
                grown.entry(one.act.case.clone()).or_insert(Growth { stored, last: 0 }).last = planned.len();
                planned.push(one);
            }
        }
        Plan { acts: planned, later, grown }
    }

    /// The reply to an act that was checked against another state: perhaps it is a repetition.
    async fn late(&self, one: &Waiting, actual: u64) -> Result<Reply, Error> {
        let case = &one.act.case;
        if let Some(Idempotency { account, key, .. }) = &one.act.idempotency
            && let Some(outcome) = self.store.outcome(case, account, key).await?
        {
            return Ok(Reply::Replayed(outcome));
        }
        Err(Error::Lost { case: case.clone(), actual })
    }

    fn batches(
        &self,
        trees: &HashMap<CaseId, Tree>,
        waiting: &[Waiting],
        grown: &Grown,
    ) -> Result<Vec<Batch>, Error> {
        let batch = |(at, one): (usize, &Waiting)| {
            let Act { case, expected, follows, entries, idempotency, urn } = one.act.clone();
            let is_last = grown.get(&case).is_some_and(|growth| growth.last == at);
            let tree = trees.get(&case).filter(|_| is_last);
            let checkpoint = tree.map(|tree| (self.sign)(&case, tree.head())).transpose()?;
            Ok(Batch { case, expected, follows, entries, checkpoint, idempotency, urn })
        };
        waiting.iter().enumerate().map(batch).collect()
    }

    /// Everything is stored, and everyone is told.
    fn written(&mut self, trees: &HashMap<CaseId, Tree>, waiting: Vec<Waiting>, batches: &[Batch]) {
        let signed = |batch: &Batch| Some((batch.case.clone(), Arc::new(batch.checkpoint.clone()?)));
        let signed: HashMap<CaseId, Arc<SignedCheckpoint>> = batches.iter().filter_map(signed).collect();
        for one in waiting {
            let (Some(tree), Some(checkpoint)) = (trees.get(&one.act.case), signed.get(&one.act.case)) else {
                continue;
            };
            let receipt = |entry: &Entry| Receipt::issue(tree, entry.header().seq, checkpoint);
            let receipts: Result<Vec<Receipt>, _> = one.act.entries.iter().map(receipt).collect();
            let (first, checkpoint) = (one.act.expected, checkpoint.clone());
            let written = |receipts| Reply::Written(Written { first, checkpoint, receipts });
            answer(one, receipts.map(written).map_err(Error::from));
        }
        if self.kept.is_some() {
            self.unkept.extend(signed);
        }
    }

    /// Keeps the latest checkpoints outside the database. Failing to is no reason to refuse an act: an
    /// older one still protects all before it.
    async fn keep(&mut self) {
        self.last_kept = Instant::now();
        if let Some(kept) = self.kept.clone() {
            let unkept = self.unkept.clone();
            let keep = move || unkept.iter().try_for_each(|(case, checkpoint)| kept.keep(case, checkpoint));
            // What could not be kept is tried again.
            if let Ok(Ok(())) = tokio::task::spawn_blocking(keep).await {
                self.unkept.clear();
            }
        }
    }
}

/// What makes an act one that no record can take.
fn disorder(act: &Act) -> Option<&'static str> {
    let Act { expected, follows, entries, .. } = act;
    if entries.is_empty() || !(*expected..).zip(entries).all(|(seq, entry)| entry.header().seq == seq) {
        return Some("the entries of an act are not numbered from what it expects");
    }
    if follows.is_some() != (*expected > 0) {
        return Some("an act does not say which entry it follows");
    }
    let is_sorted = entries.iter().map(|entry| entry.header().time).is_sorted();
    (!is_sorted).then_some("the time of an entry is before that of the one before it")
}

fn answer(one: Waiting, reply: Result<Reply, Error>) {
    // Whoever asked may be gone; the act is what it is.
    let _ = one.reply.send(reply);
}

/// Reads leaves until the tree of a case has at least so many.
pub(super) async fn reach<'a>(
    store: &Store,
    trees: &'a mut HashMap<CaseId, Tree>,
    case: &CaseId,
    size: u64,
) -> Result<&'a Tree, Error> {
    if trees.get(case).map_or(0, Tree::size) < size {
        grow(store, trees, case).await?;
    }
    Ok(trees.entry(case.clone()).or_default())
}

/// Reads what another process has appended; fails when the record no longer goes on from what this one
/// has seen of it, since planning the same again would come to the same.
async fn overtaken(
    store: &Store,
    trees: &mut HashMap<CaseId, Tree>,
    case: &CaseId,
    actual: u64,
) -> Result<(), Error> {
    let seen = trees.get(case).map_or(0, Tree::size);
    if actual < seen {
        let by = "what this server has seen";
        return Err(Error::Shortened { case: case.clone(), have: actual, wanted: seen, by });
    }
    grow(store, trees, case).await?;
    if trees.get(case).map_or(0, Tree::size) > seen {
        return Ok(());
    }
    Err(Error::Unavailable(format!("the record of {case} was in the way and is as it was")))
}

/// Reads the leaves that are new, and the last known one, which must be the one that is known.
async fn grow(store: &Store, trees: &mut HashMap<CaseId, Tree>, case: &CaseId) -> Result<(), Error> {
    let tree = trees.entry(case.clone()).or_default();
    let Some(last) = tree.size().checked_sub(1) else {
        tree.extend(store.leaves(case, 0).await?);
        return Ok(());
    };
    let leaves = store.leaves(case, last).await?;
    if leaves.first().copied() != tree.leaf(last) {
        return Err(corrupt(case, last, "it is not the one that this server has seen there"));
    }
    tree.extend(leaves.into_iter().skip(1));
    Ok(())
}
