//! What was read of tables, kept between looking at one and taking it in.
//!
//! Reading a large table takes seconds and memory. So one is read at a time, what comes of it is kept for whoever looks again or takes it
//! in, and all that is kept together has no more rows than one table may have: the longest kept makes room, and after half an hour
//! nothing is.

use std::{collections::VecDeque, sync::Arc};

use mawqif_core::{
    case::{CaseId, Moment},
    followup::{Reports, calendar::Day, likeness::Likeness, table::TableFault},
    record::hash::Hash,
};
use tokio::sync::{Mutex, MutexGuard, OnceCell};

/// The most rows of tables that are kept between looking and taking in, of all cases of a server.
pub const KEPT_ROWS_LIMIT: usize = 2_000_000;

/// How long they are kept, in microseconds.
const KEPT_FOR: u64 = 30 * 60 * 1_000_000;

/// On what it depends what a table is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The case.
    pub case: CaseId,
    /// The table's number.
    pub number: u64,
    /// Its file.
    pub sha256: Hash,
    /// How its columns are read.
    pub mapping: String,
    /// The day that is taken for today.
    pub today: Day,
    /// The points of the case, and the tables that count.
    pub beside: Hash,
}

/// What a table was read as.
pub struct Dry {
    /// The rows that would count, with their root; or why there are none.
    pub read: Result<(Arc<Reports>, Hash), TableFault>,
    /// The sheets to choose from, when it is a workbook.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: String,
    /// What may be told twice, once somebody has asked.
    pub alike: OnceCell<Alike>,
}

/// Reports that may be told twice.
#[derive(Clone, Debug)]
pub struct Alike {
    /// Within the table.
    pub within: Likeness,
    /// Between the table and those that count.
    pub across: Likeness,
    /// Of each pair in `across`, the table and the row that the other report has there.
    pub others: Vec<(u64, u32)>,
}

impl Dry {
    fn rows(&self) -> usize {
        self.read.as_ref().map_or(0, |(reports, _)| reports.reports.len())
    }
}

/// What is kept, the latest first.
#[derive(Default)]
pub struct Lookings(Mutex<VecDeque<(Basis, Moment, Arc<Dry>)>>);

impl Lookings {
    /// Waits until no other table is being read, and gives what was read of this one; else the place to keep it in.
    pub async fn find(&self, basis: &Basis, now: Moment) -> Result<Arc<Dry>, Place<'_>> {
        let mut kept = self.0.lock().await;
        kept.retain(|(_, since, _)| now.micros().abs_diff(since.micros()) < KEPT_FOR);
        match kept.iter().find(|(own, ..)| own == basis) {
            Some((.., dry)) => Ok(dry.clone()),
            None => {
                // An older reading of the same table is asked for no more, and its memory is needed now.
                kept.retain(|(own, ..)| (&own.case, own.number) != (&basis.case, basis.number));
                Err(Place(kept))
            }
        }
    }

    /// Forgets what was read of a table.
    pub async fn forget(&self, case: &CaseId, number: u64) {
        self.0.lock().await.retain(|(own, ..)| (&own.case, own.number) != (case, number));
    }
}

/// Where one more can be kept.
pub struct Place<'k>(MutexGuard<'k, VecDeque<(Basis, Moment, Arc<Dry>)>>);

impl Place<'_> {
    /// Keeps what was read of a table, and drops what is too much then.
    pub fn keep(mut self, basis: Basis, dry: Dry, now: Moment) -> Arc<Dry> {
        let dry = Arc::new(dry);
        self.0.push_front((basis, now, dry.clone()));
        let mut rows = 0_usize;
        let fits = |(.., dry): &&(Basis, Moment, Arc<Dry>)| {
            rows = rows.saturating_add(dry.rows());
            rows <= KEPT_ROWS_LIMIT
        };
        let kept = self.0.iter().take_while(fits).count();
        self.0.truncate(kept);
        dry
    }
}

#[cfg(test)]
mod tests {
    use mawqif_core::followup::{Source, calendar::Order, read};

    use super::*;

    fn basis(number: u64) -> Basis {
        let hash = Hash::of(&[b"file"]);
        let case = CaseId::new("ours").unwrap();
        Basis { case, number, sha256: hash, mapping: String::new(), today: Day(0), beside: hash }
    }

    fn dry(rows: usize) -> Dry {
        let table = format!("id,date\n{}", "x,2030-01-01\n".repeat(rows));
        let source = Source {
            bytes: table.as_bytes(),
            today: Day(100_000),
            columns: &[],
            order: Order::Plain,
            points: &[],
        };
        let mut reports = read(&source).unwrap();
        let first = reports.reports[0];
        reports.reports.resize(rows, first);
        let read = Ok((Arc::new(reports), Hash::of(&[b"root"])));
        Dry { read, sheets: Vec::new(), sheet: String::new(), alike: OnceCell::new() }
    }

    #[tokio::test]
    async fn no_more_rows_are_kept_than_one_table_may_have() {
        let (kept, now) = (Lookings::default(), Moment::from_micros(1));
        for number in 1..=5 {
            let place = kept.find(&basis(number), now).await.err().unwrap();
            place.keep(basis(number), dry(KEPT_ROWS_LIMIT / 3), now);
        }
        for (number, is_kept) in [(5, true), (4, true), (3, true), (2, false), (1, false)] {
            assert_eq!(kept.find(&basis(number), now).await.is_ok(), is_kept, "{number}");
        }
        kept.forget(&basis(4).case, 4).await;
        assert!(kept.find(&basis(4), now).await.is_err());
        assert!(kept.find(&basis(5), Moment::from_micros(KEPT_FOR + 1)).await.is_err(), "not for ever");
    }

    #[tokio::test]
    async fn a_table_that_is_read_in_another_way_is_read_anew() {
        let (kept, now) = (Lookings::default(), Moment::from_micros(1));
        kept.find(&basis(1), now).await.err().unwrap().keep(basis(1), dry(10), now);
        let other = Basis { mapping: "{}".to_owned(), ..basis(1) };
        assert!(kept.find(&other, now).await.is_err());
    }
}
