//! `mawqif power`: how much the rule alone lets each body decide.

use std::{io::Write, path::PathBuf};

use mawqif_core::{
    dossier::Dossier,
    position::{
        model::{Model, Suppositions},
        power::{Method, Power, power},
    },
};
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};
use serde_json::json;

use super::{
    Failure, source,
    table::{Align, table},
    terminal::{Colour, bold},
};
use crate::locale::{Language, Locale};

/// Tell how much power the rule alone gives each body
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  mawqif power examples/un-security-council.toml\n  mawqif power case.toml --json"
)]
pub struct Args {
    /// The dossier; `-` for standard input
    case: PathBuf,
    /// Print exact fractions as JSON
    #[arg(long)]
    json: bool,
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let dossier = source::dossier(&args.case, args.lang, args.colour)?;
    let model =
        Model::new(&dossier, &Suppositions::default()).map_err(|error| Failure::Usage(error.to_string()))?;
    let power = power(&model);
    if args.json {
        let answer = json!({ "power": power.answer(&model), "power_method": power.method.to_string() });
        writeln!(out, "{answer:#}")?;
        return Ok(());
    }
    tell(&dossier, &model, &power, args, out)
}

fn tell(
    dossier: &Dossier,
    model: &Model,
    power: &Power,
    args: &Args,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let locale = Locale::new(args.lang);
    let mut ranked: Vec<usize> = (0..model.members.len()).collect();
    ranked.sort_by(|&a, &b| {
        power.indices[b].shapley_shubik.cmp(&power.indices[a].shapley_shubik).then(a.cmp(&b))
    });
    let name = |at: usize| {
        let id = &model.members[at].id;
        let body = dossier.bodies.iter().find(|body| body.id == *id);
        body.map_or_else(|| id.to_string(), |body| body.name.in_language(args.lang.tag()).to_owned())
    };
    writeln!(out, "{}\n", bold(&locale.word("power-title"), args.colour.on_output()))?;
    let Some(&first) = ranked.first().filter(|&&at| !power.indices[at].shapley_shubik.is_zero()) else {
        writeln!(out, "{}", locale.word("power-nobody"))?;
        return Ok(());
    };
    let most = &power.indices[first].shapley_shubik;
    let leading: Vec<String> =
        ranked.iter().filter(|&&at| power.indices[at].shapley_shubik == *most).map(|&at| name(at)).collect();
    let values = [
        ("list", locale.list(&leading).into()),
        ("count", leading.len().into()),
        ("share", percent(most).into()),
    ];
    writeln!(out, "{}", locale.tell("power-lead", &values))?;
    let null: Vec<String> =
        ranked.iter().filter(|&&at| power.indices[at].banzhaf.is_zero()).map(|&at| name(at)).collect();
    if power.is_exact() && !null.is_empty() {
        writeln!(out, "{}", locale.tell("power-null", &[("list", locale.list(&null).into())]))?;
    }
    if let Method::Sampled { draws, within } = power.method {
        let values = [("draws", draws.into()), ("within", format!("{within:.4}").into())];
        writeln!(out, "{}", locale.tell("power-sampled", &values))?;
    }
    let head = ["power-column-body", "power-column-shapley", "", "power-column-banzhaf", ""];
    let mut rows: Vec<Vec<String>> =
        vec![head.iter().map(|key| if key.is_empty() { String::new() } else { locale.word(key) }).collect()];
    for &at in &ranked {
        let indices = &power.indices[at];
        let fraction = |share: &BigRational| {
            if power.is_exact() { share.to_string() } else { String::new() }
        };
        rows.push(vec![
            name(at),
            percent(&indices.shapley_shubik),
            fraction(&indices.shapley_shubik),
            percent(&indices.banzhaf),
            fraction(&indices.banzhaf),
        ]);
    }
    writeln!(out)?;
    for line in table(&rows, &[Align::Start, Align::End, Align::Start, Align::End, Align::Start], args.lang) {
        writeln!(out, "{}{line}", locale.line_start())?;
    }
    Ok(())
}

/// A share as a percentage, for reading only.
fn percent(share: &BigRational) -> String {
    format!("{:.2} %", share.to_f64().unwrap_or(0.0) * 100.0)
}
