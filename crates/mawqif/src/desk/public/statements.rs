//! Statements: put in by the secretariat, added by participants, read before they are shown, tied to what they are about.

use mawqif_core::{
    case::Case,
    statement::Language,
    text::{Text, is_unseen},
};
use mawqif_store::{Added, NewStatement, Room, StatementRow};

use super::{About, Participant, Public, Speaks, Tie, Trouble, words};
use crate::desk::{access::Caller, fault::Fault, held::Held};

/// The most statements of a consultation, those that wait and those taken out included.
pub const POLL_STATEMENT_LIMIT: usize = 4_000;

/// The most statements of the secretariat.
pub const SEED_LIMIT: usize = 500;

/// The most statements of participants that were not taken out.
pub const OTHERS_STATEMENT_LIMIT: usize = 1_500;

/// The most of these by those who came by one code, or all by the open link.
pub const DOOR_STATEMENT_LIMIT: usize = 1_000;

/// The most statements that one participant adds.
pub const OWN_STATEMENT_LIMIT: usize = 5;

/// The most statements that wait to be read.
pub const WAITING_LIMIT: usize = 500;

/// The most ties of a statement.
pub const TIED_LIMIT: usize = 16;

/// The longest reason of a moderator, and label of a code, in bytes.
pub const REASON_LIMIT: usize = 500;

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its number, from 1.
    pub number: u64,
    /// Its words.
    pub text: Text,
    /// Where it comes from.
    pub author: Author,
    /// Whether it is shown.
    pub state: State,
    /// Why it is as it is, as the secretariat wrote.
    pub reason: Option<String>,
    /// What agreeing with it asks for, or against.
    pub ties: Vec<Tie>,
    /// Whether it is about the person who votes.
    pub about: About,
}

/// Where a statement comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The secretariat.
    Seed,
    /// Somebody who took part, which of them is destroyed.
    Forgotten,
    /// A participant, by number.
    Participant(u64),
}

/// Whether a statement is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nobody has read it.
    Waiting,
    /// It is, and can be voted on.
    Shown,
    /// It was taken out, and votes on it do not count.
    Out,
}

impl State {
    /// What it is called in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Shown => "shown",
            Self::Out => "out",
        }
    }
}

/// A statement of the secretariat.
#[derive(Clone, Debug, PartialEq)]
pub struct Seed {
    /// Its words.
    pub text: Text,
    /// What it is tied to.
    pub ties: Vec<Tie>,
    /// Whether it is about the person who votes.
    pub about: About,
}

impl Public {
    /// Puts statements in, all or none; they are shown at once.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], [`Trouble::Closed`], what is wrong with one of them, the store's.
    pub async fn seed(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
        seeds: Vec<Seed>,
    ) -> Result<Vec<u64>, Trouble> {
        Self::for_secretariat(held, caller)?;
        let case = held.now();
        let mut new = Vec::with_capacity(seeds.len());
        for Seed { text, ties, about } in &seeds {
            ties_of(&case, ties)?;
            new.push(prepared(text, None, "shown", (ties, *about))?);
        }
        if new.is_empty() {
            return Ok(Vec::new());
        }
        self.add(held, number, &new).await
    }

    /// Adds a statement of a participant, which waits until somebody has read it.
    ///
    /// # Errors
    /// [`Trouble::Closed`], [`Trouble::Words`], [`Trouble::Twice`], [`Trouble::OwnStatementLimit`], [`Trouble::StatementLimit`], the
    /// store's.
    pub async fn suggest(
        &self,
        held: &Held,
        number: u64,
        participant: &Participant,
        words: &str,
        language: Option<Language>,
    ) -> Result<u64, Trouble> {
        let words = words.trim().to_owned();
        let text = match language {
            Some(language) => Text::by_language(vec![(language.tag().to_owned(), words)]),
            None => Text::plain(words),
        };
        let new = prepared(&text, Some(participant.number), "waiting", (&[], About::Matter))?;
        let numbers = self.add(held, number, &[new]).await?;
        numbers.first().copied().ok_or(Trouble::Busy)
    }

    async fn add(&self, held: &Held, number: u64, new: &[NewStatement]) -> Result<Vec<u64>, Trouble> {
        let (of, poll) = self.open(held, number)?;
        let count = |limit: usize| u64::try_from(limit).unwrap_or(u64::MAX);
        let room = Room {
            seeds: count(SEED_LIMIT),
            others: count(OTHERS_STATEMENT_LIMIT),
            own: count(OWN_STATEMENT_LIMIT),
            door: count(DOOR_STATEMENT_LIMIT),
            waiting: count(WAITING_LIMIT),
            all: count(POLL_STATEMENT_LIMIT),
        };
        let added = self.0.store().add_poll_statements(&of, self.now().micros(), new, room).await?;
        self.kept().lists.forget(&of);
        match added {
            Added::As(numbers) => Ok(numbers),
            Added::Closed => Err(self.closed(&poll)),
            Added::Twice(_, number) => Err(Trouble::Twice(number)),
            Added::Full => Err(Trouble::StatementLimit(POLL_STATEMENT_LIMIT)),
            Added::Blocked => Err(Trouble::CodeBlocked),
            Added::OwnFull => Err(Trouble::OwnStatementLimit(OWN_STATEMENT_LIMIT)),
        }
    }

    /// All statements, by number, with what was decided on each.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], the store's.
    pub async fn statements(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
    ) -> Result<Vec<Statement>, Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, _) = self.poll(held, number)?;
        self.0.store().poll_statements(&of).await?.into_iter().map(read).collect()
    }

    /// The statements that somebody has added, with what was decided on each.
    ///
    /// # Errors
    /// The store's.
    pub async fn added(
        &self,
        held: &Held,
        number: u64,
        participant: &Participant,
    ) -> Result<Vec<Statement>, Trouble> {
        let (of, _) = self.poll(held, number)?;
        let rows = self.0.store().poll_statements_by(&of, participant.number).await?;
        rows.into_iter().map(read).collect()
    }

    /// Shows a statement or takes it out, which can be done again the other way. Taking out needs a reason.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], [`Trouble::Closed`], [`Trouble::Reason`], [`Trouble::NoStatement`], the store's.
    pub async fn moderate(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
        statement: u64,
        state: State,
        reason: &str,
    ) -> Result<(), Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, _) = self.unclosed(held, number)?;
        let reason = line(reason)?;
        if state == State::Out && reason.is_none() {
            return Err(Trouble::Reason);
        }
        let decided = (state.name(), reason.as_deref());
        let now = self.now().micros();
        let is_done = self.0.store().moderate_poll_statement(&of, now, statement, decided).await?;
        self.kept().lists.forget(&of);
        if is_done { Ok(()) } else { Err(self.missing(held, number, Trouble::NoStatement(statement))) }
    }

    /// Says what a statement is tied to, and whether it is about the person who votes.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], [`Trouble::Closed`], [`Trouble::UnknownTie`], [`Trouble::NoStatement`], the store's.
    pub async fn tie(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
        statement: u64,
        ties: Vec<Tie>,
        about: About,
    ) -> Result<(), Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, _) = self.unclosed(held, number)?;
        ties_of(&held.now(), &ties)?;
        let written = (written(&ties), about_name(about));
        let now = self.now().micros();
        let tied = (written.0.as_str(), written.1);
        let is_done = self.0.store().tie_poll_statement(&of, now, statement, tied).await?;
        self.kept().lists.forget(&of);
        if is_done { Ok(()) } else { Err(self.missing(held, number, Trouble::NoStatement(statement))) }
    }

    /// Why a change found nothing to change: the consultation has ended meanwhile, or there is no such thing.
    pub(super) fn missing(&self, held: &Held, number: u64, trouble: Trouble) -> Trouble {
        self.unclosed(held, number).err().unwrap_or(trouble)
    }
}

/// A reason in one line, if there is one.
pub(super) fn line(words: &str) -> Result<Option<String>, Trouble> {
    let words = words.trim();
    let is_barred = |it: char| it.is_control() || mawqif_core::text::is_bidi_control(it);
    if words.len() > REASON_LIMIT || words.contains(is_barred) {
        return Err(Trouble::Reason);
    }
    Ok(words.chars().any(|it| !is_unseen(it)).then(|| words.to_owned()))
}

fn prepared(
    text: &Text,
    author: Option<u64>,
    state: &'static str,
    (ties, about): (&[Tie], About),
) -> Result<NewStatement, Trouble> {
    if text.versions().next().is_none() {
        return Err(words::WordsTrouble::Empty.into());
    }
    text.versions().try_for_each(|(_, version)| words::check(version))?;
    let written_text = serde_json::to_string(text).map_err(|_| Trouble::Desk(Fault::Busy))?;
    Ok(NewStatement {
        text: written_text,
        form: words::form(text),
        author,
        state,
        ties: written(ties),
        about: about_name(about),
    })
}

/// Refuses ties that lead to nothing.
fn ties_of(case: &Case, ties: &[Tie]) -> Result<(), Trouble> {
    let dossier = case.dossier();
    let is_known = |id: &str| {
        dossier.conditions.iter().any(|it| it.id.as_str() == id)
            || dossier.provisions.iter().any(|it| it.id.as_str() == id)
    };
    let unknown = ties.iter().find(|tie| !is_known(&tie.to));
    match unknown {
        Some(tie) => Err(Trouble::UnknownTie(tie.to.clone())),
        None if ties.len() > TIED_LIMIT => Err(Trouble::UnknownTie(String::new())),
        None => Ok(()),
    }
}

fn written(ties: &[Tie]) -> String {
    let tie = |tie: &Tie| format!("{}{}", if tie.speaks == Speaks::Against { "!" } else { "" }, tie.to);
    ties.iter().map(tie).collect::<Vec<String>>().join(" ")
}

fn about_name(about: About) -> &'static str {
    match about {
        About::Matter => "matter",
        About::Person => "person",
    }
}

/// A statement as it is stored.
pub(super) fn read(row: StatementRow) -> Result<Statement, Trouble> {
    let corrupt = |what: &str| {
        let place = format!("statement {} of a public consultation", row.statement);
        Trouble::from(mawqif_store::Error::Corrupt { place, what: what.to_owned() })
    };
    let state = match row.state.as_str() {
        "waiting" => State::Waiting,
        "shown" => State::Shown,
        "out" => State::Out,
        _ => return Err(corrupt("its state is none")),
    };
    Ok(Statement {
        number: row.statement,
        text: serde_json::from_str(&row.text).map_err(|_| corrupt("its words are no text"))?,
        author: match row.author {
            None => Author::Seed,
            Some(0) => Author::Forgotten,
            Some(number) => Author::Participant(number),
        },
        state,
        ties: row.ties.split(' ').filter_map(Tie::new).collect(),
        about: if row.about == "person" { About::Person } else { About::Matter },
        reason: row.reason,
    })
}
