//! What else stands in a report: its head, meetings, press conferences and committees, days and places.
//!
//! Days that are told by today or Saturday need the day of publication; without one they stay words. A day of
//! the week is taken for the last one before publication, since reports tell what has been.

use super::{
    arabic::Report,
    reading::{Dateline, Day, Event, EventKind, Span},
    small,
    words::Kind,
};
use crate::dossier::Date;

/// How far into the text a head can reach, in tokens.
const HEAD: usize = 40;
/// Words of an event.
const EVENT: usize = 7;

/// `outlet | place – country – (reporter)`, or `place: reporter`, on the first line.
pub fn dateline(report: &Report<'_>) -> Option<Dateline> {
    let end =
        report.tokens.iter().take(HEAD).position(|token| matches!(token.kind, Kind::Line | Kind::Paragraph));
    let end = end.unwrap_or_else(|| report.tokens.len().min(HEAD));
    let bar = (0..end).find(|&j| report.is(j, Kind::Bar));
    let open = (0..end).find(|&j| report.is(j, Kind::Open));
    let close = open.and_then(|open| (open..end).find(|&j| report.is(j, Kind::Close)));
    let some = |from: usize, to: usize| (from < to).then(|| Span::from(report.bytes(from..to)));
    let bar = bar?;
    let mut place_end = open.unwrap_or(end);
    while place_end > bar + 1 && report.is(place_end - 1, Kind::Dash) {
        place_end -= 1;
    }
    Some(Dateline {
        outlet: some(0, bar),
        place: some(bar + 1, place_end),
        reporter: open.zip(close).and_then(|(open, close)| some(open + 1, close)),
    })
}

/// Meetings, press conferences and committees.
pub fn events(report: &Report<'_>) -> Vec<Event> {
    let keys = &report.lexicon.letters;
    let mut found: Vec<Event> = Vec::new();
    let mut at = 0;
    while at < report.tokens.len() {
        let key = report.tokens[at].key;
        let bare = if key.starts_with(keys.article) { key.without_first(2) } else { key };
        let english = &report.lexicon.english;
        let conference = report.tokens.get(at + 1).is_some_and(|next| next.key == english.conference);
        let press = key == english.press && conference
            || keys.conference == bare
                && report.tokens.get(at + 1).is_some_and(|next| {
                    let next =
                        if next.key.starts_with(keys.article) { next.key.without_first(2) } else { next.key };
                    keys.press.contains(&next)
                });
        let kind = if press {
            EventKind::PressConference
        } else if keys.meeting.contains(&bare) || key == english.meeting {
            EventKind::Meeting
        } else if bare == keys.committee && at > 0 && keys.sets_up.contains(&report.tokens[at - 1].key)
            || key == english.committee
                && (at.saturating_sub(3)..at).any(|j| english.sets_up.contains(&report.tokens[j].key))
        {
            EventKind::Committee
        } else {
            at += 1;
            continue;
        };
        let verb_like =
            |j: usize| report.tokens[j].key.first(1) == keys.y && report.tokens[j].known.flags == 0;
        let stops = |j: usize| {
            !report.tokens[j].is_solid()
                || report.has(j, small::DEED_VERB)
                || verb_like(j)
                || report.has(j, small::WHICH | small::THAT | small::BREAK)
                || report.is_reporting_verb(j)
        };
        let limit = (at + EVENT).min(report.tokens.len());
        let mut end = (at + 1..limit).find(|&j| stops(j)).unwrap_or(limit);
        if press {
            end = at + 2;
        }
        while end > at + 1 && report.has(end - 1, small::PREPOSITION) {
            end -= 1;
        }
        // «الاجتماع» alone is one that was told before.
        let again = kind == EventKind::Meeting && end == at + 1 && key.starts_with(keys.article);
        if !again {
            found.push(Event { kind, span: report.bytes(at..end).into() });
        }
        at = end;
    }
    found
}

/// Places that a word for a kind of place announces.
pub fn places(report: &Report<'_>) -> Vec<Span> {
    let keys = &report.lexicon.letters;
    (0..report.tokens.len().saturating_sub(1))
        .filter(|&j| report.has(j, small::PLACE) && !report.tokens[j].key.starts_with(keys.article))
        .filter(|&j| {
            report.tokens[j + 1].is_word()
                && !report.has(j + 1, small::PREPOSITION | small::THIS | small::WHICH)
        })
        .map(|j| report.bytes(j + 1..j + 2).into())
        .collect()
}

/// Days, and whether one of them needs the day of publication.
pub fn days(report: &Report<'_>, published: Option<Date>) -> (Vec<Day>, bool) {
    let mut found = Vec::new();
    let mut needed = false;
    let mut at = 0;
    while at < report.tokens.len() {
        let (end, told) = match named(report, at).or_else(|| relative(report, at, published)) {
            Some(found) => found,
            None => {
                at += 1;
                continue;
            }
        };
        let date = match told {
            Told::Known(date) => Some(date),
            Told::Unknown => None,
            Told::Needed => {
                needed = true;
                None
            }
        };
        found.push(Day { span: report.bytes(at..end).into(), date });
        at = end;
    }
    (found, needed)
}

/// What is known of a day that was told.
enum Told {
    Known(Date),
    /// Not enough was told.
    Unknown,
    /// The day of publication would tell.
    Needed,
}

fn number(report: &Report<'_>, at: usize) -> Option<u16> {
    let token = report.tokens.get(at).filter(|token| token.kind == Kind::Number)?;
    let digits: String = report
        .text
        .get(token.span())?
        .chars()
        .map(|digit| match digit {
            '٠'..='٩' => char::from(b'0' + u8::try_from(u32::from(digit) - 0x660).unwrap_or(0)),
            '۰'..='۹' => char::from(b'0' + u8::try_from(u32::from(digit) - 0x6F0).unwrap_or(0)),
            _ => digit,
        })
        .collect();
    digits.parse().ok()
}

/// 28 شباط 2015, 5 March 2015, 2015-02-28.
fn named(report: &Report<'_>, at: usize) -> Option<(usize, Told)> {
    let token = report.tokens.get(at)?;
    if token.kind == Kind::Number {
        let words = report.text.get(token.span()).unwrap_or_default();
        if let [year, month, day] = words.split(['-', '/']).collect::<Vec<_>>().as_slice()
            && let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse())
            && let Some(date) = date(year, month, day)
        {
            return Some((at + 1, Told::Known(date)));
        }
    }
    let day = number(report, at)?;
    let (month, mut next) = month(report, at + 1)?;
    // شباط (فبراير), and تشرين الأول / أكتوبر.
    while next < at + 7
        && (report.has(next, small::MONTH)
            || matches!(
                report.tokens.get(next).map(|token| token.kind),
                Some(Kind::Open | Kind::Close | Kind::Other)
            ))
    {
        next += 1;
    }
    if report.is(next, Kind::Comma) && number(report, next + 1).is_some_and(|year| year > 1000) {
        next += 1;
    }
    match number(report, next).filter(|year| *year > 1000) {
        Some(year) => {
            Some((next + 1, date(year, month, u8::try_from(day).ok()?).map_or(Told::Unknown, Told::Known)))
        }
        None => Some((next, Told::Unknown)),
    }
}

fn month(report: &Report<'_>, at: usize) -> Option<(u8, usize)> {
    let token = report.tokens.get(at).filter(|token| token.has(small::MONTH))?;
    let mut next = at + 1;
    let mut name = report.text.get(token.span())?.to_owned();
    // تشرين الأول and كانون الثاني have two words.
    if report.lexicon.letters.double_months.contains(&token.key) {
        name.push_str(if report.tokens.get(next)?.key == report.lexicon.letters.first { " 1" } else { " 2" });
        next += 1;
    }
    let folded = super::letters::folded(&name);
    let place = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|known| super::letters::folded(known) == folded))?;
    Some((u8::try_from(place + 1).ok()?, next))
}

const MONTHS: [&str; 12] = [
    "يناير كانون2 january",
    "فبراير شباط february",
    "مارس آذار march",
    "أبريل نيسان april",
    "مايو أيار may",
    "يونيو حزيران june",
    "يوليو تموز july",
    "أغسطس آب august",
    "سبتمبر أيلول september",
    "أكتوبر تشرين1 october",
    "نوفمبر تشرين2 november",
    "ديسمبر كانون1 december",
];

/// اليوم, أمس, أول من أمس, غدا, السبت.
fn relative(report: &Report<'_>, at: usize, published: Option<Date>) -> Option<(usize, Told)> {
    let keys = &report.lexicon.letters;
    let token = report.tokens.get(at).filter(|token| token.is_word())?;
    let from = |days: i64| {
        published.map_or(Told::Needed, |date| shifted(date, days).map_or(Told::Unknown, Told::Known))
    };
    let key = token.key;
    if key == keys.first_of
        && report.tokens.get(at + 2).is_some_and(|third| keys.yesterday.contains(&third.key))
    {
        return Some((at + 3, from(-2)));
    }
    if keys.yesterday.contains(&key) {
        return Some((at + 1, from(-1)));
    }
    if keys.tomorrow.contains(&key) {
        return Some((at + 1, from(1)));
    }
    if keys.today.contains(&key) {
        return Some((at + 1, from(0)));
    }
    let weekday = token
        .has(small::WEEKDAY)
        .then(|| keys.weekdays.iter().position(|names| names.contains(&key)))
        .flatten()?;
    let told = published.map_or(Told::Needed, |date| {
        // 1970-01-01 was a Thursday; the list begins with Sunday.
        let today = (days_since_epoch(date) + 4).rem_euclid(7);
        let back = (today - i64::try_from(weekday).unwrap_or(0)).rem_euclid(7);
        shifted(date, -back).map_or(Told::Unknown, Told::Known)
    });
    Some((at + 1, told))
}

/// A day of the calendar, when there is one.
fn date(year: u16, month: u8, day: u8) -> Option<Date> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    (1..=longest).contains(&day).then_some(Date { year, month, day })
}

/// Days since 1970-01-01, by the proleptic Gregorian calendar (H. Hinnant, `days_from_civil`).
pub(crate) fn days_since_epoch(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month), i64::from(date.day));
    let year = i64::from(date.year) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day so many days later; `None` beyond the years that a date can have.
fn shifted(from: Date, days: i64) -> Option<Date> {
    let shifted = days_since_epoch(from) + days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let place = (5 * of_year + 2) / 153;
    let day = of_year - (153 * place + 2) / 5 + 1;
    let month = if place < 10 { place + 3 } else { place - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    date(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_forth_and_back_over_leap_days() {
        let day = |year, month, day| Date { year, month, day };
        assert_eq!(shifted(day(2016, 3, 1), -1), Some(day(2016, 2, 29)));
        assert_eq!(shifted(day(2015, 3, 1), -1), Some(day(2015, 2, 28)));
        assert_eq!(shifted(day(2015, 12, 31), 1), Some(day(2016, 1, 1)));
        assert_eq!(days_since_epoch(day(1970, 1, 1)), 0);
        assert_eq!(date(2015, 2, 29), None);
        for days in [-200_000_i64, -1, 0, 1, 59, 365, 20_000] {
            let there = shifted(day(2015, 2, 28), days).unwrap();
            assert_eq!(shifted(there, -days), Some(day(2015, 2, 28)));
        }
    }
}
