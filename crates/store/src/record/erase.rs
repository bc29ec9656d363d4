//! Erasing: a payload is destroyed, and the record stays whole.
//!
//! Taking a row's content away is not the same as destroying it: databases leave copies behind. SQLite
//! overwrites what is deleted (`secure_delete`), and its log of changes is emptied at once. PostgreSQL
//! keeps the row as it was until its table is written anew, which [`Store::finish_erasing`] has it do.
//!
//! No call reaches what is outside the database's own files: PostgreSQL's WAL until its segments are used
//! again, its archive and standbys, backups, and blocks that a file system or a disk has put aside.

use std::time::Duration;

use tokio::time::Instant;

use crate::{
    database::{Pools, Store, statement::Statement},
    error::{Attempt, Error},
    id::CaseId,
};

/// How often it is asked whether earlier transactions have ended.
const PAUSE: Duration = Duration::from_millis(20);

impl Store {
    /// Destroys payload and salt of an entry. The commitment stays, and with it every hash of the record.
    ///
    /// On SQLite nothing is left of them in its files. On PostgreSQL that is so after
    /// [`Store::finish_erasing`], once for any number of entries.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such entry; [`Error::Unavailable`], also when a long read keeps
    /// SQLite's log from being emptied. Erasing twice is no error.
    pub async fn erase(&self, case: &CaseId, seq: u64) -> Result<(), Error> {
        let erase =
            Statement::new("UPDATE entries SET salt = NULL, payload = NULL WHERE case_id = $1 AND seq = $2");
        if self.execute(erase.text(case.as_str()).number(seq), "").await? == 0 {
            return Err(Error::Missing("such entry"));
        }
        match self.kind() {
            crate::Kind::Sqlite => self.finish_erasing().await,
            crate::Kind::Postgres => Ok(()),
        }
    }

    /// Destroys what the database's own files still hold of entries that were erased, urns that were
    /// emptied, ballots of public consultations and outcomes that were forgotten, mails and sealed files that were removed.
    ///
    /// SQLite's log of changes is emptied. PostgreSQL writes these tables anew (`VACUUM FULL`): acts wait
    /// meanwhile, some seconds for a million entries, and as much room again is needed on the disk. The
    /// account that the store works by must own the tables, as it does when it has made them.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when somebody has been reading for longer than the store's patience
    /// ([`crate::Options`]) and still may see what was there: nothing is certain to be destroyed then, call again later. [`Error::Full`].
    pub async fn finish_erasing(&self) -> Result<(), Error> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => {
                let done =
                    sqlx::query_scalar::<_, i64>("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(writer).await;
                if done.map_err(|error| Attempt::from(error).into_error())? == 0 {
                    return Ok(());
                }
                let what = "someone reads for long, so a copy is left in SQLite's log; erase again";
                Err(Error::Unavailable(what.to_owned()))
            }
            Pools::Postgres(pool) => {
                self.outlast_readers().await?;
                let vacuum = sqlx::raw_sql(
                    "VACUUM (FULL) entries, urns, outcomes, mails, sealed_parts, poll_votes, poll_participants,
                     poll_told, poll_statements, polls",
                );
                vacuum.execute(pool).await.map_err(|error| Attempt::from(error).into_error())?;
                Ok(())
            }
        }
    }

    /// Destroys what the database's own files still hold of urns that were emptied, as [`Store::finish_erasing`]
    /// does of everything; on PostgreSQL the table of urns alone is written anew, which takes no time.
    ///
    /// # Errors
    /// As [`Store::finish_erasing`].
    pub async fn finish_emptying(&self) -> Result<(), Error> {
        match &self.pools {
            Pools::Sqlite { .. } => self.finish_erasing().await,
            Pools::Postgres(pool) => {
                self.outlast_readers().await?;
                let vacuum = sqlx::raw_sql("VACUUM (FULL) urns");
                vacuum.execute(pool).await.map_err(|error| Attempt::from(error).into_error())?;
                Ok(())
            }
        }
    }

    /// Destroys what the database's own files still hold of ballots of public consultations that were destroyed
    /// ([`Store::forget_poll_ballots`]), as [`Store::finish_erasing`] does of everything; on PostgreSQL the tables of public
    /// consultations alone are written anew, and votes wait meanwhile: some seconds for some million that are left.
    ///
    /// # Errors
    /// As [`Store::finish_erasing`].
    pub async fn finish_forgetting(&self) -> Result<(), Error> {
        match &self.pools {
            Pools::Sqlite { .. } => self.finish_erasing().await,
            Pools::Postgres(pool) => {
                self.outlast_readers().await?;
                let vacuum = sqlx::raw_sql(
                    "VACUUM (FULL) poll_votes, poll_participants, poll_told, poll_statements, polls",
                );
                vacuum.execute(pool).await.map_err(|error| Attempt::from(error).into_error())?;
                Ok(())
            }
        }
    }

    /// Waits until no transaction is left that began before this moment: PostgreSQL keeps for it what it
    /// may still see, also while a table is written anew.
    async fn outlast_readers(&self) -> Result<(), Error> {
        let now = self.row(Statement::new("SELECT txid_current()")).await?;
        let now = now.map_or(Ok(0), |row| row.number(0))?;
        let until = Instant::now() + self.patience;
        loop {
            let earlier = Statement::new(
                "SELECT COUNT(*) FROM pg_stat_activity,
                 (SELECT age(CAST(CAST($1 % 4294967296 AS TEXT) AS xid)) AS now) AS this
                 WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND
                 (age(backend_xid) > now OR (datname = current_database() AND age(backend_xmin) > now))",
            );
            let earlier = self.row(earlier.number(now)).await?.map_or(Ok(0), |row| row.number(0))?;
            if earlier == 0 {
                return Ok(());
            }
            if Instant::now() >= until {
                let what = "someone reads for long, so copies are left in the tables; finish later";
                return Err(Error::Unavailable(what.to_owned()));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}
