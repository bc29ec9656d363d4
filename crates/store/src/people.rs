//! What is in no record: accounts and the ways into them, and mails that wait to be sent.
//!
//! Secrets are stored as hashes that the caller has made, 32 bytes each: whoever reads the database can
//! use none of them. No network address is stored anywhere.

pub(crate) mod account;
pub(crate) mod invitation;
pub(crate) mod login;
pub(crate) mod mail;
pub(crate) mod session;
pub(crate) mod token;

use mawqif_core::record::hash::Hash;

use crate::{
    database::statement::{Row, Statement},
    error::Error,
    id::AccountId,
};

impl Statement {
    fn hash(self, hash: &Hash) -> Self {
        self.bytes(hash.as_bytes())
    }
}

impl Row {
    fn account(&self, column: usize) -> Result<AccountId, Error> {
        AccountId::new(&self.text(column)?).ok_or_else(|| Error::Corrupt {
            place: "a row of an account".to_owned(),
            what: "its id has no form of an id".to_owned(),
        })
    }
}
