//! Imports: tables of reports that were taken in, as the record knows them.
//!
//! The rows stand in tables of the store, since there can be a million of them; the record has what proves them: the SHA-256 of
//! the file, how many rows it had and how many of them are counted, and the root of the Merkle tree over these. An import that
//! was taken back stays in the record with its reason; nothing of it counts any more.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    case::names::{AccountId, Moment},
    dossier::Date,
    record::hash::Hash,
    text::Text,
};

/// The most tables of reports that a case ever takes in.
pub const IMPORT_LIMIT: usize = 1_000;

/// The most rows of all tables that count.
pub const IMPORTED_LIMIT: u64 = 20_000_000;

/// A table of reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Import {
    /// The SHA-256 of the file.
    pub sha256: Hash,
    /// What kind of table it is: `ucdp-ged`, `acled` or `plain`.
    pub format: String,
    /// Rows under the first.
    pub rows: u64,
    /// Rows that count.
    pub taken: u64,
    /// The root of the tree over the rows that count, in their order.
    pub root: Hash,
    /// The first day of a report that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Date>,
    /// The last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Date>,
}

/// A table that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The entry.
    pub entry: u64,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: AccountId,
    /// What it is.
    pub import: Import,
    /// When it was taken back, by whom and why.
    pub back: Option<(Moment, AccountId, Text)>,
}

/// Every table that was taken in, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imports(BTreeMap<u64, Imported>);

impl Imports {
    /// All of them, those taken back as well.
    pub fn all(&self) -> &BTreeMap<u64, Imported> {
        &self.0
    }

    /// Those that count.
    pub fn in_force(&self) -> impl Iterator<Item = (u64, &Imported)> {
        self.0.iter().filter(|(_, it)| it.back.is_none()).map(|(number, it)| (*number, it))
    }

    /// The one that counts and is of this file.
    pub fn of_file(&self, sha256: &Hash) -> Option<u64> {
        self.in_force().find(|(_, it)| it.import.sha256 == *sha256).map(|(number, _)| number)
    }

    /// The number that the next one gets.
    pub fn next(&self) -> u64 {
        self.0.keys().next_back().copied().unwrap_or_default().saturating_add(1)
    }

    pub(super) fn take(&mut self, number: u64, imported: Imported) {
        self.0.insert(number, imported);
    }

    pub(super) fn take_back(&mut self, number: u64, by: &AccountId, at: Moment, reason: Text) {
        if let Some(imported) = self.0.get_mut(&number) {
            imported.back = Some((at, by.clone(), reason));
        }
    }
}
