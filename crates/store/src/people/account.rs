//! Accounts: who somebody is to the server. What they may do in a case stands in its record.

use std::fmt;

use mawqif_core::record::hash::Hash;

use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::{Attempt, Error},
    id::AccountId,
};

/// The most accounts of one address among which a log-in looks. Each but the first has used an invitation up.
pub const NAMESAKE_LIMIT: u64 = 64;

/// Somebody's account.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id, the actor of its entries.
    pub id: AccountId,
    /// What people call it.
    pub name: String,
    /// The address of its mails, by which it logs in. The caller has brought it into one form, such as
    /// lower case: addresses are compared byte by byte. Accounts that were made by invitations may share one.
    pub email: String,
    /// The password's argon2 hash, in PHC form.
    pub password: String,
    /// The secret of its one-time codes, if it has set them up.
    pub totp: Option<Vec<u8>>,
    /// Its language, such as `ar`.
    pub locale: String,
    /// When it was created.
    pub created: Micros,
    /// When it was shut, if it was.
    pub disabled: Option<Micros>,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever logs an account must not log its secrets or whose it is.
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("disabled", &self.disabled)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Creates an account.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is one with this id or address.
    pub async fn create_account(&self, account: &Account) -> Result<(), Error> {
        self.transaction(TAKEN, |mut transaction| async move {
            insert(&mut transaction, account, Rank::First).await?;
            transaction.commit(()).await
        })
        .await
    }

    /// All accounts, by id.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn accounts(&self) -> Result<Vec<Account>, Error> {
        let all = Statement::new(
            "SELECT account_id, name, COALESCE(shared_address, email), password, totp, locale, created, disabled FROM accounts ORDER BY account_id",
        );
        self.rows(all).await?.iter().map(read).collect()
    }

    /// An account, disabled or not.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Unavailable`].
    pub async fn account(&self, id: &AccountId) -> Result<Account, Error> {
        let one = Statement::new(
            "SELECT account_id, name, COALESCE(shared_address, email), password, totp, locale, created, disabled FROM accounts WHERE account_id = $1",
        );
        self.row(one.text(id.as_str())).await?.as_ref().map(read).unwrap_or(Err(MISSING))
    }

    /// The first account with an address, disabled or not: the one that mails to it and whoever runs the server
    /// mean.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, Error> {
        let one = Statement::new(
            "SELECT account_id, name, COALESCE(shared_address, email), password, totp, locale, created, disabled FROM accounts WHERE email = $1",
        );
        self.row(one.text(email)).await?.as_ref().map(read).transpose()
    }

    /// The accounts with an address, the first of them first, [`NAMESAKE_LIMIT`] at most; disabled or not.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn namesakes(&self, email: &str) -> Result<Vec<Account>, Error> {
        let all = Statement::new(
            "SELECT account_id, name, COALESCE(shared_address, email), password, totp, locale, created, disabled FROM accounts
             WHERE email = $1 OR shared_address = $1 ORDER BY shared_address IS NOT NULL, created, account_id LIMIT $2",
        );
        self.rows(all.text(email).number(NAMESAKE_LIMIT)).await?.iter().map(read).collect()
    }

    /// Changes name and language.
    ///
    /// # Errors
    /// [`Error::Missing`].
    pub async fn rename_account(&self, id: &AccountId, name: &str, locale: &str) -> Result<(), Error> {
        let change = Statement::new("UPDATE accounts SET name = $2, locale = $3 WHERE account_id = $1");
        self.change(change.text(id.as_str()).text(name).text(locale)).await
    }

    /// Sets the password's hash.
    ///
    /// # Errors
    /// [`Error::Missing`].
    pub async fn set_password(&self, id: &AccountId, password: &str) -> Result<(), Error> {
        let change = Statement::new("UPDATE accounts SET password = $2 WHERE account_id = $1");
        self.change(change.text(id.as_str()).text(password)).await
    }

    /// Shuts an account, or opens it again with `None`; a shut account's sessions, log-ins
    /// and tokens are gone.
    ///
    /// # Errors
    /// [`Error::Missing`].
    pub async fn disable_account(&self, id: &AccountId, disabled: Option<Micros>) -> Result<(), Error> {
        self.transaction(TAKEN, |mut transaction| async move {
            let change = Statement::new("UPDATE accounts SET disabled = $2 WHERE account_id = $1");
            if transaction.execute(change.text(id.as_str()).maybe_number(disabled)).await? == 0 {
                return Err(Attempt::Failed(MISSING));
            }
            if disabled.is_some() {
                let sessions = Statement::new("DELETE FROM sessions WHERE account_id = $1");
                transaction.execute(sessions.text(id.as_str())).await?;
                let logins = Statement::new("DELETE FROM logins WHERE account_id = $1");
                transaction.execute(logins.text(id.as_str())).await?;
                let tokens = Statement::new(
                    "UPDATE api_tokens SET revoked = $2 WHERE account_id = $1 AND revoked IS NULL",
                );
                transaction.execute(tokens.text(id.as_str()).maybe_number(disabled)).await?;
            }
            transaction.commit(()).await
        })
        .await
    }

    /// Sets or removes the secret of one-time codes, together with new recovery codes (their hashes) in
    /// place of all earlier ones.
    ///
    /// # Errors
    /// [`Error::Missing`].
    pub async fn set_totp(
        &self,
        id: &AccountId,
        secret: Option<&[u8]>,
        recovery: &[Hash],
    ) -> Result<(), Error> {
        self.transaction("such a recovery code", |mut transaction| async move {
            let change = Statement::new("UPDATE accounts SET totp = $2, totp_step = 0 WHERE account_id = $1");
            if transaction.execute(change.text(id.as_str()).maybe_bytes(secret)).await? == 0 {
                return Err(Attempt::Failed(MISSING));
            }
            let earlier = Statement::new("DELETE FROM recovery_codes WHERE account_id = $1");
            transaction.execute(earlier.text(id.as_str())).await?;
            for code in recovery {
                let insert =
                    Statement::new("INSERT INTO recovery_codes (account_id, code_hash) VALUES ($1, $2)");
                transaction.execute(insert.text(id.as_str()).hash(code)).await?;
            }
            transaction.commit(()).await
        })
        .await
    }

    /// Uses up the one-time code of a time step (seconds since 1970 divided by 30); tells whether it was
    /// still unused, as it is unless this or a later one was used before.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn use_totp_step(&self, id: &AccountId, step: u64) -> Result<bool, Error> {
        let change =
            Statement::new("UPDATE accounts SET totp_step = $2 WHERE account_id = $1 AND totp_step < $2");
        Ok(self.execute(change.text(id.as_str()).number(step), TAKEN).await? == 1)
    }

    /// Uses up a recovery code; tells whether there was such a code that was unused.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn use_recovery_code(&self, id: &AccountId, code: &Hash, now: Micros) -> Result<bool, Error> {
        let change = Statement::new(
            "UPDATE recovery_codes SET used = $3 WHERE account_id = $1 AND code_hash = $2 AND used IS NULL",
        );
        Ok(self.execute(change.text(id.as_str()).hash(code).number(now), TAKEN).await? == 1)
    }

    /// How many recovery codes an account has left.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn recovery_codes(&self, id: &AccountId) -> Result<u64, Error> {
        let count =
            Statement::new("SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1 AND used IS NULL");
        self.row(count.text(id.as_str())).await?.map_or(Ok(0), |row| row.number(0))
    }

    async fn change(&self, statement: Statement) -> Result<(), Error> {
        if self.execute(statement, TAKEN).await? == 0 { Err(MISSING) } else { Ok(()) }
    }
}

pub(super) const TAKEN: &str = "an account with this id or address";
const MISSING: Error = Error::Missing("such account");

/// Which of the accounts with its address a new one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// The first, or it is not made.
    First,
    /// A later one.
    Later,
}

pub(super) async fn insert(
    transaction: &mut Transaction,
    account: &Account,
    rank: Rank,
) -> Result<(), Attempt> {
    let (unique, shared) = match rank {
        Rank::First => (account.email.as_str(), None),
        Rank::Later => (account.id.as_str(), Some(account.email.as_str())),
    };
    let insert = Statement::new(
        "INSERT INTO accounts
         (account_id, name, email, password, totp, totp_step, locale, created, disabled, shared_address)
         VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9)",
    );
    let insert = insert.text(account.id.as_str()).text(&account.name).text(unique);
    let insert = insert.text(&account.password).maybe_bytes(account.totp.as_deref()).text(&account.locale);
    let insert = insert.number(account.created).maybe_number(account.disabled).maybe_text(shared);
    transaction.execute(insert).await.map(|_| ())
}

fn read(row: &Row) -> Result<Account, Error> {
    Ok(Account {
        id: row.account(0)?,
        name: row.text(1)?,
        email: row.text(2)?,
        password: row.text(3)?,
        totp: row.maybe_bytes(4)?,
        locale: row.text(5)?,
        created: row.time(6)?,
        disabled: row.maybe_number(7)?,
    })
}
