//! Keeping results fresh: one task looks which consultations have changed, and lets each be found again on its own.
//!
//! A result is found at most every few seconds, and never takes more than a tenth of the time: what took two seconds rests for twenty.
//! Results are kept in memory with the moment at which they were found; after a start they are found anew from what is stored. Where
//! there is no room for all, those stay that were asked for last.
//!
//! While people vote, everybody is told another result only when [`FEW`] more have voted since the last one, since two results between
//! which one person has voted say how. Which one that is stands in the database, so that all servers tell the same, over every new start.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use mawqif_core::{case::poll::Poll, consultation::public::report::FEW};
use mawqif_store::PollId;

use super::{Outcome, Public, Trouble, live::Live};
use crate::desk::held::Held;

/// How often it is asked what has changed.
const LOOK: Duration = Duration::from_millis(500);

/// The shortest time between two results of a consultation.
const REST: Duration = Duration::from_secs(2);

/// How many times as long as it took a result rests.
const RESTS: u32 = 9;

/// How long after its end a consultation rests before its last result is found: servers' clocks differ, and what was sent before
/// the end is stored by then.
const SETTLES: u64 = 3_000_000;

/// Consultations whose votes are kept in memory to go on from, at most.
pub const LIVE_LIMIT: usize = 64;

/// Results that are kept in memory, at most.
pub const OUTCOME_LIMIT: usize = 1_024;

struct One {
    outcome: Option<Arc<Outcome>>,
    /// What everybody sees.
    settled: Option<Arc<Outcome>>,
    live: Option<Box<Live>>,
    is_underway: bool,
    /// When to look next.
    due: Option<Instant>,
    /// When somebody asked for it last, or it changed.
    used: Instant,
}

impl One {
    fn new() -> Self {
        let (outcome, settled, live, due) = (None, None, None, None);
        Self { outcome, settled, live, is_underway: false, due, used: Instant::now() }
    }
}

/// The results of a process.
#[derive(Default)]
pub(super) struct Fresh(Mutex<HashMap<PollId, One>>);

impl Fresh {
    fn table(&self) -> MutexGuard<'_, HashMap<PollId, One>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What somebody asks for. One that there was no room for takes the place of the one that nobody has asked for longest, and is
    /// found at the next look.
    fn asked(&self, of: &PollId) -> (Option<Arc<Outcome>>, Option<Arc<Outcome>>) {
        let mut table = self.table();
        if !table.contains_key(of) {
            make_room(&mut table, OUTCOME_LIMIT);
        }
        let one = table.entry(of.clone()).or_insert_with(One::new);
        one.used = Instant::now();
        (one.outcome.clone(), one.settled.clone())
    }

    /// Begins a look, unless one is under way, it is too early, all is said, or there is no room.
    fn begin(&self, of: &PollId, is_final: bool) -> Option<Option<Box<Live>>> {
        let mut table = self.table();
        let is_room = table.len() < OUTCOME_LIMIT || table.contains_key(of);
        let one = if is_room { table.entry(of.clone()).or_insert_with(One::new) } else { return None };
        let is_done = one.outcome.as_ref().is_some_and(|outcome| outcome.is_final);
        let is_early = one.due.is_some_and(|due| Instant::now() < due) && !is_final;
        if one.is_underway || is_done || is_early {
            return None;
        }
        one.is_underway = true;
        Some(one.live.take())
    }

    fn end(&self, of: &PollId, took: Duration, live: Option<Live>, found: Option<Found>) {
        let mut table = self.table();
        if let Some(one) = table.get_mut(of) {
            one.is_underway = false;
            one.due = Some(Instant::now() + REST.max(took * RESTS));
            let is_final = found.as_ref().is_some_and(|found| found.outcome.is_final);
            one.live = live.filter(|_| !is_final).map(Box::new);
            if let Some(Found { outcome, settled }) = found {
                (one.outcome, one.used) = (Some(outcome), Instant::now());
                one.settled = settled.or(one.settled.take());
            }
        }
        rest(&mut table, LIVE_LIMIT);
    }

    /// Takes a result away whose votes are not there any more.
    fn forget(&self, of: &PollId) {
        self.table().remove(of);
    }
}

/// Takes results away until one more has room: those that were used longest ago.
fn make_room(table: &mut HashMap<PollId, One>, limit: usize) {
    while table.len() >= limit {
        let idle = table.iter().filter(|(_, one)| !one.is_underway);
        let Some(oldest) = idle.min_by_key(|(_, one)| one.used).map(|(of, _)| of.clone()) else { return };
        table.remove(&oldest);
    }
}

/// Lets the votes go of those that were used longest ago, so that they are read anew when they are wanted.
fn rest(table: &mut HashMap<PollId, One>, limit: usize) {
    loop {
        let kept = table.values_mut().filter(|one| one.live.is_some());
        let (count, oldest) =
            kept.fold((0_usize, None), |(count, oldest): (usize, Option<&mut One>), one| {
                let is_older = oldest.as_ref().is_none_or(|oldest| one.used < oldest.used);
                (count + 1, if is_older { Some(one) } else { oldest })
            });
        match oldest {
            Some(oldest) if count > limit => oldest.live = None,
            _ => return,
        }
    }
}

/// A result, and what everybody sees from now on, if that is another one than before.
struct Found {
    outcome: Arc<Outcome>,
    settled: Option<Arc<Outcome>>,
}

impl Public {
    fn of(&self, held: &Held, number: u64) -> PollId {
        PollId { case: held.stored().clone(), poll: number }
    }

    /// What a consultation comes to so far; none until it was first found, which is a moment after the first look. Once it has ended
    /// only the last result is told, which depends on the votes alone and is the same at every server.
    pub fn results(&self, held: &Held, number: u64) -> Option<Arc<Outcome>> {
        let is_open = held.now().polls().get(&number)?.is_open(self.now());
        let (outcome, _) = self.kept().fresh.asked(&self.of(held, number));
        outcome.filter(|outcome| is_open || outcome.is_final)
    }

    /// What everybody may see of it so far: anew when it is closed, and before that only when five more people have voted since.
    pub fn settled(&self, held: &Held, number: u64) -> Option<Arc<Outcome>> {
        let is_open = held.now().polls().get(&number)?.is_open(self.now());
        let (_, settled) = self.kept().fresh.asked(&self.of(held, number));
        settled.filter(|outcome| is_open || outcome.is_final)
    }

    /// Keeps all results fresh, for as long as the program runs.
    pub(in crate::desk) async fn keep_fresh(self) {
        let mut closing = self.0.closing();
        loop {
            for held in self.0.all() {
                let case = held.now();
                for (number, poll) in case.polls() {
                    let ended = self.now().micros().saturating_sub(SETTLES) >= poll.terms.closes.micros();
                    let is_final = poll.closed.is_some() || ended;
                    let of = self.of(&held, *number);
                    if let Some(live) = self.kept().fresh.begin(&of, is_final) {
                        tokio::spawn(self.clone().renew(of, poll.clone(), is_final, live));
                    }
                }
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = closing.changed() => return,
            }
        }
    }

    async fn renew(self, of: PollId, poll: Poll, is_final: bool, live: Option<Box<Live>>) {
        let began = Instant::now();
        let (live, found) = match self.found(&of, (&poll, is_final), live.map(|live| *live)).await {
            Ok(found) => found,
            Err(trouble) => {
                tracing::warn!(case = %of.case, number = of.poll, %trouble, "a result cannot be found now");
                (None, None)
            }
        };
        self.kept().fresh.end(&of, began.elapsed(), live, found);
    }

    async fn found(
        &self,
        of: &PollId,
        how: (&Poll, bool),
        live: Option<Live>,
    ) -> Result<(Option<Live>, Option<Found>), Trouble> {
        let (live, outcome) = self.look(of, how, live).await?;
        let Some(outcome) = outcome.map(Arc::new) else { return Ok((live, None)) };
        let settled = if outcome.is_final { Some(outcome.clone()) } else { self.tell(of, &outcome).await? };
        Ok((live, Some(Found { outcome, settled })))
    }

    /// Lets everybody see a result, if enough people have voted since the last one; else what another server tells, if that is
    /// another one.
    async fn tell(&self, of: &PollId, outcome: &Arc<Outcome>) -> Result<Option<Arc<Outcome>>, Trouble> {
        let people = outcome.opinion.participants;
        let before = self.kept().fresh.table().get(of).and_then(|one| one.settled.clone());
        let store = self.0.store();
        let few = u64::try_from(FEW).unwrap_or(u64::MAX);
        if people >= FEW {
            let (told, count) = (outcome.clone(), u64::try_from(people).unwrap_or(u64::MAX));
            let json = self.0.reckon(move || told.kept()).await?;
            if store.tell_poll(of, count, &json, few).await? {
                return Ok(Some(outcome.clone()));
            }
        }
        let known = before.map(|before| u64::try_from(before.opinion.participants).unwrap_or(u64::MAX));
        match store.poll_told_people(of).await? {
            there if there == known => Ok(None),
            None => Ok(None),
            Some(_) => {
                let told = store.poll_told(of).await?;
                let read = move || told.and_then(|(_, json)| Outcome::of_kept(&json)).map(Arc::new);
                Ok(self.0.reckon(read).await?)
            }
        }
    }

    /// Destroys the ballots of consultations of which two people have said so, for as long as the program runs.
    pub(in crate::desk) async fn keep_forgetting(self) {
        let mut closing = self.0.closing();
        let mut done: std::collections::HashSet<PollId> = std::collections::HashSet::new();
        loop {
            for held in self.0.all() {
                let case = held.now();
                for (number, _) in case.polls().iter().filter(|(_, poll)| poll.forgotten.is_some()) {
                    let of = self.of(&held, *number);
                    if done.contains(&of) {
                        continue;
                    }
                    match self.destroy(&of).await {
                        Ok(()) => {
                            done.insert(of);
                        }
                        Err(trouble) => {
                            tracing::warn!(case = %of.case, number, %trouble, "ballots cannot be destroyed now");
                        }
                    }
                }
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = closing.changed() => return,
            }
        }
    }

    async fn destroy(&self, of: &PollId) -> Result<(), Trouble> {
        let store = self.0.store();
        // What was found from the votes is not shown any more either.
        self.kept().fresh.forget(of);
        if !store.has_poll_ballots(of).await? {
            return Ok(());
        }
        while store.forget_poll_ballots(of).await? {}
        Ok(store.finish_emptying().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(number: u64) -> PollId {
        PollId { case: mawqif_store::CaseId::new("wadi-nahr").unwrap(), poll: number }
    }

    #[test]
    fn whoever_was_asked_for_last_stays() {
        let mut table = HashMap::new();
        let start = Instant::now();
        for number in 0..5 {
            let used = start + Duration::from_secs(number);
            table.insert(poll(number), One { used, is_underway: number == 0, ..One::new() });
        }
        make_room(&mut table, 4);
        let mut left: Vec<u64> = table.keys().map(|of| of.poll).collect();
        left.sort_unstable();
        assert_eq!(left, [0, 3, 4], "one more has room, and nobody is taken away while it is found");
    }

    #[test]
    fn one_that_is_asked_for_comes_in_when_there_is_no_room() {
        let fresh = Fresh::default();
        for number in 0..u64::try_from(OUTCOME_LIMIT).unwrap() {
            assert!(fresh.begin(&poll(number), false).is_some());
            fresh.end(&poll(number), Duration::ZERO, None, None);
        }
        assert!(fresh.begin(&poll(9_999), false).is_none(), "nobody has asked for it");
        assert!(fresh.asked(&poll(9_999)).0.is_none());
        assert!(fresh.begin(&poll(9_999), false).is_some(), "now it is found");
        assert_eq!(fresh.table().len(), OUTCOME_LIMIT);
    }
}
