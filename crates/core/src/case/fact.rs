//! Facts: everything that can stand in a case's record.
//!
//! A fact's kind and the form of its payload are for good: records that were written stay readable.
//! When a form changes, its version rises, and `upcast` turns the older one into it. A fact says
//! all that folding needs, so that what held when it was written never has to be worked out again
//! by a later program.

mod error;
mod kinded;
mod upcast;

use serde::{Deserialize, Serialize};

pub use self::error::FactError;
use self::kinded::Kinded;
use super::{
    ballot::{BallotForm, Choice, Outcome, Tally},
    change::Change,
    guest::{Acceptance, Guest},
    mandate::Scope,
    meeting::{Attendance, Quorum},
    names::{AccountId, Moment},
    press_desk::{Admission, Conference, Journalist, Line},
    remark::Remark,
    report::Report,
    statement::Draft,
};
use crate::{
    dossier::{
        Body, Committee, Condition, Confidence, FiledStance, Harm, Initiative, Party, Place, PositionKind,
        Provision, Quote, RedLine, problem::nearest,
    },
    initiative::{
        stability::game::Game,
        stress::{Allowance, PackName},
    },
    position::{
        rule::Rule,
        unify::answer::{Reason, TradeAnswer},
    },
    record::{
        entry::{Content, Entry, Header, Salt},
        error::RecordError,
        hash::Hash,
    },
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

    /// From the checkpoint that covers this on, another key signs the record. The key before has signed, in
    /// `handover`, the checkpoint of all entries before this with the new key in it.
    KeyChanged { from: String, to: String, handover: String },
}

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
    GameSet: "game-set", 1;
    TestSet: "test-set", 1;
    FindingAllowed: "finding-allowed", 1;
    FindingDisallowed: "finding-disallowed", 1;
    ReportKept: "report-kept", 1;
    BodyAdmitted: "body-admitted", 1;
    BodyChanged: "body-changed", 1;
    BodyDismissed: "body-dismissed", 1;
    RuleSet: "rule-set", 1;
    ChangeProposed: "change-proposed", 4;
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
    KeyChanged: "key-changed", 1;
}

impl Fact {
    /// The payload, as JSON text.
    ///
    /// # Errors
    /// [`FactError::Unwritable`], which no fact that a case allows leads to.
    pub fn to_payload(&self) -> Result<String, FactError> {
        let unwritable = || FactError::Unwritable { kind: self.kind() };
        // A variant is written as an object of one key, which is its kind.
        let whole = serde_json::to_string(self).map_err(|_| unwritable())?;
        let inner = whole.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let payload = inner.and_then(|rest| rest.strip_prefix(&format!("\"{}\":", self.kind())));
        payload.map(str::to_owned).ok_or_else(unwritable)
    }

    /// Reads a payload of this kind and version. Older versions are brought up to the newest.
    ///
    /// # Errors
    /// [`FactError::Kind`], [`FactError::Version`], [`FactError::Payload`].
    pub fn from_payload(kind: &str, version: u32, payload: &str) -> Result<Self, FactError> {
        let Some(&(kind, newest)) = KINDS.iter().find(|(known, _)| *known == kind) else {
            let meant = KINDS.iter().map(|(known, _)| *known);
            return Err(FactError::Kind { kind: kind.to_owned(), meant: nearest(kind, meant) });
        };
        if version == 0 || version > newest {
            return Err(FactError::Version { kind, version, newest });
        }
        let payload_error =
            |error: serde_json::Error| FactError::Payload { kind, message: error.to_string() };
        // A derived reader would take a list of the fields' values, too.
        if !payload.trim_ascii_start().starts_with('{') {
            return Err(FactError::Payload { kind, message: "it is no object".to_owned() });
        }
        if version < newest {
            let old = serde_json::from_str(payload).map_err(payload_error)?;
            let new = upcast::upcast(kind, version, newest, old)?;
            return Self::deserialize(Kinded { kind, payload: new }).map_err(payload_error);
        }
        let mut reader = serde_json::Deserializer::from_str(payload);
        let fact = Self::deserialize(Kinded { kind, payload: &mut reader }).map_err(payload_error)?;
        reader.end().map_err(payload_error)?;
        Ok(fact)
    }

    /// The entry that holds the fact.
    ///
    /// # Errors
    /// [`RecordError::EntryNumber`] and [`RecordError::Payload`], when the record or the fact is too
    /// large.
    pub fn to_entry(
        &self,
        seq: u64,
        time: Moment,
        actor: &AccountId,
        salt: Salt,
    ) -> Result<Entry, RecordError> {
        let payload = self.to_payload().map_err(|_| RecordError::Payload)?;
        let header = Header {
            seq,
            time: time.micros(),
            actor: actor.to_string(),
            kind: self.kind().to_owned(),
            version: self.version(),
        };
        Entry::new(header, Content::Kept { salt, payload })
    }

    /// The fact that an entry holds; `None` when it was erased.
    ///
    /// # Errors
    /// Those of [`Fact::from_payload`].
    pub fn of_entry(entry: &Entry) -> Result<Option<Self>, FactError> {
        let Header { kind, version, .. } = entry.header();
        entry.payload().map(|payload| Self::from_payload(kind, *version, payload)).transpose()
    }

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
}
