//! The stress test in words: what a person reads of findings, coverage and stability, in the reader's language.
//!
//! The command line and the pages tell the same; where the words stand, how lines are broken and what is
//! drawn around them is theirs.

pub mod coverage;
pub mod drawing;
pub mod stability;
pub mod words;

use std::time::Duration;

use mawqif_core::initiative::{coverage::Standing, lint::catalogue::Severity, stress::Bounds};

pub use self::words::{Actors, Teller};
use crate::desk::what_if::patience;

/// How long a server looks for the least that mends an offer; what is found by then is told.
const LOOK: Duration = Duration::from_secs(3);

/// The most states of a game that a server analyses, so that whoever asks for a page has it soon.
pub const SERVED_STATES: usize = 4_096;

/// How far a server tests an offer.
pub fn served() -> Bounds {
    Bounds { deadline: Some(patience(LOOK)), states: SERVED_STATES }
}

/// The message for how much a finding matters.
pub fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "stress-error",
        Severity::Warning => "stress-warning",
        Severity::Note => "stress-note",
    }
}

/// The sign for how a harm stands.
pub fn mark(standing: Standing) -> &'static str {
    match standing {
        Standing::Covered => "●",
        Standing::Partial => "◐",
        Standing::Open => "○",
    }
}
