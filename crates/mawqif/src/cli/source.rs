//! Reading dossiers from files and standard input.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use mawqif_core::dossier::{Dossier, FILE_LIMIT, problem::Severity, read, report};

use super::{Failure, terminal::Colour};
use crate::locale::Language;

/// The bytes of a file, or of standard input for `-`, up to a little over the limit of a dossier.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    bytes_up_to(path, FILE_LIMIT)
}

/// The bytes of a file, or of standard input for `-`, up to one more than a limit.
pub fn bytes_up_to(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limit = limit as u64 + 1;
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| {
            if file.metadata()?.is_dir() {
                return Err(io::Error::from(io::ErrorKind::IsADirectory));
            }
            file.take(limit).read_to_end(&mut bytes)
        })
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::File(path.display().to_string(), error)),
    }
}

/// The name of a source as reports show it.
pub fn name(path: &Path) -> String {
    if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() }
}

/// Reads a dossier; its problems go to standard error, in the reader's language.
pub fn dossier(path: &Path, language: Language, colour: Colour) -> Result<Dossier, Failure> {
    dossier_of(&bytes(path)?, &name(path), language, colour)
}

/// Reads a dossier from bytes; its problems go to standard error, in the reader's language.
pub fn dossier_of(bytes: &[u8], name: &str, language: Language, colour: Colour) -> Result<Dossier, Failure> {
    let reading = read(bytes);
    let mut errors = io::stderr().lock();
    let paint = colour.on_error();
    for problem in &reading.problems {
        write!(errors, "{}", report::report(name, bytes, problem, language.of_core(), paint))?;
    }
    let count = reading.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    reading.dossier.ok_or(Failure::BadDossier(count + reading.unlisted))
}
