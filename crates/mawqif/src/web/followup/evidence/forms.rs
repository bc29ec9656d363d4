//! The sheets of evidence: whose keys it is sealed to, to whom it was handed, and why it is destroyed.

use mawqif_core::{
    case::{
        Act,
        followup::{
            evidence::{Handing, Item},
            seal::{SEAL_KEY_LIMIT, SealKey, has_secret_key},
        },
    },
    text::{Text, without_directions},
};

use super::told;
use crate::web::sheet::{
    About, Written,
    field::{Cell, Fields, Input, Need, Size},
    reading::{Flaw, Reading},
};

/// Rows that are left to write in, and rows that there are at least.
const SPARE: usize = 2;
const FEWEST: usize = 4;

pub fn key_fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    let form = fields.about.form;
    let name_of = |at: usize, part: &str| format!("keys.{at}.{part}");
    let is_written = |at: &usize| !form.get(&name_of(*at, "key")).is_empty();
    let last = (1..=SEAL_KEY_LIMIT).rev().find(is_written).unwrap_or(0);
    for at in 1..=(last + SPARE).clamp(FEWEST, SEAL_KEY_LIMIT) {
        let cell = |part: &str, label: &str| {
            let name = name_of(at, part);
            // A secret key goes nowhere, not even back.
            let value = Some(form.get(&name)).filter(|it| !has_secret_key(it)).unwrap_or_default();
            Cell { label: words.word(label), choices: Vec::new(), value: value.to_owned(), name }
        };
        let cells = vec![cell("name", "seal-key-name"), cell("key", "seal-key-key")];
        let hint = if at == 1 { "seal-key-hint" } else { "" };
        fields.add(
            &format!("keys.{at}"),
            words.about("seal-key-number", &words.number(at)),
            hint,
            Input::Row(cells),
        );
    }
}

pub fn keys_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    for (at, it) in (1..).zip(about.at.case.follow_up().seal_keys()) {
        written.put(&format!("keys.{at}.name"), about.words.text(&it.name));
        written.put(&format!("keys.{at}.key"), &it.key);
    }
    Some(())
}

pub fn set_keys(reading: &mut Reading<'_>) -> Option<Act> {
    let mut keys = Vec::new();
    for at in 1..=SEAL_KEY_LIMIT {
        let word = |part: &str| {
            let words = without_directions(reading.about.form.get(&format!("keys.{at}.{part}")));
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let (name, key) = (word("name"), word("key"));
        if name.is_empty() && key.is_empty() {
            continue;
        }
        let field = format!("keys.{at}");
        if has_secret_key(&key) || has_secret_key(&name) {
            let told = reading.about.words.word("seal-key-secret");
            reading.flaws.push(Flaw { field, told });
            continue;
        }
        if name.is_empty() {
            reading.flaw(&field, "seal-key-whose");
        }
        // Whose key is known stays as it was written, in whichever language.
        let known = reading.about.at.case.follow_up().seal_keys().iter().find(|it| it.key == key);
        let known = known.filter(|it| reading.about.words.text(&it.name) == name);
        keys.push(known.cloned().unwrap_or_else(|| SealKey { name: Text::plain(&name), key }));
    }
    if keys.is_empty() && reading.flaws.is_empty() {
        reading.flaw("keys.1", "seal-key-none");
    }
    Some(Act::SetSealKeys { keys })
}

fn item<'a>(about: &About<'a>) -> Option<(u64, &'a Item)> {
    let number = about.id.parse().ok()?;
    about.at.case.follow_up().evidence().all().get(&number).map(|it| (number, it))
}

/// A sheet about evidence that there is.
pub fn of_item(about: &About<'_>, _: &mut Written) -> Option<()> {
    item(about).map(|_| ())
}

fn shown(fields: &mut Fields<'_>) {
    if let Some((number, it)) = item(fields.about) {
        let told = told::heading(number, it, fields.about.words);
        fields.add("number", fields.about.words.word("evidence-which"), "", Input::Fixed(told));
    }
}

pub fn handing_fields(fields: &mut Fields<'_>) {
    shown(fields);
    fields.line("to", "handing-to", "handing-to-hint");
    fields.moment("at", "handing-at", "");
    let opened = vec![("yes".to_owned(), fields.about.words.word("handing-is-opened"))];
    fields.any("opened", "handing-opened", "", opened);
    fields.text("reason", "follow-reason", "", Size::Lines);
}

pub fn hand(reading: &mut Reading<'_>) -> Option<Act> {
    let to = without_directions(reading.get("to")).split_whitespace().collect::<Vec<_>>().join(" ");
    if to.is_empty() {
        reading.flaw("to", "sheet-needed");
    }
    let at = reading.moment("at");
    if at.is_none() && reading.get("at").is_empty() {
        reading.flaw("at", "sheet-needed");
    }
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    let opened = reading.get("opened") == "yes";
    let handing = Handing { to: Text::plain(&to), at: at?, reason, opened };
    Some(Act::HandEvidence { number: reading.about.id.parse().ok()?, handing })
}

pub fn destruction_fields(fields: &mut Fields<'_>) {
    shown(fields);
    fields.text("reason", "follow-reason", "", Size::Lines);
}

pub fn destroy(reading: &mut Reading<'_>) -> Option<Act> {
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    Some(Act::DestroyEvidence { number: reading.about.id.parse().ok()?, reason })
}
