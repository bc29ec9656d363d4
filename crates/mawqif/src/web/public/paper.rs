//! Ballots on paper: entered line by line or as a file, tried first, with every mistake told by its line.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::{Asked, report::state, told};
use crate::{
    desk::public::{
        PaperBallot, PaperDone, PaperFault, PaperMistake, Run, Trouble as Refused, read_csv, read_lines,
        read_marks,
    },
    web::{
        Web,
        admit::Visitor,
        form::Form,
        page::{Shell, Tab, show},
        trouble::Trouble,
        words::Words,
    },
};

/// The most mistakes that are told one by one.
const MISTAKES_SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "asking_paper.html")]
struct Page {
    shell: Shell,
    title: String,
    house: String,
    state: String,
    is_open: bool,
    /// What was sent, to be sent again.
    written: String,
    is_table: bool,
    reason: String,
    /// What would be entered, or was.
    outcome: Option<String>,
    /// Whether it would be, without a mistake.
    may_enter: bool,
    mistakes: Vec<String>,
    /// How many mistakes are left out.
    more: Option<String>,
    problem: Option<String>,
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let asked = Asked::at(&web, visitor.at()?, &number)?;
    shown(&visitor, &asked, &Sheet::default(), None)
}

/// What was sent.
#[derive(Default)]
struct Sheet {
    written: String,
    is_table: bool,
    /// Why ballots are withdrawn.
    reason: String,
}

/// Tries ballots, or enters them.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let asked = Asked::at(&web, visitor.at()?, &number)?;
    let reason = form.get("reason").to_owned();
    let sheet = match form.file("file").filter(|file| !file.bytes.is_empty()) {
        Some(file) => {
            Sheet { written: String::from_utf8_lossy(&file.bytes).into_owned(), is_table: true, reason }
        }
        None => {
            Sheet { written: form.raw("ballots").to_owned(), is_table: form.get("form") == "table", reason }
        }
    };
    let problem = match form.file("file").filter(|file| !file.bytes.is_empty()) {
        Some(_) if !form.get("ballots").is_empty() => Some("paper-both"),
        Some(file) if std::str::from_utf8(&file.bytes).is_err() => Some("paper-not-utf8"),
        _ => None,
    };
    if let Some(key) = problem {
        let reason = form.get("reason").to_owned();
        let sheet =
            Sheet { written: form.raw("ballots").to_owned(), is_table: form.get("form") == "table", reason };
        return shown(&visitor, &asked, &sheet, Some(Err(Wrong::Sheet(key))));
    }
    if form.get("run") == "withdraw" {
        return withdrawn(&web, &visitor, &asked, sheet).await;
    }
    let run = if form.get("run") == "real" { Run::Real } else { Run::Dry };
    let (ballots, mut mistakes): (Vec<PaperBallot>, Vec<PaperMistake>) =
        if sheet.is_table { read_csv(sheet.written.as_bytes()) } else { read_lines(&sheet.written) };
    // What cannot be read is mended first: nothing of it is entered by halves.
    let is_read = mistakes.is_empty();
    let run = if is_read { run } else { Run::Dry };
    let caller = &visitor.guest()?.caller;
    let done = web.desk.public().paper(&asked.held, asked.number, caller, ballots, run).await;
    let came = done.map_err(Wrong::Desk).map(|mut done| {
        // Ballots that were entered before are left out, and stop nothing.
        let is_whole = is_read && done.mistakes.iter().all(|it| matches!(it.kind, PaperFault::Twice(_)));
        mistakes.append(&mut done.mistakes);
        mistakes.sort_by_key(|it| it.line);
        Came::Read {
            done: PaperDone { mistakes, ..done },
            is_whole,
            is_entered: is_whole && run == Run::Real,
        }
    });
    shown(&visitor, &asked, &sheet, Some(came))
}

/// Withdraws the ballots whose marks were sent.
async fn withdrawn(web: &Web, visitor: &Visitor, asked: &Asked, sheet: Sheet) -> Result<Response, Trouble> {
    let marks = if sheet.is_table {
        read_csv(sheet.written.as_bytes()).0.into_iter().map(|it| it.ballot).collect()
    } else {
        read_marks(&sheet.written)
    };
    let caller = &visitor.guest()?.caller;
    let came =
        match web.desk.public().withdraw(&asked.held, asked.number, caller, &marks, &sheet.reason).await {
            Ok(count) => Ok(Came::Withdrawn(count)),
            Err(refused) => Err(Wrong::Desk(refused)),
        };
    shown(visitor, asked, &sheet, Some(came))
}

/// Why nothing was looked at.
enum Wrong {
    /// What was sent cannot be read as one sheet; the message that says so.
    Sheet(&'static str),
    /// The desk's.
    Desk(Refused),
}

/// What came of what was sent.
enum Came {
    /// Ballots were looked at, or entered.
    Read {
        /// What the desk said.
        done: PaperDone,
        /// Whether nothing of it is wrong.
        is_whole: bool,
        /// Whether they are entered.
        is_entered: bool,
    },
    /// So many were withdrawn.
    Withdrawn(usize),
}

fn shown(
    visitor: &Visitor,
    asked: &Asked,
    sheet: &Sheet,
    came: Option<Result<Came, Wrong>>,
) -> Result<Response, Trouble> {
    let shell = Shell::of_case(visitor, Tab::Base)?;
    let words = shell.words.clone();
    let words = &words;
    let mut page = Page {
        title: words.text(&asked.poll.terms.title).to_owned(),
        house: asked.house(),
        state: state(asked, words),
        is_open: asked.is_unclosed(),
        written: sheet.written.clone(),
        is_table: sheet.is_table,
        reason: sheet.reason.clone(),
        outcome: None,
        may_enter: false,
        mistakes: Vec::new(),
        more: None,
        problem: None,
        shell,
    };
    let code = match came {
        None => StatusCode::OK,
        Some(Err(Wrong::Sheet(key))) => {
            page.problem = Some(words.word(key));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Some(Err(Wrong::Desk(refused))) => {
            let (code, problem) = told(&refused, words);
            page.problem = Some(problem);
            code
        }
        Some(Ok(Came::Withdrawn(count))) => {
            page.outcome = Some(words.count("paper-withdrawn", count));
            page.written.clear();
            StatusCode::OK
        }
        Some(Ok(Came::Read { done, is_whole, is_entered })) => {
            page.mistakes = done.mistakes.iter().take(MISTAKES_SHOWN).map(|it| mistake(it, words)).collect();
            let more = done.mistakes.len().saturating_sub(MISTAKES_SHOWN);
            page.more = (more > 0).then(|| words.count("paper-more", more));
            let key = if is_entered { "paper-entered" } else { "paper-would-enter" };
            let values = [("count", done.entered.into()), ("votes", done.votes.into())];
            page.outcome = Some(words.tell(key, &values));
            page.may_enter = !is_entered && is_whole && done.entered > 0;
            if is_entered {
                page.written.clear();
            }
            if is_whole { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
        }
    };
    Ok(show(code, &page))
}

/// A mistake with its line.
fn mistake(mistake: &PaperMistake, words: &Words) -> String {
    let told = match &mistake.kind {
        PaperFault::NoVotes => words.word("paper-no-votes"),
        PaperFault::BadVote(said) => words.about("paper-bad-vote", said),
        PaperFault::NoVote(said) => words.about("paper-no-vote", said),
        PaperFault::NoNumber(said) => words.about("paper-no-number", said),
        PaperFault::NoStatement(number) => words.about("paper-no-statement", &words.number(number)),
        PaperFault::Twice(ballot) => words.about("paper-twice", ballot),
        PaperFault::Double { ballot, other } => beside("paper-double", ballot, None, *other, words),
        PaperFault::Contradicts { ballot, statement, other } => {
            beside("paper-contradicts", ballot, Some(words.number(statement)), *other, words)
        }
        PaperFault::Again { ballot, statement, other } => {
            beside("paper-again", ballot, Some(words.number(statement)), *other, words)
        }
        PaperFault::Differs { ballot, column, other } => {
            beside("paper-differs", ballot, Some((*column).to_owned()), *other, words)
        }
        PaperFault::CodeUnknown => words.word("paper-code-unknown"),
        PaperFault::CodeUsedUp => words.word("paper-code-used-up"),
        PaperFault::CodeBlocked => words.word("paper-code-blocked"),
        PaperFault::NoColumn(name) => words.about("paper-no-column", name),
        PaperFault::Column(name) => words.about("paper-empty-column", name),
        PaperFault::BadInvite(path) => words.about("paper-bad-invite", path),
        PaperFault::TooManyVotes(limit) => words.count("paper-too-many-votes", *limit),
        PaperFault::TooMany(limit) => words.count("paper-too-many", *limit),
        PaperFault::LongId => words.word("paper-long-id"),
    };
    let values = [("line", words.number(mistake.line).into()), ("told", told.into())];
    words.tell("paper-mistake", &values)
}

/// What is wrong with a ballot because of another line: about what, and which line.
fn beside(key: &str, ballot: &str, about: Option<String>, other: usize, words: &Words) -> String {
    let about = about.unwrap_or_default();
    let values = [("name", ballot.into()), ("about", about.into()), ("other", words.number(other).into())];
    words.tell(key, &values)
}
