//! In place of a mail server, in a build without the feature `smtp`: there is none, and whoever asks for
//! one is told what to build.

use mawqif_store::Mail;

use super::deliver::{Carrier, Fate};

/// A mail server, of which there is none.
#[derive(Debug)]
pub enum Smtp {}

/// Why there is no mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this program was built without mail; build it with `--features smtp`")]
pub struct SmtpError;

impl Smtp {
    /// Never a mail server.
    ///
    /// # Errors
    /// Always.
    pub fn new(_server: &str, _from: &str) -> Result<Self, SmtpError> {
        Err(SmtpError)
    }
}

impl Carrier for Smtp {
    async fn carry(&self, _mail: &Mail) -> Fate {
        match *self {}
    }
}
