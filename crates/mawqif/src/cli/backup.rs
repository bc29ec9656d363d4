//! `mawqif backup` and `mawqif restore`: everything that a server keeps, sealed in one file, and back.

use std::{
    io::{BufWriter, Write},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use super::{
    Failure,
    sealed::{self, Fresh},
    serve::{Place, runtime},
};
use crate::desk::{
    backup::{Held, back_up, restore},
    people::mail::Delivery,
};

/// Write everything that a server keeps into one encrypted file, also while it runs
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif backup --new-key offline.key
  mawqif backup --data /var/lib/mawqif --to age1… /backup/2031-03-08.age

Make the key on a computer that is not the server, keep it off the network, and give the server only the
public half, which begins with age1. Try a restore before you need one.")]
pub struct Backup {
    /// The file to write; it must not be there yet
    #[arg(required_unless_present = "new_key")]
    file: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// A public key to encrypt to; may be given several times, and any of the secret halves opens it
    #[arg(long, value_name = "KEY", required_unless_present = "new_key")]
    to: Vec<String>,
    /// Make a secret key in a new file instead, and print its public half
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "to"])]
    new_key: Option<PathBuf>,
}

/// Put a backup into an empty folder and an empty database
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif restore /backup/2031-03-08.age --identity offline.key --data /var/lib/mawqif
  mawqif restore old.age --identity offline.key --database postgres://mawqif@localhost/mawqif

A backup of SQLite can be restored into PostgreSQL, and the other way round. Every record is compared with
its signed checkpoints; when something is wrong nothing is kept.")]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// The file with the secret key
    #[arg(long, short)]
    identity: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Runs `backup`.
pub fn run_backup(args: &Backup, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(file) = &args.file else {
        let path = args.new_key.as_deref().ok_or_else(|| Failure::Usage("name a file".to_owned()))?;
        writeln!(out, "{}", sealed::new_key(path)?)?;
        return Ok(());
    };
    let fresh = Fresh::begin(file)?;
    let mut sealed = sealed::seal(BufWriter::new(fresh.writer()?), &args.to)?;
    let held = runtime()?.block_on(back_up(&options(&args.place), &mut sealed))?;
    sealed.finish()?.into_inner().map_err(|error| error.into_error())?;
    fresh.finish()?;
    tell(held, out)
}

/// Runs `restore`.
pub fn run_restore(args: &Restore, out: &mut dyn Write) -> Result<(), Failure> {
    let opened = sealed::open(&args.file, &args.identity)?;
    let held = runtime()?.block_on(restore(&options(&args.place), opened))?;
    tell(held, out)
}

fn tell(held: Held, out: &mut dyn Write) -> Result<(), Failure> {
    Ok(writeln!(out, "cases: {}, rows: {}", held.cases, held.rows)?)
}

/// No server is reached by anybody here.
pub(super) fn options(place: &Place) -> crate::desk::Options {
    place.options(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), Delivery::Shown)
}
