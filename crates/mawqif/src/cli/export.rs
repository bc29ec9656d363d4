//! `mawqif export`: one case as an archive that anybody can keep, read and verify.

use std::{
    io::{BufWriter, Write},
    path::PathBuf,
};

use mawqif_core::case::CaseId;

use super::{
    Failure,
    backup::options,
    sealed::{self, Fresh},
    serve::{Place, runtime},
};
use crate::desk::{Fault, archive::archive};

/// Write one case as an archive that `mawqif verify --archive` checks
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif export wadi-nahr wadi-nahr.tar --data /var/lib/mawqif
  mawqif export wadi-nahr wadi-nahr.tar.age --to age1…
  mawqif verify --archive wadi-nahr.tar --key \"$(cat wadi-nahr.vkey)\"

The archive is a tar file: checkpoint, key, dossier.toml and entries.jsonl. It holds the whole record, also
what is confidential: keep it as you keep the server, or encrypt it with --to.")]
pub struct Args {
    /// The case
    case: String,
    /// The file to write; it must not be there yet
    file: PathBuf,
    #[command(flatten)]
    place: Place,
    /// A public key to encrypt to; may be given several times
    #[arg(long, value_name = "KEY")]
    to: Vec<String>,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let case = CaseId::new(&args.case).map_err(|_| Failure::Desk(Fault::CaseIdForm))?;
    let fresh = Fresh::begin(&args.file)?;
    let mut plain = BufWriter::new(fresh.writer()?);
    let runtime = runtime()?;
    let options = options(&args.place);
    let archived = if args.to.is_empty() {
        let archived = runtime.block_on(archive(&options, &case, &mut plain))?;
        plain.flush()?;
        archived
    } else {
        let mut sealed = sealed::seal(plain, &args.to)?;
        let archived = runtime.block_on(archive(&options, &case, &mut sealed))?;
        sealed.finish()?.flush()?;
        archived
    };
    fresh.finish()?;
    writeln!(out, "{}", archived.key)?;
    if !archived.lost.is_empty() {
        let count = archived.lost.len();
        eprintln!(
            "Not in the archive, since lost or damaged here: {count} sealed files of evidence. The page of evidence says which."
        );
    }
    Ok(())
}
