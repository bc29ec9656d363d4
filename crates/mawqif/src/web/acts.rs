//! Acts through forms. Every one is asked for twice: the first time shows what would be done, the second
//! does it, by a key that stands in the form, so that sending it twice does it once.

mod reading;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{Act, Case, act::PartName, change::Change, followup::trigger::Answer, statement::Draft},
    record::encoding,
    statement::{Language as Written, own_words},
    text::Id,
};

use self::reading::read;
use super::{
    Web,
    admit::Visitor,
    form::Form,
    fresh::{self, Fresh},
    page::{Shell, Tab, show},
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::desk::{Fault, act::KEY_LIMIT, keys::random, weight::weighs_much};

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
    fresh: Option<Fresh>,
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
        return offer(&web, &visitor, confirm).await;
    }
    let key = key_of(&form)?;
    let acted = match fresh::given(&web, &visitor, &form).await {
        Ok(caller) => web.desk.act(&at.held, act.clone(), &caller, Some(key.clone())).await,
        Err(fault) => Err(fault),
    };
    match acted {
        Ok(done) => {
            let first = done.entries.first().map(|entry| entry.header().seq).unwrap_or_default();
            let on = format!("/cases/{}{}?done={first}", at.case.id(), on(&act));
            Ok(Redirect::to(&on).into_response())
        }
        Err(fault) => {
            let fresh =
                if weighs_much(&act) { Fresh::asked(&web, &visitor, Some(&fault)).await? } else { None };
            // What is asked for beside the button is said there.
            let is_said = fresh.is_some() && fresh::is_about(&fault);
            let told = (!is_said).then(|| sentence(&fault, &Words::of(visitor.language)));
            let confirm = confirm(&visitor, &form, &act, key, told)?;
            let shell = Shell::of_case(&visitor, tab(&act))?;
            let case = at.case.id().to_string();
            Ok(show(status(&fault), &ConfirmPage { shell, case, confirm, fresh }))
        }
    }
}

/// Shows what would be done.
pub async fn offer(web: &Web, visitor: &Visitor, mut confirm: Confirm) -> Result<Response, Trouble> {
    let (at, form) = (visitor.at()?, fields(&confirm.fields)?);
    let act = read(&form, visitor)?;
    let mut code = StatusCode::OK;
    // What takes long to check is checked when it is done.
    let is_long = matches!(
        act,
        Act::ComputePosition {}
            | Act::OpenBallot { .. }
            | Act::AdoptPosition { .. }
            | Act::AnswerTrigger { answer: Answer::Confirm, .. }
    );
    let is_unsure = is_long || matches!(act, Act::CloseBallot { .. } | Act::ClosePublicConsultation { .. });
    if !is_unsure
        && let Err(refusal) = at.case.check(&act, &visitor.guest()?.caller.actor, web.desk.clock().now())
    {
        let fault = Fault::from(refusal);
        code = status(&fault);
        confirm.problem = Some(sentence(&fault, &Words::of(visitor.language)));
    }
    let fresh = if weighs_much(&act) { Fresh::asked(web, visitor, None).await? } else { None };
    let shell = Shell::of_case(visitor, tab(&act))?;
    let case = at.case.id().to_string();
    Ok(show(code, &ConfirmPage { shell, case, confirm, fresh }))
}

/// The page of the case that an act belongs to.
fn tab(act: &Act) -> Tab {
    match act {
        Act::FileStance { .. } | Act::WithdrawStance { .. } => Tab::Stances,
        Act::WithdrawPart { .. } | Act::DisallowFinding { .. } => Tab::Initiative,
        Act::DismissBody { .. }
        | Act::ConfirmChange { .. }
        | Act::DropChange { .. }
        | Act::EndMandate { .. }
        | Act::AcceptMandate { .. } => Tab::Bodies,
        Act::WithdrawCondition { .. }
        | Act::AgreeToWording { .. }
        | Act::RefuseWording { .. }
        | Act::RetractWording { .. } => Tab::Conditions,
        Act::ReleaseStatement { .. } => Tab::Statement,
        Act::CallOffPressConference { .. }
        | Act::DecideAdmission { .. }
        | Act::AgreeToPressLine { .. }
        | Act::DropPressLine { .. } => Tab::Press,
        Act::FireTrigger { .. }
        | Act::AnswerTrigger { .. }
        | Act::EscalateTrigger { .. }
        | Act::UnlinkReport { .. }
        | Act::EndTask { .. } => Tab::FollowUp,
        Act::ClosePublicConsultation { .. }
        | Act::WithholdPublicWords { .. }
        | Act::ShowPublicWords { .. }
        | Act::ForgetPublicBallots { .. } => Tab::Base,
        _ => Tab::Board,
    }
}

/// Where to go when an act is done, below the case: back to what it was about.
fn on(act: &Act) -> &'static str {
    match act {
        // What was asked for waits there for a second person.
        Act::ConfirmChange { .. } | Act::DropChange { .. } | Act::ReopenPosition { .. } => "/changes",
        Act::WithdrawStance { .. } => "/stances",
        // Who has filed a stance looks at what the coalition makes of it.
        Act::FileStance { .. } | Act::AcceptMandate { .. } => "",
        other => tab(other).path(),
    }
}

/// A key by which an act is done once.
///
/// # Errors
/// When the system gives no randomness.
pub fn key() -> Result<String, Trouble> {
    Ok(encoding::to_hex(&random::<16>()?))
}

/// The key that a form was sent with; another, when that cannot be one.
///
/// # Errors
/// When the system gives no randomness.
pub fn key_of(form: &Form) -> Result<String, Trouble> {
    let given = form.get("key");
    if (1..=KEY_LIMIT).contains(&given.len()) { Ok(given.to_owned()) } else { key() }
}

/// What came of an act that was asked for where it is shown what is wrong.
pub enum Came {
    /// It is done, and this is the first entry that it left.
    Done(u64),
    /// It is not, for this reason.
    Refused(String, StatusCode),
}

/// Does an act, or says in the reader's language why not.
///
/// # Errors
/// What is nobody's fault who asks: what a reader could not mend.
pub async fn attempt(web: &Web, visitor: &Visitor, act: Act, key: String) -> Result<Came, Trouble> {
    let at = visitor.at()?;
    match web.desk.act(&at.held, act, &visitor.guest()?.caller, Some(key)).await {
        Ok(done) => Ok(Came::Done(done.entries.first().map(|it| it.header().seq).unwrap_or_default())),
        Err(fault) if status(&fault).is_server_error() && !matches!(fault, Fault::Store(_)) => {
            Err(fault.into())
        }
        Err(fault) => Ok(Came::Refused(sentence(&fault, &Words::of(visitor.language)), status(&fault))),
    }
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
    let lines = case.press().lines();
    let line = |number: &u64| lines.get(number).map(|it| words.text(&it.line.about)).unwrap_or_default();
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
        Act::WithdrawPart { part } => {
            (words.about("confirm-withdraw-part", &part_name(part)), "confirm-button")
        }
        Act::DisallowFinding { rule, .. } => {
            (words.about("confirm-disallow-finding", rule), "confirm-button")
        }
        Act::DismissBody { id } => (words.about("confirm-dismiss-body", &name(id)), "confirm-button"),
        Act::WithdrawCondition { id } => {
            (words.about("confirm-withdraw-condition", &text(id).1), "confirm-button")
        }
        Act::WithdrawStance { body, .. } => {
            (words.about("confirm-withdraw-stance", &name(body)), "confirm-button")
        }
        Act::AgreeToWording { body, .. } => {
            (words.about("confirm-agree-to-wording", &name(body)), "confirm-button")
        }
        Act::RefuseWording { body, .. } => {
            (words.about("confirm-refuse-wording", &name(body)), "confirm-button")
        }
        Act::EndMandate { mandate } => {
            let body = case.mandates().get(mandate).map(|it| name(&it.body)).unwrap_or_default();
            (words.about("confirm-end-mandate", &body), "confirm-button")
        }
        Act::ConfirmChange { proposal } => {
            (words.about("confirm-confirm-change", &change(case, *proposal, &words)), "confirm-button")
        }
        Act::DropChange { proposal } => {
            (words.about("confirm-drop-change", &change(case, *proposal, &words)), "confirm-button")
        }
        Act::RetractWording { .. } => (words.word("confirm-retract-wording"), "confirm-button"),
        Act::ReleaseStatement { statement, .. } => {
            (words.tell("confirm-release-statement", &[("number", (*statement).into())]), "confirm-button")
        }
        Act::CallOffPressConference { number, .. } => {
            let title = case.press().conferences().get(number).map(|it| words.text(&it.conference.title));
            (words.about("confirm-call-off", title.unwrap_or_default()), "confirm-button")
        }
        Act::AgreeToPressLine { number, .. } => {
            (words.about("confirm-agree-line", line(number)), "confirm-button")
        }
        Act::DropPressLine { number } => (words.about("confirm-drop-line", line(number)), "confirm-button"),
        Act::FireTrigger { .. } => (words.word("confirm-fire-trigger"), "trigger-fire"),
        Act::AnswerTrigger { trigger, answer: Answer::Confirm, .. } => {
            (words.about("confirm-answer-confirm", &words.number(trigger)), "trigger-confirm")
        }
        Act::AnswerTrigger { trigger, answer: Answer::Waive, .. } => {
            (words.about("confirm-answer-waive", &words.number(trigger)), "trigger-waive")
        }
        Act::EscalateTrigger { trigger } => {
            (words.about("confirm-escalate-trigger", &words.number(trigger)), "trigger-escalate")
        }
        Act::ClosePublicConsultation { number } => {
            let title = case.polls().get(number).map(|it| words.text(&it.terms.title));
            (words.about("confirm-close-consultation", title.unwrap_or_default()), "asking-close")
        }
        Act::WithholdPublicWords { statement, .. } => {
            (words.about("confirm-withhold-words", &words.number(statement)), "asking-withhold")
        }
        Act::ShowPublicWords { statement, .. } => {
            (words.about("confirm-show-words", &words.number(statement)), "asking-show-again")
        }
        Act::ForgetPublicBallots { number } => {
            let title = case.polls().get(number).map(|it| words.text(&it.terms.title));
            (words.about("confirm-forget-ballots", title.unwrap_or_default()), "asking-forget")
        }
        Act::UnlinkReport { report, .. } => {
            (words.about("confirm-unlink-report", &words.number(report)), "unlink-button")
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
    let skipped = ["token", "key", "confirmed", fresh::PASSWORD, fresh::CODE];
    let kept = form.all().iter().filter(|(name, _)| !skipped.contains(&name.as_str()));
    let quote = match act {
        // What goes out is read once more.
        Act::ReleaseStatement { statement, version } => {
            let versions = case.statements().get(statement).map(|it| &it.versions);
            let draft = versions.and_then(|it| it.get(version)).map(|it| &it.draft);
            draft.map(in_both_languages)
        }
        // Both languages are agreed to.
        Act::AgreeToPressLine { number, .. } => lines.get(number).map(|it| {
            let all = it.line.words.versions().map(|(_, words)| words);
            all.collect::<Vec<_>>().join("\n\n")
        }),
        Act::CallOffPressConference { reason, .. } => Some(words.text(reason).to_owned()),
        Act::FileStance { says, .. } => Some(says.clone()),
        Act::ReopenPosition { reason }
        | Act::AnswerTrigger { reason, .. }
        | Act::UnlinkReport { reason, .. }
        | Act::WithholdPublicWords { reason, .. }
        | Act::ShowPublicWords { reason, .. }
        | Act::CancelBallot { reason, .. }
        | Act::RefuseWording { reason: Some(reason), .. } => Some(words.text(reason).to_owned()),
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
            _ => format!("/cases/{}{}", case.id(), on(act)),
        },
        key,
        problem,
    })
}

fn part_name(part: &PartName) -> String {
    match part {
        PartName::Place(id)
        | PartName::Party(id)
        | PartName::Harm(id)
        | PartName::Provision(id)
        | PartName::RedLine(id)
        | PartName::Committee(id)
        | PartName::Commitment(id) => id.to_string(),
        PartName::Quote(number) => number.to_string(),
    }
}

/// A change that waits, in a few words.
fn change(case: &Case, proposal: u64, words: &Words) -> String {
    let change = case.proposals().get(&proposal).map(|it| &it.change);
    change.map(|it| told(case, it, words)).unwrap_or_default()
}

/// A change, in a few words.
pub fn told(case: &Case, change: &Change, words: &Words) -> String {
    let bodies = || case.dossier().bodies.iter().map(|body| (&body.id, &body.name));
    match change {
        Change::AdmitBody(body) => words.about("change-admit-body", words.text(&body.name)),
        Change::ChangeBody(body) => words.about("change-change-body", words.text(&body.name)),
        Change::DismissBody(id) => words.about("change-dismiss-body", &words.name_of(id, bodies())),
        Change::SetRule(_) => words.word("change-set-rule"),
        Change::AppointSecretary(_) => words.word("change-appoint-secretary"),
        Change::DismissSecretary(_) => words.word("change-dismiss-secretary"),
        Change::NameDelegate(naming) => {
            words.about("change-name-delegate", &words.name_of(&naming.body, bodies()))
        }
        Change::SetSigners(_) => words.word("change-set-signers"),
        Change::SetSealKeys(_) => words.word("change-set-seal-keys"),
        Change::ForgetPublicBallots(number) => {
            let title = case.polls().get(number).map(|it| words.text(&it.terms.title));
            words.about("change-forget-ballots", title.unwrap_or_default())
        }
        Change::ReopenPosition(_) => words.word("do-reopen-position"),
        Change::ChangeCommitteeMembers(seating) => {
            let formed = case.committees().iter().map(|it| (&it.id, &it.name));
            words.about("change-committee-members", &words.name_of(&seating.committee, formed))
        }
        Change::FormCommittee(committee) => words.about("change-form-committee", words.text(&committee.name)),
        Change::ReleaseStatement(release) => {
            words.tell("change-release-statement", &[("number", release.statement.into())])
        }
    }
}

/// All words of a statement: whoever lets it out has seen both languages.
pub fn in_both_languages(draft: &Draft) -> String {
    let of = |language| {
        let words = [&draft.title, &draft.text].map(|text| own_words(text, language).unwrap_or_default());
        words.join("\n\n").trim().to_owned()
    };
    let both = Written::BOTH.map(of);
    both.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n\n* * *\n\n")
}
