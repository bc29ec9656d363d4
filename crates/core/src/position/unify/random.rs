//! Random dossiers over the whole stance language and all forms of the rule, for tests.

use crate::{
    consultation::stance::{Clause, Formula, Guard, Language, Said, Stance, Verdict},
    dossier::{Body, Condition, Confidence, Dossier, FiledStance, Initiative, Standing},
    position::{
        model::{Counted, Suppositions},
        quantity::{Quantity, Share, Threshold},
        rule::{Alternative, Base, Fallback, Measure, Requirement, Rule},
    },
    text::{Id, Text},
};

/// A dossier with so many bodies and conditions, and something supposed now and then.
pub fn dossier(seed: u64, bodies: usize, conditions: usize) -> (Dossier, Suppositions) {
    Dice(seed).dossier(bodies, conditions)
}

/// A source of choices that repeats itself for the same seed.
pub struct Dice(pub u64);

impl Dice {
    /// One of so many sides, from 0.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut mixed = self.0;
        mixed ^= mixed >> 32;
        mixed = mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        mixed ^= mixed >> 32;
        usize::try_from(mixed % sides as u64).unwrap()
    }

    /// Yes, once in so many times.
    pub fn is(&mut self, one_in: usize) -> bool {
        self.roll(one_in) == 0
    }

    fn count(&mut self, below: usize) -> u64 {
        self.roll(below) as u64
    }

    fn dossier(&mut self, bodies: usize, conditions: usize) -> (Dossier, Suppositions) {
        let body_ids: Vec<Id> = (0..bodies).map(|at| id(&format!("b{at}"))).collect();
        let condition_ids: Vec<Id> = (0..conditions).map(|at| id(&format!("c{at}"))).collect();
        let mut stances = Vec::new();
        for body in &body_ids {
            if self.is(8) {
                continue;
            }
            // Now and then on an older version of the initiative, on both, or on the current one.
            let versions: &[u64] = [&[2][..], &[1], &[1, 2], &[2, 1]][self.roll(12).saturating_sub(8)];
            for version in versions {
                stances.push(FiledStance {
                    body: body.clone(),
                    says: Said {
                        stance: self.stance(&condition_ids, &body_ids),
                        language: Language::English,
                    },
                    version: *version,
                    confidence: if self.is(5) { Confidence::Confidential } else { Confidence::Open },
                    standing: [
                        Standing::Mandated,
                        Standing::Mandated,
                        Standing::Expected,
                        Standing::Reported,
                    ][self.roll(4)],
                    reason: None,
                    source: None,
                });
            }
        }
        let mut suppositions = Suppositions::default();
        if self.is(8) {
            suppositions.counted = Counted::Mandated;
        }
        if self.is(6) {
            let body = body_ids[self.roll(bodies)].clone();
            suppositions.assumed.push((body, self.stance(&condition_ids, &body_ids)));
        }
        if self.is(8) && conditions > 0 {
            suppositions.with.push(condition_ids[self.roll(conditions)].clone());
        }
        if self.is(8) && conditions > 0 {
            let without = condition_ids[self.roll(conditions)].clone();
            if !suppositions.with.contains(&without) {
                suppositions.without.push(without);
            }
        }
        let dossier = Dossier {
            initiative: Initiative {
                id: id("offer"),
                title: Text::plain("offer"),
                sponsor: None,
                received: None,
                deadline: None,
                scope: Vec::new(),
                version: 2,
            },
            places: Vec::new(),
            parties: Vec::new(),
            harms: Vec::new(),
            provisions: Vec::new(),
            bodies: body_ids.iter().map(|id| self.body(id)).collect(),
            conditions: (0..conditions).map(|at| self.condition(at, &condition_ids)).collect(),
            stances,
            rule: self.rule(&body_ids),
            quotes: Vec::new(),
            red_lines: Vec::new(),
            committees: Vec::new(),
            commitments: Vec::new(),
            game: None,
            stress: Default::default(),
        };
        (dossier, suppositions)
    }

    fn body(&mut self, id: &Id) -> Body {
        let chambers: &[&str] = [&["north"][..], &["south"], &["north", "south"], &[]][self.roll(4)];
        Body {
            id: id.clone(),
            name: Text::plain(id.as_str()),
            chambers: chambers.iter().map(ToString::to_string).collect(),
            weight: self.count(5),
            measures: if self.is(2) { vec![("people".to_owned(), self.count(9))] } else { Vec::new() },
        }
    }

    fn condition(&mut self, at: usize, ids: &[Id]) -> Condition {
        let mut other = |one_in: usize| -> Vec<Id> {
            let others = if self.is(one_in) { 1 + self.roll(2) } else { 0 };
            let others = (0..others).map(|_| self.roll(ids.len())).filter(|&other| other != at);
            others.map(|other| ids[other].clone()).collect()
        };
        let (implies, excludes) = (other(4), other(5));
        Condition {
            id: ids[at].clone(),
            text: Text::plain(ids[at].as_str()),
            burden: 1 + self.count(3),
            stops: Vec::new(),
            implies,
            excludes,
            proposed_by: None,
        }
    }

    fn stance(&mut self, conditions: &[Id], bodies: &[Id]) -> Stance {
        let clauses = (0..=self.roll(3)).map(|_| {
            let verdict =
                [Verdict::Accept, Verdict::Accept, Verdict::Accept, Verdict::Reject, Verdict::Abstain]
                    [self.roll(5)];
            let awaited = if verdict == Verdict::Accept { bodies } else { &[] };
            let guard = match self.roll(10) {
                0 => Guard::Always,
                1 => Guard::Otherwise,
                2 => Guard::When { holds: None, unless: Some(self.formula(2, conditions, &[])) },
                3 => Guard::When {
                    holds: Some(self.formula(2, conditions, awaited)),
                    unless: Some(self.formula(1, conditions, &[])),
                },
                _ => Guard::When { holds: Some(self.formula(3, conditions, awaited)), unless: None },
            };
            Clause { verdict, guard }
        });
        Stance { clauses: clauses.collect() }
    }

    fn formula(&mut self, depth: usize, conditions: &[Id], awaited: &[Id]) -> Formula {
        if depth == 0 || self.is(3) {
            if !awaited.is_empty() && (conditions.is_empty() || self.is(3)) {
                return Formula::Accepts(awaited[self.roll(awaited.len())].clone());
            }
            return match conditions.len() {
                0 => Formula::AtLeast(self.count(2), vec![Formula::AtLeast(1, Vec::new())]),
                several => Formula::Condition(conditions[self.roll(several)].clone()),
            };
        }
        let kind = self.roll(6);
        let parts = |dice: &mut Self| -> Vec<Formula> {
            (0..2 + dice.roll(2)).map(|_| dice.formula(depth - 1, conditions, awaited)).collect()
        };
        match kind {
            0 => Formula::Not(Box::new(self.formula(depth - 1, conditions, &[]))),
            1 | 2 => Formula::All(parts(self)),
            3 | 4 => Formula::Any(parts(self)),
            _ => {
                let parts = parts(self);
                Formula::AtLeast(self.count(parts.len() + 2), parts)
            }
        }
    }

    /// Every other rule asks for one thing only, or too few packages would win.
    fn rule(&mut self, bodies: &[Id]) -> Rule {
        if self.is(2) {
            return Rule {
                alternatives: vec![Alternative { name: None, requires: vec![self.requirement()] }],
                support: self.measure(),
                ..Rule::default()
            };
        }
        let alternatives = (0..if self.is(3) { 2 + self.roll(2) } else { 1 }).map(|_| Alternative {
            name: None,
            requires: (0..1 + self.roll(3)).map(|_| self.requirement()).collect(),
        });
        Rule {
            alternatives: alternatives.collect(),
            quorum: self.is(4).then(|| {
                let base = [Base::Members, Base::Members, Base::Present][self.roll(3)];
                Requirement { base, ..self.requirement() }
            }),
            veto: (0..self.roll(5).saturating_sub(2))
                .map(|_| bodies[self.roll(bodies.len())].clone())
                .collect(),
            max_objections: self.is(4).then(|| self.count(3)),
            fallback: [Fallback::Reject, Fallback::None][self.roll(2)],
            support: self.measure(),
        }
    }

    fn requirement(&mut self) -> Requirement {
        let quantity = if self.is(4) {
            Quantity::Count(self.count(5))
        } else {
            let whole = 1 + self.count(4);
            Quantity::Share(Share::new(self.count(usize::try_from(whole).unwrap() + 1), whole).unwrap())
        };
        Requirement {
            chamber: self.is(3).then(|| ["north", "south"][self.roll(2)].to_owned()),
            measure: self.measure(),
            threshold: if self.is(2) { Threshold::AtLeast(quantity) } else { Threshold::MoreThan(quantity) },
            base: [Base::Members, Base::Present, Base::Cast][self.roll(3)],
        }
    }

    fn measure(&mut self) -> Measure {
        [Measure::Bodies, Measure::Weight, Measure::Named("people".to_owned())][self.roll(3)].clone()
    }
}

fn id(id: &str) -> Id {
    Id::new(id).unwrap()
}
