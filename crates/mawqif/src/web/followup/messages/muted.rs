//! Senders that are muted, on the page of messages: by whom, why, and how many of their messages were turned away.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::case::{AccountId, Moment};
use mawqif_store::MutedRow;

use crate::{
    desk::{
        Fault,
        messages::{REASON_LIMIT, muted::MUTED_SENDER_LIMIT},
    },
    web::{Web, admit::Visitor, consultation::names::Names, form::Form, trouble::Trouble, words::Words},
};

/// A muted sender.
pub struct Muted {
    /// The mark.
    pub sender: String,
    /// Who, when and why.
    pub told: String,
    /// How many were turned away.
    pub turned: String,
}

/// What came of a form that mutes a sender, or lets one be heard again.
pub enum Came {
    /// It is done: where to go.
    Done(Response),
    /// Why it is not.
    Refused(StatusCode, String),
}

/// Whose accounts the list tells.
pub fn hands(all: &[MutedRow]) -> impl Iterator<Item = AccountId> {
    all.iter().filter_map(|it| AccountId::new(it.account.as_str()).ok())
}

/// The list.
pub fn told(all: &[MutedRow], people: &Names, words: &Words) -> Vec<Muted> {
    let line = |it: &MutedRow| {
        let by = AccountId::new(it.account.as_str()).ok().and_then(|by| people.get(&by).cloned());
        let values = [
            ("name", by.unwrap_or_else(|| words.word("messages-somebody")).into()),
            ("date", words.moment(Moment::from_micros(it.time)).into()),
            ("why", it.reason.clone().into()),
        ];
        Muted {
            sender: it.sender.clone(),
            told: words.tell("muted-by", &values),
            turned: words.count("muted-turned", usize::try_from(it.turned_away).unwrap_or(usize::MAX)),
        }
    };
    all.iter().map(line).collect()
}

/// Mutes the sender of a message, or lets one be heard again. It is for the secretariat: what is muted nobody sees.
pub async fn sent(web: &Web, visitor: &Visitor, form: &Form) -> Result<Came, Trouble> {
    let at = visitor.at()?;
    if !at.sight.is_secretariat() {
        return Err(Trouble::NotForYou);
    }
    let here = format!("/cases/{}/follow-up/messages", at.case.id());
    let words = |key: &str, number: u64| {
        let words = Words::of(visitor.language);
        words.about(key, &words.number(number))
    };
    if form.get("step") == "unmute" {
        web.desk.unmute_sender(&at.held, form.get("sender")).await?;
        return Ok(Came::Done(Redirect::to(&format!("{here}?heard=yes#muted")).into_response()));
    }
    let reason = form.get("reason");
    if reason.is_empty() || reason.chars().count() > REASON_LIMIT {
        let most = u64::try_from(REASON_LIMIT).unwrap_or(u64::MAX);
        return Ok(Came::Refused(StatusCode::UNPROCESSABLE_ENTITY, words("messages-reason", most)));
    }
    let number: u64 = form.get("number").parse().map_err(|_| Trouble::Missing)?;
    let row = web.desk.store().message(at.held.stored(), number).await.map_err(Fault::from)?;
    if row.sender.is_empty() {
        return Err(Trouble::Missing);
    }
    match web.desk.mute_sender(&at.held, &row.sender, &visitor.guest()?.caller, reason).await? {
        Some(count) => Ok(Came::Done(Redirect::to(&format!("{here}?muted={count}#muted")).into_response())),
        None => Ok(Came::Refused(StatusCode::CONFLICT, words("muted-full", MUTED_SENDER_LIMIT))),
    }
}
