//! The matrix of coverage on a page: harms by places, in each cell the periods that stand alike, in words, with
//! a sign and a colour beside them.
//!
//! A table of very many cells is no help to anybody: there, each harm is told as a whole.

use mawqif_core::{
    dossier::Date,
    initiative::coverage::{Coverage, Period, Slot, Standing},
    text::Id,
};

use super::super::words::Words;
use crate::stress::{
    Teller,
    coverage::{days, why},
    mark,
};

/// The most cells, periods counted, that are shown as a table.
const SHOWN_LIMIT: usize = 4_000;

/// The most cells that are told one by one, with why they stand as they do.
const TOLD_LIMIT: usize = 200;

/// The table.
pub struct Matrix {
    /// The places.
    pub places: Vec<String>,
    /// A row for each harm.
    pub rows: Vec<Row>,
}

/// A harm.
pub struct Row {
    /// Its name.
    pub name: String,
    /// How it stands as a whole.
    pub whole: Stands,
    /// How it stands at each place.
    pub cells: Vec<Cell>,
}

/// A harm at a place.
pub struct Cell {
    /// The place, for a narrow window.
    pub place: String,
    /// How it stands, period by period.
    pub slots: Vec<Stands>,
}

/// How a harm stands.
pub struct Stands {
    /// For the style.
    pub class: &'static str,
    /// The sign.
    pub sign: &'static str,
    /// The word.
    pub word: String,
    /// When; empty when it is so all the time.
    pub period: String,
}

/// Why a harm stands as it does.
pub struct Reasons {
    /// The harm.
    pub name: String,
    /// Where, when, and why.
    pub lines: Vec<String>,
}

/// How a harm stands, in a word.
pub fn stands(standing: Standing, words: &Words) -> Stands {
    let (class, key) = match standing {
        Standing::Covered => ("covered", "standing-covered"),
        Standing::Partial => ("partial", "standing-partial"),
        Standing::Open => ("open", "standing-open"),
    };
    Stands { class, sign: mark(standing), word: words.word(key), period: String::new() }
}

/// Whether there is a table of so many cells.
pub fn is_shown(coverage: &Coverage) -> bool {
    let places = coverage.harms.first().map_or(0, |row| row.cells.len());
    let size = coverage.harms.len().saturating_mul(places).saturating_mul(coverage.periods.len());
    coverage.is_complete && size <= SHOWN_LIMIT
}

impl Matrix {
    /// The table; none when there is nothing to cover, or too much.
    pub fn of(coverage: &Coverage, teller: &Teller<'_>, words: &Words) -> Option<Self> {
        let first = coverage.harms.first().filter(|_| is_shown(coverage))?;
        let places: Vec<String> = first.cells.iter().map(|cell| place(cell.place.as_ref(), teller)).collect();
        let rows = coverage.harms.iter().map(|row| Row {
            name: teller.name(&row.harm),
            whole: stands(row.standing, words),
            cells: row
                .cells
                .iter()
                .zip(&places)
                .map(|(cell, place)| {
                    let together = alike(&cell.slots, &coverage.periods);
                    let is_always = together.len() < 2;
                    let slots = together.into_iter().map(|(slot, period)| Stands {
                        period: if is_always { String::new() } else { told(&period, teller, words) },
                        ..stands(slot.standing, words)
                    });
                    Cell { place: place.clone(), slots: slots.collect() }
                })
                .collect(),
        });
        let rows = rows.collect();
        Some(Self { places, rows })
    }
}

/// Why each harm stands as it does; the first so many cells.
pub fn reasons(coverage: &Coverage, teller: &Teller<'_>, words: &Words) -> Vec<Reasons> {
    let mut left = TOLD_LIMIT;
    let mut all = Vec::new();
    for row in coverage.harms.iter().filter(|_| coverage.is_complete) {
        let mut lines = Vec::new();
        for cell in &row.cells {
            for (slot, period) in alike(&cell.slots, &coverage.periods).into_iter().take(left) {
                let values = [
                    ("place", place(cell.place.as_ref(), teller).into()),
                    ("period", told(&period, teller, words).into()),
                    ("standing", why(teller, slot).into()),
                ];
                lines.push(words.tell("standing-why", &values));
                left -= 1;
            }
        }
        if !lines.is_empty() {
            all.push(Reasons { name: teller.name(&row.harm), lines });
        }
    }
    all
}

/// Periods one after the other in which the same is known, as one.
fn alike<'s>(slots: &'s [Slot], periods: &[Period]) -> Vec<(&'s Slot, Period)> {
    let mut together: Vec<(&Slot, Period)> = Vec::new();
    for (slot, period) in slots.iter().zip(periods) {
        match together.last_mut() {
            Some((last, whole)) if *last == slot => whole.until = period.until,
            _ => together.push((slot, *period)),
        }
    }
    together
}

fn told(period: &Period, teller: &Teller<'_>, words: &Words) -> String {
    days(teller, period, &|date: &Date| words.date(date))
}

fn place(place: Option<&Id>, teller: &Teller<'_>) -> String {
    place.map_or_else(|| teller.locale.word("stress-everywhere"), |id| teller.name(id))
}
