//! Accounts: made, described, given another password, shut.

use mawqif_store::{Account, AccountId, Error as StoreError, Micros};

use super::{
    People, Refused, Who,
    address::{Address, Name},
    language,
    mail::letter::Notice,
};
use crate::locale::Language;

/// What an account is made of, as it was typed.
#[derive(Clone, Copy)]
pub struct NewAccount<'a> {
    /// What people will call it.
    pub name: &'a str,
    /// The address of its mails.
    pub address: &'a str,
    /// Its password.
    pub password: &'a str,
    /// The language of its pages and mails.
    pub language: Language,
}

/// An account as its owner sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its id.
    pub id: AccountId,
    /// What people call it.
    pub name: String,
    /// The address of its mails.
    pub address: String,
    /// The language of its pages and mails.
    pub language: Language,
    /// How many recovery codes are left; `None` before one-time codes are set up.
    pub recovery_codes: Option<u64>,
}

impl People {
    /// Makes an account without an invitation: for whoever runs the server, and for the demo.
    ///
    /// # Errors
    /// [`Refused::Name`], [`Refused::Address`], [`Refused::Password`], [`Refused::AddressTaken`],
    /// [`Refused::Busy`].
    pub async fn create_account(&self, new: NewAccount<'_>, now: Micros) -> Result<AccountId, Refused> {
        let account = self.draft(self.new_account_id()?, new, None, now).await?;
        match self.store.create_account(&account).await {
            Err(StoreError::Taken(_)) => Err(Refused::AddressTaken),
            done => Ok(done.map(|()| account.id)?),
        }
    }

    /// The account of who asks.
    ///
    /// # Errors
    /// [`Refused::Store`].
    pub async fn profile(&self, who: &Who) -> Result<Profile, Refused> {
        let account = self.store.account(&who.account).await?;
        let recovery_codes = match account.totp {
            Some(_) => Some(self.store.recovery_codes(&account.id).await?),
            None => None,
        };
        let language = language(&account.locale);
        Ok(Profile { id: account.id, name: account.name, address: account.email, language, recovery_codes })
    }

    /// Sets another name and language.
    ///
    /// # Errors
    /// [`Refused::Name`], [`Refused::SessionOnly`].
    pub async fn rename(&self, who: &Who, name: &str, language: Language) -> Result<(), Refused> {
        who.session()?;
        let name = Name::new(name)?;
        Ok(self.store.rename_account(&who.account, name.as_str(), language.tag()).await?)
    }

    /// Sets another password, by the one before; all other sessions and all tokens end, and the owner is
    /// told by mail.
    ///
    /// # Errors
    /// [`Refused::Wrong`], [`Refused::Password`], [`Refused::SessionOnly`], [`Refused::Slow`],
    /// [`Refused::Busy`].
    pub async fn change_password(
        &self,
        who: &Who,
        before: &str,
        password: &str,
        now: Micros,
    ) -> Result<(), Refused> {
        let session = who.session()?;
        let account = self.store.account(&who.account).await?;
        self.give_password(&account, before, now).await?;
        let about = [account.name.as_str(), account.email.as_str()];
        let hash = self.passwords.choose(password, &about, Some(&account.password), &*self.chance).await?;
        self.store.set_password(&account.id, &hash).await?;
        self.store.end_logins(&account.id).await?;
        self.store.end_other_sessions(&account.id, Some(session)).await?;
        self.store.revoke_api_tokens(&account.id, now).await?;
        self.notify(&account, &Notice::Password { at: now }, now).await
    }

    /// Sets a password that was forgotten: for whoever runs the server. One-time codes stay in force;
    /// all sessions and tokens end.
    ///
    /// # Errors
    /// [`Refused::Password`], [`Refused::Missing`], [`Refused::Busy`].
    pub async fn set_password(
        &self,
        account: &AccountId,
        password: &str,
        now: Micros,
    ) -> Result<(), Refused> {
        let account = self.known(account).await?;
        let about = [account.name.as_str(), account.email.as_str()];
        let hash = self.passwords.choose(password, &about, Some(&account.password), &*self.chance).await?;
        self.store.set_password(&account.id, &hash).await?;
        self.store.end_logins(&account.id).await?;
        self.store.end_other_sessions(&account.id, None).await?;
        self.store.revoke_api_tokens(&account.id, now).await?;
        self.notify(&account, &Notice::Password { at: now }, now).await
    }

    /// Shuts an account: its sessions, log-ins and tokens end at once. What it did stays in the records.
    ///
    /// # Errors
    /// [`Refused::Missing`].
    pub async fn shut(&self, account: &AccountId, now: Micros) -> Result<(), Refused> {
        self.known(account).await?;
        Ok(self.store.disable_account(account, Some(now)).await?)
    }

    /// Opens an account again.
    ///
    /// # Errors
    /// [`Refused::Missing`].
    pub async fn reopen(&self, account: &AccountId) -> Result<(), Refused> {
        self.known(account).await?;
        Ok(self.store.disable_account(account, None).await?)
    }

    /// Passwords that were hashed since the start, for metrics.
    pub fn passwords_hashed(&self) -> u64 {
        self.passwords.worked()
    }

    /// An account with this id, from what was typed; its password is hashed beside that of one with its address.
    pub(super) async fn draft(
        &self,
        id: AccountId,
        new: NewAccount<'_>,
        beside: Option<&str>,
        now: Micros,
    ) -> Result<Account, Refused> {
        let (name, address) = (Name::new(new.name)?, Address::new(new.address)?);
        let about = [name.as_str(), address.as_str()];
        Ok(Account {
            id,
            password: self.passwords.choose(new.password, &about, beside, &*self.chance).await?,
            name: name.as_str().to_owned(),
            email: address.as_str().to_owned(),
            totp: None,
            locale: new.language.tag().to_owned(),
            created: now,
            disabled: None,
        })
    }

    pub(super) async fn known(&self, account: &AccountId) -> Result<Account, Refused> {
        match self.store.account(account).await {
            Err(StoreError::Missing(_)) => Err(Refused::Missing("account")),
            found => Ok(found?),
        }
    }
}
