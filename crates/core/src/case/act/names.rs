//! The names of acts, as JSON has them.
//!
//! They are listed by hand, so that renaming a variant does not rename what programs send.

use super::Act;

/// The name of each act.
macro_rules! names {
    ($($act:ident: $name:literal;)*) => {
        /// Every act's name.
        pub const ACTS: &[&str] = &[$($name),*];

        impl Act {
            /// What JSON calls it.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$act { .. } => $name),* }
            }
        }
    };
}

names! {
    OpenCase: "open-case";
    AppointSecretary: "appoint-secretary";
    DismissSecretary: "dismiss-secretary";
    AdmitObserver: "admit-observer";
    DismissObserver: "dismiss-observer";
    AdmitGuest: "admit-guest";
    DismissGuest: "dismiss-guest";
    AcceptRole: "accept-role";
    TakeInvitation: "take-invitation";
    ImportDossier: "import-dossier";
    ReceiveInitiative: "receive-initiative";
    ReviseInitiative: "revise-initiative";
    EnterPart: "enter-part";
    WithdrawPart: "withdraw-part";
    SetGame: "set-game";
    SetTest: "set-test";
    AllowFinding: "allow-finding";
    DisallowFinding: "disallow-finding";
    EnterReport: "enter-report";
    AdmitBody: "admit-body";
    ChangeBody: "change-body";
    DismissBody: "dismiss-body";
    SetRule: "set-rule";
    ConfirmChange: "confirm-change";
    DropChange: "drop-change";
    MandateDelegate: "mandate-delegate";
    NameSubstitute: "name-substitute";
    AcceptMandate: "accept-mandate";
    EndMandate: "end-mandate";
    OpenConsultation: "open-consultation";
    ConveneMeeting: "convene-meeting";
    TakeAttendance: "take-attendance";
    OpenMeeting: "open-meeting";
    TakeDecision: "take-decision";
    CloseMeeting: "close-meeting";
    ProposeCondition: "propose-condition";
    ChangeCondition: "change-condition";
    WithdrawCondition: "withdraw-condition";
    OfferWording: "offer-wording";
    AgreeToWording: "agree-to-wording";
    RefuseWording: "refuse-wording";
    RetractWording: "retract-wording";
    FileStance: "file-stance";
    WithdrawStance: "withdraw-stance";
    ComputePosition: "compute-position";
    OpenBallot: "open-ballot";
    CastBallot: "cast-ballot";
    CloseBallot: "close-ballot";
    CancelBallot: "cancel-ballot";
    AdoptPosition: "adopt-position";
    FormCommittee: "form-committee";
    ChangeCommitteeMembers: "change-committee-members";
    ReopenPosition: "reopen-position";
    DraftStatement: "draft-statement";
    ReleaseStatement: "release-statement";
    SetSigners: "set-signers";
    SignStatement: "sign-statement";
    CommentStatement: "comment-statement";
    ResolveComment: "resolve-comment";
    CallPressConference: "call-press-conference";
    CallOffPressConference: "call-off-press-conference";
    ListJournalist: "list-journalist";
    DecideAdmission: "decide-admission";
    WritePressLine: "write-press-line";
    AgreeToPressLine: "agree-to-press-line";
    DropPressLine: "drop-press-line";
    NoteRemark: "note-remark";
    SetHouseTemplate: "set-house-template";
    SetFollowUp: "set-follow-up";
    ReportIncident: "report-incident";
    SetSealKeys: "set-seal-keys";
    TakeEvidence: "take-evidence";
    HandEvidence: "hand-evidence";
    ResealEvidence: "reseal-evidence";
    DestroyEvidence: "destroy-evidence";
    OpenIncident: "open-incident";
    ChangeIncident: "change-incident";
    SetIncidentSensitivity: "set-incident-sensitivity";
    LinkReport: "link-report";
    UnlinkReport: "unlink-report";
    GradeReport: "grade-report";
    AttributeIncident: "attribute-incident";
    ReviewIncident: "review-incident";
    MakeFinding: "make-finding";
    DissentFromFinding: "dissent-from-finding";
    NotePerformance: "note-performance";
    NoteAccess: "note-access";
    NoteChange: "note-change";
    NoteObstacle: "note-obstacle";
    ClearObstacle: "clear-obstacle";
    FireTrigger: "fire-trigger";
    AnswerTrigger: "answer-trigger";
    EscalateTrigger: "escalate-trigger";
    ImportReports: "import-reports";
    TakeImportBack: "take-import-back";
    GiveTask: "give-task";
    EndTask: "end-task";
    ConveneSitting: "convene-sitting";
    OpenPublicConsultation: "open-public-consultation";
    ChangePublicConsultation: "change-public-consultation";
    ClosePublicConsultation: "close-public-consultation";
    WithholdPublicWords: "withhold-public-words";
    ShowPublicWords: "show-public-words";
    ForgetPublicBallots: "forget-public-ballots";
}
