//! Whom or what an entry is about, as far as it may be seen.

use mawqif_core::{
    case::{Case, Fact, followup::agenda, meeting::Attendance},
    record::entry::Entry,
    text::Id,
};

use super::super::{position::choice, words::Words};

/// Whom or what an entry is about, in a few words.
pub fn about(entry: &Entry, case: &Case, words: &Words) -> String {
    let Ok(Some(fact)) = Fact::of_entry(entry) else { return words.word("entry-hidden") };
    let name = |id: &Id| words.name_of(id, case.dossier().bodies.iter().map(|body| (&body.id, &body.name)));
    match &fact {
        Fact::InitiativeReceived { initiative } | Fact::InitiativeRevised { initiative } => {
            words.text(&initiative.title).to_owned()
        }
        Fact::BodyAdmitted { body } | Fact::BodyChanged { body } => name(&body.id),
        Fact::ConditionProposed { condition } | Fact::ConditionChanged { condition } => {
            condition.id.to_string()
        }
        Fact::ConditionWithdrawn { id } => id.to_string(),
        Fact::MeetingConvened { title, .. } => words.text(title).to_owned(),
        Fact::AttendanceTaken { body, attendance, .. } => {
            let said = match attendance {
                Attendance::Present => "seat-here",
                Attendance::Absent => "seat-away",
            };
            format!("{}: {}", name(body), words.word(said))
        }
        Fact::DecisionTaken { decision, .. } => words.text(decision).to_owned(),
        Fact::StanceFiled { stance } => {
            format!("{}: {}", name(&stance.body), stance.says.stance.print(words.stances()))
        }
        Fact::BallotCast { body, choice: cast, .. } => {
            format!("{}: {}", name(body), words.word(choice(*cast)))
        }
        Fact::BallotCancelled { reason, .. } => words.text(reason).to_owned(),
        Fact::CommitteeFormed { committee } => words.text(&committee.name).to_owned(),
        Fact::CommitteeMembersChanged { seating } => words.text(&seating.reason).to_owned(),
        Fact::PositionReopened { reason } => words.text(reason).to_owned(),
        Fact::FindingAllowed { allowance } => allowance.rule.clone(),
        Fact::FindingDisallowed { rule, .. } => rule.clone(),
        Fact::IncidentReported { report, .. } => words.text(&report.what).to_owned(),
        Fact::IncidentOpened { incident, .. } | Fact::IncidentChanged { incident, .. } => {
            words.text(&incident.what).to_owned()
        }
        Fact::FindingMade { finding, .. } => finding.commitment.to_string(),
        Fact::PerformanceNoted { commitment, .. } => commitment.to_string(),
        Fact::ObstacleNoted { what, .. } => words.text(what).to_owned(),
        Fact::TaskGiven { task, .. } => words.text(&task.what).to_owned(),
        Fact::TriggerFired { inputs, .. } => {
            let [arabic, english] = agenda::cause(case, inputs);
            if words.tag() == "ar" { arabic } else { english }
        }
        Fact::IncidentReviewed { reason, .. }
        | Fact::IncidentSensitivitySet { reason, .. }
        | Fact::TriggerAnswered { reason, .. }
        | Fact::FindingDissented { reason, .. } => words.text(reason).to_owned(),
        other => body(other).map(name).unwrap_or_default(),
    }
}

/// Who has brought an entry about, as far as that may be seen: of a report that somebody has filed, what it says itself.
pub fn actor(entry: &Entry) -> String {
    match Fact::of_entry(entry) {
        Ok(Some(Fact::IncidentReported { by, .. })) => by.to_string(),
        _ => entry.header().actor.clone(),
    }
}

/// The body that a fact is about, if it is about one.
pub fn body(fact: &Fact) -> Option<&Id> {
    match fact {
        Fact::BodyAdmitted { body } | Fact::BodyChanged { body } => Some(&body.id),
        Fact::BodyDismissed { id } => Some(id),
        Fact::DelegateMandated { body, .. }
        | Fact::AttendanceTaken { body, .. }
        | Fact::WordingAgreed { body, .. }
        | Fact::WordingRefused { body, .. }
        | Fact::StanceWithdrawn { body, .. }
        | Fact::BallotCast { body, .. }
        | Fact::BallotMarked { body, .. } => Some(body),
        Fact::StanceFiled { stance } => Some(&stance.body),
        _ => None,
    }
}
