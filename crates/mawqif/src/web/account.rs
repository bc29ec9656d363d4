//! One's own account: name, language, digits and time zone, password, one-time codes, open sessions, programs' tokens.
//!
//! Whatever is sent from here is answered with the same page and what is wrong beside the form that it is
//! about. Secrets (a token, recovery codes) are shown once, in the answer to the form that made them.

mod codes;
mod fresh;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{case::Moment, record::hash::Hash};

pub use self::{
    codes::{begin, set_up},
    fresh::{again, confirm},
};
use super::{
    Web,
    admit::Visitor,
    form::Form,
    page::{Shell, show},
    people::{told, with_cookie},
    trouble::Trouble,
    words::Words,
    zone,
};
use crate::{
    desk::{
        Fault,
        people::{
            FRESH, Refused,
            token::{LONGEST, NewToken, Scope},
        },
    },
    locale::{Digits, Language, arabic_digits},
};

/// All digits, to choose from by looking at them.
const DIGITS: &str = "0123456789";

/// Days that a token lasts unless its owner says otherwise.
const DAYS: u64 = 30;

#[derive(Template)]
#[template(path = "account.html")]
struct Account {
    shell: Shell,
    name: String,
    address: String,
    languages: Vec<Choice>,
    digits: Vec<Choice>,
    /// Time zones.
    zones: Vec<(String, String, bool)>,
    /// How many recovery codes are left; none before codes are set up.
    codes: Option<String>,
    /// Until when the session is fresh.
    fresh: Option<String>,
    sessions: Vec<Session>,
    tokens: Vec<Token>,
    /// What the next token is called, what it may do, and for how many days.
    label: String,
    scopes: Vec<Choice>,
    days: String,
    /// What was asked for last, and what came of it.
    outcome: Outcome,
}

/// A thing to choose: value, what it is called, whether it is chosen.
type Choice = (&'static str, String, bool);

struct Session {
    id: String,
    agent: String,
    told: String,
    is_own: bool,
}

struct Token {
    id: String,
    label: String,
    told: String,
}

/// What came of a form.
#[derive(Default)]
struct Outcome {
    /// The part of the page that the form stands in; empty when none was sent.
    part: &'static str,
    /// Why it was not done.
    problem: Option<String>,
    /// Whether password and code would help.
    is_stale: bool,
    /// A token that was made.
    token: Option<String>,
    /// What was written, when it was not done.
    written: Option<Form>,
}

impl Outcome {
    fn is_done(&self, part: &str) -> bool {
        self.part == part && self.problem.is_none()
    }

    fn problem_of(&self, part: &str) -> Option<&String> {
        self.problem.as_ref().filter(|_| self.part == part)
    }

    /// What the desk would not do, told beside the form, in which what was written stays.
    fn refused(part: &'static str, visitor: &Visitor, form: &Form, refused: Refused) -> (StatusCode, Self) {
        let is_stale = refused == Refused::Stale;
        let (status, problem) = told(visitor, refused);
        let written = Some(form.clone());
        (status, Self { part, problem: Some(problem), is_stale, token: None, written })
    }

    /// What was written in a form in vain.
    fn written_in(&self, part: &str) -> Option<&Form> {
        self.written.as_ref().filter(|_| self.part == part)
    }
}

/// One's account.
pub async fn account(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: axum::http::Uri,
) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let part = ["profile", "password", "sessions", "tokens"].into_iter().find(|it| *it == asked.get("done"));
    let outcome = Outcome { part: part.unwrap_or_default(), ..Outcome::default() };
    page(&web, &visitor, StatusCode::OK, outcome).await
}

/// Another name, language, digits or time zone.
pub async fn describe(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let language = if form.get("language") == Language::Ar.tag() { Language::Ar } else { Language::En };
    let digits = Digits::from_tag(form.get("digits")).unwrap_or(Digits::Arabic);
    let who = &visitor.guest()?.caller.who;
    match web.desk.people().rename(who, form.get("name"), language).await {
        Ok(()) => {
            let mut response =
                with_cookie(Redirect::to("/account?done=profile"), visitor.site.speak(language));
            let zone = zone::named(form.get("zone")).ok();
            let zone = zone.and_then(|zone| visitor.site.tell_time_in(&zone));
            for cookie in visitor.site.count_in(digits).into_iter().chain(zone) {
                response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Err(refused) => refusal(&web, &visitor, "profile", &form, refused).await,
    }
}

/// Another password, by the one before.
pub async fn change_password(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let (who, now) = (&visitor.guest()?.caller.who, web.desk.clock().now().micros());
    let people = web.desk.people();
    match people.change_password(who, form.raw("before"), form.raw("password"), now).await {
        Ok(()) => Ok(Redirect::to("/account?done=password").into_response()),
        Err(refused) => refusal(&web, &visitor, "password", &form, refused).await,
    }
}

/// Ends one session, or all others.
pub async fn end_sessions(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let (who, people) = (&visitor.guest()?.caller.who, web.desk.people());
    let ended = if form.get("others") == "yes" {
        people.end_other_sessions(who).await.map(|_| ())
    } else {
        match Hash::from_hex(form.get("id")) {
            Some(id) => people.end_session(who, &id).await,
            None => Err(Refused::Missing("session")),
        }
    };
    match ended {
        // Two taps on the same button want the same thing.
        Ok(()) | Err(Refused::Missing(_)) => {
            Ok(Redirect::to("/account?done=sessions#sessions").into_response())
        }
        Err(refused) => refusal(&web, &visitor, "sessions", &form, refused).await,
    }
}

/// Makes a token for a program, and shows it this once.
pub async fn make_token(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let (who, now) = (&visitor.guest()?.caller.who, web.desk.clock().now().micros());
    let scopes: Vec<Scope> = Scope::ALL
        .into_iter()
        .filter(|scope| form.below("scope.").any(|(word, _)| word == scope.word()))
        .collect();
    let days = form.get("days").parse().unwrap_or_default();
    let new = NewToken { label: form.get("label"), scopes: &scopes, days };
    let (status, outcome) = if scopes.is_empty() {
        let problem = Words::of(visitor.language).word("account-token-no-scope");
        let written = Some(form.clone());
        let outcome = Outcome { part: "tokens", problem: Some(problem), written, ..Outcome::default() };
        (StatusCode::UNPROCESSABLE_ENTITY, outcome)
    } else {
        match web.desk.people().create_token(who, new, now).await {
            Ok(token) => {
                let token = Some(token.reveal().to_owned());
                (StatusCode::OK, Outcome { part: "tokens", token, ..Outcome::default() })
            }
            Err(refused) => Outcome::refused("tokens", &visitor, &form, refused),
        }
    };
    page(&web, &visitor, status, outcome).await
}

/// Takes a token back.
pub async fn revoke_token(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let (who, now) = (&visitor.guest()?.caller.who, web.desk.clock().now().micros());
    let id = Hash::from_hex(form.get("id")).ok_or(Trouble::Missing)?;
    match web.desk.people().revoke_token(who, &id, now).await {
        Ok(()) | Err(Refused::Missing(_)) => Ok(Redirect::to("/account?done=tokens#tokens").into_response()),
        Err(refused) => refusal(&web, &visitor, "tokens", &form, refused).await,
    }
}

async fn refusal(
    web: &Web,
    visitor: &Visitor,
    part: &'static str,
    form: &Form,
    refused: Refused,
) -> Result<Response, Trouble> {
    let (status, outcome) = Outcome::refused(part, visitor, form, refused);
    page(web, visitor, status, outcome).await
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    outcome: Outcome,
) -> Result<Response, Trouble> {
    let (who, now) = (&visitor.guest()?.caller.who, web.desk.clock().now().micros());
    let people = web.desk.people();
    let profile = people.profile(who).await.map_err(Fault::from)?;
    let sessions = people.sessions(who, now).await.map_err(Fault::from)?;
    let tokens = people.tokens(who, now).await.map_err(Fault::from)?;
    let shell = Shell::plain(visitor, "account-title");
    let words = shell.words.clone();
    let moment = |micros| words.moment(Moment::from_micros(micros));
    let own = who.session().map_err(Fault::from)?;
    let confirmed = sessions.iter().find(|it| it.token == *own).and_then(|it| it.confirmed);
    let fresh = confirmed.filter(|at| now.abs_diff(*at) <= FRESH).map(|at| moment(at.saturating_add(FRESH)));
    let language = visitor.language;
    // Whoever reads English sees what they would read in Arabic.
    let digits = super::words::chosen_digits();
    let asked = outcome.written_in("tokens");
    let is_asked =
        |scope: Scope| asked.is_some_and(|it| it.below("scope.").any(|(word, _)| word == scope.word()));
    let page = Account {
        name: outcome.written_in("profile").map_or(profile.name, |it| it.get("name").to_owned()),
        address: profile.address,
        languages: vec![
            ("ar", "العربية".to_owned(), language == Language::Ar),
            ("en", "English".to_owned(), language == Language::En),
        ],
        digits: vec![
            ("arab", arabic_digits(DIGITS), digits == Digits::Arabic),
            ("latn", DIGITS.to_owned(), digits == Digits::Latin),
        ],
        zones: zone::choices(&super::words::chosen_zone(), &words),
        codes: profile
            .recovery_codes
            .map(|count| words.count("account-codes-left", usize::try_from(count).unwrap_or(usize::MAX))),
        fresh,
        sessions: sessions
            .into_iter()
            .map(|session| Session {
                is_own: session.token == *own,
                id: session.token.to_hex(),
                told: words.tell(
                    "account-session-told",
                    &[("began", moment(session.created).into()), ("seen", moment(session.seen).into())],
                ),
                agent: if session.agent.is_empty() {
                    words.word("account-session-unknown")
                } else {
                    session.agent
                },
            })
            .collect(),
        tokens: tokens
            .into_iter()
            .map(|token| {
                let scopes: Vec<String> = token
                    .scopes
                    .split(' ')
                    .filter_map(Scope::from_word)
                    .map(|it| scope(it, &words))
                    .collect();
                let list = if scopes.is_empty() {
                    words.word("account-scope-calendar")
                } else {
                    words.locale().list(&scopes)
                };
                let until = token.expires.map(moment).unwrap_or_default();
                Token {
                    id: token.token.to_hex(),
                    label: token.label,
                    told: words
                        .tell("account-token-told", &[("scopes", list.into()), ("until", until.into())]),
                }
            })
            .collect(),
        label: asked.map(|it| it.get("label").to_owned()).unwrap_or_default(),
        scopes: Scope::ALL.into_iter().map(|it| (it.word(), scope(it, &words), is_asked(it))).collect(),
        days: asked.map_or_else(|| DAYS.min(LONGEST).to_string(), |it| it.get("days").to_owned()),
        outcome,
        shell,
    };
    Ok(show(status, &page))
}

/// What a scope lets a program do.
fn scope(scope: Scope, words: &Words) -> String {
    words.word(match scope {
        Scope::Read => "account-scope-read",
        Scope::Act => "account-scope-act",
        Scope::Manage => "account-scope-manage",
    })
}
