//! Codes: making them, the sheet on which they are seen once, and letting no more people in by one.

use std::fmt::Write;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{consultation::public::csv::cell, record::encoding::to_hex};

use super::{Asked, asks, report::state, told, unexpected};
use crate::{
    desk::{
        keys::random,
        public::{Blocked, Channel, Code, CodeOrder, MadeCode, Ordered, Trouble as Refused, Which},
    },
    web::{
        Web,
        admit::Visitor,
        form::Form,
        page::{Shell, Tab, show},
        qr,
        sheet::reading::european_digits,
        trouble::Trouble,
        words::Words,
    },
};

/// How many codes stand on a page.
const CODES_SHOWN: usize = 100;

/// How many names of codes are offered where several are blocked; others are typed.
const LABELS_SHOWN: usize = 100;

/// Longest key of an order, in bytes.
const KEY_LIMIT: usize = 64;

/// The most codes of a sheet that have a picture to scan each; more stand in letters alone.
const PICTURES_SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "asking_codes.html")]
struct Page {
    shell: Shell,
    title: String,
    house: String,
    state: String,
    is_open: bool,
    /// Whether codes can be blocked and let in.
    is_unclosed: bool,
    all: Vec<Line>,
    counted: String,
    more: Option<usize>,
    /// What was written.
    count: String,
    quota: String,
    label: String,
    within: String,
    channel: String,
    /// What the page has drawn: whoever presses twice makes codes once.
    key: String,
    /// What codes are called.
    labels: Vec<String>,
    /// Which are to be blocked together, and why, as it was written.
    these: (String, String, String),
    done: Option<String>,
    problem: Option<String>,
}

/// What is said to whoever sends an order again.
#[derive(Template)]
#[template(path = "asking_codes_again.html")]
struct Again {
    shell: Shell,
    title: String,
    house: String,
    state: String,
    says: String,
    first: u64,
    count: u64,
    done: Option<String>,
    problem: Option<String>,
}

/// A code, of which nobody sees the letters any more.
struct Line {
    number: u64,
    label: String,
    within: String,
    channel: String,
    used: String,
    blocked: Option<String>,
    /// Why it is to be blocked, as it was written.
    why: String,
}

#[derive(Template)]
#[template(path = "asking_codes_made.html")]
struct Sheet {
    shell: Shell,
    title: String,
    house: String,
    question: String,
    /// Who asks.
    asks: String,
    until: String,
    codes: Vec<Made>,
}

/// A code on the sheet.
struct Made {
    code: String,
    label: String,
    address: String,
    quota: String,
    picture: Option<(usize, String)>,
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let view = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    look(&web, &visitor, &number, &view, None).await
}

/// What its forms ask for.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let asked = Asked::at(&web, visitor.at()?, &number)?;
    let caller = &visitor.guest()?.caller;
    let public = web.desk.public();
    let (held, of) = (&asked.held, asked.number);
    let done = match form.get("do") {
        "make" => {
            let order = match ordered(&form) {
                Ok(order) => order,
                Err(key) => {
                    let problem = (StatusCode::UNPROCESSABLE_ENTITY, Words::of(visitor.language).word(key));
                    return look(&web, &visitor, &number, &form, Some(problem)).await;
                }
            };
            let key = Some(form.get("key")).filter(|key| key.len() <= KEY_LIMIT).unwrap_or_default();
            match public.make_codes(held, of, caller, order, key).await {
                Ok(Ordered::Made(made)) if form.get("as") == "csv" => return Ok(table(&web, &asked, &made)),
                Ok(Ordered::Made(made)) => return sheet(&web, &visitor, &asked, made),
                Ok(Ordered::Before { first, count }) => return again(&visitor, &asked, (first, count)),
                Err(refused) => Err(refused),
            }
        }
        act @ ("block" | "admit") => {
            let Some(which) = which(&form) else {
                let problem = Words::of(visitor.language).word("asking-codes-which");
                let problem = Some((StatusCode::UNPROCESSABLE_ENTITY, problem));
                return look(&web, &visitor, &number, &form, problem).await;
            };
            let place = if let Which::Code(code) = which { format!("c-{code}") } else { "made".to_owned() };
            let reason = (act == "block").then(|| form.get("reason"));
            let done = public.block(held, of, caller, which, reason).await;
            done.map(|Blocked { codes, papers }| {
                let papers = if papers > 0 { format!("&papers={papers}") } else { String::new() };
                format!("{}/codes?did={act}&count={codes}{papers}#{place}", asked.house())
            })
        }
        _ => return Err(Trouble::Missing),
    };
    match done {
        Ok(on) => Ok(Redirect::to(&on).into_response()),
        Err(refused) => {
            let problem = told_of(&visitor, &form, &refused);
            look(&web, &visitor, &number, &form, Some(problem)).await
        }
    }
}

/// Which codes a form means: one, those of an order, those that are called so, or those below a path; none when it does not say
/// one of these.
fn which(form: &Form) -> Option<Which> {
    let number = |name: &str| form.get(name).parse::<u64>().ok();
    match (form.get("code"), form.get("first"), form.get("called"), form.get("below")) {
        (code, "", "", "") if !code.is_empty() => number("code").map(Which::Code),
        ("", first, "", "") if !first.is_empty() => {
            Some(Which::Made { first: number("first")?, count: number("made")? })
        }
        ("", "", label, "") if !label.is_empty() => Some(Which::Label(label.to_owned())),
        ("", "", "", path) if !path.is_empty() => Some(Which::Path(path.to_owned())),
        _ => None,
    }
}

/// What is told to whoever has sent an order twice: the codes are made, and nobody can see them again.
fn again(visitor: &Visitor, asked: &Asked, (first, count): (u64, u64)) -> Result<Response, Trouble> {
    let shell = Shell::of_case(visitor, Tab::Base)?;
    let words = &shell.words;
    let last = first.saturating_add(count).saturating_sub(1);
    let values =
        [("count", count.into()), ("first", words.number(first).into()), ("last", words.number(last).into())];
    let page = Again {
        title: words.text(&asked.poll.terms.title).to_owned(),
        house: asked.house(),
        state: state(asked, words),
        says: words.tell("asking-codes-again", &values),
        first,
        count,
        done: None,
        problem: None,
        shell,
    };
    Ok(show(StatusCode::CONFLICT, &page))
}

fn told_of(visitor: &Visitor, form: &Form, refused: &Refused) -> (StatusCode, String) {
    let words = Words::of(visitor.language);
    match refused {
        Refused::Reason if form.get("do") == "make" => {
            (StatusCode::UNPROCESSABLE_ENTITY, words.word("asking-codes-label-wrong"))
        }
        refused => told(refused, &words),
    }
}

/// The codes that a form asks for; what is wrong with it, as a message.
fn ordered(form: &Form) -> Result<CodeOrder, &'static str> {
    let number = |name: &str| european_digits(form.get(name)).parse::<u64>().ok().filter(|it| *it > 0);
    let count = number("count").and_then(|it| usize::try_from(it).ok()).ok_or("asking-codes-count-wrong")?;
    let quota = number("quota").ok_or("asking-codes-quota-wrong")?;
    Ok(CodeOrder {
        count,
        quota,
        label: form.get("label").to_owned(),
        path: form.get("within").trim_matches('/').to_owned(),
        channel: if form.get("channel") == "open" { Channel::Open } else { Channel::Verified },
    })
}

fn address(web: &Web, asked: &Asked, code: &str) -> String {
    format!("{}{}/{code}", web.desk.people().site(), asked.path())
}

/// The codes on a page to print: this is the only time that anybody sees them.
fn sheet(web: &Web, visitor: &Visitor, asked: &Asked, made: Vec<MadeCode>) -> Result<Response, Trouble> {
    let shell = Shell::of_case(visitor, Tab::Base)?;
    let words = &shell.words;
    let is_drawn = made.len() <= PICTURES_SHOWN;
    let codes = made.into_iter().map(|it| {
        let address = address(web, asked, &it.code);
        Made {
            picture: if is_drawn { qr::picture(&address) } else { None },
            quota: words.tell("asking-code-for", &[("count", it.quota.into())]),
            code: it.code,
            label: it.label,
            address,
        }
    });
    let page = Sheet {
        title: words.text(&asked.poll.terms.title).to_owned(),
        question: words.text(&asked.poll.terms.question).to_owned(),
        asks: asks(asked, words),
        house: asked.house(),
        until: state(asked, words),
        codes: codes.collect(),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// The codes as a table for a spreadsheet, in which nothing is a formula.
fn table(web: &Web, asked: &Asked, made: &[MadeCode]) -> Response {
    let mut table = String::from("\u{feff}number,label,code,quota,invite,address\r\n");
    for it in made {
        let address = address(web, asked, &it.code);
        let row = [it.label.as_str(), &it.code].map(cell).join(",");
        let rest = [it.path.as_str(), &address].map(cell).join(",");
        let _ = write!(table, "{},{row},{},{rest}\r\n", it.number, it.quota);
    }
    let mut response = ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], table).into_response();
    let name = HeaderValue::from_static("attachment; filename=\"codes.csv\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    response
}

async fn look(
    web: &Web,
    visitor: &Visitor,
    number: &str,
    view: &Form,
    problem: Option<(StatusCode, String)>,
) -> Result<Response, Trouble> {
    let asked = Asked::at(web, visitor.at()?, number)?;
    let caller = &visitor.guest()?.caller;
    let all = web.desk.public().codes(&asked.held, asked.number, caller).await.map_err(unexpected)?;
    let shell = Shell::of_case(visitor, Tab::Base)?;
    let words = &shell.words;
    let from: usize = view.get("from").parse().unwrap_or(0);
    let next = from.saturating_add(CODES_SHOWN);
    let count: usize = view.get("count").parse().unwrap_or(1);
    let done = match view.get("did") {
        "block" => Some(words.count("asking-did-block", count)),
        "admit" => Some(words.count("asking-did-admit", count)),
        _ => None,
    };
    let papers: usize = view.get("papers").parse().unwrap_or(0);
    let done = done.map(|done| match papers {
        0 => done,
        _ => format!("{done} {}", words.count("asking-did-papers", papers)),
    });
    let (code, problem) = match problem {
        Some((code, problem)) => (code, Some(problem)),
        None => (StatusCode::OK, None),
    };
    let written = |name: &str, default: &str| {
        let value = view.get(name);
        if value.is_empty() { default.to_owned() } else { value.to_owned() }
    };
    let is_of = |number: u64| view.get("code") == number.to_string();
    let why = |number: u64| if is_of(number) { written("reason", "") } else { String::new() };
    let page = Page {
        title: words.text(&asked.poll.terms.title).to_owned(),
        house: asked.house(),
        state: state(&asked, words),
        is_open: asked.is_open(),
        is_unclosed: asked.is_unclosed(),
        counted: words.count("asking-codes-counted", all.len()),
        more: (all.len() > next).then_some(next),
        all: all
            .iter()
            .skip(from)
            .take(CODES_SHOWN)
            .map(|it| Line { why: why(it.number), ..line(it, words) })
            .collect(),
        count: if view.get("did").is_empty() { written("count", "20") } else { "20".to_owned() },
        quota: written("quota", "1"),
        label: written("label", ""),
        within: written("within", ""),
        channel: written("channel", "verified"),
        key: random::<16>().map(|bytes| to_hex(&bytes)).unwrap_or_default(),
        labels: labels(&all),
        these: (written("called", ""), written("below", ""), written("reason", "")),
        done,
        problem,
        shell,
    };
    Ok(show(code, &page))
}

/// What codes are called, each name once.
fn labels(all: &[Code]) -> Vec<String> {
    let mut labels: Vec<String> =
        all.iter().map(|it| it.label.clone()).filter(|label| !label.is_empty()).collect();
    labels.sort();
    labels.dedup();
    labels.truncate(LABELS_SHOWN);
    labels
}

fn line(code: &Code, words: &Words) -> Line {
    let used = [("count", code.used.into()), ("quota", words.number(code.quota).into())];
    Line {
        number: code.number,
        label: code.label.clone(),
        within: code.path.clone(),
        channel: words.word(super::told::channel(code.channel)),
        used: words.tell("asking-code-used", &used),
        blocked: code.blocked.clone(),
        why: String::new(),
    }
}
