//! Who voted what, as a sparse matrix: two bytes for each vote, and nothing for what was not voted on.
//!
//! Participants and statements are positions here; their names stay with the reader. A row is sorted by statement and
//! has each at most once, which is established when it is made. The packing is why there is a limit on statements.

use std::borrow::Cow;

/// The most statements of a consultation, those that were moderated out included.
pub const STATEMENT_LIMIT: usize = 16_000;

/// The most participants of a consultation.
pub const PARTICIPANT_LIMIT: usize = 5_000_000;

/// What somebody says to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// It is not so.
    Disagree,
    /// Neither.
    Pass,
    /// It is so.
    Agree,
}

impl Vote {
    fn code(self) -> u16 {
        match self {
            Self::Disagree => 0,
            Self::Pass => 1,
            Self::Agree => 2,
        }
    }

    /// +1, 0 or −1.
    pub fn value(self) -> f64 {
        f64::from(self.code()) - 1.0
    }
}

/// A vote on a statement, in two bytes: the statement's position times four, and the vote as 0, 1 or 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cast(u16);

impl Cast {
    /// A vote on the statement at this position; `None` when it is beyond [`STATEMENT_LIMIT`].
    pub fn new(statement: usize, vote: Vote) -> Option<Self> {
        let statement = u16::try_from(statement).ok().filter(|&at| usize::from(at) < STATEMENT_LIMIT)?;
        Some(Self(statement << 2 | vote.code()))
    }

    /// The statement's position.
    pub fn statement(self) -> usize {
        usize::from(self.0 >> 2)
    }

    /// The vote.
    pub fn vote(self) -> Vote {
        match self.0 & 3 {
            0 => Vote::Disagree,
            1 => Vote::Pass,
            _ => Vote::Agree,
        }
    }

    /// The vote as 0 (disagree), 1 (pass) or 2 (agree).
    pub(super) fn code(self) -> u64 {
        u64::from(self.0 & 3)
    }

    /// All of it as one position in a table of four entries for each statement.
    pub(super) fn slot(self) -> usize {
        usize::from(self.0)
    }

    /// The same vote, on the statement at another position.
    pub(super) fn moved(self, statement: u16) -> Self {
        Self(statement << 2 | self.0 & 3)
    }
}

/// The votes of everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballots {
    statements: usize,
    starts: Vec<usize>,
    casts: Vec<Cast>,
}

impl Ballots {
    /// Ballots of nobody about so many statements.
    pub fn empty(statements: usize) -> Self {
        Self { statements: statements.min(STATEMENT_LIMIT), starts: vec![0], casts: Vec::new() }
    }

    /// The same with room for so many votes.
    pub(super) fn with_room(statements: usize, participants: usize, votes: usize) -> Self {
        let mut ballots = Self::empty(statements);
        ballots.starts.reserve_exact(participants);
        ballots.casts.reserve_exact(votes);
        ballots
    }

    /// Adds a participant, whose votes come in the order in which they were cast: the last on a statement
    /// counts, and votes on statements that are not there do not. Returns how many votes were replaced.
    pub fn add(&mut self, mut row: Vec<Cast>) -> usize {
        let statements = self.statements;
        row.retain(|cast| cast.statement() < statements);
        // Stable, so that what was cast later stands later.
        row.sort_by_key(|cast| cast.statement());
        let before = self.casts.len();
        for cast in &row {
            match self.casts.get_mut(before..).and_then(<[Cast]>::last_mut) {
                Some(last) if last.statement() == cast.statement() => *last = *cast,
                _ => self.casts.push(*cast),
            }
        }
        self.starts.push(self.casts.len());
        row.len() - (self.casts.len() - before)
    }

    fn push(&mut self, row: &[Cast]) {
        self.casts.extend_from_slice(row);
        self.starts.push(self.casts.len());
    }

    /// How many participants there are.
    pub fn participants(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// How many statements there are.
    pub fn statements(&self) -> usize {
        self.statements
    }

    /// How many votes there are.
    pub fn votes(&self) -> usize {
        self.casts.len()
    }

    /// The votes of one participant, by statement; none for a position that nobody has.
    pub fn row(&self, participant: usize) -> &[Cast] {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or(self.casts.len());
        self.casts.get(at(participant)..at(participant + 1)).unwrap_or_default()
    }

    /// Every participant's votes.
    pub fn rows(&self) -> impl Iterator<Item = &[Cast]> {
        (0..self.participants()).map(|participant| self.row(participant))
    }

    /// Which statements anybody voted on.
    pub(super) fn voted(&self) -> Vec<bool> {
        let mut voted = vec![false; self.statements];
        self.casts.iter().for_each(|cast| voted[cast.statement()] = true);
        voted
    }

    /// The ballots without some statements, the others moved together; and where each of the others was.
    pub(super) fn without(&self, is_out: &[bool]) -> (Cow<'_, Self>, Vec<usize>) {
        let kept: Vec<usize> =
            (0..self.statements).filter(|&at| !is_out.get(at).copied().unwrap_or(false)).collect();
        if kept.len() == self.statements {
            return (Cow::Borrowed(self), kept);
        }
        let mut moved: Vec<Option<u16>> = vec![None; self.statements];
        for (to, &from) in kept.iter().enumerate() {
            moved[from] = u16::try_from(to).ok();
        }
        let mut ballots = Self::with_room(kept.len(), self.participants(), self.votes());
        for row in self.rows() {
            let row = row.iter().filter_map(|cast| Some(cast.moved(moved[cast.statement()]?)));
            ballots.casts.extend(row);
            ballots.starts.push(ballots.casts.len());
        }
        (Cow::Owned(ballots), kept)
    }

    /// The ballots of some participants, in that order; one may be among them several times.
    pub fn of(&self, participants: impl IntoIterator<Item = usize>) -> Self {
        let mut ballots = Self::empty(self.statements);
        for participant in participants {
            ballots.push(self.row(participant));
        }
        ballots
    }

    /// The ballots with some participants' votes replaced, by position; a position behind the last adds somebody.
    pub fn replaced(&self, changed: &[(usize, Vec<Cast>)]) -> Self {
        let mut changed: Vec<&(usize, Vec<Cast>)> = changed.iter().collect();
        changed.sort_by_key(|(participant, _)| *participant);
        let mut ballots = Self::with_room(self.statements, self.participants(), self.votes());
        let mut changed = changed.into_iter().peekable();
        for participant in 0..self.participants() {
            let mut new = None;
            while let Some((_, row)) = changed.next_if(|(at, _)| *at == participant) {
                new = Some(row);
            }
            match new {
                Some(row) => {
                    ballots.add(row.clone());
                }
                None => ballots.push(self.row(participant)),
            }
        }
        for (_, row) in changed {
            ballots.add(row.clone());
        }
        ballots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cast(statement: usize, vote: Vote) -> Cast {
        Cast::new(statement, vote).unwrap()
    }

    #[test]
    fn the_last_vote_on_a_statement_counts_and_unknown_statements_do_not() {
        let mut ballots = Ballots::empty(3);
        let row = [(2, Vote::Agree), (0, Vote::Pass), (2, Vote::Disagree), (7, Vote::Agree)];
        let replaced = ballots.add(row.iter().map(|&(at, vote)| cast(at, vote)).collect());
        assert_eq!(replaced, 1);
        assert_eq!(ballots.row(0), [cast(0, Vote::Pass), cast(2, Vote::Disagree)]);
        assert_eq!(ballots.row(1), []);
    }

    #[test]
    fn a_statement_beyond_the_limit_has_no_votes() {
        assert_eq!(Cast::new(STATEMENT_LIMIT, Vote::Agree), None);
        let last = cast(STATEMENT_LIMIT - 1, Vote::Agree);
        assert_eq!((last.statement(), last.vote()), (STATEMENT_LIMIT - 1, Vote::Agree));
    }

    #[test]
    fn statements_that_are_left_out_close_up() {
        let mut ballots = Ballots::empty(3);
        ballots.add(vec![cast(0, Vote::Agree), cast(1, Vote::Pass), cast(2, Vote::Disagree)]);
        let (kept, from) = ballots.without(&[false, true, false]);
        assert_eq!(from, [0, 2]);
        assert_eq!(kept.row(0), [cast(0, Vote::Agree), cast(1, Vote::Disagree)]);
        assert!(matches!(ballots.without(&[]).0, Cow::Borrowed(_)));
    }

    #[test]
    fn replacing_votes_is_as_if_they_had_been_there() {
        let mut ballots = Ballots::empty(2);
        ballots.add(vec![cast(0, Vote::Agree)]);
        ballots.add(vec![cast(1, Vote::Agree)]);
        let changed = ballots.replaced(&[(2, vec![cast(0, Vote::Pass)]), (0, vec![cast(1, Vote::Disagree)])]);
        assert_eq!(changed.row(0), [cast(1, Vote::Disagree)]);
        assert_eq!(changed.row(1), [cast(1, Vote::Agree)]);
        assert_eq!(changed.row(2), [cast(0, Vote::Pass)]);
    }
}
