//! What is wrong with words that somebody wrote.

use serde::Serialize;

/// What is wrong with words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum WordFault {
    /// There are none.
    Missing,
    /// There are too many.
    Long {
        /// The most bytes in one language.
        limit: usize,
    },
    /// A control character or a direction control.
    Character,
    /// Nothing in them can be seen.
    Blank,
    /// They are in no language that they can be in, or in none that is named.
    Language,
}

impl WordFault {
    pub(super) fn sentence(self) -> String {
        match self {
            Self::Missing => "is needed".to_owned(),
            Self::Long { limit } => format!("has at most {limit} bytes"),
            Self::Character => "has an invisible control character".to_owned(),
            Self::Blank => "has nothing in it that can be seen; write it, or leave it out".to_owned(),
            Self::Language => "is written by language, as `ar`, `en` or both".to_owned(),
        }
    }
}
