//! API tokens: how programs act for an account, with less than all its rights.

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

/// A token of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// The hash of the token.
    pub token: Hash,
    /// Whom it acts for.
    pub account: AccountId,
    /// What its owner calls it.
    pub label: String,
    /// What it may do, as the desk writes it.
    pub scopes: String,
    /// When it was created.
    pub created: Micros,
    /// When it ends, if it does.
    pub expires: Option<Micros>,
    /// When it was taken back, if it was.
    pub revoked: Option<Micros>,
}

impl Store {
    /// Stores a token.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such account; [`Error::Taken`] when there is such a token.
    pub async fn create_api_token(&self, token: &ApiToken) -> Result<(), Error> {
        let insert = Statement::new(
            "INSERT INTO api_tokens (token_hash, account_id, label, scopes, created, expires, revoked)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        );
        let insert =
            insert.hash(&token.token).text(token.account.as_str()).text(&token.label).text(&token.scopes);
        let insert = insert.number(token.created).maybe_number(token.expires).maybe_number(token.revoked);
        self.execute(insert, "such a token").await.map(|_| ())
    }

    /// The token with a hash, unless it has ended, was taken back, or its account is shut.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn api_token(&self, token: &Hash, now: Micros) -> Result<Option<ApiToken>, Error> {
        let select = Statement::new(
            "SELECT t.token_hash, t.account_id, t.label, t.scopes, t.created, t.expires, t.revoked
             FROM api_tokens t JOIN accounts a ON a.account_id = t.account_id
             WHERE t.token_hash = $1 AND t.revoked IS NULL AND a.disabled IS NULL
             AND (t.expires IS NULL OR t.expires > $2)",
        );
        self.row(select.hash(token).number(now)).await?.as_ref().map(read).transpose()
    }

    /// All tokens of an account, by when they were created.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn api_tokens(&self, account: &AccountId) -> Result<Vec<ApiToken>, Error> {
        let select = Statement::new(
            "SELECT token_hash, account_id, label, scopes, created, expires, revoked FROM api_tokens
             WHERE account_id = $1 ORDER BY created, token_hash",
        );
        self.rows(select.text(account.as_str())).await?.iter().map(read).collect()
    }

    /// Takes a token of an account back; tells whether it had one that was not.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn revoke_api_token(
        &self,
        account: &AccountId,
        token: &Hash,
        now: Micros,
    ) -> Result<bool, Error> {
        let change = Statement::new(
            "UPDATE api_tokens SET revoked = $3 WHERE account_id = $1 AND token_hash = $2 AND revoked IS NULL",
        );
        Ok(self.execute(change.text(account.as_str()).hash(token).number(now), "").await? == 1)
    }

    /// Takes all tokens of an account back, as after a change of password; tells how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn revoke_api_tokens(&self, account: &AccountId, now: Micros) -> Result<u64, Error> {
        let change =
            Statement::new("UPDATE api_tokens SET revoked = $2 WHERE account_id = $1 AND revoked IS NULL");
        self.execute(change.text(account.as_str()).number(now), "").await
    }
}

fn read(row: &Row) -> Result<ApiToken, Error> {
    Ok(ApiToken {
        token: Hash::from_bytes(row.hash(0)?),
        account: row.account(1)?,
        label: row.text(2)?,
        scopes: row.text(3)?,
        created: row.time(4)?,
        expires: row.maybe_number(5)?,
        revoked: row.maybe_number(6)?,
    })
}
