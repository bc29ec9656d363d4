//! Coverage: which harms an offer stops, where and when, and what is missing.
//!
//! Harms × places × periods. A cell is **covered** when one provision stops the harm there and then, and says
//! who must act, where, from when, who verifies and what follows a breach; **partial** when some of these
//! are missing in the best of the provisions that stop it; **open** when none does. The offer is
//! watertight when every cell is covered.
//!
//! Places are the innermost of the gazetteer within the offer's scope. Provisions that were turned down
//! do not count. What a condition would bring is judged as though it were written into the offer with who
//! must act, where and from when; [`mend`] finds the least that makes the offer watertight.

pub mod mend;
mod periods;
#[cfg(test)]
mod tests;
mod verdict;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

pub use self::{
    mend::{Draft, Mend},
    periods::{Period, next as next_day},
    verdict::Verdict,
};
use crate::{
    dossier::{Condition, Dossier, Provision, ProvisionStatus},
    initiative::lint::vocabulary::Vocabulary,
    position::unify::Deadline,
    text::Id,
};

/// The most cells of the matrix.
pub const CELL_LIMIT: usize = 200_000;

/// What is known of a harm at a place in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// A provision stops it, with all that belongs to it.
    Covered,
    /// A provision stops it, and something is missing.
    Partial,
    /// No provision stops it.
    Open,
}

/// What a provision must say for a harm to be covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Element {
    /// Who must act.
    Obliged,
    /// Where.
    Place,
    /// From which day.
    Start,
    /// Who verifies.
    Verifier,
    /// What follows a breach.
    Response,
}

/// The matrix, or why it is not shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coverage {
    /// The verdict over everything.
    pub verdict: Verdict,
    /// The periods, in order; none when the matrix is too large.
    pub periods: Vec<Period>,
    /// A row for each harm.
    pub harms: Vec<Row>,
    /// What each condition would bring by itself.
    pub conditions: Vec<Brings>,
    /// The least that makes the offer watertight; `None` when it is, and when there is nothing to cover.
    pub mend: Option<Mend>,
    /// Whether all cells were looked at.
    pub is_complete: bool,
}

/// The cells of a harm.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Row {
    /// The harm.
    pub harm: Id,
    /// Covered when all cells are, open when all are, else partial.
    pub standing: Standing,
    /// One cell for each place.
    pub cells: Vec<Cell>,
}

/// A harm at a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// The place; `None` when neither the offer nor a provision names any.
    pub place: Option<Id>,
    /// The worst of the periods.
    pub standing: Standing,
    /// One slot for each period.
    pub slots: Vec<Slot>,
}

/// A harm at a place in a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slot {
    /// What is known.
    pub standing: Standing,
    /// The provision that does most for it.
    pub by: Option<Id>,
    /// What is missing in that.
    pub missing: Vec<Element>,
}

/// What a condition would bring.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Brings {
    /// The condition.
    pub condition: Id,
    /// The harms it would stop.
    pub stops: Vec<Id>,
    /// What it would add to every provision: somebody who verifies, a response.
    pub elements: Vec<Element>,
    /// How many cells it would take from open to partial or covered.
    pub opened: usize,
    /// How many it would take from partial to covered.
    pub covered: usize,
    /// How many partial cells would miss less.
    pub improved: usize,
}

/// A provision that stops a harm at a place in a period, and what is missing in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Way {
    /// How much is missing, so that the best way is the least.
    count: usize,
    missing: Vec<Element>,
    provision: usize,
}

/// The offer, as the matrix reads it.
struct Offer<'d> {
    dossier: &'d Dossier,
    provisions: Vec<&'d Provision>,
    places: Vec<Option<&'d Id>>,
    periods: Vec<Period>,
    /// For each place of the gazetteer, the place around it.
    within: HashMap<&'d Id, &'d Id>,
}

/// What would be added to an offer.
#[derive(Clone, Debug, Default)]
struct Added {
    stops: HashSet<Id>,
    elements: Vec<Element>,
}

/// Looks at the coverage of an offer.
pub fn coverage(dossier: &Dossier, vocabulary: &Vocabulary) -> Coverage {
    coverage_by(dossier, vocabulary, None)
}

/// The same; the search for the least that mends the offer ends at the deadline with what it has.
pub fn coverage_by(dossier: &Dossier, vocabulary: &Vocabulary, deadline: Option<Deadline>) -> Coverage {
    let offer = Offer::new(dossier);
    let size = dossier.harms.len().saturating_mul(offer.places.len()).saturating_mul(offer.periods.len());
    let is_complete = size <= CELL_LIMIT;
    let harms: Vec<Row> =
        if is_complete { dossier.harms.iter().map(|harm| offer.row(&harm.id)).collect() } else { Vec::new() };
    let verdict = verdict::verdict(&offer, &harms);
    let conditions = if is_complete {
        dossier.conditions.iter().map(|condition| offer.brings(condition, &harms, vocabulary)).collect()
    } else {
        Vec::new()
    };
    let mend = if verdict.is_watertight || harms.is_empty() {
        None
    } else {
        mend::mend(&offer, vocabulary, deadline)
    };
    Coverage { verdict, harms, conditions, mend, periods: offer.periods, is_complete }
}

impl<'d> Offer<'d> {
    fn new(dossier: &'d Dossier) -> Self {
        let counts = |it: &&Provision| it.status != ProvisionStatus::Rejected;
        let provisions: Vec<&Provision> = dossier.provisions.iter().filter(counts).collect();
        let within: HashMap<&Id, &Id> =
            dossier.places.iter().filter_map(|place| Some((&place.id, place.within.as_ref()?))).collect();
        let outer: HashSet<&Id> = within.values().copied().collect();
        let scope: Vec<&Id> = if dossier.initiative.scope.is_empty() {
            provisions.iter().flat_map(|provision| &provision.places).collect()
        } else {
            dossier.initiative.scope.iter().collect()
        };
        let mut offer = Self { dossier, provisions, places: Vec::new(), periods: Vec::new(), within };
        let is_inner = |id: &&Id| !outer.contains(id) && scope.iter().any(|around| offer.lies_in(id, around));
        let inner: Vec<Option<&Id>> =
            dossier.places.iter().map(|place| &place.id).filter(is_inner).map(Some).collect();
        offer.places = if inner.is_empty() { vec![None] } else { inner };
        offer.periods = periods::periods(&offer.provisions);
        offer
    }

    /// Whether a place is another or lies within it. The reader has seen to it that there are no circles.
    fn lies_in(&self, place: &Id, around: &Id) -> bool {
        let mut here = Some(place);
        while let Some(at) = here {
            if at == around {
                return true;
            }
            here = self.within.get(at).copied();
        }
        false
    }

    /// What a provision leaves unsaid.
    fn missing(provision: &Provision) -> Vec<Element> {
        let said = [
            (Element::Obliged, !provision.obliged.is_empty()),
            (Element::Place, !provision.places.is_empty()),
            (Element::Start, provision.from.is_some()),
            (Element::Verifier, provision.verified_by.is_some()),
            (Element::Response, provision.on_breach.is_some()),
        ];
        said.into_iter().filter(|(_, is_said)| !is_said).map(|(element, _)| element).collect()
    }

    /// The provisions that stop a harm at a place in a period, the best first.
    fn ways(&self, harm: &Id, place: Option<&Id>, period: &Period) -> Vec<Way> {
        let applies = |provision: &Provision| {
            let is_there = provision.places.is_empty()
                || place
                    .is_none_or(|place| provision.places.iter().any(|around| self.lies_in(place, around)));
            provision.stops.contains(harm) && is_there && period.is_within(provision)
        };
        let mut ways: Vec<Way> = (0..self.provisions.len())
            .filter(|&at| applies(self.provisions[at]))
            .map(|provision| {
                let missing = Self::missing(self.provisions[provision]);
                Way { count: missing.len(), missing, provision }
            })
            .collect();
        ways.sort();
        ways
    }

    fn row(&self, harm: &Id) -> Row {
        let cells: Vec<Cell> = self.places.iter().map(|place| self.cell(harm, *place)).collect();
        let all = |wanted: Standing| cells.iter().all(|cell| cell.standing == wanted);
        let standing = match (all(Standing::Covered), all(Standing::Open)) {
            (true, _) => Standing::Covered,
            (false, true)
                if cells.iter().all(|cell| cell.slots.iter().all(|it| it.standing == Standing::Open)) =>
            {
                Standing::Open
            }
            _ => Standing::Partial,
        };
        Row { harm: harm.clone(), standing, cells }
    }

    fn cell(&self, harm: &Id, place: Option<&Id>) -> Cell {
        let slot = |period: &Period| match self.ways(harm, place, period).into_iter().next() {
            None => Slot { standing: Standing::Open, by: None, missing: Vec::new() },
            Some(way) => Slot {
                standing: if way.count == 0 { Standing::Covered } else { Standing::Partial },
                by: Some(self.provisions[way.provision].id.clone()),
                missing: way.missing,
            },
        };
        let slots: Vec<Slot> = self.periods.iter().map(slot).collect();
        let standing = slots.iter().map(|slot| slot.standing).max().unwrap_or(Standing::Open);
        Cell { place: place.cloned(), standing, slots }
    }

    /// What a condition would bring by itself, those that come with it left out.
    fn brings(&self, condition: &Condition, rows: &[Row], vocabulary: &Vocabulary) -> Brings {
        let added = Added {
            stops: condition.stops.iter().cloned().collect(),
            elements: elements(self.dossier, condition, vocabulary),
        };
        let (mut opened, mut covered, mut improved) = (0, 0, 0);
        for row in rows {
            for slot in row.cells.iter().flat_map(|cell| &cell.slots) {
                let best = slot.by.as_ref().map(|_| slot.missing.as_slice());
                match (best, self.after(&row.harm, best, &added)) {
                    (None, Some(_)) => opened += 1,
                    (Some(before), Some(0)) if !before.is_empty() => covered += 1,
                    (Some(before), Some(count)) if count < before.len() => improved += 1,
                    _ => {}
                }
            }
        }
        let (stops, elements) = (condition.stops.clone(), added.elements);
        Brings { condition: condition.id.clone(), stops, elements, opened, covered, improved }
    }

    /// How much is missing once something is added; `None` when the harm stays open.
    fn after(&self, harm: &Id, best: Option<&[Element]>, added: &Added) -> Option<usize> {
        let left = |missing: &[Element]| missing.iter().filter(|it| !added.elements.contains(it)).count();
        // A condition that becomes a provision is written with who must act, where and from when.
        let own = added.stops.contains(harm).then(|| left(&[Element::Verifier, Element::Response]));
        best.map(left).into_iter().chain(own).min()
    }
}

/// What a condition would add to every provision: as the dossier says, else by the words of its text.
fn elements(dossier: &Dossier, condition: &Condition, vocabulary: &Vocabulary) -> Vec<Element> {
    let stress = &dossier.stress;
    let is_said = !stress.verifies.is_empty() || !stress.responds.is_empty();
    let brings = |named: &[Id], of_words: fn(&Vocabulary, &Condition) -> bool| {
        if is_said { named.contains(&condition.id) } else { of_words(vocabulary, condition) }
    };
    let verifies = brings(&stress.verifies, Vocabulary::verifies);
    let responds = brings(&stress.responds, Vocabulary::responds);
    let all = [(Element::Verifier, verifies), (Element::Response, responds)];
    all.into_iter().filter(|(_, is_brought)| *is_brought).map(|(element, _)| element).collect()
}
