//! Ids of what is stored: text, so that every database orders and compares them alike.
//!
//! They are UUIDs of version 7, made by the caller; the store only asks that they cannot be confused
//! with anything else in a line of text.

use std::fmt;

/// Longest id, in bytes.
const LIMIT: usize = 64;

fn checked(text: &str) -> Option<String> {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (!text.is_empty() && text.len() <= LIMIT && text.bytes().all(is_plain)).then(|| text.to_owned())
}

macro_rules! id {
    ($name:ident, $what:literal) => {
        #[doc = concat!("The id of ", $what, ": 1 to 64 of `a`–`z`, `0`–`9`, `-`.")]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The id with this text, if it has the form of one.
            pub fn new(text: &str) -> Option<Self> {
                checked(text).map(Self)
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(CaseId, "a case");
id!(AccountId, "an account");
id!(MailId, "a mail in the spool");
