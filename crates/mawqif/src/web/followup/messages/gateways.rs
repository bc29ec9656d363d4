//! Gateways in the browser: made and taken back by the secretariat. A token is seen once, on the page that has made it.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::case::{AccountId, Moment};
use mawqif_store::GatewayRow;

use crate::{
    desk::{
        Fault,
        messages::gateways::{GATEWAY_LIMIT, LABEL_LIMIT},
    },
    web::{
        Web,
        admit::Visitor,
        consultation::names,
        form::Form,
        page::{Shell, Tab, show},
        trouble::Trouble,
        words::Words,
    },
};

#[derive(Template)]
#[template(path = "gateways.html")]
struct Page {
    shell: Shell,
    case: String,
    problem: Option<String>,
    label: String,
    /// Where gateways send to.
    address: String,
    /// The token that was made now.
    token: Option<String>,
    all: Vec<Line>,
}

struct Line {
    number: u64,
    label: String,
    facts: Vec<String>,
    is_revoked: bool,
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    look(&web, &visitor, (StatusCode::OK, None), "", None).await
}

/// Makes a gateway, or takes one back.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    match form.get("step") {
        "revoke" => {
            let number: u64 = form.get("number").parse().map_err(|_| Trouble::Missing)?;
            let now = web.desk.clock().now().micros();
            web.desk.store().revoke_gateway(at.held.stored(), number, now).await.map_err(Fault::from)?;
            let here = format!("/cases/{}/follow-up/gateways", at.case.id());
            Ok(Redirect::to(&here).into_response())
        }
        _ => {
            let label = form.get("label");
            let refused = |key: &str, limit: String| {
                let words = Words::of(visitor.language);
                (StatusCode::UNPROCESSABLE_ENTITY, Some(words.about(key, &limit)))
            };
            if label.is_empty() || label.chars().count() > LABEL_LIMIT || label.contains(char::is_control) {
                let problem = refused("gateways-label-wrong", LABEL_LIMIT.to_string());
                return look(&web, &visitor, problem, label, None).await;
            }
            let made = web.desk.make_gateway(&at.held, &visitor.guest()?.caller, label).await?;
            match made {
                Some(token) => {
                    let token = Some(token.reveal().to_owned());
                    look(&web, &visitor, (StatusCode::OK, None), "", token).await
                }
                None => {
                    let problem = refused("gateways-full", GATEWAY_LIMIT.to_string());
                    look(&web, &visitor, problem, label, None).await
                }
            }
        }
    }
}

async fn look(
    web: &Web,
    visitor: &Visitor,
    (code, problem): (StatusCode, Option<String>),
    label: &str,
    token: Option<String>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let all = web.desk.store().gateways(at.held.stored()).await.map_err(Fault::from)?;
    let people: Vec<AccountId> =
        all.iter().filter_map(|it| AccountId::new(it.account.as_str()).ok()).collect();
    let people = names::of(web, &people).await?;
    let shell = Shell::of_case(visitor, Tab::FollowUp)?;
    let words = &shell.words;
    let page = Page {
        case: at.case.id().to_string(),
        problem,
        label: label.to_owned(),
        address: format!("{}/api/cases/{}/messages", web.desk.people().site(), at.case.id()),
        token,
        all: all.iter().rev().map(|it| line(it, &people, words)).collect(),
        shell,
    };
    Ok(show(code, &page))
}

fn line(row: &GatewayRow, people: &names::Names, words: &Words) -> Line {
    let moment = |micros| words.moment(Moment::from_micros(micros));
    let by = AccountId::new(row.account.as_str()).ok().and_then(|it| people.get(&it).cloned());
    let made = [("date", moment(row.created).into()), ("name", by.unwrap_or_default().into())];
    let mut facts = vec![words.tell("gateways-made", &made)];
    facts.push(match row.used {
        Some(used) => words.about("gateways-used", &moment(used)),
        None => words.word("gateways-unused"),
    });
    facts.push(words.count("gateways-received", usize::try_from(row.received).unwrap_or(usize::MAX)));
    if row.turned_away > 0 {
        let count = usize::try_from(row.turned_away).unwrap_or(usize::MAX);
        facts.push(words.count("gateways-turned-away", count));
    }
    facts.extend(row.revoked.map(|at| words.about("gateways-revoked", &moment(at))));
    Line { number: row.number, label: row.label.clone(), facts, is_revoked: row.revoked.is_some() }
}
