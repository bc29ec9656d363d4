//! Markdown, by CommonMark with tables as GitHub writes them.
//!
//! Words of a statement are words: what Markdown would take for markup is escaped.

use std::fmt::Write as _;

use super::{Sheet, Subject, Word, kind_word};
use crate::statement::{Canonical, Language, canonical::Block};

/// The sheet in one language.
pub fn markdown(sheet: &Sheet, language: Language) -> Option<String> {
    let text = sheet.text(language)?;
    let mut out = String::new();
    if let Subject::Statement(kind) = sheet.subject {
        let mut head = vec![kind_word(kind, language).to_owned()];
        head.extend(sheet.coalition.as_ref().map(|it| escaped(it.in_language(language.tag()))));
        head.extend(sheet.mark_line(language).map(|it| format!("**{}**", escaped(&it))));
        let _ = writeln!(out, "{}\n", head.join(" · "));
    }
    body(text, &mut out);
    if let Subject::Statement(_) = sheet.subject {
        let hash = text.digest().to_hex();
        let _ = writeln!(out, "\n---\n\n{}: `{hash}`", Word::TextHash.in_language(language));
        if sheet.is_said_unsigned() {
            let _ = writeln!(out, "\n{}", Word::Unsigned.in_language(language));
        } else if !sheet.signed.is_empty() {
            let _ = writeln!(out, "\n{}:\n", Word::SignedBy.in_language(language));
            for signed in &sheet.signed {
                let body =
                    signed.body.as_ref().map(|it| format!(" ({})", escaped(it.as_str()))).unwrap_or_default();
                let _ = writeln!(out, "- {}{body}, `{}`", escaped(&signed.name), signed.key);
            }
        }
    }
    Some(out)
}

// Writing to a string cannot fail.
fn body(text: &Canonical, out: &mut String) {
    let _ = writeln!(out, "# {}", escaped(text.title()));
    for block in text.blocks() {
        out.push('\n');
        match block {
            Block::Heading(words) => {
                let _ = writeln!(out, "## {}", escaped(words));
            }
            Block::Paragraph(lines) => {
                let lines: Vec<String> = lines.iter().map(|it| escaped(it)).collect();
                let _ = writeln!(out, "{}", lines.join("  \n"));
            }
            Block::Points(points) => {
                for (at, words) in points.iter().enumerate() {
                    let _ = writeln!(out, "{}. {}", at + 1, escaped(words));
                }
            }
            Block::Items(items) => {
                for words in items {
                    let _ = writeln!(out, "- {}", escaped(words));
                }
            }
            Block::Quote(lines) => {
                for words in lines {
                    let _ = writeln!(out, "> {}", escaped(words));
                }
            }
            Block::Table(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|it| escaped(it)).collect();
                    let _ = writeln!(out, "| {} |", cells.join(" | "));
                    if at == 0 {
                        let _ = writeln!(out, "|{}", " --- |".repeat(row.len()));
                    }
                }
            }
        }
    }
}

/// Words with a backslash before whatever could be markup.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for (at, character) in words.char_indices() {
        let is_markup =
            matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#')
                || (at == 0 && matches!(character, '-' | '+' | '='));
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    // `1.` and `1)` at the start of a line that is no point.
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &escaped[digits..];
    let after = rest.strip_prefix(['.', ')']);
    if digits > 0 && after.is_some_and(|it| it.is_empty() || it.starts_with(' ')) {
        return format!("{}\\{rest}", &escaped[..digits]);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_would_be_a_point_elsewhere_is_words() {
        let told =
            [("1. x", "1\\. x"), ("2031.", "2031\\."), ("1) x", "1\\) x"), ("3.5 %", "3.5 %"), (".", ".")];
        for (words, written) in told {
            assert_eq!(escaped(words), written);
        }
    }
}
