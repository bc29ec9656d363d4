//! Following references: every id must lead somewhere, and what hangs together must fit.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    commitment::ReadCommitment,
    fields::At,
    packages::check_packages,
    rule::{ReadRule, measure},
    sections::{ReadInitiative, ReadStance, Sections},
};
use crate::{
    consultation::stance::NameKind,
    dossier::{
        Body, Committee, Condition, Date, Dossier, FiledStance, Harm, Initiative, Party, Place, Provision,
        RedLine,
        problem::{Known as Choices, Problem, ProblemKind, Problems, Right, See, Shared, Table, nearest},
    },
    position::rule::{Alternative, Requirement, Rule},
    text::Id,
};

/// Ids told when none of them is near to the one that was not found.
const TOLD: usize = 5;

/// The ids of one section, to look references up in.
pub struct Known<'s> {
    what: Table,
    ids: HashSet<&'s Id>,
    /// The first in the file's order.
    first: Vec<&'s Id>,
}

impl<'s> Known<'s> {
    /// The ids of a section; doubled and look-alike ones are reported.
    pub fn new(
        what: Table,
        entries: impl Iterator<Item = &'s At<Id>> + Clone,
        problems: &mut Problems,
    ) -> Self {
        unique(what, entries.clone(), problems);
        let mut ids = HashSet::new();
        let mut first: Vec<&Id> = Vec::new();
        for At { value: id, .. } in entries {
            if ids.insert(id) && first.len() < TOLD {
                first.push(id);
            }
        }
        Self { what, first, ids }
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
        // Looking through all ids for each of many thousand references would take minutes.
        let right = if problems.are_told_at(span.start) { self.right(None, id) } else { Right::NotSought };
        Problem::error(span, ProblemKind::UnknownId { id: id.clone(), of: vec![self.what], right })
    }

    pub fn either(&self, other: &Self, references: &[At<Id>], problems: &mut Problems) {
        for At { value: id, span } in references {
            if !self.ids.contains(id) && !other.ids.contains(id) {
                let is_told = problems.are_told_at(span.start);
                let right = if is_told { self.right(Some(other), id) } else { Right::NotSought };
                let of = vec![self.what, other.what];
                problems
                    .push(Problem::error(span.clone(), ProblemKind::UnknownId { id: id.clone(), of, right }));
            }
        }
    }

    /// What could stand where an unknown id stands.
    fn right(&self, other: Option<&Self>, id: &Id) -> Right {
        let all = || std::iter::once(self).chain(other);
        let ids = all().flat_map(|it| &it.ids).map(|id| id.as_str());
        match nearest(id.as_str(), ids) {
            Some(meant) => Right::Meant(meant.to_owned()),
            None => Right::Among(all().map(Self::choices).collect()),
        }
    }

    fn choices(&self) -> Choices {
        Choices {
            of: self.what,
            first: self.first.iter().map(ToString::to_string).collect(),
            more: self.ids.len().saturating_sub(self.first.len()),
        }
    }
}

impl Sections {
    /// Follows every reference and builds the dossier; `None` when a part is missing altogether.
    pub fn follow(mut self, problems: &mut Problems) -> Option<Dossier> {
        let places = Known::new(Table::Place, self.places.iter().map(|it| &it.id), problems);
        let parties = Known::new(Table::Party, self.parties.iter().map(|it| &it.id), problems);
        let harms = Known::new(Table::Harm, self.harms.iter().map(|it| &it.id), problems);
        let provisions = Known::new(Table::Provision, self.provisions.iter().map(|it| &it.id), problems);
        let bodies = Known::new(Table::Body, self.bodies.iter().map(|it| &it.id), problems);
        let conditions = Known::new(Table::Condition, self.conditions.iter().map(|it| &it.id), problems);
        unique(Table::RedLine, self.red_lines.iter().map(|it| &it.id), problems);
        let committees = Known::new(Table::Committee, self.committees.iter().map(|it| &it.id), problems);
        unique(Table::Commitment, self.commitments.iter().map(|it| &it.id), problems);

        if let Some(initiative) = &self.initiative {
            places.check(&initiative.scope, problems);
            in_order(("received", &initiative.received), ("deadline", &initiative.deadline), problems);
        }
        for place in &self.places {
            places.check(&place.within, problems);
        }
        for provision in &self.provisions {
            parties.either(&bodies, &provision.obliged, problems);
            harms.check(&provision.stops, problems);
            places.check(&provision.places, problems);
            in_order(("from", &provision.from), ("until", &provision.until), problems);
        }
        for condition in &self.conditions {
            harms.check(&condition.stops, problems);
            conditions.check(condition.implies.iter().chain(&condition.excludes), problems);
            for excluded in condition.excludes.iter().filter(|it| it.value == condition.id.value) {
                let kind = ProblemKind::ExcludesItself(excluded.value.clone());
                problems.push(Problem::error(excluded.span.clone(), kind));
            }
        }
        for stance in &self.stances {
            bodies.check([&stance.body], problems);
            for name in &stance.says.names {
                let known = if name.kind == NameKind::Body { &bodies } else { &conditions };
                if !known.ids.contains(&name.id) {
                    let mut problem = known.unknown(&name.id, stance.says.place.of(&name.span), problems);
                    if let ProblemKind::UnknownId { right, .. } = &mut problem.kind
                        && name.kind == NameKind::Condition
                        && bodies.ids.contains(&name.id)
                    {
                        *right = Right::Body;
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
        for commitment in &self.commitments {
            parties.either(&bodies, &commitment.obliged, problems);
            conditions.either(&provisions, &commitment.rests_on, problems);
            places.check(&commitment.places, problems);
            committees.check(&commitment.judged_by, problems);
            commitment.check(problems);
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
        let mut check = |name: &Option<At<String>>, known: &HashSet<&str>, built_in: &[&str], of: Shared| {
            if let Some(name) = name
                && !known.contains(name.value.as_str())
                && !built_in.contains(&name.value.as_str())
            {
                let mut words: Vec<&str> = known.iter().chain(built_in).copied().collect();
                let meant = nearest(&name.value, words.iter().copied()).map(str::to_owned);
                words.sort_unstable();
                words.truncate(TOLD);
                let known = words.into_iter().map(str::to_owned).collect();
                let kind = ProblemKind::UnknownName { of, name: name.value.clone(), meant, known };
                problems.push(Problem::warning(name.span.clone(), kind));
            }
        };
        const BUILT_IN: [&str; 2] = ["bodies", "weight"];
        let rule = &self.rule;
        let inner = rule.alternatives.iter().flat_map(|(_, requires)| requires);
        for requirement in rule.quorum.iter().chain(&rule.requires).chain(inner) {
            check(&requirement.measure, &measures, &BUILT_IN, Shared::Measure);
            check(&requirement.chamber, &chambers, &[], Shared::Chamber);
        }
        check(&rule.support, &measures, &BUILT_IN, Shared::Measure);
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
                let kind = ProblemKind::CyclicPlace(place.value.clone());
                problems.push(Problem::error(place.span.clone(), kind));
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
            commitments: self.commitments.into_iter().map(ReadCommitment::commitment).collect(),
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

/// Reports two days in the wrong order, by their keys.
pub(super) fn in_order(
    (first, earlier): (&'static str, &Option<At<Date>>),
    (second, later): (&'static str, &Option<At<Date>>),
    problems: &mut Problems,
) {
    if let (Some(earlier), Some(later)) = (earlier, later)
        && later.value < earlier.value
    {
        let problem = Problem::error(later.span.clone(), ProblemKind::DateOrder(first, second));
        problems.push(problem.with_see(earlier.span.clone(), See::FirstDay));
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
            let kind = ProblemKind::FutureVersion { current: initiative.version, answered: version };
            problems.push(Problem::error(at.span.clone(), kind));
        }
        match filed.get(&(&stance.body.value, version)) {
            Some(first) => {
                let kind = ProblemKind::TwoStances(stance.body.value.clone(), version);
                let problem = Problem::error(stance.body.span.clone(), kind);
                problems.push(problem.with_see((*first).clone(), See::First));
            }
            None => {
                filed.insert((&stance.body.value, version), &stance.body.span);
            }
        }
    }
}

/// Entries by id; a doubled or look-alike id is reported.
pub fn unique<'e>(of: Table, entries: impl Iterator<Item = &'e At<Id>>, problems: &mut Problems) {
    let mut known: HashMap<String, &At<Id>> = HashMap::new();
    for entry in entries {
        let Some(first) = known.get(&entry.value.skeleton()) else {
            known.insert(entry.value.skeleton(), entry);
            continue;
        };
        let (id, other) = (entry.value.clone(), first.value.clone());
        let kind = if id == other {
            ProblemKind::DuplicateId { of, id }
        } else {
            ProblemKind::LookAlikeId { of, id, other }
        };
        let problem = Problem::error(entry.span.clone(), kind);
        problems.push(problem.with_see(first.span.clone(), See::First));
    }
}
