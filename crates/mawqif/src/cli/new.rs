//! `mawqif new`: a dossier to fill in.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::PathBuf,
};

use super::Failure;
use crate::locale::Language;

const ENGLISH: &str = include_str!("../../skeletons/en.toml");
const ARABIC: &str = include_str!("../../skeletons/ar.toml");

/// Write a commented dossier to fill in
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  mawqif new case.toml\n  mawqif new --lang ar > case.toml")]
pub struct Args {
    /// Where to write it; standard output when absent or `-`. An existing file is left alone
    path: Option<PathBuf>,
    /// The language of the comments and examples
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let skeleton = match args.lang {
        Language::En => ENGLISH,
        Language::Ar => ARABIC,
    };
    match args.path.as_ref().filter(|path| path.as_os_str() != "-") {
        None => out.write_all(skeleton.as_bytes())?,
        Some(path) => {
            let created = OpenOptions::new().write(true).create_new(true).open(path);
            if created.as_ref().is_err_and(|error| error.kind() == ErrorKind::AlreadyExists) {
                let path = path.display();
                return Err(Failure::Usage(format!(
                    "{path} is there already and is left alone; choose another name"
                )));
            }
            created
                .and_then(|mut file| file.write_all(skeleton.as_bytes()))
                .map_err(|error| Failure::File(path.display().to_string(), error))?;
        }
    }
    Ok(())
}
