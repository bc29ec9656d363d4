//! The statements of a consultation, for the secretariat: those to begin with, what waits to be read, what is shown, what was taken
//! out and why, and what each has to do with the offer.
//!
//! Reading one takes one click, for a reason there is one click as well, and both can be undone.

use std::collections::HashMap;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    consultation::public::{
        figures::About,
        read::{Speaks, Tie},
    },
    text::Text,
};

use super::{Asked, Said, misworded, own::language, report::state, told, unexpected};
use crate::{
    desk::public::{
        Author, Seed, State as Standing, Statement, Trouble as Refused,
        words::{check, form as form_of},
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

/// How many statements stand on a page.
const STATEMENTS_SHOWN: usize = 50;

/// The most lines of statements that one form holds.
const LINE_LIMIT: usize = 500;

/// Reasons for which a statement is taken out, each a button: what is sent, what it is called.
const REASONS: [(&str, &str); 4] = [
    ("off-question", "reason-off-question"),
    ("said-already", "reason-said-already"),
    ("against-persons", "reason-against-persons"),
    ("not-one", "reason-not-one"),
];

#[derive(Template)]
#[template(path = "asking_statements.html")]
struct Page {
    shell: Shell,
    title: String,
    house: String,
    state: String,
    is_open: bool,
    /// Whether statements can be taken out, shown and tied.
    is_unclosed: bool,
    /// Whether it is closed, so that words can be withheld.
    is_closed: bool,
    case: String,
    number: u64,
    /// The lists: what is sent, what it is called with its count, whether it is shown.
    lists: Vec<(&'static str, String, bool)>,
    standing: &'static str,
    all: Vec<Line>,
    /// Where the next ones begin.
    more: Option<usize>,
    reasons: Vec<(&'static str, String)>,
    seeds: String,
    /// The statement that is being tied.
    tied: Option<Ties>,
    done: Option<String>,
    problem: Option<String>,
}

/// A statement.
struct Line {
    number: u64,
    said: Vec<Said>,
    by: String,
    reason: Option<String>,
    ties: Vec<String>,
    is_about_persons: bool,
    /// Why its words are withheld.
    withheld: Option<String>,
}

/// What a statement has to do with the offer, to be chosen.
struct Ties {
    number: u64,
    said: Said,
    /// Id, words, whether agreeing asks for it, whether against it.
    all: Vec<(String, String, bool, bool)>,
    is_about_persons: bool,
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let view = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    look(&web, &visitor, &number, &view, String::new(), None).await
}

/// What its forms ask for.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let asked = Asked::at(&web, visitor.at()?, &number)?;
    let caller = &visitor.guest()?.caller;
    let public = web.desk.public();
    let (held, number_of) = (&asked.held, asked.number);
    let statement = || form.get("statement").parse::<u64>().map_err(|_| Trouble::Missing);
    let list = standing(form.get("list")).map_or("waiting", called);
    let (done, on) = match form.get("do") {
        "seed" => {
            let there = public.statements(held, number_of, caller).await.map_err(unexpected)?;
            let seeds = match seeds(form.get("seeds"), &there, &visitor) {
                Ok(seeds) => seeds,
                Err(problem) => {
                    let told = Some((StatusCode::UNPROCESSABLE_ENTITY, problem));
                    let written = form.get("seeds").to_owned();
                    return look(&web, &visitor, &number, &Form::default(), written, told).await;
                }
            };
            (public.seed(held, number_of, caller, seeds).await.map(|_| ()), "shown".to_owned())
        }
        "moderate" => {
            let state = standing(form.get("state")).unwrap_or(Standing::Out);
            let reason = reason(&form, &visitor);
            (public.moderate(held, number_of, caller, statement()?, state, &reason).await, list.to_owned())
        }
        "tie" => {
            let ties = |name: &str, speaks: Speaks| {
                let ids: Vec<Tie> = form.every(name).map(|id| Tie { to: id.to_owned(), speaks }).collect();
                ids
            };
            let mut all = ties("for", Speaks::For);
            all.extend(ties("against", Speaks::Against));
            let about = if form.get("about").is_empty() { About::Matter } else { About::Person };
            (public.tie(held, number_of, caller, statement()?, all, about).await, list.to_owned())
        }
        _ => return Err(Trouble::Missing),
    };
    match done {
        Ok(()) => {
            let place =
                if form.get("do") == "tie" { format!("#s-{}", statement()?) } else { "#list".to_owned() };
            let on = format!("{}/statements?list={on}&did={}{place}", asked.house(), form.get("do"));
            Ok(Redirect::to(&on).into_response())
        }
        Err(refused) => {
            let told = told_of(&visitor, &refused);
            let view = Form::from(vec![("list".to_owned(), list.to_owned())]);
            look(&web, &visitor, &number, &view, form.get("seeds").to_owned(), Some(told)).await
        }
    }
}

fn told_of(visitor: &Visitor, refused: &Refused) -> (StatusCode, String) {
    told(refused, &Words::of(visitor.language))
}

/// Why a statement is taken out: by a button, or in somebody's own words.
fn reason(form: &Form, visitor: &Visitor) -> String {
    let words = Words::of(visitor.language);
    let known = REASONS.iter().find(|(value, _)| *value == form.get("reason"));
    known.map_or_else(|| form.get("why").to_owned(), |(_, key)| words.word(key))
}

/// Statements by line: in one language, or in both with a bar between them. What is wrong with them is told with its line.
fn seeds(written: &str, there: &[Statement], visitor: &Visitor) -> Result<Vec<Seed>, String> {
    let words = Words::of(visitor.language);
    let lines: Vec<(usize, &str)> = (1..)
        .zip(written.lines())
        .map(|(at, line)| (at, line.trim()))
        .filter(|(_, it)| !it.is_empty())
        .collect();
    if lines.is_empty() {
        return Err(words.word("asking-seeds-none"));
    }
    if lines.len() > LINE_LIMIT {
        return Err(words.count("asking-seeds-many", LINE_LIMIT));
    }
    let mut seeds = Vec::new();
    let there: HashMap<String, u64> = there.iter().map(|it| (alike(&it.text), it.number)).collect();
    let mut lines_of: HashMap<String, usize> = HashMap::new();
    for (at, line) in lines {
        let mut versions: Vec<(String, String)> = Vec::new();
        for part in line.split(['|', '\t']).map(str::trim).filter(|part| !part.is_empty()) {
            let tag = language(part).map_or("", |it| it.tag()).to_owned();
            if versions.iter().any(|(own, _)| *own == tag) {
                return Err(words.about("asking-seed-language", &words.number(at)));
            }
            check(part).map_err(|wrong| {
                let told = misworded(&wrong, &words);
                let values = [("line", words.number(at).into()), ("told", told.into())];
                words.tell("asking-seed-wrong", &values)
            })?;
            versions.push((tag, part.to_owned()));
        }
        let text = Text::by_language(versions);
        let form = alike(&text);
        let twin = |key: &str, other: String| {
            words.tell(key, &[("line", words.number(at).into()), ("other", other.into())])
        };
        if let Some(other) = there.get(&form) {
            return Err(twin("asking-seed-there", words.number(*other)));
        }
        if let Some(other) = lines_of.insert(form, at) {
            return Err(twin("asking-seed-twice", words.number(other)));
        }
        seeds.push(Seed { text, ties: Vec::new(), about: About::Matter });
    }
    Ok(seeds)
}

/// What tells a statement from another.
fn alike(text: &Text) -> String {
    form_of(text).to_hex()
}

fn standing(word: &str) -> Option<Standing> {
    match word {
        "waiting" => Some(Standing::Waiting),
        "shown" => Some(Standing::Shown),
        "out" => Some(Standing::Out),
        _ => None,
    }
}

fn called(standing: Standing) -> &'static str {
    match standing {
        Standing::Waiting => "waiting",
        Standing::Shown => "shown",
        Standing::Out => "out",
    }
}

async fn look(
    web: &Web,
    visitor: &Visitor,
    number: &str,
    view: &Form,
    seeds: String,
    problem: Option<(StatusCode, String)>,
) -> Result<Response, Trouble> {
    let asked = Asked::at(web, visitor.at()?, number)?;
    let caller = &visitor.guest()?.caller;
    let all = web.desk.public().statements(&asked.held, asked.number, caller).await.map_err(unexpected)?;
    let shell = Shell::of_case(visitor, Tab::Base)?;
    let words = &shell.words;
    let count = |of: Standing| all.iter().filter(|it| it.state == of).count();
    let first = if count(Standing::Waiting) > 0 { Standing::Waiting } else { Standing::Shown };
    let list = standing(view.get("list")).unwrap_or(first);
    let lists = [
        (Standing::Waiting, "asking-list-waiting"),
        (Standing::Shown, "asking-list-shown"),
        (Standing::Out, "asking-list-out"),
    ];
    let from: usize = view.get("from").parse().unwrap_or(0);
    let listed = || all.iter().filter(|it| it.state == list);
    let next = from.saturating_add(STATEMENTS_SHOWN);
    let tied = view.get("tie").parse::<u64>().ok();
    let tied = tied.and_then(|number| all.iter().find(|it| it.number == number));
    let done = match view.get("did") {
        "seed" => Some("asking-did-seed"),
        "moderate" => Some("asking-did-moderate"),
        "tie" => Some("asking-did-tie"),
        _ => None,
    };
    let (code, problem) = match problem {
        Some((code, problem)) => (code, Some(problem)),
        None => (StatusCode::OK, None),
    };
    let page = Page {
        title: words.text(&asked.poll.terms.title).to_owned(),
        house: asked.house(),
        state: state(&asked, words),
        is_open: asked.is_open(),
        is_unclosed: asked.is_unclosed(),
        is_closed: asked.poll.closed.is_some(),
        case: asked.case.id().to_string(),
        number: asked.number,
        lists: lists.map(|(of, key)| (called(of), words.count(key, count(of)), of == list)).to_vec(),
        standing: called(list),
        all: listed().skip(from).take(STATEMENTS_SHOWN).map(|it| line(it, &asked, words)).collect(),
        more: (listed().count() > next).then_some(next),
        reasons: REASONS.map(|(value, key)| (value, words.word(key))).to_vec(),
        seeds,
        tied: tied.map(|it| ties(it, visitor, words)).transpose()?,
        done: done.map(|key| words.word(key)),
        problem,
        shell,
    };
    Ok(show(code, &page))
}

fn line(statement: &Statement, asked: &Asked, words: &Words) -> Line {
    let said = statement.text.versions().filter(|(_, said)| !said.is_empty());
    let ties = statement.ties.iter().map(|tie| {
        let key = match tie.speaks {
            Speaks::For => "asking-tie-for",
            Speaks::Against => "asking-tie-against",
        };
        words.about(key, &tie.to)
    });
    Line {
        number: statement.number,
        said: said.map(|(tag, said)| Said::plain(said, tag)).collect(),
        by: match statement.author {
            Author::Seed => words.word("asking-by-house"),
            Author::Forgotten => words.word("asking-by-somebody"),
            Author::Participant(number) => words.about("asking-by-participant", &words.number(number)),
        },
        reason: statement.reason.clone().filter(|it| !it.is_empty()),
        ties: ties.collect(),
        is_about_persons: statement.about == About::Person,
        withheld: asked.poll.withheld.get(&statement.number).map(|it| words.text(&it.reason).to_owned()),
    }
}

fn ties(statement: &Statement, visitor: &Visitor, words: &Words) -> Result<Ties, Trouble> {
    let dossier = visitor.at()?.case.dossier();
    let conditions = dossier.conditions.iter().map(|it| (&it.id, &it.text));
    let provisions = dossier.provisions.iter().map(|it| (&it.id, &it.text));
    let is = |id: &str, speaks: Speaks| statement.ties.iter().any(|tie| tie.to == id && tie.speaks == speaks);
    let all = conditions.chain(provisions).map(|(id, text)| {
        let name = id.as_str();
        (name.to_owned(), words.text(text).to_owned(), is(name, Speaks::For), is(name, Speaks::Against))
    });
    Ok(Ties {
        number: statement.number,
        said: Said::of(&statement.text, words),
        all: all.collect(),
        is_about_persons: statement.about == About::Person,
    })
}
