//! Time zones: by whose clock a page tells its times, and a form is read.
//!
//! A record keeps moments, which are the same everywhere. Whoever looks has chosen a zone, or has the server's; it
//! stands beside each time. Zones have the names and rules of the IANA database, which is built into the program, so
//! that two servers tell the same.

use jiff::{Timestamp, civil, tz::TimeZone};
use mawqif_core::case::Moment;

use super::words::Words;

/// Zones to choose from, besides those that somebody has chosen already. The names of their cities stand in the
/// locales.
const OFFERED: [&str; 36] = [
    "UTC",
    "Asia/Damascus",
    "Asia/Aden",
    "Asia/Amman",
    "Asia/Baghdad",
    "Asia/Beirut",
    "Asia/Dubai",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Asia/Kuwait",
    "Asia/Karachi",
    "Asia/Qatar",
    "Asia/Riyadh",
    "Asia/Shanghai",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Africa/Algiers",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Khartoum",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Tripoli",
    "Africa/Tunis",
    "America/Chicago",
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Moscow",
    "Europe/Paris",
    "Europe/Stockholm",
    "Europe/Zurich",
];

/// The zone of this name.
///
/// # Errors
/// A sentence for the command line.
pub fn named(name: &str) -> Result<TimeZone, String> {
    let wrong = || format!("`{name}` is no time zone; write one such as Asia/Damascus, or UTC");
    if name.eq_ignore_ascii_case("utc") {
        return Ok(TimeZone::UTC);
    }
    TimeZone::get(name).map_err(|_| wrong())
}

/// What a zone is called in the database.
pub fn name(zone: &TimeZone) -> &str {
    zone.iana_name().unwrap_or("UTC")
}

/// What a reader calls it: its city.
pub fn city(zone: &TimeZone, words: &Words) -> String {
    let name = name(zone);
    let city = name.rsplit('/').next().unwrap_or(name);
    let plain = city.replace('_', " ");
    words.tell("zone", &[("zone", city.into()), ("name", plain.into())])
}

/// Zones to choose from, and which of them this is: what is sent, and what it is called. Places that have one
/// clock follow each other by name; the one that is chosen stands first.
pub fn choices(chosen: &TimeZone, words: &Words) -> Vec<(String, String, bool)> {
    let own = name(chosen);
    let others = OFFERED.into_iter().filter(|it| *it != own).filter_map(|it| named(it).ok());
    let mut others: Vec<_> = others.map(|zone| (name(&zone).to_owned(), city(&zone, words), false)).collect();
    others.sort_by(|one, other| one.1.cmp(&other.1));
    std::iter::once((own.to_owned(), city(chosen, words), true)).chain(others).collect()
}

/// The day and the time of a moment by the clock of a zone, and how far that clock is ahead of Greenwich, such as
/// `+3` or `-3:30`.
pub fn local(moment: Moment, zone: &TimeZone) -> Option<(civil::DateTime, String)> {
    let stamp = Timestamp::from_microsecond(i64::try_from(moment.micros()).ok()?).ok()?;
    let minutes = zone.to_offset(stamp).seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    let ahead = if rest == 0 { format!("{sign}{hours}") } else { format!("{sign}{hours}:{rest:02}") };
    Some((zone.to_datetime(stamp), ahead))
}

/// The moment at which the clock of a zone shows this. Of an hour that it shows twice, the first; an hour that it
/// skips is taken for the one after.
pub fn moment(shown: civil::DateTime, zone: &TimeZone) -> Option<Moment> {
    let stamp = zone.to_timestamp(shown).ok()?;
    u64::try_from(stamp.as_microsecond()).ok().map(Moment::from_micros)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::locale::Language;

    fn shown(moment: &str, zone: &str) -> String {
        let stamp: Timestamp = moment.parse().unwrap();
        let moment = Moment::from_micros(stamp.as_microsecond().try_into().unwrap());
        let (time, ahead) = local(moment, &named(zone).unwrap()).unwrap();
        format!("{} {ahead}", time.strftime("%d %H:%M"))
    }

    #[test]
    fn a_clock_is_ahead_of_greenwich_by_what_the_database_says_of_that_day() {
        assert_eq!(shown("2031-03-08T15:00:00Z", "Asia/Damascus"), "08 18:00 +3");
        // Until 2022 the clocks of Damascus were put back for the winter.
        assert_eq!(shown("2015-02-28T15:00:00Z", "Asia/Damascus"), "28 17:00 +2");
        assert_eq!(shown("2031-03-08T23:45:00Z", "Asia/Kolkata"), "09 05:15 +5:30");
        assert_eq!(shown("2031-03-08T01:00:00Z", "America/Sao_Paulo"), "07 22:00 -3");
        assert_eq!(shown("2031-03-08T15:00:00Z", "utc"), "08 15:00 +0");
    }

    #[test]
    fn what_a_clock_shows_is_one_moment() {
        let at = |shown: &str, zone: &str| {
            let moment = moment(shown.parse().unwrap(), &named(zone).unwrap()).unwrap();
            Timestamp::from_microsecond(moment.micros().try_into().unwrap()).unwrap().to_string()
        };
        assert_eq!(at("2030-04-30T18:00", "Asia/Damascus"), "2030-04-30T15:00:00Z");
        // In Berlin the hour after two is skipped in spring, and shown twice in autumn.
        assert_eq!(at("2030-03-31T02:30", "Europe/Berlin"), "2030-03-31T01:30:00Z");
        assert_eq!(at("2030-10-27T02:30", "Europe/Berlin"), "2030-10-27T00:30:00Z");
        assert_eq!(moment("1900-01-01T00:00".parse().unwrap(), &TimeZone::UTC), None);
    }

    #[test]
    fn every_zone_that_is_offered_is_in_the_database_and_has_a_name_in_both_languages() {
        for language in [Language::En, Language::Ar] {
            let words = Words::of(language);
            for name in OFFERED {
                let zone = named(name).unwrap();
                let city = city(&zone, &words);
                let has_latin = city.chars().any(|it| it.is_ascii_alphabetic());
                assert_eq!(has_latin, language == Language::En, "{name}: {city}");
            }
            let all = choices(&named("Asia/Gaza").unwrap(), &words);
            assert_eq!((all.len(), all[0].0.as_str(), all[0].2), (OFFERED.len() + 1, "Asia/Gaza", true));
        }
        assert!(named("Asia/Nowhere").is_err() && named("").is_err());
    }
}
