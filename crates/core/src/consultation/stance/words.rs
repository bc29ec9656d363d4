//! The words of the stance language: keywords in English and Arabic, names, numbers, signs.
//!
//! Arabic keywords of two words (`إلا إذا`, `ما لم`, `على الأقل`) are joined here, so that the parser
//! sees one keyword. Numbers may be written with Arabic-Indic digits of either row.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::Language;
use crate::text::is_id_character;

/// A word of the language, whatever tongue it is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    Accept,
    Reject,
    Abstain,
    If,
    Unless,
    Otherwise,
    And,
    Or,
    Not,
    /// English only; Arabic says `على الأقل` for [`Keyword::AtLeast`].
    At,
    /// English only.
    Least,
    AtLeast,
    Of,
}

/// What a stance is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Keyword(Keyword),
    /// A name; also digits, which are a number only after `at least`. NFC.
    Word(String),
    At,
    Open,
    Close,
    Comma,
    Semicolon,
    /// A character that has no place in a stance.
    Stray(char),
}

/// A token and the bytes it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned {
    pub token: Token,
    pub span: Range<usize>,
}

/// Every single word that belongs to a keyword, with the keyword when it is one by itself.
const WORDS: [(&str, Option<Keyword>); 26] = [
    ("accept", Some(Keyword::Accept)),
    ("reject", Some(Keyword::Reject)),
    ("abstain", Some(Keyword::Abstain)),
    ("if", Some(Keyword::If)),
    ("unless", Some(Keyword::Unless)),
    ("otherwise", Some(Keyword::Otherwise)),
    ("and", Some(Keyword::And)),
    ("or", Some(Keyword::Or)),
    ("not", Some(Keyword::Not)),
    ("at", Some(Keyword::At)),
    ("least", Some(Keyword::Least)),
    ("of", Some(Keyword::Of)),
    ("قبول", Some(Keyword::Accept)),
    ("رفض", Some(Keyword::Reject)),
    ("امتناع", Some(Keyword::Abstain)),
    ("إذا", Some(Keyword::If)),
    ("وإلا", Some(Keyword::Otherwise)),
    ("و", Some(Keyword::And)),
    ("أو", Some(Keyword::Or)),
    ("ليس", Some(Keyword::Not)),
    ("من", Some(Keyword::Of)),
    ("إلا", None),
    ("ما", None),
    ("لم", None),
    ("على", None),
    ("الأقل", None),
];

/// Keywords of two words.
const PAIRS: [(&str, &str, Keyword); 3] =
    [("إلا", "إذا", Keyword::Unless), ("ما", "لم", Keyword::Unless), ("على", "الأقل", Keyword::AtLeast)];

/// Whether the word belongs to the stance language, in English or Arabic, and so cannot be an id.
pub fn is_keyword(word: &str) -> bool {
    WORDS.iter().any(|(own, _)| *own == word)
}

/// Every keyword, as written.
pub fn keywords() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// The Arabic word for an English keyword; a word that is none stays as it is.
pub fn in_arabic(english: &str) -> &str {
    if english == "at" || english == "least" || english == "at least" {
        return "على الأقل";
    }
    if english == "unless" {
        return "إلا إذا";
    }
    let own = WORDS.iter().find(|(word, _)| *word == english).and_then(|(_, keyword)| *keyword);
    let arabic = WORDS.iter().find(|(word, keyword)| own.is_some() && *keyword == own && !word.is_ascii());
    arabic.map_or(english, |(word, _)| *word)
}

/// The language of a stance's keywords; `None` when it mixes both.
pub fn language(source: &str) -> Option<Language> {
    let words = source.split(|character| !is_id_character(character)).filter(|word| is_keyword(word));
    let (english, arabic): (Vec<&str>, Vec<&str>) = words.partition(|word| word.is_ascii());
    match (english.is_empty(), arabic.is_empty()) {
        (_, true) => Some(Language::English),
        (true, false) => Some(Language::Arabic),
        (false, false) => None,
    }
}

/// Cuts a stance into tokens. Total: what is not a word or a sign is a [`Token::Stray`].
pub fn tokens(source: &str) -> Vec<Spanned> {
    let mut tokens: Vec<Spanned> = Vec::new();
    let mut characters = source.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        let mut end = start + character.len_utf8();
        let token = match character {
            _ if character.is_whitespace() => continue,
            '(' => Token::Open,
            ')' => Token::Close,
            ',' | '،' => Token::Comma,
            ';' | '؛' => Token::Semicolon,
            '@' => Token::At,
            _ if is_id_character(character) => {
                while let Some(&(at, next)) = characters.peek() {
                    if !is_id_character(next) {
                        break;
                    }
                    end = at + next.len_utf8();
                    characters.next();
                }
                let word: String = source[start..end].nfc().collect();
                match tokens.last_mut() {
                    Some(last) if let Some(keyword) = pair(&last.token, &word) => {
                        last.token = Token::Keyword(keyword);
                        last.span.end = end;
                        continue;
                    }
                    _ => single(word),
                }
            }
            _ => Token::Stray(character),
        };
        tokens.push(Spanned { token, span: start..end });
    }
    tokens
}

/// The number that a word of digits stands for; `None` for other words and beyond 10^12.
pub fn number(word: &str) -> Option<u64> {
    let mut value = 0_u64;
    for character in word.chars() {
        let digit = match character {
            '٠'..='٩' => u32::from(character) - u32::from('٠'),
            '۰'..='۹' => u32::from(character) - u32::from('۰'),
            _ => character.to_digit(10)?,
        };
        value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
        if value > crate::position::quantity::NUMBER_LIMIT {
            return None;
        }
    }
    (!word.is_empty()).then_some(value)
}

fn single(word: String) -> Token {
    let keyword = WORDS.iter().find(|(own, _)| *own == word).and_then(|(_, keyword)| *keyword);
    keyword.map_or(Token::Word(word), Token::Keyword)
}

fn pair(first: &Token, second: &str) -> Option<Keyword> {
    let Token::Word(first) = first else {
        return None;
    };
    PAIRS.iter().find(|(own, other, _)| own == first && *other == second).map(|(_, _, keyword)| *keyword)
}
