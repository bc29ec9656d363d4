//! Telling problems to a person: the place, the line, the words underlined, and what would be right; in English or
//! in Arabic. The excerpt reads from left to right in either language, as the file does.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::problem::{Problem, See, Severity};
use crate::{consultation::stance::Language, text::is_bidi_control};

/// The widest piece of a line that is shown, in columns.
const EXCERPT_WIDTH: usize = 100;

/// The bytes looked at on either side of a place: far more than fit the widest piece, far fewer than
/// a line may have.
const EXCERPT_BYTES: usize = 16 * EXCERPT_WIDTH;

/// How the parts of a report are marked on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Not at all.
    Plain,
    /// With ANSI colours.
    Colours,
}

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
}

/// The place of a byte of a file.
pub fn place(source: &[u8], at: usize) -> Place {
    let at = at.min(source.len());
    let before = &source[..at];
    let start = line_start(source, at);
    Place {
        line: before.iter().filter(|&&byte| byte == b'\n').count() + 1,
        // Bytes that begin a character; a line may be as long as the file.
        column: before[start..].iter().filter(|&&byte| byte & 0xC0 != 0x80).count() + 1,
    }
}

/// A problem of a file, told in a few lines.
pub fn report(name: &str, source: &[u8], problem: &Problem, language: Language, paint: Paint) -> String {
    let colour = |code: &str, words: &str| match paint {
        Paint::Plain => words.to_owned(),
        Paint::Colours => format!("\u{1b}[{code}m{words}\u{1b}[0m"),
    };
    let mark = match problem.severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
    };
    let said = match language {
        Language::English => problem.kind.in_english(),
        Language::Arabic => problem.kind.in_arabic(&str::to_owned),
    };
    let (severity, help, see): (_, _, fn(See) -> &'static str) = match (language, problem.severity) {
        (Language::English, Severity::Error) => ("error", "help", See::in_english),
        (Language::English, Severity::Warning) => ("warning", "help", See::in_english),
        // A mark of direction first, so that a terminal sets the line from the right.
        (Language::Arabic, Severity::Error) => ("\u{200F}خطأ", "\u{200F}الإصلاح", See::in_arabic),
        (Language::Arabic, Severity::Warning) => ("\u{200F}تنبيه", "\u{200F}الإصلاح", See::in_arabic),
    };
    let shown = match language {
        Language::English => safe,
        Language::Arabic => isolating,
    };
    let head = format!("{severity}[{}]", problem.code());
    let mut told = format!("{}: {}\n", colour(mark, &head), colour("1", &shown(&said.message)));
    told.push_str(&excerpt(name, source, &problem.span, "", &|words| colour(mark, words)));
    if let Some((span, what)) = &problem.see {
        told.push_str(&excerpt(name, source, span, see(*what), &|words| colour("1;34", words)));
    }
    if let Some(right) = &said.help {
        told.push_str(&format!("  {} {}\n", colour("1;36", &format!("{help}:")), shown(right)));
    }
    told
}

/// A sentence in which words of the file are isolated: everything else that could fool a terminal is shown by its
/// code point.
fn isolating(sentence: &str) -> String {
    let isolated = |it: char| matches!(it, '\u{2068}' | '\u{2069}');
    sentence
        .split_inclusive(isolated)
        .map(|part| match part.strip_suffix(isolated) {
            Some(words) => safe(words) + &part[words.len()..],
            None => safe(part),
        })
        .collect()
}

fn excerpt(
    name: &str,
    source: &[u8],
    span: &Range<usize>,
    label: &str,
    mark: &dyn Fn(&str) -> String,
) -> String {
    let at = place(source, span.start);
    let start = span.start.min(source.len());
    let line_start = line_start(source, start);
    let line_end =
        source[start..].iter().position(|&byte| byte == b'\n').map_or(source.len(), |end| start + end);
    let end = span.end.clamp(start, line_end);
    let text = |range: Range<usize>| safe(&String::from_utf8_lossy(&source[range])).replace('\t', " ");
    let (mut before, mut words, mut after) = (
        text(boundary(source, start.saturating_sub(EXCERPT_BYTES)).clamp(line_start, start)..start),
        text(start..boundary(source, start + EXCERPT_BYTES).min(end)),
        text(end..boundary(source, end + EXCERPT_BYTES).min(line_end)),
    );
    shorten(&mut before, EXCERPT_WIDTH / 2, Side::Start);
    shorten(&mut words, EXCERPT_WIDTH, Side::End);
    shorten(&mut after, EXCERPT_WIDTH / 2, Side::End);
    let number = at.line.to_string();
    let gutter = " ".repeat(number.len());
    let underline = "^".repeat(words.width().max(1));
    let label = if label.is_empty() { String::new() } else { format!(" {label}") };
    format!(
        "{gutter}--> {name}:{}:{}\n{gutter} |\n{number} | {before}{words}{after}\n{gutter} | {}{}\n",
        at.line,
        at.column,
        " ".repeat(before.width()),
        mark(&format!("{underline}{label}")),
    )
}

/// Where the line of a byte starts; behind the byte order mark, which no editor shows.
fn line_start(source: &[u8], at: usize) -> usize {
    let mark = if source.starts_with(b"\xEF\xBB\xBF") { at.min(3) } else { 0 };
    source[..at].iter().rposition(|&byte| byte == b'\n').map_or(mark, |newline| newline + 1)
}

/// The byte itself, or the next one that begins a character; in text that is not UTF-8, the byte.
fn boundary(source: &[u8], at: usize) -> usize {
    let inner = source.iter().skip(at).take_while(|&&byte| byte & 0xC0 == 0x80).take(4).count();
    if inner > 3 { at } else { at + inner }
}

/// Which side of a text gives way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

fn shorten(text: &mut String, width: usize, side: Side) {
    if text.width() <= width {
        return;
    }
    let mut kept: Vec<char> = Vec::new();
    let mut characters: Box<dyn Iterator<Item = char>> = match side {
        Side::Start => Box::new(text.chars().rev()),
        Side::End => Box::new(text.chars()),
    };
    let mut used = 1;
    for character in &mut characters {
        used += unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(character);
    }
    drop(characters);
    *text = match side {
        Side::Start => std::iter::once('…').chain(kept.into_iter().rev()).collect(),
        Side::End => kept.into_iter().chain(std::iter::once('…')).collect(),
    };
}

/// The words with everything that could fool a terminal shown by its code point.
fn safe(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for character in words.chars() {
        if (character.is_control() && !matches!(character, '\t')) || is_bidi_control(character) {
            if character != '\r' {
                safe.push_str(&format!("<U+{:04X}>", u32::from(character)));
            }
        } else {
            safe.push(character);
        }
    }
    safe
}
