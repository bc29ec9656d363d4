//! Public consultations for those in the case: results for members, statements, codes and ballots on paper for the secretariat.
//!
//! They are opened, changed and closed by acts, as everything in the record is.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Extension,
    extract::{Path, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use mawqif_core::consultation::public::report::FEW;
use mawqif_core::{
    case::poll::Poll,
    consultation::public::{csv::cell, figures::About, read::Tie},
    text::Text,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Api, admit::At, body, problem::Problem, voting::vote};
use crate::desk::{
    access::Caller,
    public::{
        Author, ByChannel, Channel, Code, CodeOrder, MadeCode, Ordered, PaperBallot, PaperDone, PaperFault,
        PaperMistake, Run, Seed, Speaks, State as Shown, Statement, Which, read_csv, read_lines,
    },
};

/// The longest key of an order of codes, in bytes.
const KEY_LIMIT: usize = 64;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seeding {
    statements: Vec<Seeded>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seeded {
    text: Text,
    #[serde(default)]
    ties: Vec<String>,
    #[serde(default)]
    about: Subject,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Subject {
    #[default]
    Matter,
    Person,
}

impl From<Subject> for About {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Matter => Self::Matter,
            Subject::Person => Self::Person,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Moderating {
    statement: u64,
    state: Shown,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tying {
    statement: u64,
    #[serde(default)]
    ties: Vec<String>,
    #[serde(default)]
    about: Subject,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ordering {
    count: usize,
    #[serde(default = "one")]
    quota: u64,
    #[serde(default)]
    label: String,
    #[serde(default)]
    path: String,
    #[serde(default = "verified")]
    channel: Channel,
    /// Whoever sends an order twice with the same key makes its codes once.
    #[serde(default)]
    key: String,
}

fn one() -> u64 {
    1
}

fn verified() -> Channel {
    Channel::Verified
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Blocking {
    #[serde(default)]
    code: Option<u64>,
    #[serde(default)]
    label: Option<String>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entering {
    #[serde(default)]
    ballots: Vec<Paper>,
    /// Ballots as lines that somebody typed.
    #[serde(default)]
    lines: String,
    /// Ballots as a table.
    #[serde(default)]
    csv: String,
    #[serde(default)]
    dry: bool,
    /// Marks of ballots that are to be withdrawn, and nothing entered.
    #[serde(default)]
    withdraw: Vec<String>,
    /// Why.
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    ballot: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    invite: Option<String>,
    votes: BTreeMap<u64, i8>,
}

fn numbered(number: &str) -> Result<u64, Problem> {
    body::number("number", number)
}

/// All public consultations of the case.
pub async fn list(State(api): State<Api>, Extension(at): Extension<At>) -> Result<Response, Problem> {
    let now = api.desk.clock().now();
    let told = |(number, poll): (&u64, &Poll)| {
        let changes: Vec<Value> = poll
            .changes
            .iter()
            .map(|it| json!({ "at": it.at, "closes": it.closes, "results": it.results, "reason": it.reason }))
            .collect();
        let withheld: Vec<Value> = poll
            .withheld
            .iter()
            .map(|(statement, it)| json!({ "statement": statement, "since": it.at, "reason": it.reason }))
            .collect();
        let closed = poll.closed.map(|(at, count)| json!({ "at": at, "count": count }));
        json!({
            "number": number, "terms": poll.terms, "opened": poll.opened, "open": poll.is_open(now),
            "changes": changes, "closed": closed, "withheld": withheld, "forgotten": poll.forgotten,
        })
    };
    let all: Vec<Value> = at.case.polls().iter().map(told).collect();
    let board = api.desk.public().tied(&at.held);
    body::answer(StatusCode::OK, &json!({ "consultations": all, "board": board }))
}

/// What a consultation comes to, as it may be published.
pub async fn results(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    // Two results between which one person has voted say how: only the secretariat sees every one.
    let outcome = match at.sight.is_secretariat() {
        true => api.desk.public().results(&at.held, number),
        false => api.desk.public().settled(&at.held, number),
    };
    let mut outcome = outcome.ok_or_else(|| Problem::missing("result"))?;
    let mut without_blocked = outcome.without_blocked;
    if !at.sight.is_secretariat() {
        without_blocked = without_blocked.filter(|count| !(1..FEW).contains(count));
        if !outcome.is_final {
            // A statement that was taken out is not told until the next result either.
            let shown = api.desk.public().shown(&at.held, number).await?;
            outcome = Arc::new(outcome.shown(|number| shown.iter().any(|it| it.number == number)));
        }
    }
    let channels: Vec<Value> = outcome
        .channels
        .iter()
        .map(|it: &ByChannel| {
            let votes: serde_json::Map<String, Value> =
                it.votes.iter().map(|(statement, cell)| (statement.to_string(), json!(cell))).collect();
            json!({ "channel": it.channel, "people": it.people, "votes": votes })
        })
        .collect();
    let withheld = at.case.polls().get(&number).map(|poll| &poll.withheld);
    let opinion = outcome.told(withheld.unwrap_or(&BTreeMap::new()));
    let told = json!({
        "at": outcome.at, "final": outcome.is_final, "without_blocked": without_blocked,
        "channels": channels, "opinion": opinion,
    });
    body::answer(StatusCode::OK, &told)
}

/// The whole result, small counts and the statements that are not shown included.
pub async fn whole(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let outcome = api.desk.public().results(&at.held, numbered(&number)?);
    let outcome = outcome.ok_or_else(|| Problem::missing("result"))?;
    let all = outcome.all.as_deref().ok_or_else(|| Problem::missing("result"))?;
    body::answer(StatusCode::OK, all)
}

/// What the base makes of the conditions, and of the packages that the coalition can take.
pub async fn base(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    let public = api.desk.public();
    if !at.case.polls().contains_key(&number) {
        return Err(Problem::missing("consultation"));
    }
    let offer = public.offer(&at.held).await?;
    let base = public.base(&at.held, number, offer).await?;
    body::answer(StatusCode::OK, &json!({ "base": base }))
}

/// All statements, with what was decided on each.
pub async fn statements(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    let all = api.desk.public().statements(&at.held, number, &caller).await?;
    let told = |it: &Statement| {
        let author = match it.author {
            Author::Seed => Value::Null,
            Author::Forgotten => 0.into(),
            Author::Participant(number) => number.into(),
        };
        let ties: Vec<String> = it.ties.iter().map(tied).collect();
        json!({
            "number": it.number, "text": it.text, "author": author, "state": it.state, "reason": it.reason,
            "ties": ties, "about": if it.about == About::Person { "person" } else { "matter" },
        })
    };
    body::answer(StatusCode::OK, &json!({ "statements": all.iter().map(told).collect::<Vec<Value>>() }))
}

fn tied(tie: &Tie) -> String {
    format!("{}{}", if tie.speaks == Speaks::Against { "!" } else { "" }, tie.to)
}

fn ties(written: &[String]) -> Result<Vec<Tie>, Problem> {
    let wrong = || {
        Problem::field_of("ties", "write the id of a condition or provision, with ! when it speaks against")
    };
    written.iter().map(|tie| Tie::new(tie).ok_or_else(wrong)).collect()
}

/// Puts statements in.
pub async fn seed(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, number)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    let Seeding { statements } = body::json(request).await?;
    let seeds = statements
        .into_iter()
        .map(|it| Ok(Seed { text: it.text, ties: ties(&it.ties)?, about: it.about.into() }));
    let seeds = seeds.collect::<Result<Vec<Seed>, Problem>>()?;
    let numbers = api.desk.public().seed(&at.held, number, &caller, seeds).await?;
    body::answer(StatusCode::CREATED, &json!({ "numbers": numbers }))
}

/// Shows a statement or takes it out.
pub async fn moderate(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, number)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    let Moderating { statement, state, reason } = body::json(request).await?;
    api.desk.public().moderate(&at.held, number, &caller, statement, state, &reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Ties a statement to what it is about.
pub async fn tie(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, number)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    let tying: Tying = body::json(request).await?;
    let (ties, about) = (ties(&tying.ties)?, tying.about.into());
    api.desk.public().tie(&at.held, number, &caller, tying.statement, ties, about).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Makes codes, which are told this once: as JSON, and as a table for whoever prints them.
pub async fn make_codes(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, number)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    let Ordering { count, quota, label, path, channel, key } = body::json(request).await?;
    let order = CodeOrder { count, quota, label, path, channel };
    if key.len() > KEY_LIMIT {
        return Err(Problem::field_of("key", "write no more than 64 bytes"));
    }
    let made = match api.desk.public().make_codes(&at.held, number, &caller, order, &key).await? {
        Ordered::Made(made) => made,
        Ordered::Before { first, count } => {
            let told = json!({ "codes": [], "csv": "", "made_before": { "first": first, "count": count } });
            return body::answer(StatusCode::OK, &told);
        }
    };
    let mut csv = "number,code,label,quota,path\n".to_owned();
    let mut codes = Vec::with_capacity(made.len());
    for MadeCode { number, code, label, quota, path } in made {
        let row = [&number.to_string(), &code, &label, &quota.to_string(), &path];
        csv += &row.map(|text| cell(text)).join(",");
        csv.push('\n');
        codes.push(json!({ "number": number, "code": code, "label": label, "quota": quota, "path": path }));
    }
    body::answer(StatusCode::CREATED, &json!({ "codes": codes, "csv": csv }))
}

/// What is known of the codes.
pub async fn codes(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let codes: Vec<Code> = api.desk.public().codes(&at.held, numbered(&number)?, &caller).await?;
    body::answer(StatusCode::OK, &json!({ "codes": codes }))
}

/// Blocks codes, or lets them in again: one, all of a label, or all below a path of invitations.
pub async fn block(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, number)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    let Blocking { code, label, path, reason } = body::json(request).await?;
    let which = match (code, label, path) {
        (Some(code), None, None) => Which::Code(code),
        (None, Some(label), None) => Which::Label(label),
        (None, None, Some(path)) => Which::Path(path),
        _ => return Err(Problem::field_of("code", "write one of `code`, `label` and `path`")),
    };
    api.desk.public().block(&at.held, number, &caller, which, reason.as_deref()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Enters ballots on paper.
pub async fn paper(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, number)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let number = numbered(&number)?;
    let Entering { ballots, lines, csv, dry, withdraw, reason } = body::json(request).await?;
    if !withdraw.is_empty() {
        if !(ballots.is_empty() && lines.is_empty() && csv.is_empty()) {
            return Err(Problem::field_of(
                "withdraw",
                "withdraw ballots in one request and enter others in another",
            ));
        }
        let count = api.desk.public().withdraw(&at.held, number, &caller, &withdraw, &reason).await?;
        let told = json!({ "entered": 0, "votes": 0, "mistakes": [], "withdrawn": count });
        return body::answer(StatusCode::OK, &told);
    }
    let read = ballots.into_iter().zip(1..).map(|(paper, line)| {
        let votes = paper.votes.into_iter().map(|(on, said)| Ok((on, vote(said)?)));
        let votes = votes.collect::<Result<Vec<_>, Problem>>()?;
        Ok(PaperBallot {
            line,
            ballot: paper.ballot,
            code: paper.code,
            votes,
            lines: Vec::new(),
            invite: paper.invite,
        })
    });
    let mut ballots = read.collect::<Result<Vec<PaperBallot>, Problem>>()?;
    let mut wrong = Vec::new();
    if !lines.is_empty() {
        let (read, mistakes) = read_lines(&lines);
        ballots.extend(read);
        wrong.extend(mistakes);
    }
    if !csv.is_empty() {
        let (read, mistakes) = read_csv(csv.as_bytes());
        ballots.extend(read);
        wrong.extend(mistakes);
    }
    // With a mistake that is seen before, the rest is looked at and not entered.
    let run = if dry || !wrong.is_empty() { Run::Dry } else { Run::Real };
    let mut done: PaperDone = api.desk.public().paper(&at.held, number, &caller, ballots, run).await?;
    if !wrong.is_empty() {
        done.entered = 0;
        done.votes = 0;
    }
    let mistakes: Vec<Value> = wrong.iter().chain(&done.mistakes).map(mistake).collect();
    let told = json!({ "entered": done.entered, "votes": done.votes, "mistakes": mistakes, "withdrawn": 0 });
    body::answer(StatusCode::OK, &told)
}

fn mistake(it: &PaperMistake) -> Value {
    let (kind, value) = match &it.kind {
        PaperFault::NoVotes => ("no-votes", Value::Null),
        PaperFault::BadVote(said) | PaperFault::NoVote(said) => ("bad-vote", said.as_str().into()),
        PaperFault::NoNumber(said) => ("no-number", said.as_str().into()),
        PaperFault::NoStatement(statement) => ("no-statement", (*statement).into()),
        PaperFault::Twice(ballot) => ("twice", ballot.as_str().into()),
        PaperFault::Double { ballot, other } => ("double", json!({ "ballot": ballot, "other": other })),
        PaperFault::Contradicts { ballot, statement, other } => {
            ("contradicts", json!({ "ballot": ballot, "statement": statement, "other": other }))
        }
        PaperFault::Again { ballot, statement, other } => {
            ("again", json!({ "ballot": ballot, "statement": statement, "other": other }))
        }
        PaperFault::Differs { ballot, column, other } => {
            ("differs", json!({ "ballot": ballot, "column": column, "other": other }))
        }
        PaperFault::CodeUnknown => ("code-unknown", Value::Null),
        PaperFault::CodeUsedUp => ("code-used-up", Value::Null),
        PaperFault::CodeBlocked => ("code-blocked", Value::Null),
        PaperFault::NoColumn(name) => ("no-column", (*name).into()),
        PaperFault::Column(name) => ("column", (*name).into()),
        PaperFault::BadInvite(path) => ("bad-invite", path.as_str().into()),
        PaperFault::TooManyVotes(limit) => ("too-many-votes", (*limit).into()),
        PaperFault::TooMany(limit) => ("too-many", (*limit).into()),
        PaperFault::LongId => ("long-id", Value::Null),
    };
    json!({ "line": it.line, "kind": kind, "value": value })
}
