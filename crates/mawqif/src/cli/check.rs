//! `mawqif check`: everything that is wrong with a dossier.

use std::{io::Write, path::PathBuf};

use mawqif_core::dossier::{problem::Severity, read, report};
use serde_json::json;

use super::{Failure, source, terminal::Colour};
use crate::locale::{Language, Locale};

/// Report everything that is wrong with a dossier
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  mawqif check case.toml\n  mawqif check case.toml --lang ar\n  mawqif check --json - < case.toml"
)]
pub struct Args {
    /// The dossier; `-` for standard input
    case: PathBuf,
    /// Print the problems as JSON
    #[arg(long)]
    json: bool,
    /// The language of what is wrong
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let bytes = source::bytes(&args.case)?;
    let reading = read(&bytes);
    let name = source::name(&args.case);
    let locale = Locale::new(args.lang);
    let errors = reading.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = reading.problems.len() - errors;
    if args.json {
        let problems: Vec<_> = reading
            .problems
            .iter()
            .map(|problem| {
                let told = locale.problem(&problem.kind);
                let (start, end) =
                    (report::place(&bytes, problem.span.start), report::place(&bytes, problem.span.end));
                json!({
                    "severity": problem.severity.to_string(),
                    "code": problem.code(),
                    "message": told.message,
                    "help": told.help,
                    "line": start.line, "column": start.column,
                    "end_line": end.line, "end_column": end.column,
                })
            })
            .collect();
        let answer =
            json!({ "sound": reading.dossier.is_some(), "problems": problems, "unlisted": reading.unlisted });
        writeln!(out, "{answer:#}")?;
    } else {
        let (language, paint) = (args.lang.of_core(), args.colour.on_output());
        for problem in &reading.problems {
            writeln!(out, "{}", report::report(&name, &bytes, problem, language, paint))?;
        }
        if reading.unlisted > 0 {
            writeln!(out, "{}\n", locale.tell("check-unlisted", &[("count", reading.unlisted.into())]))?;
        }
        if let Some(dossier) = &reading.dossier {
            let values = [
                ("name", name.as_str().into()),
                ("bodies", dossier.bodies.len().to_string().into()),
                ("conditions", dossier.conditions.len().to_string().into()),
                ("stances", dossier.stances.len().to_string().into()),
            ];
            let doubts = match warnings {
                0 => String::new(),
                _ => locale.tell("check-warnings", &[("warnings", warnings.to_string().into())]),
            };
            writeln!(out, "{}{}{doubts}", locale.line_start(), locale.tell("check-sound", &values))?;
        }
    }
    match reading.dossier {
        Some(_) => Ok(()),
        None => Err(Failure::BadDossier(errors + reading.unlisted)),
    }
}
