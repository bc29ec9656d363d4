//! Following references: every id must lead somewhere, and what hangs together must fit.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    fields::At,
    packages::check_packages,
    rule::{ReadRule, measure},
    sections::{ReadInitiative, ReadStance, Sections},
    words::listed,
};
use crate::{
    consultation::stance::NameKind,
    dossier::{
        Body, Committee, Condition, Date, Dossier, FiledStance, Harm, Initiative, Party, Place, Provision,
        RedLine,
        problem::{Problem, Problems},
    },
    position::rule::{Alternative, Requirement, Rule},
    text::Id,
};

/// Ids told when none of them is near to the one that was not found.
const TOLD: usize = 5;

/// The ids of one section, to look references up in.
pub struct Known<'s> {
    what: &'static str,
    ids: HashSet<&'s Id>,
    /// The first in the file's order.
    first: Vec<&'s Id>,
}

impl<'s> Known<'s> {
    /// The ids of a section; doubled and look-alike ones are reported.
    pub fn new(
        what: &'static str,
        entries: impl Iterator<Item = &'s At<Id>> + Clone,
        problems: &mut Problems,
    ) -> Self {
        unique(what, entries.clone(), problems);
        let ids = entries.map(|entry| &entry.value);
        Self { what, first: ids.clone().take(TOLD).collect(), ids: ids.collect() }
    }

    /// Whether there is such an id.
    pub fn has(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }

    /// Reports every reference that leads nowhere.
    pub fn check<'r>(&self, references: impl IntoIterator<Item = &'r At<Id>>, problems: &mut Problems) {
        for reference in references {
            self.check_one(&reference.value, reference.span.clone(), problems);
        }
    }

    fn check_one(&self, id: &Id, span: Range<usize>, problems: &mut Problems) {
        if !self.ids.contains(id) {
            let problem = self.unknown(id, span, problems);
            problems.push(problem);
        }
    }

    fn unknown(&self, id: &Id, span: Range<usize>, problems: &Problems) -> Problem {
        let is_told = problems.are_told_at(span.start);
        let problem = Problem::error("unknown-id", span, format!("unknown {} `{id}`", self.what));
        // Looking through all ids for each of many thousand references would take minutes.
        if is_told {
            problem.with_nearest(id.as_str(), self.ids.iter().map(|id| id.as_str()), || self.choices())
        } else {
            problem
        }
    }

    fn either(&self, other: &Self, references: &[At<Id>], problems: &mut Problems) {
        for reference in references {
            if !self.ids.contains(&reference.value) && !other.ids.contains(&reference.value) {
                let message =
                    format!("`{}` is neither a {} nor a {}", reference.value, self.what, other.what);
                let mut problem = Problem::error("unknown-id", reference.span.clone(), message);
                if problems.are_told_at(reference.span.start) {
                    let all = self.ids.iter().chain(&other.ids).map(|id| id.as_str());
                    problem = problem.with_nearest(reference.value.as_str(), all, || {
                        format!("{}; {}", self.choices(), other.choices())
                    });
                }
                problems.push(problem);
            }
        }
    }

    /// What could stand where an unknown id stands.
    fn choices(&self) -> String {
        let what = self.what;
        if self.first.is_empty() {
            return format!("the file has no {what} yet: add a section `[[{what}]]` with this `id`");
        }
        let ids = self.first.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        match self.ids.len().saturating_sub(self.first.len()) {
            0 => format!("the ids of a {what} in this file: {ids}"),
            more => format!("the ids of a {what} in this file: {ids} and {more} more"),
        }
    }
}

impl Sections {
    /// Follows every reference and builds the dossier; `None` when a part is missing altogether.
    pub fn follow(mut self, problems: &mut Problems) -> Option<Dossier> {
        let places = Known::new("place", self.places.iter().map(|it| &it.id), problems);
        let parties = Known::new("party", self.parties.iter().map(|it| &it.id), problems);
        let harms = Known::new("harm", self.harms.iter().map(|it| &it.id), problems);
        let provisions = Known::new("provision", self.provisions.iter().map(|it| &it.id), problems);
        let bodies = Known::new("body", self.bodies.iter().map(|it| &it.id), problems);
        let conditions = Known::new("condition", self.conditions.iter().map(|it| &it.id), problems);
        unique("red line", self.red_lines.iter().map(|it| &it.id), problems);
        unique("committee", self.committees.iter().map(|it| &it.id), problems);

        if let Some(initiative) = &self.initiative {
            places.check(&initiative.scope, problems);
            in_order(&initiative.received, &initiative.deadline, "`deadline` is before `received`", problems);
        }
        for place in &self.places {
            places.check(&place.within, problems);
        }
        for provision in &self.provisions {
            parties.either(&bodies, &provision.obliged, problems);
            harms.check(&provision.stops, problems);
            places.check(&provision.places, problems);
            in_order(&provision.from, &provision.until, "`until` is before `from`", problems);
        }
        for condition in &self.conditions {
            harms.check(&condition.stops, problems);
            conditions.check(condition.implies.iter().chain(&condition.excludes), problems);
            for excluded in condition.excludes.iter().filter(|it| it.value == condition.id.value) {
                let message = format!("`{}` excludes itself", excluded.value);
                let problem = Problem::error("excludes-itself", excluded.span.clone(), message);
                problems.push(problem.with_help("name only other conditions in `excludes`"));
            }
        }
        for stance in &self.stances {
            bodies.check([&stance.body], problems);
            for name in &stance.says.names {
                let known = if name.kind == NameKind::Body { &bodies } else { &conditions };
                if !known.ids.contains(&name.id) {
                    let mut problem = known.unknown(&name.id, stance.says.place.of(&name.span), problems);
                    if name.kind == NameKind::Condition && bodies.ids.contains(&name.id) {
                        problem =
                            problem.with_help(format!("it is a body; `@{}` means that it accepts", name.id));
                    }
                    problems.push(problem);
                }
            }
        }
        for red_line in &self.red_lines {
            conditions.either(&provisions, &red_line.against, problems);
        }
        for committee in &self.committees {
            bodies.check(&committee.members, problems);
        }
        bodies.check(&self.rule.veto, problems);
        self.check_measures(problems);
        self.check_places(problems);
        check_packages(&self.conditions, problems);
        let game = self.game.take().map(|game| game.follow(problems));
        let stress = std::mem::take(&mut self.stress);
        let stress =
            stress.follow(&conditions, &[&provisions, &conditions, &harms, &places, &parties], problems);
        let initiative = self.initiative.take()?;
        check_versions(&initiative, &self.stances, problems);
        Some(Dossier { game, stress, ..self.dossier(initiative) })
    }

    /// Names of measures and chambers in the rule should be some body's. One that is nobody's counts
    /// 0, which a rule may mean while a chamber stands empty, but which is mostly a slip.
    fn check_measures(&self, problems: &mut Problems) {
        let measures: HashSet<&str> =
            self.bodies.iter().flat_map(|body| &body.measures).map(|(name, _)| name.value.as_str()).collect();
        let chambers: HashSet<&str> =
            self.bodies.iter().flat_map(|body| &body.chambers).map(|name| name.value.as_str()).collect();
        let mut check = |name: &Option<At<String>>, known: &HashSet<&str>, built_in: &[&str], what: &str| {
            if let Some(name) = name
                && !known.contains(name.value.as_str())
                && !built_in.contains(&name.value.as_str())
            {
                let message = format!("no body has the {what} `{}`", name.value);
                let words = known.iter().chain(built_in).copied();
                let problem = Problem::warning("unknown-name", name.span.clone(), message);
                problems.push(problem.with_nearest(&name.value, words.clone(), || {
                    let mut words: Vec<&str> = words.collect();
                    words.sort_unstable();
                    words.truncate(TOLD);
                    match words.as_slice() {
                        [] => format!("no body has a {what} yet; until one has it, it counts 0"),
                        words => format!("there is {}; until a body has it, it counts 0", listed(words)),
                    }
                }));
            }
        };
        const BUILT_IN: [&str; 2] = ["bodies", "weight"];
        let rule = &self.rule;
        let inner = rule.alternatives.iter().flat_map(|(_, requires)| requires);
        for requirement in rule.quorum.iter().chain(&rule.requires).chain(inner) {
            check(&requirement.measure, &measures, &BUILT_IN, "measure");
            check(&requirement.chamber, &chambers, &[], "chamber");
        }
        check(&rule.support, &measures, &BUILT_IN, "measure");
    }

    /// No place lies within itself.
    fn check_places(&self, problems: &mut Problems) {
        let at: HashMap<&Id, usize> =
            self.places.iter().enumerate().map(|(at, place)| (&place.id.value, at)).collect();
        // The walk in which a place was first met. Every place is walked through once, whatever the
        // depth of the gazetteer; meeting one again in the same walk closes a circle.
        let mut met = vec![None; self.places.len()];
        for walk in 0..self.places.len() {
            let mut next = Some(walk);
            while let Some(here) = next.filter(|&here| met[here].is_none()) {
                met[here] = Some(walk);
                next = self.places[here].within.as_ref().and_then(|outer| at.get(&outer.value).copied());
            }
            let Some(start) = next.filter(|&here| met[here] == Some(walk)) else {
                continue;
            };
            let mut here = start;
            loop {
                let place = &self.places[here].id;
                let message = format!("`{}` lies within itself", place.value);
                let problem = Problem::error("cyclic-place", place.span.clone(), message);
                problems.push(problem.with_help("`within` leads from the smaller place to the larger"));
                let outer = self.places[here].within.as_ref().and_then(|outer| at.get(&outer.value));
                match outer {
                    Some(&outer) if outer != start => here = outer,
                    _ => break,
                }
            }
        }
    }

    fn dossier(self, initiative: ReadInitiative) -> Dossier {
        let values = |ids: Vec<At<Id>>| -> Vec<Id> { ids.into_iter().map(|id| id.value).collect() };
        let date = |date: Option<At<Date>>| date.map(|date| date.value);
        let version = initiative.version;
        let initiative = Initiative {
            id: initiative.id.value,
            title: initiative.title,
            sponsor: initiative.sponsor,
            received: date(initiative.received),
            deadline: date(initiative.deadline),
            scope: values(initiative.scope),
            version,
        };
        let provisions = self.provisions.into_iter().map(|it| Provision {
            id: it.id.value,
            text: it.text,
            obliged: values(it.obliged),
            stops: values(it.stops),
            places: values(it.places),
            from: date(it.from),
            until: date(it.until),
            verified_by: it.verified_by,
            on_breach: it.on_breach,
            status: it.status,
        });
        let bodies = self.bodies.into_iter().map(|it| Body {
            id: it.id.value,
            name: it.name,
            chambers: it.chambers.into_iter().map(|chamber| chamber.value).collect(),
            weight: it.weight,
            measures: it.measures.into_iter().map(|(name, count)| (name.value, count)).collect(),
        });
        let conditions = self.conditions.into_iter().map(|it| Condition {
            id: it.id.value,
            text: it.text,
            burden: it.burden,
            stops: values(it.stops),
            implies: values(it.implies),
            excludes: values(it.excludes),
            proposed_by: it.proposed_by,
        });
        // A stance that cannot be read has been reported, and no dossier comes out.
        let stances = self.stances.into_iter().filter_map(|it| {
            Some(FiledStance {
                body: it.body.value,
                says: it.says.parsed?.said(),
                version: it.version.map_or(version, |version| version.value),
                confidence: it.confidence,
                standing: it.standing,
                reason: it.reason,
                source: it.source,
            })
        });
        Dossier {
            initiative,
            places: self
                .places
                .into_iter()
                .map(|it| Place {
                    id: it.id.value,
                    name: it.name,
                    within: it.within.map(|id| id.value),
                    at: it.at,
                })
                .collect(),
            parties: self.parties.into_iter().map(|it| Party { id: it.id.value, name: it.name }).collect(),
            harms: self.harms.into_iter().map(|it| Harm { id: it.id.value, name: it.name }).collect(),
            provisions: provisions.collect(),
            bodies: bodies.collect(),
            conditions: conditions.collect(),
            stances: stances.collect(),
            rule: rule(self.rule),
            quotes: self.quotes,
            red_lines: self
                .red_lines
                .into_iter()
                .map(|it| RedLine { id: it.id.value, text: it.text, against: values(it.against) })
                .collect(),
            committees: self
                .committees
                .into_iter()
                .map(|it| Committee {
                    id: it.id.value,
                    name: it.name,
                    members: values(it.members),
                    on: it.on,
                })
                .collect(),
            game: None,
            stress: Default::default(),
        }
    }
}

fn rule(read: ReadRule) -> Rule {
    let requirements = |requires: &[super::rule::ReadRequirement]| -> Vec<Requirement> {
        requires.iter().map(super::rule::ReadRequirement::requirement).collect()
    };
    let alternatives = if !read.requires.is_empty() {
        vec![Alternative { name: None, requires: requirements(&read.requires) }]
    } else if !read.alternatives.is_empty() {
        let named = read.alternatives.iter();
        named
            .map(|(name, requires)| Alternative { name: name.clone(), requires: requirements(requires) })
            .collect()
    } else {
        Rule::default().alternatives
    };
    Rule {
        quorum: read.quorum.map(|quorum| quorum.requirement()),
        alternatives,
        veto: read.veto.into_iter().map(|id| id.value).collect(),
        max_objections: read.max_objections,
        fallback: read.fallback,
        support: measure(read.support.as_ref()),
    }
}

fn in_order(first: &Option<At<Date>>, second: &Option<At<Date>>, message: &str, problems: &mut Problems) {
    if let (Some(first), Some(second)) = (first, second)
        && second.value < first.value
    {
        let problem = Problem::error("date-order", second.span.clone(), message);
        let problem = problem.with_help("are the two days the wrong way round?");
        problems.push(problem.with_see(first.span.clone(), "the day that should come first is here"));
    }
}

/// At most one stance per body and version, and none for a version that is not there yet.
fn check_versions(initiative: &ReadInitiative, stances: &[ReadStance], problems: &mut Problems) {
    let mut filed: HashMap<(&Id, u64), &Range<usize>> = HashMap::new();
    for stance in stances {
        let version = stance.version.as_ref().map_or(initiative.version, |version| version.value);
        if let Some(at) = &stance.version
            && version > initiative.version
        {
            let message =
                format!("the initiative is at version {}, not yet at {version}", initiative.version);
            let problem = Problem::error("future-version", at.span.clone(), message);
            problems.push(problem.with_help(format!(
                "write the version that the stance answers, up to {}, or raise `version` of the initiative",
                initiative.version
            )));
        }
        match filed.get(&(&stance.body.value, version)) {
            Some(first) => {
                let message = format!("`{}` has two stances on version {version}", stance.body.value);
                let problem = Problem::error("two-stances", stance.body.span.clone(), message)
                    .with_help("keep the one that counts");
                problems.push(problem.with_see((*first).clone(), "the first is here"));
            }
            None => {
                filed.insert((&stance.body.value, version), &stance.body.span);
            }
        }
    }
}

/// Entries by id; a doubled or look-alike id is reported.
pub fn unique<'e>(what: &str, entries: impl Iterator<Item = &'e At<Id>>, problems: &mut Problems) {
    let mut known: HashMap<String, &At<Id>> = HashMap::new();
    for entry in entries {
        let Some(first) = known.get(&entry.value.skeleton()) else {
            known.insert(entry.value.skeleton(), entry);
            continue;
        };
        let problem = if first.value == entry.value {
            let message = format!("there are two of {what} `{}`", entry.value);
            Problem::error("duplicate-id", entry.span.clone(), message)
                .with_help("give one of them another id, or leave one out")
        } else {
            let message =
                format!("{what} `{}` looks like `{}` and is not the same", entry.value, first.value);
            Problem::error("look-alike-id", entry.span.clone(), message)
                .with_help("readers would take one for the other; choose ids that can be told apart")
        };
        problems.push(problem.with_see(first.span.clone(), "the first is here"));
    }
}
