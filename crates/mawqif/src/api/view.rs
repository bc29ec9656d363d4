//! Views: a case, and what happened in it, as JSON.
//!
//! Everything shown of a case comes through its [`Sight`]. Moments are microseconds since 1970 UTC;
//! sections of the dossier have the names that they have in its file.

use mawqif_core::{
    case::{
        Case, Fact,
        ballot::{Ballot, BallotState},
        mandate::Mandate,
        meeting::Meeting,
        position::{Adopted, Computed},
        wording::{Wording, WordingState},
    },
    record::{entry::Entry, receipt::Receipt},
};
use serde_json::{Map, Value, json};

use crate::desk::sight::Sight;

/// A case in a list.
pub fn line(case: &Case, sight: &Sight) -> Value {
    json!({
        "id": case.id(), "title": case.title(), "stage": case.stage(), "entries": case.entries(),
        "received": case.received(), "roles": sight.roles(),
    })
}

/// A case with everything in it.
pub fn whole(case: &Case, sight: &Sight) -> Value {
    let hidden: Vec<Value> = sight
        .hidden(case)
        .into_iter()
        .map(|it| json!({ "body": it.body, "version": it.version, "standing": it.standing }))
        .collect();
    let minutes = numbered(case.meetings(), |_| Value::Null);
    let minutes: Map<String, Value> = minutes
        .into_iter()
        .map(|(number, _)| {
            let drawn = number.parse().ok().and_then(|number| case.minutes(number));
            (number, json!(drawn))
        })
        .collect();
    let proposal =
        |it: &mawqif_core::case::change::Proposal| json!({ "change": it.change, "by": it.by, "at": it.at });
    let mut view = line(case, sight);
    let more = json!({
        "dossier": sight.dossier(case),
        "confidential": hidden,
        "asked_again": case.must_be_asked_again(),
        "secretariat": case.secretariat(),
        "observers": case.observers(),
        "proposals": numbered(case.proposals(), proposal),
        "mandates": numbered(case.mandates(), mandate),
        "meetings": numbered(case.meetings(), meeting),
        "minutes": minutes,
        "wordings": numbered(case.wordings(), wording),
        "ballots": numbered(case.ballots(), ballot),
        "computed": case.computed().map(computed),
        "adopted": case.adopted().iter().map(adopted).collect::<Vec<_>>(),
        "committees": case.committees(),
    });
    if let (Value::Object(view), Value::Object(more)) = (&mut view, more) {
        view.extend(more);
    }
    view
}

/// What an act came to, or any part of the record.
pub fn entry(entry: &Entry, receipt: Option<&Receipt>) -> Value {
    let header = entry.header();
    let mut view = json!({
        "seq": header.seq, "time": header.time, "actor": header.actor, "kind": header.kind,
        "version": header.version,
    });
    // What cannot be read or may not be seen has no fact.
    if let Ok(Some(fact)) = Fact::of_entry(entry) {
        let written = serde_json::to_value(&fact).ok();
        let inner = written.and_then(|mut value| value.get_mut(fact.kind()).map(Value::take));
        view["fact"] = inner.unwrap_or_default();
    }
    if let Some(receipt) = receipt {
        view["receipt"] = receipt.to_string().into();
    }
    view
}

fn numbered<T>(all: &std::collections::BTreeMap<u64, T>, view: impl Fn(&T) -> Value) -> Map<String, Value> {
    all.iter().map(|(number, one)| (number.to_string(), view(one))).collect()
}

fn mandate(it: &Mandate) -> Value {
    json!({
        "account": it.account, "body": it.body, "from": it.from, "until": it.until, "scope": it.scope,
        "substitute_of": it.substitute_of, "accepted": it.accepted, "ended": it.ended,
    })
}

fn meeting(it: &Meeting) -> Value {
    json!({
        "title": it.title, "at": it.at, "place": it.place, "agenda": it.agenda, "present": it.present,
        "opened": it.opened.map(|(at, quorum)| json!({ "at": at, "quorum": quorum })),
        "closed": it.closed.map(|(at, quorum)| json!({ "at": at, "quorum": quorum })),
    })
}

fn wording(it: &Wording) -> Value {
    let state = match &it.state {
        WordingState::Open => json!({ "state": "open" }),
        WordingState::Taken(at) => json!({ "state": "taken", "at": at }),
        WordingState::Refused(by, reason) => json!({ "state": "refused", "by": by, "reason": reason }),
        WordingState::Retracted => json!({ "state": "retracted" }),
    };
    json!({
        "replaces": it.replaces, "by": it.by, "asked": it.asked, "agreed": it.agreed, "state": state,
    })
}

fn ballot(it: &Ballot) -> Value {
    let state = match &it.state {
        BallotState::Open => json!({ "state": "open" }),
        BallotState::Closed { at, tally, outcome } => {
            json!({ "state": "closed", "at": at, "tally": tally, "outcome": outcome })
        }
        BallotState::Cancelled(reason) => json!({ "state": "cancelled", "reason": reason }),
    };
    let roll: Map<String, Value> = it
        .roll
        .iter()
        .map(|(body, vote)| {
            let vote = vote.as_ref().map(|vote| json!({ "choice": vote.choice, "reason": vote.reason }));
            (body.to_string(), json!(vote))
        })
        .collect();
    json!({
        "package": it.package, "burden": it.burden, "support": it.support, "form": it.form,
        "electorate": it.electorate, "closes": it.closes, "dossier": it.dossier, "answer": it.answer,
        "roll": roll, "urn": it.urn, "state": state,
    })
}

fn computed(it: &Computed) -> Value {
    json!({
        "at": it.at, "position": it.position, "reason": it.reason, "trade": it.trade,
        "frontier": it.frontier, "dossier": it.dossier, "answer": it.answer,
    })
}

fn adopted(it: &Adopted) -> Value {
    let reopened = it.reopened.as_ref();
    json!({
        "at": it.at, "position": it.position, "trade": it.trade, "ballot": it.ballot,
        "dossier": it.dossier, "answer": it.answer,
        "reopened": reopened.map(|it| json!({ "at": it.at, "reason": it.reason })),
    })
}
