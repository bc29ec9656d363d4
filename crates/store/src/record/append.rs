//! Appending: several batches in one transaction, each only if its record is still as it was seen.
//!
//! A case's `size` is raised from what the writer expects, which fails when somebody else was first and
//! makes writers of one case wait for each other. Should that ever let two through, the primary key of
//! the entries does not.

use mawqif_core::record::{
    checkpoint::SignedCheckpoint,
    entry::{Content, Entry},
};

use crate::{
    Micros,
    database::{Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
    id::{AccountId, CaseId},
};

/// Entries to append to one record.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The case.
    pub case: CaseId,
    /// How many entries its record has, as far as the writer knows; the first new one has this number.
    pub expected: u64,
    /// The entries, numbered from `expected` on.
    pub entries: Vec<Entry>,
    /// A checkpoint over the record with these entries; the last batch of each case has one.
    pub checkpoint: Option<SignedCheckpoint>,
    /// Protects from a repetition.
    pub idempotency: Option<Idempotency>,
}

/// The name by which a client knows an act that it may send twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    /// Whose key it is: two accounts may use the same.
    pub account: AccountId,
    /// What the client calls the act.
    pub key: String,
    /// What a repetition is told. It should hold what tells another act by the same key, such as a
    /// hash of the request.
    pub outcome: String,
    /// When the act was done, for [`Store::forget_outcomes`].
    pub time: Micros,
}

/// What an append came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Everything is stored, and will be after a power cut.
    Written,
    /// One of the acts was stored before. Nothing of this call was written.
    Replayed {
        /// The place of the batch in the call.
        at: usize,
        /// What was stored with the act.
        outcome: String,
    },
}

/// Why an attempt wrote nothing.
enum Refusal {
    Lost(CaseId),
    Replayed { at: usize, outcome: String },
}

/// Rows of one INSERT: few forms, so that the databases prepare each once.
const ROWS: [usize; 3] = [64, 8, 1];

impl Store {
    /// Appends all batches, or none. Batches of one case follow each other.
    ///
    /// # Errors
    /// [`Error::Lost`] when a record has other than the expected number of entries; [`Error::Missing`]
    /// when there is no such case; [`Error::Full`]; [`Error::Unavailable`], after which what was
    /// appended may be stored or not; [`Error::Internal`] when entries are not numbered from `expected`.
    pub async fn append(&self, batches: &[Batch]) -> Result<Appended, Error> {
        check(batches)?;
        let mut order: Vec<usize> = (0..batches.len()).collect();
        // All writers take cases in the same order, so that none waits for one that waits for it.
        order.sort_by(|&a, &b| batches[a].case.cmp(&batches[b].case));
        let order = order.as_slice();
        let done = self.attempts(|mut transaction| async move {
            match write(&mut transaction, batches, order).await? {
                // What was written before the refusal is rolled back.
                Some(refusal) => Ok(Some(refusal)),
                None => transaction.commit(None).await,
            }
        });
        match done.await {
            Ok(None) => Ok(Appended::Written),
            Ok(Some(Refusal::Replayed { at, outcome })) => Ok(Appended::Replayed { at, outcome }),
            Ok(Some(Refusal::Lost(case))) => {
                let actual = self.case(&case).await?.size;
                Err(Error::Lost { case, actual })
            }
            Err(Attempt::Duplicate(text)) => Err(self.lost(batches).await?.unwrap_or(Error::Internal(text))),
            Err(error) => Err(error.into_error()),
        }
    }

    /// Which case was lost, when only the primary key noticed.
    async fn lost(&self, batches: &[Batch]) -> Result<Option<Error>, Error> {
        for (at, batch) in batches.iter().enumerate() {
            let first = batches[..at].iter().all(|other| other.case != batch.case);
            let actual = self.case(&batch.case).await?.size;
            if first && actual != batch.expected {
                return Ok(Some(Error::Lost { case: batch.case.clone(), actual }));
            }
        }
        Ok(None)
    }
}

fn check(batches: &[Batch]) -> Result<(), Error> {
    for batch in batches {
        let numbered = (batch.expected..).zip(&batch.entries).all(|(seq, entry)| entry.header().seq == seq);
        let end = batch.expected + batch.entries.len() as u64;
        let signed = batch.checkpoint.as_ref().is_none_or(|signed| signed.checkpoint().head().size == end);
        if !numbered || !signed {
            return Err(Error::Internal("entries or checkpoint do not begin where expected".to_owned()));
        }
    }
    Ok(())
}

async fn write(
    transaction: &mut Transaction,
    batches: &[Batch],
    order: &[usize],
) -> Result<Option<Refusal>, Attempt> {
    for (&at, batch) in order.iter().filter_map(|at| Some((at, batches.get(*at)?))) {
        let case = batch.case.as_str();
        if let Some(idempotency) = &batch.idempotency
            && let Some(outcome) = remember(transaction, &batch.case, idempotency).await?
        {
            return Ok(Some(Refusal::Replayed { at, outcome }));
        }
        let end = batch.expected + batch.entries.len() as u64;
        let raise = Statement::new("UPDATE cases SET size = $3 WHERE case_id = $1 AND size = $2");
        if transaction.execute(raise.text(case).number(batch.expected).number(end)).await? == 0 {
            return Ok(Some(Refusal::Lost(batch.case.clone())));
        }
        let mut rest = batch.entries.as_slice();
        for rows in ROWS {
            while rest.len() >= rows {
                let (now, later) = rest.split_at(rows);
                transaction.execute(insert(case, now)).await?;
                rest = later;
            }
        }
        if let Some(checkpoint) = &batch.checkpoint {
            let store = Statement::new("INSERT INTO checkpoints (case_id, size, note) VALUES ($1, $2, $3)");
            transaction.execute(store.text(case).number(end).text(&checkpoint.to_string())).await?;
        }
        transaction.notify(&format!("{case} {end}")).await?;
    }
    Ok(None)
}

/// Stores the outcome of an act, or finds the one that was stored before.
async fn remember(
    transaction: &mut Transaction,
    case: &CaseId,
    idempotency: &Idempotency,
) -> Result<Option<String>, Attempt> {
    let Idempotency { account, key, outcome: text, time } = idempotency;
    let insert = Statement::new(
        "INSERT INTO outcomes (case_id, account_id, idempotency_key, outcome, time)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    );
    let insert = insert.text(case.as_str()).text(account.as_str()).text(key).text(text).number(*time);
    if transaction.execute(insert).await? == 1 {
        return Ok(None);
    }
    let rows = transaction.rows(outcome(case, account, key)).await?;
    // Forgotten between the two statements: then the act may be done again.
    let row = rows.first().ok_or_else(|| Attempt::Retry("an outcome was just forgotten".to_owned()))?;
    Ok(Some(row.text(0)?))
}

pub(super) fn outcome(case: &CaseId, account: &AccountId, key: &str) -> Statement {
    let select = Statement::new(
        "SELECT outcome FROM outcomes WHERE case_id = $1 AND account_id = $2 AND idempotency_key = $3",
    );
    select.text(case.as_str()).text(account.as_str()).text(key)
}

/// One INSERT for several entries.
fn insert(case: &str, entries: &[Entry]) -> Statement {
    const COLUMNS: usize = 9;
    let row = |at: usize| {
        let numbers: Vec<String> =
            (2..=COLUMNS + 1).map(|column| format!("${}", at * COLUMNS + column)).collect();
        format!("($1, {})", numbers.join(", "))
    };
    let rows: Vec<String> = (0..entries.len()).map(row).collect();
    let text = format!(
        "INSERT INTO entries (case_id, seq, time, actor, kind, version, salt, payload, commitment, leaf) VALUES {}",
        rows.join(", ")
    );
    entries.iter().fold(Statement::composed(text).text(case), |statement, entry| {
        let (header, content) = (entry.header(), entry.content());
        let statement = statement.number(header.seq).number(header.time).text(&header.actor);
        let statement = statement.text(&header.kind).number(header.version.into());
        let statement = match content {
            Content::Kept { salt, payload } => statement.bytes(salt).text(payload),
            Content::Erased { .. } => statement.maybe_bytes(None).maybe_text(None),
        };
        statement.bytes(entry.commitment().as_bytes()).bytes(entry.leaf_hash().as_bytes())
    })
}
