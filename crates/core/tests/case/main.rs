//! Cases from their first entry to their last: stories, roles, properties, records that must fold.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod ballots;
mod bulletins;
mod consultation;
mod desk;
mod document;
mod evidence;
mod facts;
mod follows;
mod followup;
mod golden;
mod graded;
mod hazards;
mod invited;
mod nonsense;
mod polls;
mod press_desk;
mod random;
mod remarks;
mod reports;
mod roles;
mod roll;
mod seating;
mod sent_back;
mod signing;
mod statements;
mod story;
mod tested;
mod told;
mod unsettled;
mod whole;
