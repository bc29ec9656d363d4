//! `mawqif verify`: whether an entry is in a coalition's record, and whether a record was only added
//! to, without asking the server that keeps it.
//!
//! Everything is decided by files and by keys that the reader has from elsewhere. The answer is one
//! sentence, and what was proven about the entry; a witness that is asked for must have signed.

mod archive;
pub(super) mod reason;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use mawqif_core::record::{
    checkpoint::{Checkpoint, Cosignature, SignedCheckpoint},
    entry::Entry,
    error::RecordError,
    key::{Algorithm, VerifierKey},
    proof,
    receipt::Receipt,
};
use serde_json::{Value, json};

use self::reason::{reason, shown};
use super::{Failure, source};
use crate::locale::{Language, Locale};

/// Check offline that an entry is in a coalition's record
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif verify stance.tlog-proof --entry stance.json --key \"$(cat kilis.vkey)\"
  mawqif verify stance.tlog-proof --entry stance.json --key \"$(cat kilis.vkey)\" \\
      --witness \"$(cat bar-association.vkey)\"
  mawqif verify --consistency march.checkpoint june.checkpoint march-to-june.proof \\
      --key \"$(cat kilis.vkey)\"
  mawqif verify --archive kilis.tar --key \"$(cat kilis.vkey)\"

Exits with 0 when it is proven and with 1 when it is not. The formats are those of C2SP:
tlog-proof, tlog-checkpoint, tlog-cosignature, signed-note.")]
pub struct Args {
    /// The receipt; `-` for standard input
    #[arg(required_unless_present_any = ["consistency", "archive"])]
    receipt: Option<PathBuf>,
    /// The entry that the receipt is for, as JSON
    #[arg(long, required_unless_present_any = ["consistency", "archive"])]
    entry: Option<PathBuf>,
    /// Check instead that the record of one checkpoint is the beginning of that of a later one
    #[arg(long, num_args = 3, value_names = ["OLD", "NEW", "PROOF"])]
    #[arg(conflicts_with_all = ["receipt", "entry"])]
    consistency: Option<Vec<PathBuf>>,
    /// Check instead that an archive holds a whole record, as `mawqif export` writes it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["receipt", "entry", "consistency", "witness"])]
    archive: Option<PathBuf>,
    /// The record's key, `name+hash+Base64`, from a source you trust
    #[arg(long, value_name = "VKEY")]
    key: String,
    /// A witness that must have signed as well; may be given several times
    #[arg(long, value_name = "VKEY")]
    witness: Vec<String>,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

/// What was proven.
struct Finding {
    proven: Proven,
    /// The checkpoint that it rests on.
    checkpoint: Checkpoint,
    cosignatures: Vec<Cosignature>,
}

enum Proven {
    /// An entry is in the record.
    Included(Entry),
    /// The record began with so many entries and was only added to.
    Continues(u64),
}

/// What does not fit, and in which file when it is one.
struct Problem {
    file: Option<String>,
    error: RecordError,
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Self {
        Self { file: None, error }
    }
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let locale = Locale::new(args.lang);
    let key = |text: &String, algorithm| {
        let key = text.trim().parse::<VerifierKey>().and_then(|key| key.require(algorithm).map(|()| key));
        key.map_err(|error| Failure::Usage(reason(&error, &locale).1))
    };
    let record = key(&args.key, Algorithm::Record)?;
    if let Some(path) = &args.archive {
        return archive::run(path, &record, args.json, &locale, out);
    }
    let witnesses: Vec<VerifierKey> =
        args.witness.iter().map(|text| key(text, Algorithm::Witness)).collect::<Result<_, _>>()?;
    let found = match (&args.consistency, &args.receipt, &args.entry) {
        (Some(files), ..) => {
            let [old, new, proof] = files.as_slice() else {
                return Err(Failure::Usage(locale.word("verify-three-files")));
            };
            let files = [read(old)?, read(new)?, read(proof)?];
            continuation(&files, &record, &witnesses)
        }
        (None, Some(receipt), Some(entry)) => inclusion(&read(receipt)?, &read(entry)?, &record, &witnesses),
        _ => return Err(Failure::Usage(locale.word("verify-two-files"))),
    };
    let answer = match &found {
        Ok(finding) if args.json => format!("{:#}", finding_json(finding)),
        Ok(finding) => tell(finding, &locale),
        Err(problem) if args.json => format!("{:#}", problem_json(problem, &locale)),
        Err(problem) => {
            let values = [("reason", told(problem, &locale).into())];
            format!("{}{}", locale.line_start(), locale.tell("verify-failed", &values))
        }
    };
    writeln!(out, "{answer}")?;
    found.map(drop).map_err(|_| Failure::NotVerified)
}

/// A file's name, for problems, and its bytes.
struct File {
    name: String,
    bytes: Vec<u8>,
}

impl File {
    fn parsed<T>(&self, parse: impl FnOnce(&[u8]) -> Result<T, RecordError>) -> Result<T, Problem> {
        parse(&self.bytes).map_err(|error| Problem { file: Some(self.name.clone()), error })
    }
}

fn read(path: &Path) -> Result<File, Failure> {
    Ok(File { name: source::name(path), bytes: source::bytes(path)? })
}

fn inclusion(
    receipt: &File,
    entry: &File,
    record: &VerifierKey,
    witnesses: &[VerifierKey],
) -> Result<Finding, Problem> {
    let receipt = receipt.parsed(Receipt::parse)?;
    let entry = entry.parsed(Entry::from_json)?;
    let cosignatures = receipt.verify(&entry, record, witnesses)?;
    let checkpoint = receipt.checkpoint().checkpoint().clone();
    Ok(Finding { proven: Proven::Included(entry), checkpoint, cosignatures })
}

fn continuation(
    [old, new, proof]: &[File; 3],
    record: &VerifierKey,
    witnesses: &[VerifierKey],
) -> Result<Finding, Problem> {
    // The older checkpoint may be from before there were witnesses.
    let earlier = old.parsed(SignedCheckpoint::parse)?;
    old.parsed(|_| earlier.verify(record, &[]))?;
    let later = new.parsed(SignedCheckpoint::parse)?;
    let cosignatures = new.parsed(|_| later.verify(record, witnesses))?;
    let proof = proof.parsed(proof::parse)?;
    later.checkpoint().check_continues(earlier.checkpoint(), &proof)?;
    let proven = Proven::Continues(earlier.checkpoint().head().size);
    Ok(Finding { proven, checkpoint: later.checkpoint().clone(), cosignatures })
}

fn tell(finding: &Finding, locale: &Locale) -> String {
    let size = finding.checkpoint.head().size;
    let origin = || shown(finding.checkpoint.origin()).into();
    let mut lines = match &finding.proven {
        Proven::Included(entry) => {
            let header = entry.header();
            let place = [("seq", header.seq.to_string().into()), ("size", size.into()), ("origin", origin())];
            let deed = [
                ("kind", header.kind.as_str().into()),
                ("actor", header.actor.as_str().into()),
                ("time", moment(header.time / 1_000_000).into()),
            ];
            let mut lines = vec![locale.tell("verify-included", &place), locale.tell("verify-entry", &deed)];
            if entry.payload().is_none() {
                lines.push(locale.word("verify-erased"));
            }
            lines
        }
        Proven::Continues(old) if *old == size => {
            vec![locale.tell("verify-same", &[("size", size.into()), ("origin", origin())])]
        }
        Proven::Continues(old) => {
            let sizes = [("old", (*old).into()), ("size", size.into()), ("origin", origin())];
            vec![locale.tell("verify-continues", &sizes)]
        }
    };
    lines.extend(finding.cosignatures.iter().map(|seen| {
        let values = [("witness", shown(&seen.witness).into()), ("time", moment(seen.time).into())];
        locale.tell("verify-witnessed", &values)
    }));
    lines.iter().map(|line| format!("{}{line}", locale.line_start())).collect::<Vec<_>>().join("\n")
}

fn told(problem: &Problem, locale: &Locale) -> String {
    let (_, reason) = reason(&problem.error, locale);
    match &problem.file {
        Some(file) => format!("{}: {reason}", shown(file)),
        None => reason,
    }
}

fn finding_json(finding: &Finding) -> Value {
    let head = finding.checkpoint.head();
    let witnesses: Vec<Value> = finding
        .cosignatures
        .iter()
        .map(|seen| json!({ "witness": seen.witness, "time": seen.time }))
        .collect();
    let mut answer = json!({
        "verified": true,
        "origin": finding.checkpoint.origin(),
        "size": head.size,
        "root": head.root.to_string(),
        "witnesses": witnesses,
    });
    match &finding.proven {
        Proven::Included(entry) => {
            let header = entry.header();
            answer["entry"] = json!({
                "seq": header.seq,
                "time": header.time,
                "actor": header.actor,
                "kind": header.kind,
                "version": header.version,
                "erased": entry.payload().is_none(),
            });
        }
        Proven::Continues(old) => answer["old_size"] = (*old).into(),
    }
    answer
}

fn problem_json(problem: &Problem, locale: &Locale) -> Value {
    let (code, reason) = reason(&problem.error, locale);
    json!({ "verified": false, "file": problem.file, "code": code, "reason": reason })
}

/// A time in seconds since 1970 as people and programs read it; the number when no calendar reaches
/// so far.
fn moment(seconds: u64) -> String {
    let time = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.map_or_else(|| seconds.to_string(), |time| time.to_string())
}
