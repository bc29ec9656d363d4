//! The command line: one file for each command, and here what they share.
//!
//! Exit codes: 0 for an answer, whatever the answer is; 2 for a bad dossier or a bad file of votes; 1 for anything else, a
//! command line that cannot be understood and a receipt that proves nothing included.

mod account;
mod allocator;
mod backup;
mod check;
mod demo;
mod erase;
mod export;
mod fmt;
mod follow;
mod key;
mod manual;
mod new;
mod opinion;
mod power;
mod read;
mod sealed;
mod serve;
mod sign;
mod source;
mod statement;
mod stress;
mod table;
mod terminal;
mod unify;
mod verify;
mod waiting;
mod witness;

pub(crate) use follow::refused;
pub use unify::note::{Columns, Labels, Note};

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use self::waiting::Waiting;
use crate::desk::Fault;

/// A coalition answers an outside offer with one voice.
#[derive(Parser)]
#[command(name = "mawqif", version, max_term_width = 100)]
#[command(after_help = "Start with `mawqif demo`, or write a dossier with `mawqif new > case.toml`.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show the two example cases and the positions their coalitions can take
    Demo(demo::Args),
    /// Find the position a coalition can take: accept, reject, or accept with the least conditions
    Unify(unify::Args),
    /// Write the coalition's statement from a dossier: text, Markdown, HTML, PDF, JSON and a bundle to check it by
    Statement(statement::Args),
    /// Sign a statement's text with a key of your own, offline
    Sign(sign::Args),
    /// Tell how much power the rule alone gives each body
    Power(power::Args),
    /// Test an offer: what is missing in it, whom it protects, and whether it would hold
    Stress(stress::Args),
    /// Find the groups of opinion in a public consultation, and what they and all agree on
    Opinion(opinion::Args),
    /// Read a press report: who said what, which stances and commitments are reported
    Read(read::Args),
    /// Hold reports against commitments: what is kept, how often it is broken, when an alarm was due
    Follow(follow::Args),
    /// Report everything that is wrong with a dossier
    Check(check::Args),
    /// Write a dossier in the canonical form, keeping comments
    Fmt(fmt::Args),
    /// Write a commented dossier to fill in
    New(new::Args),
    /// Serve the cases of a coalition over HTTP
    Serve(serve::Args),
    /// Make an account, and print a token for it
    Account(account::Args),
    /// Check offline that an entry is in a coalition's record
    Verify(verify::Args),
    /// Keep watch over a record, so that it cannot be changed or cut unseen
    Witness(witness::Args),
    /// Write everything that a server keeps into one encrypted file, also while it runs
    Backup(backup::Backup),
    /// Put a backup into an empty folder and an empty database
    Restore(backup::Restore),
    /// Destroy what entries of a record say; that they were there stays known, and every receipt good
    Erase(erase::Args),
    /// Make a key to sign statements with, or see to the keys that sign records
    Key(key::Args),
    /// Write one case as an archive that `mawqif verify --archive` checks
    Export(export::Args),
    /// Write shell completions or the manual pages
    #[command(hide = true)]
    Manual(manual::Args),
}

impl Command {
    /// Whether it may reckon for seconds before it writes anything.
    fn works_for_long(&self) -> bool {
        matches!(
            self,
            Self::Unify(_)
                | Self::Power(_)
                | Self::Stress(_)
                | Self::Opinion(_)
                | Self::Read(_)
                | Self::Follow(_)
                | Self::Export(_)
        )
    }
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// The dossier has errors, which have been reported.
    #[error("the dossier has {0} error{s}", s = if *.0 == 1 { "" } else { "s" })]
    BadDossier(usize),
    /// A file of votes or statements has mistakes, which have been reported.
    #[error("the file has {0} mistake{s}, and nothing of it is read", s = if *.0 == 1 { "" } else { "s" })]
    BadVotes(usize),
    /// A value on the command line makes no sense for this dossier.
    #[error("{0}")]
    Usage(String),
    /// A file could not be read or written.
    #[error("{0}: {1}")]
    File(String, io::Error),
    /// The output could not be written.
    #[error("the output could not be written: {0}")]
    Output(#[from] io::Error),
    /// A file is not in the canonical form.
    #[error("{0} is not in the canonical form; `mawqif fmt` would change it")]
    NotCanonical(String),
    /// The answer did not stand up to the separate check; it was not shown.
    #[error("the answer failed its own check; please report this with the dossier")]
    Unchecked,
    /// A receipt or a checkpoint does not prove what it should; the answer says why.
    #[error("not verified")]
    NotVerified,
    /// The server could not do it.
    #[error("{0}")]
    Desk(#[from] Fault),
}

impl Failure {
    fn exit_code(&self) -> u8 {
        match self {
            Self::BadDossier(_) | Self::BadVotes(_) => 2,
            Self::Usage(_)
            | Self::File(..)
            | Self::Output(_)
            | Self::NotCanonical(_)
            | Self::Unchecked
            | Self::NotVerified
            | Self::Desk(_) => 1,
        }
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(told) => {
            // Help and version come this way as well.
            let _ = told.print();
            return if told.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    let mut out = Waiting::new(io::BufWriter::new(io::stdout().lock()), cli.command.works_for_long());
    let ran = match cli.command {
        Command::Demo(args) => demo::run(&args, &mut out),
        Command::Unify(args) => unify::run(&args, &mut out),
        Command::Statement(args) => statement::run(&args, &mut out),
        Command::Sign(args) => sign::run(&args, &mut out),
        Command::Power(args) => power::run(&args, &mut out),
        Command::Stress(args) => stress::run(&args, &mut out),
        Command::Opinion(args) => opinion::run(&args, &mut out),
        Command::Read(args) => read::run(&args, &mut out),
        Command::Follow(args) => follow::run(&args, &mut out),
        Command::Check(args) => check::run(&args, &mut out),
        Command::Fmt(args) => fmt::run(&args, &mut out),
        Command::New(args) => new::run(&args, &mut out),
        Command::Serve(args) => serve::run(&args, &mut out),
        Command::Account(args) => account::run(&args, &mut out),
        Command::Verify(args) => verify::run(&args, &mut out),
        Command::Backup(args) => backup::run_backup(&args, &mut out),
        Command::Restore(args) => backup::run_restore(&args, &mut out),
        Command::Erase(args) => erase::run(&args, &mut out),
        Command::Key(args) => key::run(&args, &mut out),
        Command::Export(args) => export::run(&args, &mut out),
        Command::Witness(args) => witness::run(&args, &mut out),
        Command::Manual(args) => manual::run(&args, &mut out),
    };
    out.end();
    match ran.and_then(|()| Ok(out.flush()?)) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output may stop reading.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure @ Failure::NotVerified) => ExitCode::from(failure.exit_code()),
        Err(failure) => {
            let _ = writeln!(io::stderr(), "mawqif: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}
