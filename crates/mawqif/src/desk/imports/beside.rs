//! A table beside those that count: which of its reports may be told there already.
//!
//! A report that has the id of one that counts is left out before anybody looks. What two sources tell of one event has two ids, so it is only
//! suggested, and nothing is merged: whoever takes a table in decides whether the two may both count.

use std::sync::Arc;

use mawqif_core::followup::{
    Reports,
    calendar::Day,
    likeness::{Window, across, alike},
    report::Report,
};

use super::{Desk, Fault, Held, Looked, is_of, kept::Alike};

/// The most rows of other tables that one is compared with.
pub const OTHER_ROWS_LIMIT: usize = 500_000;

impl Desk {
    /// Which reports of a table may be told twice, within it and in the tables that count. It is found once for what was read.
    ///
    /// # Errors
    /// The store's; [`Fault::Busy`].
    pub async fn alike(&self, held: &Held, looked: &Looked) -> Result<Option<Alike>, Fault> {
        let Ok((reports, _)) = &looked.dry.read else { return Ok(None) };
        let found = looked.dry.alike.get_or_try_init(|| self.found(held, looked.table.number, reports));
        Ok(Some(found.await?.clone()))
    }

    async fn found(&self, held: &Held, number: u64, reports: &Arc<Reports>) -> Result<Alike, Fault> {
        let window = Window::default();
        let own = reports.clone();
        let within = self.reckon(move || alike(&own, window)).await?;
        let Others { rows, told, are_all } = self.others(held, number, reports, window).await?;
        let own = reports.clone();
        let (mut across, own) = self.reckon(move || (across(&own, &rows, window), own)).await?;
        across.is_complete &= are_all;
        let of = |second: usize| second.checked_sub(own.reports.len()).and_then(|at| told.get(at)).copied();
        let others = across.pairs.iter().filter_map(|pair| of(pair.second)).collect();
        Ok(Alike { within, across, others })
    }

    /// The rows of tables that count which are of the days of a table, with the names that they have in it.
    async fn others(
        &self,
        held: &Held,
        number: u64,
        reports: &Reports,
        window: Window,
    ) -> Result<Others, Fault> {
        let mut others = Others { rows: Vec::new(), told: Vec::new(), are_all: true };
        let Some((first, last)) = reports.days() else { return Ok(others) };
        let days = (first.plus(-i32::from(window.days)), last.plus(i32::from(window.days)));
        let case = held.now();
        for (other, imported) in case.follow_up().imports().in_force().filter(|(own, _)| *own != number) {
            let day = |date: Option<_>| date.and_then(Day::of);
            let span = day(imported.import.first).zip(day(imported.import.last));
            if span.is_some_and(|(from, until)| from > days.1 || until < days.0) {
                continue;
            }
            let table = match self.store().brought_table(held.stored(), other).await {
                Ok(table) if is_of(&table, &imported.import) => table,
                Ok(_) | Err(mawqif_store::Error::Missing(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            let room = OTHER_ROWS_LIMIT - others.rows.len();
            // One more than there is room for tells that there are more.
            let (names, mut rows) =
                self.store().reports_of_days(held.stored(), table.number, days, room + 1).await?;
            if rows.len() > room {
                rows.truncate(room);
                others.are_all = false;
            }
            others.told.extend(rows.iter().map(|it| (other, it.row)));
            others.rows.extend(rows.iter().map(|it| reports.as_named_here(it, &names)));
        }
        Ok(others)
    }
}

/// Rows of other tables.
struct Others {
    rows: Vec<Report>,
    /// The table and the row of each.
    told: Vec<(u64, u32)>,
    /// Whether none was left out.
    are_all: bool,
}
