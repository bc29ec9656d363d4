//! The forms in which a statement goes out: all of them made of its canonical texts, none of them signed.
//!
//! Whatever a form shows can be held against the text that was signed, since it adds no words to it but a head and a foot.
//! PDF is the print crate's, and the bundle of all forms the program's; the rest is here, without input or output.

pub mod atom;
pub mod card;
pub mod html;
pub mod json;
pub mod markdown;
mod words;

use super::{Canonical, Kind, Language, signature::signers::Signed};
use crate::{
    dossier::Date,
    text::{Text, isolate},
};

pub use self::words::{Word, kind_word};

/// A sheet: what is shown in a form.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What it is.
    pub subject: Subject,
    /// The day that it bears.
    pub issued: Option<Date>,
    /// Whose it is, at its head.
    pub coalition: Option<Text>,
    /// Lines below that.
    pub letterhead: Option<Text>,
    /// Its texts, one for each language, Arabic first.
    pub texts: Vec<(Language, Canonical)>,
    /// Who has signed every one of them.
    pub signed: Vec<Signed>,
    /// How it stands.
    pub mark: Mark,
    /// Where it is published.
    pub address: Option<String>,
}

/// What a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A statement.
    Statement(Kind),
    /// The leaflet on how anybody checks a statement.
    Leaflet,
    /// The board of how commitments are kept.
    Board,
}

/// How a statement stands, as its forms mark it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not released.
    Draft,
    /// It holds.
    Stands,
    /// The position that it tells is under review.
    UnderReview,
    /// A later position stands in its place: the address of that.
    Replaced(String),
    /// Another says what is right: its title or address.
    Corrected(String),
    /// It was taken back: by what.
    Withdrawn(String),
}

impl Sheet {
    /// The leaflet on how anybody checks a statement, in both languages.
    pub fn leaflet() -> Self {
        #[expect(clippy::expect_used, reason = "a test reads the built-in leaflet")]
        let text = |words: &str| Canonical::of(words).expect("the built-in leaflet is sound");
        let texts = vec![
            (Language::Arabic, text(include_str!("form/leaflet.ar.txt"))),
            (Language::English, text(include_str!("form/leaflet.en.txt"))),
        ];
        Self {
            subject: Subject::Leaflet,
            issued: None,
            coalition: None,
            letterhead: None,
            texts,
            signed: Vec::new(),
            mark: Mark::Stands,
            address: None,
        }
    }

    /// The text in a language.
    pub fn text(&self, language: Language) -> Option<&Canonical> {
        self.texts.iter().find(|(own, _)| *own == language).map(|(_, text)| text)
    }

    /// Whether it says that nobody has signed it, which is said of a draft alone: of what went out, whoever has signed
    /// each of its texts is told.
    pub fn is_said_unsigned(&self) -> bool {
        self.signed.is_empty() && self.mark == Mark::Draft
    }

    /// The line that says how it stands, when that is to be said.
    pub fn mark_line(&self, language: Language) -> Option<String> {
        let with = |word: Word, by: &str| format!("{}: {}", word.in_language(language), isolate(by));
        match &self.mark {
            Mark::Stands => None,
            Mark::Draft => Some(Word::Draft.in_language(language).to_owned()),
            Mark::UnderReview => Some(Word::UnderReview.in_language(language).to_owned()),
            Mark::Replaced(by) => Some(with(Word::Replaced, by)),
            Mark::Corrected(by) => Some(with(Word::Corrected, by)),
            Mark::Withdrawn(by) => Some(with(Word::Withdrawn, by)),
        }
    }
}
