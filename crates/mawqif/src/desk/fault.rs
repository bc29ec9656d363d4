//! Why the desk does not do what it was asked; one error for all of it.
//!
//! What a person can change is told in full. What only whoever runs the server can change is for the log.

use mawqif_core::{
    case::{FoldError, Refusal},
    record::error::RecordError,
};

use super::{people::Refused, what_if::WhatIfError};

/// Why the desk does not do what it was asked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    /// The case does not allow it.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// What is supposed makes no sense for this case.
    #[error("{0}")]
    WhatIf(#[from] WhatIfError),
    /// It is somebody else who asks, or not in this way.
    #[error("{0}")]
    People(#[from] Refused),
    /// A case with this id exists.
    #[error("there is already a case with this id")]
    CaseTaken,
    /// The server holds as many cases as it can.
    #[error("this server holds no more than {} cases", super::CASE_LIMIT)]
    CaseLimit,
    /// An id that records cannot have.
    #[error("a case's id here is 1 to 64 of a–z, 0–9 and `-`, and no word of the stance language")]
    CaseIdForm,
    /// The first entry of a record is to be erased.
    #[error("entry 0 opens the case and says who is in charge of it: it cannot be erased")]
    Opening,
    /// A trigger that has fired is to be erased.
    #[error(
        "entry {0} is a trigger that has fired: it names nobody, and without it the same could fire again"
    )]
    Fired(u64),
    /// What says until when a public consultation ran, or what it came to, is to be erased.
    #[error(
        "entry {0} says until when a public consultation ran or what it came to: it names nobody, and it stays"
    )]
    Polled(u64),
    /// The idempotency key belongs to another act.
    #[error("this idempotency key was used for another act")]
    KeyReused,
    /// The position could not be confirmed by the second reckoning, so it is not shown.
    #[error("the answer failed its own check")]
    Unchecked,
    /// What is said to be a witness's signature is none of the checkpoint.
    #[error("this is no signature of the checkpoint: {0}; name the number of entries that was signed")]
    Cosignature(RecordError),
    /// One account has brought as many witnesses as it may.
    #[error("an account brings no more than {} witnesses to a case", super::witness::WITNESS_LIMIT)]
    WitnessLimit,
    /// Others were faster too often.
    #[error("others keep changing the case; try again")]
    Contended,
    /// A statement has a letter that the printed form cannot show.
    #[error("no font of the printed form has the letter {letter:?} (in “{words}”)")]
    Unprintable {
        /// The letter.
        letter: char,
        /// The line that it stands in.
        words: String,
    },
    /// The work did not come back.
    #[error("the server is too busy; try again")]
    Busy,
    /// The operating system has no random bytes.
    #[error("the operating system gives no random bytes")]
    Random,
    /// A file of the server cannot be used.
    #[error("{0}: {1}")]
    File(String, String),
    /// The record cannot be folded.
    #[error("the record of {case} cannot be read: {error}")]
    Fold {
        /// The case.
        case: String,
        /// Why.
        error: FoldError,
    },
    /// The store's.
    #[error("{0}")]
    Store(#[from] mawqif_store::Error),
    /// The record's.
    #[error("{0}")]
    Record(#[from] RecordError),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}
