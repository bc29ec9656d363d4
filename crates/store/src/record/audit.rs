//! Auditing: is the record still what its checkpoints say it was?
//!
//! Every entry is read and hashed again, the tree is built, and two checkpoints must lie in it: the
//! latest in the database, which shows damage, and one that was kept outside the database, which also
//! shows that the whole database was put back to an earlier state.

use mawqif_core::record::{
    checkpoint::SignedCheckpoint, encoding::NUMBER_LIMIT, entry::Entry, error::RecordError, key::VerifierKey,
    tree::Tree,
};

use super::{corrupt, select, stored};
use crate::{
    database::{
        Store,
        statement::{Row, Statement},
    },
    error::Error,
    id::CaseId,
};

pub(crate) const STORED: &str = "the latest checkpoint in the database";
pub(crate) const KNOWN: &str = "the checkpoint kept outside the database";
pub(crate) const COUNT: &str = "the count kept with the case";

/// A record that holds what its checkpoints say.
#[derive(Clone, Debug)]
pub struct Audited {
    /// The tree over all entries.
    pub tree: Tree,
    /// The latest checkpoint; none when nothing was appended yet.
    pub checkpoint: Option<SignedCheckpoint>,
}

impl Store {
    /// Checks a whole record against its latest checkpoint and one that was kept elsewhere.
    ///
    /// # Errors
    /// [`Error::Shortened`] when entries are missing at the end, [`Error::Corrupt`] when anything was
    /// changed or a checkpoint is not signed by `key`; [`Error::Missing`], [`Error::Unavailable`].
    pub async fn audit(
        &self,
        case: &CaseId,
        key: &VerifierKey,
        known: Option<&SignedCheckpoint>,
    ) -> Result<Audited, Error> {
        self.audit_each(case, key, known, |_| Ok::<(), Error>(())).await
    }

    /// Checks a record as [`Store::audit`] does, and gives each entry to a visitor on the way, so that
    /// a case can be folded in the same pass. What was visited counts only once the audit is through.
    ///
    /// # Errors
    /// Those of [`Store::audit`], and whatever the visitor returns.
    pub async fn audit_each<E: From<Error>>(
        &self,
        case: &CaseId,
        key: &VerifierKey,
        known: Option<&SignedCheckpoint>,
        mut visit: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<Audited, E> {
        let size = self.case(case).await?.size;
        let mut tree = Tree::new();
        loop {
            let before = tree.size();
            self.each(select(case, before, NUMBER_LIMIT), |row| visit(grow(case, &mut tree, &row)?)).await?;
            // The one kept outside comes first, since it knows most about what was lost.
            if let Some(known) = known {
                hold(case, key, known, &tree, KNOWN)?;
            }
            // It is read after the entries, so it has all of them, and perhaps some that others have
            // appended meanwhile. Those are read, too; when there are none, they are lost.
            let checkpoint = self.checkpoint(case).await?;
            let signed = checkpoint.as_ref().map_or(0, |signed| signed.checkpoint().head().size);
            if signed > tree.size() && before < tree.size() {
                continue;
            }
            if let Some(checkpoint) = &checkpoint {
                hold(case, key, checkpoint, &tree, STORED)?;
            }
            if signed < tree.size() {
                return Err(corrupt(case, signed, "it was added without a checkpoint").into());
            }
            if signed < size {
                let case = case.clone();
                return Err(Error::Shortened { case, have: signed, wanted: size, by: COUNT }.into());
            }
            return Ok(Audited { tree, checkpoint });
        }
    }
}

/// The statement that reads all entries of a case, for [`grow`].
pub(crate) fn all(case: &CaseId) -> Statement {
    select(case, 0, NUMBER_LIMIT)
}

/// Lets a tree grow by the entry of a row, if that is the next and what was stored.
pub(crate) fn grow(case: &CaseId, tree: &mut Tree, row: &Row) -> Result<Entry, Error> {
    let stored = stored(case, row)?;
    let (seq, leaf) = (stored.entry.header().seq, stored.entry.leaf_hash());
    if seq != tree.size() {
        return Err(corrupt(case, tree.size(), "it is missing"));
    }
    if leaf != stored.leaf {
        return Err(corrupt(case, seq, "it does not hash to the leaf stored with it"));
    }
    tree.push(leaf);
    Ok(stored.entry)
}

/// Compares a tree with a checkpoint that somebody trusts by a key.
pub(crate) fn hold(
    case: &CaseId,
    key: &VerifierKey,
    signed: &SignedCheckpoint,
    tree: &Tree,
    by: &'static str,
) -> Result<(), Error> {
    let place = || format!("{by}, case {case}");
    let no = |error: RecordError| Error::Corrupt { place: place(), what: error.to_string() };
    signed.verify(key, &[]).map_err(no)?;
    match signed.checkpoint().check_against(tree) {
        Err(RecordError::Short { wanted, have }) => {
            Err(Error::Shortened { case: case.clone(), have, wanted, by })
        }
        other => other.map_err(no),
    }
}
