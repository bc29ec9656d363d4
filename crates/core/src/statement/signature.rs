//! Signatures on a statement: Ed25519 over the bytes of a canonical text, in the two forms that ordinary tools verify.
//!
//! `ssh-keygen -Y verify` checks an SSHSIG and `minisign -V` a minisign signature; both are over the same file by the same
//! key, so whoever has either tool can check a statement without this program. [`signers`] says whose signatures
//! count and how many are needed. Reading is strict: what is read is what would be written, byte for byte, so that
//! a byte that was changed anywhere is found, in the armour as well.

mod key;
mod minisign;
pub mod policy;
pub mod signers;
mod sshsig;

pub use self::{
    key::{PublicKey, SecretKey, is_signer_name},
    minisign::MINISIGN_COMMENT,
};

/// The namespace of SSHSIG signatures on statements, so that a signature made for anything else is none.
pub const NAMESPACE: &str = "mawqif-statement";

/// The namespace of SSHSIG signatures that a server makes on drafts, so that none of them is ever one on a statement.
pub const DRAFT_NAMESPACE: &str = "mawqif-draft";

/// Longest file of a signature or a key, in bytes.
pub const SIGNATURE_LIMIT: usize = 16 << 10;

/// A signature as it was read; by whom, and that it is good, is still to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// By OpenSSH's format.
    Ssh {
        /// The key that is named in it.
        key: PublicKey,
        /// The signature.
        signature: [u8; 64],
    },
    /// By minisign's format, over the text's BLAKE2b hash.
    Minisign {
        /// The number of the key.
        id: [u8; 8],
        /// The signature.
        signature: [u8; 64],
        /// The comment that is signed as well.
        comment: String,
        /// The signature over signature and comment.
        global: [u8; 64],
    },
}

/// Why a key or a signature is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Too long.
    #[error("it is longer than {SIGNATURE_LIMIT} bytes")]
    Long,
    /// Neither form.
    #[error(
        "it is neither an SSH signature (`-----BEGIN SSH SIGNATURE-----`) nor a minisign signature (`untrusted comment: `)"
    )]
    Form,
    /// A form that was changed on the way.
    #[error("it was changed on the way: {0}")]
    Damaged(&'static str),
    /// Another kind of key.
    #[error("it is of the kind `{0}`; statements are signed by Ed25519 keys (`ssh-ed25519`)")]
    Kind(String),
    /// A signature that was made for something else.
    #[error("it was made for `{0}`, not for a statement (`{NAMESPACE}`)")]
    Namespace(String),
    /// minisign's older form, over the text and not over its hash.
    #[error("it is a minisign signature of the older form; sign with `minisign -S -H`")]
    Older,
    /// A record's or a witness's key.
    #[error("it is a key of a record or a witness; statements have keys of their own (`mawqif key new`)")]
    RecordKey,
    /// No key.
    #[error("it is no key: {0}")]
    Key(&'static str),
    /// A name that nobody can have.
    #[error(
        "`{0}` cannot be a signer's name: it has letters, digits and @ . _ - + only, and at most 128 of them"
    )]
    Name(String),
}

impl Signature {
    /// Reads a file of either form.
    ///
    /// # Errors
    /// Any [`SignatureError`].
    pub fn read(file: &str) -> Result<Self, SignatureError> {
        if file.len() > SIGNATURE_LIMIT {
            return Err(SignatureError::Long);
        }
        if file.starts_with(sshsig::BEGIN) {
            sshsig::read(file)
        } else if file.starts_with(minisign::UNTRUSTED) {
            minisign::read(file)
        } else {
            Err(SignatureError::Form)
        }
    }

    /// What its key is called: by SHA-256 as OpenSSH shows it, or by the number that minisign names it by.
    pub fn key_name(&self) -> String {
        match self {
            Self::Ssh { key, .. } => key.fingerprint(),
            // minisign shows the number with its last byte first.
            Self::Minisign { id, .. } => id.iter().rev().map(|byte| format!("{byte:02X}")).collect(),
        }
    }

    /// How a file of its form ends.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Ssh { .. } => "sig",
            Self::Minisign { .. } => "minisig",
        }
    }

    /// Whether it is a key's signature over a text. A minisign signature only names its key by number.
    pub fn is_by(&self, key: &PublicKey, text: &[u8]) -> bool {
        match self {
            Self::Ssh { key: named, signature } => {
                named == key && key.is_signed(&sshsig::message(NAMESPACE, text), signature)
            }
            Self::Minisign { signature, comment, global, .. } => {
                key.is_signed(&minisign::hash(text), signature)
                    && key.is_signed(&[signature.as_slice(), comment.as_bytes()].concat(), global)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = "موقفنا\n\nنقبل.\n".as_bytes();

    fn secret(seed: u8) -> SecretKey {
        SecretKey::new("salma@coalition.example", [seed; 32]).unwrap()
    }

    fn both(key: &SecretKey) -> [String; 2] {
        [key.ssh_signature(TEXT), key.minisign_signature(TEXT, "statement.ar.txt").unwrap()]
    }

    #[test]
    fn a_signature_is_its_own_keys_over_its_own_text() {
        let key = secret(1);
        for file in both(&key) {
            let signature = Signature::read(&file).unwrap();
            assert!(signature.is_by(&key.public(), TEXT));
            assert!(!signature.is_by(&secret(2).public(), TEXT));
            assert!(!signature.is_by(&key.public(), b"another text\n"));
        }
    }

    #[test]
    fn a_byte_changed_anywhere_in_a_signature_is_found() {
        let key = secret(1);
        for file in both(&key) {
            let bytes = file.as_bytes();
            let unsigned_until =
                if file.starts_with(minisign::UNTRUSTED) { file.find('\n').unwrap() } else { 0 };
            for at in unsigned_until..bytes.len() {
                for bit in 0..8 {
                    let mut changed = bytes.to_vec();
                    changed[at] ^= 1 << bit;
                    let is_good = std::str::from_utf8(&changed)
                        .ok()
                        .and_then(|file| Signature::read(file).ok())
                        .is_some_and(|signature| {
                            signature.is_by(&key.public(), TEXT)
                                && signature.names(&key.public(), minisign::number_of(&key.public()))
                        });
                    assert!(!is_good, "byte {at}, bit {bit} of {file}");
                }
            }
            assert!(Signature::read(&format!("{file}\n")).is_err());
            assert!(Signature::read(&file[..file.len() - 2]).is_err());
        }
    }

    #[test]
    fn a_byte_changed_anywhere_in_the_text_is_found() {
        let key = secret(1);
        for file in both(&key) {
            let signature = Signature::read(&file).unwrap();
            for at in 0..TEXT.len() {
                let mut changed = TEXT.to_vec();
                changed[at] ^= 1;
                assert!(!signature.is_by(&key.public(), &changed));
            }
        }
    }

    #[test]
    fn what_is_no_signature_is_refused_with_the_reason() {
        let told = |file: &str| Signature::read(file).unwrap_err().to_string();
        assert!(told("hello").contains("neither an SSH signature"));
        assert!(told(&"x".repeat(SIGNATURE_LIMIT + 1)).contains("longer than"));
        let other = sshsig::armoured(&secret(1).public(), "git", &[0; 64]);
        assert_eq!(Signature::read(&other), Err(SignatureError::Namespace("git".into())));
        // A signature by an RSA key, as `ssh-keygen` would begin it.
        let mut blob = b"SSHSIG\0\0\0\x01\0\0\0\x0B\0\0\0\x07ssh-rsa".to_vec();
        blob.extend_from_slice(&[0; 40]);
        assert_eq!(Signature::read(&sshsig::armour(&blob)), Err(SignatureError::Kind("ssh-rsa".into())));
    }

    #[test]
    fn keys_are_read_in_both_forms() {
        let public = secret(7).public();
        assert_eq!(PublicKey::read(&public.ssh_line("salma")), Ok(public));
        assert_eq!(PublicKey::read(&public.minisign_line()), Ok(public));
        let key = secret(7);
        assert_eq!(SecretKey::read(&key.secret_text()).unwrap().public(), public);
        let told = |line: &str| PublicKey::read(line).unwrap_err().to_string();
        assert!(told("ssh-rsa AAAA").contains("`ssh-rsa`"));
        assert!(told("ssh-ed25519 AAAA").contains("no key"));
        assert!(told("coalition.example+0a1b2c3d+AQ==").contains("a record or a witness"));
        assert!(
            SecretKey::read("PRIVATE+KEY+a+0a1b2c3d+AQ==")
                .unwrap_err()
                .to_string()
                .contains("a record or a witness")
        );
        assert!(SecretKey::new("two words", [0; 32]).is_err());
    }
}
