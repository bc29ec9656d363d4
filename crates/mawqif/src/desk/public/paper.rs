//! Ballots on paper: as lines that somebody types, or as a table; entered together by the secretariat.
//!
//! A line is one ballot: what is printed on it, the code that came with it or `-`, and the statements with `+`, `-` or `/` behind their
//! number, for agree, disagree and pass: `B-17 - 1+ 2- 3/`. A table has the columns participant, statement and vote, and if wanted code
//! and invite; each participant in it is a ballot, and the channel is paper whatever it says. A ballot that was entered before is told
//! and left out, so that the same file can be sent again.

mod table;

use std::collections::BTreeMap;

pub use self::table::read_csv;
use mawqif_store::{PaperFault as StoredFault, PaperRow};

use super::{Channel, PARTICIPANT_LIMIT, Public, Trouble, Vote, codes, outcome, statements::line};
use crate::desk::{access::Caller, held::Held};

/// The most ballots on paper that are entered at once.
pub const PAPER_LIMIT: usize = 2_000;

/// The most votes on paper that are entered at once: those who vote wait meanwhile.
pub const PAPER_VOTE_LIMIT: usize = 100_000;

/// The longest mark of a ballot, in bytes.
pub const BALLOT_LIMIT: usize = 64;

/// The most mistakes of ballots that are told.
pub const TOLD_LIMIT: usize = 50;

/// A ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperBallot {
    /// The line that it stands in, from 1; of a table, the first.
    pub line: usize,
    /// What is printed on it.
    pub ballot: String,
    /// The code that came with it.
    pub code: Option<String>,
    /// What it says.
    pub votes: Vec<(u64, Vote)>,
    /// The line of each vote; none when all stand in the ballot's.
    pub lines: Vec<usize>,
    /// By which invitation it came.
    pub invite: Option<String>,
}

/// A mistake, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperMistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: PaperFault,
}

/// What is wrong with a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperFault {
    /// It says nothing.
    NoVotes,
    /// This is no vote of a line.
    BadVote(String),
    /// This is no vote of a table.
    NoVote(String),
    /// This is no number of a statement.
    NoNumber(String),
    /// No such statement is shown.
    NoStatement(u64),
    /// A ballot with this mark was entered before.
    Twice(String),
    /// A ballot with this mark stands in another line, too.
    Double {
        /// What is printed on it.
        ballot: String,
        /// The other line.
        other: usize,
    },
    /// There is no such code.
    CodeUnknown,
    /// As many came by its code as that is for.
    CodeUsedUp,
    /// Its code is blocked.
    CodeBlocked,
    /// The table lacks this column.
    NoColumn(&'static str),
    /// A row has nothing in this column.
    Column(&'static str),
    /// Another line says something else to this statement for this ballot.
    Contradicts {
        /// What is printed on it.
        ballot: String,
        /// The statement.
        statement: u64,
        /// The other line.
        other: usize,
    },
    /// Another line says the same for it.
    Again {
        /// What is printed on it.
        ballot: String,
        /// The statement.
        statement: u64,
        /// The other line.
        other: usize,
    },
    /// Another line has something else in this column for this ballot.
    Differs {
        /// What is printed on it.
        ballot: String,
        /// The column.
        column: &'static str,
        /// The other line.
        other: usize,
    },
    /// This is no path of invitations.
    BadInvite(String),
    /// There are more than this.
    TooMany(usize),
    /// They have more votes than this together.
    TooManyVotes(usize),
    /// Its mark is longer than [`BALLOT_LIMIT`], or cannot be shown.
    LongId,
}

/// Whether ballots are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// They are only looked at.
    Dry,
    /// They are.
    Real,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperDone {
    /// Ballots that were entered, or would be.
    pub entered: usize,
    /// Their votes.
    pub votes: usize,
    /// What is wrong. Unless all of it is that ballots were entered before, nothing was entered.
    pub mistakes: Vec<PaperMistake>,
}

/// Reads ballots from lines.
pub fn read_lines(text: &str) -> (Vec<PaperBallot>, Vec<PaperMistake>) {
    let (mut ballots, mut mistakes) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (line, words) in (1..).zip(text.lines()) {
        if words.trim().is_empty() {
            continue;
        }
        if ballots.len() >= PAPER_LIMIT {
            mistakes.push(PaperMistake { line, kind: PaperFault::TooMany(PAPER_LIMIT) });
            break;
        }
        match ballot(line, words) {
            Ok(read) => match seen.get(&form(&read.ballot)) {
                Some(&other) => {
                    mistakes
                        .push(PaperMistake { line, kind: PaperFault::Double { ballot: read.ballot, other } });
                }
                None => {
                    seen.insert(form(&read.ballot), line);
                    ballots.push(read);
                }
            },
            Err(kind) => mistakes.push(PaperMistake { line, kind }),
        }
        if mistakes.len() >= TOLD_LIMIT {
            break;
        }
    }
    (ballots, mistakes)
}

/// Reads the marks of ballots that are to be withdrawn: what stands first in each line, whatever stands behind it.
pub fn read_marks(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn ballot(line: usize, words: &str) -> Result<PaperBallot, PaperFault> {
    let mut words = words.split_whitespace();
    let mark = marked(words.next().unwrap_or_default())?;
    let code = words.next().ok_or(PaperFault::NoVotes)?;
    let code = (!matches!(code, "-" | "–" | "—")).then(|| code.to_owned());
    if code.as_deref().is_some_and(|code| codes::plain(code).is_none()) {
        return Err(PaperFault::CodeUnknown);
    }
    let mut votes = BTreeMap::new();
    for word in words {
        let bad = || PaperFault::BadVote(word.chars().take(40).collect());
        let sign = word.chars().next_back().ok_or_else(bad)?;
        let vote = match sign {
            '+' => Vote::Agree,
            '-' | '−' | '–' => Vote::Disagree,
            '/' => Vote::Pass,
            _ => return Err(bad()),
        };
        let statement = number(&word[..word.len() - sign.len_utf8()]).ok_or_else(bad)?;
        // Two crosses on one statement are no vote.
        if votes.insert(statement, vote).is_some() {
            return Err(bad());
        }
    }
    if votes.is_empty() {
        return Err(PaperFault::NoVotes);
    }
    Ok(PaperBallot {
        line,
        ballot: mark,
        code,
        votes: votes.into_iter().collect(),
        lines: Vec::new(),
        invite: None,
    })
}

/// A number in whichever digits.
fn number(written: &str) -> Option<u64> {
    if written.is_empty() || written.chars().count() > 9 {
        return None;
    }
    written.chars().try_fold(0_u64, |sum, it| Some(sum * 10 + u64::from(digit(it)?)))
}

/// A digit in whichever script.
fn digit(it: char) -> Option<u32> {
    /// The zeros of scripts, each followed by its nine other digits.
    const ZEROS: [u32; 19] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0,
        0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10,
    ];
    let of = |zero: &u32| u32::from(it).checked_sub(*zero).filter(|digit| *digit < 10);
    it.to_digit(10).or_else(|| ZEROS.iter().find_map(of))
}

/// What tells two ballots apart: case, the script of digits, the kind of dash, and dashes and blanks next to letters do not.
fn form(mark: &str) -> String {
    let is_between =
        |it: char| it.is_whitespace() || matches!(it, '-' | '_' | '.' | '/' | '‐'..='―' | '−' | 'ـ');
    let mut form = String::with_capacity(mark.len());
    let mut is_parted = false;
    for it in mark.chars() {
        if is_between(it) {
            is_parted = true;
            continue;
        }
        let it = digit(it).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(it);
        // 1-17 and 11-7 are two ballots, and B17 and B-17 are one.
        if is_parted && it.is_ascii_digit() && form.ends_with(|last: char| last.is_ascii_digit()) {
            form.push('-');
        }
        is_parted = false;
        form.extend(it.to_lowercase());
    }
    form
}

fn marked(written: &str) -> Result<String, PaperFault> {
    // A blank within a mark tells no two ballots apart.
    let is_blank = |it: char| matches!(it, ' ' | '\u{A0}');
    let is_barred = |it: char| mawqif_core::text::is_unseen(it) && !is_blank(it);
    let is_mark = !form(written).is_empty() && written.len() <= BALLOT_LIMIT && !written.contains(is_barred);
    if is_mark { Ok(written.to_owned()) } else { Err(PaperFault::LongId) }
}

impl Public {
    /// Enters ballots on paper, or only looks at them. With a mistake in any of them nothing is entered, unless it is that a ballot
    /// was entered before.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], [`Trouble::Closed`], the store's.
    pub async fn paper(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
        ballots: Vec<PaperBallot>,
        run: Run,
    ) -> Result<PaperDone, Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, poll) = self.unclosed(held, number)?;
        let mut done = PaperDone::default();
        if ballots.len() > PAPER_LIMIT {
            done.mistakes
                .push(PaperMistake { line: PAPER_LIMIT + 1, kind: PaperFault::TooMany(PAPER_LIMIT) });
            return Ok(done);
        }
        let votes: usize = ballots.iter().map(|ballot| ballot.votes.len()).sum();
        if votes > PAPER_VOTE_LIMIT {
            let line = ballots.last().map_or(1, |ballot| ballot.line);
            done.mistakes.push(PaperMistake { line, kind: PaperFault::TooManyVotes(PAPER_VOTE_LIMIT) });
            return Ok(done);
        }
        let mut rows = Vec::with_capacity(ballots.len());
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for ballot in &ballots {
            let code = ballot.code.as_deref().map(codes::plain);
            let path = codes::invite_path(ballot.invite.as_deref().unwrap_or_default());
            let kind = match (marked(&ballot.ballot), code, path) {
                _ if ballot.votes.is_empty() => PaperFault::NoVotes,
                (Err(kind), ..) => kind,
                (_, Some(None), _) => PaperFault::CodeUnknown,
                (_, _, Err(_)) => {
                    PaperFault::BadInvite(ballot.invite.iter().flat_map(|it| it.chars()).take(40).collect())
                }
                (Ok(mark), code, Ok(path)) => {
                    let form = form(&mark);
                    if let Some(&other) = seen.get(&form) {
                        let kind = PaperFault::Double { ballot: mark, other };
                        done.mistakes.push(PaperMistake { line: ballot.line, kind });
                        continue;
                    }
                    seen.insert(form.clone(), ballot.line);
                    rows.push(PaperRow {
                        ballot: form,
                        mark,
                        code: code.flatten().map(|plain| codes::hashed(&of, &plain)),
                        path,
                        channel: Channel::Paper.name(),
                        votes: ballot.votes.iter().map(|&(on, vote)| (on, outcome::code(vote))).collect(),
                    });
                    continue;
                }
            };
            done.mistakes.push(PaperMistake { line: ballot.line, kind });
        }
        if !done.mistakes.is_empty() {
            done.mistakes.truncate(TOLD_LIMIT);
            return Ok(done);
        }
        let limits = (self.now().micros(), PARTICIPANT_LIMIT);
        let faults = self.0.store().enter_poll_papers(&of, limits, &rows, run == Run::Dry).await?;
        let Some(faults) = faults else { return Err(self.closed(&poll)) };
        let is_whole = faults.iter().all(|(_, fault)| *fault == StoredFault::Twice);
        let is_bad = |at: &usize| faults.iter().any(|(bad, _)| bad == at);
        for (_, ballot) in ballots.iter().enumerate().filter(|(at, _)| is_whole && !is_bad(at)) {
            done.entered += 1;
            done.votes += ballot.votes.len();
        }
        let told = faults.iter().filter_map(|(at, fault)| {
            let ballot = ballots.get(*at)?;
            let mut line = ballot.line;
            let kind = match fault {
                StoredFault::Twice => PaperFault::Twice(ballot.ballot.clone()),
                StoredFault::Unknown => PaperFault::CodeUnknown,
                StoredFault::UsedUp => PaperFault::CodeUsedUp,
                StoredFault::Blocked => PaperFault::CodeBlocked,
                StoredFault::Full => {
                    PaperFault::TooMany(usize::try_from(PARTICIPANT_LIMIT).unwrap_or(usize::MAX))
                }
                StoredFault::NoStatement(statement) => {
                    let place = ballot.votes.iter().position(|(on, _)| on == statement);
                    line = place.and_then(|at| ballot.lines.get(at)).copied().unwrap_or(line);
                    PaperFault::NoStatement(*statement)
                }
            };
            Some(PaperMistake { line, kind })
        });
        done.mistakes = told.take(TOLD_LIMIT).collect();
        Ok(done)
    }

    /// Withdraws ballots on paper, by what is printed on them, for a reason: they count no more, and others can be entered with these
    /// marks. All or none; gives how many.
    ///
    /// # Errors
    /// [`Trouble::NotForYou`], [`Trouble::Closed`], [`Trouble::Reason`], [`Trouble::NoBallot`], [`Trouble::CodeLimit`] when they are
    /// more than [`PAPER_LIMIT`], the store's.
    pub async fn withdraw(
        &self,
        held: &Held,
        number: u64,
        caller: &Caller,
        marks: &[String],
        reason: &str,
    ) -> Result<usize, Trouble> {
        Self::for_secretariat(held, caller)?;
        let (of, poll) = self.unclosed(held, number)?;
        let reason = line(reason)?.ok_or(Trouble::Reason)?;
        let marks: BTreeMap<String, &String> = marks.iter().map(|mark| (form(mark), mark)).collect();
        if marks.is_empty() {
            return Err(Trouble::NoBallot(String::new()));
        }
        if marks.len() > PAPER_LIMIT {
            return Err(Trouble::CodeLimit(PAPER_LIMIT));
        }
        let forms: Vec<String> = marks.keys().cloned().collect();
        let now = self.now().micros();
        match self.0.store().withdraw_poll_papers(&of, now, &forms, &reason).await? {
            None => Err(self.closed(&poll)),
            Some(missing) => match missing.first().and_then(|form| marks.get(form)) {
                Some(mark) => Err(Trouble::NoBallot(mark.chars().take(BALLOT_LIMIT).collect())),
                None => Ok(forms.len()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_ballot_and_a_mistake_has_its_line() {
        let (ballots, mistakes) = read_lines(
            "B-17 - 1+ 2- 3/\n\nB-18 - ١٢+\nB-19 - 4\nB-17 - 1-\nB-20 abc 1+\nB-21 -\nB-22 - 1+ 1-",
        );
        assert_eq!(ballots.len(), 2);
        assert_eq!(ballots[0].votes, [(1, Vote::Agree), (2, Vote::Disagree), (3, Vote::Pass)]);
        assert_eq!((ballots[1].line, &ballots[1].votes), (3, &vec![(12, Vote::Agree)]));
        let told: Vec<(usize, PaperFault)> = mistakes.into_iter().map(|it| (it.line, it.kind)).collect();
        assert_eq!(
            told,
            [
                (4, PaperFault::BadVote("4".into())),
                (5, PaperFault::Double { ballot: "B-17".into(), other: 1 }),
                (6, PaperFault::CodeUnknown),
                (7, PaperFault::NoVotes),
                (8, PaperFault::BadVote("1-".into())),
            ]
        );
    }

    #[test]
    fn a_mark_is_the_same_however_it_is_typed() {
        for same in ["b17", "B 17", "B–١٧", "b-۱۷", "B١۷"] {
            assert_eq!(form(same), form("B-17"), "{same}");
        }
        assert_ne!(form("1-17"), form("11-7"));
        assert_eq!(form("1-17"), form("١ ١٧"));
        assert_eq!(marked("--"), Err(PaperFault::LongId));
        let (ballots, mistakes) = read_lines("B-17 - 1+\nb ١٧ 1-");
        assert_eq!((ballots.len(), mistakes.len()), (1, 1));
        let (ballots, mistakes) = read_lines("B-17 - 1+\nb١٧ - 1-");
        assert_eq!(ballots.len(), 1);
        let double = PaperFault::Double { ballot: "b١٧".to_owned(), other: 1 };
        assert_eq!(mistakes, [PaperMistake { line: 2, kind: double }]);
    }
}
