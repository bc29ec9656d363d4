//! One database or the other: pools, connections, transactions, and when to try again.
//!
//! SQLite has one connection that writes and several that read, since it lets one writer in at a time
//! and waiting in a queue is fairer than being refused. PostgreSQL has one pool for both. Above this
//! file nothing knows which one it is.

mod arrivals;
pub(crate) mod statement;
pub(crate) mod transaction;

use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use futures_util::TryStreamExt;
use sqlx::{
    ConnectOptions, Postgres, Sqlite,
    pool::{Pool, PoolOptions},
    postgres::{PgConnectOptions, PgSslMode},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::{
    error::{Attempt, Error},
    migrations,
};
use arrivals::Arrivals;
use statement::{Row, Statement};
use transaction::Transaction;

/// Attempts at a transaction that others keep getting in the way of.
const ATTEMPTS: u32 = 12;

/// What can be chosen about a store.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Connections that read at once on SQLite; on PostgreSQL, all connections but one that listens
    /// and one that writes.
    pub readers: u32,
    /// How long to wait for a free connection, or for another process that writes to the same file.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 6, patience: Duration::from_secs(5) }
    }
}

/// Which database a store stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, with SQLite built in.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// A database with Mawqif's tables. Clones share their connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) pools: Pools,
    pub(crate) patience: Duration,
    arrivals: Arrivals,
}

#[derive(Clone)]
pub(crate) enum Pools {
    Sqlite { writer: Pool<Sqlite>, readers: Pool<Sqlite> },
    Postgres(Pool<Postgres>),
}

impl Store {
    /// Opens a database and brings its tables up to date: `postgres://user@host/name`, or the path of
    /// a file, perhaps after `sqlite:`, which is made when it is not there.
    ///
    /// Whether a connection to PostgreSQL is encrypted says `sslmode` in the address, as everywhere with
    /// PostgreSQL, in a program that was built with the feature `tls`: `?sslmode=verify-full&sslrootcert=/path/to/ca.crt` also makes sure which server it is, and
    /// is what a network needs. A program without the feature refuses servers on other machines, unless the address says
    /// `sslmode=disable`. With it and without `sslmode`, encryption is used when the server offers it and proves
    /// nothing; by a socket there is none. Without `sslrootcert`, the authorities of the web are believed.
    ///
    /// # Errors
    /// [`Error::Address`], [`Error::Unencrypted`], [`Error::Newer`], [`Error::Unavailable`].
    pub async fn open(address: &str) -> Result<Self, Error> {
        Self::open_with(address, Options::default()).await
    }

    /// Opens a database as [`Store::open`] does, with other than the usual numbers.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with(address: &str, options: Options) -> Result<Self, Error> {
        let pools = if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            postgres(address, options)?
        } else {
            sqlite(address, options)?
        };
        let store = Self { pools, patience: options.patience, arrivals: Arrivals::default() };
        store.check_server().await?;
        migrations::run(&store).await?;
        Ok(store)
    }

    /// Which database this is.
    pub fn kind(&self) -> Kind {
        match self.pools {
            Pools::Sqlite { .. } => Kind::Sqlite,
            Pools::Postgres(_) => Kind::Postgres,
        }
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn ping(&self) -> Result<(), Error> {
        self.rows(Statement::new("SELECT 1")).await.map(|_| ())
    }

    /// Closes all connections, once what is under way has ended.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// The rows of a statement that only reads.
    pub(crate) async fn rows(&self, statement: Statement) -> Result<Vec<Row>, Error> {
        let rows = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                statement.sqlite()?.fetch_all(readers).await.map(Row::from_sqlite)
            }
            Pools::Postgres(pool) => statement.postgres()?.fetch_all(pool).await.map(Row::from_postgres),
        };
        rows.map_err(|error| Attempt::from(error).into_error())
    }

    /// Gives the rows of a statement one by one, so that a long answer takes little memory.
    pub(crate) async fn each<E: From<Error>>(
        &self,
        statement: Statement,
        mut visit: impl FnMut(Row) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error: sqlx::Error| E::from(Attempt::from(error).into_error());
        match &self.pools {
            Pools::Sqlite { readers, .. } => {
                let mut rows = statement.sqlite()?.fetch(readers);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    visit(Row::Sqlite(row))?;
                }
            }
            Pools::Postgres(pool) => {
                let mut rows = statement.postgres()?.fetch(pool);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    visit(Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }

    /// The only row, if there is one.
    pub(crate) async fn row(&self, statement: Statement) -> Result<Option<Row>, Error> {
        Ok(self.rows(statement).await?.pop())
    }

    /// Runs one statement that changes something, and counts the rows that it changed.
    pub(crate) async fn execute(&self, statement: Statement, taken: &'static str) -> Result<u64, Error> {
        self.transaction(taken, |mut transaction| {
            let statement = statement.clone();
            async move {
                let changed = transaction.execute(statement).await?;
                transaction.commit(changed).await
            }
        })
        .await
    }

    /// Runs a transaction, again when another one was in the way. The work commits it; without that it
    /// is rolled back. What must be unique and is not is told as `taken`.
    pub(crate) async fn transaction<T, Work: Future<Output = Result<T, Attempt>>>(
        &self,
        taken: &'static str,
        work: impl FnMut(Transaction) -> Work,
    ) -> Result<T, Error> {
        match self.attempts(work).await {
            Err(Attempt::Duplicate(_)) => Err(Error::Taken(taken)),
            done => done.map_err(Attempt::into_error),
        }
    }

    /// Runs a transaction as often as another one was in the way.
    pub(crate) async fn attempts<T, Work: Future<Output = Result<T, Attempt>>>(
        &self,
        mut work: impl FnMut(Transaction) -> Work,
    ) -> Result<T, Attempt> {
        for attempt in 0..ATTEMPTS {
            let done = match Transaction::begin(&self.pools).await {
                Ok(transaction) => work(transaction).await,
                Err(error) => Err(error),
            };
            if !matches!(done, Err(Attempt::Retry(_))) {
                return done;
            }
            // Waits grow, and differ between processes, so that two do not keep meeting.
            let unequal = u64::from(std::process::id() % 7) + 1;
            tokio::time::sleep(Duration::from_millis(unequal << attempt.min(6))).await;
        }
        Err(Attempt::Retry("other transactions were in the way too often".to_owned()))
    }

    /// Has PostgreSQL look at tables that so many rows came to, whenever what came by this store has doubled, beside whatever else is
    /// done. It looks by itself about once a minute, and until then takes a table that was empty for a small one, in which any index
    /// does: it would read all that a consultation has for each vote. SQLite goes by the indexes themselves.
    pub(crate) fn grown(&self, tables: &'static str, rows: u64) {
        if self.kind() == Kind::Sqlite || !self.arrivals.has_doubled(tables, rows) {
            return;
        }
        let store = self.clone();
        tokio::spawn(async move {
            // Nothing hangs on it but how fast the next minute is.
            let _ = store.rows(Statement::composed(format!("ANALYZE {tables}"))).await;
        });
    }

    /// Refuses a PostgreSQL server on whose word nobody could rely.
    async fn check_server(&self) -> Result<(), Error> {
        if self.kind() == Kind::Sqlite {
            return Ok(());
        }
        // Settings that a relative of PostgreSQL does not have are NULL.
        let settings = Statement::new(
            "SELECT pg_encoding_to_char(encoding), current_setting('fsync', true),
             current_setting('synchronous_commit', true) FROM pg_database WHERE datname = current_database()",
        );
        let refuse = |text: String| Err(Error::Address(text));
        let Some(row) = self.row(settings).await? else {
            return refuse("the server does not know the database's encoding".to_owned());
        };
        let encoding = row.maybe_text(0)?;
        if encoding.as_deref() != Some("UTF8") {
            return refuse(format!("the database's encoding is {encoding:?}, it must be UTF8"));
        }
        for (column, setting) in [(1, "fsync"), (2, "synchronous_commit")] {
            if row.maybe_text(column)?.as_deref() == Some("off") {
                return refuse(format!("{setting} is off, so a power cut would lose what was acknowledged"));
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An address may hold a password.
        write!(f, "Store({:?})", self.kind())
    }
}

fn postgres(address: &str, options: Options) -> Result<Pools, Error> {
    let connect = PgConnectOptions::from_str(address)
        .map_err(|error| Error::Address(error.to_string()))?
        .application_name("mawqif")
        .disable_statement_logging();
    check_encryption(&connect)?;
    let pool = PoolOptions::new()
        .max_connections(options.readers + 2)
        .acquire_timeout(options.patience)
        .connect_lazy_with(connect);
    Ok(Pools::Postgres(pool))
}

/// Refuses a server to which nothing would be encrypted although the address asks for it, or goes over a network without saying
/// that this is meant.
fn check_encryption(connect: &PgConnectOptions) -> Result<(), Error> {
    if cfg!(feature = "tls") {
        return Ok(());
    }
    let host = connect.get_host();
    let is_loopback = host == "localhost" || host.parse().is_ok_and(|it: IpAddr| it.is_loopback());
    let is_here = connect.get_socket().is_some() || host.starts_with('/') || is_loopback;
    match connect.get_ssl_mode() {
        PgSslMode::Disable => Ok(()),
        PgSslMode::Allow | PgSslMode::Prefer if is_here => Ok(()),
        _ => Err(Error::Unencrypted(host.to_owned())),
    }
}

fn sqlite(address: &str, options: Options) -> Result<Pools, Error> {
    let path = address.strip_prefix("sqlite:").unwrap_or(address);
    let path = PathBuf::from(path.strip_prefix("//").unwrap_or(path));
    if path.as_os_str().is_empty() || address.contains(":memory:") || path.to_string_lossy().contains("://") {
        return Err(Error::Address("there is no such kind of database".to_owned()));
    }
    create(&path)?;
    let connect = SqliteConnectOptions::new()
        .filename(&path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .busy_timeout(options.patience)
        .row_buffer_size(256)
        .disable_statement_logging();
    let pool = |connections| {
        // A connection to a file does not break, so asking it each time would only cost.
        PoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(options.patience)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
    };
    let readers = pool(options.readers.max(1)).connect_lazy_with(connect.clone().pragma("query_only", "ON"));
    Ok(Pools::Sqlite { writer: pool(1).connect_lazy_with(connect), readers })
}

/// Makes the file, which SQLite's other files take their rights from, so that nobody else reads it.
fn create(path: &Path) -> Result<(), Error> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(Error::Address(format!("{}: {error}", path.display()))),
    }
}
