//! Follow-up: what may be reported, opened, judged, fired and answered.
//!
//! Whoever reports judges nothing of their own report, and one person verifies nothing alone. What a trigger fires on is
//! reckoned here again from the case, so that nobody can fire what is not due, or the same twice.

mod back;
mod evidence;
mod imports;
mod incident;

use super::{
    Checking,
    words::{self, Length},
};
use crate::{
    case::{
        Act, Fact, Moment, Refusal,
        followup::{
            evidence::Sealed,
            report::{
                CLIENT_LIMIT, EVIDENCE_LIMIT, INCIDENT_REPORT_LIMIT, IncidentReport, OWN_REPORT_LIMIT,
                message, name,
            },
            rows::TableRow,
            terms::{
                ACCESS_DAYS_LIMIT, Access, Changed, HOURS_LIMIT, REVIEW_LIMIT, TASK_LIMIT, Task, TaskEnd,
                Terms, ZONE_LIMIT,
            },
        },
        refusal::{State, Thing, WordFault},
    },
    dossier::Date,
    text::{Id, Text},
};

impl Checking<'_> {
    pub(super) fn follow_up(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        let fact = match act {
            Act::SetFollowUp { terms } => self.set_terms(terms)?,
            Act::ReportIncident { report, sealed } => return self.report_incident(report, sealed),
            Act::SetSealKeys { .. }
            | Act::TakeEvidence { .. }
            | Act::HandEvidence { .. }
            | Act::ResealEvidence { .. }
            | Act::DestroyEvidence { .. } => return self.evidence(act),
            Act::NotePerformance { commitment, performance, reason } => {
                self.known_commitment(commitment)?;
                words::check_given("reason", reason, Length::Lines)?;
                let (commitment, reason) = (commitment.clone(), reason.clone());
                Fact::PerformanceNoted { commitment, performance: *performance, reason }
            }
            Act::NoteAccess { place, access, since } => self.note_access(place, *access, *since)?,
            Act::NoteChange { change } => {
                words::check_given("what", &change.what, Length::Lines)?;
                limit("changes from outside", self.case.followup.changes().len())?;
                let change: Changed = change.clone();
                Fact::OutsideChangeNoted { number: self.case.followup.next().change, change }
            }
            Act::NoteObstacle { what } => {
                words::check_given("what", what, Length::Lines)?;
                limit("obstacles", self.case.followup.obstacles().len())?;
                Fact::ObstacleNoted { number: self.case.followup.next().obstacle, what: what.clone() }
            }
            Act::ClearObstacle { obstacle, reason } => self.clear_obstacle(*obstacle, reason)?,
            Act::GiveTask { task } => self.give_task(task)?,
            Act::EndTask { task, end } => self.end_task(*task, *end)?,
            Act::OpenIncident { .. }
            | Act::ChangeIncident { .. }
            | Act::SetIncidentSensitivity { .. }
            | Act::LinkReport { .. }
            | Act::UnlinkReport { .. }
            | Act::GradeReport { .. }
            | Act::AttributeIncident { .. }
            | Act::ReviewIncident { .. }
            | Act::MakeFinding { .. }
            | Act::DissentFromFinding { .. } => return self.incident(act),
            other => match self.imports(other) {
                Some(fact) => fact?,
                None => return self.back(other),
            },
        };
        Ok(vec![fact])
    }

    fn set_terms(self, terms: &Terms) -> Result<Fact, Refusal> {
        for (what, hours) in
            [("hours to answer", terms.answer_hours), ("hours to a meeting", terms.meet_hours)]
        {
            if hours == 0 || hours > HOURS_LIMIT {
                return Err(Refusal::Limit { what, limit: usize::try_from(HOURS_LIMIT).unwrap_or_default() });
            }
        }
        if terms.access_days == 0 || terms.access_days > ACCESS_DAYS_LIMIT {
            let limit = usize::try_from(ACCESS_DAYS_LIMIT).unwrap_or_default();
            return Err(Refusal::Limit { what: "days without access", limit });
        }
        if terms.review_on.len() > REVIEW_LIMIT {
            return Err(Refusal::Limit { what: "days of review", limit: REVIEW_LIMIT });
        }
        words::check("mandate", &terms.mandate, Length::Lines)?;
        // Which names there are, whoever keeps the database of zones says.
        if let Some(zone) = &terms.zone {
            let is_plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'/' | b'_' | b'-' | b'+');
            if zone.is_empty() || zone.len() > ZONE_LIMIT || !zone.bytes().all(is_plain) {
                return Err(Refusal::Unknown {
                    what: Thing::Zone,
                    name: zone.chars().take(ZONE_LIMIT).collect(),
                });
            }
        }
        let mut terms = terms.clone();
        terms.review_on.sort_unstable();
        terms.review_on.dedup();
        if *self.case.followup.terms() == terms {
            return Err(Refusal::State(State::AlreadyThere));
        }
        Ok(Fact::FollowUpSet { terms })
    }

    fn report_incident(self, report: &IncidentReport, sealed: &[Sealed]) -> Result<Vec<Fact>, Refusal> {
        let followup = &self.case.followup;
        let client = report.client.as_str();
        let is_plain = client.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if client.is_empty() || !is_plain {
            return Err(Refusal::Words { field: "client", fault: WordFault::Character });
        }
        if client.len() > CLIENT_LIMIT {
            return Err(Refusal::Words { field: "client", fault: WordFault::Long { limit: CLIENT_LIMIT } });
        }
        let before = followup.report_of(self.actor, client);
        let row = TableRow::of_client(client);
        let before = before.or_else(|| followup.report_of_message(client).map(|it| it.report));
        if let Some(number) = before.or_else(|| followup.report_of_row(row?)) {
            return Err(Refusal::State(State::ReportedBefore(number)));
        }
        row.iter().try_for_each(|row| self.counts(*row))?;
        if followup.reports().len() >= INCIDENT_REPORT_LIMIT {
            return Err(Refusal::Limit { what: "incident reports", limit: INCIDENT_REPORT_LIMIT });
        }
        let own = followup.reports().values().filter(|it| it.by == *self.actor);
        if own.count() >= OWN_REPORT_LIMIT {
            return Err(Refusal::Limit { what: "incident reports of one account", limit: OWN_REPORT_LIMIT });
        }
        words::check_given("what", &report.what, Length::Lines)?;
        // The source is whoever sends it, or is named: one of the two.
        match (report.oneself, report.origin.is_empty()) {
            (false, _) => line("origin", &report.origin)?,
            (true, false) => return Err(Refusal::State(State::SourceTwice)),
            (true, true) => {}
        }
        if report.evidence.len() > EVIDENCE_LIMIT {
            return Err(Refusal::Limit { what: "pieces of evidence", limit: EVIDENCE_LIMIT });
        }
        report.evidence.iter().try_for_each(|it| line("evidence", it))?;
        self.known_place(&report.place)?;
        report.commitment.iter().try_for_each(|it| self.known_commitment(it).map(|_| ()))?;
        self.is_past(report.occurred)?;
        report.told.iter().try_for_each(|it| self.is_past(*it))?;
        let (number, by) = (followup.next().report, self.actor.clone());
        let received =
            Fact::ReportReceived { number, name: name(&by, client), row, message: message(client) };
        let evidence = self.received(number, sealed)?;
        let mut facts = vec![Fact::IncidentReported { number, by, report: report.clone() }, received];
        facts.extend(evidence);
        Ok(facts)
    }

    fn note_access(self, place: &Id, access: Access, since: Date) -> Result<Fact, Refusal> {
        self.known_place(place)?;
        if since > self.case.clock().day(self.now) {
            return Err(Refusal::State(State::InTheFuture));
        }
        let known = self.case.followup.denied().get(place);
        let is_so = match access {
            // A denial that goes on is one, and begins with the earliest day that is known of it.
            Access::Denied => known.is_some_and(|it| it.since <= since),
            Access::Given => known.is_none(),
        };
        if is_so {
            return Err(Refusal::State(State::AlreadyThere));
        }
        let given = self.case.followup.given_access(place);
        if access == Access::Denied && given.is_some_and(|given| since < given) {
            return Err(Refusal::State(State::AccessGiven));
        }
        Ok(Fact::AccessNoted { place: place.clone(), access, since })
    }

    fn clear_obstacle(self, number: u64, reason: &Text) -> Result<Fact, Refusal> {
        let known = self.case.followup.obstacles().get(&number);
        let known = known.ok_or_else(|| unknown(Thing::Obstacle, number))?;
        if known.gone.is_some() {
            return Err(Refusal::State(State::AlreadyThere));
        }
        words::check_given("reason", reason, Length::Lines)?;
        Ok(Fact::ObstacleCleared { number, reason: reason.clone() })
    }

    fn give_task(self, task: &Task) -> Result<Fact, Refusal> {
        words::check_given("what", &task.what, Length::Lines)?;
        if !self.case.dossier.bodies.iter().any(|body| body.id == task.owner) {
            return Err(Refusal::Unknown { what: Thing::Body, name: task.owner.to_string() });
        }
        limit("tasks", self.case.followup.tasks().len())?;
        Ok(Fact::TaskGiven { number: self.case.followup.next().task, task: task.clone() })
    }

    fn end_task(self, number: u64, end: TaskEnd) -> Result<Fact, Refusal> {
        let known = self.case.followup.tasks().get(&number);
        let known = known.ok_or_else(|| unknown(Thing::Task, number))?;
        if known.ended.is_some() {
            return Err(Refusal::State(State::AlreadyThere));
        }
        Ok(Fact::TaskEnded { number, end })
    }

    fn known_place(self, id: &Id) -> Result<(), Refusal> {
        let is_known = self.case.dossier.places.iter().any(|it| it.id == *id);
        if is_known { Ok(()) } else { Err(Refusal::Unknown { what: Thing::Part, name: id.to_string() }) }
    }

    fn known_commitment(&self, id: &Id) -> Result<&crate::dossier::Commitment, Refusal> {
        let known = self.case.dossier.commitments.iter().find(|it| it.id == *id);
        known.ok_or_else(|| Refusal::Unknown { what: Thing::Part, name: id.to_string() })
    }

    fn is_past(self, moment: Moment) -> Result<(), Refusal> {
        if moment > self.now { Err(Refusal::State(State::InTheFuture)) } else { Ok(()) }
    }
}

/// Refuses one more of what a committee notes when there are too many.
fn limit(what: &'static str, count: usize) -> Result<(), Refusal> {
    if count >= TASK_LIMIT { Err(Refusal::Limit { what, limit: TASK_LIMIT }) } else { Ok(()) }
}

/// Refuses a line that says nothing, is too long or has characters nobody can see.
fn line(field: &'static str, words: &str) -> Result<(), Refusal> {
    words::check_given(field, &Text::plain(words), Length::Line)
}

fn unknown(what: Thing, number: u64) -> Refusal {
    Refusal::Unknown { what, name: number.to_string() }
}
