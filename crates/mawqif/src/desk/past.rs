//! Waypoints: a case as it was every so many entries, from which its past is folded on.
//!
//! Without them, whoever moves through the past of a long record would fold it from its beginning at every step. They
//! follow from the record alone, and are kept while the case is folded for the first time and as it grows, so they
//! cost a copy of the case now and then and no reading.

use std::{collections::BTreeMap, sync::Arc};

use mawqif_core::case::{Case, Moment};

/// Entries between two waypoints, as long as there are few.
const STEP: u64 = 4_096;

/// The most waypoints of a case; of more, every other one is dropped and twice as many entries lie between them.
const LIMIT: usize = 32;

/// A case as it was, by how many entries it had.
pub struct Waypoints {
    step: u64,
    kept: BTreeMap<u64, Arc<Case>>,
}

impl Default for Waypoints {
    fn default() -> Self {
        Self { step: STEP, kept: BTreeMap::new() }
    }
}

impl Waypoints {
    /// Whether a case with so many entries is far enough from the last waypoint to be one.
    pub fn wants(&self, entries: u64) -> bool {
        let last = self.kept.last_key_value().map_or(0, |(last, _)| *last);
        entries >= last.saturating_add(self.step)
    }

    /// Keeps a case, if it is far enough from the last waypoint.
    pub fn pass(&mut self, case: &Arc<Case>) {
        if !self.wants(case.entries()) {
            return;
        }
        self.kept.insert(case.entries(), case.clone());
        if self.kept.len() > LIMIT {
            self.step = self.step.saturating_mul(2);
            let mut is_kept = false;
            self.kept.retain(|_, _| {
                is_kept = !is_kept;
                !is_kept
            });
        }
    }

    /// The last waypoint with no more entries than this.
    pub fn before(&self, entries: u64) -> Option<Arc<Case>> {
        self.kept.range(..=entries).next_back().map(|(_, case)| case.clone())
    }

    /// The last waypoint that is of no later moment.
    pub fn until(&self, moment: Moment) -> Option<Arc<Case>> {
        self.kept.values().rfind(|case| case.time(Moment::default()) <= moment).cloned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mawqif_core::case::{AccountId, Act, CaseId};

    use super::*;

    #[test]
    fn a_past_begins_at_the_nearest_waypoint_and_there_are_never_many() {
        let actor = AccountId::new("salma").unwrap();
        let mut case = Case::empty(CaseId::new("ours").unwrap());
        let (mut kept, mut reached) = (Waypoints { step: 4, kept: BTreeMap::new() }, Vec::new());
        for number in 0..600_u64 {
            let act = match number {
                0 => serde_json::json!({ "act": "open-case" }),
                _ => serde_json::json!({
                    "act": "enter-part", "part": { "place": { "id": "p", "name": format!("P{number}") } },
                }),
            };
            let act: Act = serde_json::from_value(act).unwrap();
            let now = Moment::from_micros(1_930_000_000_000_000 + number);
            for fact in case.check(&act, &actor, now).unwrap() {
                let entry = fact.to_entry(case.entries(), now, &actor, [7; 32]).unwrap();
                case.apply(&entry).unwrap();
            }
            let now = Arc::new(case.clone());
            kept.pass(&now);
            reached.push(now);
            assert!(kept.kept.len() <= LIMIT);
        }
        assert!(kept.before(3).is_none());
        for (past, step) in [(100, 64), (599, 64), (10_000, 64)] {
            let found = kept.before(past).unwrap();
            assert!(found.entries() <= past && past.min(600) - found.entries() <= step, "{past}");
            // A waypoint is the case that it was.
            let at = usize::try_from(found.entries()).unwrap();
            let same = reached.iter().find(|it| it.entries() == found.entries()).unwrap();
            assert_eq!(found.dossier(), same.dossier(), "{at}");
        }
        let last = kept.until(Moment::from_micros(1_930_000_000_000_300)).unwrap();
        assert!(last.time(Moment::default()) <= Moment::from_micros(1_930_000_000_000_300));
        assert!(kept.until(Moment::from_micros(0)).is_none());
    }
}
