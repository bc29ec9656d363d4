//! Guests: who is in a case without speaking in it.
//!
//! Whoever runs the case admits them, and they accept: nobody comes to stand in a record as somebody who
//! reads along, reports or takes part without having said so. An observer then sees the case; reporters
//! and participants see what is for everybody, until follow-up and public consultation give them more.

use serde::{Deserialize, Serialize};

/// What a guest is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guest {
    /// Reads along.
    Observer,
    /// Reports incidents.
    Reporter,
    /// Takes part in the public consultation.
    Participant,
}

/// Whether somebody has still to accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Acceptance {
    /// Nothing more is needed.
    Given,
    /// They must accept.
    Awaited,
}
