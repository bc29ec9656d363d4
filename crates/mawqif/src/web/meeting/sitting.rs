//! A meeting's page: who is here, whether that is enough, and what was decided. It follows the record by itself.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use mawqif_core::{
    case::{
        Case, Role,
        mandate::Scope,
        meeting::{Decision, Meeting, Quorum, QuorumState},
    },
    position::model::Standing,
    text::Id,
};

use super::super::{
    acts::key,
    admit::{At, Visitor},
    page::{Shell, Tab, show},
    position::Gauge,
    trouble::Trouble,
    words::Words,
};
use crate::{cli::Note, desk::sight::Sight};

/// What was asked for just before, and what came of it.
pub(super) struct Said {
    pub status: StatusCode,
    /// Why it was not done.
    pub problem: Option<String>,
    /// The item that a decision was about, and its words.
    pub item: Option<u64>,
    pub decision: String,
}

impl Default for Said {
    fn default() -> Self {
        Self { status: StatusCode::OK, problem: None, item: None, decision: String::new() }
    }
}

#[derive(Template)]
#[template(path = "meeting.html")]
struct Sitting {
    shell: Shell,
    number: u64,
    title: String,
    facts: Vec<(String, String)>,
    state: String,
    /// How many are here, in words.
    here: String,
    gauge: Option<Gauge>,
    /// How the quorum stood when the meeting ended.
    end: Option<String>,
    seats: Vec<Seat>,
    items: Vec<Item>,
    may: May,
    said: Said,
    key: String,
}

/// What whoever looks may do now.
struct May {
    open: bool,
    decide: bool,
    close: bool,
}

/// A body, and whether it is here.
struct Seat {
    id: String,
    name: String,
    is_here: bool,
    /// Whether whoever looks may say so.
    is_mine: bool,
}

/// An item of the agenda.
struct Item {
    number: u64,
    shown: String,
    title: String,
    decisions: Vec<(String, String)>,
}

pub(super) fn page(visitor: &Visitor, number: u64, said: Said) -> Result<Response, Trouble> {
    let At { case, sight, .. } = visitor.at()?;
    let meeting = case.meetings().get(&number).ok_or(Trouble::Missing)?;
    let shell = Shell::of_case(visitor, Tab::Meetings)?;
    let words = &shell.words;
    let mut facts = vec![(words.word("meeting-when"), words.moment(meeting.at))];
    if let Some(place) = &meeting.place {
        facts.push((words.word("meeting-place"), words.text(place).to_owned()));
    }
    let is_secretariat = sight.is_secretariat();
    let items = (1..).zip(&meeting.agenda).map(|(item, title)| Item {
        number: item,
        shown: words.number(item),
        title: words.text(title).to_owned(),
        decisions: meeting
            .decisions
            .iter()
            .filter(|it| it.item == item)
            .map(|it| (words.text(&it.decision).to_owned(), decided(it, words)))
            .collect(),
    });
    let seats: Vec<Seat> = seats(case, meeting, sight, words);
    let here = seats.iter().filter(|seat| seat.is_here).count();
    let page = Sitting {
        title: words.text(&meeting.title).to_owned(),
        facts,
        state: super::state(meeting, words),
        here: words.tell("meeting-here", &[("count", here.into()), ("all", seats.len().into())]),
        gauge: gauge(case, number, words),
        end: meeting.closed.map(|(_, quorum)| ended(quorum, words)),
        may: May {
            open: is_secretariat && meeting.opened.is_none() && meeting.closed.is_none(),
            decide: is_secretariat && meeting.is_open(),
            close: is_secretariat && meeting.is_open(),
        },
        items: items.collect(),
        seats,
        number,
        said,
        key: key()?,
        shell,
    };
    Ok(show(page.said.status, &page))
}

/// Every body, by the order of the roll.
fn seats(case: &Case, meeting: &Meeting, sight: &Sight, words: &Words) -> Vec<Seat> {
    let speaks_for = |id: &Id| {
        let own = |role: &Role| match role {
            Role::Delegate { body, scope, .. } => body == id && scope.contains(&Scope::Meetings),
            _ => false,
        };
        sight.is_secretariat() || sight.roles().iter().any(own)
    };
    let seat = |id: &Id| Seat {
        name: super::name(case, id, words),
        is_here: meeting.present.contains(id),
        is_mine: meeting.closed.is_none() && speaks_for(id),
        id: id.to_string(),
    };
    case.dossier().bodies.iter().map(|body| seat(&body.id)).collect()
}

/// The rule's quorum, as it stands now.
fn gauge(case: &Case, number: u64, words: &Words) -> Option<Gauge> {
    let asked = case.dossier().rule.quorum.as_ref()?;
    let Quorum { sum, base, state } = case.quorum(number)?;
    let measure = Note::measure_in(words.locale(), &asked.measure);
    let who = words.tell("rule-quorum", &[("measure", measure.into())]);
    let is_met = state != QuorumState::Lost;
    Some(Gauge::of(who, asked, Standing { sum, base, is_met }, words))
}

fn decided(decision: &Decision, words: &Words) -> String {
    let at = words.moment(decision.at);
    let count = decision.present.len();
    let quorum = quorum(decision.quorum, words);
    words.tell("meeting-decided", &[("at", at.into()), ("count", count.into()), ("quorum", quorum.into())])
}

fn ended(quorum: Quorum, words: &Words) -> String {
    words.about("meeting-end-quorum", &self::quorum(quorum, words))
}

fn quorum(quorum: Quorum, words: &Words) -> String {
    let state = match quorum.state {
        QuorumState::Met => "met",
        QuorumState::Lost => "lost",
        QuorumState::NotAsked => "none",
    };
    let values = [("state", state.into()), ("sum", quorum.sum.into()), ("base", quorum.base.into())];
    words.tell("meeting-quorum", &values)
}
