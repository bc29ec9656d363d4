//! Access: who is asking, by a token.
//!
//! A token is 32 random bytes; the database has its hash alone. What a token may do is written into it,
//! and never more than its account may.

use base64ct::{Base64UrlUnpadded, Encoding};
use mawqif_core::{case::AccountId, record::hash::Hash};
use mawqif_store::{Account, ApiToken};

use super::{Desk, Fault, keys::random};

/// What a token begins with, so that one that was published by mistake can be found.
const PREFIX: &str = "mawqif_";

/// Bytes of a token.
const LENGTH: usize = 32;

/// What cannot be the hash of any password.
const NO_PASSWORD: &str = "!";

/// Something that a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Allowance {
    /// Looking.
    Read,
    /// Acting.
    Act,
    /// Opening cases; an account that is in some case's secretariat needs no such token for it.
    Open,
}

impl Allowance {
    /// Everything.
    pub const ALL: [Self; 3] = [Self::Read, Self::Act, Self::Open];

    /// How it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Act => "act",
            Self::Open => "open",
        }
    }
}

/// Who is asking.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The account, as the store has it.
    pub account: mawqif_store::AccountId,
    /// The account as records name it.
    pub actor: AccountId,
    allowances: Vec<Allowance>,
}

impl Caller {
    /// Whether something is allowed.
    pub fn may(&self, allowance: Allowance) -> bool {
        self.allowances.contains(&allowance)
    }
}

impl Desk {
    /// Who a token belongs to.
    ///
    /// # Errors
    /// [`Fault::Unknown`], whatever is wrong with it; the store's.
    pub async fn caller(&self, token: &str) -> Result<Caller, Fault> {
        let bytes = token.strip_prefix(PREFIX).and_then(|rest| Base64UrlUnpadded::decode_vec(rest).ok());
        let bytes = bytes.filter(|bytes| bytes.len() == LENGTH).ok_or(Fault::Unknown)?;
        let found = self.store().api_token(&Hash::of(&[&bytes]), self.clock().now().micros()).await?;
        let found = found.ok_or(Fault::Unknown)?;
        let actor = AccountId::new(found.account.as_str()).map_err(|_| Fault::Unknown)?;
        let words: Vec<&str> = found.scopes.split(' ').collect();
        let allowances = Allowance::ALL.into_iter().filter(|it| words.contains(&it.word())).collect();
        Ok(Caller { account: found.account, actor, allowances })
    }

    /// Whether somebody may open cases here: whoever holds a token for it, and whoever runs a case.
    pub fn may_open(&self, caller: &Caller) -> bool {
        let runs_some = || self.all().iter().any(|held| held.now().secretariat().contains(&caller.actor));
        caller.may(Allowance::Open) || (caller.may(Allowance::Act) && runs_some())
    }
}

/// Creates an account without a password, for whoever runs the server.
///
/// # Errors
/// The store's; [`Fault::Random`].
pub async fn create_account(desk: &Desk, name: &str, email: &str) -> Result<mawqif_store::AccountId, Fault> {
    let now = desk.clock().now().micros();
    let milliseconds = now / 1_000;
    let id = uuid::Builder::from_unix_timestamp_millis(milliseconds, &random::<10>()?).into_uuid();
    let id = mawqif_store::AccountId::new(&id.to_string()).ok_or(Fault::Unknown)?;
    let account = Account {
        id: id.clone(),
        name: name.to_owned(),
        email: email.to_lowercase(),
        password: NO_PASSWORD.to_owned(),
        totp: None,
        locale: "en".to_owned(),
        created: now,
        disabled: None,
    };
    desk.store().create_account(&account).await?;
    Ok(id)
}

/// Makes a token for an account, and gives its text, which is not kept.
///
/// # Errors
/// The store's; [`Fault::Random`].
pub async fn create_token(
    desk: &Desk,
    account: &mawqif_store::AccountId,
    label: &str,
    allowances: &[Allowance],
) -> Result<String, Fault> {
    let bytes = random::<LENGTH>()?;
    let words: Vec<&str> = allowances.iter().map(|it| it.word()).collect();
    let token = ApiToken {
        token: Hash::of(&[&bytes]),
        account: account.clone(),
        label: label.to_owned(),
        scopes: words.join(" "),
        created: desk.clock().now().micros(),
        expires: None,
        revoked: None,
    };
    desk.store().create_api_token(&token).await?;
    Ok(format!("{PREFIX}{}", Base64UrlUnpadded::encode_string(&bytes)))
}
