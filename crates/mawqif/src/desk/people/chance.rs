//! Chance: where secrets and ids come from, and how a secret is carried without being shown.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use mawqif_core::record::hash::Hash;
use mawqif_store::Micros;

use super::Refused;

/// A source of bytes that nobody can foretell.
pub trait Chance: Send + Sync {
    /// Fills the bytes.
    ///
    /// # Errors
    /// [`Refused::Internal`] when there is no randomness.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Refused>;
}

/// The operating system's source.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Chance for System {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), Refused> {
        getrandom::fill(bytes).map_err(|_| Refused::Internal("the system gives no randomness"))
    }
}

/// Bytes by chance.
pub(super) fn bytes<const N: usize>(chance: &dyn Chance) -> Result<[u8; N], Refused> {
    let mut bytes = [0; N];
    chance.fill(&mut bytes)?;
    Ok(bytes)
}

/// A UUID of version 7.
pub(super) fn uuid(chance: &dyn Chance, now: Micros) -> Result<String, Refused> {
    let id = uuid::Builder::from_unix_timestamp_millis(now / 1000, &bytes(chance)?);
    Ok(id.into_uuid().to_string())
}

/// A UUID of version 4, which tells nothing of when it was made: whoever invites an address must not see by
/// the account's id whether it is new.
pub(super) fn ageless(chance: &dyn Chance) -> Result<String, Refused> {
    Ok(uuid::Builder::from_random_bytes(bytes(chance)?).into_uuid().to_string())
}

/// Words that must not be seen by others: a token, a link, codes. Shown once, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Carries these words.
    pub(super) fn new(words: String) -> Self {
        Self(words)
    }

    /// A token of 256 bits, in 43 characters of Base64 for addresses, after a prefix.
    pub(super) fn token(chance: &dyn Chance, prefix: &str) -> Result<Self, Refused> {
        let token: [u8; 32] = bytes(chance)?;
        Ok(Self(format!("{prefix}{}", Base64UrlUnpadded::encode_string(&token))))
    }

    /// The words, for the one whom they are for.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What is stored of a token. A token of 256 bits cannot be guessed, so that one hash is enough; the
/// use keeps a token of one kind from serving as another.
pub(super) fn stored(usage: &str, token: &str) -> Hash {
    Hash::of(&[b"mawqif ", usage.as_bytes(), b"\0", token.as_bytes()])
}
