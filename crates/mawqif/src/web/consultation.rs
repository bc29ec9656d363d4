//! The consultation: who the bodies are and who speaks for them, and what they say.

pub mod asks;
pub mod bodies;
mod builder;
pub mod changes;
pub mod conditions;
pub mod forms;
pub mod names;
pub mod rule;
mod sentence;
pub mod stances;
