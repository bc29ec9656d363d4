//! Stories of people on SQLite: the place they happen at, and what several of them need.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod codes;
mod invitations;
mod letters;
mod limits;
mod log_in;
mod tokens;
mod words;

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, CaseId, Mail, Micros, Store};

use super::{
    DAY, People, Refused, SECOND, Who,
    account::NewAccount,
    chance::{Chance, Secret},
    code,
    log_in::LoggedIn,
    mail::Delivery,
    password::Cost,
    session::Opened,
};
use crate::locale::Language;

const NOW: Micros = 1_764_000_000 * SECOND;
const PASSWORD: &str = "seven olive trees";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const PHONE: &str =
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";

/// Chance that can be had again.
struct Seeded(AtomicU64);

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Refused> {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            chunk.copy_from_slice(&Hash::of(&[&count.to_be_bytes()]).as_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

/// A server of its own, with mail.
struct Place {
    people: People,
    folder: tempfile::TempDir,
}

impl Place {
    async fn new() -> Self {
        Self::with(Delivery::Mail).await
    }

    async fn with(delivery: Delivery) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let people = server(&folder, 1, delivery).await;
        people.store.create_case(&case("aleppo"), "example.org/aleppo", NOW).await.unwrap();
        Self { people, folder }
    }

    /// Another server on the same database.
    async fn neighbour(&self) -> People {
        server(&self.folder, 1 << 32, Delivery::Mail).await
    }

    async fn account(&self, name: &str) -> AccountId {
        let address = format!("{name}@example.org");
        let new = NewAccount { address: &address, ..amal() };
        self.people.create_account(NewAccount { name, ..new }, NOW).await.unwrap()
    }

    /// Logs an account in that has no codes.
    async fn open(&self, name: &str, now: Micros) -> Opened {
        let address = format!("{name}@example.org");
        match self.people.log_in(&address, PASSWORD, FIREFOX, now).await.unwrap() {
            LoggedIn::Open(opened) => opened,
            LoggedIn::CodeNeeded(_) => panic!("{name} has codes"),
        }
    }

    async fn who(&self, opened: &Opened, now: Micros) -> Who {
        self.people.who(opened.token.reveal(), now).await.unwrap()
    }

    /// An account with codes, its fresh session, its secret and its recovery codes.
    async fn guarded(&self, name: &str) -> (Who, Vec<u8>, Vec<Secret>) {
        self.account(name).await;
        let opened = self.open(name, NOW).await;
        let who = self.who(&opened, NOW).await;
        let setup = self.people.begin_codes(&who).await.unwrap();
        let secret = code::from_base32(setup.secret.reveal()).unwrap();
        let typed = code_at(&secret, NOW);
        let recovery =
            self.people.set_up_codes(&who, PASSWORD, setup.secret.reveal(), &typed, NOW).await.unwrap();
        (self.who(&opened, NOW).await, secret.to_vec(), recovery)
    }

    /// The token of a log-in that waits for a code.
    async fn pending(&self, name: &str, now: Micros) -> Secret {
        let address = format!("{name}@example.org");
        match self.people.log_in(&address, PASSWORD, FIREFOX, now).await.unwrap() {
            LoggedIn::CodeNeeded(token) => token,
            LoggedIn::Open(_) => panic!("{name} has no codes"),
        }
    }

    /// Takes what waits in the spool.
    async fn mails(&self) -> Vec<Mail> {
        let mut mails =
            self.people.store.take_due_mails(NOW + 365 * DAY, NOW + 366 * DAY, 100).await.unwrap();
        mails.sort_by(|a, b| a.id.cmp(&b.id));
        for mail in &mails {
            self.people.store.mail_sent(&mail.id, NOW).await.unwrap();
        }
        mails
    }
}

async fn server(folder: &tempfile::TempDir, seed: u64, delivery: Delivery) -> People {
    let store = Store::open(folder.path().join("mawqif.db").to_str().unwrap()).await.unwrap();
    let chance = Arc::new(Seeded(AtomicU64::new(seed)));
    let cheap = Cost { memory: 8, passes: 1, lanes: 1 };
    People::with_cost(store, chance, "https://desk.example.org/", delivery, cheap).unwrap()
}

fn case(id: &str) -> CaseId {
    CaseId::new(id).unwrap()
}

fn amal() -> NewAccount<'static> {
    NewAccount { name: "أمل", address: "amal@example.org", password: PASSWORD, language: Language::Ar }
}

/// What an authenticator shows.
fn code_at(secret: &[u8], now: Micros) -> String {
    format!("{:06}", code::one_time(secret, now / SECOND / 30).unwrap())
}
