//! What everybody sees of a result while people vote: one for all servers, which goes on over a new start.

use super::PollId;
use crate::{database::Store, error::Error};

/// A result as it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRow {
    /// Which one it is, from 1: another one has another number.
    pub serial: u64,
    /// How many had voted.
    pub people: u64,
    /// The result, as JSON.
    pub told: String,
}

impl Store {
    /// What was told last; none as long as nothing was.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_told(&self, of: &PollId) -> Result<Option<ToldRow>, Error> {
        let select =
            "SELECT COALESCE(serial, 0), people, told FROM poll_told WHERE case_id = $1 AND poll = $2";
        let row = self.row(of.about(select)).await?;
        row.map(|row| Ok(ToldRow { serial: row.number(0)?, people: row.number(1)?, told: row.text(2)? }))
            .transpose()
    }

    /// Which one was told last; none as long as nothing was.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_told_serial(&self, of: &PollId) -> Result<Option<u64>, Error> {
        let select = "SELECT COALESCE(serial, 0) FROM poll_told WHERE case_id = $1 AND poll = $2";
        self.row(of.about(select)).await?.map(|row| row.number(0)).transpose()
    }

    /// Tells a result instead of the one with the number `after` (none: as the first), unless as many as `few` people do not lie
    /// between the two, or another one was told meanwhile, or the consultation is closed; gives its number when it is told.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn tell_poll(
        &self,
        of: &PollId,
        after: Option<u64>,
        (people, told): (u64, &str),
        few: u64,
    ) -> Result<Option<u64>, Error> {
        // Compared and put in its place in one statement, so that of two servers one alone can tell.
        let serial = after.unwrap_or_default() + 1;
        let tell = match after {
            None => {
                "INSERT INTO poll_told (case_id, poll, people, told, serial)
                 SELECT $1, $2, $3, $4, $5 FROM polls
                 WHERE case_id = $1 AND poll = $2 AND result IS NULL
                 ON CONFLICT (case_id, poll) DO NOTHING"
            }
            Some(_) => {
                "UPDATE poll_told SET people = $3, told = $4, serial = $5
                 WHERE case_id = $1 AND poll = $2 AND COALESCE(serial, 0) + 1 = $5
                 AND (people + $6 <= $3 OR $3 + $6 <= people)
                 AND EXISTS (SELECT 1 FROM polls
                     WHERE polls.case_id = $1 AND polls.poll = $2 AND polls.result IS NULL)"
            }
        };
        let tell = of.about(tell).number(people).text(told).number(serial);
        let tell = if after.is_some() { tell.number(few) } else { tell };
        Ok((self.execute(tell, "such a result").await? > 0).then_some(serial))
    }
}
