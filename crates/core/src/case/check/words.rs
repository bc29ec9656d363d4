//! Words that do not go into the dossier: titles of meetings, decisions, reasons.
//!
//! They are held to what the dossier's reader asks of names and texts.

use crate::{
    case::{Refusal, refusal::WordFault},
    dossier::{NAME_LIMIT, TEXT_LIMIT},
    text::{Text, is_bidi_control},
};

/// Whether words are a line, or may have several.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// A title: one line.
    Line,
    /// Any number of lines.
    Lines,
}

/// Refuses words that are too long or have characters nobody can see.
///
/// # Errors
/// [`Refusal::Words`].
pub fn check(field: &'static str, words: &Text, length: Length) -> Result<(), Refusal> {
    let limit = if length == Length::Line { NAME_LIMIT } else { TEXT_LIMIT };
    let is_barred = |character: char| match length {
        Length::Line => character.is_control() || is_bidi_control(character),
        Length::Lines => character.is_control() && !matches!(character, '\n' | '\t'),
    };
    for (_, version) in words.versions() {
        let fault = if version.len() > limit {
            WordFault::Long { limit }
        } else if version.contains(is_barred) {
            WordFault::Character
        } else {
            continue;
        };
        return Err(Refusal::Words { field, fault });
    }
    Ok(())
}

/// As [`check`], and refuses silence.
///
/// # Errors
/// [`Refusal::Words`].
pub fn check_given(field: &'static str, words: &Text, length: Length) -> Result<(), Refusal> {
    if words.is_empty() {
        return Err(Refusal::Words { field, fault: WordFault::Missing });
    }
    check(field, words, length)
}
