//! Messages from telephones: how they come to a case, and what becomes of them.
//!
//! A message waits beside the record until somebody of the follow-up has made a report of it or discarded it; then its words go, as they do
//! when nobody has for [`WAITING_DAYS`] days. Whose number it came from is in no record and in no table: in its place there is a
//! mark ([`marks`]), and, when the committee has keys, the number sealed to them. What becomes of a message the database decides, so
//! that of several servers one does it.

pub mod dealt;
pub mod gateways;
pub mod marks;
pub mod muted;

use mawqif_core::{
    case::{Case, Moment, followup::evidence::Sealed},
    followup::messages::{PASTED_LIMIT, WORDS_LIMIT},
};
use mawqif_store::{GatewayRow, MessageRoom, MessageRow, NewMessage, Received};

pub use self::marks::{Marks, origin};
use super::{
    Desk, Fault,
    access::Caller,
    evidence::{NAMES_LIMIT, Names},
    held::Held,
    keys::random,
};

/// The most messages of a case that wait. Gateways bring as many less as can be pasted at once, so that a flood does not hold up people.
pub const WAITING_MESSAGE_LIMIT: u64 = 2_000;

/// The most messages of one telephone that wait, when gateways bring them.
pub const SENDER_MESSAGE_LIMIT: u64 = 100;

/// The most messages of one gateway that wait.
pub const GATEWAY_MESSAGE_LIMIT: u64 = 1_000;

/// The most messages of a case that are remembered; those that were dealt with first are forgotten first.
pub const MESSAGE_LIMIT: u64 = 20_000;

/// The longest reason for discarding one, in characters.
pub const REASON_LIMIT: usize = 500;

/// Days after which the words of a message go that nobody has dealt with.
pub const WAITING_DAYS: u64 = 180;

/// A day, in microseconds.
const DAY: u64 = 86_400_000_000;

/// For how long the same words of one telephone are the same message, when neither a time nor an id is told: gateways try again within
/// minutes, and whoever writes the same an hour later has something new to tell.
const SAME_FOR: u64 = 600_000_000;

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

impl PartialEq for Via<'_> {
    fn eq(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Gateway(_), Self::Gateway(_)) | (Self::Pasted(_), Self::Pasted(_)))
    }
}

impl Desk {
    /// What tells senders and messages of a case from each other.
    pub fn marks(&self, held: &Held) -> Marks {
        Marks::new(self.0.keys.of_messages(held.stored().as_str()))
    }

    /// Keeps a message, unless it came before or too many wait.
    ///
    /// # Errors
    /// The store's.
    pub async fn receive(&self, held: &Held, via: Via<'_>, incoming: &Incoming) -> Result<Received, Fault> {
        let (marks, now) = (self.marks(held), self.clock().now().micros());
        let words = kept(incoming);
        let mark = incoming.sender.as_deref().map(|it| marks.sender(it)).unwrap_or_default();
        let told = told(incoming);
        let content = marks.content(&mark, &told, &words);
        let (gateway, account) = match via {
            Via::Gateway(gateway) => (Some(gateway.number), None),
            Via::Pasted(caller) => (None, Some(&caller.who.account)),
        };
        let (name, same_since) = match (gateway, &incoming.id) {
            // Whoever pastes has seen what is there already.
            (None, _) => (content, None),
            // Ids begin anew when a telephone is reset, and some programs give all the same: what says something else is another.
            (Some(gateway), Some(id)) => {
                let gateway = gateway.to_be_bytes();
                (marks.hash(&[b"id", &gateway, id.as_bytes(), content.as_bytes()]), None)
            }
            // Two who are not named may say the same.
            (Some(_), None) if mark.is_empty() => (marks.hash(&[b"alone", &random::<16>()?]), None),
            (Some(_), None) if told.is_empty() => {
                let span = (now / SAME_FOR).to_be_bytes();
                (marks.hash(&[b"came", &span, content.as_bytes()]), Some(now.saturating_sub(SAME_FOR)))
            }
            (Some(_), None) => (content, None),
        };
        let sealed = incoming.sender.as_deref().map(|it| sealed(&held.now(), it)).transpose()?.flatten();
        let new = NewMessage {
            name: &name,
            content: &content,
            same_since,
            gateway,
            account,
            time: now,
            sent: incoming.sent.map(|(at, exact)| (at.micros(), exact.word())),
            sender: &mark,
            sealed: sealed.as_deref(),
            words: &words,
        };
        let people = u64::try_from(PASTED_LIMIT).unwrap_or_default();
        let room = MessageRoom {
            waiting: WAITING_MESSAGE_LIMIT - gateway.map_or(0, |_| people),
            of_sender: SENDER_MESSAGE_LIMIT,
            of_gateway: GATEWAY_MESSAGE_LIMIT,
            all: MESSAGE_LIMIT,
        };
        Ok(self.store().receive_message(held.stored(), new, room).await?)
    }

    /// The earlier message with the same sender, time and words, if there is one.
    ///
    /// # Errors
    /// The store's.
    pub async fn received_before(&self, held: &Held, incoming: &Incoming) -> Result<Option<u64>, Fault> {
        let marks = self.marks(held);
        let mark = incoming.sender.as_deref().map(|it| marks.sender(it)).unwrap_or_default();
        let content = marks.content(&mark, &told(incoming), &kept(incoming));
        Ok(self.store().message_of(held.stored(), &content).await?)
    }
}

/// The moment before which words go that nobody has dealt with.
fn oldest(now: Moment) -> Moment {
    Moment::from_micros(now.micros().saturating_sub(WAITING_DAYS * DAY))
}

/// When words go that came at a moment.
pub fn goes(came: Moment) -> Moment {
    Moment::from_micros(came.micros().saturating_add(WAITING_DAYS * DAY))
}

/// What is kept of the words.
fn kept(incoming: &Incoming) -> String {
    incoming.words.trim().chars().take(WORDS_LIMIT).collect()
}

/// When a message was sent, as far as it says.
fn told(incoming: &Incoming) -> String {
    incoming.sent.map(|(at, _)| at.micros().to_string()).unwrap_or_default()
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
