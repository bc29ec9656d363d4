//! What a witness is asked, and when it may sign (C2SP tlog-witness, "add-checkpoint").
//!
//! A witness keeps one checkpoint for each record. It signs another only when a proof shows that it
//! continues that one, so that nobody can be shown two histories under the same witness's name.
//! Requests and answers are small texts: they can travel by HTTP as well as by mail or on a stick.

use std::fmt;

use super::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    encoding::{self, Lines},
    error::{Part, RecordError},
    hash::Hash,
    key::{Signer, VerifierKey},
    note::Note,
    proof::CONSISTENCY_LIMIT,
    tree::{self, Head},
};

/// Longest request, in bytes.
pub const REQUEST_LIMIT: usize = 64 << 10;

/// A record's request that a witness sign a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    old: u64,
    proof: Vec<Hash>,
    checkpoint: SignedCheckpoint,
}

impl Request {
    /// Asks to sign a checkpoint of which the witness has seen the first `old` entries; the proof goes
    /// from there to the checkpoint.
    pub fn new(old: u64, proof: Vec<Hash>, checkpoint: SignedCheckpoint) -> Self {
        Self { old, proof, checkpoint }
    }

    /// Reads a request: `old` and a number of entries, the hashes of the proof, an empty line, the
    /// signed checkpoint.
    ///
    /// # Errors
    /// Those of reading; nothing is verified.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        let mut lines = Lines::new(encoding::text(bytes, REQUEST_LIMIT)?);
        let old = lines.next(Part::Old)?.strip_prefix("old ").and_then(encoding::from_decimal);
        let old = old.ok_or_else(|| lines.should_be(Part::Old))?;
        let mut proof = Vec::new();
        loop {
            let line = lines.next(Part::ProofHash)?;
            if line.is_empty() {
                break;
            }
            if proof.len() == CONSISTENCY_LIMIT {
                return Err(lines.should_be(Part::Blank));
            }
            proof.push(Hash::from_base64(line).ok_or_else(|| lines.should_be(Part::ProofHash))?);
        }
        let first = lines.number() + 1;
        let checkpoint = SignedCheckpoint::from_note(Note::parse_from(lines.rest(), first)?, first)?;
        Ok(Self { old, proof, checkpoint })
    }

    /// The checkpoint to be signed.
    pub fn checkpoint(&self) -> &SignedCheckpoint {
        &self.checkpoint
    }

    /// The checkpoint with the witness's cosignature at a time in seconds since 1970, if it may be
    /// signed: the record's key has signed it, and it continues what the witness has seen.
    ///
    /// The witness must keep the new checkpoint before it gives the signature away.
    ///
    /// # Errors
    /// [`RecordError::OtherSize`] when the request starts from another size than the witness has seen;
    /// otherwise those of [`SignedCheckpoint::verify`], [`tree::verify_consistency`] and
    /// [`SignedCheckpoint::cosign`].
    pub fn sign(
        &self,
        record: &VerifierKey,
        seen: Option<&Checkpoint>,
        witness: &Signer,
        time: u64,
    ) -> Result<SignedCheckpoint, RecordError> {
        self.checkpoint.verify(record, &[])?;
        let seen = seen.map_or(Head { size: 0, root: Hash::empty() }, Checkpoint::head);
        if self.old != seen.size {
            return Err(RecordError::OtherSize { asked: self.old, seen: seen.size });
        }
        tree::verify_consistency(&seen, &self.checkpoint.checkpoint().head(), &self.proof)?;
        let mut signed = self.checkpoint.clone();
        signed.cosign(witness, time)?;
        Ok(signed)
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{key::Algorithm, tree::Tree};

    const NAME: &str = "coalition.example/wadi-nahr";

    fn record() -> Signer {
        Signer::new(NAME, Algorithm::Record, &[1; 32]).unwrap()
    }

    fn witness() -> Signer {
        Signer::new("bar-association.example", Algorithm::Witness, &[2; 32]).unwrap()
    }

    fn tree(entries: u64, last: &[u8]) -> Tree {
        let mut tree = Tree::new();
        for at in 1..entries {
            tree.push(Hash::leaf(&at.to_be_bytes()));
        }
        tree.push(Hash::leaf(last));
        tree
    }

    fn signed(tree: &Tree) -> SignedCheckpoint {
        SignedCheckpoint::sign(Checkpoint::new(NAME, tree.head()).unwrap(), &record()).unwrap()
    }

    fn asked(tree: &Tree, old: u64) -> Request {
        let proof = tree.prove_consistency(old, tree.size()).unwrap();
        let request = Request::new(old, proof, signed(tree));
        // What is sent is what is read.
        let read = Request::parse(request.to_string().as_bytes()).unwrap();
        assert_eq!(read, request);
        read
    }

    #[test]
    fn a_witness_signs_what_continues_what_it_has_seen() {
        let record = record();
        let key = record.verifier_key();
        let mut grown = tree(1, b"first");
        let mut seen: Option<SignedCheckpoint> = None;
        for size in 1..=40 {
            let old = seen.as_ref().map_or(0, |seen| seen.checkpoint().head().size);
            let before = seen.as_ref().map(SignedCheckpoint::checkpoint);
            let cosigned = asked(&grown, old).sign(key, before, &witness(), size).unwrap();
            let found = cosigned.verify(key, &[witness().verifier_key().clone()]).unwrap();
            assert_eq!(found[0].time, size);
            seen = Some(cosigned);
            // Sometimes it comes back to the same size, sometimes several entries later.
            for more in 0..size % 4 {
                grown.push(Hash::leaf(&[more.to_le_bytes()[0]]));
            }
        }
    }

    #[test]
    fn a_witness_signs_neither_another_history_nor_a_shorter_one() {
        let record = record();
        let key = record.verifier_key();
        let seen = signed(&tree(10, b"seen"));
        let before = Some(seen.checkpoint());
        let refused = |request: &Request| request.sign(key, before, &witness(), 7).unwrap_err();
        // Another tenth entry, at the same size and later; the proofs are right for the other history.
        let mut other = tree(10, b"other");
        assert_eq!(refused(&asked(&other, 10)), RecordError::NotConsistent { old: 10, new: 10 });
        other.push(Hash::leaf(b"more"));
        assert_eq!(refused(&asked(&other, 10)), RecordError::NotConsistent { old: 10, new: 11 });
        // A record that was cut and grew again.
        assert_eq!(refused(&asked(&other, 9)), RecordError::OtherSize { asked: 9, seen: 10 });
        let shorter = Request::new(10, Vec::new(), signed(&tree(9, b"cut")));
        assert_eq!(refused(&shorter), RecordError::Shrunk { old: 10, new: 9 });
        // Nobody's signature, and another record's.
        let stranger = Signer::new(NAME, Algorithm::Record, &[3; 32]).unwrap();
        let mut grown = tree(10, b"seen");
        grown.push(Hash::leaf(b"more"));
        let good = asked(&grown, 10);
        let told = good.sign(stranger.verifier_key(), before, &witness(), 7).unwrap_err();
        assert!(matches!(told, RecordError::NotSigned { .. }));
        assert!(good.sign(key, before, &witness(), 7).is_ok());
    }

    #[test]
    fn a_request_that_cannot_be_read_says_where() {
        let good = asked(&tree(5, b"last"), 3).to_string();
        let told = |text: &str| Request::parse(text.as_bytes()).unwrap_err();
        let line = |line, wanted| RecordError::Line { line, wanted };
        assert_eq!(told(""), line(1, Part::Old));
        assert_eq!(told(&good.replacen("old 3", "old 03", 1)), line(1, Part::Old));
        assert_eq!(told(&good.replacen("old 3\n", "old 3\nx\n", 1)), line(2, Part::ProofHash));
        let hash = format!("{}\n", Hash::empty());
        let long = good.replacen("old 3\n", &format!("old 3\n{}", hash.repeat(CONSISTENCY_LIMIT)), 1);
        assert_eq!(told(&long), line(CONSISTENCY_LIMIT + 2, Part::Blank));
        assert_eq!(told(&"x".repeat(REQUEST_LIMIT + 1)), RecordError::Long { limit: REQUEST_LIMIT });
    }
}
