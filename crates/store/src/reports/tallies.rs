//! What tables of reports count, kept beside their rows.

use mawqif_core::{
    followup::tallies::{Series, Tallies, Where},
    record::hash::Hash,
    text::Id,
};

use super::broken;
use crate::{
    database::{Store, statement::Statement, transaction::Transaction},
    error::Error,
    id::CaseId,
};

impl Store {
    /// Keeps what a table counts, for commitments and places with this hash, in place of what it counted before.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such table; [`Error::Full`], [`Error::Unavailable`].
    pub async fn set_tallies(
        &self,
        case: &CaseId,
        number: u64,
        basis: Hash,
        tallies: &Tallies,
    ) -> Result<(), Error> {
        let of = |text: &'static str| Statement::new(text).text(case.as_str()).number(number);
        let basis = &basis;
        let set = |mut transaction: Transaction| async move {
            let update = of("UPDATE report_imports SET basis = $3 WHERE case_id = $1 AND number = $2");
            let changed = transaction.execute(update.bytes(basis.as_bytes())).await?;
            transaction.execute(of("DELETE FROM report_tallies WHERE case_id = $1 AND number = $2")).await?;
            for ((commitment, place), series) in tallies {
                let insert = of(
                    "INSERT INTO report_tallies (case_id, number, commitment, area, days, undated, uncounted)
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                );
                let insert = insert.text(commitment.as_str()).text(place.code()).bytes(&series.packed());
                transaction.execute(insert.number(series.undated).number(series.uncounted)).await?;
            }
            transaction.commit(changed).await
        };
        match self.transaction("tallies", set).await? {
            0 => Err(Error::Missing("such table of reports")),
            _ => Ok(()),
        }
    }

    /// What a table counts, for the commitments and places that its `basis` tells.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn tallies(&self, case: &CaseId, number: u64) -> Result<Tallies, Error> {
        let select = Statement::new(
            "SELECT commitment, area, days, undated, uncounted FROM report_tallies WHERE case_id = $1 AND number = $2",
        );
        let rows = self.rows(select.text(case.as_str()).number(number)).await?;
        let mut tallies = Tallies::new();
        for row in &rows {
            let commitment = Id::new(&row.text(0)?).map_err(|_| broken("a tally is of no commitment"))?;
            let place = Where::of_code(&row.text(1)?).ok_or_else(|| broken("a tally is of no place"))?;
            let days = row.maybe_bytes(2)?.unwrap_or_default();
            let days = Series::unpack(&days).ok_or_else(|| broken("a tally cannot be read"))?;
            let series = Series { days, undated: row.number(3)?, uncounted: row.number(4)? };
            tallies.insert((commitment, place), series);
        }
        Ok(tallies)
    }
}
