//! Acts: what people ask for.
//!
//! Each is one JSON object, `{"act": "file-stance", …}`. Sections of the dossier have the names they
//! have in the file; keys that nobody knows are refused. `docs/acts.md` tells for every act who may,
//! what it needs, what it appends and how it is refused.

mod names;
mod part;

use serde::{Deserialize, Serialize};

pub use self::{
    names::ACTS,
    part::{Part, PartName},
};
use super::{
    ballot::{BallotForm, Choice},
    change::Seating,
    followup::{
        evidence::{Handing, Sealed},
        grade::Grade,
        imports::Import,
        incident::{Attribution, Finding, Incident, Judgement, Sensitivity},
        report::IncidentReport,
        seal::SealKey,
        terms::{Access, Changed, Performance, Task, TaskEnd, Terms},
        trigger::Answer,
    },
    guest::Guest,
    mandate::Scope,
    meeting::Attendance,
    names::{AccountId, Moment},
    poll,
    press_desk::{Admission, Conference, Journalist, Line},
    remark::Says,
    report::{Report, Told},
    statement::Draft,
};
use crate::{
    dossier::{Body, Committee, Condition, Confidence, Date, Initiative, Standing},
    initiative::{stability::game::Game, stress::PackName},
    position::rule::Rule,
    record::hash::Hash,
    statement::{Language, signature::policy::Policy},
    text::{Id, Text},
};

/// Something that somebody asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the variants say what their fields are to them")]
pub enum Act {
    /// Begin a case. Whoever does belongs to the secretariat, together with those named.
    OpenCase {
        #[serde(default)]
        title: Text,
        #[serde(default)]
        secretariat: Vec<AccountId>,
    },
    /// Let somebody run the case, too.
    AppointSecretary { account: AccountId },
    /// Let somebody no longer run the case.
    DismissSecretary { account: AccountId },
    /// Let somebody read along, once they accept.
    AdmitObserver { account: AccountId },
    /// Let somebody no longer read along.
    DismissObserver { account: AccountId },
    /// Let somebody report, take part or read along, once they accept.
    AdmitGuest {
        account: AccountId,
        #[serde(rename = "as")]
        guest: Guest,
    },
    /// Let somebody no longer report, take part or read along.
    DismissGuest {
        account: AccountId,
        #[serde(rename = "as")]
        guest: Guest,
    },
    /// Accept to be what one was admitted as.
    AcceptRole {
        #[serde(rename = "as")]
        guest: Guest,
    },
    /// Take, by the account that one has, what was given to the account that an invitation would have made.
    TakeInvitation { invited: AccountId },

    /// Take over everything that a dossier says: TOML, as in a file.
    ImportDossier { dossier: String },
    /// Say which offer arrived.
    ReceiveInitiative { initiative: Initiative },
    /// Say how the offer changed. `version` is the one after the current.
    ReviseInitiative { initiative: Initiative },
    /// Enter a part of the dossier, or put it in place of the one with its id.
    EnterPart { part: Part },
    /// Take a part out of the dossier.
    WithdrawPart { part: PartName },
    /// Set the model of stability, or take it out.
    SetGame {
        #[serde(default)]
        game: Option<Game>,
    },
    /// Say how the offer is tested: the vocabulary, and which conditions bring somebody who verifies and a response.
    SetTest {
        #[serde(default)]
        pack: Option<PackName>,
        #[serde(default)]
        verifies: Vec<Id>,
        #[serde(default)]
        responds: Vec<Id>,
    },
    /// Accept a finding of the test, for a reason.
    AllowFinding {
        rule: String,
        #[serde(default)]
        on: Vec<Id>,
        reason: Text,
    },
    /// No longer accept a finding.
    DisallowFinding {
        rule: String,
        #[serde(default)]
        on: Vec<Id>,
    },
    /// Enter a press report, and what somebody has confirmed that it tells.
    EnterReport {
        report: Report,
        #[serde(default)]
        told: Told,
    },

    /// Take a body into the coalition.
    AdmitBody { body: Body },
    /// Change what is known of a body.
    ChangeBody { body: Body },
    /// Let a body leave the coalition, with its stances.
    DismissBody { id: Id },
    /// Set how the coalition decides.
    SetRule { rule: Rule },
    /// Confirm a change that somebody else asked for.
    ConfirmChange { proposal: u64 },
    /// Let a change that was asked for not happen.
    DropChange { proposal: u64 },

    /// Let somebody speak for a body. Without `scope`, in everything.
    MandateDelegate {
        account: AccountId,
        body: Id,
        #[serde(default)]
        from: Option<Moment>,
        #[serde(default)]
        until: Option<Moment>,
        #[serde(default)]
        scope: Vec<Scope>,
    },
    /// Let somebody speak in the stead of a delegate, who is silent for so long.
    NameSubstitute {
        mandate: u64,
        account: AccountId,
        #[serde(default)]
        from: Option<Moment>,
        #[serde(default)]
        until: Option<Moment>,
        #[serde(default)]
        scope: Vec<Scope>,
    },
    /// Accept one's own mandate.
    AcceptMandate { mandate: u64 },
    /// End a mandate, and those of its substitutes.
    EndMandate { mandate: u64 },

    /// Let bodies file stances from now on.
    OpenConsultation {},
    /// Call a meeting.
    ConveneMeeting {
        title: Text,
        at: Moment,
        #[serde(default)]
        place: Option<Text>,
        #[serde(default)]
        agenda: Vec<Text>,
    },
    /// Say that a body is there, or is not.
    TakeAttendance { meeting: u64, body: Id, attendance: Attendance },
    /// Begin a meeting.
    OpenMeeting { meeting: u64 },
    /// Say what a meeting decided on an item of its agenda, from 1.
    TakeDecision { meeting: u64, item: u64, decision: Text },
    /// End a meeting.
    CloseMeeting { meeting: u64 },

    /// Ask for a condition. A delegate says for which body; the secretariat need not.
    ProposeCondition {
        condition: Condition,
        #[serde(default)]
        body: Option<Id>,
    },
    /// Change what a condition costs and binds. Its words are changed by an offered wording.
    ChangeCondition { condition: Condition },
    /// Take a condition back.
    WithdrawCondition { id: Id },
    /// Offer other conditions in place of some: another wording, a merger, a split.
    OfferWording { replaces: Vec<Id>, by: Vec<Condition> },
    /// Agree to a wording for a body.
    AgreeToWording { offer: u64, body: Id },
    /// Refuse a wording for a body.
    RefuseWording {
        offer: u64,
        body: Id,
        #[serde(default)]
        reason: Option<Text>,
    },
    /// Take back a wording that was offered.
    RetractWording { offer: u64 },

    /// Answer a version of the offer for a body.
    FileStance {
        body: Id,
        says: String,
        version: u64,
        #[serde(default, rename = "confidential")]
        confidence: Confidence,
        #[serde(default)]
        standing: Standing,
        #[serde(default)]
        reason: Option<Text>,
        #[serde(default)]
        source: Option<Text>,
    },
    /// Take back a body's answer to a version of the offer.
    WithdrawStance { body: Id, version: u64 },
    /// Work out what the coalition can take.
    ComputePosition {},

    /// Ask the bodies whether they take a winning package.
    OpenBallot {
        package: Vec<Id>,
        #[serde(default)]
        form: BallotForm,
        #[serde(default)]
        closes: Option<Moment>,
    },
    /// Vote for a body.
    CastBallot {
        ballot: u64,
        body: Id,
        choice: Choice,
        #[serde(default)]
        reason: Option<Text>,
    },
    /// Count the votes.
    CloseBallot { ballot: u64 },
    /// Let a vote come to nothing.
    CancelBallot { ballot: u64, reason: Text },

    /// Adopt what a ballot ratified; without a ballot, that no package wins.
    AdoptPosition {
        #[serde(default)]
        ballot: Option<u64>,
    },
    /// Form a committee beyond those that the position calls into being.
    FormCommittee { committee: Committee },
    /// Let other bodies sit in a committee that was formed, which a second person confirms.
    ChangeCommitteeMembers { seating: Seating },
    /// Put the adopted position under review.
    ReopenPosition { reason: Text },

    /// Draft a statement; with a number, another version of one that was not released.
    DraftStatement {
        #[serde(default)]
        statement: Option<u64>,
        /// The version that it was written upon; refused when there is a newer one.
        #[serde(default)]
        after: Option<u64>,
        draft: Draft,
    },
    /// Ask for the newest version of a statement to go out, which a second person confirms.
    ReleaseStatement { statement: u64, version: u64 },

    /// Ask for these keys to sign in the coalition's name, which a second person confirms.
    SetSigners { signers: Policy },
    /// Hand in a signature over the text of a statement in a language: a file of SSHSIG or minisign.
    SignStatement { statement: u64, version: u64, language: Language, signature: String },
    /// Say something of a paragraph of a draft, from 1; 0 is the title.
    CommentStatement { statement: u64, version: u64, paragraph: u64, words: Text },
    /// Settle what somebody said of a draft.
    ResolveComment { statement: u64, comment: u64 },
    /// Call a press conference; with a number, call one anew that was called before.
    CallPressConference {
        #[serde(default)]
        number: Option<u64>,
        conference: Conference,
    },
    /// Say that a press conference does not take place.
    CallOffPressConference { number: u64, reason: Text },
    /// Enter a journalist who asks to be let in to a press conference.
    ListJournalist { conference: u64, journalist: Journalist },
    /// Let a journalist in, or not.
    DecideAdmission { applicant: u64, admission: Admission },
    /// Write a holding line or an answer; with a number, write one anew.
    WritePressLine {
        #[serde(default)]
        number: Option<u64>,
        line: Line,
    },
    /// Agree to the newest words of a line that somebody else has written.
    AgreeToPressLine { number: u64, version: u64 },
    /// Take a line away.
    DropPressLine { number: u64 },
    /// Say what a confirmed quote says of the offer, and whose it is, in place of what the reader found.
    NoteRemark {
        report: String,
        span: (u64, u64),
        body: Id,
        #[serde(default)]
        says: Option<Says>,
    },
    /// Put a house template in place of the built-in one; without words, put that one back.
    SetHouseTemplate {
        name: String,
        #[serde(default)]
        words: Option<String>,
    },
    /// Set the terms of the follow-up.
    SetFollowUp { terms: Terms },
    /// Report that something happened. What was sealed with it the server alone says, when it has sealed it.
    ReportIncident {
        report: IncidentReport,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sealed: Vec<Sealed>,
    },
    /// Ask for evidence to be sealed to these keys, which a second person confirms.
    SetSealKeys { keys: Vec<SealKey> },
    /// Take the sealed bytes of some evidence; only the server asks for this, when it hands them out.
    TakeEvidence { numbers: Vec<u64> },
    /// Note that evidence was handed to somebody.
    HandEvidence { number: u64, handing: Handing },
    /// Put evidence under a seal to the keys as they are now; only the server asks for this, when it has sealed it.
    ResealEvidence { number: u64, sealed: Sealed, reason: Text },
    /// Destroy what is kept of some evidence.
    DestroyEvidence { number: u64, reason: Text },
    /// Say that something happened, by some reports.
    OpenIncident {
        incident: Incident,
        #[serde(default)]
        reports: Vec<u64>,
    },
    /// Describe an incident anew.
    ChangeIncident { incident: u64, to: Incident },
    /// Say anew what the public may see of where an incident was, and why.
    SetIncidentSensitivity { incident: u64, sensitivity: Sensitivity, reason: Text },
    /// Let an incident rest on a report, too.
    LinkReport { incident: u64, report: u64 },
    /// Let an incident no longer rest on a report; what was judged of it is judged anew.
    UnlinkReport { incident: u64, report: u64, reason: Text },
    /// Say how far a report's source and what it says are to be believed; the latest counts.
    GradeReport { report: u64, grade: Grade, reason: Text },
    /// Say who did it, and how certain that is; without, that nobody knows.
    AttributeIncident {
        incident: u64,
        #[serde(default)]
        attribution: Option<Attribution>,
    },
    /// Judge whether it happened.
    ReviewIncident { incident: u64, judgement: Judgement, reason: Text },
    /// Hold an incident against a commitment.
    MakeFinding { finding: Finding },
    /// Disagree with a finding.
    DissentFromFinding { finding: u64, reason: Text },
    /// Say whether a commitment is kept.
    NotePerformance { commitment: Id, performance: Performance, reason: Text },
    /// Say since when a place cannot be reached, or that it can.
    NoteAccess {
        #[serde(rename = "where")]
        place: Id,
        access: Access,
        since: Date,
    },
    /// Say that the text or a party is not what it was.
    NoteChange { change: Changed },
    /// Watch what stands in the way of an acceptance.
    NoteObstacle { what: Text },
    /// Say that it is gone.
    ClearObstacle { obstacle: u64, reason: Text },
    /// Fire what is due, by the SHA-256 of its inputs.
    FireTrigger { inputs: Hash },
    /// Answer a trigger for the committee.
    AnswerTrigger { trigger: u64, answer: Answer, reason: Text },
    /// Put to everybody what the committee has not answered in time.
    EscalateTrigger { trigger: u64 },
    /// Take in a table of reports whose rows the store has; only the server asks for this, when it has read them.
    ImportReports { number: u64, import: Import },
    /// Let a table of reports count no longer.
    TakeImportBack { number: u64, reason: Text },
    /// Give a body something to do.
    GiveTask { task: Task },
    /// End a task.
    EndTask { task: u64, end: TaskEnd },
    /// Ask the popular base.
    OpenPublicConsultation { terms: poll::Terms },
    /// Change until when the popular base is asked, or who sees the results.
    ChangePublicConsultation {
        number: u64,
        #[serde(default)]
        closes: Option<Moment>,
        #[serde(default)]
        results: Option<poll::Results>,
        reason: Text,
    },
    /// Take no more votes of a public consultation, and put into the record what it came to.
    ClosePublicConsultation { number: u64 },
    /// Show nobody any more what a statement of a closed public consultation said; counts and hashes stay.
    WithholdPublicWords { number: u64, statement: u64, reason: Text },
    /// Show them again.
    ShowPublicWords { number: u64, statement: u64, reason: Text },
    /// Destroy the ballots of a closed public consultation, which a second person confirms; what was published stays.
    ForgetPublicBallots { number: u64 },
    /// Call a sitting of a committee, whose agenda is what is due.
    ConveneSitting {
        committee: Id,
        at: Moment,
        #[serde(default)]
        place: Option<Text>,
    },
}
