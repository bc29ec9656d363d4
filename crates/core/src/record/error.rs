//! What can be wrong with a part of the record, with what a person needs to find and mend it.
//!
//! Reading errors point at a place; verification errors say what does not fit with what. None of
//! them quotes a payload.

use std::fmt;

use super::{encoding::NUMBER_LIMIT, entry, key::Algorithm, note};

/// Why a file of the record was not read, or does not prove what it should.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// A file is longer than anything of its kind may be.
    #[error("the file has more than {limit} bytes")]
    Long {
        /// The most bytes it may have.
        limit: usize,
    },
    /// A byte that cannot stand in a text.
    #[error("byte {at} is a control character or not UTF-8")]
    Byte {
        /// Where it stands, counted from 0.
        at: usize,
    },
    /// A line is not what the format wants there.
    #[error("line {line} should be {wanted}")]
    Line {
        /// The line, counted from 1.
        line: usize,
        /// What should stand there.
        wanted: Part,
    },
    /// No blank line with signatures after it.
    #[error("the signatures are missing: a blank line, then lines that begin with \"— \"")]
    Unsigned,
    /// More signatures than are read.
    #[error("there are more than {} signatures", note::SIGNATURE_LIMIT)]
    Signatures,
    /// A text to be signed that is no note.
    #[error("a signed text ends with a newline and has no control characters")]
    NoteText,

    /// Not the form of a verifier key or of a signer's secret key.
    #[error("a key looks like example.org/record+1a2b3c4d+AbC…=, this does not")]
    KeyForm,
    /// A name that no key can have.
    #[error("a key's name has 1 to {} bytes, no spaces and no +", super::key::NAME_LIMIT)]
    KeyName,
    /// A kind of key that is not used here.
    #[error("the key is of type {0}; only types 1 (record) and 4 (witness) are used")]
    KeyType(u8),
    /// The four bytes in the middle of a key do not belong to it.
    #[error("the key {written} should be {computed}; a character was changed or lost")]
    KeyHash {
        /// Name and hash as written.
        written: String,
        /// The hash that belongs to name and key.
        computed: String,
    },
    /// The bytes are no public key.
    #[error("the key is not a point that Ed25519 can trust")]
    KeyPoint,
    /// A witness's key where a record's is needed, or the other way round.
    #[error("the key {key} is {}; {} is needed", .wanted.other(), .wanted)]
    KeyUse {
        /// Name and hash of the key.
        key: String,
        /// What is needed.
        wanted: Algorithm,
    },

    /// A sequence number or a time that the record cannot hold.
    #[error("seq and time are numbers from 0 to {NUMBER_LIMIT}")]
    EntryNumber,
    /// Not the form of an actor's id.
    #[error("an actor has 1 to {} bytes and no spaces or invisible characters", entry::ACTOR_LIMIT)]
    Actor,
    /// Not the form of a kind.
    #[error(
        "a kind has 1 to {} lower-case letters, digits and hyphens and begins with a letter; its version is at least 1",
        entry::KIND_LIMIT
    )]
    Kind,
    /// The payload is no JSON text, or too long.
    #[error("a payload is JSON text of at most {} bytes", entry::PAYLOAD_LIMIT)]
    Payload,
    /// Neither a payload with its salt nor a commitment, or both.
    #[error("an entry has either salt and payload or, once erased, its commitment")]
    Content,
    /// The file of an entry is not as it should be.
    #[error("the entry cannot be read: {0}")]
    EntryFile(String),

    /// A checkpoint of nothing whose root is not that of nothing, or a size beyond all limits.
    #[error("the checkpoint's size and root do not go together")]
    Head,
    /// The checkpoint is another record's.
    #[error("the checkpoint is of the record {checkpoint}, not of {wanted}")]
    Origin {
        /// The origin in the checkpoint.
        checkpoint: String,
        /// The name of the key, or the origin of the earlier checkpoint.
        wanted: String,
    },
    /// A key that should have signed has not.
    #[error("{key} has not signed this checkpoint")]
    NotSigned {
        /// Name and hash of the key.
        key: String,
    },
    /// A signature does not fit its text.
    #[error("the signature of {key} does not fit: the checkpoint or the signature was changed")]
    BadSignature {
        /// Name and hash of the key.
        key: String,
    },

    /// The receipt is for another entry.
    #[error("the entry has number {entry}, but the receipt is for number {receipt}")]
    OtherEntry {
        /// The entry's sequence number.
        entry: u64,
        /// The receipt's index.
        receipt: u64,
    },
    /// An index that the tree of this size does not have.
    #[error("entry {index} lies beyond the {size} entries of the checkpoint")]
    Beyond {
        /// The entry's index.
        index: u64,
        /// The entries there are.
        size: u64,
    },
    /// Something is asked of more entries than there are.
    #[error("the record has {have} entries, {wanted} are needed: its end is missing")]
    Short {
        /// How many entries it should have.
        wanted: u64,
        /// How many it has.
        have: u64,
    },
    /// A later checkpoint with fewer entries.
    #[error("the later checkpoint has {new} entries, the earlier one {old}")]
    Shrunk {
        /// Entries of the earlier checkpoint.
        old: u64,
        /// Entries of the later one.
        new: u64,
    },
    /// A witness has seen more or fewer entries than a request starts from.
    #[error("the request starts from entry {asked}, but this witness has seen {seen}: ask from there")]
    OtherSize {
        /// Where the request starts.
        asked: u64,
        /// How many entries the witness has seen.
        seen: u64,
    },
    /// A proof has too many or too few hashes.
    #[error("the proof has {found} hashes; here it must have {wanted}")]
    ProofLength {
        /// How many hashes lead to the root.
        wanted: usize,
        /// How many there are.
        found: usize,
    },
    /// The entry does not lead to the root.
    #[error(
        "entry {index} does not lead to the root of the {size} entries: the entry or the receipt was changed"
    )]
    NotIncluded {
        /// The entry's index.
        index: u64,
        /// Entries of the checkpoint.
        size: u64,
    },
    /// One tree is not the beginning of the other.
    #[error(
        "the record of {old} entries is not shown to be the beginning of that of {new}: something was changed"
    )]
    NotConsistent {
        /// Entries of the earlier tree.
        old: u64,
        /// Entries of the later one.
        new: u64,
    },
}

/// A part of a note, a checkpoint or a receipt that has its own line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The first line of a receipt.
    ReceiptHeader,
    /// Further data in a receipt.
    Extra,
    /// The size from which a request to a witness starts.
    Old,
    /// The entry's index in a receipt.
    Index,
    /// A hash of a proof.
    ProofHash,
    /// The empty line between a receipt's proof and its checkpoint.
    Blank,
    /// The name of the record.
    Origin,
    /// The number of entries.
    Size,
    /// The root of the tree.
    Root,
    /// A further line of a checkpoint.
    Extension,
    /// A signature.
    Signature,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ReceiptHeader => "\"c2sp.org/tlog-proof@v1\"",
            Self::Extra => "\"extra\" with Base64",
            Self::Old => "\"old\" with a number of entries",
            Self::Index => "\"index\" with the entry's number",
            Self::ProofHash => "a hash of the proof in Base64",
            Self::Blank => "empty",
            Self::Origin => "the name of the record",
            Self::Size => "the number of entries",
            Self::Root => "the root hash in Base64",
            Self::Extension => "one of a few further lines, none of them empty",
            Self::Signature => "\"— \", the name of a key, and a signature in Base64",
        })
    }
}
