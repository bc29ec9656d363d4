//! Evidence: which keys it may be sealed to, and what may come in, be taken, handed on, sealed anew and destroyed.
//!
//! Whether bytes are what is said of them is seen to by whoever has sealed them; here stands what the record alone can say.

use std::collections::BTreeSet;

use super::{
    super::{
        Checking,
        words::{self, Length},
    },
    unknown,
};
use crate::{
    case::{
        Act, Fact, Refusal,
        change::Change,
        followup::{
            evidence::{
                CUSTODY_LIMIT, EVIDENCE_ITEM_LIMIT, EvidenceKind, Handing, Item, OWN_SEALED_LIMIT,
                REPORT_FILE_LIMIT, SEALED_LIMIT, Sealed, TAKEN_LIMIT,
            },
            seal::{KeyFault, SEAL_KEY_LIMIT, SealKey, check_key},
        },
        refusal::{State, Thing},
    },
    record::hash::Hash,
    text::Text,
};

impl<'a> Checking<'a> {
    pub(super) fn evidence(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        let fact = match act {
            Act::SetSealKeys { keys } => return self.set_seal_keys(keys),
            Act::TakeEvidence { numbers } => self.take_evidence(numbers)?,
            Act::HandEvidence { number, handing } => self.hand_evidence(*number, handing)?,
            Act::ResealEvidence { number, sealed, reason } => {
                self.reseal_evidence(*number, sealed, reason)?
            }
            Act::DestroyEvidence { number, reason } => {
                self.kept_evidence(*number)?;
                words::check_given("reason", reason, Length::Lines)?;
                Fact::EvidenceDestroyed { number: *number, reason: reason.clone() }
            }
            _ => return Ok(Vec::new()),
        };
        Ok(vec![fact])
    }

    /// Asks for a second person, at every stage: who can open evidence is not said by one alone.
    fn set_seal_keys(self, keys: &[SealKey]) -> Result<Vec<Fact>, Refusal> {
        let change = self.sound_change(Change::SetSealKeys(keys.to_vec()))?;
        if self.case.proposals.values().any(|it| it.change == change) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        self.propose_change(change)
    }

    /// The keys as they could be set now.
    pub(in crate::case::check) fn sound_seal_keys(self, keys: &[SealKey]) -> Result<Vec<SealKey>, Refusal> {
        if keys.is_empty() {
            return Err(Refusal::State(State::NoSealKeys));
        }
        if keys.len() > SEAL_KEY_LIMIT {
            return Err(Refusal::Limit { what: "seal keys", limit: SEAL_KEY_LIMIT });
        }
        let mut known = BTreeSet::new();
        for (number, SealKey { name, key }) in (1..).zip(keys) {
            let refused = |fault| Refusal::SealKey { number, fault };
            check_key(key).map_err(refused)?;
            if !known.insert(key) {
                return Err(refused(KeyFault::Twice));
            }
            words::check_given("name", name, Length::Line)?;
        }
        if self.case.followup.seal_keys() == keys {
            return Err(Refusal::State(State::AlreadyThere));
        }
        Ok(keys.to_vec())
    }

    /// What comes in with a report of this number.
    pub(super) fn received(self, report: u64, sealed: &[Sealed]) -> Result<Vec<Fact>, Refusal> {
        if sealed.is_empty() {
            return Ok(Vec::new());
        }
        let evidence = self.case.followup.evidence();
        let keys = self.case.followup.seal_keys();
        if keys.is_empty() {
            return Err(Refusal::State(State::NoSealKeys));
        }
        if sealed.iter().any(|it| !it.under.is_to(keys)) {
            return Err(Refusal::State(State::SealKeysChanged));
        }
        let (names, files): (Vec<_>, Vec<_>) = sealed.iter().partition(|it| it.kind == EvidenceKind::Names);
        if files.len() > REPORT_FILE_LIMIT || names.len() > 1 {
            return Err(Refusal::Limit { what: "files of a report", limit: REPORT_FILE_LIMIT });
        }
        if evidence.all().len().saturating_add(sealed.len()) > EVIDENCE_ITEM_LIMIT {
            return Err(Refusal::Limit { what: "pieces of evidence", limit: EVIDENCE_ITEM_LIMIT });
        }
        let comes = sealed.iter().fold(0, |sum: u64, it| sum.saturating_add(it.under.size));
        let kept = evidence.kept().fold(comes, |sum, it| sum.saturating_add(it.size));
        room("bytes of sealed evidence", kept, SEALED_LIMIT)?;
        let is_own = |it: &Item| {
            let filed = self.case.followup.reports().get(&it.report);
            filed.is_some_and(|filed| filed.by == *self.actor) && !it.is_destroyed
        };
        let own = || evidence.all().iter().filter(|(_, it)| is_own(it));
        let kept = own().fold(comes, |sum, (_, it)| sum.saturating_add(it.sealed.under.size));
        room("bytes of sealed evidence of one account", kept, OWN_SEALED_LIMIT)?;
        let mut here: BTreeSet<&Hash> = BTreeSet::new();
        let mut facts = Vec::new();
        for sealed in sealed {
            // The same file, chosen twice, is one.
            if !here.insert(&sealed.sha256) {
                continue;
            }
            // Whoever has sent it before is told so. Who else has is told to those who follow up alone.
            if let Some((number, _)) = own().find(|(_, it)| it.sealed.sha256 == sealed.sha256) {
                return Err(Refusal::State(State::FileSentBefore(*number)));
            }
            let same_as = evidence.of_bytes(&sealed.sha256).map(|(number, _)| number);
            let number = evidence.next().saturating_add(u64::try_from(facts.len()).unwrap_or(u64::MAX));
            facts.push(Fact::EvidenceReceived { number, report, sealed: sealed.clone(), same_as });
        }
        Ok(facts)
    }

    fn take_evidence(self, numbers: &[u64]) -> Result<Fact, Refusal> {
        if numbers.is_empty() {
            return Err(unknown(Thing::Evidence, 0));
        }
        if numbers.len() > TAKEN_LIMIT {
            return Err(Refusal::Limit { what: "pieces that are taken at once", limit: TAKEN_LIMIT });
        }
        let numbers: BTreeSet<u64> = numbers.iter().copied().collect();
        numbers.iter().try_for_each(|number| Self::room_in_custody(self.kept_evidence(*number)?))?;
        Ok(Fact::EvidenceTaken { numbers: numbers.into_iter().collect() })
    }

    fn hand_evidence(self, number: u64, handing: &Handing) -> Result<Fact, Refusal> {
        Self::room_in_custody(self.known_evidence(number)?)?;
        words::check_given("to", &handing.to, Length::Line)?;
        words::check_given("reason", &handing.reason, Length::Lines)?;
        self.is_past(handing.at)?;
        Ok(Fact::EvidenceHanded { number, handing: handing.clone() })
    }

    fn reseal_evidence(self, number: u64, sealed: &Sealed, reason: &Text) -> Result<Fact, Refusal> {
        let item = self.kept_evidence(number)?;
        let Sealed { sha256, size, under, .. } = sealed;
        if (sha256, size) != (&item.sealed.sha256, &item.sealed.size) {
            return Err(Refusal::State(State::OtherFile(number)));
        }
        if !under.is_to(self.case.followup.seal_keys()) {
            return Err(Refusal::State(State::SealKeysChanged));
        }
        words::check_given("reason", reason, Length::Lines)?;
        Ok(Fact::EvidenceResealed { number, under: under.clone(), reason: reason.clone() })
    }

    fn known_evidence(self, number: u64) -> Result<&'a Item, Refusal> {
        let known = self.case.followup.evidence().all().get(&number);
        known.ok_or_else(|| unknown(Thing::Evidence, number))
    }

    /// Refuses another link where there are too many. Whoever destroys something or seals it anew is not held up by that.
    fn room_in_custody(item: &Item) -> Result<(), Refusal> {
        if item.custody.len() >= CUSTODY_LIMIT {
            return Err(Refusal::Limit { what: "links in the custody of one piece", limit: CUSTODY_LIMIT });
        }
        Ok(())
    }

    /// A piece of which the sealed bytes are kept.
    fn kept_evidence(self, number: u64) -> Result<&'a Item, Refusal> {
        let item = self.known_evidence(number)?;
        if item.is_destroyed { Err(Refusal::State(State::EvidenceDestroyed(number))) } else { Ok(item) }
    }
}

/// Refuses what would be more bytes than there is room for.
fn room(what: &'static str, bytes: u64, limit: u64) -> Result<(), Refusal> {
    if bytes > limit {
        return Err(Refusal::Limit { what, limit: usize::try_from(limit).unwrap_or(usize::MAX) });
    }
    Ok(())
}
