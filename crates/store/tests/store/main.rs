//! Stories of the store, each told on SQLite and on PostgreSQL from one source.
//!
//! PostgreSQL takes part when `MAWQIF_TEST_POSTGRES` has the address of a server that lets databases be
//! created; `.ci/postgres` starts one.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod harness;
mod audit;
mod ballot;
mod cosignature;
mod dump;
mod follower;
mod kept;
mod messages;
mod migrations;
mod people;
mod poll;
mod record;
mod reports;
mod sealed;
mod tls;
mod urn;
mod writer;
