//! Loading a dump: into an empty database, whole or not at all.
//!
//! One transaction takes all rows; before it is committed, every record is read back from it and compared
//! with every one of its checkpoints. What is read is believed no further than that: a dump may come from
//! anywhere.

use std::{collections::BTreeSet, io::Read};

use mawqif_core::record::{checkpoint::SignedCheckpoint, error::RecordError, key::VerifierKey, tree::Tree};

use super::{
    format::{Input, Item, VERSION, Value, broken},
    tables::{Column, TABLES, Table},
};
use crate::{
    SCHEMA_VERSION,
    database::{Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
    record::{Case, append::insert, audit, corrupt, read_cases},
};

/// Bytes of rows that are gathered before they are inserted, about.
const GATHERED: usize = 1 << 20;

/// Rows that are inserted by one statement at most.
const ROWS: usize = 64;

/// What is trusted of a record that is loaded.
#[derive(Clone, Debug)]
pub struct Trusted {
    /// The key that signs it.
    pub key: VerifierKey,
    /// A checkpoint that is known of it from elsewhere.
    pub known: Option<SignedCheckpoint>,
}

/// What was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Rows of all tables.
    pub rows: u64,
    /// The cases, whose signatures the caller has yet to verify, each by [`Store::audit`] with its key.
    pub cases: Vec<Case>,
}

impl Store {
    /// Reads a dump into this database, on which no server runs and in which nothing is stored.
    ///
    /// Each record is compared with all its checkpoints, which must be its own; whether they were signed by
    /// the right key is left to [`Store::audit`], which is given the keys. A dump of an earlier schema is
    /// taken. Memory grows with the longest record alone, 64 bytes an entry. Reading blocks the thread.
    ///
    /// # Errors
    /// After any of them the database is empty as before. [`Error::Taken`] when it is not empty;
    /// [`Error::Corrupt`] or [`Error::Shortened`] when the dump was changed or cut off, or its records are
    /// not what their checkpoints say; [`Error::Newer`] when a later program wrote it; [`Error::Internal`]
    /// when it cannot be read; [`Error::Full`], [`Error::Unavailable`].
    pub async fn load(&self, from: impl Read) -> Result<Loaded, Error> {
        self.load_trusted(from, |_| Ok(None)).await
    }

    /// Reads a dump as [`Store::load`] does, and only if each record is signed by the key that is trusted
    /// for it, and goes at least as far as the checkpoint that is known of it from elsewhere.
    ///
    /// # Errors
    /// As [`Store::load`], and whatever `trusted` returns.
    pub async fn load_trusted(
        &self,
        from: impl Read,
        trusted: impl Fn(&Case) -> Result<Option<Trusted>, Error>,
    ) -> Result<Loaded, Error> {
        let mut transaction = Transaction::begin(&self.pools).await.map_err(Attempt::into_error)?;
        let rows = fill(&mut transaction, from).await?;
        let cases = read_cases(&mut transaction).await?;
        for case in &cases {
            let (tree, latest) = check(&mut transaction, case).await?;
            let Some(Trusted { key, known }) = trusted(case)? else { continue };
            if let Some(known) = &known {
                audit::hold(&case.id, &key, known, &tree, audit::KNOWN)?;
            }
            if let Some(latest) = &latest {
                audit::hold(&case.id, &key, latest, &tree, audit::STORED)?;
            }
        }
        transaction.commit(Loaded { rows, cases }).await.map_err(Attempt::into_error)
    }
}

async fn fill(transaction: &mut Transaction, from: impl Read) -> Result<u64, Error> {
    let mut input = Input::new(from);
    match input.item()? {
        Item::Begin { version: VERSION, schema } if schema <= SCHEMA_VERSION => {}
        Item::Begin { schema, .. } => return Err(Error::Newer { found: schema, known: SCHEMA_VERSION }),
        _ => return Err(broken("it does not begin as a dump does")),
    }
    for table in &TABLES {
        let any = Statement::composed(format!("SELECT 1 FROM {} LIMIT 1", table.name));
        if !transaction.rows(any).await.map_err(Attempt::into_error)?.is_empty() {
            return Err(Error::Taken("something in this database; load into an empty one"));
        }
    }
    let (mut rows, mut tables) = (0, TABLES.iter());
    let mut gathered: Option<Gathered> = None;
    loop {
        let before = input.hash();
        match input.item()? {
            Item::Row(values) => {
                let into = gathered.as_mut().ok_or_else(|| broken("a row comes before its table"))?;
                into.take(values)?;
                rows += 1;
                if into.is_full() {
                    into.insert(transaction).await?;
                }
            }
            Item::Table { name, columns } => {
                if let Some(last) = &mut gathered {
                    last.insert(transaction).await?;
                }
                // Those that a later table refers to have come before it.
                let table = tables.find(|table| table.name == name);
                let table = table.ok_or_else(|| broken("a table is unknown, or in the wrong place"))?;
                gathered = Some(Gathered::new(table, &columns)?);
            }
            Item::End { rows: stated, hash } => {
                if let Some(last) = &mut gathered {
                    last.insert(transaction).await?;
                }
                if (stated, hash) != (rows, before) || !input.is_over()? {
                    return Err(broken("it is not as it was written: number of rows or hash differ"));
                }
                return Ok(rows);
            }
            Item::Begin { .. } => return Err(broken("it begins twice")),
        }
    }
}

/// Rows of a table on their way into the database.
struct Gathered {
    table: &'static Table,
    columns: Vec<&'static Column>,
    rows: Vec<Vec<Value>>,
    bytes: usize,
}

impl Gathered {
    fn new(table: &'static Table, names: &[String]) -> Result<Self, Error> {
        let known: Option<Vec<&Column>> = names.iter().map(|name| table.column(name)).collect();
        let known = known.ok_or_else(|| broken("a column is unknown"))?;
        let different: BTreeSet<&String> = names.iter().collect();
        if known.is_empty() || different.len() < names.len() {
            return Err(broken("a table has no column, or one twice"));
        }
        Ok(Self { table, columns: known, rows: Vec::new(), bytes: 0 })
    }

    fn take(&mut self, values: Vec<Value>) -> Result<(), Error> {
        let fits = values.len() == self.columns.len()
            && self.columns.iter().zip(&values).all(|(column, value)| column.takes(value));
        if !fits {
            return Err(broken("a row does not fit its table"));
        }
        self.bytes += values.iter().map(Value::length).sum::<usize>();
        self.rows.push(values);
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= ROWS || self.bytes >= GATHERED
    }

    async fn insert(&mut self, transaction: &mut Transaction) -> Result<(), Error> {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let into = format!("INSERT INTO {} ({})", self.table.name, names.join(", "));
        let bind = |statement: Statement, row: &Vec<Value>| {
            self.columns
                .iter()
                .zip(row)
                .fold(statement, |statement, (column, value)| column.bind(statement, value))
        };
        let done = insert(transaction, (&into, names.len()), &self.rows, bind).await;
        let table = self.table.name;
        let refused = |what: String| Error::Corrupt { place: format!("the table {table} of the dump"), what };
        self.rows.clear();
        self.bytes = 0;
        done.map_err(|attempt| match attempt {
            Attempt::Duplicate(_) => refused("two rows have what only one can have".to_owned()),
            other => match other.into_error() {
                error @ (Error::Internal(_) | Error::Missing(_)) => refused(error.to_string()),
                error => error,
            },
        })
    }
}

/// Compares a record with all its checkpoints, of which the last one covers it; its tree, and that one.
async fn check(
    transaction: &mut Transaction,
    case: &Case,
) -> Result<(Tree, Option<SignedCheckpoint>), Error> {
    let mut tree = Tree::new();
    let entries = audit::all(&case.id);
    transaction.each(entries, |row| audit::grow(&case.id, &mut tree, &row).map(|_| ())).await?;
    let (mut signed, mut latest) = (0, None);
    let checkpoints = Statement::new("SELECT size, note FROM checkpoints WHERE case_id = $1 ORDER BY size");
    let compare = |row: crate::database::statement::Row| -> Result<(), Error> {
        let size = row.number(0)?;
        let note = crate::record::note(&case.id, &row.text(1)?)?;
        let checkpoint = note.checkpoint();
        let place = || format!("the checkpoint of {size} entries of the case {}", case.id);
        let no = |what: String| Error::Corrupt { place: place(), what };
        if checkpoint.origin() != case.origin || checkpoint.head().size != size {
            return Err(no("it is of another record, or another size".to_owned()));
        }
        signed = size;
        checkpoint.check_against(&tree).map_err(|error| match error {
            RecordError::Short { wanted, have } => {
                Error::Shortened { case: case.id.clone(), have, wanted, by: "a checkpoint in the dump" }
            }
            other => no(other.to_string()),
        })?;
        latest = Some(note);
        Ok(())
    };
    transaction.each(checkpoints.text(case.id.as_str()), compare).await?;
    let (have, wanted) = (tree.size(), case.size);
    if have < wanted {
        return Err(Error::Shortened { case: case.id.clone(), have, wanted, by: audit::COUNT });
    }
    if signed < have || wanted < have {
        return Err(corrupt(&case.id, signed.min(wanted), "it was added without a checkpoint"));
    }
    Ok((tree, latest))
}
