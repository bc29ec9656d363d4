//! minisign's format: a signature over the BLAKE2b hash of a file, and one over that and a comment.
//!
//! A key is named by eight bytes; ours are the first of the public key's SHA-256, so that no file has to keep them.

use blake2::{Blake2b512, Digest};

use super::{PublicKey, Signature, SignatureError};
use crate::record::{encoding, hash::Hash};

pub(super) const UNTRUSTED: &str = "untrusted comment: ";
const TRUSTED: &str = "trusted comment: ";

/// The comment that is not signed.
pub const MINISIGN_COMMENT: &str = "signature of a statement, by mawqif";

/// The form over a hash ("ED"), and the older over the file itself ("Ed"); the latter also marks keys.
const HASHED: &[u8; 2] = b"ED";
const PLAIN: &[u8; 2] = b"Ed";

/// Longest comment, in bytes.
const COMMENT_LIMIT: usize = 1024;

/// What is signed for a text.
pub(super) fn hash(text: &[u8]) -> Vec<u8> {
    Blake2b512::digest(text).to_vec()
}

/// The number of a key of ours.
pub(super) fn number_of(key: &PublicKey) -> [u8; 8] {
    let hash = Hash::of(&[key.as_bytes()]);
    let mut id = [0; 8];
    id.copy_from_slice(&hash.as_bytes()[..8]);
    id
}

/// A public key as a line.
pub(super) fn line_of(key: &PublicKey) -> String {
    numbered_line(key, number_of(key))
}

/// A public key as a line, with the number that it was made with.
pub(super) fn numbered_line(key: &PublicKey, number: [u8; 8]) -> String {
    encoding::to_base64(&[PLAIN.as_slice(), &number, key.as_bytes()].concat())
}

/// The public key of a line, with its number.
pub(super) fn key_of(line: &str) -> Result<(PublicKey, [u8; 8]), SignatureError> {
    const WRONG: SignatureError =
        SignatureError::Key("it begins with `ssh-ed25519` or, as minisign's, with `RW`");
    let bytes = encoding::from_base64(line.trim()).ok_or(WRONG)?;
    let (number, key) =
        bytes.strip_prefix(PLAIN).and_then(|rest| rest.split_first_chunk::<8>()).ok_or(WRONG)?;
    Ok((PublicKey::from_bytes(key).ok_or(WRONG)?, *number))
}

/// A signature as a file; `None` when the comment is not one short line.
pub(super) fn written(
    key: &PublicKey,
    signature: &[u8; 64],
    comment: &str,
    global: &[u8; 64],
) -> Option<String> {
    if comment.len() > COMMENT_LIMIT || comment.chars().any(char::is_control) {
        return None;
    }
    let first = encoding::to_base64(&[HASHED.as_slice(), &number_of(key), signature].concat());
    let second = encoding::to_base64(global);
    Some(format!("{UNTRUSTED}{MINISIGN_COMMENT}\n{first}\n{TRUSTED}{comment}\n{second}\n"))
}

/// Reads a file.
pub(super) fn read(file: &str) -> Result<Signature, SignatureError> {
    const DAMAGED: SignatureError = SignatureError::Damaged("it has not the four lines that minisign writes");
    let lines: Vec<&str> = file.strip_suffix('\n').ok_or(DAMAGED)?.split('\n').collect();
    let [_, first, comment, second] = lines.as_slice() else { return Err(DAMAGED) };
    let comment = comment.strip_prefix(TRUSTED).ok_or(DAMAGED)?;
    let bytes = encoding::from_base64(first).ok_or(DAMAGED)?;
    let global = encoding::from_base64(second).and_then(|it| it.try_into().ok()).ok_or(DAMAGED)?;
    let Some((kind, rest)) = bytes.split_first_chunk::<2>() else { return Err(DAMAGED) };
    if kind == PLAIN {
        return Err(SignatureError::Older);
    }
    let Some((id, signature)) = rest.split_first_chunk::<8>() else { return Err(DAMAGED) };
    let signature = signature.try_into().map_err(|_| DAMAGED)?;
    if kind != HASHED {
        return Err(DAMAGED);
    }
    Ok(Signature::Minisign { id: *id, signature, comment: comment.to_owned(), global })
}

impl Signature {
    /// Whether it names a key: by its bytes, or as minisign does by its number.
    pub fn names(&self, key: &PublicKey, number: [u8; 8]) -> bool {
        match self {
            Self::Ssh { key: named, .. } => named == key,
            Self::Minisign { id, .. } => *id == number,
        }
    }
}
