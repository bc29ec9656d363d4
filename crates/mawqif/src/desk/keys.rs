//! Keys: one for each record, grown from one seed that never leaves the server's folder.
//!
//! The seed is made at the first start and must be backed up: without it no further checkpoint of the
//! same key can be signed. Another takes its place by [`Keys::change`]; the file then has the seeds before it
//! below it, the latest first, so that what they have signed is still known as ours. Key and record belong together by the record's name (its origin), so a copy of
//! the seed on several servers of one database gives them the same keys.

use std::{
    collections::HashMap,
    fs, io,
    io::Write,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

use mawqif_core::record::{
    checkpoint::{Checkpoint, SignedCheckpoint},
    encoding,
    error::RecordError,
    hash::Hash,
    key::{Algorithm, SEED_LENGTH, Signer},
    tree::Head,
};
use mawqif_store::{CaseId, Sign, Store};

use super::Fault;

/// The name of the seed's file.
pub const FILE: &str = "seed";

/// Sets a record's key apart from anything else that may grow from the seed.
const PURPOSE: &[u8] = b"mawqif record key v1\n";

/// And what senders of messages are known by.
const MESSAGES: &[u8] = b"mawqif message key v1\n";

/// The keys of all records.
#[derive(Clone)]
pub struct Keys {
    /// The seed in force, and those before it, the latest first; there is always one.
    seeds: Arc<[[u8; SEED_LENGTH]]>,
}

/// The most seeds of a server, the one in force among them.
pub const SEED_LIMIT: usize = 100;

impl Keys {
    /// Reads the seed in a folder, or makes one there.
    ///
    /// # Errors
    /// When the file cannot be read or made, and when it holds no seed.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        let path = folder.join(FILE);
        let seed = random::<SEED_LENGTH>()?;
        if put(folder, &[seed])? {
            return Ok(Self { seeds: Arc::new([seed]) });
        }
        let failed = |error: io::Error| Fault::File(path.display().to_string(), error.to_string());
        let text = fs::read_to_string(&path).map_err(failed)?;
        let seeds = seeds(&text).ok_or_else(|| {
            let what =
                "this is no seed: 64 lower-case hexadecimal digits, and below it those before it".to_owned();
            Fault::File(path.display().to_string(), what)
        })?;
        Ok(Self { seeds: seeds.into() })
    }

    /// The keys of the records in a store: those of the folder's seed, or of a new one when there is nothing
    /// that another has signed.
    ///
    /// # Errors
    /// [`Fault::File`] when there are records and no seed, and those of [`Keys::open`].
    pub async fn of(folder: &Path, store: &Store) -> Result<Self, Fault> {
        let path = folder.join(FILE);
        if !path.exists() && !store.cases().await?.is_empty() {
            let what =
                "it is missing, though there are records: take it from a backup, or from another server";
            return Err(Fault::File(path.display().to_string(), what.to_owned()));
        }
        Self::open(folder)
    }

    /// Puts a seed that was written by [`Keys::seed_text`] into a folder that has none, or this one; and
    /// whether it was put there now.
    ///
    /// # Errors
    /// [`Fault::File`] when it is no seed, when the folder has another, and when it cannot be written.
    pub fn plant(folder: &Path, text: &str) -> Result<(Self, bool), Fault> {
        let path = folder.join(FILE);
        let bad = |what: &str| Fault::File(path.display().to_string(), what.to_owned());
        let seeds = seeds(text).ok_or_else(|| bad("the backup holds no seed"))?;
        if path.exists() {
            let keys = Self::open(folder)?;
            let is_same = *keys.seeds == *seeds;
            return if is_same { Ok((keys, false)) } else { Err(bad("another server's seed is here")) };
        }
        put(folder, &seeds)?;
        Ok((Self { seeds: seeds.into() }, true))
    }

    /// Puts a new seed in force in a folder that has one. A crash leaves the old file or the new one.
    ///
    /// # Errors
    /// [`Fault::File`] when there is none, or too many are kept, and when it cannot be written.
    pub fn change(folder: &Path) -> Result<(), Fault> {
        let path = folder.join(FILE);
        let bad = |what: String| Fault::File(path.display().to_string(), what);
        if !path.exists() {
            return Err(bad("there is no seed, so no server has run here".to_owned()));
        }
        let before = Self::open(folder)?;
        if before.seeds.len() >= SEED_LIMIT {
            return Err(bad(format!("{SEED_LIMIT} seeds are kept already, which is the most")));
        }
        let seeds = [&[random::<SEED_LENGTH>()?], &*before.seeds].concat();
        let failed = |error: io::Error| bad(error.to_string());
        let new = folder.join("seed.new");
        if let Err(error) = fs::remove_file(&new)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(failed(error));
        }
        write(&new, &seeds).map_err(failed)?;
        fs::rename(&new, &path).and_then(|()| fs::File::open(folder)?.sync_all()).map_err(failed)
    }

    /// The seeds as a backup has them, which must be kept as the folder is: in one line, that in force first.
    pub fn seed_text(&self) -> String {
        let seeds: Vec<String> = self.seeds.iter().map(|seed| encoding::to_hex(seed)).collect();
        seeds.join(" ")
    }

    /// The key by which senders of messages to a case are known again. It grows from the first seed that there was, so that a
    /// telephone has the same mark after the record's key was changed.
    pub fn of_messages(&self, case: &str) -> Hash {
        let first = self.seeds.last().unwrap_or(&self.seeds[0]);
        Hash::of(&[MESSAGES, first, case.as_bytes()])
    }

    /// The key of the record with an origin.
    ///
    /// # Errors
    /// [`RecordError::KeyName`].
    pub fn signer(&self, origin: &str) -> Result<Signer, RecordError> {
        grown(&self.seeds[0], origin)
    }

    /// The key of the record with an origin, and those that it had before, the latest first.
    ///
    /// # Errors
    /// [`RecordError::KeyName`].
    pub fn signers(&self, origin: &str) -> Result<Vec<Signer>, RecordError> {
        self.seeds.iter().map(|seed| grown(seed, origin)).collect()
    }
}

fn grown(seed: &[u8; SEED_LENGTH], origin: &str) -> Result<Signer, RecordError> {
    // The seed has a fixed length and the result is never shown, so hashing one after the other is enough.
    let seed = Hash::of(&[PURPOSE, seed, origin.as_bytes()]);
    Signer::new(origin, Algorithm::Record, seed.as_bytes())
}

/// The seeds of a text, if it has nothing else.
fn seeds(text: &str) -> Option<Vec<[u8; SEED_LENGTH]>> {
    let seeds: Option<Vec<_>> =
        text.split_ascii_whitespace().take(SEED_LIMIT + 1).map(encoding::from_hex).collect();
    seeds.filter(|seeds| !seeds.is_empty() && seeds.len() <= SEED_LIMIT)
}

/// Writes seeds into a folder, unless there is one; whether it did.
fn put(folder: &Path, seeds: &[[u8; SEED_LENGTH]]) -> Result<bool, Fault> {
    let path = folder.join(FILE);
    match write(&path, seeds).and_then(|()| fs::File::open(folder)?.sync_all()) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        done => {
            done.map(|()| true).map_err(|error| Fault::File(path.display().to_string(), error.to_string()))
        }
    }
}

/// Writes seeds into a new file that nobody else can read.
fn write(path: &Path, seeds: &[[u8; SEED_LENGTH]]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let lines: String = seeds.iter().map(|seed| format!("{}\n", encoding::to_hex(seed))).collect();
    file.write_all(lines.as_bytes())?;
    file.sync_all()
}

/// Signs for the writer, which knows cases by their ids and not by their records' names.
#[derive(Clone)]
pub struct Signing {
    keys: Keys,
    origins: Arc<RwLock<HashMap<CaseId, String>>>,
}

impl Signing {
    /// With no case known yet.
    pub fn new(keys: &Keys) -> Self {
        Self { keys: keys.clone(), origins: Arc::default() }
    }

    /// Tells the name of a case's record.
    pub fn know(&self, case: &CaseId, origin: &str) {
        let mut origins = self.origins.write().unwrap_or_else(PoisonError::into_inner);
        origins.insert(case.clone(), origin.to_owned());
    }

    /// As the writer takes it.
    pub fn function(&self) -> Sign {
        let signing = self.clone();
        Arc::new(move |case: &CaseId, head: Head| {
            let origins = signing.origins.read().unwrap_or_else(PoisonError::into_inner);
            let origin = origins.get(case).ok_or(RecordError::KeyName)?;
            let signer = signing.keys.signer(origin)?;
            SignedCheckpoint::sign(Checkpoint::new(origin, head)?, &signer)
        })
    }
}

/// Random bytes of the operating system.
///
/// # Errors
/// [`Fault::Random`] when it has none.
pub fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Fault::Random)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_stays_and_names_part_the_keys() {
        let folder = tempfile::tempdir().unwrap();
        let key = |origin: &str| {
            Keys::open(folder.path()).unwrap().signer(origin).unwrap().verifier_key().to_string()
        };
        assert_eq!(key("a.example/one"), key("a.example/one"));
        assert_ne!(key("a.example/one"), key("a.example/two"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_damaged_seed_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "short\n").unwrap();
        assert!(matches!(Keys::open(folder.path()), Err(Fault::File(..))));
        assert_eq!(fs::read_to_string(folder.path().join(FILE)).unwrap(), "short\n");
    }
}
