//! The statements of a public consultation: added, moderated, tied.

use mawqif_core::record::hash::Hash;

use super::{Moves, PollId, moved, take, take_late};
use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
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
    /// Who added it; 0 when that was destroyed.
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
    /// By the secretariat.
    pub seeds: u64,
    /// By participants; those that were taken out do not count.
    pub others: u64,
    /// By one participant, those taken out too.
    pub own: u64,
    /// By those who came by one code, or by the open link, and not taken out.
    pub door: u64,
    /// That wait to be read.
    pub waiting: u64,
    /// In all, those taken out and room for the secretariat too: what a result can hold.
    pub all: u64,
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
    /// The code that let the participant in is blocked.
    Blocked,
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
            if take(&mut transaction, of, now).await?.is_none() {
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
            let more = u64::try_from(new.len()).unwrap_or(u64::MAX);
            if let Some(refused) = no_room(&mut transaction, of, (author, more), room).await? {
                return Ok(refused);
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
            let is_shown = new.iter().any(|one| one.state == "shown");
            moved(&mut transaction, of, if is_shown { Moves::Rules } else { Moves::Lists }).await?;
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
        self.rows(of.about(select)).await?.iter().map(statement_row).collect()
    }

    /// Those that one participant has added, by number.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_statements_by(&self, of: &PollId, author: u64) -> Result<Vec<StatementRow>, Error> {
        let select = "SELECT statement, text, author, state, reason, ties, about FROM poll_statements
             WHERE case_id = $1 AND poll = $2 AND author = $3 ORDER BY statement";
        self.rows(of.about(select).number(author)).await?.iter().map(statement_row).collect()
    }

    /// Shows a statement, or takes it out, until the close; false when nothing is taken any more or there is no such statement.
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
        self.transaction("such a statement", |mut transaction| async move {
            if take_late(&mut transaction, of, now).await?.is_none() {
                return Ok(false);
            }
            let Some((before, _)) = state_of(&mut transaction, of, statement).await? else {
                return Ok(false);
            };
            let update = "UPDATE poll_statements SET state = $4, reason = $5
                 WHERE case_id = $1 AND poll = $2 AND statement = $3";
            let update = of.about(update).number(statement).text(state).maybe_text(reason);
            transaction.execute(update).await?;
            let is_of_rules = (before == "shown") != (state == "shown");
            moved(&mut transaction, of, if is_of_rules { Moves::Rules } else { Moves::Lists }).await?;
            transaction.commit(true).await
        })
        .await
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
        self.transaction("such a statement", |mut transaction| async move {
            if take_late(&mut transaction, of, now).await?.is_none() {
                return Ok(false);
            }
            let Some((_, before)) = state_of(&mut transaction, of, statement).await? else {
                return Ok(false);
            };
            let update = "UPDATE poll_statements SET ties = $4, about = $5
                 WHERE case_id = $1 AND poll = $2 AND statement = $3";
            let update = of.about(update).number(statement).text(ties).text(about);
            transaction.execute(update).await?;
            // What it is about decides whether votes on it count.
            moved(&mut transaction, of, if before == about { Moves::Lists } else { Moves::Rules }).await?;
            transaction.commit(true).await
        })
        .await
    }
}

fn statement_row(row: &Row) -> Result<StatementRow, Error> {
    Ok(StatementRow {
        statement: row.number(0)?,
        text: row.text(1)?,
        author: row.maybe_number(2)?,
        state: row.text(3)?,
        reason: row.maybe_text(4)?,
        ties: row.text(5)?,
        about: row.text(6)?,
    })
}

/// The state of a statement, and what it is about.
async fn state_of(
    transaction: &mut Transaction,
    of: &PollId,
    statement: u64,
) -> Result<Option<(String, String)>, Attempt> {
    let select =
        "SELECT state, about FROM poll_statements WHERE case_id = $1 AND poll = $2 AND statement = $3";
    let rows = transaction.rows(of.about(select).number(statement)).await?;
    let read = |row: &Row| Ok::<_, Error>((row.text(0)?, row.text(1)?));
    Ok(rows.first().map(read).transpose()?)
}

/// Why there is no room for so many more statements; none when there is.
async fn no_room(
    transaction: &mut Transaction,
    of: &PollId,
    (author, more): (Option<u64>, u64),
    room: Room,
) -> Result<Option<Added>, Attempt> {
    let counts = "SELECT COUNT(*),
         COALESCE(SUM(CASE WHEN author IS NULL THEN 1 ELSE 0 END), 0),
         COALESCE(SUM(CASE WHEN author IS NOT NULL AND state <> 'out' THEN 1 ELSE 0 END), 0),
         COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0)
         FROM poll_statements WHERE case_id = $1 AND poll = $2";
    let rows = transaction.rows(of.about(counts)).await?;
    let row = rows.first().ok_or_else(missing)?;
    let (all, seeds, others, waiting) = (row.number(0)?, row.number(1)?, row.number(2)?, row.number(3)?);
    let is_over = |there: u64, most: u64| there.saturating_add(more) > most;
    let Some(author) = author else {
        return Ok(is_over(seeds, room.seeds).then_some(Added::Full));
    };
    let door = "SELECT p.code, c.blocked FROM poll_participants p
         LEFT JOIN poll_codes c ON c.case_id = p.case_id AND c.poll = p.poll AND c.code = p.code
         WHERE p.case_id = $1 AND p.poll = $2 AND p.participant = $3";
    let rows = transaction.rows(of.about(door).number(author)).await?;
    let code = match rows.first() {
        Some(row) if row.maybe_text(1)?.is_some() => return Ok(Some(Added::Blocked)),
        Some(row) => row.maybe_number(0)?,
        None => None,
    };
    let own = "SELECT COUNT(*) FROM poll_statements WHERE case_id = $1 AND poll = $2 AND author = $3";
    let rows = transaction.rows(of.about(own).number(author)).await?;
    if is_over(rows.first().ok_or_else(missing)?.number(0)?, room.own) {
        return Ok(Some(Added::OwnFull));
    }
    let same = "SELECT COUNT(*) FROM poll_statements s
         JOIN poll_participants p ON p.case_id = s.case_id AND p.poll = s.poll AND p.participant = s.author
         WHERE s.case_id = $1 AND s.poll = $2 AND s.state <> 'out' AND COALESCE(p.code, 0) = $3";
    let rows = transaction.rows(of.about(same).number(code.unwrap_or_default())).await?;
    let by_door = rows.first().ok_or_else(missing)?.number(0)?;
    let is_full = is_over(others, room.others)
        || is_over(waiting, room.waiting)
        || is_over(by_door, room.door)
        || is_over(all.saturating_sub(seeds), room.all.saturating_sub(room.seeds));
    Ok(is_full.then_some(Added::Full))
}

fn missing() -> Error {
    Error::Internal("a count is missing".to_owned())
}
