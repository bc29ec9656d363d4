//! Who somebody is: passwords, one-time codes, sessions, invitations, tokens, and mails about them.
//!
//! What somebody may do in a case stands in its record; here it is settled only that it is they who
//! ask. Time and chance are passed in. Every refusal tells no more than the one who asks may know, and
//! costs the same whether an account is there or not. `docs/accounts.md` has the parameters and what is
//! not promised.

pub mod account;
pub mod address;
mod agent;
pub mod calendar;
pub mod chance;
pub mod code;
pub mod invitation;
pub mod limits;
pub mod link;
pub mod log_in;
pub mod mail;
pub mod password;
pub mod refused;
pub mod second;
pub mod session;
#[cfg(test)]
mod tests;
pub mod token;
mod unnoted;

use std::sync::Arc;

use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, MailId, Micros, Store};
use tokio::sync::Notify;

use crate::locale::Language;
use chance::Chance;
use limits::Limits;
use mail::Delivery;
use password::{Cost, Passwords};
pub use refused::Refused;
use token::Scope;
use unnoted::Unnoted;

/// Microseconds of a second.
pub const SECOND: Micros = 1_000_000;
/// Microseconds of a minute.
pub const MINUTE: Micros = 60 * SECOND;
/// Microseconds of an hour.
pub const HOUR: Micros = 60 * MINUTE;
/// Microseconds of a day.
pub const DAY: Micros = 24 * HOUR;

/// How long after password and code a session may do what weighs much.
pub const FRESH: Micros = 10 * MINUTE;

/// What makes a session fresh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// Password and one-time code.
    #[default]
    PasswordAndCode,
    /// Of accounts without one-time codes the password alone, or a link that signs in: for trying things
    /// out on one's own machine, as the demo does, and for nothing else.
    Password,
}

impl Freshness {
    /// When a session is confirmed that begins by a password or a link alone.
    fn at_first(self, now: Micros) -> Option<Micros> {
        (self == Self::Password).then_some(now)
    }
}

/// The people of a server, and the ways in. Shared by all requests.
pub struct People {
    store: Store,
    chance: Arc<dyn Chance>,
    passwords: Passwords,
    limits: Limits,
    /// Where the server is reached, such as `https://desk.example.org`, without a slash at its end.
    site: String,
    delivery: Delivery,
    freshness: Freshness,
    /// Tells whoever carries mails that there is a new one.
    spooled: Notify,
    unnoted: Unnoted,
}

impl People {
    /// The people of a store. Hashes a password nobody has, for answers about accounts that are not
    /// there.
    ///
    /// # Errors
    /// [`Refused::Internal`] when there is no randomness.
    pub fn new(
        store: Store,
        chance: Arc<dyn Chance>,
        site: &str,
        delivery: Delivery,
    ) -> Result<Self, Refused> {
        Self::with_cost(store, chance, site, delivery, Cost::OWASP)
    }

    fn with_cost(
        store: Store,
        chance: Arc<dyn Chance>,
        site: &str,
        delivery: Delivery,
        cost: Cost,
    ) -> Result<Self, Refused> {
        let passwords = Passwords::new(cost, &*chance)?;
        let limits = Limits::new(&*chance)?;
        let site = site.trim_end_matches('/').to_owned();
        Ok(Self {
            store,
            chance,
            passwords,
            limits,
            site,
            delivery,
            freshness: Freshness::PasswordAndCode,
            spooled: Notify::new(),
            unnoted: Unnoted::default(),
        })
    }

    /// The same people, whose sessions become fresh by something else than password and code.
    #[must_use]
    pub fn by(self, freshness: Freshness) -> Self {
        Self { freshness, ..self }
    }

    /// Whether the password alone makes a session fresh where an account has no one-time codes.
    pub fn is_password_enough(&self) -> bool {
        self.freshness == Freshness::Password
    }

    /// Removes sessions and log-ins that have ended; to be called now and then.
    ///
    /// # Errors
    /// [`Refused::Store`].
    pub async fn sweep(&self, now: Micros) -> Result<(), Refused> {
        self.note_ended().await?;
        self.store.remove_ended_sessions(now).await?;
        self.store.remove_ended_logins(now).await?;
        if self.delivery == Delivery::Mail {
            self.store.remove_mails(now.saturating_sub(mail::deliver::REMEMBERED)).await?;
        }
        Ok(())
    }

    /// Whether it is still known who asks: their session or token has not ended since. For what lasts
    /// longer than a request.
    ///
    /// # Errors
    /// [`Refused::Store`].
    pub async fn is_known(&self, who: &Who, now: Micros) -> Result<bool, Refused> {
        Ok(match &who.via {
            Via::Session { id, .. } => self.open_session(id, now).await?.is_some(),
            Via::Token { id, .. } => self.store.api_token(id, now).await?.is_some(),
        })
    }

    /// Where the server is reached, without a slash at its end.
    pub fn site(&self) -> &str {
        &self.site
    }

    fn new_account_id(&self) -> Result<AccountId, Refused> {
        AccountId::new(&chance::ageless(&*self.chance)?).ok_or(Refused::Internal("an id has no form of one"))
    }

    fn new_mail_id(&self, now: Micros) -> Result<MailId, Refused> {
        MailId::new(&chance::uuid(&*self.chance, now)?).ok_or(Refused::Internal("an id has no form of one"))
    }
}

/// Who asks, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The account, which is the actor of its entries.
    pub account: AccountId,
    /// How it is known.
    pub via: Via,
}

/// How it is known who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// By the session of a browser.
    Session {
        /// The hash of its token, its name in lists.
        id: Hash,
        /// When password and code were last given, if ever.
        confirmed: Option<Micros>,
    },
    /// By a program's token.
    Token {
        /// The hash of the token, its name in lists.
        id: Hash,
        /// What it may do.
        scopes: Vec<Scope>,
    },
}

impl Who {
    /// Lets a session pass, and a token that may do this.
    ///
    /// # Errors
    /// [`Refused::Scope`].
    pub fn require(&self, scope: Scope) -> Result<(), Refused> {
        match &self.via {
            Via::Session { .. } => Ok(()),
            Via::Token { scopes, .. } if scopes.contains(&scope) => Ok(()),
            Via::Token { .. } => Err(Refused::Scope(scope)),
        }
    }

    /// Lets pass whoever gave password and code within [`FRESH`], as for publishing and for changes of
    /// the rule or the roll of bodies; of tokens, those that may manage, which only such a session makes.
    ///
    /// # Errors
    /// [`Refused::Stale`], [`Refused::Scope`].
    pub fn require_fresh(&self, now: Micros) -> Result<(), Refused> {
        match &self.via {
            // The clocks of two servers may differ by a little in either direction.
            Via::Session { confirmed, .. } if confirmed.is_some_and(|at| now.abs_diff(at) <= FRESH) => Ok(()),
            Via::Session { .. } => Err(Refused::Stale),
            Via::Token { .. } => self.require(Scope::Manage),
        }
    }

    /// The session, for what tokens cannot do, such as making tokens.
    ///
    /// # Errors
    /// [`Refused::SessionOnly`].
    pub fn session(&self) -> Result<&Hash, Refused> {
        match &self.via {
            Via::Session { id, .. } => Ok(id),
            Via::Token { .. } => Err(Refused::SessionOnly),
        }
    }
}

fn language(locale: &str) -> Language {
    if locale == Language::Ar.tag() { Language::Ar } else { Language::En }
}
