//! Follow-up: what reports tell of whether commitments are kept.
//!
//! Bytes of a table of reports, a dossier and today's date come in; a [`FollowUp`] goes out: which rows
//! are in doubt, what was counted against each commitment and how it compares with before, when an alarm
//! was due, and which reports look like one event told twice. Nothing is corrected and nothing merged.
//!
//! Floating point measures rates and distances here. It decides nothing of a position, and what it
//! decides here, a score or an alarm, is rounded to thousandths first, so that machines agree.

pub mod answer;
pub mod board;
pub mod calendar;
pub mod columns;
pub mod compliance;
pub mod cusum;
pub mod likeness;
pub mod messages;
pub mod rate;
pub mod report;
pub mod table;
pub mod tallies;
pub mod tally;
pub mod themes;
pub mod whereabouts;

pub use self::{
    answer::FollowUp,
    compliance::{Options, follow},
    report::{Reading, Reports, Source, read},
};
