//! Consultation: who belongs to the coalition, and what each body says to the offer.

pub mod stance;
