//! In and out: signing in, links that sign in, invitations, the language.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    Web,
    admit::Visitor,
    form::{Form, is_token},
    page::{Shell, show},
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::{
    desk::{
        Fault,
        invitations::Taken,
        people::{Refused, account::NewAccount, invitation::Accepter, log_in::LoggedIn, session::Opened},
    },
    locale::Language,
};

/// Longest secret of an address, in bytes.
const LINK_LIMIT: usize = 128;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Door {
    shell: Shell,
    address: String,
    back: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "code.html")]
struct CodePage {
    shell: Shell,
    login: String,
    back: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "enter.html")]
struct LinkPage {
    shell: Shell,
    link: String,
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    shell: Shell,
    link: String,
    /// The sentence about what it leads to.
    leads: String,
    name: String,
    address: String,
    problem: Option<String>,
}

/// The way in: to one's cases, or to signing in.
pub async fn welcome(Extension(visitor): Extension<Visitor>) -> Redirect {
    Redirect::to(if visitor.guest.is_some() { "/cases" } else { "/sign-in" })
}

/// Another language, and back to the page.
pub async fn speak(Extension(visitor): Extension<Visitor>, Extension(form): Extension<Form>) -> Response {
    let language = if form.get("language") == Language::Ar.tag() { Language::Ar } else { Language::En };
    with_cookie(Redirect::to(&local(form.get("back"))), visitor.site.speak(language))
}

/// The page to sign in at.
pub async fn door(Extension(visitor): Extension<Visitor>, uri: axum::http::Uri) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let shell = Shell::plain(&visitor, "sign-in-title");
    let page = Door { shell, address: String::new(), back: local(asked.get("back")), problem: None };
    Ok(show(StatusCode::OK, &page))
}

/// Signs in by address and password.
pub async fn sign_in(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
    headers: HeaderMap,
) -> Response {
    let (address, back) = (form.get("address").to_owned(), local(form.get("back")));
    let now = web.desk.clock().now().micros();
    match web.desk.people().log_in(&address, form.raw("password"), &agent(&headers), now).await {
        Ok(LoggedIn::Open(opened)) => begun(&visitor, &opened, &back),
        Ok(LoggedIn::CodeNeeded(login)) => {
            let shell = Shell::plain(&visitor, "code-title");
            let login = login.reveal().to_owned();
            show(StatusCode::OK, &CodePage { shell, login, back, problem: None })
        }
        Err(refused) => {
            let (status, problem) = told(&visitor, refused);
            let shell = Shell::plain(&visitor, "sign-in-title");
            show(status, &Door { shell, address, back, problem: Some(problem) })
        }
    }
}

/// Brings signing in to its end by a code.
pub async fn enter_code(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
    headers: HeaderMap,
) -> Response {
    let (login, back) = (form.get("login").to_owned(), local(form.get("back")));
    let now = web.desk.clock().now().micros();
    match web.desk.people().enter_code(&login, form.get("code"), &agent(&headers), now).await {
        Ok(opened) => begun(&visitor, &opened, &back),
        Err(refused) => {
            let has_ended = refused == Refused::LoginEnded;
            let (status, problem) = told(&visitor, refused);
            let problem = Some(problem);
            if has_ended {
                let shell = Shell::plain(&visitor, "sign-in-title");
                return show(status, &Door { shell, address: String::new(), back, problem });
            }
            let shell = Shell::plain(&visitor, "code-title");
            show(status, &CodePage { shell, login, back, problem })
        }
    }
}

/// Signs out.
pub async fn sign_out(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    web.desk.people().log_out(&visitor.guest()?.caller.who).await.map_err(Fault::from)?;
    let mut response = with_cookie(Redirect::to("/sign-in"), visitor.site.end());
    // Drafts go as well, for whoever comes to this browser next.
    let all = HeaderValue::from_static("\"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), all);
    Ok(response)
}

/// The page of a link that signs in. Looking does not use it up: programs that preview links look, too.
pub async fn link(Extension(visitor): Extension<Visitor>, Path(link): Path<String>) -> Response {
    let shell = Shell::plain(&visitor, "enter-title");
    show(StatusCode::OK, &LinkPage { shell, link })
}

/// Signs in by a link.
pub async fn enter(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path(link): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let link = short(&link)?;
    let now = web.desk.clock().now().micros();
    let opened = web.desk.people().enter_by_link(link, &agent(&headers), now).await.map_err(Fault::from)?;
    Ok(begun(&visitor, &opened, "/cases"))
}

/// The page of an invitation.
pub async fn invitation(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path(link): Path<String>,
) -> Result<Response, Trouble> {
    let leads = leads(&web, &visitor, short(&link)?).await?;
    let shell = Shell::plain(&visitor, "invitation-title");
    let page =
        InvitationPage { shell, link, leads, name: String::new(), address: String::new(), problem: None };
    Ok(show(StatusCode::OK, &page))
}

/// Accepts an invitation: as who is signed in, or with a new account.
pub async fn accept(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
    Path(link): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let (link, agent) = (short(&link)?, agent(&headers));
    let accepted = match &visitor.guest {
        Some(guest) if !is_token(form.get("token"), &guest.token) => return Err(Trouble::Foreign),
        Some(guest) => web.desk.accept_invitation(link, Accepter::SignedIn(&guest.caller.who), &agent).await,
        None => {
            let (name, address) = (form.get("name"), form.get("address"));
            let new =
                NewAccount { name, address, password: form.raw("password"), language: visitor.language };
            web.desk.accept_invitation(link, Accepter::New(new), &agent).await
        }
    };
    match accepted {
        Ok(Taken { accepted, .. }) => {
            let case = format!("/cases/{}", accepted.case.as_str());
            match &accepted.session {
                Some(opened) => Ok(begun(&visitor, opened, &case)),
                None => Ok(Redirect::to(&case).into_response()),
            }
        }
        Err(Fault::People(refused)) if is_mended_here(&refused) => {
            let leads = leads(&web, &visitor, link).await?;
            let (status, problem) = told(&visitor, refused);
            let page = InvitationPage {
                shell: Shell::plain(&visitor, "invitation-title"),
                link: link.to_owned(),
                leads,
                name: form.get("name").to_owned(),
                address: form.get("address").to_owned(),
                problem: Some(problem),
            };
            Ok(show(status, &page))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Whether the form of an invitation can be sent again with something better in it.
fn is_mended_here(refused: &Refused) -> bool {
    matches!(
        refused,
        Refused::Name | Refused::Address | Refused::Password(_) | Refused::SignInInstead | Refused::Busy(_)
    )
}

/// What an invitation leads to, in a sentence.
async fn leads(web: &Web, visitor: &Visitor, link: &str) -> Result<String, Trouble> {
    let who = visitor.guest.as_ref().map(|guest| &guest.caller.who);
    let found = web.desk.invitation(link, who).await?;
    let id = mawqif_core::case::CaseId::new(found.case.as_str()).map_err(|_| Trouble::Missing)?;
    let case = web.desk.held(&id).ok_or(Trouble::Missing)?.now();
    let words = Words::of(visitor.language);
    let title = words.text(case.title()).to_owned();
    let body = found.body.as_deref().map(|body| {
        let known = case.dossier().bodies.iter().find(|it| it.id.as_str() == body);
        known.map_or_else(|| body.to_owned(), |it| words.text(&it.name).to_owned())
    });
    let role = match body {
        Some(body) => words.about("role-delegate", &body),
        None => match found.role.as_str() {
            "secretariat" => words.word("role-secretariat"),
            "reporter" => words.word("role-reporter"),
            "participant" => words.word("role-participant"),
            _ => words.word("role-observer"),
        },
    };
    Ok(words.tell("invitation-leads", &[("case", title.into()), ("role", role.into())]))
}

fn begun(visitor: &Visitor, opened: &Opened, on: &str) -> Response {
    with_cookie(Redirect::to(on), visitor.site.begin(opened.token.reveal()))
}

pub fn with_cookie(answer: Redirect, cookie: Option<HeaderValue>) -> Response {
    let mut response = answer.into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

pub fn told(visitor: &Visitor, refused: Refused) -> (StatusCode, String) {
    let fault = Fault::People(refused);
    (status(&fault), sentence(&fault, &Words::of(visitor.language)))
}

/// A secret of an address, if it is not absurdly long.
fn short(link: &str) -> Result<&str, Trouble> {
    if link.len() <= LINK_LIMIT { Ok(link) } else { Err(Trouble::Missing) }
}

/// An address of this site to go on to; the cases when it is another's.
pub fn local(back: &str) -> String {
    let is_local = back.starts_with('/')
        && !back.starts_with("//")
        && back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_local { back.to_owned() } else { "/cases".to_owned() }
}

fn agent(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    agent.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_led_to_another_site() {
        for back in ["https://example.org", "//example.org", "/\\example.org", "", "javascript:x", "/a\nb"] {
            assert_eq!(local(back), "/cases", "{back}");
        }
        assert_eq!(local("/cases/kilis?trade=1"), "/cases/kilis?trade=1");
    }
}
