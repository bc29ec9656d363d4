//! Who and when: the case, the people in it, and moments.
//!
//! The core makes none of these: ids and times are passed in, so that a record folds the same
//! wherever and whenever that is done.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{
    dossier::Date,
    record::encoding::NUMBER_LIMIT,
    text::{Id, IdError},
};

/// Longest account id, in bytes.
pub const ACCOUNT_LIMIT: usize = 64;

/// What a case is known by, for good.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseId(Id);

impl CaseId {
    /// Reads the id of a case; it is made as the ids of a dossier are.
    ///
    /// # Errors
    /// Those of [`Id::new`].
    pub fn new(source: &str) -> Result<Self, IdError> {
        Id::new(source).map(Self)
    }

    /// The id as a dossier's.
    pub fn id(&self) -> &Id {
        &self.0
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who acts. It stands in the record for good and so means nothing outside of it: never a name or an
/// address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct AccountId(String);

/// A string that is no account id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an account id is 1 to {ACCOUNT_LIMIT} of a–z, A–Z, 0–9, `-` and `_`")]
pub struct AccountIdError;

impl AccountId {
    /// The actor of entries that name nobody; no account is called so.
    pub const NOBODY: &'static str = "-";

    /// Reads an account id.
    ///
    /// # Errors
    /// When it is empty, longer than [`ACCOUNT_LIMIT`], or has another character.
    pub fn new(source: &str) -> Result<Self, AccountIdError> {
        let is_plain = source.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if source.is_empty() || source.len() > ACCOUNT_LIMIT || !is_plain {
            return Err(AccountIdError);
        }
        Ok(Self(source.to_owned()))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for AccountId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// A moment: microseconds since 1970-01-01 UTC, as the record counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Moment(u64);

impl Moment {
    /// The moment so many microseconds after 1970 began; at most the record's largest number.
    pub fn from_micros(micros: u64) -> Self {
        Self(micros.min(NUMBER_LIMIT))
    }

    /// Microseconds since 1970 began.
    pub fn micros(self) -> u64 {
        self.0
    }

    /// The day, in Greenwich; of years that a date cannot have, the last day of the last.
    pub fn day(self) -> Date {
        let mut left = self.0 / 86_400_000_000;
        let mut year = 1970_u16;
        loop {
            let months = days_of_months(year);
            let whole: u64 = months.iter().map(|days| u64::from(*days)).sum();
            if left >= whole {
                let Some(next) = year.checked_add(1) else { return Date { year, month: 12, day: 31 } };
                (left, year) = (left - whole, next);
                continue;
            }
            for (month, days) in (1..).zip(months) {
                match left.checked_sub(u64::from(days)) {
                    Some(rest) => left = rest,
                    None => return Date { year, month, day: u8::try_from(left + 1).unwrap_or(days) },
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let micros = u64::deserialize(deserializer)?;
        if micros > NUMBER_LIMIT {
            return Err(de::Error::custom("a moment has at most 2^63 - 1 microseconds"));
        }
        Ok(Self(micros))
    }
}

fn days_of_months(year: u16) -> [u8; 12] {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_a_day_in_greenwich() {
        let day = |days: u64, more: u64| Moment::from_micros(days * 86_400_000_000 + more).day().to_string();
        assert_eq!(day(0, 0), "1970-01-01");
        assert_eq!(day(0, 86_399_999_999), "1970-01-01");
        assert_eq!(day(789, 0), "1972-02-29");
        assert_eq!(day(11_016, 0), "2000-02-29");
        assert_eq!(day(22_346, 0), "2031-03-08");
        assert_eq!(day(47_540, 0), "2100-02-28");
        assert_eq!(day(47_541, 0), "2100-03-01");
        assert_eq!(Moment::from_micros(u64::MAX).day().to_string(), "65535-12-31");
    }

    #[test]
    fn an_account_is_a_plain_word() {
        assert_eq!(AccountId::new("018f-a_Z").unwrap().as_str(), "018f-a_Z");
        for source in ["", "a b", "سالم", "a@b", "a\u{202E}", "a\n", &"x".repeat(65)] {
            assert_eq!(AccountId::new(source), Err(AccountIdError), "{source:?}");
        }
        assert!(serde_json::from_str::<AccountId>("\"a b\"").is_err());
        assert!(serde_json::from_str::<Moment>("9223372036854775808").is_err());
    }
}
