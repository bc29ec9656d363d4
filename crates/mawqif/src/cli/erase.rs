//! `mawqif erase`: personal data out of a record that stays verifiable.

use std::io::Write;

use mawqif_core::case::CaseId;

use super::{
    Failure,
    backup::options,
    serve::{Place, runtime},
};
use crate::desk::{Fault, erase::erase};

/// Destroy what entries of a record say; that they were there stays known, and every receipt good
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif erase wadi-nahr 17 --data /var/lib/mawqif
  mawqif erase wadi-nahr 17 18 40 --database postgres://mawqif@localhost/mawqif

It cannot be undone. A fact that was erased no longer counts: a stance is as if it had not been filed.
Start running servers again, since they hold what they have read; and destroy backups from before.")]
pub struct Args {
    /// The case
    case: String,
    /// The numbers of the entries
    #[arg(required = true)]
    entries: Vec<u64>,
    #[command(flatten)]
    place: Place,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let case = CaseId::new(&args.case).map_err(|_| Failure::Desk(Fault::CaseIdForm))?;
    runtime()?.block_on(erase(&options(&args.place), &case, &args.entries))?;
    Ok(writeln!(out, "erased: {}", args.entries.len())?)
}
