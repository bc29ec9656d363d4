//! `mawqif unify`: the position a coalition can take, as JSON for programs or as a note for people.

mod note;
mod plot;

use std::{
    io::Write,
    path::PathBuf,
    sync::LazyLock,
    time::{Duration, Instant},
};

use mawqif_core::{
    consultation::stance::{NameKind, Stance},
    dossier::Dossier,
    position::{
        model::{Counted, Suppositions},
        unify::{Answer, Deadline, Options, Preference, unify},
    },
    text::{Id, without_directions},
};

use self::note::Note;
use super::{Failure, source, terminal::Colour};
use crate::locale::{Language, Locale};

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
    #[arg(long, value_parser = duration)]
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
    let dossier = source::dossier(&args.case, args.colour)?;
    if args.json {
        let answer = answer(&dossier, &options(&dossier, &args.asked)?)?;
        let json = serde_json::to_string_pretty(&answer).map_err(|error| Failure::Output(error.into()))?;
        writeln!(out, "{json}")?;
        return Ok(());
    }
    tell(&dossier, &args.asked, args.lang, args.colour, out)
}

/// Writes the answer for a person.
pub fn tell(
    dossier: &Dossier,
    asked: &Asked,
    language: Language,
    colour: Colour,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let options = options(dossier, asked)?;
    let answer = answer(dossier, &options)?;
    let note = Note {
        dossier,
        options: &options,
        answer: &answer,
        locale: Locale::new(language),
        paint: colour.on_output(),
    };
    Ok(out.write_all(note.write().as_bytes())?)
}

fn answer(dossier: &Dossier, options: &Options) -> Result<Answer, Failure> {
    let answer = unify(dossier, options).map_err(|error| Failure::Usage(error.to_string()))?;
    if answer.proof.checked { Ok(answer) } else { Err(Failure::Unchecked) }
}

fn options(dossier: &Dossier, asked: &Asked) -> Result<Options, Failure> {
    let ids = |flag: &str, words: &[String]| -> Result<Vec<Id>, Failure> {
        let known = || dossier.conditions.iter().map(|condition| &condition.id);
        words.iter().map(|word| known_id(flag, "condition", &without_directions(word), known())).collect()
    };
    Ok(Options {
        suppositions: Suppositions {
            counted: match asked.only {
                None => Counted::Everything,
                Some(Standing::Mandated) => Counted::Mandated,
            },
            assumed: asked.assume.iter().map(|word| assumption(dossier, word)).collect::<Result<_, _>>()?,
            with: ids("--with", &asked.with)?,
            without: ids("--without", &asked.without)?,
        },
        prefer: match asked.prefer {
            Prefer::Burden => Preference::Burden,
            Prefer::Support => Preference::Support,
        },
        deadline: asked.time_limit.map(|limit| Deadline { now, at: now() + limit }),
    })
}

/// The time since this was first asked.
fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

fn assumption(dossier: &Dossier, word: &str) -> Result<(Id, Stance), Failure> {
    let word = &without_directions(word);
    let usage = |message: String| Failure::Usage(format!("--assume {word}: {message}"));
    let Some((body, says)) = word.split_once('=') else {
        return Err(usage(
            "write BODY=\"STANCE\", for example --assume relief-union=\"accept if routes\"".into(),
        ));
    };
    let bodies = || dossier.bodies.iter().map(|body| &body.id);
    let conditions = || dossier.conditions.iter().map(|condition| &condition.id);
    let id = known_id("--assume", "body", body.trim(), bodies())?;
    let parsed = Stance::parse(says).map_err(|problems| {
        let told = problems.iter().map(|problem| match problem.suggestion() {
            Some(suggestion) => format!("{problem} ({suggestion})"),
            None => problem.to_string(),
        });
        usage(told.collect::<Vec<_>>().join("; "))
    })?;
    for name in &parsed.names {
        match name.kind {
            NameKind::Body => known_id("--assume", "body", name.id.as_str(), bodies())?,
            NameKind::Condition => known_id("--assume", "condition", name.id.as_str(), conditions())?,
        };
    }
    Ok((id, parsed.stance))
}

fn known_id<'i>(
    flag: &str,
    what: &str,
    word: &str,
    known: impl Iterator<Item = &'i Id> + Clone,
) -> Result<Id, Failure> {
    let found = Id::new(word).ok().filter(|id| known.clone().any(|other| other == id));
    found.ok_or_else(|| {
        let nearest = mawqif_core::dossier::problem::nearest(word, known.map(Id::as_str));
        let meant = nearest.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
        Failure::Usage(format!("{flag}: the dossier has no {what} `{word}`{meant}"))
    })
}

/// A length of time as `10s`, `500ms` or `2m`.
fn duration(word: &str) -> Result<Duration, String> {
    let wrong = || "write a number with ms, s or m, for example 10s".to_owned();
    let end = word.find(|character: char| !character.is_ascii_digit()).ok_or_else(wrong)?;
    let (number, unit) = word.split_at(end);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let unit = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        _ => return Err(wrong()),
    };
    let milliseconds = number.checked_mul(unit).filter(|&time| time <= 86_400_000);
    milliseconds.map(Duration::from_millis).ok_or_else(|| "the limit goes up to a day".to_owned())
}
