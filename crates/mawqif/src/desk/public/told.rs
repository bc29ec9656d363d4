//! What is told of a result besides the result: as everybody may have it, and what the base makes of packages.

use std::time::Duration;

use mawqif_core::{
    consultation::public::report::{self, Base, Cells, Offer},
    position::unify::{Options, unify},
};

use super::{Public, Trouble};
use crate::{
    desk::{Fault, held::Held, what_if::patience},
    opinion::offer,
};

/// How long the engine looks for packages that the base is asked about; what is proven by then is told.
const PATIENCE: Duration = Duration::from_secs(10);

impl Public {
    /// The result as everybody may have it, as JSON: as it was published at the close, or as it is now. None before it was first found.
    ///
    /// # Errors
    /// The store's.
    pub async fn published(&self, held: &Held, number: u64) -> Result<Option<String>, Trouble> {
        let (of, poll) = self.poll(held, number)?;
        if poll.closed.is_some() {
            return Ok(self.0.store().poll_result(&of).await?);
        }
        let shown = self.shown(held, number).await?;
        let is_shown = |number| shown.iter().any(|it| it.number == number);
        let json = self.settled(held, number).map(|outcome| outcome.published(is_shown));
        json.transpose().map_err(|_| Trouble::Desk(Fault::Busy))
    }

    /// What the coalition can take as the case stands: the recommended package first, then the others of the frontier.
    ///
    /// # Errors
    /// [`Fault::Busy`].
    pub async fn offer(&self, held: &Held) -> Result<Offer, Trouble> {
        let case = held.now();
        let reckoned = move || {
            let options = Options { deadline: Some(patience(PATIENCE)), ..Options::default() };
            offer::of(case.dossier(), unify(case.dossier(), &options).ok().as_ref())
        };
        Ok(self.0.reckon(reckoned).await?)
    }

    /// What the base makes of the conditions and packages of an offer; none when no statement is tied to any, or nothing was found yet.
    ///
    /// # Errors
    /// [`Fault::Busy`].
    pub async fn base(&self, held: &Held, number: u64, offer: Offer) -> Result<Option<Base>, Trouble> {
        let Some(outcome) = self.settled(held, number) else { return Ok(None) };
        let told = move || {
            let mut told = report::base(&outcome.of, &outcome.groups, Some(&offer), Cells::Published)?;
            if outcome.opinion.groups.is_empty() {
                told.conditions.iter_mut().for_each(|it| it.groups.clear());
                told.packages.iter_mut().for_each(|it| it.groups.clear());
            }
            Some(told)
        };
        Ok(self.0.reckon(told).await?)
    }

    /// The latest consultation of a case with results and statements that are tied to something: what the board shows.
    pub fn tied(&self, held: &Held) -> Option<u64> {
        let case = held.now();
        let mut latest = case.polls().keys().rev().copied();
        latest.find(|number| {
            let outcome = self.settled(held, *number);
            outcome.is_some_and(|it| it.of.statements.iter().any(|it| !it.is_out && !it.ties.is_empty()))
        })
    }
}
