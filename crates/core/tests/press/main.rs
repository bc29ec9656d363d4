//! Reading press reports: what holds of every reading, and readings of whole reports.

#![allow(missing_docs, clippy::unwrap_used)]

mod attitudes;
mod founding;
mod golden;
mod lexicon;
mod properties;

use std::path::{Path, PathBuf};

use mawqif_core::initiative::press::reading::{Frame, Span};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The words of a span.
fn words(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The speaker of a frame, as named or as supposed.
fn speaker(text: &str, frame: &Frame) -> Option<String> {
    frame.speaker.as_ref().or(frame.antecedent.as_ref()).map(|field| words(text, field.span))
}
