//! People: signing in and out, one's own account, sessions and tokens, invitations.
//!
//! Tokens are told once, in answers that nobody keeps. Sessions are for people, and what weighs much
//! needs one that gave password and code just before (`confirm`).

use axum::{
    Extension,
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use mawqif_core::{record::hash::Hash, text::Id};
use serde::Deserialize;
use serde_json::json;

use super::{Api, admit::At, body, problem::Problem};
use crate::{
    desk::{
        Fault,
        access::Caller,
        invitations::{Inviting, Standing, Taken},
        people::{
            Refused,
            account::NewAccount,
            invitation::{Accepter, Role},
            log_in::LoggedIn,
            session::Opened,
            token::{NewToken, Scope},
        },
    },
    locale::Language,
};

/// Longest secret of an address, in bytes.
pub const TOKEN_LIMIT: usize = 128;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LogIn {
    address: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    token: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirm {
    password: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SetUp {
    password: String,
    secret: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Naming {
    name: String,
    language: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    before: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Token {
    label: String,
    scopes: Vec<String>,
    days: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invitation {
    role: String,
    #[serde(default)]
    body: Option<Id>,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    language: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Acceptance {
    name: String,
    address: String,
    password: String,
    #[serde(default)]
    language: Option<String>,
}

/// Signs in by address and password.
pub async fn log_in(State(api): State<Api>, request: Request) -> Result<Response, Problem> {
    let agent = agent(request.headers());
    let LogIn { address, password } = body::json(request).await?;
    let logged_in = api.desk.people().log_in(&address, &password, &agent, now(&api)).await;
    match logged_in.map_err(Fault::from)? {
        LoggedIn::Open(opened) => body::answer(StatusCode::OK, &session(&opened)),
        LoggedIn::CodeNeeded(token) => {
            body::answer(StatusCode::ACCEPTED, &json!({ "code_needed": token.reveal() }))
        }
    }
}

/// Brings a log-in to its end by a one-time or recovery code.
pub async fn enter_code(State(api): State<Api>, request: Request) -> Result<Response, Problem> {
    let agent = agent(request.headers());
    let Code { token, code } = body::json(request).await?;
    let opened = api.desk.people().enter_code(&token, &code, &agent, now(&api)).await;
    body::answer(StatusCode::OK, &session(&opened.map_err(Fault::from)?))
}

/// Signs out.
pub async fn log_out(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
) -> Result<StatusCode, Problem> {
    api.desk.people().log_out(&caller.who).await.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who is asking.
pub async fn me(State(api): State<Api>, Extension(caller): Extension<Caller>) -> Result<Response, Problem> {
    let profile = api.desk.people().profile(&caller.who).await.map_err(Fault::from)?;
    let scopes = Scope::ALL.into_iter().filter(|scope| caller.may(*scope)).map(Scope::word);
    let me = json!({
        "account": caller.actor, "name": profile.name, "address": profile.address,
        "language": profile.language.tag(), "recovery_codes": profile.recovery_codes,
        "scopes": scopes.collect::<Vec<_>>(), "may_open_cases": api.desk.may_open(&caller),
    });
    body::answer(StatusCode::OK, &me)
}

/// A secret for one-time codes, to be put in force by `set_up_codes`.
pub async fn begin_codes(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    let setup = api.desk.people().begin_codes(&caller.who).await.map_err(Fault::from)?;
    body::answer(StatusCode::OK, &json!({ "secret": setup.secret.reveal(), "uri": setup.uri.reveal() }))
}

/// Puts one-time codes in force.
pub async fn set_up_codes(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let SetUp { password, secret, code } = body::json(request).await?;
    let people = api.desk.people();
    let codes = people.set_up_codes(&caller.who, &password, &secret, &code, now(&api)).await;
    let codes = codes.map_err(Fault::from)?;
    let codes: Vec<&str> = codes.iter().map(|code| code.reveal()).collect();
    body::answer(StatusCode::OK, &json!({ "recovery_codes": codes }))
}

/// Gives password and code again, before something that weighs much.
pub async fn confirm(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let Confirm { password, code } = body::json(request).await?;
    let done = api.desk.people().confirm(&caller.who, &password, &code, now(&api)).await;
    done.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets another password.
pub async fn change_password(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let NewPassword { before, password } = body::json(request).await?;
    let done = api.desk.people().change_password(&caller.who, &before, &password, now(&api)).await;
    done.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets another name and language.
pub async fn rename(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let Naming { name, language } = body::json(request).await?;
    let language = tongue(Some(&language))?;
    api.desk.people().rename(&caller.who, &name, language).await.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}

/// One's sessions.
pub async fn sessions(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    let sessions = api.desk.people().sessions(&caller.who, now(&api)).await.map_err(Fault::from)?;
    let shown: Vec<_> = sessions
        .iter()
        .map(|it| {
            json!({
                "id": it.token.to_hex(), "created": it.created, "seen": it.seen, "expires": it.expires,
                "confirmed": it.confirmed, "agent": it.agent,
            })
        })
        .collect();
    body::answer(StatusCode::OK, &json!({ "sessions": shown }))
}

/// Ends one of one's sessions.
pub async fn end_session(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    api.desk.people().end_session(&caller.who, &hash(&id)?).await.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all of one's sessions but the one that asks.
pub async fn end_other_sessions(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    let ended = api.desk.people().end_other_sessions(&caller.who).await.map_err(Fault::from)?;
    body::answer(StatusCode::OK, &json!({ "ended": ended }))
}

/// One's tokens.
pub async fn tokens(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
) -> Result<Response, Problem> {
    let tokens = api.desk.people().tokens(&caller.who, now(&api)).await.map_err(Fault::from)?;
    let shown: Vec<_> = tokens
        .iter()
        .map(|it| {
            json!({
                "id": it.token.to_hex(), "label": it.label, "scopes": it.scopes.split(' ').collect::<Vec<_>>(),
                "created": it.created, "expires": it.expires,
            })
        })
        .collect();
    body::answer(StatusCode::OK, &json!({ "tokens": shown }))
}

/// Makes a token for a program.
pub async fn create_token(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let Token { label, scopes, days } = body::json(request).await?;
    let scopes: Option<Vec<Scope>> = scopes.iter().map(|word| Scope::from_word(word)).collect();
    let scopes = scopes.filter(|scopes| !scopes.is_empty());
    let wrong = || Problem::field_of("scopes", "write one or more of `read`, `act`, `manage`");
    let scopes = scopes.ok_or_else(wrong)?;
    let new = NewToken { label: &label, scopes: &scopes, days };
    let token = api.desk.people().create_token(&caller.who, new, now(&api)).await.map_err(Fault::from)?;
    body::answer(StatusCode::CREATED, &json!({ "token": token.reveal() }))
}

/// Ends a token.
pub async fn revoke_token(
    State(api): State<Api>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    api.desk.people().revoke_token(&caller.who, &hash(&id)?, now(&api)).await.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Invitations to a case.
pub async fn invitations(State(api): State<Api>, Extension(at): Extension<At>) -> Result<Response, Problem> {
    let all = api.desk.people().invitations(at.held.stored()).await.map_err(Fault::from)?;
    let shown: Vec<_> = all
        .iter()
        .map(|it| {
            json!({
                "id": it.token.to_hex(), "role": it.role, "body": it.body, "account": it.account.as_str(),
                "expires": it.expires, "used": it.used,
            })
        })
        .collect();
    body::answer(StatusCode::OK, &json!({ "invitations": shown }))
}

/// Invites somebody to a role in a case.
pub async fn invite(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let Invitation { role, body, address, language } = body::json(request).await?;
    let wrong = || {
        Problem::field_of("role", "write `secretariat`, `delegate`, `observer`, `reporter` or `participant`")
    };
    let role = Role::from_word(&role).ok_or_else(wrong)?;
    let language = tongue(language.as_deref())?;
    let inviting = Inviting { role, body, address, language, term: Default::default() };
    let invited = api.desk.invite(&at.held, &inviting, &caller).await?;
    let told = json!({
        "id": invited.id.to_hex(), "account": invited.account.as_str(), "expires": invited.expires,
        "link": invited.link.as_ref().map(|link| link.reveal()),
    });
    body::answer(StatusCode::CREATED, &told)
}

/// Takes an invitation back.
pub async fn revoke_invitation(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    Path((_, id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    api.desk.revoke_invitation(&at.held, &hash(&id)?, &caller).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What an invitation leads to.
pub async fn invitation(
    State(api): State<Api>,
    Path(token): Path<String>,
    caller: Option<Extension<Caller>>,
) -> Result<Response, Problem> {
    let who = caller.as_ref().map(|Extension(caller)| &caller.who);
    let found = api.desk.invitation(short(&token)?, who).await?;
    let told = json!({
        "case": found.case.as_str(), "role": found.role, "body": found.body, "expires": found.expires,
        "used": found.used,
    });
    body::answer(StatusCode::OK, &told)
}

/// Accepts an invitation: by whoever is signed in, or with a new account.
pub async fn accept(
    State(api): State<Api>,
    Path(token): Path<String>,
    caller: Option<Extension<Caller>>,
    request: Request,
) -> Result<Response, Problem> {
    let agent = agent(request.headers());
    let token = short(&token)?;
    let taken = if let Some(Extension(caller)) = &caller {
        api.desk.accept_invitation(token, Accepter::SignedIn(&caller.who), &agent).await?
    } else {
        let Acceptance { name, address, password, language } = body::json(request).await?;
        let language = tongue(language.as_deref())?;
        let new = NewAccount { name: &name, address: &address, password: &password, language };
        api.desk.accept_invitation(token, Accepter::New(new), &agent).await?
    };
    let Taken { accepted, standing } = &taken;
    let told = json!({
        "account": accepted.account.as_str(), "case": accepted.case.as_str(), "role": accepted.role.word(),
        "body": accepted.body, "confirmed": *standing == Standing::Confirmed,
        "session": accepted.session.as_ref().map(session),
    });
    body::answer(StatusCode::CREATED, &told)
}

fn session(opened: &Opened) -> serde_json::Value {
    json!({
        "token": opened.token.reveal(), "account": opened.account.as_str(), "expires": opened.expires,
    })
}

fn now(api: &Api) -> u64 {
    api.desk.clock().now().micros()
}

fn agent(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    agent.unwrap_or_default().to_owned()
}

fn tongue(tag: Option<&str>) -> Result<Language, Problem> {
    match tag {
        None | Some("en") => Ok(Language::En),
        Some("ar") => Ok(Language::Ar),
        Some(_) => Err(Problem::field_of("language", "write `en` or `ar`")),
    }
}

fn hash(id: &str) -> Result<Hash, Problem> {
    Hash::from_hex(id).ok_or_else(|| Refused::Missing("thing").into_problem())
}

/// A secret of an address, if it is not absurdly long.
fn short(token: &str) -> Result<&str, Problem> {
    if token.len() <= TOKEN_LIMIT { Ok(token) } else { Err(Refused::NoInvitation.into_problem()) }
}

impl Refused {
    fn into_problem(self) -> Problem {
        Fault::People(self).into()
    }
}
