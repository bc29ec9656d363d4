//! Checking: whether an act may happen, and which facts it would append.
//!
//! Three questions, in this order: may this person do it; has the case come so far; does it fit
//! what is there. The first two are answered from one table, [`permission`].

mod ballot;
mod consultation;
mod followup;
mod invitation;
mod meeting;
mod offer;
mod opening;
mod permission;
mod poll;
mod position;
mod press_desk;
mod remark;
mod report;
mod roll;
mod signing;
mod sound;
mod statement;
mod stress;
mod words;

pub use self::permission::Role;
use super::{
    AccountId, Act, Case, ENTRY_LIMIT, FACT_LIMIT, Fact, Moment, Refusal,
    ballot::{BallotForm, Slip, Urn},
    signing::Handed,
    statement::Release,
};
use crate::position::unify::Deadline;

/// The most slips of an urn.
pub const SLIP_LIMIT: usize = 20_000;

/// The fewest slips that are ever shown: fewer would tell too much of those who voted, so that a secret
/// ballot with fewer can only be cancelled.
pub const SECRET_FEWEST: usize = 3;

/// What an act is checked against: the case, who asks, when.
#[derive(Clone, Copy)]
struct Checking<'a> {
    case: &'a Case,
    actor: &'a AccountId,
    now: Moment,
    urn: &'a Urn,
    /// When to stop looking for what would be good to know and does not decide.
    deadline: Option<Deadline>,
}

impl Case {
    /// The facts that an act would append if this person did it now; time is taken from the last
    /// entry when the clock is behind it.
    ///
    /// # Errors
    /// When it may not happen. Nothing has changed then, nor has it after a success: facts count
    /// when they are folded.
    pub fn check(&self, act: &Act, actor: &AccountId, now: Moment) -> Result<Vec<Fact>, Refusal> {
        self.check_with_urn(act, actor, now, &Urn::Sealed)
    }

    /// As [`Case::check`], with the urn that closing a secret ballot opens. Whoever keeps the urn
    /// passes it in; it is no part of an act, so that nobody can send one.
    ///
    /// # Errors
    /// As [`Case::check`].
    pub fn check_with_urn(
        &self,
        act: &Act,
        actor: &AccountId,
        now: Moment,
        urn: &Urn,
    ) -> Result<Vec<Fact>, Refusal> {
        self.check_within(act, actor, now, urn, None)
    }

    /// As [`Case::check_with_urn`], by a deadline after which nothing more is looked for that does not decide: what would
    /// mend a position that is lost. What was not looked for any more is said in the fact.
    ///
    /// # Errors
    /// As [`Case::check`].
    pub fn check_within(
        &self,
        act: &Act,
        actor: &AccountId,
        now: Moment,
        urn: &Urn,
        deadline: Option<Deadline>,
    ) -> Result<Vec<Fact>, Refusal> {
        let checking = Checking { case: self, actor, now: self.time(now), urn, deadline };
        checking.permit(act)?;
        let facts = checking.facts(act)?;
        if facts.len() > FACT_LIMIT {
            return Err(Refusal::Limit { what: "facts of one act", limit: FACT_LIMIT });
        }
        let most = ENTRY_LIMIT.saturating_sub(self.entries);
        if u64::try_from(facts.len()).map_or(true, |count| count > most) {
            let limit = usize::try_from(ENTRY_LIMIT).unwrap_or(usize::MAX);
            return Err(Refusal::Limit { what: "entries of a case", limit });
        }
        facts.iter().try_for_each(words::check_seen)?;
        sound::check_sizes(&facts)?;
        Ok(facts)
    }

    /// What must go into the urn, together with the facts of the act, when it is a secret vote.
    pub fn slip(&self, act: &Act) -> Option<Slip> {
        match act {
            Act::CastBallot { ballot, choice, .. } => {
                let secret = self.ballots.get(ballot).filter(|ballot| ballot.form == BallotForm::Secret);
                secret.map(|_| Slip { ballot: *ballot, choice: *choice })
            }
            _ => None,
        }
    }
}

impl Checking<'_> {
    fn facts(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        match act {
            Act::OpenCase { .. }
            | Act::AppointSecretary { .. }
            | Act::DismissSecretary { .. }
            | Act::AdmitObserver { .. }
            | Act::DismissObserver { .. }
            | Act::AdmitGuest { .. }
            | Act::DismissGuest { .. }
            | Act::AcceptRole { .. }
            | Act::TakeInvitation { .. }
            | Act::ImportDossier { .. }
            | Act::OpenConsultation {} => self.opening(act),
            Act::ReceiveInitiative { .. }
            | Act::ReviseInitiative { .. }
            | Act::EnterPart { .. }
            | Act::WithdrawPart { .. } => self.offer(act),
            Act::SetGame { .. }
            | Act::SetTest { .. }
            | Act::AllowFinding { .. }
            | Act::DisallowFinding { .. } => self.test(act).map(|fact| vec![fact]),
            Act::EnterReport { report, told } => self.report(report, told),
            Act::AdmitBody { .. }
            | Act::ChangeBody { .. }
            | Act::DismissBody { .. }
            | Act::SetRule { .. }
            | Act::ConfirmChange { .. }
            | Act::DropChange { .. }
            | Act::MandateDelegate { .. }
            | Act::NameSubstitute { .. }
            | Act::AcceptMandate { .. }
            | Act::EndMandate { .. } => self.roll(act),
            Act::ConveneMeeting { .. }
            | Act::TakeAttendance { .. }
            | Act::OpenMeeting { .. }
            | Act::TakeDecision { .. }
            | Act::CloseMeeting { .. } => self.meeting(act),
            Act::ProposeCondition { .. }
            | Act::ChangeCondition { .. }
            | Act::WithdrawCondition { .. }
            | Act::OfferWording { .. }
            | Act::AgreeToWording { .. }
            | Act::RefuseWording { .. }
            | Act::RetractWording { .. }
            | Act::FileStance { .. }
            | Act::WithdrawStance { .. } => self.consultation(act),
            Act::OpenBallot { .. }
            | Act::CastBallot { .. }
            | Act::CloseBallot { .. }
            | Act::CancelBallot { .. } => self.ballot(act),
            Act::ComputePosition {}
            | Act::AdoptPosition { .. }
            | Act::FormCommittee { .. }
            | Act::ChangeCommitteeMembers { .. }
            | Act::ReopenPosition { .. } => self.position(act),
            Act::DraftStatement { statement, after, draft } => self.draft(*statement, *after, draft),
            Act::ReleaseStatement { statement, version } => {
                self.release(Release { statement: *statement, version: *version })
            }
            Act::SetSigners { signers } => self.set_signers(signers),
            Act::SignStatement { statement, version, language, signature } => {
                let (statement, version, language) = (*statement, *version, *language);
                self.sign(Handed { statement, version, language, signature })
            }
            Act::CommentStatement { statement, version, paragraph, words } => {
                self.comment(*statement, *version, *paragraph, words)
            }
            Act::ResolveComment { statement, comment } => self.resolve(*statement, *comment),
            Act::CallPressConference { .. }
            | Act::CallOffPressConference { .. }
            | Act::ListJournalist { .. }
            | Act::DecideAdmission { .. }
            | Act::WritePressLine { .. }
            | Act::AgreeToPressLine { .. }
            | Act::DropPressLine { .. }
            | Act::NoteRemark { .. }
            | Act::SetHouseTemplate { .. } => self.press_desk(act),
            Act::SetFollowUp { .. }
            | Act::ReportIncident { .. }
            | Act::SetSealKeys { .. }
            | Act::TakeEvidence { .. }
            | Act::HandEvidence { .. }
            | Act::ResealEvidence { .. }
            | Act::DestroyEvidence { .. }
            | Act::OpenIncident { .. }
            | Act::ChangeIncident { .. }
            | Act::SetIncidentSensitivity { .. }
            | Act::LinkReport { .. }
            | Act::UnlinkReport { .. }
            | Act::GradeReport { .. }
            | Act::AttributeIncident { .. }
            | Act::ReviewIncident { .. }
            | Act::MakeFinding { .. }
            | Act::DissentFromFinding { .. }
            | Act::NotePerformance { .. }
            | Act::NoteAccess { .. }
            | Act::NoteChange { .. }
            | Act::NoteObstacle { .. }
            | Act::ClearObstacle { .. }
            | Act::FireTrigger { .. }
            | Act::AnswerTrigger { .. }
            | Act::EscalateTrigger { .. }
            | Act::ImportReports { .. }
            | Act::TakeImportBack { .. }
            | Act::GiveTask { .. }
            | Act::EndTask { .. }
            | Act::ConveneSitting { .. } => self.follow_up(act),
            Act::OpenPublicConsultation { .. }
            | Act::ChangePublicConsultation { .. }
            | Act::ClosePublicConsultation { .. }
            | Act::WithholdPublicWords { .. }
            | Act::ShowPublicWords { .. }
            | Act::ForgetPublicBallots { .. } => self.poll(act),
        }
    }
}
