//! Two coalitions on one server, somebody in each role, and requests that reach the router directly.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use mawqif_core::{
    case::{AccountId, Act, CaseId, Role, guest::Guest},
    record::hash::Hash,
    text::{Id, Text},
};
use mawqif_store::{Account, ApiToken, Session};
use serde_json::Value;
use tower_service::Service;

use crate::desk::{
    Desk, Options,
    access::Caller,
    clock::Clock,
    people::{DAY, Via, Who, mail::Delivery, token::Scope},
};

/// The case that is asked about.
pub const OURS: &str = "ours";
/// That of another coalition.
pub const THEIRS: &str = "theirs";

const OFFER: &str = include_str!("../../../../../examples/wadi-nahr.toml");

/// How many tokens were made, by which no two are alike.
static MADE: AtomicU64 = AtomicU64::new(0);

/// What somebody shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing.
    Nothing,
    /// A token that nobody made.
    Forged,
    /// A session of an account.
    Session(&'static str),
    /// A program's token of an account, with one scope.
    Token(&'static str, Scope),
}

pub struct Place {
    pub desk: Desk,
    router: Router,
    folder: tempfile::TempDir,
}

impl Place {
    /// Both coalitions consult, and ours has a secretariat, a delegate, an observer, a reporter, a participant
    /// and somebody who has still to accept to observe.
    pub async fn new() -> Self {
        let place = Self::open(tempfile::tempdir().unwrap(), Clock::default()).await;
        place.people().await;
        place
    }

    /// What is in a folder, by a clock.
    pub async fn open(folder: tempfile::TempDir, clock: Clock) -> Self {
        let options = Options {
            folder: folder.path().to_owned(),
            database: None,
            name: "coalition.example".to_owned(),
            site: "https://desk.example.org".to_owned(),
            delivery: Delivery::Shown,
            freshness: Default::default(),
        };
        let desk = Desk::open_by(&options, clock).await.unwrap();
        let router = super::super::router(desk.clone());
        Self { desk, router, folder }
    }

    /// Ends the server; its folder stays.
    pub async fn close(self) -> tempfile::TempDir {
        drop(self.router);
        self.desk.close().await;
        self.folder
    }

    /// Both coalitions, and everybody.
    pub async fn people(&self) {
        for name in ["salma", "samir", "dalia", "omar", "rania", "badr", "aya", "faris", "fadia", "oscar"] {
            self.account(name).await;
        }
        self.coalition(OURS, "salma", "dalia", "relief-union").await;
        self.coalition(THEIRS, "faris", "fadia", "women-network").await;
        for (name, guest) in
            [("omar", Guest::Observer), ("rania", Guest::Reporter), ("badr", Guest::Participant)]
        {
            self.act(OURS, "salma", Act::AdmitGuest { account: actor(name), guest }).await;
            self.act(OURS, name, Act::AcceptRole { guest }).await;
        }
        self.act(OURS, "salma", Act::AdmitObserver { account: actor("aya") }).await;
    }

    async fn account(&self, name: &str) {
        let account = Account {
            id: stored(name),
            name: name.to_owned(),
            email: format!("{name}@example.org"),
            // No password has this hash.
            password: "$none".to_owned(),
            totp: None,
            locale: "en".to_owned(),
            created: 1,
            disabled: None,
        };
        self.desk.store().create_account(&account).await.unwrap();
    }

    async fn coalition(&self, case: &str, secretary: &str, delegate: &str, body: &str) {
        let id = CaseId::new(case).unwrap();
        self.desk.open_case(&id, Text::default(), Vec::new(), &caller(secretary), None).await.unwrap();
        self.act(case, secretary, Act::ImportDossier { dossier: OFFER.to_owned() }).await;
        let (account, body) = (actor(delegate), Id::new(body).unwrap());
        let give = Act::MandateDelegate { account, body, from: None, until: None, scope: Vec::new() };
        self.act(case, secretary, give).await;
        self.act(case, delegate, Act::AcceptMandate { mandate: 1 }).await;
        let held = self.desk.held(&id).unwrap();
        let roles = held.now().roles(&actor(delegate), self.desk.clock().now());
        assert!(matches!(roles[..], [Role::Delegate { .. }]), "{roles:?}");
    }

    pub async fn act(&self, case: &str, who: &str, act: Act) {
        let held = self.desk.held(&CaseId::new(case).unwrap()).unwrap();
        self.desk.act(&held, act, &caller(who), None).await.unwrap();
    }

    /// Whether an act is refused.
    pub async fn is_refused(&self, case: &str, who: &str, act: Act) -> bool {
        let held = self.desk.held(&CaseId::new(case).unwrap()).unwrap();
        self.desk.act(&held, act, &caller(who), None).await.is_err()
    }

    /// How many entries the records have.
    pub fn entries(&self) -> u64 {
        self.desk.all().iter().map(|held| held.now().entries()).sum()
    }

    /// A new token of what somebody shows, and its name in lists.
    pub async fn token(&mut self, shown: Shown) -> Option<(String, Hash)> {
        let now = self.desk.clock().now().micros();
        let token = format!("token-{}", MADE.fetch_add(1, Ordering::Relaxed));
        match shown {
            Shown::Nothing => None,
            Shown::Forged => Some((token.clone(), hash("session", &token))),
            Shown::Session(account) => {
                let id = hash("session", &token);
                let session = Session {
                    token: id,
                    account: stored(account),
                    created: now,
                    seen: now,
                    expires: now + DAY,
                    confirmed: Some(now),
                    agent: String::new(),
                };
                self.desk.store().create_session(&session).await.unwrap();
                Some((token, id))
            }
            Shown::Token(account, scope) => {
                let token = format!("mawqif_{token}");
                let id = hash("api", &token);
                let stored = ApiToken {
                    token: id,
                    account: stored(account),
                    label: "a program".to_owned(),
                    scopes: scope.word().to_owned(),
                    created: now,
                    expires: Some(now + DAY),
                    revoked: None,
                };
                self.desk.store().create_api_token(&stored).await.unwrap();
                Some((token, id))
            }
        }
    }

    /// Asks, and gives the status; and the body, unless it never ends.
    pub async fn ask(
        &mut self,
        shown: Shown,
        method: Method,
        path: &str,
        body: Option<(&str, String)>,
    ) -> (StatusCode, Value) {
        let mut request = Request::builder().method(method).uri(path);
        let made = self.token(shown).await;
        if let Some((token, _)) = &made {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = match body {
            Some((media, body)) => request.header(header::CONTENT_TYPE, media).body(Body::from(body)),
            None => request.body(Body::empty()),
        };
        let response = self.router.call(request.unwrap()).await.unwrap();
        let status = response.status();
        if let (Shown::Token(account, _), Some((_, id))) = (shown, made) {
            // An account has few tokens at once.
            self.desk.store().revoke_api_token(&stored(account), &id, 1).await.unwrap();
        }
        let media = response.headers().get(header::CONTENT_TYPE).cloned();
        if media.is_some_and(|media| media == "text/event-stream") {
            return (status, Value::Null);
        }
        let bytes = to_bytes(response.into_body(), 16 << 20).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }
}

/// What is stored of a token.
fn hash(usage: &str, token: &str) -> Hash {
    Hash::of(&[b"mawqif ", usage.as_bytes(), b"\0", token.as_bytes()])
}

fn stored(name: &str) -> mawqif_store::AccountId {
    mawqif_store::AccountId::new(name).unwrap()
}

pub fn actor(name: &str) -> AccountId {
    AccountId::new(name).unwrap()
}

pub fn caller(name: &str) -> Caller {
    let via = Via::Token { id: Hash::empty(), scopes: Scope::ALL.to_vec() };
    Caller::new(Who { account: stored(name), via }).unwrap()
}
