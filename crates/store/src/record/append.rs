//! Appending: several batches in one transaction, each only if its record is still as it was seen.
//!
//! A case's `size` is raised from what the writer expects, which fails when somebody else was first and
//! makes writers of one case wait for each other. The last entry must also be the one that the writer has
//! seen, so that a database that was put back while a server ran is not written to on the word of a state
//! that it no longer has. Should that ever let two through, the primary key of the entries does not.

use std::collections::{HashMap, HashSet};

use mawqif_core::record::{
    checkpoint::SignedCheckpoint,
    encoding::NUMBER_LIMIT,
    entry::{Content, Entry},
    hash::Hash,
};

use crate::{
    Micros,
    database::{Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
    id::{AccountId, CaseId},
    poll,
    urn::{self, AtUrn},
};

/// Entries to append to one record.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The case.
    pub case: CaseId,
    /// How many entries its record has, as far as the writer knows; the first new one has this number.
    pub expected: u64,
    /// The hash of the leaf of the last of them, none when there is none.
    pub follows: Option<Hash>,
    /// The entries, numbered from `expected` on, none with a time before that of the one before it.
    pub entries: Vec<Entry>,
    /// A checkpoint over the record with these entries; the last batch of each case has one.
    pub checkpoint: Option<SignedCheckpoint>,
    /// Protects from a repetition.
    pub idempotency: Option<Idempotency>,
    /// What happens to an urn in the same transaction.
    pub urn: Option<AtUrn>,
}

/// The name by which a client knows an act that it may send twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    /// Whose key it is: two accounts may use the same.
    pub account: AccountId,
    /// What the client calls the act.
    pub key: String,
    /// What a repetition is told. It should hold what tells another act by the same key, such as a
    /// hash of the request. For a secret vote it must hold nothing that was made from the choice: among
    /// three choices, a hash is no secret, and this stands beside the account that voted.
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
    /// By the place of the batch in the call.
    Lost(usize),
    Replayed {
        at: usize,
        outcome: String,
    },
}

/// Rows of one INSERT: few forms, so that the databases prepare each once.
const ROWS: [usize; 3] = [64, 8, 1];

impl Store {
    /// Appends all batches, or none. Batches of one case follow each other.
    ///
    /// # Errors
    /// [`Error::Lost`] when a record has other than the expected number of entries, or another last one;
    /// [`Error::Missing`] when there is no such case; [`Error::Full`]; [`Error::Unavailable`], after which
    /// what was appended may be stored or not; [`Error::Internal`] when entries are not numbered from
    /// `expected`, or time goes backwards.
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
            Ok(Some(Refusal::Lost(at))) => match batches.get(at) {
                Some(batch) => Err(self.refusal(batch).await?),
                None => Err(Error::Internal("a batch is gone".to_owned())),
            },
            Err(Attempt::Duplicate(text)) => Err(self.lost(batches).await?.unwrap_or(Error::Internal(text))),
            Err(error) => Err(error.into_error()),
        }
    }

    /// Why the record of a case could not grow by a batch.
    async fn refusal(&self, batch: &Batch) -> Result<Error, Error> {
        let (case, actual) = (batch.case.clone(), self.case(&batch.case).await?.size);
        if actual == batch.expected
            && let Some(last) = self.entries(&case, actual.saturating_sub(1), 1).await?.pop()
            && Some(last.leaf_hash()) == batch.follows
            && last.header().time > batch.time()
        {
            let what = format!("the time of an entry is before that of entry {}", last.header().seq);
            return Ok(Error::Internal(what));
        }
        Ok(Error::Lost { case, actual })
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
    let mut ends: HashMap<&CaseId, (u64, Micros)> = HashMap::new();
    let mut keys = HashSet::new();
    for batch in batches {
        // The second would find what the first has written, and what is rolled back on its account.
        let key = batch.idempotency.as_ref().map(|it| (&batch.case, it.account.as_str(), &it.key));
        if key.is_some_and(|key| !keys.insert(key)) {
            return Err(Error::Internal("an idempotency key stands twice in one call".to_owned()));
        }
        let numbered = (batch.expected..).zip(&batch.entries).all(|(seq, entry)| entry.header().seq == seq);
        let end = batch.end();
        let signed = batch.checkpoint.as_ref().is_none_or(|signed| signed.checkpoint().head().size == end);
        let last = batch.entries.last().map_or(0, |entry| entry.header().time);
        let before = ends.insert(&batch.case, (end, last));
        let follows = before.is_none_or(|(end, _)| end == batch.expected);
        if !numbered || !signed || !follows || batch.follows.is_some() != (batch.expected > 0) {
            return Err(Error::Internal("entries or checkpoint do not begin where expected".to_owned()));
        }
        let times = batch.entries.iter().map(|entry| entry.header().time);
        if !before.map(|(_, time)| time).into_iter().chain(times).is_sorted() {
            return Err(Error::Internal(
                "the time of an entry is before that of the one before it".to_owned(),
            ));
        }
    }
    Ok(())
}

impl Batch {
    fn end(&self) -> u64 {
        self.expected + self.entries.len() as u64
    }

    /// The time that no earlier entry may be after.
    fn time(&self) -> Micros {
        self.entries.first().map_or(NUMBER_LIMIT, |entry| entry.header().time)
    }
}

/// Writes all batches with few statements, since each is a journey to PostgreSQL and back.
async fn write(
    transaction: &mut Transaction,
    batches: &[Batch],
    order: &[usize],
) -> Result<Option<Refusal>, Attempt> {
    let ordered: Vec<(usize, &Batch)> = order.iter().filter_map(|&at| Some((at, batches.get(at)?))).collect();
    for cases in ordered.chunk_by(|(_, one), (_, other)| one.case == other.case) {
        let ([(at, first), ..], [.., (_, last)]) = (cases, cases) else { continue };
        // Repetitions come before what is lost: whoever repeats an act has not seen its effect.
        for &(at, batch) in cases {
            if let Some(idempotency) = &batch.idempotency
                && let Some(outcome) = remember(transaction, &batch.case, idempotency).await?
            {
                return Ok(Some(Refusal::Replayed { at, outcome }));
            }
        }
        let raise = Statement::new(
            "UPDATE cases SET size = $3 WHERE case_id = $1 AND size = $2
             AND ($2 = 0 OR EXISTS (SELECT 1 FROM entries
             WHERE case_id = $1 AND seq = $2 - 1 AND leaf = $4 AND time <= $5))",
        );
        let raise = raise.text(first.case.as_str()).number(first.expected).number(last.end());
        let follows = first.follows.as_ref().map(|leaf| leaf.as_bytes().as_slice());
        if transaction.execute(raise.maybe_bytes(follows).number(first.time())).await? == 0 {
            return Ok(Some(Refusal::Lost(*at)));
        }
    }
    let entries =
        ordered.iter().flat_map(|(_, batch)| batch.entries.iter().map(|entry| (&batch.case, entry)));
    insert(transaction, ENTRIES, &entries.collect::<Vec<_>>(), bind_entry).await?;
    let signed = ordered.iter().filter_map(|(_, batch)| Some((&batch.case, batch.checkpoint.as_ref()?)));
    insert(transaction, CHECKPOINTS, &signed.collect::<Vec<_>>(), bind_checkpoint).await?;
    urn::write(transaction, &ordered).await?;
    poll::write(transaction, &ordered).await?;
    transaction.notify().await?;
    Ok(None)
}

/// The beginning of an INSERT, and how many columns it has.
type Columns<'t> = (&'t str, usize);

const ENTRIES: Columns<'static> =
    ("INSERT INTO entries (case_id, seq, time, actor, kind, version, salt, payload, commitment, leaf)", 10);

const CHECKPOINTS: Columns<'static> = ("INSERT INTO checkpoints (case_id, size, note)", 3);

/// Inserts rows, several by each statement.
pub(crate) async fn insert<T>(
    transaction: &mut Transaction,
    (into, columns): Columns<'_>,
    mut rest: &[T],
    bind: impl Fn(Statement, &T) -> Statement,
) -> Result<(), Attempt> {
    for rows in ROWS {
        while let Some((now, later)) = rest.split_at_checked(rows) {
            let row = |at: usize| {
                let numbers: Vec<String> =
                    (1..=columns).map(|column| format!("${}", at * columns + column)).collect();
                format!("({})", numbers.join(", "))
            };
            let values: Vec<String> = (0..rows).map(row).collect();
            let statement = Statement::composed(format!("{into} VALUES {}", values.join(", ")));
            transaction.execute(now.iter().fold(statement, &bind)).await?;
            rest = later;
        }
    }
    Ok(())
}

fn bind_entry(statement: Statement, (case, entry): &(&CaseId, &Entry)) -> Statement {
    let header = entry.header();
    let statement = statement.text(case.as_str()).number(header.seq).number(header.time);
    let statement = statement.text(&header.actor).text(&header.kind).number(header.version.into());
    let statement = match entry.content() {
        Content::Kept { salt, payload } => statement.bytes(salt).text(payload),
        Content::Erased { .. } => statement.maybe_bytes(None).maybe_text(None),
    };
    statement.bytes(entry.commitment().as_bytes()).bytes(entry.leaf_hash().as_bytes())
}

fn bind_checkpoint(statement: Statement, (case, signed): &(&CaseId, &SignedCheckpoint)) -> Statement {
    statement.text(case.as_str()).number(signed.checkpoint().head().size).text(&signed.to_string())
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

#[cfg(test)]
mod tests {
    use mawqif_core::record::{
        checkpoint::Checkpoint,
        entry::Header,
        key::{Algorithm, Signer},
        tree::Tree,
    };

    use super::*;
    use crate::database::Pools;

    fn batch(case: &CaseId, tree: &mut Tree, says: &str) -> Batch {
        let (seq, actor, kind) = (tree.size(), "delegate-7".to_owned(), "stance-filed".to_owned());
        let follows = seq.checked_sub(1).and_then(|last| tree.leaf(last));
        let content = Content::Kept { salt: [1; 32], payload: format!("\"{says}\"") };
        let entry = Entry::new(Header { seq, time: 1, actor, kind, version: 1 }, content).unwrap();
        tree.push(entry.leaf_hash());
        let signer = Signer::new("kilis", Algorithm::Record, &[7; 32]).unwrap();
        let checkpoint = Checkpoint::new("kilis", tree.head()).unwrap();
        let checkpoint = SignedCheckpoint::sign(checkpoint, &signer).ok();
        Batch {
            case: case.clone(),
            expected: seq,
            follows,
            entries: vec![entry],
            checkpoint,
            idempotency: None,
            urn: None,
        }
    }

    #[tokio::test]
    async fn a_full_disk_refuses_what_does_not_fit_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mawqif.db");
        let store = Store::open(path.to_str().unwrap()).await.unwrap();
        let case = CaseId::new("kilis").unwrap();
        store.create_case(&case, "kilis", 1).await.unwrap();
        let Pools::Sqlite { writer, .. } = &store.pools else { panic!("not SQLite") };
        let limit = |pages: u32| sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}")));
        limit(120).execute(writer).await.unwrap();
        let mut tree = Tree::new();
        for says in ["small", &"x".repeat(40_000), "small again"] {
            store.append(&[batch(&case, &mut tree, says)]).await.unwrap();
        }
        let big = batch(&case, &mut tree.clone(), &"x".repeat(1_000_000));
        for _ in 0..3 {
            assert!(matches!(store.append(std::slice::from_ref(&big)).await, Err(Error::Full(_))));
            // The connection that found out may have been replaced by one without the limit.
            limit(120).execute(writer).await.unwrap();
        }
        assert_eq!(store.entries(&case, 0, 10).await.unwrap().len(), 3);
        store.append(&[batch(&case, &mut tree, "still small")]).await.unwrap();
        let (key, leaves) = (Signer::new("kilis", Algorithm::Record, &[7; 32]).unwrap(), 4);
        let audited = store.audit(&case, key.verifier_key(), None).await.unwrap();
        assert_eq!(audited.tree.size(), leaves);
    }
}
