//! Consultation: who belongs to the coalition, what each body says to the offer, and what the people behind
//! them say.

pub mod public;
pub mod stance;
