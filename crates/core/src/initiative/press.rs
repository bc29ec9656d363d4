//! Reading a press report: who said what, in which words, for whom, and how sure the reading is.
//!
//! Deterministic, without a trained model and without a network: the same text gives the same reading on
//! every machine, and every field names the rule that found it. Nothing that is read here is a fact of a
//! case; it is a proposal that a person confirms.

pub mod arabic;
pub mod cues;
pub mod frame;
mod inflect;
pub mod letters;
pub mod lexicon;
pub mod segments;
pub mod small;
pub mod words;

/// Drafts of a text, for the first measurements.
pub fn drafts(text: &str) -> (Vec<words::Token>, Vec<frame::Draft>) {
    let lexicon = lexicon::lexicon();
    let mut tokens = words::cut(text, lexicon);
    segments::pair(&mut tokens);
    let segments = segments::cut(text, &tokens);
    let report = arabic::Report { text, tokens: &tokens, segments: &segments, lexicon };
    let drafts = arabic::frames(&report);
    (tokens, drafts)
}
