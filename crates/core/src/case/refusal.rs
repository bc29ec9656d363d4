//! Refusals: why an act may not happen, with what somebody needs to do better.
//!
//! A refusal changes nothing. Its JSON has a `code` that stays, and the fields of its variant.
//! Sentences for people stand with whoever shows them; [`Display`](std::fmt::Display) is for logs and
//! for programs that show nothing better, and repeats nothing confidential.

mod word_fault;

use std::fmt;

use serde::Serialize;

pub use self::word_fault::WordFault;

use super::{
    ballot::Outcome,
    guest::Guest,
    mandate::{Lack, Scope},
    meeting::Quorum,
    names::Moment,
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

impl Who {
    fn sentence(&self) -> String {
        match self {
            Self::Secretariat => "the secretariat".to_owned(),
            Self::Delegate { body, .. } => format!("a delegate of `{body}`"),
            Self::Holder { mandate } => format!("the holder of mandate {mandate}"),
            Self::Delegates => "whoever speaks for a body".to_owned(),
            Self::Committee => "the committee".to_owned(),
            Self::Admitted { .. } => "whoever was admitted as that".to_owned(),
        }
    }
}

impl State {
    fn sentence(self) -> String {
        let when = |micros: u64| format!("{} µs", Moment::from_micros(micros).micros());
        match self {
            Self::NoInitiative => "no initiative was received".to_owned(),
            Self::InitiativeReceived => "an initiative was received already; revise it".to_owned(),
            Self::OtherInitiative => "a revised offer keeps its id".to_owned(),
            Self::NotNew => "a dossier is imported before anything else happens".to_owned(),
            Self::BallotOpen(ballot) => format!("ballot {ballot} is open; close or cancel it first"),
            Self::BallotNotOpen(ballot) => format!("ballot {ballot} is not open"),
            Self::HasVoted(ballot) => format!("the body has voted in ballot {ballot}"),
            Self::BallotRunsUntil(at) => format!("somebody has not voted and may until {}", when(at)),
            Self::BallotOver(at) => format!("votes were taken until {}", when(at)),
            Self::BallotWaits(ballot) => {
                format!(
                    "ballot {ballot} is secret and has no end, so everybody votes first, or it is cancelled"
                )
            }
            Self::TooFewForSecrecy(fewest) => {
                format!("with fewer than {fewest} votes a ballot is no secret; it can only be cancelled")
            }
            Self::UrnDisagrees(ballot) => format!("roll and urn of ballot {ballot} disagree"),
            Self::RuleNeedsNames => {
                "the rule does not count every body the same, so votes need names".to_owned()
            }
            Self::ReasonNamesVoter => "a secret vote cannot carry a reason".to_owned(),
            Self::NotComputed => "compute the position first; the dossier has changed since".to_owned(),
            Self::NotConfirmed => "the answer was not confirmed by the second reckoning".to_owned(),
            Self::PackageWins => "a package wins; a ballot must ratify one".to_owned(),
            Self::BallotLapsed(ballot) => {
                format!("ballot {ballot} is from before the position was reopened; ask the bodies again")
            }
            Self::DossierChanged(ballot) => format!("the dossier has changed since ballot {ballot}"),
            Self::AlreadyThere => "that is so already".to_owned(),
            Self::AlreadyAllowed => "the finding is accepted for exactly this already".to_owned(),
            Self::LastSecretary => "the secretariat cannot be empty".to_owned(),
            Self::MandateSettled(mandate) => format!("mandate {mandate} is accepted or over"),
            Self::SubstituteOfSubstitute(mandate) => format!("mandate {mandate} is a substitute's"),
            Self::EndsBeforeItBegins => "the mandate would end before it begins".to_owned(),
            Self::MeetingNotOpen(meeting) => format!("meeting {meeting} is not open"),
            Self::MeetingBegun(meeting) => format!("meeting {meeting} has begun"),
            Self::MeetingClosed(meeting) => format!("meeting {meeting} is closed"),
            Self::WordsAreTheProposers => "offer the other words to the proposer".to_owned(),
            Self::WordingSettled(offer) => format!("wording {offer} does not wait for this answer"),
            Self::WordingOffered(offer) => format!("wording {offer} waits for an answer"),
            Self::WordingEmpty => "a wording needs different conditions on either side".to_owned(),
            Self::MandatedStanceStands => "the body's own stance stands".to_owned(),
            Self::SourceMissing => "say where the stance was read".to_owned(),
            Self::StatementReleased(it) => format!("statement {it} was released; correct or withdraw it"),
            Self::StatementNotReleased(it) => format!("statement {it} was not released"),
            Self::StatementWithdrawn(it) => format!("statement {it} was withdrawn"),
            Self::StatementAboutNone => "only a correction or a withdrawal is about another".to_owned(),
            Self::StatementKeepsKind(it) => format!("statement {it} keeps its kind and what it is about"),
            Self::StatementChanged(it) => format!("statement {it} has a newer version; release that one"),
            Self::StatementMoved(it) => format!("version {it} was written meanwhile; look at it first"),
            Self::StatementOlder(it) => {
                format!("statement {it} is from before the adoption; draft it anew by what was adopted")
            }
            Self::StatementUntranslated(it) => {
                format!(
                    "every part of statement {it} needs Arabic and English, or a reason in `untranslated`"
                )
            }
            Self::StatementUnfinished(it) => {
                format!("statement {it} has blanks ⟨…⟩ that nobody has filled in")
            }
            Self::ConferenceOff(it) => format!("press conference {it} was called off"),
            Self::LineIsYours(it) => format!("somebody else agrees to line {it}"),
            Self::LineChanged(it) => format!("line {it} has newer words; agree to those"),
            Self::LineUntranslated(it) => format!("line {it} needs Arabic and English to be agreed"),
            Self::NothingToHoldAgainst => "no statement of a position is out".to_owned(),
            Self::SaidBefore(it) => format!("it was said before statement {it} was out"),
        }
    }
}

fn listed(who: &[Who]) -> String {
    who.iter().map(Who::sentence).collect::<Vec<_>>().join(" or ")
}

fn or(stages: &[Stage]) -> String {
    stages.iter().map(|stage| format!("{stage:?}")).collect::<Vec<_>>().join(" or ")
}
