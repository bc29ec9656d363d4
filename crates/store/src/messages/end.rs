//! What becomes of messages: claimed by whoever makes a report of one, ended once.

use super::Ended;
use crate::{
    Micros,
    database::{Store, statement::Statement},
    error::Error,
    id::CaseId,
};

/// Which messages are ended.
#[derive(Clone, Copy, Debug)]
pub enum Ending<'e> {
    /// The one with this number, which became a report: that is so, whoever claims it.
    Filed(u64),
    /// The one with this number, unless somebody is making a report of it.
    One(u64),
    /// All of this sender of which nobody is making a report.
    Of(&'e str),
    /// All that came before a moment and of which nobody is making a report.
    Before(Micros),
}

/// By what whoever deals with something is known, and until when at most nobody else does.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// By chance, for each attempt another.
    pub by: [u8; 16],
    /// Now.
    pub now: Micros,
    /// Until when it holds when nobody gives it back.
    pub until: Micros,
}

impl Store {
    /// Claims a message that waits; false when somebody else has claimed it, or something became of it.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn claim_message(&self, case: &CaseId, number: u64, claim: &Claim) -> Result<bool, Error> {
        let update = Statement::new(
            "UPDATE messages SET claim = $3, claimed_until = $4 WHERE case_id = $1 AND message = $2 AND ended IS NULL
             AND (claimed_until IS NULL OR claimed_until <= $5)",
        );
        let update = update.text(case.as_str()).number(number).bytes(&claim.by);
        let update = update.number(claim.until).number(claim.now);
        Ok(self.execute(update, "a message").await? == 1)
    }

    /// Gives a claim to a message back.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn release_message(&self, case: &CaseId, number: u64, by: &[u8; 16]) -> Result<(), Error> {
        let update = Statement::new(
            "UPDATE messages SET claim = NULL, claimed_until = NULL WHERE case_id = $1 AND message = $2 AND claim = $3",
        );
        let update = update.text(case.as_str()).number(number).bytes(by);
        self.execute(update, "a message").await.map(|_| ())
    }

    /// Says what became of messages, which then lose their words; of how many it was not said before.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn end_messages(&self, case: &CaseId, which: Ending<'_>, ended: &Ended) -> Result<u64, Error> {
        let of = match which {
            Ending::Filed(_) => "message = $7",
            Ending::One(_) => "message = $7 AND (claimed_until IS NULL OR claimed_until <= $3)",
            Ending::Of(_) => "sender = $7 AND (claimed_until IS NULL OR claimed_until <= $3)",
            Ending::Before(_) => "time < $7 AND (claimed_until IS NULL OR claimed_until <= $3)",
        };
        let update = Statement::composed(format!(
            "UPDATE messages SET words = NULL, sealed = NULL, claim = NULL, claimed_until = NULL, ended = $2, ended_time = $3,
             ended_by = $4, entry = $5, reason = $6 WHERE case_id = $1 AND ended IS NULL AND {of}"
        ));
        let update = update.text(case.as_str()).text(&ended.how).number(ended.time).text(&ended.by);
        let update = update.maybe_number(ended.entry).maybe_text(ended.reason.as_deref());
        let update = match which {
            Ending::Filed(number) | Ending::One(number) | Ending::Before(number) => update.number(number),
            Ending::Of(sender) => update.text(sender),
        };
        self.execute(update, "a message").await
    }

    /// How many messages of each sender wait, of those that have one.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn messages_waiting_of(&self, case: &CaseId) -> Result<Vec<(String, u64)>, Error> {
        let select = Statement::new(
            "SELECT sender, COUNT(*) FROM messages WHERE case_id = $1 AND ended IS NULL AND sender <> '' GROUP BY sender",
        );
        let rows = self.rows(select.text(case.as_str())).await?;
        rows.iter().map(|row| Ok((row.text(0)?, row.number(1)?))).collect()
    }
}
