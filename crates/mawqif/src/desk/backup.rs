//! Backups: everything a server has to have to go on, in one stream.
//!
//! Two lines and an empty one, then the store's dump: what it is, and the seed of the signing keys. That
//! makes it the most secret thing there is of a server; the command line encrypts it on its way out.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
};

use mawqif_store::{Kept, Store, Trusted};

use super::{
    Fault, Options,
    keys::{FILE, Keys},
    make_folder,
};

const HEADER: &str = "mawqif-backup 1";

/// Longest line of the beginning, in bytes.
const LINE: u64 = 256;

/// What a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Cases.
    pub cases: usize,
    /// Rows of all tables.
    pub rows: u64,
}

/// Writes everything that is stored at one moment, while servers go on working. Every record is audited
/// first, as a server does when it starts.
///
/// # Errors
/// [`Fault::File`] when no server has run in this folder, or the backup cannot be written; the store's.
pub async fn back_up(options: &Options, mut to: impl Write) -> Result<Held, Fault> {
    require_seed(options)?;
    let keys = Keys::open(&options.folder)?;
    let store = Store::open(&options.address()).await?;
    // A backup of a record that was cut or changed would only push out a good one.
    let kept = Kept::open(&checkpoints(&options.folder))?;
    for case in store.cases().await? {
        let signer = keys.signer(&case.origin)?;
        store.audit(&case.id, signer.verifier_key(), kept.checkpoint(&case.id)?.as_ref()).await?;
    }
    let unwritten = |error: std::io::Error| Fault::File("the backup".to_owned(), error.to_string());
    write!(to, "{HEADER}\nseed {}\n\n", keys.seed_text()).map_err(unwritten)?;
    let dumped = store.dump(&mut to).await?;
    let cases = store.cases().await?.len();
    store.close().await;
    Ok(Held { cases, rows: dumped.rows })
}

/// Refuses a folder in which no server has run: opening it would make one.
pub(super) fn require_seed(options: &Options) -> Result<(), Fault> {
    if options.folder.join(FILE).exists() {
        return Ok(());
    }
    let what = "there is no seed, so no server has run here".to_owned();
    Err(Fault::File(options.folder.display().to_string(), what))
}

/// Puts a backup into an empty folder and an empty database, whole or not at all. Every record is compared
/// with its checkpoints, those with the key that grows from the seed, and with what the folder
/// knows of it.
///
/// # Errors
/// [`Fault::File`] when it is no backup, or the folder belongs to another server; the store's, such as
/// when something is in the database already.
pub async fn restore(options: &Options, from: impl Read) -> Result<Held, Fault> {
    let bad = |what: &str| Fault::File("the backup".to_owned(), what.to_owned());
    let mut from = BufReader::new(from);
    let mut line = || {
        let mut text = String::new();
        let read = from.by_ref().take(LINE).read_line(&mut text);
        read.map_err(|error| bad(&error.to_string()))?;
        text.strip_suffix('\n').map(str::to_owned).ok_or_else(|| bad("it does not begin as a backup does"))
    };
    if line()? != HEADER {
        return Err(bad("it is no backup of this program, or of a later one"));
    }
    let seed = line()?;
    let seed = seed.strip_prefix("seed ").ok_or_else(|| bad("it has no seed"))?.to_owned();
    if !line()?.is_empty() {
        return Err(bad("it does not begin as a backup does"));
    }
    make_folder(&options.folder)?;
    let (keys, is_new) = Keys::plant(&options.folder, &seed)?;
    let restored = fill(options, &keys, from).await;
    if restored.is_err() && is_new {
        // Nothing is left behind that would look like a server's folder.
        let _ = fs::remove_file(options.folder.join(FILE));
    }
    restored
}

async fn fill(options: &Options, keys: &Keys, from: impl Read) -> Result<Held, Fault> {
    let kept = Kept::open(&checkpoints(&options.folder))?;
    let store = Store::open(&options.address()).await?;
    let trusted = |case: &mawqif_store::Case| {
        let key = keys.signer(&case.origin)?.verifier_key().clone();
        Ok(Some(Trusted { key, known: kept.checkpoint(&case.id)? }))
    };
    let loaded = store.load_trusted(from, trusted).await?;
    for case in &loaded.cases {
        if let Some(checkpoint) = store.checkpoint(&case.id).await? {
            kept.keep(&case.id, &checkpoint)?;
        }
    }
    store.close().await;
    Ok(Held { cases: loaded.cases.len(), rows: loaded.rows })
}

/// Where a server keeps the checkpoints that it knows of.
pub(super) fn checkpoints(folder: &Path) -> std::path::PathBuf {
    folder.join("checkpoints")
}
