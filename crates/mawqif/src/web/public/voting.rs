//! One statement at a time, with three buttons of one size: no answer looks better than another.
//!
//! After a vote the next statement is shown, and the focus stands on it: the buttons are what Tab comes to first. There are no
//! access keys, since those of letters take the address bar away from some browsers, and have no Arabic.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use super::{Asked, Said, door, shell, told, unexpected, vote};
use crate::{
    desk::public::{Next, Participant, Statement, Trouble as Refused},
    web::{
        Web,
        admit::Visitor,
        form::Form,
        page::{Shell, show},
        trouble::Trouble,
    },
};

#[derive(Template)]
#[template(path = "voter_vote.html")]
struct Page {
    shell: Shell,
    path: String,
    question: Said,
    /// The statement; none when all that are shown have been voted on.
    statement: Option<(u64, Said)>,
    progress: String,
    /// The statement that was voted on a moment before.
    voted: Option<String>,
    until: String,
    has_results: bool,
    problem: Option<String>,
}

/// The next statement.
pub async fn look(
    web: &Web,
    visitor: &Visitor,
    asked: &Asked,
    participant: &Participant,
) -> Result<Response, Trouble> {
    page(web, visitor, asked, participant, None).await
}

/// Takes a vote, and goes on to the next statement.
pub async fn sent(
    web: &Web,
    visitor: &Visitor,
    asked: &Asked,
    participant: &Participant,
    form: &Form,
) -> Result<Response, Trouble> {
    let statement: u64 = form.get("statement").parse().map_err(|_| Trouble::Missing)?;
    let vote = vote(form.get("vote")).ok_or(Trouble::Missing)?;
    match web.desk.public().vote(&asked.held, asked.number, participant, statement, vote).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?voted={statement}#statement", asked.path())).into_response()),
        Err(refused @ (Refused::Closed(_) | Refused::NotEntered | Refused::CodeBlocked)) => {
            let knock =
                door::Knock { is_known: !matches!(refused, Refused::NotEntered), ..Default::default() };
            Ok(door::page(visitor, asked, knock, Some(&refused)))
        }
        Err(refused) => page(web, visitor, asked, participant, Some((statement, refused))).await,
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    asked: &Asked,
    participant: &Participant,
    refused: Option<(u64, Refused)>,
) -> Result<Response, Trouble> {
    let next = web.desk.public().next(&asked.held, asked.number, participant).await;
    let Next { statement, voted, shown } = match next {
        Ok(next) => next,
        Err(refused @ (Refused::Closed(_) | Refused::NotEntered | Refused::CodeBlocked)) => {
            return Ok(door::page(visitor, asked, door::Knock::default(), Some(&refused)));
        }
        Err(refused) => return Err(unexpected(refused)),
    };
    // What was not taken is asked once more, and what a link asks for, as long as it is shown.
    let wanted = refused
        .as_ref()
        .map(|(number, _)| *number)
        .or_else(|| visitor.path.split_once("?on=").and_then(|(_, number)| number.parse::<u64>().ok()));
    let again = match &wanted {
        Some(number) => asked.shown(web).await?.iter().find(|it| it.number == *number).cloned(),
        None => None,
    };
    let shell = shell(visitor, asked, None);
    let words = &shell.words;
    let said = |it: Statement| (it.number, Said::of(&it.text, words));
    let (code, problem) = match refused.map(|(_, refused)| told(&refused, words)) {
        Some((code, problem)) => (code, Some(problem)),
        None => (StatusCode::OK, None),
    };
    let before = visitor.path.split_once("?voted=").map(|(_, number)| number);
    let page = Page {
        path: asked.path(),
        question: Said::of(&asked.poll.terms.question, words),
        statement: again.or(statement).map(said),
        progress: progress(voted, shown, &shell),
        voted: before.and_then(|it| it.parse::<u64>().ok()).map(|it| it.to_string()),
        until: words.about("voter-open-until", &words.moment(asked.poll.terms.closes)),
        has_results: asked.poll.is_published(asked.now),
        problem,
        shell,
    };
    Ok(show(code, &page))
}

/// How far somebody has come, in words.
fn progress(voted: usize, shown: usize, shell: &Shell) -> String {
    let words = &shell.words;
    match (voted, shown) {
        (_, 0) => words.word("voter-no-statements"),
        (0, shown) => words.count("voter-progress-none", shown),
        (voted, shown) if voted >= shown => words.count("voter-progress-all", shown),
        (voted, shown) => {
            let values = [("count", voted.into()), ("all", shown.into())];
            words.tell("voter-progress", &values)
        }
    }
}
