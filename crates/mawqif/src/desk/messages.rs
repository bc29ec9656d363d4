//! Messages from telephones: how they come to a case, and what becomes of them.
//!
//! A message waits beside the record until somebody of the follow-up has made a report of it or discarded it; then its words go.
//! Whose number it came from is in no record and in no table: of the number there is a keyed hash, by which two messages of one
//! telephone are known as such, and, when the committee has keys, the number sealed to them. The key of the hash grows from the server's
//! seed and is another for each case, so that neither a copy of the database nor another case finds the number by trying all there are.

pub mod gateways;

use hmac::{Hmac, KeyInit, Mac};
use mawqif_core::{
    case::{Case, Moment, followup::evidence::Sealed},
    followup::messages::{WORDS_LIMIT, is_number},
    record::hash::Hash,
};
use mawqif_store::{Ended, GatewayRow, MessageRoom, MessageRow, NewMessage, Received};
use sha2::Sha256;

use super::{
    Desk, Fault,
    access::Caller,
    evidence::{NAMES_LIMIT, Names},
    held::Held,
};

/// The most messages of a case that wait.
pub const WAITING_MESSAGE_LIMIT: u64 = 2_000;

/// The most messages of a case that are remembered; those that were dealt with first are forgotten first.
pub const MESSAGE_LIMIT: u64 = 20_000;

/// The longest reason for discarding one, in characters.
pub const REASON_LIMIT: usize = 500;

/// What origins that were made of a number begin with.
const ORIGIN: &str = "tel:";

/// Letters of a sender's mark: none looks like another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of a sender's mark. Of two to the fiftieth, no two of a case's senders have the same.
const MARK: usize = 10;

/// How exactly it is known when a message was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// To the minute.
    Minute,
    /// To the day.
    Day,
}

impl Exact {
    /// As it is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
        }
    }
}

/// How a message comes.
#[derive(Clone, Copy)]
pub enum Via<'v> {
    /// By a gateway.
    Gateway(&'v GatewayRow),
    /// Pasted by somebody.
    Pasted(&'v Caller),
}

/// A message that comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// What the gateway calls it.
    pub id: Option<String>,
    /// Who sent it, as it says.
    pub sender: Option<String>,
    /// When it was sent.
    pub sent: Option<(Moment, Exact)>,
    /// What it says.
    pub words: String,
}

/// What tells senders and messages of one case from each other.
pub struct Marks(Hash);

impl Marks {
    fn hash(&self, parts: &[&[u8]]) -> Hash {
        // A key of any length is taken.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else { return Hash::of(parts) };
        for part in parts {
            // With its length in front, no part runs into another.
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        Hash::from_bytes(mac.finalize().into_bytes().into())
    }

    /// The mark of a sender: ten letters, the same for one number however it is written; `+963…` and `0…` stay two.
    pub fn sender(&self, sender: &str) -> String {
        let hash = self.hash(&[b"sender", plain_sender(sender).as_bytes()]);
        let bits = hash.as_bytes().iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
        let letter = |at: usize| {
            let place = usize::try_from((bits >> (5 * at)) & 31).unwrap_or(0);
            LETTERS.get(place).map_or('0', |letter| char::from(*letter))
        };
        let letters: String = (0..MARK).map(letter).collect();
        let (one, two) = letters.split_at(MARK / 2);
        format!("{one}-{two}")
    }

    /// What every message with this sender, time and words has.
    pub fn content(&self, sender: &str, when: &str, words: &str) -> Hash {
        let words: Vec<&str> = words.split_whitespace().collect();
        self.hash(&[b"content", sender.as_bytes(), when.as_bytes(), words.join(" ").as_bytes()])
    }
}

/// A sender as it is compared: a number by its digits alone, a name without regard to space and case.
fn plain_sender(sender: &str) -> String {
    let folded = mawqif_core::followup::calendar::folded(sender);
    if is_number(sender) {
        let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
        let international = folded.trim_start().starts_with('+') || digits.starts_with("00");
        // A country's code is never taken for a number within the country.
        format!("{}{}", if international { "+" } else { "" }, digits.trim_start_matches("00"))
    } else {
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Where a report says that it comes from: the mark of the message's sender.
pub fn origin(mark: &str) -> String {
    format!("{ORIGIN}{mark}")
}

/// What a report of a message is called, whoever files it.
pub fn client(message: &MessageRow) -> String {
    let content: String = message.content.to_hex().chars().take(12).collect();
    format!("message{}x{content}", message.number)
}

/// The report that was made of a message, as its entry, if the record has one.
pub fn filed(case: &Case, message: &MessageRow) -> Option<u64> {
    let client = client(message);
    case.follow_up().reports().values().find(|it| it.report.client == client).map(|it| it.entry)
}

impl Desk {
    /// What tells senders and messages of a case from each other.
    pub fn marks(&self, held: &Held) -> Marks {
        Marks(self.0.keys.of_messages(held.stored().as_str()))
    }

    /// Keeps a message, unless it came before or too many wait.
    ///
    /// # Errors
    /// The store's.
    pub async fn receive(&self, held: &Held, via: Via<'_>, incoming: &Incoming) -> Result<Received, Fault> {
        let (marks, now) = (self.marks(held), self.clock().now());
        let words: String = incoming.words.trim().chars().take(WORDS_LIMIT).collect();
        let mark = incoming.sender.as_deref().map(|it| marks.sender(it)).unwrap_or_default();
        let content = marks.content(&mark, &when(incoming, via, now), &words);
        let (gateway, account) = match via {
            Via::Gateway(gateway) => (Some(gateway.number), None),
            Via::Pasted(caller) => (None, Some(&caller.who.account)),
        };
        let name = match (&incoming.id, gateway) {
            (Some(id), Some(gateway)) => marks.hash(&[b"id", &gateway.to_be_bytes(), id.as_bytes()]),
            _ => content,
        };
        let sealed = incoming.sender.as_deref().map(|it| sealed(&held.now(), it)).transpose()?.flatten();
        let new = NewMessage {
            name: &name,
            content: &content,
            gateway,
            account,
            time: now.micros(),
            sent: incoming.sent.map(|(at, exact)| (at.micros(), exact.word())),
            sender: &mark,
            sealed: sealed.as_deref(),
            words: &words,
        };
        let room = MessageRoom { waiting: WAITING_MESSAGE_LIMIT, all: MESSAGE_LIMIT };
        Ok(self.store().receive_message(held.stored(), new, room).await?)
    }

    /// The earlier message with the same sender, time and words, if there is one.
    ///
    /// # Errors
    /// The store's.
    pub async fn received_before(&self, held: &Held, incoming: &Incoming) -> Result<Option<u64>, Fault> {
        let marks = self.marks(held);
        let words: String = incoming.words.trim().chars().take(WORDS_LIMIT).collect();
        let mark = incoming.sender.as_deref().map(|it| marks.sender(it)).unwrap_or_default();
        let told = incoming.sent.map(|(at, _)| at.micros().to_string()).unwrap_or_default();
        let content = marks.content(&mark, &told, &words);
        Ok(self.store().message_of(held.stored(), &content).await?)
    }

    /// Says that a message was made a report of; false when something had become of it before.
    ///
    /// # Errors
    /// The store's.
    pub async fn message_filed(
        &self,
        held: &Held,
        number: u64,
        by: &Caller,
        entry: u64,
    ) -> Result<bool, Fault> {
        let ended = Ended {
            how: "report".to_owned(),
            time: self.clock().now().micros(),
            by: by.actor.as_str().to_owned(),
            entry: Some(entry),
            reason: None,
        };
        Ok(self.store().end_message(held.stored(), number, &ended).await?)
    }

    /// Discards a message for a reason; false when something had become of it before.
    ///
    /// # Errors
    /// The store's.
    pub async fn discard_message(
        &self,
        held: &Held,
        number: u64,
        by: &Caller,
        reason: &str,
    ) -> Result<bool, Fault> {
        // A report may be made of it in the same moment.
        let _turn = self.0.boards.turn(held.now().id()).await;
        let ended = Ended {
            how: "discarded".to_owned(),
            time: self.clock().now().micros(),
            by: by.actor.as_str().to_owned(),
            entry: None,
            reason: Some(reason.chars().take(REASON_LIMIT).collect()),
        };
        Ok(self.store().end_message(held.stored(), number, &ended).await?)
    }

    /// Waits until nobody else deals with messages of a case.
    pub async fn messages_turn(&self, held: &Held) -> tokio::sync::OwnedMutexGuard<()> {
        self.0.boards.turn(held.now().id()).await
    }
}

/// A sender sealed to the keys of a case's committee: what the record would say of it as a line of JSON, and the sealed bytes. None without
/// keys, or when the name is too long to be one.
fn sealed(case: &Case, sender: &str) -> Result<Option<Vec<u8>>, Fault> {
    if case.follow_up().seal_keys().is_empty() || sender.len() > NAMES_LIMIT {
        return Ok(None);
    }
    let names = Names { reach: sender.to_owned(), ..Names::default() };
    let (sealed, bytes) = names.sealed(case)?;
    let head = serde_json::to_string(&sealed).unwrap_or_default();
    Ok(Some([head.as_bytes(), b"\n", &bytes].concat()))
}

/// The sealed sender of a message, if it can come along with a report: while the keys are those that it was sealed to.
pub fn unpacked(case: &Case, message: &MessageRow) -> Option<(Sealed, Vec<u8>)> {
    let packed = message.sealed.as_deref()?;
    let end = packed.iter().position(|it| *it == b'\n')?;
    let (head, bytes) = packed.split_at_checked(end)?;
    let sealed: Sealed = serde_json::from_slice(head).ok()?;
    sealed
        .under
        .is_to(case.follow_up().seal_keys())
        .then(|| (sealed, bytes.get(1..).unwrap_or_default().to_vec()))
}

/// When a message was sent, as far as its content says. A gateway that tells neither a time nor an id sends a message again within the
/// day; what says the same on another day is another.
fn when(incoming: &Incoming, via: Via<'_>, now: Moment) -> String {
    match (incoming.sent, via) {
        (Some((at, _)), _) => at.micros().to_string(),
        (None, Via::Gateway(_)) => format!("came {}", now.day()),
        (None, Via::Pasted(_)) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_telephone_has_one_mark_however_its_number_is_written() {
        let marks = Marks(Hash::of(&[b"ours"]));
        let mark = marks.sender("+963 933-000-001");
        assert_eq!(mark.len(), MARK + 1);
        for same in ["+963933000001", "00963933000001", "٠٠٩٦٣٩٣٣٠٠٠٠٠١", "+٩٦٣ (٩٣٣) ٠٠٠٠٠١"]
        {
            assert_eq!(marks.sender(same), mark, "{same}");
        }
        for other in ["+963933000002", "963933000001", "0933000001", "Abu Sami"] {
            assert_ne!(marks.sender(other), mark, "{other}");
        }
        assert_eq!(marks.sender(" Abu  SAMI "), marks.sender("abu sami"));
        assert_ne!(Marks(Hash::of(&[b"theirs"])).sender("+963933000001"), mark, "another case knows it not");
        assert!(mark.chars().all(|it| it == '-' || LETTERS.contains(&u8::try_from(it).unwrap())));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let marks = Marks(Hash::of(&[b"ours"]));
        assert_ne!(marks.content("a", "b", "c"), marks.content("ab", "", "c"));
        assert_eq!(marks.content("a", "b", "c  d\n"), marks.content("a", "b", "c d"));
    }
}
