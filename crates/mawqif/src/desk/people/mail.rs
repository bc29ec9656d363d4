//! Mails about accounts: written in both languages, kept in the spool, carried when there is a server
//! that takes them.

pub mod deliver;
pub mod letter;
#[cfg_attr(not(feature = "smtp"), path = "mail/without_smtp.rs")]
pub mod smtp;

use mawqif_store::{Account, Mail, Micros};

use super::{People, Refused, language};
use crate::locale::Language;
use letter::{Notice, letter};

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
        if self.delivery == Delivery::Shown {
            return Ok(());
        }
        let letter = letter(language, notice);
        let mail = Mail {
            id: self.new_mail_id(now)?,
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
