//! `mawqif key`: a key to sign statements with; another key for the records of a server, and the way from an earlier key
//! to the next.

use std::{io::Write, path::PathBuf};

use clap::Subcommand;
use mawqif_core::{
    case::Fact,
    record::{
        entry::Entry,
        key::{Algorithm, VerifierKey},
    },
};

use super::{
    Failure,
    backup::options,
    serve::{Place, runtime},
    sign, source,
};
use crate::desk::{Desk, key_change::follow, keys::Keys};

/// Make a key to sign statements with, or see to the keys that sign records
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a key to sign statements with, offline, sealed with a passphrase
    New(sign::New),
    /// Give a server that is stopped another seed, and say so in every record
    #[command(after_help = "Example:
  mawqif key change --data /var/lib/mawqif --name coalition.example

Stop every server of the database first, and give the others the new file `seed` before they start. Take a
backup afterwards. What was signed before stays good under the keys that signed it; the seeds before stay in
the file, below the new one, so that it is known as ours.")]
    Change {
        #[command(flatten)]
        place: Place,
    },
    /// Print the key that an entry `key-changed` leads to, if the key that you trust has signed the handover
    #[command(after_help = "Example:
  mawqif key follow entry.json --key \"$(cat kilis.vkey)\" > kilis-new.vkey")]
    Follow {
        /// The entry's file; `-` for standard input
        entry: PathBuf,
        /// The record's key that you trust
        #[arg(long, value_name = "VKEY")]
        key: String,
    },
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    match &args.command {
        Command::New(args) => sign::new(args, out),
        Command::Change { place } => change(place, out),
        Command::Follow { entry, key } => {
            let bytes = source::bytes(entry)?;
            let wrong =
                |error: &dyn std::fmt::Display| Failure::Usage(format!("{}: {error}", entry.display()));
            let trusted = key
                .trim()
                .parse::<VerifierKey>()
                .and_then(|key| key.require(Algorithm::Record).map(|()| key));
            let trusted = trusted.map_err(|error| Failure::Usage(format!("--key: {error}")))?;
            let found = Entry::from_json(&bytes).map_err(|error| wrong(&error))?;
            let fact = Fact::of_entry(&found).map_err(|error| wrong(&error))?;
            let fact = fact.ok_or_else(|| wrong(&"what it said was erased, or is not for you"))?;
            let next = follow(&fact, found.header().seq, &trusted).map_err(|error| wrong(&error))?;
            Ok(writeln!(out, "{next}")?)
        }
    }
}

fn change(place: &Place, out: &mut dyn Write) -> Result<(), Failure> {
    let options = options(place);
    Keys::change(&options.folder)?;
    runtime()?.block_on(async {
        // A start says it in every record.
        let desk = Desk::open(&options).await?;
        for held in desk.all() {
            writeln!(out, "{}", held.key())?;
        }
        desk.close().await;
        Ok(())
    })
}
