//! Meetings as a calendar (RFC 5545), for whatever program people keep their days in.

use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use mawqif_core::{
    case::{AccountId, Case, CaseId, Moment, meeting::Meeting},
    text::Text,
};
use serde_json::json;

use super::{Api, admit::At, body, people::TOKEN_LIMIT, problem::Problem};
use crate::desk::{Fault, access::Caller, sight::Sight};

/// Longest line, in bytes, its end apart.
const LINE_LIMIT: usize = 75;

/// How long a meeting is taken to last: the record does not say.
const LENGTH: u64 = 2 * 3_600_000_000;

/// The meetings of a case.
pub async fn meetings(Extension(at): Extension<At>) -> Response {
    written(&at.case, at.held.origin())
}

/// Makes a link to the meetings of a case, for programs that sign in nowhere.
pub async fn link(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    let now = api.desk.clock().now().micros();
    let made = api.desk.people().create_calendar(&caller.who, at.held.stored(), now).await;
    let made = made.map_err(Fault::from)?;
    let told = json!({ "id": made.id.to_hex(), "link": made.link.reveal(), "expires": made.expires });
    body::answer(StatusCode::CREATED, &told)
}

/// The meetings that a link leads to, for as long as its owner sees the case.
pub async fn linked(State(api): State<Api>, Path(name): Path<String>) -> Result<Response, Problem> {
    let missing = || Problem::missing("calendar");
    let secret = name.strip_suffix(".ics").filter(|secret| secret.len() <= TOKEN_LIMIT);
    let now = api.desk.clock().now();
    let found = api.desk.people().calendar(secret.ok_or_else(missing)?, now.micros()).await;
    let (account, case) = found.map_err(Fault::from)?.ok_or_else(missing)?;
    let held = CaseId::new(&case).ok().and_then(|id| api.desk.held(&id)).ok_or_else(missing)?;
    let case = held.now();
    let actor = AccountId::new(account.as_str()).map_err(|_| missing())?;
    Sight::of(&case, &actor, now).filter(|sight| !sight.is_narrow()).ok_or_else(missing)?;
    Ok(written(&case, held.origin()))
}

/// The meetings of a case, as a file.
pub fn written(case: &Case, origin: &str) -> Response {
    ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar(case, origin)).into_response()
}

fn calendar(case: &Case, origin: &str) -> String {
    let mut text = String::new();
    let mut line = |words: &str| text += &folded(words);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Mawqif//Meetings//EN");
    line(&format!("NAME:{}", escaped(first(case.title()))));
    for (number, meeting) in case.meetings() {
        event(&mut line, *number, meeting, origin);
    }
    line("END:VCALENDAR");
    text
}

fn event(line: &mut impl FnMut(&str), number: u64, meeting: &Meeting, origin: &str) {
    let end = Moment::from_micros(meeting.at.micros().saturating_add(LENGTH));
    let (Some(begin), Some(end)) = (stamp(meeting.at), stamp(end)) else { return };
    line("BEGIN:VEVENT");
    line(&format!("UID:meeting-{number}@{}", escaped(origin)));
    line(&format!("DTSTAMP:{begin}"));
    line(&format!("DTSTART:{begin}"));
    line(&format!("DTEND:{end}"));
    line(&format!("SUMMARY:{}", escaped(first(&meeting.title))));
    if let Some(place) = &meeting.place {
        line(&format!("LOCATION:{}", escaped(first(place))));
    }
    if !meeting.agenda.is_empty() {
        let items = (1..).zip(&meeting.agenda).map(|(number, item)| format!("{number}. {}", first(item)));
        line(&format!("DESCRIPTION:{}", escaped(&items.collect::<Vec<_>>().join("\n"))));
    }
    line("END:VEVENT");
}

/// The text in English, or in whichever language it has.
fn first(text: &Text) -> &str {
    text.in_language("en")
}

/// A moment as `20300430T120000Z`; `None` in a year that has no four digits.
fn stamp(at: Moment) -> Option<String> {
    let micros = i64::try_from(at.micros()).ok()?;
    let time = jiff::Timestamp::from_microsecond(micros).ok()?;
    Some(time.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// Text with what would end it or mean something else taken care of (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => safe.extend(['\\', character]),
            '\n' => safe += "\\n",
            other if other.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A line with its end, broken where it is too long and never within a character (section 3.1).
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 2);
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LINE_LIMIT {
            text += "\r\n ";
            length = 1;
        }
        text.push(character);
        length += character.len_utf8();
    }
    text + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_line() {
        assert_eq!(escaped("a;b,c\\\nEND:VCALENDAR\r"), "a\\;b\\,c\\\\\\nEND:VCALENDAR");
        let line = folded(&"م".repeat(100));
        assert!(line.split("\r\n").all(|part| part.len() <= LINE_LIMIT));
        assert_eq!(line.replace("\r\n ", "").trim_end(), "م".repeat(100));
    }
}
