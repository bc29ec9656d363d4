//! The sheets of the roll: a body, and a mandate for somebody who is known here already.

use mawqif_core::{
    case::{AccountId, Act, Role, mandate::Scope},
    dossier::Body,
    text::{Text, without_directions},
};

use super::super::{
    page::Tab,
    sheet::{
        About, Asks, Kind, Weight, Written,
        field::{Fields, Input, Need, Size},
        reading::{Flaw, Reading, european_digits},
    },
};

use crate::desk::invitations::Term;

/// The most chambers and measures that a sheet takes for a body.
const LIST_LIMIT: usize = 100;

/// The sheets, by the end of their address.
pub const SHEETS: &[Kind] = &[Kind {
    lead: "body-lead",
    fields: body_fields,
    written: body_written,
    read: body,
    removes: Some("dismiss-body"),
    weight: Weight::Much,
    ..Kind::new("body", Tab::Bodies, ["body-new", "body-change"], "/bodies")
}];

/// The sheets of mandates.
pub const MANDATES: &[Kind] = &[
    Kind {
        lead: "mandate-lead",
        fields: mandate_fields,
        written: mandate_written,
        read: mandate,
        ..person("mandate", "mandate-new")
    },
    Kind {
        lead: "substitute-lead",
        fields: substitute_fields,
        written: substitute_written,
        read: substitute,
        ..person("substitute", "substitute-new")
    },
];

const fn person(name: &'static str, heading: &'static str) -> Kind {
    Kind {
        weight: Weight::Much,
        asks: Asks::ForSomebody,
        ..Kind::new(name, Tab::Bodies, [heading, heading], "/bodies")
    }
}

/// What a mandate can be for, as forms call it.
pub const SCOPES: [(Scope, &str, &str); 4] = [
    (Scope::Conditions, "conditions", "scope-conditions"),
    (Scope::Stances, "stances", "scope-stances"),
    (Scope::Meetings, "meetings", "scope-meetings"),
    (Scope::Ballots, "ballots", "scope-ballots"),
];

fn body_fields(fields: &mut Fields<'_>) {
    let dossier = fields.about.at.case.dossier();
    fields.text("name", "sheet-name", "", Size::Line);
    let mut chambers: Vec<(String, String)> = Vec::new();
    for chamber in dossier.bodies.iter().flat_map(|it| &it.chambers) {
        if !chambers.iter().any(|(known, _)| known == chamber) {
            chambers.push((chamber.clone(), chamber.clone()));
        }
    }
    chambers.truncate(LIST_LIMIT);
    fields.any("chamber", "body-chambers", "", chambers);
    fields.line("chamber.new", "body-chamber-new", "body-chamber-hint");
    fields.number("weight", "body-weight-label", "body-weight-hint", 1);
    fields.line("measures", "body-measures", "body-measures-hint");
    fields.id("sheet-id-hint");
}

fn body_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if about.id.is_empty() {
        return Some(());
    }
    let body = about.at.case.dossier().bodies.iter().find(|it| it.id.as_str() == about.id)?;
    written.text("name", &body.name, about.words);
    written.all("chamber", &body.chambers);
    written.put("weight", body.weight);
    let measures: Vec<String> = body.measures.iter().map(|(name, it)| format!("{name} {it}")).collect();
    written.put("measures", measures.join(", "));
    Some(())
}

fn body(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let before = about.at.case.dossier().bodies.iter().find(|it| it.id.as_str() == about.id);
    let name = reading.text("name", Need::Given, Size::Line, before.map(|it| &it.name));
    let id = reading.id(&name)?;
    let mut chambers: Vec<String> = about.form.every("chamber").map(str::to_owned).collect();
    for chamber in listed(reading.get("chamber.new")) {
        if !chambers.contains(&chamber) {
            chambers.push(chamber);
        }
    }
    let mut measures = Vec::new();
    for words in listed(reading.get("measures")) {
        let number = words.rsplit_once(char::is_whitespace);
        match number.and_then(|(name, it)| Some((name.trim().to_owned(), european_digits(it).parse().ok()?)))
        {
            Some(measure) => measures.push(measure),
            None => {
                let told = about.words.about("body-measures-form", &words);
                reading.flaws.push(Flaw { field: "measures".to_owned(), told });
            }
        }
    }
    let body = Body { id, name, chambers, weight: reading.number("weight", 1), measures };
    Some(if about.id.is_empty() { Act::AdmitBody { body } } else { Act::ChangeBody { body } })
}

/// Words between commas, of either language.
fn listed(words: &str) -> Vec<String> {
    let words = without_directions(words);
    let parts = words.split([',', '،', ';', '؛', '\n']).map(|it| it.split_whitespace().collect::<Vec<_>>());
    parts.filter(|it| !it.is_empty()).map(|it| it.join(" ")).take(LIST_LIMIT).collect()
}

/// A text as something to choose, cut so that a list of it can be read.
pub fn short(text: &Text, tag: &str) -> String {
    const LENGTH: usize = 90;
    let words = text.in_language(tag);
    if words.chars().count() <= LENGTH {
        return words.to_owned();
    }
    words.chars().take(LENGTH).chain(std::iter::once('…')).collect()
}

/// From when until when a mandate is good, and in what.
pub fn term(reading: &mut Reading<'_>) -> Term {
    let chosen: Vec<&str> = reading.about.form.every("scope").collect();
    let scope = SCOPES.iter().filter(|(_, value, _)| chosen.contains(value)).map(|(scope, ..)| *scope);
    Term { scope: scope.collect(), from: reading.moment("from"), until: reading.moment("until") }
}

fn term_fields(fields: &mut Fields<'_>, most: &[Scope]) {
    fields.moment("from", "mandate-from-label", "mandate-from-hint");
    fields.moment("until", "mandate-until-label", "mandate-until-hint");
    let words = fields.about.words;
    let scopes = SCOPES.iter().filter(|(scope, ..)| most.contains(scope));
    let scopes = scopes.map(|(_, value, key)| ((*value).to_owned(), words.word(key))).collect();
    fields.any("scope", "mandate-scope-label", "mandate-scope-hint", scopes);
}

/// Everybody in the case who has a name, but one.
fn people(about: &About<'_>, but: Option<&AccountId>) -> Vec<(String, String)> {
    let all = about.names.iter().filter(|(account, _)| Some(*account) != but);
    all.map(|(account, name)| (account.as_str().to_owned(), name.clone())).collect()
}

fn account(reading: &mut Reading<'_>) -> Option<AccountId> {
    let account = AccountId::new(reading.get("account")).ok();
    let known = account.filter(|it| reading.about.names.contains_key(it));
    if known.is_none() {
        reading.flaw("account", "mandate-nobody");
    }
    known
}

fn mandate_fields(fields: &mut Fields<'_>) {
    let people = people(fields.about, None);
    fields.one("account", "mandate-who", "mandate-who-hint", people);
    let bodies = fields.named(fields.about.at.case.dossier().bodies.iter().map(|it| (&it.id, &it.name)));
    fields.one("body", "mandate-body", "", bodies);
    term_fields(fields, &Scope::ALL);
}

fn mandate_written(about: &About<'_>, _: &mut Written) -> Option<()> {
    (about.id.is_empty() && about.at.sight.is_secretariat()).then_some(())
}

fn mandate(reading: &mut Reading<'_>) -> Option<Act> {
    let account = account(reading)?;
    let body = reading.one("body");
    if body.is_none() {
        reading.flaw("body", "sheet-needed");
    }
    let Term { from, until, scope } = term(reading);
    Some(Act::MandateDelegate { account, body: body?, from, until, scope })
}

fn substitute_fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let principal = about.id.parse().ok().and_then(|number: u64| about.at.case.mandates().get(&number));
    let Some(principal) = principal else { return };
    let bodies = about.at.case.dossier().bodies.iter().map(|it| (&it.id, &it.name));
    let body = about.words.name_of(&principal.body, bodies);
    fields.add("mandate", about.words.word("mandate-body"), "", Input::Hidden(about.id.to_owned(), body));
    let people = people(about, Some(&principal.account));
    fields.one("account", "mandate-who", "mandate-who-hint", people);
    term_fields(fields, &principal.scope);
}

/// For the holder of the mandate and the secretariat.
fn substitute_written(about: &About<'_>, _: &mut Written) -> Option<()> {
    let number: u64 = about.id.parse().ok()?;
    let own = about.at.sight.roles().iter().any(|role| match role {
        Role::Delegate { mandate, .. } => *mandate == number,
        Role::Secretariat => true,
        _ => false,
    });
    about.at.case.mandates().get(&number).filter(|_| own).map(|_| ())
}

fn substitute(reading: &mut Reading<'_>) -> Option<Act> {
    let account = account(reading)?;
    let Ok(mandate) = reading.about.id.parse() else {
        reading.flaw("mandate", "sheet-needed");
        return None;
    };
    let Term { from, until, scope } = term(reading);
    Some(Act::NameSubstitute { mandate, account, from, until, scope })
}
