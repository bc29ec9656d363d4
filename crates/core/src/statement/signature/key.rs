//! The keys that sign statements: Ed25519, public ones as OpenSSH and minisign write them.

use std::fmt;

use ed25519_dalek::{Signature as Bytes, Signer as _, SigningKey, VerifyingKey};

use super::{SIGNATURE_LIMIT, SignatureError, minisign, sshsig};
use crate::{
    dossier::Date,
    record::{encoding, hash::Hash},
};

/// The first line of a secret key's file.
const SECRET: &str = "mawqif-statement-key 1";

/// Longest name of a signer, in bytes.
const NAME_LIMIT: usize = 128;

/// A public key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey(VerifyingKey);

/// A secret key with its owner's name. Its memory is wiped when it is dropped.
pub struct SecretKey {
    name: String,
    secret: SigningKey,
}

impl PublicKey {
    /// The key with these bytes, if they are one that can be relied on.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let key = VerifyingKey::from_bytes(bytes.try_into().ok()?).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Reads a key: `ssh-ed25519 AAAA…` with or without a comment, or minisign's `RW…`.
    ///
    /// # Errors
    /// [`SignatureError::Kind`], [`SignatureError::RecordKey`], [`SignatureError::Key`].
    pub fn read(line: &str) -> Result<Self, SignatureError> {
        Self::read_numbered(line).map(|(key, _)| key)
    }

    /// The same with the number by which minisign names the key: its own, if it stands in the line, else ours.
    pub(super) fn read_numbered(line: &str) -> Result<(Self, [u8; 8]), SignatureError> {
        let line = line.trim();
        if line.len() > SIGNATURE_LIMIT {
            return Err(SignatureError::Long);
        }
        let mut words = line.split_ascii_whitespace();
        let first = words.next().ok_or(SignatureError::Key("there is nothing"))?;
        if first.starts_with("ssh-") || first.starts_with("ecdsa-") || first.starts_with("sk-") {
            if first != sshsig::KIND {
                return Err(SignatureError::Kind(first.to_owned()));
            }
            let blob = words.next().and_then(encoding::from_base64);
            let blob = blob.ok_or(SignatureError::Key("what follows `ssh-ed25519` is not Base64"))?;
            let key = sshsig::key_of(&blob)?;
            return Ok((key, minisign::number_of(&key)));
        }
        let read = minisign::key_of(line.lines().last().unwrap_or_default());
        // Base64 has plus signs, too: what is a key of minisign's is one, however it looks.
        if read.is_err() && first.splitn(3, '+').count() == 3 {
            return Err(SignatureError::RecordKey);
        }
        read
    }

    /// Whether a signature over a message is this key's.
    pub(super) fn is_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &Bytes::from_bytes(signature)).is_ok()
    }

    /// The key as `ssh-keygen` writes it into a file `.pub`.
    pub fn ssh_line(&self, comment: &str) -> String {
        format!("{} {} {comment}", sshsig::KIND, encoding::to_base64(&sshsig::blob_of(self)))
    }

    /// A line for `ssh-keygen -Y verify`'s file of allowed signers. The day `until` is the last on which the key is good.
    pub fn allowed_signer(&self, name: &str, from: Option<Date>, until: Option<Date>) -> String {
        let day = |date: Date| format!("{:04}{:02}{:02}", date.year, date.month, date.day);
        let from = from.map(|it| format!(",valid-after=\"{}\"", day(it))).unwrap_or_default();
        let until = until.map(|it| format!(",valid-before=\"{}\"", day(day_after(it)))).unwrap_or_default();
        self.allowed_in(super::NAMESPACE, name, &format!("{from}{until}"))
    }

    /// The same line for signatures on drafts.
    pub fn allowed_for_drafts(&self, name: &str) -> String {
        self.allowed_in(super::DRAFT_NAMESPACE, name, "")
    }

    fn allowed_in(&self, namespace: &str, name: &str, days: &str) -> String {
        let key = encoding::to_base64(&sshsig::blob_of(self));
        format!("{name} namespaces=\"{namespace}\"{days} {} {key}", sshsig::KIND)
    }

    /// The key as `minisign -V -P` takes it.
    pub fn minisign_line(&self) -> String {
        minisign::line_of(self)
    }

    /// SHA-256 of the key as OpenSSH shows it, by which people compare keys.
    pub fn fingerprint(&self) -> String {
        let hash = Hash::of(&[&sshsig::blob_of(self)]);
        format!("SHA256:{}", hash.to_string().trim_end_matches('='))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fingerprint())
    }
}

impl SecretKey {
    /// The key of this name that grows from 32 random bytes.
    ///
    /// # Errors
    /// [`SignatureError::Name`].
    pub fn new(name: &str, seed: [u8; 32]) -> Result<Self, SignatureError> {
        if !is_signer_name(name) {
            return Err(SignatureError::Name(name.to_owned()));
        }
        Ok(Self { name: name.to_owned(), secret: SigningKey::from_bytes(&seed) })
    }

    /// Reads what [`SecretKey::secret_text`] writes.
    ///
    /// # Errors
    /// [`SignatureError::RecordKey`], [`SignatureError::Key`], [`SignatureError::Name`].
    pub fn read(text: &str) -> Result<Self, SignatureError> {
        if text.starts_with("PRIVATE+KEY+") {
            return Err(SignatureError::RecordKey);
        }
        if text.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----") {
            return Err(SignatureError::Key(
                "it is OpenSSH's; sign with `ssh-keygen -Y sign -n mawqif-statement -f KEY TEXT`",
            ));
        }
        let mut lines = text.lines();
        if lines.next() != Some(SECRET) {
            return Err(SignatureError::Key("the first line is not `mawqif-statement-key 1`"));
        }
        let name = lines.next().and_then(|line| line.strip_prefix("name "));
        let name = name.ok_or(SignatureError::Key("the second line is not `name …`"))?;
        let seed = lines.next().and_then(|line| line.strip_prefix("seed ")).and_then(encoding::from_base64);
        let seed = seed.and_then(|seed| seed.try_into().ok());
        Self::new(
            name,
            seed.ok_or(SignatureError::Key("the third line is not `seed …` with 32 bytes in Base64"))?,
        )
    }

    /// The secret as text: for a file that is sealed before it is written.
    pub fn secret_text(&self) -> String {
        format!("{SECRET}\nname {}\nseed {}\n", self.name, encoding::to_base64(self.secret.as_bytes()))
    }

    /// Whose it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The key by which others verify.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.secret.verifying_key())
    }

    /// An SSHSIG over a text, as a file `.sig`.
    pub fn ssh_signature(&self, text: &[u8]) -> String {
        self.signature_in(super::NAMESPACE, text)
    }

    /// An SSHSIG over a draft's text: it says that these words came from whoever has the key, and never counts as a signature on a
    /// statement.
    pub fn draft_signature(&self, text: &[u8]) -> String {
        self.signature_in(super::DRAFT_NAMESPACE, text)
    }

    fn signature_in(&self, namespace: &str, text: &[u8]) -> String {
        let signature = self.secret.sign(&sshsig::message(namespace, text)).to_bytes();
        sshsig::armoured(&self.public(), namespace, &signature)
    }

    /// A minisign signature over a text, as a file `.minisig`; `None` when the comment is not one short line.
    pub fn minisign_signature(&self, text: &[u8], comment: &str) -> Option<String> {
        let signature = self.secret.sign(&minisign::hash(text)).to_bytes();
        let global = self.secret.sign(&[signature.as_slice(), comment.as_bytes()].concat()).to_bytes();
        minisign::written(&self.public(), &signature, comment, &global)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.name)
    }
}

/// Whether a text can be a signer's name: an address as OpenSSH takes it as a principal, and part of a file's name.
pub fn is_signer_name(name: &str) -> bool {
    let is_own = |it: char| it.is_ascii_alphanumeric() || matches!(it, '@' | '.' | '_' | '-' | '+');
    !name.is_empty() && name.len() <= NAME_LIMIT && name.chars().all(is_own) && !name.starts_with(['.', '-'])
}

fn day_after(date: Date) -> Date {
    let is_leap =
        date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
    let last = match date.month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (date.month, date.day) {
        (12, day) if day >= last => Date { year: date.year.saturating_add(1), month: 1, day: 1 },
        (month, day) if day >= last => Date { month: month + 1, day: 1, ..date },
        (_, day) => Date { day: day + 1, ..date },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_allowed_signers_ends_the_day_after_the_last() {
        let key = SecretKey::new("a@b", [1; 32]).unwrap().public();
        let date = |year, month, day| Date { year, month, day };
        let line = |until| key.allowed_signer("a@b", None, Some(until));
        assert!(line(date(2031, 12, 31)).contains("valid-before=\"20320101\""));
        assert!(line(date(2032, 2, 28)).contains("valid-before=\"20320229\""));
        assert!(line(date(2031, 2, 28)).contains("valid-before=\"20310301\""));
    }

    /// A fifth of them have two plus signs or more, as keys of records have.
    #[test]
    fn every_public_key_is_read_back() {
        for seed in 0..=255 {
            let key = SecretKey::new("a@b", [seed; 32]).unwrap().public();
            assert_eq!(PublicKey::read(&key.minisign_line()).unwrap(), key, "{seed}");
            assert_eq!(PublicKey::read(&key.ssh_line("a@b")).unwrap(), key, "{seed}");
        }
        let of_record = "wadi-nahr.example+1a2b3c4d+AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAh";
        assert_eq!(PublicKey::read(of_record).unwrap_err(), SignatureError::RecordKey);
    }

    #[test]
    fn names_are_principals_and_parts_of_file_names() {
        assert!(["salma@coalition.example", "a+b", "x_1"].iter().all(|it| is_signer_name(it)));
        assert!(["", "a b", "../x", "-x", "سلمى", "a,b", "a*"].iter().all(|it| !is_signer_name(it)));
    }
}
