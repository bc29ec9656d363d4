//! Coverage in words: the verdict in a sentence, why a cell stands as it does, what conditions would bring.

use mawqif_core::{
    dossier::Date,
    initiative::coverage::{Brings, Draft, Element, Mend, Period, Slot, Standing, Verdict},
};

use super::Teller;

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

/// A period, with days as whoever reads them writes them.
pub fn days(teller: &Teller<'_>, period: &Period, day: &dyn Fn(&Date) -> String) -> String {
    let day = |date: &Option<Date>| date.as_ref().map_or_else(String::new, day);
    let values = [("from", day(&period.from).into()), ("until", day(&period.until).into())];
    let key = match (period.from.is_some(), period.until.is_some()) {
        (true, true) => "stress-period-both",
        (true, false) => "stress-period-from",
        (false, true) => "stress-period-until",
        (false, false) => "stress-period-always",
    };
    teller.locale.tell(key, &values)
}

/// Why a harm stands as it does at a place in a period.
pub fn why(teller: &Teller<'_>, slot: &Slot) -> String {
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

/// What a condition would bring by itself.
pub fn brings(teller: &Teller<'_>, condition: &Brings) -> String {
    let mut brings = Vec::new();
    if !condition.stops.is_empty() {
        let list = teller.names(&condition.stops);
        brings.push(teller.locale.tell("stress-brings-stops", &[("list", list.into())]));
    }
    if !condition.elements.is_empty() {
        let list = elements(teller, &condition.elements);
        brings.push(teller.locale.tell("stress-brings-elements", &[("list", list.into())]));
    }
    if brings.is_empty() {
        brings.push(teller.locale.word("stress-brings-nothing"));
    }
    teller.locale.list(&brings)
}

/// The least that makes the offer watertight.
pub fn mend(teller: &Teller<'_>, mend: &Mend) -> Vec<String> {
    let ids: Vec<String> = mend.conditions.iter().map(|id| teller.code(id.as_str())).collect();
    let mut lines = vec![if ids.is_empty() {
        teller.locale.word("stress-mend-nothing")
    } else {
        let values = [("list", teller.locale.list(&ids).into()), ("burden", mend.burden.into())];
        teller.locale.tell("stress-mend-conditions", &values)
    }];
    if !mend.drafts.is_empty() {
        let drafts: Vec<String> = mend.drafts.iter().map(|it| draft(teller, it)).collect();
        let list = teller.locale.list(&drafts);
        lines.push(teller.locale.tell("stress-mend-drafts", &[("list", list.into())]));
    }
    if !mend.is_least {
        lines.push(teller.locale.word("stress-mend-not-least"));
    }
    lines
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
