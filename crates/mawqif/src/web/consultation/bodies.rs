//! The roll: the bodies of the coalition, who speaks for them, and invitations by the secretariat.

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::{case::Moment, text::Id};

use super::super::{
    Web,
    admit::{At, Visitor},
    form::Form,
    page::{Shell, Tab, show},
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::desk::{
    Fault,
    invitations::Inviting,
    people::{Refused, invitation::Role},
};

#[derive(Template)]
#[template(path = "bodies.html")]
struct Bodies {
    shell: Shell,
    chambers: Vec<(String, Vec<Line>)>,
    is_secretariat: bool,
    invitations: Vec<Waiting>,
    /// The link of an invitation that was just made.
    link: Option<String>,
    /// Whether it went by mail.
    is_mailed: bool,
    /// What was asked for and not done.
    problem: Option<String>,
    address: String,
}

struct Line {
    id: String,
    name: String,
    weight: String,
    delegates: Vec<String>,
}

struct Waiting {
    role: String,
    state: String,
}

/// What came of inviting.
enum Invited {
    Nobody,
    Link(Option<String>),
    Refused(StatusCode, String),
}

/// The roll.
pub async fn roll(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    page(&web, &visitor, Invited::Nobody, "").await
}

/// Invites somebody, and shows the link once.
pub async fn invite(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let (at, caller) = (visitor.at()?, &visitor.guest()?.caller);
    let address = form.get("address");
    let (role, body) = match form.get("for") {
        "secretariat" => (Role::Secretariat, None),
        "observer" => (Role::Observer, None),
        body => (Role::Delegate, body.strip_prefix("body:").and_then(|id| Id::new(id).ok())),
    };
    let invited = if role == Role::Delegate && body.is_none() {
        Err(Fault::People(Refused::InvitationBody))
    } else {
        let address = (!address.is_empty()).then(|| address.to_owned());
        let inviting = Inviting { role, body, address, language: visitor.language };
        web.desk.invite(&at.held, &inviting, caller).await
    };
    let invited = match invited {
        Ok(invited) => Invited::Link(invited.link.map(|link| link.reveal().to_owned())),
        Err(fault) if status(&fault).is_server_error() => return Err(fault.into()),
        Err(fault) => {
            let told = sentence(&fault, &Words::of(visitor.language));
            Invited::Refused(status(&fault), told)
        }
    };
    // The page is of the case as the invitation has left it.
    let mut visitor = visitor.clone();
    if let Some(at) = &mut visitor.at {
        at.case = at.held.now();
    }
    page(&web, &visitor, invited, address).await
}

async fn page(web: &Web, visitor: &Visitor, invited: Invited, address: &str) -> Result<Response, Trouble> {
    let At { held, case, sight, .. } = visitor.at()?;
    let now = case.time(web.desk.clock().now());
    let mut people = Vec::new();
    for mandate in case.mandates().values().filter(|it| !it.is_over(now)) {
        let id = mawqif_store::AccountId::new(mandate.account.as_str()).ok_or(Trouble::Missing)?;
        // Whoever was invited and has not come yet has no account.
        let name = match web.desk.store().account(&id).await {
            Ok(account) => Some(account.name),
            Err(mawqif_store::Error::Missing(_)) => None,
            Err(error) => return Err(Fault::from(error).into()),
        };
        people.push((mandate, name));
    }
    let is_secretariat = sight.is_secretariat();
    let made = if is_secretariat {
        web.desk.people().invitations(held.stored()).await.map_err(Fault::from)?
    } else {
        Vec::new()
    };
    let shell = Shell::of_case(visitor, Tab::Bodies)?;
    let words = &shell.words;
    let dossier = case.dossier();
    let mut chambers: Vec<(String, Vec<Line>)> = Vec::new();
    for body in &dossier.bodies {
        let delegates =
            people.iter().filter(|(mandate, _)| mandate.body == body.id).map(|(mandate, name)| {
                match (name, mandate.accepted) {
                    (Some(name), Some(_)) => name.clone(),
                    (Some(name), None) => words.about("delegate-waits", name),
                    (None, _) => words.word("delegate-invited"),
                }
            });
        let line = Line {
            id: body.id.to_string(),
            name: words.name_of(&body.id, [(&body.id, &body.name)].into_iter()),
            weight: words.number(body.weight),
            delegates: delegates.collect(),
        };
        let chamber = body.chambers.join(" · ");
        match chambers.iter_mut().find(|(own, _)| *own == chamber) {
            Some((_, lines)) => lines.push(line),
            None => chambers.push((chamber, vec![line])),
        }
    }
    let invitations = made.iter().rev().map(|it| {
        let body = it.body.as_deref().and_then(|body| Id::new(body).ok());
        let name = |id: &Id| words.name_of(id, dossier.bodies.iter().map(|it| (&it.id, &it.name)));
        let role = match (&body, it.role.as_str()) {
            (Some(body), _) => words.about("role-delegate", &name(body)),
            (None, "secretariat") => words.word("role-secretariat"),
            _ => words.word("role-observer"),
        };
        let until = words.moment(Moment::from_micros(it.expires));
        let state = match it.used {
            Some(_) => words.word("invitation-is-used"),
            None if it.expires <= now.micros() => words.word("invitation-is-over"),
            None => words.tell("invitation-waits", &[("date", until.into())]),
        };
        Waiting { role, state }
    });
    let invitations = invitations.collect();
    let (status, link, is_mailed, problem) = match invited {
        Invited::Nobody => (StatusCode::OK, None, false, None),
        Invited::Link(link) => (StatusCode::CREATED, link.clone(), link.is_none(), None),
        Invited::Refused(status, told) => (status, None, false, Some(told)),
    };
    let address = if problem.is_some() { address.to_owned() } else { String::new() };
    let page = Bodies { chambers, is_secretariat, invitations, link, is_mailed, problem, address, shell };
    Ok(show(status, &page))
}
