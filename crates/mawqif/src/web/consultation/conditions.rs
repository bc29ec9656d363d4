//! Conditions: what bodies ask for, how it is worded, and what came of what.
//!
//! A page has a limited number of them, so that a hundred stay readable; what is looked for is found by its
//! words, its id or the body that proposed it.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{
        Case, Role, Stage,
        mandate::Scope,
        wording::{Wording, WordingState},
    },
    dossier::Condition,
    text::{Id, Text},
};

use super::super::{
    Web,
    admit::Visitor,
    form::Form,
    page::{Shell, Tab, show},
    position::tested,
    trouble::Trouble,
    words::Words,
};
use crate::{desk::sight::Sight, stress::Teller};

/// Conditions on one page.
const PAGE: usize = 25;

/// Wordings of the past that are told; of more, the latest.
const PAST: usize = 50;

#[derive(Template)]
#[template(path = "conditions.html")]
struct Page {
    shell: Shell,
    case: String,
    /// What is looked for.
    sought: String,
    count: usize,
    lines: Vec<Line>,
    /// Pages: number, address, whether it is this one.
    pages: Vec<(usize, String, bool)>,
    /// Wordings that wait for an answer.
    open: Vec<Offer>,
    /// Wordings that were answered, the latest first.
    past: Vec<Offer>,
    /// For whom one may propose: body and name; empty for the secretariat itself.
    proposers: Vec<(String, String)>,
    /// Whether one may offer wordings and change what conditions cost.
    is_editor: bool,
    /// Whether conditions can be proposed at all now; why not.
    waits: Option<String>,
}

/// A condition as it is told.
struct Line {
    id: String,
    text: String,
    facts: Vec<String>,
    /// Where it comes from, if from other conditions.
    from: String,
    may_withdraw: bool,
    /// What the test of the offer has to do with it.
    tested: Option<String>,
    /// Whether a wording for it waits.
    is_asked: bool,
}

/// A wording as it is told.
struct Offer {
    number: u64,
    title: String,
    old: Vec<(String, String)>,
    new: Vec<(String, String)>,
    state: String,
    /// Bodies for which who looks may answer: id and name.
    answers: Vec<(String, String)>,
    may_retract: bool,
}

/// The conditions.
pub async fn all(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let at = visitor.at()?;
    let (case, sight) = (&at.case, &at.sight);
    let tested = if case.received().is_some() { web.tested_soon(case).await } else { None };
    let shell = Shell::of_case(&visitor, Tab::Conditions)?;
    let words = shell.words.clone();
    let dossier = case.dossier();
    let is_before = matches!(case.stage(), Stage::Preparing | Stage::Consulting);
    let is_free = is_before && case.open_ballot().is_none() && case.received().is_some();
    let sought = asked.get("q").to_owned();
    let found: Vec<&Condition> =
        dossier.conditions.iter().filter(|it| is_sought(it, &sought, &words)).collect();
    let count = found.len();
    let last = count.div_ceil(PAGE).max(1);
    let at_page = asked.get("page").parse::<usize>().unwrap_or(1).clamp(1, last);
    let waiting: BTreeSet<&Id> = open(case).flat_map(|(_, it)| &it.replaces).collect();
    let shown = found.into_iter().skip((at_page - 1) * PAGE).take(PAGE);
    let teller = Teller::new(dossier, words.locale());
    let lines = shown.map(|it| Line {
        tested: tested.as_ref().and_then(|tested| tested::line(&it.id, &tested.test, &teller, &words)),
        ..line(case, sight, it, is_free, waiting.contains(&it.id), &words)
    });
    let offer = |(number, it): (&u64, &Wording)| told(case, sight, *number, it, is_before, &words);
    let past = case.wordings().iter().rev().filter(|(_, it)| it.state != WordingState::Open).take(PAST);
    let waits = if case.received().is_none() {
        Some("conditions-no-offer")
    } else if case.open_ballot().is_some() {
        Some("conditions-ballot")
    } else if case.stage() == Stage::Adopted {
        Some("conditions-adopted")
    } else {
        None
    };
    let page = Page {
        case: case.id().to_string(),
        lines: lines.collect(),
        pages: (1..=last)
            .map(|number| (number, page_link(case, &sought, number), number == at_page))
            .collect(),
        open: open(case).map(offer).collect(),
        past: past.map(offer).collect(),
        proposers: if is_free { proposers(case, sight, &words) } else { Vec::new() },
        is_editor: is_free && sight.is_secretariat(),
        waits: waits.map(|key| words.word(key)),
        sought,
        count,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

fn page_link(case: &Case, sought: &str, page: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("page", &page.to_string());
    if !sought.is_empty() {
        query.append_pair("q", sought);
    }
    format!("/cases/{}/conditions?{}", case.id(), query.finish())
}

fn open(case: &Case) -> impl Iterator<Item = (&u64, &Wording)> {
    case.wordings().iter().filter(|(_, it)| it.state == WordingState::Open)
}

fn is_sought(condition: &Condition, sought: &str, words: &Words) -> bool {
    if sought.is_empty() {
        return true;
    }
    let sought = sought.to_lowercase();
    let by = condition.proposed_by.as_ref().map(|it| words.text(it).to_lowercase()).unwrap_or_default();
    let mut texts = condition.text.versions().map(|(_, words)| words.to_lowercase());
    texts.any(|it| it.contains(&sought)) || condition.id.as_str().contains(&sought) || by.contains(&sought)
}

fn line(
    case: &Case,
    sight: &Sight,
    condition: &Condition,
    is_free: bool,
    is_asked: bool,
    words: &Words,
) -> Line {
    let dossier = case.dossier();
    let list = |ids: &[Id]| {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        words.locale().list(&ids)
    };
    let mut facts = vec![words.tell("condition-burden", &[("burden", condition.burden.into())])];
    let proposers = case.proposers(&condition.id);
    let names: Vec<String> = proposers.iter().map(|id| body(case, id, words)).collect();
    match (&condition.proposed_by, names.is_empty()) {
        (_, false) => facts.push(words.about("condition-by", &words.locale().list(&names))),
        (Some(by), true) => facts.push(words.about("condition-by", words.text(by))),
        (None, true) => facts.push(words.word("condition-by-nobody")),
    }
    if !condition.implies.is_empty() {
        facts.push(words.about("condition-with", &list(&condition.implies)));
    }
    if !condition.excludes.is_empty() {
        facts.push(words.about("condition-not-beside", &list(&condition.excludes)));
    }
    if !condition.stops.is_empty() {
        let harms = || dossier.harms.iter().map(|it| (&it.id, &it.name));
        let stops: Vec<String> = condition.stops.iter().map(|id| words.name_of(id, harms())).collect();
        facts.push(words.about("condition-against", &words.locale().list(&stops)));
    }
    let is_proposers = sight.roles().iter().any(|role| {
        matches!(role, Role::Delegate { body, scope, .. }
            if scope.contains(&Scope::Conditions) && proposers.contains(body))
    });
    let may_withdraw =
        is_free && !is_asked && if proposers.is_empty() { sight.is_secretariat() } else { is_proposers };
    let from = case.wordings().values().rev().find(|it| {
        let is_of_others = it.replaces != [condition.id.clone()];
        let is_here = it.by.iter().any(|new| new.id == condition.id);
        matches!(it.state, WordingState::Taken(_)) && is_here && is_of_others
    });
    Line {
        id: condition.id.to_string(),
        text: words.text(&condition.text).to_owned(),
        facts,
        from: from.map(|it| words.about("condition-from", &list(&it.replaces))).unwrap_or_default(),
        may_withdraw,
        tested: None,
        is_asked,
    }
}

fn told(case: &Case, sight: &Sight, number: u64, wording: &Wording, is_before: bool, words: &Words) -> Offer {
    let known = |id: &Id| {
        let now = case.dossier().conditions.iter().find(|it| it.id == *id).map(|it| &it.text);
        // What is gone is known from the wordings that brought or replaced it.
        let before =
            || case.wordings().values().flat_map(|it| &it.by).find(|it| it.id == *id).map(|it| &it.text);
        let text: Option<&Text> = now.or_else(before);
        (id.to_string(), text.map(|it| words.text(it).to_owned()).unwrap_or_default())
    };
    let names = |ids: &mut dyn Iterator<Item = &Id>| -> String {
        let names: Vec<String> = ids.map(|id| body(case, id, words)).collect();
        words.locale().list(&names)
    };
    let is_open = wording.state == WordingState::Open;
    let waits = |id: &&Id| !wording.agreed.contains(*id);
    let state = match &wording.state {
        WordingState::Open => {
            let waits = names(&mut wording.asked.iter().filter(waits));
            let mut state = words.about("wording-waits", &waits);
            if !wording.agreed.is_empty() {
                state =
                    format!("{state} {}", words.about("wording-agreed", &names(&mut wording.agreed.iter())));
            }
            state
        }
        WordingState::Taken(at) => words.about("wording-taken", &words.moment(*at)),
        WordingState::Refused(by, None) => words.about("wording-refused", &body(case, by, words)),
        WordingState::Refused(by, Some(reason)) => {
            let values = [("name", body(case, by, words).into()), ("reason", words.text(reason).into())];
            words.tell("wording-refused-for", &values)
        }
        WordingState::Retracted => words.word("wording-retracted"),
    };
    let answers = sight.roles().iter().filter_map(|role| match role {
        Role::Delegate { body: own, scope, .. }
            if is_open && is_before && scope.contains(&Scope::Conditions) =>
        {
            let is_asked = wording.asked.contains(own) && !wording.agreed.contains(own);
            is_asked.then(|| (own.to_string(), body(case, own, words)))
        }
        _ => None,
    });
    let title = match (wording.replaces.len(), wording.by.len()) {
        (1, 1) => "wording-other",
        (_, 1) => "wording-merger",
        _ => "wording-split",
    };
    Offer {
        number,
        title: words.word(title),
        old: wording.replaces.iter().map(known).collect(),
        new: wording.by.iter().map(|it| (it.id.to_string(), words.text(&it.text).to_owned())).collect(),
        state,
        answers: answers.collect(),
        may_retract: is_open && is_before && sight.is_secretariat(),
    }
}

fn body(case: &Case, id: &Id, words: &Words) -> String {
    words.name_of(id, case.dossier().bodies.iter().map(|it| (&it.id, &it.name)))
}

/// For whom somebody may propose: their bodies, and the secretariat without one.
fn proposers(case: &Case, sight: &Sight, words: &Words) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for role in sight.roles() {
        match role {
            Role::Delegate { body: own, scope, .. } if scope.contains(&Scope::Conditions) => {
                all.push((own.to_string(), body(case, own, words)));
            }
            Role::Secretariat => all.push((String::new(), words.word("condition-for-nobody"))),
            _ => {}
        }
    }
    all
}
