//! What came of a consultation, for everybody: as far as the secretariat has said that it is published, and without what few people
//! said. As a page, as JSON, as a table, as a map.

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use mawqif_core::case::poll::Results;

use super::{
    Asked, Said, asks,
    base::Names,
    shell, texts,
    told::{self, Told, open},
    unexpected, withheld,
};
use crate::{
    desk::public::Outcome,
    opinion::sheet,
    web::{
        Web,
        admit::Visitor,
        page::{Shell, show},
        qr,
        trouble::Trouble,
        words::Words,
    },
};

/// How long whoever passes a page on may keep it: results change while people vote.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=15");

#[derive(Template)]
#[template(path = "voter_results.html")]
struct Page {
    shell: Shell,
    path: String,
    question: Said,
    /// Who asks.
    asks: String,
    /// Whose words are withheld, and why.
    withheld: Vec<String>,
    /// The hash of what was published, in the record.
    published: String,
    told: Option<Told>,
    /// Why there is nothing to see yet.
    waits: Option<String>,
    is_open: bool,
    /// Where links to files begin.
    files: String,
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    if asked.poll.terms.results == Results::Kept {
        return Err(Trouble::Missing);
    }
    let outcome = outcome(&web, &asked);
    let statements = asked.shown(&web).await?;
    let shell = shell(&visitor, &asked, Some("voter-results-title"));
    let words = &shell.words;
    let told = outcome.as_ref().map(|outcome| {
        let texts = texts(&statements, words);
        told::told(outcome, &open(outcome, &texts), (&texts, &Names::new()), words)
    });
    let waits = match (&told, asked.poll.is_published(asked.now)) {
        (Some(_), _) => None,
        (None, true) if asked.is_open() => Some(words.word("voter-results-few")),
        (None, true) => Some(words.word("voter-results-soon")),
        (None, false) => Some(words.about("voter-results-from", &words.moment(asked.poll.terms.closes))),
    };
    let page = Page {
        path: asked.path(),
        question: Said::of(&asked.poll.terms.question, words),
        asks: asks(&asked, words),
        withheld: withheld(&asked, words),
        published: asked.poll.closed.map(|(_, count)| count.result.to_hex()).unwrap_or_default(),
        told,
        waits,
        is_open: asked.is_open(),
        files: format!("{}/files", asked.path()),
        shell,
    };
    let mut response = show(StatusCode::OK, &page);
    if visitor.guest.is_none() {
        kept(&mut response);
    }
    Ok(response)
}

/// What may be seen by everybody now.
fn outcome(web: &Web, asked: &Asked) -> Option<Arc<Outcome>> {
    let is_public = asked.poll.is_published(asked.now);
    is_public.then(|| web.desk.public().settled(&asked.held, asked.number)).flatten()
}

/// A file: `results.json`, `results.csv`, `map.svg`, or the address as `qr.svg`.
pub async fn file(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number, name)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    if name == "qr.svg" {
        let address = format!("{}{}", web.desk.people().site(), asked.path());
        let picture = qr::file(&address).ok_or(Trouble::Missing)?;
        return Ok(sent("image/svg+xml", None, picture));
    }
    let outcome = outcome(&web, &asked).ok_or(Trouble::Missing)?;
    made(&web, &asked, &outcome, &visitor, &name).await
}

/// A file of a result that whoever asks may see.
///
/// # Errors
/// [`Trouble::Missing`] when there is no such file, the store's.
pub async fn made(
    web: &Web,
    asked: &Asked,
    outcome: &Outcome,
    visitor: &Visitor,
    name: &str,
) -> Result<Response, Trouble> {
    let called = format!("consultation-{}", asked.number);
    if name == "results.json" {
        // When it is closed, these are the bytes whose hash is in the record.
        let json = web.desk.public().published(&asked.held, asked.number).await.map_err(unexpected)?;
        let json = json.ok_or(Trouble::Missing)?;
        return Ok(sent("application/json", Some(format!("{called}.json")), json));
    }
    let statements = asked.shown(web).await?;
    let words = Words::of(visitor.language);
    let opinion = open(outcome, &texts(&statements, &words));
    match name {
        "results.csv" => {
            let table = sheet::csv(&opinion, &columns(outcome, &words), words.locale());
            Ok(sent("text/csv; charset=utf-8", Some(format!("{called}.csv")), table))
        }
        "map.svg" => {
            let map = told::drawn(outcome, &opinion, &words).ok_or(Trouble::Missing)?;
            Ok(sent("image/svg+xml", None, map))
        }
        _ => Err(Trouble::Missing),
    }
}

/// What those say who came by each channel, for the table; nothing when all came by one.
fn columns(outcome: &Outcome, words: &Words) -> Vec<sheet::Column> {
    let came = outcome.channels.iter().filter(|it| it.people != Some(0));
    let columns: Vec<sheet::Column> = came
        .map(|it| {
            let cells = it.votes.iter().filter(|_| it.people.is_some());
            let cells = cells.map(|(number, cell)| (number.to_string(), *cell)).collect();
            (words.word(told::channel(it.channel)), cells)
        })
        .collect();
    if columns.len() > 1 { columns } else { Vec::new() }
}

pub(super) fn sent(kind: &'static str, name: Option<String>, body: String) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    let named = name.and_then(|it| HeaderValue::from_str(&format!("attachment; filename=\"{it}\"")).ok());
    response.headers_mut().extend(named.map(|it| (header::CONTENT_DISPOSITION, it)));
    response
}

fn kept(response: &mut Response) {
    response.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie, accept-language"));
}
