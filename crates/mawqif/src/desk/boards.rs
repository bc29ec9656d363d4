//! Boards: how far commitments are kept, from what tables of reports count.
//!
//! A board is made of tallies, which stand in the store beside the rows that they are of. When what commitments count or places have changed
//! since, the rows are counted anew, once; for what was owed once as well, of which the latest tallies are kept in memory. Heights of alarms take the longest to find and depend on few numbers, so they are kept.

use std::{
    collections::{HashMap, VecDeque, btree_map::Entry},
    sync::{Arc, Mutex, PoisonError},
};

use mawqif_core::{
    case::{Case, CaseId, followup::imports::Import},
    followup::{
        Options, Reports,
        board::{Board, board},
        calendar::Day,
        compliance::Excess,
        cusum,
        tallies::{self, Tallies, basis, tallies},
    },
    record::hash::Hash,
};

use super::{Desk, Fault, held::Held, imports::is_of};

/// The most boards that are kept.
const BOARD_LIMIT: usize = 16;

/// The most counts by day that are kept of what was owed once; they take about 16 bytes each.
const PAST_COUNT_LIMIT: usize = 2_000_000;

/// The most heights that are kept.
const HEIGHT_LIMIT: usize = 20_000;

/// The case, how many entries of it are known, how many say what is owed and how many what may be seen, the day, and for whom it is.
type Key = (CaseId, u64, u64, u64, Day, Eyes);

/// What tallies of what was owed once are of: the case, a table and the root of its rows, and what counts in them.
type Counted = (CaseId, u64, Hash, Hash);

/// For whom a board is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eyes {
    /// Those who follow up: verified breaches count where they were.
    FollowUp,
    /// Everybody else, and what is taken home: they count where everybody may see that they were.
    All,
}

/// What a height depends on.
type Rate = (u64, u64, i64, u32);

/// Whose turn it is to write or to count rows of a case.
type Turn = Arc<tokio::sync::Mutex<()>>;

/// What is kept.
#[derive(Default)]
pub struct Boards {
    kept: Mutex<VecDeque<(Key, Arc<Shown>)>>,
    /// Tallies of what was owed once, the latest first: the store has those of what is owed now.
    past: Mutex<VecDeque<(Counted, Arc<Tallies>)>>,
    heights: Mutex<HashMap<Rate, i64>>,
    turns: Mutex<HashMap<CaseId, Turn>>,
}

/// A board, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The board.
    pub board: Result<Board, Excess>,
    /// The tables that count.
    pub tables: Vec<u64>,
    /// Tables that the record names and the store does not have.
    pub missing: Vec<u64>,
}

impl Boards {
    /// Waits for one's turn to write, to count or to remove rows of a case.
    pub(super) async fn turn(&self, case: &CaseId) -> tokio::sync::OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            // Those that nobody waits for are made anew.
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
            turns.entry(case.clone()).or_default().clone()
        };
        turn.lock_owned().await
    }

    fn past(&self, of: &Counted) -> Option<Arc<Tallies>> {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        let at = past.iter().position(|(own, _)| own == of)?;
        let found = past.remove(at)?;
        past.push_front(found.clone());
        Some(found.1)
    }

    fn keep_past(&self, of: Counted, counted: &Arc<Tallies>) {
        // Tallies without any day take some room, too.
        let weight = |it: &Tallies| it.values().map(|it| it.days.len()).sum::<usize>().saturating_add(1_000);
        if weight(counted) > PAST_COUNT_LIMIT {
            return;
        }
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        past.retain(|(own, _)| *own != of);
        past.push_front((of, counted.clone()));
        let mut room = PAST_COUNT_LIMIT;
        let fits = |(_, it): &(Counted, Arc<Tallies>)| {
            let left = room.checked_sub(weight(it));
            room = left.unwrap_or_default();
            left.is_some()
        };
        let most = past.iter().map(fits).take_while(|fits| *fits).count();
        past.truncate(most);
    }

    fn height(&self, good: f64, dispersion: f64, reference: i64, tolerated: u32) -> i64 {
        let rate = (good.to_bits(), dispersion.to_bits(), reference, tolerated);
        if let Some(height) = self.heights.lock().unwrap_or_else(PoisonError::into_inner).get(&rate) {
            return *height;
        }
        let height = cusum::height(good, dispersion, reference, tolerated);
        let mut heights = self.heights.lock().unwrap_or_else(PoisonError::into_inner);
        if heights.len() >= HEIGHT_LIMIT {
            heights.clear();
        }
        heights.insert(rate, height);
        height
    }
}

impl Desk {
    /// The board of what was known in a case as it was then, held against what is owed in it now, or was. What may be seen is decided by
    /// the case as it is now.
    ///
    /// # Errors
    /// The store's; [`Fault::Busy`].
    pub async fn board(
        &self,
        held: &Held,
        then: &Arc<Case>,
        owed: &Arc<Case>,
        (today, eyes): (Day, Eyes),
    ) -> Result<Arc<Shown>, Fault> {
        let key = (then.id().clone(), then.entries(), owed.entries(), held.now().entries(), today, eyes);
        let known = {
            let kept = self.0.boards.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.iter().find(|(own, _)| *own == key).map(|(_, shown)| shown.clone())
        };
        if let Some(shown) = known {
            return Ok(shown);
        }
        let (sum, tables, missing) = self.sum(held, then, owed).await?;
        let shown = Arc::new(self.made(sum, (then, owed), (today, eyes), tables, missing).await?);
        // What could not be read may be there the next time.
        if shown.missing.is_empty() {
            let mut kept = self.0.boards.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.push_front((key, shown.clone()));
            kept.truncate(BOARD_LIMIT);
        }
        Ok(shown)
    }

    /// The board as it would be with one more table.
    ///
    /// # Errors
    /// The store's; [`Fault::Busy`].
    pub async fn board_with(
        &self,
        held: &Held,
        case: &Arc<Case>,
        reports: Arc<Reports>,
    ) -> Result<Shown, Fault> {
        let (mut sum, tables, missing) = self.sum(held, case, case).await?;
        let days = reports.days();
        let (_, more) = self.count(case, reports).await?;
        add(&mut sum.0, more);
        sum.1 = [sum.1, days].into_iter().flatten().reduce(both);
        self.made(sum, (case, case), (self.today(case), Eyes::FollowUp), tables, missing).await
    }

    /// What reports count for the commitments of a case, and for which of them.
    pub(super) async fn count(
        &self,
        case: &Arc<Case>,
        reports: Arc<Reports>,
    ) -> Result<(Hash, Tallies), Fault> {
        let case = case.clone();
        self.reckon(move || {
            let dossier = case.dossier();
            let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
            (basis(&dossier.commitments, &dossier.places), counted)
        })
        .await
    }

    /// What all tables that count come to, from the first day of a report to the last.
    async fn sum(
        &self,
        held: &Held,
        then: &Case,
        owed: &Arc<Case>,
    ) -> Result<((Tallies, Option<(Day, Day)>), Vec<u64>, Vec<u64>), Fault> {
        let wanted = basis(&owed.dossier().commitments, &owed.dossier().places);
        let (mut sum, mut days, mut numbers, mut missing) = (Tallies::new(), None, Vec::new(), Vec::new());
        for (number, imported) in then.follow_up().imports().in_force() {
            let Some(own) = self.tallies_of(held, owed, (number, &imported.import), wanted).await? else {
                missing.push(number);
                continue;
            };
            numbers.push(number);
            add(&mut sum, Arc::unwrap_or_clone(own));
            let day = |date: Option<_>| date.and_then(Day::of);
            let own = day(imported.import.first).zip(day(imported.import.last));
            days = [days, own].into_iter().flatten().reduce(both);
        }
        Ok(((sum, days), numbers, missing))
    }

    async fn tallies_of(
        &self,
        held: &Held,
        owed: &Arc<Case>,
        (number, import): (u64, &Import),
        wanted: Hash,
    ) -> Result<Option<Arc<Tallies>>, Fault> {
        let store = self.store();
        let of = (owed.id().clone(), number, import.root, wanted);
        for turn in [false, true] {
            // Whoever comes second finds what the first has counted.
            let _turn = if turn { Some(self.0.boards.turn(owed.id()).await) } else { None };
            let table = match store.brought_table(held.stored(), number).await {
                Ok(table) => table,
                Err(mawqif_store::Error::Missing(_)) => return Ok(None),
                Err(error) => return Err(error.into()),
            };
            // Another file under its number, or other rows, are not what the record has.
            if !is_of(&table, import) {
                return Ok(None);
            }
            if table.basis == Some(wanted) {
                return Ok(Some(Arc::new(store.tallies(held.stored(), number).await?)));
            }
            if let Some(known) = self.0.boards.past(&of) {
                return Ok(Some(known));
            }
            if !turn {
                continue;
            }
            let (names, reports) = store.stored_reports(held.stored(), number).await?;
            let case = owed.clone();
            let counted = self
                .reckon(move || {
                    let dossier = case.dossier();
                    tallies::tallies(&dossier.commitments, &dossier.places, &names, &reports)
                })
                .await?;
            let now = held.now();
            let counted = Arc::new(counted);
            // What was owed once is no reason to forget what is owed now.
            if basis(&now.dossier().commitments, &now.dossier().places) == wanted {
                store.set_tallies(held.stored(), number, wanted, &counted).await?;
            } else {
                self.0.boards.keep_past(of, &counted);
            }
            return Ok(Some(counted));
        }
        Ok(None)
    }

    async fn made(
        &self,
        (sum, days): (Tallies, Option<(Day, Day)>),
        (then, owed): (&Arc<Case>, &Arc<Case>),
        (today, eyes): (Day, Eyes),
        tables: Vec<u64>,
        missing: Vec<u64>,
    ) -> Result<Shown, Fault> {
        let (desk, then, owed) = (self.clone(), then.clone(), owed.clone());
        let now = self.held(owed.id()).map_or_else(|| owed.clone(), |held| held.now());
        let made = self
            .reckon(move || {
                let breaches = match eyes {
                    Eyes::FollowUp => now.known_breaches(&then, owed.dossier()),
                    Eyes::All => now.told_breaches(&then, owed.dossier()),
                };
                let heights = |good, dispersion, reference, tolerated| {
                    desk.0.boards.height(good, dispersion, reference, tolerated)
                };
                board(owed.dossier(), &sum, days, &breaches, &Options::new(today), &heights)
            })
            .await?;
        Ok(Shown { board: made, tables, missing })
    }
}

/// Adds what another table counts; of a long time in many areas there is never a second copy.
fn add(sum: &mut Tallies, more: Tallies) {
    for (key, series) in more {
        match sum.entry(key) {
            Entry::Vacant(place) => {
                place.insert(series);
            }
            Entry::Occupied(mut place) => place.get_mut().add(&series),
        }
    }
}

fn both(one: (Day, Day), other: (Day, Day)) -> (Day, Day) {
    (one.0.min(other.0), one.1.max(other.1))
}

#[cfg(test)]
mod tests {
    use mawqif_core::{
        followup::tallies::{Series, Where},
        text::Id,
    };

    use super::*;

    fn tallies(days: usize) -> Arc<Tallies> {
        let days = (0..days).map(|day| (Day(i32::try_from(day).unwrap()), 1)).collect();
        let series = Series { days, undated: 0, uncounted: 0 };
        Arc::new([((Id::new("no-raids").unwrap(), Where::Everywhere), series)].into())
    }

    #[test]
    fn what_was_owed_once_is_counted_once_as_long_as_there_is_room() {
        let boards = Boards::default();
        let case = CaseId::new("ours").unwrap();
        let of = |table: u64, owed: u8| (case.clone(), table, Hash::of(&[b"rows"]), Hash::of(&[&[owed]]));
        boards.keep_past(of(1, 1), &tallies(PAST_COUNT_LIMIT / 4));
        boards.keep_past(of(2, 1), &tallies(PAST_COUNT_LIMIT / 4));
        assert!(boards.past(&of(1, 1)).is_some() && boards.past(&of(1, 2)).is_none());
        // The one that was not asked for makes room.
        boards.keep_past(of(1, 2), &tallies(PAST_COUNT_LIMIT / 2));
        assert!(boards.past(&of(1, 1)).is_some() && boards.past(&of(2, 1)).is_none());
        // What is larger than all room is not kept.
        boards.keep_past(of(3, 1), &tallies(PAST_COUNT_LIMIT));
        assert!(boards.past(&of(3, 1)).is_none() && boards.past(&of(1, 1)).is_some());
        // Of tables without days there are not ever more.
        for table in 4..3_000 {
            boards.keep_past(of(table, 1), &tallies(0));
        }
        assert!(boards.past.lock().unwrap().len() <= PAST_COUNT_LIMIT / 1_000);
    }
}
