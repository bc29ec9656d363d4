//! The way in: who asks what, until when, what is kept and what becomes of it; and the code, or the button of an open door.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{case::poll::Results, record::encoding::to_hex};

use super::{Asked, Said, asks, shell, told, unexpected, voting};
use crate::{
    desk::{keys::random, public::Trouble as Refused},
    web::{
        Web,
        admit::Visitor,
        form::Form,
        page::{Shell, show},
        trouble::Trouble,
    },
};

/// Longest code that is read from an address or a form, in bytes.
pub const CODE_LIMIT: usize = 64;

/// What a page draws by chance has no fewer signs.
const ONCE_FROM: usize = 32;

#[derive(Template)]
#[template(path = "voter_door.html")]
struct Door {
    shell: Shell,
    path: String,
    /// Who asks.
    asks: String,
    question: Said,
    /// Until when, or since when no more.
    until: String,
    /// Who sees what comes of it.
    published: String,
    /// The code in the link, or as it was typed.
    code: String,
    is_in_link: bool,
    /// What the page has drawn: whoever sends it twice comes in once.
    once: String,
    by_code: bool,
    is_open: bool,
    is_ended: bool,
    /// Whether somebody has begun on this device.
    is_known: bool,
    has_results: bool,
    problem: Option<String>,
}

/// What the page of the door is told.
#[derive(Default)]
pub struct Knock {
    /// The code in the link, or as it was typed.
    pub code: String,
    /// Whether it came by the link.
    pub is_in_link: bool,
    /// Whether somebody has begun on this device.
    pub is_known: bool,
}

/// The next statement for whoever has come in; the door for everybody else.
pub async fn look(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    let code = visitor.site.code(&headers).map(|code| written(&code)).unwrap_or_default();
    match asked.participant(&web, &visitor, &headers).await? {
        Some(participant) if asked.is_open() && code.is_empty() => {
            voting::look(&web, &visitor, &asked, &participant).await
        }
        known => {
            let knock = Knock { is_known: known.is_some(), is_in_link: !code.is_empty(), code };
            Ok(page(&visitor, &asked, knock, None))
        }
    }
}

/// A link with a code in it. Looking at it uses nothing up. The code is kept for a moment, and the address goes on to the plain one,
/// so that it stands neither in the history of a device nor in what is passed on from it.
pub async fn linked(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number, code)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    let kept = visitor.site.remember_code(&written(&code), &asked.path());
    Ok(with(Redirect::to(&asked.path()), [kept]))
}

/// What forms of the page ask for: coming in, voting, or leaving.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let asked = Asked::of(&web, &case, &number)?;
    match form.get("do") {
        "enter" => enter(&web, &visitor, &asked, &form, &headers).await,
        // Whoever is known goes on, whatever link was followed.
        "stay" => {
            let on = Redirect::to(&format!("{}#statement", asked.path()));
            Ok(with(on, [visitor.site.remember_code("", &asked.path())]))
        }
        "leave" => {
            let path = asked.path();
            let site = visitor.site;
            Ok(with(Redirect::to(&path), [site.forget_voter(&path), site.remember_code("", &path)]))
        }
        "vote" => match asked.participant(&web, &visitor, &headers).await? {
            Some(participant) => voting::sent(&web, &visitor, &asked, &participant, &form).await,
            None => Ok(page(&visitor, &asked, Knock::default(), Some(&Refused::NotEntered))),
        },
        _ => Err(Trouble::Missing),
    }
}

async fn enter(
    web: &Web,
    visitor: &Visitor,
    asked: &Asked,
    form: &Form,
    headers: &HeaderMap,
) -> Result<Response, Trouble> {
    let public = web.desk.public();
    let code = written(form.get("code"));
    let given = (form.get("by") != "open").then_some(code.as_str());
    if given == Some("") {
        // Nobody comes in without a code by having typed none.
        return Ok(page(visitor, asked, Knock::default(), Some(&Refused::CodeUnknown)));
    }
    let once = form.get("once");
    let known = asked.participant(web, visitor, headers).await?;
    if let Some(participant) = known.filter(|_| form.get("as") != "other") {
        // Whoever types the code by which they came is themselves.
        if let Some(code) = given {
            let is_same = public.came_by(&asked.held, asked.number, &participant, code).await;
            if is_same.map_err(unexpected)? {
                let on = Redirect::to(&format!("{}#statement", asked.path()));
                return Ok(with(on, [visitor.site.remember_code("", &asked.path())]));
            }
        }
        let token = public.token(&asked.held, asked.number, given, once);
        if visitor.site.voter(headers) != Some(token) {
            // Somebody has begun here since the page was made: they say whether it is them.
            let knock = Knock { code, is_in_link: true, is_known: true };
            return Ok(page(visitor, asked, knock, None));
        }
    }
    let entered = match once.len() {
        ONCE_FROM..=CODE_LIMIT => public.begin(&asked.held, asked.number, given, once).await,
        _ => public.enter(&asked.held, asked.number, given).await,
    };
    let (site, path) = (visitor.site, asked.path());
    match entered {
        Ok(entered) => {
            let cookies = [site.remember_voter(&entered.token, &path), site.remember_code("", &path)];
            Ok(with(Redirect::to(&format!("{path}#statement")), cookies))
        }
        Err(refused) => {
            let door = page(visitor, asked, Knock { code, ..Knock::default() }, Some(&refused));
            Ok(with(door, [site.remember_code("", &path)]))
        }
    }
}

/// A code as somebody writes it: without space around it, and no longer than any code is.
fn written(code: &str) -> String {
    let code = code.trim();
    let end = code.char_indices().map(|(at, it)| at + it.len_utf8()).take_while(|end| *end <= CODE_LIMIT);
    code[..end.last().unwrap_or(0)].to_owned()
}

/// The door.
pub fn page(visitor: &Visitor, asked: &Asked, knock: Knock, refused: Option<&Refused>) -> Response {
    let shell = shell(visitor, asked, None);
    let words = &shell.words;
    let terms = &asked.poll.terms;
    let until = match asked.ended() {
        Some(at) => words.about("voter-closed-since", &words.moment(at)),
        None => words.about("voter-open-until", &words.moment(terms.closes)),
    };
    let results = match terms.results {
        Results::Kept => "voter-results-kept",
        Results::AfterClosing => "voter-results-after",
        Results::Always => "voter-results-always",
    };
    let (code, problem) = match refused.map(|refused| told(refused, words)) {
        Some((code, problem)) => (code, Some(problem)),
        None => (StatusCode::OK, None),
    };
    let door = Door {
        path: asked.path(),
        asks: asks(asked, words),
        question: Said::of(&terms.question, words),
        until,
        published: words.word(results),
        code: knock.code,
        is_in_link: knock.is_in_link,
        once: random::<32>().map(|bytes| to_hex(&bytes)).unwrap_or_default(),
        by_code: terms.doors.is_by_code(),
        is_open: terms.doors.is_open(),
        is_ended: !asked.is_open(),
        is_known: knock.is_known,
        has_results: asked.poll.is_published(asked.now),
        problem,
        shell,
    };
    show(code, &door)
}

fn with<const N: usize>(of: impl IntoResponse, cookies: [Option<HeaderValue>; N]) -> Response {
    let mut response = of.into_response();
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{CODE_LIMIT, written};

    #[test]
    fn a_code_is_cut_between_letters() {
        assert_eq!(written(" abc "), "abc");
        let long = written(&"ع".repeat(100));
        assert!(long.len() <= CODE_LIMIT && long.chars().all(|it| it == 'ع'));
        assert_eq!(written(""), "");
    }
}
