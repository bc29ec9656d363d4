//! Inviting: a role in a case for somebody, as a link.
//!
//! The role is given when the invitation is made, by an act of whoever invites, to the account that the
//! link leads to; the record so says who gave it. Until the invitation is accepted nobody can be signed in as
//! that account. Whoever has an account already takes over what was given to it, so that inviting is the same for
//! everybody and tells nobody who has one. A delegate accepts the mandate by accepting the invitation.

use std::sync::Arc;

use mawqif_core::{
    case::{AccountId, Act, Case, Moment, change::Change, guest::Guest, mandate::Scope},
    record::hash::Hash,
    text::Id,
};
use mawqif_store::Invitation;

use super::{
    Desk, Fault,
    access::Caller,
    held::Held,
    people::{
        Refused, Who,
        address::Address,
        invitation::{Accepted, Accepter, Guest as Invitee, Invite, Invited, Role},
    },
};
use crate::locale::Language;

/// Whom to invite to what.
pub struct Inviting {
    /// The role.
    pub role: Role,
    /// The body of a delegate.
    pub body: Option<Id>,
    /// The address of whoever is invited, if it is known.
    pub address: Option<String>,
    /// The language to write in.
    pub language: Language,
    /// From when until when a delegate speaks, and in what.
    pub term: Term,
}

/// From when until when somebody speaks for a body, and in what; everything when nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The first moment.
    pub from: Option<Moment>,
    /// The first moment after the last.
    pub until: Option<Moment>,
    /// In what.
    pub scope: Vec<Scope>,
}

/// An invitation that was accepted, and what its role is worth by then.
pub struct Taken {
    /// What accepting came to.
    pub accepted: Accepted,
    /// Whether the role counts.
    pub standing: Standing,
}

/// Whether a role counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Confirmed,
    /// A second person has to confirm it, or it was taken away meanwhile.
    Waiting,
}

impl Desk {
    /// Invites somebody: gives the role in the record, and makes the link.
    ///
    /// # Errors
    /// [`Refused::InvitationBody`] for a role that nobody is invited to; those of inviting and acting.
    pub async fn invite(
        &self,
        held: &Arc<Held>,
        inviting: &Inviting,
        caller: &Caller,
    ) -> Result<Invited, Fault> {
        let case = held.now();
        // Refusals come before a link is made, or even sent.
        let nobody = AccountId::new("nobody").map_err(|_| Refused::InvitationBody)?;
        let act = giving(inviting, nobody)?;
        case.check(&act, &caller.actor, self.clock().now())?;
        caller.who.require_weight(self, &case, &act)?;
        let address = inviting.address.as_deref().map(Address::new).transpose()?;
        if address.is_some() {
            self.people().may_name_another(&caller.who, self.clock().now().micros())?;
        }
        let name = |text: &mawqif_core::text::Text| text.in_language(inviting.language.tag()).to_owned();
        let title = name(case.title());
        let body = inviting.body.as_ref().map(|id| {
            let body = case.dossier().bodies.iter().find(|body| body.id == *id);
            (id.as_str(), body.map_or_else(|| id.to_string(), |body| name(&body.name)))
        });
        let guest = match &address {
            Some(address) => Invitee::Address(address.as_str(), inviting.language),
            None => Invitee::Holder,
        };
        let inviter = self.store().account(&caller.who.account).await?.name;
        let invite = Invite {
            case: (held.stored(), &title),
            role: inviting.role,
            body: body.as_ref().map(|(id, name)| (*id, name.as_str())),
            inviter: &inviter,
            guest,
        };
        let invited = self.people().invite(invite, self.clock().now().micros()).await?;
        let account = actor(&invited.account)?;
        let given = self.act(held, giving(inviting, account)?, caller, None).await;
        if let Err(fault) = given {
            self.people().revoke_invitation(held.stored(), &invited.id).await?;
            return Err(fault);
        }
        Ok(invited)
    }

    /// Takes an invitation back that was not used, and the role with it.
    ///
    /// # Errors
    /// [`Refused::Missing`]; those of acting.
    pub async fn revoke_invitation(&self, held: &Arc<Held>, id: &Hash, caller: &Caller) -> Result<(), Fault> {
        let all = self.people().invitations(held.stored()).await?;
        let found = all.into_iter().find(|it| it.token == *id).ok_or(Refused::Missing("invitation"))?;
        let account = actor(&found.account)?;
        let case = held.now();
        let taking = match Role::from_word(&found.role) {
            Some(Role::Delegate) => {
                let mandate = waiting(&case, &account, found.body.as_deref());
                let ending = mandate.map(|mandate| Act::EndMandate { mandate });
                // Perhaps nobody has confirmed it yet, and now nobody shall.
                ending
                    .or_else(|| dropping(&case, |change| is_naming(change, &account, found.body.as_deref())))
            }
            Some(Role::Observer | Role::Reporter | Role::Participant) => {
                let guest = guest(&found.role).filter(|guest| is_guest(&case, *guest, &account));
                guest.map(|guest| dismissing(account, guest))
            }
            Some(Role::Secretariat) if case.secretariat().contains(&account) => {
                Some(Act::DismissSecretary { account })
            }
            Some(Role::Secretariat) => {
                let appointing = Change::AppointSecretary(account);
                dropping(&case, |change| *change == appointing)
            }
            _ => None,
        };
        if let Some(act) = &taking {
            // Refusals come before the link is gone.
            case.check(act, &caller.actor, self.clock().now())?;
            caller.who.require_weight(self, &case, act)?;
        }
        self.people().revoke_invitation(held.stored(), id).await?;
        if let Some(act) = taking {
            self.act(held, act, caller, None).await?;
        }
        Ok(())
    }

    /// What a link leads to, for its page.
    ///
    /// # Errors
    /// Those of [`People::invitation`](super::people::People::invitation).
    pub async fn invitation(&self, token: &str, who: Option<&Who>) -> Result<Invitation, Fault> {
        Ok(self.people().invitation(token, who, self.clock().now().micros()).await?)
    }

    /// Accepts an invitation, and the mandate or role that it is about.
    ///
    /// # Errors
    /// Those of accepting and acting. After an error of acting it can be accepted again, by the same.
    pub async fn accept_invitation(
        &self,
        token: &str,
        accepter: Accepter<'_>,
        agent: &str,
    ) -> Result<Taken, Fault> {
        let now = self.clock().now().micros();
        if let Accepter::SignedIn(who) = accepter {
            // Refusals come before the link is used up.
            let found = self.invitation(token, Some(who)).await?;
            let case = self.case_of(&found.case)?.now();
            let (invited, actor) = (actor(&found.account)?, actor(&who.account)?);
            if invited != actor && case.waits_for(&invited, self.clock().now()) {
                case.check(&Act::TakeInvitation { invited }, &actor, self.clock().now())?;
            }
        }
        let accepted = self.people().accept(token, accepter, agent, now).await?;
        let held = self.case_of(&accepted.case)?;
        let (invited, actor) = (actor(&accepted.invited)?, actor(&accepted.account)?);
        // The link was the proof of who it is; this stands for no other act.
        let via = super::people::Via::Token { id: Hash::empty(), scopes: Vec::new() };
        let who = Who { account: accepted.account.clone(), via };
        let caller = Caller { who, actor: actor.clone() };
        if invited != actor && held.now().waits_for(&invited, self.clock().now()) {
            self.take_invitation(&held, invited, &caller).await?;
        }
        let case = held.now();
        let mandate = waiting(&case, &actor, accepted.body.as_deref());
        let guest = guest(accepted.role.word()).filter(|it| case.awaited().contains(&(*it, actor.clone())));
        let accepting = mandate.map(|mandate| Act::AcceptMandate { mandate });
        if let Some(act) = accepting.or(guest.map(|guest| Act::AcceptRole { guest })) {
            self.act(&held, act, &caller, None).await?;
        }
        let standing = standing(&held.now(), &actor, &accepted);
        Ok(Taken { accepted, standing })
    }

    fn case_of(&self, stored: &mawqif_store::CaseId) -> Result<Arc<Held>, Refused> {
        let id = mawqif_core::case::CaseId::new(stored.as_str());
        id.ok().and_then(|id| self.held(&id)).ok_or(Refused::Missing("case"))
    }
}

/// An account as a record names it.
fn actor(account: &mawqif_store::AccountId) -> Result<AccountId, Refused> {
    AccountId::new(account.as_str()).map_err(|_| Refused::Missing("account"))
}

/// The act that gives an account the role.
fn giving(inviting: &Inviting, account: AccountId) -> Result<Act, Fault> {
    match (inviting.role, &inviting.body) {
        (Role::Secretariat, None) => Ok(Act::AppointSecretary { account }),
        (Role::Observer, None) => Ok(Act::AdmitObserver { account }),
        (Role::Reporter, None) => Ok(Act::AdmitGuest { account, guest: Guest::Reporter }),
        (Role::Participant, None) => Ok(Act::AdmitGuest { account, guest: Guest::Participant }),
        (Role::Delegate, Some(body)) => Ok(Act::MandateDelegate {
            account,
            body: body.clone(),
            from: inviting.term.from,
            until: inviting.term.until,
            scope: inviting.term.scope.clone(),
        }),
        _ => Err(Refused::InvitationBody.into()),
    }
}

/// What somebody who speaks for nobody is invited to be.
fn guest(role: &str) -> Option<Guest> {
    match Role::from_word(role)? {
        Role::Observer => Some(Guest::Observer),
        Role::Reporter => Some(Guest::Reporter),
        Role::Participant => Some(Guest::Participant),
        _ => None,
    }
}

fn is_guest(case: &Case, guest: Guest, account: &AccountId) -> bool {
    let wanted = (guest, account.clone());
    let observes = guest == Guest::Observer && case.observers().contains(account);
    observes || case.guests().contains(&wanted) || case.awaited().contains(&wanted)
}

/// The act that takes the role of a guest.
fn dismissing(account: AccountId, guest: Guest) -> Act {
    match guest {
        Guest::Observer => Act::DismissObserver { account },
        guest => Act::DismissGuest { account, guest },
    }
}

/// The act that lets a change not happen that waits for a second person.
fn dropping(case: &Case, is_meant: impl Fn(&Change) -> bool) -> Option<Act> {
    let found = case.proposals().iter().find(|(_, proposal)| is_meant(&proposal.change));
    found.map(|(number, _)| Act::DropChange { proposal: *number })
}

fn is_naming(change: &Change, account: &AccountId, body: Option<&str>) -> bool {
    matches!(change, Change::NameDelegate(naming)
        if naming.account == *account && Some(naming.body.as_str()) == body && naming.substitute_of.is_none())
}

/// The mandate to speak for a body that an account has still to accept.
fn waiting(case: &Case, account: &AccountId, body: Option<&str>) -> Option<u64> {
    let mut mandates = case.mandates().iter();
    let found = mandates.find(|(_, it)| {
        it.account == *account
            && Some(it.body.as_str()) == body
            && it.accepted.is_none()
            && it.ended.is_none()
    });
    found.map(|(number, _)| *number)
}

/// Whether the role that was accepted counts.
fn standing(case: &Case, account: &AccountId, accepted: &Accepted) -> Standing {
    let is_confirmed = match accepted.role {
        Role::Secretariat => case.secretariat().contains(account),
        Role::Observer => case.observers().contains(account),
        Role::Reporter => case.guests().contains(&(Guest::Reporter, account.clone())),
        Role::Participant => case.guests().contains(&(Guest::Participant, account.clone())),
        _ => case.mandates().values().any(|it| {
            it.account == *account
                && Some(it.body.as_str()) == accepted.body.as_deref()
                && it.accepted.is_some()
                && it.ended.is_none()
        }),
    };
    if is_confirmed { Standing::Confirmed } else { Standing::Waiting }
}
