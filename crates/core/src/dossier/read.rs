//! Reading a dossier: bytes in, a checked [`Dossier`] or every problem at once out.
//!
//! Three passes. The bytes must be UTF-8 TOML within the limits; every section is read by its table
//! of keys; then references are followed. A later pass runs even when an earlier one found
//! problems, as far as there is something to look at.

mod fields;
mod references;
mod rule;
mod sections;
mod words;

use std::ops::Range;

pub use self::rule::{ALTERNATIVE_LIMIT, REQUIREMENT_LIMIT};

use toml::de::DeTable;

use self::{fields::Fields, sections::Sections};
use super::{
    Dossier,
    problem::{PROBLEM_LIMIT, Problem, Severity},
};

/// The largest dossier, in bytes.
pub const FILE_LIMIT: usize = 16 * 1024 * 1024;

/// The most bodies.
pub const BODY_LIMIT: usize = 20_000;

/// The most conditions.
pub const CONDITION_LIMIT: usize = 2_000;

/// The most entries of any other section, and of any list.
pub const SECTION_LIMIT: usize = 40_000;

/// The longest text, in bytes.
pub const TEXT_LIMIT: usize = 65_536;

/// The longest name, title or other short text, in bytes.
pub const NAME_LIMIT: usize = 1_024;

/// What reading came to.
#[derive(Debug)]
pub struct Reading {
    /// The dossier, when there is no error.
    pub dossier: Option<Dossier>,
    /// Every problem, in the order of the file; warnings come with a dossier, too.
    pub problems: Vec<Problem>,
    /// How many problems were found beyond [`PROBLEM_LIMIT`].
    pub unlisted: usize,
}

/// Reads a dossier.
pub fn read(bytes: &[u8]) -> Reading {
    let mut problems = Vec::new();
    let dossier = match source(bytes) {
        Ok((source, offset)) => {
            let dossier = read_source(source, &mut problems);
            for problem in &mut problems {
                shift(&mut problem.span, offset);
                if let Some((span, _)) = &mut problem.see {
                    shift(span, offset);
                }
            }
            dossier
        }
        Err(problem) => {
            problems.push(*problem);
            None
        }
    };
    let is_sound = problems.iter().all(|problem| problem.severity != Severity::Error);
    problems.sort_by_key(|problem| (problem.span.start, problem.severity));
    let unlisted = problems.len().saturating_sub(PROBLEM_LIMIT);
    problems.truncate(PROBLEM_LIMIT);
    Reading { dossier: dossier.filter(|_| is_sound), problems, unlisted }
}

fn shift(span: &mut Range<usize>, offset: usize) {
    *span = span.start + offset..span.end + offset;
}

/// The text of the file, and how many bytes were skipped before it.
fn source(bytes: &[u8]) -> Result<(&str, usize), Box<Problem>> {
    if bytes.len() > FILE_LIMIT {
        let message = format!(
            "a dossier has at most {} MiB, this file has {} MiB",
            FILE_LIMIT >> 20,
            bytes.len().div_ceil(1 << 20)
        );
        return Err(Problem::error("too-large", 0..0, message).into());
    }
    let offset = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let rest = &bytes[offset..];
    match std::str::from_utf8(rest) {
        Ok(source) if source.trim().is_empty() => Err(Problem::error("empty", 0..0, "the file is empty")
            .with_help("a dossier starts with `mawqif = 1`; `mawqif new` writes one to fill in")
            .into()),
        Ok(source) => Ok((source, offset)),
        Err(error) => {
            let at = offset + error.valid_up_to();
            let help = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
                "it looks like UTF-16; save it as UTF-8"
            } else {
                "save it as UTF-8; older Arabic files are often Windows-1256"
            };
            Err(Problem::error("not-utf8", at..at + 1, "the file is not UTF-8 text").with_help(help).into())
        }
    }
}

fn read_source(source: &str, problems: &mut Vec<Problem>) -> Option<Dossier> {
    let (document, errors) = DeTable::parse_recoverable(source);
    let is_toml = errors.is_empty();
    for error in errors.into_iter().take(PROBLEM_LIMIT) {
        let end = source.len();
        let span = error.span().unwrap_or(end..end);
        problems.push(Problem::error("toml", span, syntax_message(error.message())));
    }
    // A line that is not TOML leaves half a table behind; its other halves would be reported as
    // missing.
    if !is_toml {
        return None;
    }
    let whole = document.span();
    let mut fields = Fields::new(source, document.into_inner(), whole, "the dossier", problems);
    let sections = Sections::read(&mut fields);
    fields.finish();
    let dossier = sections.follow(problems)?;
    Some(dossier)
}

/// The parser's message as part of a sentence.
fn syntax_message(message: &str) -> String {
    let first = message.lines().next().unwrap_or(message);
    format!("this is not TOML: {first}")
}
