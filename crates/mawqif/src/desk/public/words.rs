//! The words of statements that anybody may add: what cannot stand there, and when two are the same.
//!
//! A statement is plain text in one line, shown to everybody after somebody has read it. Links, markup and what turns the direction
//! of a line would mislead whoever reads it, so they are refused rather than taken out: what is shown is what was written.

use mawqif_core::{
    record::hash::Hash,
    text::{Text, is_bidi_control, is_unseen},
};

/// The longest statement in one language, in bytes; Arabic letters take two.
pub const WORDS_LIMIT: usize = 600;

/// Why words cannot stand as a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsTrouble {
    /// There are none that can be seen.
    #[error("a statement has words")]
    Empty,
    /// They are longer than this, in bytes.
    #[error("a statement has no more than {0} bytes")]
    Long(usize),
    /// They have several lines.
    #[error("a statement is one line")]
    Lines,
    /// They lead somewhere else.
    #[error("a statement has no links and no addresses")]
    Link,
    /// They would be markup elsewhere.
    #[error("a statement has no markup")]
    Markup,
    /// They turn the direction of the line.
    #[error("a statement has no marks of direction")]
    Direction,
    /// A character that nobody sees.
    #[error("a statement has no invisible characters")]
    Character,
}

/// Refuses what cannot be shown as a statement.
///
/// # Errors
/// What is wrong first.
pub fn check(words: &str) -> Result<(), WordsTrouble> {
    if words.len() > WORDS_LIMIT {
        return Err(WordsTrouble::Long(WORDS_LIMIT));
    }
    if words.chars().all(is_unseen) {
        return Err(WordsTrouble::Empty);
    }
    if words.contains(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        return Err(WordsTrouble::Lines);
    }
    let is_mark = |character: char| matches!(character, '\u{200E}' | '\u{200F}' | '\u{061C}');
    if words.chars().any(|character| is_bidi_control(character) || is_mark(character)) {
        return Err(WordsTrouble::Direction);
    }
    // Joiners are part of how some words are written.
    let is_joiner = |character: char| matches!(character, '\u{200C}' | '\u{200D}');
    if words.chars().any(|it| is_unseen(it) && it != ' ' && it != '\u{A0}' && !is_joiner(it)) {
        return Err(WordsTrouble::Character);
    }
    if words.contains(['<', '>', '`']) || words.contains("](") {
        return Err(WordsTrouble::Markup);
    }
    if words.split_whitespace().any(is_address) {
        return Err(WordsTrouble::Link);
    }
    Ok(())
}

/// Whether a word leads somewhere: an address of the web, of a mailbox or of an account elsewhere.
fn is_address(word: &str) -> bool {
    let word = word.to_lowercase();
    let mut handle = word.trim_matches(|it: char| !it.is_alphanumeric() && it != '@').char_indices();
    if word.contains("://") || word.contains("www.") {
        return true;
    }
    if handle.any(|(_, it)| it == '@') {
        return true;
    }
    // A full stop between a letter and two or more letters of a top-level domain. Dots within Arabic are sentences run together.
    let parts: Vec<&str> = word.split(['.', '/']).collect();
    parts.windows(2).any(|pair| {
        let before = pair[0].chars().next_back().is_some_and(char::is_alphanumeric);
        let letters = pair[1].chars().take_while(char::is_ascii_lowercase).count();
        let rest = pair[1].chars().nth(letters);
        let ends = rest.is_none_or(|it| !it.is_alphanumeric());
        before && word.contains('.') && letters >= 2 && ends
    })
}

/// The hash of what tells a statement from another: letters and digits, without case, vowel marks, and the spellings of one letter.
pub fn form(text: &Text) -> Hash {
    let mut plain = String::new();
    for (_, words) in text.versions() {
        let letters = words.chars().flat_map(char::to_lowercase).filter_map(|letter| match letter {
            // Vowel marks, and the stroke that stretches a word.
            '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' => None,
            'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
            'ى' | 'ی' => Some('ي'),
            'ة' => Some('ه'),
            'ک' => Some('ك'),
            other if other.is_alphanumeric() => Some(other),
            _ => None,
        });
        plain.extend(letters);
        plain.push('\n');
    }
    if plain.trim().is_empty() {
        // Nothing but signs: then the signs tell them apart.
        text.versions().for_each(|(_, words)| plain.push_str(words));
    }
    Hash::of(&[plain.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_mislead_a_reader_is_refused() {
        for (words, why) in [
            ("", WordsTrouble::Empty),
            (" \u{200B} ", WordsTrouble::Empty),
            ("two\nlines", WordsTrouble::Lines),
            ("turn \u{202E}this", WordsTrouble::Direction),
            ("mark\u{200F}", WordsTrouble::Direction),
            ("a\u{200B}b", WordsTrouble::Character),
            ("bell\u{7}", WordsTrouble::Character),
            ("<b>bold</b>", WordsTrouble::Markup),
            ("[here](x)", WordsTrouble::Markup),
            ("see https://example.org/x", WordsTrouble::Link),
            ("انظر example.com الآن", WordsTrouble::Link),
            ("write to me@example.org", WordsTrouble::Link),
            ("follow @somebody", WordsTrouble::Link),
            ("example.org/page", WordsTrouble::Link),
        ] {
            assert_eq!(check(words), Err(why), "{words:?}");
        }
        assert_eq!(check(&"x".repeat(WORDS_LIMIT + 1)), Err(WordsTrouble::Long(WORDS_LIMIT)));
        for words in [
            "يجب أن يبدأ وقف إطلاق النار قبل أي مفاوضات.",
            "Open the road (both lanes), e.g. for 3.5 t lorries.",
            "نعم.لا نريد تأجيلًا",
            "The first and/or second point",
            "می\u{200C}خواهم",
        ] {
            assert_eq!(check(words), Ok(()), "{words:?}");
        }
    }

    #[test]
    fn two_statements_that_differ_in_spelling_alone_are_one() {
        let of = |words: &str| form(&Text::plain(words));
        assert_eq!(of("Open the road!"), of("open  the ROAD"));
        assert_eq!(of("نُريدُ وقفَ إطلاق النار"), of("نريد وقف اطلاق النار."));
        assert_eq!(of("المدرســة"), of("المدرسه"));
        assert_ne!(of("Open the road"), of("Close the road"));
        assert_ne!(of("!!!"), of("???"));
    }
}
