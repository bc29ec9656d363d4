//! Position: what the coalition's rule makes of the bodies' stances.

pub mod attitude;
pub mod model;
pub mod package;
pub mod power;
pub mod quantity;
mod relevance;
pub mod rule;
pub mod unify;
