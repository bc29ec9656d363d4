//! Refusals: why an act may not happen, with what somebody needs to do better.
//!
//! A refusal changes nothing. Its JSON has a `code` that stays, and the fields of its variant.
//! Sentences for people stand with whoever shows them; [`Display`](std::fmt::Display) is for logs and
//! for programs that show nothing better, and repeats nothing confidential.

mod sentence;
mod word_fault;

use std::fmt;

use serde::Serialize;

use self::sentence::{listed, or};
pub use self::word_fault::WordFault;

use super::{
    ballot::Outcome,
    followup::seal::KeyFault,
    guest::Guest,
    mandate::{Lack, Scope},
    meeting::Quorum,
    position::Stage,
    signing::{SignatureFault, SignersFault},
};
use crate::{
    dossier::problem::{ProblemKind, Told},
    statement::{agreement::Disagreement, template::Misworded},
    text::Id,
};

/// Why an act may not happen.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    /// The actor has no role that may do it.
    #[error("`{act}` is not for you: it is for {}", listed(who))]
    NotAllowed {
        /// The act.
        act: &'static str,
        /// Who may.
        who: Vec<Who>,
    },
    /// The actor's mandate is not in force, or is for other things.
    #[error("your mandate for `{body}` does not let you do this now")]
    Mandate {
        /// The body.
        body: Id,
        /// The mandate.
        mandate: u64,
        /// What it lacks.
        lack: Lack,
    },
    /// A second person is needed.
    #[error("whoever asked for a change cannot confirm it; somebody else of the secretariat can")]
    SamePerson {
        /// The change.
        proposal: u64,
    },
    /// The case has not come so far, or is past it.
    #[error("the case is {stage:?}; this needs it to be {}", or(needs))]
    Stage {
        /// How far the case has come.
        stage: Stage,
        /// Where it would have to be.
        needs: Vec<Stage>,
    },
    /// The case is not as the act needs it.
    #[error("{}", .0.sentence())]
    State(State),
    /// Nothing is known by that name.
    #[error("there is no {what} `{name}`")]
    Unknown {
        /// What it would be.
        what: Thing,
        /// The name or number.
        name: String,
    },
    /// The dossier would not be sound.
    #[error("the dossier would not be sound: {}", problems.first().map_or("", |it| it.message.as_str()))]
    Dossier {
        /// What would be wrong.
        problems: Vec<Fault>,
        /// How many more there are.
        unlisted: usize,
    },
    /// Words that cannot be shown or stored.
    #[error("`{field}` {}", fault.sentence())]
    Words {
        /// The field of the act.
        field: &'static str,
        /// What is wrong with it.
        fault: WordFault,
    },
    /// The stance answers another version than the current one.
    #[error("the offer is at version {current}, not {answered}")]
    Version {
        /// The version in the act.
        answered: u64,
        /// The version there is, or should be.
        current: u64,
    },
    /// Too few are there for anything to be decided.
    #[error("no quorum: {} of {}", quorum.sum, quorum.base)]
    Quorum {
        /// How it stands.
        quorum: Quorum,
    },
    /// The package does not win by the rule, or cannot stand.
    #[error("this package does not win")]
    PackageLoses {
        /// The packages that would do best, by burden.
        frontier: Vec<Vec<Id>>,
    },
    /// The ballot did not ratify anything.
    #[error("the ballot came to {outcome:?}")]
    NotRatified {
        /// What it came to.
        outcome: Outcome,
    },
    /// A signature that is not taken.
    #[error("{fault}")]
    Signature {
        /// Why.
        fault: SignatureFault,
    },
    /// Signers that cannot be.
    #[error("{fault}")]
    Signers {
        /// Why.
        fault: SignersFault,
    },
    /// The languages of a statement disagree.
    #[error("statement {statement} cannot go out: {fault}")]
    Disagreement {
        /// The statement.
        statement: u64,
        /// About what.
        fault: Disagreement,
    },
    /// A key that evidence cannot be sealed to.
    #[error("key {number}: {}", fault.sentence())]
    SealKey {
        /// Its place, from 1.
        number: usize,
        /// What is wrong.
        fault: KeyFault,
    },
    /// A limit is reached.
    #[error("there can be at most {limit} {what}")]
    Limit {
        /// Of what.
        what: &'static str,
        /// How many, or how long.
        limit: usize,
    },
    /// A house template cannot be used.
    #[error("{}", .0)]
    Template(Misworded),
}

/// How the case is not as an act needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", content = "number", rename_all = "kebab-case")]
pub enum State {
    /// No initiative was received.
    NoInitiative,
    /// One was received already; it can be revised.
    InitiativeReceived,
    /// A revised offer keeps its id.
    OtherInitiative,
    /// A dossier is imported before anything else happens.
    NotNew,
    /// While this ballot is open nothing that it decides on may change.
    BallotOpen(u64),
    /// There is no open ballot of this number.
    BallotNotOpen(u64),
    /// The body has voted.
    HasVoted(u64),
    /// The ballot may be closed when everybody has voted, or from this moment, in microseconds.
    BallotRunsUntil(u64),
    /// The ballot closed to votes at this moment, in microseconds.
    BallotOver(u64),
    /// A secret ballot without an end is closed when everybody has voted; before, it can be cancelled.
    BallotWaits(u64),
    /// A secret ballot with fewer votes than this is not counted; it can be cancelled.
    TooFewForSecrecy(u64),
    /// Slips in the urn and marks on the roll of this ballot do not agree.
    UrnDisagrees(u64),
    /// A secret ballot needs a rule that counts every body the same and gives no veto.
    RuleNeedsNames,
    /// A secret vote cannot carry a reason.
    ReasonNamesVoter,
    /// The position was not computed since the dossier changed.
    NotComputed,
    /// The answer could not be confirmed, so it is not taken.
    NotConfirmed,
    /// A package wins, so a ballot must ratify one.
    PackageWins,
    /// This ballot is from before the position was reopened.
    BallotLapsed(u64),
    /// The dossier is not the one that this ballot was about.
    DossierChanged(u64),
    /// The account has that part already.
    AlreadyThere,
    /// The finding is accepted for exactly this already.
    AlreadyAllowed,
    /// The secretariat cannot be empty.
    LastSecretary,
    /// Nobody would sit in the committee any more.
    LastMember,
    /// The mandate is accepted or over.
    MandateSettled(u64),
    /// A substitute has no substitute.
    SubstituteOfSubstitute(u64),
    /// The mandate would end before it begins.
    EndsBeforeItBegins,
    /// The meeting is not open.
    MeetingNotOpen(u64),
    /// The meeting is open or closed already.
    MeetingBegun(u64),
    /// The meeting is closed.
    MeetingClosed(u64),
    /// A body's condition gets other words by an offered wording only.
    WordsAreTheProposers,
    /// The wording waits for nobody, or not for this body.
    WordingSettled(u64),
    /// A wording for one of the conditions waits for an answer.
    WordingOffered(u64),
    /// A wording needs conditions on either side.
    WordingEmpty,
    /// The body has a mandated stance, which a reported one cannot replace.
    MandatedStanceStands,
    /// A reported stance says where it was read.
    SourceMissing,
    /// The statement was released; it can be corrected or withdrawn.
    StatementReleased(u64),
    /// Only a statement that was released can be corrected or withdrawn.
    StatementNotReleased(u64),
    /// The statement was withdrawn.
    StatementWithdrawn(u64),
    /// Only a correction or a withdrawal is about another statement.
    StatementAboutNone,
    /// A version is of the same kind, and about the same, as those before it.
    StatementKeepsKind(u64),
    /// A newer version of the statement was drafted.
    StatementChanged(u64),
    /// This version was written meanwhile.
    StatementMoved(u64),
    /// The statement was drafted before the position was adopted that it tells.
    StatementOlder(u64),
    /// The statement, or a part of it, is in one language, and does not say why.
    StatementUntranslated(u64),
    /// What the bulletin tells is not what would be told now: more than the public may see, or what no longer holds.
    BulletinTellsMore(u64),
    /// The bulletin is not the next one, or its days do not follow those of the one before.
    BulletinNotNext(u64),
    /// What a bulletin tells of its days is reckoned by the server, for a statement of that kind alone.
    WeekUnreckoned,
    /// The statement has blanks, `⟨…⟩`, that nobody has filled in.
    StatementUnfinished(u64),
    /// The press conference was called off.
    ConferenceOff(u64),
    /// Whoever wrote a line does not agree to it alone.
    LineIsYours(u64),
    /// A newer version of the line was written.
    LineChanged(u64),
    /// A line is agreed in Arabic and English.
    LineUntranslated(u64),
    /// No statement of a position is out that a remark could be held against.
    NothingToHoldAgainst,
    /// It was said before the statement was out.
    SaidBefore(u64),
    /// The device has sent that already, and it is this report.
    ReportedBefore(u64),
    /// This file of reports was taken in before.
    ImportedBefore(u64),
    /// No row of the file counts.
    NothingImported,
    /// The committee has no keys that anything could be sealed to.
    NoSealKeys,
    /// The committee's keys are others than those that it was sealed to.
    SealKeysChanged,
    /// Whoever sends this file has sent it before, and it is this piece of evidence.
    FileSentBefore(u64),
    /// It is another file than this piece of evidence.
    OtherFile(u64),
    /// What was kept of this piece of evidence is destroyed.
    EvidenceDestroyed(u64),
    /// What is reported has happened.
    InTheFuture,
    /// The source of a report is whoever sends it, or is named, and not both.
    SourceTwice,
    /// The place could be reached after that day.
    AccessGiven,
    /// A number is not between its bounds.
    EstimateOutOfOrder,
    /// Whoever has judged an incident is not a second person to it.
    ReviewedByYou(u64),
    /// Whoever has reported something does not judge it.
    ReportIsYours(u64),
    /// Whoever has filed a report grades it in the report, and not again.
    GradeIsYours(u64),
    /// An incident is verified by two origins, or by one reliable source with evidence.
    TooFewOrigins(u64),
    /// Origins that one account has named speak by that account alone, until somebody else stands for one of them.
    OriginsByOne(u64),
    /// What the public may see of an incident is said by an act of its own.
    SensitivityApart(u64),
    /// Only what is verified breaks a commitment.
    NotVerified(u64),
    /// Nothing is due by these inputs, or they have fired.
    NotDue,
    /// The trigger was answered.
    TriggerAnswered(u64),
    /// Whoever fired a trigger, noted what it rests on, or made all findings that it rests on, does not answer it alone.
    AnswerNeedsAnother(u64),
    /// What the trigger rested on was taken back; it can be waived.
    GroundTakenBack(u64),
    /// The committee may answer until this moment, in microseconds.
    AnswerAwaited(u64),
    /// The public consultation has ended.
    PublicConsultationOver(u64),
    /// The public consultation is not closed.
    PublicConsultationNotClosed(u64),
    /// The votes of the public consultation were not counted yet.
    PublicConsultationUncounted(u64),
    /// It would close before it is opened.
    ClosesInThePast,
}

/// What can be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Thing {
    /// A body.
    Body,
    /// A condition.
    Condition,
    /// A part of the dossier.
    Part,
    /// A stance, by its body.
    Stance,
    /// An accepted finding, by its rule.
    Allowance,
    /// An account in that part.
    Account,
    /// A mandate.
    Mandate,
    /// A meeting.
    Meeting,
    /// An item of an agenda.
    Item,
    /// A change that waits for confirmation.
    Proposal,
    /// An offered wording.
    Wording,
    /// A ballot.
    Ballot,
    /// A statement.
    Statement,
    /// An entry of the record.
    Entry,
    /// A paragraph of a statement.
    Paragraph,
    /// A comment on a statement.
    Comment,
    /// A press conference.
    Conference,
    /// A journalist who asks to be let in.
    Journalist,
    /// A line of the press desk.
    Line,
    /// A quote, by its report and place.
    Quote,
    /// A house template.
    Template,
    /// A time zone.
    Zone,
    /// A report of an incident.
    IncidentReport,
    /// An incident.
    Incident,
    /// A finding.
    Finding,
    /// A trigger that has fired.
    Trigger,
    /// A task.
    Task,
    /// A table of reports.
    Import,
    /// A piece of evidence.
    Evidence,
    /// A message from a telephone.
    Message,
    /// An obstacle that is watched.
    Obstacle,
    /// A public consultation.
    PublicConsultation,
    /// A statement of one.
    PublicStatement,
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Body => "body",
            Self::Condition => "condition",
            Self::Part => "part",
            Self::Stance => "stance of",
            Self::Allowance => "accepted finding of",
            Self::Account => "account",
            Self::Mandate => "mandate",
            Self::Meeting => "meeting",
            Self::Item => "item",
            Self::Proposal => "change",
            Self::Wording => "wording",
            Self::Ballot => "ballot",
            Self::Statement => "statement",
            Self::Entry => "entry",
            Self::Paragraph => "paragraph",
            Self::Comment => "comment",
            Self::Conference => "press conference",
            Self::Journalist => "journalist",
            Self::Line => "line",
            Self::Quote => "quote at",
            Self::Template => "template",
            Self::Zone => "time zone",
            Self::IncidentReport => "report",
            Self::Incident => "incident",
            Self::Finding => "finding",
            Self::Trigger => "trigger",
            Self::Task => "task",
            Self::Import => "import",
            Self::Evidence => "evidence",
            Self::Message => "message",
            Self::Obstacle => "obstacle",
            Self::PublicConsultation => "public consultation",
            Self::PublicStatement => "statement of a public consultation",
        })
    }
}

/// Who may do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Who {
    /// The secretariat.
    Secretariat,
    /// A delegate of the body, mandated for this.
    Delegate {
        /// The body.
        body: Id,
        /// For what.
        scope: Scope,
    },
    /// The holder of the mandate.
    Holder {
        /// The mandate.
        mandate: u64,
    },
    /// Whoever speaks for a body, in anything.
    Delegates,
    /// A delegate of a body that sits in a committee.
    Committee,
    /// Whoever was admitted to report, and accepted.
    Reporter,
    /// Whoever was admitted as that.
    Admitted {
        /// As what.
        #[serde(rename = "as")]
        guest: Guest,
    },
}

/// A problem of the dossier as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The problem's code, as `docs/dossier.md` has it.
    pub problem: &'static str,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where, such as `stance[2].says`, counted from 0; empty when it is about the whole.
    pub field: String,
    /// What is wrong, for whoever tells it in another language.
    #[serde(skip)]
    pub kind: ProblemKind,
}

impl Fault {
    /// A problem at a place.
    pub fn new(kind: ProblemKind, field: String) -> Self {
        let Told { message, help } = kind.in_english();
        Self { problem: kind.code(), message, help, field, kind }
    }
}
