//! `mawqif fmt`: a dossier in the canonical form, comments kept.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use mawqif_core::dossier::{FILE_LIMIT, format::format, problem::Severity, report};

use super::{Failure, source, terminal::Colour};
use crate::locale::Language;

/// Write a dossier in the canonical form, keeping comments
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  mawqif fmt case.toml           # rewrites the file\n  mawqif fmt --check case.toml   # says whether it would change\n  mawqif fmt - < case.toml"
)]
pub struct Args {
    /// The dossier; `-` reads standard input and writes standard output
    case: PathBuf,
    /// Change nothing; exit with 1 when the file is not in the canonical form
    #[arg(long)]
    check: bool,
    /// The language of what is wrong
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let bytes = source::bytes(&args.case)?;
    debug_assert!(bytes.len() <= FILE_LIMIT + 1);
    let formatted = format(&bytes).map_err(|problems| {
        for problem in problems.iter() {
            let (name, paint) = (source::name(&args.case), args.colour.on_error());
            let told = report::report(&name, &bytes, problem, args.lang.of_core(), paint);
            let _ = write!(io::stderr(), "{told}");
        }
        Failure::BadDossier(problems.iter().filter(|problem| problem.severity == Severity::Error).count())
    })?;
    let is_standard = args.case == Path::new("-");
    if args.check {
        if formatted.as_bytes() == bytes {
            return Ok(());
        }
        return Err(Failure::NotCanonical(source::name(&args.case)));
    }
    if is_standard {
        out.write_all(formatted.as_bytes())?;
    } else if formatted.as_bytes() != bytes {
        replace(&args.case, &formatted)?;
    }
    Ok(())
}

/// Replaces a file at once: a reader sees the old one or the new one, never half of either.
fn replace(path: &Path, contents: &str) -> Result<(), Failure> {
    let failure = |error| Failure::File(path.display().to_string(), error);
    // A link stays one: what it leads to is replaced.
    let path = &fs::canonicalize(path).map_err(failure)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".mawqif-new");
    let beside = PathBuf::from(beside);
    let written = fs::write(&beside, contents)
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(path)?.permissions()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        failure(error)
    })
}
