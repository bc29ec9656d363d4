//! Senders that are muted: of one who floods a case, gateways bring nothing more until somebody lets it be heard again.
//!
//! A sender is muted by its mark, so nobody learns a number by it, and a telephone that writes under another form of its number is not muted
//! by that. What was waiting of it is discarded; what comes is counted and not kept, and the gateway is told nothing of it.

use mawqif_store::MutedRow;

use super::REASON_LIMIT;
use crate::desk::{Desk, Fault, access::Caller, held::Held};

/// The most senders of a case that are muted at once.
pub const MUTED_SENDER_LIMIT: u64 = 1_000;

impl Desk {
    /// Mutes a sender for a reason and discards what waits of it; says how many that were, or nothing when as many are muted as may be.
    ///
    /// # Errors
    /// The store's.
    pub async fn mute_sender(
        &self,
        held: &Held,
        sender: &str,
        by: &Caller,
        reason: &str,
    ) -> Result<Option<u64>, Fault> {
        let why: String = reason.chars().take(REASON_LIMIT).collect();
        let told = (&by.who.account, self.clock().now().micros(), why.as_str());
        if !self.store().mute_sender(held.stored(), sender, told, MUTED_SENDER_LIMIT).await? {
            return Ok(None);
        }
        self.discard_sender(held, sender, by, reason).await.map(Some)
    }

    /// Lets a sender be heard again.
    ///
    /// # Errors
    /// The store's.
    pub async fn unmute_sender(&self, held: &Held, sender: &str) -> Result<bool, Fault> {
        Ok(self.store().unmute_sender(held.stored(), sender).await?)
    }

    /// The senders that are muted.
    ///
    /// # Errors
    /// The store's.
    pub async fn muted_senders(&self, held: &Held) -> Result<Vec<MutedRow>, Fault> {
        Ok(self.store().muted_senders(held.stored()).await?)
    }
}
