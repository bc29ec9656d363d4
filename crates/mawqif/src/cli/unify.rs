//! `mawqif unify`: the position a coalition can take, as JSON for programs or as a note for people.

pub mod note;
mod plot;

use std::{io::Write, path::PathBuf, time::Duration};

use mawqif_core::{
    dossier::Dossier,
    position::{
        model::Counted,
        unify::{Answer, Options, Preference, unify},
    },
};

use self::note::{Columns, Labels, Note};
use super::{
    Failure, source,
    terminal::{self, Colour},
};
use crate::{
    desk::what_if::{WhatIf, WhatIfError, patience},
    locale::{Language, Locale},
};

/// Find the position a coalition can take: accept, reject, or accept with the least conditions
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif unify case.toml
  mawqif unify case.toml --lang ar
  mawqif unify case.toml --json | jq .package
  mawqif unify case.toml --assume northern-brigade=\"reject\"
  mawqif unify case.toml --without response --prefer support")]
pub struct Args {
    /// The dossier; `-` for standard input
    case: PathBuf,
    /// Print the answer as JSON (described in docs/answer.schema.json)
    #[arg(long)]
    json: bool,
    /// Give every condition a column in the table of bodies and conditions, not only those that matter most
    #[arg(long)]
    all_conditions: bool,
    #[command(flatten)]
    asked: Asked,
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// What is asked beyond the dossier.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Asked {
    /// Count only stances of this standing; others make their bodies absent
    #[arg(long, value_enum)]
    only: Option<Standing>,
    /// Suppose a stance, for example northern-brigade="accept if ground" (repeatable)
    #[arg(long, value_name = "BODY=STANCE")]
    assume: Vec<String>,
    /// Only packages with this condition (repeatable)
    #[arg(long, value_name = "CONDITION")]
    with: Vec<String>,
    /// Only packages without this condition (repeatable)
    #[arg(long, value_name = "CONDITION")]
    without: Vec<String>,
    /// Recommend the package of least burden or of most support
    #[arg(long, value_enum, default_value_t)]
    prefer: Prefer,
    /// Stop searching after this long, for example 10s or 500ms, and say what is proven by then
    #[arg(long, value_parser = duration, allow_hyphen_values = true)]
    time_limit: Option<Duration>,
}

/// A standing that `--only` knows.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Standing {
    /// Decided by the body.
    Mandated,
}

/// Which winning package is recommended.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Prefer {
    /// Least burden, then most support.
    #[default]
    Burden,
    /// Most support, then least burden.
    Support,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let dossier = source::dossier(&args.case, args.lang, args.colour)?;
    if args.json {
        let answer = answer(&dossier, &options(&dossier, &args.asked)?)?;
        let json = serde_json::to_string_pretty(&answer).map_err(|error| Failure::Output(error.into()))?;
        writeln!(out, "{json}")?;
        return Ok(());
    }
    let columns = if args.all_conditions { Columns::All } else { Columns::Most };
    tell(&dossier, &args.asked, columns, args.lang, args.colour, out)
}

/// Writes the answer for a person.
pub fn tell(
    dossier: &Dossier,
    asked: &Asked,
    columns: Columns,
    language: Language,
    colour: Colour,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let options = options(dossier, asked)?;
    let answer = answer(dossier, &options)?;
    let locale = Locale::new(language);
    let note = Note {
        dossier,
        options: &options,
        answer: &answer,
        locale: &locale,
        paint: colour.on_output(),
        columns,
        width: terminal::width(),
        labels: Labels::default(),
    };
    Ok(out.write_all(note.write().as_bytes())?)
}

fn answer(dossier: &Dossier, options: &Options) -> Result<Answer, Failure> {
    let answer = unify(dossier, options).map_err(|error| Failure::Usage(error.to_string()))?;
    if answer.proof.is_refuted() { Err(Failure::Unchecked) } else { Ok(answer) }
}

fn options(dossier: &Dossier, asked: &Asked) -> Result<Options, Failure> {
    let what_if = WhatIf {
        counted: match asked.only {
            None => Counted::Everything,
            Some(Standing::Mandated) => Counted::Mandated,
        },
        assume: asked.assume.clone(),
        with: asked.with.clone(),
        without: asked.without.clone(),
        prefer: match asked.prefer {
            Prefer::Burden => Preference::Burden,
            Prefer::Support => Preference::Support,
        },
    };
    let usage = |WhatIfError { parameter, word, wrong }| {
        let space = if word.is_empty() { "" } else { " " };
        Failure::Usage(format!("--{parameter}{space}{word}: {wrong}"))
    };
    let deadline = asked.time_limit.map(patience);
    Ok(Options { deadline, ..what_if.options(dossier).map_err(usage)? })
}

/// A length of time as `10s`, `500ms` or `2m`.
fn duration(word: &str) -> Result<Duration, String> {
    let wrong = || "write a whole number with ms, s, m or h, for example 10s".to_owned();
    let end = word.find(|character: char| !character.is_ascii_digit()).ok_or_else(wrong)?;
    let (number, unit) = word.split_at(end);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let unit = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return Err(wrong()),
    };
    let milliseconds = number.checked_mul(unit).filter(|&time| time <= 86_400_000);
    milliseconds.map(Duration::from_millis).ok_or_else(|| "the limit goes up to a day".to_owned())
}
