//! Keeping results fresh: one task looks which consultations have changed, and lets each be found again on its own.
//!
//! A result is found at most every few seconds, and never takes more than a tenth of the time: what took two seconds rests for twenty.
//! Results are kept in memory with the moment at which they were found; after a start they are found anew from what is stored.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use mawqif_core::consultation::public::report::FEW;
use mawqif_store::PollId;

use super::{Outcome, Public, outcome::Live};
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

#[derive(Default)]
struct One {
    outcome: Option<Arc<Outcome>>,
    /// What everybody sees: only then another one when [`FEW`] people more have voted, since two results between which one person
    /// has voted say how.
    settled: Option<Arc<Outcome>>,
    live: Option<Box<Live>>,
    is_underway: bool,
    /// When to look next.
    due: Option<Instant>,
}

/// The results of a process.
#[derive(Default)]
pub(super) struct Fresh(Mutex<HashMap<PollId, One>>);

impl Fresh {
    fn table(&self) -> MutexGuard<'_, HashMap<PollId, One>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn outcome(&self, of: &PollId) -> Option<Arc<Outcome>> {
        self.table().get(of).and_then(|one| one.outcome.clone())
    }

    fn settled(&self, of: &PollId) -> Option<Arc<Outcome>> {
        self.table().get(of).and_then(|one| one.settled.clone())
    }

    /// Begins a look, unless one is under way, it is too early, or all is said.
    fn begin(&self, of: &PollId, is_final: bool) -> Option<Option<Box<Live>>> {
        let mut table = self.table();
        let is_room = table.len() < OUTCOME_LIMIT || table.contains_key(of);
        let kept = table.values().filter(|one| one.live.is_some()).count();
        let one = if is_room { table.entry(of.clone()).or_default() } else { return None };
        let is_done = one.outcome.as_ref().is_some_and(|outcome| outcome.is_final);
        let is_early = one.due.is_some_and(|due| Instant::now() < due) && !is_final;
        if one.is_underway || is_done || is_early {
            return None;
        }
        one.is_underway = true;
        let live = one.live.take();
        // What has no room is read anew at each look.
        Some(live.filter(|_| kept <= LIVE_LIMIT))
    }

    fn end(&self, of: &PollId, took: Duration, live: Option<Live>, outcome: Option<Outcome>) {
        if let Some(one) = self.table().get_mut(of) {
            one.is_underway = false;
            one.due = Some(Instant::now() + REST.max(took * RESTS));
            let is_final = outcome.as_ref().is_some_and(|outcome| outcome.is_final);
            one.live = live.filter(|_| !is_final).map(Box::new);
            if let Some(outcome) = outcome {
                let outcome = Arc::new(outcome);
                let before = one.settled.as_ref().map_or(0, |it| it.opinion.participants);
                let more = outcome.opinion.participants.abs_diff(before);
                if is_final || more >= FEW {
                    one.settled = Some(outcome.clone());
                }
                one.outcome = Some(outcome);
            }
        }
    }
}

impl Public {
    /// What a consultation comes to so far; none until it was first found, which is a moment after the first look. Once it has ended
    /// only the last result is told, which depends on the votes alone and is the same at every server.
    pub fn results(&self, held: &Held, number: u64) -> Option<Arc<Outcome>> {
        let of = PollId { case: held.stored().clone(), poll: number };
        let is_open = held.now().polls().get(&number).is_some_and(|poll| poll.is_open(self.now()));
        self.kept().fresh.outcome(&of).filter(|outcome| is_open || outcome.is_final)
    }

    /// What everybody may see of it so far: anew when it is closed, and before that only when five more people have voted since.
    pub fn settled(&self, held: &Held, number: u64) -> Option<Arc<Outcome>> {
        let of = PollId { case: held.stored().clone(), poll: number };
        let is_open = held.now().polls().get(&number).is_some_and(|poll| poll.is_open(self.now()));
        self.kept().fresh.settled(&of).filter(|outcome| is_open || outcome.is_final)
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
                    let of = PollId { case: held.stored().clone(), poll: *number };
                    if let Some(live) = self.kept().fresh.begin(&of, is_final) {
                        tokio::spawn(self.clone().renew(of, is_final, live));
                    }
                }
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = closing.changed() => return,
            }
        }
    }

    async fn renew(self, of: PollId, is_final: bool, live: Option<Box<Live>>) {
        let began = Instant::now();
        let (live, outcome) = match self.look(&of, is_final, live.map(|live| *live)).await {
            Ok((live, outcome)) => (Some(live), outcome),
            Err(trouble) => {
                tracing::warn!(case = %of.case, number = of.poll, %trouble, "a result cannot be found now");
                (None, None)
            }
        };
        self.kept().fresh.end(&of, began.elapsed(), live, outcome);
    }
}
