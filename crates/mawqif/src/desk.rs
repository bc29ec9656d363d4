//! The desk: one function for each act, whichever face it comes through.

// Until the faces call it.
#[allow(dead_code, reason = "the faces that call it are not here yet")]
pub mod people;
