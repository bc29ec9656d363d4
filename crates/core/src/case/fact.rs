//! Facts: everything that can stand in a case's record.
//!
//! A fact's kind and the form of its payload are for good: records that were written stay readable.
//! When a form changes, its version rises, and `upcast` turns the older one into it. A fact says
//! all that folding needs, so that what held when it was written never has to be worked out again
//! by a later program.

mod error;
mod kinded;
mod kinds;
mod payload;
mod upcast;

use serde::{Deserialize, Serialize};

pub use self::{error::FactError, kinds::KINDS};
use super::{
    ballot::{BallotForm, Choice, Outcome, Tally},
    change::{Change, Seating},
    followup::{
        back::Back,
        evidence::{Handing, Seal, Sealed},
        grade::Grade,
        imports::Import,
        incident::{Attribution, Finding, Incident, Judgement, Sensitivity},
        report::IncidentReport,
        rows::TableRow,
        seal::SealKey,
        terms::{Access, Changed, Performance, Task, TaskEnd, Terms},
        trigger::{Answer, Inputs},
    },
    guest::{Acceptance, Guest},
    mandate::Scope,
    meeting::{Attendance, Quorum},
    names::{AccountId, Moment},
    poll,
    press_desk::{Admission, Conference, Journalist, Line},
    remark::Remark,
    report::Report,
    statement::Draft,
};
use crate::{
    dossier::{
        Body, Commitment, Committee, Condition, Confidence, Date, FiledStance, Harm, Initiative, Party,
        Place, PositionKind, Provision, Quote, RedLine,
    },
    initiative::{
        stability::game::Game,
        stress::{Allowance, PackName},
    },
    position::{
        rule::Rule,
        unify::answer::{Reason, TradeAnswer},
    },
    record::hash::Hash,
    statement::{Language, signature::policy::Policy},
    text::{Id, Text},
};

/// Something that happened in a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the variants say what their fields are to them")]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fact {
    /// The case began; these run it.
    CaseOpened { title: Text, secretariat: Vec<AccountId> },
    /// Somebody joined the secretariat.
    SecretaryAppointed { account: AccountId },
    /// Somebody left the secretariat.
    SecretaryDismissed { account: AccountId },
    /// Somebody may read along.
    ObserverAdmitted { account: AccountId, acceptance: Acceptance },
    /// Somebody may no longer read along.
    ObserverDismissed { account: AccountId },
    /// Somebody may report or take part, once they accept.
    GuestAdmitted { account: AccountId, guest: Guest },
    /// Somebody may no longer.
    GuestDismissed { account: AccountId, guest: Guest },
    /// Somebody accepted what they were admitted as.
    RoleAccepted { account: AccountId, guest: Guest },
    /// Somebody who has an account takes what was given to the one that an invitation would have made.
    InvitationTaken { invited: AccountId, account: AccountId },

    /// The offer arrived.
    InitiativeReceived { initiative: Initiative },
    /// The offer changed; stances on its earlier versions no longer count.
    InitiativeRevised { initiative: Initiative },
    /// A place stands in the dossier, anew or in place of the one with its id.
    PlaceEntered { place: Place },
    /// A place left the dossier.
    PlaceWithdrawn { id: Id },
    /// A party stands in the dossier.
    PartyEntered { party: Party },
    /// A party left the dossier.
    PartyWithdrawn { id: Id },
    /// A harm stands in the dossier.
    HarmEntered { harm: Harm },
    /// A harm left the dossier.
    HarmWithdrawn { id: Id },
    /// A provision stands in the dossier.
    ProvisionEntered { provision: Provision },
    /// A provision left the dossier.
    ProvisionWithdrawn { id: Id },
    /// A red line stands in the dossier.
    RedLineEntered { red_line: RedLine },
    /// A red line left the dossier.
    RedLineWithdrawn { id: Id },
    /// A quote stands in the dossier, after the others.
    QuoteEntered { quote: Quote },
    /// The quote at this place, from 1, left the dossier.
    QuoteWithdrawn { number: u64 },
    /// A committee is planned.
    CommitteePlanned { committee: Committee },
    /// A committee is no longer planned.
    CommitteeWithdrawn { id: Id },
    /// Reports are held against a commitment.
    CommitmentEntered { commitment: Commitment },
    /// They are so no longer.
    CommitmentWithdrawn { id: Id },
    /// This is the model of stability, or there is none any more.
    GameSet { game: Option<Game> },
    /// This is said about how the offer is tested, what is allowed apart.
    TestSet { pack: Option<PackName>, verifies: Vec<Id>, responds: Vec<Id> },
    /// A finding of the test is accepted.
    FindingAllowed { allowance: Allowance },
    /// It is accepted no longer for exactly this.
    FindingDisallowed { rule: String, on: Vec<Id> },
    /// A press report is kept, with what entered the case from it. The hash is of its text.
    ReportKept { report: Report, sha256: String },

    /// A body joined the coalition.
    BodyAdmitted { body: Body },
    /// What is known of a body changed.
    BodyChanged { body: Body },
    /// A body left the coalition, and its stances with it.
    BodyDismissed { id: Id },
    /// This is how the coalition decides.
    RuleSet { rule: Rule },
    /// Somebody asked for a change that a second person must confirm.
    ChangeProposed { proposal: u64, change: Change },
    /// A second person confirmed it; the change itself follows as a fact of its own.
    ChangeConfirmed { proposal: u64 },
    /// It will not be made.
    ChangeDropped { proposal: u64 },

    /// Somebody may speak for a body, once they accept.
    DelegateMandated {
        mandate: u64,
        account: AccountId,
        body: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Moment>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Moment>,
        scope: Vec<Scope>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        substitute_of: Option<u64>,
    },
    /// The delegate accepted.
    MandateAccepted { mandate: u64 },
    /// The mandate is over.
    MandateEnded { mandate: u64 },

    /// Bodies may file stances from here on.
    ConsultationOpened {},
    /// A meeting was called.
    MeetingConvened {
        meeting: u64,
        title: Text,
        at: Moment,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Text>,
        agenda: Vec<Text>,
        /// The committee whose sitting it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        committee: Option<Id>,
    },
    /// A body is there, or is not.
    AttendanceTaken { meeting: u64, body: Id, attendance: Attendance },
    /// The meeting began, with this quorum.
    MeetingOpened { meeting: u64, quorum: Quorum },
    /// The meeting decided; these were there when it did.
    DecisionTaken { meeting: u64, item: u64, decision: Text, present: Vec<Id>, quorum: Quorum },
    /// The meeting ended, with this quorum.
    MeetingClosed { meeting: u64, quorum: Quorum },

    /// A condition can be asked for.
    ConditionProposed { condition: Condition },
    /// A condition changed, its words apart.
    ConditionChanged { condition: Condition },
    /// A condition can no longer be asked for.
    ConditionWithdrawn { id: Id },
    /// The secretariat asks these bodies to agree that some conditions stand in place of others.
    WordingOffered { offer: u64, replaces: Vec<Id>, by: Vec<Condition>, asked: Vec<Id> },
    /// A body agreed.
    WordingAgreed { offer: u64, body: Id },
    /// A body refused; the conditions stay as they are.
    WordingRefused {
        offer: u64,
        body: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    /// Everybody who was asked agreed; the conditions stand as offered.
    WordingTaken { offer: u64 },
    /// The secretariat took its wording back.
    WordingRetracted { offer: u64 },

    /// A body answered the offer.
    StanceFiled { stance: FiledStance },
    /// A body's answer to a version of the offer was taken back.
    StanceWithdrawn { body: Id, version: u64 },
    /// What the coalition can take, worked out from the dossier as it stood.
    PositionComputed {
        position: PositionKind,
        reason: Option<Reason>,
        package: Option<Vec<Id>>,
        burden: Option<u64>,
        support: Option<u64>,
        support_base: u64,
        frontier: Vec<TradeAnswer>,
        dossier: Hash,
        answer: Hash,
    },

    /// The bodies are asked whether they take a package.
    BallotOpened {
        ballot: u64,
        package: Vec<Id>,
        burden: u64,
        support: u64,
        form: BallotForm,
        electorate: Vec<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closes: Option<Moment>,
        dossier: Hash,
        answer: Hash,
    },
    /// A body voted, openly.
    BallotCast {
        ballot: u64,
        body: Id,
        choice: Choice,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    /// A body voted, secretly: the roll knows that it did, and nothing knows how.
    BallotMarked { ballot: u64, body: Id },
    /// What the urn of a secret ballot held, sorted, so that no order is left to tell anything.
    UrnOpened { ballot: u64, slips: Vec<Choice> },
    /// The votes were counted.
    BallotClosed { ballot: u64, tally: Tally, outcome: Outcome },
    /// The vote came to nothing.
    BallotCancelled { ballot: u64, reason: Text },

    /// This is the coalition's answer.
    PositionAdopted {
        position: PositionKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        package: Option<Vec<Id>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        burden: Option<u64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        support: Option<u64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ballot: Option<u64>,
        dossier: Hash,
        answer: Hash,
        entries: u64,
    },
    /// These follow up.
    CommitteeFormed { committee: Committee },
    /// Other bodies sit in a committee.
    CommitteeMembersChanged { seating: Seating },
    /// The answer is under review.
    PositionReopened { reason: Text },

    /// This is what a statement would say.
    StatementDrafted { statement: u64, version: u64, draft: Draft },
    /// A statement went out, or will when its embargo ends.
    StatementReleased { statement: u64, version: u64 },

    /// These keys sign in the coalition's name from here on.
    SignersSet { signers: Policy },
    /// Somebody has signed the text with this hash; `key` is the key's, as OpenSSH shows it.
    StatementSigned {
        statement: u64,
        version: u64,
        language: Language,
        signer: String,
        key: String,
        sha256: Hash,
        signature: String,
    },
    /// Somebody said something of a paragraph of a draft.
    StatementCommented { statement: u64, version: u64, comment: u64, paragraph: u64, words: Text },
    /// What they said was settled.
    CommentResolved { statement: u64, comment: u64 },
    /// A press conference was called, for the first time or anew.
    PressConferenceCalled { number: u64, conference: Conference },
    /// It does not take place.
    PressConferenceCalledOff { number: u64, reason: Text },
    /// A journalist asks to be let in.
    JournalistListed { applicant: u64, conference: u64, journalist: Journalist },
    /// The journalist is let in, or not.
    AdmissionDecided { applicant: u64, admission: Admission },
    /// This is what a line or an answer of the press desk would say.
    PressLineWritten { number: u64, version: u64, line: Line },
    /// A second person agreed to it.
    PressLineAgreed { number: u64, version: u64 },
    /// It is no longer said.
    PressLineDropped { number: u64 },
    /// This is what a member said after the statement.
    RemarkNoted { remark: Remark },
    /// The house says this in statements of a kind; without words, what the program has.
    HouseTemplateSet { name: String, words: Option<String> },
    /// These are the terms of the follow-up.
    FollowUpSet { terms: Terms },
    /// A report came in that its sender's device has given a name, of which the hash stands here, so that it is known when
    /// it is sent again, also when what it says was erased; with it the row of a table that it was made of, or a hash of the message. The
    /// entry names nobody.
    ReportReceived {
        number: u64,
        name: Hash,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<TableRow>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<Hash>,
    },
    /// A source says that something happened. Who has filed it stands here alone: the entry names nobody.
    IncidentReported { number: u64, by: AccountId, report: IncidentReport },
    /// Somebody who follows up has graded a report, which is what counts from here on.
    ReportGraded {
        report: u64,
        grade: Grade,
        reason: Text,
        /// The incidents that nobody has verified any more, since without this report there is not enough for them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        unverified: Vec<u64>,
    },
    /// Something is said to have happened.
    IncidentOpened { number: u64, incident: Incident },
    /// It is described anew.
    IncidentChanged { number: u64, incident: Incident },
    /// The public may see this of where it was.
    IncidentSensitivitySet { number: u64, sensitivity: Sensitivity, reason: Text },
    /// It rests on this report.
    ReportLinked { incident: u64, report: u64 },
    /// It no longer does, and is judged anew.
    ReportUnlinked { incident: u64, report: u64, reason: Text },
    /// This party or body did it; without, that is not known.
    IncidentAttributed {
        incident: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        attribution: Option<Attribution>,
    },
    /// Somebody has judged whether it happened.
    IncidentReviewed { incident: u64, judgement: Judgement, reason: Text },
    /// It was held against a commitment.
    FindingMade { number: u64, finding: Finding },
    /// Somebody disagrees with that.
    FindingDissented { finding: u64, reason: Text },
    /// A commitment is kept, or is not.
    PerformanceNoted { commitment: Id, performance: Performance, reason: Text },
    /// A place cannot be reached since then, or it can.
    AccessNoted {
        #[serde(rename = "where")]
        place: Id,
        access: Access,
        since: Date,
    },
    /// The text or a party is not what it was.
    OutsideChangeNoted { number: u64, change: Changed },
    /// This stands in the way of an acceptance.
    ObstacleNoted { number: u64, what: Text },
    /// It is gone.
    ObstacleCleared { number: u64, reason: Text },
    /// A trigger fired on these inputs, whose hash is `sha256`; the committee answers by then.
    TriggerFired { number: u64, inputs: Inputs, sha256: Hash, answer_by: Moment },
    /// The committee has answered; when it counts, this is what is left of the position.
    TriggerAnswered {
        number: u64,
        answer: Answer,
        reason: Text,
        /// It was waived since what it rested on was taken back: it counts as not fired.
        #[serde(default, skip_serializing_if = "crate::dossier::keys::is_default")]
        groundless: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        back: Option<Back>,
    },
    /// The committee was silent, and everybody is asked.
    TriggerEscalated { number: u64 },
    /// A table of reports was taken in; its rows stand in the store.
    ReportsImported { number: u64, import: Import },
    /// It no longer counts.
    ImportTakenBack { number: u64, reason: Text },
    /// Evidence is sealed to these keys from here on.
    SealKeysSet { keys: Vec<SealKey> },
    /// Something came with a report and is kept under a seal. The entry names nobody.
    EvidenceReceived {
        number: u64,
        report: u64,
        sealed: Sealed,
        /// An earlier piece of the same bytes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        same_as: Option<u64>,
    },
    /// Somebody took the sealed bytes of these.
    EvidenceTaken { numbers: Vec<u64> },
    /// It was handed to somebody.
    EvidenceHanded { number: u64, handing: Handing },
    /// It is under another seal.
    EvidenceResealed { number: u64, under: Seal, reason: Text },
    /// What was kept of it is destroyed; its hashes stay.
    EvidenceDestroyed { number: u64, reason: Text },
    /// A body is to do something.
    TaskGiven { number: u64, task: Task },
    /// It is done, or dropped.
    TaskEnded { number: u64, end: TaskEnd },

    /// The popular base is asked on these terms.
    PublicConsultationOpened { number: u64, terms: poll::Terms },
    /// It is asked until then, and the results are for these; all else stays.
    PublicConsultationChanged { number: u64, closes: Moment, results: poll::Results, reason: Text },
    /// No vote is taken any more; this is what was counted.
    PublicConsultationClosed { number: u64, count: poll::Count },
    /// Nobody is shown any more what this statement said; what was counted stays.
    PublicWordsWithheld { number: u64, statement: u64, reason: Text },
    /// It is shown again.
    PublicWordsShown { number: u64, statement: u64, reason: Text },
    /// The ballots of a closed consultation are destroyed.
    PublicBallotsForgotten { number: u64 },

    /// From the checkpoint that covers this on, another key signs the record. The key before has signed, in
    /// `handover`, the checkpoint of all entries before this with the new key in it.
    KeyChanged { from: String, to: String, handover: String },
}

impl Fact {
    /// The body that alone may see what the fact says; `None` when everybody in the case may.
    pub fn confidential_to(&self) -> Option<&Id> {
        match self {
            Self::StanceFiled { stance } if stance.confidence == Confidence::Confidential => {
                Some(&stance.body)
            }
            _ => None,
        }
    }

    /// Whether it tells how to reach somebody, which is for the secretariat alone.
    pub fn is_for_the_secretariat(&self) -> bool {
        matches!(self, Self::JournalistListed { .. })
    }

    /// Whether it names a source, a report or evidence, or says why somebody believes one, why a table no longer counts or why a place
    /// is not told, which is for the secretariat and the committee alone.
    pub fn is_for_the_follow_up(&self) -> bool {
        matches!(
            self,
            Self::IncidentReported { .. }
                | Self::ReportReceived { .. }
                | Self::ReportGraded { .. }
                | Self::ReportLinked { .. }
                | Self::ReportUnlinked { .. }
                | Self::IncidentReviewed { .. }
                | Self::IncidentSensitivitySet { .. }
                | Self::ImportTakenBack { .. }
                | Self::EvidenceReceived { .. }
                | Self::EvidenceTaken { .. }
                | Self::EvidenceHanded { .. }
                | Self::EvidenceResealed { .. }
                | Self::EvidenceDestroyed { .. }
        )
    }

    /// Whether the entry that holds it is to name nobody: it stands in the record for good, and whoever has filed a report
    /// is told by what can be erased alone.
    pub fn is_unnamed(&self) -> bool {
        matches!(
            self,
            Self::IncidentReported { .. } | Self::ReportReceived { .. } | Self::EvidenceReceived { .. }
        )
    }
}
