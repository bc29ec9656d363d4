//! The result of a public consultation in words, as a map and as a table: what a person reads of groups of opinion, in the reader's
//! language.
//!
//! The command line and the pages tell the same; where the words stand and what is drawn around them is theirs.

pub mod map;
pub mod offer;
pub mod sheet;
pub mod words;
