//! Admission to pages: who may see one, as the table says, before anything is looked at.
//!
//! Whoever is not signed in is sent to sign in and comes back. A case in which somebody has no role is
//! told as one that does not exist.

use std::sync::Arc;

use axum::{
    extract::{RawPathParams, Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use mawqif_core::{
    case::{Case, CaseId, Moment},
    record::encoding,
};

use super::{
    PATIENCE, Web,
    cookie::{self, Site},
    ended::{ENDED_LIMIT, Ended},
    followup::intake,
    form::{self, Form},
    trouble::Trouble,
};
use crate::{
    desk::{Fault, access::Caller, held::Held, keys::random, people::Refused, sight::Sight},
    locale::Language,
};

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// Whoever is signed in.
    Account,
    /// Whoever has a role in the case; what they may do in it is the core's to say.
    Member,
    /// The same, and whoever reports.
    Reporter,
    /// Whoever follows up: runs the case, or sits in a committee.
    FollowUp,
    /// Whoever runs the case.
    Secretariat,
}

/// What admission works with.
#[derive(Clone)]
pub struct Admission {
    /// The pages.
    pub web: Web,
    /// Who may see this one.
    pub who: Who,
    /// Longest form that it takes, in bytes.
    pub holds: usize,
    /// How its forms are read.
    pub reads: Reads,
}

/// How forms of a page are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// As a whole.
    Whole,
    /// While they come, and files are sealed.
    Sealing,
}

/// Who looks at a page, and at what.
#[derive(Clone)]
pub struct Visitor {
    /// The language to write in.
    pub language: Language,
    /// Where they are; a page that answers a form has the address of the form.
    pub path: String,
    /// When they asked.
    pub asked_at: Moment,
    /// How the site is reached.
    pub site: Site,
    /// Who is signed in.
    pub guest: Option<Guest>,
    /// The case that the page is about.
    pub at: Option<At>,
    /// By what forms of a page for everybody are known, where the browser says nothing of where they come from.
    pub seal: Option<Seal>,
}

/// What a cookie of a public consultation's pages says, and the forms on them carry.
#[derive(Clone)]
pub struct Seal {
    /// What the forms carry.
    pub token: String,
    /// The cookie, when it has still to be set.
    fresh: Option<HeaderValue>,
}

impl Seal {
    /// The seal of the pages at an address; none where forms are known without one.
    fn of(path: &str, site: Site, request: &Request) -> Option<Self> {
        let headers = request.headers();
        let rest = path.strip_prefix("/p/").filter(|_| !headers.contains_key("sec-fetch-site"))?;
        let mut parts = rest.split(['/', '?']);
        let path = format!("/p/{}/{}", parts.next()?, parts.next()?);
        if let Some(kept) = site.seal(headers) {
            return Some(Self { token: form::token(&kept), fresh: None });
        }
        let drawn = encoding::to_hex(&random::<16>().ok()?);
        Some(Self { token: form::token(&drawn), fresh: site.remember_seal(&drawn, &path) })
    }

    /// Sets the cookie with a page that has forms; what others may keep is nobody's.
    fn put(&self, response: &mut Response) {
        let told = |name: header::HeaderName| {
            response.headers().get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
        };
        let is_page = told(header::CONTENT_TYPE).starts_with("text/html");
        let is_shared = told(header::CACHE_CONTROL).contains("public");
        if let Some(fresh) = self.fresh.as_ref().filter(|_| is_page && !is_shared) {
            response.headers_mut().append(header::SET_COOKIE, fresh.clone());
        }
    }
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Guest {
    /// Who it is.
    pub caller: Caller,
    /// What they are called.
    pub name: String,
    /// The token that their forms carry.
    pub token: String,
}

/// A case, as who looks may see it.
#[derive(Clone)]
pub struct At {
    /// The case and what belongs to it.
    pub held: Arc<Held>,
    /// The case as it is now, or as it was when the past is looked at.
    pub case: Arc<Case>,
    /// What may be seen of it.
    pub sight: Sight,
    /// How many entries there are now, when the past is looked at.
    pub now: Option<u64>,
    /// The record's latest checkpoint, for what is printed: how many entries it signs, and their root.
    pub checkpoint: Option<(u64, String)>,
}

impl Visitor {
    /// Somebody of whom only the request is known.
    pub fn unknown(web: &Web, request: &Request) -> Self {
        let headers = request.headers();
        let language = cookie::language(headers).unwrap_or_else(|| asked(headers));
        let path = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
        let asked_at = web.desk.clock().now();
        let site = Site::of(web.desk.people().site());
        let seal = Seal::of(&path, site, request);
        Self { language, path, asked_at, site, guest: None, at: None, seal }
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Trouble::SignIn`].
    pub fn guest(&self) -> Result<&Guest, Trouble> {
        self.guest.as_ref().ok_or_else(|| Trouble::SignIn(self.path.clone()))
    }

    /// The moment that a page of the case tells of: when it was asked for, or when its last entry was made as far as the past that
    /// is looked at.
    pub fn moment(&self) -> Moment {
        match &self.at {
            Some(At { now: Some(_), case, .. }) => case.time(Moment::from_micros(0)),
            _ => self.asked_at,
        }
    }

    /// The case that the page is about.
    ///
    /// # Errors
    /// [`Trouble::Missing`].
    pub fn at(&self) -> Result<&At, Trouble> {
        self.at.as_ref().ok_or(Trouble::Missing)
    }
}

/// Lets a request through, with the visitor and the form, or answers it.
pub async fn admit(
    State(admission): State<Admission>,
    parameters: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    let mut visitor = Visitor::unknown(&admission.web, &request);
    let mut response = match admitted(&admission, &parameters, &mut visitor, request).await {
        Ok(request) => next.run(request).await,
        Err(trouble) => trouble.into_response(),
    };
    if let Some(seal) = &visitor.seal {
        seal.put(&mut response);
    }
    // Trouble is told to whom it is known to be.
    response.extensions_mut().insert(visitor);
    response
}

async fn admitted(
    admission: &Admission,
    parameters: &RawPathParams,
    visitor: &mut Visitor,
    mut request: Request,
) -> Result<Request, Trouble> {
    let Admission { web, who, holds, reads } = admission;
    let is_form = !matches!(*request.method(), Method::GET | Method::HEAD);
    let votes = *who == Who::Anybody && request.uri().path().starts_with("/p/");
    let is_ours = form::is_ours(request.headers()) || (votes && form::is_referred(request.headers()));
    let sealed = visitor.seal.as_ref().filter(|seal| {
        // What was drawn for this very request proves nothing.
        is_form && !is_ours && votes && seal.fresh.is_none() && form::is_silent(request.headers())
    });
    let sealed = sealed.map(|seal| seal.token.clone());
    if is_form && !is_ours && sealed.is_none() {
        return Err(Trouble::Foreign);
    }
    if let Some(token) = visitor.site.token(request.headers()) {
        visitor.guest = guest(web, &token).await?;
    }
    if *who != Who::Anybody && visitor.guest.is_none() {
        if is_form {
            let (parts, body) = request.into_parts();
            // What is longer than this is a file, which is still where it was chosen.
            let form = match reads {
                Reads::Whole => Form::read(&parts.headers, body, ENDED_LIMIT.min(*holds)).await,
                // Whoever nobody knows gets no more time than for any other page.
                Reads::Sealing => tokio::time::timeout(PATIENCE, intake::fields(&parts.headers, body))
                    .await
                    .unwrap_or(Err(Trouble::Slow)),
            };
            let form = form.unwrap_or_default();
            if let Some(ended) = Ended::of(parts.uri.path(), &form) {
                return Err(Trouble::Ended(Box::new(ended)));
            }
        }
        // Who sends a form in vain comes back to the page that it stood on.
        return Err(Trouble::SignIn(back(visitor, is_form)));
    }
    if matches!(who, Who::Member | Who::Reporter | Who::FollowUp | Who::Secretariat) {
        let mut at = case(web, parameters, &visitor.guest()?.caller).ok_or(Trouble::Missing)?;
        let reports = *who == Who::Reporter && at.sight.is_reporter();
        if at.sight.is_narrow() && !reports {
            return Err(Trouble::NotForYou);
        }
        if *who == Who::FollowUp && !at.sight.is_follow_up() {
            return Err(Trouble::NotForYou);
        }
        if *who == Who::Secretariat && !at.sight.is_secretariat() {
            return Err(Trouble::NotForYou);
        }
        if !is_form {
            let asked = Form::parse(request.uri().query().unwrap_or_default().as_bytes())?;
            let past = asked
                .get("as_of")
                .parse::<u64>()
                .ok()
                .filter(|seq| *seq < at.case.entries().saturating_sub(1) && !at.sight.is_narrow());
            if let Some(seq) = past {
                at = web.back(at, seq).await?;
            }
            // A page without its checkpoint is better than none.
            let checkpoint = web.desk.store().checkpoint(at.held.stored()).await.ok().flatten();
            at.checkpoint = checkpoint.map(|it| {
                let head = it.checkpoint().head();
                (head.size, encoding::to_base64(head.root.as_bytes()))
            });
        }
        visitor.at = Some(at);
    }
    if is_form {
        let (mut parts, body) = request.into_parts();
        let form = match reads {
            Reads::Whole => Form::read(&parts.headers, body, *holds).await?,
            Reads::Sealing => intake::read(web, visitor, &parts.headers, body).await?,
        };
        if sealed.is_some_and(|seal| !form::is_token(form.get("seal"), &seal)) {
            return Err(Trouble::Foreign);
        }
        if *who != Who::Anybody && !form::is_token(form.get("token"), &visitor.guest()?.token) {
            return Err(Trouble::Foreign);
        }
        parts.extensions.insert(form);
        request = Request::from_parts(parts, axum::body::Body::empty());
    }
    request.extensions_mut().insert(visitor.clone());
    Ok(request)
}

/// Where somebody comes back to after signing in: to the page, and to the one that a form stood on.
fn back(visitor: &Visitor, is_form: bool) -> String {
    let path = visitor.path.split('?').next().unwrap_or_default();
    if !is_form {
        return visitor.path.clone();
    }
    let page = page_of(path);
    let is_page = ["/cases/", "/account", "/new-case"].iter().any(|begin| page.starts_with(begin));
    if is_page { page.to_owned() } else { "/cases".to_owned() }
}

/// The page that a form stood on, for forms that are sent to an address of their own.
pub fn page_of(path: &str) -> &str {
    const FORMS: [&str; 9] = [
        "/findings",
        "/acts",
        "/bodies/invitations",
        "/meetings/calendar",
        "/signatures",
        "/comments",
        "/password",
        "/sessions",
        "/tokens",
    ];
    let path = path.strip_suffix("/revoke").unwrap_or(path);
    match FORMS.iter().find(|form| path.ends_with(*form)) {
        Some(_) => path.rsplit_once('/').map_or(path, |(page, _)| page),
        None => path,
    }
}

/// Who has a session; nobody when it has ended.
async fn guest(web: &Web, token: &str) -> Result<Option<Guest>, Trouble> {
    let caller = match web.desk.caller(token).await {
        Err(Fault::People(Refused::SignedOut)) => return Ok(None),
        found => found?,
    };
    // A program's token is no session, whatever it may do.
    if caller.who.session().is_err() {
        return Ok(None);
    }
    let name = web.desk.people().profile(&caller.who).await.map_err(Fault::from)?.name;
    Ok(Some(Guest { caller, name, token: form::token(token) }))
}

fn case(web: &Web, parameters: &RawPathParams, caller: &Caller) -> Option<At> {
    let (_, id) = parameters.iter().find(|(name, _)| *name == "case")?;
    let held = web.desk.held(&CaseId::new(id).ok()?)?;
    let case = held.now();
    let sight = Sight::of(&case, &caller.actor, web.desk.clock().now())?;
    Some(At { held, case, sight, now: None, checkpoint: None })
}

/// The first language that the browser asks for and that there are words in.
fn asked(headers: &HeaderMap) -> Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let tags = asked.unwrap_or_default().split(',').filter_map(|tag| tag.trim().split(['-', ';']).next());
    let known = |tag: &str| match tag.to_ascii_lowercase().as_str() {
        "en" => Some(Language::En),
        "ar" => Some(Language::Ar),
        _ => None,
    };
    tags.into_iter().find_map(known).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::page_of;

    #[test]
    fn a_form_leads_back_to_the_page_it_stood_on() {
        for (form, page) in [
            ("/cases/ours/acts", "/cases/ours"),
            ("/cases/ours/bodies/invitations", "/cases/ours/bodies"),
            ("/cases/ours/meetings/calendar", "/cases/ours/meetings"),
            ("/cases/ours/statements/1/signatures", "/cases/ours/statements/1"),
            ("/account/tokens/revoke", "/account"),
            ("/account/password", "/account"),
            ("/cases/ours/stances/relief-union", "/cases/ours/stances/relief-union"),
            ("/cases?x=/acts-of-kindness", "/cases?x=/acts-of-kindness"),
        ] {
            assert_eq!(page_of(form), page);
        }
    }
}
