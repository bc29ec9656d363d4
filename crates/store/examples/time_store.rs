//! Times the store on one database: acts per second with and without the writer's grouping, and the
//! audit of a long record. Prints rows of a table; used by `bench/store/run.sh`.
//!
//! With `tell`, it says when each act was sent and when it was acknowledged, for `bench/store/fsync.sh`.
//!
//! With `copy`, it fills a record, dumps it into a file beside `DATABASE`, which is one of SQLite then, and loads
//! that into another database, with the memory that each of them took.
//!
//! usage: time_store DATABASE acts SECONDS | audit ENTRIES | copy ENTRIES | tell ACTS

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::{
    io::Write,
    sync::Arc,
    time::{Duration, Instant},
};

use mawqif_core::record::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    entry::{Content, Entry, Header},
    hash::Hash,
    key::{Algorithm, Signer},
    tree::{Head, Tree},
};
use mawqif_store::{Act, Batch, CaseId, Options, Reply, Sign, Store, Writer};
use tokio::task::JoinSet;

/// Clients that each wait for one act before they send the next; each works on a case of its own.
const CLIENTS: [usize; 3] = [1, 16, 128];

/// Entries in one transaction while a long record is filled.
const FILL: u64 = 1000;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, what, number] = arguments.as_slice() else {
        panic!("usage: time_store DATABASE acts SECONDS | audit ENTRIES | copy ENTRIES | tell ACTS");
    };
    let number: u64 = number.parse().unwrap();
    let options = Options { readers: 16, patience: Duration::from_secs(60) };
    let store = Store::open_with(database, options).await.unwrap();
    match what.as_str() {
        "acts" => acts(&store, Duration::from_secs(number)).await,
        "audit" => audit(&store, number).await,
        "copy" => copy(&store, database, number).await,
        "tell" => tell(&store, number).await,
        other => panic!("{other} is not timed"),
    }
    store.close().await;
}

fn origin(case: &CaseId) -> String {
    format!("mawqif.example/{case}")
}

fn signer(case: &CaseId) -> Signer {
    Signer::new(&origin(case), Algorithm::Record, &[7; 32]).unwrap()
}

fn signed(signer: &Signer, case: &CaseId, head: Head) -> SignedCheckpoint {
    SignedCheckpoint::sign(Checkpoint::new(&origin(case), head).unwrap(), signer).unwrap()
}

fn sign() -> Sign {
    Arc::new(|case, head| SignedCheckpoint::sign(Checkpoint::new(&origin(case), head)?, &signer(case)))
}

/// An entry of some 300 bytes, about the length of a stance.
fn entry(seq: u64) -> Entry {
    let mut salt = [0; 32];
    salt[..8].copy_from_slice(&seq.to_be_bytes());
    let says = "accept if guarantees and not ground; نقبل إذا كانت هناك ضمانات ".repeat(2);
    let payload = format!("{{\"act\":\"act-{seq}.\",\"says\":\"{says}\"}}");
    let (actor, kind) = ("0198c0de-0000-7000-8000-000000000007".to_owned(), "stance-filed".to_owned());
    let header = Header { seq, time: 1_417_354_200_000_000 + seq, actor, kind, version: 1 };
    Entry::new(header, Content::Kept { salt, payload }).unwrap()
}

/// The leaf of the entry before this place.
fn leaf(seq: u64) -> Option<Hash> {
    seq.checked_sub(1).map(|before| entry(before).leaf_hash())
}

async fn begin(store: &Store, name: &str) -> CaseId {
    let case = CaseId::new(name).unwrap();
    store.create_case(&case, &origin(&case), 0).await.unwrap();
    case
}

async fn acts(store: &Store, time: Duration) {
    for clients in CLIENTS {
        for grouped in ["alone", "grouped"] {
            let writer = Writer::start(store.clone(), sign(), None);
            let start = Instant::now();
            let mut tasks = JoinSet::new();
            for client in 0..clients {
                let case = begin(store, &format!("{grouped}-{clients}-{client}")).await;
                let (store, writer, until) = (store.clone(), writer.clone(), start + time);
                match grouped {
                    "alone" => tasks.spawn(async move { one_by_one(&store, &case, until).await }),
                    _ => tasks.spawn(async move { by_writer(&writer, &case, until).await }),
                };
            }
            let waits = tasks.join_all().await.concat();
            row(store, clients, grouped, start.elapsed(), waits);
            writer.end().await;
        }
    }
}

fn row(store: &Store, clients: usize, grouped: &str, took: Duration, mut waits: Vec<Duration>) {
    waits.sort();
    let at = |percent: usize| waits[(waits.len() - 1) * percent / 100].as_micros();
    let (acts, kind) = (waits.len() as u128, store.kind());
    let rate = acts * 1000 / took.as_millis();
    let [half, most] =
        [50, 99].map(|percent| format!("{}.{} ms", at(percent) / 1000, at(percent) / 100 % 10));
    println!("| {kind:?} | {clients} | {grouped} | {rate} | {half} | {most} |");
}

/// Each act in a transaction of its own.
async fn one_by_one(store: &Store, case: &CaseId, until: Instant) -> Vec<Duration> {
    let (mut tree, mut waits, signer) = (Tree::new(), Vec::new(), signer(case));
    while Instant::now() < until {
        let expected = tree.size();
        let (follows, entries) = (leaf(expected), vec![entry(expected)]);
        let start = Instant::now();
        tree.extend(entries.iter().map(Entry::leaf_hash));
        let checkpoint = Some(signed(&signer, case, tree.head()));
        let batch = Batch {
            case: case.clone(),
            expected,
            follows,
            entries,
            checkpoint,
            idempotency: None,
            urn: None,
        };
        store.append(&[batch]).await.unwrap();
        waits.push(start.elapsed());
    }
    waits
}

/// Acts that share a transaction with those of others who wait.
async fn by_writer(writer: &Writer, case: &CaseId, until: Instant) -> Vec<Duration> {
    let mut waits = Vec::new();
    for expected in 0.. {
        let start = Instant::now();
        if start >= until {
            break;
        }
        written(writer, case, expected).await;
        waits.push(start.elapsed());
    }
    waits
}

async fn written(writer: &Writer, case: &CaseId, expected: u64) {
    let (follows, entries) = (leaf(expected), vec![entry(expected)]);
    let act = Act { case: case.clone(), expected, follows, entries, idempotency: None, urn: None };
    assert!(matches!(writer.append(act).await, Ok(Reply::Written(_))));
}

/// Begins a case and fills its record.
async fn filled(store: &Store, entries: u64) -> (CaseId, Tree) {
    let case = begin(store, "long").await;
    let (mut tree, signer) = (Tree::new(), signer(&case));
    while tree.size() < entries {
        let expected = tree.size();
        let follows = leaf(expected);
        let entries: Vec<Entry> = (expected..entries.min(expected + FILL)).map(entry).collect();
        tree.extend(entries.iter().map(Entry::leaf_hash));
        let checkpoint = Some(signed(&signer, &case, tree.head()));
        let batch = Batch {
            case: case.clone(),
            expected,
            follows,
            entries,
            checkpoint,
            idempotency: None,
            urn: None,
        };
        store.append(&[batch]).await.unwrap();
    }
    (case, tree)
}

async fn copy(store: &Store, database: &str, entries: u64) {
    filled(store, entries).await;
    let (filling, path) = (peak(), format!("{database}.dump"));
    let start = Instant::now();
    let dumped = store.dump(std::fs::File::create(&path).unwrap()).await.unwrap();
    let (dumping, memory) = (start.elapsed().as_millis(), peak());
    let other = Store::open(&format!("{database}.copy")).await.unwrap();
    let start = Instant::now();
    assert_eq!(other.load(std::fs::File::open(&path).unwrap()).await.unwrap().rows, dumped.rows);
    let (loading, length) = (start.elapsed().as_millis(), std::fs::metadata(&path).unwrap().len() >> 20);
    other.close().await;
    println!(
        "| {entries} | {length} MiB | {filling} | {dumping} ms | {memory} | {loading} ms | {} |",
        peak()
    );
}

async fn audit(store: &Store, entries: u64) {
    let start = Instant::now();
    let (case, tree) = filled(store, entries).await;
    let signer = signer(&case);
    let filling = start.elapsed();
    let before = resident();
    let start = Instant::now();
    let audited = store.audit(&case, signer.verifier_key(), None).await.unwrap();
    let took = start.elapsed().as_millis();
    assert_eq!(audited.tree.head(), tree.head());
    let (kind, filling) = (store.kind(), filling.as_millis());
    println!("| {kind:?} | {entries} | {filling} ms | {took} ms | {before} | {} |", resident());
}

/// The memory that this process has, as Linux tells it.
fn resident() -> String {
    status("VmRSS:")
}

/// The most memory that this process has had.
fn peak() -> String {
    status("VmHWM:")
}

fn status(name: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = |name: &str| status.lines().find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()));
    line(name).unwrap_or_else(|| "unknown".to_owned())
}

/// Half of the acts one after the other, the rest many at once on one case.
async fn tell(store: &Store, acts: u64) {
    let case = begin(store, "told").await;
    let writer = Writer::start(store.clone(), sign(), None);
    let say = |line: String| std::io::stdout().write_all(line.as_bytes()).unwrap();
    for seq in 0..acts / 2 {
        say(format!("sent {seq}.\n"));
        written(&writer, &case, seq).await;
        say(format!("acknowledged {seq}.\n"));
    }
    // A runtime of one turn each: acts are sent in the order of their numbers, and answered in groups.
    let many = (acts / 2..acts).map(|seq| {
        let (writer, case) = (writer.clone(), case.clone());
        async move {
            say(format!("sent {seq}.\n"));
            written(&writer, &case, seq).await;
            say(format!("acknowledged {seq}.\n"));
        }
    });
    let mut answers: futures_util::stream::FuturesOrdered<_> = many.map(tokio::task::unconstrained).collect();
    while futures_util::StreamExt::next(&mut answers).await.is_some() {}
    writer.end().await;
}
