//! What an act does beside the record: to an urn, or to a public consultation.

use mawqif_core::case::{Act, Case, Fact, Refusal, ballot::BallotForm, refusal::Thing};
use mawqif_store::{AtPoll, AtUrn, Error};

use crate::desk::{
    Fault,
    public::{Trouble, outcome::Counted},
};

/// What happens to an urn or a public consultation with these facts.
pub(super) fn at_urn(case: &Case, act: &Act, facts: &[Fact], counted: Option<Counted>) -> Option<AtUrn> {
    let polled = facts.iter().find_map(|fact| match fact {
        Fact::PublicConsultationOpened { number, terms } => {
            Some(AtPoll::Opened { poll: *number, closes: terms.closes.micros() })
        }
        Fact::PublicConsultationChanged { number, closes, .. } => {
            Some(AtPoll::Moved { poll: *number, closes: closes.micros() })
        }
        Fact::PublicConsultationClosed { number, .. } => {
            let Counted { turn, result, salt, .. } = counted.as_ref()?;
            Some(AtPoll::Closed { poll: *number, turn: *turn, result: result.clone(), salt: *salt })
        }
        _ => None,
    });
    if let Some(at) = polled {
        return Some(AtUrn::Poll(at));
    }
    let ended = facts.iter().find_map(|fact| match fact {
        Fact::UrnOpened { ballot, .. } => Some(*ballot),
        Fact::BallotCancelled { ballot, .. } if is_secret(case, *ballot) => Some(*ballot),
        _ => None,
    });
    match ended {
        Some(ballot) => Some(AtUrn::Emptied { ballot }),
        None => case.slip(act).map(AtUrn::Cast),
    }
}

pub(super) fn is_secret(case: &Case, ballot: u64) -> bool {
    case.ballots().get(&ballot).is_some_and(|ballot| ballot.form == BallotForm::Secret)
}

/// What keeps a consultation from being counted, as the desk tells it.
pub(super) fn fault_of(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Desk(fault) => fault,
        _ => Fault::Busy,
    }
}

pub(super) fn unreadable(_: serde_json::Error) -> Error {
    Error::Corrupt { place: "an outcome".to_owned(), what: "no JSON".to_owned() }
}

/// Refuses a report with evidence that the server has not sealed itself.
pub(super) fn is_unsealed(act: &Act) -> Result<(), Refusal> {
    match act {
        Act::ReportIncident { sealed, .. } if !sealed.is_empty() => {
            let name = sealed.first().map(|it| it.under.sha256.to_hex()).unwrap_or_default();
            Err(Refusal::Unknown { what: Thing::Evidence, name })
        }
        _ => Ok(()),
    }
}
