//! The program's words in the reader's language.
//!
//! Messages stand in `locales/`, one file by subject and language, as Fluent. Values are isolated in
//! Arabic, so that a Latin name or a date does not disturb the sentence around it.

use std::{borrow::Cow, io::Read, sync::LazyLock};

use flate2::read::ZlibDecoder;
use fluent_bundle::{
    FluentArgs, FluentBundle, FluentResource, FluentValue,
    types::{FluentNumber, FluentNumberOptions},
};
use mawqif_core::{
    consultation::stance,
    dossier::problem::{ProblemKind, Told},
};
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
}

impl Language {
    /// The tag by which dossiers mark their texts.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
        }
    }

    /// The same language, as the core calls it.
    pub fn of_core(self) -> stance::Language {
        match self {
            Self::En => stance::Language::English,
            Self::Ar => stance::Language::Arabic,
        }
    }
}

/// The figures that numbers are written in (CLDR's numbering systems).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Digits {
    /// 0123456789 (`latn`).
    #[default]
    Latin,
    /// ٠١٢٣٤٥٦٧٨٩ (`arab`).
    Arabic,
}

impl Digits {
    /// Its name in CLDR.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Latin => "latn",
            Self::Arabic => "arab",
        }
    }

    /// Those with this name, if it is one.
    pub fn from_tag(tag: &str) -> Option<Self> {
        [Self::Latin, Self::Arabic].into_iter().find(|digits| digits.tag() == tag)
    }
}

/// The messages of Arabic and English, as `build.rs` packs them.
const PACKED: [&[u8]; 2] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/ar.ftl.zz")),
    include_bytes!(concat!(env!("OUT_DIR"), "/en.ftl.zz")),
];

/// The messages of a language, as its files have them.
fn messages(language: Language) -> &'static str {
    static MESSAGES: LazyLock<[String; 2]> = LazyLock::new(|| {
        PACKED.map(|packed| {
            let mut words = String::new();
            // The bytes are in the program; without them every message is its key, which the tests rule out.
            let read = ZlibDecoder::new(packed).read_to_string(&mut words);
            if read.is_ok() { words } else { String::new() }
        })
    });
    let [arabic, english] = &*MESSAGES;
    match language {
        Language::Ar => arabic,
        Language::En => english,
    }
}

/// The messages of one language.
pub struct Locale {
    /// Which language.
    pub language: Language,
    digits: Digits,
    bundle: FluentBundle<FluentResource>,
}

impl Locale {
    /// Loads the messages of a language.
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        bundle.set_use_isolating(language == Language::Ar);
        bundle.set_formatter(Some(|value, _| shown(value)));
        // A slip in a file still leaves its sound messages; the tests read all.
        let resource =
            FluentResource::try_new(messages(language).to_owned()).unwrap_or_else(|(sound, _)| sound);
        bundle.add_resource_overriding(resource);
        Self { language, digits: Digits::Latin, bundle }
    }

    /// The messages of one language for pages: every value is isolated, whatever the language, and numbers
    /// are written in the reader's digits.
    pub fn for_pages(language: Language, digits: Digits) -> Self {
        let mut locale = Self::new(language);
        locale.bundle.set_use_isolating(true);
        locale.digits = digits;
        if digits == Digits::Arabic {
            locale.bundle.set_formatter(Some(|value, _| match value {
                FluentValue::Number(number) => {
                    let plain = shown(value).unwrap_or_else(|| number.as_string().into_owned());
                    Some(arabic_digits(&plain))
                }
                _ => None,
            }));
        }
        locale
    }

    /// A message with its values; its key when there is no such message, which the tests rule out.
    pub fn tell(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            arguments.set(
                *name,
                match value {
                    // Fluent chooses the plural by the number and shows it without grouping.
                    Value::Count(count) => counted(*count),
                    Value::Words(words) => FluentValue::from(Cow::Borrowed(words.as_ref())),
                },
            );
        }
        let mut problems = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut problems).into_owned()
    }

    /// Words with figures in them, in the reader's digits.
    pub fn figures(&self, words: &str) -> String {
        if self.digits == Digits::Arabic { arabic_digits(words) } else { words.to_owned() }
    }

    /// What is said of a problem of a dossier, a rule or a stance.
    pub fn problem(&self, kind: &ProblemKind) -> Told {
        match self.language {
            Language::En => kind.in_english(),
            Language::Ar => kind.in_arabic(&|number| self.figures(number)),
        }
    }

    /// A message without values.
    pub fn word(&self, key: &str) -> String {
        self.tell(key, &[])
    }

    /// What a line starts with, so that a terminal sets it in the reading direction even when its
    /// first word is foreign.
    pub fn line_start(&self) -> &'static str {
        match self.language {
            Language::En => "",
            Language::Ar => "\u{200F}",
        }
    }

    /// Words as a list: "a, b and c"; «أ وب وج».
    pub fn list(&self, words: &[String]) -> String {
        let words: Vec<String> = match self.language {
            Language::En => words.to_vec(),
            Language::Ar => words.iter().map(|word| mawqif_core::text::isolate(word)).collect(),
        };
        match (self.language, words.as_slice()) {
            (_, []) => self.word("nobody"),
            (_, [single]) => single.clone(),
            (Language::En, [rest @ .., last]) => format!("{} and {last}", rest.join(", ")),
            (Language::Ar, words) => words.join(" و"),
        }
    }
}

/// A count, which Fluent chooses a plural by.
///
/// Arabic goes by the last two digits, so that 103 takes the form of 3; Fluent's rules go by the whole number.
/// From 103 on it is therefore given a number with the same form, and the count to be shown beside it. No
/// other language here has more forms than one and many, which these numbers share.
fn counted(count: u64) -> FluentValue<'static> {
    const FORMS: u64 = 100;
    match u8::try_from(count % FORMS) {
        Ok(last) if count > FORMS => {
            let like = if last < 3 { 100 } else { last };
            let shown = usize::try_from(count).ok();
            let options = FluentNumberOptions { minimum_significant_digits: shown, ..Default::default() };
            FluentValue::Number(FluentNumber::new(f64::from(like), options))
        }
        _ => FluentValue::from(count),
    }
}

/// A count as it is shown, when it stands beside another number.
fn shown(value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            number.options.minimum_significant_digits.map(|count| count.to_string())
        }
        _ => None,
    }
}

/// European digits as those that are read in Arabic; all else stays.
pub fn arabic_digits(words: &str) -> String {
    let digit = |character: char| {
        let value = character.to_digit(10)?;
        char::from_u32(0x0660 + value)
    };
    words.chars().map(|character| digit(character).unwrap_or(character)).collect()
}

/// Digits that are read in Arabic as European ones; all else stays.
pub fn latin_digits(words: &str) -> String {
    let digit = |character: char| char::from_digit(u32::from(character).checked_sub(0x0660)?, 10);
    words.chars().map(|character| digit(character).unwrap_or(character)).collect()
}

/// A value in a message.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// A count, which may choose a plural.
    Count(u64),
    /// Words.
    Words(Cow<'a, str>),
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(words: &'a str) -> Self {
        Self::Words(Cow::Borrowed(words))
    }
}

impl From<String> for Value<'_> {
    fn from(words: String) -> Self {
        Self::Words(Cow::Owned(words))
    }
}
