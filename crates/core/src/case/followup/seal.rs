//! Seal keys: the public keys to which a committee lets evidence be sealed.
//!
//! They are age's (`age1…`, an X25519 key in Bech32); their secret halves are on the members' own computers and nowhere else.
//! Whoever pastes a secret key by mistake is told so, and it is kept nowhere.

use serde::{Deserialize, Serialize};

use crate::{record::hash::Hash, text::Text};

/// The most seal keys of a case.
pub const SEAL_KEY_LIMIT: usize = 20;

/// What a public key of age begins with, and a secret one in capitals.
const PUBLIC: &str = "age";
const SECRET: &str = "age-secret-key-";

/// Whether words have a secret key of age in them, also when it was typed in small letters.
pub fn has_secret_key(words: &str) -> bool {
    words.to_ascii_lowercase().contains(SECRET)
}

/// A key of the committee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SealKey {
    /// Whose it is.
    pub name: Text,
    /// The public key, `age1…`.
    pub key: String,
}

impl SealKey {
    /// What it is known by: the SHA-256 of the public key as it is written.
    pub fn fingerprint(&self) -> Hash {
        Hash::of(&[self.key.as_bytes()])
    }
}

/// Why a key is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyFault {
    /// It is a secret key.
    Secret,
    /// It is no public key of age.
    NoKey,
    /// It does not add up: a letter is missing or wrong.
    Misspelt,
    /// Anybody could open what is sealed to it.
    Weak,
    /// It stands there twice.
    Twice,
}

impl KeyFault {
    /// What is wrong, in a sentence for logs.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Secret => {
                "it is a secret key: paste the line that begins with age1; whoever has seen the secret key can open \
                 what is sealed to it, so make a new pair"
            }
            Self::NoKey => "it is no public key of age; one begins with age1 and has 62 characters",
            Self::Misspelt => "a character of it is missing or wrong; copy it again",
            Self::Weak => "anybody could open what is sealed to it: no program makes such a key",
            Self::Twice => "it is there twice",
        }
    }
}

/// Checks a public key of age as it is written, in small letters.
///
/// # Errors
/// Every kind but [`KeyFault::Twice`].
pub fn check_key(key: &str) -> Result<(), KeyFault> {
    if has_secret_key(key) {
        return Err(KeyFault::Secret);
    }
    let rest = key.strip_prefix("age1").ok_or(KeyFault::NoKey)?;
    let values: Option<Vec<u32>> = rest.bytes().map(bech32_value).collect();
    let values = values.ok_or(if rest.is_ascii() { KeyFault::Misspelt } else { KeyFault::NoKey })?;
    let is_bech32 = {
        let prefix = PUBLIC.bytes().map(|byte| u32::from(byte >> 5));
        let letters = PUBLIC.bytes().map(|byte| u32::from(byte & 31));
        checksum(prefix.chain([0]).chain(letters).chain(values.iter().copied())) == 1
    };
    // 32 bytes are 52 groups of five bits, of which the last four bits are nothing; six more are the checksum.
    let is_whole = values.len() == 58 && values.get(51).is_some_and(|last| last & 0xF == 0);
    if !is_bech32 || !is_whole {
        return Err(KeyFault::Misspelt);
    }
    if is_weak(&values) { Err(KeyFault::Weak) } else { Ok(()) }
}

/// Points of X25519 that make every secret nothing (RFC 7748, section 6.1), in hexadecimal digits.
const WEAK: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

fn is_weak(values: &[u32]) -> bool {
    let bits = values.iter().take(52).flat_map(|value| (0..5).rev().map(move |bit| (value >> bit) & 1));
    let bits: Vec<u32> = bits.collect();
    let bytes = bits.chunks_exact(8).map(|bits| bits.iter().fold(0_u32, |byte, bit| byte << 1 | bit));
    // The highest bit of the last byte counts for nothing.
    let bytes = bytes.enumerate().map(|(at, byte)| if at == 31 { byte & 0x7F } else { byte });
    let hex: String = bytes.map(|byte| format!("{byte:02x}")).collect();
    WEAK.contains(&hex.as_str())
}

fn bech32_value(byte: u8) -> Option<u32> {
    const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    ALPHABET.iter().position(|own| *own == byte).and_then(|at| u32::try_from(at).ok())
}

/// The checksum of BIP 173; 1 for what is whole.
fn checksum(values: impl Iterator<Item = u32>) -> u32 {
    const GENERATORS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    values.fold(1, |sum, value| {
        let top = sum >> 25;
        let shifted = ((sum & 0x01ff_ffff) << 5) ^ value;
        GENERATORS
            .iter()
            .enumerate()
            .filter(|(bit, _)| (top >> bit) & 1 == 1)
            .fold(shifted, |sum, (_, generator)| sum ^ generator)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the example in age's README.
    const KEY: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    #[test]
    fn a_public_key_is_known_and_a_slip_is_seen() {
        assert_eq!(check_key(KEY), Ok(()));
        for at in 4..KEY.len() {
            let mut wrong = KEY.to_owned();
            let other = if wrong.as_bytes()[at] == b'q' { "p" } else { "q" };
            wrong.replace_range(at..=at, other);
            assert_eq!(check_key(&wrong), Err(KeyFault::Misspelt), "{wrong}");
        }
        assert_eq!(check_key(&KEY[..61]), Err(KeyFault::Misspelt));
        assert_eq!(check_key(""), Err(KeyFault::NoKey));
        assert_eq!(check_key("ssh-ed25519 AAAA"), Err(KeyFault::NoKey));
        assert_eq!(check_key("age1é"), Err(KeyFault::NoKey));
        assert_eq!(check_key(&KEY.to_uppercase()), Err(KeyFault::NoKey));
    }

    #[test]
    fn a_key_that_hides_nothing_is_refused() {
        for weak in [
            "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
            "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
            "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
            "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz9ts6wm9s8",
            "age1anlllllllllllllllllllllllllllllllllllllllllllllllals4n2t7m",
            "age1ahlllllllllllllllllllllllllllllllllllllllllllllllalsn46ayy",
            "age1amlllllllllllllllllllllllllllllllllllllllllllllllalselrwrv",
            "age1t7wft09r2zxzfvwsk92eeql0tvzyghxytqwgapkcyf8dm5ylz8ts72fzt7",
        ] {
            assert_eq!(check_key(weak), Err(KeyFault::Weak), "{weak}");
        }
    }

    #[test]
    fn a_secret_key_is_told_as_one() {
        for secret in ["AGE-SECRET-KEY-1QQQ", "age-secret-key-1qqq", "# mine\nAGE-SECRET-KEY-1X"] {
            assert_eq!(check_key(secret), Err(KeyFault::Secret));
        }
    }
}
