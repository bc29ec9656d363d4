//! What is told of a result besides the result: as everybody may have it, and what the base makes of packages.

use std::time::Duration;

use mawqif_core::{
    case::{Refusal, refusal::Thing},
    consultation::public::report::{self, Base, Cells, Offer},
    position::unify::{Options, unify},
};

use mawqif_store::{PollId, StatementRow};

use super::{Public, State, Trouble, published::without_words};
use crate::{
    desk::{Fault, access::Caller, held::Held, what_if::patience},
    opinion::offer,
};

/// How long the engine looks for packages that the base is asked about; what is proven by then is told.
const PATIENCE: Duration = Duration::from_secs(10);

/// Consultations of a case whose results are not in memory and are asked for at once, in search of one with ties.
const UNKNOWN_LIMIT: usize = 4;

impl Public {
    /// The result as everybody may have it, as JSON: as it was published at the close, or as it is now. None before it was first found.
    ///
    /// # Errors
    /// The store's.
    pub async fn published(&self, held: &Held, number: u64) -> Result<Option<String>, Trouble> {
        let (of, poll) = self.poll(held, number)?;
        if poll.closed.is_some() {
            let json = self.0.store().poll_result(&of).await?;
            let is_whole = poll.withheld.is_empty();
            return Ok(if is_whole { json } else { json.and_then(|json| without_words(&json, &poll)) });
        }
        let shown = self.shown(held, number).await?;
        let is_shown = |number| shown.iter().any(|it| it.number == number);
        let json = self.settled(held, number).map(|outcome| outcome.published(is_shown));
        json.transpose().map_err(|_| Trouble::Desk(Fault::Busy))
    }

    /// The bytes that were published at the close, whose hash is in the record, whatever words were withheld since; for whoever
    /// verifies it. None before.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], the store's.
    pub async fn as_published(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
    ) -> Result<Option<String>, Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, _) = self.poll(held, number)?;
        Ok(self.0.store().poll_result(&of).await?)
    }

    /// Refuses, to the secretariat, words of a statement that was not in the result.
    ///
    /// # Errors
    /// [`Fault::Refused`], the store's.
    pub(in crate::desk) async fn is_told(
        &self,
        held: &Held,
        (number, statement): (u64, u64),
        caller: &Caller,
    ) -> Result<(), Fault> {
        let case = held.now();
        // Whoever may not do it, or does it to none, is told that.
        if !case.secretariat().contains(&caller.actor) || !case.polls().contains_key(&number) {
            return Ok(());
        }
        let of = PollId { case: held.stored().clone(), poll: number };
        let is_there = |it: &StatementRow| it.statement == statement && it.state == State::Shown.name();
        if self.0.store().poll_statements(&of).await?.iter().any(is_there) {
            return Ok(());
        }
        let unknown = Refusal::Unknown { what: Thing::PublicStatement, name: statement.to_string() };
        Err(unknown.into())
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
            let mut told = report::base(outcome.tied.as_ref()?, Some(&offer), Cells::Published);
            if outcome.opinion.groups.is_empty() {
                told.conditions.iter_mut().for_each(|it| it.groups.clear());
                told.packages.iter_mut().for_each(|it| it.groups.clear());
            }
            Some(told)
        };
        Ok(self.0.reckon(told).await?)
    }

    /// The latest consultation of a case with results and statements that are tied to something: what the board shows. It alone is
    /// asked for, and of those that there was no room for the latest, so that they are found at the next look: a case with many
    /// consultations does not drive others' results out.
    pub fn tied(&self, held: &Held) -> Option<u64> {
        let case = held.now();
        let mut unknown = 0;
        for &number in case.polls().keys().rev() {
            match self.kept().fresh.is_tied(&self.of(held, number)) {
                Some(true) if self.settled(held, number).is_some() => return Some(number),
                None if unknown < UNKNOWN_LIMIT => {
                    unknown += 1;
                    self.settled(held, number);
                }
                _ => {}
            }
        }
        None
    }
}
