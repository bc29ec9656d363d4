//! Entries: what was done, when and by whom, so hashed that the payload can be erased.
//!
//! The leaf holds a header in plain text and a commitment to the payload: SHA-256 over a secret salt
//! and the payload. When personal data must go, salt and payload are destroyed and the commitment
//! stays: every hash of the record remains as it was, and nobody can find out the payload by trying.
//! The header cannot be erased, so the actor is an id that means nothing elsewhere, never a person's
//! name or address.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    encoding::{self, NUMBER_LIMIT},
    error::RecordError,
    hash::{HASH_LENGTH, Hash},
};
use crate::text::is_bidi_control;

/// Longest actor, in bytes.
pub const ACTOR_LIMIT: usize = 255;

/// Longest kind, in bytes.
pub const KIND_LIMIT: usize = 64;

/// Longest payload, in bytes.
pub const PAYLOAD_LIMIT: usize = 1 << 20;

/// Longest file of an entry, in bytes.
pub const ENTRY_FILE_LIMIT: usize = 4 << 20;

/// Bytes of a salt.
pub const SALT_LENGTH: usize = 32;

/// Random bytes that keep a payload from being guessed by its commitment.
pub type Salt = [u8; SALT_LENGTH];

/// What stays of an entry for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The place in the record, from 0; also the leaf's index in the tree.
    pub seq: u64,
    /// When it was appended, in microseconds since 1970 UTC.
    pub time: u64,
    /// The id of whoever acted.
    pub actor: String,
    /// What was done, such as `stance-filed`.
    pub kind: String,
    /// The version of the payload's form for this kind, from 1.
    pub version: u32,
}

/// What can be erased of an entry, or what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// JSON text, as it was hashed, and its salt.
    Kept {
        /// 32 random bytes, different for each entry.
        salt: Salt,
        /// JSON text.
        payload: String,
    },
    /// The commitment to an erased payload.
    Erased {
        /// SHA-256 over salt and payload.
        commitment: Hash,
    },
}

/// An entry of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    header: Header,
    content: Content,
}

impl Entry {
    /// An entry.
    ///
    /// # Errors
    /// [`RecordError::EntryNumber`], [`RecordError::Actor`], [`RecordError::Kind`],
    /// [`RecordError::Payload`].
    pub fn new(header: Header, content: Content) -> Result<Self, RecordError> {
        if header.seq > NUMBER_LIMIT || header.time > NUMBER_LIMIT {
            return Err(RecordError::EntryNumber);
        }
        if !is_actor(&header.actor) {
            return Err(RecordError::Actor);
        }
        if !is_kind(&header.kind) || header.version == 0 {
            return Err(RecordError::Kind);
        }
        if let Content::Kept { payload, .. } = &content
            && !is_payload(payload)
        {
            return Err(RecordError::Payload);
        }
        Ok(Self { header, content })
    }

    /// What stays for good.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What can be erased.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The JSON text, unless it was erased.
    pub fn payload(&self) -> Option<&str> {
        match &self.content {
            Content::Kept { payload, .. } => Some(payload),
            Content::Erased { .. } => None,
        }
    }

    /// SHA-256 over salt and payload.
    pub fn commitment(&self) -> Hash {
        match &self.content {
            Content::Kept { salt, payload } => Hash::of(&[salt, payload.as_bytes()]),
            Content::Erased { commitment } => *commitment,
        }
    }

    /// Erases salt and payload. The leaf stays the same.
    pub fn erase(&mut self) {
        self.content = Content::Erased { commitment: self.commitment() };
    }

    /// The bytes of the leaf: the header's five lines, then the 32 bytes of the commitment.
    ///
    /// No field contains a newline and the commitment's length is fixed, so two different entries
    /// never have the same leaf.
    pub fn leaf(&self) -> Vec<u8> {
        let Header { seq, time, actor, kind, version } = &self.header;
        let header =
            format!("mawqif entry v1\nseq {seq}\ntime {time}\nactor {actor}\nkind {kind} {version}\n");
        let mut leaf = header.into_bytes();
        leaf.extend_from_slice(self.commitment().as_bytes());
        leaf
    }

    /// The hash of the leaf, which the tree is built of.
    pub fn leaf_hash(&self) -> Hash {
        Hash::leaf(&self.leaf())
    }

    /// The entry as a JSON object. The payload is a string, because its bytes are what was hashed.
    pub fn to_json(&self) -> Value {
        let Header { seq, time, actor, kind, version } = &self.header;
        let mut object =
            json!({ "seq": seq, "time": time, "actor": actor, "kind": kind, "version": version });
        match &self.content {
            Content::Kept { salt, payload } => {
                object["salt"] = encoding::to_hex(salt).into();
                object["payload"] = payload.as_str().into();
            }
            Content::Erased { commitment } => object["commitment"] = commitment.to_hex().into(),
        }
        object
    }

    /// Reads the file of an entry, the JSON that [`Entry::to_json`] gives.
    ///
    /// # Errors
    /// [`RecordError::Long`], [`RecordError::EntryFile`], [`RecordError::Content`], and those of
    /// [`Entry::new`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, RecordError> {
        if bytes.len() > ENTRY_FILE_LIMIT {
            return Err(RecordError::Long { limit: ENTRY_FILE_LIMIT });
        }
        let fields: Fields =
            serde_json::from_slice(bytes).map_err(|error| RecordError::EntryFile(error.to_string()))?;
        let content = match (fields.salt, fields.payload, fields.commitment) {
            (Some(salt), Some(payload), None) => {
                Content::Kept { salt: encoding::from_hex(&salt).ok_or(RecordError::Content)?, payload }
            }
            (None, None, Some(hex)) => {
                Content::Erased { commitment: Hash::from_hex(&hex).ok_or(RecordError::Content)? }
            }
            _ => return Err(RecordError::Content),
        };
        let Fields { seq, time, actor, kind, version, .. } = fields;
        Self::new(Header { seq, time, actor, kind, version }, content)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    seq: u64,
    time: u64,
    actor: String,
    kind: String,
    version: u32,
    salt: Option<String>,
    payload: Option<String>,
    commitment: Option<String>,
}

fn is_actor(actor: &str) -> bool {
    let is_unseen = |character: char| {
        character.is_whitespace()
            || character.is_control()
            || is_bidi_control(character)
            || matches!(character, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    !actor.is_empty() && actor.len() <= ACTOR_LIMIT && !actor.contains(is_unseen)
}

fn is_kind(kind: &str) -> bool {
    kind.len() <= KIND_LIMIT
        && kind.starts_with(|character: char| character.is_ascii_lowercase())
        && kind.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

fn is_payload(payload: &str) -> bool {
    payload.len() <= PAYLOAD_LIMIT && serde_json::from_str::<serde::de::IgnoredAny>(payload).is_ok()
}

const _: () = assert!(SALT_LENGTH == HASH_LENGTH);
