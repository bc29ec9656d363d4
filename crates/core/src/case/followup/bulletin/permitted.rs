//! What of a frozen week everybody may still be told: it is held against the case of today before it goes out, and whenever it is
//! shown beside the signed words. What no longer holds or may no longer be seen is taken away, and nothing is put in.

use std::collections::BTreeSet;

use super::{
    around,
    seen::{Telling, has_one},
    short,
};
use crate::{
    case::{
        Case,
        followup::incident::{Incident, Sensitivity, Verification},
    },
    statement::week::{Happened, Mark, Promise, Square, Week},
    text::Id,
};

impl Case {
    /// What of a week everybody may see now. Of an incident that is no longer verified, or that was closed since, nothing; of one
    /// whose place was blurred, the place that is shown now. A figure counts the incidents that still are what it counted.
    pub fn permitted(&self, week: &Week) -> Week {
        let hidden = self.all_hidden();
        let mut now = week.clone();
        now.incidents = week.incidents.iter().filter_map(|it| self.still_told(it)).collect();
        now.closed.retain(|it| self.is_verified(*it));
        let mut hushed: BTreeSet<u64> = week.hushed.iter().copied().collect();
        let is_breach_of_any = |it: &u64| self.followup.latest.keys().any(|id| self.is_breach_now(*it, id));
        hushed.retain(is_breach_of_any);
        for promise in &mut now.commitments {
            hushed.extend(self.hush(promise));
        }
        now.hushed = hushed.into_iter().collect();
        for set in &mut now.triggers {
            let Some(fired) = self.followup.triggers.get(&set.number) else { continue };
            if let (cause, true) = self.told_cause(&fired.inputs, &hidden) {
                set.cause = cause;
            }
            set.groundless |= fired.answer.as_ref().is_some_and(|it| it.groundless);
        }
        now.tasks.retain(|it| !has_one(&it.what, &hidden.names));
        now.denied.retain(|it| self.may_be_named(&it.id, &it.name, &hidden));
        now
    }

    fn is_verified(&self, incident: u64) -> bool {
        let opened = self.followup.incidents.get(&incident);
        opened.is_some_and(|it| it.verification() == Verification::Verified)
    }

    /// Takes out of a commitment's figures what they may not tell any more; gives back what counts in the sum alone from now on.
    fn hush(&self, promise: &mut Promise) -> Vec<u64> {
        let of = promise.id.clone();
        let owed = self.dossier.commitments.iter().find(|it| it.id == of);
        let areas = owed.map_or(&[][..], |it| &it.places);
        let text = owed.map_or_else(|| promise.text.clone(), |it| it.text.clone());
        let telling = |incident: &Incident| self.telling(incident, &text, areas);
        let before = promise.rests.len();
        let is_in_row = |it: &u64| {
            let opened = self.followup.incidents.get(it);
            opened.is_some_and(|it| telling(&it.incident) != Telling::InSum)
        };
        let all: Vec<u64> = promise.rests.iter().copied().filter(|it| self.is_breach_now(*it, &of)).collect();
        let (told, hushed): (Vec<u64>, Vec<u64>) = all.into_iter().partition(is_in_row);
        promise.fresh.retain(|it| told.contains(it));
        let mut is_changed = false;
        for cell in &mut promise.cells {
            // Whatever became of an incident since: an area of which no more may be told than that it was around is told by nothing.
            let is_betrayed = cell.rests.iter().any(|it| {
                let opened = self.followup.incidents.get(it);
                opened.is_none_or(|it| !self.is_seen_in(&telling(&it.incident), cell.area.as_ref()))
            });
            if is_betrayed {
                withhold(cell);
                is_changed = true;
                continue;
            }
            let many = cell.rests.len();
            cell.rests.retain(|it| told.contains(it));
            if cell.rests.is_empty() && many > 0 {
                cell.mark = cell.plain.take().unwrap_or(cell.mark);
            }
            is_changed |= cell.rests.len() != many;
        }
        promise.rests = told;
        if is_changed {
            promise.add_up();
        } else if promise.cells.is_empty() && promise.rests.len() != before {
            // What its areas came to is not known any more.
            (promise.points, promise.of) = (0, 0);
        }
        hushed
    }

    fn is_seen_in(&self, telling: &Telling, area: Option<&Id>) -> bool {
        match (telling, area) {
            (Telling::InSum, _) | (Telling::InRow(None), Some(_)) => false,
            (Telling::InRow(_), None) => true,
            (Telling::InRow(Some(place)), Some(area)) => around(&self.dossier.places, place).contains(&area),
        }
    }

    /// What of an incident may still be told, as it was told; nothing of one that is no longer verified, or closed.
    pub(super) fn still_told(&self, told: &Happened) -> Option<Happened> {
        let opened = self.followup.incidents.get(&told.number)?;
        let incident = &opened.incident;
        let is_told =
            opened.verification() == Verification::Verified && incident.sensitivity != Sensitivity::Closed;
        if !is_told {
            return None;
        }
        let mut now = told.clone();
        let places = &self.dossier.places;
        let shown = incident.public_place(places);
        now.place = match (&told.place, shown) {
            // What was told may be seen still, since it lies no deeper than what may be seen now.
            (Some(before), Some(shown)) if around(places, &shown.id).contains(&&before.id) => {
                told.place.clone()
            }
            (Some(before), Some(shown)) if around(places, &before.id).contains(&&shown.id) => {
                Some(self.area_of(&shown.id))
            }
            _ => None,
        };
        // What was described anew since was not so; and what was said openly is not said any more when the place is hidden.
        let holds = |words: &_| *words == short(&incident.what) && !self.names_hidden(incident, words);
        now.what = now.what.filter(holds);
        now.killed = now.killed.filter(|it| Some(*it) == incident.killed);
        let by = opened.attribution.as_ref();
        now.by =
            now.by.filter(|told| by.is_some_and(|it| it.to == told.id && it.certainty >= told.certainty));
        // Only what still is a breach is told as one, unless the commitment says where it was.
        now.breaks.retain(|id| {
            let owed = self.dossier.commitments.iter().find(|it| it.id == *id);
            let is_in_sum = |owed: &crate::dossier::Commitment| {
                self.telling(incident, &owed.text, &owed.places) == Telling::InSum
            };
            self.is_breach_now(told.number, id) && !owed.is_some_and(is_in_sum)
        });
        Some(now)
    }
}

fn withhold(cell: &mut Square) {
    (cell.mark, cell.plain) = (Mark::Withheld, None);
    cell.rests.clear();
}
