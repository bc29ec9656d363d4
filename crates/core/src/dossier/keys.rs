//! How the values of some keys are written and read, and when a key is left out.
//!
//! In single sections from JSON, words, numbers and days are read as strictly as in a file as far as
//! one value shows it. Limits that belong to a key, and references, are [`read`](super::read)'s to
//! judge.

use serde::{Deserialize, Deserializer, de::Error};
use toml_edit::Datetime;

use super::Date;

/// Whether a value is what its key means when it is left out.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What `weight`, `burden` and `version` are when they are left out.
pub fn one() -> u64 {
    1
}

/// Whether such a number can be left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
pub fn is_one(number: &u64) -> bool {
    *number == 1
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        let Ok(Datetime { date: Some(day), time: None, offset: None }) = words.parse() else {
            return Err(D::Error::custom("a day is written as 2030-04-30"));
        };
        Ok(Self { year: day.year, month: day.month, day: day.day })
    }
}

/// A single word as it is, several as a list.
pub mod one_or_several {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Words {
        One(String),
        Several(Vec<String>),
    }

    pub fn serialize<S: Serializer>(words: &[String], serializer: S) -> Result<S::Ok, S::Error> {
        match words {
            [single] => single.serialize(serializer),
            several => several.serialize(serializer),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
        Ok(match Words::deserialize(deserializer)? {
            Words::One(word) => vec![word],
            Words::Several(words) => words,
        })
    }
}

/// Numbers under their names, in order.
pub mod by_name {
    use serde::{Deserializer, Serializer};

    use crate::text::ordered_map;

    pub fn serialize<S: Serializer>(numbers: &[(String, u64)], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(numbers.iter().map(|(name, number)| (name, number)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, u64)>, D::Error> {
        ordered_map(deserializer)
    }
}
