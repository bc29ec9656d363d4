//! Checking what is written before it is entered: what the rules of the stress test would find in it.
//!
//! A script asks for it while somebody types, whoever has none presses a button; both are told the same, by the
//! server, and nothing is entered.

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::{
    case::{Act, act::Part},
    dossier::{Dossier, Provision},
    initiative::lint::{lint, vocabulary::Vocabulary},
};

use super::{
    super::{
        Web,
        admit::{At, Visitor},
        consultation::names::Names,
        form::Form,
        initiative::forms::SHEETS,
        page::{Shell, Tab, show},
        stress::findings::{self, Found},
        trouble::Trouble,
        words::Words,
    },
    About, Kind, Tests,
    reading::{Flaw, Reading},
};

#[derive(Template)]
#[template(path = "findings_alone.html")]
struct Findings {
    shell: Shell,
    found: Vec<Found>,
}

/// What is found in the provision that a form has, as a part of its page.
pub async fn findings(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let kind = SHEETS.iter().find(|kind| kind.tests == Tests::Provision).ok_or(Trouble::Missing)?;
    let found = found(&web, &visitor, kind, &form, (form.get("id.of"), &Names::new())).await?;
    let shell = Shell::of_case(&visitor, Tab::Initiative)?;
    Ok(show(StatusCode::OK, &Findings { shell, found: found.unwrap_or_default() }))
}

/// What is found in what is written, if the sheet is of a kind that is tested.
pub async fn found(
    web: &Web,
    visitor: &Visitor,
    kind: &Kind,
    form: &Form,
    what: (&str, &Names),
) -> Result<Option<Vec<Found>>, Trouble> {
    if kind.tests == Tests::Nothing {
        return Ok(None);
    }
    let at = visitor.at()?;
    let Some(provision) = provision(at, visitor, kind, form, what) else { return Ok(Some(Vec::new())) };
    let (case, id) = (at.case.clone(), provision.id.clone());
    let look = move || {
        let dossier = with(case.dossier(), provision);
        lint(&dossier, &Vocabulary::of(&dossier))
    };
    let lint = web.desk.reckon(look).await?;
    let words = Words::of(visitor.language);
    Ok(Some(findings::of_draft(&lint, &id, &words)))
}

/// What is wrong with what is written.
pub fn flaws(
    visitor: &Visitor,
    kind: &Kind,
    form: &Form,
    (id, names): (&str, &Names),
) -> Result<Vec<Flaw>, Trouble> {
    let words = Words::of(visitor.language);
    let about = About { at: visitor.at()?, words: &words, form, id, names };
    let mut reading = Reading::new(&about);
    (kind.read)(&mut reading);
    Ok(reading.flaws)
}

/// The provision that is written, as far as it can be read; none before there are words.
fn provision(
    at: &At,
    visitor: &Visitor,
    kind: &Kind,
    form: &Form,
    (id, names): (&str, &Names),
) -> Option<Provision> {
    let words = Words::of(visitor.language);
    let about = About { at, words: &words, form, id, names };
    match (kind.read)(&mut Reading::new(&about)) {
        Some(Act::EnterPart { part: Part::Provision(provision) }) if !provision.text.is_empty() => {
            Some(provision)
        }
        _ => None,
    }
}

/// The offer with a provision in place of the one with its id, or behind the others.
fn with(dossier: &Dossier, provision: Provision) -> Dossier {
    let mut dossier = dossier.clone();
    match dossier.provisions.iter_mut().find(|known| known.id == provision.id) {
        Some(known) => *known = provision,
        None => dossier.provisions.push(provision),
    }
    dossier
}
