//! Problems of a dossier: what is wrong, where, and what would be right.

use std::{fmt, ops::Range};

/// The most problems that are told one by one.
pub const PROBLEM_LIMIT: usize = 100;

/// Something wrong, or doubtful, in a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the dossier can be used all the same.
    pub severity: Severity,
    /// A short name for this kind of problem that does not change.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The bytes it is about.
    pub span: Range<usize>,
    /// What would be right.
    pub help: Option<String>,
    /// Another place that takes part, and how.
    pub see: Option<(Range<usize>, String)>,
}

/// Whether a dossier with a problem can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but something is surely not meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl Problem {
    /// An error.
    pub fn error(code: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), span, help: None, see: None }
    }

    /// A warning.
    pub fn warning(code: &'static str, span: Range<usize>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// The problem with what would be right.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The problem with what may have been meant among some words, if any of them is near.
    #[must_use]
    pub fn with_nearest<'w>(self, word: &str, known: impl Iterator<Item = &'w str>) -> Self {
        match nearest(word, known) {
            Some(meant) => self.with_help(format!("did you mean `{meant}`?")),
            None => self,
        }
    }

    /// The problem with another place that takes part.
    #[must_use]
    pub fn with_see(mut self, span: Range<usize>, what: impl Into<String>) -> Self {
        self.see = Some((span, what.into()));
        self
    }
}

/// The known word nearest to one that is not, if it is near enough to have been meant.
pub fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let limit = match word.chars().count() {
        0..=2 => 1,
        3..=5 => 2,
        _ => 3,
    };
    known
        .filter(|other| !other.is_empty())
        .map(|other| (distance(word, other), other))
        .filter(|(distance, other)| *distance <= limit && *distance < other.chars().count())
        .min()
        .map(|(_, other)| other)
}

/// How many letters must be added, dropped or changed to make one word the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, own) in a.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(own != *other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_and_a_far_one_is_not() {
        let known = ["monitors", "ground", "routes"];
        assert_eq!(nearest("monitor", known.into_iter()), Some("monitors"));
        assert_eq!(nearest("gruond", known.into_iter()), Some("ground"));
        assert_eq!(nearest("amnesty", known.into_iter()), None);
    }
}
