//! The statement: the coalition's word in Arabic and English, from a draft to what anybody can verify.
//!
//! [`draft()`] composes a text in both languages from a dossier, its answer and an [`Occasion`], by house templates that
//! are data. Every sentence remembers what it rests on, so that one whose basis has changed is found
//! ([`basis::stale`]), and both languages are held against each other ([`agreement::disagreements`]). The words then become
//! a [`canonical::Canonical`] text, whose bytes are signed ([`signature`]), and everything that is shown is made of
//! that text ([`form`]).
//!
//! What is kept in a case's record is a [`crate::case::statement::Draft`]; [`draft::Composed::draft`] makes one.

pub mod agreement;
pub mod basis;
pub mod canonical;
pub mod direction;
pub mod draft;
pub mod form;
pub mod occasion;
pub mod release;
pub mod signature;
pub mod template;
mod values;
pub mod week;

use serde::{Deserialize, Serialize};

pub use self::{
    canonical::Canonical,
    draft::{Composed, DraftError, Drafted, draft},
    occasion::Occasion,
    template::Templates,
};
pub use crate::case::statement::Kind;
use crate::{
    dossier::Date,
    text::{Text, has_right_to_left},
};

/// A language that statements are published in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Language {
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both, in the order in which a statement has them.
    pub const BOTH: [Self; 2] = [Self::Arabic, Self::English];

    /// The tag by which texts are marked.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::English => "en",
        }
    }

    /// The direction in which it is written, as HTML names it.
    pub fn direction(self) -> &'static str {
        match self {
            Self::Arabic => "rtl",
            Self::English => "ltr",
        }
    }

    /// One of two values.
    pub fn of<T>(self, arabic: T, english: T) -> T {
        match self {
            Self::Arabic => arabic,
            Self::English => english,
        }
    }
}

/// Kinds as they are named in files.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Position => "position",
        Kind::Bulletin => "bulletin",
        Kind::PressConference => "press-conference",
        Kind::Correction => "correction",
        Kind::Withdrawal => "withdrawal",
    }
}

/// Every kind.
pub const KINDS: [Kind; 5] =
    [Kind::Position, Kind::Bulletin, Kind::PressConference, Kind::Correction, Kind::Withdrawal];

/// The words of a text in one language, if it has them. Words whose language is not stated are those of the script that
/// they are written in; words without letters are those of both.
pub fn own_words(text: &Text, language: Language) -> Option<&str> {
    let mut versions = text.versions().filter(|(_, words)| !words.trim().is_empty());
    versions
        .find(|(tag, words)| match *tag {
            "" if words.chars().any(char::is_alphabetic) => {
                has_right_to_left(words) == (language == Language::Arabic)
            }
            "" => true,
            tag => tag == language.tag(),
        })
        .map(|(_, words)| words)
}

/// A day as people write it: «1 آذار/مارس 2031», "1 March 2031". The month has both of its names in Arabic, since neither
/// is used everywhere.
pub fn day(date: Date, language: Language) -> String {
    const ARABIC: [&str; 12] = [
        "كانون الثاني/يناير",
        "شباط/فبراير",
        "آذار/مارس",
        "نيسان/أبريل",
        "أيار/مايو",
        "حزيران/يونيو",
        "تموز/يوليو",
        "آب/أغسطس",
        "أيلول/سبتمبر",
        "تشرين الأول/أكتوبر",
        "تشرين الثاني/نوفمبر",
        "كانون الأول/ديسمبر",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let months = language.of(ARABIC, ENGLISH);
    let month =
        usize::from(date.month).checked_sub(1).and_then(|at| months.get(at)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day, date.year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_a_tag_are_those_of_their_script() {
        let plain = Text::plain("تجميد");
        assert_eq!(own_words(&plain, Language::Arabic), Some("تجميد"));
        assert_eq!(own_words(&plain, Language::English), None);
        assert_eq!(own_words(&Text::plain("2/3"), Language::Arabic), Some("2/3"));
        let both = Text::by_language(vec![("ar".into(), "تجميد".into()), ("en".into(), " ".into())]);
        assert_eq!(own_words(&both, Language::English), None);
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let date = Date { year: 2031, month: 3, day: 1 };
        assert_eq!(day(date, Language::English), "1 March 2031");
        assert_eq!(day(date, Language::Arabic), "1 آذار/مارس 2031");
    }
}
