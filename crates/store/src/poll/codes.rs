//! The doors of a public consultation: codes with their quotas, and whoever came in by one or by the open link.
//!
//! A quota is kept by one statement that counts and compares, so that it holds whoever comes at once. A code for one person lets that
//! person in again, on another device: the participant stays, and the token of the device before is good no longer.

use mawqif_core::record::hash::Hash;

use super::{Moves, PollId, moved, take};
use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::{Attempt, Error},
};

/// How often somebody who came by a code for one person comes in again by it.
pub const AGAIN_LIMIT: u64 = 50;

/// A code that is to be handed out; only its hash is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCode {
    /// Its hash.
    pub hash: Hash,
    /// What those who hand it out call it.
    pub label: String,
    /// For how many people it is.
    pub quota: u64,
    /// Which invitations it hangs on.
    pub path: String,
    /// `verified` or `open`.
    pub channel: &'static str,
}

/// A code as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow {
    /// Its number.
    pub code: u64,
    /// What those who hand it out call it.
    pub label: String,
    /// For how many people it is.
    pub quota: u64,
    /// How many came by it.
    pub used: u64,
    /// Which invitations it hangs on.
    pub path: String,
    /// `verified` or `open`.
    pub channel: String,
    /// Why it is blocked.
    pub blocked: Option<String>,
}

/// A participant as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantRow {
    /// The number.
    pub participant: u64,
    /// The code that let them in.
    pub code: Option<u64>,
    /// `verified`, `open` or `paper`.
    pub channel: String,
    /// Which invitation they came by.
    pub path: String,
}

/// How somebody comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// By a code with this hash.
    Code(Hash),
    /// By the open link.
    Open,
}

/// What came of coming in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entering {
    /// They are in.
    In(ParticipantRow),
    /// Nobody comes in any more.
    Closed,
    /// There is no such code.
    Unknown,
    /// As many came by it as it is for.
    UsedUp,
    /// It is blocked.
    Blocked,
    /// As many came as may.
    Full,
}

impl Store {
    /// Stores codes, and gives the number of the first; none when nothing is taken any more, or there would be more than `most`.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn add_poll_codes(
        &self,
        of: &PollId,
        now: Micros,
        new: &[NewCode],
        most: u64,
    ) -> Result<Option<u64>, Error> {
        self.transaction("such a code", |mut transaction| async move {
            if take(&mut transaction, of, now).await?.is_none() {
                return Ok(None);
            }
            let more = u64::try_from(new.len()).unwrap_or(u64::MAX);
            let count = "UPDATE polls SET codes = codes + $3
                 WHERE case_id = $1 AND poll = $2 AND codes + $3 <= $4 RETURNING codes";
            let rows = transaction.rows(of.about(count).number(more).number(most)).await?;
            let Some(row) = rows.first() else { return Ok(None) };
            let first = (row.number(0)? + 1).saturating_sub(more);
            for (number, code) in (first..).zip(new) {
                let insert = "INSERT INTO poll_codes
                     (case_id, poll, code, code_hash, label, quota, used, again, path, channel)
                     VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $7, $8)";
                let insert = of.about(insert).number(number).bytes(code.hash.as_bytes()).text(&code.label);
                let insert = insert.number(code.quota).text(&code.path).text(code.channel);
                transaction.execute(insert).await?;
            }
            transaction.commit(Some(first)).await
        })
        .await
    }

    /// All codes, by number.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_codes(&self, of: &PollId) -> Result<Vec<CodeRow>, Error> {
        let select = "SELECT code, label, quota, used, path, channel, blocked FROM poll_codes
             WHERE case_id = $1 AND poll = $2 ORDER BY code";
        self.rows(of.about(select)).await?.iter().map(code_row).collect()
    }

    /// Blocks a code for a reason, or lets it in again; false when nothing is taken any more or there is no such code.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn block_poll_code(
        &self,
        of: &PollId,
        now: Micros,
        code: u64,
        reason: Option<&str>,
    ) -> Result<bool, Error> {
        self.transaction("such a code", |mut transaction| async move {
            let update = "UPDATE poll_codes SET blocked = $4 WHERE case_id = $1 AND poll = $2 AND code = $3";
            let update = of.about(update).number(code).maybe_text(reason);
            if take(&mut transaction, of, now).await?.is_none() || transaction.execute(update).await? == 0 {
                return Ok(false);
            }
            moved(&mut transaction, of, Moves::Rules).await?;
            transaction.commit(true).await
        })
        .await
    }

    /// Whether there is a code with this hash; changes nothing and waits for nobody.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn has_poll_code(&self, of: &PollId, hash: &Hash) -> Result<bool, Error> {
        let select = "SELECT code FROM poll_codes WHERE case_id = $1 AND poll = $2 AND code_hash = $3";
        Ok(self.row(of.about(select).bytes(hash.as_bytes())).await?.is_some())
    }

    /// Lets somebody in, who will be known by a token with this hash.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn enter_poll(
        &self,
        of: &PollId,
        (now, most): (Micros, u64),
        door: Door,
        token: Hash,
    ) -> Result<Entering, Error> {
        self.transaction("such a participant", |mut transaction| async move {
            if take(&mut transaction, of, now).await?.is_none() {
                return Ok(Entering::Closed);
            }
            let come = match door {
                Door::Open => Come { code: None, channel: "open".to_owned(), path: String::new() },
                Door::Code(hash) => match by_code(&mut transaction, of, hash).await? {
                    ByCode::New(come) => come,
                    ByCode::Again(row) => {
                        let again = "UPDATE poll_participants SET token_hash = $4
                             WHERE case_id = $1 AND poll = $2 AND participant = $3";
                        let again = of.about(again).number(row.participant).bytes(token.as_bytes());
                        transaction.execute(again).await?;
                        return transaction.commit(Entering::In(row)).await;
                    }
                    ByCode::Not(why) => return Ok(why),
                },
            };
            let Some(participant) = next_person(&mut transaction, of, most).await? else {
                return Ok(Entering::Full);
            };
            let row = come.row(participant);
            put(&mut transaction, of, &row, now, Known::By(token)).await?;
            transaction.commit(Entering::In(row)).await
        })
        .await
    }

    /// The participant whose token has this hash.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_participant(&self, of: &PollId, token: &Hash) -> Result<Option<ParticipantRow>, Error> {
        let select = "SELECT participant, code, channel, path FROM poll_participants
             WHERE case_id = $1 AND poll = $2 AND token_hash = $3";
        let row = self.row(of.about(select).bytes(token.as_bytes())).await?;
        row.as_ref().map(participant_row).transpose()
    }

    /// Gives the participants with a number above one, by number.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_participants(
        &self,
        of: &PollId,
        above: u64,
        mut visit: impl FnMut(ParticipantRow),
    ) -> Result<(), Error> {
        let select = "SELECT participant, code, channel, path FROM poll_participants
             WHERE case_id = $1 AND poll = $2 AND participant > $3 ORDER BY participant";
        self.each(of.about(select).number(above), |row| {
            visit(participant_row(&row)?);
            Ok::<(), Error>(())
        })
        .await
    }
}

/// How somebody has come, before they have a number.
pub(super) struct Come {
    pub(super) code: Option<u64>,
    pub(super) channel: String,
    pub(super) path: String,
}

impl Come {
    pub(super) fn row(self, participant: u64) -> ParticipantRow {
        ParticipantRow { participant, code: self.code, channel: self.channel, path: self.path }
    }
}

pub(super) enum ByCode {
    New(Come),
    /// Whoever holds a code for one person.
    Again(ParticipantRow),
    Not(Entering),
}

/// Counts somebody at a code, or says why not.
pub(super) async fn by_code(
    transaction: &mut Transaction,
    of: &PollId,
    hash: Hash,
) -> Result<ByCode, Attempt> {
    let count = "UPDATE poll_codes SET used = used + 1
         WHERE case_id = $1 AND poll = $2 AND code_hash = $3 AND used < quota AND blocked IS NULL
         RETURNING code, label, quota, used, path, channel, blocked";
    let rows = transaction.rows(of.about(count).bytes(hash.as_bytes())).await?;
    if let Some(row) = rows.first() {
        let CodeRow { code, channel, path, .. } = code_row(row)?;
        return Ok(ByCode::New(Come { code: Some(code), channel, path }));
    }
    let select = "SELECT code, label, quota, used, path, channel, blocked FROM poll_codes
         WHERE case_id = $1 AND poll = $2 AND code_hash = $3";
    let rows = transaction.rows(of.about(select).bytes(hash.as_bytes())).await?;
    let Some(row) = rows.first() else { return Ok(ByCode::Not(Entering::Unknown)) };
    let code = code_row(row)?;
    if code.blocked.is_some() {
        return Ok(ByCode::Not(Entering::Blocked));
    }
    if code.quota > 1 {
        return Ok(ByCode::Not(Entering::UsedUp));
    }
    // A ballot on paper has no device that could be another one.
    let select = "SELECT participant, code, channel, path FROM poll_participants
         WHERE case_id = $1 AND poll = $2 AND code = $3 AND ballot IS NULL";
    let rows = transaction.rows(of.about(select).number(code.code)).await?;
    let Some(again) = rows.first().map(participant_row).transpose()? else {
        return Ok(ByCode::Not(Entering::UsedUp));
    };
    // Each time costs a write that others wait for.
    let count = "UPDATE poll_codes SET again = again + 1
         WHERE case_id = $1 AND poll = $2 AND code = $3 AND again < $4";
    let counted = transaction.execute(of.about(count).number(code.code).number(AGAIN_LIMIT)).await?;
    Ok(if counted == 0 { ByCode::Not(Entering::UsedUp) } else { ByCode::Again(again) })
}

/// The number of one more participant; none when there are as many as may be.
pub(super) async fn next_person(
    transaction: &mut Transaction,
    of: &PollId,
    most: u64,
) -> Result<Option<u64>, Attempt> {
    let count = "UPDATE polls SET people = people + 1
         WHERE case_id = $1 AND poll = $2 AND people < $3 RETURNING people";
    let rows = transaction.rows(of.about(count).number(most)).await?;
    Ok(rows.first().map(|row| row.number(0)).transpose()?)
}

/// By what a participant is known again.
#[derive(Clone, Copy)]
pub(super) enum Known<'a> {
    /// The hash of what their browser keeps.
    By(Hash),
    /// What is printed on their ballot: as it tells ballots apart, and as it was written.
    Ballot(&'a str, &'a str),
}

pub(super) async fn put(
    transaction: &mut Transaction,
    of: &PollId,
    row: &ParticipantRow,
    now: Micros,
    known: Known<'_>,
) -> Result<(), Attempt> {
    let (token, ballot, mark) = match known {
        Known::By(token) => (Some(token), None, None),
        Known::Ballot(ballot, mark) => (None, Some(ballot), Some(mark)),
    };
    let insert = Statement::new(
        "INSERT INTO poll_participants
         (case_id, poll, participant, token_hash, ballot, mark, code, channel, path, day)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    let insert = of.bind(insert).number(row.participant);
    let insert = insert.maybe_bytes(token.as_ref().map(|token| token.as_bytes().as_slice()));
    let insert = insert.maybe_text(ballot).maybe_text(mark);
    let insert = insert.maybe_number(row.code).text(&row.channel).text(&row.path);
    transaction.execute(insert.number(now / 86_400_000_000)).await?;
    Ok(())
}

fn code_row(row: &Row) -> Result<CodeRow, Error> {
    Ok(CodeRow {
        code: row.number(0)?,
        label: row.text(1)?,
        quota: row.number(2)?,
        used: row.number(3)?,
        path: row.text(4)?,
        channel: row.text(5)?,
        blocked: row.maybe_text(6)?,
    })
}

fn participant_row(row: &Row) -> Result<ParticipantRow, Error> {
    Ok(ParticipantRow {
        participant: row.number(0)?,
        code: row.maybe_number(1)?,
        channel: row.text(2)?,
        path: row.text(3)?,
    })
}
