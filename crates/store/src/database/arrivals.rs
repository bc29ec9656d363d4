//! How many rows came to which tables, so that a database is told when it should look at them again.

use std::{
    collections::HashMap,
    ops::RangeInclusive,
    sync::{Arc, Mutex, PoisonError},
};

/// How many new rows are worth a look: fewer are read fast in any way, and of more the database has known for long.
const LOOKED_AT: RangeInclusive<u64> = 64..=4_000_000;

/// Rows that came, by the names of their tables. Clones count together.
#[derive(Clone, Default)]
pub(super) struct Arrivals(Arc<Mutex<HashMap<&'static str, u64>>>);

impl Arrivals {
    /// Counts rows that came, and says whether with them there are twice as many as at the last such time.
    pub(super) fn has_doubled(&self, tables: &'static str, rows: u64) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = all.entry(tables).or_default();
        let before = *count;
        *count = before.saturating_add(rows);
        count.checked_ilog2() > before.checked_ilog2() && LOOKED_AT.contains(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_looked_at_whenever_it_has_doubled() {
        let arrivals = Arrivals::default();
        let looks: Vec<u64> = (1..=1_000).filter(|_| arrivals.clone().has_doubled("votes", 1)).collect();
        assert_eq!(looks, [64, 128, 256, 512]);
        assert!(arrivals.has_doubled("votes", 5_000), "several times at once");
        assert!(!arrivals.has_doubled("votes", 0));
        assert!(!arrivals.has_doubled("people", 63), "tables grow each for itself");
        assert!(arrivals.has_doubled("people", 1));
        assert!(!arrivals.has_doubled("people", u64::MAX));
    }
}
