//! Public consultations: opened with what is asked and until when, changed for a reason, closed with what was counted; and after that,
//! words that are withheld, and ballots that two people let be destroyed.

use super::{
    Checking,
    words::{self, Length},
};
use crate::{
    case::{
        Act, Fact, Moment, Refusal,
        ballot::Urn,
        change::Change,
        poll::{POLL_LIMIT, Poll, Results, Terms, WITHHELD_LIMIT},
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
            Act::WithholdPublicWords { number, statement, reason } => {
                let poll = self.closed_poll(*number)?;
                words::check_given("reason", reason, Length::Lines)?;
                if poll.withheld.contains_key(statement) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                if poll.withheld.len() >= WITHHELD_LIMIT {
                    return Err(Refusal::Limit { what: "withheld statements", limit: WITHHELD_LIMIT });
                }
                let (number, statement, reason) = (*number, *statement, reason.clone());
                Fact::PublicWordsWithheld { number, statement, reason }
            }
            Act::ShowPublicWords { number, statement, reason } => {
                let poll = self.closed_poll(*number)?;
                words::check_given("reason", reason, Length::Lines)?;
                if !poll.withheld.contains_key(statement) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                let (number, statement, reason) = (*number, *statement, reason.clone());
                Fact::PublicWordsShown { number, statement, reason }
            }
            Act::ForgetPublicBallots { number } => {
                let number = self.sound_forgetting(*number)?;
                let change = Change::ForgetPublicBallots(number);
                if self.case.proposals().values().any(|it| it.change == change) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                return self.propose_change(change);
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
        words::check("asks", &terms.asks, Length::Line)?;
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

    /// A consultation that is closed: what was published of it is in the record.
    fn closed_poll(self, number: u64) -> Result<&'a Poll, Refusal> {
        let poll = self.known_poll(number)?;
        match poll.closed {
            Some(_) => Ok(poll),
            None => Err(Refusal::State(State::PublicConsultationNotClosed(number))),
        }
    }

    /// The number of a consultation whose ballots can be destroyed.
    pub(super) fn sound_forgetting(self, number: u64) -> Result<u64, Refusal> {
        match self.closed_poll(number)?.forgotten {
            Some(_) => Err(Refusal::State(State::AlreadyThere)),
            None => Ok(number),
        }
    }

    fn known_poll(self, number: u64) -> Result<&'a Poll, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::PublicConsultation, name: number.to_string() };
        self.case.polls.all.get(&number).ok_or_else(unknown)
    }
}
