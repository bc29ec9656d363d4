//! Checkpoints in a folder of their own, so that the database cannot be put back unnoticed.
//!
//! One file for each case, replaced as a whole. It may be a little older than the record, never newer:
//! what it says was stored before. Whoever changes the folder as well as the database is found out only
//! by a checkpoint that somebody else keeps.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use mawqif_core::record::{checkpoint::SignedCheckpoint, note::NOTE_LIMIT};

use crate::{error::Error, id::CaseId};

/// A folder that holds the latest checkpoint of each case.
#[derive(Clone, Debug)]
pub struct Kept {
    folder: PathBuf,
}

impl Kept {
    /// Opens the folder, and makes it when it is not there.
    ///
    /// # Errors
    /// [`Error::Internal`] when it cannot be made.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The checkpoint that is kept of a case. Its signatures are not checked here.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the file is no checkpoint; [`Error::Internal`] when it cannot be read.
    pub fn checkpoint(&self, case: &CaseId) -> Result<Option<SignedCheckpoint>, Error> {
        let path = self.path(case);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(&path, &error)),
        };
        let bytes = bytes.get(..bytes.len().min(NOTE_LIMIT + 1)).unwrap_or_default();
        SignedCheckpoint::parse(bytes)
            .map(Some)
            .map_err(|error| Error::Corrupt { place: path.display().to_string(), what: error.to_string() })
    }

    /// Keeps a checkpoint, unless one of more entries is kept. A crash leaves the old one or the new one.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Internal`]; [`Error::Corrupt`] when what is kept cannot be read.
    pub fn keep(&self, case: &CaseId, checkpoint: &SignedCheckpoint) -> Result<(), Error> {
        let size = |signed: &SignedCheckpoint| signed.checkpoint().head().size;
        if self.checkpoint(case)?.is_some_and(|kept| size(&kept) >= size(checkpoint)) {
            return Ok(());
        }
        let path = self.path(case);
        let new = path.with_extension("new");
        let write = || -> io::Result<()> {
            let mut file = fs::File::create(&new)?;
            file.write_all(checkpoint.to_string().as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, &path)?;
            fs::File::open(&self.folder)?.sync_all()
        };
        write().map_err(|error| failed(&path, &error))
    }

    fn path(&self, case: &CaseId) -> PathBuf {
        self.folder.join(format!("{case}.checkpoint"))
    }
}

fn failed(path: &Path, error: &io::Error) -> Error {
    let text = format!("{}: {error}", path.display());
    if error.kind() == io::ErrorKind::StorageFull { Error::Full(text) } else { Error::Internal(text) }
}
