//! Opening: the case, its secretariat and observers, a dossier taken over, the consultation.

use std::collections::BTreeSet;

use super::{Checking, sound::read_sound, words};
use crate::{
    case::{
        AccountId, Act, Case, Fact, OBSERVER_LIMIT, Refusal, SECRETARIAT_LIMIT,
        change::Change,
        guest::{Acceptance, Guest},
        refusal::{State, Thing},
    },
    dossier::Dossier,
    initiative::stress::Stress,
    position::rule::Rule,
    text::Text,
};

impl Checking<'_> {
    pub(super) fn opening(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::OpenCase { title, secretariat } => self.open(title, secretariat),
            Act::AppointSecretary { account } => self.change(Change::AppointSecretary(account.clone())),
            Act::DismissSecretary { account } => self.change(Change::DismissSecretary(account.clone())),
            Act::AdmitObserver { account } => self.admit(account, Guest::Observer),
            Act::DismissObserver { account } => self.dismiss(account, Guest::Observer),
            Act::AdmitGuest { account, guest } => self.admit(account, *guest),
            Act::DismissGuest { account, guest } => self.dismiss(account, *guest),
            Act::AcceptRole { guest } => {
                let account = self.actor.clone();
                if !self.case.awaited.contains(&(*guest, account.clone())) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                Ok(vec![Fact::RoleAccepted { account, guest: *guest }])
            }
            Act::TakeInvitation { invited } => self.take_invitation(invited),
            Act::ImportDossier { dossier } => self.import(dossier),
            Act::OpenConsultation {} => Ok(vec![Fact::ConsultationOpened {}]),
            _ => Ok(Vec::new()),
        }
    }

    /// Admits somebody, who has still to accept.
    fn admit(self, account: &AccountId, guest: Guest) -> Result<Vec<Fact>, Refusal> {
        if self.case.is_guest(guest, account) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        let account = account.clone();
        let (count, fact) = match guest {
            Guest::Observer => {
                let acceptance = Acceptance::Awaited;
                (self.case.observers.len(), Fact::ObserverAdmitted { account, acceptance })
            }
            _ => (self.case.guests.len(), Fact::GuestAdmitted { account, guest }),
        };
        if count.saturating_add(self.case.awaited.len()) >= OBSERVER_LIMIT {
            return Err(Refusal::Limit { what: "guests", limit: OBSERVER_LIMIT });
        }
        Ok(vec![fact])
    }

    fn dismiss(self, account: &AccountId, guest: Guest) -> Result<Vec<Fact>, Refusal> {
        if !self.case.is_guest(guest, account) {
            return Err(Refusal::Unknown { what: Thing::Account, name: account.to_string() });
        }
        let account = account.clone();
        Ok(vec![match guest {
            Guest::Observer => Fact::ObserverDismissed { account },
            _ => Fact::GuestDismissed { account, guest },
        }])
    }

    fn open(self, title: &Text, secretariat: &[AccountId]) -> Result<Vec<Fact>, Refusal> {
        words::check("title", title, words::Length::Line)?;
        let mut everybody: BTreeSet<AccountId> = secretariat.iter().cloned().collect();
        everybody.insert(self.actor.clone());
        if everybody.len() > SECRETARIAT_LIMIT {
            return Err(Refusal::Limit { what: "accounts in the secretariat", limit: SECRETARIAT_LIMIT });
        }
        Ok(vec![Fact::CaseOpened { title: title.clone(), secretariat: everybody.into_iter().collect() }])
    }

    fn import(self, source: &str) -> Result<Vec<Fact>, Refusal> {
        if !self.case.is_new() {
            return Err(Refusal::State(State::NotNew));
        }
        Ok(facts_of(read_sound(source.as_bytes(), |_| false)?))
    }
}

impl Case {
    /// Whether somebody is this, or was admitted as this.
    pub(super) fn is_guest(&self, guest: Guest, account: &AccountId) -> bool {
        let wanted = (guest, account.clone());
        let is_observer = guest == Guest::Observer && self.observers.contains(account);
        is_observer || self.guests.contains(&wanted) || self.awaited.contains(&wanted)
    }

    /// Whether nothing but people has been entered so far.
    fn is_new(&self) -> bool {
        let Self { id, entries, leaf, last, title, stage, secretariat, observers, .. } = self.clone();
        let (guests, awaited) = (self.guests.clone(), self.awaited.clone());
        let people = Self { secretariat, observers, guests, awaited, ..Self::empty(id) };
        let bare = Self { entries, leaf, last, title, stage, ..people };
        *self == bare
    }
}

/// A dossier as the facts it would have come from, one for each part of it.
fn facts_of(dossier: Dossier) -> Vec<Fact> {
    let Dossier {
        initiative,
        places,
        parties,
        harms,
        provisions,
        bodies,
        conditions,
        stances,
        rule,
        quotes,
        red_lines,
        committees,
        commitments,
        game,
        stress,
    } = dossier;
    let mut facts = vec![Fact::InitiativeReceived { initiative }];
    facts.extend(places.into_iter().map(|place| Fact::PlaceEntered { place }));
    facts.extend(parties.into_iter().map(|party| Fact::PartyEntered { party }));
    facts.extend(harms.into_iter().map(|harm| Fact::HarmEntered { harm }));
    facts.extend(bodies.into_iter().map(|body| Fact::BodyAdmitted { body }));
    facts.extend(provisions.into_iter().map(|provision| Fact::ProvisionEntered { provision }));
    facts.extend(conditions.into_iter().map(|condition| Fact::ConditionProposed { condition }));
    if rule != Rule::default() {
        facts.push(Fact::RuleSet { rule });
    }
    facts.extend(quotes.into_iter().map(|quote| Fact::QuoteEntered { quote }));
    facts.extend(red_lines.into_iter().map(|red_line| Fact::RedLineEntered { red_line }));
    facts.extend(committees.into_iter().map(|committee| Fact::CommitteePlanned { committee }));
    facts.extend(commitments.into_iter().map(|commitment| Fact::CommitmentEntered { commitment }));
    facts.extend(game.map(|game| Fact::GameSet { game: Some(game) }));
    let Stress { pack, verifies, responds, allow } = stress;
    if pack.is_some() || !verifies.is_empty() || !responds.is_empty() {
        facts.push(Fact::TestSet { pack, verifies, responds });
    }
    facts.extend(allow.into_iter().map(|allowance| Fact::FindingAllowed { allowance }));
    if !stances.is_empty() {
        facts.push(Fact::ConsultationOpened {});
    }
    facts.extend(stances.into_iter().map(|stance| Fact::StanceFiled { stance }));
    facts
}
