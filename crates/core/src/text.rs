//! Words: identifiers, texts in several languages, and what keeps both safe to show.
//!
//! Two dangers are met here once, so that nobody else has to think of them. Identifiers that look
//! alike but differ are found through [`Id::skeleton`]. Values of one direction inside sentences of
//! the other are wrapped by [`isolate`].

use std::{collections::HashSet, fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest identifier, in characters.
pub const ID_LIMIT: usize = 128;

/// The name by which a dossier refers to a body, a condition, a place…
///
/// Letters, digits, `-` and `_` of any script, normalised to NFC; compared exactly.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

/// Why a string is not an [`Id`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// There is nothing between the quotes.
    #[error("an id cannot be empty")]
    Empty,
    /// A character that ids do not have.
    #[error("{} cannot stand in an id", visible(*.0))]
    Character(char),
    /// Longer than [`ID_LIMIT`].
    #[error("an id has at most {ID_LIMIT} characters, this one has {0}")]
    Long(usize),
    /// The word means something in the stance language.
    #[error("`{0}` is a word of the stance language")]
    Keyword(String),
}

impl Id {
    /// Reads an id, normalising it to NFC.
    pub fn new(source: &str) -> Result<Self, IdError> {
        let id: String = source.nfc().collect();
        if id.is_empty() {
            return Err(IdError::Empty);
        }
        if let Some(character) = id.chars().find(|&character| !is_id_character(character)) {
            return Err(IdError::Character(character));
        }
        let length = id.chars().count();
        if length > ID_LIMIT {
            return Err(IdError::Long(length));
        }
        if crate::consultation::stance::is_keyword(&id) {
            return Err(IdError::Keyword(id));
        }
        Ok(Self(id))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What remains of the id when characters that look alike are made one; two different ids with
    /// one skeleton would be taken for each other.
    pub fn skeleton(&self) -> String {
        self.0.nfkd().filter_map(skeleton_character).collect()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = String::deserialize(deserializer)?;
        Self::new(&source).map_err(de::Error::custom)
    }
}

/// Whether the character may stand in an id. The zero-width non-joiner may, because Persian words
/// need it; [`Id::skeleton`] ignores it.
pub fn is_id_character(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character) || matches!(character, '-' | '_' | ZWNJ)
}

/// Whether the character changes the direction of the text around it (U+202A–U+202E,
/// U+2066–U+2069).
pub fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a reader does not see the character: a control, a space, what changes direction, what has no
/// width or no ink.
pub fn is_unseen(character: char) -> bool {
    character.is_control()
        || is_no_character(character)
        || character.is_whitespace()
        || is_bidi_control(character)
        || matches!(character, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{2800}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether Unicode says of a code point that it is and stays no character.
fn is_no_character(character: char) -> bool {
    matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE
}

/// Whether the words have a letter that is written from right to left (the Hebrew and Arabic blocks
/// and their neighbours).
pub fn has_right_to_left(words: &str) -> bool {
    words.chars().any(|character| {
        matches!(character, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// The words without direction marks and controls, which copying from right-to-left text brings along.
pub fn without_directions(words: &str) -> String {
    let is_mark = |character: char| matches!(character, '\u{200E}' | '\u{200F}' | '\u{061C}');
    words.chars().filter(|&character| !is_bidi_control(character) && !is_mark(character)).collect()
}

/// A character as a person can see it: itself when it prints, its code point when not.
pub fn visible(character: char) -> String {
    let unseen = character.is_control()
        || character.is_whitespace()
        || is_bidi_control(character)
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    if unseen { format!("U+{:04X}", u32::from(character)) } else { format!("`{character}`") }
}

/// Wraps a value so that its direction cannot disturb the sentence around it (UAX #9, first strong
/// isolate).
pub fn isolate(value: &str) -> String {
    format!("\u{2068}{value}\u{2069}")
}

/// Whether one letter added, dropped, changed, or swapped with its neighbour makes one word the
/// other.
pub fn is_one_slip_apart(a: &str, b: &str) -> bool {
    let (mut a, mut b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    a.drain(..same);
    b.drain(..same);
    while !a.is_empty() && !b.is_empty() && a.last() == b.last() {
        a.pop();
        b.pop();
    }
    match (a.as_slice(), b.as_slice()) {
        ([first, second], [other, another]) => first == another && second == other,
        (a, b) => a.len() <= 1 && b.len() <= 1 && a != b,
    }
}

/// A text in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Language tag (empty when the dossier gives a bare string) and words, in file order. Lines
    /// end with LF alone, so that a file from Windows says the same as any other.
    versions: Vec<(String, String)>,
}

impl Text {
    /// A text whose language is not stated.
    pub fn plain(words: impl Into<String>) -> Self {
        Self::by_language(vec![(String::new(), words.into())])
    }

    /// A text by language; the tags are those of the dossier (`ar`, `en`…).
    pub fn by_language(mut versions: Vec<(String, String)>) -> Self {
        for (_, words) in versions.iter_mut().filter(|(_, words)| words.contains('\r')) {
            *words = words.replace("\r\n", "\n").replace('\r', "\n");
        }
        Self { versions }
    }

    /// The words for a reader of `language`: that language, else the unmarked text, else the first.
    pub fn in_language(&self, language: &str) -> &str {
        let of = |wanted: &str| self.versions.iter().find(|(tag, _)| tag == wanted);
        of(language).or_else(|| of("")).or_else(|| self.versions.first()).map_or("", |(_, words)| words)
    }

    /// Every version with its language tag, in file order.
    pub fn versions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.versions.iter().map(|(tag, words)| (tag.as_str(), words.as_str()))
    }

    /// Whether no words are given at all.
    pub fn is_empty(&self) -> bool {
        self.versions.iter().all(|(_, words)| words.is_empty())
    }
}

impl Serialize for Text {
    /// A string when no language is stated, else a table by language.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.versions.as_slice() {
            [(tag, words)] if tag.is_empty() => serializer.serialize_str(words),
            versions => serializer.collect_map(versions.iter().map(|(tag, words)| (tag, words))),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    /// A string, or a table by language. Nothing is said about its length, which depends on where
    /// it stands.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;
        impl<'de> de::Visitor<'de> for Words {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, or strings by language such as {\"ar\": \"…\", \"en\": \"…\"}")
            }

            fn visit_str<E: de::Error>(self, words: &str) -> Result<Text, E> {
                Ok(Text::plain(words))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
                let versions: Vec<(String, String)> =
                    ordered_map(de::value::MapAccessDeserializer::new(map))?;
                match versions.iter().find(|(tag, _)| !is_language_tag(tag)) {
                    None => Ok(Text::by_language(versions)),
                    Some(_) => Err(de::Error::custom("languages are named by tags such as `ar` or `en`")),
                }
            }
        }
        deserializer.deserialize_any(Words)
    }
}

/// Whether a word can name a language: letters, digits and hyphens, at most 35.
pub fn is_language_tag(tag: &str) -> bool {
    !tag.is_empty()
        && tag.len() <= 35
        && tag.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
}

/// The entries of a map in the order in which they stand; a key that stands there twice is refused.
pub(crate) fn ordered_map<'de, D, T>(deserializer: D) -> Result<Vec<(String, T)>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Entries<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Entries<T> {
        type Value = Vec<(String, T)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries: Vec<(String, T)> = Vec::new();
            let mut keys = HashSet::new();
            while let Some((key, value)) = map.next_entry::<String, T>()? {
                if !keys.insert(key.clone()) {
                    return Err(de::Error::custom(format_args!("`{key}` stands there twice")));
                }
                entries.push((key, value));
            }
            Ok(entries)
        }
    }
    deserializer.deserialize_map(Entries(PhantomData))
}

const ZWNJ: char = '\u{200C}';

/// Maps a character (already NFKD) to the one that stands for all its look-alikes; `None` when it
/// leaves no mark of its own.
fn skeleton_character(character: char) -> Option<char> {
    Some(match character {
        // Tatweel, joiners, and the short vowels, which most writers leave out.
        '\u{0640}' | ZWNJ | '\u{200D}' => return None,
        '\u{064B}'..='\u{0652}' | '\u{0670}' => return None,
        // Yeh in its Arabic, Persian and dotless form; kaf; heh.
        'ي' | 'ى' | 'ی' | 'ے' => 'ى',
        'ك' | 'ک' | 'ڪ' => 'ك',
        'ه' | 'ہ' | 'ھ' | 'ە' => 'ه',
        // The two rows of Arabic digits differ in three figures only.
        '\u{06F0}'..='\u{06F9}' => {
            char::from_u32(u32::from(character) - 0x06F0 + 0x0660).unwrap_or(character)
        }
        // Cyrillic and Greek letters drawn like Latin ones.
        'а' | 'α' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' => 'c',
        'С' | 'Ϲ' => 'C',
        'ԁ' => 'd',
        'е' => 'e',
        'Е' | 'Ε' => 'E',
        'ɡ' => 'g',
        'һ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ι' | 'ı' => 'i',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'ј' => 'j',
        'Ј' => 'J',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'о' | 'ο' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ԛ' => 'q',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' | 'γ' => 'y',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_every_script_are_read_and_normalised() {
        for id in ["provincial-council", "مجلس_المحافظة", "совет", "理事会", "42", "می\u{200C}شود"]
        {
            assert_eq!(Id::new(id).unwrap().as_str(), id);
        }
        assert_eq!(Id::new("e\u{301}").unwrap(), Id::new("é").unwrap());
    }

    #[test]
    fn what_is_no_id_is_refused_with_the_reason() {
        assert_eq!(Id::new(""), Err(IdError::Empty));
        assert_eq!(Id::new("two words"), Err(IdError::Character(' ')));
        assert_eq!(Id::new("a\u{202E}b"), Err(IdError::Character('\u{202E}')));
        assert_eq!(Id::new("unless"), Err(IdError::Keyword("unless".into())));
        assert_eq!(Id::new("وإلا"), Err(IdError::Keyword("وإلا".into())));
        assert_eq!(Id::new(&"x".repeat(200)), Err(IdError::Long(200)));
        assert_eq!(IdError::Character('\u{202E}').to_string(), "U+202E cannot stand in an id");
    }

    #[test]
    fn look_alikes_share_a_skeleton() {
        let skeleton = |id: &str| Id::new(id).unwrap().skeleton();
        assert_eq!(skeleton("شوري"), skeleton("شورى"));
        assert_eq!(skeleton("كلس"), skeleton("کلس"));
        assert_eq!(skeleton("كلـس"), skeleton("كلس"));
        assert_eq!(skeleton("می\u{200C}شود"), skeleton("میشود"));
        assert_eq!(skeleton("council"), skeleton("соuncil"));
        assert_ne!(skeleton("c1"), skeleton("c2"));
        assert_ne!(skeleton("cl"), skeleton("c1"));
    }

    #[test]
    fn directions_are_found_and_taken_out() {
        assert!(has_right_to_left("to Kilis كلس"));
        assert!(!has_right_to_left("to Kilis, 2/3 ✓"));
        assert_eq!(without_directions("\u{200F}\u{2068}ground\u{2069}"), "ground");
    }

    #[test]
    fn lines_of_a_text_end_the_same_wherever_it_was_written() {
        assert_eq!(Text::plain("a\r\nb\rc\r\r\n"), Text::plain("a\nb\nc\n\n"));
    }

    #[test]
    fn a_text_falls_back_to_what_there_is() {
        let text = Text::by_language(vec![("ar".into(), "تجميد".into()), ("en".into(), "freeze".into())]);
        assert_eq!(text.in_language("en"), "freeze");
        assert_eq!(text.in_language("fr"), "تجميد");
        assert_eq!(Text::plain("x").in_language("ar"), "x");
        assert_eq!(Text::default().in_language("ar"), "");
    }
}
