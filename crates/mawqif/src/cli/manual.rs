//! `mawqif manual`: shell completions and manual pages, for packagers.

use std::{io::Write, path::PathBuf};

use clap::CommandFactory;
use clap_complete::Shell;

use super::Failure;

/// Write shell completions or the manual pages
#[derive(clap::Args)]
pub struct Args {
    /// Print completions for this shell
    #[arg(long, conflicts_with = "man")]
    completions: Option<Shell>,
    /// Write the manual pages into this folder
    #[arg(long)]
    man: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let mut command = super::Cli::command();
    if let Some(shell) = args.completions {
        clap_complete::generate(shell, &mut command, "mawqif", &mut &mut *out);
    } else if let Some(folder) = &args.man {
        clap_mangen::generate_to(command, folder)
            .map_err(|error| Failure::File(folder.display().to_string(), error))?;
    } else {
        clap_mangen::Man::new(command).render(&mut &mut *out)?;
    }
    Ok(())
}
