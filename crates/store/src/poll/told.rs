//! What everybody sees of a result while people vote: one for all servers, which goes on over a new start.

use super::PollId;
use crate::{database::Store, error::Error};

impl Store {
    /// What was told last, as JSON, and how many had voted; none as long as nothing was.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_told(&self, of: &PollId) -> Result<Option<(u64, String)>, Error> {
        let select = "SELECT people, told FROM poll_told WHERE case_id = $1 AND poll = $2";
        let row = self.row(of.about(select)).await?;
        row.map(|row| Ok((row.number(0)?, row.text(1)?))).transpose()
    }

    /// How many had voted at what was told last.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_told_people(&self, of: &PollId) -> Result<Option<u64>, Error> {
        let select = "SELECT people FROM poll_told WHERE case_id = $1 AND poll = $2";
        self.row(of.about(select)).await?.map(|row| row.number(0)).transpose()
    }

    /// Tells a result, unless as many as `few` people do not lie between it and the one before; says whether it is told.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn tell_poll(&self, of: &PollId, people: u64, told: &str, few: u64) -> Result<bool, Error> {
        // Compared and put in its place in one statement, so that of two servers one alone can tell.
        let tell = "INSERT INTO poll_told (case_id, poll, people, told) VALUES ($1, $2, $3, $4)
             ON CONFLICT (case_id, poll) DO UPDATE SET people = excluded.people, told = excluded.told
             WHERE poll_told.people + $5 <= excluded.people OR excluded.people + $5 <= poll_told.people";
        let tell = of.about(tell).number(people).text(told).number(few);
        Ok(self.execute(tell, "such a result").await? > 0)
    }
}
