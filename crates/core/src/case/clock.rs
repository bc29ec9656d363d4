//! The case's own clock: on which day something was is told by the zone that its terms name, whoever looks, on whichever server.
//!
//! A case whose terms name none goes by UTC, as the record itself does. Which zones there are, the database of IANA says, which is
//! built into the program.

use jiff::{Timestamp, civil, tz::TimeZone};

use super::{Case, names::Moment};
use crate::dossier::Date;

/// The clock of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock(TimeZone);

impl Default for Clock {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl Clock {
    /// The clock of a zone; `None` when there is no such zone.
    pub fn of_zone(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// The day of a moment; that of UTC for one that no calendar has.
    pub fn day(&self, at: Moment) -> Date {
        let stamp = i64::try_from(at.micros()).ok().and_then(|it| Timestamp::from_microsecond(it).ok());
        let local = stamp.map(|it| self.0.to_datetime(it).date());
        let date = local.and_then(|it| {
            let (year, month, day) = (
                u16::try_from(it.year()).ok()?,
                u8::try_from(it.month()).ok()?,
                u8::try_from(it.day()).ok()?,
            );
            Some(Date { year, month, day })
        });
        date.unwrap_or_else(|| at.day())
    }

    /// The last microsecond of a day.
    pub fn end(&self, of: Date) -> Moment {
        let after = || {
            let (year, month, day) =
                (i16::try_from(of.year).ok()?, i8::try_from(of.month).ok()?, i8::try_from(of.day).ok()?);
            let next = civil::Date::new(year, month, day).ok()?.tomorrow().ok()?;
            let begins = self.0.to_timestamp(next.to_datetime(civil::Time::midnight())).ok()?;
            u64::try_from(begins.as_microsecond()).ok()
        };
        Moment::from_micros(after().map_or(u64::MAX, |it| it.saturating_sub(1)))
    }
}

impl Case {
    /// The clock by which days of this case are told.
    pub fn clock(&self) -> Clock {
        self.followup.terms().zone.as_deref().and_then(Clock::of_zone).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_and_ends_by_the_clock_of_its_zone() {
        let damascus = Clock::of_zone("Asia/Damascus").unwrap();
        let at = |stamp: &str| {
            let stamp: Timestamp = stamp.parse().unwrap();
            Moment::from_micros(u64::try_from(stamp.as_microsecond()).unwrap())
        };
        let first = Date { year: 2024, month: 3, day: 1 };
        let second = Date { year: 2024, month: 3, day: 2 };
        // Half past nine at Greenwich is half past midnight there.
        assert_eq!(damascus.day(at("2024-03-01T21:30:00Z")), second);
        assert_eq!(Clock::default().day(at("2024-03-01T21:30:00Z")), first);
        assert_eq!(damascus.end(first).micros() + 1, at("2024-03-01T21:00:00Z").micros());
        assert_eq!(damascus.day(damascus.end(first)), first);
        assert_eq!(damascus.day(Moment::from_micros(damascus.end(first).micros() + 1)), second);
        assert_eq!(damascus.day(Moment::from_micros(u64::MAX)), Moment::from_micros(u64::MAX).day());
        assert!(Clock::of_zone("Asia/Nowhere").is_none());
    }
}
