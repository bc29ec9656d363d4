//! What a coalition has published, for everybody: no account is needed, and nothing else of the case is told.
//!
//! A case that has published nothing is told as one that does not exist. A statement that was corrected or taken
//! back stays, and says so above everything else.

pub mod evidence;
pub mod verify;

use std::{cmp::Reverse, sync::Arc};

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
        statement::{Standing, Statement},
    },
    record::{encoding, hash::Hash},
    statement::{
        Canonical, Language as Written,
        form::{
            Mark, Sheet, Subject,
            atom::{self, ENTRY_LIMIT, Entry, Feed},
            html,
        },
    },
};

use super::{
    super::{
        Web,
        admit::Visitor,
        followup::public::{number_of, shown as watched},
        page::{Shell, show},
        press::announced::{self, Announced},
        trouble::Trouble,
        words::Words,
    },
    called, day_of,
    signing::{self, Signable, Signing},
    standing,
};
use crate::{
    desk::held::Held,
    locale::Language,
    statement::{Form, LEAFLET, bundle::bundle, form, leaflet, signature_files, signers_file},
};

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
    /// Whether everybody sees how the answer is kept.
    is_watched: bool,
    /// Press conferences to come.
    conferences: Vec<Announced>,
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
    number: u64,
    /// Where it is published, for those who show links to it.
    address: String,
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
    /// The number of the bulletin that it is, when everybody sees what it tells beside its words.
    bulletin: Option<u64>,
    /// Its other forms: the name of each, and what it is.
    forms: Vec<(String, &'static str)>,
}

/// A statement in one language.
struct Column {
    tag: &'static str,
    direction: &'static str,
    title: String,
    /// Its blocks as HTML, in which every word is escaped.
    body: String,
    /// The SHA-256 of its canonical text.
    digest: String,
    /// How it stands with signatures, if anybody has said whose count.
    signable: Option<Signable>,
}

impl Column {
    /// How it stands with signatures, for templates.
    fn signable(&self) -> Option<&Signable> {
        self.signable.as_ref()
    }
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
    let statements = latest(&case, now).into_iter().take(SHOWN).filter_map(line).collect();
    shell.title = format!("{} · {title}", shell.title);
    let conferences = announced::coming(&case, now, &words);
    let is_watched = watched(&case, now).is_some();
    let case = case.id().to_string();
    let page = Published { case, heading: title, is_watched, conferences, statements, shell };
    Ok(kept_for(&visitor, show(StatusCode::OK, &page)))
}

/// What everybody may see, what became public last first.
fn latest(case: &Case, now: Moment) -> Vec<(u64, &Statement)> {
    let mut all: Vec<(u64, &Statement)> = case.published(now).collect();
    all.sort_by_key(|(number, statement)| Reverse((statement.public_from(), *number)));
    all
}

/// One published statement.
pub async fn one(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let seen = Seen::of(&web, &case, &number)?;
    let Seen { case, number, now, .. } = &seen;
    let (number, now, statement) = (*number, *now, seen.statement()?);
    let draft = &statement.version().ok_or(Trouble::Missing)?.draft;
    let mut shell = Shell::plain(&visitor, "public-title");
    let words = shell.words.clone();
    words.text(&draft.title).clone_into(&mut shell.title);
    let since = statement.public_from().map(|it| words.moment(it)).unwrap_or_default();
    let sheet = sheet(&web, case, number, statement, now).ok_or(Trouble::Missing)?;
    let signing = signing::told(case, (number, statement.signable()), now, &words, (None, None));
    let about = draft.about.map(|it| (it, words.about("public-about", &words.number(it))));
    let page = Page {
        case: case.id().to_string(),
        number,
        address: sheet.address.clone().unwrap_or_default(),
        coalition: words.text(case.title()).to_owned(),
        kind: words.word(called(draft.kind)),
        warning: warning(case, number, statement, now, &words),
        since: words.about("public-since", &since),
        forms: names(&sheet),
        columns: columns(&sheet, signing, words.language()),
        bulletin: number_of(case, number, now),
        untranslated: draft
            .untranslated
            .as_ref()
            .map(|it| words.about("statement-untranslated", words.text(it))),
        about,
        shell,
    };
    Ok(kept_for(&visitor, show(StatusCode::OK, &page)))
}

/// A case that has published something.
fn published(web: &Web, case: &str) -> Result<Arc<Case>, Trouble> {
    let held = CaseId::new(case).ok().and_then(|id| web.desk.held(&id)).ok_or(Trouble::Missing)?;
    let case = held.now();
    let is_public = case.published(web.desk.clock().now()).next().is_some();
    if is_public { Ok(case) } else { Err(Trouble::Missing) }
}

/// A published statement, as everybody may see it at a moment.
struct Seen {
    held: Arc<Held>,
    case: Arc<Case>,
    number: u64,
    now: Moment,
}

impl Seen {
    /// The statement of this number, which is looked at now.
    fn of(web: &Web, case: &str, number: &str) -> Result<Self, Trouble> {
        let held = CaseId::new(case).ok().and_then(|id| web.desk.held(&id)).ok_or(Trouble::Missing)?;
        let (case, now) = (held.now(), web.desk.clock().now());
        let number: u64 = number.parse().map_err(|_| Trouble::Missing)?;
        let seen = Self { held, case, number, now };
        seen.statement()?;
        Ok(seen)
    }

    fn statement(&self) -> Result<&Statement, Trouble> {
        let found = self.case.statements().get(&self.number);
        found.filter(|it| it.is_public(self.now)).ok_or(Trouble::Missing)
    }
}

/// Lets those who pass a page on keep it for a while, unless it names who looks.
pub fn kept_for(visitor: &Visitor, response: Response) -> Response {
    if visitor.guest().is_ok() { response } else { kept(response) }
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
        Standing::Stands | Standing::Draft | Standing::Embargoed { .. } | Standing::HeldBack => return None,
        Standing::UnderReview { .. } => None,
        Standing::Replaced { by } | Standing::Corrected { by } | Standing::Withdrawn { by } => Some(by),
    };
    Some((standing(case, number, statement, now, words)?, by))
}

/// A statement as its forms are made of it; nothing of one that has no words.
pub(super) fn sheet(
    web: &Web,
    case: &Case,
    number: u64,
    statement: &Statement,
    now: Moment,
) -> Option<Sheet> {
    let draft = &statement.version()?.draft;
    let text = |language: Written| Some((language, draft.canonical(language)?));
    let address = |number: u64| format!("{}/public/{}/{number}", web.desk.people().site(), case.id());
    Some(Sheet {
        subject: Subject::Statement(draft.kind),
        issued: statement.public_from().and_then(|at| day_of(at, &web.zone)),
        coalition: Some(case.title().clone()).filter(|it| !it.is_empty()),
        letterhead: None,
        texts: Written::BOTH.into_iter().filter_map(text).collect(),
        signed: case.signed_all(number, statement.signable(), now),
        mark: match case.standing(number, now)? {
            Standing::Corrected { by } => Mark::Corrected(address(by)),
            Standing::Replaced { by } => Mark::Replaced(address(by)),
            Standing::UnderReview { .. } => Mark::UnderReview,
            Standing::Withdrawn { by } => Mark::Withdrawn(address(by)),
            Standing::Draft | Standing::Embargoed { .. } | Standing::HeldBack => Mark::Draft,
            Standing::Stands => Mark::Stands,
        },
        address: Some(address(number)),
    })
}

/// The languages of a statement, the reader's first.
fn columns(sheet: &Sheet, signing: Signing, reader: Language) -> Vec<Column> {
    let mut signables = signing.texts;
    let column = |(language, text): &(Written, Canonical)| {
        let at = signables.iter().position(|it| it.tag == language.tag());
        let signable = at.map(|at| signables.swap_remove(at)).filter(|it| !it.says.is_empty());
        let mut body = String::new();
        html::body(text, *language, &mut body);
        let (title, digest) = (text.title().to_owned(), text.digest().to_hex());
        Column { tag: language.tag(), direction: language.direction(), title, body, digest, signable }
    };
    let mut columns: Vec<Column> = sheet.texts.iter().map(column).collect();
    columns.sort_by_key(|it| it.tag != reader.tag());
    columns
}

/// The forms of a statement that a page offers: the name of each, and what it is.
fn names(sheet: &Sheet) -> Vec<(String, &'static str)> {
    let mut names = vec![("statement.pdf".to_owned(), "PDF")];
    for (language, _) in &sheet.texts {
        names.push((format!("statement.{}.txt", language.tag()), language.of("النص العربي", "English text")));
    }
    names.push(("statement.json".to_owned(), "JSON"));
    names
}

/// A form of a published statement.
pub async fn file(
    State(web): State<Web>,
    Path((case, number, name)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let seen = Seen::of(&web, &case, &number)?;
    if name == announced::CALENDAR {
        let origin = web.desk.held(seen.case.id()).ok_or(Trouble::Missing)?.origin().to_owned();
        return announced::calendar(&seen.case, seen.number, seen.now, &origin)
            .map(kept)
            .ok_or(Trouble::Missing);
    }
    let form = made(&web, &seen, &name).await?;
    let mut response = kept(Response::new(form.bytes.into()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(form.mime));
    if form.mime.starts_with("text/html") {
        // The page can be kept as a file, so its style stands in it; nothing but that style is let in.
        let style = encoding::to_base64(Hash::of(&[html::STYLE.as_bytes()]).as_bytes());
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{style}'; frame-ancestors 'none'; base-uri 'none'"
        );
        headers.extend(HeaderValue::from_str(&policy).ok().map(|it| (header::CONTENT_SECURITY_POLICY, it)));
    }
    Ok(response)
}

/// A file of a published statement, by its name.
async fn made(web: &Web, seen: &Seen, name: &str) -> Result<Form, Trouble> {
    let Seen { held, case, number, now } = seen;
    let (number, now, statement) = (*number, *now, seen.statement()?);
    if name == evidence::BUNDLE {
        let files = evidence::files(web, held, case, number, statement, now).await?;
        let packed = web.desk.reckon(move || bundle(&files)).await?;
        let bytes = packed.map_err(|error| evidence::unpacked(&error))?;
        return Ok(Form { name: name.to_owned(), mime: "application/zip", bytes });
    }
    let signatures = signature_files(case, number, statement, now);
    let found = signatures.into_iter().find(|it| it.name == name).or_else(|| signers_file(case, name));
    if let Some(form) = found {
        return Ok(form);
    }
    let sheet = sheet(web, case, number, statement, now).ok_or(Trouble::Missing)?;
    let name = name.to_owned();
    // Setting a page takes a moment, which others need not wait for.
    let printed = move || match name.as_str() {
        LEAFLET => Ok(leaflet()?.into_iter().find(|it| it.name == LEAFLET)),
        name => form(&sheet, name),
    };
    let made = web.desk.reckon(printed).await?.map_err(|error| {
        tracing::warn!(%error, case = %case.id(), number, "a statement cannot be printed");
        Trouble::Missing
    })?;
    made.ok_or(Trouble::Missing)
}

/// What a case has published, as an Atom feed in the reader's language.
pub async fn feed(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path(case): Path<String>,
) -> Result<Response, Trouble> {
    let case = published(&web, &case)?;
    let now = web.desk.clock().now();
    let language = if visitor.language == Language::Ar { Written::Arabic } else { Written::English };
    let words = Words::of(visitor.language);
    let title = words.text(case.title()).to_owned();
    let title = if title.is_empty() { case.id().to_string() } else { title };
    // An entry's address, when it became public, and when it last changed how it stands.
    let told: Vec<(String, String, String, Sheet)> = latest(&case, now)
        .into_iter()
        .filter_map(|(number, statement)| {
            let sheet = sheet(&web, &case, number, statement, now)?;
            let published = stamp(statement.public_from()?)?;
            let changed = stamp(changed(&case, number, statement, now)?)?;
            Some((sheet.address.clone()?, published, changed, sheet))
        })
        .take(ENTRY_LIMIT)
        .collect();
    let address = format!("{}/public/{}/feed.atom", web.desk.people().site(), case.id());
    let updated = told.iter().map(|(_, _, changed, _)| changed.as_str()).max().unwrap_or_default().to_owned();
    let entries: Vec<Entry<'_>> =
        told.iter().map(|(id, published, updated, sheet)| Entry { id, published, updated, sheet }).collect();
    let feed =
        Feed { address: &address, id: &address, title: &title, author: &title, language, updated: &updated };
    let mut response = kept(Response::new(atom::feed(&feed, &entries).into()));
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    Ok(response)
}

/// When a statement last changed how it stands.
fn changed(case: &Case, number: u64, statement: &Statement, now: Moment) -> Option<Moment> {
    let from = statement.public_from()?;
    let since = match case.standing(number, now)? {
        Standing::UnderReview { since } => Some(since),
        Standing::Replaced { by } | Standing::Corrected { by } | Standing::Withdrawn { by } => {
            case.statements().get(&by).and_then(Statement::public_from)
        }
        _ => None,
    };
    since.into_iter().chain([from]).max()
}

/// A moment as RFC 3339 writes it.
fn stamp(at: Moment) -> Option<String> {
    let micros = i64::try_from(at.micros()).ok()?;
    Some(jiff::Timestamp::from_microsecond(micros).ok()?.to_string())
}
