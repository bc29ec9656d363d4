//! Cases from their first entry to their last: stories, roles, properties, records that must fold.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;
mod story;
