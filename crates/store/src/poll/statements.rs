//! The statements of a public consultation: added, moderated, tied.

use mawqif_core::record::hash::Hash;

use super::{PollId, take};
use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
    },
    error::{Attempt, Error},
};

/// A statement that is to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStatement {
    /// Its words by language, as JSON.
    pub text: String,
    /// The hash of its normal form.
    pub form: Hash,
    /// Who adds it; none when the secretariat does.
    pub author: Option<u64>,
    /// `waiting` or `shown`.
    pub state: &'static str,
    /// What it is tied to.
    pub ties: String,
    /// `matter` or `person`.
    pub about: &'static str,
}

/// A statement as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// Its number.
    pub statement: u64,
    /// Its words by language, as JSON.
    pub text: String,
    /// Who added it.
    pub author: Option<u64>,
    /// `waiting`, `shown` or `out`.
    pub state: String,
    /// Why.
    pub reason: Option<String>,
    /// What it is tied to.
    pub ties: String,
    /// `matter` or `person`.
    pub about: String,
}

/// How many statements there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// In all.
    pub all: u64,
    /// By one participant.
    pub own: u64,
    /// That wait to be read.
    pub waiting: u64,
}

/// What came of adding statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// They have these numbers.
    As(Vec<u64>),
    /// Nothing is taken any more.
    Closed,
    /// The words of one of them, by its place in the call, are those of another, by its number. If that is in the same call, it has
    /// number 0.
    Twice(usize, u64),
    /// There are as many as there may be.
    Full,
    /// The participant has added as many as one may.
    OwnFull,
}

impl Store {
    /// Adds statements, all or none.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn add_poll_statements(
        &self,
        of: &PollId,
        now: Micros,
        new: &[NewStatement],
        room: Room,
    ) -> Result<Added, Error> {
        self.transaction("such a statement", |mut transaction| async move {
            if take(&mut transaction, of, now, true).await?.is_none() {
                return Ok(Added::Closed);
            }
            for (at, one) in new.iter().enumerate() {
                if new[..at].iter().any(|earlier| earlier.form == one.form) {
                    return Ok(Added::Twice(at, 0));
                }
                let same = "SELECT statement FROM poll_statements
                     WHERE case_id = $1 AND poll = $2 AND form = $3";
                let same = transaction.rows(of.about(same).bytes(one.form.as_bytes())).await?;
                if let Some(row) = same.first() {
                    return Ok(Added::Twice(at, row.number(0)?));
                }
            }
            let author = new.iter().find_map(|one| one.author);
            let counts = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN author = $3 THEN 1 ELSE 0 END), 0),
                 COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0)
                 FROM poll_statements WHERE case_id = $1 AND poll = $2";
            let rows = transaction.rows(of.about(counts).maybe_number(author)).await?;
            let row = rows.first().ok_or_else(|| Error::Internal("a count is missing".to_owned()))?;
            let (all, own, waiting) = (row.number(0)?, row.number(1)?, row.number(2)?);
            let more = u64::try_from(new.len()).unwrap_or(u64::MAX);
            if author.is_some() && own.saturating_add(more) > room.own {
                return Ok(Added::OwnFull);
            }
            if all.saturating_add(more) > room.all || (author.is_some() && waiting >= room.waiting) {
                return Ok(Added::Full);
            }
            let first = "UPDATE polls SET statements = statements + $3
                 WHERE case_id = $1 AND poll = $2 RETURNING statements";
            let rows = transaction.rows(of.about(first).number(more)).await?;
            let last = rows.first().map(|row| row.number(0)).transpose()?.unwrap_or(more);
            let numbers: Vec<u64> = (last.saturating_sub(more) + 1..=last).collect();
            for (number, one) in numbers.iter().zip(new) {
                let insert = Statement::new(
                    "INSERT INTO poll_statements (case_id, poll, statement, text, form, author, state, ties, about)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                );
                let insert = of.bind(insert).number(*number).text(&one.text).bytes(one.form.as_bytes());
                let insert = insert.maybe_number(one.author).text(one.state).text(&one.ties).text(one.about);
                transaction.execute(insert).await?;
            }
            transaction.commit(Added::As(numbers)).await
        })
        .await
    }

    /// All statements, by number.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_statements(&self, of: &PollId) -> Result<Vec<StatementRow>, Error> {
        let select = "SELECT statement, text, author, state, reason, ties, about FROM poll_statements
             WHERE case_id = $1 AND poll = $2 ORDER BY statement";
        let rows = self.rows(of.about(select)).await?;
        let read = |row: &Row| {
            Ok(StatementRow {
                statement: row.number(0)?,
                text: row.text(1)?,
                author: row.maybe_number(2)?,
                state: row.text(3)?,
                reason: row.maybe_text(4)?,
                ties: row.text(5)?,
                about: row.text(6)?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// Shows a statement, or takes it out; false when nothing is taken any more or there is no such statement.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn moderate_poll_statement(
        &self,
        of: &PollId,
        now: Micros,
        statement: u64,
        (state, reason): (&str, Option<&str>),
    ) -> Result<bool, Error> {
        let update = "UPDATE poll_statements SET state = $4, reason = $5
             WHERE case_id = $1 AND poll = $2 AND statement = $3";
        let update = of.about(update).number(statement).text(state).maybe_text(reason);
        self.change_rules(of, now, update).await
    }

    /// Says what a statement is tied to, and what it is about; false as above.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn tie_poll_statement(
        &self,
        of: &PollId,
        now: Micros,
        statement: u64,
        (ties, about): (&str, &str),
    ) -> Result<bool, Error> {
        let update = "UPDATE poll_statements SET ties = $4, about = $5
             WHERE case_id = $1 AND poll = $2 AND statement = $3";
        let update = of.about(update).number(statement).text(ties).text(about);
        self.change_rules(of, now, update).await
    }

    /// Runs one statement that changes what votes are held against.
    pub(super) async fn change_rules(
        &self,
        of: &PollId,
        now: Micros,
        update: Statement,
    ) -> Result<bool, Error> {
        self.transaction("such a statement", |mut transaction| {
            let update = update.clone();
            async move {
                if take(&mut transaction, of, now, true).await?.is_none()
                    || transaction.execute(update).await? == 0
                {
                    return Ok::<bool, Attempt>(false);
                }
                transaction.commit(true).await
            }
        })
        .await
    }
}
