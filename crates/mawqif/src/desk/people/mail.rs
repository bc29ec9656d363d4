//! Mails about accounts: written in both languages, kept in the spool, carried when there is a server
//! that takes them.

pub mod deliver;
pub mod letter;
#[cfg_attr(not(feature = "smtp"), path = "mail/without_smtp.rs")]
pub mod smtp;

use mawqif_core::case::AccountId as CaseAccount;
use mawqif_store::{Account, AccountId, Error, Mail, MailId, Micros};

use super::{People, Refused, language};
use crate::locale::Language;
use letter::{Notice, Waits, letter};

/// Whether there is a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// There is: mails go into the spool.
    Mail,
    /// There is none: links are shown to the secretariat, and no mail is written.
    Shown,
}

impl People {
    /// Waits until a mail was written by this process.
    pub async fn spooled(&self) {
        self.spooled.notified().await;
    }

    /// Whether there is a mail server.
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// Writes to the owner of an account what waits for them in a case, unless that is written already: the mail's id says what
    /// it is about. Nobody is written to whose account is shut, or who has none here.
    pub(in crate::desk) async fn notify_once(
        &self,
        id: &str,
        account: &CaseAccount,
        (waits, case, link): (Waits, &str, &str),
        now: Micros,
    ) -> Result<(), Refused> {
        let Some(account) = AccountId::new(account.as_str()) else { return Ok(()) };
        let account = match self.store.account(&account).await {
            Ok(account) if account.disabled.is_none() => account,
            Ok(_) | Err(Error::Missing(_)) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let id = MailId::new(id).ok_or(Refused::Internal("an id has no form of one"))?;
        let notice = Notice::Waiting { waits, case, link };
        match self.spool_as(id, &account.email, language(&account.locale), &notice, now).await {
            Err(Refused::Store(Error::Taken(_))) => Ok(()),
            done => done,
        }
    }

    /// Writes to the owner of an account.
    pub(super) async fn notify(
        &self,
        account: &Account,
        notice: &Notice<'_>,
        now: Micros,
    ) -> Result<(), Refused> {
        self.spool(&account.email, language(&account.locale), notice, now).await
    }

    /// Writes to an address. Without a mail server nothing is written: a mail may hold a link, and
    /// nobody would ever take it out of the spool.
    pub(super) async fn spool(
        &self,
        to: &str,
        language: Language,
        notice: &Notice<'_>,
        now: Micros,
    ) -> Result<(), Refused> {
        self.spool_as(self.new_mail_id(now)?, to, language, notice, now).await
    }

    /// Writes a mail with an id.
    async fn spool_as(
        &self,
        id: MailId,
        to: &str,
        language: Language,
        notice: &Notice<'_>,
        now: Micros,
    ) -> Result<(), Refused> {
        if self.delivery == Delivery::Shown {
            return Ok(());
        }
        let letter = letter(language, notice);
        let mail = Mail {
            id,
            to: to.to_owned(),
            subject: letter.subject,
            text: letter.text,
            due: now,
            attempts: 0,
            sent: None,
        };
        self.store.spool_mail(&mail).await?;
        self.spooled.notify_one();
        Ok(())
    }
}
