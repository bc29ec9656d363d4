//! The spool of mails: written together with what they tell of, sent when the mail server takes them.

use std::fmt;

use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
    },
    error::Error,
    id::MailId,
};

/// A mail that waits, or was sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// The address it goes to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// When to try, or to try again.
    pub due: Micros,
    /// How often it was tried.
    pub attempts: u64,
    /// When it was sent, if it was.
    pub sent: Option<Micros>,
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Mails hold addresses and links that open accounts.
        let mut mail = f.debug_struct("Mail");
        mail.field("id", &self.id)
            .field("due", &self.due)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Puts a mail into the spool.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is one with this id.
    pub async fn spool_mail(&self, mail: &Mail) -> Result<(), Error> {
        let insert = Statement::new(
            "INSERT INTO mails (mail_id, recipient, subject, body, due, attempts, sent) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        );
        let insert = insert.text(mail.id.as_str()).text(&mail.to).text(&mail.subject).text(&mail.text);
        let insert = insert.number(mail.due).number(mail.attempts).maybe_number(mail.sent);
        self.execute(insert, "a mail with this id").await.map(|_| ())
    }

    /// Takes up to `limit` mails that are due, for one who will try to send them until `lease`. After
    /// that they are due again, unless [`Store::mail_sent`] was told: a mail can be sent twice when a
    /// server dies in between, but none is lost, and two servers do not take the same.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn take_due_mails(&self, now: Micros, lease: Micros, limit: u64) -> Result<Vec<Mail>, Error> {
        let select = Statement::new(
            "SELECT mail_id, recipient, subject, body, due, attempts, sent FROM mails
             WHERE sent IS NULL AND due <= $1 ORDER BY due, mail_id LIMIT $2",
        );
        let mut taken = Vec::new();
        for row in self.rows(select.number(now).number(limit)).await? {
            let mut mail = read(&row)?;
            let take = Statement::new(
                "UPDATE mails SET due = $3, attempts = attempts + 1 WHERE mail_id = $1 AND due = $2 AND sent IS NULL",
            );
            if self.execute(take.text(mail.id.as_str()).number(mail.due).number(lease), "").await? == 1 {
                (mail.due, mail.attempts) = (lease, mail.attempts + 1);
                taken.push(mail);
            }
        }
        Ok(taken)
    }

    /// Notes that a mail was sent, and forgets its text.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn mail_sent(&self, id: &MailId, now: Micros) -> Result<(), Error> {
        let change = Statement::new("UPDATE mails SET sent = $2, subject = '', body = '' WHERE mail_id = $1");
        self.execute(change.text(id.as_str()).number(now), "").await.map(|_| ())
    }

    /// Sets when a mail that could not be sent is tried again.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn postpone_mail(&self, id: &MailId, due: Micros) -> Result<(), Error> {
        let change = Statement::new("UPDATE mails SET due = $2 WHERE mail_id = $1 AND sent IS NULL");
        self.execute(change.text(id.as_str()).number(due), "").await.map(|_| ())
    }

    /// Removes a mail that nobody will take.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn remove_mail(&self, id: &MailId) -> Result<(), Error> {
        let delete = Statement::new("DELETE FROM mails WHERE mail_id = $1");
        self.execute(delete.text(id.as_str()), "").await.map(|_| ())
    }

    /// How many mails wait, for metrics.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn waiting_mails(&self) -> Result<u64, Error> {
        let count = Statement::new("SELECT COUNT(*) FROM mails WHERE sent IS NULL");
        self.row(count).await?.map_or(Ok(0), |row| row.number(0))
    }

    /// Removes mails that were sent before a time, and those that waited in vain since before it.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn remove_mails(&self, before: Micros) -> Result<u64, Error> {
        let delete = Statement::new("DELETE FROM mails WHERE sent < $1 OR (sent IS NULL AND due < $1)");
        self.execute(delete.number(before), "").await
    }
}

fn read(row: &Row) -> Result<Mail, Error> {
    let id = MailId::new(&row.text(0)?);
    Ok(Mail {
        id: id.ok_or_else(|| Error::Corrupt { place: "table mails".to_owned(), what: "an id".to_owned() })?,
        to: row.text(1)?,
        subject: row.text(2)?,
        text: row.text(3)?,
        due: row.time(4)?,
        attempts: row.number(5)?,
        sent: row.maybe_number(6)?,
    })
}
