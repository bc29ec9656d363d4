//! API tokens: what a program may do for an account.

use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, ApiToken, Micros};

use super::{DAY, People, Refused, Via, Who, address::Name, chance, chance::Secret};

/// Longest life of a token, in days.
pub const LONGEST: u64 = 365;
/// Longest life of a token that may manage, in days.
pub const LONGEST_MANAGING: u64 = 30;
/// Most tokens of an account that are in force.
pub const MOST: usize = 20;

const USAGE: &str = "api";
const GATEWAY: &str = "gateway";
/// By which a search for lost secrets finds tokens of gateways.
const GATEWAY_PREFIX: &str = "mawqif_in_";
/// By which a search for lost secrets finds tokens.
const PREFIX: &str = "mawqif_";

/// What a token may do; none includes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Read what the account may read.
    Read,
    /// Act as the account: stances, ballots, reports.
    Act,
    /// Do what asks a person for password and code: publish, change the rule or the roll of bodies.
    Manage,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Read, Self::Act, Self::Manage];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Act => "act",
            Self::Manage => "manage",
        }
    }

    /// The scope of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.word() == word)
    }
}

/// A token to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewToken<'a> {
    /// What its owner calls it.
    pub label: &'a str,
    /// What it may do.
    pub scopes: &'a [Scope],
    /// How many days it lasts.
    pub days: u64,
}

impl People {
    /// Makes a token for who asks, and shows it this once. Needs a fresh session, since a token works
    /// without a code.
    ///
    /// # Errors
    /// [`Refused::Stale`], [`Refused::SessionOnly`], [`Refused::Name`] for the label,
    /// [`Refused::Limit`] for the days or the number of tokens.
    pub async fn create_token(&self, who: &Who, new: NewToken<'_>, now: Micros) -> Result<Secret, Refused> {
        who.session()?;
        who.require_fresh(now)?;
        self.issue_token(&who.account, new, now).await
    }

    /// Makes a token for an account: for whoever runs the server, and for the demo.
    ///
    /// # Errors
    /// As [`People::create_token`], without those of the session.
    pub async fn issue_token(
        &self,
        account: &AccountId,
        new: NewToken<'_>,
        now: Micros,
    ) -> Result<Secret, Refused> {
        let label = Name::new(new.label)?;
        let longest = if new.scopes.contains(&Scope::Manage) { LONGEST_MANAGING } else { LONGEST };
        if !(1..=longest).contains(&new.days) {
            return Err(Refused::Limit(longest));
        }
        let words: Vec<&str> =
            Scope::ALL.iter().filter(|scope| new.scopes.contains(scope)).map(|scope| scope.word()).collect();
        let token = Secret::token(&*self.chance, PREFIX)?;
        let id = chance::stored(USAGE, token.reveal());
        let expires = now.saturating_add(new.days * DAY);
        self.keep_token(id, account, label.as_str(), &words.join(" "), expires, now).await?;
        Ok(token)
    }

    /// Stores a token, unless the account has as many as it may.
    pub(super) async fn keep_token(
        &self,
        token: Hash,
        account: &AccountId,
        label: &str,
        scopes: &str,
        expires: Micros,
        now: Micros,
    ) -> Result<(), Refused> {
        let all = self.store.api_tokens(account).await?;
        if all.iter().filter(|token| is_in_force(token, now)).count() >= MOST {
            return Err(Refused::Limit(MOST as u64));
        }
        let stored = ApiToken {
            token,
            account: account.clone(),
            label: label.to_owned(),
            scopes: scopes.to_owned(),
            created: now,
            expires: Some(expires),
            revoked: None,
        };
        Ok(self.store.create_api_token(&stored).await?)
    }

    /// A token for a gateway of messages, and what is stored of it.
    ///
    /// # Errors
    /// [`Refused::Internal`] when there is no randomness.
    pub fn gateway_token(&self) -> Result<(Secret, Hash), Refused> {
        let token = Secret::token(&*self.chance, GATEWAY_PREFIX)?;
        let hash = gateway_hash(token.reveal());
        Ok((token, hash))
    }

    /// Who has a token. Every request of a program asks this.
    ///
    /// # Errors
    /// [`Refused::SignedOut`].
    pub async fn who_has_token(&self, token: &str, now: Micros) -> Result<Who, Refused> {
        let id = chance::stored(USAGE, token);
        let found = self.store.api_token(&id, now).await?.ok_or(Refused::SignedOut)?;
        let scopes = found.scopes.split(' ').filter_map(Scope::from_word).collect();
        Ok(Who { account: found.account, via: Via::Token { id, scopes } })
    }

    /// The tokens of who asks that are in force.
    ///
    /// # Errors
    /// [`Refused::SessionOnly`].
    pub async fn tokens(&self, who: &Who, now: Micros) -> Result<Vec<ApiToken>, Refused> {
        who.session()?;
        let mut tokens = self.store.api_tokens(&who.account).await?;
        tokens.retain(|token| is_in_force(token, now));
        Ok(tokens)
    }

    /// Takes a token of who asks back; a token can take back itself.
    ///
    /// # Errors
    /// [`Refused::Missing`], also when the token is somebody else's; [`Refused::SessionOnly`].
    pub async fn revoke_token(&self, who: &Who, id: &Hash, now: Micros) -> Result<(), Refused> {
        match &who.via {
            Via::Token { id: own, .. } if own == id => {}
            _ => who.session().map(|_| ())?,
        }
        if self.store.revoke_api_token(&who.account, id, now).await? {
            Ok(())
        } else {
            Err(Refused::Missing("token"))
        }
    }
}

/// What is stored of a gateway's token.
pub fn gateway_hash(token: &str) -> Hash {
    chance::stored(GATEWAY, token)
}

fn is_in_force(token: &ApiToken, now: Micros) -> bool {
    token.revoked.is_none() && token.expires.is_none_or(|expires| expires > now)
}
