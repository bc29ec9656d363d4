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
    /// Problems stand in the order of the file, errors before warnings at one place.
    fn order(&self) -> (usize, Severity) {
        (self.span.start, self.severity)
    }

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

    /// The problem with what may have been meant among some words, or else what could stand there.
    #[must_use]
    pub fn with_nearest<'w>(
        self,
        word: &str,
        known: impl Iterator<Item = &'w str>,
        otherwise: impl FnOnce() -> String,
    ) -> Self {
        match nearest(word, known) {
            Some(meant) => self.with_help(format!("did you mean `{meant}`?")),
            None => self.with_help(otherwise()),
        }
    }

    /// The problem with another place that takes part.
    #[must_use]
    pub fn with_see(mut self, span: Range<usize>, what: impl Into<String>) -> Self {
        self.see = Some((span, what.into()));
        self
    }
}

/// The problems of a dossier while it is read: the first [`PROBLEM_LIMIT`] in the order of the file,
/// and how many there are. A file of millions of mistakes costs no more memory than one of a hundred.
#[derive(Debug, Default)]
pub struct Problems {
    /// By [`Problem::order`].
    told: Vec<Problem>,
    untold: usize,
    has_error: bool,
}

impl Problems {
    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        self.has_error |= problem.severity == Severity::Error;
        // Behind those of the same place, which were found before.
        let at = self.told.partition_point(|other| other.order() <= problem.order());
        if at < PROBLEM_LIMIT {
            self.untold += usize::from(self.told.len() == PROBLEM_LIMIT);
            self.told.truncate(PROBLEM_LIMIT - 1);
            self.told.insert(at, problem);
        } else {
            self.untold += 1;
        }
    }

    /// Counts errors that are not told one by one.
    pub fn push_untold(&mut self, errors: usize) {
        self.has_error |= errors > 0;
        self.untold += errors;
    }

    /// Whether a problem at this byte may be among those told. If not, what would be right need not
    /// be looked for.
    pub fn are_told_at(&self, start: usize) -> bool {
        self.told.len() < PROBLEM_LIMIT || self.told.last().is_some_and(|last| start <= last.span.start)
    }

    /// Whether one of them is an error.
    pub fn has_error(&self) -> bool {
        self.has_error
    }

    /// The first of them, in the order of the file, and how many more there are.
    pub fn into_told(self) -> (Vec<Problem>, usize) {
        (self.told, self.untold)
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
        .filter(|other| !other.is_empty() && other.len().abs_diff(word.len()) <= 4 * limit)
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

    #[test]
    fn of_a_thousand_problems_the_first_hundred_of_the_file_are_told() {
        let at = |place: usize| Problem::warning("x", place..place, place.to_string());
        let mut problems = Problems::default();
        // Found from the end of the file to its start, which is the hardest order.
        for place in (0..1_000).rev() {
            problems.push(at(place));
        }
        assert!(!problems.has_error());
        assert!(problems.are_told_at(0) && !problems.are_told_at(999));
        problems.push_untold(7);
        assert!(problems.has_error());
        let (told, unlisted) = problems.into_told();
        assert_eq!(told, (0..PROBLEM_LIMIT).map(at).collect::<Vec<_>>());
        assert_eq!(unlisted, 907);
    }
}
