//! The steps by which the tables came to be, and bringing a database up to the last.
//!
//! A table of our own says which steps a database has had, with the hash of each file. Two processes
//! that start at once meet at its primary key: the second waits, fails, and finds the work done.

use std::time::{SystemTime, UNIX_EPOCH};

use mawqif_core::record::hash::Hash;

use crate::{
    database::{Kind, Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
};

/// Name and text of each step; step 1 comes first.
const STEPS: [(&str, &str); 14] = [
    ("record", include_str!("../migrations/0001-record.sql")),
    ("people", include_str!("../migrations/0002-people.sql")),
    ("sign-in", include_str!("../migrations/0003-sign-in.sql")),
    ("urn", include_str!("../migrations/0004-urn.sql")),
    ("cosignatures", include_str!("../migrations/0005-cosignatures.sql")),
    ("namesakes", include_str!("../migrations/0006-namesakes.sql")),
    ("reports", include_str!("../migrations/0007-reports.sql")),
    ("consultations", include_str!("../migrations/0008-consultations.sql")),
    ("told", include_str!("../migrations/0009-told.sql")),
    ("evidence", include_str!("../migrations/0010-evidence.sql")),
    ("messages", include_str!("../migrations/0012-messages.sql")),
    ("emptied", include_str!("../migrations/0013-emptied.sql")),
    ("claims", include_str!("../migrations/0014-claims.sql")),
    ("muted", include_str!("../migrations/0015-muted.sql")),
];

/// The version of the tables that this program works on.
pub const LATEST: u64 = STEPS.len() as u64;

/// Attempts to be the one that does a step, or to find it done.
const ATTEMPTS: u32 = 10;

const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS schema_versions (
    version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, applied BIGINT NOT NULL)";

/// Runs the steps that a database has not had.
pub(crate) async fn run(store: &Store) -> Result<(), Error> {
    match store.kind() {
        // A file that several open at once is only waited for by those who write.
        Kind::Sqlite => ensure_versions(store).await?,
        // Asked for first: the database remarks on a table that it need not make, at every start.
        Kind::Postgres => match applied(store).await {
            Err(Error::Unavailable(what)) => return Err(Error::Unavailable(what)),
            Err(_) => ensure_versions(store).await?,
            Ok(_) => {}
        },
    }
    for (version, (name, text)) in (1..).zip(STEPS) {
        let hash = Hash::of(&[text.as_bytes()]).to_hex();
        for attempt in 1.. {
            let done = applied(store).await?;
            if let Some(found) =
                done.iter().map(|(version, _)| *version).max().filter(|&found| found > LATEST)
            {
                return Err(Error::Newer { found, known: LATEST });
            }
            match done.iter().find(|(had, _)| *had == version) {
                Some((_, had)) if *had == hash => break,
                Some(_) => {
                    return Err(Error::Corrupt {
                        place: format!("step {version} of the tables"),
                        what: "the database had another text of it".to_owned(),
                    });
                }
                None => {}
            }
            match step(store, version, name, text, &hash).await {
                Ok(()) => break,
                Err(Attempt::Duplicate(_)) if attempt < ATTEMPTS => {}
                Err(error) => return Err(error.into_error()),
            }
        }
    }
    Ok(())
}

async fn ensure_versions(store: &Store) -> Result<(), Error> {
    let create = |mut transaction: Transaction| async move {
        transaction.batch(VERSIONS).await?;
        transaction.commit(()).await
    };
    // PostgreSQL lets sessions that create one table run into each other, each time with another complaint.
    for _ in 1..ATTEMPTS {
        match store.attempts(create).await {
            Err(Attempt::Duplicate(_)) => {}
            done => return done.map_err(Attempt::into_error),
        }
    }
    store.attempts(create).await.map_err(Attempt::into_error)
}

async fn applied(store: &Store) -> Result<Vec<(u64, String)>, Error> {
    let rows =
        store.rows(Statement::new("SELECT version, hash FROM schema_versions ORDER BY version")).await?;
    rows.iter().map(|row| Ok((row.number(0)?, row.text(1)?))).collect()
}

async fn step(
    store: &Store,
    version: u64,
    name: &str,
    text: &'static str,
    hash: &str,
) -> Result<(), Attempt> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = u64::try_from(since.as_micros()).unwrap_or_default();
    store
        .attempts(|mut transaction| async move {
            // First the row that only one can have, then the tables.
            let row = Statement::new(
                "INSERT INTO schema_versions (version, name, hash, applied) VALUES ($1, $2, $3, $4)",
            );
            transaction.execute(row.number(version).text(name).text(hash).number(now)).await?;
            transaction.batch(text).await?;
            transaction.commit(()).await
        })
        .await
}
