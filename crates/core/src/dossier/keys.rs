//! How the values of some keys are written, and when a key is left out.

use serde::{Serialize, Serializer};

/// Whether a value is what its key means when it is left out.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The same for numbers that are 1 by default.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
pub fn is_one(number: &u64) -> bool {
    *number == 1
}

/// A single word as it is, several as a list.
pub fn one_or_several<S: Serializer>(words: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    match words {
        [single] => single.serialize(serializer),
        several => several.serialize(serializer),
    }
}

/// Named numbers, in their order.
pub fn by_name<S: Serializer>(numbers: &[(String, u64)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(numbers.iter().map(|(name, number)| (name, number)))
}
