//! What was read of tables, kept between looking at one and taking it in.
//!
//! Reading a large table takes seconds and memory. So one is read at a time, of each case one waits for that at most, and what is begun is
//! brought to an end whoever waits for it. What comes of it is kept for whoever looks again or takes it in, and is there while others
//! are read; all that is kept together has no more rows than one table may have: the longest kept makes room, and after half an
//! hour nothing is.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use mawqif_core::{
    case::{CaseId, Moment},
    followup::{Reports, calendar::Day, likeness::Likeness, table::TableFault},
    record::hash::Hash,
};
use tokio::sync::{Mutex as Turn, OnceCell, OwnedMutexGuard};

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

/// What is kept, the latest first, and who reads.
#[derive(Default)]
pub struct Lookings {
    kept: Mutex<VecDeque<(Basis, Moment, Arc<Dry>)>>,
    reading: Arc<Turn<()>>,
    cases: Mutex<HashMap<CaseId, Arc<Turn<()>>>>,
}

/// The turn of whoever reads a table: that of the case, and that of the server.
pub struct Reading {
    _of_case: OwnedMutexGuard<()>,
    _of_all: OwnedMutexGuard<()>,
}

impl Lookings {
    fn kept(&self) -> MutexGuard<'_, VecDeque<(Basis, Moment, Arc<Dry>)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was read of a table, if that is kept.
    pub fn find(&self, basis: &Basis, now: Moment) -> Option<Arc<Dry>> {
        let mut kept = self.kept();
        kept.retain(|(_, since, _)| now.micros().abs_diff(since.micros()) < KEPT_FOR);
        kept.iter().find(|(own, ..)| own == basis).map(|(.., dry)| dry.clone())
    }

    /// Waits until no other table is being read. Whoever reads one then looks again whether somebody else has.
    pub async fn turn(&self, case: &CaseId) -> Reading {
        let of_case = {
            let mut cases = self.cases.lock().unwrap_or_else(PoisonError::into_inner);
            // Those that nobody waits for are made anew.
            cases.retain(|_, turn| Arc::strong_count(turn) > 1);
            cases.entry(case.clone()).or_default().clone()
        };
        Reading { _of_case: of_case.lock_owned().await, _of_all: self.reading.clone().lock_owned().await }
    }

    /// Keeps what was read of a table, and drops what is too much then.
    pub fn keep(&self, basis: Basis, dry: Dry, now: Moment) -> Arc<Dry> {
        let dry = Arc::new(dry);
        self.forget(&basis.case, basis.number);
        let mut kept = self.kept();
        kept.push_front((basis, now, dry.clone()));
        let mut rows = 0_usize;
        let fits = |(.., dry): &&(Basis, Moment, Arc<Dry>)| {
            rows = rows.saturating_add(dry.rows());
            rows <= KEPT_ROWS_LIMIT
        };
        let count = kept.iter().take_while(fits).count();
        kept.truncate(count);
        dry
    }

    /// Forgets what was read of a table.
    pub fn forget(&self, case: &CaseId, number: u64) {
        self.kept().retain(|(own, ..)| (&own.case, own.number) != (case, number));
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

    #[test]
    fn no_more_rows_are_kept_than_one_table_may_have() {
        let (kept, now) = (Lookings::default(), Moment::from_micros(1));
        for number in 1..=5 {
            kept.keep(basis(number), dry(KEPT_ROWS_LIMIT / 3), now);
        }
        for (number, is_kept) in [(5, true), (4, true), (3, true), (2, false), (1, false)] {
            assert_eq!(kept.find(&basis(number), now).is_some(), is_kept, "{number}");
        }
        kept.forget(&basis(4).case, 4);
        assert!(kept.find(&basis(4), now).is_none());
        assert!(kept.find(&basis(5), Moment::from_micros(KEPT_FOR + 1)).is_none(), "not for ever");
    }

    #[test]
    fn a_table_that_is_read_in_another_way_is_read_anew() {
        let (kept, now) = (Lookings::default(), Moment::from_micros(1));
        kept.keep(basis(1), dry(10), now);
        let other = Basis { mapping: "{}".to_owned(), ..basis(1) };
        assert!(kept.find(&other, now).is_none());
    }

    #[tokio::test]
    async fn what_is_kept_is_there_while_another_table_is_read() {
        use std::time::Duration;
        let (kept, now) = (Lookings::default(), Moment::from_micros(1));
        kept.keep(basis(1), dry(10), now);
        let reading = kept.turn(&CaseId::new("theirs").unwrap()).await;
        assert!(kept.find(&basis(1), now).is_some());
        let ours = CaseId::new("ours").unwrap();
        assert!(
            tokio::time::timeout(Duration::from_millis(20), kept.turn(&ours)).await.is_err(),
            "one at a time"
        );
        drop(reading);
        assert!(tokio::time::timeout(Duration::from_secs(20), kept.turn(&ours)).await.is_ok());
    }
}
