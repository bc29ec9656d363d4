//! Position: what the coalition's rule makes of the bodies' stances.

pub mod quantity;
pub mod rule;
