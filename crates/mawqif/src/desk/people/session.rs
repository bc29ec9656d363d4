//! Sessions: opened, recognised, listed, ended.

use mawqif_core::record::hash::Hash;
use mawqif_store::{Account, AccountId, Error as StoreError, Micros, Session};

use super::{
    DAY, HOUR, MINUTE, People, Refused, Via, Who, agent::agent, chance, chance::Secret, mail::letter::Notice,
};

/// How long a session lasts at most.
pub const LONGEST: Micros = 7 * DAY;
/// How long a session lasts without being used.
pub const IDLE: Micros = 12 * HOUR;
/// How exactly the last use is known: each note of it waits for the disk.
const SEEN_WITHIN: Micros = 5 * MINUTE;
/// Most sessions of an account; with one more, the oldest ends.
pub const MOST: usize = 20;

const USAGE: &str = "session";

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The token for the browser's cookie.
    pub token: Secret,
    /// Whose it is.
    pub account: AccountId,
    /// When the session ends at the latest.
    pub expires: Micros,
}

/// Whether somebody is told of a session that a browser not seen before has opened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tell {
    Owner,
    Nobody,
}

impl People {
    /// Who holds a session's token. Every request of a browser asks this.
    ///
    /// # Errors
    /// [`Refused::SignedOut`].
    pub async fn who(&self, token: &str, now: Micros) -> Result<Who, Refused> {
        let id = chance::stored(USAGE, token);
        let session = self.open_session(&id, now).await?.ok_or(Refused::SignedOut)?;
        if now >= session.seen.saturating_add(SEEN_WITHIN) {
            let noted = self.store.touch_session(&id, now, end(session.created, now)).await;
            self.unnoted.weigh(noted)?;
        }
        Ok(Who { account: session.account, via: Via::Session { id, confirmed: session.confirmed } })
    }

    /// The sessions of who asks, the latest first; the one that asks is the one with its
    /// [`Who::session`].
    ///
    /// # Errors
    /// [`Refused::SessionOnly`].
    pub async fn sessions(&self, who: &Who, now: Micros) -> Result<Vec<Session>, Refused> {
        who.session()?;
        Ok(self.store.sessions(&who.account, now).await?)
    }

    /// Ends a session of who asks, its own or another.
    ///
    /// # Errors
    /// [`Refused::Missing`], also when the session is somebody else's; [`Refused::SessionOnly`].
    pub async fn end_session(&self, who: &Who, id: &Hash) -> Result<(), Refused> {
        who.session()?;
        if self.store.end_session(&who.account, id).await? {
            Ok(())
        } else {
            Err(Refused::Missing("session"))
        }
    }

    /// Ends all sessions of who asks but the one that asks; tells how many.
    ///
    /// # Errors
    /// [`Refused::SessionOnly`].
    pub async fn end_other_sessions(&self, who: &Who) -> Result<u64, Refused> {
        self.store.end_logins(&who.account).await?;
        Ok(self.store.end_other_sessions(&who.account, Some(who.session()?)).await?)
    }

    /// Ends the session that asks. When the store cannot, it ends in this process at once, and in the
    /// store as soon as that can.
    ///
    /// # Errors
    /// [`Refused::SessionOnly`]; [`Refused::Store`]. A session that has ended already is no error.
    pub async fn log_out(&self, who: &Who) -> Result<(), Refused> {
        let id = who.session()?;
        match self.store.end_session(&who.account, id).await {
            Err(error @ (StoreError::Full(_) | StoreError::Unavailable(_))) => {
                self.unnoted.end(id, &who.account);
                Err(error.into())
            }
            done => Ok(done.map(|_| ())?),
        }
    }

    /// The session with this hash, if it has not ended.
    pub(super) async fn open_session(&self, id: &Hash, now: Micros) -> Result<Option<Session>, Refused> {
        if self.unnoted.has_ended(id) { Ok(None) } else { Ok(self.store.session(id, now).await?) }
    }

    /// Ends in the store what has ended in this process alone.
    pub(super) async fn note_ended(&self) -> Result<(), Refused> {
        for (id, account) in self.unnoted.ended() {
            self.store.end_session(&account, &id).await?;
            self.unnoted.forget(&id);
        }
        Ok(())
    }

    /// Opens a session, and tells its owner when no other one of the same kind of browser is open.
    pub(super) async fn open(
        &self,
        account: &Account,
        header: &str,
        confirmed: Option<Micros>,
        tell: Tell,
        now: Micros,
    ) -> Result<Opened, Refused> {
        let agent = agent(header);
        let open = self.store.sessions(&account.id, now).await?;
        for oldest in open.iter().skip(MOST - 1) {
            self.store.end_session(&account.id, &oldest.token).await?;
        }
        let token = Secret::token(&*self.chance, "")?;
        let expires = end(now, now);
        let session = Session {
            token: chance::stored(USAGE, token.reveal()),
            account: account.id.clone(),
            created: now,
            seen: now,
            expires,
            confirmed,
            agent: agent.clone(),
        };
        self.store.create_session(&session).await?;
        if tell == Tell::Owner && open.iter().all(|other| other.agent != agent) {
            self.notify(account, &Notice::SignIn { agent: &agent, at: now }, now).await?;
        }
        Ok(Opened { token, account: account.id.clone(), expires: now.saturating_add(LONGEST) })
    }
}

fn end(created: Micros, seen: Micros) -> Micros {
    created.saturating_add(LONGEST).min(seen.saturating_add(IDLE))
}
