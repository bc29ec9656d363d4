//! Letters, and words as numbers: the one place where spellings of a word become the same word.
//!
//! Newspapers write أعلن and اعلن, إلى and الى, مشيرة and مشيره for the same words, stretch them with
//! tatweel and set harakat or not. Folding all that makes words comparable; packing the folded letters,
//! six bits each, into one number makes comparing them cheap, and taking a prefix off is a shift. Latin
//! letters are folded by case into the same alphabet, so that both languages share the machinery.
//!
//! What does not fit (digits, other scripts, more than [`LONGEST`] letters) has no key: it is still a
//! word, but none that a table can know.

/// The most letters of a word that can be known.
pub const LONGEST: u32 = 21;

/// Bits of a letter.
const BITS: u32 = 6;

/// A word's folded letters, the first in the lowest bits; 0 is the word that cannot be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u128);

/// The folded Arabic letters in the order of their codes from 1, then Latin ones.
const ALPHABET: [char; 36] = [
    'ا', 'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف', 'ق',
    'ك', 'ل', 'م', 'ن', 'ه', 'و', 'ي', 'ء', 'ؤ', 'ئ', 'پ', 'چ', 'گ', 'ڤ', '\'',
];

/// What a character is to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// One of the alphabet, by its code.
    Code(u8),
    /// Written, but nothing to the word: tatweel, harakat, joiners.
    Silent,
    /// A letter or digit outside the alphabet.
    Foreign,
    /// No part of a word.
    None,
}

/// The letters of the Arabic block by their code point, folded.
const ARABIC: [u8; 256] = arabic();

const fn arabic() -> [u8; 256] {
    let mut codes = [0; 256];
    let mut at: u8 = 0;
    while (at as usize) < ALPHABET.len() {
        let point = ALPHABET[at as usize] as u32;
        if point >= 0x600 && point < 0x700 {
            codes[(point - 0x600) as usize] = at + 1;
        }
        at += 1;
    }
    // أ إ آ ٱ are ا; ة is ه; ى and the Persian ye are ي; the Persian kaf is ك.
    let folded: [(u32, u32); 8] = [
        (0x623, 0x627),
        (0x625, 0x627),
        (0x622, 0x627),
        (0x671, 0x627),
        (0x629, 0x647),
        (0x649, 0x64A),
        (0x6CC, 0x64A),
        (0x6A9, 0x643),
    ];
    let mut pair = 0;
    while pair < folded.len() {
        codes[(folded[pair].0 - 0x600) as usize] = codes[(folded[pair].1 - 0x600) as usize];
        pair += 1;
    }
    codes
}

/// Reads one character.
pub fn letter(character: char) -> Letter {
    match character {
        'a'..='z' | 'A'..='Z' => {
            let place = u32::from(character.to_ascii_lowercase()) - u32::from('a');
            Letter::Code(u8::try_from(place + 37).unwrap_or(0))
        }
        '\'' | '’' => Letter::Code(36),
        '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{200C}' | '\u{200D}' => Letter::Silent,
        '\u{0600}'..='\u{06FF}' => {
            let place = usize::try_from(u32::from(character) - 0x600).unwrap_or(0);
            match ARABIC.get(place) {
                Some(&code) if code > 0 => Letter::Code(code),
                _ if character.is_alphanumeric() => Letter::Foreign,
                _ => Letter::None,
            }
        }
        _ if character.is_ascii() && !character.is_ascii_digit() => Letter::None,
        _ if character.is_alphanumeric() => Letter::Foreign,
        _ => Letter::None,
    }
}

/// Words folded and run together, of any length: what two spellings of a name share.
pub fn folded(words: &str) -> String {
    words
        .chars()
        .filter_map(|character| match letter(character) {
            Letter::Code(36) | Letter::Silent | Letter::None => None,
            Letter::Code(code) if code <= 35 => Some(ALPHABET[usize::from(code) - 1]),
            Letter::Code(_) => Some(character.to_ascii_lowercase()),
            Letter::Foreign => Some(character),
        })
        .collect()
}

impl Key {
    /// The word's key, for tables and tests; words that cannot be known have the key 0.
    pub fn of(word: &str) -> Self {
        let mut packed = Packed::default();
        for character in word.chars() {
            packed.add(letter(character));
        }
        packed.key()
    }

    /// Whether nothing can be said about the word.
    pub fn is_unknown(self) -> bool {
        self.0 == 0
    }

    /// How many letters it has.
    pub fn length(self) -> u32 {
        (128 - self.0.leading_zeros()).div_ceil(BITS)
    }

    /// The word without its first letters.
    pub fn without_first(self, count: u32) -> Self {
        Self(self.0.checked_shr(BITS * count).unwrap_or(0))
    }

    /// The word without its last letters.
    pub fn without_last(self, count: u32) -> Self {
        self.first(self.length().saturating_sub(count))
    }

    /// The first letters.
    pub fn first(self, count: u32) -> Self {
        if count >= LONGEST { self } else { Self(self.0 & ((1 << (BITS * count)) - 1)) }
    }

    /// The last letters.
    pub fn last(self, count: u32) -> Self {
        self.without_first(self.length().saturating_sub(count))
    }

    /// Whether the word begins so.
    pub fn starts_with(self, beginning: Self) -> bool {
        self.first(beginning.length()) == beginning
    }

    /// Whether the word ends so.
    pub fn ends_with(self, end: Self) -> bool {
        self.length() >= end.length() && self.last(end.length()) == end
    }
}

/// A word's key while its letters come in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Packed {
    key: u128,
    length: u32,
    foreign: u32,
}

impl Packed {
    /// One more character of the word.
    pub fn add(&mut self, letter: Letter) {
        match letter {
            Letter::Code(code) => {
                if self.length < LONGEST {
                    self.key |= u128::from(code) << (BITS * self.length);
                }
                self.length += 1;
            }
            Letter::Silent => {}
            Letter::Foreign | Letter::None => self.foreign += 1,
        }
    }

    /// The key of what came in.
    pub fn key(self) -> Key {
        if self.foreign > 0 || self.length > LONGEST { Key(0) } else { Key(self.key) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_word_are_one_word() {
        for (a, b) in [
            ("أعلن", "اعلن"),
            ("إلى", "الي"),
            ("مشيرة", "مشيره"),
            ("قـــال", "قال"),
            ("أكّدَ", "اكد"),
            ("Said", "said"),
        ] {
            assert_eq!(Key::of(a), Key::of(b), "{a} {b}");
            assert!(!Key::of(a).is_unknown());
        }
        assert_ne!(Key::of("قال"), Key::of("قالت"));
        assert!(Key::of("١٢").is_unknown() && Key::of("слово").is_unknown());
        assert!(Key::of("ااااااااااااااااااااااا").is_unknown());
    }

    #[test]
    fn parts_of_a_word_are_cut_by_letters() {
        let word = Key::of("وبالتصريح");
        assert_eq!(word.length(), 9);
        assert_eq!(word.without_first(1), Key::of("بالتصريح"));
        assert!(word.starts_with(Key::of("وبال")) && word.ends_with(Key::of("ريح")));
        assert_eq!(word.without_last(2), Key::of("وبالتصر"));
        assert_eq!(Key::of("لا").without_first(5), Key(0));
        assert_eq!(Key::of("لا").first(40), Key::of("لا"));
    }
}
