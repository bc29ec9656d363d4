//! Log-ins that are half done: the password was right, the one-time code is awaited.
//!
//! They stand apart from sessions, so that no mistake in a question can take one for the other.

use mawqif_core::record::hash::Hash;

use crate::{
    Micros,
    database::{Store, statement::Statement},
    error::Error,
    id::AccountId,
};

/// A log-in that waits for its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The hash of its token.
    pub token: Hash,
    /// Whose password was right.
    pub account: AccountId,
    /// When it ends.
    pub expires: Micros,
}

impl Store {
    /// Begins to wait for a code.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such account; [`Error::Taken`] when there is such a token.
    pub async fn create_login(&self, login: &Login) -> Result<(), Error> {
        let insert = Statement::new(
            "INSERT INTO logins (token_hash, account_id, expires, tries) VALUES ($1, $2, $3, 0)",
        );
        let insert = insert.hash(&login.token).text(login.account.as_str()).number(login.expires);
        self.execute(insert, "a log-in with this token").await.map(|_| ())
    }

    /// Takes one of the tries that a log-in has; tells whose it is, or nothing when it has ended, has no
    /// try left, or its account is shut.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn try_login(&self, token: &Hash, tries: u64, now: Micros) -> Result<Option<AccountId>, Error> {
        let change = Statement::new(
            "UPDATE logins SET tries = tries + 1 WHERE token_hash = $1 AND expires > $2 AND tries < $3",
        );
        if self.execute(change.hash(token).number(now).number(tries), "").await? == 0 {
            return Ok(None);
        }
        let select = Statement::new(
            "SELECT l.account_id FROM logins l JOIN accounts a ON a.account_id = l.account_id
             WHERE l.token_hash = $1 AND a.disabled IS NULL",
        );
        self.row(select.hash(token)).await?.map(|row| row.account(0)).transpose()
    }

    /// Ends a log-in; tells whether it was still there, as it is for one of two that finish it at once.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn end_login(&self, token: &Hash) -> Result<bool, Error> {
        let delete = Statement::new("DELETE FROM logins WHERE token_hash = $1");
        Ok(self.execute(delete.hash(token), "").await? == 1)
    }

    /// Ends all log-ins of an account that wait, as after a change of password.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn end_logins(&self, account: &AccountId) -> Result<u64, Error> {
        let delete = Statement::new("DELETE FROM logins WHERE account_id = $1");
        self.execute(delete.text(account.as_str()), "").await
    }

    /// Removes log-ins that have ended; tells how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn remove_ended_logins(&self, now: Micros) -> Result<u64, Error> {
        self.execute(Statement::new("DELETE FROM logins WHERE expires <= $1").number(now), "").await
    }
}
