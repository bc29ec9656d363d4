//! The values that templates put into their sentences, taken from a case once, in both languages, each with the places
//! that it rests on and what it lacks.
//!
//! Whether something is known is the same question as whether there is a value of its name, so that `when` and `{…}` go
//! by one table, [`NAMES`].

mod names;
mod rule;
mod week;

use std::collections::{BTreeMap, BTreeSet};

pub use self::names::NAMES;
use super::{Language, Templates, basis::Ground, day, draft::Untranslated, occasion::Voters, own_words};
use crate::{
    consultation::stance::Verdict,
    dossier::{Condition, Date, PositionKind},
    position::unify::answer::{Counts, Reason},
    text::{Id, Text},
};

/// A value in both languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value {
    words: [String; 2],
    /// The number that it is, if it is one.
    pub number: Option<u64>,
    /// The places that it rests on.
    pub rests_on: BTreeSet<String>,
    /// What it lacks.
    pub missing: BTreeSet<Untranslated>,
}

/// The values of one member of a list.
pub type Scope = BTreeMap<&'static str, Value>;

/// The values of a case.
#[derive(Debug, Default)]
pub struct Values {
    own: Scope,
    lists: BTreeMap<&'static str, Vec<Scope>>,
}

impl Value {
    /// The words in a language.
    pub fn words(&self, language: Language) -> &str {
        let [arabic, english] = &self.words;
        language.of(arabic, english)
    }

    fn number(number: u64, path: &str) -> Self {
        let words = number.to_string();
        Self { words: [words.clone(), words], number: Some(number), ..Self::known(path) }
    }

    /// What is only known.
    fn known(path: &str) -> Self {
        Self { rests_on: BTreeSet::from([path.to_owned()]), ..Self::default() }
    }

    fn day(date: Date, path: &str) -> Self {
        Self { words: Language::BOTH.map(|it| day(date, it)), ..Self::known(path) }
    }

    fn same(words: &str, path: &str) -> Self {
        Self { words: [words.to_owned(), words.to_owned()], ..Self::known(path) }
    }

    /// A text that stands at a place; in the other language where it is not given in one.
    fn text(text: &Text, path: &str) -> Self {
        let mut value = Self::known(path);
        value.words = Language::BOTH.map(|language| {
            own_words(text, language)
                .unwrap_or_else(|| {
                    value.missing.insert(Untranslated { path: path.to_owned(), language });
                    text.in_language(language.tag())
                })
                .to_owned()
        });
        value
    }

    /// What something is called: its name, or its id when it has none.
    fn name(name: &Text, id: &Id, path: &str) -> Self {
        if name.is_empty() { Self::text(&Text::plain(id.as_str()), path) } else { Self::text(name, path) }
    }

    /// Several as a list: "a, b and c"; «أ وب وج».
    fn list(values: &[Self]) -> Option<Self> {
        let mut joined = Self::default();
        for value in values {
            joined.rests_on.extend(value.rests_on.iter().cloned());
            joined.missing.extend(value.missing.iter().cloned());
        }
        joined.words = Language::BOTH.map(|language| {
            let words: Vec<&str> = values.iter().map(|it| it.words(language)).collect();
            match (language, words.as_slice()) {
                (Language::Arabic, words) => words.join(" و"),
                (Language::English, [rest @ .., last]) if !rest.is_empty() => {
                    format!("{} and {last}", rest.join(", "))
                }
                (Language::English, words) => words.concat(),
            }
        });
        (!values.is_empty()).then_some(joined)
    }
}

impl Values {
    /// The values of a case.
    pub fn of(ground: &Ground<'_>, templates: &Templates) -> Self {
        let mut values = Self::default();
        values.offer(ground);
        values.position(ground);
        values.voters(ground, templates);
        values.requirements(ground, templates);
        values.next(ground);
        values.occasion(ground);
        values.week(ground);
        values
    }

    /// A value by name.
    pub fn value<'v>(&'v self, name: &str, scope: &'v Scope) -> Option<&'v Value> {
        scope.get(name).or_else(|| self.own.get(name))
    }

    /// Whether something is known.
    pub fn knows(&self, name: &str, scope: &Scope) -> bool {
        self.value(name, scope).is_some() || !self.list(name).is_empty()
    }

    /// The members of a list.
    pub fn list(&self, name: &str) -> &[Scope] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    fn set(&mut self, name: &'static str, value: impl Into<Option<Value>>) {
        if let Some(value) = value.into() {
            self.own.insert(name, value);
        }
    }

    fn offer(&mut self, ground: &Ground<'_>) {
        const PATH: &str = "initiative";
        let initiative = &ground.dossier.initiative;
        self.set("offer", Value::name(&initiative.title, &initiative.id, PATH));
        self.set("sponsor", initiative.sponsor.as_ref().map(|it| Value::text(it, PATH)));
        self.set("received", initiative.received.map(|it| Value::day(it, PATH)));
        self.set("deadline", initiative.deadline.map(|it| Value::day(it, PATH)));
        self.set("version", Value::number(initiative.version, PATH));
        let told = ground.dossier.provisions.iter().map(|provision| {
            let path = format!("provision.{}", provision.id);
            let mut scope =
                Scope::from([("provision.text", Value::name(&provision.text, &provision.id, &path))]);
            let further = [
                ("provision.verified-by", &provision.verified_by),
                ("provision.on-breach", &provision.on_breach),
            ];
            for (name, text) in further {
                scope.extend(text.as_ref().map(|it| (name, Value::text(it, &path))));
            }
            scope
        });
        self.lists.insert("provisions", told.collect());
    }

    fn position(&mut self, ground: &Ground<'_>) {
        const PATH: &str = "answer.position";
        let answer = ground.answer;
        let name = match answer.position {
            PositionKind::Accept => "accepts",
            PositionKind::AcceptWithConditions => "accepts-with-conditions",
            PositionKind::Reject => "rejects",
            PositionKind::None => "no-position",
        };
        self.set(name, Value::known(PATH));
        match answer.reason {
            Some(Reason::NoQuorum) => self.set("no-quorum", Value::known(PATH)),
            Some(Reason::NoPackageWins) => self.set("no-package-wins", Value::known(PATH)),
            None => {}
        }
        let package: Vec<&Condition> = answer
            .package
            .iter()
            .flatten()
            .filter_map(|id| ground.dossier.conditions.iter().find(|it| it.id == *id))
            .collect();
        self.set("condition-count", Value::number(package.len() as u64, PATH));
        let told = package.iter().map(|condition| condition_scope(ground, condition, &package)).collect();
        self.lists.insert("conditions", told);
        let lines = ground.dossier.red_lines.iter().map(|line| {
            Scope::from([(
                "red-line.text",
                Value::name(&line.text, &line.id, &format!("red_line.{}", line.id)),
            )])
        });
        self.lists.insert("red-lines", lines.collect());
    }

    fn voters(&mut self, ground: &Ground<'_>, templates: &Templates) {
        const PATH: &str = "answer.voters";
        let answer = ground.answer;
        let Counts { accept, reject, abstain } = answer.confidential.unwrap_or_default();
        self.set("bodies", Value::number(ground.dossier.bodies.len() as u64, PATH));
        let hidden = accept + reject + abstain;
        self.set("confidential", (hidden > 0).then(|| Value::number(hidden, PATH)));
        // Beside names, a number that counts what is confidential would tell whose it is.
        let is_named = ground.occasion.voters == Voters::Names && hidden == 0;
        let answered = (ground.dossier.bodies.len() as u64).saturating_sub(answer.absent.len() as u64);
        self.set("answered", Value::number(answered, PATH));
        let names_of = |verdict: Verdict| -> Vec<&Id> {
            let all = answer.verdicts.0.iter().filter(|(_, told)| told.verdict == verdict);
            all.map(|(id, _)| id).collect()
        };
        let voices = [
            ("accepting", "accepting-names", names_of(Verdict::Accept), accept),
            ("rejecting", "rejecting-names", names_of(Verdict::Reject), reject),
            ("abstaining", "abstaining-names", names_of(Verdict::Abstain), abstain),
            ("absent", "absent-names", answer.absent.iter().collect(), 0),
        ];
        for (count, names, ids, hidden) in voices {
            let number = ids.len() as u64 + hidden;
            // None is told of those who reject, abstain or are silent when there are none.
            self.set(count, (number > 0 || count == "accepting").then(|| Value::number(number, PATH)));
            if is_named {
                let told: Vec<Value> = ids.into_iter().map(|id| body(ground, id)).collect();
                let list = Value::list(&told).map(|mut list| {
                    list.rests_on.insert(PATH.to_owned());
                    list
                });
                self.set(names, list);
            }
        }
        let known = || Value::known("occasion.voters");
        match ground.occasion.voters {
            Voters::Names if is_named => self.set("names", known()),
            Voters::Names => {
                self.set("counts", known());
                self.set("names-withheld", known());
            }
            Voters::Counts => self.set("counts", known()),
        }
        if let Some(support) = answer.support {
            self.set("support", Value::number(support, PATH));
            self.set("base", Value::number(answer.support_base, PATH));
            let [by_weight, by_bodies, by_measure] = ["by-weight", "by-bodies", "by-measure"];
            let (name, value) = rule::measure(
                &rule::Terms { ground, templates },
                &ground.dossier.rule.support,
                [by_weight, by_bodies, by_measure],
            );
            self.set(name, value);
        }
        if answer.package.is_some() && !ground.dossier.rule.veto.is_empty() {
            let holders: Vec<Value> = ground.dossier.rule.veto.iter().map(|id| body(ground, id)).collect();
            self.set("vetoes", Value::list(&holders));
        }
    }

    fn next(&mut self, ground: &Ground<'_>) {
        let answer = ground.answer;
        let formed = ground.dossier.committees.iter();
        let formed = formed.filter(|it| it.on.is_empty() || it.on.contains(&answer.position));
        let told = formed.map(|committee| {
            let path = format!("committee.{}", committee.id);
            let mut name = Value::name(&committee.name, &committee.id, &path);
            name.rests_on.insert("answer.position".to_owned());
            let members: Vec<Value> = committee.members.iter().map(|id| body(ground, id)).collect();
            let mut scope = Scope::from([("committee.name", name)]);
            scope.extend(Value::list(&members).map(|it| ("committee.members", it)));
            scope
        });
        let told = told.collect();
        self.lists.insert("committees", told);
        self.set("review", ground.occasion.review.map(|it| Value::day(it, "occasion.review")));
        self.set("reply-by", ground.occasion.reply_by.map(|it| Value::day(it, "occasion.reply_by")));
    }

    fn occasion(&mut self, ground: &Ground<'_>) {
        let occasion = ground.occasion;
        self.set("issued", occasion.issued.map(|it| Value::day(it, "occasion.issued")));
        let texts = [
            ("coalition", "occasion.coalition", &occasion.coalition),
            ("place", "occasion.place", &occasion.place),
            ("reason", "occasion.reason", &occasion.reason),
        ];
        for (name, path, text) in texts {
            self.set(name, text.as_ref().map(|it| Value::text(it, path)));
        }
        self.set(
            "waiver.reason",
            occasion.waiver.as_ref().map(|it| Value::text(&it.reason, "occasion.waiver")),
        );
        let news =
            occasion.news.iter().map(|it| Scope::from([("news.words", Value::text(it, "occasion.news"))]));
        self.lists.insert("news", news.collect());
        if let Some(about) = &occasion.about {
            const PATH: &str = "occasion.about";
            self.set("about.title", Value::text(&about.title, PATH));
            self.set("about.issued", Value::day(about.issued, PATH));
            let hashes: Vec<Value> = about.sha256.iter().map(|it| Value::same(it, PATH)).collect();
            self.set("about.sha256", Value::list(&hashes));
        }
        if let Some(conference) = &occasion.conference {
            const PATH: &str = "occasion.conference";
            self.set("conference.on", Value::day(conference.on, PATH));
            self.set("conference.at", Value::same(&conference.at, PATH));
            self.set("conference.place", Value::text(&conference.place, PATH));
            self.set("conference.zone", conference.zone.as_ref().map(|it| Value::text(it, PATH)));
            self.set("conference.contact", conference.contact.as_ref().map(|it| Value::text(it, PATH)));
            let speakers: Vec<Value> = conference.speakers.iter().map(|it| Value::text(it, PATH)).collect();
            self.set("conference.speakers", Value::list(&speakers));
        }
        let chosen = occasion.quotes.iter().filter_map(|number| {
            let quote = ground.dossier.quotes.get(number.checked_sub(1)?)?;
            let path = format!("quote.{number}");
            let mut scope = Scope::from([("quote.said", Value::text(&quote.said, &path))]);
            scope.extend(quote.speaker.as_ref().map(|it| ("quote.speaker", Value::text(it, &path))));
            scope.extend(quote.role.as_ref().map(|it| ("quote.role", Value::text(it, &path))));
            Some(scope)
        });
        self.lists.insert("quotes", chosen.collect());
    }
}

fn condition_scope(ground: &Ground<'_>, condition: &Condition, package: &[&Condition]) -> Scope {
    let path = format!("condition.{}", condition.id);
    let mut text = Value::name(&condition.text, &condition.id, &path);
    text.rests_on.insert("answer.position".to_owned());
    let mut scope = Scope::from([("condition.text", text)]);
    let harms: Vec<Value> = condition
        .stops
        .iter()
        .map(|id| {
            let found = ground.dossier.harms.iter().find(|it| it.id == *id);
            Value::name(found.map_or(&Text::default(), |it| &it.name), id, &format!("harm.{id}"))
        })
        .collect();
    scope.extend(Value::list(&harms).map(|it| ("condition.harms", it)));
    let callers: Vec<Value> = package
        .iter()
        .enumerate()
        .filter(|(_, other)| other.implies.contains(&condition.id))
        .map(|(at, other)| Value::same(&(at + 1).to_string(), &format!("condition.{}", other.id)))
        .collect();
    scope.extend(Value::list(&callers).map(|it| ("condition.implied-by", it)));
    let is_named = ground.occasion.voters == Voters::Names;
    let proposed_by = condition.proposed_by.as_ref().filter(|_| is_named);
    scope.extend(proposed_by.map(|it| ("condition.proposed-by", Value::text(it, &path))));
    scope
}

/// What a body is called.
fn body(ground: &Ground<'_>, id: &Id) -> Value {
    let found = ground.dossier.bodies.iter().find(|it| it.id == *id);
    Value::name(found.map_or(&Text::default(), |it| &it.name), id, &format!("body.{id}"))
}
