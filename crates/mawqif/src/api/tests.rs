//! The API from within: who may what on every route, and what is said of it in OpenAPI.

#![allow(clippy::unwrap_used, clippy::panic)]

mod clock;
mod document;
mod matrix;
mod messages;
mod minutes;
mod openapi;
pub mod place;
mod words;
