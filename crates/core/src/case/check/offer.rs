//! The offer: its versions, and the parts of the dossier that describe it.

use super::{Checking, sound::sound, stress::forget};
use crate::{
    case::{
        Act, Fact, Refusal,
        act::{Part, PartName},
        fold::{Named, enter, withdraw},
        followup::trigger::OWED_LIMIT,
        refusal::{State, Thing},
    },
    dossier::{Dossier, Initiative},
    text::Id,
};

impl Checking<'_> {
    pub(super) fn offer(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::ReceiveInitiative { initiative } => {
                if self.case.received.is_some() {
                    return Err(Refusal::State(State::InitiativeReceived));
                }
                let initiative = self.with_initiative(initiative)?;
                Ok(vec![Fact::InitiativeReceived { initiative }])
            }
            Act::ReviseInitiative { initiative } => {
                let current = &self.case.dossier.initiative;
                if initiative.id != current.id {
                    return Err(Refusal::State(State::OtherInitiative));
                }
                let next = current.version.saturating_add(1);
                if initiative.version != next {
                    return Err(Refusal::Version { answered: initiative.version, current: next });
                }
                let initiative = self.with_initiative(initiative)?;
                Ok(vec![Fact::InitiativeRevised { initiative }])
            }
            Act::EnterPart { part } => self.enter_part(part).map(|fact| vec![fact]),
            Act::WithdrawPart { part } => self.withdraw_part(part),
            _ => Ok(Vec::new()),
        }
    }

    fn with_initiative(self, initiative: &Initiative) -> Result<Initiative, Refusal> {
        let changed = Dossier { initiative: initiative.clone(), ..self.case.dossier.clone() };
        sound(&changed, None).map(|dossier| dossier.initiative)
    }

    fn enter_part(self, part: &Part) -> Result<Fact, Refusal> {
        if let Part::Commitment(commitment) = part {
            fits(commitment.obliged.len(), commitment.rests_on.len())?;
        }
        let mut changed = self.case.dossier.clone();
        match part {
            Part::Place(place) => enter(&mut changed.places, place.clone()),
            Part::Party(party) => enter(&mut changed.parties, party.clone()),
            Part::Harm(harm) => enter(&mut changed.harms, harm.clone()),
            Part::Provision(provision) => enter(&mut changed.provisions, provision.clone()),
            Part::RedLine(red_line) => enter(&mut changed.red_lines, red_line.clone()),
            Part::Quote(quote) => changed.quotes.push(quote.clone()),
            Part::Committee(committee) => enter(&mut changed.committees, committee.clone()),
            Part::Commitment(commitment) => enter(&mut changed.commitments, commitment.clone()),
        }
        let mut read = sound(&changed, None)?;
        let entered = match part {
            Part::Place(it) => take(read.places, &it.id).map(|place| Fact::PlaceEntered { place }),
            Part::Party(it) => take(read.parties, &it.id).map(|party| Fact::PartyEntered { party }),
            Part::Harm(it) => take(read.harms, &it.id).map(|harm| Fact::HarmEntered { harm }),
            Part::Provision(it) => {
                take(read.provisions, &it.id).map(|provision| Fact::ProvisionEntered { provision })
            }
            Part::RedLine(it) => {
                take(read.red_lines, &it.id).map(|red_line| Fact::RedLineEntered { red_line })
            }
            Part::Quote(_) => read.quotes.pop().map(|quote| Fact::QuoteEntered { quote }),
            Part::Committee(it) => {
                take(read.committees, &it.id).map(|committee| Fact::CommitteePlanned { committee })
            }
            Part::Commitment(it) => {
                take(read.commitments, &it.id).map(|commitment| Fact::CommitmentEntered { commitment })
            }
        };
        entered.ok_or_else(|| unknown("the part"))
    }

    fn withdraw_part(self, part: &PartName) -> Result<Vec<Fact>, Refusal> {
        let mut changed = self.case.dossier.clone();
        let fact = match part.clone() {
            PartName::Place(id) => taken(&mut changed.places, id, |id| Fact::PlaceWithdrawn { id }),
            PartName::Party(id) => taken(&mut changed.parties, id, |id| Fact::PartyWithdrawn { id }),
            PartName::Harm(id) => taken(&mut changed.harms, id, |id| Fact::HarmWithdrawn { id }),
            PartName::Provision(id) => {
                taken(&mut changed.provisions, id, |id| Fact::ProvisionWithdrawn { id })
            }
            PartName::RedLine(id) => taken(&mut changed.red_lines, id, |id| Fact::RedLineWithdrawn { id }),
            PartName::Committee(id) => {
                taken(&mut changed.committees, id, |id| Fact::CommitteeWithdrawn { id })
            }
            PartName::Commitment(id) => {
                taken(&mut changed.commitments, id, |id| Fact::CommitmentWithdrawn { id })
            }
            PartName::Quote(number) => {
                let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                match at.filter(|at| *at < changed.quotes.len()) {
                    Some(at) => {
                        changed.quotes.remove(at);
                        Ok(Fact::QuoteWithdrawn { number })
                    }
                    None => Err(unknown(number)),
                }
            }
        }?;
        let mut facts = match part {
            PartName::Place(id) | PartName::Party(id) | PartName::Harm(id) | PartName::Provision(id) => {
                forget(&mut changed.stress, id)
            }
            _ => Vec::new(),
        };
        sound(&changed, None)?;
        facts.push(fact);
        Ok(facts)
    }
}

/// Refuses a commitment that could not fire, since an entry could not hold who owes it and what it rests on.
pub(super) fn fits(obliged: usize, rests_on: usize) -> Result<(), Refusal> {
    if obliged.max(rests_on) > OWED_LIMIT {
        return Err(Refusal::Limit { what: "conditions and parties of a commitment", limit: OWED_LIMIT });
    }
    Ok(())
}

/// The section with an id, out of the dossier that was read.
pub(super) fn take<T: Named>(sections: Vec<T>, id: &Id) -> Option<T> {
    sections.into_iter().find(|section| section.id() == id)
}

fn taken<T: Named>(sections: &mut Vec<T>, id: Id, fact: impl FnOnce(Id) -> Fact) -> Result<Fact, Refusal> {
    if !sections.iter().any(|section| *section.id() == id) {
        return Err(unknown(id));
    }
    withdraw(sections, &id);
    Ok(fact(id))
}

fn unknown(name: impl ToString) -> Refusal {
    Refusal::Unknown { what: Thing::Part, name: name.to_string() }
}
