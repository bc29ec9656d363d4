//! A database that is gone for a while and comes back; alone in its program, because it stops the server
//! that the other stories are told on.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "store/harness.rs"]
#[macro_use]
#[allow(dead_code, unused_macros)]
mod harness;

use std::{env, process::Command, sync::Arc, time::Duration};

use harness::*;
use mawqif_core::record::tree::Tree;
use mawqif_store::{Act, Error, Options, Store, Writer};
use sqlx::Connection;

fn server(what: &str) {
    let ctl = env::var("MAWQIF_TEST_POSTGRES_CTL").unwrap();
    assert!(Command::new(ctl).arg(what).status().unwrap().success());
}

async fn impatient(place: &Place) -> Store {
    let options = Options { readers: 4, patience: Duration::from_millis(300) };
    Store::open_with(&place.address, options).await.unwrap()
}

#[test]
fn a_server_that_was_stopped_is_found_again() {
    if env::var("MAWQIF_TEST_POSTGRES_CTL").is_err() {
        eprintln!("skipped: MAWQIF_TEST_POSTGRES_CTL is not set");
        return;
    }
    on_postgres(stopped);
}

async fn stopped(place: Arc<Place>) {
    let (store, case) = (impatient(&place).await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let writer = Writer::start(store.clone(), sign(), None);
    say(&store, &writer, &case, "before").await;
    let mut follower = store.follow(Duration::from_millis(200));
    assert_eq!(follower.next().await.unwrap()[0].size, 1);

    server("stop");
    let act = || Act {
        case: case.clone(),
        expected: 1,
        follows: Some(entry(0, "before").leaf_hash()),
        entries: vec![entry(1, "after")],
        idempotency: keyed("delegate-7", "click", "entry 1"),
        urn: None,
    };
    assert!(matches!(store.ping().await, Err(Error::Unavailable(_))));
    assert!(matches!(writer.append(act()).await, Err(Error::Unavailable(_))));
    assert!(matches!(store.audit(&case, &key(&case), None).await, Err(Error::Unavailable(_))));
    assert!(matches!(follower.next().await, Err(Error::Unavailable(_))));

    server("start");
    writer.append(act()).await.unwrap();
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 2);
    assert_eq!(follower.next().await.unwrap()[0].size, 2);
}

#[test]
fn a_file_that_another_process_holds_is_free_again() {
    on_sqlite(async |place| {
        let (store, case) = (impatient(&place).await, case_id("kilis"));
        store.create_case(&case, &origin(&case), NOW).await.unwrap();
        let Intruder::Sqlite(mut other) = place.intruder().await else { panic!("not SQLite") };
        let hold = other.begin_with("BEGIN IMMEDIATE").await.unwrap();
        let mut tree = Tree::new();
        let batch = [batch(&case, &mut tree, 1)];
        assert!(matches!(store.append(&batch).await, Err(Error::Unavailable(_))));
        // Who only reads is not kept from it.
        assert_eq!(store.case(&case).await.unwrap().size, 0);
        hold.rollback().await.unwrap();
        store.append(&batch).await.unwrap();
        assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 1);
    });
}
