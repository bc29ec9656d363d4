//! The post: mails that wait are carried one by one, for as long as the server runs.
//!
//! A mail that was just written goes at once; what could not be taken is tried again when it is due.
//! When the server is to end, the mail that is on its way arrives first, and the others stay in the spool.

use std::time::Duration;

use super::{
    Closing, Desk,
    people::mail::deliver::{Carrier, deliver},
};

/// How often the spool is looked at when nobody has written: other servers write, and mails become due.
const LOOK: Duration = Duration::from_secs(30);

impl Desk {
    /// Lets a carrier take the mails of the spool from now on.
    pub fn carry_mails(&self, carrier: impl Carrier + Send + 'static) {
        self.keep(tokio::spawn(self.clone().carry(carrier)));
    }

    async fn carry(self, carrier: impl Carrier + Send) {
        let mut closing = self.closing();
        while *closing.borrow_and_update() == Closing::No {
            match deliver(self.store(), &carrier, self.clock().now().micros()).await {
                Ok(None) => {}
                Ok(Some(fate)) => {
                    tracing::info!(?fate, "a mail was tried");
                    continue;
                }
                Err(refused) => tracing::warn!(%refused, "mails cannot be sent now"),
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = self.people().spooled() => {}
                _ = closing.changed() => {}
            }
        }
    }
}
