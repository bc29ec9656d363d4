//! Public consultations: where voters, moderators and results meet the tables beside the record.
//!
//! What is asked and until when stands in the record, and is changed by acts as everything there is. Statements, codes, participants and
//! votes come and go through here. A voter is known by a token that their browser keeps; of them nothing is stored but a number, the code
//! that let them in, and the day. No network address is known to any of this.
//!
//! Every change is held, in its own transaction, against what is stored at that moment (`mawqif_store`'s `poll.rs`), so that what is
//! remembered here for speed can be out of date by a moment without a vote being counted that must not be.
//!
//! Limits are constants below and in [`floods`], and in docs/limits.md.

pub mod codes;
mod floods;
mod fresh;
mod live;
mod lot;
pub mod outcome;
pub mod paper;
mod published;
mod shown;
pub mod statements;
mod steps;
mod told;
pub mod words;

use std::{collections::BTreeMap, sync::Arc};

use base64ct::{Base64UrlUnpadded, Encoding};
pub use mawqif_core::consultation::public::{
    ballots::Vote,
    figures::About,
    read::{Speaks, Tie},
};
use mawqif_core::{
    case::{CaseId, Moment, poll::Poll},
    consultation::public::figures::{Tally, priority},
    record::hash::Hash,
    text::Text,
};
pub use mawqif_store::{Blocked, Which};
use mawqif_store::{Caster, Door, Entering, ParticipantRow, PollId, Taken, VoteRow};

pub(super) use self::floods::Rate;
pub use self::{
    codes::{Code, CodeOrder, MadeCode, Ordered},
    outcome::Outcome,
    paper::{PaperBallot, PaperDone, PaperFault, PaperMistake, Run, read_csv, read_lines, read_marks},
    published::ByChannel,
    statements::{Author, Seed, State, Statement},
    words::WordsTrouble,
};
use self::{floods::Floods, fresh::Fresh, shown::Lists};
use super::{Desk, Fault, access::Caller, held::Held, keys::random};

/// The most people who take part in one consultation.
pub const PARTICIPANT_LIMIT: u64 = 5_000_000;

/// From so many people on nobody comes in by the open link: the rest is room for those who hold a code, and for paper.
pub const OPEN_PARTICIPANT_LIMIT: u64 = 4_000_000;

/// Longest token of a voter that is looked for, in bytes.
pub const TOKEN_LIMIT: usize = 64;

/// Why something of a public consultation is not done.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Trouble {
    /// There is none of this number.
    #[error("there is no such public consultation")]
    NoConsultation,
    /// Nothing is taken since this moment.
    #[error("the consultation has ended")]
    Closed(Moment),
    /// It is entered by a code alone.
    #[error("this consultation is entered by a code")]
    NoOpenDoor,
    /// It is entered without a code.
    #[error("this consultation is entered without a code")]
    NoCodeDoor,
    /// There is no such code.
    #[error("there is no such code")]
    CodeUnknown,
    /// As many came by the code as it is for.
    #[error("as many people came by this code as it is for")]
    CodeUsedUp,
    /// The code is blocked.
    #[error("this code is blocked")]
    CodeBlocked,
    /// The token is nobody's: enter again.
    #[error("nobody is known by this; enter again")]
    NotEntered,
    /// No such statement is shown.
    #[error("statement {0} is not shown")]
    NoStatement(u64),
    /// Too many new people come just now, or too many votes by one code.
    #[error("too many people come just now; try again in a minute")]
    Crowd,
    /// Too many votes wait. This one is not taken.
    #[error("the server is busy: the vote was not taken; try again")]
    Busy,
    /// One votes faster than anybody reads.
    #[error("that is faster than anybody reads; wait a minute")]
    VoteLimit,
    /// The participant has added as many statements as one may.
    #[error("one person adds no more than {0} statements")]
    OwnStatementLimit(usize),
    /// There are as many statements as there may be, or as many wait to be read.
    #[error("no more statements are taken ({0})")]
    StatementLimit(usize),
    /// The words cannot stand as a statement.
    #[error("{0}")]
    Words(#[from] WordsTrouble),
    /// Another statement has the same words.
    #[error("statement {0} says the same")]
    Twice(u64),
    /// It is for the secretariat.
    #[error("that is for the secretariat")]
    NotForYou,
    /// There would be too many codes, or codes for too many.
    #[error("no more than {0}")]
    CodeLimit(usize),
    /// There is no code of this number.
    #[error("there is no code {0}")]
    NoCode(u64),
    /// No ballot on paper has this mark; or no mark was given.
    #[error("there is no ballot {0:?}")]
    NoBallot(String),
    /// There is no code that these words mean, and that is to be blocked or let in.
    #[error("there is no such code")]
    NoCodes,
    /// A tie leads to nothing in the case.
    #[error("the case has no condition or provision {0:?}")]
    UnknownTie(String),
    /// A reason is missing, or cannot be shown.
    #[error("a reason is needed, in one line")]
    Reason,
    /// The desk's.
    #[error("{0}")]
    Desk(#[from] Fault),
}

impl From<mawqif_store::Error> for Trouble {
    fn from(error: mawqif_store::Error) -> Self {
        Self::Desk(error.into())
    }
}

/// By which way somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// By a code that was given to somebody who is known.
    Verified,
    /// By the open link, or a code that anybody may have.
    Open,
    /// On paper.
    Paper,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Verified, Self::Open, Self::Paper];

    /// What it is called in data.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Open => "open",
            Self::Paper => "paper",
        }
    }

    fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|channel| channel.name() == name).unwrap_or(Self::Open)
    }
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The number, which is all that is known.
    pub number: u64,
    /// The code that let them in.
    pub code: Option<u64>,
    /// How they came.
    pub channel: Channel,
}

impl From<ParticipantRow> for Participant {
    fn from(row: ParticipantRow) -> Self {
        Self { number: row.participant, code: row.code, channel: Channel::of(&row.channel) }
    }
}

/// Somebody who has just come in.
#[derive(Clone, PartialEq, Eq)]
pub struct Entered {
    /// What their browser keeps, and nobody else sees.
    pub token: String,
    /// Who they are.
    pub participant: Participant,
}

/// What to ask somebody next.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    /// The statement; none when they have voted on all.
    pub statement: Option<Statement>,
    /// On how many of those shown they have voted.
    pub voted: usize,
    /// How many are shown.
    pub shown: usize,
}

/// What the desk keeps for public consultations.
pub(super) struct Kept {
    caster: Caster,
    floods: Floods,
    lists: Lists,
    fresh: Fresh,
    /// Results that are found at once.
    finding: tokio::sync::Semaphore,
}

impl Kept {
    pub(super) fn new(caster: Caster) -> Self {
        let finding = tokio::sync::Semaphore::new(fresh::AT_ONCE);
        Self { caster, floods: Floods::default(), lists: Lists::default(), fresh: Fresh::default(), finding }
    }
}

/// The desk, for public consultations.
#[derive(Clone)]
pub struct Public(Desk);

impl Desk {
    /// What there is to do about public consultations.
    pub fn public(&self) -> Public {
        Public(self.clone())
    }
}

impl Public {
    fn kept(&self) -> &Kept {
        &self.0.0.public
    }

    fn now(&self) -> Moment {
        self.0.clock().now()
    }

    fn poll(&self, held: &Held, number: u64) -> Result<(PollId, Poll), Trouble> {
        let poll = held.now().polls().get(&number).cloned().ok_or(Trouble::NoConsultation)?;
        Ok((PollId { case: held.stored().clone(), poll: number }, poll))
    }

    /// The consultation, as long as anything is taken.
    fn open(&self, held: &Held, number: u64) -> Result<(PollId, Poll), Trouble> {
        let (of, poll) = self.poll(held, number)?;
        if poll.is_open(self.now()) { Ok((of, poll)) } else { Err(Trouble::Closed(poll.ends())) }
    }

    /// The consultation, as long as the secretariat can put something right: until the close, and when it has ended as well.
    fn unclosed(&self, held: &Held, number: u64) -> Result<(PollId, Poll), Trouble> {
        let (of, poll) = self.poll(held, number)?;
        if poll.closed.is_none() { Ok((of, poll)) } else { Err(Trouble::Closed(poll.ends())) }
    }

    fn closed(&self, poll: &Poll) -> Trouble {
        Trouble::Closed(poll.ends().min(self.now()))
    }

    fn for_secretariat(held: &Held, caller: &Caller) -> Result<(), Trouble> {
        let is_secretariat = held.now().secretariat().contains(&caller.actor);
        if is_secretariat { Ok(()) } else { Err(Trouble::NotForYou) }
    }

    /// Whether the case has a public consultation that an address names; what everybody may know of it stands in its terms.
    pub fn find(&self, case: &CaseId, number: u64) -> Option<(Arc<Held>, Poll)> {
        let held = self.0.held(case)?;
        let poll = held.now().polls().get(&number).cloned()?;
        Some((held, poll))
    }

    /// Lets somebody in, by a code or by the open link. To be called for what was sent, never for an address that was only opened:
    /// programs that look at links would use codes up.
    ///
    /// # Errors
    /// [`Trouble::Closed`], those of codes, [`Trouble::Crowd`], the store's.
    pub async fn enter(&self, held: &Held, number: u64, code: Option<&str>) -> Result<Entered, Trouble> {
        let bytes: [u8; 32] = random()?;
        self.begin(held, number, code, &Base64UrlUnpadded::encode_string(&bytes)).await
    }

    /// The same for a page that has drawn something by chance: whoever sends it twice comes in once.
    ///
    /// # Errors
    /// As for [`Self::enter`].
    pub async fn begin(
        &self,
        held: &Held,
        number: u64,
        code: Option<&str>,
        once: &str,
    ) -> Result<Entered, Trouble> {
        let (of, poll) = self.open(held, number)?;
        let now = self.now().micros();
        let code = code.map(str::trim).filter(|code| !code.is_empty());
        let token = token_of(&of, code, once);
        if let Ok(participant) = self.participant(held, number, &token).await {
            return Ok(Entered { token, participant });
        }
        let door = match code {
            Some(_) if !poll.terms.doors.is_by_code() => return Err(Trouble::NoCodeDoor),
            Some(code) => {
                let plain = codes::plain(code).ok_or(Trouble::CodeUnknown)?;
                let hash = codes::hashed(&of, &plain);
                // Whoever has a code is in nobody's way; those who try are, and hold no lock.
                if self.0.store().poll_code(&of, &hash).await?.is_none() {
                    self.kept().floods.take_code(&of, now)?;
                    return Err(Trouble::CodeUnknown);
                }
                Door::Code(hash)
            }
            None if !poll.terms.doors.is_open() => return Err(Trouble::NoOpenDoor),
            None => {
                self.kept().floods.take_newcomer(&of, now)?;
                Door::Open
            }
        };
        let stored = token_hash(&of, &token);
        let most = if door == Door::Open { OPEN_PARTICIPANT_LIMIT } else { PARTICIPANT_LIMIT };
        let entered = match self.0.store().enter_poll(&of, (now, most), door, stored).await {
            Ok(entered) => entered,
            // The same form, sent at the same time, may have come before.
            Err(error) => {
                let before = self.participant(held, number, &token).await;
                return before
                    .map_or_else(|_| Err(error.into()), |participant| Ok(Entered { token, participant }));
            }
        };
        match entered {
            Entering::In(row) => Ok(Entered { token, participant: row.into() }),
            Entering::Closed => Err(self.closed(&poll)),
            Entering::Unknown => Err(Trouble::CodeUnknown),
            Entering::UsedUp => Err(Trouble::CodeUsedUp),
            Entering::Blocked => Err(Trouble::CodeBlocked),
            Entering::Full => Err(Trouble::Crowd),
        }
    }

    /// The token that [`Self::begin`] gives.
    pub fn token(&self, held: &Held, number: u64, code: Option<&str>, once: &str) -> String {
        token_of(&PollId { case: held.stored().clone(), poll: number }, code, once)
    }

    /// Who has a token.
    ///
    /// # Errors
    /// [`Trouble::NotEntered`], the store's.
    pub async fn participant(&self, held: &Held, number: u64, token: &str) -> Result<Participant, Trouble> {
        let (of, _) = self.poll(held, number)?;
        if token.is_empty() || token.len() > TOKEN_LIMIT {
            return Err(Trouble::NotEntered);
        }
        let (hash, now) = (token_hash(&of, token), self.now().micros());
        if let Some(known) = self.kept().floods.known(&hash, now) {
            return Ok(known);
        }
        let found = self.0.store().poll_participant(&of, &hash).await?;
        let participant: Participant = found.ok_or(Trouble::NotEntered)?.into();
        self.kept().floods.know(hash, participant.clone(), now);
        Ok(participant)
    }

    /// The statements that are shown, by number; at most a second old. Those whose words are withheld have none.
    ///
    /// # Errors
    /// The store's.
    pub async fn shown(&self, held: &Held, number: u64) -> Result<Arc<Vec<Statement>>, Trouble> {
        let (of, poll) = self.poll(held, number)?;
        let list = self.kept().lists.shown(self.0.store(), &of).await?;
        if poll.withheld.is_empty() {
            return Ok(list);
        }
        let hidden = list.iter().cloned().map(|it| match poll.withheld.contains_key(&it.number) {
            true => Statement { text: Text::default(), ..it },
            false => it,
        });
        Ok(Arc::new(hidden.collect()))
    }

    /// What somebody has voted, by statement.
    ///
    /// # Errors
    /// The store's.
    pub async fn ballot(
        &self,
        held: &Held,
        number: u64,
        participant: &Participant,
    ) -> Result<BTreeMap<u64, Vote>, Trouble> {
        let (of, _) = self.poll(held, number)?;
        let votes = self.0.store().poll_ballot(&of, participant.number).await?;
        Ok(votes.into_iter().map(|(statement, code)| (statement, outcome::vote(code))).collect())
    }

    /// What to ask somebody next: drawn from what they have not voted on, in proportion to how much is to be learnt from it. The lot
    /// of a statement is the same for somebody each time, so that whoever looks again, or in another language, sees the same one.
    ///
    /// # Errors
    /// The store's.
    pub async fn next(&self, held: &Held, number: u64, participant: &Participant) -> Result<Next, Trouble> {
        let shown = self.shown(held, number).await?;
        let ballot = self.ballot(held, number, participant).await?;
        let outcome = self.results(held, number);
        let told = |statement: &Statement| {
            let known = outcome.as_ref().and_then(|outcome| outcome.priorities.get(&statement.number));
            known.copied().unwrap_or_else(|| priority(Tally::default(), 0.0, statement.about))
        };
        let (of, _) = self.poll(held, number)?;
        let open = shown.iter().filter(|it| !ballot.contains_key(&it.number));
        let drawn = lot::drawn(&of, participant.number, open.clone().map(|it| (it.number, told(it))));
        let statement = open.clone().find(|it| Some(it.number) == drawn).cloned();
        Ok(Next { statement, voted: shown.len() - open.count(), shown: shown.len() })
    }

    /// Takes a vote, and says so once it is stored for good. The last one on a statement counts.
    ///
    /// # Errors
    /// [`Trouble::Closed`], [`Trouble::NoStatement`], [`Trouble::CodeBlocked`], [`Trouble::Busy`], [`Trouble::VoteLimit`],
    /// [`Trouble::Crowd`] when too many vote by one code, the store's, after which it may have been stored: to send it again does no harm.
    pub async fn vote(
        &self,
        held: &Held,
        number: u64,
        participant: &Participant,
        statement: u64,
        vote: Vote,
    ) -> Result<(), Trouble> {
        let (of, poll) = self.open(held, number)?;
        self.kept().floods.take_vote(&of, participant, self.now().micros())?;
        let row = VoteRow { participant: participant.number, statement, vote: outcome::code(vote) };
        let cast = mawqif_store::Cast { vote: row, code: participant.code };
        match self.kept().caster.cast(of, cast).await? {
            Some(Taken::Yes) => Ok(()),
            Some(Taken::Closed) => Err(self.closed(&poll)),
            Some(Taken::NoStatement) => Err(Trouble::NoStatement(statement)),
            Some(Taken::Blocked) => Err(Trouble::CodeBlocked),
            None => Err(Trouble::Busy),
        }
    }
}

/// The token of whoever comes in by a page that has drawn something by chance, with the code that they gave.
fn token_of(of: &PollId, code: Option<&str>, once: &str) -> String {
    let (number, code) = (of.poll.to_be_bytes(), code.map_or_else(|| "open".to_owned(), codes::as_typed));
    let parts: [&[u8]; 6] =
        [b"mawqif begin\0", of.case.as_str().as_bytes(), b"\0", &number, code.as_bytes(), once.as_bytes()];
    Base64UrlUnpadded::encode_string(Hash::of(&parts).as_bytes())
}

/// What is stored of a voter's token, which has 256 bits: in another consultation the same one would be nobody's.
fn token_hash(of: &PollId, token: &str) -> Hash {
    let number = of.poll.to_be_bytes();
    Hash::of(&[b"mawqif voter\0", of.case.as_str().as_bytes(), b"\0", &number, token.as_bytes()])
}
