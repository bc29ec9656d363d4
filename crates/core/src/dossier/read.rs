//! Reading a dossier: bytes in, a checked [`Dossier`] or every problem at once out.
//!
//! Three passes. The bytes must be UTF-8 TOML within the limits; every section is read by its table
//! of keys; then references are followed. A later pass runs even when an earlier one found
//! problems, as far as there is something to look at.

mod commitment;
mod fields;
mod game;
mod packages;
mod places;
mod references;
mod rule;
mod sections;
mod syntax;
pub(in crate::dossier) mod words;

use std::ops::Range;

pub use self::{
    rule::{ALTERNATIVE_LIMIT, REQUIREMENT_LIMIT},
    syntax::VALUE_LIMIT,
};

use self::{fields::Fields, sections::Sections};
use super::{
    Dossier,
    problem::{Encoding, Problem, ProblemKind, Problems, Table},
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
    /// How many problems were found beyond [`PROBLEM_LIMIT`](super::problem::PROBLEM_LIMIT).
    pub unlisted: usize,
}

/// Reads a dossier.
pub fn read(bytes: &[u8]) -> Reading {
    let mut problems = Problems::default();
    let (dossier, offset) = match source(bytes) {
        Ok((source, offset)) => (read_source(source, &mut problems), offset),
        Err(problem) => {
            problems.push(*problem);
            (None, 0)
        }
    };
    let dossier = dossier.filter(|_| !problems.has_error());
    let (mut problems, unlisted) = problems.into_told();
    for problem in &mut problems {
        shift(&mut problem.span, offset);
        if let Some((span, _)) = &mut problem.see {
            shift(span, offset);
        }
    }
    Reading { dossier, problems, unlisted }
}

fn shift(span: &mut Range<usize>, offset: usize) {
    *span = span.start + offset..span.end + offset;
}

/// The text of the file, and how many bytes were skipped before it.
fn source(bytes: &[u8]) -> Result<(&str, usize), Box<Problem>> {
    if bytes.len() > FILE_LIMIT {
        return Err(Problem::error(0..0, ProblemKind::FileTooLarge).into());
    }
    let offset = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let not_utf8 =
        |at: usize, encoding| Err(Problem::error(at..at + 1, ProblemKind::NotUtf8(encoding)).into());
    if is_utf16(bytes) {
        return not_utf8(0, Encoding::Utf16);
    }
    match std::str::from_utf8(&bytes[offset..]) {
        Ok(source) if source.trim().is_empty() => Err(Problem::error(0..0, ProblemKind::Empty).into()),
        Ok(source) => Ok((source, offset)),
        Err(error) => not_utf8(offset + error.valid_up_to(), Encoding::Other),
    }
}

/// Whether the bytes begin as text in UTF-16 does: with its mark, or with every other byte zero.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [_, 0, _, 0, ..] | [0, _, 0, _, ..])
}

fn read_source(source: &str, problems: &mut Problems) -> Option<Dossier> {
    let document = syntax::document(source, problems)?;
    let whole = document.span();
    let mut fields = Fields::new(source, document.into_inner(), whole, Table::Dossier, problems);
    let sections = Sections::read(&mut fields);
    fields.finish();
    sections.follow(problems)
}
