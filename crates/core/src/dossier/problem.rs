//! Problems of a dossier: what is wrong, where, and what would be right, in English and in Arabic.

mod arabic;
mod commitment;
mod english;
mod game;
mod kind;
#[cfg(test)]
mod tests;

use std::{fmt, ops::Range};

pub use self::commitment::CommitmentProblem;
pub use self::game::GameProblem;
pub use self::kind::{Count, Encoding, Found, Known, ProblemKind, Right, See, Shared, Table, Wanted};

/// The most problems that are told one by one.
pub const PROBLEM_LIMIT: usize = 100;

/// Something wrong, or doubtful, in a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the dossier can be used all the same.
    pub severity: Severity,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The bytes it is about.
    pub span: Range<usize>,
    /// Another place that takes part, and how.
    pub see: Option<(Range<usize>, See)>,
}

/// What is said of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl ProblemKind {
    /// What is said of it in English.
    pub fn in_english(&self) -> Told {
        english::told(self)
    }

    /// What is said of it in Arabic. What is quoted from the file stays as it is, and is isolated; numbers that
    /// are counted are written by `figures`.
    pub fn in_arabic(&self, figures: &dyn Fn(&str) -> String) -> Told {
        arabic::told(self, figures)
    }
}

impl See {
    /// What is said of it in English.
    pub fn in_english(self) -> &'static str {
        english::see(self)
    }

    /// What is said of it in Arabic.
    pub fn in_arabic(self) -> &'static str {
        arabic::see(self)
    }
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
    pub fn error(span: Range<usize>, kind: ProblemKind) -> Self {
        Self { severity: Severity::Error, kind, span, see: None }
    }

    /// A warning.
    pub fn warning(span: Range<usize>, kind: ProblemKind) -> Self {
        Self { severity: Severity::Warning, ..Self::error(span, kind) }
    }

    /// The problem with another place that takes part.
    #[must_use]
    pub fn with_see(mut self, span: Range<usize>, see: See) -> Self {
        self.see = Some((span, see));
        self
    }

    /// A short name for this kind of problem that does not change.
    pub fn code(&self) -> &'static str {
        self.kind.code()
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
