//! The matrix of coverage for a person: the verdict in a sentence, a table, and why.

use std::io::Write;

use mawqif_core::{
    initiative::coverage::{Brings, Coverage, Draft, Element, Mend, Period, Slot, Standing, Verdict},
    text::Id,
};

use super::words::Teller;
use crate::cli::{
    Failure,
    table::{Align, banded},
    terminal,
};

/// The most slots that are told line by line.
const TOLD_LIMIT: usize = 40;

/// The verdict in a sentence.
pub fn verdict(teller: &Teller<'_>, verdict: &Verdict) -> String {
    let locale = teller.locale;
    if verdict.harms == 0 {
        return locale.word("stress-no-harms");
    }
    if verdict.is_watertight {
        return locale.tell("stress-watertight", &[("harms", verdict.harms.into())]);
    }
    let parts = [
        ("stress-covered", verdict.covered),
        ("stress-partly", verdict.partial),
        ("stress-open", verdict.open),
    ];
    let parts = parts.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> = parts.map(|(key, count)| locale.tell(key, &[("count", count.into())])).collect();
    let values = [("harms", verdict.harms.into()), ("list", locale.list(&told).into())];
    let mut sentences = vec![locale.tell("stress-partial", &values)];
    let of = |key: &str, count: usize| {
        locale.tell(key, &[("count", count.into()), ("of", verdict.provisions.into())])
    };
    match verdict.verified {
        0 => sentences.push(locale.word("stress-nobody-verifies")),
        count if count < verdict.provisions => sentences.push(of("stress-some-verified", count)),
        _ => {}
    }
    match verdict.answered {
        0 => sentences.push(locale.word("stress-no-answer")),
        count if count < verdict.provisions => sentences.push(of("stress-some-answered", count)),
        _ => {}
    }
    match verdict.sides_bound {
        0 => sentences.push(locale.word("stress-nobody-bound")),
        1 => sentences.push(locale.word("stress-one-bound")),
        _ => {}
    }
    sentences.join(" ")
}

/// Writes the matrix, what conditions would bring, and what would mend the offer.
pub fn tell(teller: &Teller<'_>, coverage: &Coverage, out: &mut dyn Write) -> Result<(), Failure> {
    if coverage.verdict.harms == 0 {
        return Ok(());
    }
    teller.heading("stress-coverage", out)?;
    if !coverage.is_complete {
        return teller.line(&teller.locale.word("stress-too-large"), out);
    }
    matrix(teller, coverage, out)?;
    let mut told = 0;
    for row in &coverage.harms {
        for cell in &row.cells {
            for (slot, period) in cell.slots.iter().zip(&coverage.periods) {
                told += 1;
                if told <= TOLD_LIMIT && slot.standing != Standing::Open {
                    let place = cell
                        .place
                        .as_ref()
                        .map_or_else(|| teller.locale.word("stress-everywhere"), |id| teller.name(id));
                    let values = [
                        ("harm", teller.name(&row.harm).into()),
                        ("place", place.into()),
                        ("period", days(teller, period).into()),
                        ("standing", why(teller, slot).into()),
                    ];
                    teller.line(&format!("  {}", teller.locale.tell("stress-cell", &values)), out)?;
                }
            }
        }
    }
    conditions(teller, &coverage.conditions, out)?;
    match &coverage.mend {
        Some(mend) => self::mend(teller, mend, out),
        None => Ok(()),
    }
}

fn mark(standing: Standing) -> &'static str {
    match standing {
        Standing::Covered => "●",
        Standing::Partial => "◐",
        Standing::Open => "○",
    }
}

fn matrix(teller: &Teller<'_>, coverage: &Coverage, out: &mut dyn Write) -> Result<(), Failure> {
    let place = |id: &Option<Id>| {
        id.as_ref().map_or_else(|| teller.locale.word("stress-everywhere"), |id| teller.name(id))
    };
    let places = coverage.harms.first().map_or(&[][..], |row| row.cells.as_slice());
    let mut rows = vec![
        std::iter::once(String::new())
            .chain(places.iter().map(|cell| place(&cell.place)))
            .collect::<Vec<_>>(),
    ];
    for row in &coverage.harms {
        // The worst of the periods, or each of them when there are several.
        let cell =
            |slots: &[Slot]| slots.iter().map(|slot| mark(slot.standing)).collect::<Vec<_>>().join(" ");
        let cells = row.cells.iter().map(|it| cell(&it.slots));
        rows.push(std::iter::once(teller.name(&row.harm)).chain(cells).collect());
    }
    let mut aligns = vec![Align::Start];
    aligns.resize(rows[0].len(), Align::Centre);
    for line in banded(&rows, &aligns, teller.locale.language, terminal::width()) {
        writeln!(out, "{}  {line}", teller.locale.line_start())?;
    }
    teller.line(&format!("  {}", teller.locale.word("stress-legend")), out)
}

fn days(teller: &Teller<'_>, period: &Period) -> String {
    let day =
        |date: Option<mawqif_core::dossier::Date>| date.map_or_else(String::new, |date| date.to_string());
    let values = [("from", day(period.from).into()), ("until", day(period.until).into())];
    let key = match (period.from.is_some(), period.until.is_some()) {
        (true, true) => "stress-period-both",
        (true, false) => "stress-period-from",
        (false, true) => "stress-period-until",
        (false, false) => "stress-period-always",
    };
    teller.locale.tell(key, &values)
}

fn why(teller: &Teller<'_>, slot: &Slot) -> String {
    let by = slot.by.as_ref().map_or_else(String::new, |id| teller.code(id.as_str()));
    match slot.standing {
        Standing::Open => teller.locale.word("stress-is-open"),
        Standing::Covered => teller.locale.tell("stress-is-covered", &[("by", by.into())]),
        Standing::Partial => {
            let values = [("by", by.into()), ("list", elements(teller, &slot.missing).into())];
            teller.locale.tell("stress-is-partial", &values)
        }
    }
}

fn elements(teller: &Teller<'_>, elements: &[Element]) -> String {
    teller.locale.list(&elements.iter().map(|it| teller.locale.word(element(*it))).collect::<Vec<_>>())
}

fn element(element: Element) -> &'static str {
    match element {
        Element::Obliged => "stress-obliged",
        Element::Place => "stress-place",
        Element::Start => "stress-start",
        Element::Verifier => "stress-verifier",
        Element::Response => "stress-response",
    }
}

fn conditions(teller: &Teller<'_>, conditions: &[Brings], out: &mut dyn Write) -> Result<(), Failure> {
    if conditions.is_empty() {
        return Ok(());
    }
    teller.heading("stress-brings", out)?;
    for condition in conditions {
        let mut brings = Vec::new();
        if !condition.stops.is_empty() {
            brings.push(
                teller.locale.tell("stress-brings-stops", &[("list", teller.names(&condition.stops).into())]),
            );
        }
        if !condition.elements.is_empty() {
            let list = elements(teller, &condition.elements);
            brings.push(teller.locale.tell("stress-brings-elements", &[("list", list.into())]));
        }
        if brings.is_empty() {
            brings.push(teller.locale.word("stress-brings-nothing"));
        }
        let id = teller.code(condition.condition.as_str());
        teller.line(&format!("  {id}: {}", teller.locale.list(&brings)), out)?;
    }
    Ok(())
}

fn mend(teller: &Teller<'_>, mend: &Mend, out: &mut dyn Write) -> Result<(), Failure> {
    teller.heading("stress-mend", out)?;
    let ids: Vec<String> = mend.conditions.iter().map(|id| teller.code(id.as_str())).collect();
    let words = if ids.is_empty() {
        teller.locale.word("stress-mend-nothing")
    } else {
        let values = [("list", teller.locale.list(&ids).into()), ("burden", mend.burden.into())];
        teller.locale.tell("stress-mend-conditions", &values)
    };
    teller.line(&format!("  {words}"), out)?;
    if !mend.drafts.is_empty() {
        let drafts: Vec<String> = mend.drafts.iter().map(|it| draft(teller, it)).collect();
        let words = teller.locale.tell("stress-mend-drafts", &[("list", teller.locale.list(&drafts).into())]);
        teller.line(&format!("  {words}"), out)?;
    }
    if !mend.is_least {
        teller.line(&format!("  {}", teller.locale.word("stress-mend-not-least")), out)?;
    }
    Ok(())
}

fn draft(teller: &Teller<'_>, draft: &Draft) -> String {
    let locale = teller.locale;
    match draft {
        Draft::Verifier => locale.word("stress-draft-verifier"),
        Draft::Response => locale.word("stress-draft-response"),
        Draft::Amendment { provision, element: missing } => {
            let values = [
                ("element", locale.word(element(*missing)).into()),
                ("provision", teller.code(provision.as_str()).into()),
            ];
            locale.tell("stress-draft-amendment", &values)
        }
        Draft::Provision { harm } => {
            locale.tell("stress-draft-provision", &[("harm", teller.name(harm).into())])
        }
    }
}
