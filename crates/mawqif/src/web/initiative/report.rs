//! A press report: pasted or uploaded, read, looked at sentence by sentence, and what was confirmed of it
//! entered in one act.
//!
//! Nothing is kept before that. The report travels with the form, and is read anew each time, to the same
//! reading; so a session that ends loses nothing but what the browser keeps anyway. What the reader only
//! supposes, such as a speaker whom the sentence does not name, is never chosen beforehand.

mod choices;
mod marks;
mod told;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{
        Act, Case, Stage,
        report::{Kept, REPORT_TEXT_LIMIT, Report},
    },
    dossier::Date,
    initiative::press::{
        self, Options,
        reading::{NoticeKind, Reading, Span},
    },
};

use self::{
    choices::{Choices, Item, Line},
    marks::{Piece, pieces},
};
use super::super::{
    Web, acts,
    admit::{At, Visitor},
    form::Form,
    page::{Shell, Tab, show},
    sheet::reading::day,
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::{
    desk::Fault,
    intake::{self, Refused},
};

/// The most quotes of one report that are looked at; the issue of a newspaper has fewer.
pub const ITEM_LIMIT: usize = 150;

#[derive(Template)]
#[template(path = "report.html")]
struct Intake {
    shell: Shell,
    case: String,
    name: String,
    published: String,
    text: String,
    /// Encodings that a file can be said to have.
    encodings: [&'static str; 8],
    encoding: String,
    problem: Option<String>,
    limit: String,
}

#[derive(Template)]
#[template(path = "reading.html")]
struct Looked {
    shell: Shell,
    lead: String,
    case: String,
    key: String,
    sha256: String,
    report: Report,
    published: String,
    language: &'static str,
    direction: &'static str,
    pieces: Vec<Piece>,
    notices: Vec<String>,
    items: Vec<Item>,
    lines: Vec<Line>,
    /// Names of bodies that a field may say.
    names: Vec<String>,
    /// Whether the case still waits for its offer.
    is_new: bool,
    offer: String,
    sure: usize,
    problems: Vec<(String, String)>,
}

/// The page on which a report is brought.
pub async fn blank(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    brought(&visitor, &Form::default(), StatusCode::OK, None)
}

/// Reads a report, shows it again with what was chosen, or enters what was confirmed.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let text = brought_text(&web, &form).await?;
    let report = match report_of(&form, text, &Words::of(visitor.language)) {
        Ok(report) => report,
        Err(told) => return brought(&visitor, &form, StatusCode::UNPROCESSABLE_ENTITY, Some(told)),
    };
    let (text, options) = (report.text.clone(), Options { published: report.published, language: None });
    let reading = web.desk.reckon(move || press::read(&text, &options)).await?;
    let at = visitor.at()?;
    if form.get("step") != "enter" {
        return looked(&visitor, &form, report, &reading, Vec::new(), StatusCode::OK);
    }
    // Words stay on their thread, so nothing of them is kept while others work.
    let told = {
        let words = Words::of(visitor.language);
        let choices = Choices::read(&form, &report.text, &reading).of(&at.case);
        told::told(&at.case, &report, &reading, &choices, &form, &words)
    };
    let told = match told {
        Ok(told) => told,
        Err(problems) => {
            return looked(&visitor, &form, report, &reading, problems, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let key = acts::key_of(&form)?;
    let act = Act::EnterReport { report: report.clone(), told };
    match web.desk.act(&at.held, act, &visitor.guest()?.caller, Some(key)).await {
        Ok(done) => {
            let first = done.entries.first().map(|entry| entry.header().seq).unwrap_or_default();
            let on = match at.case.stage() {
                Stage::Adopted => format!("/cases/{}/press?done={first}#heard", at.case.id()),
                _ => format!("/cases/{}/initiative?done={first}#quotes", at.case.id()),
            };
            Ok(Redirect::to(&on).into_response())
        }
        // The button was pressed twice: what it asked for has been done.
        Err(Fault::KeyReused) if at.held.now().reports().contains_key(&report.sha256()) => {
            Ok(Redirect::to(&format!("/cases/{}/initiative#quotes", at.case.id())).into_response())
        }
        Err(fault) if status(&fault).is_server_error() && !matches!(fault, Fault::Store(_)) => {
            Err(fault.into())
        }
        Err(fault) => {
            let problems = vec![(String::new(), sentence(&fault, &Words::of(visitor.language)))];
            looked(&visitor, &form, report, &reading, problems, status(&fault))
        }
    }
}

#[derive(Template)]
#[template(path = "source.html")]
struct Source {
    shell: Shell,
    case: String,
    report: Report,
    facts: Vec<(String, String)>,
    direction: &'static str,
    before: String,
    said: String,
    after: String,
}

/// A report that the case keeps, with the words of a quote marked.
pub async fn kept(
    Extension(visitor): Extension<Visitor>,
    Path((_, hash)): Path<(String, String)>,
    uri: axum::http::Uri,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let Kept { at: entered, report } = at.case.reports().get(&hash).cloned().ok_or(Trouble::Missing)?;
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let span = choices::span(asked.get("at")).unwrap_or(Span { start: 0, end: 0 });
    let said = span.of(&report.text).to_owned();
    let (start, end) = if said.is_empty() { (0, 0) } else { (span.start, span.end) };
    let shell = Shell::of_case(&visitor, Tab::Initiative)?;
    let words = &shell.words;
    let mut facts = vec![(words.word("report-entered"), words.moment(entered))];
    facts.extend(report.published.map(|date| (words.word("report-published"), words.date(&date))));
    facts.push((words.word("report-hash"), hash));
    let page = Source {
        case: at.case.id().to_string(),
        facts,
        direction: direction(&report.text),
        before: marks::shown(&report.text[..start]),
        said: marks::shown(&said),
        after: marks::shown(&report.text[end..]),
        report,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// What was pasted, or the words of the file that was sent, which can take a while to be found.
async fn brought_text(web: &Web, form: &Form) -> Result<Result<String, Refused>, Trouble> {
    let Some(file) = form.file("file").filter(|file| !file.bytes.is_empty()) else {
        // Browsers send lines as Windows ends them; the report is kept as it was pasted.
        return Ok(Ok(form.raw("text").replace("\r\n", "\n")));
    };
    let bytes = file.bytes.clone();
    let stated = Some(form.get("encoding").to_owned()).filter(|name| !name.is_empty());
    let read = move || intake::text(&bytes, stated.as_deref()).map(|text| text.replace("\r\n", "\n"));
    Ok(web.desk.reckon(read).await?)
}

/// The report as it was sent, or what is wrong with it.
fn report_of(form: &Form, text: Result<String, Refused>, words: &Words) -> Result<Report, String> {
    let text = text.map_err(|refused| refused_sentence(&refused, words))?;
    if text.trim().is_empty() {
        return Err(words.word("report-empty"));
    }
    if text.len() > REPORT_TEXT_LIMIT {
        return Err(words.tell("report-long", &[("limit", (REPORT_TEXT_LIMIT >> 10).into())]));
    }
    let published = match form.get("published") {
        "" => None,
        told => Some(day(told).ok_or_else(|| words.word("sheet-day"))?),
    };
    let name = match form.get("name") {
        "" => form.file("file").map(|file| file.name.clone()).unwrap_or_default(),
        name => name.to_owned(),
    };
    Ok(Report { name, published, text })
}

fn refused_sentence(refused: &Refused, words: &Words) -> String {
    match refused {
        Refused::Encoding { name, begins } => {
            words.tell("report-encoding", &[("name", (*name).into()), ("begins", begins.as_str().into())])
        }
        Refused::Misfit(name) => words.about("report-misfit", name),
        Refused::Unknown(name) => words.about("report-encoding-unknown", name),
        Refused::Long => words.tell("report-long", &[("limit", (REPORT_TEXT_LIMIT >> 10).into())]),
        Refused::NoText(_) => words.word("report-no-text"),
    }
}

fn brought(
    visitor: &Visitor,
    form: &Form,
    code: StatusCode,
    problem: Option<String>,
) -> Result<Response, Trouble> {
    let shell = Shell::of_case(visitor, Tab::Initiative)?;
    let page = Intake {
        limit: shell.words.tell("report-limit", &[("limit", (REPORT_TEXT_LIMIT >> 10).into())]),
        shell,
        case: visitor.at()?.case.id().to_string(),
        name: form.get("name").to_owned(),
        published: form.get("published").to_owned(),
        text: form.raw("text").to_owned(),
        encodings: [
            "utf-8",
            "windows-1256",
            "iso-8859-6",
            "utf-16le",
            "utf-16be",
            "windows-1252",
            "windows-1251",
            "windows-1254",
        ],
        encoding: form.get("encoding").to_owned(),
        problem,
    };
    Ok(show(code, &page))
}

fn looked(
    visitor: &Visitor,
    form: &Form,
    report: Report,
    reading: &Reading,
    problems: Vec<(String, String)>,
    code: StatusCode,
) -> Result<Response, Trouble> {
    let At { case, .. } = visitor.at()?;
    let shell = Shell::of_case(visitor, Tab::Initiative)?;
    let words = &shell.words;
    let kept_already = case
        .reports()
        .get(&report.sha256())
        .map(|kept| words.tell("report-kept-already", &[("date", words.moment(kept.at).into())]));
    let choices = Choices::read(form, &report.text, reading).of(case);
    let mut items = choices.items(case, &report.text, reading, words);
    if takes_quotes_alone(case) {
        items.iter_mut().for_each(Item::speak_alone);
    }
    let lines = if takes_quotes_alone(case) { Vec::new() } else { choices.lines(&report.text, reading) };
    let mut names: Vec<String> = items.iter().map(|item| item.body.clone()).collect();
    names.extend(case.dossier().bodies.iter().map(|body| words.text(&body.name).to_owned()));
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    let page = Looked {
        lead: words.tell("reading-lead", &[("count", items.len().into())]),
        case: case.id().to_string(),
        key: match form.get("key") {
            "" => acts::key()?,
            key => key.to_owned(),
        },
        sha256: report.sha256(),
        published: report.published.as_ref().map(iso).unwrap_or_default(),
        language: choices::tag(reading),
        direction: direction(&report.text),
        pieces: pieces(&report.text, reading, &choices),
        notices: kept_already.into_iter().chain(notices(reading, words)).collect(),
        sure: items.iter().filter(|item| item.is_sure && item.take.is_empty()).count(),
        items,
        lines,
        names,
        is_new: case.received().is_none(),
        offer: form.get("offer").to_owned(),
        problems,
        report,
        shell,
    };
    Ok(show(code, &page))
}

fn notices(reading: &Reading, words: &Words) -> Vec<String> {
    let mut kinds: Vec<NoticeKind> = reading.notices.iter().map(|it| it.kind).collect();
    kinds.dedup();
    let told = kinds.iter().map(|kind| {
        words.word(match kind {
            NoticeKind::NothingSaid => "report-nothing-said",
            NoticeKind::CutShort => "report-cut-short",
            NoticeKind::DirectionControl => "report-direction",
            NoticeKind::DateNeeded => "report-date-needed",
            NoticeKind::OpenQuotation => "report-open-quotation",
        })
    });
    let more = (reading.frames.len() > ITEM_LIMIT)
        .then(|| words.tell("report-many", &[("limit", ITEM_LIMIT.into())]));
    told.chain(more).collect()
}

/// The direction of a text, by its first letter that has one.
fn direction(text: &str) -> &'static str {
    let first = text.chars().find(|character| character.is_alphabetic());
    let is_rtl = first.is_some_and(|it| mawqif_core::text::has_right_to_left(it.encode_utf8(&mut [0; 4])));
    if is_rtl { "rtl" } else { "ltr" }
}

fn iso(date: &Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// Whether the position is adopted, so that nothing but what was said is taken from a report.
fn takes_quotes_alone(case: &Case) -> bool {
    case.stage() == Stage::Adopted
}

/// Whether bodies can still join without a second person.
fn takes_bodies(case: &Case) -> bool {
    case.stage() == Stage::Preparing
}
