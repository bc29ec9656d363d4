//! The meetings of a case, and the form that calls one.

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::case::Moment;

use super::super::{
    Web,
    acts::key,
    admit::Visitor,
    form::Form,
    page::{Shell, Tab, show},
    people::told,
    trouble::Trouble,
    words::{Words, chosen_zone},
    zone,
};
use crate::api;

#[derive(Template)]
#[template(path = "meetings.html")]
struct Meetings {
    shell: Shell,
    meetings: Vec<Line>,
    /// Whether a meeting may be called.
    convenes: bool,
    /// What was written into the form.
    form: Form,
    /// By whose clock it is written.
    zones: Vec<(String, String, bool)>,
    key: String,
    problem: Option<String>,
    /// A link for a calendar that was just made, and until when it is good.
    link: Option<(String, String)>,
}

struct Line {
    number: u64,
    title: String,
    when: String,
    place: String,
    state: String,
}

/// All meetings, the latest first.
pub async fn list(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    page(&visitor, &Form::default(), StatusCode::OK, None)
}

/// Makes a link that a calendar can follow, and shows it this once.
pub async fn link(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let (at, who) = (visitor.at()?, &visitor.guest()?.caller.who);
    let now = web.desk.clock().now().micros();
    match web.desk.people().create_calendar(who, at.held.stored(), now).await {
        Ok(made) => {
            let until = Words::of(visitor.language).moment(Moment::from_micros(made.expires));
            let link = Some((made.link.reveal().to_owned(), until));
            shown(&visitor, &Form::default(), StatusCode::CREATED, None, link)
        }
        Err(refused) => {
            let (status, problem) = told(&visitor, refused);
            page(&visitor, &Form::default(), status, Some(problem))
        }
    }
}

/// The same as a file for a calendar.
pub async fn calendar(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    Ok(api::calendar::written(&at.case, at.held.origin()))
}

pub(super) fn page(
    visitor: &Visitor,
    form: &Form,
    status: StatusCode,
    problem: Option<String>,
) -> Result<Response, Trouble> {
    shown(visitor, form, status, problem, None)
}

fn shown(
    visitor: &Visitor,
    form: &Form,
    status: StatusCode,
    problem: Option<String>,
    link: Option<(String, String)>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let shell = Shell::of_case(visitor, Tab::Meetings)?;
    let words = &shell.words;
    let mut meetings: Vec<_> = at.case.meetings().iter().collect();
    meetings.sort_by_key(|(number, meeting)| std::cmp::Reverse((meeting.at, **number)));
    let meetings = meetings.into_iter().map(|(number, meeting)| Line {
        number: *number,
        title: words.text(&meeting.title).to_owned(),
        when: words.moment(meeting.at),
        place: meeting.place.as_ref().map(|it| words.text(it).to_owned()).unwrap_or_default(),
        state: super::state(meeting, words),
    });
    let zone = zone::named(form.get("zone")).unwrap_or_else(|_| chosen_zone());
    let page = Meetings {
        zones: zone::choices(&zone, words),
        meetings: meetings.collect(),
        convenes: at.sight.is_secretariat(),
        form: form.clone(),
        key: key()?,
        problem,
        link,
        shell,
    };
    Ok(show(status, &page))
}
