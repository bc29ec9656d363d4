//! Press conferences of which everybody may know: their place among what was published, and a file for calendars.
//!
//! A conference is announced by its invitation, which two people have let out, and only if the desk says that it is
//! public. What the desk remembers of it, and who comes, is told nobody.

use axum::response::Response;
use mawqif_core::case::{Case, Moment};

use super::super::words::Words;
use crate::api;

/// The name of the file for calendars, beside the forms of an invitation.
pub const CALENDAR: &str = "conference.ics";

/// A press conference, for everybody.
pub struct Announced {
    /// Its invitation.
    pub invitation: u64,
    /// What it is called.
    pub title: String,
    /// When.
    pub when: String,
    /// Where.
    pub place: String,
    /// Who speaks.
    pub speakers: String,
    /// How a journalist is let in.
    pub accreditation: Option<String>,
}

/// Press conferences to come, the next first.
pub fn coming(case: &Case, now: Moment, words: &Words) -> Vec<Announced> {
    let mut all = case.announced(now);
    all.retain(|(_, _, it)| it.at >= now);
    all.sort_by_key(|(number, _, it)| (it.at, *number));
    let told = all.into_iter().map(|(_, invitation, it)| {
        let speakers: Vec<String> = it.speakers.iter().map(|it| super::speaker(case, it, words)).collect();
        Announced {
            invitation,
            title: words.text(&it.title).to_owned(),
            when: words.moment(it.at),
            place: words.text(&it.place).to_owned(),
            speakers: words.locale().list(&speakers),
            accreditation: it.accreditation.as_ref().map(|it| words.text(it).to_owned()),
        }
    });
    told.collect()
}

/// The press conference that a published statement invites to, as a file for calendars.
pub fn calendar(case: &Case, invitation: u64, now: Moment, origin: &str) -> Option<Response> {
    let all = case.announced(now);
    let (number, _, conference) = all.into_iter().find(|(_, by, _)| *by == invitation)?;
    Some(api::calendar::conferences(case, [(number, conference, false)].into_iter(), origin))
}
