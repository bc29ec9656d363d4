//! Another key: how it comes that a record is signed by another key than before, and how that is told.
//!
//! A server whose folder has got another seed finds at its start that a record's latest checkpoint is by an
//! earlier key. It appends an entry that says so, and signs the checkpoint over that with the new key. The entry
//! holds the handover: the checkpoint of all entries before it, in which the new key is named, signed by the
//! earlier key. Whoever trusts the earlier key so comes to the new one without asking anybody
//! (`mawqif key follow`); what was signed before stays good under the key that signed it.

use mawqif_core::{
    case::{AccountId, Fact},
    record::{
        checkpoint::{Checkpoint, SignedCheckpoint},
        error::RecordError,
        key::{Signer, VerifierKey},
        tree::{Head, Tree},
    },
};
use mawqif_store::{Error, Reply};

use super::{Desk, Fault, held::Held, keys::random};

/// The line of a handover that names the next key.
const NEXT_KEY: &str = "next-key ";

/// Who the entry is by: nobody's account.
const ACTOR: &str = "server";

impl Desk {
    /// Says in the record that another key signs it from here on.
    pub(super) async fn hand_over(&self, held: &Held, from: &Signer, head: Head) -> Result<(), Fault> {
        let case = held.now();
        let next = format!("{NEXT_KEY}{}", held.key());
        let handover = Checkpoint::new(held.origin(), head)?.with_extension(&next)?;
        let handover = SignedCheckpoint::sign(handover, from)?;
        let fact = Fact::KeyChanged {
            from: from.verifier_key().to_string(),
            to: held.key().to_string(),
            handover: handover.to_string(),
        };
        let actor = AccountId::new(ACTOR).map_err(|_| Fault::Busy)?;
        let entry = fact.to_entry(case.entries(), case.time(self.clock().now()), &actor, random()?)?;
        let act = mawqif_store::Act {
            case: held.stored().clone(),
            expected: case.entries(),
            follows: case.leaf(),
            entries: vec![entry],
            idempotency: None,
            urn: None,
        };
        match self.writer().append(act).await {
            // Another server with the same seed was first, and has said it.
            Ok(Reply::Written(_)) | Err(Error::Lost { .. }) => self.catch_up(held).await,
            Ok(Reply::Replayed(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Which of several keys has signed a checkpoint; the first when none has, so that whoever checks it says so.
pub(super) fn signed_by(signed: Option<&SignedCheckpoint>, keys: &[Signer]) -> usize {
    let is_by = |key: &Signer| signed.is_some_and(|signed| signed.verify(key.verifier_key(), &[]).is_ok());
    keys.iter().position(is_by).unwrap_or(0)
}

/// Compares a record with a checkpoint by an earlier key, as an audit does with one by the key in force.
pub(super) fn lies_in(
    case: &mawqif_store::CaseId,
    known: &SignedCheckpoint,
    tree: &Tree,
) -> Result<(), Error> {
    let by = "the checkpoint kept outside the database, by an earlier key";
    known.checkpoint().check_against(tree).map_err(|error| match error {
        RecordError::Short { wanted, have } => Error::Shortened { case: case.clone(), have, wanted, by },
        other => Error::Corrupt { place: format!("{by}, case {case}"), what: other.to_string() },
    })
}

/// The key that an entry's handover leads to, for whoever trusts the key before.
///
/// # Errors
/// When the handover is no signed checkpoint of that key, of the entries before this one, with another key of
/// the same record in it.
pub fn follow(fact: &Fact, seq: u64, trusted: &VerifierKey) -> Result<VerifierKey, RecordError> {
    let Fact::KeyChanged { to, handover, .. } = fact else { return Err(RecordError::Payload) };
    let handover = SignedCheckpoint::parse(handover.as_bytes())?;
    handover.verify(trusted, &[])?;
    if handover.checkpoint().head().size != seq {
        let receipt = handover.checkpoint().head().size;
        return Err(RecordError::OtherEntry { entry: seq, receipt });
    }
    let named = handover.checkpoint().extensions().iter().find_map(|line| line.strip_prefix(NEXT_KEY));
    let next = named.filter(|named| named == to).ok_or(RecordError::KeyName)?.parse::<VerifierKey>()?;
    next.require(trusted.algorithm())?;
    if next.name() == trusted.name() { Ok(next) } else { Err(RecordError::KeyName) }
}
