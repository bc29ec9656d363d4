//! Initiative: what comes from outside, and how it gets into a case.
//!
//! The press: [`press`] reads a report and says who said what. And the stress test, which an offer goes
//! through before anybody answers it: [`lint`] tells what is missing in it, [`coverage`] whom it protects
//! where and when, [`stability`] whether it holds; [`beside`] sets it beside others. [`stress`] is all of it.

pub mod beside;
pub mod coverage;
pub mod lint;
pub mod press;
pub mod stability;
pub mod stress;
