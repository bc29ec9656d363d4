//! Acts as forms ask for them: from fields to what the core checks.

use mawqif_core::{
    case::{
        Act,
        act::PartName,
        ballot::{BallotForm, Choice},
        followup::{terms::TaskEnd, trigger::Answer},
        press_desk::Admission,
    },
    consultation::stance::Verdict,
    dossier::{Confidence, Standing},
    record::hash::Hash,
    text::{Id, Text},
};

use super::super::{admit::Visitor, form::Form, sheet::reading::moment, trouble::Trouble};

/// The act that a form asks for.
pub fn read(form: &Form, visitor: &Visitor) -> Result<Act, Trouble> {
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
            standing: match form.get("standing") {
                "expected" => Standing::Expected,
                "reported" => Standing::Reported,
                _ => Standing::Mandated,
            },
            reason: optional("reason"),
            source: optional("source"),
        },
        "withdraw-part" => Act::WithdrawPart { part: part(form)? },
        "disallow-finding" => {
            let on = form.get("on").split_whitespace().map(Id::new).collect::<Result<_, _>>();
            Act::DisallowFinding { rule: form.get("rule").to_owned(), on: on.map_err(|_| Trouble::Missing)? }
        }
        "dismiss-body" => Act::DismissBody { id: id("id")? },
        "confirm-change" => Act::ConfirmChange { proposal: number("number")? },
        "drop-change" => Act::DropChange { proposal: number("number")? },
        "end-mandate" => Act::EndMandate { mandate: number("number")? },
        "withdraw-condition" => Act::WithdrawCondition { id: id("id")? },
        "agree-to-wording" => Act::AgreeToWording { offer: number("number")?, body: id("body")? },
        "refuse-wording" => {
            Act::RefuseWording { offer: number("number")?, body: id("body")?, reason: optional("reason") }
        }
        "retract-wording" => Act::RetractWording { offer: number("number")? },
        "withdraw-stance" => Act::WithdrawStance { body: id("body")?, version: number("version")? },
        "open-ballot" => {
            let ids = form.get("package").split_whitespace().map(Id::new);
            Act::OpenBallot {
                package: ids.collect::<Result<_, _>>().map_err(|_| Trouble::Missing)?,
                form: if form.get("form") == "secret" { BallotForm::Secret } else { BallotForm::Open },
                closes: match form.get("closes") {
                    "" => None,
                    written => Some(moment(written).ok_or(Trouble::Missing)?),
                },
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
        "release-statement" => {
            Act::ReleaseStatement { statement: number("number")?, version: number("version")? }
        }
        "call-off-press-conference" => {
            Act::CallOffPressConference { number: number("number")?, reason: text(form.get("reason")) }
        }
        "decide-admission" => Act::DecideAdmission {
            applicant: number("number")?,
            admission: match form.get("admission") {
                "accepted" => Admission::Accepted,
                "declined" => Admission::Declined,
                _ => return Err(Trouble::Missing),
            },
        },
        "agree-to-press-line" => {
            Act::AgreeToPressLine { number: number("number")?, version: number("version")? }
        }
        "drop-press-line" => Act::DropPressLine { number: number("number")? },
        "fire-trigger" => {
            Act::FireTrigger { inputs: Hash::from_hex(form.get("inputs")).ok_or(Trouble::Missing)? }
        }
        "answer-trigger" => Act::AnswerTrigger {
            trigger: number("number")?,
            answer: match form.get("answer") {
                "confirm" => Answer::Confirm,
                "waive" => Answer::Waive,
                _ => return Err(Trouble::Missing),
            },
            reason: text(form.get("reason")),
        },
        "escalate-trigger" => Act::EscalateTrigger { trigger: number("number")? },
        "unlink-report" => Act::UnlinkReport {
            incident: number("number")?,
            report: number("report")?,
            reason: text(form.get("reason")),
        },
        "end-task" => Act::EndTask {
            task: number("number")?,
            end: match form.get("end") {
                "done" => TaskEnd::Done,
                "dropped" => TaskEnd::Dropped,
                _ => return Err(Trouble::Missing),
            },
        },
        "withhold-public-words" => Act::WithholdPublicWords {
            number: number("number")?,
            statement: number("statement")?,
            reason: text(form.get("reason")),
        },
        "show-public-words" => Act::ShowPublicWords {
            number: number("number")?,
            statement: number("statement")?,
            reason: text(form.get("reason")),
        },
        "forget-public-ballots" => Act::ForgetPublicBallots { number: number("number")? },
        "close-public-consultation" => Act::ClosePublicConsultation { number: number("number")? },
        "reopen-position" => Act::ReopenPosition { reason: text(form.get("reason")) },
        _ => return Err(Trouble::Missing),
    })
}

/// The part of the dossier that is to go, by the name of its sheet.
fn part(form: &Form) -> Result<PartName, Trouble> {
    let word = form.get("id");
    let id = Id::new(word).map_err(|_| Trouble::Missing);
    Ok(match form.get("part") {
        "place" => PartName::Place(id?),
        "party" => PartName::Party(id?),
        "harm" => PartName::Harm(id?),
        "provision" => PartName::Provision(id?),
        "red-line" => PartName::RedLine(id?),
        "committee" => PartName::Committee(id?),
        "commitment" => PartName::Commitment(id?),
        "quote" => PartName::Quote(word.parse().map_err(|_| Trouble::Missing)?),
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
