//! Consultation: conditions with their wordings, and stances.

use super::{
    Checking,
    offer::take,
    roll::{limit, next},
    sound::sound,
    stress::forget,
    words::{self, Length},
};
use crate::{
    case::{
        Act, Case, Fact, Refusal,
        fold::{enter, file, withdraw},
        mandate::Scope,
        refusal::{Fault, State, Thing},
        wording::{Wording, WordingState},
    },
    consultation::stance::{Parsed, Said, Stance},
    dossier::{Condition, Dossier, FiledStance, Standing, problem::ProblemKind},
    text::{Id, Text},
};

impl<'a> Checking<'a> {
    pub(super) fn consultation(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::ProposeCondition { condition, body } => self.propose(condition, body.as_ref()),
            Act::ChangeCondition { condition } => self.change_condition(condition),
            Act::WithdrawCondition { id } => {
                self.known_condition(id)?;
                self.check_unworded(id)?;
                let mut changed = self.case.dossier.clone();
                withdraw(&mut changed.conditions, id);
                let mut facts = forget(&mut changed.stress, id);
                sound(&changed, None)?;
                facts.push(Fact::ConditionWithdrawn { id: id.clone() });
                Ok(facts)
            }
            Act::OfferWording { replaces, by } => self.offer_wording(replaces, by),
            Act::AgreeToWording { offer, body } => self.agree(*offer, body),
            Act::RefuseWording { offer, body, reason } => {
                self.asked(*offer, body)?;
                if let Some(reason) = reason {
                    words::check("reason", reason, Length::Lines)?;
                }
                let (body, reason) = (body.clone(), reason.clone());
                Ok(vec![Fact::WordingRefused { offer: *offer, body, reason }])
            }
            Act::RetractWording { offer } => {
                if self.known_wording(*offer)?.state != WordingState::Open {
                    return Err(Refusal::State(State::WordingSettled(*offer)));
                }
                Ok(vec![Fact::WordingRetracted { offer: *offer }])
            }
            Act::FileStance { body, says, version, confidence, standing, reason, source } => {
                let says = said(says)?;
                let (body, reason, source) = (body.clone(), reason.clone(), source.clone());
                let (version, confidence, standing) = (*version, *confidence, *standing);
                self.file(FiledStance { body, says, version, confidence, standing, reason, source })
            }
            Act::WithdrawStance { body, version } => {
                let mut filed = self.case.dossier.stances.iter();
                if !filed.any(|it| it.body == *body && it.version == *version) {
                    return Err(Refusal::Unknown { what: Thing::Stance, name: body.to_string() });
                }
                Ok(vec![Fact::StanceWithdrawn { body: body.clone(), version: *version }])
            }
            _ => Ok(Vec::new()),
        }
    }

    fn propose(self, condition: &Condition, body: Option<&Id>) -> Result<Vec<Fact>, Refusal> {
        if self.case.dossier.conditions.iter().any(|known| known.id == condition.id) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        let mut condition = condition.clone();
        if let Some(body) = body {
            condition.proposed_by = Some(Text::plain(body.as_str()));
        }
        let condition = self.sound_condition(condition)?;
        Ok(vec![Fact::ConditionProposed { condition }])
    }

    fn change_condition(self, condition: &Condition) -> Result<Vec<Fact>, Refusal> {
        let known = self.known_condition(&condition.id)?;
        self.check_unworded(&condition.id)?;
        let mut changed = condition.clone();
        if changed.text.is_empty() {
            changed.text = known.text.clone();
        }
        let is_a_bodys = !self.case.proposers(&condition.id).is_empty();
        if is_a_bodys && changed.text != known.text {
            return Err(Refusal::State(State::WordsAreTheProposers));
        }
        // Who proposed it does not change.
        changed.proposed_by = known.proposed_by.clone();
        let condition = self.sound_condition(changed)?;
        Ok(vec![Fact::ConditionChanged { condition }])
    }

    fn sound_condition(self, condition: Condition) -> Result<Condition, Refusal> {
        let id = condition.id.clone();
        let mut changed = self.case.dossier.clone();
        enter(&mut changed.conditions, condition);
        take(sound(&changed, None)?.conditions, &id).ok_or_else(|| no_condition(&id))
    }

    fn offer_wording(self, replaces: &[Id], by: &[Condition]) -> Result<Vec<Fact>, Refusal> {
        limit("wordings", self.case.wordings.len())?;
        if replaces.is_empty() || by.is_empty() {
            return Err(Refusal::State(State::WordingEmpty));
        }
        let mut asked: Vec<Id> = Vec::new();
        let mut proposers: Vec<&Option<Text>> = Vec::new();
        for id in replaces {
            proposers.push(&self.known_condition(id)?.proposed_by);
            self.check_unworded(id)?;
            asked.extend(self.case.proposers(id));
        }
        asked.sort_unstable();
        asked.dedup();
        let mut wording = Wording {
            replaces: replaces.to_vec(),
            by: by.to_vec(),
            asked: asked.clone(),
            agreed: Default::default(),
            state: WordingState::Open,
        };
        proposers.dedup();
        if let [Some(proposer)] = proposers.as_slice() {
            for condition in &mut wording.by {
                condition.proposed_by = Some(proposer.clone());
            }
        }
        let read = self.sound_wording(&wording)?;
        let by: Vec<Condition> =
            by.iter().filter_map(|new| read.conditions.iter().find(|it| it.id == new.id).cloned()).collect();
        let offer = next(self.case.wordings.keys());
        let is_free = asked.is_empty();
        let mut facts = vec![Fact::WordingOffered { offer, replaces: replaces.to_vec(), by, asked }];
        if is_free {
            facts.push(Fact::WordingTaken { offer });
        }
        Ok(facts)
    }

    fn agree(self, offer: u64, body: &Id) -> Result<Vec<Fact>, Refusal> {
        let wording = self.asked(offer, body)?;
        let mut facts = vec![Fact::WordingAgreed { offer, body: body.clone() }];
        if wording.asked.iter().all(|asked| asked == body || wording.agreed.contains(asked)) {
            self.sound_wording(wording)?;
            facts.push(Fact::WordingTaken { offer });
        }
        Ok(facts)
    }

    fn sound_wording(self, wording: &Wording) -> Result<Dossier, Refusal> {
        let mut changed = self.case.dossier.clone();
        wording.put_into(&mut changed);
        sound(&changed, None)
    }

    /// The wording, if it waits for this body.
    fn asked(self, offer: u64, body: &Id) -> Result<&'a Wording, Refusal> {
        let wording = self.known_wording(offer)?;
        let waits = wording.state == WordingState::Open
            && wording.asked.contains(body)
            && !wording.agreed.contains(body);
        if waits { Ok(wording) } else { Err(Refusal::State(State::WordingSettled(offer))) }
    }

    fn known_wording(self, offer: u64) -> Result<&'a Wording, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::Wording, name: offer.to_string() };
        self.case.wordings.get(&offer).ok_or_else(unknown)
    }

    fn known_condition(self, id: &Id) -> Result<&'a Condition, Refusal> {
        let mut known = self.case.dossier.conditions.iter();
        known.find(|condition| condition.id == *id).ok_or_else(|| no_condition(id))
    }

    /// Refuses to touch a condition while a wording for it waits.
    fn check_unworded(self, id: &Id) -> Result<(), Refusal> {
        let mut open = self.case.wordings.iter();
        match open.find(|(_, it)| it.state == WordingState::Open && it.replaces.contains(id)) {
            Some((offer, _)) => Err(Refusal::State(State::WordingOffered(*offer))),
            None => Ok(()),
        }
    }

    fn file(self, stance: FiledStance) -> Result<Vec<Fact>, Refusal> {
        let current = self.case.dossier.initiative.version;
        if stance.version != current {
            return Err(Refusal::Version { answered: stance.version, current });
        }
        let body = stance.body.clone();
        if stance.standing == Standing::Reported {
            if stance.source.as_ref().is_none_or(Text::is_empty) {
                return Err(Refusal::State(State::SourceMissing));
            }
            let mut filed = self.case.dossier.stances.iter().filter(|it| it.body == body);
            let is_answered = filed.any(|it| it.version == current && it.standing != Standing::Reported);
            if is_answered && !self.speaks_for(&body, Scope::Stances) {
                return Err(Refusal::State(State::MandatedStanceStands));
            }
        }
        let mut changed = self.case.dossier.clone();
        file(&mut changed.stances, stance);
        let mut read = sound(&changed, Some(&body))?.stances.into_iter();
        let filed = read.find(|it| it.body == body && it.version == current);
        let stance = filed.ok_or_else(|| Refusal::Unknown { what: Thing::Stance, name: body.to_string() })?;
        Ok(vec![Fact::StanceFiled { stance }])
    }
}

impl Case {
    /// The bodies whose condition it is: the one that proposed it, or all that agreed to the wording
    /// it came from. None when no member of the coalition proposed it.
    pub fn proposers(&self, condition: &Id) -> Vec<Id> {
        let is_member = |id: &Id| self.dossier.bodies.iter().any(|body| body.id == *id);
        let mut wordings = self.wordings.values().rev();
        let from = wordings.find(|wording| {
            matches!(wording.state, WordingState::Taken(_)) && wording.by.iter().any(|it| it.id == *condition)
        });
        if let Some(wording) = from {
            return wording.asked.iter().filter(|id| is_member(id)).cloned().collect();
        }
        let known = self.dossier.conditions.iter().find(|it| it.id == *condition);
        let named = known.and_then(|it| it.proposed_by.as_ref()).map(|name| name.in_language(""));
        named.and_then(|name| Id::new(name).ok()).filter(is_member).into_iter().collect()
    }
}

fn no_condition(id: &Id) -> Refusal {
    Refusal::Unknown { what: Thing::Condition, name: id.to_string() }
}

/// A stance's words as a stance; what cannot be read is told with the words in place.
pub(super) fn said(source: &str) -> Result<Said, Refusal> {
    Stance::parse(source).map(Parsed::said).map_err(|problems| {
        let faults = problems
            .into_iter()
            .map(|problem| Fault::new(ProblemKind::Stance(problem.kind), "says".to_owned()));
        Refusal::Dossier { problems: faults.collect(), unlisted: 0 }
    })
}
