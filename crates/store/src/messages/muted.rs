//! Senders that were muted: what gateways bring of them is not kept, and counted.

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

/// A sender that was muted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MutedRow {
    /// The mark of the sender.
    pub sender: String,
    /// Who has muted it.
    pub account: String,
    /// When.
    pub time: Micros,
    /// Why.
    pub reason: String,
    /// How many messages were turned away since.
    pub turned_away: u64,
    /// When the last one was.
    pub last: Option<Micros>,
}

fn read(row: &Row) -> Result<MutedRow, Error> {
    Ok(MutedRow {
        sender: row.text(0)?,
        account: row.text(1)?,
        time: row.time(2)?,
        reason: row.text(3)?,
        turned_away: row.number(4)?,
        last: row.maybe_number(5)?,
    })
}

impl Store {
    /// Mutes a sender; false when as many are as may be. One that is muted stays so, as it was.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn mute_sender(
        &self,
        case: &CaseId,
        sender: &str,
        (account, now, reason): (&AccountId, Micros, &str),
        limit: u64,
    ) -> Result<bool, Error> {
        let mute = |mut transaction: Transaction| async move {
            let count =
                Statement::new("SELECT COUNT(*) FROM muted_senders WHERE case_id = $1 AND sender <> $2");
            let rows = transaction.rows(count.text(case.as_str()).text(sender)).await?;
            if rows.first().map_or(Ok(0), |row| row.number(0))? >= limit {
                return transaction.commit(false).await;
            }
            let insert = Statement::new(
                "INSERT INTO muted_senders (case_id, sender, account_id, time, reason, turned_away)
                 VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT DO NOTHING",
            );
            let insert = insert.text(case.as_str()).text(sender).text(account.as_str()).number(now);
            transaction.execute(insert.text(&reason.replace('\0', "\u{FFFD}"))).await?;
            transaction.commit(true).await
        };
        self.transaction("a muted sender", mute).await
    }

    /// Lets a sender be heard again; false when it was not muted.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn unmute_sender(&self, case: &CaseId, sender: &str) -> Result<bool, Error> {
        let delete = Statement::new("DELETE FROM muted_senders WHERE case_id = $1 AND sender = $2");
        Ok(self.execute(delete.text(case.as_str()).text(sender), "a muted sender").await? == 1)
    }

    /// The senders of a case that are muted, the latest first.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn muted_senders(&self, case: &CaseId) -> Result<Vec<MutedRow>, Error> {
        let select = Statement::new(
            "SELECT sender, account_id, time, reason, turned_away, last_turned FROM muted_senders
             WHERE case_id = $1 ORDER BY time DESC, sender",
        );
        self.rows(select.text(case.as_str())).await?.iter().map(read).collect()
    }
}

/// Counts a message of a sender that is muted; false when it is not.
pub(super) async fn turned_away(
    transaction: &mut Transaction,
    case: &CaseId,
    sender: &str,
    now: Micros,
) -> Result<bool, Attempt> {
    if sender.is_empty() {
        return Ok(false);
    }
    let update = Statement::new(
        "UPDATE muted_senders SET turned_away = turned_away + 1, last_turned = $3 WHERE case_id = $1 AND sender = $2",
    );
    let turned = transaction.execute(update.text(case.as_str()).text(sender).number(now)).await?;
    Ok(turned == 1)
}
