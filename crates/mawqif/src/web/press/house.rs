//! The words of the house: the templates of each kind of statement, edited in the case, with what a statement would say by
//! them shown beside, and put back to what the program has.
//!
//! What is shown is a draft of this case. What an occasion would bring and nobody has written yet stands in angle brackets.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{Act, Case, Moment, Refusal},
    dossier::Date,
    position::unify::Answer,
    statement::{
        Canonical, KINDS, Kind, Language as Tongue, Occasion, Templates, draft,
        form::html,
        kind_name, occasion,
        template::{self, Misworded},
    },
    text::Text,
};

use super::super::{
    Web,
    acts::{self, Came},
    admit::Visitor,
    form::Form,
    page::{Shell, Tab, show},
    statement::{answer, called as kind_called, day_of, fields},
    trouble::Trouble,
    words::{Words, chosen_zone},
};
use crate::told;

/// Longest form that holds a template, in bytes: every letter of one as long as may be, as forms write it.
pub const HOUSE_FORM_LIMIT: usize = 1 << 20;

#[derive(Template)]
#[template(path = "press_house.html")]
struct House {
    shell: Shell,
    case: String,
    name: String,
    called: String,
    key: String,
    words: String,
    is_edited: bool,
    problem: Option<String>,
    /// What a statement would say by these words: tag, direction, title, and its blocks as HTML in which every word is
    /// escaped.
    preview: Vec<(&'static str, &'static str, String, String)>,
    /// What can stand between braces.
    names: Vec<String>,
}

/// What a file of templates is called.
pub fn called(name: &str, words: &Words) -> String {
    let kind = KINDS.into_iter().find(|kind| name.strip_suffix(".toml") == Some(kind_name(*kind)));
    words.word(kind.map_or("house-phrases", kind_called))
}

/// A template, with what a statement would say by it.
pub async fn look(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    if at.now.is_some() {
        return Err(Trouble::NotForYou);
    }
    let built_in = template::built_in(&name).ok_or(Trouble::Missing)?;
    let words = at.case.press().templates().get(&name).map_or(built_in, String::as_str).to_owned();
    page(&web, &visitor, &name, words, acts::key()?, None, StatusCode::OK).await
}

/// Shows what was written, keeps it, or puts back what the program has.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, name)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    template::built_in(&name).ok_or(Trouble::Missing)?;
    let written = form.raw("words").replace("\r\n", "\n");
    let key = acts::key_of(&form)?;
    let words = match form.get("step") {
        "keep" => Some(written.clone()),
        "back" => None,
        _ => return page(&web, &visitor, &name, written, key, None, StatusCode::OK).await,
    };
    let act = Act::SetHouseTemplate { name: name.clone(), words };
    match acts::attempt(&web, &visitor, act, key).await? {
        Came::Done(first) => {
            let on = format!("/cases/{}/press?done={first}#house", at.case.id());
            Ok(Redirect::to(&on).into_response())
        }
        Came::Refused(problem, code) => {
            page(&web, &visitor, &name, written, acts::key()?, Some(problem), code).await
        }
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    name: &str,
    written: String,
    key: String,
    problem: Option<String>,
    code: StatusCode,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    // A case without bodies has no answer, and its templates can be edited all the same.
    let answer = answer(web, &at.case).await.ok();
    let mut replaced = at.case.press().templates().clone();
    replaced.insert(name.to_owned(), written.clone());
    let sound = Templates::sound(&replaced);
    let kind = KINDS.into_iter().find(|kind| name.strip_suffix(".toml") == Some(kind_name(*kind)));
    let kind = kind.unwrap_or(Kind::Position);
    let shell = Shell::of_case(visitor, Tab::Press)?;
    let words = &shell.words;
    let (preview, wrong) = match &sound {
        Ok(templates) => match answer.map(|it| previewed(&at.case, &it, kind, templates, visitor.asked_at)) {
            Some(Ok(preview)) => (preview, None),
            Some(Err(told)) => (Vec::new(), Some(words.about("house-no-preview", &told))),
            None => (Vec::new(), None),
        },
        Err(wrong) => (Vec::new(), Some(misworded(wrong, words))),
    };
    let mut names: Vec<String> = template::names().iter().map(|it| (*it).to_owned()).collect();
    names.extend(Templates::with(&BTreeMap::new()).map(|it| it.phrases()).unwrap_or_default());
    let page = House {
        case: at.case.id().to_string(),
        name: name.to_owned(),
        called: called(name, words),
        key,
        words: written,
        is_edited: at.case.press().templates().contains_key(name),
        problem: problem.or(wrong),
        preview,
        names,
        shell,
    };
    Ok(show(code, &page))
}

/// What the sheet of a statement says when somebody begins to write one that an occasion fills: the words of the house, with
/// blanks, without which nothing goes out.
///
/// # Errors
/// [`Trouble::Missing`] when the visitor is at no case.
pub async fn begun(web: &Web, visitor: &Visitor, kind: Kind, about: &str) -> Result<Option<Form>, Trouble> {
    let case = visitor.at()?.case.clone();
    let Ok(answer) = answer(web, &case).await else { return Ok(None) };
    let about: Option<u64> = about.parse().ok().filter(|_| kind.is_about_another());
    let mut occasion = sample(&case, kind, visitor.asked_at);
    if let Some(statement) = about.and_then(|number| case.statements().get(&number)) {
        let (version, day) =
            (statement.version(), statement.public_from().and_then(|at| day_of(at, &chosen_zone())));
        let told = version.zip(day);
        occasion.about = told.map(|(version, issued)| occasion::About {
            title: version.draft.title.clone(),
            issued,
            sha256: Vec::new(),
        });
    }
    let composed = draft(case.dossier(), &answer, &occasion, &case.house_templates());
    let composed = composed.inspect_err(|error| tracing::warn!(%error, case = %case.id(), "nothing begun"));
    Ok(composed.ok().and_then(|it| fields(&it, &occasion, &[], about)))
}

/// What is wrong with a template, in the reader's language.
fn misworded(wrong: &Misworded, words: &Words) -> String {
    told::refusal(&Refusal::Template(wrong.clone()), words.locale())
}

type Preview = Vec<(&'static str, &'static str, String, String)>;

/// A draft by these templates, in both languages.
fn previewed(
    case: &Case,
    answer: &Answer,
    kind: Kind,
    templates: &Templates,
    now: Moment,
) -> Result<Preview, String> {
    let occasion = sample(case, kind, now);
    let composed = draft(case.dossier(), answer, &occasion, templates).map_err(|error| error.to_string())?;
    let column = |language: Tongue| {
        let text: Canonical = composed.text(language).map_err(|error| error.to_string())?;
        let mut body = String::new();
        html::body(&text, language, &mut body);
        Ok((language.tag(), language.direction(), text.title().to_owned(), body))
    };
    Tongue::BOTH.into_iter().map(column).collect()
}

/// An occasion of a kind, with the next press conference if there is one.
fn sample(case: &Case, kind: Kind, now: Moment) -> Occasion {
    let text = |ar: &str, en: &str| {
        Text::by_language(vec![("ar".to_owned(), format!("⟨{ar}⟩")), ("en".to_owned(), format!("⟨{en}⟩"))])
    };
    let day = day_of(now, &chosen_zone()).unwrap_or(Date { year: 2000, month: 1, day: 1 });
    let conference = case.press().next(now).and_then(|(_, it)| super::inviting::conference(case, it));
    let conference = conference.unwrap_or_else(|| occasion::Conference {
        on: day,
        at: "⟨00:00⟩".to_owned(),
        zone: None,
        place: text("المكان", "the place"),
        speakers: vec![text("المتحدث", "the speaker")],
        contact: Some(text("طريقة التسجيل", "how to register")),
    });
    Occasion {
        kind,
        issued: Some(day),
        news: vec![text("الخبر", "the news")],
        reason: Some(text("السبب", "the reason")),
        about: Some(occasion::About {
            title: text("البيان السابق", "the earlier statement"),
            issued: day,
            sha256: Vec::new(),
        }),
        conference: (kind == Kind::PressConference).then_some(conference),
        ..Occasion::default()
    }
}
