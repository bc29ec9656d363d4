//! The follower: what has been appended, by whichever process.
//!
//! PostgreSQL tells who listens; behind a pooler that cannot pass that on, or while the connection is
//! being made again, the follower asks every now and then, as it always does on SQLite. There, a number
//! says whether any other connection has changed the file, so asking costs next to nothing.

use std::{collections::HashMap, time::Duration};

use sqlx::{Sqlite, pool::PoolConnection, postgres::PgListener};
use tokio::time::{Instant, timeout_at};

use crate::{
    database::{Pools, Store},
    error::{Attempt, Error},
    id::CaseId,
};

/// A record that has grown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The case.
    pub case: CaseId,
    /// How many entries its record has.
    pub size: u64,
}

/// Tells which records have grown since it was asked last.
pub struct Follower {
    store: Store,
    interval: Duration,
    source: Source,
    sizes: HashMap<CaseId, u64>,
    outlook: Outlook,
}

/// Whether there may be something that was not looked at; a wait that is given up leaves it as it is.
#[derive(PartialEq, Eq)]
enum Outlook {
    News,
    Quiet,
}

enum Source {
    /// Not connected yet, or not any more.
    Gone,
    /// A connection that notices changes by others, and the number by which it does.
    Sqlite(PoolConnection<Sqlite>, i64),
    Postgres(Box<PgListener>),
}

impl Store {
    /// A follower that asks after this time when it was told nothing: on SQLite some 100 ms, on
    /// PostgreSQL some seconds.
    ///
    /// It keeps one connection.
    pub fn follow(&self, interval: Duration) -> Follower {
        Follower {
            store: self.clone(),
            interval,
            source: Source::Gone,
            sizes: HashMap::new(),
            outlook: Outlook::News,
        }
    }
}

impl Follower {
    /// Waits until records have grown, and tells which; at once, the first time, for all that have
    /// entries. Nothing is missed when the wait is given up and begun again.
    ///
    /// # Errors
    /// [`Error::Unavailable`], after which it can be asked again, better not at once.
    pub async fn next(&mut self) -> Result<Vec<Growth>, Error> {
        loop {
            // Listening begins before the first look, so that nothing falls in between.
            let connected = self.connect().await;
            if connected.is_ok() && self.outlook == Outlook::Quiet {
                self.wait().await;
            }
            self.outlook = Outlook::News;
            let grown = match connected {
                Ok(()) => self.look().await,
                Err(error) => Err(error),
            };
            match grown {
                Ok(grown) => {
                    self.outlook = Outlook::Quiet;
                    if !grown.is_empty() {
                        return Ok(grown);
                    }
                }
                Err(error) => {
                    self.source = Source::Gone;
                    return Err(error);
                }
            }
        }
    }

    async fn connect(&mut self) -> Result<(), Error> {
        if let Source::Gone = self.source {
            self.source = match &self.store.pools {
                Pools::Sqlite { readers, .. } => {
                    let mut connection = readers.acquire().await.map_err(failed)?;
                    let version = data_version(&mut connection).await?;
                    Source::Sqlite(connection, version)
                }
                Pools::Postgres(pool) => {
                    let mut listener = PgListener::connect_with(pool).await.map_err(failed)?;
                    listener.listen("mawqif").await.map_err(failed)?;
                    Source::Postgres(Box::new(listener))
                }
            };
        }
        Ok(())
    }

    /// Waits for a sign that something was appended, or for the time to look anyway.
    async fn wait(&mut self) {
        let until = Instant::now() + self.interval;
        match &mut self.source {
            Source::Gone => tokio::time::sleep_until(until).await,
            Source::Sqlite(connection, seen) => loop {
                tokio::time::sleep(self.interval).await;
                match data_version(connection).await {
                    Ok(version) if version == *seen => {}
                    Ok(version) => {
                        *seen = version;
                        return;
                    }
                    // Looking will say what is wrong.
                    Err(_) => return,
                }
            },
            Source::Postgres(listener) => match timeout_at(until, listener.try_recv()).await {
                // One look answers all the notifications that have come.
                Ok(Ok(Some(_))) => while listener.next_buffered().is_some() {},
                Ok(Err(_)) => self.source = Source::Gone,
                Ok(Ok(None)) | Err(_) => {}
            },
        }
    }

    async fn look(&mut self) -> Result<Vec<Growth>, Error> {
        let cases = self.store.cases().await?;
        let grown: Vec<Growth> = cases
            .into_iter()
            .filter(|case| case.size > self.sizes.get(&case.id).copied().unwrap_or(0))
            .map(|case| Growth { case: case.id, size: case.size })
            .collect();
        self.sizes.extend(grown.iter().map(|growth| (growth.case.clone(), growth.size)));
        Ok(grown)
    }
}

async fn data_version(connection: &mut PoolConnection<Sqlite>) -> Result<i64, Error> {
    sqlx::query_scalar("PRAGMA data_version").fetch_one(&mut **connection).await.map_err(failed)
}

fn failed(error: sqlx::Error) -> Error {
    Attempt::from(error).into_error()
}
