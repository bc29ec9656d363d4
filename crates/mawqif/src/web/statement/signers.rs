//! Signers: the sheet in which the secretariat says whose keys sign in the coalition's name. A second person confirms it.

use mawqif_core::{
    case::{Act, signing::KEY_LIMIT},
    statement::signature::policy::{Policy, Stated},
    text::without_directions,
};

use super::super::{
    page::Tab,
    sheet::{
        About, Kind, Weight, Written,
        field::{Cell, Choice, Fields, Input},
        reading::{Reading, european_digits},
    },
};

/// Rows that are left to write in, and rows that there are at least.
const SPARE: usize = 3;
const FEWEST: usize = 6;

/// The sheet.
pub const SHEET: Kind = Kind {
    lead: "signers-sheet-lead",
    fields,
    written,
    read,
    weight: Weight::Much,
    ..Kind::new("signers", Tab::Statement, ["signers-sheet", "signers-sheet"], "/statement#signers")
};

fn fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    fields.number("coalition", "signers-sheet-coalition", "signers-sheet-coalition-hint", 2);
    fields.number("bodies", "signers-sheet-bodies", "signers-sheet-bodies-hint", 0);
    let bodies = fields.named(fields.about.at.case.dossier().bodies.iter().map(|it| (&it.id, &it.name)));
    let form = fields.about.form;
    let is_written = |at: usize| !form.get(&format!("signer.{at}.name")).is_empty();
    let last = (1..=KEY_LIMIT).rev().find(|at| is_written(*at)).unwrap_or(0);
    for at in 1..=(last + SPARE).clamp(FEWEST, KEY_LIMIT) {
        let name = format!("signer.{at}");
        let cell = |part: &str, label: &str| {
            let name = format!("{name}.{part}");
            let value = form.get(&name).to_owned();
            Cell { name, label: words.word(label), choices: Vec::new(), value }
        };
        let mut body = cell("body", "signers-sheet-for");
        let none = [(String::new(), words.word("signing-for-coalition"))];
        body.choices = none
            .into_iter()
            .chain(bodies.iter().cloned())
            .map(|(value, label)| Choice { is_chosen: value == body.value, value, label })
            .collect();
        let cells = vec![
            cell("name", "signers-sheet-name"),
            cell("key", "signers-sheet-key"),
            body,
            cell("from", "signers-sheet-from"),
            cell("until", "signers-sheet-until"),
        ];
        let label = words.about("signers-sheet-signer", &words.number(at));
        let hint = if at == 1 { "signers-sheet-signer-hint" } else { "" };
        fields.add(&name, label, hint, Input::Row(cells));
    }
}

fn written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let Some(signers) = about.at.case.signers() else { return Some(()) };
    let Policy { coalition, bodies, signers } = signers.policy();
    written.put("coalition", coalition);
    written.put("bodies", bodies);
    for (at, Stated { name, key, body, from, until }) in (1..).zip(signers) {
        written.put(&format!("signer.{at}.name"), name);
        written.put(&format!("signer.{at}.key"), key);
        written.put(&format!("signer.{at}.body"), body.map(|it| it.to_string()).unwrap_or_default());
        for (part, day) in [("from", from), ("until", until)] {
            written.put(&format!("signer.{at}.{part}"), day.map(|it| it.to_string()).unwrap_or_default());
        }
    }
    Some(())
}

fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let mut number = |name: &str, default: u64| {
        let read = reading.number(name, default);
        usize::try_from(read).unwrap_or(usize::MAX)
    };
    let (coalition, bodies) = (number("coalition", 0), number("bodies", 0));
    let mut signers = Vec::new();
    for at in 1..=KEY_LIMIT {
        let field = |part: &str| format!("signer.{at}.{part}");
        let word = |part: &str| without_directions(reading.about.form.get(&field(part)));
        let (name, key) = (word("name"), word("key"));
        if name.is_empty() && key.is_empty() {
            continue;
        }
        let body = reading.one(&field("body"));
        let (from, until) = (reading.day(&field("from")), reading.day(&field("until")));
        signers.push(Stated { name: european_digits(&name), key, body, from, until });
    }
    Some(Act::SetSigners { signers: Policy { coalition, bodies, signers } })
}
