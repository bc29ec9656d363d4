//! Triggers and what follows: fired when they are due, answered by the committee, put to everybody when it is silent;
//! and the sittings in which it works.

use super::{
    super::{
        Checking,
        offer::fits,
        position::unsupposed,
        roll::{limit, next},
        sound::sound,
        words::{self, Length},
    },
    unknown,
};
use crate::{
    case::{
        Act, Fact, Moment, Refusal,
        followup::{
            agenda,
            back::{Back, Outcome, back},
            trigger::{Answer, Fired, TRIGGER_LIMIT},
        },
        refusal::{State, Thing},
    },
    dossier::Confidence,
    record::hash::Hash,
    text::{Id, Text},
};

const HOUR: u64 = 3_600_000_000;

impl<'a> Checking<'a> {
    pub(super) fn back(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::FireTrigger { inputs } => self.fire(*inputs),
            Act::AnswerTrigger { trigger, answer, reason } => self.answer(*trigger, *answer, reason),
            Act::EscalateTrigger { trigger } => self.escalate(*trigger),
            Act::ConveneSitting { committee, at, place } => self.sit(committee, *at, place.as_ref()),
            _ => Ok(Vec::new()),
        }
    }

    /// Fires what is due by these inputs. What is not due, or has fired, is refused alike.
    fn fire(self, sha256: Hash) -> Result<Vec<Fact>, Refusal> {
        if self.case.followup.triggers().len() >= TRIGGER_LIMIT {
            return Err(Refusal::Limit { what: "triggers", limit: TRIGGER_LIMIT });
        }
        let due = self.case.due_triggers(self.now).into_iter().find(|it| it.sha256() == sha256);
        let inputs = due.ok_or(Refusal::State(State::NotDue))?;
        // A dossier that was imported may have larger ones than a sheet takes.
        inputs.owed.iter().try_for_each(|it| fits(it.obliged.len(), it.rests_on.len()))?;
        let number = self.case.followup.next().trigger;
        let answer_by = self.in_hours(self.case.followup.terms().answer_hours);
        Ok(vec![Fact::TriggerFired { number, inputs, sha256, answer_by }])
    }

    /// What the committee makes of it. When the position does not stand after that, it is open again and a meeting is
    /// called, in the same breath, so that nobody can forget either. While it is under review, or there was never one, a meeting
    /// is called alone.
    fn answer(self, number: u64, answer: Answer, reason: &Text) -> Result<Vec<Fact>, Refusal> {
        let fired = self.waiting(number)?;
        words::check_given("reason", reason, Length::Lines)?;
        if self.case.needs_another(self.actor, fired, self.now) {
            return Err(Refusal::State(State::AnswerNeedsAnother(number)));
        }
        if answer == Answer::Waive {
            let (reason, groundless) = (reason.clone(), !self.case.still_counts(fired));
            return Ok(vec![Fact::TriggerAnswered { number, answer, reason, groundless, back: None }]);
        }
        let adopted = self.case.adopted.last();
        // Those who adopted a position knew what had fired before.
        if adopted.is_none_or(|it| it.seq > fired.entry) {
            let (reason, groundless) = (reason.clone(), false);
            let mut facts = vec![Fact::TriggerAnswered { number, answer, reason, groundless, back: None }];
            if adopted.is_none() {
                let (title, agenda) = agenda::of_news(self.case, fired, &self.openly_heard());
                facts.push(self.convened(title, agenda, None)?);
            }
            return Ok(facts);
        }
        if !self.case.still_counts(fired) {
            return Err(Refusal::State(State::GroundTakenBack(number)));
        }
        let back = self.reckoned(fired)?;
        let mut facts = Vec::new();
        if back.outcome != Outcome::Maintained {
            let (title, agenda) = agenda::of_return(self.case, fired, &back);
            if self.case.stands().is_some() {
                facts.push(Fact::PositionReopened { reason: agenda::reason(self.case, fired, reason) });
            }
            facts.push(self.convened(title, agenda, None)?);
        }
        let (reason, back) = (reason.clone(), Some(back));
        facts.insert(0, Fact::TriggerAnswered { number, answer, reason, groundless: false, back });
        Ok(facts)
    }

    /// What the breach leaves of the position that was adopted last, together with what was breached since.
    fn reckoned(self, fired: &Fired) -> Result<Back, Refusal> {
        let dossier = sound(&self.case.dossier, None)?;
        let adopted = self.case.adopted.last();
        let since = adopted.map(|it| it.at).unwrap_or_default();
        let mut breached = self.case.followup.breached_since(since);
        // What was promised when it fired, whatever has become of the promise since.
        let rests_on = fired.inputs.owed.as_ref().map(|it| it.rests_on.as_slice()).unwrap_or_default();
        let is_condition = |id: &&Id| dossier.conditions.iter().any(|it| it.id == **id);
        let own: Vec<Id> = rests_on.iter().filter(is_condition).cloned().collect();
        breached.extend(own.iter().cloned());
        let trade = adopted.and_then(|it| it.trade.as_ref());
        let named = |id: &Id| trade.is_some_and(|it| it.package.contains(id));
        // Nobody has said in a stance what they do when this happens.
        if !own.iter().any(named) {
            let ask = self.openly_heard();
            return Ok(Back { ask, ..Back::of(Outcome::Unanswered, &breached) }.fitted());
        }
        let package = trade.map(|it| it.package.as_slice()).unwrap_or_default();
        back(&dossier, package, &breached, self.deadline).map_err(unsupposed)
    }

    /// Bodies without a confidential stance.
    fn openly_heard(self) -> Vec<Id> {
        let dossier = &self.case.dossier;
        let open = dossier.bodies.iter().filter(|body| {
            let hidden = |it: &&crate::dossier::FiledStance| it.confidence == Confidence::Confidential;
            !dossier.stances.iter().filter(hidden).any(|it| it.body == body.id)
        });
        open.map(|it| it.id.clone()).collect()
    }

    /// Puts to everybody what a committee has not answered in time.
    fn escalate(self, number: u64) -> Result<Vec<Fact>, Refusal> {
        let fired = self.waiting(number)?;
        if fired.escalated.is_some() {
            return Err(Refusal::State(State::AlreadyThere));
        }
        if fired.answer_by > self.now {
            return Err(Refusal::State(State::AnswerAwaited(fired.answer_by.micros())));
        }
        let (title, agenda) = agenda::of_silence(self.case, number, fired);
        Ok(vec![Fact::TriggerEscalated { number }, self.convened(title, agenda, None)?])
    }

    fn sit(self, committee: &Id, at: Moment, place: Option<&Text>) -> Result<Vec<Fact>, Refusal> {
        let formed = self.case.committees.iter().find(|it| it.id == *committee);
        let formed =
            formed.ok_or_else(|| Refusal::Unknown { what: Thing::Part, name: committee.to_string() })?;
        place.iter().try_for_each(|it| words::check("place", it, Length::Line))?;
        limit("meetings", self.case.meetings.len())?;
        let called = |tag| Some(formed.name.in_language(tag)).filter(|it| !it.is_empty());
        let name = |tag| called(tag).unwrap_or(committee.as_str()).to_owned();
        let title = Text::by_language(vec![
            ("ar".to_owned(), format!("اجتماع: {}", crate::text::isolate(&name("ar")))),
            ("en".to_owned(), format!("Sitting: {}", name("en"))),
        ]);
        Ok(vec![Fact::MeetingConvened {
            meeting: next(self.case.meetings.keys()),
            title,
            at,
            place: place.cloned(),
            agenda: agenda::of_sitting(self.case, self.now),
            committee: Some(committee.clone()),
        }])
    }

    fn convened(self, title: Text, agenda: Vec<Text>, committee: Option<Id>) -> Result<Fact, Refusal> {
        limit("meetings", self.case.meetings.len())?;
        Ok(Fact::MeetingConvened {
            meeting: next(self.case.meetings.keys()),
            title,
            at: self.in_hours(self.case.followup.terms().meet_hours),
            place: None,
            agenda,
            committee,
        })
    }

    fn in_hours(self, hours: u64) -> Moment {
        Moment::from_micros(self.now.micros().saturating_add(hours.saturating_mul(HOUR)))
    }

    fn waiting(self, number: u64) -> Result<&'a Fired, Refusal> {
        let fired = self.case.followup.triggers().get(&number);
        let fired = fired.ok_or_else(|| unknown(Thing::Trigger, number))?;
        if fired.answer.is_some() {
            return Err(Refusal::State(State::TriggerAnswered(number)));
        }
        Ok(fired)
    }
}
