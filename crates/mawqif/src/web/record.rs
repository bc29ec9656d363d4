//! The timeline: every entry of the record, the latest first, each with a receipt to take home.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use mawqif_core::{
    case::{Fact, Moment},
    record::entry::Entry,
    text::Id,
};
use mawqif_store::{AccountId, Error};

use super::{
    Web,
    admit::{At, Visitor},
    form::Form,
    page::{Shell, Tab, show},
    trouble::Trouble,
    words::Words,
};
use crate::desk::{Fault, witness::Under};

/// Entries on a page.
const PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "record.html")]
struct Record {
    shell: Shell,
    lines: Vec<Line>,
    size: String,
    /// Where older and newer entries are.
    older: Option<u64>,
    newer: Option<u64>,
}

struct Line {
    seq: u64,
    number: String,
    time: String,
    actor: String,
    what: String,
    /// Whom or what it is about.
    about: String,
}

/// The timeline, from an entry backwards.
pub async fn timeline(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let At { held, case, sight } = visitor.at()?;
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let size = case.entries();
    let end = asked.get("before").parse::<u64>().ok().map_or(size, |before| before.min(size));
    let first = end.saturating_sub(PAGE);
    let entries = web.desk.store().entries(held.stored(), first, end - first).await.map_err(Fault::from)?;
    let mut names: HashMap<String, String> = HashMap::new();
    for entry in &entries {
        let actor = &entry.header().actor;
        if !names.contains_key(actor) {
            names.insert(actor.clone(), called(&web, actor).await?);
        }
    }
    let shell = Shell::of_case(&visitor, Tab::Record)?;
    let words = shell.words.clone();
    let lines = entries.into_iter().rev().map(|entry| {
        let entry = sight.entry(entry);
        let header = entry.header();
        Line {
            seq: header.seq,
            number: words.number(header.seq),
            time: words.moment(Moment::from_micros(header.time)),
            actor: names.get(&header.actor).cloned().unwrap_or_default(),
            what: words.tell("entry-kind", &[("kind", header.kind.as_str().into())]),
            about: about(&entry, visitor.at.as_ref(), &words),
        }
    });
    let page = Record {
        lines: lines.collect(),
        size: words.number(size),
        older: (first > 0).then_some(first),
        newer: (end < size).then(|| (end + PAGE).min(size)),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// A receipt for an entry, to be kept and verified without the server.
pub async fn receipt(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, seq)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let At { held, case, .. } = visitor.at()?;
    let seq = seq.parse::<u64>().ok().filter(|seq| *seq < case.entries()).ok_or(Trouble::Missing)?;
    let receipt = web.desk.receipt(held, seq, &Under::Latest).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"receipt-{seq}.txt\"")),
    ];
    Ok((headers, receipt.to_string()).into_response())
}

/// What an account is called; nothing when it is not there any more.
async fn called(web: &Web, actor: &str) -> Result<String, Trouble> {
    let Some(id) = AccountId::new(actor) else { return Ok(String::new()) };
    match web.desk.store().account(&id).await {
        Ok(account) => Ok(account.name),
        Err(Error::Missing(_)) => Ok(String::new()),
        Err(error) => Err(Fault::from(error).into()),
    }
}

/// Whom or what an entry is about, as far as it may be seen.
fn about(entry: &Entry, at: Option<&At>, words: &Words) -> String {
    let Ok(Some(fact)) = Fact::of_entry(entry) else { return words.word("entry-hidden") };
    let name = |id: &Id| {
        let bodies = at.map(|at| at.case.dossier().bodies.as_slice()).unwrap_or_default();
        words.name_of(id, bodies.iter().map(|body| (&body.id, &body.name)))
    };
    match &fact {
        Fact::InitiativeReceived { initiative } | Fact::InitiativeRevised { initiative } => {
            words.text(&initiative.title).to_owned()
        }
        Fact::BodyAdmitted { body } | Fact::BodyChanged { body } => name(&body.id),
        Fact::BodyDismissed { id } => name(id),
        Fact::ConditionProposed { condition, .. } => condition.id.to_string(),
        Fact::DelegateMandated { body, .. } => name(body),
        Fact::StanceFiled { stance } => {
            format!("{}: {}", name(&stance.body), stance.says.stance.print(words.stances()))
        }
        Fact::StanceWithdrawn { body, .. } => name(body),
        Fact::BallotCast { body, choice, .. } => {
            format!("{}: {}", name(body), words.word(super::position::choice(*choice)))
        }
        Fact::BallotMarked { body, .. } => name(body),
        Fact::CommitteeFormed { committee } => words.text(&committee.name).to_owned(),
        Fact::PositionReopened { reason } => words.text(reason).to_owned(),
        _ => String::new(),
    }
}
