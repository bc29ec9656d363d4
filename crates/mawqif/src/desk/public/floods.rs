//! What keeps one person, or one program, from being everybody: how often something may be done.
//!
//! There is no network address in any of it. Votes are limited by participant and by the code that let them in, newcomers at the open
//! door and codes that are tried by consultation. Each limit is one number, the moment at which it would be as good as unused. They are of one process: several servers
//! allow several times as much, and a new start forgets.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use mawqif_core::record::hash::Hash;
use mawqif_store::{Micros, PollId};

use super::{Participant, Trouble};

/// Votes that a participant casts at once; afterwards one each half second.
pub const VOTE_LIMIT: u64 = 120;

/// Votes of all who came by one code at once; afterwards 250 a second.
pub const CODE_VOTE_LIMIT: u64 = 5_000;

/// New people at the open door of a consultation at once; afterwards twenty a second.
pub const NEWCOMER_LIMIT: u64 = 1_000;

/// Codes of a consultation that are tried and are none, at once; afterwards twenty a second.
pub const TRIED_CODE_LIMIT: u64 = 1_000;

/// Voters that a server remembers for a minute each.
pub const KNOWN_LIMIT: usize = 200_000;

const SECOND: Micros = 1_000_000;

/// How long a voter is known without being looked up.
const KNOWN_FOR: Micros = 60 * SECOND;

/// How many at once, and after how long there is one more.
#[derive(Clone, Copy)]
pub struct Rate {
    /// How many at once.
    pub burst: u64,
    /// After how many microseconds there is one more.
    pub every: Micros,
}

const VOTES: Rate = Rate { burst: VOTE_LIMIT, every: SECOND / 2 };
const CODE_VOTES: Rate = Rate { burst: CODE_VOTE_LIMIT, every: SECOND / 250 };
const NEWCOMERS: Rate = Rate { burst: NEWCOMER_LIMIT, every: SECOND / 20 };
const TRIED_CODES: Rate = Rate { burst: TRIED_CODE_LIMIT, every: SECOND / 20 };

impl Rate {
    /// The new moment of rest after one more; none when that has to wait.
    pub fn take(self, rest: Option<Micros>, now: Micros) -> Option<Micros> {
        let latest = now.saturating_add(self.burst * self.every);
        // A clock that was set back must not shut anybody out for long.
        let after = rest.unwrap_or(now).clamp(now, latest).saturating_add(self.every);
        (after <= latest).then_some(after)
    }
}

#[derive(Default)]
struct Table {
    known: HashMap<Hash, (Participant, Micros)>,
    votes: HashMap<(PollId, u64), Micros>,
    by_code: HashMap<(PollId, u64), Micros>,
    newcomers: HashMap<PollId, Micros>,
    codes: HashMap<PollId, Micros>,
}

/// The limits of a process.
#[derive(Default)]
pub(super) struct Floods(Mutex<Table>);

impl Floods {
    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever was looked up a moment ago.
    pub(super) fn known(&self, token: &Hash, now: Micros) -> Option<Participant> {
        let table = self.table();
        let (participant, until) = table.known.get(token)?;
        (now < *until).then(|| participant.clone())
    }

    pub(super) fn know(&self, token: Hash, participant: Participant, now: Micros) {
        let mut table = self.table();
        if table.known.len() >= KNOWN_LIMIT {
            table.known.retain(|_, (_, until)| now < *until);
            if table.known.len() >= KNOWN_LIMIT {
                table.known.clear();
            }
        }
        table.known.insert(token, (participant, now.saturating_add(KNOWN_FOR)));
    }

    /// Counts a vote of somebody, and of the code that let them in.
    pub(super) fn take_vote(&self, of: &PollId, by: &Participant, now: Micros) -> Result<(), Trouble> {
        let mut table = self.table();
        let own = (of.clone(), by.number);
        let own_rest = VOTES.take(table.votes.get(&own).copied(), now).ok_or(Trouble::VoteLimit)?;
        let code = by.code.map(|code| (of.clone(), code));
        let by_code = match code {
            Some(code) => {
                let rest = table.by_code.get(&code).copied();
                Some((CODE_VOTES.take(rest, now).ok_or(Trouble::Crowd)?, code))
            }
            None => None,
        };
        // Whoever is sent away has cost the code nothing.
        make_room(&mut table.votes, &own, now)?;
        if let Some((rest, code)) = by_code {
            make_room(&mut table.by_code, &code, now)?;
            table.by_code.insert(code, rest);
        }
        table.votes.insert(own, own_rest);
        Ok(())
    }

    pub(super) fn take_newcomer(&self, of: &PollId, now: Micros) -> Result<(), Trouble> {
        let newcomers = &mut self.table().newcomers;
        let rest = NEWCOMERS.take(newcomers.get(of).copied(), now).ok_or(Trouble::Crowd)?;
        newcomers.insert(of.clone(), rest);
        Ok(())
    }

    /// Counts a code that was tried and is none.
    pub(super) fn take_code(&self, of: &PollId, now: Micros) -> Result<(), Trouble> {
        let codes = &mut self.table().codes;
        let rest = TRIED_CODES.take(codes.get(of).copied(), now).ok_or(Trouble::Crowd)?;
        codes.insert(of.clone(), rest);
        Ok(())
    }
}

/// Forgets the moments of rest that are over when there are too many to remember another.
fn make_room(
    table: &mut HashMap<(PollId, u64), Micros>,
    key: &(PollId, u64),
    now: Micros,
) -> Result<(), Trouble> {
    if table.len() >= KNOWN_LIMIT && !table.contains_key(key) {
        table.retain(|_, rest| *rest > now);
        if table.len() >= KNOWN_LIMIT {
            return Err(Trouble::Busy);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voter(number: u64, code: Option<u64>) -> Participant {
        Participant { number, code, channel: super::super::Channel::Open }
    }

    #[test]
    fn a_burst_is_let_through_and_then_so_many_a_second() {
        let floods = Floods::default();
        let of = PollId { case: mawqif_store::CaseId::new("wadi-nahr").unwrap(), poll: 1 };
        let start = 1_800_000_000_000_000;
        let (seven, eight) = (voter(7, None), voter(8, None));
        let taken = (0..10_000).filter(|_| floods.take_vote(&of, &seven, start).is_ok()).count();
        assert_eq!(u64::try_from(taken).unwrap(), VOTE_LIMIT);
        assert_eq!(floods.take_vote(&of, &seven, start), Err(Trouble::VoteLimit));
        assert_eq!(floods.take_vote(&of, &eight, start), Ok(()), "the others are not held up");
        assert_eq!(floods.take_vote(&of, &seven, start + SECOND / 2), Ok(()));
        assert_eq!(floods.take_vote(&of, &seven, start + SECOND / 2), Err(Trouble::VoteLimit));
        for _ in 0..NEWCOMER_LIMIT {
            floods.take_newcomer(&of, start).unwrap();
        }
        assert_eq!(floods.take_newcomer(&of, start), Err(Trouble::Crowd));
        for _ in 0..TRIED_CODE_LIMIT {
            floods.take_code(&of, start).unwrap();
        }
        assert_eq!(floods.take_code(&of, start), Err(Trouble::Crowd));
    }

    #[test]
    fn many_who_came_by_one_code_vote_no_faster_together_than_it_may() {
        let floods = Floods::default();
        let of = PollId { case: mawqif_store::CaseId::new("wadi-nahr").unwrap(), poll: 1 };
        let start = 1_800_000_000_000_000;
        let by_code = |number: u64| voter(number, Some(number % 2));
        // A thousand people by either code, ten votes each: twice as many as one code may.
        let taken = |code: u64, now: Micros| {
            let of_it = (0..10_000).map(|vote| vote / 10 * 2 + code);
            of_it.filter(|number| floods.take_vote(&of, &by_code(*number), now).is_ok()).count()
        };
        assert_eq!(u64::try_from(taken(0, start)).unwrap(), CODE_VOTE_LIMIT);
        assert_eq!(floods.take_vote(&of, &by_code(2_000), start), Err(Trouble::Crowd));
        assert_eq!(floods.take_vote(&of, &voter(4_001, None), start), Ok(()), "the open door goes on");
        assert_eq!(floods.take_vote(&of, &by_code(1), start), Ok(()), "and so does another code");
        assert_eq!(taken(0, start + SECOND), 250);
        let other = PollId { poll: 2, ..of.clone() };
        assert_eq!(floods.take_vote(&other, &by_code(0), start), Ok(()), "codes have numbers of their own");
    }

    #[test]
    fn a_vote_for_which_there_is_no_room_is_not_counted_against_its_code() {
        let floods = Floods::default();
        let of = PollId { case: mawqif_store::CaseId::new("wadi-nahr").unwrap(), poll: 1 };
        let start = 1_800_000_000_000_000;
        let others = (1..=KNOWN_LIMIT).map(|number| ((of.clone(), number as u64), start + SECOND));
        floods.table().votes.extend(others);
        let newcomer = voter(0, Some(3));
        assert_eq!(floods.take_vote(&of, &newcomer, start), Err(Trouble::Busy));
        assert!(floods.table().by_code.is_empty());
        assert_eq!(floods.take_vote(&of, &newcomer, start + SECOND), Ok(()));
        assert_eq!(floods.table().by_code.len(), 1);
    }

    #[test]
    fn whoever_is_known_is_looked_up_again_after_a_minute() {
        let floods = Floods::default();
        let voter = voter(1, None);
        let token = Hash::of(&[b"x"]);
        floods.know(token, voter.clone(), 10);
        assert_eq!(floods.known(&token, 10), Some(voter));
        assert_eq!(floods.known(&token, 10 + KNOWN_FOR), None);
        assert_eq!(floods.known(&Hash::of(&[b"y"]), 10), None);
    }
}
