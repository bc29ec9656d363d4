//! A reporter's form: what happened, where, when, who says so and how far that is to be believed.
//!
//! It is for a phone on a bad line: a few fields, no script, and a key in the form that is also what the device calls the
//! report, so that sending it again enters nothing twice. A reporter sees of the case its title, the names of its places
//! and commitments, and their own reports; nothing else. With a script, what cannot be sent waits on the device, and
//! whoever asks for it keeps the form there; what has arrived before is answered as if it arrived now.
//!
//! Files, and who told it, are sealed to the committee's keys while the form is read ([`intake`]); without such keys none are taken.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{Act, Moment, followup::report::IncidentReport},
    record::hash::Hash,
};

use super::{board::map::Map, evidence::told, intake, said};
use crate::{
    desk::evidence::{NAMES_LIMIT, Names},
    web::{
        Web,
        admit::Visitor,
        form::{CAME_FIELD, Form},
        page::{Shell, Tab, show},
        sheet::{
            self, Kind, Sheet,
            field::{Fields, Input, Need, Size, Version},
            reading::{Flaw, Reading},
        },
        trouble::Trouble,
    },
};

/// The fields that are sealed and stand nowhere else.
const TOLD_BY: &str = "sealed.told-by";
const REACH: &str = "sealed.reach";

/// What a device says of when a report was written that it has kept.
const WRITTEN: &str = "written";

/// The same, as it counts.
const TOLD: &str = "came.told";

/// What comes so soon after it was written was told when it came, in microseconds.
const AT_ONCE: u64 = 60_000_000;

/// Own reports that the page tells of.
const OWN: usize = 20;

const REPORT: Kind = Kind {
    lead: "reporter-lead",
    fields,
    read,
    shows,
    ..Kind::new("report", Tab::FollowUp, ["reporter-title", "reporter-title"], "/follow-up/report")
};

#[derive(Template)]
#[template(path = "reporter.html")]
struct Page {
    shell: Shell,
    title: String,
    sheet: Sheet,
    /// Whose page it is, in a form that tells a device nothing but whether it is the same account.
    account: String,
    /// The places as a map, by which one is chosen.
    map: Option<Map>,
    /// Whether it is to be kept on a device: without what was reported and without a session.
    is_bare: bool,
    /// The number of the report that has just arrived.
    arrived: Option<String>,
    own: Vec<Own>,
}

/// A report of whoever looks.
struct Own {
    number: String,
    what: String,
    known: String,
}

/// The form.
pub async fn blank(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    is_for(&visitor)?;
    sheet::shown(&web, &visitor, &REPORT, &asked).await
}

/// A report arrives.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    Extension(mut form): Extension<Form>,
) -> Result<Response, Trouble> {
    is_for(&visitor)?;
    let answer = taken(&web, &visitor, &mut form).await;
    // After a fault of our own nobody knows whether it was done: the next sweep does. Else what no entry names is of no use.
    let is_known = answer.as_ref().map_or(true, |it| !it.status().is_server_error());
    if is_known && !form.came.sealed.is_empty() {
        let sealed: Vec<_> = form.came.sealed.into_iter().map(|(_, sealed)| sealed).collect();
        web.desk.forget_sealed(&visitor.at()?.held, &sealed).await;
    }
    let mut answer = answer?;
    // A script is told where to go, and goes there itself: following costs it that page twice on a slow line.
    if answer.status().is_redirection() && headers.contains_key("x-brief") {
        *answer.status_mut() = StatusCode::CREATED;
    }
    Ok(answer)
}

async fn taken(web: &Web, visitor: &Visitor, form: &mut Form) -> Result<Response, Trouble> {
    let (case, actor) = (&visitor.at()?.case, &visitor.guest()?.caller.actor);
    // A key is remembered for a week, and a report may have waited for longer on a phone.
    let before = case.follow_up().report_of(actor, &client(form.get("key")));
    if let Some(report) = before.and_then(|number| case.follow_up().reports().get(&number)) {
        let address = format!("/cases/{}/follow-up/report?done={}", case.id(), report.entry);
        return Ok(Redirect::to(&address).into_response());
    }
    *form = with_told(form, web.desk.clock().now());
    let names = names(form);
    let is_sealable = !case.follow_up().seal_keys().is_empty() && is_short(&names);
    if !names.is_empty() && is_sealable && form.came.refused.is_empty() {
        let sealed = web.desk.seal_names(&visitor.at()?.held, &names).await?;
        form.came.sealed.push((String::new(), sealed));
    }
    sheet::sent(web, visitor, &REPORT, form).await
}

/// A form with the moment at which its device says that it was written, as far as that can be: not after it came, whatever the clock of the
/// device says, nor before what it tells of. What came at once was told when it came.
fn with_told(form: &Form, now: Moment) -> Form {
    let mut own: Vec<_> =
        form.all().iter().filter(|(name, _)| !name.starts_with(CAME_FIELD)).cloned().collect();
    let written = form.get(WRITTEN).parse::<jiff::Timestamp>().ok();
    let written = written.and_then(|it| u64::try_from(it.as_microsecond()).ok());
    let late = written.filter(|it| it.saturating_add(AT_ONCE) < now.micros());
    own.extend(late.map(|it| (TOLD.to_owned(), it.to_string())));
    let mut with = Form::of(own);
    with.came = form.came.clone();
    with
}

/// What is sealed beside the files of a form.
fn names(form: &Form) -> Names {
    let files = intake::names(&form.came);
    Names { told_by: form.get(TOLD_BY).to_owned(), reach: form.get(REACH).to_owned(), files }
}

fn is_short(names: &Names) -> bool {
    [&names.told_by, &names.reach].into_iter().all(|it| it.chars().count() <= NAMES_LIMIT)
}

/// What keeps the form on a device: a script with this folder for its scope.
pub async fn worker(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    is_for(&visitor)?;
    let told =
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((told, include_str!("../../../static/worker.js")).into_response())
}

/// What a device calls a report: the key of its form.
fn client(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Lets those pass who report, and those who follow up.
fn is_for(visitor: &Visitor) -> Result<(), Trouble> {
    let sight = &visitor.at()?.sight;
    if sight.is_reporter() || sight.is_follow_up() { Ok(()) } else { Err(Trouble::NotForYou) }
}

fn shows(visitor: &Visitor, sheet: Sheet, code: StatusCode) -> Result<Response, Trouble> {
    let (case, actor) = (&visitor.at()?.case, &visitor.guest()?.caller.actor);
    let mut shell = Shell::plain(visitor, "reporter-title");
    let is_bare = visitor.path.ends_with("?bare=yes");
    if is_bare {
        shell.token.clear();
    }
    let account =
        Hash::of(&[b"mawqif-device\n", actor.as_str().as_bytes()]).to_hex().chars().take(16).collect();
    let words = &shell.words;
    let own: Vec<_> = case.follow_up().reports().iter().filter(|(_, it)| it.by == *actor).collect();
    let (_, asked) = visitor.path.split_once('?').unwrap_or_default();
    let done = asked.split('&').find_map(|field| field.strip_prefix("done=")?.parse::<u64>().ok());
    let arrived = own.iter().find(|(_, it)| Some(it.entry) == done).map(|(number, _)| words.number(number));
    let told = own.iter().rev().take(OWN).map(|(number, it)| Own {
        number: words.number(number),
        what: words.text(&it.report.what).to_owned(),
        known: words.moment(it.known),
    });
    let own = if is_bare { Vec::new() } else { told.collect() };
    let title = words.text(case.title()).to_owned();
    let map = Map::of(case, &chosen(&sheet), words);
    Ok(show(code, &Page { title, sheet, account, map, is_bare, arrived, own, shell }))
}

/// The place that is chosen in a form.
fn chosen(sheet: &Sheet) -> String {
    let field = sheet.fields.iter().find(|it| it.name == "where");
    match field.map(|it| &it.input) {
        Some(Input::One(choices)) => choices.iter().find(|it| it.is_chosen).map(|it| it.value.clone()),
        _ => None,
    }
    .unwrap_or_default()
}

fn fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let (words, dossier) = (about.words, about.at.case.dossier());
    // One language is enough in the field.
    let value = fields.value(&format!("what.{}", words.tag()));
    let called = if words.tag() == "ar" { "العربية" } else { "English" };
    let version = Version { tag: words.tag(), language: called, value };
    fields.add("what", words.word("reporter-what"), "", Input::Text(vec![version], Size::Lines));
    let places = fields.named(dossier.places.iter().map(|it| (&it.id, &it.name)));
    fields.one("where", "provision-where", "", places);
    said::time_fields(fields, "");
    let seen = vec![("yes".to_owned(), words.word("reporter-oneself"))];
    fields.any("oneself", "reporter-seen", "", seen);
    fields.line("origin", "reporter-origin", "reporter-origin-hint");
    said::weight_fields(fields);
    fields.moment("told", "reporter-told", "reporter-told-hint");
    fields.line("evidence", "reporter-evidence", "reporter-evidence-hint");
    if can_seal(fields) {
        fields.line(TOLD_BY, "reporter-told-by", "reporter-told-by-hint");
        fields.line(REACH, "reporter-reach", "");
        let again = intake::names(&about.form.came).into_iter().map(|(name, _)| name);
        let again: Vec<String> = again.filter(|name| !name.is_empty()).collect();
        let again = if again.is_empty() { String::new() } else { told::again(&again, words) };
        fields.add("files", words.word("reporter-files"), "reporter-files-hint", Input::Files(again));
    } else {
        fields.add("files", words.word("reporter-files"), "", Input::Fixed(words.word("reporter-no-keys")));
    }
}

/// Whether there are keys that names and files can be sealed to.
fn can_seal(fields: &Fields<'_>) -> bool {
    !fields.about.at.case.follow_up().seal_keys().is_empty()
}

/// When the source told it: as somebody says, or when the device kept it for a time that the network was away.
fn told_at(reading: &mut Reading<'_>, occurred: Moment) -> Option<Moment> {
    let said = reading.moment("told");
    let kept = reading.get(TOLD).parse().ok().map(Moment::from_micros).filter(|it| *it >= occurred);
    said.or(kept)
}

fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let what = reading.text("what", Need::Given, Size::Lines, None);
    let (place, occurred) = said::place_and_time(reading);
    let (origin, evidence) = (said::line(reading.get("origin")), said::line(reading.get("evidence")));
    let oneself = reading.get("oneself") == "yes";
    if origin.is_empty() && !oneself {
        reading.flaw("origin", "sheet-needed");
    }
    let form = reading.about.form;
    for (name, fault) in &form.came.refused {
        let told = told::fault(name, *fault, reading.about.words);
        reading.flaws.push(Flaw { field: "files".to_owned(), told });
    }
    let left = reading.get(intake::LEFT);
    if !left.is_empty() && form.came.sealed.is_empty() {
        reading.flaw_about("files", "reporter-files-again", left);
    }
    let names = names(form);
    if !is_short(&names) {
        reading.flaw(TOLD_BY, "reporter-names-long");
    } else if !names.is_empty() && reading.about.at.case.follow_up().seal_keys().is_empty() {
        reading.flaw("files", "reporter-no-keys");
    }
    let commitment = reading.one("commitment");
    let report = IncidentReport {
        client: client(reading.get("key")),
        what,
        place: place?,
        occurred: occurred?,
        precision: said::precision(reading),
        told: told_at(reading, occurred?),
        oneself,
        origin,
        grade: said::grade(reading)?,
        commitment,
        evidence: if evidence.is_empty() { Vec::new() } else { vec![evidence] },
    };
    let sealed = form.came.sealed.iter().map(|(_, sealed)| sealed.clone()).collect();
    Some(Act::ReportIncident { report, sealed })
}
