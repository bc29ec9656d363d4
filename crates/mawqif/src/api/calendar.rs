//! Meetings and press conferences as a calendar (RFC 5545), for whatever program people keep their days in.

use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use mawqif_core::{
    case::{AccountId, Case, CaseId, Moment, meeting::Meeting, press_desk::Conference},
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

/// Press conferences of a case, as a file: each with its number, and whether it was called off.
pub fn conferences<'c>(
    case: &Case,
    all: impl Iterator<Item = (u64, &'c Conference, bool)>,
    origin: &str,
) -> Response {
    let text =
        framed(case, |line| all.for_each(|(number, it, is_off)| press(line, number, it, is_off, origin)));
    ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response()
}

fn calendar(case: &Case, origin: &str) -> String {
    framed(case, |line| {
        for (number, meeting) in case.meetings() {
            event(line, *number, meeting, origin);
        }
        for (number, called) in case.press().conferences() {
            press(line, *number, &called.conference, called.off.is_some(), origin);
        }
    })
}

/// A calendar around its events.
fn framed(case: &Case, events: impl FnOnce(&mut dyn FnMut(&str))) -> String {
    let mut text = String::new();
    let mut line = |words: &str| text += &folded(words);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Mawqif//Meetings//EN");
    line(&format!("NAME:{}", escaped(first(case.title()))));
    events(&mut line);
    line("END:VCALENDAR");
    text
}

/// A press conference; one that was called off stays, and says so, for whoever has it in a calendar already.
fn press(line: &mut dyn FnMut(&str), number: u64, it: &Conference, is_off: bool, origin: &str) {
    let end = Moment::from_micros(it.at.micros().saturating_add(LENGTH));
    let (Some(begin), Some(end)) = (stamp(it.at), stamp(end)) else { return };
    line("BEGIN:VEVENT");
    line(&format!("UID:press-conference-{number}@{}", escaped(origin)));
    line(&format!("DTSTAMP:{begin}"));
    line(&format!("DTSTART:{begin}"));
    line(&format!("DTEND:{end}"));
    line(&format!("SUMMARY:{}", escaped(first(&it.title))));
    line(&format!("LOCATION:{}", escaped(first(&it.place))));
    if let Some(how) = &it.accreditation {
        line(&format!("DESCRIPTION:{}", escaped(first(how))));
    }
    if is_off {
        line("STATUS:CANCELLED");
    }
    line("END:VEVENT");
}

fn event(line: &mut dyn FnMut(&str), number: u64, meeting: &Meeting, origin: &str) {
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
