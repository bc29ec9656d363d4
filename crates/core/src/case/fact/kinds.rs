//! The kinds of facts, each with the version in which it is written now.
//!
//! They are listed by hand: what stands in an entry's header is for good, whatever a variant is called.

use super::Fact;

/// The kind of each fact, and the version in which it is written now.
macro_rules! kinds {
    ($($fact:ident: $kind:literal, $version:literal;)*) => {
        /// Every kind with the version in which it is written now.
        pub const KINDS: &[(&str, u32)] = &[$(($kind, $version)),*];

        impl Fact {
            /// What an entry's header calls it.
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$fact { .. } => $kind),* }
            }

            /// The version of the form of its payload.
            pub fn version(&self) -> u32 {
                match self { $(Self::$fact { .. } => $version),* }
            }
        }
    };
}

kinds! {
    CaseOpened: "case-opened", 1;
    SecretaryAppointed: "secretary-appointed", 1;
    SecretaryDismissed: "secretary-dismissed", 1;
    ObserverAdmitted: "observer-admitted", 2;
    ObserverDismissed: "observer-dismissed", 1;
    GuestAdmitted: "guest-admitted", 1;
    GuestDismissed: "guest-dismissed", 1;
    RoleAccepted: "role-accepted", 1;
    InvitationTaken: "invitation-taken", 1;
    InitiativeReceived: "initiative-received", 2;
    InitiativeRevised: "initiative-revised", 1;
    PlaceEntered: "place-entered", 1;
    PlaceWithdrawn: "place-withdrawn", 1;
    PartyEntered: "party-entered", 1;
    PartyWithdrawn: "party-withdrawn", 1;
    HarmEntered: "harm-entered", 1;
    HarmWithdrawn: "harm-withdrawn", 1;
    ProvisionEntered: "provision-entered", 1;
    ProvisionWithdrawn: "provision-withdrawn", 1;
    RedLineEntered: "red-line-entered", 1;
    RedLineWithdrawn: "red-line-withdrawn", 1;
    QuoteEntered: "quote-entered", 1;
    QuoteWithdrawn: "quote-withdrawn", 1;
    CommitteePlanned: "committee-planned", 1;
    CommitteeWithdrawn: "committee-withdrawn", 1;
    CommitmentEntered: "commitment-entered", 1;
    CommitmentWithdrawn: "commitment-withdrawn", 1;
    GameSet: "game-set", 1;
    TestSet: "test-set", 1;
    FindingAllowed: "finding-allowed", 1;
    FindingDisallowed: "finding-disallowed", 1;
    ReportKept: "report-kept", 1;
    BodyAdmitted: "body-admitted", 1;
    BodyChanged: "body-changed", 1;
    BodyDismissed: "body-dismissed", 1;
    RuleSet: "rule-set", 1;
    ChangeProposed: "change-proposed", 5;
    ChangeConfirmed: "change-confirmed", 1;
    ChangeDropped: "change-dropped", 1;
    DelegateMandated: "delegate-mandated", 1;
    MandateAccepted: "mandate-accepted", 1;
    MandateEnded: "mandate-ended", 1;
    ConsultationOpened: "consultation-opened", 1;
    MeetingConvened: "meeting-convened", 1;
    AttendanceTaken: "attendance-taken", 1;
    MeetingOpened: "meeting-opened", 1;
    DecisionTaken: "decision-taken", 1;
    MeetingClosed: "meeting-closed", 1;
    ConditionProposed: "condition-proposed", 1;
    ConditionChanged: "condition-changed", 1;
    ConditionWithdrawn: "condition-withdrawn", 1;
    WordingOffered: "wording-offered", 1;
    WordingAgreed: "wording-agreed", 1;
    WordingRefused: "wording-refused", 1;
    WordingTaken: "wording-taken", 1;
    WordingRetracted: "wording-retracted", 1;
    StanceFiled: "stance-filed", 2;
    StanceWithdrawn: "stance-withdrawn", 1;
    PositionComputed: "position-computed", 1;
    BallotOpened: "ballot-opened", 1;
    BallotCast: "ballot-cast", 1;
    BallotMarked: "ballot-marked", 1;
    UrnOpened: "urn-opened", 1;
    BallotClosed: "ballot-closed", 1;
    BallotCancelled: "ballot-cancelled", 1;
    PositionAdopted: "position-adopted", 1;
    CommitteeFormed: "committee-formed", 1;
    CommitteeMembersChanged: "committee-members-changed", 1;
    PositionReopened: "position-reopened", 1;
    StatementDrafted: "statement-drafted", 1;
    StatementReleased: "statement-released", 1;
    SignersSet: "signers-set", 1;
    StatementSigned: "statement-signed", 1;
    StatementCommented: "statement-commented", 1;
    CommentResolved: "comment-resolved", 1;
    PressConferenceCalled: "press-conference-called", 1;
    PressConferenceCalledOff: "press-conference-called-off", 1;
    JournalistListed: "journalist-listed", 1;
    AdmissionDecided: "admission-decided", 1;
    PressLineWritten: "press-line-written", 1;
    PressLineAgreed: "press-line-agreed", 1;
    PressLineDropped: "press-line-dropped", 1;
    RemarkNoted: "remark-noted", 1;
    HouseTemplateSet: "house-template-set", 1;
    FollowUpSet: "follow-up-set", 1;
    ReportReceived: "report-received", 1;
    IncidentReported: "incident-reported", 1;
    IncidentOpened: "incident-opened", 1;
    IncidentChanged: "incident-changed", 1;
    IncidentSensitivitySet: "incident-sensitivity-set", 1;
    ReportLinked: "report-linked", 1;
    ReportUnlinked: "report-unlinked", 1;
    ReportGraded: "report-graded", 1;
    IncidentAttributed: "incident-attributed", 1;
    IncidentReviewed: "incident-reviewed", 1;
    FindingMade: "finding-made", 1;
    FindingDissented: "finding-dissented", 1;
    PerformanceNoted: "performance-noted", 1;
    AccessNoted: "access-noted", 1;
    OutsideChangeNoted: "outside-change-noted", 1;
    ObstacleNoted: "obstacle-noted", 1;
    ObstacleCleared: "obstacle-cleared", 1;
    TriggerFired: "trigger-fired", 1;
    TriggerAnswered: "trigger-answered", 1;
    TriggerEscalated: "trigger-escalated", 1;
    ReportsImported: "reports-imported", 1;
    ImportTakenBack: "import-taken-back", 1;
    SealKeysSet: "seal-keys-set", 1;
    EvidenceReceived: "evidence-received", 1;
    EvidenceTaken: "evidence-taken", 1;
    EvidenceHanded: "evidence-handed", 1;
    EvidenceResealed: "evidence-resealed", 1;
    EvidenceDestroyed: "evidence-destroyed", 1;
    TaskGiven: "task-given", 1;
    TaskEnded: "task-ended", 1;
    PublicConsultationOpened: "public-consultation-opened", 2;
    PublicConsultationChanged: "public-consultation-changed", 1;
    PublicConsultationClosed: "public-consultation-closed", 1;
    PublicWordsWithheld: "public-words-withheld", 1;
    PublicWordsShown: "public-words-shown", 1;
    PublicBallotsForgotten: "public-ballots-forgotten", 1;
    KeyChanged: "key-changed", 1;
}
