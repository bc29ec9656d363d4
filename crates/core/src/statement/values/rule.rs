//! What the rule asks for and what was reached, row by row, for the table of a statement.

use super::{Scope, Value, Values};
use crate::{
    position::{
        model::{Fixed, Model, Standing, Suppositions},
        package::Package,
        quantity::{Quantity, Threshold},
        rule::{Base, Measure, Requirement},
    },
    statement::{Templates, basis::Ground},
    text::Text,
};

const PATH: &str = "rule";

/// Where the words of the rule are found.
pub(super) struct Terms<'a> {
    pub ground: &'a Ground<'a>,
    pub templates: &'a Templates,
}

impl Values {
    /// Every requirement with how it stands at the package, or at the offer as it is when there is none.
    pub(super) fn requirements(&mut self, ground: &Ground<'_>, templates: &Templates) {
        let terms = Terms { ground, templates };
        // Without suppositions there is always a model.
        let Ok(model) = Model::new(ground.dossier, &Suppositions::default()) else { return };
        let conditions = &ground.dossier.conditions;
        let package = ground.answer.package.iter().flatten();
        let package: Package =
            package.filter_map(|id| conditions.iter().position(|it| it.id == *id)).collect();
        let voted = model.verdicts(&package, &Fixed::new());
        let mut rows = Vec::new();
        let rule = &ground.dossier.rule;
        if let (Some(quorum), Some(standing)) = (&rule.quorum, model.quorum()) {
            let mut scope = row(&terms, quorum, standing);
            scope.insert("row.quorum", Value::known(PATH));
            rows.push(scope);
        }
        // Below the quorum nothing else was applied.
        if model.has_quorum() {
            for (at, (alternative, tallies)) in
                rule.alternatives.iter().zip(&model.terms.alternatives).enumerate()
            {
                for (requirement, tally) in alternative.requires.iter().zip(tallies) {
                    let mut scope = row(&terms, requirement, tally.standing(&voted));
                    if rule.alternatives.len() > 1 {
                        scope.insert("row.alternative", Value::number(at as u64 + 1, PATH));
                    }
                    rows.push(scope);
                }
            }
        }
        self.lists.insert("requirements", rows);
    }
}

fn row(terms: &Terms<'_>, requirement: &Requirement, standing: Standing) -> Scope {
    let mut scope = Scope::new();
    scope.extend(requirement.chamber.as_ref().map(|it| ("row.chamber", term(terms, it))));
    let (name, value) =
        measure(terms, &requirement.measure, ["row.by-weight", "row.by-bodies", "row.by-measure"]);
    scope.insert(name, value);
    let quantity = match requirement.threshold.quantity() {
        Quantity::Count(count) => Value::number(count, PATH),
        Quantity::Share(share) => {
            scope.insert("row.share", Value::known(PATH));
            Value::same(&share.to_string(), PATH)
        }
    };
    match requirement.threshold {
        Threshold::AtLeast(_) => scope.insert("row.at-least", quantity),
        Threshold::MoreThan(_) => scope.insert("row.more-than", quantity),
    };
    match requirement.base {
        Base::Members => {}
        Base::Present => drop(scope.insert("row.of-present", Value::known(PATH))),
        Base::Cast => drop(scope.insert("row.of-cast", Value::known(PATH))),
    }
    scope.insert("row.sum", Value::number(standing.sum, "answer.voters"));
    scope.insert("row.base", Value::number(standing.base, "answer.voters"));
    scope
}

/// What is counted, under one of three names.
pub(super) fn measure(
    terms: &Terms<'_>,
    measure: &Measure,
    names: [&'static str; 3],
) -> (&'static str, Value) {
    let [by_weight, by_bodies, by_measure] = names;
    match measure {
        Measure::Weight => (by_weight, Value::known(PATH)),
        Measure::Bodies => (by_bodies, Value::known(PATH)),
        Measure::Named(name) => (by_measure, term(terms, name)),
    }
}

/// A chamber or a measure, as the occasion words it.
fn term(terms: &Terms<'_>, name: &str) -> Value {
    match (terms.ground.occasion.terms.get(name), terms.templates.term(name)) {
        (Some(text), _) => Value::text(text, "occasion.terms"),
        (None, Some(text)) => Value::text(text, PATH),
        (None, None) => Value::text(&Text::plain(name), PATH),
    }
}
