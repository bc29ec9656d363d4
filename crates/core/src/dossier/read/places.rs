//! Where the words of a string stand in the file, which escapes and lines move.

use std::ops::Range;

use super::fields::At;

/// Where the words of a string stand in the file.
#[derive(Clone)]
pub struct WordPlace {
    span: Range<usize>,
    places: Places,
}

#[derive(Clone)]
enum Places {
    /// The words start so far behind the span's start, and stand there as they are.
    Plain(usize),
    /// How far each byte of the words, and their end, is behind the span's start.
    Moved(Vec<usize>),
    /// Anywhere in the span.
    Unknown,
}

impl WordPlace {
    /// The place of a string's words.
    pub fn new(source: &str, value: &At<String>) -> Self {
        let raw = &source[value.span.clone()];
        let quote = if raw.starts_with(r#"""""#) || raw.starts_with("'''") { 3 } else { 1 };
        let inner = raw.get(quote..raw.len().saturating_sub(quote)).unwrap_or_default();
        let places = if inner == value.value {
            Places::Plain(quote)
        } else {
            moved(inner, quote, raw.starts_with('"'), &value.value).map_or(Places::Unknown, Places::Moved)
        };
        Self { span: value.span.clone(), places }
    }

    /// The place in the file of some bytes of the words.
    pub fn of(&self, inner: &Range<usize>) -> Range<usize> {
        let start = self.span.start;
        match &self.places {
            Places::Plain(offset) => start + offset + inner.start..start + offset + inner.end,
            Places::Moved(places) => match (places.get(inner.start), places.get(inner.end)) {
                (Some(from), Some(to)) => start + from..start + to,
                _ => self.span.clone(),
            },
            Places::Unknown => self.span.clone(),
        }
    }
}

/// Follows a string of TOML letter by letter; `None` when it does not come to these words.
fn moved(inner: &str, quote: usize, has_escapes: bool, words: &str) -> Option<Vec<usize>> {
    let is_long = quote == 3;
    let mut places = Vec::with_capacity(words.len() + 1);
    // A line that ends right behind the quotes is no part of the words.
    let ends = ["\n", "\r\n"].into_iter().find(|end| is_long && inner.starts_with(end));
    let mut at = ends.map_or(0, str::len);
    while let Some(letter) = inner.get(at..).and_then(|rest| rest.chars().next()) {
        let wanted = words.get(places.len()..).and_then(|rest| rest.chars().next());
        let (told, length) = match letter {
            '\\' if has_escapes => {
                let (told, length) = escape(&inner[at + 1..], is_long)?;
                (told, 1 + length)
            }
            // The end of a line is one letter, however the file writes it.
            '\r' if inner[at + 1..].starts_with('\n') && wanted != Some('\r') => (Some('\n'), 2),
            letter => (Some(letter), letter.len_utf8()),
        };
        if let Some(told) = told {
            wanted.filter(|wanted| *wanted == told)?;
            places.extend(std::iter::repeat_n(quote + at, told.len_utf8()));
        }
        at += length;
    }
    let is_all = places.len() == words.len();
    places.push(quote + at);
    is_all.then_some(places)
}

/// What stands behind a backslash, and how long it is; nothing where a line goes on in the next one.
fn escape(rest: &str, is_long: bool) -> Option<(Option<char>, usize)> {
    let letter = rest.chars().next()?;
    let hex = |digits: usize| {
        let code = u32::from_str_radix(rest.get(1..1 + digits)?, 16).ok()?;
        Some((Some(char::from_u32(code)?), 1 + digits))
    };
    match letter {
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        'b' => Some((Some('\u{8}'), 1)),
        'e' => Some((Some('\u{1b}'), 1)),
        'f' => Some((Some('\u{c}'), 1)),
        'n' => Some((Some('\n'), 1)),
        'r' => Some((Some('\r'), 1)),
        't' => Some((Some('\t'), 1)),
        ' ' | '\t' | '\n' | '\r' if is_long => {
            let blank = rest.find(|it| !matches!(it, ' ' | '\t' | '\n' | '\r')).unwrap_or(rest.len());
            Some((None, blank))
        }
        letter => Some((Some(letter), letter.len_utf8())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words at the place of some words of the value.
    fn at(toml: &str, value: &str, inner: &str) -> String {
        let start = value.find(inner).unwrap();
        let source = format!("says = {toml}\n");
        let at = At { value: value.to_owned(), span: 7..7 + toml.len() };
        source[WordPlace::new(&source, &at).of(&(start..start + inner.len()))].to_owned()
    }

    #[test]
    fn a_word_is_found_however_the_string_is_written() {
        let words = "accept if ground and\nrutes";
        for toml in [
            "\"accept if ground and\\nrutes\"",
            "\"\"\"\naccept if ground and\nrutes\"\"\"",
            "'''\r\naccept if ground and\r\nrutes'''",
            "\"\"\"accept \\\n   if ground and\nrutes\"\"\"",
        ] {
            assert_eq!(at(toml, words, "rutes"), "rutes", "{toml}");
            assert_eq!(at(toml, words, "ground"), "ground", "{toml}");
            assert_eq!(at(toml, words, "and"), "and", "{toml}");
        }
        assert_eq!(at(r#""accept if \u0067round""#, "accept if ground", "ground"), r"\u0067round");
        assert_eq!(at(r#""اقبل \"إذا\"""#, "اقبل \"إذا\"", "إذا"), "إذا");
    }

    #[test]
    fn what_is_not_these_words_is_all_of_it() {
        for toml in ["\"other\"", r#""\uD800""#, "\"\\", "\"", "\"\"\"a\\"] {
            assert_eq!(at(toml, "accept", "cc"), toml);
        }
    }
}
