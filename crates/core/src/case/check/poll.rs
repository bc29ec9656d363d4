//! Public consultations: opened with what is asked and until when, changed for a reason, closed with what was counted.

use super::{
    Checking,
    words::{self, Length},
};
use crate::{
    case::{
        Act, Fact, Moment, Refusal,
        ballot::Urn,
        poll::{POLL_LIMIT, Poll, Results, Terms},
        refusal::{State, Thing},
    },
    text::Text,
};

impl<'a> Checking<'a> {
    pub(super) fn poll(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        let fact = match act {
            Act::OpenPublicConsultation { terms } => self.ask_the_public(terms)?,
            Act::ChangePublicConsultation { number, closes, results, reason } => {
                self.change_poll(*number, *closes, *results, reason)?
            }
            Act::ClosePublicConsultation { number } => {
                let poll = self.known_poll(*number)?;
                if poll.closed.is_some() {
                    return Err(Refusal::State(State::PublicConsultationOver(*number)));
                }
                let Urn::Counted(count) = self.urn else {
                    return Err(Refusal::State(State::PublicConsultationUncounted(*number)));
                };
                Fact::PublicConsultationClosed { number: *number, count: *count }
            }
            _ => return Ok(Vec::new()),
        };
        Ok(vec![fact])
    }

    fn ask_the_public(self, terms: &Terms) -> Result<Fact, Refusal> {
        if self.case.polls.all.len() >= POLL_LIMIT {
            return Err(Refusal::Limit { what: "public consultations", limit: POLL_LIMIT });
        }
        words::check_given("title", &terms.title, Length::Line)?;
        words::check_given("question", &terms.question, Length::Lines)?;
        self.is_to_come(terms.closes)?;
        Ok(Fact::PublicConsultationOpened { number: self.case.polls.opened + 1, terms: terms.clone() })
    }

    fn change_poll(
        self,
        number: u64,
        closes: Option<Moment>,
        results: Option<Results>,
        reason: &Text,
    ) -> Result<Fact, Refusal> {
        let poll = self.known_poll(number)?;
        words::check_given("reason", reason, Length::Lines)?;
        if let Some(closes) = closes {
            // What has ended does not begin again: people were told that it had.
            if !poll.is_open(self.now) {
                return Err(Refusal::State(State::PublicConsultationOver(number)));
            }
            self.is_to_come(closes)?;
        }
        let closes = closes.unwrap_or(poll.terms.closes);
        let results = results.unwrap_or(poll.terms.results);
        if (closes, results) == (poll.terms.closes, poll.terms.results) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        Ok(Fact::PublicConsultationChanged { number, closes, results, reason: reason.clone() })
    }

    fn is_to_come(self, closes: Moment) -> Result<(), Refusal> {
        if closes > self.now { Ok(()) } else { Err(Refusal::State(State::ClosesInThePast)) }
    }

    fn known_poll(self, number: u64) -> Result<&'a Poll, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::PublicConsultation, name: number.to_string() };
        self.case.polls.all.get(&number).ok_or_else(unknown)
    }
}
