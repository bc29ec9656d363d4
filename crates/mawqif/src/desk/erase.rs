//! Erasing: what some entries of a record say is destroyed, and the record stays whole and verifiable.

use mawqif_core::case::CaseId;
use mawqif_store::Store;

use super::{Fault, Options};

/// Destroys what entries of a case say. That they were there, of which kind, when and by whom, stays known;
/// a server that runs holds their words in memory until it is started again.
///
/// The opening of a case stays: without it nobody would be in charge of it.
///
/// # Errors
/// [`Fault::Opening`] for entry 0; the store's, such as when there is no such case or entry. Entries before
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
    for &seq in entries {
        store.erase(&case, seq).await?;
    }
    store.finish_erasing().await?;
    store.close().await;
    Ok(())
}
