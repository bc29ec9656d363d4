//! The rows of tables of reports: written in large transactions, and read back as the core has them.

use mawqif_core::followup::{
    calendar::Day,
    report::{Doubt, Earlier, Name, Names, Report, Reports},
};

use super::{REPORT_BATCH, Read, broken, plain};
use crate::{
    database::{
        Kind, Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::Error,
    id::CaseId,
};

/// Rows that are inserted by one statement: each statement is a way to PostgreSQL and back.
const ROWS: usize = 200;

/// Reports by one statement on SQLite, which looks for each of its values by name among all of them.
const FEW_ROWS: usize = 8;

/// Days between 0001-01-01 and 1970-01-01.
const ERA: i64 = 719_162;

/// The most negative latitude and longitude, in millionths of a degree.
const POLE: i64 = 90_000_000;
const WEST: i64 = 180_000_000;

pub(super) const REPORT: &str = "report, first_day, last_day, within_days, latitude, longitude, kind, subkind, actor, against, \
    place, district, region, origin, killed_low, killed, killed_high, external_id";

/// How many columns a report has beside those that all of a table share.
const REPORT_VALUES: usize = 18;

/// What is said of a row in doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDoubt {
    /// The row, from 1.
    pub row: u64,
    /// The line of the file.
    pub line: u64,
    /// What is doubtful, by its code.
    pub kind: String,
    /// What stands there.
    pub words: String,
}

impl Store {
    /// Writes the rows of a table, in place of those that were written before.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such table; [`Error::Full`], [`Error::Unavailable`].
    pub async fn write_reports(&self, case: &CaseId, number: u64, read: Read<'_>) -> Result<(), Error> {
        self.clear_reports(case, number).await?;
        let reports = read.reports;
        let names: Vec<(u64, &str)> = (1..).zip(reports.names.all()).collect();
        for batch in names.chunks(REPORT_BATCH) {
            let write = |mut transaction: Transaction| async move {
                for rows in batch.chunks(ROWS) {
                    let mut insert = many(
                        "INSERT INTO report_names (case_id, number, name, words)",
                        case,
                        number,
                        rows.len(),
                        2,
                    );
                    for (name, words) in rows {
                        insert = insert.number(*name).text(&plain(words));
                    }
                    transaction.execute(insert).await?;
                }
                transaction.commit(()).await
            };
            self.transaction("names of reports", write).await?;
        }
        let at_once = if self.kind() == Kind::Sqlite { FEW_ROWS } else { ROWS };
        for start in (0..reports.reports.len()).step_by(REPORT_BATCH) {
            let end = start.saturating_add(REPORT_BATCH).min(reports.reports.len());
            let write = |mut transaction: Transaction| async move {
                for start in (start..end).step_by(at_once) {
                    let insert = inserted(reports, start, end.min(start + at_once), case, number);
                    transaction.execute(insert).await?;
                }
                transaction.commit(()).await
            };
            self.transaction("reports", write).await?;
        }
        let doubts: Vec<(u64, &Doubt)> = (1..).zip(&reports.doubts).collect();
        let doubts = doubts.as_slice();
        let doubted: u64 = reports.doubted.values().map(|count| u64::from(*count)).sum();
        let taken = u64::try_from(reports.reports.len()).unwrap_or(u64::MAX);
        let root = &read.root;
        let before = u64::from(reports.left_to_others());
        let finish = |mut transaction: Transaction| async move {
            for rows in doubts.chunks(ROWS) {
                let head = "INSERT INTO report_doubts (case_id, number, doubt, report, line, kind, words)";
                let mut insert = many(head, case, number, rows.len(), 5);
                for (at, doubt) in rows {
                    insert = insert.number(*at).number(u64::from(doubt.row)).number(doubt.line);
                    insert = insert.text(doubt.kind.code()).text(&plain(&doubt.words));
                }
                transaction.execute(insert).await?;
            }
            let update = Statement::new(
                "UPDATE report_imports SET format = $3, rows_read = $4, rows_taken = $5, rows_doubted = $6, root = $7,
                 rows_before = $8, basis = NULL WHERE case_id = $1 AND number = $2",
            );
            let update = update.text(case.as_str()).number(number).text(reports.columns.shape.name());
            let update = update.number(u64::from(reports.rows)).number(taken).number(doubted);
            let changed = transaction.execute(update.bytes(root.as_bytes()).number(before)).await?;
            transaction.commit(changed).await
        };
        match self.transaction("reports", finish).await? {
            0 => Err(Error::Missing("such table of reports")),
            _ => {
                self.grown("report_names, reports", taken);
                Ok(())
            }
        }
    }

    /// The rows of a table, with the names that they share.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn stored_reports(&self, case: &CaseId, number: u64) -> Result<(Names, Vec<Report>), Error> {
        let names = self.report_names(case, number).await?;
        let select =
            format!("SELECT {REPORT} FROM reports WHERE case_id = $1 AND number = $2 ORDER BY report");
        let mut reports = Vec::new();
        let select = Statement::composed(select).text(case.as_str()).number(number);
        self.each(select, |row| {
            reports.push(report(&row)?);
            Ok::<_, Error>(())
        })
        .await?;
        Ok((names, reports))
    }

    /// The rows of a table whose first day is one of those from `first` to `last`, at most `most` of them, and the names that they share.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn reports_of_days(
        &self,
        case: &CaseId,
        number: u64,
        (first, last): (Day, Day),
        most: usize,
    ) -> Result<(Names, Vec<Report>), Error> {
        let select = format!(
            "SELECT {REPORT} FROM reports WHERE case_id = $1 AND number = $2 AND first_day >= $3 AND first_day <= $4
             ORDER BY report LIMIT $5"
        );
        let select = Statement::composed(select).text(case.as_str()).number(number);
        let select =
            select.number(days(first)).number(days(last)).number(u64::try_from(most).unwrap_or(u64::MAX));
        let mut reports = Vec::new();
        self.each(select, |row| {
            reports.push(report(&row)?);
            Ok::<_, Error>(())
        })
        .await?;
        let names =
            if reports.is_empty() { Names::default() } else { self.report_names(case, number).await? };
        Ok((names, reports))
    }

    /// The names that the rows of a table share.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn report_names(&self, case: &CaseId, number: u64) -> Result<Names, Error> {
        let select =
            Statement::new("SELECT words FROM report_names WHERE case_id = $1 AND number = $2 ORDER BY name");
        let mut names = Vec::new();
        self.each(select.text(case.as_str()).number(number), |row| {
            names.push(row.text(0)?);
            Ok::<_, Error>(())
        })
        .await?;
        Ok(Names::of(names))
    }

    /// Gives the reports of a table that have an id of their source, one by one.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn report_ids(
        &self,
        case: &CaseId,
        number: u64,
        mut visit: impl FnMut(&Earlier<'_>),
    ) -> Result<(), Error> {
        let names = self.report_names(case, number).await?;
        let select = Statement::new(
            "SELECT external_id, first_day, place, kind, killed FROM reports
             WHERE case_id = $1 AND number = $2 AND external_id IS NOT NULL",
        );
        self.each(select.text(case.as_str()).number(number), |row| {
            let id = row.text(0)?;
            let [place, kind] = [name(&row, 2)?, name(&row, 3)?].map(|name| names.words(name));
            visit(&Earlier { id: &id, day: day(&row, 1)?, place, kind, deaths: small(&row, 4)? });
            Ok(())
        })
        .await
    }

    /// The doubts of a table, in the order of its rows, the first of each kind.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn report_doubts(&self, case: &CaseId, number: u64) -> Result<Vec<StoredDoubt>, Error> {
        let select = Statement::new(
            "SELECT report, line, kind, words FROM report_doubts WHERE case_id = $1 AND number = $2 ORDER BY doubt",
        );
        let rows = self.rows(select.text(case.as_str()).number(number)).await?;
        let doubt = |row: &Row| {
            Ok(StoredDoubt {
                row: row.number(0)?,
                line: row.number(1)?,
                kind: row.text(2)?,
                words: row.text(3)?,
            })
        };
        rows.iter().map(doubt).collect()
    }
}

/// An insertion of several rows, of which each begins with the case and the number.
fn many(head: &str, case: &CaseId, number: u64, rows: usize, columns: usize) -> Statement {
    use std::fmt::Write;
    let mut text = String::with_capacity(head.len() + rows * columns * 6);
    text.push_str(head);
    let mut at = 2;
    for row in 0..rows {
        text.push_str(if row == 0 { " VALUES ($1, $2" } else { "), ($1, $2" });
        for _ in 0..columns {
            at += 1;
            // Writing to a string does not fail.
            let _ = write!(text, ", ${at}");
        }
    }
    text.push(')');
    Statement::composed(text).text(case.as_str()).number(number)
}

fn inserted(reports: &Reports, start: usize, end: usize, case: &CaseId, number: u64) -> Statement {
    let head = format!("INSERT INTO reports (case_id, number, {REPORT})");
    let rows = reports.reports.get(start..end).unwrap_or_default();
    let mut insert = many(&head, case, number, rows.len(), REPORT_VALUES);
    for (at, it) in (start..).zip(rows) {
        let name = |name: Name| u64::try_from(name.number()).unwrap_or(0);
        let (latitude, longitude) = it.at.map(|(north, east)| (i64::from(north), i64::from(east))).unzip();
        let above = |value: Option<i64>, least: i64| value.and_then(|it| u64::try_from(it + least).ok());
        insert = insert.number(u64::from(it.row)).number(days(it.day)).number(days(it.end));
        insert = insert.number(u64::from(it.within));
        insert = insert.maybe_number(above(latitude, POLE)).maybe_number(above(longitude, WEST));
        for own in [it.kind, it.subkind, it.actor, it.against, it.place, it.district, it.region, it.origin] {
            insert = insert.number(name(own));
        }
        for dead in [it.low, it.deaths, it.high] {
            insert = insert.maybe_number(dead.map(u64::from));
        }
        let id = reports.external_id(at);
        let id = (!id.is_empty()).then(|| plain(id));
        insert = insert.maybe_text(id.as_deref());
    }
    insert
}

pub(super) fn days(day: Day) -> u64 {
    u64::try_from(i64::from(day.0) + ERA).unwrap_or(0)
}

fn small(row: &Row, column: usize) -> Result<Option<u32>, Error> {
    let read = row.maybe_number(column)?;
    read.map(|it| u32::try_from(it).map_err(|_| broken("a number is too large"))).transpose()
}

fn day(row: &Row, column: usize) -> Result<Day, Error> {
    let day = i64::try_from(row.number(column)?).unwrap_or(i64::MAX).saturating_sub(ERA);
    i32::try_from(day).map(Day).map_err(|_| broken("a day is none"))
}

fn name(row: &Row, column: usize) -> Result<Name, Error> {
    Ok(Name::numbered(small(row, column)?.unwrap_or(0)))
}

pub(super) fn report(row: &Row) -> Result<Report, Error> {
    let degrees = |column: usize, least: i64| {
        let read = row.maybe_number(column)?.and_then(|it| i64::try_from(it).ok());
        Ok::<_, Error>(read.and_then(|it| i32::try_from(it - least).ok()))
    };
    Ok(Report {
        row: small(row, 0)?.unwrap_or(0),
        day: day(row, 1)?,
        end: day(row, 2)?,
        within: u16::try_from(row.number(3)?).unwrap_or(u16::MAX),
        at: degrees(4, POLE)?.zip(degrees(5, WEST)?),
        kind: name(row, 6)?,
        subkind: name(row, 7)?,
        actor: name(row, 8)?,
        against: name(row, 9)?,
        place: name(row, 10)?,
        district: name(row, 11)?,
        region: name(row, 12)?,
        origin: name(row, 13)?,
        low: small(row, 14)?,
        deaths: small(row, 15)?,
        high: small(row, 16)?,
    })
}
