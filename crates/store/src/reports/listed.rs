//! Single rows of a table and short lists of them, with their words, for people to look at.

use std::collections::{BTreeMap, BTreeSet};

use mawqif_core::followup::{
    calendar::Day,
    report::{Name, Report},
};

use super::rows::{REPORT, days, report};
use crate::{
    database::{Store, statement::Statement},
    error::Error,
    id::CaseId,
};

/// A row with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRow {
    /// The row, as the core has it.
    pub report: Report,
    /// What the source calls it; empty when it does not.
    pub id: String,
    /// The words of its names.
    words: BTreeMap<usize, String>,
}

impl ListedRow {
    /// The words of one of its names; empty when it has none.
    pub fn words(&self, name: Name) -> &str {
        self.words.get(&name.number()).map_or("", String::as_str)
    }
}

impl Store {
    /// The rows of a table after one of them, in their order, whose first day is one of those from `first` to `last`: at most `most`, with
    /// the numbers of their names alone.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn reports_after(
        &self,
        case: &CaseId,
        number: u64,
        (first, last): (Day, Day),
        after: u64,
        most: usize,
    ) -> Result<Vec<Report>, Error> {
        let select = format!(
            "SELECT {REPORT} FROM reports WHERE case_id = $1 AND number = $2 AND first_day >= $3 AND first_day <= $4
             AND report > $5 ORDER BY report LIMIT $6"
        );
        let select = Statement::composed(select).text(case.as_str()).number(number);
        let select = select.number(days(first)).number(days(last)).number(after);
        let select = select.number(u64::try_from(most).unwrap_or(u64::MAX));
        let mut rows = Vec::new();
        self.each(select, |row| {
            rows.push(report(&row)?);
            Ok::<_, Error>(())
        })
        .await?;
        Ok(rows)
    }

    /// Some rows of a table, in their order.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn report_rows(
        &self,
        case: &CaseId,
        number: u64,
        rows: &[u64],
    ) -> Result<Vec<ListedRow>, Error> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let list: Vec<String> = (3..rows.len() + 3).map(|at| format!("${at}")).collect();
        let select = format!(
            "SELECT {REPORT} FROM reports WHERE case_id = $1 AND number = $2 AND report IN ({}) ORDER BY report",
            list.join(", ")
        );
        let select = Statement::composed(select).text(case.as_str()).number(number);
        self.listed(case, number, rows.iter().fold(select, |select, row| select.number(*row))).await
    }

    async fn listed(&self, case: &CaseId, number: u64, select: Statement) -> Result<Vec<ListedRow>, Error> {
        let mut rows = Vec::new();
        let mut wanted = BTreeSet::new();
        self.each(select, |row| {
            let report = report(&row)?;
            wanted.extend(names(&report).filter(|it| *it > 0));
            rows.push(ListedRow {
                report,
                id: row.maybe_text(17)?.unwrap_or_default(),
                words: BTreeMap::new(),
            });
            Ok::<_, Error>(())
        })
        .await?;
        if wanted.is_empty() {
            return Ok(rows);
        }
        let list: Vec<String> = (3..wanted.len() + 3).map(|at| format!("${at}")).collect();
        let select = format!(
            "SELECT name, words FROM report_names WHERE case_id = $1 AND number = $2 AND name IN ({})",
            list.join(", ")
        );
        let mut select = Statement::composed(select).text(case.as_str()).number(number);
        for name in &wanted {
            select = select.number(u64::try_from(*name).unwrap_or(0));
        }
        let mut known = BTreeMap::new();
        self.each(select, |row| {
            known.insert(usize::try_from(row.number(0)?).unwrap_or(0), row.text(1)?);
            Ok::<_, Error>(())
        })
        .await?;
        for row in &mut rows {
            let own = names(&row.report).filter_map(|it| Some((it, known.get(&it)?.clone())));
            row.words = own.collect();
        }
        Ok(rows)
    }
}

fn names(report: &Report) -> impl Iterator<Item = usize> + use<> {
    let it = report;
    [it.kind, it.subkind, it.actor, it.against, it.place, it.district, it.region, it.origin]
        .map(Name::number)
        .into_iter()
}
