//! `mawqif statement verify`: who has signed a text, and whether they are enough.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use mawqif_core::{
    dossier::Date,
    statement::{
        Canonical,
        signature::{Signature, signers::Verdict},
    },
};
use serde_json::json;

use super::{canonical_text, day, signers};
use crate::cli::{Failure, source};

/// Check who has signed a text, and whether they are enough
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif statement verify statement.en.txt --signers signers.toml --signature statement.en.txt.salma.sig
  mawqif statement verify statement.ar.txt statement.en.txt --signers signers.toml --on 2031-03-09 \\
      --signature a.sig --signature b.minisig

Exits with 0 when enough of those who count have signed every text, and with 1 when not. The same signatures are
checked by `ssh-keygen -Y verify -n mawqif-statement` and `minisign -V`.")]
pub struct Args {
    /// The text, byte for byte as it was signed; may be given several times
    #[arg(required = true)]
    text: Vec<PathBuf>,
    /// Whose signatures count, and how many are needed
    #[arg(long, value_name = "FILE")]
    signers: PathBuf,
    /// A signature; may be given several times
    #[arg(long, value_name = "FILE", required = true)]
    signature: Vec<PathBuf>,
    /// The day on which the signers' keys are judged; today when not given
    #[arg(long, value_name = "DAY", value_parser = day)]
    on: Option<Date>,
    /// An earlier version of the text, to tell when a signature is over that; may be given several times
    #[arg(long, value_name = "FILE")]
    earlier: Vec<PathBuf>,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let signers = signers(&args.signers)?;
    let on = args.on.map_or_else(today, Ok)?;
    let signatures =
        args.signature.iter().map(|path| signature(path)).collect::<Result<Vec<Signature>, _>>()?;
    let named = |path: &PathBuf| Ok((path.display().to_string(), canonical_text(path)?));
    let texts = args.text.iter().map(named).collect::<Result<Vec<(String, Canonical)>, Failure>>()?;
    let earlier = args.earlier.iter().map(named).collect::<Result<Vec<(String, Canonical)>, Failure>>()?;
    let judged: Vec<(&String, Verdict)> =
        texts.iter().map(|(name, text)| (name, signers.judge(text, &signatures, on, &earlier))).collect();
    // With several texts, a signature on one of them is no fault of the others.
    let is_over_another = |signature: usize| {
        judged.iter().any(|(_, verdict)| verdict.rejected.iter().all(|it| it.signature != signature))
    };
    let holds = judged.iter().all(|(_, verdict)| verdict.holds());
    if args.json {
        let told: Vec<_> =
            judged.iter().map(|(name, verdict)| json!({ "text": name, "verdict": verdict })).collect();
        writeln!(out, "{:#}", json!({ "holds": holds, "on": on, "texts": told }))?;
    } else {
        for (name, verdict) in &judged {
            let word = if verdict.holds() { "signed by enough" } else { "NOT signed by enough" };
            writeln!(out, "{name}: {word}")?;
            writeln!(out, "  SHA-256 {}", verdict.sha256)?;
            for signed in &verdict.signed {
                let body = signed.body.as_ref().map_or("the coalition", |it| it.as_str());
                writeln!(out, "  good: {} for {body}, {}", signed.name, signed.key)?;
            }
            for rejected in verdict.rejected.iter().filter(|it| !is_over_another(it.signature)) {
                let path = args
                    .signature
                    .get(rejected.signature)
                    .map(|it| it.display().to_string())
                    .unwrap_or_default();
                writeln!(out, "  bad: {path}: {}", rejected.why)?;
            }
            writeln!(out, "  the coalition: {} of {} needed", verdict.coalition.0, verdict.coalition.1)?;
            if verdict.bodies.1 > 0 {
                writeln!(out, "  bodies: {} of {} needed", verdict.bodies.0, verdict.bodies.1)?;
            }
        }
    }
    if holds { Ok(()) } else { Err(Failure::NotVerified) }
}

/// A signature's file.
pub fn signature(path: &Path) -> Result<Signature, Failure> {
    let bytes = source::bytes(path)?;
    let wrong = |error: &dyn std::fmt::Display| Failure::Usage(format!("{}: {error}", path.display()));
    let words = std::str::from_utf8(&bytes).map_err(|error| wrong(&error))?;
    Signature::read(words).map_err(|error| wrong(&error))
}

/// The day, by the machine's clock in UTC.
pub fn today() -> Result<Date, Failure> {
    let today = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).date();
    day(&today.to_string()).map_err(Failure::Usage)
}
