//! Sentences of refusals, for logs and for programs that show nothing better.
//!
//! They are English and repeat nothing confidential; whoever reads a page is told in their own language by `told.rs`.

use super::{State, Who};
use crate::case::{names::Moment, position::Stage};

impl Who {
    pub(super) fn sentence(&self) -> String {
        match self {
            Self::Secretariat => "the secretariat".to_owned(),
            Self::Delegate { body, .. } => format!("a delegate of `{body}`"),
            Self::Holder { mandate } => format!("the holder of mandate {mandate}"),
            Self::Delegates => "whoever speaks for a body".to_owned(),
            Self::Committee => "the committee".to_owned(),
            Self::Reporter => "a reporter".to_owned(),
            Self::Admitted { .. } => "whoever was admitted as that".to_owned(),
        }
    }
}

impl State {
    pub(super) fn sentence(self) -> String {
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
            Self::LastMember => "one body at least sits in a committee".to_owned(),
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
            Self::ImportedBefore(it) => format!("this file was taken in before; it is import {it}"),
            Self::NothingImported => "no row of the file counts; nothing can be taken in".to_owned(),
            Self::ReportedBefore(it) => format!("your device has sent this before; it is report {it}"),
            Self::NoSealKeys => "the committee has no keys to seal it to; set them first".to_owned(),
            Self::SealKeysChanged => "the committee's keys have changed meanwhile; send it again".to_owned(),
            Self::FileSentBefore(it) => format!("you have sent this file before; it is evidence {it}"),
            Self::OtherFile(it) => format!("this is another file than evidence {it}"),
            Self::EvidenceDestroyed(it) => format!("what was kept of evidence {it} is destroyed"),
            Self::InTheFuture => "that is still to come".to_owned(),
            Self::SourceTwice => "`oneself` says who the source is; leave `origin` out".to_owned(),
            Self::AccessGiven => {
                "the place could be reached after that day; it is denied since a later one".to_owned()
            }
            Self::EstimateOutOfOrder => "a number is at least `low` and at most `high`".to_owned(),
            Self::ReviewedByYou(it) => {
                format!("you have said so of incident {it}; a second person is needed")
            }
            Self::ReportIsYours(it) => {
                format!("incident {it} rests on a report of yours; somebody else judges it")
            }
            Self::GradeIsYours(it) => format!("report {it} is yours; somebody else grades it"),
            Self::TooFewOrigins(it) => format!(
                "incident {it} rests on neither two origins nor one source with evidence that somebody other than its author has graded A or B"
            ),
            Self::OriginsByOne(it) => format!(
                "all origins of incident {it} are named by one account; somebody else grades the source of one report (A to D), or there is a report by another account, or evidence"
            ),
            Self::SensitivityApart(it) => {
                format!("what the public may see of incident {it} is said by `set-incident-sensitivity`")
            }
            Self::BulletinTellsMore(it) => {
                format!(
                    "what the bulletin of statement {it} tells is not what would be told now: more than the public may see, or what no longer holds; draft it anew"
                )
            }
            Self::BulletinNotNext(it) => {
                format!("bulletin {it} is not the next one, or its days do not follow those of the one before; draft it anew")
            }
            Self::WeekUnreckoned => {
                "what a bulletin tells of its days is reckoned by the server, for a statement of that kind alone".to_owned()
            }
            Self::NotVerified(it) => format!("incident {it} is not verified"),
            Self::NotDue => "nothing is due by these inputs, or it has fired".to_owned(),
            Self::TriggerAnswered(it) => format!("trigger {it} was answered"),
            Self::AnswerNeedsAnother(it) => {
                format!(
                    "you fired trigger {it}, noted its ground or made all its findings; somebody else answers it"
                )
            }
            Self::GroundTakenBack(it) => {
                format!("what trigger {it} rested on was taken back; waive it")
            }
            Self::PublicConsultationOver(number) => format!("public consultation {number} has ended"),
            Self::PublicConsultationNotClosed(number) => {
                format!("public consultation {number} is not closed")
            }
            Self::PublicConsultationUncounted(number) => {
                format!("the votes of public consultation {number} were not counted yet")
            }
            Self::ClosesInThePast => "it would close before it is opened".to_owned(),
            Self::AnswerAwaited(at) => format!("the committee may answer until {}", when(at)),
        }
    }
}

pub(super) fn listed(who: &[Who]) -> String {
    who.iter().map(Who::sentence).collect::<Vec<_>>().join(" or ")
}

pub(super) fn or(stages: &[Stage]) -> String {
    stages.iter().map(|stage| format!("{stage:?}")).collect::<Vec<_>>().join(" or ")
}
