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

/// Somebody's account.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id, the actor of its entries.
    pub id: AccountId,
    /// What people call it.
    pub name: String,
    /// The address of its mails, by which it logs in. The caller has brought it into one form, such as
    /// lower case: addresses are compared byte by byte.
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
            insert(&mut transaction, account).await?;
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
            "SELECT account_id, name, email, password, totp, locale, created, disabled FROM accounts ORDER BY account_id",
        );
        self.rows(all).await?.iter().map(read).collect()
    }

    /// An account, disabled or not.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Unavailable`].
    pub async fn account(&self, id: &AccountId) -> Result<Account, Error> {
        let one = Statement::new(
            "SELECT account_id, name, email, password, totp, locale, created, disabled FROM accounts WHERE account_id = $1",
        );
        self.row(one.text(id.as_str())).await?.as_ref().map(read).unwrap_or(Err(MISSING))
    }

    /// The account with an address, disabled or not.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, Error> {
        let one = Statement::new(
            "SELECT account_id, name, email, password, totp, locale, created, disabled FROM accounts WHERE email = $1",
        );
        self.row(one.text(email)).await?.as_ref().map(read).transpose()
    }

    /// Changes name, address and language.
    ///
    /// # Errors
    /// [`Error::Missing`]; [`Error::Taken`] when another account has the address.
    pub async fn rename_account(
        &self,
        id: &AccountId,
        name: &str,
        email: &str,
        locale: &str,
    ) -> Result<(), Error> {
        let change =
            Statement::new("UPDATE accounts SET name = $2, email = $3, locale = $4 WHERE account_id = $1");
        self.change(change.text(id.as_str()).text(name).text(email).text(locale)).await
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

pub(super) async fn insert(transaction: &mut Transaction, account: &Account) -> Result<(), Attempt> {
    let insert = Statement::new(
        "INSERT INTO accounts (account_id, name, email, password, totp, totp_step, locale, created, disabled)
         VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8)",
    );
    let insert = insert.text(account.id.as_str()).text(&account.name).text(&account.email);
    let insert = insert.text(&account.password).maybe_bytes(account.totp.as_deref()).text(&account.locale);
    transaction.execute(insert.number(account.created).maybe_number(account.disabled)).await.map(|_| ())
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
