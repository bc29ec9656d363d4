//! Stories of the server, told to the program as it is installed: over HTTP, on SQLite and on PostgreSQL.
//!
//! PostgreSQL is the server that `MAWQIF_TEST_POSTGRES` names (`.ci/postgres` starts one); without it those
//! stories say that they are skipped.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod acts;
mod backups;
mod ballots;
mod base;
mod client;
mod confidences;
mod consultations;
mod demo;
mod dossiers;
mod feeds;
mod followup;
mod invitations;
mod keys;
mod logs;
#[cfg(feature = "smtp")]
mod mail;
mod place;
mod press;
mod problems;
mod statements;
mod text;
mod together;
mod witnesses;
