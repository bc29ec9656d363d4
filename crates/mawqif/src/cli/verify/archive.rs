//! `mawqif verify --archive`: whether an archive holds a whole record.

use std::{fs::File, io::Write, path::Path};

use mawqif_core::record::{hash::Hash, key::VerifierKey};
use serde_json::json;

use super::reason::{reason, shown};
use crate::{
    cli::Failure,
    desk::archive::{ArchiveError, verify},
    locale::Locale,
};

/// Verifies an archive and tells what came of it.
pub fn run(
    path: &Path,
    key: &VerifierKey,
    as_json: bool,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let failed = |error| Failure::File(path.display().to_string(), error);
    let file = File::open(path).map_err(failed)?;
    let answer = match verify(file, key) {
        Ok(found) if as_json => {
            let told = json!({
                "verified": true, "origin": found.origin, "size": found.entries, "erased": found.erased,
                "lost": found.lost.iter().map(Hash::to_hex).collect::<Vec<_>>(),
            });
            writeln!(out, "{told:#}")?;
            return Ok(());
        }
        Ok(found) => {
            let values = [
                ("origin", shown(&found.origin).into()),
                ("size", found.entries.into()),
                ("erased", found.erased.into()),
            ];
            writeln!(out, "{}{}", locale.line_start(), locale.tell("verify-archive", &values))?;
            if !found.lost.is_empty() {
                let values = [("count", found.lost.len().into())];
                writeln!(out, "{}{}", locale.line_start(), locale.tell("verify-archive-lost", &values))?;
            }
            return Ok(());
        }
        Err(error) => {
            let (code, why) = why(&error, locale);
            let told = locale.tell("verify-failed", &[("reason", why.clone().into())]);
            if as_json {
                format!("{:#}", json!({ "verified": false, "file": null, "code": code, "reason": why }))
            } else {
                format!("{}{told}", locale.line_start())
            }
        }
    };
    writeln!(out, "{answer}")?;
    Err(Failure::NotVerified)
}

fn why(error: &ArchiveError, locale: &Locale) -> (&'static str, String) {
    match error {
        ArchiveError::Form(what) => ("archive", shown(what)),
        ArchiveError::Record(error) => reason(error, locale),
        ArchiveError::File { file, line, error } => {
            let (code, why) = reason(error, locale);
            let values =
                [("file", (*file).into()), ("line", line.to_string().into()), ("reason", why.into())];
            (code, locale.tell("archive-at", &values))
        }
    }
}
