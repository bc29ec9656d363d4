//! Tables of reports: kept byte for byte, read back as they were written, dropped without a trace, and copied with a dump.

use std::sync::Arc;

use mawqif_core::{
    followup::{
        calendar::{Day, Order},
        report::{Reports, Source, read},
        tallies::{Series, Tallies, Where},
    },
    record::hash::Hash,
    text::Id,
};
use mawqif_store::{AccountId, CaseId, Claim, Error, FILE_PART, NewTable, REPORT_BATCH, Read, Store};

use crate::harness::*;

stories!(
    a_table_is_kept_as_it_came_and_read_back_as_it_was_written,
    tables_that_are_brought_at_once_have_numbers_of_their_own,
    rows_are_listed_with_their_words,
    a_dropped_table_leaves_nothing,
    a_table_is_claimed_by_one,
    tallies_are_replaced_as_a_whole,
    a_dump_holds_tables_of_reports,
);

const TABLE: &str = "id,date,end,kind,actor,against,place,district,region,latitude,longitude,low,deaths,high,origin\n\
    a1,2030-03-01,2030-03-02,raid,Them,Us,Mill,Low,North,-36.2,-37.1,1,2,3,A paper\n\
    ,1801-01-02,,raid,,,,,,,,,,,\n\
    b2,not a day,,raid,,,,,,,,,,,\n";

fn reports(table: &str) -> Reports {
    let today = Day::new(2031, 1, 1).unwrap();
    read(&Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] }).unwrap()
}

async fn opened(place: &Place) -> (Store, CaseId) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    (store, case)
}

async fn bring(store: &Store, case: &CaseId, bytes: &[u8]) -> u64 {
    let account = AccountId::new("delegate-7").unwrap();
    let (name, mapping) = ("reports\0.csv", "{}");
    let table = NewTable { account: &account, time: NOW, name, bytes, mapping, grade: Some("B2"), above: 0 };
    store.bring_reports(case, table).await.unwrap()
}

async fn a_table_is_kept_as_it_came_and_read_back_as_it_was_written(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    // Longer than one part, and not text.
    let bytes: Vec<u8> = (0..FILE_PART + 9).map(|at| u8::try_from(at % 251).unwrap()).collect();
    assert_eq!(bring(&store, &case, &bytes).await, 1);
    assert_eq!(store.report_file(&case, 1).await.unwrap(), bytes);
    let brought = store.brought_table(&case, 1).await.unwrap();
    assert_eq!((brought.sha256, brought.grade.as_deref()), (Hash::of(&[&bytes]), Some("B2")));
    assert_eq!((brought.name.as_str(), brought.doubted, brought.basis), ("reports\u{FFFD}.csv", None, None));
    assert!(store.remap_reports(&case, 1, "{\"days\":\"plain\"}", None, NOW).await.unwrap());
    assert_eq!(store.brought_table(&case, 1).await.unwrap().mapping, "{\"days\":\"plain\"}");

    let read = reports(TABLE);
    let written = Read { reports: &read, root: read.root() };
    // Twice: what was written before is replaced.
    store.write_reports(&case, 1, written).await.unwrap();
    store.write_reports(&case, 1, written).await.unwrap();
    let (names, stored) = store.stored_reports(&case, 1).await.unwrap();
    assert_eq!(stored, read.reports);
    assert_eq!(names.all().collect::<Vec<_>>(), read.names.all().collect::<Vec<_>>());
    let mut ids = Vec::new();
    store
        .report_ids(&case, 1, |it| {
            ids.push((it.id.to_owned(), it.day, it.place.to_owned(), it.kind.to_owned(), it.deaths))
        })
        .await
        .unwrap();
    let day = Day::new(2030, 3, 1).unwrap();
    assert_eq!(ids, [("a1".to_owned(), day, "Mill".to_owned(), "raid".to_owned(), Some(2))]);
    let brought = store.brought_table(&case, 1).await.unwrap();
    assert_eq!((brought.root, brought.before), (Some(read.root()), Some(0)));
    let doubts = store.report_doubts(&case, 1).await.unwrap();
    let told: Vec<_> = doubts.iter().map(|it| (it.row, it.line, it.kind.as_str())).collect();
    assert_eq!(told, [(2, 3, "no-point"), (3, 4, "bad-day")]);
    assert_eq!(store.brought_table(&case, 1).await.unwrap().doubted, Some(2));
    assert!(matches!(store.brought_table(&case, 9).await, Err(Error::Missing(_))));
    assert!(matches!(store.write_reports(&case, 9, written).await, Err(Error::Missing(_))));
}

async fn rows_are_listed_with_their_words(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    bring(&store, &case, TABLE.as_bytes()).await;
    let read = reports(TABLE);
    store.write_reports(&case, 1, Read { reports: &read, root: read.root() }).await.unwrap();
    // The third row is left out, the ninth is none, and of another table there is nothing.
    let listed = store.report_rows(&case, 1, &[3, 1, 2, 9]).await.unwrap();
    assert_eq!(listed.iter().map(|it| it.report).collect::<Vec<_>>(), read.reports);
    let first = &listed[0];
    let words = [first.report.kind, first.report.actor, first.report.place, first.report.origin]
        .map(|name| first.words(name));
    assert_eq!((first.id.as_str(), words), ("a1", ["raid", "Them", "Mill", "A paper"]));
    assert_eq!((listed[1].id.as_str(), listed[1].words(listed[1].report.actor)), ("", ""));
    assert!(store.report_rows(&case, 1, &[]).await.unwrap().is_empty());
    assert!(store.report_rows(&case, 2, &[1]).await.unwrap().is_empty());
    // In their order, after one of them, of some days.
    let all = (Day(i32::MIN / 2), Day(i32::MAX / 2));
    let rows = async |days, after, most| -> Vec<u32> {
        let found = store.reports_after(&case, 1, days, after, most).await.unwrap();
        found.iter().map(|it| it.row).collect()
    };
    assert_eq!(rows(all, 0, 9).await, [1, 2]);
    assert_eq!((rows(all, 1, 9).await, rows(all, 0, 1).await), (vec![2], vec![1]));
    let day = Day::new(2030, 3, 1).unwrap();
    assert_eq!((rows((day, day), 0, 9).await, rows((day, day), 1, 9).await), (vec![1], vec![]));
}

async fn tables_that_are_brought_at_once_have_numbers_of_their_own(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let tables: [&[u8]; 6] = [b"a", b"b", b"c", b"d", b"e", b"f"];
    let mut numbers = futures_util::future::join_all(tables.map(|table| bring(&store, &case, table))).await;
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    let other = case_id("other");
    store.create_case(&other, &origin(&other), NOW).await.unwrap();
    assert_eq!(bring(&store, &other, b"a").await, 1);
    assert_eq!(store.brought_reports(&case).await.unwrap().len(), 6);
    // A number that the record has is not given again, even when its rows are gone.
    let account = AccountId::new("delegate-7").unwrap();
    let table = NewTable {
        account: &account,
        time: NOW,
        name: "d",
        bytes: b"d",
        mapping: "{}",
        grade: None,
        above: 8,
    };
    assert_eq!(store.bring_reports(&case, table).await.unwrap(), 9);
}

async fn a_table_is_claimed_by_one(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let number = bring(&store, &case, b"a").await;
    let claim = |by: u8, now| Claim { by: [by; 16], now, until: now + 100 };
    assert!(store.claim_reports(&case, number, &claim(1, NOW)).await.unwrap());
    assert!(!store.claim_reports(&case, number, &claim(2, NOW + 99)).await.unwrap());
    assert!(!store.remap_reports(&case, number, "{}", None, NOW + 99).await.unwrap());
    store.settle_reports(&case, number, &[2; 16], false).await.unwrap();
    assert!(!store.claim_reports(&case, number, &claim(2, NOW + 99)).await.unwrap(), "it is another's");
    assert!(store.claim_reports(&case, number, &claim(2, NOW + 100)).await.unwrap());
    store.settle_reports(&case, number, &[2; 16], false).await.unwrap();
    assert!(store.remap_reports(&case, number, "{}", None, NOW).await.unwrap());
    assert!(store.claim_reports(&case, number, &claim(3, NOW)).await.unwrap());
    store.settle_reports(&case, number, &[3; 16], true).await.unwrap();
    assert!(!store.claim_reports(&case, number, &claim(4, NOW + 86_400_000_000)).await.unwrap(), "for ever");
    let none = store.remap_reports(&case, 9, "{}", None, NOW).await;
    assert!(matches!(none, Err(Error::Missing(_))));
}

async fn a_dropped_table_leaves_nothing(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    // More rows than one transaction takes.
    let rows: String = (0..REPORT_BATCH + 3).map(|at| format!("r{at},2030-03-01,raid\n")).collect();
    let read = reports(&format!("id,date,kind\n{rows}"));
    for bytes in [b"a", b"b"] {
        let number = bring(&store, &case, bytes).await;
        store.write_reports(&case, number, Read { reports: &read, root: read.root() }).await.unwrap();
    }
    assert_eq!(store.stored_reports(&case, 2).await.unwrap().1.len(), REPORT_BATCH + 3);
    store.drop_reports(&case, 1).await.unwrap();
    let mut intruder = place.intruder().await;
    for table in
        ["report_imports", "report_parts", "reports", "report_names", "report_doubts", "report_tallies"]
    {
        let count = format!("SELECT COUNT(*) FROM {table} WHERE number = 1");
        assert_eq!(intruder.number(&count).await, 0, "{table}");
    }
    assert_eq!(store.stored_reports(&case, 2).await.unwrap().1.len(), REPORT_BATCH + 3);
    // A file that was changed is not read.
    intruder.execute("UPDATE report_parts SET bytes = substr(bytes, 1, 0)").await;
    assert!(matches!(store.report_file(&case, 2).await, Err(Error::Corrupt { .. })));
}

async fn tallies_are_replaced_as_a_whole(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let number = bring(&store, &case, b"a").await;
    let key = |id: &str, place: Where| (Id::new(id).unwrap(), place);
    let day = |day| Day::new(2030, 3, day).unwrap();
    let series = Series { days: vec![(day(1), 0), (day(9), 300)], undated: 1, uncounted: 2 };
    let first = Tallies::from([
        (key("no-raids", Where::Everywhere), series.clone()),
        (key("no-raids", Where::Anywhere), Series::default()),
    ]);
    let second = Tallies::from([(key("no-dead", Where::Place(Id::new("وادي").unwrap())), series)]);
    for (basis, tallies) in [([1; 32], first), ([2; 32], second)] {
        let basis = Hash::from_bytes(basis);
        store.set_tallies(&case, number, basis, &tallies).await.unwrap();
        assert_eq!(store.tallies(&case, number).await.unwrap(), tallies);
        assert_eq!(store.brought_table(&case, number).await.unwrap().basis, Some(basis));
    }
    let missing = store.set_tallies(&case, 7, Hash::from_bytes([3; 32]), &Tallies::new()).await;
    assert!(matches!(missing, Err(Error::Missing(_))));
}

async fn a_dump_holds_tables_of_reports(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let number = bring(&store, &case, TABLE.as_bytes()).await;
    let read = reports(TABLE);
    store.write_reports(&case, number, Read { reports: &read, root: read.root() }).await.unwrap();
    let mut dump = Vec::new();
    store.dump(&mut dump).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = Store::open(folder.path().join("copy.db").to_str().unwrap()).await.unwrap();
    copy.load(dump.as_slice()).await.unwrap();
    assert_eq!(copy.stored_reports(&case, number).await.unwrap().1, read.reports);
    assert_eq!(copy.report_file(&case, number).await.unwrap(), TABLE.as_bytes());
}
