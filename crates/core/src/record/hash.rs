//! SHA-256, and how RFC 6962 hashes the leaves and nodes of a tree with it.
//!
//! The first byte tells a leaf (0) from a node (1), so that no leaf can pass for a node (RFC 6962,
//! section 2.1).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use super::encoding;

/// Bytes of a hash.
pub const HASH_LENGTH: usize = 32;

/// A SHA-256 hash; shown in Base64, as the C2SP formats write it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; HASH_LENGTH]);

impl Hash {
    /// The hash with these bytes.
    pub const fn from_bytes(bytes: [u8; HASH_LENGTH]) -> Self {
        Self(bytes)
    }

    /// The bytes of the hash.
    pub const fn as_bytes(&self) -> &[u8; HASH_LENGTH] {
        &self.0
    }

    /// SHA-256 over parts as if they were one.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut sha = Sha256::new();
        for part in parts {
            sha.update(part);
        }
        Self(sha.finalize().into())
    }

    /// The root of a tree without leaves: SHA-256 of nothing.
    pub fn empty() -> Self {
        Self::of(&[])
    }

    /// The hash of a leaf.
    pub fn leaf(leaf: &[u8]) -> Self {
        Self::of(&[&[0], leaf])
    }

    /// The hash of a node over its two children.
    pub fn node(left: &Self, right: &Self) -> Self {
        Self::of(&[&[1], &left.0, &right.0])
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        encoding::from_hex(text).map(Self)
    }

    /// The hash as 64 lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        encoding::to_hex(&self.0)
    }

    /// Reads the 44 characters of padded Base64.
    pub fn from_base64(text: &str) -> Option<Self> {
        encoding::from_base64(text)?.try_into().ok().map(Self)
    }
}

/// SHA-256 over bytes that come piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Hashing(Sha256);

impl Hashing {
    /// Takes in the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of what was taken in so far.
    pub fn hash(&self) -> Hash {
        Hash(self.0.clone().finalize().into())
    }
}

impl Serialize for Hash {
    /// As hexadecimal digits, which other programs print hashes of files in.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        Self::from_hex(&digits)
            .ok_or_else(|| de::Error::custom("a hash is written as 64 lower-case hexadecimal digits"))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encoding::to_base64(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}
