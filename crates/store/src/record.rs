//! The record of each case: its entries, its checkpoints, and what came of acts that were sent twice.

pub(crate) mod append;
pub(crate) mod audit;
pub(crate) mod cosignature;
mod erase;

use mawqif_core::record::{
    checkpoint::SignedCheckpoint,
    encoding::NUMBER_LIMIT,
    entry::{Content, Entry, Header},
    hash::Hash,
};

use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::{Attempt, Error},
    id::{AccountId, CaseId},
};

/// A case that the store has a record of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The name of its record, which its key and its checkpoints bear.
    pub origin: String,
    /// When it was created.
    pub created: Micros,
    /// How many entries its record has.
    pub size: u64,
}

impl Store {
    /// All cases, by id.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn cases(&self) -> Result<Vec<Case>, Error> {
        self.rows(Statement::new(CASES)).await?.iter().map(case).collect()
    }

    /// One case.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Unavailable`].
    pub async fn case(&self, id: &CaseId) -> Result<Case, Error> {
        let found = Statement::new("SELECT case_id, origin, created, size FROM cases WHERE case_id = $1");
        let row = self.row(found.text(id.as_str())).await?;
        row.as_ref().map(case).unwrap_or(Err(Error::Missing("such case")))
    }

    /// Begins a record without entries.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is such an id or origin; [`Error::Unavailable`], [`Error::Full`].
    pub async fn create_case(&self, id: &CaseId, origin: &str, now: Micros) -> Result<(), Error> {
        let insert =
            Statement::new("INSERT INTO cases (case_id, origin, created, size) VALUES ($1, $2, $3, 0)");
        let insert = insert.text(id.as_str()).text(origin).number(now);
        self.execute(insert, "a case with this id or origin").await.map(|_| ())
    }

    /// The entries from a place on, at most `limit` of them. For a long record, [`Store::read`] takes
    /// less memory.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when an entry is not as it was stored; [`Error::Unavailable`].
    pub async fn entries(&self, case: &CaseId, from: u64, limit: u64) -> Result<Vec<Entry>, Error> {
        let rows = self.rows(select(case, from, limit)).await?;
        rows.iter().map(|row| stored(case, row).map(|stored| stored.entry)).collect()
    }

    /// Gives every entry from a place on, in order and one at a time.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`], and whatever the visitor returns.
    pub async fn read<E: From<Error>>(
        &self,
        case: &CaseId,
        from: u64,
        mut visit: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(select(case, from, NUMBER_LIMIT), |row| visit(stored(case, &row)?.entry)).await
    }

    /// The hashes of the leaves from a place on, in order, to build the tree of.
    ///
    /// They are what was stored with the entries; [`Store::audit`] is what compares them.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when one is missing; [`Error::Unavailable`].
    pub async fn leaves(&self, case: &CaseId, from: u64) -> Result<Vec<Hash>, Error> {
        let leaves =
            Statement::new("SELECT seq, leaf FROM entries WHERE case_id = $1 AND seq >= $2 ORDER BY seq");
        let rows = self.rows(leaves.text(case.as_str()).number(from)).await?;
        let in_order = |(seq, row): (u64, &Row)| {
            if row.number(0)? == seq {
                Ok(Hash::from_bytes(row.hash(1)?))
            } else {
                Err(corrupt(case, seq, "it is missing"))
            }
        };
        (from..).zip(&rows).map(in_order).collect()
    }

    /// The latest checkpoint, if there is any.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when it cannot be read; [`Error::Unavailable`].
    pub async fn checkpoint(&self, case: &CaseId) -> Result<Option<SignedCheckpoint>, Error> {
        let latest =
            Statement::new("SELECT note FROM checkpoints WHERE case_id = $1 ORDER BY size DESC LIMIT 1");
        self.row(latest.text(case.as_str())).await?.map(|row| note(case, &row.text(0)?)).transpose()
    }

    /// The checkpoint that was signed over exactly so many entries, if there is one.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn checkpoint_at(&self, case: &CaseId, size: u64) -> Result<Option<SignedCheckpoint>, Error> {
        let at = Statement::new("SELECT note FROM checkpoints WHERE case_id = $1 AND size = $2");
        let row = self.row(at.text(case.as_str()).number(size)).await?;
        row.map(|row| note(case, &row.text(0)?)).transpose()
    }

    /// Stores a checkpoint again that has more signatures now, of witnesses.
    ///
    /// The caller has verified them, and that what is signed is the same.
    ///
    /// # Errors
    /// [`Error::Missing`] when no checkpoint of this size was stored.
    pub async fn replace_checkpoint(
        &self,
        case: &CaseId,
        checkpoint: &SignedCheckpoint,
    ) -> Result<(), Error> {
        let replace = Statement::new("UPDATE checkpoints SET note = $3 WHERE case_id = $1 AND size = $2");
        let size = checkpoint.checkpoint().head().size;
        let replace = replace.text(case.as_str()).number(size).text(&checkpoint.to_string());
        if self.execute(replace, "").await? == 0 { Err(Error::Missing("such checkpoint")) } else { Ok(()) }
    }

    /// What an act with this idempotency key came to, if it was stored.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn outcome(
        &self,
        case: &CaseId,
        account: &AccountId,
        key: &str,
    ) -> Result<Option<String>, Error> {
        let row = self.row(append::outcome(case, account, key)).await?;
        row.map(|row| row.text(0)).transpose()
    }

    /// Forgets outcomes from before a time; the keys of those acts no longer protect from a repetition.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_outcomes(&self, before: Micros) -> Result<u64, Error> {
        self.execute(Statement::new("DELETE FROM outcomes WHERE time < $1").number(before), "").await
    }
}

const CASES: &str = "SELECT case_id, origin, created, size FROM cases ORDER BY case_id";

/// All cases, as a transaction sees them.
pub(crate) async fn read_cases(transaction: &mut Transaction) -> Result<Vec<Case>, Error> {
    let rows = transaction.rows(Statement::new(CASES)).await.map_err(Attempt::into_error)?;
    rows.iter().map(case).collect()
}

/// The columns that [`stored`] reads.
fn select(case: &CaseId, from: u64, limit: u64) -> Statement {
    let select = Statement::new(
        "SELECT seq, time, actor, kind, version, salt, payload, commitment, leaf FROM entries
         WHERE case_id = $1 AND seq >= $2 ORDER BY seq LIMIT $3",
    );
    select.text(case.as_str()).number(from).number(limit.min(NUMBER_LIMIT))
}

fn case(row: &Row) -> Result<Case, Error> {
    let id = CaseId::new(&row.text(0)?);
    let id =
        id.ok_or_else(|| Error::Corrupt { place: "table cases".to_owned(), what: "an id".to_owned() })?;
    Ok(Case { id, origin: row.text(1)?, created: row.time(2)?, size: row.number(3)? })
}

/// An entry with the leaf that was stored beside it.
pub(crate) struct Stored {
    pub(crate) entry: Entry,
    pub(crate) leaf: Hash,
}

/// Reads an entry and compares its commitment with the stored one.
fn stored(case: &CaseId, row: &Row) -> Result<Stored, Error> {
    let seq = row.number(0)?;
    let at = |error: Error| match error {
        Error::Corrupt { what, .. } => corrupt(case, seq, &what),
        other => other,
    };
    let read = || -> Result<Stored, Error> {
        let commitment = Hash::from_bytes(row.hash(7)?);
        let content = match (row.maybe_bytes(5)?, row.maybe_text(6)?) {
            (Some(salt), Some(payload)) => {
                let salt = salt.try_into().map_err(|_| corrupt(case, seq, "its salt has another length"))?;
                Content::Kept { salt, payload }
            }
            (None, None) => Content::Erased { commitment },
            _ => return Err(corrupt(case, seq, "it has only one of salt and payload")),
        };
        let version =
            u32::try_from(row.number(4)?).map_err(|_| corrupt(case, seq, "its version is too large"))?;
        let header = Header { seq, time: row.time(1)?, actor: row.text(2)?, kind: row.text(3)?, version };
        let entry = Entry::new(header, content).map_err(|error| corrupt(case, seq, &error.to_string()))?;
        if entry.commitment() != commitment {
            return Err(corrupt(case, seq, "payload, salt and commitment do not fit together"));
        }
        Ok(Stored { entry, leaf: Hash::from_bytes(row.hash(8)?) })
    };
    read().map_err(at)
}

pub(crate) fn note(case: &CaseId, text: &str) -> Result<SignedCheckpoint, Error> {
    SignedCheckpoint::parse(text.as_bytes()).map_err(|error| Error::Corrupt {
        place: format!("a checkpoint of the case {case}"),
        what: error.to_string(),
    })
}

pub(crate) fn corrupt(case: &CaseId, seq: u64, what: &str) -> Error {
    Error::Corrupt { place: format!("entry {seq} of the case {case}"), what: what.to_owned() }
}
