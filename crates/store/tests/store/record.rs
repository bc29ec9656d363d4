//! Appending, reading, losing, repeating and erasing.

use std::{path::Path, sync::Arc, time::Duration};

use mawqif_core::record::{entry::Entry, tree::Tree};
use mawqif_store::{Appended, Error, Kind, Options, Store};

use crate::harness::*;

stories!(
    what_is_appended_is_read,
    a_store_is_opened_again,
    who_comes_second_has_lost,
    several_cases_are_written_all_or_none,
    two_that_append_at_once_do_not_both_write,
    a_repetition_is_told_what_came_of_it,
    an_erased_payload_leaves_the_record_whole,
    what_was_erased_is_in_no_table_of_postgresql,
    who_reads_for_long_keeps_erasing_from_its_end,
    a_long_record_is_read_one_entry_at_a_time,
    what_is_not_there_is_missing,
);

async fn what_is_appended_is_read(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    let kind = if place.address.starts_with("postgres") { Kind::Postgres } else { Kind::Sqlite };
    assert_eq!(store.kind(), kind);
    store.ping().await.unwrap();
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    for count in [1, 7, 8, 64, 100] {
        let batch = batch(&case, &mut tree, count);
        assert_eq!(store.append(&[batch]).await.unwrap(), Appended::Written);
    }
    assert_eq!(store.entries(&case, 0, 1000).await.unwrap(), entries(0..180));
    assert_eq!(store.entries(&case, 70, 5).await.unwrap(), entries(70..75));
    assert_eq!(store.entries(&case, 180, 5).await.unwrap(), []);
    let found = store.cases().await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].size, &found[0].origin, found[0].created), (180, &origin(&case), NOW));
    let leaves: Tree = store.leaves(&case, 0).await.unwrap().into_iter().collect();
    assert_eq!(leaves.head(), tree.head());
    assert_eq!(store.checkpoint(&case).await.unwrap(), Some(signed(&case, tree.head())));
    let earlier = store.checkpoint_at(&case, 16).await.unwrap().unwrap();
    earlier.checkpoint().check_against(&tree).unwrap();
    assert_eq!(store.checkpoint_at(&case, 17).await.unwrap(), None);
}

async fn a_store_is_opened_again(place: Arc<Place>) {
    let case = case_id("kilis");
    let store = place.open().await;
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    store.append(&[batch(&case, &mut Tree::new(), 3)]).await.unwrap();
    store.close().await;
    assert!(matches!(store.ping().await, Err(Error::Unavailable(_))));
    let again = place.open().await;
    assert_eq!(again.entries(&case, 0, 10).await.unwrap(), entries(0..3));
}

async fn who_comes_second_has_lost(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    store.append(&[batch(&case, &mut tree, 3)]).await.unwrap();
    // One who has not seen these three, and one who has seen more than there are.
    for size in [0, 2, 4] {
        let mut other: Tree = entries(0..size).iter().map(Entry::leaf_hash).collect();
        let lost = store.append(&[batch(&case, &mut other, 1)]).await;
        assert_eq!(lost, Err(Error::Lost { case: case.clone(), actual: 3 }));
    }
    assert_eq!(store.entries(&case, 0, 10).await.unwrap().len(), 3);
    // A batch that contradicts itself never reaches the database.
    let mut crooked = batch(&case, &mut tree, 2);
    crooked.entries.swap(0, 1);
    assert!(matches!(store.append(&[crooked]).await, Err(Error::Internal(_))));
}

async fn several_cases_are_written_all_or_none(place: Arc<Place>) {
    let store = place.open().await;
    let (one, other) = (case_id("b-one"), case_id("a-other"));
    for case in [&one, &other] {
        store.create_case(case, &origin(case), NOW).await.unwrap();
    }
    let (mut tree, mut trees) = (Tree::new(), Tree::new());
    let mut first = batch(&one, &mut tree, 2);
    first.checkpoint = None;
    let group = [first, batch(&other, &mut trees, 1), batch(&one, &mut tree, 3)];
    assert_eq!(store.append(&group).await.unwrap(), Appended::Written);
    assert_eq!(store.case(&one).await.unwrap().size, 5);
    assert_eq!(store.case(&other).await.unwrap().size, 1);
    let lost = [batch(&one, &mut tree, 1), batch(&other, &mut Tree::new(), 1)];
    assert_eq!(store.append(&lost).await, Err(Error::Lost { case: other.clone(), actual: 1 }));
    assert_eq!(store.case(&one).await.unwrap().size, 5);
    store.audit(&one, &key(&one), None).await.unwrap();
    store.audit(&other, &key(&other), None).await.unwrap();
}

async fn two_that_append_at_once_do_not_both_write(place: Arc<Place>) {
    let case = case_id("kilis");
    let stores = [place.open().await, place.open().await];
    stores[0].create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    for round in 0..30 {
        let (mut one, mut other) = (tree.clone(), tree.clone());
        let (mine, theirs) = ([batch(&case, &mut one, 1)], [batch(&case, &mut other, 2)]);
        let (mine, theirs) = tokio::join!(stores[0].append(&mine), stores[1].append(&theirs));
        let lost = |actual| Err(Error::Lost { case: case.clone(), actual });
        if mine == Ok(Appended::Written) {
            assert_eq!(theirs, lost(one.size()), "round {round}");
            tree = one;
        } else {
            assert_eq!((mine, theirs), (lost(other.size()), Ok(Appended::Written)), "round {round}");
            tree = other;
        }
    }
    let audited = stores[0].audit(&case, &key(&case), None).await.unwrap();
    assert_eq!(audited.tree.head(), tree.head());
}

async fn a_repetition_is_told_what_came_of_it(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    let mut first = batch(&case, &mut tree, 1);
    first.idempotency = keyed("delegate-7", "click-1", "entry 0");
    assert_eq!(store.append(&[first.clone()]).await.unwrap(), Appended::Written);

    let replayed = Appended::Replayed { at: 0, outcome: "entry 0".to_owned() };
    assert_eq!(store.append(&[first]).await.unwrap(), replayed);
    let mut again = batch(&case, &mut tree.clone(), 1);
    again.idempotency = keyed("delegate-7", "click-1", "entry 1");
    let before = batch(&case, &mut tree.clone(), 1);
    assert_eq!(store.append(&[again.clone()]).await.unwrap(), replayed);
    assert_eq!(store.case(&case).await.unwrap().size, 1);
    assert_eq!(
        store.outcome(&case, &account_id("delegate-7"), "click-1").await.unwrap().as_deref(),
        Some("entry 0")
    );

    // Another account's key is another key, and a lost act leaves none behind.
    again.idempotency = keyed("delegate-8", "click-1", "entry 1");
    assert_eq!(store.append(&[again]).await.unwrap(), Appended::Written);
    let mut late = before;
    late.idempotency = keyed("delegate-9", "click-9", "never");
    assert!(matches!(store.append(&[late]).await, Err(Error::Lost { .. })));
    assert_eq!(store.outcome(&case, &account_id("delegate-9"), "click-9").await.unwrap(), None);

    assert_eq!(store.forget_outcomes(NOW).await.unwrap(), 0);
    assert_eq!(store.forget_outcomes(NOW + 1).await.unwrap(), 2);
    assert_eq!(store.outcome(&case, &account_id("delegate-7"), "click-1").await.unwrap(), None);
}

async fn an_erased_payload_leaves_the_record_whole(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    store.append(&[batch(&case, &mut tree, 5)]).await.unwrap();
    store.erase(&case, 2).await.unwrap();
    store.erase(&case, 2).await.unwrap();
    let mut wanted = entries(0..5);
    wanted[2].erase();
    assert_eq!(store.entries(&case, 0, 10).await.unwrap(), wanted);
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.head(), tree.head());
    assert_eq!(store.erase(&case, 5).await, Err(Error::Missing("such entry")));
    store.finish_erasing().await.unwrap();
    if store.kind() == Kind::Sqlite {
        store.close().await;
        for file in std::fs::read_dir(place.folder.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!holds("point 2"));
        }
    }
}

/// Every file of tables and indexes, which the server may be changing meanwhile.
fn tables_hold(folder: &Path, text: &str) -> bool {
    let entries = std::fs::read_dir(folder).unwrap().filter_map(Result::ok);
    entries.map(|entry| entry.path()).any(|path| {
        if path.is_dir() {
            return tables_hold(&path, text);
        }
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

async fn what_was_erased_is_in_no_table_of_postgresql(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    if store.kind() != Kind::Postgres {
        return;
    }
    let mut intruder = place.intruder().await;
    let tables = Path::new(&intruder.text("SHOW data_directory").await).join("base");
    if std::fs::read_dir(&tables).is_err() {
        eprintln!("skipped: the server's files cannot be read");
        return;
    }
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    let secret = format!("never to be known, said in story {}", place.folder.path().display());
    let mut batch = batch(&case, &mut tree, 1);
    let said = entry(1, &secret);
    tree.push(said.leaf_hash());
    batch.entries.push(said);
    batch.checkpoint = Some(signed(&case, tree.head()));
    store.append(&[batch]).await.unwrap();
    intruder.execute("CHECKPOINT").await;
    assert!(tables_hold(&tables, &secret));
    store.erase(&case, 1).await.unwrap();
    intruder.execute("CHECKPOINT").await;
    assert!(tables_hold(&tables, &secret), "then finish_erasing would not be needed");
    store.finish_erasing().await.unwrap();
    intruder.execute("CHECKPOINT").await;
    assert!(!tables_hold(&tables, &secret));
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.head(), tree.head());
}

async fn who_reads_for_long_keeps_erasing_from_its_end(place: Arc<Place>) {
    let options = Options { readers: 4, patience: Duration::from_millis(300) };
    let (store, case) = (Store::open_with(&place.address, options).await.unwrap(), case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    store.append(&[batch(&case, &mut Tree::new(), 3)]).await.unwrap();
    let mut reader = place.intruder().await;
    match store.kind() {
        Kind::Sqlite => reader.execute("BEGIN").await,
        Kind::Postgres => reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ").await,
    };
    reader.number("SELECT COUNT(*) FROM cases").await;
    let erased = store.erase(&case, 1).await;
    let finished = store.finish_erasing().await;
    match store.kind() {
        Kind::Sqlite => assert!(matches!(erased, Err(Error::Unavailable(_))), "{erased:?}"),
        Kind::Postgres => erased.unwrap(),
    }
    assert!(matches!(finished, Err(Error::Unavailable(_))), "{finished:?}");
    reader.execute("COMMIT").await;
    // Transactions of other stories on the same server are waited for as well.
    place.open().await.finish_erasing().await.unwrap();
    assert_eq!(store.entries(&case, 1, 1).await.unwrap()[0].payload(), None);
}

async fn a_long_record_is_read_one_entry_at_a_time(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    store.append(&[batch(&case, &mut Tree::new(), 5000)]).await.unwrap();
    let mut seen = 1000;
    let count = |entry: Entry| {
        assert_eq!(entry.header().seq, seen);
        seen += 1;
        Ok::<(), Error>(())
    };
    store.read(&case, 1000, count).await.unwrap();
    assert_eq!(seen, 5000);
    let mut few = 0;
    let stopped = store
        .read(&case, 0, |_| {
            few += 1;
            if few == 10 { Err(Error::Internal("enough".to_owned())) } else { Ok(()) }
        })
        .await;
    assert_eq!((stopped, few), (Err(Error::Internal("enough".to_owned())), 10));
    store.ping().await.unwrap();
}

async fn what_is_not_there_is_missing(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    let missing = Error::Missing("such case");
    assert_eq!(store.case(&case).await, Err(missing.clone()));
    assert_eq!(store.append(&[batch(&case, &mut Tree::new(), 1)]).await, Err(missing.clone()));
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap_err(), missing);
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let taken = Err(Error::Taken("a case with this id or origin"));
    assert_eq!(store.create_case(&case, "another", NOW).await, taken);
    assert_eq!(store.create_case(&case_id("other"), &origin(&case), NOW).await, taken);
    assert_eq!(store.checkpoint(&case).await.unwrap(), None);
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 0);
    // Neither database is asked to hold what only one of them can.
    assert!(matches!(store.create_case(&case_id("nul"), "a\0b", NOW).await, Err(Error::Internal(_))));
    assert!(matches!(store.create_case(&case_id("big"), "big", u64::MAX).await, Err(Error::Internal(_))));
    for address in ["", "mysql://localhost/mawqif", ":memory:", "postgres://host:port/name"] {
        let opened = mawqif_store::Store::open(address).await;
        assert!(matches!(opened, Err(Error::Address(_))), "{address}: {opened:?}");
    }
}
