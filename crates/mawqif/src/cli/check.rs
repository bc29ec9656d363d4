//! `mawqif check`: everything that is wrong with a dossier.

use std::{io::Write, path::PathBuf};

use mawqif_core::dossier::{problem::Severity, read, report};
use serde_json::json;

use super::{Failure, source, terminal::Colour};

/// Report everything that is wrong with a dossier
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  mawqif check case.toml\n  mawqif check --json - < case.toml")]
pub struct Args {
    /// The dossier; `-` for standard input
    case: PathBuf,
    /// Print the problems as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    colour: Colour,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let bytes = source::bytes(&args.case)?;
    let reading = read(&bytes);
    let name = source::name(&args.case);
    let errors = reading.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = reading.problems.len() - errors;
    if args.json {
        let problems: Vec<_> = reading
            .problems
            .iter()
            .map(|problem| {
                let (start, end) =
                    (report::place(&bytes, problem.span.start), report::place(&bytes, problem.span.end));
                json!({
                    "severity": problem.severity.to_string(),
                    "code": problem.code,
                    "message": problem.message,
                    "help": problem.help,
                    "line": start.line, "column": start.column,
                    "end_line": end.line, "end_column": end.column,
                })
            })
            .collect();
        let answer =
            json!({ "sound": reading.dossier.is_some(), "problems": problems, "unlisted": reading.unlisted });
        writeln!(out, "{answer:#}")?;
    } else {
        for problem in &reading.problems {
            writeln!(out, "{}", report::report(&name, &bytes, problem, args.colour.on_output()))?;
        }
        if reading.unlisted > 0 {
            writeln!(out, "… and {} more problems\n", reading.unlisted)?;
        }
        if let Some(dossier) = &reading.dossier {
            let doubts = if warnings > 0 { format!("; warnings: {warnings}") } else { String::new() };
            let (bodies, conditions) = (dossier.bodies.len(), dossier.conditions.len());
            let stances = dossier.stances.len();
            writeln!(
                out,
                "{name}: sound; bodies: {bodies}, conditions: {conditions}, stances: {stances}{doubts}"
            )?;
        }
    }
    match reading.dossier {
        Some(_) => Ok(()),
        None => Err(Failure::BadDossier(errors + reading.unlisted)),
    }
}
