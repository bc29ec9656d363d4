//! Messages as somebody copies them from a telephone: who sent each, when, and what it says.
//!
//! Four forms are known: rows (`number | day time | words`), lines of a chat as messengers write them out (`[12/03/2030, 14:05] Name: words`,
//! `12/03/30, 2:05 PM - Name: words`), messages with heads (`From: … Date: … words`, in Arabic as well), and plain words, of which every
//! paragraph is a message. What cannot be read stays in the words, so nothing is lost; a day that can be two days is asked about and
//! never chosen. Who is meant by a number, and whether what is said is so, nobody finds out here.

mod places;
mod when;

pub use self::{
    places::guessed,
    when::{Clock, Sent, when},
};
use super::calendar::{Order, folded};
use crate::text::without_directions;

/// The most messages that are read at once.
pub const PASTED_LIMIT: usize = 200;

/// The most characters of a message; one that is longer becomes several, of which each says that it goes on from the one before.
pub const WORDS_LIMIT: usize = 4_000;

/// The longest name of a sender, in characters.
const SENDER: usize = 80;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The number or the name of who sent it, when that stands there.
    pub sender: Option<String>,
    /// When it was sent.
    pub sent: Sent,
    /// What it says.
    pub words: String,
    /// Whether it goes on from the one before, since both together are longer than a message may be.
    pub goes_on: bool,
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The messages, in their order, at most [`PASTED_LIMIT`].
    pub messages: Vec<Message>,
    /// How many there are beyond those.
    pub more: usize,
}

/// What a head of a message tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    From,
    When,
    Words,
}

const HEADS: [(&str, Head); 21] = [
    ("from", Head::From),
    ("sender", Head::From),
    ("number", Head::From),
    ("من", Head::From),
    ("المرسل", Head::From),
    ("الرقم", Head::From),
    ("date", Head::When),
    ("sent", Head::When),
    ("time", Head::When),
    ("received", Head::When),
    ("التاريخ", Head::When),
    ("الوقت", Head::When),
    ("أرسلت", Head::When),
    ("وصلت", Head::When),
    ("text", Head::Words),
    ("message", Head::Words),
    ("body", Head::Words),
    ("sms", Head::Words),
    ("النص", Head::Words),
    ("الرسالة", Head::Words),
    ("نص الرسالة", Head::Words),
];

/// How a message began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Row,
    Chat,
    Headed,
    Plain,
}

/// A message while its lines are read.
struct Growing {
    message: Message,
    form: Form,
    /// Whether its words have begun.
    has_words: bool,
}

/// Reads what somebody has copied.
pub fn read(text: &str, order: Order) -> Pasted {
    let mut pasted = Pasted::default();
    let mut growing: Option<Growing> = None;
    for (line, words) in (1..).zip(text.lines()) {
        let words = plain(words);
        let words = words.trim();
        if words.is_empty() {
            // A paragraph ends a row and plain words; in a chat and below heads it may go on.
            match &mut growing {
                Some(own) if matches!(own.form, Form::Chat | Form::Headed) => own.add(""),
                _ => pasted.keep(growing.take()),
            }
            continue;
        }
        if let Some(begun) = chat(words, line, order).or_else(|| row(words, line, order)) {
            pasted.keep(growing.replace(begun));
        } else if let Some(heads) = heads(words).filter(|heads| begins(heads, growing.as_ref())) {
            for (head, value) in heads {
                let has_room = growing.as_ref().is_some_and(|own| own.has_room(head));
                if !has_room {
                    pasted.keep(growing.replace(Growing::new(line, Form::Headed)));
                }
                growing.iter_mut().for_each(|own| own.tell(head, value, order));
            }
        } else {
            growing.get_or_insert_with(|| Growing::new(line, Form::Plain)).add(words);
        }
    }
    pasted.keep(growing);
    pasted
}

/// Whether heads tell of a message, and do not only stand in one that began otherwise.
fn begins(heads: &[(Head, &str)], growing: Option<&Growing>) -> bool {
    let is_within = growing.is_some_and(|own| own.form != Form::Headed);
    !is_within || heads.iter().any(|(head, _)| *head == Head::From)
}

impl Pasted {
    fn keep(&mut self, growing: Option<Growing>) {
        let Some(mut message) = growing.map(|it| it.message) else { return };
        let words = std::mem::take(&mut message.words);
        let words = words.trim();
        if words.is_empty() && message.sender.is_none() {
            return;
        }
        let mut rest = words.to_owned();
        loop {
            let (words, more) = cut(&rest);
            let own = Message { words: words.to_owned(), ..message.clone() };
            if self.messages.len() < PASTED_LIMIT {
                self.messages.push(own);
            } else {
                self.more = self.more.saturating_add(1);
            }
            if more.is_empty() {
                break;
            }
            rest = more.to_owned();
            message.goes_on = true;
        }
    }
}

/// Words as far as they fit into a message, up to a space if there is one not far before that, and the rest.
fn cut(words: &str) -> (&str, &str) {
    let Some((end, _)) = words.char_indices().nth(WORDS_LIMIT) else { return (words, "") };
    let (head, _) = words.split_at(end);
    let space = head.rfind(char::is_whitespace).filter(|at| *at > head.len() / 2);
    let (head, rest) = words.split_at(space.unwrap_or(end));
    (head.trim_end(), rest.trim_start())
}

impl Growing {
    fn new(line: usize, form: Form) -> Self {
        let message =
            Message { line, sender: None, sent: Sent::Unsaid, words: String::new(), goes_on: false };
        Self { message, form, has_words: false }
    }

    fn add(&mut self, words: &str) {
        if !self.message.words.is_empty() {
            self.message.words.push('\n');
        }
        self.message.words.push_str(words);
        self.has_words |= !words.is_empty();
    }

    /// Whether a head may still tell something of this message.
    fn has_room(&self, head: Head) -> bool {
        let is_open = match head {
            Head::From => self.message.sender.is_none(),
            Head::When => self.message.sent == Sent::Unsaid,
            Head::Words => true,
        };
        self.form == Form::Headed && !self.has_words && is_open
    }

    fn tell(&mut self, head: Head, value: &str, order: Order) {
        match head {
            Head::From => match sender(value) {
                // Kept with the words, which have still to come.
                None if !value.is_empty() => {
                    self.add(value);
                    self.has_words = false;
                }
                named => self.message.sender = named,
            },
            Head::When => {
                let (sent, rest) = dated(value, order);
                self.message.sent = sent;
                if !rest.is_empty() {
                    self.add(rest);
                    // What was meant as a day is kept with the words, which have still to come.
                    self.has_words = sent != Sent::Unread;
                }
            }
            Head::Words => self.add(value),
        }
    }
}

/// A line as it is looked at: without signs of direction, and with plain spaces and tabs.
fn plain(line: &str) -> String {
    let plain = |it: char| if it.is_whitespace() && it != '\t' { ' ' } else { it };
    without_directions(line).chars().map(plain).collect()
}

/// Who sent something, as it stands there; nobody when it is too long for a name.
fn sender(words: &str) -> Option<String> {
    let words = words.trim().trim_start_matches('~').trim();
    (!words.is_empty() && words.chars().count() <= SENDER).then(|| words.to_owned())
}

/// A line of a chat.
fn chat(words: &str, line: usize, order: Order) -> Option<Growing> {
    let (head, rest) = match words.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => words.split_once(" - ").or_else(|| words.split_once(" – "))?,
    };
    let sent = when(head, order);
    if head.len() > 60 || !sent.has_time() {
        return None;
    }
    let rest = rest.trim();
    let (name, said) = match rest.split_once(": ") {
        Some((name, said)) if sender(name).is_some() => (sender(name), said),
        _ => match rest.strip_suffix(':').and_then(sender) {
            Some(name) => (Some(name), ""),
            None => (None, rest),
        },
    };
    let mut growing = Growing::new(line, Form::Chat);
    growing.message.sender = name;
    growing.message.sent = sent;
    growing.add(said);
    growing.has_words = true;
    Some(growing)
}

/// A row: a number, when, and words, of which one of the first two may be missing.
fn row(words: &str, line: usize, order: Order) -> Option<Growing> {
    let mark = if words.contains('|') { '|' } else { '\t' };
    let fields: Vec<&str> = words.split(mark).map(str::trim).collect();
    let [first, second, ..] = *fields.as_slice() else { return None };
    // What is longer than any name is words.
    if fields.iter().take(2).any(|it| it.chars().count() > SENDER) && fields.len() > 2 {
        return None;
    }
    let from = |at: usize| fields.get(at..).unwrap_or_default().join(" | ");
    let [one, two] = [first, second].map(|it| when(it, order));
    let (name, sent, said) = if two.is_told() && fields.len() > 2 {
        (sender(first), two, from(2))
    } else if one.is_told() && fields.len() > 2 && is_number(second) {
        (sender(second), one, from(2))
    } else if one.is_told() {
        (None, one, from(1))
    } else if is_number(first) {
        (sender(first), Sent::Unsaid, from(1))
    } else {
        return None;
    };
    let mut growing = Growing::new(line, Form::Row);
    growing.message.sender = name;
    growing.message.sent = sent;
    growing.add(&said);
    Some(growing)
}

/// Whether words are a telephone's number.
pub fn is_number(words: &str) -> bool {
    let rest: String =
        folded(words).chars().filter(|it| !matches!(it, ' ' | '-' | '(' | ')' | '+' | '.')).collect();
    (5..=15).contains(&rest.len()) && rest.bytes().all(|it| it.is_ascii_digit())
}

/// Whether a telephone's number seems to stand in words: seven digits or more, with no letter between them, in one piece or beginning
/// with 0 or +.
pub fn has_number(words: &str) -> bool {
    let words = folded(words);
    let is_of = |it: char| it.is_ascii_digit() || matches!(it, '+' | ' ' | '-' | '(' | ')' | '.');
    words.split(|it| !is_of(it)).any(|piece| {
        let piece = piece.trim_start_matches(['-', '.', ' ', '(', ')']);
        let digits = piece.bytes().filter(u8::is_ascii_digit).count();
        let longest = piece.split(|it: char| !it.is_ascii_digit()).map(str::len).max().unwrap_or(0);
        digits >= 7 && (longest >= 7 || piece.starts_with(['0', '+']))
    })
}

/// The heads of a line that begins with one, with what each tells.
fn heads(words: &str) -> Option<Vec<(Head, &str)>> {
    let lower = words.to_ascii_lowercase();
    let mut found: Vec<(usize, usize, Head)> = Vec::new();
    for (name, head) in HEADS {
        for (at, _) in lower.match_indices(name) {
            let before = lower.get(..at).and_then(|it| it.chars().next_back());
            let after = lower.get(at + name.len()..).unwrap_or_default();
            let value = after.trim_start().strip_prefix(':');
            if before.is_none_or(char::is_whitespace)
                && let Some(value) = value
            {
                found.push((at, lower.len() - value.len(), head));
            }
        }
    }
    found.sort_unstable_by_key(|(at, from, _)| (*at, *from));
    // Of two names that end at one colon the longer begins first.
    found.dedup_by_key(|(_, from, _)| *from);
    if found.first().is_none_or(|(at, ..)| *at != 0) {
        return None;
    }
    let mut heads: Vec<(Head, &str)> = Vec::new();
    for (place, (_, from, head)) in found.iter().enumerate() {
        // Once the words have begun, or something was told, no head interrupts them.
        let is_over = heads.iter().any(|(known, _)| *known == Head::Words || known == head);
        if is_over {
            break;
        }
        let next = found.get(place + 1).filter(|(.., next)| *head != Head::Words && next != head);
        let end = next.map_or(words.len(), |(at, ..)| *at);
        heads.push((*head, words.get(*from..end).unwrap_or_default().trim()));
        if next.is_none() {
            break;
        }
    }
    Some(heads)
}

/// When something was sent, from words that begin with it, and the rest of the words.
fn dated(words: &str, order: Order) -> (Sent, &str) {
    const MOST: usize = 7;
    let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]).take(MOST);
    let found = ends.map(|end| words.split_at_checked(end).unwrap_or((words, "")));
    let told = found.map(|(head, rest)| (when(head, order), rest.trim())).filter(|(sent, _)| sent.is_told());
    // The longest that makes sense: a day alone makes sense as well.
    told.last().unwrap_or((Sent::Unread, words))
}

#[cfg(test)]
mod tests;
