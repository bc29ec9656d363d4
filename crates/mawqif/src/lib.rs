//! The `mawqif` program: a coalition answers an outside offer with one voice.
//!
//! It is a library with one way in, and `main.rs` takes it: a library is compiled while what it depends on is still being
//! optimised, which a program is not, and that shortens the way from a fresh clone to a running demo.

mod api;
mod cli;
mod desk;
mod intake;
mod locale;
mod opinion;
mod server;
mod statement;
mod stress;
mod told;
mod web;

pub use cli::run;
/// For the fuzz target of workbooks alone.
#[doc(hidden)]
pub use intake::workbook;
