//! Sealing: bytes on their way into an age file that only a committee's secret keys open.
//!
//! What comes in is hashed and encrypted piece by piece, so that a film needs no more memory than a line of text, and nothing of it
//! is written anywhere before it is sealed. `age -d -i key.txt` opens what comes out.

use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use age::{Encryptor, Recipient, stream::StreamWriter, x25519};
use mawqif_core::{
    case::{
        Refusal,
        followup::{
            evidence::{EvidenceKind, Seal, Sealed},
            seal::SealKey,
        },
        refusal::State,
    },
    record::hash::{Hash, Hashing},
};

use crate::desk::Fault;

/// What is sealed, until it is fetched.
#[derive(Clone, Default)]
struct Basin(Arc<Mutex<Vec<u8>>>);

impl Write for Basin {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Something that is being sealed.
pub struct Sealing {
    basin: Basin,
    writer: StreamWriter<Basin>,
    plain: Hashing,
    size: u64,
    sealed: Hashing,
    sealed_size: u64,
    keys: Vec<Hash>,
}

impl Sealing {
    /// Begins to seal something to the keys of a committee.
    ///
    /// # Errors
    /// [`State::NoSealKeys`] when there are none.
    pub fn begin(keys: &[SealKey]) -> Result<Self, Fault> {
        if keys.is_empty() {
            return Err(Refusal::State(State::NoSealKeys).into());
        }
        let failed = |why: String| Fault::File("a seal".to_owned(), why);
        let known = |key: &SealKey| key.key.parse::<x25519::Recipient>();
        let recipients: Vec<_> =
            keys.iter().map(known).collect::<Result<_, _>>().map_err(|error| failed(error.to_owned()))?;
        let encryptor = Encryptor::with_recipients(recipients.iter().map(|it| it as &dyn Recipient));
        let encryptor = encryptor.map_err(|error| failed(error.to_string()))?;
        let basin = Basin::default();
        let writer = encryptor.wrap_output(basin.clone()).map_err(|error| failed(error.to_string()))?;
        Ok(Self {
            basin,
            writer,
            plain: Hashing::default(),
            size: 0,
            sealed: Hashing::default(),
            sealed_size: 0,
            keys: keys.iter().map(SealKey::fingerprint).collect(),
        })
    }

    /// Takes in the next bytes.
    ///
    /// # Errors
    /// [`Fault::File`] when they cannot be sealed.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.plain.update(bytes);
        self.size = self.size.saturating_add(length(bytes));
        self.writer.write_all(bytes).map_err(unsealable)
    }

    /// The sealed bytes that are ready, if there are so many.
    pub fn ready(&mut self, part: usize) -> Option<Vec<u8>> {
        let bytes = {
            let mut basin = self.basin.0.lock().unwrap_or_else(PoisonError::into_inner);
            if basin.len() < part {
                return None;
            }
            let rest = basin.split_off(part);
            mem::replace(&mut *basin, rest)
        };
        self.count(&bytes);
        Some(bytes)
    }

    /// Ends the seal: what it is, and the sealed bytes that were not fetched yet.
    ///
    /// # Errors
    /// [`Fault::File`] when it cannot be ended.
    pub fn finish(mut self, kind: EvidenceKind) -> Result<(Sealed, Vec<u8>), Fault> {
        let (basin, plain, size, keys) = (self.basin, self.plain, self.size, self.keys);
        self.writer.finish().map_err(unsealable)?;
        let rest = mem::take(&mut *basin.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.sealed.update(&rest);
        let under =
            Seal { sha256: self.sealed.hash(), size: self.sealed_size.saturating_add(length(&rest)), keys };
        Ok((Sealed { kind, sha256: plain.hash(), size, under }, rest))
    }

    fn count(&mut self, sealed: &[u8]) {
        self.sealed.update(sealed);
        self.sealed_size = self.sealed_size.saturating_add(length(sealed));
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn unsealable(error: io::Error) -> Fault {
    Fault::File("a seal".to_owned(), error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use age::{Decryptor, Identity};
    use mawqif_core::text::Text;

    use super::*;

    fn key(secret: &x25519::Identity) -> SealKey {
        SealKey { name: Text::plain("Rima"), key: secret.to_public().to_string() }
    }

    #[test]
    fn what_is_sealed_opens_with_either_key_and_with_no_other() {
        let (one, other, stranger) =
            (x25519::Identity::generate(), x25519::Identity::generate(), x25519::Identity::generate());
        let plain: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut sealing = Sealing::begin(&[key(&one), key(&other)]).unwrap();
        let mut bytes = Vec::new();
        for piece in plain.chunks(70_001) {
            sealing.write(piece).unwrap();
            while let Some(part) = sealing.ready(4_096) {
                assert_eq!(part.len(), 4_096);
                bytes.extend(part);
            }
        }
        let (sealed, rest) = sealing.finish(EvidenceKind::Jpeg).unwrap();
        bytes.extend(rest);
        assert_eq!(sealed.sha256, Hash::of(&[&plain]));
        assert_eq!(sealed.under.sha256, Hash::of(&[&bytes]));
        assert_eq!((sealed.size, sealed.under.size), (plain.len() as u64, bytes.len() as u64));
        assert!(sealed.under.is_to(&[key(&other), key(&one)]) && !sealed.under.is_to(&[key(&one)]));
        assert!(!bytes.windows(64).any(|it| it == &plain[4_000..4_064]));
        let open = |secret: &x25519::Identity| {
            let mut opened = Vec::new();
            let decryptor = Decryptor::new(&bytes[..]).unwrap();
            let mut reader = decryptor.decrypt(std::iter::once(secret as &dyn Identity)).ok()?;
            reader.read_to_end(&mut opened).unwrap();
            Some(opened)
        };
        assert!(open(&one).is_some_and(|it| it == plain) && open(&other).is_some_and(|it| it == plain));
        assert!(open(&stranger).is_none());
    }

    #[test]
    fn nothing_is_sealed_to_nobody() {
        assert!(matches!(Sealing::begin(&[]), Err(Fault::Refused(_))));
    }

    /// What the record lets be set, this can seal to.
    #[test]
    fn a_key_that_is_taken_can_be_sealed_to() {
        for _ in 0..20 {
            let key = key(&x25519::Identity::generate());
            mawqif_core::case::followup::seal::check_key(&key.key).unwrap();
            Sealing::begin(&[key]).unwrap();
        }
    }
}
