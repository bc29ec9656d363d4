//! Setting one-time codes up: the secret as a picture for an authenticator and in letters to type, then the first
//! code, then recovery codes, shown once.
//!
//! The secret stands in the form until a code for it is given; nothing of it is stored before.

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};

use super::super::{
    Web,
    admit::Visitor,
    form::Form,
    page::{Shell, show},
    people::told,
    qr::picture,
    trouble::Trouble,
};
use crate::desk::{Fault, people::Refused};

#[derive(Template)]
#[template(path = "codes.html")]
struct Codes {
    shell: Shell,
    secret: String,
    /// The secret in groups of four, to read out or type.
    spelled: String,
    /// The picture: its side, and its dark modules as a path.
    picture: Option<(usize, String)>,
    /// Whether codes are in force already.
    is_again: bool,
    problem: Option<String>,
    is_stale: bool,
}

#[derive(Template)]
#[template(path = "recovery.html")]
struct Recovery {
    shell: Shell,
    codes: Vec<String>,
}

/// A new secret.
pub async fn begin(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let setup = web.desk.people().begin_codes(&visitor.guest()?.caller.who).await.map_err(Fault::from)?;
    page(&web, &visitor, setup.secret.reveal(), None).await
}

/// Puts the secret in force, by password and its first code.
pub async fn set_up(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let (who, now) = (&visitor.guest()?.caller.who, web.desk.clock().now().micros());
    let secret = form.get("secret");
    let people = web.desk.people();
    match people.set_up_codes(who, form.raw("password"), secret, form.get("code"), now).await {
        Ok(codes) => {
            let codes = codes.iter().map(|code| code.reveal().to_owned()).collect();
            Ok(show(StatusCode::OK, &Recovery { shell: Shell::plain(&visitor, "recovery-title"), codes }))
        }
        // A secret that is none was made up; a new one is shown.
        Err(Refused::Secret) => begin(State(web), Extension(visitor)).await,
        Err(refused) => page(&web, &visitor, secret, Some(refused)).await,
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    secret: &str,
    refused: Option<Refused>,
) -> Result<Response, Trouble> {
    let (who, people) = (&visitor.guest()?.caller.who, web.desk.people());
    let setup = people.resume_codes(who, secret).await.map_err(Fault::from)?;
    let is_again = people.profile(who).await.map_err(Fault::from)?.recovery_codes.is_some();
    let is_fresh = who.require_fresh(web.desk.clock().now().micros()).is_ok();
    let is_stale = refused == Some(Refused::Stale) || (is_again && !is_fresh);
    let (status, problem) = match refused {
        Some(refused) => {
            let (status, problem) = told(visitor, refused);
            (status, Some(problem))
        }
        None => (StatusCode::OK, None),
    };
    let secret = setup.secret.reveal().to_owned();
    let letters: Vec<char> = secret.chars().collect();
    let page = Codes {
        shell: Shell::plain(visitor, "codes-title"),
        spelled: letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" "),
        secret,
        picture: picture(setup.uri.reveal()),
        is_again,
        problem,
        is_stale,
    };
    Ok(show(status, &page))
}
