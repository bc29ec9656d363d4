//! Meetings: called, attended by tapping names, opened, decided at and closed, and the minutes of it.
//!
//! What is done at a meeting is done with one tap, since it was said in the room already; what cannot be undone
//! (closing) is asked for below a line that opens first. Each form but those of attendance carries a key, so that
//! sending it twice does it once; attendance that is taken already is no refusal.

mod list;
mod sitting;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{
        Act, Case, Fact, Moment, Refusal,
        meeting::{Attendance, Meeting},
        refusal::State as Standing,
    },
    text::{Id, Text},
};

pub use self::list::{calendar, link, list};
use super::{
    Web,
    acts::key_of,
    admit::Visitor,
    form::Form,
    page::{Shell, Tab, show},
    trouble::{Trouble, sentence, status},
    words::{Words, chosen_zone},
    zone,
};
use crate::{
    api::minutes::{Figures, Writing},
    desk::Fault,
    locale::Locale,
};

/// Longest agenda that is read from a form, in lines; the core's limit stands above it.
const LINE_LIMIT: usize = 1_001;

/// Calls a meeting.
pub async fn convene(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let text = |words: &str| Text::by_language(vec![(visitor.language.tag().to_owned(), words.to_owned())]);
    let Some(moment) = moment(&form) else {
        let problem = Words::of(visitor.language).word("meeting-when-unclear");
        return list::page(&visitor, &form, StatusCode::UNPROCESSABLE_ENTITY, Some(problem));
    };
    let place = form.get("place");
    let items = form.get("agenda").lines().map(str::trim).filter(|line| !line.is_empty());
    let act = Act::ConveneMeeting {
        title: text(form.get("title")),
        at: moment,
        place: (!place.is_empty()).then(|| text(place)),
        agenda: items.take(LINE_LIMIT).map(text).collect(),
    };
    match web.desk.act(&at.held, act, &visitor.guest()?.caller, Some(key_of(&form)?)).await {
        Ok(done) => {
            let entry = done.entries.first();
            let number = entry.and_then(|entry| match Fact::of_entry(entry) {
                Ok(Some(Fact::MeetingConvened { meeting, .. })) => Some(meeting),
                _ => None,
            });
            let seq = entry.map(|entry| entry.header().seq).unwrap_or_default();
            let on = number.map_or_else(String::new, |number| format!("/{number}?done={seq}"));
            Ok(Redirect::to(&format!("/cases/{}/meetings{on}", at.case.id())).into_response())
        }
        Err(fault) if status(&fault).is_server_error() => Err(fault.into()),
        Err(fault) => {
            let problem = sentence(&fault, &Words::of(visitor.language));
            list::page(&visitor, &form, status(&fault), Some(problem))
        }
    }
}

/// A meeting.
pub async fn one(
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    sitting::page(&visitor, numbered(&number)?, sitting::Said::default())
}

/// Takes attendance, opens, decides or closes.
pub async fn act(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let meeting = numbered(&number)?;
    if !at.case.meetings().contains_key(&meeting) {
        return Err(Trouble::Missing);
    }
    let here = format!("/cases/{}/meetings/{meeting}", at.case.id());
    let (act, key, on) = match form.get("act") {
        "take-attendance" => {
            let (attendance, body) = form.get("body").split_once(' ').ok_or(Trouble::Missing)?;
            let attendance = match attendance {
                "present" => Attendance::Present,
                "absent" => Attendance::Absent,
                _ => return Err(Trouble::Missing),
            };
            let body = Id::new(body).map_err(|_| Trouble::Missing)?;
            let on = format!("{here}#seat-{body}");
            (Act::TakeAttendance { meeting, body, attendance }, None, on)
        }
        "open-meeting" => (Act::OpenMeeting { meeting }, Some(key_of(&form)?), here),
        "take-decision" => {
            let decision = form.get("decision").to_owned();
            let decision = Text::by_language(vec![(visitor.language.tag().to_owned(), decision)]);
            let item = form.get("item").parse().map_err(|_| Trouble::Missing)?;
            let on = format!("{here}#item-{item}");
            (Act::TakeDecision { meeting, item, decision }, Some(key_of(&form)?), on)
        }
        "close-meeting" => (Act::CloseMeeting { meeting }, Some(key_of(&form)?), here),
        _ => return Err(Trouble::Missing),
    };
    match web.desk.act(&at.held, act, &visitor.guest()?.caller, key).await {
        Ok(_) => Ok(Redirect::to(&on).into_response()),
        // Two people tapped the same name.
        Err(Fault::Refused(refusal)) if *refusal == Refusal::State(Standing::AlreadyThere) => {
            Ok(Redirect::to(&on).into_response())
        }
        Err(fault) if status(&fault).is_server_error() => Err(fault.into()),
        Err(fault) => {
            let problem = Some(sentence(&fault, &Words::of(visitor.language)));
            let said = sitting::Said {
                status: status(&fault),
                problem,
                item: form.get("item").parse().ok(),
                decision: form.get("decision").to_owned(),
            };
            let mut visitor = visitor.clone();
            if let Some(at) = &mut visitor.at {
                at.case = at.held.now();
            }
            sitting::page(&visitor, meeting, said)
        }
    }
}

#[derive(Template)]
#[template(path = "minutes.html")]
struct Minutes {
    shell: Shell,
    number: u64,
    paragraphs: Vec<String>,
}

/// The minutes, drafted from what happened.
pub async fn minutes(
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let (at, number) = (visitor.at()?, numbered(&number)?);
    let minutes = at.case.minutes(number).ok_or(Trouble::Missing)?;
    let shell = Shell::of_case(&visitor, Tab::Meetings)?;
    let words = &shell.words;
    let (moments, numbers) = (words.clone(), words.clone());
    let figures = Figures {
        moment: Box::new(move |at| moments.moment(at)),
        number: Box::new(move |number| numbers.number(number)),
    };
    let locale = Locale::for_pages(words.language(), words.figures());
    let text = Writing::by(&at.case, locale, figures).whole(&minutes, at.held.origin());
    let paragraphs = text.split("\n\n").map(|it| it.trim_end().to_owned()).filter(|it| !it.is_empty());
    let paragraphs = paragraphs.collect();
    Ok(show(StatusCode::OK, &Minutes { number, paragraphs, shell }))
}

fn numbered(number: &str) -> Result<u64, Trouble> {
    number.parse().map_err(|_| Trouble::Missing)
}

/// A day and a time, as browsers send them, by the clock that the form names; by the reader's if it names none.
fn moment(form: &Form) -> Option<Moment> {
    let date: jiff::civil::Date = form.get("date").parse().ok()?;
    let time: jiff::civil::Time = form.get("time").parse().ok()?;
    let zone = match form.get("zone") {
        "" => chosen_zone(),
        name => zone::named(name).ok()?,
    };
    zone::moment(date.to_datetime(time), &zone)
}

/// How far a meeting has come, in words.
fn state(meeting: &Meeting, words: &Words) -> String {
    match (&meeting.opened, &meeting.closed) {
        (_, Some((at, _))) => words.about("meeting-closed-at", &words.moment(*at)),
        (Some((at, _)), None) => words.about("meeting-open-since", &words.moment(*at)),
        (None, None) => words.word("meeting-not-begun"),
    }
}

/// What a body is called.
fn name(case: &Case, id: &Id, words: &Words) -> String {
    words.name_of(id, case.dossier().bodies.iter().map(|body| (&body.id, &body.name)))
}

#[cfg(test)]
mod tests {
    use super::{Form, moment};

    #[test]
    fn a_day_and_a_time_are_a_moment_by_the_clock_that_the_form_names() {
        let read = |date: &str, time: &str, zone: &str| {
            let fields = [("date", date), ("time", time), ("zone", zone)];
            moment(&Form::of(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()))
        };
        for (time, zone) in [("12:00", ""), ("12:00", "UTC"), ("15:00", "Asia/Damascus")] {
            assert_eq!(read("2030-04-30", time, zone).map(|it| it.micros()), Some(1_903_780_800_000_000));
        }
        for (date, time, zone) in [
            ("", "12:00", ""),
            ("2030-02-30", "12:00", ""),
            ("2030-04-30", "", ""),
            ("1900-01-01", "00:00", ""),
            ("2030-04-30", "12:00", "Nowhere"),
        ] {
            assert_eq!(read(date, time, zone), None, "{date} {time} {zone}");
        }
    }
}
