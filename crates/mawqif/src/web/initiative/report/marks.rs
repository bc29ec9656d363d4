//! The report as a page shows it: in pieces, each with what is known of its words.

use mawqif_core::{
    initiative::press::reading::{Reading, Span},
    text::{is_bidi_control, visible},
};

use super::{ITEM_LIMIT, choices::Choices};

/// A stretch of the report.
pub struct Piece {
    /// Its words.
    pub text: String,
    /// What they are, for the style.
    pub class: String,
    /// The quote that begins here, from 1.
    pub begins: Option<usize>,
    /// The quotes whose words these are, by their numbers: where a script draws boundaries anew.
    pub quotes: String,
}

/// Cuts the report where anything begins or ends. Spans lie on character boundaries, and what is outside the
/// text is left out.
pub fn pieces(text: &str, reading: &Reading, choices: &Choices) -> Vec<Piece> {
    let mut marks: Vec<(Span, &'static str, Option<usize>)> = Vec::new();
    for (at, frame) in reading.frames.iter().enumerate().take(ITEM_LIMIT) {
        marks.push((choices.said(at).unwrap_or(frame.content.span), "said", Some(at + 1)));
        marks.extend(frame.verb.map(|span| (span, "cue", None)));
        marks.extend(frame.speaker.as_ref().map(|field| (field.span, "speaker", None)));
    }
    marks.extend(reading.red_lines.iter().map(|line| (line.span, "red-line", None)));
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(span, ..)| [span.start, span.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.retain(|cut| text.is_char_boundary(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    let ranges = cuts.windows(2).map(|pair| Span { start: pair[0], end: pair[1] });
    let piece = |here: Span| {
        let over = marks.iter().filter(|(span, ..)| span.holds(here));
        let mut classes: Vec<&str> = over.map(|(_, class, _)| *class).collect();
        classes.sort_unstable();
        classes.dedup();
        let quotes = over_items(&marks, here);
        let begins = marks.iter().find(|(span, _, item)| item.is_some() && span.start == here.start);
        Piece {
            text: shown(here.of(text)),
            class: classes.join(" "),
            begins: begins.and_then(|(_, _, item)| *item),
            quotes,
        }
    };
    ranges.map(piece).collect()
}

/// The numbers of the quotes over a place.
fn over_items(marks: &[(Span, &'static str, Option<usize>)], here: Span) -> String {
    let over = marks.iter().filter(|(span, ..)| span.holds(here)).filter_map(|(_, _, item)| *item);
    over.map(|item| item.to_string()).collect::<Vec<_>>().join(" ")
}

/// Words in which characters that change directions are named instead of followed.
pub fn shown(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    for character in words.chars() {
        if is_bidi_control(character) || (character.is_control() && !matches!(character, '\n' | '\t' | '\r'))
        {
            shown.push_str(&format!("⟨{}⟩", visible(character)));
        } else {
            shown.push(character);
        }
    }
    shown
}
