//! Codes: making them, the sheet on which they are seen once, and letting no more people in by one.

use std::fmt::Write;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::consultation::public::csv::cell;

use super::{Asked, report::state, told, unexpected};
use crate::{
    desk::public::{Channel, Code, CodeOrder, MadeCode, Trouble as Refused},
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
    all: Vec<Line>,
    counted: String,
    more: Option<usize>,
    /// What was written.
    count: String,
    quota: String,
    label: String,
    within: String,
    channel: String,
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
}

#[derive(Template)]
#[template(path = "asking_codes_made.html")]
struct Sheet {
    shell: Shell,
    title: String,
    house: String,
    question: String,
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
    let code = || form.get("code").parse::<u64>().map_err(|_| Trouble::Missing);
    let done = match form.get("do") {
        "make" => match ordered(&form) {
            Ok(order) => match public.make_codes(held, of, caller, order).await {
                Ok(made) if form.get("as") == "csv" => return Ok(table(&web, &asked, &made)),
                Ok(made) => return sheet(&web, &visitor, &asked, made),
                Err(refused) => Err(refused),
            },
            Err(key) => {
                let problem = (StatusCode::UNPROCESSABLE_ENTITY, Words::of(visitor.language).word(key));
                return look(&web, &visitor, &number, &form, Some(problem)).await;
            }
        },
        "block" => public.block(held, of, caller, code()?, Some(form.get("reason"))).await,
        "admit" => public.block(held, of, caller, code()?, None).await,
        _ => return Err(Trouble::Missing),
    };
    match done {
        Ok(()) => {
            let on = format!("{}/codes?did={}#c-{}", asked.house(), form.get("do"), code()?);
            Ok(Redirect::to(&on).into_response())
        }
        Err(refused) => {
            let problem = told_of(&visitor, &form, &refused);
            look(&web, &visitor, &number, &form, Some(problem)).await
        }
    }
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
    let done = match view.get("did") {
        "block" => Some("asking-did-block"),
        "admit" => Some("asking-did-admit"),
        _ => None,
    };
    let (code, problem) = match problem {
        Some((code, problem)) => (code, Some(problem)),
        None => (StatusCode::OK, None),
    };
    let written = |name: &str, default: &str| {
        let value = view.get(name);
        if value.is_empty() { default.to_owned() } else { value.to_owned() }
    };
    let page = Page {
        title: words.text(&asked.poll.terms.title).to_owned(),
        house: asked.house(),
        state: state(&asked, words),
        is_open: asked.is_open(),
        counted: words.count("asking-codes-counted", all.len()),
        more: (all.len() > next).then_some(next),
        all: all.iter().skip(from).take(CODES_SHOWN).map(|it| line(it, words)).collect(),
        count: written("count", "20"),
        quota: written("quota", "1"),
        label: written("label", ""),
        within: written("within", ""),
        channel: written("channel", "verified"),
        done: done.map(|key| words.word(key)),
        problem,
        shell,
    };
    Ok(show(code, &page))
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
    }
}
