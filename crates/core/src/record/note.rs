//! Signed notes: a text, a blank line, and signatures by any number of keys (C2SP signed-note).
//!
//! Nothing of a note is lost by reading it: it is written again byte by byte. Signatures by keys that
//! the reader does not know are kept and ignored; one by a known key that does not fit spoils the
//! note.

use std::fmt;

use super::{
    encoding,
    error::{Part, RecordError},
    key::{self, Signer, VerifierKey},
};

/// Longest note, in bytes.
pub const NOTE_LIMIT: usize = 1 << 20;

/// The most signatures of a note.
pub const SIGNATURE_LIMIT: usize = 100;

const DASH: &str = "\u{2014} ";

/// A text with signatures, none of them checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

/// A signature as it stands in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    name: String,
    id: u32,
    signature: Vec<u8>,
}

impl Note {
    /// A text to be signed.
    ///
    /// # Errors
    /// [`RecordError::NoteText`] unless it ends with a newline and has no other control characters.
    pub fn new(text: String) -> Result<Self, RecordError> {
        if !text.ends_with('\n') || encoding::text(text.as_bytes(), NOTE_LIMIT).is_err() {
            return Err(RecordError::NoteText);
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// Reads a note with at least one signature.
    ///
    /// # Errors
    /// Those of reading; signatures are not checked.
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        Self::parse_from(encoding::text(bytes, NOTE_LIMIT)?, 1)
    }

    /// Reads a note whose first line is a given line of its file.
    pub(super) fn parse_from(note: &str, first: usize) -> Result<Self, RecordError> {
        // The text may have blank lines of its own; the last one ends it.
        let split = note.rfind("\n\n").ok_or(RecordError::Unsigned)?;
        let (text, rest) = note.split_at(split + 1);
        let lines = rest.strip_prefix('\n').filter(|lines| !lines.is_empty()).ok_or(RecordError::Unsigned)?;
        let mut signatures = Vec::new();
        for (line, written) in (first + text.matches('\n').count() + 1..).zip(lines.split_inclusive('\n')) {
            if signatures.len() == SIGNATURE_LIMIT {
                return Err(RecordError::Signatures);
            }
            let signature = written.strip_suffix('\n').and_then(SignatureLine::parse);
            signatures.push(signature.ok_or(RecordError::Line { line, wanted: Part::Signature })?);
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The signed text, with its last newline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, in order.
    pub fn signatures(&self) -> &[SignatureLine] {
        &self.signatures
    }

    /// Adds the signature of a record's key.
    ///
    /// # Errors
    /// [`RecordError::KeyUse`], [`RecordError::Signatures`].
    pub fn sign(&mut self, signer: &Signer) -> Result<(), RecordError> {
        let signature = signer.sign(&self.text)?;
        self.add(SignatureLine::new(signer, signature))
    }

    /// Adds the cosignature of a witness's key at a time in seconds since 1970.
    ///
    /// # Errors
    /// [`RecordError::KeyUse`], [`RecordError::Signatures`], [`RecordError::EntryNumber`].
    pub fn cosign(&mut self, signer: &Signer, time: u64) -> Result<(), RecordError> {
        let signature = signer.cosign(&self.text, time)?;
        self.add(SignatureLine::new(signer, signature))
    }

    /// Adds a signature made elsewhere, in place of an earlier one by the same key.
    ///
    /// # Errors
    /// [`RecordError::Signatures`].
    pub fn add(&mut self, line: SignatureLine) -> Result<(), RecordError> {
        self.signatures.retain(|other| (&other.name, other.id) != (&line.name, line.id));
        if self.signatures.len() == SIGNATURE_LIMIT {
            return Err(RecordError::Signatures);
        }
        self.signatures.push(line);
        Ok(())
    }

    /// Checks that a key has signed; gives the time of a witness's latest cosignature, in seconds
    /// since 1970, and nothing for a record's key.
    ///
    /// # Errors
    /// [`RecordError::NotSigned`]; [`RecordError::BadSignature`] when any signature by this key does
    /// not fit.
    pub fn verify(&self, key: &VerifierKey) -> Result<Option<u64>, RecordError> {
        self.signatures
            .iter()
            .filter(|line| line.name == key.name() && line.id == key.id())
            .map(|line| {
                key.check(&self.text, &line.signature)
                    .ok_or_else(|| RecordError::BadSignature { key: key.label() })
            })
            .reduce(|one, other| Ok(one?.max(other?)))
            .unwrap_or_else(|| Err(RecordError::NotSigned { key: key.label() }))
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl SignatureLine {
    fn new(signer: &Signer, signature: Vec<u8>) -> Self {
        let key = signer.verifier_key();
        Self { name: key.name().to_owned(), id: key.id(), signature }
    }

    /// Reads a signature's line, without its newline.
    pub fn parse(line: &str) -> Option<Self> {
        let (name, base64) = line.strip_prefix(DASH)?.split_once(' ')?;
        let bytes = encoding::from_base64(base64)?;
        let (id, signature) = bytes.split_first_chunk()?;
        if !key::is_key_name(name) || signature.is_empty() {
            return None;
        }
        Some(Self { name: name.to_owned(), id: u32::from_be_bytes(*id), signature: signature.to_vec() })
    }

    /// The name of the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The hash of the key.
    pub fn id(&self) -> u32 {
        self.id
    }
}

impl fmt::Display for SignatureLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.id.to_be_bytes().as_slice(), self.signature.as_slice()].concat();
        write!(f, "{DASH}{} {}", self.name, encoding::to_base64(&bytes))
    }
}
