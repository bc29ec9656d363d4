//! What is known of words before a sentence is looked at: the forms of the cues, and the small words
//! that hold sentences together.
//!
//! The table is made once, from [`cues`] and [`small`], by writing out the
//! inflections of every cue. Looking a word up then costs one probe, or two when و or ف stands before
//! it, which Arabic writes together with the word.

mod particles;

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

pub use self::particles::Letters;
use super::{
    attitude,
    cues::{self, Cue},
    english::{self, small::English},
    inflect,
    letters::Key,
    small,
};

/// What the lexicon knows of a word; all zero when nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Marks of [`small`].
    pub flags: u64,
    /// Marks of `attitude::words`.
    pub attitude: u32,
    /// The cue of which it is a form, counted from 1.
    pub cue: u16,
    /// Which form.
    pub form: Form,
    /// Letters written before it that are words of their own.
    pub lead: Lead,
}

/// A form of a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Its kind.
    pub shape: Shape,
    /// Who it speaks of.
    pub person: Person,
    /// Whether an object is written onto it.
    pub object: Attached,
}

/// Whether a pronoun is written onto a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attached {
    /// Nothing is.
    #[default]
    Nothing,
    /// A pronoun is.
    Pronoun,
}

/// What kind of form it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// قال, said.
    #[default]
    Past,
    /// يقول, says.
    Present,
    /// قائلا, saying: shares the speaker of another verb.
    Circumstance,
    /// قول, saying: a noun.
    Noun,
}

/// Who a form speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Person {
    /// He.
    #[default]
    He,
    /// She, or things that count as she.
    She,
    /// They.
    They,
    /// I or we.
    We,
}

/// What is written before a word and together with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    #[default]
    Nothing,
    /// و, and.
    And,
    /// ف, so.
    So,
}

/// The table of known words.
#[derive(Debug)]
pub struct Lexicon {
    words: HashMap<Key, Known, BuildHasherDefault<KeyHasher>>,
    /// The cues, in the table's order.
    pub cues: Vec<Cue>,
    /// The number of قال.
    pub say: u16,
    /// English words that are asked for.
    pub english: English,
    /// Letters and endings that are asked for.
    pub letters: Letters,
}

/// The table, made when it is first used.
pub fn lexicon() -> &'static Lexicon {
    static TABLE: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
    &TABLE
}

impl Lexicon {
    fn new() -> Self {
        let mut cues = cues::all();
        let arabic = cues.len();
        cues.extend(english::cues::all());
        let mut words: HashMap<Key, Known, BuildHasherDefault<KeyHasher>> = HashMap::default();
        for (word, flags) in small::all().chain(english::small::all()) {
            words.entry(Key::of(word)).or_default().flags |= flags;
        }
        for (word, marks) in attitude::words::all() {
            debug_assert!(!Key::of(&word).is_unknown(), "{word}");
            words.entry(Key::of(&word)).or_default().attitude |= marks;
        }
        for (number, (place, cue)) in (1..).zip(cues.iter().enumerate()) {
            let forms = if place < arabic { inflect::forms(cue) } else { english::forms(cue) };
            for (word, form) in forms {
                let known = words.entry(Key::of(&word)).or_default();
                if known.cue == 0 && known.flags & small::NO_CUE == 0 {
                    (known.cue, known.form) = (number, form);
                }
            }
        }
        Self { words, cues, say: 1, letters: Letters::new(), english: English::new() }
    }

    /// What is known of a word.
    pub fn known(&self, key: Key) -> Known {
        if key.is_unknown() {
            return Known::default();
        }
        if let Some(known) = self.words.get(&key) {
            return *known;
        }
        let lead = match key.first(1) {
            first if first == self.letters.and => Lead::And,
            first if first == self.letters.so => Lead::So,
            _ => return Known::default(),
        };
        match self.words.get(&key.without_first(1)) {
            Some(known) => Known { lead, ..*known },
            None if self
                .letters
                .articles
                .iter()
                .any(|article| key.without_first(1).starts_with(*article)) =>
            {
                Known { lead, ..Known::default() }
            }
            None => Known::default(),
        }
    }

    /// The cue of a word.
    pub fn cue(&self, known: Known) -> Option<&Cue> {
        self.cues.get(usize::from(known.cue).checked_sub(1)?)
    }

    /// How many words are known, for tests and figures.
    pub fn size(&self) -> usize {
        self.words.len()
    }
}

/// Mixes a packed word; keys are chosen by us, so that nobody can make them collide on purpose more
/// than a few at a time.
#[derive(Debug, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }

    fn write_u128(&mut self, key: u128) {
        let folded = key ^ (key >> 61);
        let low = u64::try_from(folded & u128::from(u64::MAX)).unwrap_or(0);
        let mixed = u128::from(low) * 0x9E37_79B9_7F4A_7C15;
        self.0 = u64::try_from((mixed ^ (mixed >> 64)) & u128::from(u64::MAX)).unwrap_or(0);
    }
}
