//! Evidence in the browser: what came with reports and is kept under its seal, whose keys open it, and who has had it in hand.
//!
//! Whoever takes sealed bytes leaves an entry first, so taking is a form that is sent and never a link. What is shown is compared with
//! the bytes that are kept, as far as there is time for on one page.

mod bundle;
pub mod forms;
pub mod told;

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{
        AccountId, Case, Refusal,
        followup::{
            evidence::{CUSTODY_LIMIT, Item, TAKEN_LIMIT},
            seal::SealKey,
        },
        refusal::Thing,
    },
    text::Text,
};
use mawqif_store::Stored;

pub(super) use self::bundle::files as custody_files;
use super::board::exports::EVIDENCE_FILES_LIMIT;
use crate::{
    desk::{Fault, evidence::kind::FileFault},
    statement::{Form as Packed, bundle::bundle},
    web::{
        Web,
        admit::{At, Visitor},
        consultation::names::{self, Names},
        form::Form,
        page::{Shell, Tab, show},
        trouble::{Trouble, sentence, status},
        words::Words,
    },
};

/// Pieces of evidence that one page shows.
const EVIDENCE_SHOWN: usize = 20;

/// Sealed bytes that are compared for one page; of what is beyond, the page says that it was not compared.
const COMPARED_LIMIT: u64 = 64 << 20;

#[derive(Template)]
#[template(path = "evidence.html")]
struct Page {
    shell: Shell,
    case: String,
    problem: Option<String>,
    /// How many pieces there are, and how much.
    sentence: String,
    /// The committee's keys: whose, and the key.
    keys: Vec<(String, String)>,
    /// Whether a change of them waits for a second person.
    is_changing: bool,
    pieces: Vec<Piece>,
    /// Where older pieces are.
    older: Option<u64>,
    /// Whether one piece alone is shown.
    is_one: bool,
    may_take: bool,
}

/// A piece of evidence.
struct Piece {
    number: u64,
    heading: String,
    facts: Vec<(String, String)>,
    sha256: String,
    sealed: String,
    /// How what is kept compares with the record, and the class that goes with it.
    state: String,
    class: &'static str,
    custody: Vec<String>,
    /// Whether it can be taken.
    is_kept: bool,
    /// Whether it is under a seal to other keys than the committee has now.
    is_old: bool,
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    shown(&web, &visitor, &asked, StatusCode::OK, None).await
}

async fn shown(
    web: &Web,
    visitor: &Visitor,
    asked: &Form,
    code: StatusCode,
    problem: Option<String>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let case = &at.case;
    let evidence = case.follow_up().evidence();
    let one: Option<u64> = asked.get("number").parse().ok();
    let before: u64 = asked.get("before").parse().unwrap_or(u64::MAX);
    let listed: Vec<(u64, &Item)> = match one {
        Some(number) => evidence.all().get(&number).map(|it| (number, it)).into_iter().collect(),
        None => evidence.all().range(..before).rev().take(EVIDENCE_SHOWN).map(|(at, it)| (*at, it)).collect(),
    };
    if one.is_some() && listed.is_empty() {
        return Err(Trouble::Missing);
    }
    let hands: BTreeSet<AccountId> =
        listed.iter().flat_map(|(_, it)| it.custody.iter().map(|link| link.by.clone())).collect();
    let people = names::of(web, &hands.into_iter().collect::<Vec<_>>()).await?;
    let states = compared(web, at, &listed).await?;
    let last = listed.last().map(|(number, _)| *number).unwrap_or_default();
    let older = evidence.all().range(..last).next_back().map(|_| last).filter(|_| one.is_none());
    let shell = Shell::of_case(visitor, Tab::FollowUp)?;
    let words = &shell.words;
    let pieces = listed.iter().zip(states);
    let pieces = pieces.map(|((number, it), state)| piece(case, (*number, it), state, &people, words));
    let pieces: Vec<Piece> = pieces.collect();
    let page = Page {
        case: case.id().to_string(),
        problem,
        sentence: told::sentence(evidence, words),
        keys: keys(case.follow_up().seal_keys(), words),
        is_changing: told::is_changing(case),
        pieces,
        older,
        is_one: one.is_some(),
        may_take: at.now.is_none(),
        shell,
    };
    Ok(show(code, &page))
}

/// Keys of a committee as pages show them.
pub fn keys(keys: &[SealKey], words: &Words) -> Vec<(String, String)> {
    keys.iter().map(|it| (words.text(&it.name).to_owned(), it.key.clone())).collect()
}

/// How what is kept of each compares with the record; none where there was no time to look.
async fn compared(web: &Web, at: &At, listed: &[(u64, &Item)]) -> Result<Vec<Option<Stored>>, Trouble> {
    let mut room = COMPARED_LIMIT;
    let mut states = Vec::with_capacity(listed.len());
    for (_, it) in listed {
        let seal = &it.sealed.under;
        // The only piece of a page is compared, however long it is.
        let fits = seal.size <= room || listed.len() == 1;
        let state = if it.is_destroyed || !fits {
            None
        } else {
            room = room.saturating_sub(seal.size);
            let found = web.desk.store().compare_sealed(at.held.stored(), &seal.sha256).await;
            Some(found.map_err(Fault::from)?)
        };
        states.push(state);
    }
    Ok(states)
}

fn piece(
    case: &Case,
    (number, item): (u64, &Item),
    state: Option<Stored>,
    people: &Names,
    words: &Words,
) -> Piece {
    let (state, class) = told::state(item, state, words);
    Piece {
        number,
        heading: told::heading(number, item, words),
        facts: told::facts(case, item, words),
        sha256: item.sealed.sha256.to_hex(),
        sealed: item.sealed.under.sha256.to_hex(),
        state,
        class,
        custody: item.custody.iter().map(|link| told::link(link, people, words)).collect(),
        is_kept: !item.is_destroyed,
        is_old: !item.is_destroyed && !item.sealed.under.is_to(case.follow_up().seal_keys()),
    }
}

/// Takes evidence, or seals it anew.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    if let Some((name, fault @ FileFault::NotAsked)) = form.came.refused.first() {
        let told = told::fault(name, *fault, &Words::of(visitor.language));
        return shown(&web, &visitor, &Form::default(), StatusCode::UNPROCESSABLE_ENTITY, Some(told)).await;
    }
    let done = match form.get("step") {
        "take" => take(&web, &visitor, &form).await,
        "bundle" => take_all(&web, &visitor).await,
        "reseal" => reseal(&web, &visitor, &form).await,
        _ => Err(Trouble::Missing),
    };
    let sealed: Vec<_> = form.came.sealed.iter().map(|(_, sealed)| sealed.clone()).collect();
    let is_known = !matches!(&done, Err(Trouble::Fault(fault)) if status(fault).is_server_error());
    if is_known && !sealed.is_empty() {
        web.desk.forget_sealed(&visitor.at()?.held, &sealed).await;
    }
    match done {
        Err(Trouble::Fault(fault)) if !status(&fault).is_server_error() => {
            let told = sentence(&fault, &Words::of(visitor.language));
            shown(&web, &visitor, &Form::default(), status(&fault), Some(told)).await
        }
        done => done,
    }
}

async fn take(web: &Web, visitor: &Visitor, form: &Form) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let number = number(form)?;
    let taken = web.desk.take_evidence(&at.held, vec![number], &visitor.guest()?.caller).await?;
    let taken = taken.into_iter().next().ok_or(Trouble::Missing)?;
    let (name, bytes) = (taken.name(), taken.bytes);
    Ok(attached(&name, "application/octet-stream", bytes))
}

/// Everything that there is room for, with what the record says of all of it. A file of its own names the pieces that are kept and not
/// there.
async fn take_all(web: &Web, visitor: &Visitor) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let evidence = at.case.follow_up().evidence();
    let mut room = EVIDENCE_FILES_LIMIT;
    let mut numbers = Vec::new();
    for (number, it) in evidence.all().iter().rev().filter(|(_, it)| !it.is_destroyed) {
        if numbers.len() == TAKEN_LIMIT || it.sealed.under.size > room || it.custody.len() >= CUSTODY_LIMIT {
            continue;
        }
        room = room.saturating_sub(it.sealed.under.size);
        numbers.push(*number);
    }
    let taken = web.desk.take_evidence(&at.held, numbers, &visitor.guest()?.caller).await?;
    let there: BTreeSet<u64> = taken.iter().map(|it| it.number).collect();
    let is_left = |(number, it): &(&u64, &Item)| !it.is_destroyed && !there.contains(number);
    let left = evidence.all().iter().filter(is_left).map(|(number, _)| format!("{number}\n"));
    let left = format!("kept, and not in this bundle\n{}", left.collect::<String>());
    // As it is now: that it was taken is part of its custody.
    let mut files = custody_files(&at.held.now());
    files.extend(taken.into_iter().map(|it| Packed {
        name: format!("evidence/{}", it.name()),
        mime: "application/octet-stream",
        bytes: it.bytes,
    }));
    files.push(Packed {
        name: "evidence-left-out.csv".to_owned(),
        mime: "text/csv",
        bytes: left.into_bytes(),
    });
    let name = format!("{}-evidence.zip", at.case.id());
    let packed = web.desk.reckon(move || bundle(&files)).await?;
    let bytes = packed.map_err(|error| Fault::File(name.clone(), error.to_string()))?;
    Ok(attached(&name, "application/zip", bytes))
}

async fn reseal(web: &Web, visitor: &Visitor, form: &Form) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let number = number(form)?;
    let words = |fault: String| async move {
        shown(web, visitor, &Form::default(), StatusCode::UNPROCESSABLE_ENTITY, Some(fault)).await
    };
    if let Some((name, fault)) = form.came.refused.first() {
        // A file of names is no longer what it was when it does not begin as it did.
        let told = told::fault(name, *fault, &Words::of(visitor.language));
        return words(told).await;
    }
    let Some((_, sealed)) = form.came.sealed.first() else {
        let told = Words::of(visitor.language).word("evidence-no-file");
        return words(told).await;
    };
    let reason = Text::plain(form.get("reason"));
    let caller = &visitor.guest()?.caller;
    let done = web.desk.reseal_evidence(&at.held, number, sealed.clone(), reason, caller).await?;
    let seq = done.entries.first().map(|entry| entry.header().seq).unwrap_or_default();
    let here = format!("/cases/{}/follow-up/evidence?number={number}&done={seq}", at.case.id());
    Ok(Redirect::to(&here).into_response())
}

fn number(form: &Form) -> Result<u64, Trouble> {
    let written = form.get("number");
    let unknown = || Refusal::Unknown { what: Thing::Evidence, name: written.to_owned() };
    Ok(written.parse().map_err(|_| Fault::from(unknown()))?)
}

fn attached(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    response
}
