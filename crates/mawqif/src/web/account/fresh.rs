//! Giving password and code once more, before something that weighs much, and back to where one was.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};

use super::super::{
    Web,
    admit::Visitor,
    form::Form,
    page::{Shell, show},
    people::{local, told},
    trouble::Trouble,
};
use crate::desk::Fault;

#[derive(Template)]
#[template(path = "account_fresh.html")]
struct Fresh {
    shell: Shell,
    back: String,
    /// Whether there are codes to give.
    has_codes: bool,
    /// Whether there is enough to give.
    is_enough: bool,
    problem: Option<String>,
}

/// Asks for password and code.
pub async fn again(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    page(&web, &visitor, StatusCode::OK, local(asked.get("back")), None).await
}

/// Makes the session fresh.
pub async fn confirm(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let (who, now) = (&visitor.guest()?.caller.who, web.desk.clock().now().micros());
    let back = local(form.get("back"));
    match web.desk.people().confirm(who, form.raw("password"), form.get("code"), now).await {
        Ok(()) => Ok(Redirect::to(&back).into_response()),
        Err(refused) => {
            let (status, problem) = told(&visitor, refused);
            page(&web, &visitor, status, back, Some(problem)).await
        }
    }
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    status: StatusCode,
    back: String,
    problem: Option<String>,
) -> Result<Response, Trouble> {
    let (people, who) = (web.desk.people(), &visitor.guest()?.caller.who);
    let has_codes = people.has_codes(who).await.map_err(Fault::from)?;
    let is_enough = has_codes || people.is_password_enough();
    Ok(show(
        status,
        &Fresh { shell: Shell::plain(visitor, "account-fresh-title"), back, has_codes, is_enough, problem },
    ))
}
