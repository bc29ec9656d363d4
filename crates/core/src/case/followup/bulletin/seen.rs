//! What everybody may be told: of a breach which commitment it was of and where, of words whether they name a place that is hidden,
//! of a trigger what fired it.
//!
//! A place is betrayed by its name, by a commitment that binds nowhere else, and by a red line that has its name in it. What would
//! do so is told without it, or counts in the sum over all commitments alone.

use std::collections::BTreeSet;

use super::around;
use crate::{
    case::{
        Case,
        followup::{
            agenda,
            incident::{Breach, Incident, Sensitivity},
            trigger::{Cause, Inputs},
        },
    },
    dossier::{Commitment, Dossier, Place},
    followup::{
        board::Breached,
        calendar::{Day, folded},
    },
    text::{Id, Text, without_directions},
};

/// The shortest name of a place that is looked for in words, in characters: shorter ones stand in other words.
const NAME_FEWEST: usize = 3;

/// How a breach may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// It counts in the sum over all commitments alone.
    InSum,
    /// It counts for its commitment, and in the areas that have this place, if any may be told.
    InRow(Option<Id>),
}

/// What the public may not see of where incidents were.
pub(super) struct Hidden {
    /// The places themselves.
    places: BTreeSet<Id>,
    /// Their names that are looked for in words.
    pub(super) names: Vec<String>,
}

impl Case {
    /// Breaches as everybody may see them: what was known in this case `then`, of what is `owed`. What may not be seen any more
    /// was not meant to be seen then.
    pub fn told_breaches(&self, then: &Self, owed: &Dossier) -> Vec<Breached> {
        self.breached(then, owed, |incident, commitment| {
            match self.telling(incident, &commitment.text, &commitment.places) {
                Telling::InSum => (None, None),
                Telling::InRow(place) => (Some(commitment.id.clone()), place),
            }
        })
    }

    /// Breaches as those who follow up see them: each where it was.
    pub fn known_breaches(&self, then: &Self, owed: &Dossier) -> Vec<Breached> {
        self.breached(then, owed, |incident, commitment| {
            (Some(commitment.id.clone()), Some(incident.place.clone()))
        })
    }

    fn breached(
        &self,
        then: &Self,
        owed: &Dossier,
        told: impl Fn(&Incident, &Commitment) -> (Option<Id>, Option<Id>),
    ) -> Vec<Breached> {
        let (clock, mut all) = (self.clock(), Vec::new());
        for owed in &owed.commitments {
            for (_, found) in then.followup.breaches(owed) {
                let number = found.finding.incident;
                let Some(incident) = self.guarded(then, number) else { continue };
                let Some(day) = Day::of(clock.day(incident.occurred)) else { continue };
                let (commitment, place) = told(&incident, owed);
                all.push(Breached { incident: number, commitment, place, day });
            }
        }
        all
    }

    /// An incident as it was described then, seen no further than it may be now.
    pub(super) fn guarded(&self, then: &Self, number: u64) -> Option<Incident> {
        let mut incident = then.followup.incidents.get(&number)?.incident.clone();
        let now = self.followup.incidents.get(&number).map(|it| it.incident.sensitivity);
        incident.sensitivity = incident.sensitivity.max(now.unwrap_or_default());
        Some(incident)
    }

    /// How a breach of what these words owe in these areas may be told.
    pub(super) fn telling(&self, incident: &Incident, owed: &Text, areas: &[Id]) -> Telling {
        if incident.sensitivity == Sensitivity::Closed || self.names_hidden(incident, owed) {
            return Telling::InSum;
        }
        let places = &self.dossier.places;
        let shown = incident.public_place(places).map(|it| &it.id);
        if shown == Some(&incident.place) || areas.is_empty() {
            return Telling::InRow(shown.cloned());
        }
        // An area that has what is shown tells nothing more; the one area beneath it would.
        let is_around = |area: &&Id| match shown {
            Some(shown) => around(places, shown).contains(area),
            None => self.is_everywhere(area),
        };
        let is_beneath = |area: &&Id| shown.is_none_or(|shown| around(places, area).contains(&shown));
        let is_told = areas.iter().any(|area| is_around(&area))
            || areas.iter().filter(|area| !is_around(area)).filter(is_beneath).count() != 1;
        if is_told { Telling::InRow(shown.cloned()) } else { Telling::InSum }
    }

    /// Whether a place has others and lies in none: that something was in it, the offer itself says.
    fn is_everywhere(&self, id: &Id) -> bool {
        let places = &self.dossier.places;
        places.iter().any(|it| it.id == *id && it.within.is_none())
            && places.iter().any(|it| it.within.as_ref() == Some(id))
    }

    /// The places that the public may not see of where an incident was: the place itself, what lies in it, and what contains it,
    /// up to the one that is shown.
    fn hidden(&self, incident: &Incident) -> Vec<&Place> {
        let places = &self.dossier.places;
        let shown = incident.public_place(places).map(|it| &it.id);
        let chain = around(places, &incident.place);
        let hidden: Vec<&Id> = chain.iter().copied().take_while(|id| Some(*id) != shown).collect();
        if hidden.is_empty() {
            return Vec::new();
        }
        let is_hidden =
            |it: &&Place| hidden.contains(&&it.id) || around(places, &it.id).contains(&&incident.place);
        places.iter().filter(is_hidden).collect()
    }

    /// Whether words name a place that the public may not see of where an incident was.
    pub fn names_hidden(&self, incident: &Incident, words: &Text) -> bool {
        let names: Vec<String> = self.hidden(incident).into_iter().flat_map(names_of).collect();
        has_one(words, &names)
    }

    /// All places that are hidden of some incident.
    pub(super) fn all_hidden(&self) -> Hidden {
        let mut seen = BTreeSet::new();
        let (mut places, mut names) = (BTreeSet::new(), BTreeSet::new());
        for opened in self.followup.incidents.values() {
            let incident = &opened.incident;
            let shown = incident.public_place(&self.dossier.places).map(|it| &it.id);
            if seen.insert((&incident.place, shown)) {
                for place in self.hidden(incident) {
                    places.insert(place.id.clone());
                    names.extend(names_of(place));
                }
            }
        }
        Hidden { places, names: names.into_iter().collect() }
    }

    /// Whether a place may be named by itself: neither is it one that is hidden of some incident, nor do its names have one in them.
    pub(super) fn may_be_named(&self, id: &Id, told: &Text, hidden: &Hidden) -> bool {
        if hidden.places.contains(id) {
            return false;
        }
        let own = self.dossier.places.iter().find(|it| it.id == *id).map(|it| &it.name);
        let names = own.into_iter().chain([told]);
        let id = Text::plain(id.as_str());
        !names.chain([&id]).any(|it| has_one(it, &hidden.names))
    }

    /// What fired a trigger, for everybody, as what it is until somebody confirms it: found, and no more. The second says whether
    /// something of it is left out.
    pub(super) fn told_cause(&self, inputs: &Inputs, hidden: &Hidden) -> (Text, bool) {
        let (of, incidents) = match &inputs.cause {
            Cause::RedLine { commitment, incident } => (Some(commitment), vec![*incident]),
            Cause::Rate { commitment, incidents } => (Some(commitment), incidents.to_vec()),
            _ => (None, Vec::new()),
        };
        let Some(of) = of else {
            let told = both(agenda::cause(self, inputs).map(|it| without_directions(&it)));
            let vague = match &inputs.cause {
                Cause::Changed { .. } => ["تغيّر من الخارج", "something changed"],
                Cause::ObstacleGone { .. } => ["زال عائق", "an obstacle is gone"],
                // Where nobody may go is where something happened, more often than not.
                Cause::AccessDenied { .. } => ["تعذّر الوصول إلى مكان", "a place cannot be reached"],
                _ => return (told, false),
            };
            let is_named = match &inputs.cause {
                Cause::AccessDenied { place, .. } => !self.may_be_named(place, &told, hidden),
                _ => has_one(&told, &hidden.names),
            };
            return if is_named { (both(vague.map(str::to_owned)), true) } else { (told, false) };
        };
        let owed = self.dossier.commitments.iter().find(|it| it.id == *of);
        let areas = owed.map_or(&[][..], |it| &it.places);
        let written = inputs.owed.as_ref().map(|it| &it.written.text);
        let is_told = |number: &u64| {
            let incident = self.followup.incidents.get(number).map(|it| &it.incident);
            let texts = [written, owed.map(|it| &it.text)];
            incident.is_some_and(|it| {
                let is_in_row = |text: &&Text| self.telling(it, text, areas) != Telling::InSum;
                texts.iter().flatten().all(is_in_row)
            })
        };
        let is_vague = !incidents.iter().all(is_told);
        let [ar, en] = agenda::promised(self, inputs, of).map(|it| without_directions(&it));
        let many = incidents.len();
        let told = match (&inputs.cause, is_vague) {
            (Cause::RedLine { incident, .. }, false) => [
                format!("عُدّت الواقعة {incident} تجاوزًا لخط أحمر: {ar}"),
                format!("incident {incident} was found to cross a red line: {en}"),
            ],
            (Cause::RedLine { .. }, true) => [
                "عُدّت واقعة تجاوزًا لخط أحمر، ولا يُذكر عنها أكثر من ذلك حمايةً للناس".to_owned(),
                "an incident was found to cross a red line; no more of it is told, for the safety of people".to_owned(),
            ],
            (_, false) => [
                format!("عُدّت في أسبوع خروق فوق السقف ({many}): {ar}"),
                format!("more breaches were found in a week than the ceiling ({many}): {en}"),
            ],
            (_, true) => [
                "عُدّت في أسبوع خروق فوق السقف، ولا يُذكر عنها أكثر من ذلك حمايةً للناس".to_owned(),
                "more breaches were found in a week than a ceiling; no more of them is told, for the safety of people".to_owned(),
            ],
        };
        (both(told), is_vague)
    }

    /// Whether an incident still is a breach of a commitment, also of one that was taken out.
    pub(super) fn is_breach_now(&self, incident: u64, commitment: &Id) -> bool {
        match self.dossier.commitments.iter().find(|it| it.id == *commitment) {
            Some(owed) => {
                let latest = self.followup.latest(incident, commitment);
                latest.is_some_and(|(_, it)| self.followup.is_breach(it, &owed.obliged))
            }
            None => {
                let latest = self.followup.latest(incident, commitment);
                let is_established =
                    self.followup.incidents.get(&incident).is_some_and(super::Opened::is_established);
                is_established && latest.is_some_and(|(_, it)| it.finding.verdict == Breach::Breach)
            }
        }
    }
}

/// The names of a place that are looked for in words.
fn names_of(place: &Place) -> Vec<String> {
    let names = place.name.versions().map(|(_, name)| name).chain([place.id.as_str()]).map(folded);
    names.filter(|it| it.chars().count() >= NAME_FEWEST).collect()
}

/// Whether words have one of these names in them.
pub(super) fn has_one(words: &Text, names: &[String]) -> bool {
    let mut all = words.versions().map(|(_, words)| folded(words));
    all.any(|words| names.iter().any(|name| words.contains(name.as_str())))
}

/// Words as they stand at the beginning of a sentence.
fn begun(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

fn both([ar, en]: [String; 2]) -> Text {
    Text::by_language(vec![("ar".to_owned(), ar), ("en".to_owned(), begun(&en))])
}
