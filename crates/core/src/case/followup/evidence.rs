//! Evidence: files and names that came with reports, sealed to the committee's keys, and who has had them in hand.
//!
//! The record has of each the SHA-256 of what came in, the SHA-256 of what is kept, and to which keys it was sealed; what is
//! kept stands in the store and opens nowhere but where one of these keys is. Whoever takes it, hands it on, has it sealed anew
//! or destroyed leaves an entry, so that an item's custody can be read in order. Hashes stay when everything else is gone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::seal::SealKey;
use crate::{
    case::names::{AccountId, Moment},
    dossier::keys::is_default,
    record::hash::Hash,
    text::Text,
};

/// The most pieces of evidence of a case, names that were sealed among them.
pub const EVIDENCE_ITEM_LIMIT: usize = 20_000;

/// The most files that come with one report.
pub const REPORT_FILE_LIMIT: usize = 5;

/// The most sealed bytes that a case keeps.
pub const SEALED_LIMIT: u64 = 8 << 30;

/// The most sealed bytes that reports of one account bring to a case.
pub const OWN_SEALED_LIMIT: u64 = 1 << 30;

/// The most links in the custody of one piece.
pub const CUSTODY_LIMIT: usize = 1_000;

/// The most pieces that are taken at once.
pub const TAKEN_LIMIT: usize = 200;

/// What a sealed piece is, as its leading bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// Who told it and how to reach them, and what the files were called.
    Names,
    /// A picture.
    Jpeg,
    /// A picture.
    Png,
    /// A picture.
    Webp,
    /// A picture.
    Heic,
    /// A document.
    Pdf,
    /// A film.
    Mp4,
    /// A film, as old telephones make them.
    ThreeGp,
    /// A film, as some telephones make them.
    Mov,
    /// A recording.
    Mp3,
    /// A recording.
    Ogg,
    /// A recording.
    M4a,
    /// Plain text.
    Text,
}

impl EvidenceKind {
    /// What JSON calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Pdf => "pdf",
            Self::Mp4 => "mp4",
            Self::ThreeGp => "three-gp",
            Self::Mov => "mov",
            Self::Mp3 => "mp3",
            Self::Ogg => "ogg",
            Self::M4a => "m4a",
            Self::Text => "text",
        }
    }

    /// How a file of this kind ends by custom, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::ThreeGp => "3gp",
            Self::Names | Self::Text => "txt",
            other => other.name(),
        }
    }
}

/// Something that was sealed: what came in, and what is kept of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Sealed {
    /// What it is.
    pub kind: EvidenceKind,
    /// The SHA-256 of what came in.
    pub sha256: Hash,
    /// Its length in bytes.
    pub size: u64,
    /// The seal that it is under.
    pub under: Seal,
}

/// A seal: the bytes that are kept, and what opens them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Seal {
    /// The SHA-256 of the sealed bytes, by which the store knows them.
    pub sha256: Hash,
    /// Their length.
    pub size: u64,
    /// What opens it: the SHA-256 of each key, by [`SealKey::fingerprint`].
    pub keys: Vec<Hash>,
}

impl Seal {
    /// Whether it is a seal to exactly these keys, in any order.
    pub fn is_to(&self, keys: &[SealKey]) -> bool {
        let (mut own, mut others) =
            (self.keys.clone(), keys.iter().map(SealKey::fingerprint).collect::<Vec<_>>());
        own.sort_unstable();
        others.sort_unstable();
        own == others
    }
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The entry by which it came.
    pub entry: u64,
    /// When it came.
    pub at: Moment,
    /// The report that it came with.
    pub report: u64,
    /// What it is, under the seal that it is under now.
    pub sealed: Sealed,
    /// An earlier piece of the same bytes.
    pub same_as: Option<u64>,
    /// Who has had it in hand since, in order.
    pub custody: Vec<Link>,
    /// Whether what was kept of it is destroyed.
    pub is_destroyed: bool,
}

/// Something that happened to a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The entry.
    pub entry: u64,
    /// When.
    pub at: Moment,
    /// Who did it.
    pub by: AccountId,
    /// What.
    pub what: Custody,
}

/// What happens to a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Custody {
    /// The sealed bytes were taken.
    Taken,
    /// It was handed to somebody.
    Handed(Handing),
    /// It was sealed anew.
    Resealed {
        /// The seal before.
        before: Seal,
        /// Why.
        reason: Text,
    },
    /// What was kept of it was destroyed.
    Destroyed {
        /// Why.
        reason: Text,
    },
}

/// A handing over, as somebody notes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Handing {
    /// To whom.
    pub to: Text,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: Text,
    /// Whether it was handed over opened rather than sealed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub opened: bool,
}

/// All evidence of a case, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    items: BTreeMap<u64, Item>,
    /// The highest number that was ever given.
    last: u64,
}

impl Evidence {
    /// All pieces, those destroyed as well.
    pub fn all(&self) -> &BTreeMap<u64, Item> {
        &self.items
    }

    /// The pieces that came with a report.
    pub fn of_report(&self, report: u64) -> impl Iterator<Item = (u64, &Item)> {
        self.items.iter().filter(move |(_, it)| it.report == report).map(|(number, it)| (*number, it))
    }

    /// The first piece that is kept of these bytes.
    pub fn of_bytes(&self, sha256: &Hash) -> Option<(u64, &Item)> {
        let mut kept = self.items.iter().filter(|(_, it)| !it.is_destroyed);
        kept.find(|(_, it)| it.sealed.sha256 == *sha256).map(|(number, it)| (*number, it))
    }

    /// The sealed bytes that are to be kept, by their SHA-256.
    pub fn kept(&self) -> impl Iterator<Item = &Seal> {
        self.items.values().filter(|it| !it.is_destroyed).map(|it| &it.sealed.under)
    }

    /// The number that the next piece gets.
    pub(in crate::case) fn next(&self) -> u64 {
        self.last.saturating_add(1)
    }

    /// An entry that gave a number was erased.
    pub(super) fn skip(&mut self) {
        self.last = self.last.saturating_add(1);
    }

    pub(super) fn take(&mut self, number: u64, item: Item) {
        self.last = self.last.max(number);
        self.items.insert(number, item);
    }

    /// Adds a link to the custody of a piece; gives the piece when it was destroyed by that.
    pub(super) fn link(&mut self, number: u64, link: Link) -> Option<&Item> {
        let item = self.items.get_mut(&number)?;
        let is_end = matches!(link.what, Custody::Destroyed { .. });
        item.custody.push(link);
        item.is_destroyed |= is_end;
        is_end.then_some(item)
    }

    /// Puts a piece under another seal.
    pub(super) fn reseal(&mut self, number: u64, under: Seal, link: impl FnOnce(Seal) -> Link) {
        if let Some(item) = self.items.get_mut(&number) {
            let before = std::mem::replace(&mut item.sealed.under, under);
            item.custody.push(link(before));
        }
    }
}
