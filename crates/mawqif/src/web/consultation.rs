//! The consultation: who the bodies are and who speaks for them, and what they say.

pub mod bodies;
mod builder;
pub mod stances;
