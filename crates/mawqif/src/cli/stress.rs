//! `mawqif stress`: an offer tested, for a person, for programs (JSON, SARIF) or as a drawing.

mod around;
mod note;
mod rules;
mod sarif;

use std::{io::Write, path::PathBuf};

use mawqif_core::{
    dossier::Dossier,
    initiative::{stability::game_of, stress::stress},
};

use self::note::Note;
use super::{
    Failure, source,
    terminal::{Colour, width},
};
use crate::{
    locale::{Language, Locale},
    stress::{Teller, drawing},
};

/// The most other offers that are set beside one.
const BESIDE_LIMIT: usize = 20;

/// Test an offer: what is missing in it, whom it protects, and whether it would hold
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif stress examples/wadi-nahr.toml
  mawqif stress case.toml --lang ar
  mawqif stress case.toml --json | jq .coverage.verdict
  mawqif stress case.toml --sarif > findings.sarif
  mawqif stress case.toml --svg > graph.svg
  mawqif stress case.toml --game >> case.toml
  mawqif stress case.toml --beside earlier.toml
  mawqif stress --explain no-response")]
pub struct Args {
    /// The dossier; `-` for standard input
    #[arg(required_unless_present_any = ["explain", "rules"])]
    case: Option<PathBuf>,
    /// Print the whole test as JSON (described in docs/stress.schema.json)
    #[arg(long, group = "form")]
    json: bool,
    /// Print the findings as SARIF 2.1.0
    #[arg(long, group = "form")]
    sarif: bool,
    /// Draw the states around the agreed one as SVG, with the paths of defection
    #[arg(long, group = "form")]
    svg: bool,
    /// Print the game as a section to put into the dossier and change
    #[arg(long, group = "form")]
    game: bool,
    /// Explain a rule: why it matters, what to write, where it comes from
    #[arg(long, value_name = "RULE", group = "form")]
    explain: Option<String>,
    /// List all rules
    #[arg(long, group = "form")]
    rules: bool,
    /// Set another offer beside it (repeatable)
    #[arg(long, value_name = "CASE")]
    beside: Vec<PathBuf>,
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let locale = Locale::new(args.lang);
    if let Some(rule) = &args.explain {
        return rules::explain(rule, &locale, args.colour.on_output(), out);
    }
    let Some(case) = args.case.as_ref().filter(|_| !args.rules) else {
        return rules::list(&locale, out);
    };
    if args.beside.len() > BESIDE_LIMIT {
        return Err(Failure::Usage(format!("--beside can be given {BESIDE_LIMIT} times")));
    }
    let bytes = source::bytes(case)?;
    let dossier = source::dossier_of(&bytes, &source::name(case), args.lang, args.colour)?;
    let others: Vec<Dossier> = args
        .beside
        .iter()
        .map(|path| source::dossier(path, args.lang, args.colour))
        .collect::<Result<_, _>>()?;
    let test = stress(&dossier, &others);
    let written = |json: serde_json::Result<String>| json.map_err(|error| Failure::Output(error.into()));
    if args.json {
        writeln!(out, "{}", written(serde_json::to_string_pretty(&test))?)?;
    } else if args.sarif {
        let log = sarif::log(&test, &source::name(case), &bytes, args.lang);
        writeln!(out, "{}", written(serde_json::to_string_pretty(&log))?)?;
    } else if args.svg {
        write!(out, "{}", drawing::svg(&dossier, &locale).map_err(Failure::Usage)?)?;
    } else if args.game {
        let (_, mut made) = game_of(&dossier).map_err(|refused| Failure::Usage(refused.to_string()))?;
        // A side with nothing to decide is no player of a game that is written down.
        made.game.players.retain(|player| !player.options.is_empty());
        let section = mawqif_core::dossier::write::game(&made.game)
            .map_err(|unwritable| Failure::Usage(unwritable.to_string()))?;
        write!(out, "{section}")?;
    } else {
        let teller = Teller::new(&dossier, &locale);
        Note::new(teller, args.colour.on_output(), width()).tell(&test, &others, out)?;
    }
    Ok(())
}
