//! Proofs of consistency as files, for whoever keeps an earlier checkpoint.
//!
//! One hash in Base64 on each line, in the order of RFC 6962, section 2.1.2; the file is empty when
//! the earlier record was empty or is the same. C2SP's tlog-witness writes the hashes so, too.

use super::{
    encoding::{self, Lines},
    error::{Part, RecordError},
    hash::Hash,
};

/// The most hashes of a proof of consistency: one for each height of the largest tree, and the one
/// they start from.
pub const CONSISTENCY_LIMIT: usize = 64;

/// Longest file, in bytes: 64 lines of 45.
const FILE_LIMIT: usize = CONSISTENCY_LIMIT * 45;

/// Reads a proof, without verifying it.
///
/// # Errors
/// [`RecordError::Long`], [`RecordError::Byte`], [`RecordError::Line`].
pub fn parse(bytes: &[u8]) -> Result<Vec<Hash>, RecordError> {
    let mut lines = Lines::new(encoding::text(bytes, FILE_LIMIT)?);
    let mut proof = Vec::new();
    while !lines.rest().is_empty() {
        let hash = Hash::from_base64(lines.next(Part::ProofHash)?);
        proof.push(hash.ok_or_else(|| lines.should_be(Part::ProofHash))?);
    }
    Ok(proof)
}

/// The file of a proof.
pub fn format(proof: &[Hash]) -> String {
    proof.iter().map(|hash| format!("{hash}\n")).collect()
}
