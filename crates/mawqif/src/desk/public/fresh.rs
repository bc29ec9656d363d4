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

/// How often a result is told anew because another server told one meanwhile; the next look tries again.
const TELLS: usize = 3;

/// Results that are found at once: each holds all its votes meanwhile.
pub(super) const AT_ONCE: usize = 2;

/// Consultations whose votes are kept in memory to go on from, at most.
pub const LIVE_LIMIT: usize = 64;

/// Results that are kept in memory, at most.
pub const OUTCOME_LIMIT: usize = 1_024;

struct One {
    outcome: Option<Arc<Outcome>>,
    /// What everybody sees.
    settled: Option<Arc<Outcome>>,
    /// Which one that is among those that were told.
    serial: Option<u64>,
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
        Self { outcome, settled, serial: None, live, is_underway: false, due, used: Instant::now() }
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

    /// Whether what everybody sees of one knows of ties; nothing of one that there was no room for. Nobody has asked for it by this.
    pub(super) fn is_tied(&self, of: &PollId) -> Option<bool> {
        let table = self.table();
        table.get(of).map(|one| one.settled.as_ref().is_some_and(|settled| settled.tied.is_some()))
    }

    /// Begins a look, unless one is under way, it is too early, all is said, or there is no room. A consultation that is closed is looked
    /// at when somebody asks for it.
    fn begin(&self, of: &PollId, (is_final, is_closed): (bool, bool)) -> Option<Begun> {
        let mut table = self.table();
        let is_room = table.contains_key(of) || (table.len() < OUTCOME_LIMIT && !is_closed);
        let one = if is_room { table.entry(of.clone()).or_insert_with(One::new) } else { return None };
        let last = one.outcome.as_ref().filter(|outcome| outcome.is_final);
        // Until the close something can be put right, and other servers' clocks may have let votes in after this one's end.
        let is_done = last.is_some_and(|outcome| outcome.is_closed);
        let is_news = (is_final && last.is_none()) || (is_closed && !is_done);
        let is_early = one.due.is_some_and(|due| Instant::now() < due) && !is_news;
        if one.is_underway || is_done || is_early {
            return None;
        }
        one.is_underway = true;
        let turn = last.filter(|_| !is_closed).map(|outcome| outcome.turn);
        Some(Begun { live: one.live.take(), turn })
    }

    /// Ends a look. What was found is dropped when the ballots it was found from are to be destroyed since.
    fn end(
        &self,
        of: &PollId,
        took: Duration,
        (live, found): (Option<Live>, Option<Found>),
        is_forgotten: impl FnOnce() -> bool,
    ) {
        let mut table = self.table();
        if let Some(one) = table.get_mut(of) {
            one.is_underway = false;
            one.due = Some(Instant::now() + REST.max(took * RESTS));
            if is_forgotten() {
                *one = One::new();
                return;
            }
            let is_final = found.as_ref().is_some_and(|found| found.outcome.is_final);
            one.live = live.filter(|_| !is_final).map(Box::new);
            if let Some(Found { outcome, settled }) = found {
                (one.outcome, one.used) = (Some(outcome), Instant::now());
                // Between the end and the close everybody goes on seeing the first last result.
                let is_told = one.settled.as_ref().is_some_and(|it| it.is_final);
                if let Some((serial, told)) = settled.filter(|(_, told)| told.is_closed || !is_told) {
                    (one.serial, one.settled) = (serial, Some(told));
                }
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

/// A look that was begun: what is kept to go on from, and the turn of the last result that was found before the close.
struct Begun {
    live: Option<Box<Live>>,
    turn: Option<u64>,
}

/// A result, and what everybody sees from now on and which one that is, if that is another one than before.
struct Found {
    outcome: Arc<Outcome>,
    settled: Option<(Option<u64>, Arc<Outcome>)>,
}

impl Public {
    pub(super) fn of(&self, held: &Held, number: u64) -> PollId {
        PollId { case: held.stored().clone(), poll: number }
    }

    /// What a consultation comes to so far; none until it was first found, which is a moment after the first look. Once it has ended
    /// only the last result is told, which depends on the votes alone and is the same at every server.
    pub fn results(&self, held: &Held, number: u64) -> Option<Arc<Outcome>> {
        let is_open = held.now().polls().get(&number)?.is_open(self.now());
        let (outcome, _) = self.kept().fresh.asked(&self.of(held, number));
        outcome.filter(|outcome| is_open || outcome.is_final)
    }

    /// What everybody may see of it so far: anew when it has ended and when it is closed, and before that only when five more people have voted since.
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
                    if let Some(begun) = self.kept().fresh.begin(&of, (is_final, poll.closed.is_some())) {
                        tokio::spawn(self.clone().renew(held.clone(), of, (poll.clone(), is_final), begun));
                    }
                }
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = closing.changed() => return,
            }
        }
    }

    async fn renew(self, held: Arc<Held>, of: PollId, (poll, is_final): (Poll, bool), begun: Begun) {
        let turn = self.kept().finding.acquire().await;
        let began = Instant::now();
        let Begun { live, turn: found } = begun;
        let found = match self.found(&of, (&poll, is_final, found), live.map(|live| *live)).await {
            Ok(found) => found,
            Err(trouble) => {
                tracing::warn!(case = %of.case, number = of.poll, %trouble, "a result cannot be found now");
                (None, None)
            }
        };
        let is_forgotten = || {
            let now = held.now().polls().get(&of.poll).is_some_and(|poll| poll.forgotten.is_some());
            now && poll.forgotten.is_none()
        };
        self.kept().fresh.end(&of, began.elapsed(), found, is_forgotten);
        drop(turn);
    }

    async fn found(
        &self,
        of: &PollId,
        how: (&Poll, bool, Option<u64>),
        live: Option<Live>,
    ) -> Result<(Option<Live>, Option<Found>), Trouble> {
        let (live, outcome) = self.look(of, how, live).await?;
        let Some(outcome) = outcome.map(Arc::new) else { return Ok((live, None)) };
        let settled = if outcome.is_final {
            Some((None, Arc::new(Outcome::clone(&outcome).for_everybody())))
        } else {
            self.tell(of, &outcome).await?
        };
        Ok((live, Some(Found { outcome, settled })))
    }

    /// Lets everybody see a result, if enough people have voted since the last one; else what another server tells, if that is
    /// another one.
    async fn tell(
        &self,
        of: &PollId,
        outcome: &Arc<Outcome>,
    ) -> Result<Option<(Option<u64>, Arc<Outcome>)>, Trouble> {
        let (people, store) = (outcome.opinion.participants, self.0.store());
        let kept = {
            let table = self.kept().fresh.table();
            table.get(of).and_then(|one| Some((one.serial?, one.settled.clone()?)))
        };
        let mut last = kept.clone();
        for _ in 0..TELLS {
            let there = store.poll_told_serial(of).await?;
            if there != last.as_ref().map(|(serial, _)| *serial) {
                last = match store.poll_told(of).await? {
                    Some(row) => {
                        let read = move || Outcome::of_kept(&row.told).map(|it| (row.serial, Arc::new(it)));
                        self.0.reckon(read).await?
                    }
                    None => None,
                };
            }
            let is_enough =
                |(_, told): &(u64, Arc<Outcome>)| told.opinion.participants.abs_diff(people) >= FEW;
            if people < FEW || !last.as_ref().is_none_or(is_enough) {
                break;
            }
            let (next, before) = (outcome.clone(), last.clone());
            let told = move || {
                let next = match before {
                    Some((_, before)) => Arc::new(next.after(&before)),
                    None => next,
                };
                (next.kept(), next)
            };
            let (json, next) = self.0.reckon(told).await?;
            let Some(json) = json else { break };
            let count = u64::try_from(people).unwrap_or(u64::MAX);
            let few = u64::try_from(FEW).unwrap_or(u64::MAX);
            if let Some(serial) = store.tell_poll(of, there, (count, &json), few).await? {
                return Ok(Some((Some(serial), next)));
            }
            // Another server told one meanwhile.
        }
        let is_known = last.as_ref().map(|(serial, _)| *serial) == kept.map(|(serial, _)| serial);
        Ok(last.filter(|_| !is_known).map(|(serial, told)| (Some(serial), told)))
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
        if store.is_poll_emptied(of).await? {
            return Ok(());
        }
        while store.forget_poll_ballots(of).await? {}
        store.finish_forgetting().await?;
        // Who wrote which statement is forgotten here, too.
        self.kept().lists.forget(of);
        Ok(store.mark_poll_emptied(of).await?)
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
    fn what_is_closed_is_looked_at_when_somebody_asks() {
        let fresh = Fresh::default();
        assert!(fresh.begin(&poll(1), (true, true)).is_none());
        assert!(fresh.asked(&poll(1)).0.is_none());
        assert!(fresh.begin(&poll(1), (true, true)).is_some());
        // What was found from ballots that are to be destroyed since is dropped.
        fresh.end(&poll(1), Duration::ZERO, (None, None), || true);
        assert!(fresh.begin(&poll(1), (true, true)).is_some(), "it is looked at anew, at once");
    }

    #[test]
    fn whoever_wants_to_know_of_ties_asks_for_nothing() {
        let fresh = Fresh::default();
        assert_eq!(fresh.is_tied(&poll(1)), None);
        assert!(fresh.table().is_empty());
        fresh.asked(&poll(1));
        let used = fresh.table()[&poll(1)].used;
        assert_eq!(fresh.is_tied(&poll(1)), Some(false), "nothing was found yet");
        assert_eq!(fresh.table()[&poll(1)].used, used);
    }

    #[test]
    fn one_that_is_asked_for_comes_in_when_there_is_no_room() {
        let fresh = Fresh::default();
        for number in 0..u64::try_from(OUTCOME_LIMIT).unwrap() {
            assert!(fresh.begin(&poll(number), (false, false)).is_some());
            fresh.end(&poll(number), Duration::ZERO, (None, None), || false);
        }
        assert!(fresh.begin(&poll(9_999), (false, false)).is_none(), "nobody has asked for it");
        assert!(fresh.asked(&poll(9_999)).0.is_none());
        assert!(fresh.begin(&poll(9_999), (false, false)).is_some(), "now it is found");
        assert_eq!(fresh.table().len(), OUTCOME_LIMIT);
    }
}
