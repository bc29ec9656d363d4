//! Days as numbers, and days as people write them in tables.
//!
//! Only the Gregorian calendar is counted in. A year of another calendar is recognised and refused, never
//! converted: months of the lunar year begin when the moon is seen, so that a day can be meant that is
//! one off. Digits may be those of any Arabic or Persian keyboard.

use crate::dossier::Date;

/// A day, counted from the first of January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// How the days of a table are written where that can be taken two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Only days that can be read in one way.
    #[default]
    Plain,
    /// 3/2 is the third of February.
    DayFirst,
    /// 3/2 is the second of March.
    MonthFirst,
    /// A number of days since the first of January 1970.
    Counted,
}

/// Why no day can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    /// There is nothing.
    Missing,
    /// It is no day.
    Unread,
    /// It can be two days.
    TwoWays,
    /// It stands for "unknown".
    Sentinel,
    /// It is of another calendar.
    OtherCalendar,
}

/// Days in the months of a year without a leap day.
const MONTHS: [i32; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Names of months, with how many letters of an English one are enough.
const NAMES: [[&str; 4]; 12] = [
    ["january", "jan", "كانون الثاني", "يناير"],
    ["february", "feb", "شباط", "فبراير"],
    ["march", "mar", "اذار", "مارس"],
    ["april", "apr", "نيسان", "ابريل"],
    ["may", "may", "ايار", "مايو"],
    ["june", "jun", "حزيران", "يونيو"],
    ["july", "jul", "تموز", "يوليو"],
    ["august", "aug", "اب", "اغسطس"],
    ["september", "sep", "ايلول", "سبتمبر"],
    ["october", "oct", "تشرين الاول", "اكتوبر"],
    ["november", "nov", "تشرين الثاني", "نوفمبر"],
    ["december", "dec", "كانون الاول", "ديسمبر"],
];

/// Months of the lunar and of the Persian solar year.
const OTHER_NAMES: [&str; 17] = [
    "محرم",
    "صفر",
    "ربيع",
    "جمادي",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو",
    "ذي",
    "فروردين",
    "ارديبهشت",
    "خرداد",
    "مهر",
    "ابان",
    "بهمن",
    "اسفند",
];

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn month_length(year: i32, month: usize) -> i32 {
    MONTHS[month] + i32::from(month == 1 && is_leap(year))
}

/// Days from the year 1 to the first of January of a year.
fn before(year: i32) -> i32 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

impl Day {
    /// The day of a year from 1 to 9999, a month and a day of it; `None` when there is none.
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let place = usize::try_from(month).ok()?.checked_sub(1).filter(|it| *it < 12)?;
        if !(1..=9999).contains(&year) || day < 1 || day > month_length(year, place) {
            return None;
        }
        let months: i32 = (0..place).map(|it| month_length(year, it)).sum();
        Some(Self(before(year) + months + day - 1 - before(1970)))
    }

    /// The day of a date.
    pub fn of(date: Date) -> Option<Self> {
        Self::new(i32::from(date.year), i32::from(date.month), i32::from(date.day))
    }

    /// The date; of days before the year 1 and after 9999 the nearest there is.
    pub fn date(self) -> Date {
        let counted = self.0.clamp(Self::FIRST, Self::LAST) + before(1970);
        let mut year = counted / 366 + 1;
        while before(year + 1) <= counted {
            year += 1;
        }
        let mut rest = counted - before(year);
        let mut month = 0;
        while rest >= month_length(year, month) {
            rest -= month_length(year, month);
            month += 1;
        }
        let small = |number: i32| u8::try_from(number).unwrap_or(1);
        Date {
            year: u16::try_from(year).unwrap_or(1),
            month: u8::try_from(month + 1).unwrap_or(1),
            day: small(rest + 1),
        }
    }

    const FIRST: i32 = -719_162;
    const LAST: i32 = 2_932_896;

    /// So many days later.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Reads what stands in a cell.
    ///
    /// # Errors
    /// Why it is no day.
    pub fn read(cell: &str, order: Order) -> Result<Self, DayFault> {
        let cell = cell.trim();
        if let Some(day) = plain(cell.as_bytes()) {
            return checked(day);
        }
        if cell.is_empty() {
            return Err(DayFault::Missing);
        }
        if order == Order::Counted {
            return counted(cell);
        }
        let cell: String = folded(cell);
        // A time of day stands behind a day that ends in a digit, and has colons.
        let day = match cell.split_once([' ', 't']) {
            Some((day, time)) if time.contains(':') && day.ends_with(|last: char| last.is_ascii_digit()) => {
                day
            }
            _ => cell.as_str(),
        };
        if matches!(day, "n/a" | "na" | "null" | "none" | "unknown" | "-" | "?" | "غير معروف" | "مجهول")
        {
            return Err(DayFault::Sentinel);
        }
        let parts: Vec<&str> =
            day.split(['-', '/', '.', ' ', ',', '،']).filter(|it| !it.is_empty()).collect();
        checked(parted(&parts, order)?)
    }
}

/// A year, a month and a day as they were written.
type Written = (i32, i32, i32);

/// The form that most tables have, without looking at letters: 2016-02-27.
fn plain(cell: &[u8]) -> Option<Written> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = cell else { return None };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
    let year = ((digit(a)? * 10 + digit(b)?) * 10 + digit(c)?) * 10 + digit(d)?;
    Some((year, digit(e)? * 10 + digit(f)?, digit(g)? * 10 + digit(h)?))
}

fn checked((year, month, day): Written) -> Result<Day, DayFault> {
    let stands_for_nothing = year <= 1
        || (year == 1900 && month == 1 && day == 1)
        || (year == 1970 && month == 1 && day == 1)
        || year == 9999
        || month == 0
        || day == 0;
    if stands_for_nothing {
        return Err(DayFault::Sentinel);
    }
    // The lunar years 1300 to 1500 began in 1882 and end in 2077, and the Persian ones lie among them; the
    // Buddhist years 2400 to 2700 in 1857 and 2157.
    if (1300..=1500).contains(&year) || (2400..=2700).contains(&year) {
        return Err(DayFault::OtherCalendar);
    }
    Day::new(year, month, day).ok_or(DayFault::Unread)
}

fn counted(cell: &str) -> Result<Day, DayFault> {
    let cell = folded(cell);
    let (whole, part) = cell.split_once('.').unwrap_or((&cell, ""));
    let days: i32 = whole.parse().map_err(|_| DayFault::Unread)?;
    if !part.bytes().all(|it| it.is_ascii_digit()) || !(Day::FIRST..=Day::LAST).contains(&days) {
        return Err(DayFault::Unread);
    }
    Ok(Day(days))
}

fn parted(parts: &[&str], order: Order) -> Result<Written, DayFault> {
    let number = |word: &str| -> Option<i32> {
        (word.len() <= 4 && word.bytes().all(|it| it.is_ascii_digit())).then(|| word.parse().ok()).flatten()
    };
    let (first, last) = (parts.first().copied().unwrap_or(""), parts.last().copied().unwrap_or(""));
    let middle = parts.get(1..parts.len().saturating_sub(1)).unwrap_or(&[]).join(" ");
    if let [_, _, _] = parts
        && let (Some(first_number), Some(second), Some(third)) =
            (number(first), number(&middle), number(last))
    {
        if first.len() == 4 {
            return Ok((first_number, second, third));
        }
        if last.len() != 4 {
            return Err(DayFault::TwoWays);
        }
        return match order {
            Order::MonthFirst => Ok((third, first_number, second)),
            Order::DayFirst => Ok((third, second, first_number)),
            _ if first_number > 12 || first_number == second => Ok((third, second, first_number)),
            _ if second > 12 => Ok((third, first_number, second)),
            _ => Err(DayFault::TwoWays),
        };
    }
    // 27 February 2016 or, with the month in front, February 27 2016.
    let (day, name) = match (number(first), number(&middle)) {
        (Some(day), _) => (day, middle.as_str()),
        (None, Some(day)) => (day, first),
        _ => match parts.get(parts.len().saturating_sub(2)).and_then(|it| number(it)) {
            Some(day) => (day, first),
            None => return Err(DayFault::Unread),
        },
    };
    let year = number(last).filter(|_| last.len() == 4).ok_or(DayFault::Unread)?;
    if let Some(month) = NAMES.iter().position(|names| names.contains(&name)) {
        return Ok((year, i32::try_from(month + 1).unwrap_or(1), day));
    }
    let is_other = OTHER_NAMES.iter().any(|other| name.split(' ').next() == Some(other));
    Err(if is_other { DayFault::OtherCalendar } else { DayFault::Unread })
}

/// Small letters, plain digits, and Arabic letters as names of months have them above.
pub fn folded(words: &str) -> String {
    let mut told = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '٠'..='٩' => told.push(digit(letter, '٠')),
            '۰'..='۹' => told.push(digit(letter, '۰')),
            'أ' | 'إ' | 'آ' | 'ٱ' => told.push('ا'),
            'ى' | 'ی' => told.push('ي'),
            'ک' => told.push('ك'),
            'ة' => told.push('ه'),
            'ـ' | '\u{64B}'..='\u{652}' | '\u{670}' | '\u{200C}'..='\u{200F}' | '\u{61C}' => {}
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {}
            '٫' => told.push('.'),
            '−' => told.push('-'),
            letter if letter.is_whitespace() => {
                if !told.ends_with(' ') && !told.is_empty() {
                    told.push(' ');
                }
            }
            letter => told.extend(letter.to_lowercase()),
        }
    }
    told.truncate(told.trim_end().len());
    told
}

fn digit(letter: char, zero: char) -> char {
    let value = u32::from(letter).saturating_sub(u32::from(zero));
    char::from_digit(value, 10).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_other() {
        assert_eq!(Day::new(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::new(2016, 2, 29), Some(Day(16_860)));
        assert_eq!((Day::new(2015, 2, 29), Day::new(2015, 13, 1), Day::new(0, 1, 1)), (None, None, None));
        assert_eq!(Day::new(1, 1, 1), Some(Day(Day::FIRST)));
        assert_eq!(Day::new(9999, 12, 31), Some(Day(Day::LAST)));
        let mut before = None;
        for day in (Day::FIRST..=Day::LAST).step_by(97).map(Day) {
            let date = day.date();
            assert_eq!(Day::of(date), Some(day));
            assert!(before < Some(date));
            before = Some(date);
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        let day = Day::new(2016, 2, 27);
        let written = [
            "2016-02-27",
            "2016-02-27 00:00:00.000",
            "2016-02-27T10:11:12Z",
            "27 February 2016",
            "27-Feb-2016",
            "February 27, 2016",
            "27/02/2016",
            "02/27/2016",
            "٢٧ شباط ٢٠١٦",
            "۲۰۱۶-۰۲-۲۷",
            "٢٧ فبراير ٢٠١٦",
            " 2016/2/27 ",
        ];
        for cell in written {
            assert_eq!(Day::read(cell, Order::Plain).ok(), day, "{cell}");
        }
        assert_eq!(Day::read("٣ تشرين الأول ٢٠١٦", Order::Plain).ok(), Day::new(2016, 10, 3));
        assert_eq!(Day::read("3 آب 2016", Order::Plain).ok(), Day::new(2016, 8, 3));
        assert_eq!(Day::read("3/2/2016", Order::DayFirst).ok(), Day::new(2016, 2, 3));
        assert_eq!(Day::read("3/2/2016", Order::MonthFirst).ok(), Day::new(2016, 3, 2));
        assert_eq!(Day::read("15340.0", Order::Counted).ok(), Day::new(2012, 1, 1));
    }

    #[test]
    fn what_is_no_day_is_told_apart() {
        use DayFault::{Missing, OtherCalendar, Sentinel, TwoWays, Unread};
        let faults = [
            ("", Missing),
            ("3/2/2016", TwoWays),
            ("27/2/16", TwoWays),
            ("1900-01-01", Sentinel),
            ("0000-00-00", Sentinel),
            ("9999-12-31", Sentinel),
            ("unknown", Sentinel),
            ("1437-05-18", OtherCalendar),
            ("18 جمادى الأولى 1437", OtherCalendar),
            ("1394-12-08", OtherCalendar),
            ("2559-02-27", OtherCalendar),
            ("2016-02-30", Unread),
            ("2016-14-01", Unread),
            ("yesterday", Unread),
            ("=2016-02-27", Unread),
            ("42427", Unread),
        ];
        for (cell, fault) in faults {
            assert_eq!(Day::read(cell, Order::Plain), Err(fault), "{cell}");
        }
    }
}
