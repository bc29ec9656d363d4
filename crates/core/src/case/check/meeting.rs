//! Meetings: called, attended, opened, decided at, closed.

use std::collections::BTreeSet;

use super::{
    Checking,
    position::unsupposed,
    roll::{limit, next, no_body},
    words::{self, Length},
};
use crate::{
    case::{
        AGENDA_LIMIT, Act, Case, Fact, Refusal,
        meeting::{Attendance, Meeting, Quorum, QuorumState},
        refusal::{State, Thing},
    },
    dossier::Dossier,
    position::{
        model::{Model, Suppositions},
        rule::Base,
    },
    text::Id,
};

impl<'a> Checking<'a> {
    pub(super) fn meeting(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::ConveneMeeting { title, at, place, agenda } => {
                limit("meetings", self.case.meetings.len())?;
                words::check_given("title", title, Length::Line)?;
                if let Some(place) = place {
                    words::check("place", place, Length::Line)?;
                }
                if agenda.len() > AGENDA_LIMIT {
                    return Err(Refusal::Limit { what: "items of an agenda", limit: AGENDA_LIMIT });
                }
                for item in agenda {
                    words::check_given("agenda", item, Length::Line)?;
                }
                Ok(vec![Fact::MeetingConvened {
                    meeting: next(self.case.meetings.keys()),
                    title: title.clone(),
                    at: *at,
                    place: place.clone(),
                    agenda: agenda.clone(),
                    committee: None,
                }])
            }
            Act::TakeAttendance { meeting: number, body, attendance } => {
                let meeting = self.known_meeting(*number)?;
                if meeting.closed.is_some() {
                    return Err(Refusal::State(State::MeetingClosed(*number)));
                }
                if !self.case.dossier.bodies.iter().any(|known| known.id == *body) {
                    return Err(no_body(body));
                }
                if meeting.present.contains(body) == (*attendance == Attendance::Present) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                let (meeting, body, attendance) = (*number, body.clone(), *attendance);
                Ok(vec![Fact::AttendanceTaken { meeting, body, attendance }])
            }
            Act::OpenMeeting { meeting: number } => {
                let meeting = self.known_meeting(*number)?;
                if meeting.opened.is_some() || meeting.closed.is_some() {
                    return Err(Refusal::State(State::MeetingBegun(*number)));
                }
                Ok(vec![Fact::MeetingOpened { meeting: *number, quorum: self.quorum_of(meeting)? }])
            }
            Act::TakeDecision { meeting: number, item, decision } => {
                let meeting = self.sitting(*number)?;
                if usize::try_from(*item).map_or(true, |item| item == 0 || item > meeting.agenda.len()) {
                    return Err(Refusal::Unknown { what: Thing::Item, name: item.to_string() });
                }
                if meeting.decisions.len() >= AGENDA_LIMIT {
                    return Err(Refusal::Limit { what: "decisions of a meeting", limit: AGENDA_LIMIT });
                }
                words::check_given("decision", decision, Length::Lines)?;
                let quorum = self.quorum_of(meeting)?;
                if quorum.state == QuorumState::Lost {
                    return Err(Refusal::Quorum { quorum });
                }
                Ok(vec![Fact::DecisionTaken {
                    meeting: *number,
                    item: *item,
                    decision: decision.clone(),
                    present: self.members_of(meeting).cloned().collect(),
                    quorum,
                }])
            }
            Act::CloseMeeting { meeting: number } => {
                let quorum = self.quorum_of(self.sitting(*number)?)?;
                Ok(vec![Fact::MeetingClosed { meeting: *number, quorum }])
            }
            _ => Ok(Vec::new()),
        }
    }

    fn known_meeting(self, number: u64) -> Result<&'a Meeting, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::Meeting, name: number.to_string() };
        self.case.meetings.get(&number).ok_or_else(unknown)
    }

    /// The meeting, if it has begun and not ended.
    fn sitting(self, number: u64) -> Result<&'a Meeting, Refusal> {
        let meeting = self.known_meeting(number)?;
        if meeting.is_open() { Ok(meeting) } else { Err(Refusal::State(State::MeetingNotOpen(number))) }
    }

    /// Those who are there and have not left the coalition meanwhile.
    fn members_of(self, meeting: &'a Meeting) -> impl Iterator<Item = &'a Id> {
        let is_member = move |id: &&Id| self.case.dossier.bodies.iter().any(|body| body.id == **id);
        meeting.present.iter().filter(is_member)
    }

    fn quorum_of(self, meeting: &'a Meeting) -> Result<Quorum, Refusal> {
        let present: BTreeSet<&Id> = self.members_of(meeting).collect();
        if let Some(quorum) = self.case.sitting_quorum(meeting, &present) {
            return Ok(quorum);
        }
        Ok(quorum(&electorate(&self.case.dossier)?, &present))
    }
}

impl Case {
    /// How the rule's quorum stands at a meeting, with those who are there now; `None` when there is no such
    /// meeting, or no rule that makes sense of the bodies yet.
    pub fn quorum(&self, number: u64) -> Option<Quorum> {
        let meeting = self.meetings.get(&number)?;
        let present = meeting.present.iter().collect();
        if let Some(quorum) = self.sitting_quorum(meeting, &present) {
            return Some(quorum);
        }
        Some(quorum(&electorate(&self.dossier).ok()?, &present))
    }

    /// How the quorum of a committee's sitting stands, which is more than half of its bodies; nothing of a meeting of
    /// the coalition.
    fn sitting_quorum(&self, meeting: &Meeting, present: &BTreeSet<&Id>) -> Option<Quorum> {
        let sitting = self.sitting(meeting)?;
        let sum = sitting.iter().filter(|id| present.contains(id)).count() as u64;
        let base = sitting.len() as u64;
        let state = if sum > base / 2 { QuorumState::Met } else { QuorumState::Lost };
        Some(Quorum { sum, base, state })
    }
}

/// The coalition without what it says: who counts how much, and the rule.
pub(super) fn electorate(dossier: &Dossier) -> Result<Model, Refusal> {
    let silent = Dossier { stances: Vec::new(), conditions: Vec::new(), ..dossier.clone() };
    Model::new(&silent, &Suppositions::default()).map_err(unsupposed)
}

/// How the rule's quorum stands when these bodies are there.
pub(super) fn quorum(model: &Model, present: &BTreeSet<&Id>) -> Quorum {
    let is_present = |at: usize| present.contains(&model.members[at].id);
    let Some(asked) = &model.terms.quorum else {
        let is_there = model.members.iter().filter(|member| present.contains(&member.id));
        let (sum, base) = (is_there.count() as u64, model.members.len() as u64);
        return Quorum { sum, base, state: QuorumState::NotAsked };
    };
    let sum = asked.sum(is_present);
    let base = if asked.base == Base::Members { asked.sum(|_| true) } else { sum };
    let state = if asked.threshold.is_met(sum, base) { QuorumState::Met } else { QuorumState::Lost };
    Quorum { sum, base, state }
}
