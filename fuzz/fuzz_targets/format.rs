//! The canonical form says the same as the file it was made of, is its own canonical form, keeps
//! every comment, and is refused exactly when the dossier has errors.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::dossier::{format::format, read};

fuzz_target!(|bytes: &[u8]| {
    let reading = read(bytes);
    let formatted = match format(bytes) {
        Ok(formatted) => formatted,
        Err(problems) => {
            assert!(reading.dossier.is_none(), "{problems:?}");
            return;
        }
    };
    assert!(reading.dossier.is_some());
    let again = read(formatted.as_bytes());
    assert_eq!(again.dossier, reading.dossier, "{:?}\n{formatted}", again.problems);
    assert_eq!(format(formatted.as_bytes()).as_deref(), Ok(formatted.as_str()));
    let source = String::from_utf8_lossy(bytes);
    assert_eq!(comments(&formatted), comments(&source), "{formatted}");
    assert!(!formatted.contains('\r') || source.contains("\\r") || source.contains('\r'));
});

/// The comments of a TOML file, in order of their words: sorting keys may move them.
fn comments(source: &str) -> Vec<String> {
    let mut comments = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = match first {
            '#' => {
                let end = rest.find('\n').unwrap_or(rest.len());
                comments.push(rest[..end].trim_end().to_owned());
                end
            }
            '"' | '\'' => string(rest, first),
            _ => first.len_utf8(),
        };
        rest = &rest[skipped..];
    }
    comments.sort();
    comments
}

/// The length of the string at the start of the text.
fn string(rest: &str, quote: char) -> usize {
    let triple: String = [quote; 3].iter().collect();
    let (mut at, is_long) = if rest.starts_with(&triple) { (3, true) } else { (1, false) };
    while at < rest.len() {
        if quote == '"' && rest[at..].starts_with('\\') {
            at += 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8);
        } else if is_long && rest[at..].starts_with(&triple) {
            // One or two quotes may belong to the text, before those that end it.
            let more = rest[at + 3..].chars().take(2).take_while(|&it| it == quote).count();
            return at + 3 + more;
        } else if !is_long && rest[at..].starts_with(quote) {
            return at + 1;
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}
