//! Taking an invitation by an account that somebody has already.

use super::{Checking, roll::limit};
use crate::case::{
    AccountId, Fact, Refusal,
    change::{Change, Naming},
    mandate::Mandate,
    refusal::{State, Thing},
};

impl Checking<'_> {
    /// What was given to the invited account becomes the actor's. A mandate for somebody of the secretariat
    /// waits for a second person here as it does elsewhere: an invitation is no way round that.
    pub(super) fn take_invitation(self, invited: &AccountId) -> Result<Vec<Fact>, Refusal> {
        let waiting = self.case.waiting_for(invited, self.now);
        if !self.case.waits_for(invited, self.now) {
            return Err(Refusal::Unknown { what: Thing::Account, name: invited.to_string() });
        }
        if invited == self.actor {
            return Err(Refusal::State(State::AlreadyThere));
        }
        let speaks_already = |given: &Mandate| {
            let is_principal = given.substitute_of.and_then(|number| self.case.mandates.get(&number));
            is_principal.is_some_and(|it| it.account == *self.actor)
                || self.case.mandates.values().any(|it| {
                    it.account == *self.actor
                        && it.body == given.body
                        && it.substitute_of == given.substitute_of
                        && !it.is_over(self.now)
                })
        };
        if waiting.mandates.iter().any(|(_, given)| speaks_already(given)) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        let mut facts = Vec::new();
        if self.case.secretariat.contains(self.actor) {
            // Whom a delegate has named as a substitute, the body has named.
            let of_secretariat = waiting.mandates.iter().filter(|(_, given)| given.substitute_of.is_none());
            let numbers = (1..).map(|more| self.case.proposed.saturating_add(more));
            for ((mandate, given), proposal) in of_secretariat.zip(numbers) {
                let change = Change::NameDelegate(Naming {
                    account: self.actor.clone(),
                    body: given.body.clone(),
                    from: given.from,
                    until: given.until,
                    scope: given.scope.clone(),
                    substitute_of: None,
                });
                limit("changes that wait", self.case.proposals.len().saturating_add(facts.len()))?;
                facts.push(Fact::MandateEnded { mandate: *mandate });
                facts.push(Fact::ChangeProposed { proposal, change });
            }
        }
        facts.push(Fact::InvitationTaken { invited: invited.clone(), account: self.actor.clone() });
        Ok(facts)
    }
}
