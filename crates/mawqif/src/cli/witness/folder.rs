//! The folder of a witness: its secret key, and a file for each record that it has seen.
//!
//! A file of a record holds the record's key on its first line and then the last checkpoint signed.
//! It is replaced as a whole and flushed to the disk: a witness that forgot what it signed could be
//! made to sign another history.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use mawqif_core::record::{
    checkpoint::SignedCheckpoint,
    error::RecordError,
    hash::Hash,
    key::{Algorithm, SEED_LENGTH, Signer, VerifierKey},
    witness::REQUEST_LIMIT,
};

use super::super::{Failure, verify::reason::reason};
use crate::locale::Locale;

const KEY: &str = "witness.key";

/// A witness's folder, which no other process uses meanwhile.
pub struct Folder<'a> {
    path: PathBuf,
    locale: &'a Locale,
    /// Held as long as the folder is open.
    key: File,
}

/// What a witness knows of a record.
pub struct Seen {
    /// The key that signs the record.
    pub key: VerifierKey,
    /// The last checkpoint that the witness signed.
    pub checkpoint: SignedCheckpoint,
}

impl<'a> Folder<'a> {
    /// Makes a witness with a new key.
    ///
    /// # Errors
    /// When there is one already, when the name can be no key's, and when a file cannot be made.
    pub fn create(path: &Path, name: &str, locale: &'a Locale) -> Result<Self, Failure> {
        let mut seed = [0; SEED_LENGTH];
        getrandom::fill(&mut seed).map_err(|error| Failure::Usage(error.to_string()))?;
        let signer = Signer::new(name, Algorithm::Witness, &seed);
        let signer = signer.map_err(|error| Failure::Usage(reason(&error, locale).1))?;
        fs::create_dir_all(path).map_err(|error| failed(path, error))?;
        let file = path.join(KEY);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut key = options.open(&file).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Failure::Usage(told("witness-not-new", path, locale)),
            _ => failed(&file, error),
        })?;
        let written = key.write_all(format!("{}\n", signer.secret_text()).as_bytes());
        written.and_then(|()| key.sync_all()).map_err(|error| failed(&file, error))?;
        sync(path)?;
        drop(key);
        Self::open(path, locale)
    }

    /// Opens the folder of a witness.
    ///
    /// # Errors
    /// When there is none, when it cannot be read, and when another process has it open.
    pub fn open(path: &Path, locale: &'a Locale) -> Result<Self, Failure> {
        let file = path.join(KEY);
        let key = File::open(&file).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::Usage(told("witness-none", path, locale)),
            _ => failed(&file, error),
        })?;
        match key.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), locale, key }),
            Err(TryLockError::WouldBlock) => Err(Failure::Usage(told("witness-busy", path, locale))),
            Err(TryLockError::Error(error)) => Err(failed(&file, error)),
        }
    }

    /// The key by which others know the witness.
    ///
    /// # Errors
    /// Those of [`Folder::signer`].
    pub fn key(&self) -> Result<VerifierKey, Failure> {
        Ok(self.signer()?.verifier_key().clone())
    }

    /// The witness's secret key.
    ///
    /// # Errors
    /// When the file cannot be read or holds no witness's key.
    pub fn signer(&self) -> Result<Signer, Failure> {
        let path = self.path.join(KEY);
        let mut text = String::new();
        let mut key = &self.key;
        io::Seek::rewind(&mut key).map_err(|error| failed(&path, error))?;
        key.take(REQUEST_LIMIT as u64).read_to_string(&mut text).map_err(|error| failed(&path, error))?;
        let signer = text.trim_end().parse::<Signer>();
        let signer = signer.and_then(|signer| {
            signer.verifier_key().require(Algorithm::Witness)?;
            Ok(signer)
        });
        signer.map_err(|error| self.bad(&path, &error))
    }

    /// What is known of a record; `None` when it was never seen.
    ///
    /// # Errors
    /// When the file cannot be read, or is damaged: what was seen must not be forgotten.
    pub fn seen(&self, origin: &str) -> Result<Option<Seen>, Failure> {
        let path = self.file(origin);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&path, error)),
        };
        let seen = parse(&bytes).map_err(|error| self.bad(&path, &error))?;
        Ok(Some(seen))
    }

    /// Keeps a checkpoint in place of the one before, on the disk once this returns.
    ///
    /// # Errors
    /// When it cannot be written; the one before is kept then.
    pub fn keep(&self, key: &VerifierKey, checkpoint: &SignedCheckpoint) -> Result<(), Failure> {
        let path = self.file(checkpoint.checkpoint().origin());
        let fresh = path.with_extension("new");
        let write = || {
            let mut file = File::create(&fresh)?;
            file.write_all(format!("{key}\n{checkpoint}").as_bytes())?;
            file.sync_all()?;
            fs::rename(&fresh, &path)
        };
        write().map_err(|error| failed(&path, error))?;
        sync(&self.path)
    }

    /// A record's name can hold what no file's name can; its hash is as good.
    fn file(&self, origin: &str) -> PathBuf {
        let hash = Hash::of(&[origin.as_bytes()]).to_hex();
        self.path.join(format!("{}.checkpoint", &hash[..32]))
    }

    fn bad(&self, path: &Path, error: &RecordError) -> Failure {
        let why = reason(error, self.locale).1;
        failed(path, io::Error::new(io::ErrorKind::InvalidData, why))
    }
}

fn parse(bytes: &[u8]) -> Result<Seen, RecordError> {
    let end = bytes.iter().position(|&byte| byte == b'\n').ok_or(RecordError::KeyForm)?;
    let (key, checkpoint) = bytes.split_at(end);
    let key = std::str::from_utf8(key).map_err(|_| RecordError::KeyForm)?.parse::<VerifierKey>()?;
    let checkpoint = SignedCheckpoint::parse(&checkpoint[1..])?;
    checkpoint.verify(&key, &[])?;
    Ok(Seen { key, checkpoint })
}

/// A new name in a folder is there after a crash only once the folder is flushed.
fn sync(path: &Path) -> Result<(), Failure> {
    #[cfg(unix)]
    File::open(path).and_then(|folder| folder.sync_all()).map_err(|error| failed(path, error))?;
    Ok(())
}

fn failed(path: &Path, error: io::Error) -> Failure {
    Failure::File(path.display().to_string(), error)
}

fn told(key: &str, folder: &Path, locale: &Locale) -> String {
    locale.tell(key, &[("folder", folder.display().to_string().into())])
}
