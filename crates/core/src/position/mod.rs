//! Position: what the coalition's rule makes of the bodies' stances.

pub mod model;
pub mod package;
pub mod quantity;
pub mod rule;
