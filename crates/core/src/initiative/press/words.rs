//! A text cut into words, numbers and marks, each with its place in the source and what is known of it.
//!
//! Every later step works on these tokens; characters are looked at here and nowhere else. Direction
//! controls and zero-width characters belong to no token, so that they can neither hide a word nor join
//! two of them; the source itself stays as it is.

use std::ops::Range;

use super::{
    letters::{Key, Letter, Packed, letter},
    lexicon::{Known, Lexicon},
    small,
};

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// The byte where it begins.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// The word folded and packed; 0 for what is no known script's word.
    pub key: Key,
    /// What the lexicon knows of it.
    pub known: Known,
    /// For quotation marks: the index of the partner; the own index when there is none.
    pub partner: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word of any script.
    Word,
    /// Digits, with what joins them.
    Number,
    /// `،` and `,`.
    Comma,
    /// `؛` and `;`.
    Semicolon,
    /// `:`.
    Colon,
    /// What ends a sentence.
    Stop,
    /// A quotation mark; which way it faces is settled by pairing.
    Quote(Facing),
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A dash, or a tatweel that stretches nothing.
    Dash,
    /// `|`, as datelines have it.
    Bar,
    /// The end of a line.
    Line,
    /// An empty line.
    Paragraph,
    /// Anything else.
    Other,
}

/// Which way a quotation mark faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facing {
    /// It opens.
    Opening,
    /// It closes.
    Closing,
    /// Its shape does not say.
    Either,
}

impl Token {
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a word or a number.
    pub fn is_solid(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// Whether all these marks of the lexicon stand on it.
    pub fn has(&self, flags: u64) -> bool {
        self.known.flags & flags != 0
    }

    /// Whether one of these marks of attitude stands on it.
    pub fn tells(&self, marks: u32) -> bool {
        self.known.attitude & marks != 0
    }

    /// Its bytes in the source.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The tokens of a text.
pub fn cut(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 8);
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        let (mut end, mut key, mut known) = (start + first.len_utf8(), Key::default(), Known::default());
        let kind = match letter(first) {
            code @ (Letter::Code(_) | Letter::Foreign) if first != '\'' && first != '’' => {
                let digits = first.is_numeric();
                let mut packed = Packed::default();
                packed.add(code);
                while let Some(&(at, next)) = characters.peek() {
                    match letter(next) {
                        Letter::None if digits && joins_digits(text, at, next) => end = at + next.len_utf8(),
                        Letter::None if is_invisible(next) => {}
                        Letter::None => break,
                        // the Farmers' Union: the mark belongs to the word, and says nothing of it.
                        _ if matches!(next, '\'' | '’') && !is_inside(text, at + next.len_utf8()) => {
                            if text.get(start..at).is_none_or(|word| !word.ends_with('s')) {
                                break;
                            }
                            end = at + next.len_utf8();
                        }
                        next_letter => {
                            packed.add(next_letter);
                            end = at + next.len_utf8();
                        }
                    }
                    characters.next();
                }
                if digits {
                    Kind::Number
                } else {
                    key = packed.key();
                    known = lexicon.known(key);
                    // ألا (that not) and إلا (except) fold to one word.
                    if key == lexicon.letters.lest {
                        let that = text.get(start..).is_some_and(|rest| rest.starts_with('أ'));
                        known.flags &= if that { !small::JOINT } else { !small::THAT };
                    }
                    Kind::Word
                }
            }
            _ => match mark(first) {
                Some(Kind::Line) => match tokens.last_mut() {
                    Some(last) if matches!(last.kind, Kind::Line | Kind::Paragraph) => {
                        last.kind = Kind::Paragraph;
                        last.end = end;
                        continue;
                    }
                    _ => Kind::Line,
                },
                Some(kind) => kind,
                None => continue,
            },
        };
        let partner = tokens.len();
        tokens.push(Token { start, end, kind, key, known, partner });
    }
    tokens
}

/// What a character is that belongs to no word; `None` for what is no token.
fn mark(character: char) -> Option<Kind> {
    Some(match character {
        '،' | ',' => Kind::Comma,
        '؛' | ';' => Kind::Semicolon,
        ':' => Kind::Colon,
        '.' | '!' | '?' | '؟' | '…' | '۔' => Kind::Stop,
        '«' | '“' | '„' | '‹' | '‘' | '『' | '「' => Kind::Quote(Facing::Opening),
        '»' | '”' | '›' | '’' | '』' | '」' => Kind::Quote(Facing::Closing),
        '"' | '＂' => Kind::Quote(Facing::Either),
        '(' | '[' | '{' => Kind::Open,
        ')' | ']' | '}' => Kind::Close,
        '-' | '–' | '—' | '―' | 'ـ' => Kind::Dash,
        '|' => Kind::Bar,
        // What begins an item of a list ends what stands before.
        '*' | '•' | '▪' | '●' => Kind::Line,
        '\n' | '\u{2028}' | '\u{2029}' => Kind::Line,
        _ if character.is_whitespace() || character.is_control() || is_invisible(character) => return None,
        _ if letter(character) == Letter::Silent => return None,
        _ => Kind::Other,
    })
}

/// Characters that are not seen and part no word.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}' | '\u{AD}')
}

/// Whether a word goes on at this byte.
fn is_inside(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.is_some_and(char::is_alphabetic)
}

/// Whether a mark between digits is part of the number: 4,000 and 2015-02-28 and 1.2.
fn joins_digits(text: &str, at: usize, mark: char) -> bool {
    let next = text.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next());
    matches!(mark, '.' | ',' | '-' | '/' | ':' | '٫' | '٬') && next.is_some_and(char::is_numeric)
}
