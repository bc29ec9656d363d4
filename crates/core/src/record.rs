//! The record: everything a coalition did in a case, in one append-only log that anyone can check.
//!
//! Entries are the leaves of a Merkle tree; a signed checkpoint states its root; a receipt proves
//! one entry against a checkpoint without asking the server. All formats but the entry's own are
//! those of C2SP (signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof), so that existing
//! tools and witnesses can be used. `docs/record.md` describes them for other programs.
//!
//! What this cannot do: whoever holds neither a receipt nor a checkpoint cannot notice that the
//! record was replaced.

pub mod checkpoint;
pub mod encoding;
pub mod entry;
pub mod error;
pub mod hash;
pub mod key;
pub mod note;
pub mod proof;
pub mod receipt;
pub mod tree;
pub mod witness;
