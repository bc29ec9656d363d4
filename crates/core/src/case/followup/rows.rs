//! Rows of tables that reports were made of: by its name a report says which row of which table it is of.
//!
//! What is made of one row is called alike by all, so that of one row there is one report, whoever files it and however often.
//! That there is such a row among those that count says whoever keeps the rows; here stands what the record alone can say.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FollowUp, report::Filed};

/// A row of a table of reports that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRow {
    /// The number of the table.
    pub table: u64,
    /// Its place under the first row, from 1.
    pub row: u64,
}

impl TableRow {
    /// What a report of the row is called.
    pub fn client(self) -> String {
        format!("table{}row{}", self.table, self.row)
    }

    /// The row that a report is of which is called so.
    pub fn of_client(client: &str) -> Option<Self> {
        let (table, row) = client.strip_prefix("table")?.split_once("row")?;
        let own = Self { table: table.parse().ok()?, row: row.parse().ok()? };
        // No row has two names.
        (own.client() == client).then_some(own)
    }
}

impl FollowUp {
    /// The row that a report was made of.
    pub fn row_of(&self, filed: &Filed) -> Option<TableRow> {
        let own = TableRow::of_client(&filed.report.client)?;
        self.imports.all().contains_key(&own.table).then_some(own)
    }

    /// The report that was made of a row, also when what it says was erased.
    pub fn report_of_row(&self, row: TableRow) -> Option<u64> {
        self.rows.get(&row).copied()
    }

    /// Every row that a report was made of, with the number of the report, also of one whose words were erased.
    pub fn reported_rows(&self) -> &BTreeMap<TableRow, u64> {
        &self.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_one_name() {
        let row = TableRow { table: 3, row: 41 };
        assert_eq!(row.client(), "table3row41");
        assert_eq!(TableRow::of_client("table3row41"), Some(row));
        for other in
            ["table3", "table3row", "table03row41", "table3row+41", "3row41", "table3row41x", "message3x41"]
        {
            assert_eq!(TableRow::of_client(other), None, "{other}");
        }
    }
}
