//! A report drafted from what came in, a message or a row of a table: as far as that tells it, and everything that somebody has to decide.
//!
//! Nothing is entered but what is in the form when it is sent, save what is known of what came in, which no form can say.

use mawqif_core::{
    case::{Moment, followup::report::IncidentReport},
    text::{Id, has_right_to_left},
};

use super::said;
use crate::web::{
    form::Form,
    sheet::{
        field::{Fields, Input, Need, Size, Version},
        reading::Reading,
    },
};

/// What names of fields begin with whose values are known.
const KNOWN: &str = "came.";

/// What the report is called by whoever brings it.
pub(super) const CLIENT: &str = "came.client";

/// Whom it comes from; asked for where it is not known.
pub(super) const ORIGIN: &str = "came.origin";

/// When it was told, in microseconds, if that is known.
pub(super) const TOLD: &str = "came.told";

/// Whether the place is a guess.
const GUESSED: &str = "came.guessed";

/// What the words fill in, and the first of the places that they may mean.
pub(super) fn draft(words: String, places: &[&Id]) -> Vec<(String, String)> {
    let mut fields = vec![(format!("what.{}", tag(&words)), words)];
    if let Some(id) = places.first() {
        fields.push(("where".to_owned(), id.to_string()));
        fields.push((GUESSED.to_owned(), "yes".to_owned()));
    }
    fields
}

/// What was sent, with what is known in place of what was sent as such.
pub(super) fn with_known(form: &Form, known: Vec<(String, String)>) -> Form {
    let written = form.all().iter().filter(|(name, _)| !name.starts_with(KNOWN)).cloned();
    Form::of(written.chain(known).collect())
}

/// The words, in the language in which they are written.
pub(super) fn words_field(fields: &mut Fields<'_>, hint: fn(&str) -> &'static str) {
    let words = fields.about.words;
    let written = ["ar", "en"].into_iter().find(|tag| !fields.value(&format!("what.{tag}")).is_empty());
    let tag = written.unwrap_or(words.tag());
    let value = fields.value(&format!("what.{tag}"));
    let called = if tag == "ar" { "العربية" } else { "English" };
    let hint = hint(&value);
    let version = Version { tag, language: called, value };
    fields.add("what", words.word("reporter-what"), hint, Input::Text(vec![version], Size::Lines));
}

/// The place, by one hint when it is a guess and by another when nothing could be guessed.
pub(super) fn place_field(fields: &mut Fields<'_>, [guessed, none]: [&str; 2]) {
    let about = fields.about;
    let mut places = fields.named(about.at.case.dossier().places.iter().map(|it| (&it.id, &it.name)));
    places.insert(0, (String::new(), about.words.word("message-choose")));
    let hint = if about.form.get(GUESSED) == "yes" { guessed } else { none };
    fields.one("where", "provision-where", hint, places);
}

/// The report that a form asks for.
pub(super) fn report(reading: &mut Reading<'_>) -> Option<IncidentReport> {
    let what = reading.text("what", Need::Given, Size::Lines, None);
    let (place, occurred) = said::place_and_time(reading);
    let known = reading.get(ORIGIN);
    let origin = if known.is_empty() { said::line(reading.get("origin")) } else { known.to_owned() };
    if origin.is_empty() {
        reading.flaw("origin", "sheet-needed");
    }
    let commitment = reading.one("commitment");
    Some(IncidentReport {
        client: reading.get(CLIENT).to_owned(),
        what,
        place: place?,
        occurred: occurred?,
        precision: said::precision(reading),
        told: reading.get(TOLD).parse().ok().map(Moment::from_micros),
        oneself: false,
        origin,
        grade: said::grade(reading)?,
        commitment,
        evidence: Vec::new(),
    })
}

/// The language that words are written in, by their letters.
fn tag(words: &str) -> &'static str {
    if has_right_to_left(words) { "ar" } else { "en" }
}
