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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::followup::calendar::Day;

    fn minute(day: i32, minute: u16) -> Sent {
        Sent::Minute { day: Day::new(2030, 3, day).unwrap(), minute, clock: Clock::Local }
    }

    fn told(text: &str, order: Order) -> Vec<(Option<String>, Sent, String)> {
        read(text, order).messages.into_iter().map(|it| (it.sender, it.sent, it.words)).collect()
    }

    fn one(sender: &str, sent: Sent, words: &str) -> (Option<String>, Sent, String) {
        ((!sender.is_empty()).then(|| sender.to_owned()), sent, words.to_owned())
    }

    #[test]
    fn rows_of_number_moment_and_words_are_read() {
        let text = "+963 933 000 001 | 2030-03-12 14:05 | Two shells at the mill\n\
                    ٠٩٣٣٠٠٠٠٠٢ | ١٣/٣/٢٠٣٠ ٠٩:٣٠ | قصف على المطحنة | حتى الآن\n\
                    2030-03-13\t+963933000003\tquiet\n\
                    0933000004 | no day told here\n\n\
                    Only words.";
        assert_eq!(
            told(text, Order::Plain),
            [
                one("+963 933 000 001", minute(12, 845), "Two shells at the mill"),
                one("٠٩٣٣٠٠٠٠٠٢", minute(13, 570), "قصف على المطحنة | حتى الآن"),
                one("+963933000003", Sent::Day(Day::new(2030, 3, 13).unwrap()), "quiet"),
                one("0933000004", Sent::Unsaid, "no day told here"),
                one("", Sent::Unsaid, "Only words."),
            ]
        );
    }

    #[test]
    fn a_chat_is_read_as_messengers_write_it_out() {
        let text = "[12/03/2030, 14:05:59] Abu Sami: Shells at the mill\nand at the school\n\n\
                    \u{200E}[13/03/2030، ٢:٠٥ م] ‎~ ليلى: توقف القصف\n\
                    27/3/30, 9:15 PM - +963 933 000 005: two: wounded\n\
                    27/3/30, 21:16 - Messages are encrypted.\n";
        assert_eq!(
            told(text, Order::DayFirst),
            [
                one("Abu Sami", minute(12, 845), "Shells at the mill\nand at the school"),
                one("ليلى", minute(13, 845), "توقف القصف"),
                one("+963 933 000 005", minute(27, 1275), "two: wounded"),
                one("", minute(27, 1276), "Messages are encrypted."),
            ]
        );
        // Which of the two it is nobody says; the other lines can be read in one way only.
        let sent: Vec<Sent> = told(text, Order::Plain).into_iter().map(|it| it.1).collect();
        assert_eq!(sent, [Sent::TwoWays, minute(13, 845), minute(27, 1275), minute(27, 1276)]);
    }

    #[test]
    fn heads_are_read_in_both_languages_and_in_one_line() {
        let text = "From: +963933000006\nDate: 12 March 2030 14:05\n\nShells.\nMore: tomorrow.\n\
                    From: 0933000007 Date: 2030-03-12 14:06 the road is open\n\
                    المرسل: 0933000008\nالتاريخ: 12 آذار 2030 14:07\nنص الرسالة: الطريق: مغلقة\nوالجسر\n\
                    Date: soon\nFrom: 0933000009\nText: quiet";
        assert_eq!(
            told(text, Order::Plain),
            [
                one("+963933000006", minute(12, 845), "Shells.\nMore: tomorrow."),
                one("0933000007", minute(12, 846), "the road is open"),
                one("0933000008", minute(12, 847), "الطريق: مغلقة\nوالجسر"),
                one("0933000009", Sent::Unread, "soon\nquiet"),
            ]
        );
    }

    #[test]
    fn what_looks_like_a_head_within_words_stays_there() {
        let text =
            "Shells fell on the mill.\nTime: about noon\n\n[12/03/2030, 14:05] Sami: listen\ndate: tomorrow";
        assert_eq!(
            told(text, Order::DayFirst),
            [
                one("", Sent::Unsaid, "Shells fell on the mill.\nTime: about noon"),
                one("Sami", minute(12, 845), "listen\ndate: tomorrow"),
            ]
        );
        let long = "a".repeat(SENDER + 1);
        let text = format!("{long} | 2030-03-12 14:05 | x\n\nFrom: {long}\nText: y");
        let all: Vec<String> = told(&text, Order::Plain).into_iter().map(|it| it.2).collect();
        assert_eq!(all, [format!("{long} | 2030-03-12 14:05 | x"), format!("{long}\ny")], "nothing is lost");
    }

    #[test]
    fn what_is_too_long_for_a_message_becomes_several() {
        let testimony = "Word ".repeat(1_999);
        let text = format!("[12/03/2030, 14:05] Sami: {testimony}\n[12/03/2030, 14:06] Sami: short");
        let all = read(&text, Order::DayFirst).messages;
        let parts: Vec<(usize, bool)> = all.iter().map(|it| (it.words.chars().count(), it.goes_on)).collect();
        assert_eq!(parts, [(3_999, false), (3_999, true), (1_994, true), (5, false)]);
        assert!(all.iter().all(|it| it.sender.as_deref() == Some("Sami")));
        let words: Vec<&str> = all.iter().take(3).map(|it| it.words.as_str()).collect();
        assert_eq!(words.join(" "), testimony.trim(), "nothing is lost");
        let without_space = read(&"ا".repeat(WORDS_LIMIT + 1), Order::Plain).messages;
        assert_eq!(
            without_space.iter().map(|it| it.words.chars().count()).collect::<Vec<_>>(),
            [WORDS_LIMIT, 1]
        );
    }

    #[test]
    fn a_number_within_words_is_noticed() {
        for words in ["call 0933 000 001", "اتصلوا ٠٩٣٣٠٠٠٠٠١", "(+963) 933-000-001", "x963933000001"]
        {
            assert!(has_number(words), "{words}");
        }
        for words in ["on 2030-03-12 at 14:05", "12 dead, 30 wounded", "1 2 3 4 5 6 7", ""] {
            assert!(!has_number(words), "{words}");
        }
    }

    #[test]
    fn plain_words_are_a_message_for_each_paragraph() {
        let text = "Shells at the mill,\nfrom the east.\n\n\n[not a date] said: nothing\n1 | 2\n";
        assert_eq!(
            told(text, Order::Plain),
            [
                one("", Sent::Unsaid, "Shells at the mill,\nfrom the east."),
                one("", Sent::Unsaid, "[not a date] said: nothing\n1 | 2"),
            ]
        );
        assert_eq!(read(" \n\n", Order::Plain), Pasted::default());
        let many = "0933000001 | x\n".repeat(PASTED_LIMIT + 3);
        let pasted = read(&many, Order::Plain);
        assert_eq!((pasted.messages.len(), pasted.more), (PASTED_LIMIT, 3));
    }

    proptest! {
        /// Whatever is pasted, every letter that is not of a head, a sender or a moment is in some message.
        #[test]
        fn nothing_stops_it_and_plain_words_stay(text in "[a-z0-9:|\\[\\], /\\-\\nمن]{0,200}", word in "zq[x-z]{8}") {
            let with = format!("{text}\n{word}\n");
            let all: String = read(&with, Order::Plain).messages.into_iter().map(|it| it.words + "\n").collect();
            prop_assert!(all.contains(&word), "{all:?}");
        }
    }
}
