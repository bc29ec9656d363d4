//! Messages from telephones: kept until somebody has made a report of each or discarded it.
//!
//! A message has a name, which it has again when a gateway sends it twice, and of two with one name the first stays. What
//! somebody has dealt with loses its words: the record has those that count, and can erase them. Whoever makes a report of one claims
//! it first, so that of two servers one does.

mod end;
pub(crate) mod gateway;
pub(crate) mod muted;

use mawqif_core::record::hash::Hash;

pub use self::end::{Claim, Ending};
use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::{Attempt, Error},
    id::{AccountId, CaseId},
};

/// A message that comes.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'m> {
    /// What it has again when it comes again.
    pub name: &'m Hash,
    /// What any message with its sender, time and words has.
    pub content: &'m Hash,
    /// Since when another with the same content is the same message, when such a time is known.
    pub same_since: Option<Micros>,
    /// The gateway that it comes by.
    pub gateway: Option<u64>,
    /// Who pastes it.
    pub account: Option<&'m AccountId>,
    /// When it comes.
    pub time: Micros,
    /// When it was sent, and to what that is exact.
    pub sent: Option<(Micros, &'m str)>,
    /// A keyed hash of its sender, or nothing.
    pub sender: &'m str,
    /// The sender, sealed.
    pub sealed: Option<&'m [u8]>,
    /// What it says.
    pub words: &'m str,
}

/// How many messages a case may have.
#[derive(Clone, Copy, Debug)]
pub struct MessageRoom {
    /// Of those that wait.
    pub waiting: u64,
    /// Of those of one sender that wait, when one more comes by a gateway.
    pub of_sender: u64,
    /// Of those of one gateway that wait.
    pub of_gateway: u64,
    /// Of all; beyond it those go first that were dealt with first.
    pub all: u64,
}

/// What becomes of a message that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It waits under this number.
    New(u64),
    /// It came before, under this number.
    Before(u64),
    /// Too many wait.
    Full,
    /// Too many of its sender wait.
    SenderFull,
    /// Too many of its gateway wait.
    GatewayFull,
    /// Its sender is muted.
    Muted,
}

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// `report`, `discarded` or `expired`.
    pub how: String,
    /// When.
    pub time: Micros,
    /// Who has dealt with it.
    pub by: String,
    /// The entry of its report.
    pub entry: Option<u64>,
    /// Why it was discarded.
    pub reason: Option<String>,
}

/// A message as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Its number.
    pub number: u64,
    /// What any message with its sender, time and words has.
    pub content: Hash,
    /// The gateway that it came by.
    pub gateway: Option<u64>,
    /// Who pasted it.
    pub account: Option<String>,
    /// When it came.
    pub time: Micros,
    /// When it was sent.
    pub sent: Option<Micros>,
    /// To what that is exact.
    pub sent_to: Option<String>,
    /// A keyed hash of its sender, or nothing.
    pub sender: String,
    /// The sender, sealed.
    pub sealed: Option<Vec<u8>>,
    /// What it says, until it was dealt with.
    pub words: Option<String>,
    /// What became of it.
    pub ended: Option<Ended>,
    /// How often the same came again by a gateway.
    pub repeats: u64,
    /// When it last did.
    pub repeated: Option<Micros>,
}

/// The last moment, and the last number, that a database can hold.
const LAST: u64 = i64::MAX.unsigned_abs();

const COLUMNS: &str =
    "message, content, gateway, account_id, time, sent, sent_to, sender, sealed, words, ended, ended_time,
    ended_by, entry, reason, repeats, repeated FROM messages";

fn read(row: &Row) -> Result<MessageRow, Error> {
    let ended = match row.maybe_text(10)? {
        None => None,
        Some(how) => Some(Ended {
            how,
            time: row.maybe_number(11)?.unwrap_or_default(),
            by: row.maybe_text(12)?.unwrap_or_default(),
            entry: row.maybe_number(13)?,
            reason: row.maybe_text(14)?,
        }),
    };
    Ok(MessageRow {
        number: row.number(0)?,
        content: Hash::from_bytes(row.hash(1)?),
        gateway: row.maybe_number(2)?,
        account: row.maybe_text(3)?,
        time: row.time(4)?,
        sent: row.maybe_number(5)?,
        sent_to: row.maybe_text(6)?,
        sender: row.text(7)?,
        sealed: row.maybe_bytes(8)?,
        words: row.maybe_text(9)?,
        ended,
        repeats: row.maybe_number(15)?.unwrap_or_default(),
        repeated: row.maybe_number(16)?,
    })
}

impl Store {
    /// Keeps a message, unless it came before or too many wait.
    ///
    /// # Errors
    /// [`Error::Full`]; [`Error::Unavailable`], also when others keep coming in the same moment.
    pub async fn receive_message(
        &self,
        case: &CaseId,
        new: NewMessage<'_>,
        room: MessageRoom,
    ) -> Result<Received, Error> {
        let work = |transaction: Transaction| receive(transaction, case, new, room);
        self.attempts(work).await.map_err(Attempt::into_error)
    }

    /// Messages of a case that wait, the oldest first, or that were dealt with, the latest first.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn messages(
        &self,
        case: &CaseId,
        are_ended: Which,
        most: u64,
    ) -> Result<Vec<MessageRow>, Error> {
        let which = match are_ended {
            Which::Waiting => "ended IS NULL ORDER BY message LIMIT $2",
            Which::Ended => "ended IS NOT NULL ORDER BY ended_time DESC, message DESC LIMIT $2",
        };
        let select = Statement::composed(format!("SELECT {COLUMNS} WHERE case_id = $1 AND {which}"));
        self.rows(select.text(case.as_str()).number(most)).await?.iter().map(read).collect()
    }

    /// The message with a number.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn message(&self, case: &CaseId, number: u64) -> Result<MessageRow, Error> {
        let select = Statement::composed(format!("SELECT {COLUMNS} WHERE case_id = $1 AND message = $2"));
        let row = self.row(select.text(case.as_str()).number(number)).await?;
        read(&row.ok_or(Error::Missing("such message"))?)
    }

    /// How many messages of a case wait.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn messages_waiting(&self, case: &CaseId) -> Result<u64, Error> {
        let select = Statement::new("SELECT COUNT(*) FROM messages WHERE case_id = $1 AND ended IS NULL");
        self.row(select.text(case.as_str())).await?.map_or(Ok(0), |row| row.number(0))
    }

    /// The first message of a case with the same sender, time and words, if there is one.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn message_of(&self, case: &CaseId, content: &Hash) -> Result<Option<u64>, Error> {
        let select = Statement::new("SELECT MIN(message) FROM messages WHERE case_id = $1 AND content = $2");
        let row = self.row(select.text(case.as_str()).bytes(content.as_bytes())).await?;
        row.map_or(Ok(None), |row| row.maybe_number(0))
    }
}

/// Which messages are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that wait.
    Waiting,
    /// Those that were dealt with.
    Ended,
}

async fn receive(
    mut transaction: Transaction,
    case: &CaseId,
    new: NewMessage<'_>,
    room: MessageRoom,
) -> Result<Received, Attempt> {
    let of = |text: &'static str| Statement::new(text).text(case.as_str());
    if let Some(gateway) = new.gateway {
        let used = of("UPDATE gateways SET used = $3 WHERE case_id = $1 AND gateway = $2");
        transaction.execute(used.number(gateway).number(new.time)).await?;
        // Whoever pastes a message has read it.
        if muted::turned_away(&mut transaction, case, new.sender, new.time).await? {
            return transaction.commit(Received::Muted).await;
        }
    }
    let known =
        of("SELECT message FROM messages WHERE case_id = $1 AND (name = $2 OR (content = $3 AND time >= $4))
         ORDER BY message DESC LIMIT 1");
    // Later than any: no time is known since when it would be the same.
    let since = new.same_since.unwrap_or(LAST);
    let known = known.bytes(new.name.as_bytes()).bytes(new.content.as_bytes()).number(since);
    if let Some(row) = transaction.rows(known).await?.first() {
        let number = row.number(0)?;
        if new.gateway.is_some() {
            let again = of(
                "UPDATE messages SET repeats = COALESCE(repeats, 0) + 1, repeated = $3 WHERE case_id = $1 AND message = $2",
            );
            transaction.execute(again.number(number).number(new.time)).await?;
        }
        return transaction.commit(Received::Before(number)).await;
    }
    let counts = of("SELECT COUNT(*), COALESCE(SUM(CASE WHEN ended IS NULL THEN 1 ELSE 0 END), 0),
         COALESCE(MAX(message), 0), COALESCE(SUM(CASE WHEN ended IS NULL AND sender = $2 THEN 1 ELSE 0 END), 0),
         COALESCE(SUM(CASE WHEN ended IS NULL AND gateway = $3 THEN 1 ELSE 0 END), 0) FROM messages WHERE case_id = $1");
    let counts = counts.text(new.sender).number(new.gateway.unwrap_or(LAST));
    let rows = transaction.rows(counts).await?;
    let count = |column: usize| rows.first().map_or(Ok(0), |row| row.number(column));
    let (all, waiting, last) = (count(0)?, count(1)?, count(2)?);
    let full = if let Some(gateway) = new.gateway {
        let is_sender_full = !new.sender.is_empty() && count(3)? >= room.of_sender;
        let full = match (is_sender_full, count(4)? >= room.of_gateway) {
            (true, _) => Some(Received::SenderFull),
            (false, true) => Some(Received::GatewayFull),
            (false, false) => (waiting >= room.waiting).then_some(Received::Full),
        };
        if full.is_some() {
            let turned = of(
                "UPDATE gateways SET turned_away = COALESCE(turned_away, 0) + 1 WHERE case_id = $1 AND gateway = $2",
            );
            transaction.execute(turned.number(gateway)).await?;
        }
        full
    } else {
        (waiting >= room.waiting).then_some(Received::Full)
    };
    if let Some(full) = full {
        return transaction.commit(full).await;
    }
    if all >= room.all {
        let oldest = of("DELETE FROM messages WHERE case_id = $1 AND message =
             (SELECT MIN(message) FROM messages WHERE case_id = $1 AND ended IS NOT NULL)");
        transaction.execute(oldest).await?;
    }
    let number = last + 1;
    let insert = of("INSERT INTO messages (case_id, message, name, content, gateway, account_id, time, sent, sent_to, sender,
         sealed, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
    let (sent, sent_to) = new.sent.unzip();
    let insert = insert
        .number(number)
        .bytes(new.name.as_bytes())
        .bytes(new.content.as_bytes())
        .maybe_number(new.gateway);
    let insert = insert.maybe_text(new.account.map(AccountId::as_str)).number(new.time);
    let insert = insert.maybe_number(sent).maybe_text(sent_to).text(new.sender).maybe_bytes(new.sealed);
    let inserted = transaction.execute(insert.text(&new.words.replace('\0', "\u{FFFD}"))).await;
    // Two that come at once want the same number, or are the same: whoever is second looks again.
    inserted.map_err(Attempt::again)?;
    if let Some(gateway) = new.gateway {
        let counted = of("UPDATE gateways SET received = received + 1 WHERE case_id = $1 AND gateway = $2");
        transaction.execute(counted.number(gateway)).await?;
    }
    transaction.commit(Received::New(number)).await
}
