//! The rules that look at two provisions at a time: overlaps, contradictions, gaps.
//!
//! Only provisions about one harm are compared, and those of a harm with very many provisions not all.

use std::collections::{HashMap, HashSet};

use super::{
    Hit,
    shape::{live, quoted},
};
use crate::{
    dossier::{Date, Dossier, Provision},
    text::Id,
};

/// The most provisions about one harm that are compared with each other.
pub const COMPARED_LIMIT: usize = 100;

/// What the rules of this file find.
pub fn hits<'d>(dossier: &'d Dossier) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut told: HashSet<(&'static str, &'d Id, &'d Id)> = HashSet::new();
    let mut push = |rule: &'static str, one: &'d Provision, other: &'d Provision| {
        if told.insert((rule, &one.id, &other.id)) {
            let about = vec![one.id.clone(), other.id.clone()];
            hits.push(Hit { rule, about, names: vec![quoted(&one.id), quoted(&other.id)] });
        }
    };
    let places = Places::new(dossier);
    for harm in &dossier.harms {
        let own: Vec<&Provision> =
            live(dossier).filter(|it| it.stops.contains(&harm.id)).take(COMPARED_LIMIT).collect();
        for (at, one) in own.iter().enumerate() {
            for other in &own[at + 1..] {
                if !places.meet(one, other) {
                    continue;
                }
                let is_same_side = one.obliged.iter().any(|id| other.obliged.contains(id));
                if is_together(one, other) && is_same_side {
                    push("overlap", one, other);
                }
                let differs = |a: &Option<_>, b: &Option<_>| matches!((a, b), (Some(a), Some(b)) if a != b);
                let is_contrary = differs(&one.verified_by, &other.verified_by)
                    || differs(&one.on_breach, &other.on_breach);
                if is_together(one, other) && is_contrary {
                    push("contradiction", one, other);
                }
            }
        }
        for (one, other) in gaps(&own, &places) {
            push("time-gap", one, other);
        }
    }
    let mut ends: Vec<&Provision> = live(dossier).filter(|it| it.until.is_some()).collect();
    ends.sort_by_key(|it| it.until);
    if let [first, .., last] = ends.as_slice()
        && first.until != last.until
    {
        push("ends-apart", first, last);
    }
    hits
}

/// Whether two provisions hold on a day together.
fn is_together(one: &Provision, other: &Provision) -> bool {
    let is_before = |end: Option<Date>, start: Option<Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
    !is_before(one.until, other.from) && !is_before(other.until, one.from)
}

/// Provisions about one harm between which there are days on which nothing holds.
fn gaps<'p>(own: &[&'p Provision], places: &Places<'_>) -> Vec<(&'p Provision, &'p Provision)> {
    let mut dated: Vec<&Provision> = own.iter().copied().filter(|it| it.from.is_some()).collect();
    dated.sort_by_key(|it| it.from);
    // Without a first day, a provision holds before all others.
    let mut earlier: Vec<&Provision> = own.iter().copied().filter(|it| it.from.is_none()).collect();
    let mut gaps = Vec::new();
    for next in dated {
        // What reaches furthest before it, of all that hold where it does.
        let there = earlier.iter().copied().filter(|it| places.meet(it, next));
        let latest = there.reduce(|one, other| if reaches_further(other, one) { other } else { one });
        if let Some(before) = latest
            && let (Some(end), Some(start)) = (before.until, next.from)
            && crate::initiative::coverage::next_day(end).is_some_and(|day| day < start)
        {
            gaps.push((before, next));
        }
        earlier.push(next);
    }
    gaps
}

/// Whether a provision holds longer than another.
fn reaches_further(one: &Provision, other: &Provision) -> bool {
    other.until.is_some_and(|end| one.until.is_none_or(|own| own > end))
}

/// The gazetteer, as far as it is needed to know whether two provisions meet.
struct Places<'d> {
    within: HashMap<&'d Id, &'d Id>,
}

impl<'d> Places<'d> {
    fn new(dossier: &'d Dossier) -> Self {
        let within = dossier.places.iter().filter_map(|place| Some((&place.id, place.within.as_ref()?)));
        Self { within: within.collect() }
    }

    /// Whether two provisions hold at some place together; one that names none holds everywhere.
    fn meet(&self, one: &Provision, other: &Provision) -> bool {
        let lies_in = |place: &Id, around: &Id| {
            std::iter::successors(Some(place), |here| self.within.get(here).copied())
                .any(|here| here == around)
        };
        one.places.is_empty()
            || other.places.is_empty()
            || one.places.iter().any(|a| other.places.iter().any(|b| lies_in(a, b) || lies_in(b, a)))
    }
}
