//! Links that sign somebody in, once: for whoever runs the server to hand out, as the demo does.
//!
//! A link stands in for the password, never for a one-time code: an account that has set codes up cannot
//! be entered by one.

use mawqif_store::{AccountId, Login, Micros};

use super::{
    DAY, People, Refused, chance,
    chance::Secret,
    limits::Gate,
    session::{Opened, Tell},
};

/// How long a link is good.
pub const GOOD_FOR: Micros = DAY;
/// How often a link may be tried before it ends, against two that use it at once.
const TRIES: u64 = 2;

const USAGE: &str = "link";

impl People {
    /// Makes a link by which an account can be signed in once, within a day.
    ///
    /// # Errors
    /// [`Refused::Missing`] when there is no such account.
    pub async fn sign_in_link(&self, account: &AccountId, now: Micros) -> Result<Secret, Refused> {
        let account = self.known(account).await?.id;
        let token = Secret::token(&*self.chance, "")?;
        let token_hash = chance::stored(USAGE, token.reveal());
        let login = Login { token: token_hash, account, expires: now.saturating_add(GOOD_FOR) };
        self.store.create_login(&login).await?;
        Ok(Secret::new(format!("{}/enter/{}", self.site, token.reveal())))
    }

    /// Signs in by a link, which is then used up.
    ///
    /// # Errors
    /// [`Refused::LoginEnded`] when it was used, is too old, or the account has one-time codes;
    /// [`Refused::Slow`].
    pub async fn enter_by_link(&self, token: &str, agent: &str, now: Micros) -> Result<Opened, Refused> {
        let id = chance::stored(USAGE, token);
        self.limits.take(Gate::Link, &id.to_hex(), now)?;
        let account = self.store.try_login(&id, TRIES, now).await?.ok_or(Refused::LoginEnded)?;
        let account = self.store.account(&account).await?;
        if account.totp.is_some() || !self.store.end_login(&id).await? {
            return Err(Refused::LoginEnded);
        }
        self.open(&account, agent, self.freshness.at_first(now), Tell::Nobody, now).await
    }
}
