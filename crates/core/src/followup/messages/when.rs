//! When a message was sent, as telephones write it: a day in one of the forms of tables, and a time beside it.

use crate::followup::calendar::{Day, DayFault, Order, folded};

/// When a message was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Nothing is said.
    Unsaid,
    /// What is said cannot be read.
    Unread,
    /// It can be two days.
    TwoWays,
    /// On a day.
    Day(Day),
    /// To the minute.
    Minute {
        /// The day.
        day: Day,
        /// The minute of it, 0 to 1439.
        minute: u16,
        /// By whose clock.
        clock: Clock,
    },
}

/// By whose clock a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The sender's, wherever that is.
    Local,
    /// That of Greenwich, because the time says how far it is from it.
    Utc,
}

/// Minutes of a day.
const DAY: i32 = 1_440;

impl Sent {
    /// Whether a day is told, be it in two ways.
    pub fn is_told(self) -> bool {
        !matches!(self, Self::Unsaid | Self::Unread)
    }

    /// Whether it can be the head of a line in a chat, of which all have a time.
    pub(super) fn has_time(self) -> bool {
        matches!(self, Self::TwoWays | Self::Minute { .. })
    }
}

/// A time within words: where it stands, and what it says.
struct Time {
    start: usize,
    end: usize,
    minute: i32,
    /// Minutes that its clock is ahead of Greenwich, when that is said.
    ahead: Option<i32>,
}

/// When something was sent, from the words for it alone.
pub fn when(words: &str, order: Order) -> Sent {
    // Words for a moment are short; longer ones are something else.
    if words.len() > 120 {
        return Sent::Unread;
    }
    let words = folded(words);
    let time = time(&words);
    if time.is_none() && words.contains(':') {
        return Sent::Unread;
    }
    let rest = match &time {
        Some(time) => {
            let (before, after) = (words.get(..time.start), words.get(time.end..));
            format!("{} {}", before.unwrap_or_default(), after.unwrap_or_default())
        }
        None => words,
    };
    let is_mark = |it: char| matches!(it, ' ' | ',' | '،' | '-' | '–' | '|') || it == 't';
    let day = rest.trim_matches(|it| is_mark(it) && it != 't').trim_end_matches(is_mark);
    match (Day::read(&whole_year(day), order), time) {
        (Ok(day), None) => Sent::Day(day),
        (Ok(day), Some(Time { minute, ahead, .. })) => {
            let counted = minute - ahead.unwrap_or(0);
            Sent::Minute {
                day: day.plus(counted.div_euclid(DAY)),
                minute: u16::try_from(counted.rem_euclid(DAY)).unwrap_or(0),
                clock: if ahead.is_some() { Clock::Utc } else { Clock::Local },
            }
        }
        (Err(DayFault::TwoWays), _) => Sent::TwoWays,
        (Err(DayFault::Missing), None) => Sent::Unsaid,
        (Err(_), _) => Sent::Unread,
    }
}

/// A day with a year of four digits: telephones write 12/3/30, and there were no such messages a hundred years ago.
fn whole_year(day: &str) -> String {
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let is_small = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|it| it.is_ascii_digit());
    match parts.as_slice() {
        [one, two, year] if is_small(one) && is_small(two) && is_small(year) && year.len() == 2 => {
            format!("{one}/{two}/20{year}")
        }
        _ => day.to_owned(),
    }
}

/// The first time in words that were folded.
fn time(words: &str) -> Option<Time> {
    let bytes = words.as_bytes();
    let digits = |from: usize, most: usize| {
        bytes.iter().skip(from).take(most).take_while(|it| it.is_ascii_digit()).count()
    };
    let number = |from: usize, length: usize| words.get(from..from + length)?.parse::<i32>().ok();
    let colon = words.find(':')?;
    let before = bytes.get(..colon)?.iter().rev().take(3).take_while(|it| it.is_ascii_digit()).count();
    if !(1..=2).contains(&before) || digits(colon + 1, 3) != 2 {
        return None;
    }
    let (hour, minute) = (number(colon - before, before)?, number(colon + 1, 2)?);
    let mut end = colon + 3;
    // Seconds, and parts of them.
    for mark in [b':', b'.'] {
        if bytes.get(end) == Some(&mark) && digits(end + 1, 9) > 0 {
            end += 1 + digits(end + 1, 9);
        }
    }
    let (hour, after) = halved(hour, words.get(end..)?);
    end = words.len() - after.len();
    let (ahead, after) = offset(after);
    end = words.len() - after.len().min(words.len() - end);
    (hour < 24 && minute < 60).then_some(Time {
        start: colon - before,
        end,
        minute: hour * 60 + minute,
        ahead,
    })
}

/// The hour of the day by the half of it that stands behind the time.
fn halved(hour: i32, after: &str) -> (i32, &str) {
    const HALVES: [(&str, bool); 10] = [
        ("a.m.", false),
        ("p.m.", true),
        ("am", false),
        ("pm", true),
        ("صباحا", false),
        ("مساء", true),
        ("ظهرا", true),
        ("ليلا", true),
        ("ص", false),
        ("م", true),
    ];
    let words = after.trim_start();
    for (half, is_late) in HALVES {
        if let Some(rest) = words.strip_prefix(half)
            && rest.chars().next().is_none_or(|it| !it.is_alphabetic())
            && (1..=12).contains(&hour)
        {
            return (hour % 12 + if is_late { 12 } else { 0 }, rest);
        }
    }
    (hour, after)
}

/// How far a clock is ahead of Greenwich, in minutes, when that stands directly behind the time: `z`, `+03:00`, `-0530`.
fn offset(after: &str) -> (Option<i32>, &str) {
    if let Some(rest) = after.strip_prefix('z') {
        return (Some(0), rest);
    }
    let Some(sign) = after.bytes().next().filter(|it| matches!(it, b'+' | b'-')) else {
        return (None, after);
    };
    let told = after.get(1..).unwrap_or_default();
    let read = |length: usize, minutes: usize| {
        let hours: i32 = told.get(..2)?.parse().ok()?;
        let minutes: i32 = told.get(minutes..length)?.parse().ok()?;
        let is_over = told.get(length..)?.bytes().next().is_none_or(|it| !it.is_ascii_digit());
        (is_over && hours <= 14 && minutes < 60).then(|| (hours * 60 + minutes, told.get(length..)))
    };
    let found = if told.as_bytes().get(2) == Some(&b':') { read(5, 3) } else { read(4, 2) };
    match found {
        Some((minutes, Some(rest))) => (Some(if sign == b'-' { -minutes } else { minutes }), rest),
        _ => (None, after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> (i32, u16, Clock) {
        match when(words, Order::Plain) {
            Sent::Minute { day, minute, clock } => (day.date().day.into(), minute, clock),
            other => panic!("{words}: {other:?}"),
        }
    }

    #[test]
    fn moments_are_read_as_telephones_write_them() {
        for words in [
            "2030-03-27 14:05",
            "27/03/2030, 14:05",
            "27.3.30, 14:05:59",
            "14:05 27/3/2030",
            "27 March 2030 2:05 PM",
            "٢٧ آذار ٢٠٣٠، ٢:٠٥ م",
            "٢٧/٣/٢٠٣٠ ٢:٠٥ مساءً",
            "2030-03-27T14:05:00",
            "3/27/30, 2:05\u{202F}p.m.",
        ] {
            assert_eq!(told(words), (27, 845, Clock::Local), "{words}");
        }
        assert_eq!(told("27/3/2030 12:05 AM"), (27, 5, Clock::Local));
        assert_eq!(told("27/3/2030 12:05 pm"), (27, 725, Clock::Local));
    }

    #[test]
    fn a_clock_that_says_where_it_is_is_turned_to_greenwich() {
        assert_eq!(told("2030-03-27T14:05:00Z"), (27, 845, Clock::Utc));
        assert_eq!(told("2030-03-27T14:05:00.123+03:00"), (27, 665, Clock::Utc));
        assert_eq!(told("2030-03-27 01:05+0300"), (26, 1325, Clock::Utc));
        assert_eq!(told("2030-03-27 23:05-02:30"), (28, 95, Clock::Utc));
    }

    #[test]
    fn what_is_no_moment_is_not_made_one() {
        assert_eq!(when("", Order::Plain), Sent::Unsaid);
        assert_eq!(when("2030-03-27", Order::Plain), Sent::Day(Day::new(2030, 3, 27).unwrap()));
        assert_eq!(when("3/4/2030 14:05", Order::Plain), Sent::TwoWays);
        assert!(matches!(when("3/4/30 14:05", Order::DayFirst), Sent::Minute { .. }));
        for words in ["14:05", "soon", "+963933000001", "27/3/2030 25:05", "27/3/2030 14:65", "1:2:3", ":::"]
        {
            assert_eq!(when(words, Order::Plain), Sent::Unread, "{words}");
        }
        assert_eq!(when(&"1".repeat(500), Order::Plain), Sent::Unread);
    }
}
