//! Initiative: what comes from outside, and how it gets into a case.
//!
//! So far that is the press: [`press`] reads a report and says who said what.

pub mod press;
