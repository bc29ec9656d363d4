//! The doors of a public consultation: codes with their quotas, and whoever came in by one or by the open link.
//!
//! A quota is kept by one statement that counts and compares, so that it holds whoever comes at once. A code for one person lets that
//! person in again, on another device: the participant stays, and the token of the device before is good no longer.

use mawqif_core::record::hash::Hash;

use super::{Moves, PollId, bulk, moved, take, take_late};
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

/// What came of making codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// They are made, and this is the number of the first.
    As(u64),
    /// The same order made them before.
    Before {
        /// The number of the first.
        first: u64,
        /// How many they are; their numbers follow each other.
        count: u64,
    },
    /// Nothing is taken any more.
    Closed,
    /// There would be more than there may be.
    Full,
}

/// Codes that are meant together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one of this number.
    Code(u64),
    /// Those that one order made.
    Made {
        /// The number of the first.
        first: u64,
        /// How many.
        count: u64,
    },
    /// Those that are called so.
    Label(String),
    /// Those that hang on this path of invitations, or below it.
    Path(String),
}

/// What was blocked, or let in again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blocked {
    /// Codes.
    pub codes: u64,
    /// Ballots on paper that came without one.
    pub papers: u64,
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
    /// Whether a ballot on paper does not count, whatever its code.
    pub is_blocked: bool,
    /// Whether it was withdrawn, so that it is nobody's any more.
    pub is_withdrawn: bool,
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
    /// Stores codes, which are made once however often the same order comes; an order without a batch is another one each time.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn add_poll_codes(
        &self,
        of: &PollId,
        (now, most): (Micros, u64),
        batch: Option<Hash>,
        new: &[NewCode],
    ) -> Result<Made, Error> {
        self.transaction("such a code", |mut transaction| async move {
            if take(&mut transaction, of, now).await?.is_none() {
                return Ok(Made::Closed);
            }
            if let Some(batch) = batch {
                let before = "SELECT first_code, made FROM poll_batches
                     WHERE case_id = $1 AND poll = $2 AND batch = $3";
                let rows = transaction.rows(of.about(before).bytes(batch.as_bytes())).await?;
                if let Some(row) = rows.first() {
                    return Ok(Made::Before { first: row.number(0)?, count: row.number(1)? });
                }
            }
            let more = u64::try_from(new.len()).unwrap_or(u64::MAX);
            let count = "UPDATE polls SET codes = codes + $3
                 WHERE case_id = $1 AND poll = $2 AND codes + $3 <= $4 RETURNING codes";
            let rows = transaction.rows(of.about(count).number(more).number(most)).await?;
            let Some(row) = rows.first() else { return Ok(Made::Full) };
            let first = (row.number(0)? + 1).saturating_sub(more);
            let numbered: Vec<(u64, &NewCode)> = (first..).zip(new).collect();
            for part in bulk::parts(&numbered) {
                let insert = format!(
                    "INSERT INTO poll_codes
                     (case_id, poll, code, code_hash, label, quota, path, channel, used, again) VALUES {}",
                    bulk::rows(part.len(), 6, ", 0, 0")
                );
                let insert =
                    part.iter().fold(of.bind(Statement::composed(insert)), |insert, (number, code)| {
                        let insert = insert.number(*number).bytes(code.hash.as_bytes()).text(&code.label);
                        insert.number(code.quota).text(&code.path).text(code.channel)
                    });
                transaction.execute(insert).await?;
            }
            if let Some(batch) = batch {
                let insert = "INSERT INTO poll_batches (case_id, poll, batch, first_code, made)
                     VALUES ($1, $2, $3, $4, $5)";
                let insert = of.about(insert).bytes(batch.as_bytes()).number(first).number(more);
                transaction.execute(insert).await?;
            }
            transaction.commit(Made::As(first)).await
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

    /// Blocks codes for a reason, or lets them in again, and says how many these were: of several, those that were not, and were.
    /// Ballots on paper that came without a code are blocked with the path that they came by. None when nothing is taken any more, which
    /// is from the close on.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn block_poll_codes(
        &self,
        of: &PollId,
        now: Micros,
        which: &Which,
        reason: Option<&str>,
    ) -> Result<Option<Blocked>, Error> {
        self.transaction("such a code", |mut transaction| async move {
            if take_late(&mut transaction, of, now).await?.is_none() {
                return Ok(None);
            }
            let of_several = match reason {
                Some(_) => " AND blocked IS NULL",
                None => " AND blocked IS NOT NULL",
            };
            let (these, is_one) = match which {
                Which::Code(_) => ("code = $4", true),
                Which::Made { .. } => ("code >= $4 AND code < $5", false),
                Which::Label(_) => ("label = $4", false),
                Which::Path(_) => ("(path = $4 OR SUBSTR(path, 1, CAST($5 AS INTEGER)) = $6)", false),
            };
            let update = format!(
                "UPDATE poll_codes SET blocked = $3 WHERE case_id = $1 AND poll = $2 AND {these}{}",
                if is_one { "" } else { of_several }
            );
            let update = of.bind(Statement::composed(update)).maybe_text(reason);
            let update = match which {
                Which::Code(code) => update.number(*code),
                Which::Made { first, count } => update.number(*first).number(first.saturating_add(*count)),
                Which::Label(label) => update.text(label),
                Which::Path(path) => within(update, path),
            };
            let codes = transaction.execute(update).await?;
            let papers = match which {
                Which::Path(path) => block_papers(&mut transaction, of, path, (reason, of_several)).await?,
                _ => 0,
            };
            if codes + papers > 0 {
                moved(&mut transaction, of, Moves::Rules).await?;
            }
            transaction.commit(Some(Blocked { codes, papers })).await
        })
        .await
    }

    /// The number of the code with this hash; changes nothing and waits for nobody.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_code(&self, of: &PollId, hash: &Hash) -> Result<Option<u64>, Error> {
        let select = "SELECT code FROM poll_codes WHERE case_id = $1 AND poll = $2 AND code_hash = $3";
        self.row(of.about(select).bytes(hash.as_bytes())).await?.map(|row| row.number(0)).transpose()
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
        let entered = self
            .transaction("such a participant", |mut transaction| async move {
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
                put(&mut transaction, of, &row, now, token).await?;
                transaction.commit(Entering::In(row)).await
            })
            .await?;
        if let Entering::In(_) = &entered {
            self.grown("poll_codes, poll_participants", 1);
        }
        Ok(entered)
    }

    /// The participant whose token has this hash.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_participant(&self, of: &PollId, token: &Hash) -> Result<Option<ParticipantRow>, Error> {
        let select = "SELECT participant, code, channel, path, blocked, ballot, mark FROM poll_participants
             WHERE case_id = $1 AND poll = $2 AND token_hash = $3";
        let row = self.row(of.about(select).bytes(token.as_bytes())).await?;
        row.as_ref().map(participant_row).transpose()
    }

    /// Gives all participants, by number.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_participants(
        &self,
        of: &PollId,
        mut visit: impl FnMut(ParticipantRow),
    ) -> Result<(), Error> {
        let select = "SELECT participant, code, channel, path, blocked, ballot, mark FROM poll_participants
             WHERE case_id = $1 AND poll = $2 ORDER BY participant";
        self.each(of.about(select), |row| {
            visit(participant_row(&row)?);
            Ok::<(), Error>(())
        })
        .await
    }

    /// The participants with these numbers.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_participants_of(
        &self,
        of: &PollId,
        numbers: &[u64],
    ) -> Result<Vec<ParticipantRow>, Error> {
        let mut found = Vec::with_capacity(numbers.len());
        for part in bulk::parts(numbers) {
            let select = format!(
                "SELECT participant, code, channel, path, blocked, ballot, mark FROM poll_participants
                 WHERE case_id = $1 AND poll = $2 AND participant IN ({})",
                bulk::places(3, part.len())
            );
            let select = of.bind(Statement::composed(select));
            let select = part.iter().fold(select, |select, number| select.number(*number));
            for row in self.rows(select).await? {
                found.push(participant_row(&row)?);
            }
        }
        Ok(found)
    }
}

/// Binds a path, the length of what is below it, and that.
fn within(statement: Statement, path: &str) -> Statement {
    let below = format!("{path}/");
    let length = u64::try_from(below.chars().count()).unwrap_or(u64::MAX);
    statement.text(path).number(length).text(&below)
}

/// Blocks ballots on paper that came by a path and without a code, or lets them count again; those that were withdrawn stay as they are.
async fn block_papers(
    transaction: &mut Transaction,
    of: &PollId,
    path: &str,
    (reason, of_several): (Option<&str>, &str),
) -> Result<u64, Attempt> {
    let update = format!(
        "UPDATE poll_participants SET blocked = $3 WHERE case_id = $1 AND poll = $2
         AND ballot IS NOT NULL AND code IS NULL
         AND (path = $4 OR SUBSTR(path, 1, CAST($5 AS INTEGER)) = $6){of_several}"
    );
    let update = of.bind(Statement::composed(update)).maybe_text(reason);
    transaction.execute(within(update, path)).await
}

/// How somebody has come, before they have a number.
struct Come {
    code: Option<u64>,
    channel: String,
    path: String,
}

impl Come {
    fn row(self, participant: u64) -> ParticipantRow {
        let Self { code, channel, path } = self;
        ParticipantRow { participant, code, channel, path, is_blocked: false, is_withdrawn: false }
    }
}

enum ByCode {
    New(Come),
    /// Whoever holds a code for one person.
    Again(ParticipantRow),
    Not(Entering),
}

/// Counts somebody at a code, or says why not.
async fn by_code(transaction: &mut Transaction, of: &PollId, hash: Hash) -> Result<ByCode, Attempt> {
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
    let select = "SELECT participant, code, channel, path, blocked, ballot, mark FROM poll_participants
         WHERE case_id = $1 AND poll = $2 AND code = $3 AND mark IS NULL";
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
async fn next_person(transaction: &mut Transaction, of: &PollId, most: u64) -> Result<Option<u64>, Attempt> {
    let count = "UPDATE polls SET people = people + 1
         WHERE case_id = $1 AND poll = $2 AND people < $3 RETURNING people";
    let rows = transaction.rows(of.about(count).number(most)).await?;
    Ok(rows.first().map(|row| row.number(0)).transpose()?)
}

async fn put(
    transaction: &mut Transaction,
    of: &PollId,
    row: &ParticipantRow,
    now: Micros,
    token: Hash,
) -> Result<(), Attempt> {
    let insert = Statement::new(
        "INSERT INTO poll_participants (case_id, poll, participant, token_hash, code, channel, path, day)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    let insert = of.bind(insert).number(row.participant).bytes(token.as_bytes());
    let insert = insert.maybe_number(row.code).text(&row.channel).text(&row.path);
    transaction.execute(insert.number(now / 86_400_000_000)).await?;
    Ok(())
}

/// The columns of a code that [`code_row`] reads.
pub(super) const CODE: &str = "code, label, quota, used, path, channel, blocked";

pub(super) fn code_row(row: &Row) -> Result<CodeRow, Error> {
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
        is_blocked: row.maybe_text(4)?.is_some(),
        is_withdrawn: row.maybe_text(5)?.is_none() && row.maybe_text(6)?.is_some(),
    })
}
