//! Ballots that are destroyed once a consultation is closed: votes, who cast them, and what the hash over them begins with.
//!
//! What was published stays, and so do statements and codes. A transaction takes some thousand participants, so that nobody waits
//! for all of them; whoever dies over it goes on where it ended.

use super::PollId;
use crate::{database::Store, error::Error};

/// Participants whose ballots one transaction destroys.
pub const FORGOTTEN: u64 = 5_000;

impl Store {
    /// Destroys some of the ballots of a consultation that is closed; says whether there may be more. Nothing is destroyed of one
    /// that is not closed.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_poll_ballots(&self, of: &PollId) -> Result<bool, Error> {
        self.transaction("such ballots", |mut transaction| async move {
            // Without the salt nobody who has the record finds by trying what few people said.
            let closed = "UPDATE polls SET salt = NULL, turn = turn + 1
                 WHERE case_id = $1 AND poll = $2 AND result IS NOT NULL";
            if transaction.execute(of.about(closed)).await? == 0 {
                return Ok(false);
            }
            let last = "SELECT MAX(participant) FROM (SELECT participant FROM poll_participants
                 WHERE case_id = $1 AND poll = $2 ORDER BY participant LIMIT $3) AS these";
            let rows = transaction.rows(of.about(last).number(FORGOTTEN)).await?;
            let last = rows.first().map(|row| row.maybe_number(0)).transpose()?.flatten();
            if let Some(last) = last {
                for text in [
                    "DELETE FROM poll_votes WHERE case_id = $1 AND poll = $2 AND participant <= $3",
                    "DELETE FROM poll_participants WHERE case_id = $1 AND poll = $2 AND participant <= $3",
                ] {
                    transaction.execute(of.about(text).number(last)).await?;
                }
            } else {
                for text in [
                    "DELETE FROM poll_votes WHERE case_id = $1 AND poll = $2",
                    "DELETE FROM poll_told WHERE case_id = $1 AND poll = $2",
                ] {
                    transaction.execute(of.about(text)).await?;
                }
            }
            transaction.commit(last.is_some()).await
        })
        .await
    }

    /// Whether anything is left of the ballots of a consultation.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn has_poll_ballots(&self, of: &PollId) -> Result<bool, Error> {
        for text in [
            "SELECT participant FROM poll_participants WHERE case_id = $1 AND poll = $2 LIMIT 1",
            "SELECT participant FROM poll_votes WHERE case_id = $1 AND poll = $2 LIMIT 1",
            // Votes on tied statements stand there as well.
            "SELECT people FROM poll_told WHERE case_id = $1 AND poll = $2 LIMIT 1",
        ] {
            if self.row(of.about(text)).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
