//! Folding: what each fact makes of a case.
//!
//! Total and forgiving: a fact about something that is not there, because its own fact was erased,
//! leaves no trace and does no harm.

use std::sync::Arc;

use super::{
    Case, Stage,
    ballot::{Ballot, BallotState, Vote},
    change::{Change, Proposal},
    fact::Fact,
    guest::{Acceptance, Guest},
    mandate::Mandate,
    meeting::{Attendance, Decision, Meeting, Movement},
    names::{AccountId, Moment},
    position::{Adopted, Computed, Reopened},
    report::Kept,
    signing::digests,
    statement::{Kind, Statement, Version},
    wording::{Wording, WordingState},
};
use crate::{
    dossier::{Body, Commitment, Committee, Condition, FiledStance, Harm, Party, Place, Provision, RedLine},
    initiative::stress::Stress,
    position::unify::answer::TradeAnswer,
    text::Id,
};

impl Case {
    /// Folds a fact in that somebody brought about at a moment.
    pub(super) fn fold(&mut self, fact: Fact, actor: &AccountId, at: Moment) {
        if let Fact::StanceFiled { stance } = &fact {
            self.confide(stance, actor, at);
        }
        let Some(fact) = self.press.fold(fact, self.entries, actor, at) else { return };
        let fired = match &fact {
            Fact::TriggerFired { number, .. } => Some(*number),
            _ => None,
        };
        let Some(fact) = self.followup.fold(fact, self.entries, actor, at) else {
            if let Some(number) = fired {
                let present = self.who_follow_up(at);
                self.followup.attend(number, present);
            }
            return;
        };
        let Some(fact) = self.polls.fold(fact, at) else { return };
        match fact {
            Fact::CaseOpened { title, secretariat } => {
                self.title = title;
                self.secretariat.extend(secretariat);
                self.stage = self.stage.max(Stage::Preparing);
            }
            Fact::SecretaryAppointed { account } => {
                self.secretariat.insert(account);
            }
            Fact::SecretaryDismissed { account } => {
                self.secretariat.remove(&account);
            }
            Fact::ObserverAdmitted { account, acceptance: Acceptance::Given } => {
                self.observers.insert(account);
            }
            Fact::ObserverAdmitted { account, acceptance: Acceptance::Awaited } => {
                self.awaited.insert((Guest::Observer, account));
            }
            Fact::GuestAdmitted { account, guest } => {
                self.awaited.insert((guest, account));
            }
            Fact::ObserverDismissed { account } => self.dismiss(Guest::Observer, account),
            Fact::GuestDismissed { account, guest } => self.dismiss(guest, account),
            Fact::RoleAccepted { account, guest } => {
                let accepted = (guest, account);
                self.awaited.remove(&accepted);
                if accepted.0 == Guest::Observer {
                    self.observers.insert(accepted.1);
                } else {
                    self.guests.insert(accepted);
                }
            }
            Fact::InvitationTaken { invited, account } => self.hand_on(&invited, &account),
            Fact::ConsultationOpened {} => self.stage = self.stage.max(Stage::Consulting),
            Fact::ChangeProposed { proposal, change } => {
                self.proposed = self.proposed.max(proposal);
                self.proposals.insert(proposal, Proposal { change, by: actor.clone(), at });
            }
            Fact::ChangeConfirmed { proposal } | Fact::ChangeDropped { proposal } => {
                self.proposals.remove(&proposal);
            }
            Fact::DelegateMandated { mandate, account, body, from, until, scope, substitute_of } => {
                let given =
                    Mandate { account, body, from, until, scope, substitute_of, accepted: None, ended: None };
                self.mandates.insert(mandate, given);
            }
            Fact::MandateAccepted { mandate } => {
                if let Some(mandate) = self.mandates.get_mut(&mandate) {
                    mandate.accepted = Some(at);
                }
            }
            Fact::MandateEnded { mandate } => {
                if let Some(mandate) = self.mandates.get_mut(&mandate) {
                    mandate.ended = Some(at);
                }
            }
            Fact::PositionComputed {
                position,
                reason,
                package,
                burden,
                support,
                frontier,
                dossier,
                answer,
                support_base: _,
            } => {
                let trade = traded(package, burden, support);
                self.computed = Some(Computed { at, position, reason, trade, frontier, dossier, answer });
            }
            Fact::PositionAdopted { position, package, burden, support, ballot, dossier, answer, .. } => {
                let trade = traded(package, burden, support);
                let (seq, reopened) = (self.entries, None);
                self.adopted.push(Adopted { seq, at, position, trade, ballot, dossier, answer, reopened });
                self.stage = Stage::Adopted;
                self.followup.know();
            }
            Fact::ReportKept { report, sha256 } => {
                self.reports.entry(sha256).or_insert(Kept { at, report });
            }
            Fact::CommitteeFormed { committee } => enter(&mut self.committees, committee),
            Fact::CommitteeMembersChanged { seating } => {
                if let Some(formed) = self.committees.iter_mut().find(|it| it.id == seating.committee) {
                    formed.members = seating.of(&formed.members);
                    self.followup.drop_seal_keys(&seating.without_keys);
                }
            }
            Fact::PositionReopened { reason } => {
                let last_ballot = self.ballots.keys().next_back().copied();
                if let Some(adopted) = self.adopted.last_mut() {
                    adopted.reopened = Some(Reopened { at, reason, last_ballot });
                }
                let is_told = |it: &&mut Statement| {
                    it.released.is_some() && it.version().is_some_and(|it| it.draft.kind == Kind::Position)
                };
                for statement in self.statements.values_mut().filter(is_told) {
                    statement.is_held_back |= statement.public_from().is_some_and(|from| from > at);
                    statement.reviewed.get_or_insert(at);
                }
                // What somebody asked for has happened.
                self.proposals.retain(|_, it| !matches!(it.change, Change::ReopenPosition(_)));
                self.computed = None;
                self.stage = Stage::Consulting;
            }
            Fact::StatementDrafted { statement, version, draft } => {
                let drafted = Arc::new(Version { at, by: actor.clone(), entry: self.entries, draft });
                self.statements.entry(statement).or_default().versions.insert(version, drafted);
            }
            Fact::StatementReleased { statement: number, version } => {
                if let Some(statement) = self.statements.get_mut(&number) {
                    statement.released = Some((version, at));
                    statement.entry = Some(self.entries);
                    let draft = statement.versions.get(&version).map(|it| &it.draft);
                    statement.digests = draft.map(digests).unwrap_or_default();
                }
                self.fold_about(number, at);
            }
            fact @ (Fact::SignersSet { .. }
            | Fact::StatementSigned { .. }
            | Fact::StatementCommented { .. }
            | Fact::CommentResolved { .. }) => self.fold_signing(fact, actor, at),
            Fact::KeyChanged { to, .. } => self.keys.push((at, to)),
            fact => self.fold_part(fact, at),
        }
    }

    /// What a correction or withdrawal that was released does to what it is about, when nobody has seen that yet.
    fn fold_about(&mut self, number: u64, at: Moment) {
        let draft = self.statements.get(&number).and_then(Statement::version).map(|it| &it.draft);
        let Some((kind, about)) = draft.and_then(|it| Some((it.kind, it.about?))) else { return };
        let waits = self.statements.get(&about).and_then(Statement::public_from).filter(|from| *from > at);
        if waits.is_some() && kind == Kind::Withdrawal {
            for number in [number, about] {
                self.statements.entry(number).and_modify(|it| it.is_held_back = true);
            }
        } else if let Some(statement) = self.statements.get_mut(&number) {
            statement.not_before = waits;
        }
    }

    fn dismiss(&mut self, guest: Guest, account: AccountId) {
        if guest == Guest::Observer {
            self.observers.remove(&account);
        }
        let dismissed = (guest, account);
        self.guests.remove(&dismissed);
        self.awaited.remove(&dismissed);
    }

    /// Facts about what stands in the dossier.
    fn fold_part(&mut self, fact: Fact, at: Moment) {
        let dossier = &mut self.dossier;
        match fact {
            Fact::InitiativeReceived { initiative } | Fact::InitiativeRevised { initiative } => {
                dossier.initiative = initiative;
                self.received.get_or_insert(at);
            }
            Fact::PlaceEntered { place } => enter(&mut dossier.places, place),
            Fact::PlaceWithdrawn { id } => withdraw(&mut dossier.places, &id),
            Fact::PartyEntered { party } => enter(&mut dossier.parties, party),
            Fact::PartyWithdrawn { id } => withdraw(&mut dossier.parties, &id),
            Fact::HarmEntered { harm } => enter(&mut dossier.harms, harm),
            Fact::HarmWithdrawn { id } => withdraw(&mut dossier.harms, &id),
            Fact::ProvisionEntered { provision } => enter(&mut dossier.provisions, provision),
            Fact::ProvisionWithdrawn { id } => withdraw(&mut dossier.provisions, &id),
            Fact::RedLineEntered { red_line } => enter(&mut dossier.red_lines, red_line),
            Fact::RedLineWithdrawn { id } => withdraw(&mut dossier.red_lines, &id),
            Fact::QuoteEntered { quote } => dossier.quotes.push(quote),
            Fact::QuoteWithdrawn { number } => {
                let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                if let Some(at) = at.filter(|at| *at < dossier.quotes.len()) {
                    dossier.quotes.remove(at);
                }
            }
            Fact::CommitteePlanned { committee } => enter(&mut dossier.committees, committee),
            Fact::CommitteeWithdrawn { id } => withdraw(&mut dossier.committees, &id),
            Fact::CommitmentEntered { commitment } => enter(&mut dossier.commitments, commitment),
            Fact::CommitmentWithdrawn { id } => withdraw(&mut dossier.commitments, &id),
            Fact::GameSet { game } => dossier.game = game,
            Fact::TestSet { pack, verifies, responds } => {
                let allow = std::mem::take(&mut dossier.stress.allow);
                dossier.stress = Stress { pack, verifies, responds, allow };
            }
            Fact::FindingAllowed { allowance } => dossier.stress.allow.push(allowance),
            Fact::FindingDisallowed { rule, on } => {
                dossier.stress.allow.retain(|allowance| !allowance.is_of(&rule, &on));
            }
            Fact::BodyAdmitted { body } | Fact::BodyChanged { body } => enter(&mut dossier.bodies, body),
            Fact::BodyDismissed { id } => {
                withdraw(&mut dossier.bodies, &id);
                dossier.stances.retain(|stance| stance.body != id);
            }
            Fact::RuleSet { rule } => dossier.rule = rule,
            Fact::ConditionProposed { condition } | Fact::ConditionChanged { condition } => {
                enter(&mut dossier.conditions, condition);
            }
            Fact::ConditionWithdrawn { id } => withdraw(&mut dossier.conditions, &id),
            Fact::StanceFiled { stance } => file(&mut dossier.stances, stance),
            Fact::StanceWithdrawn { body, version } => {
                dossier.stances.retain(|stance| stance.body != body || stance.version != version);
            }
            fact => self.fold_meeting(fact, at),
        }
    }

    fn fold_meeting(&mut self, fact: Fact, at: Moment) {
        let fact = match fact {
            Fact::MeetingConvened { meeting, title, at, place, agenda, committee } => {
                let convened = Meeting { committee, ..Meeting::convened(title, at, place, agenda) };
                self.meetings.insert(meeting, convened);
                return;
            }
            fact => fact,
        };
        let number = match &fact {
            Fact::AttendanceTaken { meeting, .. }
            | Fact::MeetingOpened { meeting, .. }
            | Fact::DecisionTaken { meeting, .. }
            | Fact::MeetingClosed { meeting, .. } => *meeting,
            _ => return self.fold_wording(fact, at),
        };
        let Some(meeting) = self.meetings.get_mut(&number) else {
            return;
        };
        match fact {
            Fact::AttendanceTaken { body, attendance, .. } => {
                match attendance {
                    Attendance::Present => meeting.present.insert(body.clone()),
                    Attendance::Absent => meeting.present.remove(&body),
                };
                if meeting.opened.is_some() {
                    meeting.movements.push(Movement { at, body, attendance });
                }
            }
            Fact::MeetingOpened { quorum, .. } => {
                meeting.opened = Some((at, quorum));
                meeting.present_at_opening = meeting.present.clone();
                let sits = self.committees.iter().find(|it| meeting.committee.as_ref() == Some(&it.id));
                meeting.sitting = sits.map(|it| it.members.clone());
            }
            Fact::DecisionTaken { item, decision, present, quorum, .. } => {
                meeting.decisions.push(Decision { at, item, decision, present, quorum });
            }
            Fact::MeetingClosed { quorum, .. } => meeting.closed = Some((at, quorum)),
            _ => {}
        }
    }

    fn fold_wording(&mut self, fact: Fact, at: Moment) {
        match fact {
            Fact::WordingOffered { offer, replaces, by, asked } => {
                let (agreed, state) = (Default::default(), WordingState::Open);
                self.wordings.insert(offer, Wording { replaces, by, asked, agreed, state });
            }
            Fact::WordingAgreed { offer, body } => {
                if let Some(wording) = self.wordings.get_mut(&offer) {
                    wording.agreed.insert(body);
                }
            }
            Fact::WordingRefused { offer, body, reason } => {
                if let Some(wording) = self.wordings.get_mut(&offer) {
                    wording.state = WordingState::Refused(body, reason);
                }
            }
            Fact::WordingRetracted { offer } => {
                if let Some(wording) = self.wordings.get_mut(&offer) {
                    wording.state = WordingState::Retracted;
                }
            }
            Fact::WordingTaken { offer } => {
                if let Some(wording) = self.wordings.get_mut(&offer) {
                    wording.state = WordingState::Taken(at);
                    wording.put_into(&mut self.dossier);
                }
            }
            fact => self.fold_ballot(fact, at),
        }
    }

    fn fold_ballot(&mut self, fact: Fact, at: Moment) {
        let fact = match fact {
            Fact::BallotOpened {
                ballot,
                package,
                burden,
                support,
                form,
                electorate,
                closes,
                dossier,
                answer,
            } => {
                let (roll, urn, state) = (Default::default(), Vec::new(), BallotState::Open);
                let opened = Ballot {
                    package,
                    burden,
                    support,
                    form,
                    electorate,
                    closes,
                    dossier,
                    answer,
                    roll,
                    urn,
                    state,
                };
                self.ballots.insert(ballot, opened);
                return;
            }
            fact => fact,
        };
        let number = match &fact {
            Fact::BallotCast { ballot, .. }
            | Fact::BallotMarked { ballot, .. }
            | Fact::UrnOpened { ballot, .. }
            | Fact::BallotClosed { ballot, .. }
            | Fact::BallotCancelled { ballot, .. } => *ballot,
            _ => return,
        };
        let Some(ballot) = self.ballots.get_mut(&number) else {
            return;
        };
        match fact {
            Fact::BallotCast { body, choice, reason, .. } => {
                ballot.roll.insert(body, Some(Vote { choice, reason }));
            }
            Fact::BallotMarked { body, .. } => {
                ballot.roll.insert(body, None);
            }
            Fact::UrnOpened { slips, .. } => ballot.urn = slips,
            Fact::BallotClosed { tally, outcome, .. } => {
                ballot.state = BallotState::Closed { at, tally, outcome };
            }
            Fact::BallotCancelled { reason, .. } => ballot.state = BallotState::Cancelled(reason),
            _ => {}
        }
    }
}

fn traded(package: Option<Vec<Id>>, burden: Option<u64>, support: Option<u64>) -> Option<TradeAnswer> {
    Some(TradeAnswer { package: package?, burden: burden?, support: support? })
}

/// What stands in the dossier under an id.
pub(super) trait Named {
    /// The id.
    fn id(&self) -> &Id;
}

macro_rules! named {
    ($($section:ty),*) => { $(impl Named for $section {
        fn id(&self) -> &Id {
            &self.id
        }
    })* };
}

named!(Place, Party, Harm, Provision, RedLine, Committee, Commitment, Body, Condition);

/// Puts a section in place of the one with its id, or behind the others.
pub(super) fn enter<T: Named>(sections: &mut Vec<T>, section: T) {
    match sections.iter_mut().find(|known| known.id() == section.id()) {
        Some(known) => *known = section,
        None => sections.push(section),
    }
}

/// Takes out the section with an id.
pub(super) fn withdraw<T: Named>(sections: &mut Vec<T>, id: &Id) {
    sections.retain(|known| known.id() != id);
}

/// Puts a stance in place of the body's earlier one on the same version, or behind the others.
pub(super) fn file(stances: &mut Vec<FiledStance>, stance: FiledStance) {
    let earlier =
        stances.iter_mut().find(|known| known.body == stance.body && known.version == stance.version);
    match earlier {
        Some(known) => *known = stance,
        None => stances.push(stance),
    }
}
