//! The roll: bodies, the rule, changes that two people make, and mandates.

use super::{Checking, offer::take, sound::sound};
use crate::{
    case::{
        Act, Fact, NUMBERED_LIMIT, Refusal, SECRETARIAT_LIMIT, Stage,
        change::{Change, Naming, Proposal},
        fold::{enter, withdraw},
        mandate::{Lack, Mandate, Scope},
        refusal::{State, Thing},
    },
    text::Id,
};

impl Checking<'_> {
    pub(super) fn roll(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::AdmitBody { body } => self.change(Change::AdmitBody(body.clone())),
            Act::ChangeBody { body } => self.change(Change::ChangeBody(body.clone())),
            Act::DismissBody { id } => self.change(Change::DismissBody(id.clone())),
            Act::SetRule { rule } => self.change(Change::SetRule(rule.clone())),
            Act::ConfirmChange { proposal } => self.confirm(*proposal),
            Act::DropChange { proposal } => {
                self.proposal(*proposal)?;
                Ok(vec![Fact::ChangeDropped { proposal: *proposal }])
            }
            Act::MandateDelegate { account, body, from, until, scope } => {
                let (account, body, scope) = (account.clone(), body.clone(), scope.clone());
                let (from, until, substitute_of) = (*from, *until, None);
                self.name_delegate(Naming { account, body, from, until, scope, substitute_of })
            }
            Act::NameSubstitute { mandate, account, from, until, scope } => {
                let body = self.known_mandate(*mandate)?.body.clone();
                let (account, scope) = (account.clone(), scope.clone());
                let (from, until, substitute_of) = (*from, *until, Some(*mandate));
                self.name_delegate(Naming { account, body, from, until, scope, substitute_of })
            }
            Act::AcceptMandate { mandate } => {
                let given = self.known_mandate(*mandate)?;
                if given.accepted.is_some() || given.is_over(self.now) {
                    return Err(Refusal::State(State::MandateSettled(*mandate)));
                }
                Ok(vec![Fact::MandateAccepted { mandate: *mandate }])
            }
            Act::EndMandate { mandate } => self.end_mandate(*mandate),
            _ => Ok(Vec::new()),
        }
    }

    /// A change as it is made at once, or as it waits for a second person: once bodies are
    /// consulted; for the secretariat's own, only if there is a second person.
    pub(super) fn change(self, change: Change) -> Result<Vec<Fact>, Refusal> {
        let change = self.sound_change(change)?;
        let is_alone = self.case.secretariat.len() < 2;
        if self.case.stage < Stage::Consulting || (change.is_of_secretariat() && is_alone) {
            return Ok(vec![self.made(change)]);
        }
        self.propose_change(change)
    }

    pub(super) fn propose_change(self, change: Change) -> Result<Vec<Fact>, Refusal> {
        limit("changes that wait", self.case.proposals.len())?;
        Ok(vec![Fact::ChangeProposed { proposal: self.case.proposed.saturating_add(1), change }])
    }

    fn made(self, change: Change) -> Fact {
        change.fact(next(self.case.mandates.keys()))
    }

    fn confirm(self, number: u64) -> Result<Vec<Fact>, Refusal> {
        let proposal = self.proposal(number)?;
        if proposal.by == *self.actor {
            return Err(Refusal::SamePerson { proposal: number });
        }
        // What could be changed when it was asked for need not be so still.
        let change = self.sound_change(proposal.change.clone())?;
        Ok(vec![Fact::ChangeConfirmed { proposal: number }, self.made(change)])
    }

    /// The change as it could be made now, with what the reader makes of it.
    pub(super) fn sound_change(self, change: Change) -> Result<Change, Refusal> {
        let mut changed = self.case.dossier.clone();
        let is_member = |id: &Id| self.case.dossier.bodies.iter().any(|body| body.id == *id);
        match &change {
            Change::AdmitBody(body) if is_member(&body.id) => {
                return Err(Refusal::State(State::AlreadyThere));
            }
            Change::ChangeBody(body) if !is_member(&body.id) => return Err(no_body(&body.id)),
            Change::DismissBody(id) if !is_member(id) => return Err(no_body(id)),
            Change::AdmitBody(body) | Change::ChangeBody(body) => enter(&mut changed.bodies, body.clone()),
            Change::DismissBody(id) => {
                withdraw(&mut changed.bodies, id);
                changed.stances.retain(|stance| stance.body != *id);
            }
            Change::SetRule(rule) => changed.rule = rule.clone(),
            Change::AppointSecretary(account) => {
                if self.case.secretariat.contains(account) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                if self.case.secretariat.len() >= SECRETARIAT_LIMIT {
                    let what = "accounts in the secretariat";
                    return Err(Refusal::Limit { what, limit: SECRETARIAT_LIMIT });
                }
                return Ok(change);
            }
            Change::DismissSecretary(account) => {
                if !self.case.secretariat.contains(account) {
                    return Err(Refusal::Unknown { what: Thing::Account, name: account.to_string() });
                }
                if self.case.secretariat.len() == 1 {
                    return Err(Refusal::State(State::LastSecretary));
                }
                return Ok(change);
            }
            Change::ReleaseStatement(release) => {
                return self.sound_release(*release).map(Change::ReleaseStatement);
            }
            Change::ForgetPublicBallots(number) => {
                return self.sound_forgetting(*number).map(Change::ForgetPublicBallots);
            }
            Change::SetSigners(policy) => return self.sound_signers(policy).map(Change::SetSigners),
            Change::SetSealKeys(keys) => return self.sound_seal_keys(keys).map(Change::SetSealKeys),
            Change::ReopenPosition(_) if self.case.stage != Stage::Adopted => {
                return Err(Refusal::Stage { stage: self.case.stage, needs: vec![Stage::Adopted] });
            }
            Change::ReopenPosition(_) => return Ok(change),
            Change::ChangeCommitteeMembers(seating) => {
                self.check_seating(seating)?;
                return Ok(change);
            }
            Change::FormCommittee(committee) => {
                return self.sound_committee(committee).map(Change::FormCommittee);
            }
            Change::NameDelegate(naming) => {
                return self.sound_naming(naming.clone()).map(Change::NameDelegate);
            }
        }
        let read = sound(&changed, None)?;
        Ok(match change {
            Change::AdmitBody(body) => {
                Change::AdmitBody(take(read.bodies, &body.id).ok_or_else(|| no_body(&body.id))?)
            }
            Change::ChangeBody(body) => {
                Change::ChangeBody(take(read.bodies, &body.id).ok_or_else(|| no_body(&body.id))?)
            }
            Change::SetRule(_) => Change::SetRule(read.rule),
            other => other,
        })
    }

    /// A mandate as it is given at once, or as it waits for a second person: when the secretariat names one
    /// of its own. Whom a delegate names, the body has named.
    fn name_delegate(self, naming: Naming) -> Result<Vec<Fact>, Refusal> {
        let naming = self.sound_naming(naming)?;
        let principal = naming.substitute_of.and_then(|number| self.case.mandates.get(&number));
        let is_bodys = self.speaks_for(&naming.body, Scope::Stances)
            || principal.is_some_and(|it| it.account == *self.actor && it.accepted.is_some());
        let is_secretaries = self.case.secretariat.contains(&naming.account);
        let change = Change::NameDelegate(naming);
        if is_secretaries && !is_bodys {
            return self.propose_change(change);
        }
        Ok(vec![self.made(change)])
    }

    /// The mandate as it could be given now, its scope spelt out.
    fn sound_naming(self, mut naming: Naming) -> Result<Naming, Refusal> {
        let most = match naming.substitute_of {
            Some(number) => {
                let principal = self.known_mandate(number)?;
                if principal.substitute_of.is_some() {
                    return Err(Refusal::State(State::SubstituteOfSubstitute(number)));
                }
                if principal.is_over(self.now) {
                    return Err(Refusal::State(State::MandateSettled(number)));
                }
                if principal.account == naming.account {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                principal.scope.clone()
            }
            None => {
                if !self.case.dossier.bodies.iter().any(|known| known.id == naming.body) {
                    return Err(no_body(&naming.body));
                }
                let is_same = |known: &Mandate| {
                    known.account == naming.account
                        && known.body == naming.body
                        && known.substitute_of.is_none()
                        && !known.is_over(self.now)
                };
                if self.case.mandates.values().any(is_same) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                Scope::ALL.to_vec()
            }
        };
        limit("mandates", self.case.mandates.len())?;
        let begins = naming.from.unwrap_or(self.now).max(self.now);
        if naming.until.is_some_and(|until| until <= begins) {
            return Err(Refusal::State(State::EndsBeforeItBegins));
        }
        if naming.scope.is_empty() {
            naming.scope.clone_from(&most);
        }
        naming.scope.sort_unstable();
        naming.scope.dedup();
        if let Some(mandate) = naming.substitute_of
            && naming.scope.iter().any(|scope| !most.contains(scope))
        {
            return Err(Refusal::Mandate { body: naming.body, mandate, lack: Lack::Scope(most) });
        }
        Ok(naming)
    }

    fn end_mandate(self, number: u64) -> Result<Vec<Fact>, Refusal> {
        if self.known_mandate(number)?.ended.is_some() {
            return Err(Refusal::State(State::MandateSettled(number)));
        }
        let substitutes = self.case.mandates.iter();
        let substitutes =
            substitutes.filter(|(_, it)| it.substitute_of == Some(number) && it.ended.is_none());
        let ended = [number].into_iter().chain(substitutes.map(|(number, _)| *number));
        Ok(ended.map(|mandate| Fact::MandateEnded { mandate }).collect())
    }
}

impl<'a> Checking<'a> {
    fn proposal(self, number: u64) -> Result<&'a Proposal, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::Proposal, name: number.to_string() };
        self.case.proposals.get(&number).ok_or_else(unknown)
    }

    fn known_mandate(self, number: u64) -> Result<&'a Mandate, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::Mandate, name: number.to_string() };
        self.case.mandates.get(&number).ok_or_else(unknown)
    }
}

/// The refusal of what speaks of a body that is not in the coalition.
pub(super) fn no_body(id: &Id) -> Refusal {
    Refusal::Unknown { what: Thing::Body, name: id.to_string() }
}

/// The number after those that were given.
pub(super) fn next<'n>(mut numbers: impl DoubleEndedIterator<Item = &'n u64>) -> u64 {
    numbers.next_back().map_or(1, |last| last.saturating_add(1))
}

/// Refuses one more of what is numbered when there are too many.
pub(super) fn limit(what: &'static str, count: usize) -> Result<(), Refusal> {
    if count >= NUMBERED_LIMIT {
        return Err(Refusal::Limit { what, limit: NUMBERED_LIMIT });
    }
    Ok(())
}
