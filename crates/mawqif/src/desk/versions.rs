//! Versions: the offer as it stood each time before the next one arrived, and as it stands.

use std::sync::Arc;

use mawqif_core::{
    case::{Case, Moment},
    dossier::Dossier,
};

use super::{
    Desk, Fault,
    held::{Held, PAGE, apply},
};

/// The most versions that are told; of more, the latest.
pub const VERSION_LIMIT: usize = 50;

/// A version of the offer.
pub struct Version {
    /// Since when it was the current one.
    pub since: Moment,
    /// The dossier with all that was said of this version, without stances: those are for whom they are for.
    pub dossier: Dossier,
}

impl Desk {
    /// The versions of the offer, the oldest first. The record is read from its beginning, unless there is
    /// only one.
    ///
    /// # Errors
    /// The store's, and [`Fault::Fold`].
    pub async fn versions(&self, held: &Arc<Held>) -> Result<Vec<Version>, Fault> {
        let now = held.now();
        let Some(received) = now.received() else { return Ok(Vec::new()) };
        let mut versions = Vec::new();
        let mut since = received;
        if now.dossier().initiative.version > 1 {
            let mut case = Case::empty(held.id());
            while case.entries() < now.entries() {
                let entries = self.store().entries(held.stored(), case.entries(), PAGE).await?;
                if entries.is_empty() {
                    break;
                }
                for entry in entries {
                    let revises = entry.header().kind == "initiative-revised";
                    if revises && case.received().is_some() {
                        versions.push(Version { since, dossier: said(&case) });
                        since = Moment::from_micros(entry.header().time);
                        if versions.len() >= VERSION_LIMIT {
                            versions.remove(0);
                        }
                    }
                    apply(&mut case, &entry)?;
                }
            }
        }
        versions.push(Version { since, dossier: said(&now) });
        Ok(versions)
    }
}

fn said(case: &Case) -> Dossier {
    Dossier { stances: Vec::new(), ..case.dossier().clone() }
}
