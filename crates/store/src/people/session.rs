//! Sessions: browsers that are logged in.

use mawqif_core::record::hash::Hash;

use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
    },
    error::Error,
    id::AccountId,
};

/// A browser that is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The hash of its token.
    pub token: Hash,
    /// Whose it is.
    pub account: AccountId,
    /// When it began.
    pub created: Micros,
    /// When it was used last, about.
    pub seen: Micros,
    /// When it ends.
    pub expires: Micros,
    /// When its owner last gave password and one-time code, if ever.
    pub confirmed: Option<Micros>,
    /// What its owner may recognise it by, such as `Firefox, Linux`; nothing else about the browser.
    pub agent: String,
}

impl Store {
    /// Begins a session.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such account; [`Error::Taken`] when there is such a token.
    pub async fn create_session(&self, session: &Session) -> Result<(), Error> {
        let insert = Statement::new(
            "INSERT INTO sessions (token_hash, account_id, created, seen, expires, confirmed, agent)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        );
        let insert = insert.hash(&session.token).text(session.account.as_str()).number(session.created);
        let insert = insert.number(session.seen).number(session.expires);
        let insert = insert.maybe_number(session.confirmed).text(&session.agent);
        self.execute(insert, "a session with this token").await.map(|_| ())
    }

    /// The session with a token, unless it has ended or its account is shut.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn session(&self, token: &Hash, now: Micros) -> Result<Option<Session>, Error> {
        let select = Statement::new(
            "SELECT s.token_hash, s.account_id, s.created, s.seen, s.expires, s.confirmed, s.agent
             FROM sessions s JOIN accounts a ON a.account_id = s.account_id
             WHERE s.token_hash = $1 AND s.expires > $2 AND a.disabled IS NULL",
        );
        self.row(select.hash(token).number(now)).await?.as_ref().map(read).transpose()
    }

    /// Notes that a session was used, and perhaps lets it last longer. Once in some minutes is enough:
    /// each time waits for the disk.
    ///
    /// # Errors
    /// [`Error::Unavailable`]. A session that has ended is no error.
    pub async fn touch_session(&self, token: &Hash, seen: Micros, expires: Micros) -> Result<(), Error> {
        let change = Statement::new("UPDATE sessions SET seen = $2, expires = $3 WHERE token_hash = $1");
        self.execute(change.hash(token).number(seen).number(expires), "").await.map(|_| ())
    }

    /// Notes that a session's owner gave password and one-time code.
    ///
    /// # Errors
    /// [`Error::Unavailable`]. A session that has ended is no error.
    pub async fn confirm_session(&self, token: &Hash, confirmed: Micros) -> Result<(), Error> {
        let change = Statement::new("UPDATE sessions SET confirmed = $2 WHERE token_hash = $1");
        self.execute(change.hash(token).number(confirmed), "").await.map(|_| ())
    }

    /// The sessions of an account that have not ended, the latest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn sessions(&self, account: &AccountId, now: Micros) -> Result<Vec<Session>, Error> {
        let select = Statement::new(
            "SELECT token_hash, account_id, created, seen, expires, confirmed, agent FROM sessions
             WHERE account_id = $1 AND expires > $2 ORDER BY created DESC, token_hash",
        );
        self.rows(select.text(account.as_str()).number(now)).await?.iter().map(read).collect()
    }

    /// Ends a session of an account; tells whether it had such a session.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn end_session(&self, account: &AccountId, token: &Hash) -> Result<bool, Error> {
        let delete = Statement::new("DELETE FROM sessions WHERE account_id = $1 AND token_hash = $2");
        Ok(self.execute(delete.text(account.as_str()).hash(token), "").await? == 1)
    }

    /// Ends all sessions of an account but one, as after a change of password; tells how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn end_other_sessions(&self, account: &AccountId, but: Option<&Hash>) -> Result<u64, Error> {
        // No token hashes to no bytes, so without an exception all of them go.
        let but = but.map_or(&[][..], |token| token.as_bytes());
        let delete = Statement::new("DELETE FROM sessions WHERE account_id = $1 AND token_hash <> $2");
        self.execute(delete.text(account.as_str()).bytes(but), "").await
    }

    /// Removes sessions that have ended; tells how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn remove_ended_sessions(&self, now: Micros) -> Result<u64, Error> {
        self.execute(Statement::new("DELETE FROM sessions WHERE expires <= $1").number(now), "").await
    }
}

fn read(row: &Row) -> Result<Session, Error> {
    Ok(Session {
        token: Hash::from_bytes(row.hash(0)?),
        account: row.account(1)?,
        created: row.time(2)?,
        seen: row.time(3)?,
        expires: row.time(4)?,
        confirmed: row.maybe_number(5)?,
        agent: row.text(6)?,
    })
}
