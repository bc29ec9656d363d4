//! The case's own clock: on which day something was is told by the zone that its terms name, whoever looks, on whichever server.
//!
//! A case whose terms name none goes by UTC, as the record itself does. Which zones there are, the database of IANA says, which is
//! built into the program.

use jiff::{Timestamp, civil, tz::TimeZone};
use mawqif_core::{
    case::{Act, Case, Moment, Refusal, refusal::Thing},
    dossier::Date,
};

use super::Fault;

/// The zone of a case.
pub fn of(case: &Case) -> TimeZone {
    let name = case.follow_up().terms().zone.as_deref();
    name.and_then(|it| TimeZone::get(it).ok()).unwrap_or(TimeZone::UTC)
}

/// The day of a moment; that of UTC for one that no calendar has.
pub fn day(at: Moment, zone: &TimeZone) -> Date {
    let stamp = i64::try_from(at.micros()).ok().and_then(|it| Timestamp::from_microsecond(it).ok());
    let local = stamp.map(|it| zone.to_datetime(it).date());
    let date = local.and_then(|it| {
        let (year, month, day) =
            (u16::try_from(it.year()).ok()?, u8::try_from(it.month()).ok()?, u8::try_from(it.day()).ok()?);
        Some(Date { year, month, day })
    });
    date.unwrap_or_else(|| at.day())
}

/// The last microsecond of a day.
pub fn end(of: Date, zone: &TimeZone) -> Moment {
    let after = || {
        let (year, month, day) =
            (i16::try_from(of.year).ok()?, i8::try_from(of.month).ok()?, i8::try_from(of.day).ok()?);
        let next = civil::Date::new(year, month, day).ok()?.tomorrow().ok()?;
        let begins = zone.to_timestamp(next.to_datetime(civil::Time::midnight())).ok()?;
        u64::try_from(begins.as_microsecond()).ok()
    };
    Moment::from_micros(after().map_or(u64::MAX, |it| it.saturating_sub(1)))
}

/// Refuses terms that name a zone which there is not.
pub(super) fn is_known(act: &Act) -> Result<(), Fault> {
    let Act::SetFollowUp { terms } = act else { return Ok(()) };
    match &terms.zone {
        Some(name) if TimeZone::get(name).is_err() => {
            Err(Refusal::Unknown { what: Thing::Zone, name: name.clone() }.into())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_and_ends_by_the_clock_of_its_zone() {
        let damascus = TimeZone::get("Asia/Damascus").unwrap();
        let at = |stamp: &str| {
            let stamp: Timestamp = stamp.parse().unwrap();
            Moment::from_micros(u64::try_from(stamp.as_microsecond()).unwrap())
        };
        let first = Date { year: 2024, month: 3, day: 1 };
        let second = Date { year: 2024, month: 3, day: 2 };
        // Half past nine at Greenwich is half past midnight there.
        assert_eq!(day(at("2024-03-01T21:30:00Z"), &damascus), second);
        assert_eq!(day(at("2024-03-01T21:30:00Z"), &TimeZone::UTC), first);
        assert_eq!(end(first, &damascus).micros() + 1, at("2024-03-01T21:00:00Z").micros());
        assert_eq!(day(end(first, &damascus), &damascus), first);
        assert_eq!(day(Moment::from_micros(end(first, &damascus).micros() + 1), &damascus), second);
        assert_eq!(day(Moment::from_micros(u64::MAX), &damascus), Moment::from_micros(u64::MAX).day());
    }
}
