//! `mawqif demo`: the example cases, without a file or a server.

use std::io::Write;

use mawqif_core::dossier::read;

use super::{Failure, terminal::Colour, unify};
use crate::locale::Language;

const SHOW_CASE: &str = include_str!("../../../../examples/wadi-nahr.toml");
const FOUNDING_CASE: &str = include_str!("../../../../examples/kilis.toml");

/// Show the two example cases and the positions their coalitions can take
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  mawqif demo\n  mawqif demo --lang ar")]
pub struct Args {
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    for (name, source) in [("examples/wadi-nahr.toml", SHOW_CASE), ("examples/kilis.toml", FOUNDING_CASE)] {
        let reading = read(source.as_bytes());
        let dossier = reading.dossier.ok_or(Failure::BadDossier(reading.problems.len()))?;
        writeln!(out, "$ mawqif unify {name}\n")?;
        unify::tell(&dossier, &unify::Asked::default(), args.lang, args.colour, out)?;
        writeln!(out)?;
    }
    Ok(())
}
