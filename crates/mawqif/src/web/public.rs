//! Public consultations: the pages on which anybody votes, what came of it, and those by which the secretariat runs them.
//!
//! Whoever votes has no account. A cookie that is sent to the pages of one consultation alone holds the token by which somebody is
//! known again; nothing else of a person is asked for or kept. The pages for everybody have a small style of their own, no script
//! and no fonts, since they are read on slow lines. A page that is only looked at changes nothing, so that whoever previews a link
//! uses no code up.

pub mod base;
pub mod codes;
pub mod door;
pub mod forms;
pub mod house;
pub mod own;
pub mod paper;
pub mod report;
pub mod results;
pub mod statements;
pub mod told;
pub mod voting;

use std::{collections::BTreeMap, sync::Arc};

use axum::http::{HeaderMap, StatusCode};
use mawqif_core::{
    case::{Case, CaseId, Moment, poll::Poll},
    consultation::public::ballots::Vote,
    text::{Text, has_right_to_left, without_directions},
};

use super::{
    Web,
    admit::{At, Visitor},
    page::Shell,
    sheet::escaped,
    trouble::{self, Trouble},
    words::Words,
};
use crate::desk::{
    held::Held,
    public::{Participant, Statement, Trouble as Refused, WordsTrouble},
};

/// A public consultation, which is looked at now.
pub struct Asked {
    /// The case and what belongs to it.
    pub held: Arc<Held>,
    /// The case.
    pub case: Arc<Case>,
    /// The consultation's number.
    pub number: u64,
    /// What it asks, of whom, until when.
    pub poll: Poll,
    /// When it is looked at.
    pub now: Moment,
}

impl Asked {
    /// The consultation that an address names.
    ///
    /// # Errors
    /// [`Trouble::Missing`].
    pub fn of(web: &Web, case: &str, number: &str) -> Result<Self, Trouble> {
        let held = CaseId::new(case).ok().and_then(|id| web.desk.held(&id)).ok_or(Trouble::Missing)?;
        Self::in_case(web, held, number)
    }

    /// A consultation of the case that somebody is in.
    ///
    /// # Errors
    /// [`Trouble::Missing`].
    pub fn at(web: &Web, at: &At, number: &str) -> Result<Self, Trouble> {
        Self::in_case(web, at.held.clone(), number)
    }

    fn in_case(web: &Web, held: Arc<Held>, number: &str) -> Result<Self, Trouble> {
        let (case, now) = (held.now(), web.desk.clock().now());
        let number: u64 = number.parse().map_err(|_| Trouble::Missing)?;
        let poll = case.polls().get(&number).cloned().ok_or(Trouble::Missing)?;
        Ok(Self { held, case, number, poll, now })
    }

    /// Where everybody finds it.
    pub fn path(&self) -> String {
        path(&self.case, self.number)
    }

    /// Its pages in the case.
    pub fn house(&self) -> String {
        format!("/cases/{}/consultations/{}", escaped(self.case.id().as_str()), self.number)
    }

    /// Whether the secretariat can still put something right.
    pub fn is_unclosed(&self) -> bool {
        self.poll.closed.is_none()
    }

    /// Whether votes are taken.
    pub fn is_open(&self) -> bool {
        self.poll.is_open(self.now)
    }

    /// Since when none are taken.
    pub fn ended(&self) -> Option<Moment> {
        (!self.is_open()).then(|| self.poll.ends())
    }

    /// Who came here on this device, if anybody has.
    ///
    /// # Errors
    /// The store's.
    pub async fn participant(
        &self,
        web: &Web,
        visitor: &Visitor,
        headers: &HeaderMap,
    ) -> Result<Option<Participant>, Trouble> {
        let Some(token) = visitor.site.voter(headers) else { return Ok(None) };
        match web.desk.public().participant(&self.held, self.number, &token).await {
            Ok(participant) => Ok(Some(participant)),
            Err(Refused::Desk(fault)) => Err(fault.into()),
            // Whoever is not known any more comes in again.
            Err(_) => Ok(None),
        }
    }

    /// The statements that are shown, by number.
    ///
    /// # Errors
    /// The store's.
    pub async fn shown(&self, web: &Web) -> Result<Arc<Vec<Statement>>, Trouble> {
        web.desk.public().shown(&self.held, self.number).await.map_err(unexpected)
    }
}

/// Where everybody finds a consultation.
pub fn path(case: &Case, number: u64) -> String {
    format!("/p/{}/{number}", escaped(case.id().as_str()))
}

/// Something refused where nobody did anything wrong.
pub fn unexpected(refused: Refused) -> Trouble {
    match refused {
        Refused::Desk(fault) => fault.into(),
        Refused::NotForYou => Trouble::NotForYou,
        _ => Trouble::Missing,
    }
}

/// A page for everybody: the frame, called as the consultation is.
pub fn shell(visitor: &Visitor, asked: &Asked, title: Option<&str>) -> Shell {
    let mut shell = Shell::plain(visitor, title.unwrap_or("voter-title"));
    let name = shell.words.text(&asked.poll.terms.title).to_owned();
    shell.title = if title.is_some() { format!("{} · {name}", shell.title) } else { name };
    shell
}

/// Words in the language that they are written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The language's tag; empty when nobody has said it.
    pub tag: String,
    /// The direction that it is read in.
    pub direction: &'static str,
    /// The words, without what turns their direction around.
    pub words: String,
}

impl Said {
    /// A text for a reader: in their language, or in the one that there is.
    pub fn of(text: &Text, words: &Words) -> Self {
        let own = words.text(text);
        let tag = text.versions().find(|(_, said)| *said == own).map_or("", |(tag, _)| tag);
        Self::plain(own, tag)
    }

    /// Words with the tag of their language.
    pub fn plain(words: &str, tag: &str) -> Self {
        let direction = match tag {
            "ar" => "rtl",
            "en" => "ltr",
            _ if has_right_to_left(words) => "rtl",
            _ => "ltr",
        };
        let plain: String =
            without_directions(words).chars().filter(|it| !it.is_control() || *it == '\n').collect();
        Self { tag: tag.to_owned(), direction, words: plain }
    }
}

/// The words of a statement for a reader, or that they are withheld.
pub fn said(statement: &Statement, words: &Words) -> Said {
    if statement.text.is_empty() {
        let told = words.about("words-withheld", &words.number(statement.number));
        return Said { tag: String::new(), direction: words.direction(), words: told };
    }
    Said::of(&statement.text, words)
}

/// Statements by number, for a reader.
pub fn texts(statements: &[Statement], words: &Words) -> BTreeMap<u64, Said> {
    statements.iter().map(|it| (it.number, said(it, words))).collect()
}

/// Whose words are withheld since it was closed, since when and why.
pub fn withheld(asked: &Asked, words: &Words) -> Vec<String> {
    let told = asked.poll.withheld.iter().map(|(number, it)| {
        let values = [
            ("number", words.number(number).into()),
            ("date", words.moment(it.at).into()),
            ("reason", words.text(&it.reason).into()),
        ];
        words.tell("words-withheld-since", &values)
    });
    told.collect()
}

/// Who asks, in a sentence: whoever is said to, or the case.
pub fn asks(asked: &Asked, words: &Words) -> String {
    let own = words.text(&asked.poll.terms.asks);
    words.about("voter-asks", if own.is_empty() { words.text(asked.case.title()) } else { own })
}

/// A vote as forms send it.
pub fn vote(word: &str) -> Option<Vote> {
    match word {
        "agree" => Some(Vote::Agree),
        "disagree" => Some(Vote::Disagree),
        "pass" => Some(Vote::Pass),
        _ => None,
    }
}

/// The same, to be sent.
pub fn sent(vote: Vote) -> &'static str {
    match vote {
        Vote::Agree => "agree",
        Vote::Disagree => "disagree",
        Vote::Pass => "pass",
    }
}

/// What is told of something that was not done, and what would be right.
pub fn told(refused: &Refused, words: &Words) -> (StatusCode, String) {
    use StatusCode as S;
    let count = |key: &str, count: usize| words.count(key, count);
    match refused {
        Refused::NoConsultation => (S::NOT_FOUND, words.word("trouble-missing")),
        Refused::Closed(at) => (S::CONFLICT, words.about("voter-closed-since", &words.moment(*at))),
        Refused::NoOpenDoor => (S::FORBIDDEN, words.word("voter-no-open-door")),
        Refused::NoCodeDoor => (S::CONFLICT, words.word("voter-no-code-door")),
        Refused::CodeUnknown => (S::UNPROCESSABLE_ENTITY, words.word("voter-code-unknown")),
        Refused::CodeUsedUp => (S::CONFLICT, words.word("voter-code-used-up")),
        Refused::CodeBlocked => (S::FORBIDDEN, words.word("voter-code-blocked")),
        Refused::NotEntered => (S::FORBIDDEN, words.word("voter-not-entered")),
        Refused::NoStatement(number) => {
            (S::CONFLICT, words.about("voter-no-statement", &words.number(number)))
        }
        Refused::Crowd => (S::TOO_MANY_REQUESTS, words.word("voter-crowd")),
        Refused::Busy => (S::SERVICE_UNAVAILABLE, words.word("voter-busy")),
        Refused::VoteLimit => (S::TOO_MANY_REQUESTS, words.word("voter-vote-limit")),
        Refused::OwnStatementLimit(limit) => (S::CONFLICT, count("voter-own-limit", *limit)),
        Refused::StatementLimit(limit) => (S::CONFLICT, count("voter-statement-limit", *limit)),
        Refused::Words(wrong) => (S::UNPROCESSABLE_ENTITY, misworded(wrong, words)),
        Refused::Twice(number) => (S::CONFLICT, words.about("voter-twice", &words.number(number))),
        Refused::NotForYou => (S::FORBIDDEN, words.word("trouble-not-for-you")),
        Refused::CodeLimit(limit) => (S::CONFLICT, count("asking-code-limit", *limit)),
        Refused::NoCode(number) => (S::NOT_FOUND, words.about("asking-no-code", &words.number(number))),
        Refused::NoBallot(mark) if mark.is_empty() => (S::UNPROCESSABLE_ENTITY, words.word("paper-no-marks")),
        Refused::NoBallot(mark) => (S::NOT_FOUND, words.about("paper-no-ballot", mark)),
        Refused::NoCodes => (S::NOT_FOUND, words.word("asking-no-codes")),
        Refused::UnknownTie(id) => (S::UNPROCESSABLE_ENTITY, words.about("asking-unknown-tie", id)),
        Refused::Reason => (S::UNPROCESSABLE_ENTITY, words.word("asking-no-reason")),
        Refused::Desk(fault) => (trouble::status(fault), trouble::sentence(fault, words)),
    }
}

/// What is wrong with the words of a statement.
fn misworded(wrong: &WordsTrouble, words: &Words) -> String {
    match wrong {
        WordsTrouble::Empty => words.word("voter-words-empty"),
        // Arabic takes two bytes a letter, and nobody counts bytes.
        WordsTrouble::Long(bytes) => words.count("voter-words-long", bytes / 2),
        WordsTrouble::Lines => words.word("voter-words-lines"),
        WordsTrouble::Link => words.word("voter-words-link"),
        WordsTrouble::Markup => words.word("voter-words-markup"),
        WordsTrouble::Direction => words.word("voter-words-direction"),
        WordsTrouble::Character => words.word("voter-words-character"),
    }
}
