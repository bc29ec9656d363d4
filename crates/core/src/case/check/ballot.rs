//! Ballots: opened on a winning package, cast, counted.

use std::collections::BTreeSet;

use super::{
    Checking, SECRET_FEWEST, SLIP_LIMIT,
    meeting::{electorate, quorum},
    position::{dossier_digest, model_of},
    roll::{limit, next, no_body},
    words::{self, Length},
};
use crate::{
    case::{
        Act, Fact, Moment, Refusal,
        ballot::{Ballot, BallotForm, BallotState, Choice, Outcome, Tally, Urn},
        meeting::QuorumState,
        refusal::{State, Thing},
    },
    consultation::stance::Verdict,
    position::{
        model::{Fixed, Model, Voted},
        package::Package,
    },
    text::{Id, Text},
};

impl<'a> Checking<'a> {
    pub(super) fn ballot(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::OpenBallot { package, form, closes } => self.open_ballot(package, *form, *closes),
            Act::CastBallot { ballot, body, choice, reason } => {
                self.cast(*ballot, body, *choice, reason.as_ref())
            }
            Act::CloseBallot { ballot } => self.close(*ballot),
            Act::CancelBallot { ballot, reason } => {
                self.running(*ballot)?;
                words::check_given("reason", reason, Length::Lines)?;
                Ok(vec![Fact::BallotCancelled { ballot: *ballot, reason: reason.clone() }])
            }
            _ => Ok(Vec::new()),
        }
    }

    fn open_ballot(
        self,
        package: &[Id],
        form: BallotForm,
        closes: Option<Moment>,
    ) -> Result<Vec<Fact>, Refusal> {
        limit("ballots", self.case.ballots.len())?;
        if let Some(closes) = closes.filter(|closes| *closes <= self.now) {
            return Err(Refusal::State(State::BallotOver(closes.micros())));
        }
        let dossier = dossier_digest(&self.case.dossier)?;
        let Some(computed) = self.case.computed.as_ref().filter(|it| it.dossier == dossier) else {
            return Err(Refusal::State(State::NotComputed));
        };
        let model = model_of(&self.case.dossier)?;
        let mut chosen = Package::empty();
        for id in package {
            let at = model.conditions.iter().position(|condition| condition.id == *id);
            let unknown = || Refusal::Unknown { what: Thing::Condition, name: id.to_string() };
            chosen.insert(at.ok_or_else(unknown)?);
        }
        let verdicts = model.verdicts(&chosen, &Fixed::new());
        if !model.has_quorum() || !model.is_consistent(&chosen) || !model.is_won(&verdicts) {
            let frontier = computed.frontier.iter().map(|trade| trade.package.clone()).collect();
            return Err(Refusal::PackageLoses { frontier });
        }
        if form == BallotForm::Secret {
            if !is_nameless(&model) {
                return Err(Refusal::State(State::RuleNeedsNames));
            }
            if self.case.dossier.bodies.len() < SECRET_FEWEST {
                return Err(Refusal::State(State::TooFewForSecrecy(SECRET_FEWEST as u64)));
            }
        }
        Ok(vec![Fact::BallotOpened {
            ballot: next(self.case.ballots.keys()),
            package: chosen.iter().map(|at| model.conditions[at].id.clone()).collect(),
            burden: model.burden(&chosen),
            support: model.support(&verdicts),
            form,
            electorate: self.case.dossier.bodies.iter().map(|body| body.id.clone()).collect(),
            closes,
            dossier,
            answer: computed.answer,
        }])
    }

    fn cast(
        self,
        number: u64,
        body: &Id,
        choice: Choice,
        reason: Option<&Text>,
    ) -> Result<Vec<Fact>, Refusal> {
        let ballot = self.running(number)?;
        if let Some(closes) = ballot.closes.filter(|closes| *closes <= self.now) {
            return Err(Refusal::State(State::BallotOver(closes.micros())));
        }
        if !ballot.electorate.contains(body) {
            return Err(no_body(body));
        }
        if ballot.roll.contains_key(body) {
            return Err(Refusal::State(State::HasVoted(number)));
        }
        if let Some(reason) = reason {
            if ballot.form == BallotForm::Secret {
                return Err(Refusal::State(State::ReasonNamesVoter));
            }
            words::check("reason", reason, Length::Lines)?;
        }
        let (body, reason) = (body.clone(), reason.cloned());
        Ok(vec![match ballot.form {
            BallotForm::Open => Fact::BallotCast { ballot: number, body, choice, reason },
            BallotForm::Secret => Fact::BallotMarked { ballot: number, body },
        }])
    }

    fn close(self, number: u64) -> Result<Vec<Fact>, Refusal> {
        let ballot = self.running(number)?;
        let is_secret = ballot.form == BallotForm::Secret;
        if ballot.roll.len() < ballot.electorate.len() {
            match ballot.closes {
                Some(closes) if closes > self.now => {
                    return Err(Refusal::State(State::BallotRunsUntil(closes.micros())));
                }
                // Whoever may choose the moment could choose whose slip is the last to come out.
                None if is_secret => return Err(Refusal::State(State::BallotWaits(number))),
                _ => {}
            }
        }
        let mut facts = Vec::new();
        let mut slips = Vec::new();
        if is_secret {
            if ballot.roll.len() < SECRET_FEWEST {
                return Err(Refusal::State(State::TooFewForSecrecy(SECRET_FEWEST as u64)));
            }
            slips = match self.urn {
                Urn::Opened(slips) => slips.clone(),
                Urn::Sealed | Urn::Counted(_) | Urn::Reckoned(_) => Vec::new(),
            };
            if slips.len() != ballot.roll.len() || slips.len() > SLIP_LIMIT {
                return Err(Refusal::State(State::UrnDisagrees(number)));
            }
            slips.sort_unstable();
            facts.push(Fact::UrnOpened { ballot: number, slips: slips.clone() });
        }
        let model = electorate(&self.case.dossier)?;
        let (tally, outcome) = counted(ballot, &slips, &model);
        facts.push(Fact::BallotClosed { ballot: number, tally, outcome });
        Ok(facts)
    }

    /// The ballot, if it is open.
    fn running(self, number: u64) -> Result<&'a Ballot, Refusal> {
        let ballot = self.known_ballot(number)?;
        match ballot.state {
            BallotState::Open => Ok(ballot),
            _ => Err(Refusal::State(State::BallotNotOpen(number))),
        }
    }

    pub(super) fn known_ballot(self, number: u64) -> Result<&'a Ballot, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::Ballot, name: number.to_string() };
        self.case.ballots.get(&number).ok_or_else(unknown)
    }
}

/// Whether the rule can be applied to votes without names: every body counts the same in every
/// requirement, and nobody has a veto.
fn is_nameless(model: &Model) -> bool {
    let mut tallies = model.terms.alternatives.iter().flatten();
    model.terms.veto.is_empty() && tallies.all(|tally| tally.counts.windows(2).all(|two| two[0] == two[1]))
}

/// The votes, and what the rule makes of them. Slips of a secret ballot are dealt to those who voted
/// in any order: under a rule that allows one, it makes no difference.
fn counted(ballot: &Ballot, slips: &[Choice], model: &Model) -> (Tally, Outcome) {
    let mut slips = slips.iter();
    let votes: Vec<(&Id, Choice)> = ballot
        .roll
        .iter()
        .filter_map(|(body, vote)| {
            let choice = match vote {
                Some(vote) => vote.choice,
                None => *slips.next()?,
            };
            Some((body, choice))
        })
        .collect();
    let voted: Vec<Option<Voted>> = model
        .members
        .iter()
        .map(|member| {
            let vote = votes.iter().find(|(body, _)| **body == member.id);
            vote.map(|(_, verdict)| Voted { verdict: *verdict, clause: None })
        })
        .collect();
    let of = |choice: Verdict| votes.iter().filter(|(_, given)| *given == choice).count() as u64;
    let tally = Tally {
        accept: of(Verdict::Accept),
        reject: of(Verdict::Reject),
        abstain: of(Verdict::Abstain),
        absent: (ballot.electorate.len() as u64).saturating_sub(votes.len() as u64),
    };
    let present: BTreeSet<&Id> = votes.iter().map(|(body, _)| *body).collect();
    let outcome = if quorum(model, &present).state == QuorumState::Lost {
        Outcome::NoQuorum
    } else if model.is_won(&voted) {
        Outcome::Ratified
    } else {
        Outcome::NotRatified
    };
    (tally, outcome)
}
