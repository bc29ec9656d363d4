//! The keys that sign a record and its checkpoints, written as C2SP signed-note writes them.
//!
//! A key belongs to a name, and its hash ties the two together: a letter lost on the way is noticed.
//! A record's key bears the record's name (its checkpoints' origin); a witness has a key of its own
//! type, so that neither can be taken for the other.

use std::{fmt, str::FromStr};

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::{encoding, error::RecordError, hash::Hash};

/// Longest name of a key, in bytes; also the longest origin of a checkpoint.
pub const NAME_LIMIT: usize = 255;

/// Bytes of a secret seed, and of a public key.
pub const SEED_LENGTH: usize = 32;

/// Longest text of a key that is read, in bytes.
const KEY_LIMIT: usize = 1024;

const SECRET_PREFIX: &str = "PRIVATE+KEY+";

/// What a key signs, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// Type 1: a record's own signature, Ed25519 over the note's text.
    Record,
    /// Type 4: a witness's cosignature, Ed25519 over a time and the checkpoint (tlog-cosignature,
    /// "cosignature/v1").
    Witness,
}

impl Algorithm {
    fn byte(self) -> u8 {
        match self {
            Self::Record => 1,
            Self::Witness => 4,
        }
    }

    fn from_byte(byte: u8) -> Result<Self, RecordError> {
        [Self::Record, Self::Witness]
            .into_iter()
            .find(|algorithm| algorithm.byte() == byte)
            .ok_or(RecordError::KeyType(byte))
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Record => Self::Witness,
            Self::Witness => Self::Record,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Record => "a record's key (type 1)",
            Self::Witness => "a witness's key (type 4)",
        })
    }
}

/// A public key with its name: `name+hash+Base64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    algorithm: Algorithm,
    point: VerifyingKey,
}

impl VerifierKey {
    fn new(name: &str, algorithm: Algorithm, point: VerifyingKey) -> Result<Self, RecordError> {
        if !is_key_name(name) || name.len() > NAME_LIMIT {
            return Err(RecordError::KeyName);
        }
        let public = point.as_bytes();
        let hash = Hash::of(&[name.as_bytes(), b"\n", &[algorithm.byte()], public]);
        let [a, b, c, d, ..] = *hash.as_bytes();
        Ok(Self { name: name.to_owned(), id: u32::from_be_bytes([a, b, c, d]), algorithm, point })
    }

    /// The name of whoever signs.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The hash that tells apart keys with one name.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What the key signs.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Name and hash, by which people compare keys.
    pub fn label(&self) -> String {
        format!("{}+{:08x}", self.name, self.id)
    }

    /// Checks a signature over a note's text, and gives the time of a cosignature in seconds since
    /// 1970; `None` inside for a record's own signature.
    pub(super) fn check(&self, text: &str, signature: &[u8]) -> Option<Option<u64>> {
        let (time, signature, message) = match self.algorithm {
            Algorithm::Record => (None, signature, text.to_owned()),
            Algorithm::Witness => {
                let (time, signature) = signature.split_first_chunk()?;
                let time = u64::from_be_bytes(*time);
                (Some(time), signature, cosigned(text, time))
            }
        };
        if time.is_some_and(|time| time > encoding::NUMBER_LIMIT) {
            return None;
        }
        let signature = Signature::from_bytes(signature.try_into().ok()?);
        self.point.verify_strict(message.as_bytes(), &signature).ok().map(|()| time)
    }

    /// Checks what the key is for.
    ///
    /// # Errors
    /// [`RecordError::KeyUse`].
    pub fn require(&self, wanted: Algorithm) -> Result<(), RecordError> {
        if self.algorithm == wanted { Ok(()) } else { Err(RecordError::KeyUse { key: self.label(), wanted }) }
    }

    fn check_id(&self, name: &str, written: &str) -> Result<(), RecordError> {
        let computed = format!("{:08x}", self.id);
        if written == computed {
            Ok(())
        } else {
            Err(RecordError::KeyHash { written: format!("{name}+{written}"), computed })
        }
    }
}

impl FromStr for VerifierKey {
    type Err = RecordError;

    fn from_str(text: &str) -> Result<Self, RecordError> {
        let (name, id, algorithm, public) = parts(text)?;
        let point = VerifyingKey::from_bytes(&public).map_err(|_| RecordError::KeyPoint)?;
        if point.is_weak() {
            return Err(RecordError::KeyPoint);
        }
        let key = Self::new(name, algorithm, point)?;
        key.check_id(name, id)?;
        Ok(key)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = typed(self.algorithm, self.point.as_bytes());
        write!(f, "{}+{}", self.label(), encoding::to_base64(&bytes))
    }
}

/// A secret key with its name. Its memory is wiped when it is dropped.
pub struct Signer {
    public: VerifierKey,
    secret: SigningKey,
}

impl Signer {
    /// The key with this name that grows from a seed of 32 random bytes.
    ///
    /// # Errors
    /// [`RecordError::KeyName`].
    pub fn new(name: &str, algorithm: Algorithm, seed: &[u8; SEED_LENGTH]) -> Result<Self, RecordError> {
        let secret = SigningKey::from_bytes(seed);
        Ok(Self { public: VerifierKey::new(name, algorithm, secret.verifying_key())?, secret })
    }

    /// The key by which others verify what this one signs.
    pub fn verifier_key(&self) -> &VerifierKey {
        &self.public
    }

    /// The secret as text, `PRIVATE+KEY+name+hash+Base64`: for a file that nobody else can read.
    pub fn secret_text(&self) -> String {
        let bytes = typed(self.public.algorithm, self.secret.as_bytes());
        format!("{SECRET_PREFIX}{}+{}", self.public.label(), encoding::to_base64(&bytes))
    }

    pub(super) fn sign(&self, text: &str) -> Result<Vec<u8>, RecordError> {
        self.public.require(Algorithm::Record)?;
        Ok(self.secret.sign(text.as_bytes()).to_bytes().to_vec())
    }

    /// A cosignature at a time in seconds since 1970.
    pub(super) fn cosign(&self, text: &str, time: u64) -> Result<Vec<u8>, RecordError> {
        self.public.require(Algorithm::Witness)?;
        if time > encoding::NUMBER_LIMIT {
            return Err(RecordError::EntryNumber);
        }
        let signature = self.secret.sign(cosigned(text, time).as_bytes());
        Ok([time.to_be_bytes().as_slice(), signature.to_bytes().as_slice()].concat())
    }
}

impl FromStr for Signer {
    type Err = RecordError;

    /// Reads what [`Signer::secret_text`] writes.
    fn from_str(text: &str) -> Result<Self, RecordError> {
        let (name, id, algorithm, seed) =
            parts(text.strip_prefix(SECRET_PREFIX).ok_or(RecordError::KeyForm)?)?;
        let signer = Self::new(name, algorithm, &seed)?;
        signer.public.check_id(name, id)?;
        Ok(signer)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.public.label())
    }
}

/// Whether a text can be a key's name (signed-note, "Format").
pub(super) fn is_key_name(name: &str) -> bool {
    let is_foreign = |character: char| character == '+' || character < ' ' || character.is_whitespace();
    !name.is_empty() && !name.contains(is_foreign)
}

/// The message of a cosignature (tlog-cosignature, "Ed25519 signed message").
fn cosigned(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

fn typed(algorithm: Algorithm, bytes: &[u8; SEED_LENGTH]) -> Vec<u8> {
    [[algorithm.byte()].as_slice(), bytes.as_slice()].concat()
}

/// Name, hash as written, type, and the 32 bytes of a public key or a seed.
fn parts(text: &str) -> Result<(&str, &str, Algorithm, [u8; SEED_LENGTH]), RecordError> {
    if text.len() > KEY_LIMIT {
        return Err(RecordError::KeyForm);
    }
    // The name has no +, but Base64 may.
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(base64)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(RecordError::KeyForm);
    };
    if encoding::from_hex::<4>(id).is_none() {
        return Err(RecordError::KeyForm);
    }
    let bytes = encoding::from_base64(base64).ok_or(RecordError::KeyForm)?;
    let (&byte, bytes) = bytes.split_first().ok_or(RecordError::KeyForm)?;
    let algorithm = Algorithm::from_byte(byte)?;
    Ok((name, id, algorithm, bytes.try_into().map_err(|_| RecordError::KeyForm)?))
}
