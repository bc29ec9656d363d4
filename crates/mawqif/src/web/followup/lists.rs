//! Incidents, findings and triggers to take home: as tables with a row of HXL tags for whoever is signed in, and as JSON, whole, for the
//! evidence.
//!
//! A table that leaves the house says of a place what the public may see, and of a time the day; words that would tell more of the place are left
//! out. Who has judged what, and what reports say, stands in the evidence alone, and there by account and number.

use axum::{
    Extension,
    extract::Path,
    http::{HeaderValue, header},
    response::Response,
};
use mawqif_core::{
    case::{
        Case, Moment,
        followup::{
            incident::{Found, Opened, Sensitivity},
            trigger::Fired,
        },
    },
    dossier::Place,
    followup::board::Breached,
    text::Text,
};
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    super::{admit::Visitor, trouble::Trouble},
    board::exports::line,
};
use crate::statement::Form;

/// A table.
pub async fn file(
    Extension(visitor): Extension<Visitor>,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let (case, now) = (&at.case, at.held.now());
    let table = match name.as_str() {
        "incidents.csv" => incidents(case, &now),
        "findings.csv" => findings(case, &now),
        "triggers.csv" => triggers(case),
        _ => return Err(Trouble::Missing),
    };
    let mut response = Response::new(table.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    Ok(response)
}

fn table<const N: usize>(columns: [(&str, &str); N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut table = String::new();
    line(&mut table, columns.iter().map(|(name, _)| (*name).to_owned()));
    line(&mut table, columns.iter().map(|(_, tag)| (*tag).to_owned()));
    rows.for_each(|row| line(&mut table, row.into_iter()));
    table
}

/// The word by which JSON calls something.
fn word(it: impl Serialize) -> String {
    let value = serde_json::to_value(it).ok();
    value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn both(text: &Text) -> [String; 2] {
    ["en", "ar"].map(|tag| text.in_language(tag).to_owned())
}

fn day(case: &Case, at: Moment) -> String {
    case.clock().day(at).to_string()
}

/// An incident as it may be shown: what may not be seen any more was not meant to be seen in the past either.
fn shown<'c>(now: &'c Case, number: u64, then: &'c Opened) -> &'c Opened {
    now.follow_up().incidents().get(&number).unwrap_or(then)
}

fn place_of<'c>(now: &'c Case, shown: &Opened) -> Option<&'c Place> {
    shown.incident.public_place(&now.dossier().places)
}

/// What happened, unless its words may betray a place that the public does not see.
fn told(now: &Case, shown: &Opened, what: &Text) -> [String; 2] {
    let is_hidden =
        shown.incident.sensitivity == Sensitivity::Closed || now.names_hidden(&shown.incident, what);
    if is_hidden { Default::default() } else { both(what) }
}

fn incidents(case: &Case, now: &Case) -> String {
    let columns = [
        ("incident", "#event+code"),
        ("entry", "#meta+entry+num"),
        ("what_en", "#event+description+i_en"),
        ("what_ar", "#event+description+i_ar"),
        ("place", "#loc+code"),
        ("place_en", "#loc+name+i_en"),
        ("place_ar", "#loc+name+i_ar"),
        ("day", "#date+occurred"),
        ("known", "#date+known"),
        ("killed_low", "#affected+killed+min+num"),
        ("killed_best", "#affected+killed+num"),
        ("killed_high", "#affected+killed+max+num"),
        ("state", "#status+verification"),
        ("by", "#group+code"),
        ("certainty", "#meta+certainty"),
        ("reports", "#meta+reports+num"),
    ];
    let row = |(number, it): (&u64, &Opened)| {
        let shown = shown(now, *number, it);
        let [what_en, what_ar] = told(now, shown, &it.incident.what);
        let place = place_of(now, shown);
        let [place_en, place_ar] = place.map(|it| both(&it.name)).unwrap_or_default();
        let killed = it.incident.killed.map(|it| [it.low, it.best, it.high].map(|it| it.to_string()));
        let [low, best, high] = killed.unwrap_or_default();
        let by = it.attribution.as_ref();
        [
            number.to_string(),
            it.entry.to_string(),
            what_en,
            what_ar,
            place.map(|it| it.id.to_string()).unwrap_or_default(),
            place_en,
            place_ar,
            day(case, it.incident.occurred),
            day(case, it.at),
            low,
            best,
            high,
            word(it.verification()),
            by.map(|it| it.to.to_string()).unwrap_or_default(),
            by.map(|it| word(it.certainty)).unwrap_or_default(),
            it.reports.len().to_string(),
        ]
    };
    table(columns, case.follow_up().incidents().iter().map(row))
}

fn findings(case: &Case, now: &Case) -> String {
    let columns = [
        ("finding", "#meta+finding+code"),
        ("entry", "#meta+entry+num"),
        ("incident", "#event+code"),
        ("commitment", "#activity+code"),
        ("verdict", "#status+finding"),
        ("made", "#date+finding"),
        ("latest", "#meta+latest"),
        ("dissents", "#meta+dissents+num"),
    ];
    let row = |(number, it): (&u64, &Found)| {
        let latest = case.follow_up().latest(it.finding.incident, &it.finding.commitment);
        let is_latest = latest.is_some_and(|(own, _)| own == *number);
        [
            number.to_string(),
            it.entry.to_string(),
            it.finding.incident.to_string(),
            broken(now, it),
            word(it.finding.verdict),
            day(case, it.at),
            if is_latest { "yes" } else { "no" }.to_owned(),
            it.dissents.len().to_string(),
        ]
    };
    table(columns, case.follow_up().findings().iter().map(row))
}

/// The commitment that a finding is about, unless it would betray where the incident was.
fn broken(case: &Case, found: &Found) -> String {
    let id = &found.finding.commitment;
    let opened = case.follow_up().incidents().get(&found.finding.incident);
    let owed = case.dossier().commitments.iter().find(|it| it.id == *id);
    let is_hidden = opened.is_some_and(|it| {
        it.incident.sensitivity == Sensitivity::Closed
            || owed.is_some_and(|owed| case.names_hidden(&it.incident, &owed.text))
            || case.names_hidden(&it.incident, &Text::plain(id.as_str()))
    });
    if is_hidden { String::new() } else { id.to_string() }
}

fn triggers(case: &Case) -> String {
    let columns = [
        ("trigger", "#meta+trigger+code"),
        ("entry", "#meta+entry+num"),
        ("cause", "#cause+code"),
        ("fired", "#date+fired"),
        ("answer_by", "#date+due"),
        ("answer", "#status+answer"),
        ("answered", "#date+answered"),
        ("outcome", "#status+position"),
        ("inputs_sha256", "#meta+sha256"),
    ];
    let row = |(number, it): (&u64, &Fired)| {
        let answered = it.answer.as_ref();
        let back = answered.and_then(|it| it.back.as_ref());
        [
            number.to_string(),
            it.entry.to_string(),
            it.inputs.cause.name().to_owned(),
            day(case, it.at),
            day(case, it.answer_by),
            answered.map(|it| word(it.answer)).unwrap_or_default(),
            answered.map(|it| day(case, it.at)).unwrap_or_default(),
            back.map(|it| word(it.outcome)).unwrap_or_default(),
            it.sha256.to_hex(),
        ]
    };
    table(columns, case.follow_up().triggers().iter().map(row))
}

/// Everything that secretariat and committee know of incidents, findings and triggers, and of breaches as the board counts them.
pub(super) fn evidence((case, now): (&Case, &Case), breaches: &[Breached]) -> Vec<Form> {
    let follow = case.follow_up();
    let incident = |(number, it): (&u64, &Opened)| {
        let reviews = it
            .reviews
            .iter()
            .map(|(by, it)| json!({ "by": by, "judgement": it.judgement, "reason": it.reason }));
        json!({
            "incident": number,
            "entry": it.entry,
            "known": it.at,
            "state": it.verification(),
            "described": it.incident,
            "attribution": it.attribution,
            "reports": it.reports,
            "reviews": reviews.collect::<Vec<_>>(),
        })
    };
    let finding = |(number, it): (&u64, &Found)| {
        let dissents = it.dissents.iter();
        let dissents = dissents.map(|(by, at, reason)| json!({ "by": by, "at": at, "reason": reason }));
        json!({
            "finding": number,
            "entry": it.entry,
            "at": it.at,
            "by": it.by,
            "found": it.finding,
            "dissents": dissents.collect::<Vec<_>>(),
        })
    };
    let trigger = |(number, it): (&u64, &Fired)| {
        let answer = it.answer.as_ref();
        json!({
            "trigger": number,
            "entry": it.entry,
            "at": it.at,
            "inputs": it.inputs,
            "sha256": it.sha256,
            "answer_by": it.answer_by,
            "escalated": it.escalated,
            "answer": answer.map(|it| json!({
                "answer": it.answer, "at": it.at, "reason": it.reason, "back": it.back,
            })),
        })
    };
    let breach = |it: &Breached| json!({ "incident": it.incident, "commitment": it.commitment, "place": it.place, "day": it.day.date() });
    let file = |name: &str, value: Vec<Value>| Form {
        name: name.to_owned(),
        mime: "application/json",
        bytes: serde_json::to_vec_pretty(&value).unwrap_or_default(),
    };
    let csv = |name: &str, table: String| Form {
        name: name.to_owned(),
        mime: "text/csv; charset=utf-8",
        bytes: table.into_bytes(),
    };
    vec![
        file("incidents.json", follow.incidents().iter().map(incident).collect()),
        file("findings.json", follow.findings().iter().map(finding).collect()),
        file("triggers.json", follow.triggers().iter().map(trigger).collect()),
        file("breaches.json", breaches.iter().map(breach).collect()),
        csv("incidents.csv", incidents(case, now)),
        csv("findings.csv", findings(case, now)),
        csv("triggers.csv", triggers(case)),
    ]
}
