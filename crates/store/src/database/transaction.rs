//! A transaction that leaves no trace unless it was committed.
//!
//! The drivers' own transactions count how deep they are and lose count when a database has already
//! rolled back by itself, as SQLite does when the disk is full. Here a connection goes back into its pool
//! only after a clean end, and is closed otherwise; also when the caller goes away in the middle.

use futures_util::TryStreamExt;
use sqlx::{Postgres, Sqlite, pool::PoolConnection};

use super::{
    Pools,
    statement::{Row, Statement},
};
use crate::error::{Attempt, Error};

/// An open transaction. Dropping it rolls it back.
pub(crate) struct Transaction {
    /// None once it has come to its end.
    connection: Option<Connection>,
}

enum Connection {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

impl Transaction {
    pub(crate) async fn begin(pools: &Pools) -> Result<Self, Attempt> {
        let (connection, begin) = match pools {
            // Otherwise SQLite would find out only at the first change that another process writes,
            // when waiting no longer helps.
            Pools::Sqlite { writer, .. } => (Connection::Sqlite(writer.acquire().await?), "BEGIN IMMEDIATE"),
            Pools::Postgres(pool) => (Connection::Postgres(pool.acquire().await?), "BEGIN"),
        };
        let mut transaction = Self { connection: Some(connection) };
        transaction.batch(begin).await?;
        Ok(transaction)
    }

    /// A transaction that changes nothing and sees everything as it is at its first statement.
    pub(crate) async fn reading(pools: &Pools) -> Result<Self, Attempt> {
        let (connection, begin) = match pools {
            Pools::Sqlite { readers, .. } => (Connection::Sqlite(readers.acquire().await?), "BEGIN"),
            Pools::Postgres(pool) => (
                Connection::Postgres(pool.acquire().await?),
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            ),
        };
        let mut transaction = Self { connection: Some(connection) };
        transaction.batch(begin).await?;
        Ok(transaction)
    }

    /// Runs a statement and counts the rows that it changed.
    pub(crate) async fn execute(&mut self, statement: Statement) -> Result<u64, Attempt> {
        Ok(match self.connection()? {
            Connection::Sqlite(connection) => {
                statement.sqlite()?.execute(&mut **connection).await?.rows_affected()
            }
            Connection::Postgres(connection) => {
                statement.postgres()?.execute(&mut **connection).await?.rows_affected()
            }
        })
    }

    /// The rows of a statement.
    pub(crate) async fn rows(&mut self, statement: Statement) -> Result<Vec<Row>, Attempt> {
        Ok(match self.connection()? {
            Connection::Sqlite(connection) => {
                Row::from_sqlite(statement.sqlite()?.fetch_all(&mut **connection).await?)
            }
            Connection::Postgres(connection) => {
                Row::from_postgres(statement.postgres()?.fetch_all(&mut **connection).await?)
            }
        })
    }

    /// Gives the rows of a statement one by one.
    pub(crate) async fn each(
        &mut self,
        statement: Statement,
        mut visit: impl FnMut(Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let failed = |error: sqlx::Error| Attempt::from(error).into_error();
        match self.connection()? {
            Connection::Sqlite(connection) => {
                let mut rows = statement.sqlite()?.fetch(&mut **connection);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    visit(Row::Sqlite(row))?;
                }
            }
            Connection::Postgres(connection) => {
                let mut rows = statement.postgres()?.fetch(&mut **connection);
                while let Some(row) = rows.try_next().await.map_err(failed)? {
                    visit(Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }

    /// Tells other processes that something was appended once the transaction is committed, where the
    /// database can. SQLite cannot; there a [`crate::Follower`] asks.
    pub(crate) async fn notify(&mut self) -> Result<(), Attempt> {
        match self.connection()? {
            Connection::Sqlite(_) => Ok(()),
            Connection::Postgres(_) => self.batch("NOTIFY mawqif").await,
        }
    }

    /// Runs several statements without values.
    pub(crate) async fn batch(&mut self, statements: &'static str) -> Result<(), Attempt> {
        Ok(self.connection()?.batch(statements).await?)
    }

    /// Makes what was done last, and gives back what came of it.
    pub(crate) async fn commit<T>(mut self, done: T) -> Result<T, Attempt> {
        self.batch("COMMIT").await?;
        self.connection = None;
        Ok(done)
    }

    fn connection(&mut self) -> Result<&mut Connection, Error> {
        self.connection.as_mut().ok_or_else(|| Error::Internal("a transaction has ended".to_owned()))
    }
}

impl Connection {
    async fn batch(&mut self, statements: &'static str) -> Result<(), sqlx::Error> {
        let statements = sqlx::raw_sql(statements);
        match self {
            Self::Sqlite(connection) => statements.execute(&mut **connection).await.map(|_| ()),
            Self::Postgres(connection) => statements.execute(&mut **connection).await.map(|_| ()),
        }
    }

    fn close(&mut self) {
        match self {
            Self::Sqlite(connection) => connection.close_on_drop(),
            Self::Postgres(connection) => connection.close_on_drop(),
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn(async move {
                    if connection.batch("ROLLBACK").await.is_err() {
                        connection.close();
                    }
                });
            }
            Err(_) => connection.close(),
        }
    }
}
