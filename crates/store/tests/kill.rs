//! Processes that are killed in the middle of their work, as by a power cut that spares the disk.
//!
//! A process of its own appends by eight tasks at once and says which acts it sends and which were
//! acknowledged. It is killed (SIGKILL) at some moment, and then the record must hold every acknowledged act
//! exactly once, at the place that was told; an act that was sent and not acknowledged is there or not, and
//! sending it again by its idempotency key tells which and lets no double come to be.
//!
//! `MAWQIF_KILL_ROUNDS` says how often, 20 times when it is not set; `tests/kill.sh` runs 300 rounds.
//!
//! A kill does not show that acknowledged acts are on the disk: `bench/store/fsync.sh` does.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "store/harness.rs"]
#[macro_use]
#[allow(dead_code, unused_macros)]
mod harness;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use harness::*;
use mawqif_core::record::entry::Entry;
use mawqif_store::{Act, CaseId, Error, Reply, Store, Writer};

stories!(every_acknowledged_act_survives, of_two_processes_one_is_killed);

/// Tasks of a process that append at once.
const WRITERS: u64 = 8;

fn rounds() -> u64 {
    env::var("MAWQIF_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(20)
}

/// The process that is killed: this program again, told by its surroundings what to work on.
#[test]
#[ignore = "it is what the stories start and kill"]
fn a_process_of_eight_writers() {
    let Ok(address) = env::var("MAWQIF_KILL_ADDRESS") else { return };
    let case = case_id(&env::var("MAWQIF_KILL_CASE").unwrap());
    let name = env::var("MAWQIF_KILL_NAME").unwrap();
    let acts: u64 = env::var("MAWQIF_KILL_ACTS").unwrap().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&address).await.unwrap();
        let writer = Writer::start(store.clone(), sign(), None);
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..WRITERS {
            let (store, writer, case, name) = (store.clone(), writer.clone(), case.clone(), name.clone());
            tasks.spawn(async move {
                for number in 0..acts {
                    let key = format!("{name}-{task}-{number}");
                    tell(&format!("sent {key}"));
                    let first = appended(&store, &writer, &case, &key).await.unwrap_or_else(|told| told);
                    tell(&format!("acknowledged {key} {first}"));
                }
            });
        }
        tasks.join_all().await;
        writer.end().await;
    });
}

/// One line in one write, so that a kill leaves no half of it.
fn tell(line: &str) {
    std::io::stdout().write_all(format!("\n{line}\n").as_bytes()).unwrap();
}

/// Appends an act once, and tells its place: `Ok` when it was written now, `Err` when it had been.
async fn appended(store: &Store, writer: &Writer, case: &CaseId, key: &str) -> Result<u64, u64> {
    loop {
        let (expected, follows) = last(store, case).await;
        let idempotency = keyed("delegate-7", key, &expected.to_string());
        let act = Act { idempotency, ..after(case, (expected, follows), key) };
        match writer.append(act).await {
            Ok(Reply::Written(written)) => return Ok(written.first),
            Ok(Reply::Replayed(first)) => return Err(first.parse().unwrap()),
            Err(Error::Lost { .. }) => {}
            Err(error) => panic!("{key}: {error}"),
        }
    }
}

/// A process at work, and what it has said so far.
struct Worker {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
    sent: BTreeSet<String>,
    acknowledged: BTreeMap<String, u64>,
}

impl Worker {
    fn start(address: &str, case: &CaseId, name: &str, acts: u64) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["a_process_of_eight_writers", "--exact", "--ignored", "--nocapture"])
            .env("MAWQIF_KILL_ADDRESS", address)
            .env("MAWQIF_KILL_CASE", case.as_str())
            .env("MAWQIF_KILL_NAME", name)
            .env("MAWQIF_KILL_ACTS", acts.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines, sent: BTreeSet::new(), acknowledged: BTreeMap::new() }
    }

    /// Listens until so many acts were acknowledged, or nothing more comes.
    fn listen(&mut self, until: usize) {
        while self.acknowledged.len() < until {
            let Some(line) = self.lines.next() else { return };
            let line = line.unwrap();
            match line.split(' ').collect::<Vec<_>>().as_slice() {
                ["sent", key] => {
                    self.sent.insert((*key).to_owned());
                }
                ["acknowledged", key, first] => {
                    self.acknowledged.insert((*key).to_owned(), first.parse().unwrap());
                }
                _ => {}
            }
        }
    }

    /// Kills it, and hears what it had said before.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.listen(usize::MAX);
    }

    fn end(&mut self) {
        self.listen(usize::MAX);
        assert!(self.child.wait().unwrap().success());
    }
}

/// The moment of a kill is meant to differ from run to run.
fn chance() -> Chance {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Chance(u64::from(now.subsec_nanos()) << 20 | u64::from(std::process::id()) | 1)
}

/// Where each act stands in the record, which is audited on the way.
async fn places(store: &Store, case: &CaseId) -> BTreeMap<String, u64> {
    let mut places = BTreeMap::new();
    let collect = |entry: Entry| {
        let payload = entry.payload().unwrap();
        let said = payload.strip_prefix("{\"says\":\"").and_then(|rest| rest.strip_suffix("\"}")).unwrap();
        assert_eq!(places.insert(said.to_owned(), entry.header().seq), None, "{said} is there twice");
        Ok::<(), Error>(())
    };
    store.audit_each(case, &key(case), None, collect).await.unwrap();
    places
}

/// Compares a record with what its processes had said, and sends again what was not acknowledged. Tells how
/// many of these acts were there.
async fn settle(store: &Store, case: &CaseId, workers: &[&Worker]) -> usize {
    let before = places(store, case).await;
    for (key, first) in workers.iter().flat_map(|worker| &worker.acknowledged) {
        assert_eq!(before.get(key), Some(first), "{key} was acknowledged");
    }
    let sent: BTreeSet<&String> = workers.iter().flat_map(|worker| &worker.sent).collect();
    assert!(before.keys().all(|key| sent.contains(key)), "an act that nobody sent");
    let writer = Writer::start(store.clone(), sign(), None);
    let mut found = 0;
    for key in &sent {
        if workers.iter().any(|worker| worker.acknowledged.contains_key(*key)) {
            continue;
        }
        match (before.get(*key), appended(store, &writer, case, key).await) {
            (Some(place), Err(told)) => {
                assert_eq!(*place, told, "{key}");
                found += 1;
            }
            (None, Ok(_)) => {}
            other => panic!("{key}: {other:?}"),
        }
    }
    writer.end().await;
    let settled = places(store, case).await;
    assert_eq!(settled.keys().collect::<BTreeSet<_>>(), sent, "each act is there once");
    found
}

async fn every_acknowledged_act_survives(place: Arc<Place>) {
    let (mut acknowledged, mut unknown, mut found) = (0, 0, 0);
    let mut chance = chance();
    for round in 0..rounds() {
        let case = case_id(&format!("round-{round}"));
        let store = place.open().await;
        store.create_case(&case, &origin(&case), NOW).await.unwrap();
        store.close().await;
        let mut worker = Worker::start(&place.address, &case, "one", 1000);
        // Some die before their first act, some in the middle of a transaction, some between two.
        worker.listen(usize::try_from(chance.below(60)).unwrap());
        std::thread::sleep(Duration::from_micros(chance.below(8000)));
        worker.kill();
        let store = place.open().await;
        found += settle(&store, &case, &[&worker]).await;
        acknowledged += worker.acknowledged.len();
        unknown += worker.sent.len() - worker.acknowledged.len();
        store.close().await;
    }
    println!(
        "{} rounds: {acknowledged} acts acknowledged, none lost; {unknown} sent again, of which {found} were there",
        rounds()
    );
}

/// Both servers work on one record of one PostgreSQL; SQLite's file takes a second process as well.
async fn of_two_processes_one_is_killed(place: Arc<Place>) {
    let mut chance = chance();
    for round in 0..rounds().div_ceil(4) {
        let case = case_id(&format!("round-{round}"));
        let store = place.open().await;
        store.create_case(&case, &origin(&case), NOW).await.unwrap();
        let mut one = Worker::start(&place.address, &case, "one", 1000);
        let mut other = Worker::start(&place.address, &case, "other", 6);
        one.listen(1 + usize::try_from(chance.below(20)).unwrap());
        std::thread::sleep(Duration::from_micros(chance.below(8000)));
        one.kill();
        // The other one goes on as if nothing had happened.
        other.end();
        assert_eq!(other.acknowledged.len(), 48);
        settle(&store, &case, &[&one, &other]).await;
        store.close().await;
    }
}
