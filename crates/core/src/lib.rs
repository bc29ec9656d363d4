//! Mawqif's core: everything a coalition's case means, and nothing of how it is stored or shown.
//!
//! Pure by rule: no input or output, no clock, no randomness, no async. Whatever of these a method
//! needs is passed in. The folders follow the flow of a case: initiative, consultation, position,
//! statement, follow-up; the record beneath them holds all that was done.

pub mod case;
pub mod consultation;
pub mod dossier;
pub mod followup;
pub mod initiative;
pub mod position;
pub mod record;
#[cfg(feature = "schema")]
pub mod schema;
pub mod statement;
pub mod text;
