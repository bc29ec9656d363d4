//! The rules that look at one provision, harm, place or party at a time.

use std::collections::{HashMap, HashSet};

use super::{
    Hit,
    vocabulary::{Terms, Vocabulary, Words},
};
use crate::{
    dossier::{Dossier, PositionKind, Provision, ProvisionStatus},
    text::{Id, Text},
};

/// How many harms make a provision a bundle.
const BUNDLE: usize = 3;

/// What the rules of this file find.
pub fn hits(dossier: &Dossier, vocabulary: &Vocabulary) -> Vec<Hit> {
    let shapes = Shapes { dossier, vocabulary, names: names(dossier) };
    let mut hits = Vec::new();
    for provision in live(dossier) {
        shapes.fields(provision, &mut hits);
        shapes.words(provision, &mut hits);
        shapes.days(provision, &mut hits);
    }
    shapes.offer(&mut hits);
    shapes.harms(&mut hits);
    shapes.places(&mut hits);
    shapes.parties(&mut hits);
    hits
}

/// The provisions that were not turned down.
pub fn live(dossier: &Dossier) -> impl Iterator<Item = &Provision> {
    dossier.provisions.iter().filter(|it| it.status != ProvisionStatus::Rejected)
}

/// What everything is called, by id.
fn names(dossier: &Dossier) -> HashMap<&Id, &Text> {
    let parties = dossier.parties.iter().map(|it| (&it.id, &it.name));
    let harms = dossier.harms.iter().map(|it| (&it.id, &it.name));
    let places = dossier.places.iter().map(|it| (&it.id, &it.name));
    let bodies = dossier.bodies.iter().map(|it| (&it.id, &it.name));
    parties.chain(harms).chain(places).chain(bodies).collect()
}

struct Shapes<'d> {
    dossier: &'d Dossier,
    vocabulary: &'d Vocabulary,
    names: HashMap<&'d Id, &'d Text>,
}

/// An id as it stands in a sentence.
pub fn quoted(id: &Id) -> Text {
    Text::by_language(vec![("en".to_owned(), format!("`{id}`")), ("ar".to_owned(), format!("«{id}»"))])
}

impl Shapes<'_> {
    fn name(&self, id: &Id) -> Text {
        self.names.get(id).map_or_else(|| quoted(id), |name| (*name).clone())
    }

    fn of(rule: &'static str, provision: &Provision) -> Hit {
        Hit { rule, about: vec![provision.id.clone()], names: vec![quoted(&provision.id)] }
    }

    fn with(rule: &'static str, provision: &Provision, other: Option<&Id>, name: Text) -> Hit {
        let about = std::iter::once(&provision.id).chain(other).cloned().collect();
        Hit { rule, about, names: vec![quoted(&provision.id), name] }
    }

    fn fields(&self, provision: &Provision, hits: &mut Vec<Hit>) {
        let stops = !provision.stops.is_empty();
        let rules = [
            ("no-obliged", provision.obliged.is_empty()),
            ("no-place", stops && provision.places.is_empty() && !self.dossier.places.is_empty()),
            ("no-start", provision.from.is_none()),
            ("no-end", provision.until.is_none()),
            ("no-verifier", provision.verified_by.is_none()),
            ("no-response", provision.on_breach.is_none()),
            ("stops-no-harm", !stops && !self.dossier.harms.is_empty()),
            ("announced-only", provision.status == ProvisionStatus::Announced),
            ("no-words", provision.text.in_language("") == provision.id.as_str()),
            ("bundle", provision.stops.len() >= BUNDLE),
        ];
        hits.extend(
            rules.into_iter().filter(|(_, is_hit)| *is_hit).map(|(rule, _)| Self::of(rule, provision)),
        );
        if let Some(verifier) = &provision.verified_by {
            // Whoever is called as one who is obliged is taken to be that one.
            let is_named = |id: &&Id| {
                let called = |name: &Text| {
                    name.versions().any(|(_, own)| verifier.versions().any(|(_, it)| it == own))
                };
                verifier.versions().any(|(_, it)| it == id.as_str())
                    || self.names.get(*id).is_some_and(|name| called(name))
            };
            for id in provision.obliged.iter().filter(is_named) {
                hits.push(Self::with("verifies-itself", provision, Some(id), self.name(id)));
            }
        }
        for line in self.dossier.red_lines.iter().filter(|line| line.against.contains(&provision.id)) {
            hits.push(Self::with("crosses-red-line", provision, None, quoted(&line.id)));
        }
    }

    fn words(&self, provision: &Provision, hits: &mut Vec<Hit>) {
        let words = Words::of([&provision.text]);
        let rules: [(_, Terms); 3] = [
            ("undefined-term", |pack| &pack.vague),
            ("vague-time", |pack| &pack.soon),
            ("weak-duty", |pack| &pack.weak),
        ];
        for (rule, list) in rules {
            if let Some(term) = self.vocabulary.first_in(&words, list) {
                hits.push(Self::with(rule, provision, None, Text::plain(term)));
            }
        }
        let languages = |it: &Provision| it.text.versions().filter(|(tag, _)| !tag.is_empty()).count();
        if languages(provision) < 2 && live(self.dossier).any(|other| languages(other) > 1) {
            hits.push(Self::of("one-language", provision));
        }
    }

    fn days(&self, provision: &Provision, hits: &mut Vec<Hit>) {
        let initiative = &self.dossier.initiative;
        let due = initiative.deadline.or(initiative.received);
        if let (Some(until), Some(due)) = (provision.until, due)
            && until < due
        {
            hits.push(Self::of("over-before-answer", provision));
        }
        if let (Some(from), Some(received)) = (provision.from, initiative.received)
            && from < received
        {
            hits.push(Self::of("began-before-offer", provision));
        }
    }

    fn offer(&self, hits: &mut Vec<Hit>) {
        let whole = |rule| Hit { rule, about: Vec::new(), names: Vec::new() };
        let parties: HashSet<&Id> = self.dossier.parties.iter().map(|party| &party.id).collect();
        let obliged = live(self.dossier).flat_map(|provision| &provision.obliged);
        // The members of the coalition are one side.
        let sides: HashSet<Option<&Id>> = obliged.map(|id| parties.get(id).copied()).collect();
        if sides.len() == 1 {
            hits.push(whole("one-side-bound"));
        }
        if self.dossier.initiative.scope.is_empty() && !self.dossier.places.is_empty() {
            hits.push(whole("no-scope"));
        }
        let follows = |on: &[PositionKind]| {
            let accepts = |kind: &PositionKind| {
                matches!(kind, PositionKind::Accept | PositionKind::AcceptWithConditions)
            };
            on.is_empty() || on.iter().any(accepts)
        };
        if !self.dossier.committees.iter().any(|committee| follows(&committee.on)) {
            hits.push(whole("no-follow-up"));
        }
    }

    fn harms(&self, hits: &mut Vec<Hit>) {
        for harm in &self.dossier.harms {
            if live(self.dossier).any(|provision| provision.stops.contains(&harm.id)) {
                continue;
            }
            let turned_down = self.dossier.provisions.iter().find(|it| it.stops.contains(&harm.id));
            let (rule, names) = match turned_down {
                None => ("harm-open", vec![harm.name.clone()]),
                Some(provision) => ("turned-down", vec![harm.name.clone(), quoted(&provision.id)]),
            };
            hits.push(Hit { rule, about: vec![harm.id.clone()], names });
        }
    }

    fn places(&self, hits: &mut Vec<Hit>) {
        let within: HashMap<&Id, &Id> = self
            .dossier
            .places
            .iter()
            .filter_map(|place| Some((&place.id, place.within.as_ref()?)))
            .collect();
        // The reader has seen to it that no place lies within itself.
        let lies_in = |place: &Id, around: &[Id]| {
            std::iter::successors(Some(place), |here| within.get(here).copied())
                .any(|here| around.contains(here))
        };
        let scope = &self.dossier.initiative.scope;
        if scope.is_empty() {
            return;
        }
        for provision in live(self.dossier) {
            for place in provision.places.iter().filter(|place| !lies_in(place, scope)) {
                hits.push(Self::with("out-of-scope", provision, Some(place), self.name(place)));
            }
        }
        let outer: HashSet<&Id> = within.values().copied().collect();
        for place in &self.dossier.places {
            let is_inner = !outer.contains(&place.id) && lies_in(&place.id, scope);
            let is_reached =
                live(self.dossier).any(|it| it.places.is_empty() || lies_in(&place.id, &it.places));
            if is_inner && !is_reached {
                hits.push(Hit {
                    rule: "place-bare",
                    about: vec![place.id.clone()],
                    names: vec![place.name.clone()],
                });
            }
        }
    }

    fn parties(&self, hits: &mut Vec<Hit>) {
        let is_obliged = |id: &Id| live(self.dossier).any(|provision| provision.obliged.contains(id));
        for party in &self.dossier.parties {
            if !is_obliged(&party.id) {
                hits.push(Hit {
                    rule: "party-unbound",
                    about: vec![party.id.clone()],
                    names: vec![party.name.clone()],
                });
            }
            let is_party = |text: &Text| {
                text.versions()
                    .any(|(_, it)| it == party.id.as_str() || party.name.versions().any(|(_, own)| own == it))
            };
            let has_said = self.dossier.quotes.iter().any(|quote| {
                let speaks = quote.body.iter().chain(&quote.speaker).any(is_party);
                speaks && self.vocabulary.first_in(&Words::of([&quote.said]), |pack| &pack.commits).is_some()
            });
            if has_said && !is_obliged(&party.id) {
                hits.push(Hit {
                    rule: "unheld-word",
                    about: vec![party.id.clone()],
                    names: vec![party.name.clone()],
                });
            }
        }
    }
}
