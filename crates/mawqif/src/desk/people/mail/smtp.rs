//! A mail server, reached over TLS.
//!
//! `smtps://user:password@host` speaks TLS from the first byte; `smtp://…?tls=required` turns to it and
//! stops when the server does not. `smtp://localhost` without TLS is for a server on the same machine.

use std::{fmt, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
};
use mawqif_store::Mail;

use super::deliver::{Carrier, Fate};

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A mail server, and whom mails are from.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why there is no such server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// The server's address makes no sense.
    #[error("a mail server is smtps://user:password@host or smtp://host?tls=required")]
    Server,
    /// Passwords and links would cross the network for everybody to read.
    #[error("a mail server on another machine needs TLS: smtps:// or ?tls=required")]
    Plain,
    /// The sender's address makes no sense.
    #[error("the sender is an address, such as Mawqif <desk@example.org>")]
    From,
}

impl Smtp {
    /// A mail server by its address, and the sender of mails.
    ///
    /// # Errors
    /// [`SmtpError`]; it holds nothing of the address, which may have a password.
    pub fn new(server: &str, from: &str) -> Result<Self, SmtpError> {
        let is_local = ["smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]"].iter().any(|local| {
            server.strip_prefix(local).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        });
        if !server.starts_with("smtps://") && !server.ends_with("?tls=required") && !is_local {
            return Err(SmtpError::Plain);
        }
        let transport =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(server).map_err(|_| SmtpError::Server)?;
        let from = from.parse().map_err(|_| SmtpError::From)?;
        Ok(Self { transport: transport.timeout(Some(PATIENCE)).build(), from })
    }

    fn message(&self, mail: &Mail) -> Option<Message> {
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, mail.to.parse().ok()?))
            .subject(mail.subject.clone())
            .date_now()
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .ok()
    }
}

impl Carrier for Smtp {
    async fn carry(&self, mail: &Mail) -> Fate {
        let Some(message) = self.message(mail) else { return Fate::Dropped };
        match self.transport.send(message).await {
            Ok(_) => Fate::Sent,
            Err(error) if error.is_permanent() => Fate::Dropped,
            Err(_) => Fate::Postponed,
        }
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp(…)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use mawqif_store::MailId;

    use super::*;

    #[tokio::test]
    async fn only_a_server_on_this_machine_goes_without_tls() {
        let from = "Mawqif <desk@example.org>";
        for server in
            ["smtps://user:secret@example.org", "smtp://example.org?tls=required", "smtp://localhost:25"]
        {
            Smtp::new(server, from).unwrap();
        }
        for server in
            ["smtp://example.org", "smtp://localhost.example.org", "smtp://example.org?tls=opportunistic"]
        {
            assert_eq!(Smtp::new(server, from).unwrap_err(), SmtpError::Plain);
        }
        assert_eq!(Smtp::new("smtps://", from).unwrap_err(), SmtpError::Server);
        assert_eq!(Smtp::new("smtps://example.org", "nobody").unwrap_err(), SmtpError::From);
    }

    #[tokio::test]
    async fn a_subject_with_lines_adds_no_header() {
        let smtp = Smtp::new("smtp://localhost", "desk@example.org").unwrap();
        let mail = Mail {
            id: MailId::new("one").unwrap(),
            to: "amal@example.org".to_owned(),
            subject: "دعوة\r\nBcc: eve@example.org".to_owned(),
            text: "كلام\n".to_owned(),
            due: 0,
            attempts: 0,
            sent: None,
        };
        let sent = String::from_utf8(smtp.message(&mail).unwrap().formatted()).unwrap();
        assert!(!sent.to_lowercase().contains("\nbcc:"), "{sent}");
        let other = Mail { to: "amal@example.org\r\nRCPT TO:<eve@example.org>".to_owned(), ..mail };
        assert!(smtp.message(&other).is_none());
    }
}
