//! The syntax of the file: text in, a TOML document or what is not TOML out.
//!
//! The parser keeps everything that it finds wrong, which for megabytes of something else is gigabytes.
//! So mistakes are only counted first, and the document is made when there are few; of a file with
//! many, the part up to the last mistake that will be told is parsed, for its words.

use std::ops::Range;

use toml::{Spanned, de::DeTable};
use toml_parser::{
    ParseError, Source,
    parser::{Event, EventKind, RecursionGuard, ValidateWhitespace, parse_document},
};

use crate::dossier::problem::{PROBLEM_LIMIT, Problem, ProblemKind, Problems};

/// The most values, such as texts, numbers and keys: several times what a dossier within the other limits has.
pub const VALUE_LIMIT: usize = 2_000_000;

/// How deep lists and tables may nest; the parser's own limit.
const DEPTH_LIMIT: u32 = 80;

/// The document, if the text is TOML. Otherwise what is not is reported: a line that is not TOML leaves half a
/// table behind, and its other halves would be reported as missing.
pub fn document<'s>(source: &'s str, problems: &mut Problems) -> Option<Spanned<DeTable<'s>>> {
    let found = Mistakes::count(source);
    if let Some(deep) = found.deep {
        problems.push(too_deep(deep));
        return None;
    }
    if let Some(surplus) = found.surplus {
        problems.push(Problem::error(surplus, ProblemKind::TooManyValues));
        return None;
    }
    let many = found.count.checked_sub(PROBLEM_LIMIT).filter(|&untold| untold > 0);
    let end = many.map_or(source.len(), |_| found.end(source));
    let (document, errors) = DeTable::parse_recoverable(&source[..end]);
    if errors.is_empty() && many.is_none() {
        return Some(document);
    }
    let is_deep = |error: &&toml::de::Error| error.message().starts_with("recursion limit");
    if let Some(deep) = errors.iter().find(is_deep) {
        problems.push(too_deep(deep.span().unwrap_or_default()));
        return None;
    }
    let told = errors.len().min(PROBLEM_LIMIT);
    problems.push_untold(many.unwrap_or(errors.len() - told));
    for error in &errors[..told] {
        problems.push(problem(error.message(), error.span().unwrap_or(end..end)));
    }
    None
}

/// The mistakes of a text against TOML's grammar.
#[derive(Default)]
struct Mistakes {
    count: usize,
    /// Where the last of those is that will be told.
    last: usize,
    /// Where nesting becomes too deep, if it does: told once and alone, since every bracket that was
    /// opened before it is missing its end.
    deep: Option<Range<usize>>,
    /// The first value beyond [`VALUE_LIMIT`], if there is one.
    surplus: Option<Range<usize>>,
}

impl Mistakes {
    /// Counts them, in memory that is a multiple of the text's own, whatever stands in it.
    fn count(text: &str) -> Self {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut found = Self::default();
        let mut values = 0_usize;
        let mut surplus = None;
        let mut count = |event: Event| {
            let is_value = matches!(
                event.kind(),
                EventKind::Scalar | EventKind::SimpleKey | EventKind::ArrayOpen | EventKind::InlineTableOpen
            );
            values += usize::from(is_value);
            if is_value && values > VALUE_LIMIT {
                surplus.get_or_insert(event.span().start()..event.span().end());
            }
        };
        let mut whitespace = ValidateWhitespace::new(&mut count, source);
        let mut guard = RecursionGuard::new(&mut whitespace, DEPTH_LIMIT);
        parse_document(&tokens, &mut guard, &mut |error: ParseError| found.note(&error));
        found.surplus = surplus;
        found
    }

    fn note(&mut self, error: &ParseError) {
        let span = error.unexpected().map(|span| span.start()..span.end()).unwrap_or_default();
        if error.description().starts_with("cannot recurse further") {
            self.deep.get_or_insert(span);
            return;
        }
        self.count += 1;
        if self.count <= PROBLEM_LIMIT {
            self.last = self.last.max(span.end);
        }
    }

    /// The end of the line of the last mistake that will be told.
    fn end(&self, text: &str) -> usize {
        let rest = text.as_bytes().get(self.last..).unwrap_or_default();
        rest.iter().position(|&byte| byte == b'\n').map_or(text.len(), |line| self.last + line)
    }
}

fn too_deep(span: Range<usize>) -> Problem {
    Problem::error(span, ProblemKind::TooDeep)
}

/// What the parser says: what is wrong, and what could stand there.
fn problem(told: &str, span: Range<usize>) -> Problem {
    let line = told.lines().next().unwrap_or_default();
    let (wrong, expected) = line.split_once(", expected ").unwrap_or((line, ""));
    Problem::error(span, ProblemKind::Toml { wrong: wrong.to_owned(), expected: expected.to_owned() })
}
