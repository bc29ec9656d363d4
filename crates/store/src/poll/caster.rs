//! The caster: the tasks through which the votes of many reach the database together.
//!
//! Each consultation has one, so that whoever holds up one of them holds up no other. Votes wait in queues of limited length, which
//! are limited together as well, so that a consultation that is flooded leaves room to the others. Whatever has gathered while a
//! transaction was being written goes into the next one, as acts do in the record's writer; nothing waits for company. A vote is one row for its participant and statement, so the last one wins
//! and one that is sent again changes nothing. Each is held against the statements and codes as they are in that very transaction, so
//! that another server's decision counts from the moment that it is stored.
//!
//! Whoever gets a reply can rely on it after a power cut. A full queue refuses at once.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::{PollId, VoteRow, bulk, take};
use crate::{
    Micros,
    database::{Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
};

/// Votes that wait at most.
pub const QUEUE: usize = 16_384;

/// Votes of one consultation that wait at most.
pub const SHARE: usize = 4_096;

/// Votes of one transaction at most.
const VOTES: usize = 2_048;

/// Consultations that write at once: the others' votes wait, and whoever else needs the database does not.
const AT_ONCE: usize = 4;

/// How long the task of a consultation waits for another vote.
const IDLE: Duration = Duration::from_secs(60);

/// A vote of somebody who is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cast {
    /// The vote.
    pub vote: VoteRow,
    /// The code that let them in.
    pub code: Option<u64>,
}

/// What came of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is stored for good.
    Yes,
    /// Nothing is taken any more.
    Closed,
    /// No such statement is shown.
    NoStatement,
    /// The code is blocked.
    Blocked,
}

/// A handle to the tasks, of which each consultation has its own while votes come. Clones lead to the same ones, which end when all
/// are gone.
#[derive(Clone)]
pub struct Caster(Arc<Lines>);

/// The tasks, and what they share.
struct Lines {
    by_poll: Mutex<HashMap<PollId, Line>>,
    /// Places for votes that wait.
    room: Arc<Semaphore>,
    /// Consultations that write at once.
    turns: Arc<Semaphore>,
    store: Store,
    hand: Hand,
}

/// The way to the task of a consultation.
struct Line {
    votes: mpsc::UnboundedSender<Waiting>,
    /// Places for its votes that wait.
    share: Arc<Semaphore>,
}

struct Waiting {
    cast: Cast,
    reply: oneshot::Sender<Result<Taken, Error>>,
    _places: [OwnedSemaphorePermit; 2],
}

/// What tells the time.
pub type Hand = Arc<dyn Fn() -> Micros + Send + Sync>;

impl Caster {
    /// Begins; votes are cast within a Tokio runtime.
    pub fn start(store: Store, hand: Hand) -> Self {
        let (room, turns) = (Arc::new(Semaphore::new(QUEUE)), Arc::new(Semaphore::new(AT_ONCE)));
        Self(Arc::new(Lines { by_poll: Mutex::default(), room, turns, store, hand }))
    }

    /// Stores a vote, and waits until it is stored for good; none when too many wait already.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn cast(&self, of: PollId, cast: Cast) -> Result<Option<Taken>, Error> {
        let Some(answer) = self.0.send(of, cast)? else { return Ok(None) };
        answer.await.unwrap_or_else(|_| Err(gone())).map(Some)
    }
}

impl Lines {
    fn table(&self) -> MutexGuard<'_, HashMap<PollId, Line>> {
        self.by_poll.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a vote to the task of its consultation, which ends under the same lock; none when there is no place for it.
    fn send(
        self: &Arc<Self>,
        of: PollId,
        cast: Cast,
    ) -> Result<Option<oneshot::Receiver<Result<Taken, Error>>>, Error> {
        let Ok(place) = self.room.clone().try_acquire_owned() else { return Ok(None) };
        let begun = || {
            let (votes, waiting) = mpsc::unbounded_channel();
            tokio::spawn(run(of.clone(), waiting, Arc::downgrade(self)));
            Line { votes, share: Arc::new(Semaphore::new(SHARE)) }
        };
        let mut table = self.table();
        let line = table.entry(of.clone()).or_insert_with(begun);
        if line.votes.is_closed() {
            // A task that broke down is begun anew.
            *line = begun();
        }
        let Ok(own) = line.share.clone().try_acquire_owned() else { return Ok(None) };
        let (reply, answer) = oneshot::channel();
        line.votes.send(Waiting { cast, reply, _places: [place, own] }).map_err(|_| gone())?;
        Ok(Some(answer))
    }
}

fn gone() -> Error {
    Error::Unavailable("the task that stores votes has ended".to_owned())
}

async fn run(of: PollId, mut waiting: mpsc::UnboundedReceiver<Waiting>, lines: Weak<Lines>) {
    let mut known = None;
    let mut group = Vec::with_capacity(VOTES);
    loop {
        let came = tokio::time::timeout(IDLE, waiting.recv_many(&mut group, VOTES)).await;
        let Some(lines) = lines.upgrade() else { return };
        match came {
            Ok(0) => return,
            Ok(_) => {}
            Err(_) => {
                let mut table = lines.table();
                if waiting.is_empty() {
                    table.remove(&of);
                    return;
                }
                continue;
            }
        }
        let Ok(_turn) = lines.turns.clone().acquire_owned().await else { return };
        let casts: Vec<Cast> = group.iter().map(|one| one.cast).collect();
        match lines.store.cast(&of, (lines.hand)(), &casts, &mut known).await {
            // Whoever asked may be gone; the vote is what it is.
            Ok(taken) => group.drain(..).zip(taken).for_each(|(one, taken)| {
                let _ = one.reply.send(Ok(taken));
            }),
            Err(error) => group.drain(..).for_each(|one| {
                let _ = one.reply.send(Err(error.clone()));
            }),
        }
        lines.store.grown("poll_votes", casts.len() as u64);
    }
}

/// What votes are held against.
pub(super) struct Rules {
    turn: u64,
    shown: BTreeSet<u64>,
    blocked: BTreeSet<u64>,
}

impl Rules {
    pub(super) fn is_shown(&self, statement: u64) -> bool {
        self.shown.contains(&statement)
    }
}

/// Reads what votes are held against, within the transaction that holds the row of the consultation.
pub(super) async fn rules(transaction: &mut Transaction, of: &PollId) -> Result<Rules, Attempt> {
    let shown = "SELECT statement FROM poll_statements WHERE case_id = $1 AND poll = $2 AND state = 'shown'";
    let blocked = "SELECT code FROM poll_codes WHERE case_id = $1 AND poll = $2 AND blocked IS NOT NULL";
    let turn = "SELECT rules FROM polls WHERE case_id = $1 AND poll = $2";
    let mut numbers = Vec::new();
    for text in [shown, blocked, turn] {
        let rows = transaction.rows(of.about(text)).await?;
        numbers.push(rows.iter().map(|row| row.number(0)).collect::<Result<BTreeSet<u64>, Error>>()?);
    }
    let turn = numbers.pop().and_then(|turn| turn.first().copied()).unwrap_or_default();
    let (blocked, shown) = (numbers.pop().unwrap_or_default(), numbers.pop().unwrap_or_default());
    Ok(Rules { turn, shown, blocked })
}

impl Store {
    /// Stores votes in one transaction, and says of each what came of it.
    async fn cast(
        &self,
        of: &PollId,
        now: Micros,
        casts: &[Cast],
        known: &mut Option<Rules>,
    ) -> Result<Vec<Taken>, Error> {
        let seen = known.as_ref();
        let (taken, read) = self
            .transaction("such a vote", |mut transaction| async move {
                let Some(turn) = take(&mut transaction, of, now).await? else {
                    return Ok((vec![Taken::Closed; casts.len()], None));
                };
                let read = match seen {
                    Some(seen) if seen.turn == turn.rules => None,
                    _ => Some(rules(&mut transaction, of).await?),
                };
                let Some(held) = read.as_ref().or(seen) else {
                    return Err(Error::Internal("there is nothing to hold votes against".to_owned()).into());
                };
                let taken: Vec<Taken> = casts.iter().map(|cast| judge(held, cast)).collect();
                let stored = casts.iter().zip(&taken).filter(|(_, taken)| **taken == Taken::Yes);
                let votes: Vec<VoteRow> = stored.map(|(cast, _)| cast.vote).collect();
                put_votes(&mut transaction, of, turn.turn, &votes).await?;
                transaction.commit((taken, read)).await
            })
            .await?;
        *known = read.or(known.take());
        Ok(taken)
    }
}

fn judge(rules: &Rules, cast: &Cast) -> Taken {
    if cast.code.is_some_and(|code| rules.blocked.contains(&code)) {
        Taken::Blocked
    } else if rules.is_shown(cast.vote.statement) {
        Taken::Yes
    } else {
        Taken::NoStatement
    }
}

/// Writes votes, the later of two by one participant on one statement last.
pub(super) async fn put_votes(
    transaction: &mut Transaction,
    of: &PollId,
    turn: u64,
    votes: &[VoteRow],
) -> Result<(), Attempt> {
    // One statement cannot change a row twice; and whoever writes takes rows in one order.
    let mut last: BTreeMap<(u64, u64), u8> = BTreeMap::new();
    last.extend(votes.iter().map(|vote| ((vote.participant, vote.statement), vote.vote)));
    let rows: Vec<((u64, u64), u8)> = last.into_iter().collect();
    for part in bulk::parts(&rows) {
        let mut statement = of.bind(Statement::composed(insert(part.len()))).number(turn);
        for ((participant, on), vote) in part {
            statement = statement.number(*participant).number(*on).number((*vote).into());
        }
        transaction.execute(statement).await?;
    }
    Ok(())
}

/// The statement that puts so many votes in.
fn insert(rows: usize) -> String {
    let values: Vec<String> = (0..rows)
        .map(|row| format!("($1, $2, ${}, ${}, ${}, $3)", row * 3 + 4, row * 3 + 5, row * 3 + 6))
        .collect();
    format!(
        "INSERT INTO poll_votes (case_id, poll, participant, statement, vote, turn) VALUES {}
         ON CONFLICT (case_id, poll, participant, statement) DO UPDATE SET vote = excluded.vote, turn = excluded.turn",
        values.join(", ")
    )
}
