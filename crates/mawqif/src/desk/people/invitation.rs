//! Invitations: links by which somebody takes a role in a case, once, within 72 hours.
//!
//! Whoever holds a link may know what became of it; whoever does not learns nothing, since nobody
//! guesses 256 bits. The role itself is given by an entry in the record, which the caller appends with
//! what [`People::accept`] returns. Nobody learns by a link who has an account: it is made alike for everybody,
//! whoever has an account may use it by that, and an address that is taken makes an account as one that is free
//! does, told apart from the others by its password. Accepting again by the same account returns the same, so that
//! nothing is lost when the server stops in between.

use mawqif_core::record::hash::Hash;
use mawqif_store::{Account, AccountId, CaseId, Error as StoreError, Invitation, Micros, Rank};

use super::{
    HOUR, People, Refused, Who,
    account::NewAccount,
    address::Address,
    chance,
    chance::Secret,
    limits::Gate,
    mail::{Delivery, letter::Notice},
    session::{Opened, Tell},
};
use crate::locale::Language;

/// How many hours an invitation lasts.
pub const HOURS: u64 = 72;

/// How often an account is made anew because its address was taken in the same moment.
const ATTEMPTS: u32 = 4;

const USAGE: &str = "invitation";

/// What somebody is invited to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Runs the case.
    Secretariat,
    /// Speaks for a body.
    Delegate,
    /// Follows the position up, perhaps for a body.
    Committee,
    /// Reads.
    Observer,
    /// Reports incidents.
    Reporter,
    /// Takes part in the public consultation.
    Participant,
}

impl Role {
    const ALL: [Self; 6] = [
        Self::Secretariat,
        Self::Delegate,
        Self::Committee,
        Self::Observer,
        Self::Reporter,
        Self::Participant,
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Secretariat => "secretariat",
            Self::Delegate => "delegate",
            Self::Committee => "committee",
            Self::Observer => "observer",
            Self::Reporter => "reporter",
            Self::Participant => "participant",
        }
    }

    /// The role of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// An invitation to be made.
#[derive(Clone, Copy)]
pub struct Invite<'a> {
    /// The case, and what it is called.
    pub case: (&'a CaseId, &'a str),
    /// The role.
    pub role: Role,
    /// The body's id, and what it is called.
    pub body: Option<(&'a str, &'a str)>,
    /// Who invites, by name.
    pub inviter: &'a str,
    /// Whom it is for.
    pub guest: Guest<'a>,
}

/// Whom an invitation is for.
#[derive(Clone, Copy)]
pub enum Guest<'a> {
    /// Somebody with an address, and the language to write in; an account of theirs will do.
    Address(&'a str, Language),
    /// Whoever is given the link.
    Holder,
}

/// An invitation that was made.
#[derive(Debug)]
pub struct Invited {
    /// The hash of the link's token, its name in lists.
    pub id: Hash,
    /// The account that will be made, unless somebody takes it by the one that they have.
    pub account: AccountId,
    /// The link, shown this once; `None` when it goes by mail.
    pub link: Option<Secret>,
    /// When it ends.
    pub expires: Micros,
}

/// Who accepts.
#[derive(Clone, Copy)]
pub enum Accepter<'a> {
    /// Somebody who gets an account by it.
    New(NewAccount<'a>),
    /// Somebody who is signed in.
    SignedIn(&'a Who),
}

/// What accepting came to.
#[derive(Debug)]
pub struct Accepted {
    /// The account that takes the role.
    pub account: AccountId,
    /// The one that it was given to, which is another when somebody had an account already.
    pub invited: AccountId,
    /// The case.
    pub case: CaseId,
    /// The role.
    pub role: Role,
    /// The body.
    pub body: Option<String>,
    /// A new account's session.
    pub session: Option<Opened>,
}

impl People {
    /// Makes an invitation, and mails it when there is mail and an address.
    ///
    /// # Errors
    /// [`Refused::InvitationBody`], [`Refused::Address`], [`Refused::Missing`] for the case or account.
    pub async fn invite(&self, invite: Invite<'_>, now: Micros) -> Result<Invited, Refused> {
        let has_body = invite.body.is_some();
        match invite.role {
            Role::Delegate if !has_body => return Err(Refused::InvitationBody),
            Role::Delegate | Role::Committee => {}
            _ if has_body => return Err(Refused::InvitationBody),
            _ => {}
        }
        let (account, to) = match invite.guest {
            Guest::Address(address, language) => {
                (self.new_account_id()?, Some((Address::new(address)?.as_str().to_owned(), language)))
            }
            Guest::Holder => (self.new_account_id()?, None),
        };
        let token = Secret::token(&*self.chance, "")?;
        let link = format!("{}/invitations/{}", self.site, token.reveal());
        let invitation = Invitation {
            token: chance::stored(USAGE, token.reveal()),
            case: invite.case.0.clone(),
            role: invite.role.word().to_owned(),
            body: invite.body.map(|(id, _)| id.to_owned()),
            account,
            expires: now.saturating_add(HOURS * HOUR),
            used: None,
            accepted_by: None,
        };
        match self.store.create_invitation(&invitation).await {
            Err(StoreError::Missing(_)) => return Err(Refused::Missing("case")),
            done => done?,
        }
        let Invitation { token: id, account, expires, .. } = invitation;
        let link = match to {
            Some((to, language)) if self.delivery == Delivery::Mail => {
                let notice = Notice::Invitation {
                    inviter: invite.inviter,
                    case: invite.case.1,
                    role: invite.role,
                    body: invite.body.map(|(_, name)| name),
                    link: &link,
                };
                self.spool(&to, language, &notice, now).await?;
                None
            }
            _ => Some(Secret::new(link)),
        };
        Ok(Invited { id, account, link, expires })
    }

    /// Lets somebody name one more address to invite, to which a mail may go.
    ///
    /// # Errors
    /// [`Refused::Slow`].
    pub fn may_name_another(&self, who: &Who, now: Micros) -> Result<(), Refused> {
        self.limits.take(Gate::Address, who.account.as_str(), now)
    }

    /// What a link leads to, for its page; who is signed in, if anybody.
    ///
    /// # Errors
    /// [`Refused::NoInvitation`], [`Refused::InvitationEnded`], [`Refused::InvitationUsed`] unless by who
    /// asks, [`Refused::Slow`].
    pub async fn invitation(
        &self,
        token: &str,
        who: Option<&Who>,
        now: Micros,
    ) -> Result<Invitation, Refused> {
        let id = chance::stored(USAGE, token);
        self.limits.take(Gate::Link, &id.to_hex(), now)?;
        self.good_for(&id, who.map(|who| &who.account), now).await
    }

    /// Accepts an invitation, with a new account or the one that is signed in. Of two that accept at
    /// once, one does.
    ///
    /// # Errors
    /// As [`People::invitation`]; for a new account as [`People::create_account`], but an address may be taken.
    /// [`Refused::SignInInstead`] for address and password of an account that is there: whoever knows both may
    /// know that, and the invitation stays good.
    pub async fn accept(
        &self,
        token: &str,
        accepter: Accepter<'_>,
        agent: &str,
        now: Micros,
    ) -> Result<Accepted, Refused> {
        let id = chance::stored(USAGE, token);
        self.limits.take(Gate::Link, &id.to_hex(), now)?;
        match accepter {
            Accepter::SignedIn(who) => {
                who.session()?;
                let found = self.good_for(&id, Some(&who.account), now).await?;
                if found.used.is_none()
                    && self.store.attach_invitation(&id, &who.account, now).await?.is_none()
                {
                    // Another was quicker, or the same person clicked twice.
                    self.good_for(&id, Some(&who.account), now).await?;
                }
                accepted(found, who.account.clone(), None)
            }
            Accepter::New(new) => {
                let found = self.good_for(&id, None, now).await?;
                let account = self.make(&found, new, now).await?;
                let session = self.open(&account, agent, None, Tell::Nobody, now).await?;
                accepted(found, account.id, Some(session))
            }
        }
    }

    /// Makes the account of an invitation, and uses the invitation up.
    async fn make(&self, found: &Invitation, new: NewAccount<'_>, now: Micros) -> Result<Account, Refused> {
        let address = Address::new(new.address)?;
        for attempt in 0..ATTEMPTS {
            let before = self.store.namesakes(address.as_str()).await?;
            let beside = before.first().map(|account| account.password.as_str());
            let account = self.draft(found.account.clone(), new, beside, now).await?;
            if attempt == 0 {
                self.limits.take(Gate::Newcomer, &found.token.to_hex(), now)?;
                // That a password is known here is found out no faster than by logging in.
                self.limits.take(Gate::LogIn, address.as_str(), now)?;
            }
            // Hashed alike, equal passwords are equal here.
            if before.iter().any(|it| it.password == account.password) {
                return Err(Refused::SignInInstead);
            }
            let rank = if before.is_empty() { Rank::First } else { Rank::Later };
            let made = match self.store.accept_invitation(&found.token, &account, rank, now).await {
                // Somebody took the same address in the same moment, or the same link.
                Err(StoreError::Taken(_)) => {
                    self.good_for(&found.token, None, now).await?;
                    continue;
                }
                made => made?,
            };
            if made.is_none() {
                // Another was quicker, or it has ended in between.
                self.good_for(&found.token, None, now).await?;
                return Err(Refused::InvitationUsed);
            }
            return Ok(account);
        }
        Err(Refused::Busy(1))
    }

    /// The invitations to a case, used or not.
    ///
    /// # Errors
    /// [`Refused::Store`].
    pub async fn invitations(&self, case: &CaseId) -> Result<Vec<Invitation>, Refused> {
        Ok(self.store.invitations(case).await?)
    }

    /// Takes an invitation to a case back that was not used.
    ///
    /// # Errors
    /// [`Refused::Missing`], also when it leads to another case.
    pub async fn revoke_invitation(&self, case: &CaseId, id: &Hash) -> Result<(), Refused> {
        if self.store.revoke_invitation(case, id).await? {
            Ok(())
        } else {
            Err(Refused::Missing("invitation"))
        }
    }

    /// The invitation, if it is good for somebody: unused and in time, or used by them.
    async fn good_for(
        &self,
        id: &Hash,
        account: Option<&AccountId>,
        now: Micros,
    ) -> Result<Invitation, Refused> {
        let found = self.store.any_invitation(id).await?.ok_or(Refused::NoInvitation)?;
        if found.used.is_some() {
            let is_own = account.is_some() && found.accepted_by.as_ref() == account;
            return if is_own { Ok(found) } else { Err(Refused::InvitationUsed) };
        }
        if found.expires <= now {
            return Err(Refused::InvitationEnded);
        }
        Ok(found)
    }
}

fn accepted(found: Invitation, account: AccountId, session: Option<Opened>) -> Result<Accepted, Refused> {
    let role = Role::from_word(&found.role).ok_or(Refused::Internal("an invitation to no known role"))?;
    Ok(Accepted { account, invited: found.account, case: found.case, role, body: found.body, session })
}
