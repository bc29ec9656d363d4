//! A database that is gone for a while and comes back, or has no room left; alone in its program, because it
//! stops the server that the other stories are told on.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "store/harness.rs"]
#[macro_use]
#[allow(dead_code, unused_macros)]
mod harness;

use std::{env, process::Command, sync::Arc, time::Duration};

use harness::*;
use mawqif_core::record::tree::Tree;
use mawqif_store::{Act, CaseId, Error, Options, Reply, Store, Writer};
use sqlx::Connection;

fn server(what: &str) {
    server_goes(what, &[]);
}

fn server_goes(what: &str, how: &[&str]) {
    let ctl = env::var("MAWQIF_TEST_POSTGRES_CTL").unwrap();
    assert!(Command::new(ctl).arg(what).args(how).status().unwrap().success());
}

async fn impatient(place: &Place) -> Store {
    let options = Options { readers: 4, patience: Duration::from_millis(300) };
    Store::open_with(&place.address, options).await.unwrap()
}

/// One story at a time stops the server.
static SERVER: std::sync::Mutex<()> = std::sync::Mutex::new(());

#[test]
fn a_server_that_was_stopped_is_found_again() {
    if env::var("MAWQIF_TEST_POSTGRES_CTL").is_err() {
        eprintln!("skipped: MAWQIF_TEST_POSTGRES_CTL is not set");
        return;
    }
    let _alone = SERVER.lock();
    on_postgres(stopped);
}

#[test]
fn a_server_that_crashes_has_every_acknowledged_act_once() {
    if env::var("MAWQIF_TEST_POSTGRES_CTL").is_err() {
        eprintln!("skipped: MAWQIF_TEST_POSTGRES_CTL is not set");
        return;
    }
    let _alone = SERVER.lock();
    on_postgres(crashed);
}

/// Eight tasks append, and send each act again by its key until they know what came of it, while the server is
/// thrown down three times without a word.
async fn crashed(place: Arc<Place>) {
    let (store, case) = (impatient(&place).await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let writer = Writer::start(store.clone(), sign(), None);
    let (told, mut heard) = tokio::sync::mpsc::unbounded_channel();
    for task in 0..8 {
        let (store, writer, case, told) = (store.clone(), writer.clone(), case.clone(), told.clone());
        tokio::spawn(async move {
            for number in 0.. {
                let says = format!("{task}-{number}");
                let first = persistent(&store, &writer, &case, &says).await;
                if told.send((says, first)).is_err() {
                    return;
                }
            }
        });
    }
    let mut acknowledged = std::collections::BTreeMap::new();
    for _ in 0..3 {
        for _ in 0..100 {
            let (says, first) = heard.recv().await.unwrap();
            assert_eq!(acknowledged.insert(says, first), None);
        }
        server_goes("stop", &["immediate"]);
        server("start");
    }
    for _ in 0..100 {
        let (says, first) = heard.recv().await.unwrap();
        acknowledged.insert(says, first);
    }
    drop(heard);
    writer.end().await;
    let mut said = std::collections::BTreeMap::new();
    let collect = |entry: mawqif_core::record::entry::Entry| {
        let payload = entry.payload().unwrap().to_owned();
        assert_eq!(said.insert(payload, entry.header().seq), None);
        Ok::<(), Error>(())
    };
    store.audit_each(&case, &key(&case), None, collect).await.unwrap();
    for (says, first) in &acknowledged {
        assert_eq!(said.get(&format!("{{\"says\":\"{says}\"}}")), Some(first), "{says}");
    }
}

/// Appends an act once, whatever comes in between, and tells its place.
async fn persistent(store: &Store, writer: &Writer, case: &CaseId, says: &str) -> u64 {
    loop {
        let seen = match store.case(case).await {
            Ok(found) => match found.size.checked_sub(1) {
                None => Ok((0, None)),
                Some(last) => {
                    store.leaves(case, last).await.map(|leaves| (found.size, leaves.first().copied()))
                }
            },
            Err(error) => Err(error),
        };
        let appended = match seen {
            Ok((size, leaf)) => {
                let idempotency = keyed("delegate-7", says, &size.to_string());
                writer.append(Act { idempotency, ..after(case, (size, leaf), says) }).await
            }
            Err(error) => Err(error),
        };
        match appended {
            Ok(Reply::Written(written)) => return written.first,
            Ok(Reply::Replayed(first)) => return first.parse().unwrap(),
            Err(Error::Lost { .. }) => {}
            Err(Error::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            // A writer that has ended says so only at the end of the story.
            Err(error) => panic!("{says}: {error}"),
        }
    }
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

/// A file system of two megabytes, gone when it is dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// None when this user may not mount one.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=2m", "tmpfs"];
        let done = Command::new("mount").args(mount).arg(folder.path()).output().ok()?;
        done.status.success().then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_takes_nothing_more_and_loses_nothing() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!(
            "skipped: no file system can be mounted here; a unit test of the store limits pages instead"
        );
        return;
    };
    on_sqlite(async move |_| {
        let ballast = disk.0.path().join("ballast");
        std::fs::write(&ballast, vec![1; 300_000]).unwrap();
        let address = disk.0.path().join("mawqif.db").to_str().unwrap().to_owned();
        let place = Place { address, folder: tempfile::tempdir().unwrap() };
        let (store, case) = (place.open().await, case_id("kilis"));
        store.create_case(&case, &origin(&case), NOW).await.unwrap();
        let writer = Writer::start(store.clone(), sign(), None);
        let long = |number: u64| format!("{number} {}", "x".repeat(20_000));
        let mut acknowledged = Vec::new();
        let full = loop {
            let says = long(acknowledged.len() as u64);
            match writer.append(after(&case, last(&store, &case).await, &says)).await {
                Ok(_) => acknowledged.push(says),
                Err(error) => break error,
            }
            assert!(acknowledged.len() < 200, "the disk is never full");
        };
        assert!(matches!(full, Error::Full(_)), "{full:?}");
        assert!(acknowledged.len() > 5);

        // What is there can be read, and a second try is told the same.
        let size = acknowledged.len() as u64;
        assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), size);
        assert_eq!(store.cases().await.unwrap()[0].size, size);
        assert!(writer.receipt(&case, 0).await.is_ok());
        let again = writer.append(after(&case, last(&store, &case).await, &long(1000))).await;
        assert!(matches!(again, Err(Error::Full(_))), "{again:?}");

        // With room again, the same server goes on, and so does one that is started anew.
        std::fs::remove_file(&ballast).unwrap();
        say(&store, &writer, &case, "there is room").await;
        writer.end().await;
        store.close().await;
        let store = place.open().await;
        let mut said = Vec::new();
        let collect = |entry: mawqif_core::record::entry::Entry| {
            said.push(entry.payload().unwrap().to_owned());
            Ok::<(), Error>(())
        };
        store.audit_each(&case, &key(&case), None, collect).await.unwrap();
        acknowledged.push("there is room".to_owned());
        let wanted: Vec<String> =
            acknowledged.iter().map(|says| format!("{{\"says\":\"{says}\"}}")).collect();
        assert!(said == wanted, "{} entries, {} acts", said.len(), wanted.len());
        store.close().await;
    });
}
