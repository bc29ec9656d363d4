//! What the desk knows of an act before the core looks at it.

use mawqif_core::case::{Act, Refusal, refusal::Thing};

use crate::desk::{Desk, Fault, held::Held, zone};

impl Desk {
    /// Refuses an act that nobody can ask for as it is: what it names, a link, a message, a row, a clock, is not there.
    pub(super) async fn can_be_asked(&self, held: &Held, act: &Act) -> Result<(), Fault> {
        is_without_link(act)?;
        self.is_of_message(held, act).await?;
        self.is_of_row(held, act).await?;
        zone::is_known(act)
    }
}

/// Refuses what takes the link of an invitation, and a table of reports that the server has not read, as if there were none.
fn is_without_link(act: &Act) -> Result<(), Refusal> {
    let (what, name) = match act {
        Act::TakeInvitation { invited } => (Thing::Account, invited.to_string()),
        Act::ImportReports { number, .. } => (Thing::Import, number.to_string()),
        Act::TakeEvidence { numbers } => {
            (Thing::Evidence, numbers.first().copied().unwrap_or_default().to_string())
        }
        Act::ResealEvidence { number, .. } => (Thing::Evidence, number.to_string()),
        _ => return Ok(()),
    };
    Err(Refusal::Unknown { what, name })
}
