//! Checkpoints: the state of a record at one size, signed by the record and by its witnesses (C2SP
//! tlog-checkpoint and tlog-cosignature).
//!
//! A checkpoint that someone keeps binds the record for good: a later record that does not begin
//! with the same entries is found out. The origin is the record's name and is also the name of the
//! key that signs it; other programs may name these differently, this one does not.

use std::fmt;

use super::{
    encoding,
    error::{Part, RecordError},
    hash::Hash,
    key::{Algorithm, NAME_LIMIT, Signer, VerifierKey},
    note::{Note, SignatureLine},
    tree::{self, Head, Tree},
};

/// The most extension lines of a checkpoint.
pub const EXTENSION_LIMIT: usize = 16;

/// What a checkpoint says: which record, how many entries, which root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    head: Head,
    extensions: Vec<String>,
}

impl Checkpoint {
    /// The state of a record.
    ///
    /// # Errors
    /// [`RecordError::Line`] when the origin cannot stand in a line; [`RecordError::Head`] when size
    /// and root contradict each other.
    pub fn new(origin: &str, head: Head) -> Result<Self, RecordError> {
        Self { origin: origin.to_owned(), head, extensions: Vec::new() }.checked(1)
    }

    /// The checkpoint with a further line, which nobody audits; better have none.
    ///
    /// # Errors
    /// [`RecordError::Line`] when it is empty, cannot stand in a line, or is one too many.
    pub fn with_extension(mut self, line: &str) -> Result<Self, RecordError> {
        self.extensions.push(line.to_owned());
        self.checked(1)
    }

    fn checked(self, first: usize) -> Result<Self, RecordError> {
        let is_line = |line: &str| !line.is_empty() && !line.contains(|character: char| character < ' ');
        if !is_line(&self.origin) || self.origin.len() > NAME_LIMIT {
            return Err(RecordError::Line { line: first, wanted: Part::Origin });
        }
        let odd =
            self.extensions.iter().enumerate().find(|(at, line)| *at >= EXTENSION_LIMIT || !is_line(line));
        if let Some((at, _)) = odd {
            return Err(RecordError::Line { line: first + 3 + at, wanted: Part::Extension });
        }
        let Head { size, root } = self.head;
        if size > encoding::NUMBER_LIMIT || (size == 0 && root != Hash::empty()) {
            return Err(RecordError::Head);
        }
        Ok(self)
    }

    /// Reads the text of a checkpoint's note.
    ///
    /// # Errors
    /// [`RecordError::Line`], [`RecordError::Head`].
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        Self::parse_from(text, 1)
    }

    fn parse_from(text: &str, first: usize) -> Result<Self, RecordError> {
        let missing = |at: usize, wanted| RecordError::Line { line: first + at, wanted };
        let mut lines = text.split_inclusive('\n').map(|line| line.strip_suffix('\n').unwrap_or(""));
        let origin = lines.next().ok_or(missing(0, Part::Origin))?;
        let size = lines.next().and_then(encoding::from_decimal).ok_or(missing(1, Part::Size))?;
        let root = lines.next().and_then(Hash::from_base64).ok_or(missing(2, Part::Root))?;
        let extensions = lines.take(EXTENSION_LIMIT + 1).map(str::to_owned).collect();
        Self { origin: origin.to_owned(), head: Head { size, root }, extensions }.checked(first)
    }

    /// The name of the record.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Size and root.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Further lines.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// Checks that a tree holds this checkpoint: is no shorter, and begins with the same entries.
    ///
    /// # Errors
    /// [`RecordError::Short`] when entries are missing at the end; [`RecordError::NotConsistent`] when
    /// they are others.
    pub fn check_against(&self, tree: &Tree) -> Result<(), RecordError> {
        let size = self.head.size;
        if tree.head_at(size)? == self.head {
            Ok(())
        } else {
            Err(RecordError::NotConsistent { old: size, new: tree.size() })
        }
    }
}

impl Checkpoint {
    /// Checks that this checkpoint continues an earlier one of the same record, as a witness must
    /// before it signs.
    ///
    /// # Errors
    /// [`RecordError::Origin`], and those of [`tree::verify_consistency`].
    pub fn check_continues(&self, earlier: &Self, proof: &[Hash]) -> Result<(), RecordError> {
        check_origin(self, earlier.origin())?;
        tree::verify_consistency(&earlier.head, &self.head, proof)
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.head.size, self.head.root)?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// A checkpoint with its signatures, none of them checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

/// A witness's word that it knows no other record under this name, at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// The name of the witness.
    pub witness: String,
    /// When it signed, in seconds since 1970.
    pub time: u64,
}

impl SignedCheckpoint {
    /// Signs a checkpoint with the record's key.
    ///
    /// # Errors
    /// [`RecordError::KeyUse`], [`RecordError::Origin`] when the key is not this record's.
    pub fn sign(checkpoint: Checkpoint, signer: &Signer) -> Result<Self, RecordError> {
        check_origin(&checkpoint, signer.verifier_key().name())?;
        let mut note = Note::new(checkpoint.to_string())?;
        note.sign(signer)?;
        Ok(Self { checkpoint, note })
    }

    /// Reads a signed checkpoint.
    ///
    /// # Errors
    /// Those of reading; signatures are not checked.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        Self::from_note(Note::parse(bytes)?, 1)
    }

    pub(super) fn from_note(note: Note, first: usize) -> Result<Self, RecordError> {
        Ok(Self { checkpoint: Checkpoint::parse_from(note.text(), first)?, note })
    }

    /// What it says, which is worth something only once [`SignedCheckpoint::verify`] has passed.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note as it is signed.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Adds a witness's cosignature at a time in seconds since 1970. The witness must have checked
    /// that this checkpoint continues the one it signed last.
    ///
    /// # Errors
    /// [`RecordError::KeyUse`], [`RecordError::Signatures`], [`RecordError::EntryNumber`].
    pub fn cosign(&mut self, witness: &Signer, time: u64) -> Result<(), RecordError> {
        self.note.cosign(witness, time)
    }

    /// Adds the line of a cosignature that a witness has sent, when it fits.
    ///
    /// # Errors
    /// [`RecordError::KeyUse`], [`RecordError::NotSigned`], [`RecordError::BadSignature`],
    /// [`RecordError::Signatures`].
    pub fn add(&mut self, line: SignatureLine, witness: &VerifierKey) -> Result<(), RecordError> {
        witness.require(Algorithm::Witness)?;
        let mut note = Note::new(self.note.text().to_owned())?;
        note.add(line.clone())?;
        note.verify(witness)?;
        self.note.add(line)
    }

    /// Checks that the record's key and each of the witnesses have signed.
    ///
    /// # Errors
    /// [`RecordError::KeyUse`], [`RecordError::Origin`], [`RecordError::NotSigned`],
    /// [`RecordError::BadSignature`].
    pub fn verify(
        &self,
        record: &VerifierKey,
        witnesses: &[VerifierKey],
    ) -> Result<Vec<Cosignature>, RecordError> {
        check_origin(&self.checkpoint, record.name())?;
        record.require(Algorithm::Record)?;
        self.note.verify(record)?;
        witnesses.iter().map(|witness| self.cosignature(witness)).collect()
    }

    /// A witness's cosignature, when there is one and it fits.
    ///
    /// # Errors
    /// [`RecordError::KeyUse`], [`RecordError::NotSigned`], [`RecordError::BadSignature`].
    pub fn cosignature(&self, witness: &VerifierKey) -> Result<Cosignature, RecordError> {
        witness.require(Algorithm::Witness)?;
        let time = self.note.verify(witness)?.unwrap_or_default();
        Ok(Cosignature { witness: witness.name().to_owned(), time })
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}

fn check_origin(checkpoint: &Checkpoint, wanted: &str) -> Result<(), RecordError> {
    if checkpoint.origin() == wanted {
        Ok(())
    } else {
        Err(RecordError::Origin { checkpoint: checkpoint.origin().to_owned(), wanted: wanted.to_owned() })
    }
}
