//! The periods of an offer: from one day on which something begins or ends to the next.

use serde::Serialize;

use crate::dossier::{Date, Provision};

/// The most periods; beyond them only the first days are told apart.
pub const PERIOD_LIMIT: usize = 100;

/// Days on which nothing begins or ends; without a day on a side where the provisions name none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl Period {
    /// Whether a provision holds throughout. One that names no first or last day holds from the
    /// beginning or to the end of the offer.
    pub fn is_within(&self, provision: &Provision) -> bool {
        let has_begun = provision.from.is_none_or(|from| self.from.is_some_and(|own| from <= own));
        let has_not_ended = provision.until.is_none_or(|until| self.until.is_some_and(|own| own <= until));
        has_begun && has_not_ended
    }
}

/// The periods of the provisions, in order; at least one.
pub fn periods(provisions: &[&Provision]) -> Vec<Period> {
    // Days on which a period begins: first days, and days after last days.
    let ends: Vec<Date> = provisions.iter().filter_map(|provision| provision.until).collect();
    let mut begins: Vec<Date> = provisions.iter().filter_map(|provision| provision.from).collect();
    let first = begins.iter().copied().min();
    // Without a last day somewhere, the offer has none.
    let is_endless = provisions.iter().any(|provision| provision.until.is_none());
    let last = if is_endless { None } else { ends.iter().copied().max() };
    begins.extend(ends.iter().filter_map(|&end| next(end)));
    begins.retain(|day| last.is_none_or(|last| *day <= last) && first.is_none_or(|first| *day > first));
    begins.sort_unstable();
    begins.dedup();
    begins.truncate(PERIOD_LIMIT - 1);
    let starts = std::iter::once(first).chain(begins.iter().copied().map(Some));
    let stops = begins.iter().map(|&day| previous(day)).chain([last]);
    starts.zip(stops).map(|(from, until)| Period { from, until }).collect()
}

fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The day after; none after the last that can be written.
pub fn next(day: Date) -> Option<Date> {
    let Date { year, month, day } = day;
    if day < days_in(year, month) {
        return Some(Date { year, month, day: day + 1 });
    }
    if month < 12 {
        return Some(Date { year, month: month + 1, day: 1 });
    }
    (year < 9_999).then(|| Date { year: year + 1, month: 1, day: 1 })
}

fn previous(day: Date) -> Option<Date> {
    let Date { year, month, day } = day;
    if day > 1 {
        return Some(Date { year, month, day: day - 1 });
    }
    if month > 1 {
        return Some(Date { year, month: month - 1, day: days_in(year, month - 1) });
    }
    year.checked_sub(1).map(|year| Date { year, month: 12, day: 31 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other_over_months_leap_days_and_years() {
        let day = |year, month, day| Date { year, month, day };
        for (one, other) in [
            (day(2031, 4, 30), day(2031, 5, 1)),
            (day(2032, 2, 28), day(2032, 2, 29)),
            (day(2100, 2, 28), day(2100, 3, 1)),
            (day(2031, 12, 31), day(2032, 1, 1)),
        ] {
            assert_eq!((next(one), previous(other)), (Some(other), Some(one)));
        }
        assert_eq!(next(day(9_999, 12, 31)), None);
    }
}
