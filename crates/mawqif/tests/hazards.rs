//! What happens to a server without its being to blame: a disk without room, a database that is gone. Alone in
//! its program, because it stops the PostgreSQL server that other stories are told on.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]
#![cfg(target_os = "linux")]

#[path = "server/client.rs"]
#[allow(dead_code)]
mod client;
#[path = "server/place.rs"]
#[allow(dead_code, unused_macros, unused_imports)]
mod place;

use std::{
    env, fs,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use client::Reply;
use mawqif_core::record::hash::Hash;
use mawqif_store::Store;
use place::{Place, Server, offer, on_postgres};
use serde_json::{Value, json};

const CASE: &str = "/api/cases/ours";

/// How long a server may take to find its database again.
const RECOVERY: Duration = Duration::from_secs(60);

/// A small file system, gone when this is dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// None when this user may not mount one.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=40m", "tmpfs"];
        let done = Command::new("mount").args(mount).arg(folder.path()).output();
        done.ok()?.status.success().then_some(Self(folder))
    }

    /// Takes up all the room but two megabytes, and says by which file.
    fn fill(&self) -> PathBuf {
        let ballast = self.0.path().join("ballast");
        let told = Command::new("df").args(["--output=avail", "-B1"]).arg(self.0.path()).output().unwrap();
        let free = String::from_utf8(told.stdout).unwrap();
        let free: usize = free.split_whitespace().last().unwrap().parse().unwrap();
        fs::write(&ballast, vec![1; free - (2 << 20)]).unwrap();
        ballast
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
    }
}

/// An act of some fifty kilobytes.
fn meeting(number: usize) -> Value {
    let item = format!("{number} {}", "agenda ".repeat(70));
    json!({ "act": "convene-meeting", "title": format!("meeting {number}"), "at": 1893456000000000u64,
        "agenda": vec![item; 100] })
}

fn act(server: &Server, token: &str, act: &Value, key: &str) -> Reply {
    server.post_with(Some(token), &format!("{CASE}/acts"), act, &[("Idempotency-Key", key)])
}

fn size(server: &Server, token: &str) -> u64 {
    server.get(token, CASE).of(200)["entries"].as_u64().unwrap()
}

/// Lets a session seem to have been used an hour ago.
fn grown_old(server: &Server, token: &str) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let now = u64::try_from(now.as_micros()).unwrap();
    let hour = 3_600_000_000;
    let id = Hash::of(&[b"mawqif ", b"session", b"\0", token.as_bytes()]);
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let store = Store::open(&server.place.address()).await.unwrap();
        store.touch_session(&id, now - hour, now + hour).await.unwrap();
        store.close().await;
    });
}

#[test]
fn a_full_disk_is_told_and_everything_can_still_be_read() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: no small file system can be mounted here");
        return;
    };
    let mut place = Place::empty();
    place.folder = tempfile::tempdir_in(disk.0.path()).unwrap();
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &offer()).of(201);
    // A delegate with a session, which leaves traces where a program's token leaves none.
    let dalia = server.delegate(&salma, "ours", "relief-union", "dalia");

    // It was last used so long ago that the next use would be noted.
    grown_old(&server, &dalia);

    let ballast = disk.fill();
    let before = size(&server, &salma);
    let mut number = 0;
    let refused = loop {
        let reply = act(&server, &salma, &meeting(number), &format!("act-{number}"));
        if reply.status != 201 {
            break reply;
        }
        number += 1;
        assert!(number < 200, "the disk is never full");
    };
    assert_eq!(refused.problem(507), "full");
    assert!(refused.body.contains("nothing was changed"), "{}", refused.body);
    let after = before + u64::try_from(number).unwrap();

    // Who reads does not notice.
    for token in [&salma, &dalia] {
        assert_eq!(size(&server, token), after);
        for part in ["/entries", "/entries/0", "/entries/0/receipt", "/checkpoint", "/dossier", "/archive"] {
            server.get(token, &format!("{CASE}{part}")).text(200);
        }
    }
    server.get_openly("/healthz").text(200);
    let again = act(&server, &salma, &meeting(number), &format!("act-{number}"));
    assert_eq!(again.problem(507), "full");
    assert_eq!(size(&server, &salma), after);

    // Whoever signs out is told what could not be written, and is out all the same.
    let left = server.post(Some(&dalia), "/api/log-out", &json!({}));
    assert!(left.status == 204 || left.problem(507) == "full", "{left:?}");
    assert_eq!(server.get(&dalia, CASE).problem(401), "not-signed-in");

    // With room again the same server goes on: what was refused is done now, by the same key, and once.
    fs::remove_file(&ballast).unwrap();
    let done = act(&server, &salma, &meeting(number), &format!("act-{number}")).of(201);
    assert_eq!((&done["size"], &done["repeated"]), (&json!(after + 1), &json!(false)));
    let repeated = act(&server, &salma, &meeting(number), &format!("act-{number}")).of(200);
    assert_eq!(repeated["repeated"], true);

    // So does one that is started anew, which audits the record first.
    let mut server = server;
    assert!(server.end());
    let server = server.beside();
    assert_eq!(size(&server, &salma), after + 1);
    drop(server);
}

#[test]
fn a_database_that_is_gone_is_told_and_found_again() {
    if env::var("MAWQIF_TEST_POSTGRES_CTL").is_err() {
        eprintln!("skipped: MAWQIF_TEST_POSTGRES_CTL is not set");
        return;
    }
    on_postgres(gone);
}

fn database(what: &str) {
    let ctl = env::var("MAWQIF_TEST_POSTGRES_CTL").unwrap();
    assert!(Command::new(ctl).arg(what).status().unwrap().success());
}

fn gone(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let other = server.beside();
    server.import(&salma, "ours", &offer()).of(201);
    let before = size(&server, &salma);
    server.get_openly("/readyz").text(200);

    database("stop");
    let refused = act(&server, &salma, &meeting(1), "click");
    assert_eq!(refused.problem(503), "database");
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert!(refused.body.contains("idempotency key"), "{}", refused.body);
    assert_eq!(server.get(&salma, CASE).problem(503), "database");
    assert_eq!(server.get_openly("/readyz").problem(503), "database");
    // The process is well; who watches it need not start it anew.
    server.get_openly("/healthz").text(200);

    database("start");
    let begun = Instant::now();
    let done = loop {
        let reply = act(&server, &salma, &meeting(1), "click");
        if reply.status != 503 {
            break reply;
        }
        assert!(begun.elapsed() < RECOVERY, "{}", reply.body);
    };
    assert_eq!(done.of(201)["size"], before + 1);
    server.get_openly("/readyz").text(200);
    assert_eq!(act(&server, &salma, &meeting(1), "click").of(200)["repeated"], true);
    // The other server hears of it as well, by itself.
    while size(&other, &salma) < before + 1 {
        assert!(begun.elapsed() < RECOVERY, "the other server does not follow any more");
    }
    drop(other);
}
