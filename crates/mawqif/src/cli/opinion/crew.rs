//! The hands that work: as many threads as the machine has cores, up to [`HANDS`]. The core's parts and their order are
//! the same for every number of them.

use std::{
    ops::Range,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use mawqif_core::consultation::public::Crew;

/// The most threads. Each holds sums of its own for all pairs of statements.
const HANDS: usize = 8;

/// Threads that take the next part when they are done with one.
pub struct Threads(usize);

impl Threads {
    /// As many as there are cores.
    pub fn new() -> Self {
        Self(thread::available_parallelism().map_or(1, |cores| cores.get().min(HANDS)))
    }
}

impl Crew for Threads {
    fn hands(&self) -> usize {
        self.0
    }

    fn each<T: Send>(&self, parts: &[Range<usize>], work: &(impl Fn(Range<usize>) -> T + Sync)) -> Vec<T> {
        if self.0 == 1 || parts.len() < 2 {
            return parts.iter().cloned().map(work).collect();
        }
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(parts.len()));
        thread::scope(|scope| {
            for _ in 0..self.0.min(parts.len()) {
                scope.spawn(|| {
                    while let Some((at, part)) = {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        parts.get(at).map(|part| (at, part.clone()))
                    } {
                        let result = work(part);
                        done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}
