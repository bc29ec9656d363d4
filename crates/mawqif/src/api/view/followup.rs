//! The follow-up of a case as JSON: terms, incidents, findings, triggers, what is due. Reports stand there for those who may
//! see them.

use mawqif_core::case::{
    Case, Moment,
    followup::{
        incident::{Found, Opened},
        report::Filed,
        trigger::{Answered, Fired},
    },
};
use serde_json::{Map, Value, json};

use super::numbered;
use crate::desk::sight::Sight;

/// The most that is due that is listed; the others are counted.
pub const DUE_SHOWN: usize = 200;

/// What is known of how the answer is kept, at a moment.
pub fn whole(case: &Case, sight: &Sight, now: Moment) -> Value {
    let followup = case.follow_up();
    let all_due = case.due_triggers(now);
    let due: Vec<Value> = all_due
        .iter()
        .take(DUE_SHOWN)
        .map(|inputs| json!({ "inputs": inputs, "sha256": inputs.sha256() }))
        .collect();
    let flags: Vec<Value> = case
        .flagged(sight.sees_reports())
        .iter()
        .map(|(commitment, incident)| json!({ "commitment": commitment, "incident": incident }))
        .collect();
    let performances: Map<String, Value> = followup
        .performances()
        .iter()
        .map(|(id, (at, performance, reason))| {
            (id.to_string(), json!({ "at": at, "performance": performance, "reason": reason }))
        })
        .collect();
    let mut view = json!({
        "terms": followup.terms(),
        "incidents": numbered(followup.incidents(), |it| incident(case, it, sight)),
        "findings": numbered(followup.findings(), finding),
        "performances": performances,
        "without_access": followup.denied().iter().map(|(id, it)| (id.to_string(), json!(it.since))).collect::<Map<_, _>>(),
        "changes": numbered(followup.changes(), |it| json!(it)),
        "obstacles": numbered(followup.obstacles(), |it| {
            json!({ "what": it.what, "gone": it.gone.as_ref().map(|(at, how)| json!({ "at": at, "how": how })) })
        }),
        "tasks": numbered(followup.tasks(), |it| {
            json!({ "task": it.task, "ended": it.ended.map(|(at, end)| json!({ "at": at, "end": end })) })
        }),
        "triggers": numbered(followup.triggers(), |it| trigger(case, it)),
        "due": due,
        "due_unlisted": all_due.len().saturating_sub(DUE_SHOWN),
        "silent": case.silent_triggers(now).map(|(number, _)| number).collect::<Vec<_>>(),
        "watched": flags,
    });
    if sight.sees_reports() {
        view["reports"] = json!(numbered(followup.reports(), report));
    }
    view
}

/// An incident. On which reports it rests and who judges it how is for those who may see reports; what the judgements come to
/// is for everybody.
fn incident(case: &Case, it: &Opened, sight: &Sight) -> Value {
    let mut view = json!({
        "at": it.at, "incident": it.incident, "attribution": it.attribution,
        "verification": it.verification(), "rests_on_reports": it.reports.len(), "reviewers": it.reviews.len(),
    });
    if !sight.sees_reports() {
        return view;
    }
    let reviews: Vec<Value> = it
        .reviews
        .iter()
        .map(|(by, review)| {
            json!({ "by": by, "at": review.at, "judgement": review.judgement, "reason": review.reason })
        })
        .collect();
    view["reports"] = json!(it.reports);
    view["missing"] = json!(case.follow_up().missing(it));
    view["reviews"] = reviews.into();
    view
}

fn finding(it: &Found) -> Value {
    let dissents: Vec<Value> =
        it.dissents.iter().map(|(by, at, reason)| json!({ "by": by, "at": at, "reason": reason })).collect();
    json!({ "at": it.at, "by": it.by, "finding": it.finding, "dissents": dissents })
}

fn trigger(case: &Case, it: &Fired) -> Value {
    json!({
        "entry": it.entry, "at": it.at, "by": it.by, "inputs": it.inputs, "sha256": it.sha256,
        "answer_by": it.answer_by, "escalated": it.escalated, "answer": it.answer.as_ref().map(answered),
        "still_counts": case.still_counts(it),
    })
}

fn answered(it: &Answered) -> Value {
    json!({ "at": it.at, "by": it.by, "answer": it.answer, "reason": it.reason, "groundless": it.groundless, "back": it.back })
}

fn report(it: &Filed) -> Value {
    let gradings: Vec<Value> = it
        .gradings
        .iter()
        .map(|it| json!({ "by": it.by, "at": it.at, "grade": it.grade, "reason": it.reason }))
        .collect();
    json!({
        "entry": it.entry, "known": it.known, "by": it.by, "report": it.report, "grade": it.grade(),
        "graded_by_author": it.is_graded_by_its_author(), "gradings": gradings,
    })
}
