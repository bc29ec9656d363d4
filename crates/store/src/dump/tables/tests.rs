//! Tests of what a dump holds.

use super::*;
use crate::database::{Store, statement::Statement};

#[tokio::test]
async fn every_table_and_column_of_the_database_is_in_a_dump() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("mawqif.db").to_str().unwrap()).await.unwrap();
    let columns = Statement::new(
        "SELECT tables.name, columns.name, columns.type, columns.pk FROM sqlite_master AS tables
         JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'
         AND tables.name NOT IN ('schema_versions', 'sqlite_sequence') ORDER BY 1, columns.cid",
    );
    let read = |row: &Row| {
        (row.text(0).unwrap(), row.text(1).unwrap(), row.text(2).unwrap(), row.number(3).unwrap())
    };
    let mut stored: Vec<_> = store.rows(columns).await.unwrap().iter().map(read).collect();
    let of_table = |table: &Table| {
        let of_column = |(at, column): (usize, &Column)| {
            let holds = match column.holds {
                Holds::Text => "TEXT",
                Holds::Number => "BIGINT",
                Holds::Bytes => "BYTEA",
            };
            let key = if at < table.key { at as u64 + 1 } else { 0 };
            (table.name.to_owned(), column.name.to_owned(), holds.to_owned(), key)
        };
        table.columns.iter().enumerate().map(of_column).collect::<Vec<_>>()
    };
    let mut dumped: Vec<_> = TABLES.iter().flat_map(of_table).collect();
    stored.sort();
    dumped.sort();
    assert_eq!(dumped, stored, "what is dumped, and what there is");
}
