//! Emptying the spool: what is due is carried, what fails is tried again, ever more rarely.

use mawqif_store::{Mail, Micros, Store};

use super::super::{DAY, HOUR, MINUTE, Refused};

/// How long a mail may take to be carried before another server tries.
const LEASE: Micros = 10 * MINUTE;
/// Mails in one round.
const ROUND: u64 = 20;
/// How often a mail is tried: with the waits between, for some two days.
const ATTEMPTS: u64 = 14;
/// The longest wait between two tries.
const LONGEST_WAIT: Micros = 6 * HOUR;
/// How long it is remembered that a mail was sent.
pub const GIVE_UP: Micros = 7 * DAY;

/// Whatever takes mails away.
pub trait Carrier: Sync {
    /// Carries a mail.
    ///
    /// # Errors
    /// Whether another try makes sense.
    fn carry(&self, mail: &Mail) -> impl Future<Output = Result<(), Undelivered>> + Send;
}

/// Why a mail was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// It may be taken later.
    Later,
    /// It will never be taken, for such as an address that the server refuses.
    Never,
}

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Mails that were taken.
    pub sent: u64,
    /// Mails that wait for another try.
    pub postponed: u64,
    /// Mails that were given up.
    pub dropped: u64,
}

/// Carries the mails that are due. To be called again at once while it sends, otherwise in a minute.
///
/// # Errors
/// [`Refused::Store`].
pub async fn deliver(store: &Store, carrier: &impl Carrier, now: Micros) -> Result<Round, Refused> {
    let mut round = Round::default();
    for mail in store.take_due_mails(now, now.saturating_add(LEASE), ROUND).await? {
        match carrier.carry(&mail).await {
            Ok(()) => {
                store.mail_sent(&mail.id, now).await?;
                round.sent += 1;
            }
            Err(Undelivered::Later) if mail.attempts < ATTEMPTS => {
                store.postpone_mail(&mail.id, now.saturating_add(wait(mail.attempts))).await?;
                round.postponed += 1;
            }
            Err(_) => {
                store.remove_mail(&mail.id).await?;
                round.dropped += 1;
            }
        }
    }
    Ok(round)
}

/// One minute after the first try, then twice as long each time.
fn wait(attempts: u64) -> Micros {
    (MINUTE << attempts.saturating_sub(1).min(16)).min(LONGEST_WAIT)
}
