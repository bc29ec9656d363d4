//! Evidence: sealed when it comes in, handed out under its seal, and destroyed; the server has no key that opens it.
//!
//! Bytes are kept before the act that names them, and the record alone says which of them count. Taking them is an act, so that
//! nobody has had them without leaving an entry: the bytes are read first, the act comes next, and only then are they handed out.

pub mod intake;
pub mod kind;
pub mod seal;

use std::{collections::BTreeSet, sync::Arc};

use mawqif_core::{
    case::{
        Act, Case, Fact,
        followup::evidence::{EvidenceKind, Item, Sealed},
    },
    record::{encoding, entry::Entry, hash::Hash},
    text::{Text, without_directions},
};
use mawqif_store::{SEALED_PART, SealedFile, Store};

use self::seal::Sealing;
use super::{Desk, Fault, access::Caller, act::Done, held::Held, keys::random};

/// How long sealed bytes are kept that no entry names, in microseconds: whoever sends a report may still be at it.
/// The form that it came with takes an hour at most, and another server's clock may go an hour ahead.
const UNNAMED: u64 = 2 * 3_600_000_000;

/// The longest name or way to reach somebody that is sealed, in characters.
pub const NAMES_LIMIT: usize = 2_000;

/// What is sealed beside files: who told it, how to reach them, and what the files were called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Who told it.
    pub told_by: String,
    /// How to reach them.
    pub reach: String,
    /// What each file was called, and the SHA-256 of its bytes.
    pub files: Vec<(String, Hash)>,
}

impl Names {
    /// Whether there is nothing to seal.
    pub fn is_empty(&self) -> bool {
        self.told_by.is_empty() && self.reach.is_empty() && self.files.is_empty()
    }

    /// Seals them to the keys of a case's committee, and keeps nothing.
    ///
    /// # Errors
    /// [`State::NoSealKeys`](mawqif_core::case::refusal::State::NoSealKeys) when the committee has no keys.
    pub fn sealed(&self, case: &Case) -> Result<(Sealed, Vec<u8>), Fault> {
        let mut sealing = Sealing::begin(case.follow_up().seal_keys())?;
        sealing.write(self.text(case)?.as_bytes())?;
        sealing.finish(EvidenceKind::Names)
    }

    /// The text that is sealed. A line of chance is in it, or whoever has the record could guess a name and see by the hash
    /// that it is right.
    fn text(&self, case: &Case) -> Result<String, Fault> {
        let line = |words: &str| without_directions(words).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut text = format!("case: {}\nchance: {}\n", case.id(), encoding::to_hex(&random::<32>()?));
        for (name, words) in [("told by", &self.told_by), ("reach", &self.reach)] {
            if !words.is_empty() {
                text += &format!("{name}: {}\n", line(words));
            }
        }
        for (name, sha256) in &self.files {
            text += &format!("file: {} {}\n", sha256.to_hex(), line(name));
        }
        Ok(text)
    }
}

/// Evidence as it is handed out.
pub struct Handed {
    /// Its number.
    pub number: u64,
    /// What the record says of it.
    pub item: Item,
    /// The sealed bytes.
    pub bytes: Vec<u8>,
}

impl Handed {
    /// What the file is called.
    pub fn name(&self) -> String {
        name(self.number, &self.item)
    }
}

/// What the file of a piece of evidence is called when it is taken.
pub fn name(number: u64, item: &Item) -> String {
    let kind = item.sealed.kind;
    let what = if kind == EvidenceKind::Names { "names" } else { "evidence" };
    format!("{what}-{number}.{}.age", kind.ending())
}

impl Desk {
    /// Seals who told something, and how to reach them, to the keys of the case's committee, and keeps it. What it gives goes
    /// into the act that reports; when that comes to nothing, [`Desk::forget_sealed`] removes it.
    ///
    /// # Errors
    /// [`State::NoSealKeys`](mawqif_core::case::refusal::State::NoSealKeys) when the committee has no keys; the store's.
    pub async fn seal_names(&self, held: &Held, names: &Names) -> Result<Sealed, Fault> {
        let (sealed, bytes) = names.sealed(&held.now())?;
        self.keep_names(held, &sealed, &bytes).await?;
        Ok(sealed)
    }

    /// Keeps names that were sealed before, as [`Names::sealed`] has sealed them.
    ///
    /// # Errors
    /// The store's.
    pub async fn keep_names(&self, held: &Held, sealed: &Sealed, bytes: &[u8]) -> Result<(), Fault> {
        let (blob, time) = (random()?, self.clock().now().micros());
        for (part, bytes) in (0_u64..).zip(bytes.chunks(SEALED_PART)) {
            self.store().keep_sealed_part(held.stored(), &blob, part, time, bytes).await?;
        }
        let file = SealedFile { sha256: sealed.under.sha256, size: sealed.under.size, blob, time };
        Ok(self.store().keep_sealed(held.stored(), &file).await?)
    }

    /// Removes sealed bytes whose act was refused. What an entry names stays.
    pub async fn forget_sealed(&self, held: &Held, sealed: &[Sealed]) {
        let of = |it: &Sealed| it.under.sha256;
        let all: BTreeSet<Hash> = sealed.iter().map(of).collect();
        if let Err(fault) = self.drop_unnamed(held, |file| all.contains(&file.sha256)).await {
            // The next sweep does it.
            tracing::warn!(%fault, "sealed bytes that nobody names cannot be removed now");
        }
    }

    /// Removes the bytes of evidence that was destroyed or is under another seal by now.
    pub(super) async fn destroy_sealed(&self, held: &Held, was: &[Hash]) {
        if let Err(fault) = self.drop_unnamed(held, |file| was.contains(&file.sha256)).await {
            tracing::warn!(%fault, "bytes of evidence that is destroyed cannot be removed now");
        }
    }

    /// Removes what nobody has named for hours, in every case.
    pub async fn sweep_sealed(&self) -> Result<(), Fault> {
        let before = self.clock().now().micros().saturating_sub(UNNAMED);
        for held in self.all() {
            self.drop_unnamed(&held, |file| file.time < before).await?;
            self.store().drop_unfinished(held.stored(), before).await?;
        }
        Ok(())
    }

    async fn drop_unnamed(&self, held: &Held, is_meant: impl Fn(&SealedFile) -> bool) -> Result<(), Fault> {
        let found = self.store().sealed_files(held.stored()).await?;
        // Another server may have named what this one has not heard of yet: the record is read to its end before anything goes.
        self.catch_up(held).await?;
        let case = held.now();
        let kept: BTreeSet<Hash> = case.follow_up().evidence().kept().map(|it| it.sha256).collect();
        for file in found.iter().filter(|file| is_meant(file) && !kept.contains(&file.sha256)) {
            self.store().drop_sealed(held.stored(), &file.blob).await?;
        }
        Ok(())
    }

    /// Hands out sealed bytes, each time with an entry that says to whom. Of several, those whose bytes are lost or are not what was
    /// sealed are left out, and the entry names the others.
    ///
    /// # Errors
    /// When whoever asks may not, or something of it is destroyed; [`mawqif_store::Error::Corrupt`] or
    /// [`mawqif_store::Error::Missing`] when nothing of it can be handed out.
    pub async fn take_evidence(
        &self,
        held: &Arc<Held>,
        numbers: Vec<u64>,
        caller: &Caller,
    ) -> Result<Vec<Handed>, Fault> {
        let case = held.now();
        let act = Act::TakeEvidence { numbers: numbers.clone() };
        // Nothing is read for whoever is refused.
        case.check(&act, &caller.actor, self.clock().now())?;
        let mut handed = Vec::with_capacity(numbers.len());
        let mut lost = None;
        for number in numbers {
            let Some(item) = case.follow_up().evidence().all().get(&number) else { continue };
            match self.store().sealed_bytes(held.stored(), &item.sealed.under.sha256).await {
                Ok(bytes) => handed.push(Handed { number, item: item.clone(), bytes }),
                Err(error) if error.is_of_the_bytes() => lost = Some(error),
                Err(error) => return Err(error.into()),
            }
        }
        if let Some(error) = lost.filter(|_| handed.is_empty()) {
            return Err(error.into());
        }
        let act = Act::TakeEvidence { numbers: handed.iter().map(|it| it.number).collect() };
        self.act_by(held, act, caller, None, String::new()).await?;
        Ok(handed)
    }

    /// Puts evidence under a seal to the keys as they are now; the bytes that came are those of the record, or it is refused.
    ///
    /// # Errors
    /// Those of [`Desk::act`].
    pub async fn reseal_evidence(
        &self,
        held: &Arc<Held>,
        number: u64,
        sealed: Sealed,
        reason: Text,
        caller: &Caller,
    ) -> Result<Done, Fault> {
        self.act_by(held, Act::ResealEvidence { number, sealed, reason }, caller, None, String::new()).await
    }
}

/// The seals that an act does away with, as the case was before it.
pub(super) fn seals_lost(case: &Case, act: &Act) -> Vec<Hash> {
    let (Act::DestroyEvidence { number, .. } | Act::ResealEvidence { number, .. }) = act else {
        return Vec::new();
    };
    let item = case.follow_up().evidence().all().get(number);
    item.map(|it| it.sealed.under.sha256).into_iter().collect()
}

/// Removes the evidence that came with reports which are erased.
///
/// # Errors
/// The store's.
pub(super) async fn erase_of(
    store: &Store,
    case: &mawqif_store::CaseId,
    erased: &BTreeSet<u64>,
) -> Result<(), Fault> {
    let (mut numbers, mut seals) = (BTreeSet::new(), BTreeSet::new());
    let look = |entry: Entry| {
        // What cannot be read names nothing.
        match Fact::of_entry(&entry) {
            Ok(Some(Fact::EvidenceReceived { number, report, sealed, .. })) if erased.contains(&report) => {
                numbers.insert(number);
                seals.insert(sealed.under.sha256);
            }
            Ok(Some(Fact::EvidenceResealed { number, under, .. })) if numbers.contains(&number) => {
                seals.insert(under.sha256);
            }
            _ => {}
        }
        Ok::<_, Fault>(())
    };
    store.read(case, 0, look).await?;
    for file in store.sealed_files(case).await?.iter().filter(|it| seals.contains(&it.sha256)) {
        store.drop_sealed(case, &file.blob).await?;
    }
    Ok(())
}
