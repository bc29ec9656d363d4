//! `mawqif opinion`: from votes to groups of opinion, for a person, for programs, as a map or as a table.

mod crew;
mod note;

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use mawqif_core::{
    consultation::public::{
        Asked, Mode, groups,
        read::{Consultation, Mistake, MistakeKind, Mistakes, Statement, Tie, VoteReader, statements},
        report::{Cells, Look, Offer, Wanting, opinion},
    },
    dossier::Dossier,
    position::unify::{Options, unify},
};

use self::{crew::Threads, note::Note};
use super::{
    Failure, source,
    terminal::{Colour, width},
};
use crate::{
    locale::{Language, Locale},
    opinion::{map, offer, sheet},
};

/// The largest file of statements, in bytes.
const STATEMENTS_LIMIT: u64 = 64 * 1024 * 1024;

/// Bytes of a file of votes that are read at once.
const PIECE: usize = 1 << 17;

/// Find the groups of opinion in a public consultation, and what they and all agree on
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif opinion votes.csv comments.csv
  mawqif opinion votes.csv comments.csv --lang ar --map map.svg
  mawqif opinion votes.csv --json | jq .certificate
  mawqif opinion votes.csv comments.csv --case case.toml --tie 12=monitors --tie 15=!amnesty
  cat votes.csv | mawqif opinion - --mode polis

VOTES has the columns participant, statement and vote (1, 0, -1 or agree, pass, disagree), and if wanted
timestamp, channel and invite; or those of an export of Polis. COMMENTS has statement and text, and if
wanted moderated (-1 is out) and tie.")]
pub struct Args {
    /// The votes, as CSV; `-` for standard input
    votes: PathBuf,
    /// The statements, as CSV; votes on others do not count
    comments: Option<PathBuf>,
    /// Print the result as JSON (described in docs/opinion.schema.json)
    #[arg(long)]
    json: bool,
    /// Write the map of the groups as SVG
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Write a table of the statements as CSV
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Whose mathematics: our own, or that of Polis
    #[arg(long, value_enum, default_value_t)]
    mode: Modes,
    /// This many groups instead of the number that fits best
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=5))]
    groups: Option<u8>,
    /// What chance follows from; the same seed gives the same result
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The case whose conditions statements are tied to
    #[arg(long)]
    case: Option<PathBuf>,
    /// Tie a statement to a condition, or with ! against it, for example 12=monitors (repeatable)
    #[arg(long, value_name = "STATEMENT=CONDITION")]
    tie: Vec<String>,
    /// Leave out what can be spared: on whom the result hangs, which takes as long as several results
    #[arg(long, value_name = "PART", value_enum)]
    without: Option<Part>,
    /// Tell counts below 5 as well: not to be published
    #[arg(long)]
    all_cells: bool,
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// A mode, as it is written on the command line.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Modes {
    /// Our own.
    #[default]
    Mawqif,
    /// That of Polis.
    Polis,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Part {
    /// On whom the result hangs.
    Manipulation,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let locale = Locale::new(args.lang);
    let listed = args.comments.as_deref().map(|path| listed(path, &locale)).transpose()?;
    let mut of = votes(&args.votes, listed, &locale)?;
    tie(&mut of.statements, &args.tie)?;
    let dossier = args.case.as_ref().map(|path| source::dossier(path, args.lang, args.colour)).transpose()?;
    let offer = dossier.as_ref().map(asked_of).transpose().map_err(Failure::Usage)?;
    let mode = match args.mode {
        Modes::Mawqif => Mode::Mawqif,
        Modes::Polis => Mode::Polis,
    };
    let asked = Asked { mode, seed: args.seed, groups: args.groups.map(usize::from) };
    let crew = Threads::new();
    let found = groups(&of.ballots, &of.is_out(), &asked, &crew);
    let cells = if args.all_cells { Cells::All } else { Cells::Published };
    let manipulation = match args.without {
        Some(Part::Manipulation) => Look::Spared,
        None => Look::Taken,
    };
    let wanting = Wanting { asked, cells, manipulation, offer: offer.as_ref() };
    let told = opinion(&of, &found, &wanting, &crew);
    if let Some(path) = &args.map {
        let base = if args.all_cells { found.base.clone() } else { map::published(&found.base) };
        written(path, &map::svg(&base, &told, &locale))?;
    }
    if let Some(path) = &args.csv {
        written(path, &sheet::csv(&told, &[], &locale))?;
    }
    if args.json {
        let json = serde_json::to_string_pretty(&told).map_err(|error| Failure::Output(error.into()))?;
        writeln!(out, "{json}")?;
        return Ok(());
    }
    Note::new(&told, &locale, args.colour.on_output(), width()).tell(out)
}

/// What statements may be tied to, and which packages win.
fn asked_of(dossier: &Dossier) -> Result<Offer, String> {
    let answer = unify(dossier, &Options::default()).map_err(|error| error.to_string())?;
    Ok(offer::of(dossier, Some(&answer)))
}

fn written(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::File(path.display().to_string(), error))
}

/// The source, file or standard input.
fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let failed = |error| Failure::File(path.display().to_string(), error);
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    Ok(Box::new(file))
}

fn listed(path: &Path, locale: &Locale) -> Result<Vec<Statement>, Failure> {
    let mut bytes = Vec::new();
    let failed = |error| Failure::File(path.display().to_string(), error);
    open(path)?.take(STATEMENTS_LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > STATEMENTS_LIMIT {
        let words = locale.tell("opinion-file-too-large", &[("limit", "64 MiB".into())]);
        return Err(Failure::Usage(format!("{}: {words}", source::name(path))));
    }
    statements(&bytes).map_err(|mistakes| report(path, &mistakes, locale))
}

fn votes(path: &Path, listed: Option<Vec<Statement>>, locale: &Locale) -> Result<Consultation, Failure> {
    let failed = |error| Failure::File(path.display().to_string(), error);
    let mut input = open(path)?;
    let mut reader = VoteReader::default();
    let mut piece = vec![0; PIECE];
    while !reader.is_done() {
        match input.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => reader.push(piece.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
    reader.finish(listed).map_err(|mistakes| report(path, &mistakes, locale))
}

/// Tells the mistakes of a file on standard error, each with its line.
fn report(path: &Path, mistakes: &Mistakes, locale: &Locale) -> Failure {
    let mut errors = io::stderr().lock();
    let name = source::name(path);
    for Mistake { line, kind } in &mistakes.told {
        let _ = writeln!(errors, "{name}:{line}: {}", mistake(kind, locale));
    }
    if mistakes.more > 0 {
        let _ =
            writeln!(errors, "{}", locale.tell("opinion-more-mistakes", &[("count", mistakes.more.into())]));
    }
    Failure::BadVotes(mistakes.count())
}

fn mistake(kind: &MistakeKind, locale: &Locale) -> String {
    let tell = |key: &str, values: &[(&str, crate::locale::Value<'_>)]| locale.tell(key, values);
    match kind {
        MistakeKind::NoColumn(names) => tell("opinion-no-column", &[("names", names.join(", ").into())]),
        MistakeKind::NoField(name) => tell("opinion-no-field", &[("name", (*name).into())]),
        MistakeKind::BadVote(said) => tell("opinion-bad-vote", &[("said", said.as_str().into())]),
        MistakeKind::BadTime(said) => tell("opinion-bad-time", &[("said", said.as_str().into())]),
        MistakeKind::Twice(id) => tell("opinion-twice", &[("id", id.as_str().into())]),
        MistakeKind::LongName => tell("opinion-long-name", &[]),
        MistakeKind::LongRow => tell("opinion-long-row", &[]),
        MistakeKind::TooMany(what, limit) => {
            tell("opinion-too-many", &[("what", (*what).into()), ("limit", (*limit).into())])
        }
    }
}

/// Ties statements as the command line says.
fn tie(statements: &mut [Statement], ties: &[String]) -> Result<(), Failure> {
    for written in ties {
        let usage = |why: &str| Failure::Usage(format!("--tie {written}: {why}"));
        let (id, to) = written.split_once('=').ok_or_else(|| usage("write STATEMENT=CONDITION"))?;
        let to = Tie::new(to).ok_or_else(|| usage("no condition behind ="))?;
        let of = statements.iter_mut().find(|statement| statement.id.to_string() == id.trim());
        of.ok_or_else(|| usage("no statement has this id"))?.ties.push(to);
    }
    Ok(())
}
