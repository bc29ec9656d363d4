//! What becomes of messages: a report that the record has, or nothing, with the reason.
//!
//! Whoever makes a report of a message claims it in the database before the act, so that two servers never make two of it, and nobody
//! discards one that is being filed. What the record says is so in any case: a message whose report it has was filed by whom and
//! when the record says.

use std::time::Duration;

use mawqif_core::{
    case::{
        Act, Case, Moment,
        followup::{
            origin::telephone,
            report::{MESSAGE, MESSAGE_CONTENT, message_number},
        },
        refusal::{Refusal, Thing},
    },
    record::hash::Hash,
};
use mawqif_store::{Claim, Ended, Ending, Error, MessageRow, WhichMessages};

use super::{REASON_LIMIT, WAITING_MESSAGE_LIMIT, oldest, origin};
use crate::desk::{Desk, Fault, access::Caller, held::Held, keys::random};

/// How long a claim holds that nobody gives back: longer than any request takes.
const CLAIMED_FOR: u64 = 120_000_000;

/// How often, and after how long each time, it is looked whether a claim was given back.
const LOOKS: u32 = 50;
const BETWEEN: Duration = Duration::from_millis(200);

/// A report that was made of a message, as the record tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The entry.
    pub entry: u64,
    /// When it became known.
    pub known: Moment,
    /// Who has made it; nobody when what it says was erased, and with it who has filed it.
    pub by: String,
}

/// A claim on a message.
pub struct Claimed {
    number: u64,
    by: [u8; 16],
}

/// What becomes of a message that somebody wants to discard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discarding {
    /// It is discarded.
    Done,
    /// Something had become of it before.
    Over,
    /// Somebody is making a report of it.
    Claimed,
}

/// What a report of a message is called, whoever files it.
pub fn client(message: &MessageRow) -> String {
    named(message.number, &message.content)
}

fn named(number: u64, content: &Hash) -> String {
    let content: String = content.to_hex().chars().take(MESSAGE_CONTENT).collect();
    format!("{MESSAGE}{number}x{content}")
}

/// The report that was made of a message, if the record has one or had it: what was erased is not made again.
pub fn filed(case: &Case, message: &MessageRow) -> Option<Made> {
    let of = case.follow_up().report_of_message(&client(message))?;
    let filed = case.follow_up().reports().get(&of.report);
    let by = filed.map(|it| it.by.as_str().to_owned()).unwrap_or_default();
    Some(Made { entry: filed.map_or(of.entry, |it| it.entry), known: of.known, by })
}

impl Desk {
    /// Claims a message to make a report of it, once nobody else does; none when something became of it, or somebody else takes long.
    ///
    /// # Errors
    /// The store's.
    pub async fn claim_message(&self, held: &Held, number: u64) -> Result<Option<Claimed>, Fault> {
        for look in 0..LOOKS {
            if look > 0 {
                tokio::time::sleep(BETWEEN).await;
                if self.store().message(held.stored(), number).await?.ended.is_some() {
                    break;
                }
            }
            let now = self.clock().now().micros();
            let claim = Claim { by: random()?, now, until: now.saturating_add(CLAIMED_FOR) };
            if self.store().claim_message(held.stored(), number, &claim).await? {
                return Ok(Some(Claimed { number, by: claim.by }));
            }
        }
        Ok(None)
    }

    /// Gives a claim back.
    pub async fn release_message(&self, held: &Held, claimed: &Claimed) {
        if let Err(error) = self.store().release_message(held.stored(), claimed.number, &claimed.by).await {
            // It ends by itself.
            tracing::warn!(%error, "a message stays claimed for a while");
        }
    }

    /// Says of a message what the record says: that a report was made of it, by whom and when.
    ///
    /// # Errors
    /// The store's.
    pub async fn message_filed(&self, held: &Held, number: u64, filed: Made) -> Result<(), Fault> {
        let ended = Ended {
            how: "report".to_owned(),
            time: filed.known.micros(),
            by: filed.by,
            entry: Some(filed.entry),
            reason: None,
        };
        self.store().end_messages(held.stored(), Ending::Filed(number), &ended).await?;
        Ok(())
    }

    /// Discards a message for a reason.
    ///
    /// # Errors
    /// [`Error::Missing`], and the store's.
    pub async fn discard_message(
        &self,
        held: &Held,
        number: u64,
        by: &Caller,
        reason: &str,
    ) -> Result<Discarding, Fault> {
        let row = self.store().message(held.stored(), number).await?;
        if let Some(filed) = filed(&held.now(), &row) {
            self.message_filed(held, number, filed).await?;
            return Ok(Discarding::Over);
        }
        let ended = self.discarded(by, reason);
        if self.store().end_messages(held.stored(), Ending::One(number), &ended).await? == 1 {
            return Ok(Discarding::Done);
        }
        let row = self.store().message(held.stored(), number).await?;
        Ok(if row.ended.is_some() { Discarding::Over } else { Discarding::Claimed })
    }

    /// Discards all messages of one sender that wait, for one reason; says how many.
    ///
    /// # Errors
    /// The store's.
    pub async fn discard_sender(
        &self,
        held: &Held,
        sender: &str,
        by: &Caller,
        reason: &str,
    ) -> Result<u64, Fault> {
        let all = self.store().messages(held.stored(), WhichMessages::Waiting, WAITING_MESSAGE_LIMIT).await?;
        let case = held.now();
        for message in all.iter().filter(|it| it.sender == sender) {
            if let Some(filed) = filed(&case, message) {
                self.message_filed(held, message.number, filed).await?;
            }
        }
        let ended = self.discarded(by, reason);
        Ok(self.store().end_messages(held.stored(), Ending::Of(sender), &ended).await?)
    }

    fn discarded(&self, by: &Caller, reason: &str) -> Ended {
        Ended {
            how: "discarded".to_owned(),
            time: self.clock().now().micros(),
            by: by.actor.as_str().to_owned(),
            entry: None,
            reason: Some(reason.chars().take(REASON_LIMIT).collect()),
        }
    }

    /// Lets the words of messages go that nobody has dealt with for so long, in every case.
    ///
    /// # Errors
    /// The store's.
    pub async fn sweep_messages(&self) -> Result<(), Fault> {
        self.sweep_messages_at(self.clock().now()).await
    }

    /// Does it as of a moment.
    pub(crate) async fn sweep_messages_at(&self, now: Moment) -> Result<(), Fault> {
        let before = oldest(now);
        for held in self.all() {
            let ended = Ended {
                how: "expired".to_owned(),
                time: now.micros(),
                by: String::new(),
                entry: None,
                reason: None,
            };
            self.store().end_messages(held.stored(), Ending::Before(before.micros()), &ended).await?;
        }
        Ok(())
    }

    /// Refuses a report that names a telephone's mark for its origin, or is called as one of a message, and is of no message with that mark.
    ///
    /// # Errors
    /// [`Refusal::Unknown`], and the store's.
    pub(in crate::desk) async fn is_of_message(&self, held: &Held, act: &Act) -> Result<(), Fault> {
        let Act::ReportIncident { report, .. } = act else { return Ok(()) };
        let number = message_number(&report.client);
        if telephone(&report.origin).is_none() && number.is_none() {
            return Ok(());
        }
        let row = match number {
            None => None,
            Some(number) => match self.store().message(held.stored(), number).await {
                Ok(row) => Some(row),
                Err(Error::Missing(_)) => None,
                Err(error) => return Err(error.into()),
            },
        };
        let is_of = row.is_some_and(|row| {
            client(&row) == report.client
                && (report.origin == origin(&row.sender)
                    || (row.sender.is_empty() && telephone(&report.origin).is_none()))
        });
        if is_of {
            return Ok(());
        }
        let name = if number.is_some() { report.client.clone() } else { report.origin.clone() };
        Err(Refusal::Unknown { what: Thing::Message, name }.into())
    }
}
