//! Why somebody is not let through: what they may know, and a code that programs can rely on.
//!
//! The words for people stand where the faces are; the text here is for the log and holds no secret,
//! no address and no name.

use mawqif_store::Error as StoreError;

use super::token::Scope;

/// Why an act about accounts was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Address or password is wrong, or the account is shut, or there is none.
    #[error("address or password is wrong")]
    Wrong,
    /// The one-time or recovery code is wrong, or was used before.
    #[error("the code is wrong or was used")]
    Code,
    /// The log-in has ended; begin again with the password.
    #[error("the log-in has ended")]
    LoginEnded,
    /// There is no such session or token, or it has ended.
    #[error("not signed in")]
    SignedOut,
    /// Give password and code again for this.
    #[error("password and code are asked for again")]
    Stale,
    /// First set up one-time codes.
    #[error("one-time codes are not set up")]
    NoCodes,
    /// A token cannot do this, whatever it may do.
    #[error("this needs a session")]
    SessionOnly,
    /// The token may not do this.
    #[error("the token has not the scope {}", .0.word())]
    Scope(Scope),
    /// Too often; try again after so many seconds.
    #[error("too many tries, again in {0} s")]
    Slow(u64),
    /// Too many others log in at this moment; try again after so many seconds.
    #[error("too many passwords are being checked")]
    Busy(u64),
    /// The new password will not do.
    #[error("the password is {}", .0.word())]
    Password(PasswordProblem),
    /// Not an address that mail can go to.
    #[error("not an address")]
    Address,
    /// Not a name: empty, over 100 characters, or with characters that cannot be seen.
    #[error("not a name")]
    Name,
    /// The secret for one-time codes is not one that was shown.
    #[error("not a secret for codes")]
    Secret,
    /// Somebody has this address already. Told only to those who run the server.
    #[error("the address has an account")]
    AddressTaken,
    /// There is an account with this address and this very password: told to whoever knows both.
    #[error("there is an account with this address and password")]
    SignInInstead,
    /// No invitation has this link.
    #[error("no such invitation")]
    NoInvitation,
    /// The invitation has ended: ask for another.
    #[error("the invitation has ended")]
    InvitationEnded,
    /// Somebody has used the invitation: if not you, tell whoever sent it.
    #[error("the invitation was used")]
    InvitationUsed,
    /// The invitation makes no sense, such as a delegate of no body.
    #[error("a delegate needs a body, and only a delegate or a committee's member has one")]
    InvitationBody,
    /// There is none of these.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// There can be no more of these.
    #[error("no more than {0}")]
    Limit(u64),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What should not happen.
    #[error("{0}")]
    Internal(&'static str),
}

/// Why a new password will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Under 12 characters.
    Short,
    /// Over 256 characters.
    Long,
    /// Among the first that others would try.
    Common,
}

impl PasswordProblem {
    fn word(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Long => "long",
            Self::Common => "common",
        }
    }
}

impl Refused {
    /// The code of the refusal: it keeps its meaning for ever.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Wrong => "wrong-credentials",
            Self::Code => "wrong-code",
            Self::LoginEnded => "login-ended",
            Self::SignedOut => "signed-out",
            Self::Stale => "confirm-again",
            Self::NoCodes => "codes-not-set-up",
            Self::SessionOnly => "session-needed",
            Self::Scope(_) => "scope-missing",
            Self::Slow(_) => "too-many-tries",
            Self::Busy(_) => "busy",
            Self::Password(PasswordProblem::Short) => "password-short",
            Self::Password(PasswordProblem::Long) => "password-long",
            Self::Password(PasswordProblem::Common) => "password-common",
            Self::Address => "not-an-address",
            Self::Name => "not-a-name",
            Self::Secret => "not-a-secret",
            Self::AddressTaken => "address-taken",
            Self::SignInInstead => "sign-in-instead",
            Self::NoInvitation => "no-such-invitation",
            Self::InvitationEnded => "invitation-ended",
            Self::InvitationUsed => "invitation-used",
            Self::InvitationBody => "invitation-body",
            Self::Missing(_) => "missing",
            Self::Limit(_) => "limit",
            Self::Store(StoreError::Unavailable(_)) => "unavailable",
            Self::Store(StoreError::Full(_)) => "full",
            Self::Store(_) | Self::Internal(_) => "internal",
        }
    }

    /// After how many seconds another try makes sense, where that can be said.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Slow(seconds) | Self::Busy(seconds) => Some(*seconds),
            _ => None,
        }
    }
}
