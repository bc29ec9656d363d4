//! Erasing: what some entries of a record say is destroyed, and the record stays whole and verifiable; and
//! what a database keeps of urns after they were emptied is destroyed as well.
//!
//! An urn is marked by a file in the server's folder before the act that empties it is sent, and the mark is
//! removed once nothing is left of the urn. So a server that is killed in between finds the mark at its next
//! start; a mark whose act never came to be does no harm. What nobody can reach, such as a backup, is told in
//! the manual.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use mawqif_core::case::{CaseId, Fact};
use mawqif_store::{Error, Store};
use tokio::sync::mpsc;

use super::{Desk, Fault, Options, evidence::erase_of};

/// What says until when a public consultation ran, what it came to, and what of it is told no longer.
const POLLED: [&str; 5] = [
    "public-consultation-changed",
    "public-consultation-closed",
    "public-words-withheld",
    "public-words-shown",
    "public-ballots-forgotten",
];

/// Kinds of entries from which it follows what is known, broken and sent back, and to whom something is sealed: a case without one of them is
/// another case.
const DECIDING: [&str; 19] = [
    "committee-members-changed",
    "report-received",
    "report-graded",
    "incident-changed",
    "incident-sensitivity-set",
    "report-linked",
    "report-unlinked",
    "evidence-received",
    "evidence-taken",
    "evidence-handed",
    "evidence-resealed",
    "evidence-destroyed",
    "incident-attributed",
    "incident-reviewed",
    "finding-made",
    "access-noted",
    "trigger-fired",
    "trigger-answered",
    "trigger-escalated",
];

/// The folder of the marks.
const FOLDER: &str = "urns";

/// How many urns may wait to be destroyed; others are left for the next start.
pub(super) const WAITING_LIMIT: usize = 1_000;

/// How long to wait after somebody has read for too long.
const AGAIN: Duration = Duration::from_secs(30);

/// Marks of urns that are to be destroyed.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    folder: PathBuf,
    ready: mpsc::Sender<PathBuf>,
}

impl Marks {
    /// The marks in a server's folder; those of an earlier start are ready at once.
    pub(super) fn open(folder: &Path) -> Result<(Self, mpsc::Receiver<PathBuf>), Fault> {
        let folder = folder.join(FOLDER);
        let failed = |error: io::Error| failed(&folder, &error);
        fs::create_dir_all(&folder).map_err(failed)?;
        let (ready, waiting) = mpsc::channel(WAITING_LIMIT);
        for found in fs::read_dir(&folder).map_err(failed)?.take(WAITING_LIMIT) {
            let _ = ready.try_send(found.map_err(failed)?.path());
        }
        Ok((Self { folder, ready }, waiting))
    }

    /// Marks an urn that is about to be emptied.
    pub(super) fn put(&self, case: &mawqif_store::CaseId, ballot: u64) -> Result<PathBuf, Fault> {
        let path = self.folder.join(format!("{case}.{ballot}"));
        let put =
            || fs::File::create(&path)?.sync_all().and_then(|()| fs::File::open(&self.folder)?.sync_all());
        put().map_err(|error| failed(&path, &error))?;
        Ok(path)
    }

    /// Lets an urn be destroyed that was emptied.
    pub(super) fn is_emptied(&self, mark: PathBuf) {
        // Left for the next start when too many wait.
        let _ = self.ready.try_send(mark);
    }
}

fn failed(path: &Path, error: &io::Error) -> Fault {
    let text = format!("{}: {error}", path.display());
    if error.kind() == io::ErrorKind::StorageFull {
        Fault::Store(Error::Full(text))
    } else {
        Fault::File(path.display().to_string(), error.to_string())
    }
}

impl Desk {
    /// Destroys what is left of urns, for as long as the program runs.
    pub(super) async fn destroy_urns(self, mut waiting: mpsc::Receiver<PathBuf>) {
        let mut closing = self.closing();
        loop {
            let mut marks = Vec::new();
            tokio::select! {
                count = waiting.recv_many(&mut marks, WAITING_LIMIT) => if count == 0 { return },
                _ = closing.changed() => return,
            }
            while let Err(error) = self.store().finish_emptying().await {
                tracing::warn!(%error, "what is left of an urn cannot be destroyed now");
                tokio::select! {
                    () = tokio::time::sleep(AGAIN) => {}
                    _ = closing.changed() => return,
                }
            }
            for mark in marks {
                if let Err(error) = fs::remove_file(&mark) {
                    tracing::warn!(%error, mark = %mark.display(), "a mark cannot be removed");
                }
            }
        }
    }
}

/// Destroys what entries of a case say. That they were there, of which kind, when and by whom, stays known;
/// a server that runs holds their words in memory until it is started again.
///
/// The opening of a case stays: without it nobody would be in charge of it. So does what decides in the follow-up: by what a
/// trigger says the same never fires twice, and a judgement that is gone would be another; and so does the custody of evidence, whose
/// bytes go with the report that they came with. So do the changes of a public
/// consultation and its close, without which it would begin again; its opening can be erased, and takes it along.
///
/// # Errors
/// [`Fault::Opening`] for entry 0; [`Fault::Decides`] for what decides; [`Fault::Polled`] for the end of a public consultation; the store's, such as when there is no such case or entry. Entries before
/// the one that failed are erased then.
pub async fn erase(options: &Options, id: &CaseId, entries: &[u64]) -> Result<(), Fault> {
    if entries.contains(&0) {
        return Err(Fault::Opening);
    }
    let case = mawqif_store::CaseId::new(id.as_str()).ok_or(Fault::CaseIdForm)?;
    let store = Store::open(&options.address()).await?;
    let size = store.case(&case).await?.size;
    if entries.iter().any(|&seq| seq >= size) {
        return Err(mawqif_store::Error::Missing("such entry").into());
    }
    let mut reports = BTreeSet::new();
    for &seq in entries {
        let found = store.entries(&case, seq, 1).await?;
        reports.extend(found.iter().filter_map(|entry| match Fact::of_entry(entry) {
            Ok(Some(Fact::IncidentReported { number, .. })) => Some(number),
            _ => None,
        }));
        if found.iter().any(|entry| DECIDING.contains(&entry.header().kind.as_str())) {
            return Err(Fault::Decides(seq));
        }
        if found.iter().any(|entry| POLLED.contains(&entry.header().kind.as_str())) {
            return Err(Fault::Polled(seq));
        }
    }
    for &seq in entries {
        store.erase(&case, seq).await?;
    }
    // After the entries: whoever is stopped in between finds at the next start that nothing names these bytes.
    erase_of(&store, &case, &reports).await?;
    store.finish_erasing().await?;
    store.close().await;
    Ok(())
}
