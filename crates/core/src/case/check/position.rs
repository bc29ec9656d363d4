//! Positions: worked out, adopted, followed up, reopened.

use std::collections::BTreeSet;

use super::{
    Checking,
    offer::take,
    roll::no_body,
    sound::sound,
    words::{self, Length},
};
use crate::{
    case::{
        Act, COMMITTEE_LIMIT, Fact, Refusal,
        ballot::{BallotState, Outcome},
        change::{Change, Seating},
        fold::enter,
        refusal::{State, Thing},
    },
    dossier::{Committee, Dossier, PositionKind, write},
    position::{
        model::{Model, SuppositionError, Suppositions},
        unify::{Answer, Options, unify},
    },
    record::hash::Hash,
    text::Id,
};

impl Checking<'_> {
    pub(super) fn position(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::ComputePosition {} => self.compute(),
            Act::AdoptPosition { ballot } => match ballot {
                Some(ballot) => self.adopt_ratified(*ballot),
                None => self.adopt_computed(),
            },
            Act::FormCommittee { committee } => self.form(committee),
            Act::ChangeCommitteeMembers { seating } => self.seat(seating),
            Act::ReopenPosition { reason } => {
                words::check_given("reason", reason, Length::Lines)?;
                let change = Change::ReopenPosition(reason.clone());
                if self.follows_up_alone() {
                    return Ok(vec![change.fact(0)]);
                }
                if self.case.proposals.values().any(|it| matches!(it.change, Change::ReopenPosition(_))) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                self.propose_change(change)
            }
            _ => Ok(Vec::new()),
        }
    }

    fn compute(self) -> Result<Vec<Fact>, Refusal> {
        let dossier = sound(&self.case.dossier, None)?;
        let answer = unify(&dossier, &Options::default()).map_err(unsupposed)?;
        if answer.proof.is_refuted() {
            return Err(Refusal::State(State::NotConfirmed));
        }
        let digest = answer_digest(&answer);
        Ok(vec![Fact::PositionComputed {
            position: answer.position,
            reason: answer.reason,
            package: answer.package,
            burden: answer.burden,
            support: answer.support,
            support_base: answer.support_base,
            frontier: answer.frontier,
            dossier: dossier_digest(&dossier)?,
            answer: digest,
        }])
    }

    fn adopt_ratified(self, number: u64) -> Result<Vec<Fact>, Refusal> {
        let ballot = self.known_ballot(number)?;
        match ballot.state {
            BallotState::Closed { outcome: Outcome::Ratified, .. } => {}
            BallotState::Closed { outcome, .. } => return Err(Refusal::NotRatified { outcome }),
            _ => return Err(Refusal::State(State::BallotNotOpen(number))),
        }
        let reopened = self.case.adopted.last().and_then(|adopted| adopted.reopened.as_ref());
        if reopened.is_some_and(|reopened| reopened.last_ballot >= Some(number)) {
            return Err(Refusal::State(State::BallotLapsed(number)));
        }
        let dossier = dossier_digest(&self.case.dossier)?;
        if dossier != ballot.dossier {
            return Err(Refusal::State(State::DossierChanged(number)));
        }
        let position =
            if ballot.package.is_empty() { PositionKind::Accept } else { PositionKind::AcceptWithConditions };
        self.adopted(Fact::PositionAdopted {
            position,
            package: Some(ballot.package.clone()),
            burden: Some(ballot.burden),
            support: Some(ballot.support),
            ballot: Some(number),
            dossier,
            answer: ballot.answer,
            entries: self.case.entries,
        })
    }

    fn adopt_computed(self) -> Result<Vec<Fact>, Refusal> {
        let dossier = dossier_digest(&self.case.dossier)?;
        let Some(computed) = self.case.computed.as_ref().filter(|it| it.dossier == dossier) else {
            return Err(Refusal::State(State::NotComputed));
        };
        if computed.trade.is_some() {
            return Err(Refusal::State(State::PackageWins));
        }
        if computed.reason.is_none() {
            return Err(Refusal::State(State::NotConfirmed));
        }
        self.adopted(Fact::PositionAdopted {
            position: computed.position,
            package: None,
            burden: None,
            support: None,
            ballot: None,
            dossier,
            answer: computed.answer,
            entries: self.case.entries,
        })
    }

    /// The adoption and, so that nobody can forget them, the committees it calls into being. One that was formed before stays as
    /// it is.
    fn adopted(self, adoption: Fact) -> Result<Vec<Fact>, Refusal> {
        let called = self.case.dossier.committees.iter().filter(|committee| match &adoption {
            Fact::PositionAdopted { position, .. } => {
                committee.on.is_empty() || committee.on.contains(position)
            }
            _ => false,
        });
        let is_new =
            |planned: &&Committee| !self.case.committees.iter().any(|formed| formed.id == planned.id);
        let formed: Vec<Fact> =
            called.filter(is_new).map(|it| Fact::CommitteeFormed { committee: it.clone() }).collect();
        self.committees_fit(formed.len())?;
        Ok([adoption].into_iter().chain(formed).collect())
    }

    /// Forms a committee; where there is one, a second person has to say so, as of its members.
    fn form(self, committee: &Committee) -> Result<Vec<Fact>, Refusal> {
        let change = Change::FormCommittee(self.sound_committee(committee)?);
        if self.case.committees.is_empty() || self.follows_up_alone() {
            return Ok(vec![change.fact(0)]);
        }
        if self.case.proposals.values().any(|it| it.change == change) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        self.propose_change(change)
    }

    /// A committee that can be formed now, as it will be.
    pub(super) fn sound_committee(self, committee: &Committee) -> Result<Committee, Refusal> {
        if self.case.committees.iter().any(|formed| formed.id == committee.id) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        self.committees_fit(1)?;
        let mut changed = self.case.dossier.clone();
        enter(&mut changed.committees, committee.clone());
        let read = take(sound(&changed, None)?.committees, &committee.id);
        let unknown = || Refusal::Unknown { what: Thing::Part, name: committee.id.to_string() };
        read.ok_or_else(unknown)
    }

    /// Asks for a second person: whoever says who sits in a committee says who verifies, answers and opens evidence.
    fn seat(self, seating: &Seating) -> Result<Vec<Fact>, Refusal> {
        let change = self.sound_change(Change::ChangeCommitteeMembers(seating.clone()))?;
        // Keys are never given or taken by one alone.
        if self.follows_up_alone() && seating.without_keys.is_empty() {
            return Ok(vec![change.fact(0)]);
        }
        if self.case.proposals.values().any(|it| it.change == change) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        self.propose_change(change)
    }

    /// Refuses members that a committee could not have now.
    pub(super) fn check_seating(self, seating: &Seating) -> Result<(), Refusal> {
        let formed = self.case.committees.iter().find(|it| it.id == seating.committee);
        let unknown = |name: &str| Refusal::Unknown { what: Thing::Part, name: name.to_owned() };
        let formed = formed.ok_or_else(|| unknown(seating.committee.as_str()))?;
        words::check_given("reason", &seating.reason, Length::Lines)?;
        if seating.joining.is_empty() && seating.leaving.is_empty() {
            return Err(Refusal::State(State::AlreadyThere));
        }
        if seating.joining.iter().any(|it| formed.members.contains(it)) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        let is_body = |id: &Id| self.case.dossier.bodies.iter().any(|it| it.id == *id);
        let unknown_body = seating.joining.iter().find(|it| !is_body(it));
        let gone = unknown_body.or_else(|| seating.leaving.iter().find(|it| !formed.members.contains(it)));
        if let Some(id) = gone {
            return Err(no_body(id));
        }
        let members = seating.of(&formed.members);
        if members.iter().collect::<BTreeSet<_>>().len() < members.len() {
            return Err(Refusal::State(State::AlreadyThere));
        }
        if members.is_empty() {
            return Err(Refusal::State(State::LastMember));
        }
        let keys = self.case.followup.seal_keys();
        if let Some(key) = seating.without_keys.iter().find(|key| !keys.iter().any(|it| it.key == **key)) {
            return Err(unknown(key));
        }
        // Keys go with whoever leaves, and others stay: what comes in is sealed to somebody.
        let is_left = keys.iter().any(|it| !seating.without_keys.contains(&it.key));
        if !seating.without_keys.is_empty() && (seating.leaving.is_empty() || !is_left) {
            return Err(Refusal::State(State::NoSealKeys));
        }
        let mut changed = self.case.dossier.clone();
        enter(&mut changed.committees, Committee { members, ..formed.clone() });
        sound(&changed, None).map(|_| ())
    }

    /// Whether there is nobody else who follows up. Whoever does is not kept from anything then.
    fn follows_up_alone(self) -> bool {
        self.case.who_follow_up(self.now).iter().all(|it| it == self.actor)
    }

    fn committees_fit(self, more: usize) -> Result<(), Refusal> {
        if self.case.committees.len().saturating_add(more) > COMMITTEE_LIMIT {
            return Err(Refusal::Limit { what: "committees", limit: COMMITTEE_LIMIT });
        }
        Ok(())
    }
}

/// The dossier reduced to what decides, if it is sound.
pub(super) fn model_of(dossier: &Dossier) -> Result<Model, Refusal> {
    Model::new(&sound(dossier, None)?, &Suppositions::default()).map_err(unsupposed)
}

/// SHA-256 of the dossier's file, as it is exported.
///
/// # Errors
/// [`Refusal::Dossier`] when no file can hold it.
pub(super) fn dossier_digest(dossier: &Dossier) -> Result<Hash, Refusal> {
    match write::write(dossier) {
        Ok(written) => Ok(Hash::of(&[written.as_bytes()])),
        // Says what cannot be written.
        Err(_) => sound(dossier, None).map(|_| Hash::empty()),
    }
}

/// SHA-256 of what `mawqif unify --json` prints for that file.
fn answer_digest(answer: &Answer) -> Hash {
    let printed = serde_json::to_string_pretty(answer).unwrap_or_default();
    Hash::of(&[printed.as_bytes(), b"\n"])
}

/// Nothing is supposed here, so nothing supposed can be missing.
pub(super) fn unsupposed(_: SuppositionError) -> Refusal {
    Refusal::State(State::NotComputed)
}
