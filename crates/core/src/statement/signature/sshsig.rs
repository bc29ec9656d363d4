//! SSHSIG, OpenSSH's format of signatures over files (PROTOCOL.sshsig), for Ed25519 keys and SHA-512.
//!
//! The format is fixed for this one kind of key: a blob of strings with their lengths, in an armour of 70 columns. It is written
//! out here rather than taken from a library, which would bring every other kind of key along.

use sha2::{Digest, Sha512};

use super::{NAMESPACE, PublicKey, Signature, SignatureError};
use crate::record::encoding;

/// The kind of key.
pub(super) const KIND: &str = "ssh-ed25519";

pub(super) const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----\n";

const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;
const HASH: &str = "sha512";

/// Columns of the armour, as `ssh-keygen` writes it.
const COLUMNS: usize = 70;

/// What is signed for a text, in a namespace.
pub(super) fn message(namespace: &str, text: &[u8]) -> Vec<u8> {
    let mut message = MAGIC.to_vec();
    for part in [namespace.as_bytes(), b"", HASH.as_bytes(), &Sha512::digest(text)] {
        put(&mut message, part);
    }
    message
}

/// A public key as a blob.
pub(super) fn blob_of(key: &PublicKey) -> Vec<u8> {
    let mut blob = Vec::new();
    put(&mut blob, KIND.as_bytes());
    put(&mut blob, key.as_bytes());
    blob
}

/// The public key of a blob.
pub(super) fn key_of(blob: &[u8]) -> Result<PublicKey, SignatureError> {
    const WRONG: SignatureError = SignatureError::Key("its bytes are not those of an Ed25519 key");
    let mut rest = blob;
    let kind = take(&mut rest).ok_or(WRONG)?;
    if kind != KIND.as_bytes() {
        return Err(SignatureError::Kind(String::from_utf8_lossy(kind).into_owned()));
    }
    let key = take(&mut rest).and_then(PublicKey::from_bytes).ok_or(WRONG)?;
    if rest.is_empty() { Ok(key) } else { Err(WRONG) }
}

/// A signature as a file.
pub(super) fn armoured(key: &PublicKey, namespace: &str, signature: &[u8; 64]) -> String {
    let mut blob = [MAGIC, &VERSION.to_be_bytes()].concat();
    put(&mut blob, &blob_of(key));
    put(&mut blob, namespace.as_bytes());
    put(&mut blob, b"");
    put(&mut blob, HASH.as_bytes());
    let mut inner = Vec::new();
    put(&mut inner, KIND.as_bytes());
    put(&mut inner, signature);
    put(&mut blob, &inner);
    armour(&blob)
}

pub(super) fn armour(blob: &[u8]) -> String {
    let base64 = encoding::to_base64(blob);
    let mut file = BEGIN.to_owned();
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(COLUMNS));
        file.push_str(line);
        file.push('\n');
        rest = after;
    }
    file.push_str(END);
    file
}

/// Reads a file.
pub(super) fn read(file: &str) -> Result<Signature, SignatureError> {
    const DAMAGED: SignatureError = SignatureError::Damaged("its Base64 is not as `ssh-keygen` writes it");
    let inner = file.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END)).ok_or(DAMAGED)?;
    let blob = encoding::from_base64(&inner.replace('\n', "")).ok_or(DAMAGED)?;
    if armour(&blob) != file {
        return Err(DAMAGED);
    }
    let short = || SignatureError::Damaged("a part of it is missing");
    let mut rest = blob.as_slice();
    rest = rest.strip_prefix(MAGIC).ok_or_else(short)?;
    rest = rest.strip_prefix(VERSION.to_be_bytes().as_slice()).ok_or_else(short)?;
    let key = key_of(take(&mut rest).ok_or_else(short)?)?;
    let namespace = take(&mut rest).ok_or_else(short)?;
    if namespace != NAMESPACE.as_bytes() {
        return Err(SignatureError::Namespace(String::from_utf8_lossy(namespace).into_owned()));
    }
    let reserved = take(&mut rest).ok_or_else(short)?;
    let hash = take(&mut rest).ok_or_else(short)?;
    let mut inner = take(&mut rest).ok_or_else(short)?;
    let kind = take(&mut inner).ok_or_else(short)?;
    let signature = take(&mut inner).and_then(|bytes| bytes.try_into().ok()).ok_or_else(short)?;
    let is_whole = rest.is_empty() && inner.is_empty() && reserved.is_empty();
    if !is_whole || hash != HASH.as_bytes() || kind != KIND.as_bytes() {
        return Err(SignatureError::Damaged("it is not by `ssh-ed25519` over `sha512`"));
    }
    Ok(Signature::Ssh { key, signature })
}

/// A string with its length before it (RFC 4251, section 5).
fn put(blob: &mut Vec<u8>, part: &[u8]) {
    // No part here is longer than a signature or the namespace.
    let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
    blob.extend_from_slice(&length.to_be_bytes());
    blob.extend_from_slice(part);
}

fn take<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (part, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(part)
}
