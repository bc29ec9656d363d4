//! The roll: the bodies of the coalition, who speaks for them, and invitations by the secretariat.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{
        AccountId, Case, Moment, Stage,
        mandate::{Mandate, Scope},
    },
    text::Id,
};

use super::{
    super::{
        Web,
        admit::{At, Visitor},
        form::Form,
        fresh::{self, Fresh},
        page::{Shell, Tab, show},
        sheet::{About, reading::Reading},
        trouble::{Trouble, sentence, status},
        words::Words,
    },
    changes, forms,
    names::{self, Names},
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
    case: String,
    chambers: Vec<(String, Vec<Line>)>,
    is_secretariat: bool,
    /// Whether bodies may be entered and changed now.
    is_editor: bool,
    /// Changes that wait for a second person, and how many of them for who looks.
    waiting: usize,
    awaited: usize,
    invitations: Vec<Waiting>,
    /// The link of an invitation that was just made.
    link: Option<String>,
    /// Whether it went by mail.
    is_mailed: bool,
    /// What was asked for and not done.
    problem: Option<String>,
    /// What was written for an invitation that was not made.
    asked: Form,
    scopes: Vec<(&'static str, String)>,
    fresh: Option<Fresh>,
}

struct Line {
    id: String,
    name: String,
    weight: String,
    measures: String,
    delegates: Vec<Voice>,
}

/// Somebody who speaks for a body, or shall.
struct Voice {
    mandate: u64,
    name: String,
    facts: Vec<String>,
    may_end: bool,
    may_substitute: bool,
}

struct Waiting {
    role: String,
    state: String,
}

/// What came of inviting.
enum Invited {
    Nobody,
    Link(Option<String>),
    Refused(StatusCode, Option<String>, Option<Fresh>),
}

/// The roll.
pub async fn roll(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    page(&web, &visitor, Invited::Nobody, &asked).await
}

/// Invites somebody, and shows the link once.
pub async fn invite(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let address = form.get("address");
    let (role, body) = match form.get("for") {
        "secretariat" => (Role::Secretariat, None),
        "observer" => (Role::Observer, None),
        body => (Role::Delegate, body.strip_prefix("body:").and_then(|id| Id::new(id).ok())),
    };
    let (term, flaws) = {
        let (words, nobody) = (Words::of(visitor.language), Names::new());
        let about = About { at, words: &words, form: &form, id: "", names: &nobody };
        let mut reading = Reading::new(&about);
        (forms::term(&mut reading), reading.flaws)
    };
    let invited = if let Some(flaw) = flaws.first() {
        Err((StatusCode::UNPROCESSABLE_ENTITY, Some(flaw.told.clone()), None))
    } else {
        let invited = if role == Role::Delegate && body.is_none() {
            Err(Fault::People(Refused::InvitationBody))
        } else {
            let address = (!address.is_empty()).then(|| address.to_owned());
            let inviting = Inviting { role, body, address, language: visitor.language, term };
            match fresh::given(&web, &visitor, &form).await {
                Ok(caller) => web.desk.invite(&at.held, &inviting, &caller).await,
                Err(fault) => Err(fault),
            }
        };
        match invited {
            Ok(invited) => Ok(invited),
            Err(fault) if status(&fault).is_server_error() => return Err(fault.into()),
            Err(fault) => {
                let asks = if fresh::is_about(&fault) {
                    Fresh::asked(&web, &visitor, Some(&fault)).await?
                } else {
                    None
                };
                let told = asks.is_none().then(|| sentence(&fault, &Words::of(visitor.language)));
                Err((status(&fault), told, asks))
            }
        }
    };
    let invited = match invited {
        Ok(invited) => Invited::Link(invited.link.map(|link| link.reveal().to_owned())),
        Err((status, told, asks)) => Invited::Refused(status, told, asks),
    };
    // The page is of the case as the invitation has left it.
    let mut visitor = visitor.clone();
    if let Some(at) = &mut visitor.at {
        at.case = at.held.now();
    }
    page(&web, &visitor, invited, &form).await
}

async fn page(web: &Web, visitor: &Visitor, invited: Invited, asked: &Form) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let At { held, case, sight, .. } = at;
    let now = case.time(visitor.moment());
    let actor = &visitor.guest()?.caller.actor;
    let current: Vec<(u64, &Mandate)> =
        case.mandates().iter().filter(|(_, it)| !it.is_over(now)).map(|(number, it)| (*number, it)).collect();
    let accounts: Vec<AccountId> = current.iter().map(|(_, it)| it.account.clone()).collect();
    let names = names::of(web, &accounts).await?;
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
        let own = current.iter().filter(|(_, mandate)| mandate.body == body.id);
        let delegates = own.map(|(number, mandate)| {
            let name = match (names.get(&mandate.account), mandate.accepted) {
                (Some(name), Some(_)) => name.clone(),
                (Some(name), None) => words.about("delegate-waits", name),
                // Whoever was invited and has not come yet has no account.
                (None, _) => words.word("delegate-invited"),
            };
            let is_holder = mandate.account == *actor;
            Voice {
                mandate: *number,
                name,
                facts: terms(mandate, &names, case, words),
                may_end: is_secretariat || is_holder,
                may_substitute: mandate.substitute_of.is_none() && (is_secretariat || is_holder),
            }
        });
        let measures: Vec<String> =
            body.measures.iter().map(|(name, it)| format!("{name} {}", words.number(it))).collect();
        let line = Line {
            id: body.id.to_string(),
            name: words.name_of(&body.id, [(&body.id, &body.name)].into_iter()),
            weight: words.number(body.weight),
            measures: measures.join(" · "),
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
    let (status, link, is_mailed, problem, fresh) = match invited {
        Invited::Nobody => (StatusCode::OK, None, false, None, None),
        Invited::Link(link) => (StatusCode::CREATED, link.clone(), link.is_none(), None, None),
        Invited::Refused(status, told, fresh) => (status, None, false, told, fresh),
    };
    // What was written is kept until it has led to something.
    let asked = if status == StatusCode::CREATED { Form::default() } else { asked.clone() };
    let scopes = forms::SCOPES.map(|(_, value, key)| (value, words.word(key))).to_vec();
    let is_before = matches!(case.stage(), Stage::Preparing | Stage::Consulting);
    let page = Bodies {
        case: case.id().to_string(),
        is_editor: is_secretariat && is_before && case.open_ballot().is_none(),
        waiting: case.proposals().len(),
        awaited: changes::awaited(at, actor),
        chambers,
        is_secretariat,
        invitations,
        link,
        is_mailed,
        problem,
        asked,
        scopes,
        fresh,
        shell,
    };
    Ok(show(status, &page))
}

/// From when until when, in what and in whose stead somebody speaks; nothing is said of what is not limited.
fn terms(mandate: &Mandate, names: &Names, case: &Case, words: &Words) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(principal) = mandate.substitute_of.and_then(|number| case.mandates().get(&number)) {
        let name = names.get(&principal.account).cloned();
        facts.push(words.about("mandate-for", &name.unwrap_or_else(|| words.word("somebody-invited"))));
    }
    if let Some(from) = mandate.from {
        facts.push(words.about("mandate-from", &words.moment(from)));
    }
    if let Some(until) = mandate.until {
        facts.push(words.about("mandate-until", &words.moment(until)));
    }
    if mandate.scope.len() < Scope::ALL.len() {
        let all = forms::SCOPES.iter().filter(|(scope, ..)| mandate.scope.contains(scope));
        let all: Vec<String> = all.map(|(_, _, key)| words.word(key)).collect();
        facts.push(words.about("mandate-scope", &words.locale().list(&all)));
    }
    facts
}
