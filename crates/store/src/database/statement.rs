//! Statements and rows that are the same on both databases.
//!
//! Values are of three kinds, TEXT, BIGINT and BYTEA, each perhaps NULL. Columns are asked for by
//! number, from 0, in the order in which the statement names them.

use std::borrow::Cow;

use sqlx::{
    AssertSqlSafe, Postgres, Row as _, Sqlite,
    postgres::{PgArguments, PgRow},
    query::Query,
    sqlite::{SqliteArguments, SqliteRow},
};

use crate::{
    Micros,
    error::{Attempt, Error},
};

/// A statement with its values.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    text: Cow<'static, str>,
    values: Vec<Value>,
}

#[derive(Clone, Debug)]
enum Value {
    Text(Option<String>),
    Number(Option<i64>),
    Bytes(Option<Vec<u8>>),
    /// A number that a BIGINT cannot hold, or a text with a NUL, which PostgreSQL cannot hold.
    Unfit(&'static str),
}

impl Statement {
    /// A statement with `$1`, `$2` … for its values.
    pub(crate) fn new(text: &'static str) -> Self {
        Self { text: Cow::Borrowed(text), values: Vec::new() }
    }

    /// A statement that was put together from texts of this crate, never from anything that came in.
    pub(crate) fn composed(text: String) -> Self {
        Self { text: Cow::Owned(text), values: Vec::new() }
    }

    pub(crate) fn text(self, value: &str) -> Self {
        self.maybe_text(Some(value))
    }

    pub(crate) fn maybe_text(self, value: Option<&str>) -> Self {
        if value.is_some_and(|value| value.contains('\0')) {
            return self.with(Value::Unfit("a text has a NUL"));
        }
        self.with(Value::Text(value.map(str::to_owned)))
    }

    pub(crate) fn number(self, value: u64) -> Self {
        self.maybe_number(Some(value))
    }

    pub(crate) fn maybe_number(self, value: Option<u64>) -> Self {
        match value.map(i64::try_from).transpose() {
            Ok(value) => self.with(Value::Number(value)),
            Err(_) => self.with(Value::Unfit("a number has more than 63 bits")),
        }
    }

    pub(crate) fn bytes(self, value: &[u8]) -> Self {
        self.maybe_bytes(Some(value))
    }

    pub(crate) fn maybe_bytes(self, value: Option<&[u8]>) -> Self {
        self.with(Value::Bytes(value.map(<[u8]>::to_vec)))
    }

    fn with(mut self, value: Value) -> Self {
        self.values.push(value);
        self
    }

    pub(crate) fn sqlite(self) -> Result<Query<'static, Sqlite, SqliteArguments>, Error> {
        let query = sqlx::query(AssertSqlSafe(self.text));
        self.values.into_iter().try_fold(query, |query, value| {
            Ok(match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
                Value::Bytes(bytes) => query.bind(bytes),
                Value::Unfit(why) => return Err(Error::Internal(why.to_owned())),
            })
        })
    }

    pub(crate) fn postgres(self) -> Result<Query<'static, Postgres, PgArguments>, Error> {
        let query = sqlx::query(AssertSqlSafe(self.text));
        self.values.into_iter().try_fold(query, |query, value| {
            Ok(match value {
                Value::Text(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
                Value::Bytes(bytes) => query.bind(bytes),
                Value::Unfit(why) => return Err(Error::Internal(why.to_owned())),
            })
        })
    }
}

/// A row of an answer.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    pub(crate) fn from_sqlite(rows: Vec<SqliteRow>) -> Vec<Self> {
        rows.into_iter().map(Self::Sqlite).collect()
    }

    pub(crate) fn from_postgres(rows: Vec<PgRow>) -> Vec<Self> {
        rows.into_iter().map(Self::Postgres).collect()
    }

    pub(crate) fn maybe_text(&self, column: usize) -> Result<Option<String>, Error> {
        read(match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        })
    }

    pub(crate) fn maybe_number(&self, column: usize) -> Result<Option<u64>, Error> {
        let number: Option<i64> = read(match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        })?;
        let negative = |_| corrupt(column, "a number is negative");
        number.map(u64::try_from).transpose().map_err(negative)
    }

    pub(crate) fn maybe_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, Error> {
        read(match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        })
    }

    pub(crate) fn text(&self, column: usize) -> Result<String, Error> {
        self.maybe_text(column)?.ok_or_else(|| corrupt(column, "a text is missing"))
    }

    pub(crate) fn number(&self, column: usize) -> Result<u64, Error> {
        self.maybe_number(column)?.ok_or_else(|| corrupt(column, "a number is missing"))
    }

    pub(crate) fn time(&self, column: usize) -> Result<Micros, Error> {
        self.number(column)
    }

    pub(crate) fn hash(&self, column: usize) -> Result<[u8; 32], Error> {
        let bytes = self.maybe_bytes(column)?;
        bytes
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(|| corrupt(column, "it should have 32 bytes"))
    }
}

fn read<T>(value: Result<T, sqlx::Error>) -> Result<T, Error> {
    value.map_err(|error| Attempt::from(error).into_error())
}

fn corrupt(column: usize, what: &str) -> Error {
    Error::Corrupt { place: format!("column {column} of a row"), what: what.to_owned() }
}
