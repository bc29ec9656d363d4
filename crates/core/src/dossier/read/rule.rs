//! The rule section: requirements, their quantities and bases.

use super::{
    SECTION_LIMIT,
    fields::{At, Fields, Length},
};
use crate::{
    dossier::problem::{Problem, ProblemKind, Table},
    position::{
        quantity::{Quantity, Threshold},
        rule::{Base, Fallback, Measure, Requirement},
    },
    text::{Id, Text},
};

/// The most alternatives of a rule.
pub const ALTERNATIVE_LIMIT: usize = 12;

/// The most requirements of one alternative.
pub const REQUIREMENT_LIMIT: usize = 100;

/// A rule whose references have not been followed yet.
#[derive(Default)]
pub struct ReadRule {
    pub quorum: Option<ReadRequirement>,
    pub requires: Vec<ReadRequirement>,
    pub alternatives: Vec<(Option<Text>, Vec<ReadRequirement>)>,
    pub veto: Vec<At<Id>>,
    pub max_objections: Option<u64>,
    pub fallback: Fallback,
    pub support: Option<At<String>>,
}

pub struct ReadRequirement {
    pub chamber: Option<At<String>>,
    pub measure: Option<At<String>>,
    pub threshold: Threshold,
    pub base: Base,
}

impl ReadRequirement {
    /// The requirement, its names taken as they are.
    pub fn requirement(&self) -> Requirement {
        Requirement {
            chamber: self.chamber.as_ref().map(|chamber| chamber.value.clone()),
            measure: measure(self.measure.as_ref()),
            threshold: self.threshold,
            base: self.base,
        }
    }
}

/// The measure of that name; weight when none is given.
pub fn measure(name: Option<&At<String>>) -> Measure {
    name.map(|name| Measure::named(name.value.clone())).unwrap_or_default()
}

/// Reads `[rule]`; without one, the default rule.
pub fn read_rule(fields: &mut Fields<'_, '_>) -> ReadRule {
    fields.table("rule", Table::Rule, rule).unwrap_or_default()
}

fn rule(fields: &mut Fields<'_, '_>) -> ReadRule {
    const FALLBACKS: [(&str, Fallback); 2] = [("reject", Fallback::Reject), ("none", Fallback::None)];
    let quorum = fields.table("quorum", Table::Quorum, |fields| {
        let of = fields.place_of("of");
        let quorum = requirement(fields);
        if quorum.as_ref().is_some_and(|quorum| quorum.base == Base::Cast) {
            fields.report(Problem::error(of, ProblemKind::QuorumOfCast));
        }
        quorum
    });
    let quorum = quorum.flatten();
    let (has_requires, of_requires) = (fields.has("requires"), fields.place_of("requires"));
    let requires = requirements(fields, "requires");
    let alternatives = fields.tables("alternative", Table::Alternative, ALTERNATIVE_LIMIT, |fields| {
        let name = fields.text("name", Length::Short);
        let of_requires = fields.place_of("requires");
        let requires = requirements(fields, "requires");
        if requires.is_empty() {
            fields.report(Problem::error(of_requires, ProblemKind::EmptyAlternative));
        }
        (name, requires)
    });
    if has_requires && !requires.is_empty() && !alternatives.is_empty() {
        fields.report(Problem::error(of_requires, ProblemKind::TwoRules));
    }
    ReadRule {
        quorum,
        requires,
        alternatives,
        veto: fields.ids("veto"),
        max_objections: fields.number("max_objections", 0).map(|most| most.value),
        fallback: fields.choice("fallback", &FALLBACKS).unwrap_or_default(),
        support: fields.words("support"),
    }
}

fn requirements(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<ReadRequirement> {
    let read = fields.tables(key, Table::Requirement, REQUIREMENT_LIMIT.min(SECTION_LIMIT), requirement);
    read.into_iter().flatten().collect()
}

fn requirement(fields: &mut Fields<'_, '_>) -> Option<ReadRequirement> {
    const BASES: [(&str, Base); 3] =
        [("members", Base::Members), ("present", Base::Present), ("cast", Base::Cast)];
    let chamber = fields.words("in");
    let measure = fields.words("measure");
    let at_least = quantity(fields, "at_least");
    let more_than = quantity(fields, "more_than");
    let base = fields.choice("of", &BASES).unwrap_or(Base::Members);
    // A quantity that cannot be read has been reported; the names beside it are still looked up.
    let read = |quantity: Option<Quantity>| quantity.unwrap_or(Quantity::Count(0));
    let threshold = match (at_least, more_than) {
        (Some(at_least), None) => Threshold::AtLeast(read(at_least)),
        (None, Some(more_than)) => Threshold::MoreThan(read(more_than)),
        (given, _) => {
            let kind = match given {
                Some(_) => ProblemKind::TwoThresholds,
                None => ProblemKind::NoThreshold,
            };
            fields.report(Problem::error(fields.span.clone(), kind));
            return None;
        }
    };
    Some(ReadRequirement { chamber, measure, threshold, base })
}

/// The quantity under a key: `None` when absent, `Some(None)` when it cannot be read.
pub(super) fn quantity(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Option<Quantity>> {
    let is_there = fields.has(key);
    let read = fields.quantity(key);
    if !is_there {
        return None;
    }
    Some(read.and_then(|At { value, span }| match value {
        Ok(count) => Some(Quantity::Count(count)),
        Err(share) => match share.parse() {
            Ok(share) => Some(Quantity::Share(share)),
            Err(error) => {
                fields.report(Problem::error(span, ProblemKind::BadShare(error)));
                None
            }
        },
    }))
}
