//! Logging in: address and password, then a one-time code where the account has set them up.

use mawqif_store::{Login, Micros};

use super::{
    MINUTE, People, Refused,
    address::Address,
    chance,
    chance::Secret,
    limits::Gate,
    session::{Opened, Tell},
};

/// How long a log-in waits for its code.
pub const PATIENCE: Micros = 5 * MINUTE;
/// Codes that a log-in takes.
const TRIES: u64 = 5;
/// Bytes of an address that is none by which it is limited.
const COMPARED: usize = 320;

const USAGE: &str = "log-in";

/// What a right password gives.
#[derive(Debug)]
pub enum LoggedIn {
    /// A session: the account has no one-time codes, and can do nothing that weighs much.
    Open(Opened),
    /// The code is awaited, together with this token.
    CodeNeeded(Secret),
}

impl People {
    /// Begins to log in. An address that nobody has, an account that is shut and a password that is
    /// wrong get the same answer after the same work.
    ///
    /// # Errors
    /// [`Refused::Wrong`], [`Refused::Slow`], [`Refused::Busy`].
    pub async fn log_in(
        &self,
        address: &str,
        password: &str,
        agent: &str,
        now: Micros,
    ) -> Result<LoggedIn, Refused> {
        let read = Address::new(address).ok();
        let whose = match &read {
            Some(address) => address.as_str().to_owned(),
            None => address.chars().take(COMPARED).collect(),
        };
        self.limits.take(Gate::LogIn, &whose, now)?;
        // What is not an address is looked for all the same, and not found.
        // Accounts with one address are told apart by their passwords.
        let mut accounts = self.store.namesakes(read.as_ref().map_or("", Address::as_str)).await?;
        let stored: Vec<&str> = accounts.iter().map(|account| account.password.as_str()).collect();
        let which = self.passwords.which(&stored, password).await?;
        let account = which.map(|at| accounts.swap_remove(at)).filter(|account| account.disabled.is_none());
        let account = account.ok_or(Refused::Wrong)?;
        if account.totp.is_none() {
            let confirmed = self.freshness.at_first(now);
            return self.open(&account, agent, confirmed, Tell::Owner, now).await.map(LoggedIn::Open);
        }
        let token = Secret::token(&*self.chance, "")?;
        let login = Login {
            token: chance::stored(USAGE, token.reveal()),
            account: account.id,
            expires: now.saturating_add(PATIENCE),
        };
        self.store.create_login(&login).await?;
        Ok(LoggedIn::CodeNeeded(token))
    }

    /// Finishes a log-in with a one-time or recovery code; the session is fresh.
    ///
    /// # Errors
    /// [`Refused::Code`] for a code that is wrong or was used; [`Refused::LoginEnded`] after five codes
    /// or minutes; [`Refused::Slow`].
    pub async fn enter_code(
        &self,
        token: &str,
        code: &str,
        agent: &str,
        now: Micros,
    ) -> Result<Opened, Refused> {
        let id = chance::stored(USAGE, token);
        self.limits.take(Gate::Link, &id.to_hex(), now)?;
        let account = self.store.try_login(&id, TRIES, now).await?.ok_or(Refused::LoginEnded)?;
        self.limits.take(Gate::Code, account.as_str(), now)?;
        let account = self.store.account(&account).await?;
        self.use_code(&account, code, now).await?;
        if !self.store.end_login(&id).await? {
            return Err(Refused::LoginEnded);
        }
        self.open(&account, agent, Some(now), Tell::Owner, now).await
    }
}
