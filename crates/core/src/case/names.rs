//! Who and when: the case, the people in it, and moments.
//!
//! The core makes none of these: ids and times are passed in, so that a record folds the same
//! wherever and whenever that is done.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{
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

#[cfg(test)]
mod tests {
    use super::*;

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
