//! Public consultations: what people say, in tables beside the record.
//!
//! Everything that changes one takes its row in `polls` first, which gives the change its turn and refuses it once the consultation is
//! closed or sealed. So turns are seen in their order, a quota holds whoever comes at once, and another server has all there is when it
//! reads what came after the turn that it saw last.
//!
//! Who somebody is is never stored: a participant is a number, perhaps the code that let them in, and the day.

mod act;
mod bulk;
mod caster;
mod codes;
mod forgotten;
mod paper;
mod statements;
mod told;

pub(crate) use self::act::write;
pub use self::{
    act::AtPoll,
    caster::{Cast, Caster, Hand, SHARE, Taken},
    codes::{AGAIN_LIMIT, Blocked, CodeRow, Door, Entering, Made, NewCode, ParticipantRow, Which},
    forgotten::FORGOTTEN,
    paper::{PaperFault, PaperRow},
    statements::{Added, NewStatement, Room, StatementRow},
    told::ToldRow,
};
use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::{Attempt, Error},
    id::CaseId,
};

/// A public consultation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PollId {
    /// The case.
    pub case: CaseId,
    /// Its number there.
    pub poll: u64,
}

/// How far a public consultation has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollRow {
    /// From when on nothing is taken.
    pub closes: Micros,
    /// Until when nothing is taken because it is counted.
    pub sealed: Option<Micros>,
    /// Its last turn.
    pub turn: u64,
    /// The turn of the last change to what is shown or blocked.
    pub rules: u64,
    /// The turn of the last change to statements that changes no vote.
    pub lists: u64,
    /// The number of the last participant.
    pub people: u64,
}

/// A vote as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteRow {
    /// Who.
    pub participant: u64,
    /// On what.
    pub statement: u64,
    /// 0 disagrees, 1 passes, 2 agrees.
    pub vote: u8,
}

impl PollId {
    fn bind(&self, statement: Statement) -> Statement {
        statement.text(self.case.as_str()).number(self.poll)
    }

    /// A statement whose first two values say which consultation it is about.
    fn about(&self, text: &'static str) -> Statement {
        self.bind(Statement::new(text))
    }
}

/// The turn that a change has got, and the one of the last change to what votes are held against.
struct Turn {
    turn: u64,
    rules: u64,
}

/// Takes the row of a consultation, for a change to votes; none when it takes nothing any more.
async fn take(transaction: &mut Transaction, of: &PollId, now: Micros) -> Result<Option<Turn>, Attempt> {
    let text = "UPDATE polls SET turn = turn + 1
         WHERE case_id = $1 AND poll = $2 AND result IS NULL AND closes > $3 AND (sealed IS NULL OR sealed <= $3)
         RETURNING turn, rules";
    taken(transaction, of, now, text).await
}

/// The same for what the secretariat puts right, which it can between the end and the close as well.
async fn take_late(transaction: &mut Transaction, of: &PollId, now: Micros) -> Result<Option<Turn>, Attempt> {
    let text = "UPDATE polls SET turn = turn + 1
         WHERE case_id = $1 AND poll = $2 AND result IS NULL AND (sealed IS NULL OR sealed <= $3)
         RETURNING turn, rules";
    taken(transaction, of, now, text).await
}

/// What such a change would get, for whoever only looks: nobody waits for that.
async fn look_late(transaction: &mut Transaction, of: &PollId, now: Micros) -> Result<Option<Turn>, Attempt> {
    let text = "SELECT turn, rules FROM polls
         WHERE case_id = $1 AND poll = $2 AND result IS NULL AND (sealed IS NULL OR sealed <= $3)";
    taken(transaction, of, now, text).await
}

async fn taken(
    transaction: &mut Transaction,
    of: &PollId,
    now: Micros,
    text: &'static str,
) -> Result<Option<Turn>, Attempt> {
    let rows = transaction.rows(of.about(text).number(now)).await?;
    let turn = |row: &Row| Ok::<Turn, Error>(Turn { turn: row.number(0)?, rules: row.number(1)? });
    Ok(rows.first().map(turn).transpose()?)
}

/// Which of its counters a change moves, besides the turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moves {
    /// What votes are held against.
    Rules,
    /// What is told of statements.
    Lists,
}

/// Says that a change of this turn, for which the row was taken, was one of what votes are held against, or of lists.
async fn moved(transaction: &mut Transaction, of: &PollId, moves: Moves) -> Result<(), Attempt> {
    let text = match moves {
        Moves::Rules => "UPDATE polls SET rules = turn WHERE case_id = $1 AND poll = $2",
        Moves::Lists => "UPDATE polls SET lists = turn WHERE case_id = $1 AND poll = $2",
    };
    transaction.execute(of.about(text)).await?;
    Ok(())
}

/// How long a seal holds at most: as long as a count may take.
pub const SEALED: Micros = 600_000_000;

impl Store {
    /// How far a consultation has come; none when there is no such one.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn poll(&self, of: &PollId) -> Result<Option<PollRow>, Error> {
        let select =
            "SELECT closes, sealed, turn, rules, lists, people FROM polls WHERE case_id = $1 AND poll = $2";
        let row = self.row(of.about(select)).await?;
        let read = |row: Row| {
            Ok(PollRow {
                closes: row.time(0)?,
                sealed: row.maybe_number(1)?,
                turn: row.number(2)?,
                rules: row.number(3)?,
                lists: row.number(4)?,
                people: row.number(5)?,
            })
        };
        row.map(read).transpose()
    }

    /// Gives the votes that came after a turn, those of each participant together.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`], and what `visit` gives.
    pub async fn poll_votes(
        &self,
        of: &PollId,
        after: u64,
        mut visit: impl FnMut(VoteRow),
    ) -> Result<(), Error> {
        let statement = if after == 0 {
            of.about(
                "SELECT participant, statement, vote FROM poll_votes
                 WHERE case_id = $1 AND poll = $2 ORDER BY participant, statement",
            )
        } else {
            let later = "SELECT participant, statement, vote FROM poll_votes
                 WHERE case_id = $1 AND poll = $2 AND turn > $3 ORDER BY participant, statement";
            of.about(later).number(after)
        };
        self.each(statement, |row| {
            visit(VoteRow { participant: row.number(0)?, statement: row.number(1)?, vote: vote(&row, 2)? });
            Ok::<(), Error>(())
        })
        .await
    }

    /// The votes of one participant, by statement.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn poll_ballot(&self, of: &PollId, participant: u64) -> Result<Vec<(u64, u8)>, Error> {
        let select = "SELECT statement, vote FROM poll_votes
             WHERE case_id = $1 AND poll = $2 AND participant = $3 ORDER BY statement";
        let rows = self.rows(of.about(select).number(participant)).await?;
        rows.iter().map(|row| Ok((row.number(0)?, vote(row, 1)?))).collect()
    }

    /// Lets nothing in for [`SEALED`], so that what is there can be counted by whoever sealed it; false when it is closed, or somebody
    /// else counts it.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn seal_poll(&self, of: &PollId, now: Micros, sealer: &[u8; 16]) -> Result<bool, Error> {
        let seal = "UPDATE polls SET sealed = $4, sealer = $5, turn = turn + 1
             WHERE case_id = $1 AND poll = $2 AND result IS NULL
             AND (sealed IS NULL OR sealed <= $3 OR sealer = $5)";
        let seal = of.about(seal).number(now).number(now.saturating_add(SEALED)).bytes(sealer);
        Ok(self.execute(seal, "such a consultation").await? > 0)
    }

    /// Takes one's own seal off again, when the record did not take what was counted.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn unseal_poll(&self, of: &PollId, sealer: &[u8; 16]) -> Result<(), Error> {
        let unseal = "UPDATE polls SET sealed = NULL, sealer = NULL, turn = turn + 1
             WHERE case_id = $1 AND poll = $2 AND result IS NULL AND sealer = $3";
        self.execute(of.about(unseal).bytes(sealer), "such a consultation").await.map(|_| ())
    }

    /// The result as it was published at the close; none before.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn poll_result(&self, of: &PollId) -> Result<Option<String>, Error> {
        let row = self.row(of.about("SELECT result FROM polls WHERE case_id = $1 AND poll = $2")).await?;
        row.map_or(Ok(None), |row| row.maybe_text(0))
    }
}

fn vote(row: &Row, column: usize) -> Result<u8, Error> {
    let vote = row.number(column)?;
    u8::try_from(vote).ok().filter(|vote| *vote < 3).ok_or_else(|| Error::Corrupt {
        place: "a vote of a public consultation".to_owned(),
        what: format!("{vote} is none"),
    })
}
