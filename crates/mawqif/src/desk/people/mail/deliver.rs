//! Emptying the spool: what is due is carried, what fails is tried again, ever more rarely.

use mawqif_store::{Mail, Micros, Store};

use super::super::{DAY, HOUR, MINUTE, Refused};

/// How long a mail may take to be carried before another server tries.
const LEASE: Micros = 10 * MINUTE;
/// How often a mail is tried: with the waits between, for some two days.
const ATTEMPTS: u64 = 14;
/// The longest wait between two tries.
const LONGEST_WAIT: Micros = 6 * HOUR;
/// How long it is remembered that a mail was sent.
pub const REMEMBERED: Micros = 7 * DAY;

/// Whatever takes mails away.
pub trait Carrier: Sync {
    /// Tries to carry a mail, and says what came of it.
    fn carry(&self, mail: &Mail) -> impl Future<Output = Fate> + Send;
}

/// What came of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was taken.
    Sent,
    /// It was not taken now, and may be later.
    Postponed,
    /// It will never be taken, for such as an address that the server refuses.
    Dropped,
}

/// Carries the mail that is due first; `None` when none is. To be called again at once until then.
///
/// # Errors
/// [`Refused::Store`].
pub async fn deliver(store: &Store, carrier: &impl Carrier, now: Micros) -> Result<Option<Fate>, Refused> {
    let due = store.take_due_mails(now, now.saturating_add(LEASE), 1).await?;
    let Some(mail) = due.into_iter().next() else { return Ok(None) };
    let fate = carrier.carry(&mail).await;
    if fate == Fate::Sent {
        store.mail_sent(&mail.id, now).await?;
    } else if fate == Fate::Postponed && mail.attempts < ATTEMPTS {
        store.postpone_mail(&mail.id, now.saturating_add(wait(mail.attempts))).await?;
    } else {
        store.remove_mail(&mail.id).await?;
        return Ok(Some(Fate::Dropped));
    }
    Ok(Some(fate))
}

/// One minute after the first try, then twice as long each time.
fn wait(attempts: u64) -> Micros {
    (MINUTE << attempts.saturating_sub(1).min(16)).min(LONGEST_WAIT)
}
