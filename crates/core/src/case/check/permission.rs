//! Who may do what, and when: the one table of it.
//!
//! What is not here is denied. Who is meant by a delegate follows from the mandates in force.

use serde::Serialize;

use super::Checking;
use crate::{
    case::{
        AccountId, Act, Case, Moment, Refusal, Stage,
        act::{Part, PartName},
        ballot::BallotState,
        change::Change,
        guest::Guest,
        mandate::{Lack, Scope},
        refusal::{State, Who},
    },
    dossier::Standing,
    text::Id,
};

/// What somebody is in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub enum Role {
    /// Runs the case.
    Secretariat,
    /// Speaks for a body, now and in this.
    Delegate {
        /// The mandate.
        mandate: u64,
        /// The body.
        body: Id,
        /// In what.
        scope: Vec<Scope>,
    },
    /// Can accept a mandate.
    Invited {
        /// The mandate.
        mandate: u64,
        /// The body.
        body: Id,
    },
    /// Speaks for a body that sits in a committee.
    Committee,
    /// Reads along.
    Observer,
    /// Reports incidents, and sees of the case what is for everybody.
    Reporter,
    /// Takes part in the public consultation; so far there is nothing more than what is for everybody.
    Participant,
    /// Can accept to be one of these.
    Admitted {
        /// Which.
        #[serde(rename = "as")]
        guest: Guest,
    },
}

/// What must be so before an act is looked at more closely.
struct Permission {
    who: Vec<Who>,
    stages: &'static [Stage],
    needs: &'static [Need],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// An initiative was received.
    Initiative,
    /// No ballot is open that decides on the dossier as it stands.
    NoBallot,
}

use Need::{Initiative, NoBallot};
use Stage::{Adopted, Consulting, Empty, Preparing};

const ALWAYS: &[Stage] = &[Preparing, Consulting, Adopted];
const BEFORE_ADOPTION: &[Stage] = &[Preparing, Consulting];

impl Case {
    fn permission(&self, act: &Act, now: Moment) -> Permission {
        let delegate = |body: &Id, scope: Scope| Who::Delegate { body: body.clone(), scope };
        let holder = |mandate: u64| Who::Holder { mandate };
        let secretariat = || vec![Who::Secretariat];
        let (who, stages, needs): (Vec<Who>, &'static [Stage], &'static [Need]) = match act {
            // Whoever runs the server decides who may open cases there.
            Act::OpenCase { .. } => (Vec::new(), &[Empty], &[]),
            Act::AppointSecretary { .. }
            | Act::DismissSecretary { .. }
            | Act::AdmitObserver { .. }
            | Act::DismissObserver { .. }
            | Act::AdmitGuest { .. }
            | Act::DismissGuest { .. }
            | Act::DraftStatement { .. }
            | Act::ReleaseStatement { .. }
            | Act::SetSigners { .. }
            | Act::ResolveComment { .. }
            | Act::MandateDelegate { .. }
            | Act::ConveneMeeting { .. }
            | Act::OpenMeeting { .. }
            | Act::TakeDecision { .. }
            | Act::CloseMeeting { .. } => (secretariat(), ALWAYS, &[]),
            Act::SetSealKeys { .. } => (vec![Who::Secretariat, Who::Committee], ALWAYS, &[]),
            // A signature proves itself, whoever hands it in.
            Act::SignStatement { .. } | Act::CommentStatement { .. } => {
                (vec![Who::Secretariat, Who::Delegates], ALWAYS, &[])
            }
            Act::CallPressConference { .. }
            | Act::CallOffPressConference { .. }
            | Act::ListJournalist { .. }
            | Act::DecideAdmission { .. }
            | Act::WritePressLine { .. }
            | Act::AgreeToPressLine { .. }
            | Act::DropPressLine { .. }
            | Act::NoteRemark { .. }
            | Act::SetHouseTemplate { .. } => (secretariat(), ALWAYS, &[]),
            // The base may be asked before the bodies are, and again on what was adopted.
            Act::OpenPublicConsultation { .. } => (secretariat(), ALWAYS, &[Initiative]),
            Act::ChangePublicConsultation { .. }
            | Act::ClosePublicConsultation { .. }
            | Act::WithholdPublicWords { .. }
            | Act::ShowPublicWords { .. }
            | Act::ForgetPublicBallots { .. } => (secretariat(), ALWAYS, &[]),
            // What members say after the adoption is read as well; nothing else enters by it then.
            Act::EnterReport { .. } => (secretariat(), ALWAYS, &[NoBallot]),
            Act::ImportDossier { .. } => (secretariat(), &[Preparing], &[]),
            Act::ReceiveInitiative { .. } => (secretariat(), BEFORE_ADOPTION, &[]),
            Act::ReviseInitiative { .. } => (secretariat(), BEFORE_ADOPTION, &[Initiative, NoBallot]),
            // What is owed becomes clear after the adoption as well, and whoever follows up knows it best, as long as there
            // is a position to follow up. Places tell where something is and decide nothing.
            Act::EnterPart { part: Part::Commitment(_) | Part::Place(_) }
            | Act::WithdrawPart { part: PartName::Commitment(_) } => {
                let committee = (self.stage == Adopted).then_some(Who::Committee);
                (secretariat().into_iter().chain(committee).collect(), ALWAYS, &[NoBallot])
            }
            Act::EnterPart { .. }
            | Act::WithdrawPart { .. }
            | Act::SetGame { .. }
            | Act::SetTest { .. }
            | Act::AllowFinding { .. }
            | Act::DisallowFinding { .. }
            | Act::AdmitBody { .. }
            | Act::ChangeBody { .. }
            | Act::DismissBody { .. }
            | Act::SetRule { .. }
            | Act::ChangeCondition { .. }
            | Act::OfferWording { .. } => (secretariat(), BEFORE_ADOPTION, &[NoBallot]),
            Act::ConfirmChange { proposal } => match self.proposals.get(proposal) {
                Some(proposal) if proposal.change.is_beside_the_dossier() => {
                    (self.seconds(&proposal.change, now), ALWAYS, &[])
                }
                _ => (secretariat(), BEFORE_ADOPTION, &[NoBallot]),
            },
            Act::DropChange { proposal } => match self.proposals.get(proposal).map(|it| &it.change) {
                // Whoever may ask for it may let go of it.
                Some(change @ Change::ReopenPosition(_)) => (self.seconds(change, now), ALWAYS, &[]),
                _ => (secretariat(), ALWAYS, &[]),
            },
            Act::AcceptRole { guest } => (vec![Who::Admitted { guest: *guest }], ALWAYS, &[]),
            // Whoever holds the link; that is the server's to know.
            Act::TakeInvitation { .. } => (Vec::new(), ALWAYS, &[]),
            Act::OpenConsultation {} => (secretariat(), &[Preparing], &[Initiative]),
            Act::NameSubstitute { mandate, .. } => (vec![Who::Secretariat, holder(*mandate)], ALWAYS, &[]),
            Act::AcceptMandate { mandate } => (vec![holder(*mandate)], ALWAYS, &[]),
            Act::EndMandate { mandate } => {
                let principal = self.mandates.get(mandate).and_then(|it| it.substitute_of);
                let holders = [Some(*mandate), principal].into_iter().flatten().map(holder);
                (secretariat().into_iter().chain(holders).collect(), ALWAYS, &[])
            }
            Act::TakeAttendance { body, .. } => {
                (vec![Who::Secretariat, delegate(body, Scope::Meetings)], ALWAYS, &[])
            }
            Act::ProposeCondition { body, .. } => {
                let who = body.as_ref().map_or(Who::Secretariat, |body| delegate(body, Scope::Conditions));
                (vec![who], BEFORE_ADOPTION, &[Initiative, NoBallot])
            }
            Act::WithdrawCondition { id } => {
                let proposers = self.proposers(id).into_iter().map(|body| delegate(&body, Scope::Conditions));
                let proposers: Vec<Who> = proposers.collect();
                let who = if proposers.is_empty() { secretariat() } else { proposers };
                (who, BEFORE_ADOPTION, &[NoBallot])
            }
            Act::AgreeToWording { body, .. } => {
                (vec![delegate(body, Scope::Conditions)], BEFORE_ADOPTION, &[NoBallot])
            }
            Act::RefuseWording { body, .. } => {
                (vec![delegate(body, Scope::Conditions)], BEFORE_ADOPTION, &[])
            }
            Act::RetractWording { .. } => (secretariat(), BEFORE_ADOPTION, &[]),
            Act::FileStance { body, standing, .. } => {
                let mut who = vec![delegate(body, Scope::Stances)];
                if *standing == Standing::Reported {
                    who.push(Who::Secretariat);
                }
                (who, &[Consulting], &[NoBallot])
            }
            Act::WithdrawStance { body, version } => {
                let mut who = vec![delegate(body, Scope::Stances)];
                let filed = self.dossier.stances.iter();
                let mut filed = filed.filter(|it| it.body == *body && it.version == *version);
                if filed.any(|it| it.standing == Standing::Reported) {
                    who.push(Who::Secretariat);
                }
                (who, &[Consulting], &[NoBallot])
            }
            Act::ComputePosition {} | Act::AdoptPosition { .. } | Act::OpenBallot { .. } => {
                (secretariat(), &[Consulting], &[Initiative, NoBallot])
            }
            Act::CastBallot { body, .. } => (vec![delegate(body, Scope::Ballots)], &[Consulting], &[]),
            Act::CloseBallot { .. } | Act::CancelBallot { .. } => (secretariat(), &[Consulting], &[]),
            Act::ReportIncident { .. } => {
                (vec![Who::Secretariat, Who::Committee, Who::Reporter], ALWAYS, &[Initiative])
            }
            Act::SetFollowUp { .. }
            | Act::OpenIncident { .. }
            | Act::ChangeIncident { .. }
            | Act::SetIncidentSensitivity { .. }
            | Act::LinkReport { .. }
            | Act::UnlinkReport { .. }
            | Act::GradeReport { .. }
            | Act::AttributeIncident { .. }
            | Act::ReviewIncident { .. }
            | Act::MakeFinding { .. }
            | Act::NotePerformance { .. }
            | Act::NoteAccess { .. }
            | Act::NoteChange { .. }
            | Act::NoteObstacle { .. }
            | Act::ClearObstacle { .. }
            | Act::ImportReports { .. }
            | Act::TakeImportBack { .. }
            | Act::TakeEvidence { .. }
            | Act::HandEvidence { .. }
            | Act::ResealEvidence { .. }
            | Act::DestroyEvidence { .. }
            | Act::GiveTask { .. }
            | Act::EndTask { .. }
            | Act::ConveneSitting { .. }
            | Act::DissentFromFinding { .. }
            | Act::FireTrigger { .. }
            | Act::EscalateTrigger { .. } => (vec![Who::Secretariat, Who::Committee], ALWAYS, &[Initiative]),
            // The committee answers; for it the secretariat, when it was silent or nobody sits in it.
            Act::AnswerTrigger { trigger, .. } => {
                let fired = self.followup.triggers().get(trigger);
                let is_left = fired.is_some_and(|it| self.answers_for_committee(it));
                let secretariat = is_left.then_some(Who::Secretariat);
                (secretariat.into_iter().chain([Who::Committee]).collect(), ALWAYS, &[])
            }
            Act::FormCommittee { .. } | Act::ChangeCommitteeMembers { .. } => {
                (secretariat(), ALWAYS, &[Initiative])
            }
            Act::ReopenPosition { .. } => (vec![Who::Secretariat, Who::Committee], &[Adopted], &[]),
        };
        Permission { who, stages, needs }
    }

    /// Who may confirm a change of people: a mandate, the delegates who speak for the body in stances, as
    /// long as there is one; else others of the secretariat.
    fn seconds(&self, change: &Change, now: Moment) -> Vec<Who> {
        if let Change::NameDelegate(naming) = change {
            let mut mandates = self.mandates.iter().filter(|(_, it)| it.body == naming.body);
            if mandates.any(|(number, _)| self.lack(*number, Scope::Stances, now).is_none()) {
                return vec![Who::Delegate { body: naming.body.clone(), scope: Scope::Stances }];
            }
        }
        if let Change::SetSealKeys(_)
        | Change::ReopenPosition(_)
        | Change::ChangeCommitteeMembers(_)
        | Change::FormCommittee(_) = change
        {
            return vec![Who::Secretariat, Who::Committee];
        }
        vec![Who::Secretariat]
    }

    /// What somebody is in the case at a moment. Whoever has no role has nothing to see.
    pub fn roles(&self, account: &AccountId, now: Moment) -> Vec<Role> {
        let now = self.time(now);
        let mut roles = Vec::new();
        if self.secretariat.contains(account) {
            roles.push(Role::Secretariat);
        }
        let mut is_in_committee = false;
        for (number, mandate) in self.mandates.iter().filter(|(_, mandate)| mandate.account == *account) {
            let (mandate_number, body) = (*number, mandate.body.clone());
            if mandate.accepted.is_none() && !mandate.is_over(now) {
                roles.push(Role::Invited { mandate: mandate_number, body });
                continue;
            }
            let in_force = |scope: &&Scope| self.lack(mandate_number, **scope, now).is_none();
            let scope: Vec<Scope> = mandate.scope.iter().filter(in_force).copied().collect();
            if !scope.is_empty() {
                is_in_committee |= self.committees.iter().any(|it| it.members.contains(&body));
                roles.push(Role::Delegate { mandate: mandate_number, body, scope });
            }
        }
        if is_in_committee {
            roles.push(Role::Committee);
        }
        if self.observers.contains(account) {
            roles.push(Role::Observer);
        }
        for guest in [Guest::Reporter, Guest::Participant] {
            if self.guests.contains(&(guest, account.clone())) {
                roles.push(if guest == Guest::Reporter { Role::Reporter } else { Role::Participant });
            }
        }
        for guest in [Guest::Observer, Guest::Reporter, Guest::Participant] {
            if self.awaited.contains(&(guest, account.clone())) {
                roles.push(Role::Admitted { guest });
            }
        }
        roles
    }

    /// What keeps the holder of a mandate from acting in something at a moment.
    pub fn lack(&self, number: u64, scope: Scope, now: Moment) -> Option<Lack> {
        let mandate = self.mandates.get(&number)?;
        if let Some(lack) = mandate.lack(now) {
            return Some(lack);
        }
        if let Some(principal) = mandate.substitute_of
            && self.mandates.get(&principal).is_none_or(|principal| principal.is_over(now))
        {
            return Some(Lack::Principal(principal));
        }
        if !self.dossier.bodies.iter().any(|body| body.id == mandate.body) {
            return Some(Lack::NoBody);
        }
        if !mandate.scope.contains(&scope) {
            return Some(Lack::Scope(mandate.scope.clone()));
        }
        let mut others = self.mandates.iter();
        let substitute = others.find(|(_, other)| {
            other.substitute_of == Some(number) && other.scope.contains(&scope) && other.lack(now).is_none()
        });
        substitute.map(|(number, _)| Lack::Substituted(*number))
    }

    /// The ballot that is open; there is one at most.
    pub fn open_ballot(&self) -> Option<u64> {
        let open = self.ballots.iter().find(|(_, ballot)| ballot.state == BallotState::Open);
        open.map(|(number, _)| *number)
    }
}

impl Checking<'_> {
    /// Refuses an act that is not for this person, or not for now.
    pub(super) fn permit(self, act: &Act) -> Result<(), Refusal> {
        let Permission { who, stages, needs } = self.case.permission(act, self.now);
        if !who.is_empty() && !who.iter().any(|who| self.is(who)) {
            return Err(self.denial(act, who));
        }
        if !stages.contains(&self.case.stage) {
            return Err(Refusal::Stage { stage: self.case.stage, needs: stages.to_vec() });
        }
        if needs.contains(&Initiative) && self.case.received.is_none() {
            return Err(Refusal::State(State::NoInitiative));
        }
        if needs.contains(&NoBallot)
            && let Some(ballot) = self.case.open_ballot()
        {
            return Err(Refusal::State(State::BallotOpen(ballot)));
        }
        Ok(())
    }

    fn is(self, who: &Who) -> bool {
        match who {
            Who::Secretariat => self.case.secretariat.contains(self.actor),
            Who::Holder { mandate } => {
                let mandate = self.case.mandates.get(mandate);
                mandate.is_some_and(|it| it.account == *self.actor && !it.is_over(self.now))
            }
            Who::Delegate { body, scope } => self.speaks_for(body, *scope),
            Who::Delegates => {
                let roles = self.case.roles(self.actor, self.now);
                roles.iter().any(|it| matches!(it, Role::Delegate { .. }))
            }
            Who::Reporter => self.case.guests.contains(&(Guest::Reporter, self.actor.clone())),
            Who::Committee => self.case.roles(self.actor, self.now).contains(&Role::Committee),
            Who::Admitted { guest } => self.case.is_guest(*guest, self.actor),
        }
    }

    /// Whether the actor speaks for the body in something now.
    pub(super) fn speaks_for(self, body: &Id, scope: Scope) -> bool {
        self.mandates_for(body).any(|number| self.case.lack(number, scope, self.now).is_none())
    }

    fn mandates_for<'b>(self, body: &'b Id) -> impl Iterator<Item = u64> + 'b
    where
        Self: 'b,
    {
        let held = self.case.mandates.iter();
        held.filter(move |(_, it)| it.account == *self.actor && it.body == *body).map(|(number, _)| *number)
    }

    /// Whoever has a mandate is told what it lacks, everybody else who may.
    fn denial(self, act: &Act, who: Vec<Who>) -> Refusal {
        for wanted in &who {
            if let Who::Delegate { body, scope } = wanted {
                let lacks = self.mandates_for(body).filter_map(|mandate| {
                    let lack = self.case.lack(mandate, *scope, self.now)?;
                    Some(Refusal::Mandate { body: body.clone(), mandate, lack })
                });
                if let Some(refusal) = lacks.last() {
                    return refusal;
                }
            }
        }
        Refusal::NotAllowed { act: act.name(), who }
    }
}
