//! Where a story is told: a new database of either kind, and the entries and keys that it needs.

use std::{
    env,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use mawqif_core::record::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    entry::{Content, Entry, Header},
    hash::Hash,
    key::{Algorithm, Signer, VerifierKey},
    tree::{Head, Tree},
};
use mawqif_store::{AccountId, Act, Batch, CaseId, Idempotency, Options, Reply, Sign, Store, Writer};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};

/// Tests of the same stories on both databases.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $story() { $crate::harness::on_sqlite(super::$story) })+
        }
        mod postgres {
            $(#[test] fn $story() { $crate::harness::on_postgres(super::$story) })+
        }
    };
}

/// A database of a story's own.
pub struct Place {
    pub address: String,
    pub folder: tempfile::TempDir,
}

impl Place {
    pub async fn open(&self) -> Store {
        Store::open_with(&self.address, Options { readers: 4, patience: Duration::from_secs(20) })
            .await
            .unwrap()
    }

    /// A connection past the store, for whoever tampers with the database.
    pub async fn intruder(&self) -> Intruder {
        if self.address.starts_with("postgres") {
            Intruder::Postgres(PgConnection::connect(&self.address).await.unwrap())
        } else {
            let options = SqliteConnectOptions::new().filename(&self.address).foreign_keys(false);
            Intruder::Sqlite(options.pragma("synchronous", "OFF").connect().await.unwrap())
        }
    }
}

pub enum Intruder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Intruder {
    pub async fn execute(&mut self, sql: &str) -> u64 {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(connection) => sqlx::query(sql).execute(connection).await.unwrap().rows_affected(),
            Self::Postgres(connection) => sqlx::query(sql).execute(connection).await.unwrap().rows_affected(),
        }
    }

    pub async fn number(&mut self, sql: &str) -> i64 {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(connection) => sqlx::query_scalar(sql).fetch_one(connection).await.unwrap(),
            Self::Postgres(connection) => sqlx::query_scalar(sql).fetch_one(connection).await.unwrap(),
        }
    }

    pub async fn text(&mut self, sql: &str) -> String {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(connection) => sqlx::query_scalar(sql).fetch_one(connection).await.unwrap(),
            Self::Postgres(connection) => sqlx::query_scalar(sql).fetch_one(connection).await.unwrap(),
        }
    }

    pub async fn bytes(&mut self, sql: &str) -> Vec<u8> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(connection) => sqlx::query_scalar(sql).fetch_one(connection).await.unwrap(),
            Self::Postgres(connection) => sqlx::query_scalar(sql).fetch_one(connection).await.unwrap(),
        }
    }

    pub async fn set_bytes(&mut self, sql: &str, bytes: &[u8]) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(connection) => {
                sqlx::query(sql).bind(bytes).execute(connection).await.unwrap();
            }
            Self::Postgres(connection) => {
                sqlx::query(sql).bind(bytes).execute(connection).await.unwrap();
            }
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

pub fn on_sqlite<F: Future<Output = ()>>(story: impl FnOnce(Arc<Place>) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let address = folder.path().join("mawqif.db").to_str().unwrap().to_owned();
    runtime().block_on(story(Arc::new(Place { address, folder })));
}

pub fn on_postgres<F: Future<Output = ()>>(story: impl FnOnce(Arc<Place>) -> F) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = env::var("MAWQIF_TEST_POSTGRES") else {
        eprintln!("skipped: MAWQIF_TEST_POSTGRES is not set");
        return;
    };
    runtime().block_on(async {
        let name = format!("story_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let options: PgConnectOptions = server.parse().unwrap();
        let mut connection = options.connect().await.unwrap();
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
        let address = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
        let folder = tempfile::tempdir().unwrap();
        story(Arc::new(Place { address, folder })).await;
        // The story may have restarted the server.
        let mut connection = options.connect().await.unwrap();
        let drop = AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"));
        sqlx::query(drop).execute(&mut connection).await.unwrap();
    });
}

pub const NOW: u64 = 1_417_354_200_000_000;

pub fn case_id(text: &str) -> CaseId {
    CaseId::new(text).unwrap()
}

pub fn account_id(text: &str) -> AccountId {
    AccountId::new(text).unwrap()
}

/// The record's name of a case.
pub fn origin(case: &CaseId) -> String {
    format!("mawqif.example/{case}")
}

pub fn signer(case: &CaseId) -> Signer {
    Signer::new(&origin(case), Algorithm::Record, &[7; 32]).unwrap()
}

pub fn key(case: &CaseId) -> VerifierKey {
    signer(case).verifier_key().clone()
}

pub fn signed(case: &CaseId, head: Head) -> SignedCheckpoint {
    SignedCheckpoint::sign(Checkpoint::new(&origin(case), head).unwrap(), &signer(case)).unwrap()
}

pub fn sign() -> Sign {
    Arc::new(|case, head| SignedCheckpoint::sign(Checkpoint::new(&origin(case), head)?, &signer(case)))
}

/// An entry that says something, with a salt of its own.
pub fn entry(seq: u64, says: &str) -> Entry {
    let mut salt = [0; 32];
    salt[..8].copy_from_slice(&seq.to_be_bytes());
    salt[8..16].copy_from_slice(&(says.len() as u64).to_be_bytes());
    let header = Header {
        seq,
        time: NOW + seq,
        actor: "delegate-7".to_owned(),
        kind: "stance-filed".to_owned(),
        version: 1,
    };
    Entry::new(header, Content::Kept { salt, payload: format!("{{\"says\":\"{says}\"}}") }).unwrap()
}

pub fn entries(range: std::ops::Range<u64>) -> Vec<Entry> {
    range.map(|seq| entry(seq, &format!("point {seq} — نقطة"))).collect()
}

/// A batch that follows a tree, which grows by it.
pub fn batch(case: &CaseId, tree: &mut Tree, count: u64) -> Batch {
    let expected = tree.size();
    let follows = expected.checked_sub(1).and_then(|last| tree.leaf(last));
    let entries = entries(expected..expected + count);
    tree.extend(entries.iter().map(Entry::leaf_hash));
    let checkpoint = Some(signed(case, tree.head()));
    Batch { case: case.clone(), expected, follows, entries, checkpoint, idempotency: None, urn: None }
}

pub fn keyed(account: &str, key: &str, outcome: &str) -> Option<Idempotency> {
    let account = account_id(account);
    Some(Idempotency { account, key: key.to_owned(), outcome: outcome.to_owned(), time: NOW })
}

/// How many entries a record has, and the leaf of the last of them.
pub async fn last(store: &Store, case: &CaseId) -> (u64, Option<Hash>) {
    let size = store.case(case).await.unwrap().size;
    let Some(last) = size.checked_sub(1) else { return (size, None) };
    (size, store.leaves(case, last).await.unwrap().first().copied())
}

/// An act by which somebody says something, checked against a record that ends like this.
pub fn after(case: &CaseId, (expected, follows): (u64, Option<Hash>), says: &str) -> Act {
    let entries = vec![entry(expected, says)];
    Act { case: case.clone(), expected, follows, entries, idempotency: None, urn: None }
}

/// Where a record ends that has this entry last.
pub fn end(last: &Entry) -> (u64, Option<Hash>) {
    (last.header().seq + 1, Some(last.leaf_hash()))
}

/// Appends what somebody says, checking the act again as often as others are first, as the desk does.
pub async fn say(store: &Store, writer: &Writer, case: &CaseId, says: &str) -> Reply {
    loop {
        let act = after(case, last(store, case).await, says);
        match writer.append(act).await {
            Err(mawqif_store::Error::Lost { .. }) => {}
            reply => return reply.unwrap(),
        }
    }
}

/// Chance that is the same in every run (xorshift64).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
