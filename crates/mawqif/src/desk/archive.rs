//! Archives: one case as a whole, as files that need no server and no program of ours to be read.
//!
//! A tar file with the entries, one JSON object on each line as `docs/record.md` has them, the last signed
//! checkpoint, the key that signed it, and the case as a dossier. Whoever has the key from elsewhere can
//! verify that no entry was left out, added or changed.

use std::{
    fs::File,
    io::{Read, Seek, Write},
};

use mawqif_core::{
    case::{Case, CaseId},
    dossier,
    record::{
        checkpoint::SignedCheckpoint,
        entry::{ENTRY_FILE_LIMIT, Entry},
        error::RecordError,
        key::VerifierKey,
        note::NOTE_LIMIT,
        tree::Tree,
    },
};
use mawqif_store::Store;

use super::{Fault, Options, held::apply, keys::Keys};

/// The files of an archive, in their order.
const FILES: [&str; 4] = ["checkpoint", "key", "dossier.toml", "entries.jsonl"];

/// What an archive holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// The record's name.
    pub origin: String,
    /// The key that signed the checkpoint, as far as the archive says.
    pub key: VerifierKey,
    /// Entries.
    pub entries: u64,
    /// Entries whose payload was erased.
    pub erased: u64,
}

/// Writes the archive of a case, as it is at one moment.
///
/// # Errors
/// The store's; [`Fault::File`] when it cannot be written.
pub async fn archive(options: &Options, id: &CaseId, to: impl Write) -> Result<Archived, Fault> {
    let keys = Keys::open(&options.folder)?;
    let store = Store::open(&options.address()).await?;
    let stored = mawqif_store::CaseId::new(id.as_str()).ok_or(Fault::CaseIdForm)?;
    let found = store.case(&stored).await?;
    let key = keys.signer(&found.origin)?.verifier_key().clone();
    let mut case = Case::empty(id.clone());
    let mut lines = tempfile::tempfile().map_err(unwritten)?;
    let mut erased = 0;
    let gather = |entry: Entry| {
        apply(&mut case, &entry)?;
        erased += u64::from(entry.payload().is_none());
        writeln!(lines, "{}", entry.to_json()).map_err(unwritten)
    };
    let audited = store.audit_each::<Fault>(&stored, &key, None, gather).await?;
    let entries = audited.tree.size();
    // Entries that came meanwhile are in a later checkpoint; the archive needs its own.
    let checkpoint = store.checkpoint_at(&stored, entries).await?;
    let checkpoint = checkpoint.ok_or(mawqif_store::Error::Missing("checkpoint of these entries"))?;
    store.close().await;
    let dossier = dossier::write::write(case.dossier())
        .map_err(|error| Fault::File("dossier.toml".to_owned(), error.to_string()))?;
    let mut tar = tar::Builder::new(to);
    let texts = [checkpoint.to_string(), format!("{key}\n"), dossier];
    for (name, text) in FILES.iter().zip(&texts) {
        append(&mut tar, name, text.len() as u64, text.as_bytes())?;
    }
    let length = lines.stream_position().map_err(unwritten)?;
    lines.rewind().map_err(unwritten)?;
    append(&mut tar, FILES[3], length, &mut lines)?;
    tar.into_inner().and_then(|mut to| to.flush()).map_err(unwritten)?;
    Ok(Archived { origin: found.origin, key, entries, erased })
}

fn append(tar: &mut tar::Builder<impl Write>, name: &str, size: u64, from: impl Read) -> Result<(), Fault> {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    // The same case gives the same archive: no times, no owners.
    header.set_mode(0o600);
    tar.append_data(&mut header, name, from).map_err(unwritten)
}

fn unwritten(error: std::io::Error) -> Fault {
    Fault::File("the archive".to_owned(), error.to_string())
}

/// Why an archive is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// It is no archive of a case.
    #[error("{0}")]
    Form(String),
    /// A file of it.
    #[error("{file}, line {line}: {error}")]
    File {
        /// The file within the archive.
        file: &'static str,
        /// The line, from 1.
        line: u64,
        /// Why.
        error: RecordError,
    },
    /// The record.
    #[error("{0}")]
    Record(#[from] RecordError),
}

/// Reads an archive and verifies it: the checkpoint is signed by the key, and the entries are those that it
/// stands for, all of them. The dossier must be what follows from them.
///
/// # Errors
/// What does not fit.
pub fn verify(archive: File, key: &VerifierKey) -> Result<Archived, ArchiveError> {
    let form = |what: &str| ArchiveError::Form(what.to_owned());
    let broken = |error: std::io::Error| ArchiveError::Form(error.to_string());
    let mut tar = tar::Archive::new(archive);
    let mut files = tar.entries().map_err(broken)?;
    let mut next = |wanted: &'static str| {
        let file = files.next().ok_or_else(|| ArchiveError::Form(format!("{wanted} is missing")))?;
        let file = file.map_err(broken)?;
        match file.path() {
            Ok(path) if path.as_os_str() == wanted => Ok(file),
            Ok(path) => Err(ArchiveError::Form(format!("{wanted} is wanted, {} found", path.display()))),
            Err(error) => Err(broken(error)),
        }
    };
    let small = |file: &mut dyn Read, limit: usize| {
        let mut bytes = Vec::new();
        file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(broken)?;
        Ok::<_, ArchiveError>(bytes)
    };
    let checkpoint = SignedCheckpoint::parse(&small(&mut next(FILES[0])?, NOTE_LIMIT)?)?;
    checkpoint.verify(key, &[])?;
    let named = small(&mut next(FILES[1])?, 4_096)?;
    let named = std::str::from_utf8(&named).map_err(|_| form("key is no text"))?.trim_end();
    if named.parse::<VerifierKey>()? != *key {
        return Err(form("the archive names another key than the one it should be verified by"));
    }
    let dossier = small(&mut next(FILES[2])?, dossier::FILE_LIMIT)?;
    let (_, id) =
        checkpoint.checkpoint().origin().rsplit_once('/').ok_or_else(|| form("no case is named"))?;
    let mut case = Case::empty(CaseId::new(id).map_err(|_| form("no case is named"))?);
    let (mut tree, mut erased) = (Tree::new(), 0);
    let mut lines = std::io::BufReader::new(next(FILES[3])?);
    for line in 1.. {
        let mut bytes = Vec::new();
        let limit = ENTRY_FILE_LIMIT as u64 + 1;
        std::io::BufRead::read_until(&mut lines.by_ref().take(limit), b'\n', &mut bytes).map_err(broken)?;
        if bytes.is_empty() {
            break;
        }
        let at = |error| ArchiveError::File { file: FILES[3], line, error };
        let entry = Entry::from_json(&bytes).map_err(at)?;
        case.apply(&entry)
            .map_err(|error| ArchiveError::Form(format!("entries.jsonl, line {line}: {error}")))?;
        erased += u64::from(entry.payload().is_none());
        tree.push(entry.leaf_hash());
    }
    checkpoint.checkpoint().check_against(&tree)?;
    let size = checkpoint.checkpoint().head().size;
    if tree.size() != size {
        return Err(RecordError::Beyond { index: size, size }.into());
    }
    if dossier::write::write(case.dossier()).map_err(|error| form(&error.to_string()))?.as_bytes() != dossier
    {
        return Err(form("dossier.toml is not what follows from the entries"));
    }
    let origin = checkpoint.checkpoint().origin().to_owned();
    Ok(Archived { origin, key: key.clone(), entries: size, erased })
}
