//! Views: a case, and what happened in it, as JSON.
//!
//! Everything shown of a case comes through its [`Sight`]. Moments are microseconds since 1970 UTC;
//! sections of the dossier have the names that they have in its file.

mod followup;

use mawqif_core::{
    case::{
        AccountId, Case, Fact, Moment,
        ballot::{Ballot, BallotState},
        comments::Comment,
        guest::Guest,
        mandate::Mandate,
        meeting::Meeting,
        position::{Adopted, Computed},
        statement::Statement,
        wording::{Wording, WordingState},
    },
    record::{entry::Entry, receipt::Receipt},
    statement::{Language, signature::signers::Signers},
};
use serde_json::{Map, Value, json};

use crate::desk::sight::Sight;

/// A case in a list.
pub fn line(case: &Case, sight: &Sight) -> Value {
    let mut line = json!({ "id": case.id(), "title": case.title(), "roles": sight.roles() });
    if !sight.is_narrow() {
        line["stage"] = json!(case.stage());
        line["entries"] = json!(case.entries());
        line["received"] = json!(case.received());
    }
    line
}

/// A case with everything in it.
pub fn whole(case: &Case, sight: &Sight, now: Moment) -> Value {
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
    let mut more = json!({
        "dossier": sight.dossier(case),
        "confidential": hidden,
        "asked_again": case.must_be_asked_again(),
        "secretariat": case.secretariat(),
        "observers": case.observers(),
        "guests": guests(case.guests()),
        "awaited": guests(case.awaited()),
        "proposals": numbered(case.proposals(), proposal),
        "mandates": numbered(case.mandates(), mandate),
        "meetings": numbered(case.meetings(), meeting),
        "minutes": minutes,
        "wordings": numbered(case.wordings(), wording),
        "ballots": numbered(case.ballots(), ballot),
        "computed": case.computed().map(computed),
        "adopted": case.adopted().iter().map(adopted).collect::<Vec<_>>(),
        "committees": case.committees(),
        "statements": numbered(case.statements(), statement),
        "signers": case.signers().map(Signers::policy),
        "follow_up": followup::whole(case, sight, now),
    });
    for (number, statement) in more["statements"].as_object_mut().into_iter().flatten() {
        let standing = number.parse().ok().and_then(|number| case.standing(number, now));
        statement["standing"] = json!(standing);
    }
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
        "committee": it.committee,
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

fn guests(all: &std::collections::BTreeSet<(Guest, AccountId)>) -> Vec<Value> {
    all.iter().map(|(guest, account)| json!({ "account": account, "as": guest })).collect()
}

/// A statement without its words, which may be long.
fn statement(it: &Statement) -> Value {
    let counts = it.version();
    json!({
        "kind": counts.map(|it| it.draft.kind), "title": counts.map(|it| &it.draft.title),
        "about": counts.and_then(|it| it.draft.about), "newest": it.newest(),
        "released": it.released.map(|(version, at)| json!({ "version": version, "at": at })),
        "public_from": it.public_from(), "reviewed": it.reviewed,
    })
}

/// A statement with every version of it.
pub fn statement_in_full(case: &Case, number: u64, it: &Statement, now: Moment) -> Value {
    let versions: Map<String, Value> = it
        .versions
        .iter()
        .map(|(number, it)| (number.to_string(), json!({ "at": it.at, "by": it.by, "draft": it.draft })))
        .collect();
    let mut view = statement(it);
    view["signatures"] = it
        .signatures
        .iter()
        .map(|it| {
            json!({
                "at": it.at, "version": it.version, "language": it.language, "signer": it.signer, "key": it.key,
                "file": it.file_name(), "signature": it.signature,
            })
        })
        .collect();
    view["tallies"] = tallies(case, number, it, now);
    let comment = |it: &Comment| {
        json!({
            "at": it.at, "by": it.by, "version": it.version, "paragraph": it.paragraph, "words": it.words,
            "resolved": it.resolved.as_ref().map(|(by, at)| json!({ "by": by, "at": at })),
        })
    };
    view["comments"] = numbered(&it.comments, comment).into();
    view["number"] = number.into();
    view["standing"] = json!(case.standing(number, now));
    view["versions"] = versions.into();
    view
}

/// A statement as everybody may see it.
pub fn published(case: &Case, number: u64, it: &Statement, now: Moment) -> Option<Value> {
    let draft = &it.version()?.draft;
    Some(json!({
        "number": number, "kind": draft.kind, "title": draft.title, "text": draft.text,
        "public_from": it.public_from(), "about": draft.about, "untranslated": draft.untranslated,
        "standing": case.standing(number, now), "signed": tallies(case, number, it, now),
    }))
}

/// Who has signed the texts of the version that counts, by language, and how many are needed.
fn tallies(case: &Case, number: u64, it: &Statement, now: Moment) -> Value {
    let tally = |language: Language| {
        let tally = case.tally(number, it.signable(), language, now)?;
        let signed = tally.signed.iter().map(|(signer, kept)| {
            let files: Vec<String> = kept.iter().map(|it| it.file_name()).collect();
            json!({ "name": signer.name, "body": signer.body, "key": signer.key.fingerprint(), "files": files })
        });
        let count = |(signed, needed): (usize, usize)| json!({ "signed": signed, "needed": needed });
        let told = json!({
            "signed": signed.collect::<Vec<_>>(), "holds": tally.holds(),
            "coalition": count(tally.coalition), "bodies": count(tally.bodies),
        });
        Some((language.tag().to_owned(), told))
    };
    Language::BOTH.into_iter().filter_map(tally).collect::<Map<String, Value>>().into()
}

fn adopted(it: &Adopted) -> Value {
    let reopened = it.reopened.as_ref();
    json!({
        "at": it.at, "position": it.position, "trade": it.trade, "ballot": it.ballot,
        "dossier": it.dossier, "answer": it.answer,
        "reopened": reopened.map(|it| json!({ "at": it.at, "reason": it.reason })),
    })
}
