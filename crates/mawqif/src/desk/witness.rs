//! Witnesses: what they are asked, and what they have signed, for whoever takes a receipt home.
//!
//! Any member may hand in the signature of any witness, if it fits a checkpoint of the case. Which witnesses
//! count is not the server's to say: whoever verifies a receipt names those that must have signed. What is
//! limited is how many witnesses one account brings, so that nobody keeps others from bringing theirs.

use mawqif_core::record::{
    checkpoint::SignedCheckpoint,
    error::RecordError,
    key::{Algorithm, VerifierKey},
    note::SignatureLine,
    receipt::Receipt,
    witness::Request,
};
use mawqif_store::{Cosignature, Cosigned, Error, Handed};

use super::{Desk, Fault, access::Caller, held::Held};

/// The most witnesses that one account brings to a case.
pub const WITNESS_LIMIT: u64 = 8;

/// Under which checkpoint something is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Under {
    /// The latest.
    #[default]
    Latest,
    /// The latest that any witness has signed.
    Witnessed,
    /// The latest that this witness has signed.
    Witness(Box<VerifierKey>),
}

impl Desk {
    /// What a witness is asked that has seen the first `old` entries: to sign the latest checkpoint.
    ///
    /// # Errors
    /// [`Fault::Record`] with [`RecordError::Shrunk`] when there are not so many; the store's.
    pub async fn witness_request(&self, held: &Held, old: u64) -> Result<Request, Fault> {
        let asked = self.writer().proved(held.stored(), |tree, checkpoint| {
            let size = checkpoint.checkpoint().head().size;
            let proof = tree.prove_consistency(old, size);
            Ok(proof.map(|proof| Request::new(old, proof, checkpoint.clone())))
        });
        Ok(asked.await??)
    }

    /// Takes a witness's signature of the checkpoint of so many entries, or of the latest; gives how many
    /// entries the latest checkpoint has that this witness has signed.
    ///
    /// # Errors
    /// [`Fault::Cosignature`] when it does not fit; [`Fault::WitnessLimit`]; the store's.
    pub async fn take_cosignature(
        &self,
        held: &Held,
        caller: &Caller,
        witness: &VerifierKey,
        line: SignatureLine,
        size: Option<u64>,
    ) -> Result<u64, Fault> {
        let found = match size {
            Some(size) => self.store().checkpoint_at(held.stored(), size).await?,
            None => self.store().checkpoint(held.stored()).await?,
        };
        let mut checkpoint = found.ok_or(Error::Missing("such checkpoint"))?;
        checkpoint.add(line.clone(), witness).map_err(Fault::Cosignature)?;
        let size = checkpoint.checkpoint().head().size;
        let given = Cosignature {
            witness: witness.to_string(),
            size,
            line: line.to_string(),
            account: caller.who.account.clone(),
            time: self.clock().now().micros(),
        };
        match self.store().add_cosignature(held.stored(), &given, WITNESS_LIMIT).await? {
            Handed::Kept => Ok(size),
            Handed::Known(size) => Ok(size),
            Handed::Many => Err(Fault::WitnessLimit),
        }
    }

    /// A checkpoint with the signatures of its witnesses.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none; the store's.
    pub async fn checkpoint(&self, held: &Held, under: &Under) -> Result<SignedCheckpoint, Fault> {
        let cosigned = self.cosigned(held, under).await?;
        let found = match (under, &cosigned) {
            (Under::Latest, _) => self.store().checkpoint(held.stored()).await?,
            (_, Some(cosigned)) => self.store().checkpoint_at(held.stored(), cosigned.size).await?,
            (_, None) => None,
        };
        let mut checkpoint = found.ok_or(Error::Missing("such checkpoint"))?;
        cosign(&mut checkpoint, cosigned.as_ref());
        Ok(checkpoint)
    }

    /// A receipt for an entry, with the signatures of the checkpoint's witnesses.
    ///
    /// # Errors
    /// [`Error::Missing`] when no such checkpoint covers the entry; the store's.
    pub async fn receipt(&self, held: &Held, seq: u64, under: &Under) -> Result<Receipt, Fault> {
        let cosigned = self.cosigned(held, under).await?;
        let named = match (under, &cosigned) {
            (Under::Latest, _) => None,
            (_, Some(cosigned)) if cosigned.size > seq => {
                let at = self.store().checkpoint_at(held.stored(), cosigned.size).await?;
                Some(at.ok_or(Error::Missing("such checkpoint"))?)
            }
            _ => return Err(Error::Missing("checkpoint over this entry that was witnessed").into()),
        };
        let issued = self.writer().proved(held.stored(), |tree, latest| {
            let mut checkpoint = named.unwrap_or_else(|| latest.clone());
            cosign(&mut checkpoint, cosigned.as_ref());
            Receipt::issue(tree, seq, &checkpoint)
        });
        Ok(issued.await?)
    }

    async fn cosigned(&self, held: &Held, under: &Under) -> Result<Option<Cosigned>, Fault> {
        let witness = match under {
            Under::Latest | Under::Witnessed => None,
            Under::Witness(key) => Some(key.to_string()),
        };
        Ok(self.store().cosigned(held.stored(), witness.as_deref()).await?)
    }
}

/// Adds what witnesses have signed, if it is this checkpoint that they signed.
fn cosign(checkpoint: &mut SignedCheckpoint, cosigned: Option<&Cosigned>) {
    let size = checkpoint.checkpoint().head().size;
    for (witness, line) in cosigned.filter(|it| it.size == size).into_iter().flat_map(|it| &it.signatures) {
        // Others' signatures stay good when somebody has changed one in the database.
        if let Err(error) = add(checkpoint, witness, line) {
            tracing::error!(%error, "a stored cosignature does not fit");
        }
    }
}

fn add(checkpoint: &mut SignedCheckpoint, witness: &str, line: &str) -> Result<(), RecordError> {
    let key: VerifierKey = witness.parse()?;
    let line = SignatureLine::parse(line).ok_or(RecordError::BadSignature { key: key.label() })?;
    checkpoint.add(line, &key)
}

/// A witness's key, as somebody writes it.
///
/// # Errors
/// When it is none, or that of a record.
pub fn witness_key(text: &str) -> Result<VerifierKey, RecordError> {
    let key: VerifierKey = text.trim().parse()?;
    key.require(Algorithm::Witness)?;
    Ok(key)
}
