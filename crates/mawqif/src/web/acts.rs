//! Acts through forms. Every one is asked for twice: the first time shows what would be done, the second
//! does it, by a key that stands in the form, so that sending it twice does it once.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{
        Act,
        ballot::{BallotForm, Choice},
    },
    consultation::stance::Verdict,
    dossier::{Confidence, Standing},
    record::encoding,
    text::{Id, Text},
};

use super::{
    Web,
    admit::Visitor,
    form::Form,
    page::{Shell, Tab, show},
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::desk::{Fault, keys::random};

/// What is shown before something is done.
pub struct Confirm {
    /// What would be done.
    pub heading: String,
    /// The words that would enter the record.
    pub quote: Option<String>,
    /// Conditions that they name: id and text.
    pub named: Vec<(String, String)>,
    /// What should be known.
    pub lines: Vec<String>,
    /// The fields of the form.
    pub fields: Vec<(String, String)>,
    /// What the button says.
    pub button: String,
    /// Where to go instead.
    pub back: String,
    /// By what it is done once.
    pub key: String,
    /// Why it was not done.
    pub problem: Option<String>,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    shell: Shell,
    case: String,
    confirm: Confirm,
}

/// Asks for an act, or does it.
pub async fn act(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let act = read(&form, &visitor)?;
    if form.get("confirmed") != "yes" {
        let confirm = confirm(&visitor, &form, &act, key()?, None)?;
        return offer(&web, &visitor, confirm);
    }
    let key = form.get("key").to_owned();
    let key = if key.is_empty() || key.len() > crate::desk::act::KEY_LIMIT { self::key()? } else { key };
    match web.desk.act(&at.held, act.clone(), &visitor.guest()?.caller, Some(key.clone())).await {
        Ok(done) => {
            let first = done.entries.first().map(|entry| entry.header().seq).unwrap_or_default();
            Ok(Redirect::to(&format!("/cases/{}?done={first}", at.case.id())).into_response())
        }
        Err(fault) => {
            let told = sentence(&fault, &Words::of(visitor.language));
            let confirm = confirm(&visitor, &form, &act, key, Some(told))?;
            let shell = Shell::of_case(&visitor, tab(&act))?;
            let case = at.case.id().to_string();
            Ok(show(status(&fault), &ConfirmPage { shell, case, confirm }))
        }
    }
}

/// Shows what would be done.
pub fn offer(web: &Web, visitor: &Visitor, mut confirm: Confirm) -> Result<Response, Trouble> {
    let (at, form) = (visitor.at()?, fields(&confirm.fields)?);
    let act = read(&form, visitor)?;
    let mut code = StatusCode::OK;
    // What takes long to check is checked when it is done.
    let is_long = matches!(act, Act::ComputePosition {} | Act::OpenBallot { .. } | Act::AdoptPosition { .. });
    let is_unsure = is_long || matches!(act, Act::CloseBallot { .. });
    if !is_unsure
        && let Err(refusal) = at.case.check(&act, &visitor.guest()?.caller.actor, web.desk.clock().now())
    {
        let fault = Fault::from(refusal);
        code = status(&fault);
        confirm.problem = Some(sentence(&fault, &Words::of(visitor.language)));
    }
    let shell = Shell::of_case(visitor, tab(&act))?;
    let case = at.case.id().to_string();
    Ok(show(code, &ConfirmPage { shell, case, confirm }))
}

/// The page of the case that an act belongs to.
fn tab(act: &Act) -> Tab {
    if matches!(act, Act::FileStance { .. }) { Tab::Stances } else { Tab::Board }
}

/// A key by which an act is done once.
///
/// # Errors
/// When the system gives no randomness.
pub fn key() -> Result<String, Trouble> {
    Ok(encoding::to_hex(&random::<16>()?))
}

fn fields(fields: &[(String, String)]) -> Result<Form, Trouble> {
    let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Form::parse(query.as_bytes())
}

fn confirm(
    visitor: &Visitor,
    form: &Form,
    act: &Act,
    key: String,
    problem: Option<String>,
) -> Result<Confirm, Trouble> {
    let case = &visitor.at()?.case;
    let words = Words::of(visitor.language);
    let dossier = case.dossier();
    let name = |id: &Id| words.name_of(id, dossier.bodies.iter().map(|body| (&body.id, &body.name)));
    let text = |id: &Id| {
        let condition = dossier.conditions.iter().find(|it| it.id == *id);
        (id.to_string(), condition.map(|it| words.text(&it.text).to_owned()).unwrap_or_default())
    };
    let (heading, button) = match act {
        Act::FileStance { body, .. } => {
            (words.about("confirm-file-stance", &name(body)), "confirm-file-stance-button")
        }
        Act::CastBallot { body, choice, .. } => {
            let choice = words.word(super::position::choice(*choice));
            let values = [("name", name(body).into()), ("choice", choice.into())];
            (words.tell("confirm-cast-ballot", &values), "confirm-button")
        }
        Act::AcceptMandate { mandate } => {
            let body = case.mandates().get(mandate).map(|it| name(&it.body)).unwrap_or_default();
            (words.about("confirm-accept-mandate", &body), "confirm-button")
        }
        other => (words.tell("confirm-act", &[("act", other.name().into())]), "confirm-button"),
    };
    let package: &[Id] = match act {
        Act::OpenBallot { package, .. } => package,
        Act::CastBallot { ballot, .. } | Act::AdoptPosition { ballot: Some(ballot) } => {
            case.ballots().get(ballot).map(|it| it.package.as_slice()).unwrap_or_default()
        }
        _ => &[],
    };
    let skipped = ["token", "key", "confirmed"];
    let kept = form.all().iter().filter(|(name, _)| !skipped.contains(&name.as_str()));
    let quote = match act {
        Act::FileStance { says, .. } => Some(says.clone()),
        Act::ReopenPosition { reason } | Act::CancelBallot { reason, .. } => {
            Some(words.text(reason).to_owned())
        }
        _ => None,
    };
    Ok(Confirm {
        heading,
        quote,
        named: package.iter().map(text).collect(),
        lines: vec![words.word("confirm-for-good")],
        fields: kept.cloned().collect(),
        button: words.word(button),
        back: match act {
            Act::FileStance { body, .. } => format!("/cases/{}/stances/{body}", case.id()),
            _ => format!("/cases/{}", case.id()),
        },
        key,
        problem,
    })
}

/// The act that a form asks for.
fn read(form: &Form, visitor: &Visitor) -> Result<Act, Trouble> {
    let id = |name: &str| Id::new(form.get(name)).map_err(|_| Trouble::Missing);
    let number = |name: &str| form.get(name).parse::<u64>().map_err(|_| Trouble::Missing);
    // People write in the language of the page.
    let text = |words: &str| Text::by_language(vec![(visitor.language.tag().to_owned(), words.to_owned())]);
    let optional = |name: &str| Some(form.get(name)).filter(|words| !words.is_empty()).map(text);
    Ok(match form.get("act") {
        "open-consultation" => Act::OpenConsultation {},
        "compute-position" => Act::ComputePosition {},
        "accept-mandate" => Act::AcceptMandate { mandate: number("number")? },
        "file-stance" => Act::FileStance {
            body: id("body")?,
            says: form.get("says").to_owned(),
            version: number("version")?,
            confidence: Confidence::from(!form.get("confidential").is_empty()),
            standing: if form.get("standing") == "expected" {
                Standing::Expected
            } else {
                Standing::Mandated
            },
            reason: optional("reason"),
            source: None,
        },
        "open-ballot" => {
            let ids = form.get("package").split_whitespace().map(Id::new);
            Act::OpenBallot {
                package: ids.collect::<Result<_, _>>().map_err(|_| Trouble::Missing)?,
                form: if form.get("form") == "secret" { BallotForm::Secret } else { BallotForm::Open },
                closes: None,
            }
        }
        "cast-ballot" => Act::CastBallot {
            ballot: number("number")?,
            body: id("body")?,
            choice: choice(form.get("choice"))?,
            reason: optional("reason"),
        },
        "close-ballot" => Act::CloseBallot { ballot: number("number")? },
        "cancel-ballot" => Act::CancelBallot { ballot: number("number")?, reason: text(form.get("reason")) },
        "adopt-position" => {
            let is_given = !form.get("number").is_empty();
            Act::AdoptPosition { ballot: if is_given { Some(number("number")?) } else { None } }
        }
        "reopen-position" => Act::ReopenPosition { reason: text(form.get("reason")) },
        _ => return Err(Trouble::Missing),
    })
}

fn choice(word: &str) -> Result<Choice, Trouble> {
    match word {
        "accept" => Ok(Verdict::Accept),
        "reject" => Ok(Verdict::Reject),
        "abstain" => Ok(Verdict::Abstain),
        _ => Err(Trouble::Missing),
    }
}
