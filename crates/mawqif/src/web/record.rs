//! The timeline: every entry of the record, the latest first, each with a receipt to take home.
//!
//! It can be narrowed down to a kind, a person, a body, and days. A page reads so many entries at most; when that
//! was not enough to fill it, the next page goes on from there, so that a record of any length is looked through
//! without anybody waiting long for one page.

mod about;
mod filter;

use std::collections::{BTreeSet, HashMap, hash_map};

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use mawqif_core::{case::Moment, record::entry::Entry};
use mawqif_store::{AccountId, Error};

use self::filter::{Choices, Filter};
use super::{
    Web,
    admit::{At, Visitor},
    form::Form,
    page::{Shell, Tab, show},
    trouble::Trouble,
};
use crate::desk::{Fault, witness::Under};

/// Entries on a page.
const PAGE: u64 = 50;

/// Entries that are read at once while looking for some that fit.
const CHUNK: u64 = 1_000;

/// The most entries that are read for one page.
const READ_LIMIT: u64 = 20_000;

#[derive(Template)]
#[template(path = "record.html")]
struct Record {
    shell: Shell,
    lines: Vec<Line>,
    size: String,
    /// The last entry's number, and the one the slider stands at.
    last: u64,
    filter: Filter,
    choices: Choices,
    /// Addresses of older, newer and the latest entries.
    older: Option<String>,
    newer: Option<String>,
    /// When entries are left that were not looked at: from which one on, downwards.
    left: Option<String>,
}

struct Line {
    seq: u64,
    number: String,
    time: String,
    actor: String,
    what: String,
    /// Whom or what it is about.
    about: String,
}

/// Entries that fit, and how far the record was looked through for them.
struct Found {
    entries: Vec<Entry>,
    /// The entry below which nothing was looked at; 0 when the record was read to its beginning.
    end: u64,
}

/// The timeline, from an entry backwards.
pub async fn timeline(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let size = at.case.entries();
    let people = people(&web, at).await?;
    let filter = Filter::of(&asked);
    let begin = asked.get("before").parse::<u64>().ok().map_or(size, |before| before.min(size));
    let found = look(&web, at, &filter, begin).await?;
    let mut names: HashMap<String, String> = people.iter().cloned().collect();
    for entry in &found.entries {
        if let hash_map::Entry::Vacant(unknown) = names.entry(about::actor(entry)) {
            let name = called(&web, unknown.key()).await?;
            unknown.insert(name);
        }
    }
    let shell = Shell::of_case(&visitor, Tab::Record)?;
    let words = shell.words.clone();
    let full = u64::try_from(found.entries.len()).is_ok_and(|count| count == PAGE);
    let page = |before: u64| filter.address(at.now.map(|_| size.saturating_sub(1)), Some(before));
    let lines = found.entries.iter().map(|entry| {
        let header = entry.header();
        Line {
            seq: header.seq,
            number: words.number(header.seq),
            time: words.moment(Moment::from_micros(header.time)),
            actor: names.get(&about::actor(entry)).cloned().unwrap_or_default(),
            what: words.tell("entry-kind", &[("kind", header.kind.as_str().into())]),
            about: about::about(entry, &at.case, &words),
        }
    });
    let page = Record {
        lines: lines.collect(),
        size: words.number(size),
        last: size.saturating_sub(1),
        older: (found.end > 0).then(|| page(found.end)),
        newer: (begin < size).then(|| page((begin + PAGE).min(size))),
        left: (found.end > 0 && !full).then(|| words.number(found.end)),
        choices: Choices::of(&filter, &at.case, &people, &words),
        filter,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// Looks through the record from an entry backwards.
async fn look(web: &Web, at: &At, filter: &Filter, begin: u64) -> Result<Found, Trouble> {
    let store = web.desk.store();
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let mut found = Found { entries: Vec::new(), end: begin };
    if let Some(until) = filter.until() {
        found.end = first_after(web, at, until, begin).await?;
    }
    let chunk = if filter.is_empty() { PAGE } else { CHUNK };
    let lowest = found.end.saturating_sub(READ_LIMIT);
    while found.end > lowest {
        let first = found.end.saturating_sub(chunk).max(lowest);
        let entries = store.entries(at.held.stored(), first, found.end - first).await.map_err(Fault::from)?;
        for entry in entries.into_iter().rev() {
            found.end = entry.header().seq;
            if filter.is_before(&entry) {
                found.end = 0;
                return Ok(found);
            }
            // What is hidden is hidden before it can fit or not.
            let entry = at.sight.entry(entry);
            if filter.fits(&entry) {
                found.entries.push(entry);
                if found.entries.len() == most {
                    return Ok(found);
                }
            }
        }
        found.end = first;
    }
    Ok(found)
}

/// The first entry at or after a moment, of those below `end`: time does not go backwards in a record.
async fn first_after(web: &Web, at: &At, moment: Moment, end: u64) -> Result<u64, Trouble> {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = low + (high - low) / 2;
        let found = web.desk.store().entries(at.held.stored(), middle, 1).await.map_err(Fault::from)?;
        match found.first() {
            Some(entry) if entry.header().time < moment.micros() => low = middle + 1,
            _ => high = middle,
        }
    }
    Ok(low)
}

/// A receipt for an entry, to be kept and verified without the server.
pub async fn receipt(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, seq)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let At { held, case, .. } = visitor.at()?;
    let seq = seq.parse::<u64>().ok().filter(|seq| *seq < case.entries()).ok_or(Trouble::Missing)?;
    let receipt = web.desk.receipt(held, seq, &Under::Latest).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"receipt-{seq}.txt\"")),
    ];
    Ok((headers, receipt.to_string()).into_response())
}

/// Everybody who has, or had, a part in the case, and what they are called.
async fn people(web: &Web, at: &At) -> Result<Vec<(String, String)>, Trouble> {
    /// The most people that are offered to choose from; the address takes anybody.
    const PEOPLE_LIMIT: usize = 300;
    let case = &at.case;
    let holders = case.mandates().values().map(|it| &it.account);
    let all: BTreeSet<&str> =
        case.secretariat().iter().chain(holders).chain(case.observers()).map(|it| it.as_str()).collect();
    let mut people = Vec::new();
    for id in all.into_iter().take(PEOPLE_LIMIT) {
        let name = called(web, id).await?;
        if !name.is_empty() {
            people.push((id.to_owned(), name));
        }
    }
    people.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(people)
}

/// What an account is called; nothing when it is not there any more.
async fn called(web: &Web, actor: &str) -> Result<String, Trouble> {
    let Some(id) = AccountId::new(actor) else { return Ok(String::new()) };
    match web.desk.store().account(&id).await {
        Ok(account) => Ok(account.name),
        Err(Error::Missing(_)) => Ok(String::new()),
        Err(error) => Err(Fault::from(error).into()),
    }
}
