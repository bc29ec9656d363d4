//! What is asked for on the command line of `mawqif follow`: days, times, heights, columns.

use mawqif_core::{
    dossier::Date,
    followup::{
        calendar::{Day, Order},
        cusum::ONE,
    },
};

use crate::cli::Failure;

/// The day on which the program runs, by the clock of the machine, in UTC.
pub fn today() -> Date {
    let day = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    Date {
        year: u16::try_from(day.year()).unwrap_or(1),
        month: day.month().unsigned_abs(),
        day: day.day().unsigned_abs(),
    }
}

/// A day.
pub fn day(words: &str, option: &str) -> Result<Day, Failure> {
    let wrong = || Failure::Usage(format!("{option}: `{words}` is no day; write it as 2030-03-01"));
    Day::read(words, Order::Plain).map_err(|_| wrong())
}

/// A time: its first and its last day.
pub fn period(words: &str) -> Result<(Day, Day), Failure> {
    let wrong =
        || Failure::Usage(format!("--period: `{words}` is no time; write it as 2030-03-01..2030-03-31"));
    let (from, until) = words.split_once("..").ok_or_else(wrong)?;
    let (from, until) = (day(from, "--period")?, day(until, "--period")?);
    if from > until {
        return Err(Failure::Usage(format!("--period: `{words}` ends before it begins")));
    }
    Ok((from, until))
}

/// A height, in thousandths.
pub fn height(words: &str) -> Result<i64, Failure> {
    let wrong = || Failure::Usage(format!("--height: `{words}` is no number above 0, such as 8 or 4.5"));
    let (whole, part) = words.split_once('.').unwrap_or((words, ""));
    let is_number = |digits: &str| digits.bytes().all(|it| it.is_ascii_digit());
    if whole.len() > 6 || part.len() > 3 || !is_number(whole) || !is_number(part) {
        return Err(wrong());
    }
    let thousandths: i64 = format!("{part:0<3}").parse().map_err(|_| wrong())?;
    let ones: i64 = whole.parse().map_err(|_| wrong())?;
    Some(ones * ONE + thousandths).filter(|height| *height > 0).ok_or_else(wrong)
}

/// What a column tells, and what it is called.
pub fn column(words: &str) -> Result<(String, String), Failure> {
    let named = words.split_once('=').filter(|(field, column)| !field.is_empty() && !column.is_empty());
    let named = named.map(|(field, column)| (field.to_owned(), column.to_owned()));
    named
        .ok_or_else(|| Failure::Usage(format!("--column: write `{words}` as FIELD=COLUMN, such as date=day")))
}
