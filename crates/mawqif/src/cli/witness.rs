//! `mawqif witness`: a member body keeps watch over a record that somebody else's server keeps.
//!
//! The witness needs a folder and no network: it reads a request and writes one line, its signature.
//! Both are C2SP's tlog-witness, so that a request can come from the server by curl, by mail or on a
//! stick, and any other witness of that kind will do as well.

mod folder;

use std::{
    io::Write,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use mawqif_core::record::{
    checkpoint::SignedCheckpoint,
    error::RecordError,
    key::{Algorithm, VerifierKey},
    witness::Request,
};

use self::folder::Folder;
use super::{
    Failure, source,
    verify::reason::{reason, shown},
};
use crate::locale::{Language, Locale, Value};

/// Keep watch over a record, so that it cannot be changed or cut unseen
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif witness new bar --name bar-association.example
  curl -s \"$CASE/witness?old=$(mawqif witness seen bar coalition.example/wadi-nahr)\" |
      mawqif witness sign bar - --record \"$(cat wadi-nahr.vkey)\" > signature
  mawqif witness key bar

The folder holds the witness's secret key and the last checkpoint of every record it has seen. Keep it
where the record's server cannot reach it: a witness that runs on the same machine witnesses nothing.")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// The language of what is said
    #[arg(long, value_enum, default_value_t, global = true)]
    lang: Language,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make a witness, and print the key by which others know it
    New {
        /// A folder that does not exist yet, or is empty
        folder: PathBuf,
        /// What the witness is called, such as a host's name that is yours
        #[arg(long)]
        name: String,
    },
    /// Print the key by which others know this witness
    Key {
        /// The witness's folder
        folder: PathBuf,
    },
    /// Print how many entries of a record this witness has seen: where a request must start
    Seen {
        /// The witness's folder
        folder: PathBuf,
        /// The record's name
        record: String,
    },
    /// Sign a checkpoint when it continues what this witness has seen, and print the signature
    Sign {
        /// The witness's folder
        folder: PathBuf,
        /// The request; `-` for standard input
        request: PathBuf,
        /// The record's key, `name+hash+Base64`, from a source you trust; needed the first time
        #[arg(long, value_name = "VKEY")]
        record: Option<String>,
        /// Print the whole checkpoint with the signature, not the signature's line alone
        #[arg(long)]
        checkpoint: bool,
    },
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let locale = Locale::new(args.lang);
    match &args.command {
        Command::New { folder, name } => {
            let witness = Folder::create(folder, name, &locale)?;
            say(&locale, "witness-made", &[("name", shown(name).into())]);
            writeln!(out, "{}", witness.key()?)?;
        }
        Command::Key { folder } => writeln!(out, "{}", Folder::open(folder, &locale)?.key()?)?,
        Command::Seen { folder, record } => {
            let seen = Folder::open(folder, &locale)?.seen(record)?;
            writeln!(out, "{}", seen.map_or(0, |seen| seen.checkpoint.checkpoint().head().size))?;
        }
        Command::Sign { folder, request, record, checkpoint } => {
            let (signed, line) = sign(folder, request, record.as_deref(), &locale)?;
            if *checkpoint { write!(out, "{signed}")? } else { writeln!(out, "{line}")? }
        }
    }
    Ok(())
}

/// Signs a request; the checkpoint is kept on the disk before its signature is given away.
fn sign(
    folder: &Path,
    request: &Path,
    record: Option<&str>,
    locale: &Locale,
) -> Result<(SignedCheckpoint, String), Failure> {
    let refused = |why: String| Failure::Usage(locale.tell("witness-refused", &[("reason", why.into())]));
    let because = |error: RecordError| refused(reason(&error, locale).1);
    let request = Request::parse(&source::bytes(request)?).map_err(because)?;
    let given = record.map(|text| text.trim().parse::<VerifierKey>()).transpose().map_err(because)?;
    if let Some(given) = &given {
        given.require(Algorithm::Record).map_err(because)?;
    }
    let folder = Folder::open(folder, locale)?;
    let origin = request.checkpoint().checkpoint().origin().to_owned();
    let seen = folder.seen(&origin)?;
    let about = |key: &str, more: &[(&'static str, Value<'_>)]| {
        let mut values = vec![("origin", Value::from(shown(&origin)))];
        values.extend_from_slice(more);
        locale.tell(key, &values)
    };
    let key = match (&seen, given) {
        (Some(seen), Some(given)) if seen.key != given => {
            return Err(refused(about("witness-other-key", &[("known", seen.key.to_string().into())])));
        }
        (Some(seen), _) => seen.key.clone(),
        (None, Some(given)) => given,
        (None, None) => return Err(refused(about("witness-unknown", &[]))),
    };
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let before = seen.as_ref().map(|seen| seen.checkpoint.checkpoint());
    let witness = folder.signer()?;
    let signed = request.sign(&key, before, &witness, time).map_err(because)?;
    let own = witness.verifier_key();
    let lines = signed.note().signatures();
    // The witness signed last.
    let line = lines.iter().rev().find(|line| line.name() == own.name() && line.id() == own.id());
    let line = line.map(ToString::to_string).ok_or_else(|| because(RecordError::Unsigned))?;
    folder.keep(&key, &signed)?;
    let size = signed.checkpoint().head().size;
    match before {
        Some(before) => {
            let values = [
                ("origin", shown(&origin).into()),
                ("size", size.into()),
                ("old", before.head().size.into()),
            ];
            say(locale, "witness-signed", &values);
        }
        None => {
            let values =
                [("origin", shown(&origin).into()), ("size", size.into()), ("key", key.to_string().into())];
            say(locale, "witness-first", &values);
        }
    }
    Ok((signed, line))
}

/// Tells a person what happened, beside what programs read.
fn say(locale: &Locale, key: &str, values: &[(&'static str, Value<'_>)]) {
    // Whoever closed standard error does not want to be told.
    let _ = writeln!(std::io::stderr(), "{}{}", locale.line_start(), locale.tell(key, values));
}
