//! Verifying: how anybody checks a published statement with ordinary tools, filled in with its keys and files; and
//! whether words that somebody has are, byte for byte, ones that were published here.
//!
//! The page prints as a leaflet. What is asked about is held against what everybody may see: of a draft, or of what
//! waits for the end of an embargo, it is told nothing.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use mawqif_core::{
    case::statement::Standing,
    record::hash::Hash,
    statement::{
        Canonical, Language as Written,
        form::{Sheet, html},
    },
};

use super::{
    super::{
        super::{
            Web,
            admit::Visitor,
            form::Form,
            page::{Shell, show},
            trouble::Trouble,
            words::Words,
        },
        signing::{self, Signing},
        standing,
    },
    Seen, kept,
};
use crate::locale::Language;

/// Longest form in which words are asked about, in bytes: a statement's text in Arabic, as browsers send it.
pub const ASKED_LIMIT: usize = 1 << 20;

#[derive(Template)]
#[template(path = "public_verify.html")]
struct Page {
    shell: Shell,
    case: String,
    number: u64,
    heading: String,
    /// The reader's language first.
    sections: Vec<Section>,
    /// Whose keys count: the name, for whom and how, the key for `minisign`.
    signers: Vec<(String, String)>,
    /// The file of allowed signers.
    allowed: String,
    /// What was said of words that were asked about.
    answer: Option<Answer>,
    written: String,
}

/// How it is checked, in one language.
struct Section {
    tag: &'static str,
    direction: &'static str,
    title: String,
    /// The leaflet's blocks as HTML, in which every word is escaped.
    body: String,
    heading: String,
    lead: String,
    /// Commands, filled in: with what, and the command.
    commands: Vec<(&'static str, String)>,
    /// That there is none.
    none: String,
}

/// What is said of words that were asked about.
struct Answer {
    /// Whether they were published here and still stand.
    is_good: bool,
    says: String,
    /// How the statement stands, and its number.
    standing: Option<(String, u64)>,
    /// SHA-256 of what was asked about.
    digest: String,
}

/// How a published statement is checked.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let seen = Seen::of(&web, &case, &number)?;
    Ok(kept(shown(&visitor, &seen, None, String::new())?))
}

/// Whether words were published here.
pub async fn ask(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let seen = Seen::of(&web, &case, &number)?;
    let (bytes, written) = match form.file("file").filter(|file| !file.bytes.is_empty()) {
        Some(file) => (file.bytes.to_vec(), String::new()),
        // Browsers send lines as Windows ends them, and copying loses the end of the last.
        None => match form.raw("text").replace("\r\n", "\n") {
            pasted if pasted.trim().is_empty() => (Vec::new(), String::new()),
            pasted => (format!("{}\n", pasted.trim_end_matches('\n')).into_bytes(), pasted),
        },
    };
    // Making words canonical takes a moment when they are long.
    let loose = {
        let bytes = bytes.clone();
        let canonical = move || Canonical::of(std::str::from_utf8(&bytes).ok()?).ok().map(|it| it.digest());
        web.desk.reckon(canonical).await?
    };
    let answer = answer(&seen, &bytes, loose, &Words::of(visitor.language));
    shown(&visitor, &seen, Some(answer), written)
}

fn answer(seen: &Seen, bytes: &[u8], loose: Option<Hash>, words: &Words) -> Answer {
    let (case, now) = (&seen.case, seen.now);
    let hash = Hash::of(&[bytes]);
    let digest = if bytes.is_empty() { String::new() } else { hash.to_hex() };
    let language =
        |it: Written| words.word(if it == Written::Arabic { "checking-arabic" } else { "checking-english" });
    let found = case.released_text(hash, now);
    let near = found.is_none().then(|| loose.and_then(|it| case.released_text(it, now))).flatten();
    let (key, matched) = match (found, near) {
        (Some(found), _) => ("checking-same", Some(found)),
        (None, Some(near)) => ("checking-near", Some(near)),
        (None, None) if bytes.is_empty() => ("checking-nothing", None),
        (None, None) => ("checking-other", None),
    };
    let says = match matched {
        Some(it) => words.tell(
            key,
            &[
                ("statement", it.statement.into()),
                ("version", it.version.into()),
                ("language", language(it.language).into()),
            ],
        ),
        None => words.word(key),
    };
    let told = matched.and_then(|it| {
        let statement = case.statements().get(&it.statement)?;
        Some((standing(case, it.statement, statement, now, words)?, it.statement))
    });
    let holds = |number: u64| {
        let standing = case.standing(number, now);
        matches!(standing, Some(Standing::Stands))
    };
    let is_good = found.is_some_and(|it| holds(it.statement));
    Answer { is_good, says, standing: told, digest }
}

fn shown(
    visitor: &Visitor,
    seen: &Seen,
    answer: Option<Answer>,
    written: String,
) -> Result<Response, Trouble> {
    let case = &seen.case;
    let statement = seen.statement()?;
    let version = statement.signable();
    let mut shell = Shell::plain(visitor, "checking-title");
    let words = shell.words.clone();
    let draft = &statement.version().ok_or(Trouble::Missing)?.draft;
    shell.title = format!("{} · {}", shell.title, words.text(&draft.title));
    let leaflet = Sheet::leaflet();
    let mut sections: Vec<Section> = [Language::Ar, Language::En]
        .into_iter()
        .filter_map(|reader| {
            let own = Words::of(reader);
            let language = if reader == Language::Ar { Written::Arabic } else { Written::English };
            let text = leaflet.text(language)?;
            let mut body = String::new();
            html::body(text, language, &mut body);
            let told = signing::told(case, (seen.number, version), seen.now, &own, (None, None));
            Some(Section {
                tag: language.tag(),
                direction: language.direction(),
                title: text.title().to_owned(),
                body,
                heading: own.word("checking-commands"),
                lead: own.word("checking-commands-lead"),
                commands: commands(seen, version, language, &told),
                none: own.word("checking-unsigned"),
            })
        })
        .collect();
    sections.sort_by_key(|it| it.tag != words.tag());
    let code = StatusCode::OK;
    let page = Page {
        case: case.id().to_string(),
        number: seen.number,
        heading: words.text(&draft.title).to_owned(),
        sections,
        signers: case.signers().map(|it| signing::lines(case, it, &words)).unwrap_or_default(),
        allowed: case.signers().map(|it| it.allowed_signers()).unwrap_or_default(),
        answer,
        written,
        shell,
    };
    Ok(show(code, &page))
}

/// The commands for the text in a language; when there is none in it, for the other.
fn commands(seen: &Seen, version: u64, language: Written, told: &Signing) -> Vec<(&'static str, String)> {
    let own = told.texts.iter().find(|it| it.tag == language.tag()).or(told.texts.first());
    let Some(text) = own else { return Vec::new() };
    let mut commands: Vec<(&'static str, String)> =
        text.signed.iter().flat_map(|by| by.checks.clone()).collect();
    let of = Written::BOTH.into_iter().find(|it| it.tag() == text.tag);
    let tally = of.and_then(|it| seen.case.tally(seen.number, version, it, seen.now));
    commands.extend(tally.and_then(|it| signing::count(text, &it)).map(|it| ("mawqif", it)));
    commands
}
