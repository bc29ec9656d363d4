//! Ballots that are destroyed once a consultation is closed: votes, who cast them, what was kept for telling results, who added which
//! statement, and what the hash over them begins with.
//!
//! What was published stays, and so do statements and codes. A transaction takes some thousand participants, so that nobody waits
//! for all of them; whoever dies over it goes on where it ended. It is done once [`Store::mark_poll_emptied`] says so, which comes after
//! [`Store::finish_forgetting`]: until then every server, and every start, does it again.

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
                    // That participants added it is left, and not which of them: nobody has number 0.
                    "UPDATE poll_statements SET author = 0
                     WHERE case_id = $1 AND poll = $2 AND author IS NOT NULL",
                ] {
                    transaction.execute(of.about(text)).await?;
                }
            }
            transaction.commit(last.is_some()).await
        })
        .await
    }

    /// Whether the ballots of a consultation are destroyed, in the tables and in the files.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn is_poll_emptied(&self, of: &PollId) -> Result<bool, Error> {
        let select = "SELECT poll FROM polls WHERE case_id = $1 AND poll = $2 AND emptied IS NOT NULL";
        Ok(self.row(of.about(select)).await?.is_some())
    }

    /// Says that nothing is left of them; changes nothing of a consultation that is not closed.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn mark_poll_emptied(&self, of: &PollId) -> Result<(), Error> {
        let mark = "UPDATE polls SET emptied = 1 WHERE case_id = $1 AND poll = $2 AND result IS NOT NULL";
        self.execute(of.about(mark), "such a consultation").await.map(|_| ())
    }
}
