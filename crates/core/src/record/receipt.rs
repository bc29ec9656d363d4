//! Receipts: proof, to be checked without asking anybody, that an entry is in the record (C2SP
//! tlog-proof).
//!
//! A receipt holds the hashes that lead from the entry to the root of a signed checkpoint. It does
//! not hold the entry: whoever shows both shows what was recorded.

use std::fmt;

use super::{
    checkpoint::{Cosignature, SignedCheckpoint},
    encoding::{self, Lines},
    entry::Entry,
    error::{Part, RecordError},
    hash::Hash,
    key::VerifierKey,
    note::{NOTE_LIMIT, Note},
    tree::{self, Tree},
};

/// The most hashes of a proof: the height of the largest tree.
pub const PROOF_LIMIT: usize = 63;

/// Longest extra data, in bytes.
pub const EXTRA_LIMIT: usize = 64 << 10;

/// Longest receipt, in bytes.
pub const RECEIPT_LIMIT: usize = NOTE_LIMIT + 2 * EXTRA_LIMIT;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A receipt, not verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    index: u64,
    extra: Option<Vec<u8>>,
    proof: Vec<Hash>,
    checkpoint: SignedCheckpoint,
}

impl Receipt {
    /// The receipt for an entry of a tree under one of its checkpoints.
    ///
    /// # Errors
    /// [`RecordError::Beyond`] when the entry is not under the checkpoint yet; those of
    /// [`super::checkpoint::Checkpoint::check_against`] when the checkpoint is not of this tree.
    pub fn issue(tree: &Tree, index: u64, checkpoint: &SignedCheckpoint) -> Result<Self, RecordError> {
        checkpoint.checkpoint().check_against(tree)?;
        let proof = tree.prove_inclusion(index, checkpoint.checkpoint().head().size)?;
        Ok(Self { index, extra: None, proof, checkpoint: checkpoint.clone() })
    }

    /// The receipt with further data, which no signature covers.
    ///
    /// # Errors
    /// [`RecordError::Long`]; [`RecordError::Line`] when there are none.
    pub fn with_extra(mut self, extra: Vec<u8>) -> Result<Self, RecordError> {
        if extra.len() > EXTRA_LIMIT {
            return Err(RecordError::Long { limit: EXTRA_LIMIT });
        }
        if extra.is_empty() {
            return Err(RecordError::Line { line: 2, wanted: Part::Extra });
        }
        self.extra = Some(extra);
        Ok(self)
    }

    /// Reads a receipt.
    ///
    /// # Errors
    /// Those of reading; nothing is verified.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        let mut lines = Lines::new(encoding::text(bytes, RECEIPT_LIMIT)?);
        if lines.next(Part::ReceiptHeader)? != HEADER {
            return Err(lines.should_be(Part::ReceiptHeader));
        }
        let mut line = lines.next(Part::Index)?;
        let mut extra = None;
        if let Some(base64) = line.strip_prefix("extra ") {
            let data =
                encoding::from_base64(base64).filter(|data| !data.is_empty() && data.len() <= EXTRA_LIMIT);
            extra = Some(data.ok_or_else(|| lines.should_be(Part::Extra))?);
            line = lines.next(Part::Index)?;
        }
        let index = line.strip_prefix("index ").and_then(encoding::from_decimal);
        let index = index.ok_or_else(|| lines.should_be(Part::Index))?;
        let mut proof = Vec::new();
        loop {
            let line = lines.next(Part::ProofHash)?;
            if line.is_empty() {
                break;
            }
            if proof.len() == PROOF_LIMIT {
                return Err(lines.should_be(Part::Blank));
            }
            proof.push(Hash::from_base64(line).ok_or_else(|| lines.should_be(Part::ProofHash))?);
        }
        let first = lines.number() + 1;
        let checkpoint = SignedCheckpoint::from_note(Note::parse_from(lines.rest(), first)?, first)?;
        Ok(Self { index, extra, proof, checkpoint })
    }

    /// The place of the entry, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Further data, not to be trusted.
    pub fn extra(&self) -> Option<&[u8]> {
        self.extra.as_deref()
    }

    /// The hashes from the leaf's sibling up to below the root.
    pub fn proof(&self) -> &[Hash] {
        &self.proof
    }

    /// The checkpoint whose root the proof leads to.
    pub fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }

    /// Checks that an entry is in the record of a key, and that each of the witnesses has seen it.
    ///
    /// # Errors
    /// What does not fit: those of [`SignedCheckpoint::verify`], [`RecordError::OtherEntry`],
    /// [`RecordError::Beyond`], [`RecordError::ProofLength`], [`RecordError::NotIncluded`].
    pub fn verify(
        &self,
        entry: &Entry,
        record: &VerifierKey,
        witnesses: &[VerifierKey],
    ) -> Result<Vec<Cosignature>, RecordError> {
        let cosignatures = self.checkpoint.verify(record, witnesses)?;
        let seq = entry.header().seq;
        if seq != self.index {
            return Err(RecordError::OtherEntry { entry: seq, receipt: self.index });
        }
        let head = self.checkpoint.checkpoint().head();
        tree::verify_inclusion(&entry.leaf_hash(), self.index, &head, &self.proof)?;
        Ok(cosignatures)
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", encoding::to_base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}
