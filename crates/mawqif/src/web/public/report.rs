//! The report of a consultation in the case, to read and to print: what everybody may see of it once it is published, what the base
//! makes of packages, and for the secretariat on whom the result hangs.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::{
    Asked, Said, asks, base, results, texts,
    told::{self, Told, published},
    unexpected, withheld,
};
use crate::web::{
    Web,
    admit::Visitor,
    page::{Shell, Tab, show},
    trouble::Trouble,
    words::Words,
};

/// The file whose hash is in the record.
const AS_PUBLISHED: &str = "as-published.json";

#[derive(Template)]
#[template(path = "asking_report.html")]
struct Report {
    shell: Shell,
    title: String,
    question: Said,
    /// Where its pages in the case begin.
    house: String,
    state: String,
    /// Who asks.
    asks: String,
    /// Whose words are withheld, and why.
    withheld: Vec<String>,
    /// The hash of what was published, in the record.
    published: String,
    told: Option<Told>,
    /// On whom the result hangs: a sentence, and what would be other than it is.
    hangs: Vec<(String, Vec<String>)>,
    is_secretariat: bool,
    files: String,
}

/// The report.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let asked = Asked::at(&web, at, &number)?;
    let is_secretariat = at.sight.is_secretariat();
    // Two results between which one person has voted say how: only the secretariat sees every one.
    let outcome = match is_secretariat {
        true => web.desk.public().results(&asked.held, asked.number),
        false => web.desk.public().settled(&asked.held, asked.number),
    };
    let statements = asked.shown(&web).await?;
    let support = base::of_case(&web, at, asked.number).await?;
    let shell = Shell::of_case(&visitor, Tab::Base)?;
    let words = &shell.words;
    let texts = texts(&statements, words);
    let told = outcome.as_ref().map(|outcome| {
        let mut opinion = published(outcome, &texts);
        if let Some(support) = base::kept(support, &opinion) {
            opinion.base = Some(support);
        }
        told::told(outcome, &opinion, (&texts, &base::names(&at.case, words)), words)
    });
    let hangs = outcome.as_ref().filter(|_| is_secretariat).and_then(|it| it.hangs.as_ref());
    let page = Report {
        title: words.text(&asked.poll.terms.title).to_owned(),
        question: Said::of(&asked.poll.terms.question, words),
        house: asked.house(),
        state: state(&asked, words),
        asks: asks(&asked, words),
        withheld: withheld(&asked, words),
        published: asked.poll.closed.map(|(_, count)| count.result.to_hex()).unwrap_or_default(),
        told,
        hangs: hangs.map(|it| told::hangs(it, &texts, words)).unwrap_or_default(),
        is_secretariat,
        files: format!("{}/report", asked.house()),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// Until when votes are taken, or since when no more.
pub fn state(asked: &Asked, words: &Words) -> String {
    match asked.ended() {
        Some(at) => words.about("voter-closed-since", &words.moment(at)),
        None => words.about("voter-open-until", &words.moment(asked.poll.terms.closes)),
    }
}

/// A file of it: what everybody may see once it is published, for members before.
pub async fn file(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number, name)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let asked = Asked::at(&web, visitor.at()?, &number)?;
    if name == AS_PUBLISHED {
        // For whoever verifies the hash in the record, whatever words were withheld since.
        let caller = &visitor.guest()?.caller;
        let json = web.desk.public().as_published(&asked.held, asked.number, caller).await;
        let json = json.map_err(unexpected)?.ok_or(Trouble::Missing)?;
        return Ok(results::sent(
            "application/json",
            Some(format!("consultation-{}-{name}", asked.number)),
            json,
        ));
    }
    let outcome = web.desk.public().settled(&asked.held, asked.number).ok_or(Trouble::Missing)?;
    results::made(&web, &asked, &outcome, &visitor, &name).await
}
