//! Archives: one case as a whole, as files that need no server and no program of ours to be read.
//!
//! A tar file with the entries, one JSON object on each line as `docs/record.md` has them, the last signed
//! checkpoint, the key that signed it, and the case as a dossier. Whoever has the key from elsewhere can
//! verify that no entry was left out, added or changed.
//!
//! Whoever runs the server exports everything, and behind the entries the evidence that is kept, under its seal. A member takes home what they may see: what is confidential to
//! others stands there as if it were erased, by its commitment, so that the record can be verified as a
//! whole. In either, the dossier is what follows from the entries as they stand in the archive.
//!
//! A member's archive is read twice: once to audit the record and to know its length, and again page by page
//! while it is sent. So it needs neither memory nor a file, and whoever takes it slowly holds up nothing.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{Read, Seek, Write},
    sync::Arc,
};

use mawqif_core::{
    case::{Case, CaseId},
    dossier,
    record::{
        checkpoint::SignedCheckpoint,
        entry::{ENTRY_FILE_LIMIT, Entry},
        error::RecordError,
        hash::{Hash, Hashing},
        key::VerifierKey,
        note::NOTE_LIMIT,
        tree::Tree,
    },
};
use mawqif_store::{Kept, Store};

use super::{
    Desk, Fault, Options,
    backup::{checkpoints, require_seed},
    held::{Held, apply},
    keys::Keys,
    sight::Sight,
};

/// The files of an archive, in their order.
const FILES: [&str; 4] = ["checkpoint", "key", "dossier.toml", "entries.jsonl"];

/// Where sealed files stand, below which each has the SHA-256 of its bytes for a name.
const SEALED: &str = "sealed/";

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
    /// Sealed files that the record keeps and that are not there.
    pub lost: BTreeSet<Hash>,
}

/// Writes the archive of a case, as it is at one moment.
///
/// # Errors
/// The store's; [`Fault::File`] when it cannot be written.
pub async fn archive(options: &Options, id: &CaseId, mut to: impl Write) -> Result<Archived, Fault> {
    require_seed(options)?;
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
        lines.write_all(line(&entry).as_bytes()).map_err(unwritten)
    };
    let known = Kept::open(&checkpoints(&options.folder))?.checkpoint(&stored)?;
    let audited = store.audit_each::<Fault>(&stored, &key, known.as_ref(), gather).await?;
    let entries = audited.tree.size();
    // Entries that came meanwhile are in a later checkpoint; the archive needs its own.
    let checkpoint = store.checkpoint_at(&stored, entries).await?;
    let checkpoint = checkpoint.ok_or(mawqif_store::Error::Missing("checkpoint of these entries"))?;
    let dossier = dossier(&case)?;
    let length = lines.stream_position().map_err(unwritten)?;
    lines.rewind().map_err(unwritten)?;
    to.write_all(&beginning([checkpoint.to_string(), format!("{key}\n"), dossier], length)?)
        .and_then(|()| std::io::copy(&mut lines, &mut to))
        .map_err(unwritten)?;
    let mut lost = sealed_files(&case);
    let mut last = length;
    for sha256 in lost.clone() {
        // What is lost keeps nobody from the rest.
        let bytes = match store.sealed_bytes(&stored, &sha256).await {
            Ok(bytes) => bytes,
            Err(error) if error.is_of_the_bytes() => continue,
            Err(error) => return Err(error.into()),
        };
        lost.remove(&sha256);
        let head = header(&sealed_name(&sha256), bytes.len() as u64)?;
        let before: Vec<u8> = padding(last).collect();
        let all = [before.as_slice(), head.as_bytes(), &bytes];
        all.into_iter().try_for_each(|part| to.write_all(part)).map_err(unwritten)?;
        last = bytes.len() as u64;
    }
    store.close().await;
    to.write_all(&end(last)).and_then(|()| to.flush()).map_err(unwritten)?;
    Ok(Archived { origin: found.origin, key, entries, erased, lost })
}

/// The sealed files that the record keeps.
fn sealed_files(case: &Case) -> BTreeSet<Hash> {
    case.follow_up().evidence().kept().map(|it| it.sha256).collect()
}

/// What a sealed file is called in an archive.
fn sealed_name(sha256: &Hash) -> String {
    format!("{SEALED}{}.age", sha256.to_hex())
}

/// The header of a file of so many bytes.
fn header(name: &str, size: u64) -> Result<tar::Header, Fault> {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    // The same case gives the same archive: no times, no owners.
    header.set_mode(0o600);
    header.set_path(name).map_err(unwritten)?;
    header.set_cksum();
    Ok(header)
}

/// The bytes of a block of a tar file.
const BLOCK: u64 = 512;

/// What an archive begins with: its texts, and the header of so many bytes of entries.
fn beginning(texts: [String; 3], length: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let sizes = texts.iter().map(|text| text.len() as u64).chain([length]);
    for (at, (name, size)) in FILES.iter().zip(sizes).enumerate() {
        bytes.extend_from_slice(header(name, size)?.as_bytes());
        if let Some(text) = texts.get(at) {
            bytes.extend_from_slice(text.as_bytes());
            bytes.extend(padding(size));
        }
    }
    Ok(bytes)
}

/// What an archive ends with behind so many bytes of entries: two empty blocks.
fn end(length: u64) -> Vec<u8> {
    padding(length).chain(std::iter::repeat_n(0, 1_024)).collect()
}

/// What fills the last block of so many bytes.
fn padding(length: u64) -> impl Iterator<Item = u8> {
    (0..(BLOCK - length % BLOCK) % BLOCK).map(|_| 0)
}

/// Entries that are read at once while an archive is sent; each has a megabyte at most.
const PAGE: u64 = 32;

/// A member's archive on its way.
pub struct Sending {
    held: Arc<Held>,
    sight: Sight,
    beginning: Vec<u8>,
    next: u64,
    entries: u64,
    length: u64,
    left: u64,
    is_ended: bool,
}

impl Sending {
    /// How many bytes the whole archive has.
    pub fn length(&self) -> u64 {
        (self.beginning.len() + end(self.length).len()) as u64 + self.length
    }

    /// The next bytes, none at the end. To be asked until there are none, or an error.
    ///
    /// # Errors
    /// The store's; [`mawqif_store::Error::Missing`] when an entry was erased while the archive was sent, so
    /// that it would have another length.
    pub async fn next(&mut self, desk: &Desk) -> Result<Option<Vec<u8>>, Fault> {
        if !self.beginning.is_empty() {
            return Ok(Some(std::mem::take(&mut self.beginning)));
        }
        let changed =
            Fault::Store(mawqif_store::Error::Missing("entry as it was when the archive was begun"));
        if self.next < self.entries {
            let count = PAGE.min(self.entries - self.next);
            let page = desk.store().entries(self.held.stored(), self.next, count).await?;
            let lines: String = page.into_iter().map(|entry| line(&self.sight.entry(entry))).collect();
            self.next += count;
            self.left = self.left.checked_sub(lines.len() as u64).ok_or(changed)?;
            return Ok(Some(lines.into_bytes()));
        }
        match (self.left, std::mem::replace(&mut self.is_ended, true)) {
            (_, true) => Ok(None),
            (0, false) => Ok(Some(end(self.length))),
            _ => Err(changed),
        }
    }
}

impl Desk {
    /// The archive of a case as somebody may see it, as it is at one moment. The record is audited first.
    ///
    /// # Errors
    /// The store's, among them what an audit finds.
    pub async fn archive(&self, held: &Arc<Held>, sight: &Sight) -> Result<Sending, Fault> {
        let (mut case, mut length) = (Case::empty(held.id()), 0);
        let measure = |entry: Entry| {
            let entry = sight.entry(entry);
            length += line(&entry).len() as u64;
            apply(&mut case, &entry)
        };
        let audited = self.store().audit_each::<Fault>(held.stored(), held.key(), None, measure).await?;
        let entries = audited.tree.size();
        let checkpoint = self.store().checkpoint_at(held.stored(), entries).await?;
        let checkpoint = checkpoint.ok_or(mawqif_store::Error::Missing("checkpoint of these entries"))?;
        let texts = [checkpoint.to_string(), format!("{}\n", held.key()), dossier(&case)?];
        let beginning = beginning(texts, length)?;
        let (held, sight) = (held.clone(), sight.clone());
        Ok(Sending { held, sight, beginning, next: 0, entries, length, left: length, is_ended: false })
    }
}

fn line(entry: &Entry) -> String {
    format!("{}\n", entry.to_json())
}

fn dossier(case: &Case) -> Result<String, Fault> {
    let unwritable =
        |error: dossier::write::Unwritable| Fault::File("dossier.toml".to_owned(), error.to_string());
    dossier::write::write(case.dossier()).map_err(unwritable)
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
    drop(lines);
    let mut lost = sealed_files(&case);
    for file in files {
        lost.remove(&sealed(&mut file.map_err(broken)?, &case)?);
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
    Ok(Archived { origin, key: key.clone(), entries: size, erased, lost })
}

/// Checks a sealed file behind the entries: the record keeps it, and it has the bytes that its name says, of which the SHA-256 is
/// returned.
fn sealed(file: &mut tar::Entry<'_, File>, case: &Case) -> Result<Hash, ArchiveError> {
    let broken = |error: std::io::Error| ArchiveError::Form(error.to_string());
    let name = file.path().map_err(broken)?.display().to_string();
    let form = |what: &str| ArchiveError::Form(format!("{name}: {what}"));
    let mut hashing = Hashing::default();
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer).map_err(broken)? {
            0 => break,
            count => hashing.update(buffer.get(..count).unwrap_or_default()),
        }
    }
    let sha256 = hashing.hash();
    if name != sealed_name(&sha256) {
        return Err(form("it has other bytes than its name says"));
    }
    if !case.follow_up().evidence().kept().any(|it| it.sha256 == sha256) {
        return Err(form("the record keeps no such evidence"));
    }
    Ok(sha256)
}
