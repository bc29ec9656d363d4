//! A copy of everything, in a form that belongs to neither database.
//!
//! [`Store::dump`] writes all tables as they are at one moment, while servers go on working; [`Store::load`]
//! reads that into an empty database, of the same kind or the other. So a dump is a backup as well as the
//! way from SQLite to PostgreSQL. `docs/dump.md` has the format.
//!
//! A dump is as secret as the database: it holds accounts, the urns of ballots that are open, and payloads
//! that are erased later. Whoever keeps it encrypts it, and destroys it in time.

mod format;
mod load;
mod tables;

use std::io::Write;

use mawqif_core::record::hash::Hash;

pub use format::DUMP_VALUE_LIMIT;
pub use load::{Loaded, Trusted};

use crate::{
    SCHEMA_VERSION,
    database::{Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
};
use format::Output;
use tables::TABLES;

/// What a dump holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dumped {
    /// Rows of all tables.
    pub rows: u64,
    /// SHA-256 of all but the last item, which has it, too.
    pub hash: Hash,
}

impl Store {
    /// Writes everything that is stored at one moment. The same content gives the same bytes, whichever
    /// database it is in.
    ///
    /// Memory does not grow with what is stored. Others go on reading and writing; SQLite's log of changes
    /// grows until the dump is done. Writing blocks the thread, so a server does this in a thread of its
    /// own. What was written is to be trusted once this has returned: only then has the caller to see to it
    /// that it is on its disk.
    ///
    /// # Errors
    /// [`Error::Internal`] when it cannot be written, or a value is longer than [`DUMP_VALUE_LIMIT`];
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn dump(&self, to: impl Write) -> Result<Dumped, Error> {
        let mut transaction = Transaction::reading(&self.pools).await.map_err(Attempt::into_error)?;
        let mut output = Output::new(to);
        output.begin(SCHEMA_VERSION)?;
        for table in &TABLES {
            output.table(table.name, table.columns.iter().map(|column| column.name))?;
            let rows = Statement::composed(table.select(self.kind()));
            transaction.each(rows, |row| output.row(&table.values(&row)?)).await?;
        }
        let (rows, hash) = output.end()?;
        Ok(Dumped { rows, hash })
    }
}
