//! Invited: what stands in a case for an account that does not exist yet.
//!
//! An invitation reserves the id of the account that it would make, and the role is given to that id. Whoever
//! has an account already takes the role over, so that inviting is the same whether somebody has one or not.
//! Nobody was ever signed in as the reserved id, so nothing in the record is its doing.

use super::{
    Case,
    change::Change,
    guest::Guest,
    mandate::Mandate,
    names::{AccountId, Moment},
};

/// What waits for an account, in the order in which it is asked about.
pub(super) struct Waiting<'c> {
    /// What it was admitted as and has not accepted.
    pub(super) guests: Vec<Guest>,
    /// Mandates that it has not accepted.
    pub(super) mandates: Vec<(u64, &'c Mandate)>,
    /// Whether it runs the case, or a change that waits would let it, or name it to speak for a body.
    pub(super) is_named: bool,
}

impl Case {
    /// What waits for an account that nobody has used.
    pub(super) fn waiting_for(&self, invited: &AccountId, now: Moment) -> Waiting<'_> {
        let guests = self.awaited.iter().filter(|(_, account)| account == invited);
        let mandates = self.mandates.iter().filter(|(_, it)| it.account == *invited);
        let mandates = mandates.filter(|(_, it)| it.accepted.is_none() && !it.is_over(now));
        let is_asked_for = self.proposals.values().any(|it| named(&it.change) == Some(invited));
        Waiting {
            guests: guests.map(|(guest, _)| *guest).collect(),
            mandates: mandates.map(|(number, mandate)| (*number, mandate)).collect(),
            is_named: is_asked_for || self.secretariat.contains(invited),
        }
    }

    /// Whether something waits for an account.
    pub fn waits_for(&self, account: &AccountId, now: Moment) -> bool {
        let waiting = self.waiting_for(account, now);
        waiting.is_named || !waiting.guests.is_empty() || !waiting.mandates.is_empty()
    }

    /// Puts one account in the place of another wherever something waits for that one.
    pub(super) fn hand_on(&mut self, invited: &AccountId, account: &AccountId) {
        if self.secretariat.remove(invited) {
            self.secretariat.insert(account.clone());
        }
        for guest in [Guest::Observer, Guest::Reporter, Guest::Participant] {
            let is_accepted = match guest {
                Guest::Observer => self.observers.contains(account),
                _ => self.guests.contains(&(guest, account.clone())),
            };
            if self.awaited.remove(&(guest, invited.clone())) && !is_accepted {
                self.awaited.insert((guest, account.clone()));
            }
        }
        let mandates = self.mandates.values_mut().filter(|it| it.account == *invited);
        for mandate in mandates.filter(|it| it.accepted.is_none() && it.ended.is_none()) {
            mandate.account = account.clone();
        }
        for proposal in self.proposals.values_mut() {
            match &mut proposal.change {
                Change::AppointSecretary(named) if named == invited => named.clone_from(account),
                Change::NameDelegate(naming) if naming.account == *invited => {
                    naming.account.clone_from(account);
                }
                _ => {}
            }
        }
    }
}

/// Whom a change gives something.
fn named(change: &Change) -> Option<&AccountId> {
    match change {
        Change::AppointSecretary(account) => Some(account),
        Change::NameDelegate(naming) => Some(&naming.account),
        _ => None,
    }
}
