//! Links to a calendar: for programs that follow an address and sign in nowhere.
//!
//! A link is a token of its own kind, kept and taken back like those of programs, and good for the
//! meetings of one case alone. Whoever holds it reads as its owner, for as long as they have a role.

use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, CaseId, Micros};

use super::{DAY, People, Refused, Who, chance, chance::Secret};

/// How many days a link is good.
pub const DAYS: u64 = 365;

const USAGE: &str = "calendar";
/// What stands in the place of scopes, before the case.
const SCOPE: &str = "calendar:";
/// What its owner finds it by among their tokens.
const LABEL: &str = "calendar";

/// A link that was made.
#[derive(Debug)]
pub struct CalendarLink {
    /// The hash of its secret, its name among the tokens of its owner.
    pub id: Hash,
    /// The link, shown this once.
    pub link: Secret,
    /// When it ends.
    pub expires: Micros,
}

impl People {
    /// Makes a link to the meetings of a case for who asks.
    ///
    /// # Errors
    /// [`Refused::SessionOnly`], [`Refused::Limit`].
    pub async fn create_calendar(
        &self,
        who: &Who,
        case: &CaseId,
        now: Micros,
    ) -> Result<CalendarLink, Refused> {
        who.session()?;
        let secret = Secret::token(&*self.chance, "")?;
        let id = chance::stored(USAGE, secret.reveal());
        let scope = format!("{SCOPE}{case}", case = case.as_str());
        let expires = now.saturating_add(DAYS * DAY);
        self.keep_token(id, &who.account, LABEL, &scope, expires, now).await?;
        let link = Secret::new(format!("{}/calendar/{}.ics", self.site, secret.reveal()));
        Ok(CalendarLink { id, link, expires })
    }

    /// Whose link it is, and to which case; nothing when it has ended.
    ///
    /// # Errors
    /// [`Refused::Store`].
    pub async fn calendar(&self, secret: &str, now: Micros) -> Result<Option<(AccountId, String)>, Refused> {
        let found = self.store.api_token(&chance::stored(USAGE, secret), now).await?;
        Ok(found.and_then(|token| {
            let case = token.scopes.strip_prefix(SCOPE)?.to_owned();
            Some((token.account, case))
        }))
    }
}
