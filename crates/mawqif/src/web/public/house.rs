//! Public consultations in the case: which there are, and one of them with its link, its picture to scan, and the ways to what the
//! secretariat does there.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use mawqif_core::case::change::Change;

use super::{Asked, Said, forms, path, report, unexpected};
use crate::{
    desk::public::State as Standing,
    web::{
        Web,
        admit::Visitor,
        page::{Shell, Tab, show},
        qr,
        trouble::Trouble,
        words::Words,
    },
};

/// The most consultations that the list shows; the latest first.
const CONSULTATIONS_SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "asking.html")]
struct List {
    shell: Shell,
    case: String,
    is_editor: bool,
    all: Vec<Line>,
}

/// A consultation in the list.
struct Line {
    number: u64,
    title: String,
    question: Said,
    state: String,
    is_open: bool,
}

/// All of a case.
pub async fn list(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let shell = Shell::of_case(&visitor, Tab::Base)?;
    let words = &shell.words;
    let latest = at.case.polls().keys().rev().take(CONSULTATIONS_SHOWN);
    let line = |number: &u64| {
        let asked = Asked::at(&web, at, &number.to_string()).ok()?;
        Some(Line {
            number: *number,
            title: words.text(&asked.poll.terms.title).to_owned(),
            question: Said::of(&asked.poll.terms.question, words),
            state: report::state(&asked, words),
            is_open: asked.is_open(),
        })
    };
    let page = List {
        case: at.case.id().to_string(),
        is_editor: at.sight.is_secretariat() && at.now.is_none(),
        all: latest.filter_map(line).collect(),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "asking_one.html")]
struct One {
    shell: Shell,
    case: String,
    number: u64,
    title: String,
    question: Said,
    house: String,
    is_editor: bool,
    /// Whether the secretariat has still to close it.
    is_unclosed: bool,
    /// Whether its ballots can be destroyed.
    may_forget: bool,
    /// Whether somebody has asked for that, and a second person has not said so yet.
    forgets: bool,
    state: String,
    facts: Vec<(String, String)>,
    /// Changes, the latest first.
    changes: Vec<(String, String)>,
    /// Where everybody finds it.
    address: String,
    path: String,
    picture: Option<(usize, String)>,
    /// Statements that wait to be read, if who looks reads them.
    waiting: Option<(usize, String)>,
    sentence: Option<String>,
}

/// One of them.
pub async fn one(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let asked = Asked::at(&web, at, &number)?;
    let is_editor = at.sight.is_secretariat() && at.now.is_none();
    let public = web.desk.public();
    let waiting = if is_editor {
        let all = public.statements(&asked.held, asked.number, &visitor.guest()?.caller).await;
        let all = all.map_err(unexpected)?;
        Some(all.iter().filter(|it| it.state == Standing::Waiting).count())
    } else {
        None
    };
    let forgetting = Change::ForgetPublicBallots(asked.number);
    let outcome = public.settled(&asked.held, asked.number);
    let shell = Shell::of_case(&visitor, Tab::Base)?;
    let words = &shell.words;
    let address = format!("{}{}", web.desk.people().site(), path(&at.case, asked.number));
    let sentence = outcome.map(|it| {
        let opinion = super::told::published(&it, &Default::default());
        words.digits(&crate::opinion::words::sentence(&opinion, words.locale()))
    });
    let page = One {
        case: at.case.id().to_string(),
        number: asked.number,
        title: words.text(&asked.poll.terms.title).to_owned(),
        question: Said::of(&asked.poll.terms.question, words),
        house: asked.house(),
        is_editor,
        is_unclosed: asked.poll.closed.is_none(),
        may_forget: asked.poll.closed.is_some() && asked.poll.forgotten.is_none(),
        forgets: at.case.proposals().values().any(|it| it.change == forgetting),
        state: report::state(&asked, words),
        facts: facts(&asked, words),
        changes: changes(&asked, words),
        picture: qr::picture(&address),
        path: asked.path(),
        address,
        waiting: waiting.map(|count| (count, words.count("asking-waiting", count))),
        sentence,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

fn facts(asked: &Asked, words: &Words) -> Vec<(String, String)> {
    let terms = &asked.poll.terms;
    let asks = words.text(&terms.asks);
    let asks = if asks.is_empty() { words.text(asked.case.title()) } else { asks };
    let mut facts = vec![
        (words.word("asking-asks"), asks.to_owned()),
        (words.word("asking-opened"), words.moment(asked.poll.opened)),
        (words.word("asking-until"), words.moment(terms.closes)),
        (words.word("asking-doors"), words.word(forms::doors(terms.doors))),
        (words.word("asking-results"), words.word(forms::results(terms.results))),
    ];
    if let Some((_, count)) = &asked.poll.closed {
        let counted = match count.participants.zip(count.votes) {
            Some((people, votes)) => {
                let values = [
                    ("people", words.number(people).into()),
                    ("votes", words.number(votes).into()),
                    ("statements", words.number(count.statements).into()),
                ];
                words.tell("asking-counted-says", &values)
            }
            None => words.word("asking-counted-few"),
        };
        facts.push((words.word("asking-counted"), counted));
        facts.push((words.word("asking-root"), count.root.to_hex()));
        facts.push((words.word("asking-result-hash"), count.result.to_hex()));
    }
    if let Some(at) = asked.poll.forgotten {
        facts.push((words.word("asking-forgotten"), words.moment(at)));
    }
    facts
}

fn changes(asked: &Asked, words: &Words) -> Vec<(String, String)> {
    let told = asked.poll.changes.iter().rev().map(|it| {
        let values = [("date", words.moment(it.at).into()), ("until", words.moment(it.closes).into())];
        (words.tell("asking-changed", &values), words.text(&it.reason).to_owned())
    });
    told.collect()
}
