//! When a key is left out.

/// Whether a value is what its key means when it is left out.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The same for numbers that are 1 by default.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
pub fn is_one(number: &u64) -> bool {
    *number == 1
}
