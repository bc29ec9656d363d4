//! What can go wrong with the store, by what a caller can do about it.
//!
//! Texts of the databases are kept for the log; none of them holds a bound value, and none is meant
//! to be shown to whoever asked.

use mawqif_core::record::error::RecordError;
use sqlx::error::DatabaseError;

use crate::id::CaseId;

/// Why the store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The database is gone or overloaded. Try again later: the store recovers by itself. When this
    /// came while appending, the act may still have been stored; its idempotency key will tell.
    #[error("the database cannot be reached now: {0}")]
    Unavailable(String),
    /// No room left where the database stands. Nothing of the call was stored, nothing else is lost.
    #[error("the disk of the database is full: {0}")]
    Full(String),
    /// Somebody else appended first. Read the entries from there on, check the act again. When `actual`
    /// is what the act expected, it was checked against entries that never came to be: go back to those
    /// that are stored.
    #[error("the record of {case} has {actual} entries by now; check the act against them and append again")]
    Lost {
        /// The case.
        case: CaseId,
        /// How many entries its record has.
        actual: u64,
    },
    /// The record lacks entries that a checkpoint says it had: its end was cut off, or an old copy was
    /// put in its place.
    #[error("the record of {case} has {have} entries, but {wanted} according to {by}: entries {have} to {} are missing; restore the database from a backup that has them", .wanted - 1)]
    Shortened {
        /// The case.
        case: CaseId,
        /// How many entries there are.
        have: u64,
        /// How many there were.
        wanted: u64,
        /// Which checkpoint says so.
        by: &'static str,
    },
    /// What is stored was changed by something else than the store.
    #[error("what is stored was changed: {place}: {what}")]
    Corrupt {
        /// Where it was found, such as `entry 17 of the case 0198…`.
        place: String,
        /// What does not fit.
        what: String,
    },
    /// A later program has changed the database's tables.
    #[error(
        "the database has schema version {found}, this program knows {known}; start a program that is no older"
    )]
    Newer {
        /// The version of the database.
        found: u64,
        /// The latest version that this program knows.
        known: u64,
    },
    /// Something else already has what must be unique.
    #[error("there is already {0}")]
    Taken(&'static str),
    /// What the call is about is not there.
    #[error("there is no {0}")]
    Missing(&'static str),
    /// Not the address of a database.
    #[error("a database is postgres://user@host/name or the path of a file, perhaps after sqlite: ({0})")]
    Address(String),
    /// A server to which nothing would be encrypted.
    #[error(
        "the connection to {0} would not be encrypted: this program was built without TLS. Build it with `cargo build --release --features tls`, or write `sslmode=disable` into the address if nobody can listen there"
    )]
    Unencrypted(String),
    /// The store cannot do as it should. The text is for the log.
    #[error("the store failed: {0}")]
    Internal(String),
}

impl Error {
    /// Whether bytes that were stored are lost or other ones by now, which does not keep anybody from the rest.
    pub fn is_of_the_bytes(&self) -> bool {
        matches!(self, Self::Missing(_) | Self::Corrupt { .. })
    }
}

/// What a single attempt came to, for whoever decides whether there is another.
#[derive(Debug)]
pub(crate) enum Attempt {
    /// Another transaction was in the way; nothing was stored.
    Retry(String),
    /// A primary key or unique column already has the value, or a table of the name is there.
    Duplicate(String),
    /// Nothing that another attempt would change.
    Failed(Error),
}

impl From<Error> for Attempt {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Attempt {
    /// Lets a number be asked for again that another transaction took in the meantime.
    pub(crate) fn again(self) -> Self {
        match self {
            Self::Duplicate(text) => Self::Retry(text),
            other => other,
        }
    }

    /// The error when there is no further attempt.
    pub(crate) fn into_error(self) -> Error {
        match self {
            Self::Retry(text) => Error::Unavailable(text),
            Self::Duplicate(text) => Error::Internal(text),
            Self::Failed(error) => error,
        }
    }
}

impl From<sqlx::Error> for Attempt {
    fn from(error: sqlx::Error) -> Self {
        let text = error.to_string();
        match &error {
            sqlx::Error::Database(inner) => database(inner.as_ref(), text),
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            // A certificate that nobody vouches for, or no encryption where it is demanded.
            | sqlx::Error::Tls(_)
            // What PostgreSQL sends while it is being stopped can be cut off in the middle.
            | sqlx::Error::Protocol(_) => Self::Failed(Error::Unavailable(text)),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => {
                Self::Failed(Error::Corrupt { place: "a row".to_owned(), what: text })
            }
            _ => Self::Failed(Error::Internal(text)),
        }
    }
}

/// Sorts an error by its code: five characters of SQLSTATE from PostgreSQL, a number from SQLite,
/// whose lowest byte is the kind of error.
fn database(error: &dyn DatabaseError, text: String) -> Attempt {
    if error.is_unique_violation() {
        return Attempt::Duplicate(text);
    }
    if error.is_foreign_key_violation() {
        return Attempt::Failed(Error::Missing("such case or account"));
    }
    let code = error.code().unwrap_or_default();
    let failed = Attempt::Failed;
    if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        return match code.parse::<u32>().unwrap_or_default() & 0xFF {
            // SQLITE_BUSY, SQLITE_LOCKED
            5 | 6 => Attempt::Retry(text),
            // SQLITE_FULL
            13 => failed(Error::Full(text)),
            // SQLITE_CORRUPT, SQLITE_NOTADB
            11 | 26 => failed(Error::Corrupt { place: "the database's file".to_owned(), what: text }),
            // SQLITE_IOERR, SQLITE_CANTOPEN
            10 | 14 => failed(Error::Unavailable(text)),
            _ => failed(Error::Internal(text)),
        };
    }
    match code.as_ref() {
        // serialization_failure, deadlock_detected
        "40001" | "40P01" => Attempt::Retry(text),
        // duplicate_table, and duplicate_object for the type of its rows: another session has just made it, also where it is
        // made only if it is not there.
        "42P07" | "42710" => Attempt::Duplicate(text),
        // disk_full
        "53100" => failed(Error::Full(text)),
        // data_corrupted, index_corrupted
        "XX001" | "XX002" => failed(Error::Corrupt { place: "the database".to_owned(), what: text }),
        // Connections, resources, and an operator who stops the server; 25006 is a server that has
        // become a standby.
        code if ["08", "53", "57", "58"].contains(&code.get(..2).unwrap_or_default()) || code == "25006" => {
            failed(Error::Unavailable(text))
        }
        _ => failed(Error::Internal(text)),
    }
}

impl From<RecordError> for Error {
    fn from(error: RecordError) -> Self {
        Self::Internal(error.to_string())
    }
}
