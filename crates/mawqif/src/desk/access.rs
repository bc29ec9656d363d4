//! Access: who is asking, and who may open cases.
//!
//! Whoever asks shows a token: a session's, or one made for a program. Who somebody is, is the
//! [`people`](super::people)'s to say; what they may do in a case, the core's.

use mawqif_core::case::{AccountId, Case};

use super::{
    Desk, Fault,
    people::{Refused, Via, Who, token::Scope},
    weight::is_settled,
};

/// What tokens for programs begin with; those of sessions do not.
const PROGRAM: &str = "mawqif_";

/// Who is asking.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The account, and how it is known.
    pub who: Who,
    /// The account as records name it.
    pub actor: AccountId,
}

impl Caller {
    /// Somebody who is known.
    ///
    /// # Errors
    /// When no record could name the account.
    pub fn new(who: Who) -> Result<Self, Fault> {
        let actor = AccountId::new(who.account.as_str()).map_err(|_| Refused::SignedOut)?;
        Ok(Self { who, actor })
    }

    /// Whether the token allows something.
    pub fn may(&self, scope: Scope) -> bool {
        self.who.require(scope).is_ok()
    }
}

impl Desk {
    /// Who a token belongs to.
    ///
    /// # Errors
    /// [`Refused::SignedOut`], whatever is wrong with it; the store's.
    pub async fn caller(&self, token: &str) -> Result<Caller, Fault> {
        let now = self.clock().now().micros();
        let who = if token.starts_with(PROGRAM) {
            self.people().who_has_token(token, now).await?
        } else {
            self.people().who(token, now).await?
        };
        Caller::new(who)
    }

    /// Makes the session of whoever asks fresh, by password and code, and gives who asks as that.
    ///
    /// # Errors
    /// What is wrong with them; the store's.
    pub async fn confirm(&self, caller: &Caller, password: &str, code: &str) -> Result<Caller, Fault> {
        let now = self.clock().now().micros();
        self.people().confirm(&caller.who, password, code, now).await?;
        let mut caller = caller.clone();
        if let Via::Session { confirmed, .. } = &mut caller.who.via {
            *confirmed = Some(now);
        }
        Ok(caller)
    }

    /// Whether somebody would have to give password and code before an act that weighs much in this case.
    pub fn wants_fresh(&self, caller: &Caller, case: &Case) -> bool {
        is_settled(case) && caller.who.require_fresh(self.clock().now().micros()).is_err()
    }

    /// Whether somebody may open cases here: on a server without cases everybody who has an account, for
    /// those were made by whoever runs it; later whoever runs a case.
    pub fn may_open(&self, caller: &Caller) -> bool {
        let all = self.all();
        let mut opened = all.iter().map(|held| held.now()).filter(|case| case.entries() > 0).peekable();
        let is_first = opened.peek().is_none();
        is_first || opened.any(|case| case.secretariat().contains(&caller.actor))
    }
}
