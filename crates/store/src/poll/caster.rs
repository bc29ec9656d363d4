//! The caster: the task through which the votes of many reach the database together.
//!
//! Votes wait in a queue of limited length. Whatever has gathered while a transaction was being written goes into the next one, as acts
//! do in the record's writer; nothing waits for company. A vote is one row for its participant and statement, so the last one wins
//! and one that is sent again changes nothing. Each is held against the statements and codes as they are in that very transaction, so
//! that another server's decision counts from the moment that it is stored.
//!
//! Whoever gets a reply can rely on it after a power cut. A full queue refuses at once.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use tokio::sync::{mpsc, oneshot};

use super::{PollId, VoteRow, bulk, take};
use crate::{
    Micros,
    database::{Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
};

/// Votes that wait at most.
pub const QUEUE: usize = 8_192;

/// Votes of one transaction at most.
const VOTES: usize = 2_048;

/// Consultations whose statements and codes are remembered.
const KNOWN: usize = 256;

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

/// A handle to the task. Clones lead to the same one, which ends when all are gone.
#[derive(Clone)]
pub struct Caster(mpsc::Sender<Waiting>);

struct Waiting {
    of: PollId,
    cast: Cast,
    reply: oneshot::Sender<Result<Taken, Error>>,
}

/// What tells the time.
pub type Hand = Arc<dyn Fn() -> Micros + Send + Sync>;

impl Caster {
    /// Starts the task; must be called within a Tokio runtime.
    pub fn start(store: Store, hand: Hand) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(run(waiting, store, hand));
        Self(queue)
    }

    /// Stores a vote, and waits until it is stored for good; none when too many wait already.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn cast(&self, of: PollId, cast: Cast) -> Result<Option<Taken>, Error> {
        let (reply, answer) = oneshot::channel();
        match self.0.try_send(Waiting { of, cast, reply }) {
            Ok(()) => {}
            Err(mpsc::error::TrySendError::Full(_)) => return Ok(None),
            Err(mpsc::error::TrySendError::Closed(_)) => return Err(gone()),
        }
        answer.await.unwrap_or_else(|_| Err(gone())).map(Some)
    }
}

fn gone() -> Error {
    Error::Unavailable("the task that stores votes has ended".to_owned())
}

async fn run(mut waiting: mpsc::Receiver<Waiting>, store: Store, hand: Hand) {
    let mut known = HashMap::new();
    let mut group = Vec::with_capacity(VOTES);
    while waiting.recv_many(&mut group, VOTES).await > 0 {
        let mut by_poll: BTreeMap<PollId, Vec<Waiting>> = BTreeMap::new();
        for one in group.drain(..) {
            by_poll.entry(one.of.clone()).or_default().push(one);
        }
        for (of, all) in by_poll {
            let casts: Vec<Cast> = all.iter().map(|one| one.cast).collect();
            if known.len() >= KNOWN && !known.contains_key(&of) {
                known.clear();
            }
            match store.cast(&of, hand(), &casts, &mut known).await {
                // Whoever asked may be gone; the vote is what it is.
                Ok(taken) => all.into_iter().zip(taken).for_each(|(one, taken)| {
                    let _ = one.reply.send(Ok(taken));
                }),
                Err(error) => all.into_iter().for_each(|one| {
                    let _ = one.reply.send(Err(error.clone()));
                }),
            }
        }
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
        known: &mut HashMap<PollId, Rules>,
    ) -> Result<Vec<Taken>, Error> {
        let seen = known.get(of);
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
        if let Some(read) = read {
            known.insert(of.clone(), read);
        }
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
