//! What a coalition has published, for everybody: no account is needed, and nothing else of the case is told.
//!
//! A case that has published nothing is told as one that does not exist. A statement that was corrected or taken
//! back stays, and says so above everything else.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use mawqif_core::{
    case::{
        Case, CaseId, Moment,
        statement::{LANGUAGES, Standing, Statement},
    },
    record::hash::Hash,
    text::Text,
};

use super::{
    super::{
        Web,
        admit::Visitor,
        page::{Shell, show},
        trouble::Trouble,
        words::Words,
    },
    called, standing,
};
use crate::locale::Language;

/// The most statements of a page; earlier ones are told by the API.
const SHOWN: usize = 50;

/// How long a page may be kept by who passes it on: a correction is seen within a minute.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=60");

#[derive(Template)]
#[template(path = "public.html")]
struct Published {
    shell: Shell,
    case: String,
    heading: String,
    statements: Vec<Line>,
}

/// A statement in the list.
struct Line {
    number: u64,
    kind: String,
    standing: String,
    title: String,
}

#[derive(Template)]
#[template(path = "public_statement.html")]
struct Page {
    shell: Shell,
    case: String,
    /// Who says it.
    coalition: String,
    kind: String,
    /// What somebody must know before they read on: that it was corrected, taken back or is under review.
    warning: Option<(String, Option<u64>)>,
    since: String,
    /// The reader's language first.
    columns: Vec<Column>,
    untranslated: Option<String>,
    about: Option<(u64, String)>,
}

/// A statement in one language.
struct Column {
    tag: &'static str,
    direction: &'static str,
    title: String,
    paragraphs: Vec<String>,
    /// The SHA-256 of title and words, as the text file has them.
    digest: String,
}

/// What a case has published.
pub async fn all(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path(case): Path<String>,
) -> Result<Response, Trouble> {
    let case = published(&web, &case)?;
    let now = web.desk.clock().now();
    let mut shell = Shell::plain(&visitor, "public-title");
    let words = shell.words.clone();
    let title = words.text(case.title()).to_owned();
    let line = |(number, statement): (u64, &Statement)| {
        let draft = &statement.version()?.draft;
        Some(Line {
            number,
            kind: words.word(called(draft.kind)),
            standing: standing(&case, number, statement, now, &words)?,
            title: words.text(&draft.title).to_owned(),
        })
    };
    let mut statements: Vec<Line> = case.published(now).filter_map(line).collect();
    statements.reverse();
    statements.truncate(SHOWN);
    shell.title = format!("{} · {title}", shell.title);
    let page = Published { case: case.id().to_string(), heading: title, statements, shell };
    Ok(kept(show(StatusCode::OK, &page)))
}

/// One published statement.
pub async fn one(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let case = published(&web, &case)?;
    let now = web.desk.clock().now();
    let number: u64 = number.parse().map_err(|_| Trouble::Missing)?;
    let statement = case.statements().get(&number).filter(|it| it.is_public(now)).ok_or(Trouble::Missing)?;
    let draft = &statement.version().ok_or(Trouble::Missing)?.draft;
    let mut shell = Shell::plain(&visitor, "public-title");
    let words = shell.words.clone();
    words.text(&draft.title).clone_into(&mut shell.title);
    let since = statement.public_from().map(|it| words.moment(it)).unwrap_or_default();
    let about = draft.about.map(|it| (it, words.about("public-about", &words.number(it))));
    let page = Page {
        case: case.id().to_string(),
        coalition: words.text(case.title()).to_owned(),
        kind: words.word(called(draft.kind)),
        warning: warning(&case, number, statement, now, &words),
        since: words.about("public-since", &since),
        columns: columns(&draft.title, &draft.text, words.language()),
        untranslated: draft.untranslated.as_ref().map(|it| words.about("statement-untranslated", words.text(it))),
        about,
        shell,
    };
    Ok(kept(show(StatusCode::OK, &page)))
}

/// A case that has published something.
fn published(web: &Web, case: &str) -> Result<std::sync::Arc<Case>, Trouble> {
    let held = CaseId::new(case).ok().and_then(|id| web.desk.held(&id)).ok_or(Trouble::Missing)?;
    let case = held.now();
    let is_public = case.published(web.desk.clock().now()).next().is_some();
    if is_public { Ok(case) } else { Err(Trouble::Missing) }
}

/// Lets those who pass a page on keep it for a while. The reader's language and digits stand in cookies.
fn kept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("cookie, accept-language"));
    response
}

fn warning(
    case: &Case,
    number: u64,
    statement: &Statement,
    now: Moment,
    words: &Words,
) -> Option<(String, Option<u64>)> {
    let by = match case.standing(number, now)? {
        Standing::Stands | Standing::Draft | Standing::Embargoed { .. } => return None,
        Standing::UnderReview { .. } => None,
        Standing::Replaced { by } | Standing::Corrected { by } | Standing::Withdrawn { by } => Some(by),
    };
    Some((standing(case, number, statement, now, words)?, by))
}

/// The languages of a statement, the reader's first.
fn columns(title: &Text, text: &Text, reader: Language) -> Vec<Column> {
    let column = |tag: &'static str| {
        let of = |text: &Text| {
            let mut versions = text.versions();
            versions.find(|(own, _)| *own == tag).map(|(_, words)| words.to_owned())
        };
        let (title, text) = (of(title)?, of(text)?);
        let direction = if tag == "ar" { "rtl" } else { "ltr" };
        let digest = Hash::of(&[title.as_bytes(), b"\n\n", text.as_bytes(), b"\n"]).to_hex();
        let paragraphs = text.split("\n\n").map(str::trim).filter(|it| !it.is_empty());
        Some(Column { tag, direction, title, paragraphs: paragraphs.map(str::to_owned).collect(), digest })
    };
    let mut columns: Vec<Column> = LANGUAGES.into_iter().filter_map(column).collect();
    columns.sort_by_key(|it| it.tag != reader.tag());
    columns
}
