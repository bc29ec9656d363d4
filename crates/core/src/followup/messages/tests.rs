//! Tests of how pasted messages are read.

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
    assert_eq!(without_space.iter().map(|it| it.words.chars().count()).collect::<Vec<_>>(), [WORDS_LIMIT, 1]);
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
