//! The press desk: conferences called, journalists let in, lines agreed by a second person, templates of the house.

use super::{
    Checking,
    words::{self, Length},
};
use crate::{
    case::{
        Act, Fact, Refusal,
        press_desk::{
            CONFERENCE_LIMIT, CONTACT_LIMIT, Called, Conference, Ground, JOURNALIST_LIMIT, Journalist,
            LINE_LIMIT, Line, SPEAKER_LIMIT, Written,
        },
        refusal::{State, Thing, WordFault},
    },
    statement::{
        Language, own_words,
        template::{self, Templates},
    },
    text::{Text, is_bidi_control},
};

impl Checking<'_> {
    pub(super) fn press_desk(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        let fact = match act {
            Act::CallPressConference { number, conference } => self.call(*number, conference)?,
            Act::CallOffPressConference { number, reason } => {
                self.standing_conference(*number)?;
                words::check_given("reason", reason, Length::Lines)?;
                Fact::PressConferenceCalledOff { number: *number, reason: reason.clone() }
            }
            Act::ListJournalist { conference, journalist } => self.list(*conference, journalist)?,
            Act::DecideAdmission { applicant, admission } => {
                let known = self.case.press.applicants.get(applicant);
                let known = known.ok_or_else(|| unknown(Thing::Journalist, *applicant))?;
                self.standing_conference(known.conference)?;
                if known.admission == Some(*admission) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                Fact::AdmissionDecided { applicant: *applicant, admission: *admission }
            }
            Act::WritePressLine { number, line } => self.write(*number, line)?,
            Act::AgreeToPressLine { number, version } => self.agree_to_line(*number, *version)?,
            Act::DropPressLine { number } => {
                self.line(*number)?;
                Fact::PressLineDropped { number: *number }
            }
            Act::NoteRemark { report, span, body, says } => {
                self.remark(report, *span, body, says.as_ref())?
            }
            Act::SetHouseTemplate { name, words } => self.template(name, words.as_deref())?,
            _ => return Ok(Vec::new()),
        };
        Ok(vec![fact])
    }

    fn call(self, number: Option<u64>, conference: &Conference) -> Result<Fact, Refusal> {
        words::check_given("title", &conference.title, Length::Line)?;
        words::check_given("place", &conference.place, Length::Line)?;
        for (field, text) in [("accreditation", &conference.accreditation), ("notes", &conference.notes)] {
            text.iter().try_for_each(|text| words::check_given(field, text, Length::Lines))?;
        }
        if conference.speakers.len() > SPEAKER_LIMIT {
            return Err(Refusal::Limit { what: "speakers of a press conference", limit: SPEAKER_LIMIT });
        }
        for speaker in &conference.speakers {
            if !self.case.dossier.bodies.iter().any(|body| body.id == speaker.body) {
                return Err(Refusal::Unknown { what: Thing::Body, name: speaker.body.to_string() });
            }
            speaker.name.iter().try_for_each(|name| words::check_given("speakers", name, Length::Line))?;
        }
        if let Some(about) = conference.statement.filter(|it| !self.case.statements.contains_key(it)) {
            return Err(unknown(Thing::Statement, about));
        }
        let known = &self.case.press.conferences;
        let number = match number {
            Some(number) => {
                let called = self.standing_conference(number)?;
                if called.conference == *conference {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                number
            }
            None if known.len() >= CONFERENCE_LIMIT => {
                return Err(Refusal::Limit { what: "press conferences", limit: CONFERENCE_LIMIT });
            }
            None => super::roll::next(known.keys()),
        };
        Ok(Fact::PressConferenceCalled { number, conference: conference.clone() })
    }

    fn list(self, conference: u64, journalist: &Journalist) -> Result<Fact, Refusal> {
        self.standing_conference(conference)?;
        words::check_given("name", &journalist.name, Length::Line)?;
        words::check_given("outlet", &journalist.outlet, Length::Line)?;
        let contact = &journalist.contact;
        if contact.len() > CONTACT_LIMIT {
            return Err(Refusal::Words { field: "contact", fault: WordFault::Long { limit: CONTACT_LIMIT } });
        }
        if contact.chars().any(|it| it.is_control() || is_bidi_control(it)) {
            return Err(Refusal::Words { field: "contact", fault: WordFault::Character });
        }
        let others = self.case.press.applicants.values().filter(|it| it.conference == conference);
        if others.clone().count() >= JOURNALIST_LIMIT {
            return Err(Refusal::Limit {
                what: "journalists at a press conference",
                limit: JOURNALIST_LIMIT,
            });
        }
        let mut others = others;
        if others.any(|it| it.journalist == *journalist) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        let applicant = self.case.press.listed.saturating_add(1);
        Ok(Fact::JournalistListed { applicant, conference, journalist: journalist.clone() })
    }

    fn write(self, number: Option<u64>, line: &Line) -> Result<Fact, Refusal> {
        words::check_given("about", &line.about, Length::Line)?;
        words::check_given("words", &line.words, Length::Lines)?;
        match &line.rests_on {
            Ground::Statement(it) if !self.case.statements.contains_key(it) => {
                return Err(unknown(Thing::Statement, *it));
            }
            Ground::Provision(id) if !self.case.dossier.provisions.iter().any(|it| it.id == *id) => {
                return Err(Refusal::Unknown { what: Thing::Part, name: id.to_string() });
            }
            _ => {}
        }
        let (number, version) = match number {
            None if self.case.press.lines.len() >= LINE_LIMIT => {
                return Err(Refusal::Limit { what: "lines of the press desk", limit: LINE_LIMIT });
            }
            None => (self.case.press.written.saturating_add(1), 1),
            Some(number) => {
                let known = self.line(number)?;
                if known.line == *line {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                (number, known.version.saturating_add(1))
            }
        };
        Ok(Fact::PressLineWritten { number, version, line: line.clone() })
    }

    /// A second person agrees, to the words that they have seen, in both languages.
    fn agree_to_line(self, number: u64, version: u64) -> Result<Fact, Refusal> {
        let written = self.line(number)?;
        if written.version != version {
            return Err(Refusal::State(State::LineChanged(number)));
        }
        if written.agreed.is_some() {
            return Err(Refusal::State(State::AlreadyThere));
        }
        if written.by == *self.actor {
            return Err(Refusal::State(State::LineIsYours(number)));
        }
        let has_both = |text: &Text| Language::BOTH.iter().all(|it| own_words(text, *it).is_some());
        if !has_both(&written.line.about) || !has_both(&written.line.words) {
            return Err(Refusal::State(State::LineUntranslated(number)));
        }
        Ok(Fact::PressLineAgreed { number, version })
    }

    /// A template that can be used, with all others of the house.
    fn template(self, name: &str, words: Option<&str>) -> Result<Fact, Refusal> {
        if template::built_in(name).is_none() {
            return Err(Refusal::Unknown { what: Thing::Template, name: name.to_owned() });
        }
        let mut all = self.case.press.templates.clone();
        match words {
            Some(words) => {
                if all.get(name).is_some_and(|known| known == words) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                all.insert(name.to_owned(), words.to_owned());
            }
            None if all.remove(name).is_none() => return Err(Refusal::State(State::AlreadyThere)),
            None => {}
        }
        Templates::sound(&all).map_err(Refusal::Template)?;
        Ok(Fact::HouseTemplateSet { name: name.to_owned(), words: words.map(str::to_owned) })
    }

    fn standing_conference(&self, number: u64) -> Result<&Called, Refusal> {
        let called = self.case.press.conferences.get(&number);
        let called = called.ok_or_else(|| unknown(Thing::Conference, number))?;
        if called.off.is_some() {
            return Err(Refusal::State(State::ConferenceOff(number)));
        }
        Ok(called)
    }

    fn line(&self, number: u64) -> Result<&Written, Refusal> {
        self.case.press.lines.get(&number).ok_or_else(|| unknown(Thing::Line, number))
    }
}

fn unknown(what: Thing, number: u64) -> Refusal {
    Refusal::Unknown { what, name: number.to_string() }
}
