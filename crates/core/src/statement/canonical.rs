//! The canonical text of a statement: one plain text per language, whose bytes are what is signed.
//!
//! Whoever holds the file can hash it, compare it and read it with nothing but a text viewer; that is why there
//! is no markup beyond what people write in plain letters anyway: numbered points, dashes, headings. What a
//! reader does not see is not in it (no marks of direction, no zero-width spaces), so that two texts that look
//! the same are the same. `docs/statement.md` states the line rules.
//!
//! [`Canonical::of`] makes any words canonical and [`Canonical::read`] takes only what is so already: a text that
//! is to be signed or verified is never mended on the way.

use std::fmt::Write as _;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::UnicodeNormalization;

use crate::{
    record::hash::Hash,
    text::{is_bidi_control, is_unseen, visible},
};

/// Longest canonical text, in bytes.
pub const CANONICAL_LIMIT: usize = 1 << 20;

/// The most blocks of a text.
pub const BLOCK_LIMIT: usize = 20_000;

/// The most columns of a table.
pub const COLUMN_LIMIT: usize = 8;

/// A text in the one form that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    text: String,
    title: String,
    blocks: Vec<Block>,
}

/// A part of a text between two empty lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph, by lines.
    Paragraph(Vec<String>),
    /// Points, numbered from 1.
    Points(Vec<String>),
    /// Items behind a dash.
    Items(Vec<String>),
    /// Somebody's words, by lines.
    Quote(Vec<String>),
    /// Rows of as many cells each; the first names the columns.
    Table(Vec<Vec<String>>),
}

/// Why bytes are no canonical text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// No words at all.
    #[error("there are no words in it")]
    Empty,
    /// Beyond [`CANONICAL_LIMIT`].
    #[error("it has {0} bytes; a statement has at most {CANONICAL_LIMIT}")]
    Long(usize),
    /// Beyond [`BLOCK_LIMIT`].
    #[error("it has more than {BLOCK_LIMIT} paragraphs, headings, lists and tables")]
    Blocks,
    /// Not UTF-8.
    #[error("byte {0} is not UTF-8")]
    Encoding(usize),
    /// Something that the line rules do not allow.
    #[error("line {line} is not as a statement is signed: {fault}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        fault: LineFault,
    },
}

/// What the line rules do not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// A character that nobody sees.
    #[error("{} cannot stand in it", visible(*.0))]
    Unseen(char),
    /// Letters that Unicode writes in another way as well.
    #[error("it is not in Unicode's form NFC")]
    Form,
    /// Spaces at an end, or several together.
    #[error("there is a space too many")]
    Space,
    /// Too many or too few empty lines.
    #[error("an empty line is missing or too many")]
    Empty,
    /// Anything else.
    #[error("it would be `{0}`")]
    Other(String),
}

impl Canonical {
    /// Makes words canonical: the title, then what follows it.
    ///
    /// # Errors
    /// [`CanonicalError::Empty`], [`CanonicalError::Long`], [`CanonicalError::Blocks`].
    pub fn of(words: &str) -> Result<Self, CanonicalError> {
        if words.len() > CANONICAL_LIMIT {
            return Err(CanonicalError::Long(words.len()));
        }
        let lines = tidied(words);
        let mut lines = lines.lines();
        let title = lines.by_ref().find(|line| !line.is_empty()).ok_or(CanonicalError::Empty)?.to_owned();
        let mut blocks = Vec::new();
        // Whether the block before may go on: it may not across an empty line, unless it is a list.
        let mut is_open = false;
        for line in lines {
            if line.is_empty() {
                is_open = false;
                continue;
            }
            add(&mut blocks, line, is_open);
            if blocks.len() > BLOCK_LIMIT {
                return Err(CanonicalError::Blocks);
            }
            is_open = true;
        }
        let text = written(&title, &blocks);
        // Normalisation and the spaces of tables can make a text longer than it was.
        if text.len() > CANONICAL_LIMIT {
            Err(CanonicalError::Long(text.len()))
        } else {
            Ok(Self { text, title, blocks })
        }
    }

    /// Reads bytes that are canonical already.
    ///
    /// # Errors
    /// Any [`CanonicalError`]: nothing is mended.
    pub fn read(bytes: &[u8]) -> Result<Self, CanonicalError> {
        if bytes.len() > CANONICAL_LIMIT {
            return Err(CanonicalError::Long(bytes.len()));
        }
        let words =
            std::str::from_utf8(bytes).map_err(|error| CanonicalError::Encoding(error.valid_up_to()))?;
        let canonical = Self::of(words)?;
        if canonical.text == words { Ok(canonical) } else { Err(first_fault(words, &canonical.text)) }
    }

    /// The text as it is signed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its first line.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What follows the title.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// SHA-256 of its bytes.
    pub fn digest(&self) -> Hash {
        Hash::of(&[self.text.as_bytes()])
    }
}

impl Serialize for Canonical {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Canonical {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(String::deserialize(deserializer)?.as_bytes()).map_err(de::Error::custom)
    }
}

/// Whether the character is dropped: what nobody sees, but for the joiners, which Persian words and some names
/// need.
fn is_dropped(character: char) -> bool {
    !matches!(character, '\u{200C}' | '\u{200D}')
        && !character.is_whitespace()
        && (is_unseen(character) || is_bidi_control(character))
}

/// The words with what is not seen left out, in NFC, with lines that end in LF and single spaces within them.
fn tidied(words: &str) -> String {
    let words = words.replace("\r\n", "\n");
    let seen = words.chars().filter(|it| !is_dropped(*it)).map(|character| match character {
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        space if space.is_whitespace() => ' ',
        other => other,
    });
    let composed: String = seen.nfc().collect();
    let mut tidied = String::with_capacity(composed.len());
    for line in composed.split('\n') {
        for (at, word) in line.split(' ').filter(|word| !word.is_empty()).enumerate() {
            if at > 0 {
                tidied.push(' ');
            }
            tidied.push_str(word);
        }
        tidied.push('\n');
    }
    tidied
}

/// Adds a line to the block before it or begins another.
fn add(blocks: &mut Vec<Block>, line: &str, is_open: bool) {
    let is_row_of = |columns: usize| cells(line).filter(|row| row.len() == columns);
    match blocks.last_mut() {
        // The items of a list may stand apart; they are brought together.
        Some(Block::Points(points)) if numbered(line, points.len() + 1).is_some() => {
            points.extend(numbered(line, points.len() + 1).map(str::to_owned));
            return;
        }
        Some(Block::Items(items)) if dashed(line).is_some() => {
            items.extend(dashed(line).map(str::to_owned));
            return;
        }
        Some(Block::Quote(lines)) if is_open && quoted(line).is_some() => {
            lines.extend(quoted(line).map(str::to_owned));
            return;
        }
        Some(Block::Table(rows)) if is_open => {
            let columns = rows.first().map_or(0, Vec::len);
            if let Some(row) = is_row_of(columns) {
                rows.push(row);
                return;
            }
        }
        Some(Block::Paragraph(lines)) if is_open && is_plain(line) => {
            lines.push(line.to_owned());
            return;
        }
        _ => {}
    }
    blocks.push(if let Some(words) = line.strip_prefix("## ") {
        Block::Heading(words.to_owned())
    } else if let Some(words) = numbered(line, 1) {
        Block::Points(vec![words.to_owned()])
    } else if let Some(words) = dashed(line) {
        Block::Items(vec![words.to_owned()])
    } else if let Some(words) = quoted(line) {
        Block::Quote(vec![words.to_owned()])
    } else if let Some(row) = cells(line) {
        Block::Table(vec![row])
    } else {
        Block::Paragraph(vec![line.to_owned()])
    });
}

/// Whether a line is one of a paragraph, whatever stands before it.
fn is_plain(line: &str) -> bool {
    !line.starts_with("## ")
        && numbered(line, 1).is_none()
        && dashed(line).is_none()
        && quoted(line).is_none()
        && cells(line).is_none()
}

/// The words of a point with this number, in European or Arabic digits.
fn numbered(line: &str, number: usize) -> Option<&str> {
    let (digits, words) = line.split_once(". ")?;
    if digits.len() > 16 {
        return None;
    }
    let european: String = digits
        .chars()
        .map(|digit| {
            match u32::from(digit).checked_sub(0x0660).and_then(|value| char::from_digit(value, 10)) {
                Some(european) => european,
                None => digit,
            }
        })
        .collect();
    (european == number.to_string()).then_some(words)
}

fn dashed(line: &str) -> Option<&str> {
    line.strip_prefix("- ")
}

fn quoted(line: &str) -> Option<&str> {
    line.strip_prefix("> ")
}

/// The cells of a row of a table.
fn cells(line: &str) -> Option<Vec<String>> {
    let inner = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<String> = inner.split(" | ").map(str::to_owned).collect();
    let is_sound =
        cells.len() <= COLUMN_LIMIT && cells.iter().all(|cell| !cell.is_empty() && !cell.starts_with("| "));
    is_sound.then_some(cells)
}

/// The text of a title and blocks.
fn written(title: &str, blocks: &[Block]) -> String {
    let mut text = format!("{title}\n");
    for block in blocks {
        text.push('\n');
        let mut line = |words: std::fmt::Arguments<'_>| {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{words}");
        };
        match block {
            Block::Heading(words) => line(format_args!("## {words}")),
            Block::Paragraph(lines) => lines.iter().for_each(|words| line(format_args!("{words}"))),
            Block::Points(points) => {
                points.iter().enumerate().for_each(|(at, words)| line(format_args!("{}. {words}", at + 1)));
            }
            Block::Items(items) => items.iter().for_each(|words| line(format_args!("- {words}"))),
            Block::Quote(lines) => lines.iter().for_each(|words| line(format_args!("> {words}"))),
            Block::Table(rows) => rows.iter().for_each(|row| line(format_args!("| {} |", row.join(" | ")))),
        }
    }
    text
}

/// The first place where words differ from their canonical form.
fn first_fault(words: &str, canonical: &str) -> CanonicalError {
    let (mut given, mut right) = (words.split('\n'), canonical.split('\n'));
    let mut number = 0;
    loop {
        number += 1;
        let fault = match (given.next(), right.next()) {
            (Some(line), Some(other)) if line == other => continue,
            (Some(line), other) => fault(line, other),
            (None, _) => LineFault::Empty,
        };
        return CanonicalError::Line { line: number, fault };
    }
}

fn fault(line: &str, right: Option<&str>) -> LineFault {
    if let Some(unseen) = line.chars().find(|it| is_dropped(*it) || (it.is_whitespace() && *it != ' ')) {
        return LineFault::Unseen(unseen);
    }
    if !unicode_normalization::is_nfc(line) {
        return LineFault::Form;
    }
    if line.trim() != line || line.contains("  ") {
        return LineFault::Space;
    }
    match right {
        None | Some("") => LineFault::Empty,
        Some(_) if line.is_empty() => LineFault::Empty,
        Some(other) => LineFault::Other(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: &str = "Our position\n\nWe accept.\nFor now.\n\n## Conditions\n\n1. One.\n2. Two.\n\n- a\n- b\n\n> said\n\n| rule | reached |\n| all | 2 of 3 |\n";

    #[test]
    fn every_kind_of_block_is_found_and_written_back() {
        let text = Canonical::read(WHOLE.as_bytes()).unwrap();
        assert_eq!(text.title(), "Our position");
        assert_eq!(text.as_str(), WHOLE);
        let words = |words: &str| words.to_owned();
        assert_eq!(
            text.blocks(),
            [
                Block::Paragraph(vec![words("We accept."), words("For now.")]),
                Block::Heading(words("Conditions")),
                Block::Points(vec![words("One."), words("Two.")]),
                Block::Items(vec![words("a"), words("b")]),
                Block::Quote(vec![words("said")]),
                Block::Table(vec![
                    vec![words("rule"), words("reached")],
                    vec![words("all"), words("2 of 3")]
                ]),
            ]
        );
    }

    #[test]
    fn what_is_typed_carelessly_becomes_the_same_text() {
        let careless = "\u{FEFF}  Our \t position \r\n\r\n\r\nWe accept. \r\nFor\u{A0}now.\r\n## Conditions\n\u{661}. One.\n\n2.  Two.\n- a\n\n- b\n> said\n| rule | reached |\n| all | 2\u{200B} of 3 |\u{202E}";
        assert_eq!(Canonical::of(careless).unwrap().as_str(), WHOLE);
    }

    #[test]
    fn a_number_that_begins_no_list_stays_in_its_paragraph() {
        let text = Canonical::of("t\n\n2031. That year.\n\n1. a\n3. c").unwrap();
        assert_eq!(text.as_str(), "t\n\n2031. That year.\n\n1. a\n\n3. c\n");
    }

    #[test]
    fn what_is_not_canonical_is_refused_with_the_line() {
        let fault = |words: &str| Canonical::read(words.as_bytes()).unwrap_err().to_string();
        insta::assert_snapshot!([
            "", "t", "t\n\n\nx\n", "t\n\nx \n", "t\n\na  b\n", "t\n\ne\u{301}\n", "t\n\na\u{202E}b\n", "t\nx\n",
            "\u{FEFF}t\n", "t\r\n", "t\n\n\u{661}. x\n", "t\n\nx\n\n",
        ].map(fault).join("\n"), @r"
            there are no words in it
            line 2 is not as a statement is signed: an empty line is missing or too many
            line 3 is not as a statement is signed: an empty line is missing or too many
            line 3 is not as a statement is signed: there is a space too many
            line 3 is not as a statement is signed: there is a space too many
            line 3 is not as a statement is signed: it is not in Unicode's form NFC
            line 3 is not as a statement is signed: U+202E cannot stand in it
            line 2 is not as a statement is signed: an empty line is missing or too many
            line 1 is not as a statement is signed: U+FEFF cannot stand in it
            line 1 is not as a statement is signed: U+000D cannot stand in it
            line 3 is not as a statement is signed: it would be `1. x`
            line 5 is not as a statement is signed: an empty line is missing or too many
        ");
        assert_eq!(Canonical::read(b"t\n\n\xFF\n"), Err(CanonicalError::Encoding(3)));
        let long = "x".repeat(CANONICAL_LIMIT + 1);
        assert_eq!(Canonical::read(long.as_bytes()), Err(CanonicalError::Long(long.len())));
        let many = format!("t\n\n{}", "x\n\n".repeat(BLOCK_LIMIT + 1));
        assert_eq!(Canonical::of(&many), Err(CanonicalError::Blocks));
    }

    proptest! {
        #[test]
        fn canonical_words_are_canonical_once_and_for_all(
            words in "([a-zéأبا١٢0-9#|>. \\-\t\r\n\u{A0}\u{301}\u{200F}\u{200C}\u{2066}\u{2029}]|## |1\\. |2\\. |- |> |\\| | \\|\n){0,80}"
        ) {
            if let Ok(text) = Canonical::of(&words) {
                prop_assert_eq!(Canonical::read(text.as_str().as_bytes()), Ok(text.clone()));
                prop_assert!(text.as_str().ends_with('\n') && !text.as_str().contains("\n\n\n"));
                prop_assert!(!text.as_str().chars().any(|it| is_dropped(it) || (it.is_whitespace() && it != ' ' && it != '\n')));
                let title: String = text.title().to_owned();
                prop_assert_eq!(text.as_str().lines().next(), Some(title.as_str()));
            }
        }

        #[test]
        fn nothing_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Canonical::read(&bytes);
            let _ = Canonical::of(&String::from_utf8_lossy(&bytes));
        }
    }
}
