//! Names of accounts: what people in a case are called. They stand in no record, and so are asked of the
//! store.

use std::collections::BTreeMap;

use mawqif_core::case::{AccountId, Case};

use super::super::{Web, trouble::Trouble};
use crate::desk::Fault;

/// What accounts are called, as far as they have ever been there.
pub type Names = BTreeMap<AccountId, String>;

/// What these accounts are called. Whoever was invited and has not come yet has no name.
///
/// # Errors
/// The store's.
pub async fn of(web: &Web, accounts: &[AccountId]) -> Result<Names, Trouble> {
    let mut names = Names::new();
    for account in accounts {
        if names.contains_key(account) {
            continue;
        }
        let id = mawqif_store::AccountId::new(account.as_str()).ok_or(Trouble::Missing)?;
        match web.desk.store().account(&id).await {
            Ok(found) => {
                names.insert(account.clone(), found.name);
            }
            Err(mawqif_store::Error::Missing(_)) => {}
            Err(error) => return Err(Fault::from(error).into()),
        }
    }
    Ok(names)
}

/// Everybody who has or had a part in a case.
pub fn everybody(case: &Case) -> impl Iterator<Item = &AccountId> {
    let delegates = case.mandates().values().map(|it| &it.account);
    case.secretariat().iter().chain(delegates).chain(case.observers())
}
