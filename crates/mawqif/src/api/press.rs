//! The press desk, for programs of its members: conferences, lines, and what comes of holding remarks against the statement.
//!
//! Journalists are in it for the secretariat alone; for others how many there are.

use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::{
    case::{
        Case, Moment,
        press_desk::{Admission, Called},
        remark::Heard,
    },
    statement::template,
};
use serde_json::{Map, Value, json};

use super::{Api, admit::At, body, problem::Problem};

/// What the press desk of a case has.
pub async fn desk(State(api): State<Api>, Extension(at): Extension<At>) -> Result<Response, Problem> {
    let (case, press) = (&at.case, at.case.press());
    let now = api.desk.clock().now();
    let is_desk = at.sight.is_secretariat();
    let conferences: Map<String, Value> = press
        .conferences()
        .iter()
        .map(|(number, it)| (number.to_string(), conference(case, *number, it, is_desk, now)))
        .collect();
    let lines: Map<String, Value> = press
        .lines()
        .iter()
        .map(|(number, it)| {
            let agreed = it.agreed.as_ref().map(|(by, at)| json!({ "by": by, "at": at }));
            let told = json!({ "version": it.version, "line": it.line, "by": it.by, "agreed": agreed });
            (number.to_string(), told)
        })
        .collect();
    let heard: Vec<Value> = case.heard_after().iter().map(|it| remark(case, it)).collect();
    let house: Map<String, Value> = template::file_names()
        .map(|name| {
            let words = press.templates().get(&name).map(String::as_str);
            (name, json!(words))
        })
        .collect();
    let told = json!({
        "conferences": conferences, "lines": lines, "held_against": case.held_against(now).map(|(number, _)| number),
        "heard": heard, "house": house,
    });
    body::answer(StatusCode::OK, &told)
}

fn conference(case: &Case, number: u64, it: &Called, is_desk: bool, now: Moment) -> Value {
    let applicants = case.press().applicants().iter().filter(|(_, it)| it.conference == number);
    let accepted = applicants.clone().filter(|(_, it)| it.admission == Some(Admission::Accepted)).count();
    let mut told = json!({
        "conference": it.conference, "entries": it.entries, "off": it.off,
        "invitation": case.invitation_to(number).map(|(number, _)| number),
        "is_public": case.announced(now).iter().any(|(public, ..)| *public == number),
        "asked": applicants.clone().count(), "accepted": accepted,
    });
    if is_desk {
        let all: Map<String, Value> = applicants
            .map(|(number, it)| {
                let told =
                    json!({ "entry": it.entry, "journalist": it.journalist, "admission": it.admission });
                (number.to_string(), told)
            })
            .collect();
        told["journalists"] = all.into();
    }
    told
}

/// A quote from after the statement; without a remark it is nobody's who speaks for a member.
fn remark(case: &Case, it: &Heard<'_>) -> Value {
    json!({
        "quote": it.number, "report": it.report, "span": it.span, "said": it.quote.said,
        "remark": it.remark, "finding": it.remark.map(|remark| case.finding(remark)),
    })
}
