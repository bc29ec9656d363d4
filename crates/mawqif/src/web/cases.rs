//! The cases in which somebody has a role, and what that role is called.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{Case, CaseId, Role, guest::Guest},
    text::{Text, without_directions},
};

use super::{
    Web, acts,
    admit::Visitor,
    form::Form,
    page::{Shell, show, stage},
    sheet::reading::made,
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::desk::sight::Sight;

#[derive(Template)]
#[template(path = "cases.html")]
struct Cases {
    shell: Shell,
    cases: Vec<Line>,
    /// Whether who looks may open another.
    may_open: bool,
}

#[derive(Template)]
#[template(path = "new_case.html")]
struct NewCase {
    shell: Shell,
    key: String,
    /// Titles: language, what it calls itself, words.
    titles: Vec<(&'static str, &'static str, String)>,
    problem: Option<String>,
}

struct Line {
    /// Where somebody begins: at the board, or at what they report.
    on: String,
    title: String,
    stage: String,
    due: String,
    roles: String,
    /// What waits in the follow-up, for those who follow up.
    waits: Option<String>,
}

/// The list of one's cases.
pub async fn list(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let (actor, now) = (&visitor.guest()?.caller.actor, web.desk.clock().now());
    let words = Words::of(visitor.language);
    let all = web.desk.all();
    let cases = all.iter().filter_map(|held| {
        let case = held.now();
        let sight = Sight::of(&case, actor, now)?;
        let title = words.text(case.title());
        Some(Line {
            on: match sight.is_narrow() && sight.is_reporter() {
                true => format!("/cases/{}/follow-up/report", case.id()),
                false => format!("/cases/{}", case.id()),
            },
            title: if title.is_empty() { case.id().to_string() } else { title.to_owned() },
            stage: if sight.is_narrow() { String::new() } else { words.word(stage(case.stage())) },
            due: case
                .dossier()
                .initiative
                .deadline
                .filter(|_| !sight.is_narrow())
                .map(|due| words.date(&due))
                .unwrap_or_default(),
            roles: roles(&case, &sight, &words),
            waits: super::followup::waits(&case, &sight, now, &words),
        })
    });
    let cases = cases.collect();
    let may_open = web.desk.may_open(&visitor.guest()?.caller);
    Ok(show(StatusCode::OK, &Cases { shell: Shell::plain(&visitor, "cases-title"), cases, may_open }))
}

/// The page on which a case is opened.
pub async fn blank(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    if !web.desk.may_open(&visitor.guest()?.caller) {
        return Err(Trouble::NotForYou);
    }
    new_case(&visitor, StatusCode::OK, acts::key()?, &Form::default(), None)
}

/// Opens a case.
pub async fn open(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let caller = visitor.guest()?.caller.clone();
    if !web.desk.may_open(&caller) {
        return Err(Trouble::NotForYou);
    }
    let key = acts::key_of(&form)?;
    let titles = ["ar", "en"].map(|tag| {
        let title = without_directions(form.get(&format!("title.{tag}")));
        (tag.to_owned(), title.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let title = Text::by_language(titles.into_iter().filter(|(_, it)| !it.is_empty()).collect());
    if title.is_empty() {
        let told = Some(Words::of(visitor.language).word("new-case-untitled"));
        return new_case(&visitor, StatusCode::UNPROCESSABLE_ENTITY, key, &form, told);
    }
    let id = case_id(&title, &key)?;
    match web.desk.open_case(&id, title, Vec::new(), &caller, Some(key.clone())).await {
        Ok((held, done)) => {
            let first = done.entries.first().map(|entry| entry.header().seq).unwrap_or_default();
            Ok(Redirect::to(&format!("/cases/{}?done={first}", held.id())).into_response())
        }
        Err(fault) => {
            let told = sentence(&fault, &Words::of(visitor.language));
            new_case(&visitor, status(&fault), key, &form, Some(told))
        }
    }
}

/// An id for a case, of its title and the key of the form: it tells nobody which other cases there are, and
/// is the same when the form is sent twice. Letters of English alone, as it stands in addresses.
fn case_id(title: &Text, key: &str) -> Result<CaseId, Trouble> {
    const TAIL: usize = 6;
    let plain = made(title, |_| false).to_string();
    let plain = if plain.is_ascii() { plain } else { "case".to_owned() };
    let tail = mawqif_core::record::hash::Hash::of(&[b"mawqif case\0", key.as_bytes()]).to_hex();
    let tail: String = tail.chars().take(TAIL).collect();
    CaseId::new(&format!("{plain}-{tail}")).map_err(|_| Trouble::Missing)
}

fn new_case(
    visitor: &Visitor,
    code: StatusCode,
    key: String,
    form: &Form,
    problem: Option<String>,
) -> Result<Response, Trouble> {
    let shell = Shell::plain(visitor, "new-case-title");
    let title =
        |tag: &'static str, called: &'static str| (tag, called, form.get(&format!("title.{tag}")).to_owned());
    let mut titles = vec![title("ar", "العربية"), title("en", "English")];
    if shell.words.tag() == "en" {
        titles.reverse();
    }
    Ok(show(code, &NewCase { shell, key, titles, problem }))
}

/// What somebody is in a case.
pub fn roles(case: &Case, sight: &Sight, words: &Words) -> String {
    let name = |id: &mawqif_core::text::Id| {
        words.name_of(id, case.dossier().bodies.iter().map(|body| (&body.id, &body.name)))
    };
    let told = sight.roles().iter().map(|role| match role {
        Role::Secretariat => words.word("role-secretariat"),
        Role::Delegate { body, .. } => words.about("role-delegate", &name(body)),
        Role::Invited { body, .. } => words.about("role-invited", &name(body)),
        Role::Committee => words.word("role-committee"),
        Role::Observer => words.word("role-observer"),
        Role::Reporter => words.word("role-reporter"),
        Role::Participant => words.word("role-participant"),
        Role::Admitted { guest } => words.word(match guest {
            Guest::Observer => "role-observer-awaited",
            Guest::Reporter => "role-reporter-awaited",
            Guest::Participant => "role-participant-awaited",
        }),
    });
    told.collect::<Vec<_>>().join(" · ")
}
