//! A disk that has no room left, and then has some again.
//!
//! A small file system is mounted, which takes root; without that the stories are skipped, and a unit test of
//! `record/append.rs` limits the pages of SQLite instead. On PostgreSQL it holds the tables, in a tablespace: a
//! server whose own log has no room ends by itself, and is started again like one that crashed.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]
#![cfg(target_os = "linux")]

#[path = "store/harness.rs"]
#[macro_use]
#[allow(dead_code, unused_macros)]
mod harness;

use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use harness::*;
use mawqif_core::record::{entry::Entry, hash::Hash};
use mawqif_store::{Error, Writer};

stories!(a_full_disk_takes_nothing_more_and_loses_nothing);

/// Bytes of the file system, and how many of them are left to the story.
const SIZE: &str = "size=40m";
const ROOM: u64 = 2 << 20;

/// A small file system, gone when this is dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// None when this user may not mount one.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let done =
            Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(folder.path()).output();
        done.ok()?.status.success().then_some(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes up all the room but some, and says by which file.
    fn fill(&self) -> PathBuf {
        let ballast = self.path().join("ballast");
        let told = Command::new("df").args(["--output=avail", "-B1"]).arg(self.path()).output().unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        let free: u64 = told.split_whitespace().last().unwrap().parse().unwrap();
        fs::write(&ballast, vec![1; usize::try_from(free - ROOM).unwrap()]).unwrap();
        ballast
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}

/// Words that no database makes shorter by compressing them.
fn long(number: usize) -> String {
    let mut words = format!("{number} ");
    for at in 0..300_u64 {
        words += &Hash::of(&[&number.to_be_bytes(), &at.to_be_bytes()]).to_hex();
    }
    words
}

async fn a_full_disk_takes_nothing_more_and_loses_nothing(place: Arc<Place>) {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: no file system can be mounted here");
        return;
    };
    if !place.address.starts_with("postgres") {
        let address = disk.path().join("mawqif.db").to_str().unwrap().to_owned();
        return full(&Place { address, folder: tempfile::tempdir().unwrap() }, &disk).await;
    }
    let mut intruder = place.intruder().await;
    let Ok(server) = fs::metadata(intruder.text("SHOW data_directory").await) else {
        eprintln!("skipped: the server is on another machine");
        return;
    };
    let space = disk.path().join("space");
    fs::create_dir(&space).unwrap();
    fs::set_permissions(&space, fs::Permissions::from_mode(0o700)).unwrap();
    std::os::unix::fs::chown(&space, Some(server.uid()), Some(server.gid())).unwrap();
    let (address, name) = place.address.rsplit_once('/').unwrap();
    intruder.execute(&format!("CREATE TABLESPACE {name}_space LOCATION '{}'", space.display())).await;
    intruder.execute(&format!("CREATE DATABASE {name}_small TABLESPACE {name}_space")).await;
    let small = Place { address: format!("{address}/{name}_small"), folder: tempfile::tempdir().unwrap() };
    full(&small, &disk).await;
    intruder.execute(&format!("DROP DATABASE {name}_small WITH (FORCE)")).await;
    intruder.execute(&format!("DROP TABLESPACE {name}_space")).await;
}

async fn full(place: &Place, disk: &SmallDisk) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let writer = Writer::start(store.clone(), sign(), None);
    let ballast = disk.fill();
    let mut acknowledged = Vec::new();
    let full = loop {
        let says = long(acknowledged.len());
        match writer.append(after(&case, last(&store, &case).await, &says)).await {
            Ok(_) => acknowledged.push(says),
            Err(error) => break error,
        }
        assert!(acknowledged.len() < 400, "the disk is never full");
    };
    assert!(matches!(full, Error::Full(_)), "{full:?}");
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());

    // What is there can be read, and a second try is told the same.
    let size = acknowledged.len() as u64;
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), size);
    assert_eq!(store.cases().await.unwrap()[0].size, size);
    assert!(writer.receipt(&case, 0).await.is_ok());
    let again = writer.append(after(&case, last(&store, &case).await, &long(1000).repeat(5))).await;
    assert!(matches!(again, Err(Error::Full(_))), "{again:?}");

    // With room again, the same server goes on, and so does one that is started anew.
    fs::remove_file(&ballast).unwrap();
    say(&store, &writer, &case, "there is room").await;
    writer.end().await;
    store.close().await;
    let store = place.open().await;
    let mut said = Vec::new();
    let collect = |entry: Entry| {
        said.push(entry.payload().unwrap().to_owned());
        Ok::<(), Error>(())
    };
    store.audit_each(&case, &key(&case), None, collect).await.unwrap();
    acknowledged.push("there is room".to_owned());
    let wanted: Vec<String> = acknowledged.iter().map(|says| format!("{{\"says\":\"{says}\"}}")).collect();
    assert!(said == wanted, "{} entries, {} acts", said.len(), wanted.len());
    store.close().await;
}
