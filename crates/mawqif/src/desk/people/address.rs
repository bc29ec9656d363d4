//! Addresses and names, in the one form in which they are stored and compared.
//!
//! Two addresses that a person would read as one must be one, and nothing in either may change a
//! mail's headers or the direction of the text around it.

use std::fmt;

use mawqif_core::text::is_unseen;
use unicode_normalization::UnicodeNormalization;

use super::Refused;

/// Longest address, in bytes (RFC 5321, section 4.5.3.1.3, less the angle brackets).
const ADDRESS_LIMIT: usize = 254;
/// Longest part before the `@`, in bytes.
const LOCAL_LIMIT: usize = 64;
/// Longest name, in characters.
const NAME_LIMIT: usize = 100;
/// Longest text that is looked at, in bytes.
const TEXT_LIMIT: usize = 4096;

/// An address for mail: NFC, in lower case, without quotes, comments or anything that is not seen.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Refused::Address`].
    pub fn new(text: &str) -> Result<Self, Refused> {
        if text.len() > TEXT_LIMIT {
            return Err(Refused::Address);
        }
        let composed: String = text.trim().nfc().collect();
        let address: String = composed.to_lowercase().nfc().collect();
        if is_address(&address) { Ok(Self(address)) } else { Err(Refused::Address) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

fn is_address(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else { return false };
    let is_local = |character: char| {
        (!character.is_ascii() && !is_unseen(character))
            || character.is_ascii_alphanumeric()
            || "!#$%&'*+/=?^_`{|}~-.".contains(character)
    };
    let is_label = |label: &str| {
        let is_middle =
            |character: char| character == '-' || character.is_alphanumeric() || is_mark(character);
        (1..=63).contains(&label.len())
            && label.chars().all(is_middle)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    address.len() <= ADDRESS_LIMIT
        && (1..=LOCAL_LIMIT).contains(&local.len())
        && local.chars().all(is_local)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && domain.split('.').all(is_label)
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// What may stand in a name beside what is seen: the space, and the joiners that Persian needs.
fn is_shown(character: char) -> bool {
    matches!(character, ' ' | '\u{200C}' | '\u{200D}') || !is_unseen(character)
}

/// What people call somebody, or somebody calls a thing: 1 to 100 characters in one line, NFC, with
/// single spaces. Markup is kept as it is written, since whatever shows a name shows it as text.
#[derive(Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name. Persian and some Indian names need the zero-width joiner or non-joiner.
    ///
    /// # Errors
    /// [`Refused::Name`].
    pub fn new(text: &str) -> Result<Self, Refused> {
        if text.len() > TEXT_LIMIT {
            return Err(Refused::Name);
        }
        let composed: String = text.nfc().collect();
        let name = composed.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let is_seen = name.chars().any(|character| !is_unseen(character) && !is_mark(character));
        if is_seen && name.chars().count() <= NAME_LIMIT && name.chars().all(is_shown) {
            Ok(Self(name))
        } else {
            Err(Refused::Name)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Name(…)")
    }
}

/// A value as it may stand in a line of a mail: one line, no control of any kind, of bounded length,
/// and without an address that a mail program would make a link of.
pub(super) fn in_a_line(text: &str) -> String {
    let line: String =
        text.chars().map(|character| if is_shown(character) { character } else { ' ' }).take(200).collect();
    let line = line.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    line.replace("://", ": ")
}
