//! What of the record is looked at: a kind of entry, who made it, which body it is about, and days.

use mawqif_core::{
    case::{Case, Fact, Moment, fact::KINDS},
    record::entry::Entry,
};

use super::{super::form::Form, about};
use crate::web::{
    words::{Words, chosen_zone},
    zone,
};

/// A thing to choose: id, name, whether it is chosen.
type Choice = (String, String, bool);

/// What there is to choose from.
pub struct Choices {
    /// The kinds of entries.
    pub kinds: Vec<Choice>,
    /// The people.
    pub actors: Vec<Choice>,
    /// The bodies.
    pub bodies: Vec<Choice>,
}

impl Choices {
    /// What there is to choose from in a case.
    pub fn of(filter: &Filter, case: &Case, people: &[(String, String)], words: &Words) -> Self {
        let chosen = |id: &str, name: String, wanted: &str| (id.to_owned(), name, id == wanted);
        let mut kinds: Vec<_> = KINDS
            .iter()
            .map(|(id, _)| chosen(id, words.tell("entry-kind", &[("kind", (*id).into())]), &filter.kind))
            .collect();
        kinds.sort_by(|one, other| one.1.cmp(&other.1));
        let bodies = case.dossier().bodies.iter().map(|it| {
            chosen(it.id.as_str(), words.name_of(&it.id, [(&it.id, &it.name)].into_iter()), &filter.body)
        });
        let actors = people.iter().map(|(id, name)| chosen(id, name.clone(), &filter.actor));
        Self { kinds, actors: actors.collect(), bodies: bodies.collect() }
    }
}

/// What entries must be; what is empty lets all pass.
pub struct Filter {
    /// The first day, as it was asked for.
    pub from: String,
    /// The last day.
    pub until: String,
    kind: String,
    actor: String,
    body: String,
    begin: Option<Moment>,
    end: Option<Moment>,
}

impl Filter {
    /// What an address asks for. What it cannot mean (a day that is none) lets all pass, and is not shown back.
    pub fn of(asked: &Form) -> Self {
        let [kind, actor, body] = ["kind", "actor", "body"].map(|name| asked.get(name).to_owned());
        let day = |name: &str| asked.get(name).parse::<jiff::civil::Date>().ok();
        let (from, until) = (day("from"), day("until"));
        let shown = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            from: shown(from),
            until: shown(until),
            begin: from.and_then(midnight),
            end: until.and_then(|day| day.tomorrow().ok()).and_then(midnight),
            kind,
            actor,
            body,
        }
    }

    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        let words = [&self.kind, &self.actor, &self.body];
        words.iter().all(|it| it.is_empty()) && self.begin.is_none() && self.end.is_none()
    }

    /// The moment from which on nothing passes.
    pub fn until(&self) -> Option<Moment> {
        self.end
    }

    /// Whether an entry is from before everything that passes.
    pub fn is_before(&self, entry: &Entry) -> bool {
        self.begin.is_some_and(|begin| entry.header().time < begin.micros())
    }

    /// Whether an entry, as it may be seen, passes.
    pub fn fits(&self, entry: &Entry) -> bool {
        let header = entry.header();
        let is_about = || match Fact::of_entry(entry) {
            Ok(Some(fact)) => about::body(&fact).is_some_and(|body| body.as_str() == self.body),
            _ => false,
        };
        (self.kind.is_empty() || header.kind == self.kind)
            && (self.actor.is_empty() || about::actor(entry) == self.actor)
            && self.end.is_none_or(|end| header.time < end.micros())
            && (self.body.is_empty() || is_about())
    }

    /// The address of a page that asks for the same, in the same past.
    pub fn address(&self, as_of: Option<u64>, before: Option<u64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let words = [
            ("kind", &self.kind),
            ("actor", &self.actor),
            ("body", &self.body),
            ("from", &self.from),
            ("until", &self.until),
        ];
        query.extend_pairs(words.into_iter().filter(|(_, word)| !word.is_empty()));
        for (name, number) in [("as_of", as_of), ("before", before)] {
            if let Some(number) = number {
                query.append_pair(name, &number.to_string());
            }
        }
        format!("?{}", query.finish())
    }
}

/// The moment at which a day begins by the reader's clock.
fn midnight(day: jiff::civil::Date) -> Option<Moment> {
    zone::moment(day.to_datetime(jiff::civil::Time::midnight()), &chosen_zone())
}
