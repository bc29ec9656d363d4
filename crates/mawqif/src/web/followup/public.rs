//! How the answer is kept, for everybody: what the last bulletin told, beside the bulletins themselves.
//!
//! It is there once the terms of the follow-up say so and a bulletin is out; before, the address is told as one that does not exist.
//! Nothing of it is newer than a bulletin that two people let out, and what the public may no longer see goes out of it at once.
//! An earlier bulletin is asked for by its number. Of reports, sources and those who judged it says nothing.

pub mod files;

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{
        Case, CaseId, Moment,
        followup::terms::Publication,
        statement::{Standing, Statement},
    },
    statement::week::Week,
};

use super::{
    super::{
        Web,
        admit::Visitor,
        form::Form,
        page::{Shell, show},
        statement::{public::kept_for, standing},
        trouble::Trouble,
        words::Words,
    },
    week::{self, Told},
};

/// Bulletins that the page lists, the latest; all are in the list of statements.
const LISTED: usize = 60;

#[derive(Template)]
#[template(path = "watch.html")]
struct Page {
    shell: Shell,
    case: String,
    coalition: String,
    /// The statement that tells it.
    statement: u64,
    /// That a later bulletin tells more, when an earlier one was asked for.
    is_earlier: bool,
    /// Since when it is out.
    since: String,
    /// That it was corrected, and by which statement.
    corrected: Option<u64>,
    week: Told,
    /// Its files, each with what it is, and with what they are asked for.
    files: Vec<(&'static str, &'static str)>,
    query: String,
    bulletins: Vec<Line>,
}

/// A bulletin in the list.
struct Line {
    statement: u64,
    number: u64,
    title: String,
    standing: String,
    is_shown: bool,
}

/// Bulletins that everybody may see and that were not taken back, the latest first.
fn all(case: &Case, now: Moment) -> Vec<(u64, &Statement, &Week)> {
    let is_told = |number: u64, it: &Statement| {
        let standing = case.standing(number, now);
        it.is_public(now) && !matches!(standing, Some(Standing::Withdrawn { .. }))
    };
    let mut all: Vec<_> = case.bulletins().filter(|(number, it, _)| is_told(*number, it)).collect();
    all.sort_by_key(|(statement, _, week)| std::cmp::Reverse((week.until, week.number, *statement)));
    all
}

/// What everybody may see of a case at a moment: the statement of its latest bulletin; nothing while that is not published.
pub fn shown(case: &Case, now: Moment) -> Option<u64> {
    if case.follow_up().terms().public != Publication::Public {
        return None;
    }
    all(case, now).first().map(|(statement, ..)| *statement)
}

/// The number of the bulletin that a statement is, when everybody sees what it tells beside its words.
pub fn number_of(case: &Case, statement: u64, now: Moment) -> Option<u64> {
    shown(case, now)?;
    all(case, now).into_iter().find(|(number, ..)| *number == statement).map(|(.., week)| week.number)
}

/// The case, and the statement of the bulletin that an address asks for: the latest, or the one with its number.
fn asked(web: &Web, case: &str, uri: &Uri) -> Result<(Arc<Case>, u64), Trouble> {
    let held = CaseId::new(case).ok().and_then(|id| web.desk.held(&id)).ok_or(Trouble::Missing)?;
    let (case, now) = (held.now(), web.desk.clock().now());
    let latest = shown(&case, now).ok_or(Trouble::Missing)?;
    let form = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let statement = match form.get("bulletin") {
        "" => latest,
        number => {
            let all = all(&case, now);
            let found = all.iter().find(|(.., week)| week.number.to_string() == number);
            found.map(|(statement, ..)| *statement).ok_or(Trouble::Missing)?
        }
    };
    Ok((case, statement))
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path(case): Path<String>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let (case, asked) = asked(&web, &case, &uri)?;
    let now = web.desk.clock().now();
    let latest = shown(&case, now).ok_or(Trouble::Missing)?;
    let all = all(&case, now);
    let found = all.iter().find(|(number, ..)| *number == asked);
    let (statement, announced, week) = found.ok_or(Trouble::Missing)?;
    let mut shell = Shell::plain(&visitor, "watch-title");
    let words = shell.words.clone();
    let coalition = words.text(case.title()).to_owned();
    shell.title = format!("{} · {coalition}", shell.title);
    let lines = all.iter().take(LISTED).filter_map(|(number, it, week)| {
        Some(Line {
            statement: *number,
            number: week.number,
            title: week::heading(week, &words),
            standing: standing(&case, *number, it, now, &words)?,
            is_shown: number == statement,
        })
    });
    let page = Page {
        case: case.id().to_string(),
        coalition,
        statement: *statement,
        is_earlier: *statement != latest,
        since: told_since(announced, &words),
        corrected: corrected(&case, *statement, now),
        files: files::NAMES.map(|name| (name, kind(name))).to_vec(),
        query: if *statement == latest { String::new() } else { format!("?bulletin={}", week.number) },
        week: week::told(&case.permitted(week), &words),
        bulletins: lines.collect(),
        shell,
    };
    Ok(kept_for(&visitor, show(StatusCode::OK, &page)))
}

/// The statement by which another is corrected.
fn corrected(case: &Case, statement: u64, now: Moment) -> Option<u64> {
    match case.standing(statement, now) {
        Some(Standing::Corrected { by }) => Some(by),
        _ => None,
    }
}

/// The words for a file.
fn kind(name: &str) -> &'static str {
    match name {
        "board.csv" => "watch-board-csv",
        "board.geojson" => "watch-board-geojson",
        "incidents.csv" => "watch-incidents-csv",
        _ => "watch-incidents-geojson",
    }
}

fn told_since(statement: &Statement, words: &Words) -> String {
    let since = statement.public_from().map(|it| words.moment(it)).unwrap_or_default();
    words.about("public-since", &since)
}
