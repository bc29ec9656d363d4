//! Reading a consultation: a file of votes, and a file of the statements if there is one.
//!
//! Votes come as Polis exports them (`timestamp, datetime, comment-id, voter-id, vote`) or plainly
//! (`participant, statement, vote`, and if wanted `timestamp`, `channel`, `invite`); columns are found by name. Bytes are pushed
//! in as they arrive, so that a large file is never whole in memory. Reading does not stop at the first mistake, and a file with mistakes is
//! refused as a whole. What is no mistake but does not count is counted: votes that were cast again, and votes on
//! statements that the second file does not have.

mod fields;
mod names;
mod statements;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use self::{
    fields::vote,
    names::Name,
    statements::{Speaks, Statement, Tie, statements},
};
use self::{
    fields::{digits, time_of},
    names::Names,
};
use super::{
    ballots::{Ballots, Cast, PARTICIPANT_LIMIT, STATEMENT_LIMIT, Vote},
    csv::{self, Field, Row, Rows},
};

/// The longest row of a file, in bytes.
pub const ROW_LIMIT: usize = 1024 * 1024;

/// The longest id of a participant, a statement, a channel or an invitation, in bytes.
pub const NAME_LIMIT: usize = 128;

/// The most channels.
pub const CHANNEL_LIMIT: usize = 32;

/// The most invitations.
pub const INVITE_LIMIT: usize = 1_000_000;

/// The most mistakes that are told one by one.
pub const MISTAKE_LIMIT: usize = 20;

/// A mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub kind: MistakeKind,
}

/// What is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MistakeKind {
    /// The first line lacks this column, under any of these names.
    NoColumn(&'static [&'static str]),
    /// A row lacks a field or has an empty one.
    NoField(&'static str),
    /// A vote is none.
    BadVote(String),
    /// A time is no whole number.
    BadTime(String),
    /// A statement stands twice.
    Twice(String),
    /// An id is longer than [`NAME_LIMIT`].
    LongName,
    /// A row is longer than [`ROW_LIMIT`].
    LongRow,
    /// A limit is passed: of what, and how many there may be.
    TooMany(&'static str, usize),
}

/// Mistakes, the first of them one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// The first.
    pub told: Vec<Mistake>,
    /// How many more there are.
    pub more: usize,
}

impl Mistakes {
    fn add(&mut self, line: u64, kind: MistakeKind) {
        if self.told.len() < MISTAKE_LIMIT {
            self.told.push(Mistake { line, kind });
        } else {
            self.more += 1;
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.told.len() + self.more
    }

    fn is_none(&self) -> bool {
        self.told.is_empty()
    }
}

/// Votes, statements and whatever else is known of those who voted.
#[derive(Clone, Debug, Default)]
pub struct Consultation {
    /// The votes, participants and statements in the order of their ids.
    pub ballots: Arc<Ballots>,
    /// Who voted.
    pub people: Vec<Name>,
    /// What they voted on.
    pub statements: Vec<Statement>,
    /// The names of channels.
    pub channels: Vec<String>,
    /// By which channel each participant came; as the last of their votes has it.
    pub channel_of: Vec<Option<u8>>,
    /// The names of invitations.
    pub invites: Vec<String>,
    /// By which invitation each participant came.
    pub invite_of: Vec<Option<u32>>,
    /// Votes that a later one replaced.
    pub replaced: usize,
    /// Whose votes these were, by position, in order.
    pub repeated: Vec<usize>,
    /// Votes on statements that the file of statements does not have.
    pub unknown: usize,
}

impl Consultation {
    /// Which statements are moderated out.
    pub fn is_out(&self) -> Vec<bool> {
        self.statements.iter().map(|statement| statement.is_out).collect()
    }
}

/// Where the columns of a file of votes are.
#[derive(Clone, Copy, Debug)]
struct Columns {
    person: usize,
    statement: usize,
    vote: usize,
    time: Option<usize>,
    channel: Option<usize>,
    invite: Option<usize>,
}

/// What the column of participants is called.
pub const PERSON: &[&str] = &["participant", "voter-id", "voter_id", "participant_id", "مشارك"];
/// What the column of statements is called.
pub const STATEMENT: &[&str] = &["statement", "comment-id", "comment_id", "statement_id", "عبارة"];
/// What the column of votes is called.
pub const VOTE: &[&str] = &["vote", "صوت"];
/// What the column of invitations is called.
pub const INVITE: &[&str] = &["invite", "دعوة"];
const TIME: &[&str] = &["timestamp", "time", "modified"];

/// Reads votes from bytes as they arrive.
#[derive(Debug)]
pub struct VoteReader {
    pending: Vec<u8>,
    line: u64,
    separator: u8,
    columns: Option<Columns>,
    people: Names,
    statements: Names,
    rows: Vec<Vec<Cast>>,
    times: Vec<Vec<i64>>,
    channels: Names,
    channel_of: Vec<Option<u8>>,
    invites: Names,
    invite_of: Vec<Option<u32>>,
    mistakes: Mistakes,
    is_given_up: bool,
}

impl Default for VoteReader {
    fn default() -> Self {
        Self {
            pending: Vec::new(),
            line: 1,
            separator: b',',
            columns: None,
            people: Names::new(PARTICIPANT_LIMIT),
            statements: Names::new(STATEMENT_LIMIT),
            rows: Vec::new(),
            times: Vec::new(),
            channels: Names::new(CHANNEL_LIMIT),
            channel_of: Vec::new(),
            invites: Names::new(INVITE_LIMIT),
            invite_of: Vec::new(),
            mistakes: Mistakes::default(),
            is_given_up: false,
        }
    }
}

impl VoteReader {
    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.pending.is_empty() {
            let taken = self.take(bytes, false);
            self.pending.extend_from_slice(&bytes[taken..]);
        } else {
            // Whole lines of what is new would be copied, so that only the row that was cut is completed. A row that goes
            // on behind its first line end is not tried again line by line, which would take the square of its length.
            let end = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| at + 1);
            let (first, rest) = bytes.split_at(end);
            let mut pending = std::mem::take(&mut self.pending);
            pending.extend_from_slice(first);
            let mut taken = self.take(&pending, false);
            let is_still_cut = taken == 0 && !rest.is_empty();
            if is_still_cut {
                pending.extend_from_slice(rest);
                taken = self.take(&pending, false);
            }
            pending.drain(..taken);
            self.pending = pending;
            if !is_still_cut && !rest.is_empty() {
                self.push(rest);
            }
        }
        if self.pending.len() > ROW_LIMIT && !self.is_given_up {
            self.mistakes.add(self.line, MistakeKind::LongRow);
            self.is_given_up = true;
        }
        if self.is_given_up {
            self.pending.clear();
        }
    }

    /// Whether no more bytes are wanted.
    pub fn is_done(&self) -> bool {
        self.is_given_up
    }

    fn take(&mut self, bytes: &[u8], is_last: bool) -> usize {
        let mut begin = 0;
        if self.columns.is_none() && self.line == 1 {
            let mark = "\u{feff}".as_bytes();
            begin = if bytes.starts_with(mark) { mark.len() } else { 0 };
            let line = bytes[begin..].split(|&byte| byte == b'\n').next();
            self.separator = csv::separator(line.unwrap_or_default());
        }
        let mut rows = Rows::new(bytes, begin, self.separator);
        let mut fields: Vec<Field> = Vec::new();
        let mut taken = 0;
        while begin < bytes.len() && !self.is_given_up {
            let Row::Whole(end, lines) = rows.next(is_last, &mut fields) else { break };
            if !bytes[begin..end].trim_ascii().is_empty() {
                match self.columns {
                    None => self.head(bytes, &fields),
                    Some(columns) => self.vote(bytes, &fields, columns),
                }
            }
            (begin, taken) = (end, end);
            self.line += lines;
        }
        if self.is_given_up { bytes.len() } else { taken }
    }

    fn head(&mut self, bytes: &[u8], fields: &[Field]) {
        let found = |names: &'static [&'static str]| column(bytes, fields, names);
        match (found(PERSON), found(STATEMENT), found(VOTE)) {
            (Some(person), Some(statement), Some(vote)) => {
                self.columns = Some(Columns {
                    person,
                    statement,
                    vote,
                    time: found(TIME),
                    channel: found(&["channel", "قناة"]),
                    invite: found(INVITE),
                });
            }
            (person, statement, vote) => {
                for (is_there, names) in [(person, PERSON), (statement, STATEMENT), (vote, VOTE)]
                    .map(|(at, names)| (at.is_some(), names))
                {
                    if !is_there {
                        self.mistakes.add(self.line, MistakeKind::NoColumn(names));
                    }
                }
                self.is_given_up = true;
            }
        }
    }

    fn vote(&mut self, bytes: &[u8], fields: &[Field], columns: Columns) {
        let entered = match self.plainly(bytes, fields, columns) {
            Some(person) => Ok(person),
            None => self.entered(bytes, fields, columns),
        };
        if let Err(kind) = entered.and_then(|person| self.came(person, bytes, fields, columns)) {
            self.is_given_up |= matches!(kind, MistakeKind::TooMany(..));
            self.mistakes.add(self.line, kind);
        }
    }

    /// Enters a vote that is written as nearly all are: in whole numbers and nothing around them, somebody's who was seen before, on
    /// what was seen before. Nothing is done with any other. Says whose it is.
    fn plainly(&mut self, bytes: &[u8], fields: &[Field], columns: Columns) -> Option<usize> {
        let field = |at: usize| fields.get(at)?.plain(bytes);
        let vote = match field(columns.vote)? {
            b"1" => Vote::Agree,
            b"-1" => Vote::Disagree,
            b"0" => Vote::Pass,
            _ => return None,
        };
        let person = self.people.known(field(columns.person)?)?;
        let cast = Cast::new(self.statements.known(field(columns.statement)?)?, vote)?;
        let row = self.rows.get_mut(person)?;
        if let Some(at) = columns.time {
            let time = digits(field(at)?)?;
            self.times.get_mut(person)?.push(time);
        }
        row.push(cast);
        Some(person)
    }

    /// Enters any vote, and says whose it is.
    fn entered(&mut self, bytes: &[u8], fields: &[Field], columns: Columns) -> Result<usize, MistakeKind> {
        let field = |at: usize, name: &'static str| {
            let said = fields.get(at).map(|field| field.bytes(bytes));
            said.filter(|said| !said.is_empty()).ok_or(MistakeKind::NoField(name))
        };
        let said = field(columns.vote, "vote")?;
        let vote = vote(&said).ok_or_else(|| MistakeKind::BadVote(shown(&said)))?;
        let person = self.people.position(&field(columns.person, "participant")?, "participants")?;
        let statement = self.statements.position(&field(columns.statement, "statement")?, "statements")?;
        let Some(cast) = Cast::new(statement, vote) else {
            return Err(MistakeKind::TooMany("statements", STATEMENT_LIMIT));
        };
        if person >= self.rows.len() {
            self.rows.resize_with(person + 1, Vec::new);
        }
        self.rows[person].push(cast);
        if let Some(time) = columns.time {
            let said = field(time, "timestamp")?;
            let time = time_of(&said).ok_or_else(|| MistakeKind::BadTime(shown(&said)))?;
            if person >= self.times.len() {
                self.times.resize_with(person + 1, Vec::new);
            }
            self.times[person].push(time);
        }
        Ok(person)
    }

    /// By which channel and which invitation somebody came.
    fn came(
        &mut self,
        person: usize,
        bytes: &[u8],
        fields: &[Field],
        columns: Columns,
    ) -> Result<(), MistakeKind> {
        let field = |at: Option<usize>| {
            let said = fields.get(at?)?.bytes(bytes);
            (!said.is_empty()).then_some(said)
        };
        if let Some(channel) = field(columns.channel) {
            let at = self.channels.position(&channel, "channels")?;
            set(&mut self.channel_of, person, u8::try_from(at).ok());
        }
        if let Some(invite) = field(columns.invite) {
            let at = self.invites.position(&invite, "invitations")?;
            set(&mut self.invite_of, person, u32::try_from(at).ok());
        }
        Ok(())
    }

    /// Puts everything in the order of its ids. With a list of statements, those alone are there.
    ///
    /// # Errors
    /// The mistakes of the file, if there are any.
    pub fn finish(mut self, listed: Option<Vec<Statement>>) -> Result<Consultation, Mistakes> {
        let pending = std::mem::take(&mut self.pending);
        self.take(&pending, true);
        if self.columns.is_none() && self.mistakes.is_none() {
            self.mistakes.add(1, MistakeKind::NoColumn(PERSON));
        }
        if !self.mistakes.is_none() {
            return Err(self.mistakes);
        }
        let mut statements = listed.unwrap_or_else(|| {
            self.statements.names.iter().map(|name| Statement::unlisted(name.clone())).collect()
        });
        statements.sort_by(|a, b| a.id.cmp(&b.id));
        let moved: Vec<Option<u16>> = self
            .statements
            .names
            .iter()
            .map(|name| statements.binary_search_by(|statement| statement.id.cmp(name)).ok())
            .map(|at| at.and_then(|at| u16::try_from(at).ok()))
            .collect();
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by(|&a, &b| self.people.names[a].cmp(&self.people.names[b]));
        let votes = self.rows.iter().map(Vec::len).sum();
        let mut ballots = Ballots::with_room(statements.len(), order.len(), votes);
        let (mut replaced, mut unknown) = (0, 0);
        let mut repeated = Vec::new();
        let mut marked = vec![false; self.statements.names.len()];
        for (at, &person) in order.iter().enumerate() {
            let row = std::mem::take(&mut self.rows[person]);
            let row = in_time(row, self.times.get(person).map_or(&[], Vec::as_slice), &mut marked);
            let cast = row.len();
            let row: Vec<Cast> =
                row.into_iter().filter_map(|cast| Some(cast.moved(moved[cast.statement()]?))).collect();
            unknown += cast - row.len();
            let own = ballots.add(row);
            if own > 0 {
                repeated.push(at);
            }
            replaced += own;
        }
        let of = |known: &[Option<u8>]| order.iter().map(|&at| known.get(at).copied().flatten()).collect();
        let people = order.iter().map(|&at| self.people.names[at].clone()).collect();
        Ok(Consultation {
            people,
            statements,
            channels: self.channels.names.iter().map(Name::to_string).collect(),
            channel_of: of(&self.channel_of),
            invites: self.invites.names.iter().map(Name::to_string).collect(),
            invite_of: order.iter().map(|&at| self.invite_of.get(at).copied().flatten()).collect(),
            ballots: Arc::new(ballots),
            replaced,
            repeated,
            unknown,
        })
    }
}

/// Votes in the order of their times, those of one time as they stand in the file. Only of votes on the same statement does it
/// matter which is the last. Nothing is marked before, and nothing after.
fn in_time(row: Vec<Cast>, times: &[i64], marked: &mut [bool]) -> Vec<Cast> {
    if times.len() != row.len() || !is_repeated(&row, marked) {
        return row;
    }
    let mut timed: Vec<(i64, Cast)> = times.iter().copied().zip(row).collect();
    timed.sort_by_key(|(time, _)| *time);
    timed.into_iter().map(|(_, cast)| cast).collect()
}

/// Whether there are two votes on one statement.
fn is_repeated(row: &[Cast], marked: &mut [bool]) -> bool {
    let first = row.iter().position(|cast| std::mem::replace(&mut marked[cast.statement()], true));
    row[..first.unwrap_or(row.len())].iter().for_each(|cast| marked[cast.statement()] = false);
    first.is_some()
}

fn set<T: Clone>(list: &mut Vec<Option<T>>, at: usize, value: Option<T>) {
    if at >= list.len() {
        list.resize(at + 1, None);
    }
    list[at] = value;
}

/// Which column has one of these names.
fn column(bytes: &[u8], fields: &[Field], names: &[&str]) -> Option<usize> {
    let said: Vec<String> = fields.iter().map(|field| field.text(bytes).to_lowercase()).collect();
    names.iter().find_map(|name| said.iter().position(|said| said == name))
}

/// What stands in a file, cut to a length that can be told.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().filter(|character| !character.is_control()).take(40).collect()
}
