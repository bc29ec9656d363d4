//! Rows of tables that count: looked at one by one, and made reports of.
//!
//! What is counted in a square of the board is found by the same areas and indicators as on the board, in blocks of rows, so that a table
//! of a million rows is never in memory as a whole. A report that is called as one of a row is of a row that there is.

use mawqif_core::{
    case::{
        Act, Case, Refusal,
        followup::{imports::Import, rows::TableRow},
        refusal::Thing,
    },
    followup::{calendar::Day, report::Names, whereabouts::Square},
    text::Id,
};
use mawqif_store::ListedRow;

use super::{Desk, Fault, Held, is_of};

/// Rows of tables that are listed at once.
pub const ROWS_SHOWN: usize = 50;

/// The most rows that are looked through for them.
pub const ROWS_READ_LIMIT: usize = 500_000;

/// Rows that are looked through at once.
const BLOCK: usize = 20_000;

/// Which rows are looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Of which table; of all that count when none is named.
    pub table: Option<u64>,
    /// Which commitment counts them, and in which of its places.
    pub square: Option<(Id, Option<Id>)>,
    /// On which days they happened.
    pub days: (Day, Day),
    /// After which row.
    pub after: Option<TableRow>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { table: None, square: None, days: (Day(i32::MIN / 2), Day(i32::MAX / 2)), after: None }
    }
}

/// Rows that were found.
#[derive(Debug, Default)]
pub struct Found {
    /// The rows, each with its table.
    pub rows: Vec<(u64, ListedRow)>,
    /// After which row to go on, when there may be more.
    pub next: Option<TableRow>,
}

impl Desk {
    /// Rows of tables that count, in the order of tables and rows.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] for a commitment that there is not, and the store's.
    pub async fn rows(&self, held: &Held, case: &Case, wanted: &Wanted) -> Result<Found, Fault> {
        let after = wanted.after;
        let from = after.map_or(0, |it| it.table);
        let tables = case.follow_up().imports().in_force();
        let tables: Vec<(u64, &Import)> = tables
            .filter(|(number, _)| wanted.table.is_none_or(|own| own == *number) && *number >= from)
            .map(|(number, it)| (number, &it.import))
            .collect();
        let (mut found, mut read) = (Found::default(), 0_usize);
        for (number, import) in tables {
            let mut row = after.filter(|it| it.table == number).map_or(0, |it| it.row);
            if !self.has_rows(held, number, import).await? {
                continue;
            }
            let square = match &wanted.square {
                Some((commitment, place)) => {
                    let names = self.store().report_names(held.stored(), number).await?;
                    Some(square(case, commitment, place.as_ref(), &names)?)
                }
                None => None,
            };
            loop {
                let room = ROWS_SHOWN - found.rows.len();
                if room == 0 || read >= ROWS_READ_LIMIT {
                    found.next = Some(TableRow { table: number, row });
                    return Ok(found);
                }
                let most = if square.is_some() { BLOCK } else { room };
                let store = self.store();
                let block = store.reports_after(held.stored(), number, wanted.days, row, most).await?;
                read = read.saturating_add(block.len());
                let is_last = block.len() < most;
                let counted: Vec<u64> = block
                    .iter()
                    .filter(|it| square.as_ref().is_none_or(|own| own.counts(it)))
                    .map(|it| u64::from(it.row))
                    .take(room)
                    .collect();
                let is_full = counted.len() == room;
                let listed = self.store().report_rows(held.stored(), number, &counted).await?;
                found.rows.extend(listed.into_iter().map(|it| (number, it)));
                row = match counted.last() {
                    Some(last) if is_full => *last,
                    _ => block.last().map_or(row, |it| u64::from(it.row)),
                };
                if is_last && !is_full {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// A row of a table that counts.
    ///
    /// # Errors
    /// The store's.
    pub async fn row(&self, held: &Held, row: TableRow) -> Result<Option<ListedRow>, Fault> {
        let case = held.now();
        let imported = case.follow_up().imports().all().get(&row.table).filter(|it| it.back.is_none());
        let Some(imported) = imported else { return Ok(None) };
        if !self.has_rows(held, row.table, &imported.import).await? {
            return Ok(None);
        }
        Ok(self.store().report_rows(held.stored(), row.table, &[row.row]).await?.pop())
    }

    /// Whether the store has the rows that the record names.
    async fn has_rows(&self, held: &Held, number: u64, import: &Import) -> Result<bool, Fault> {
        match self.store().brought_table(held.stored(), number).await {
            Ok(table) => Ok(is_of(&table, import)),
            Err(mawqif_store::Error::Missing(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Refuses a report that is called as one of a row that there is not among those that count.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], and the store's.
    pub(in crate::desk) async fn is_of_row(&self, held: &Held, act: &Act) -> Result<(), Fault> {
        let Act::ReportIncident { report, .. } = act else { return Ok(()) };
        let Some(row) = TableRow::of_client(&report.client) else { return Ok(()) };
        // One that was reported before is told so by the core, also when its table was taken back.
        if held.now().follow_up().report_of_row(row).is_some() || self.row(held, row).await?.is_some() {
            return Ok(());
        }
        Err(Refusal::Unknown { what: Thing::Import, name: report.client.clone() }.into())
    }
}

fn square(case: &Case, commitment: &Id, place: Option<&Id>, names: &Names) -> Result<Square, Fault> {
    let dossier = case.dossier();
    let known = dossier.commitments.iter().find(|it| it.id == *commitment);
    let square = known.and_then(|it| Square::new(it, place, &dossier.places, names));
    let unknown = || Refusal::Unknown { what: Thing::Part, name: commitment.to_string() };
    Ok(square.ok_or_else(unknown)?)
}
