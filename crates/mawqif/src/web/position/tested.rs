//! What the test of the offer has to do with a condition of the package: the harm that it would stop, what findings
//! ask for and it brings, whom it would deter from breaking the agreement.

use mawqif_core::{
    initiative::{
        coverage::{Brings, Element, Standing},
        stability::{
            answer::{Defection, Outcome},
            concepts::Concept,
            deterrent::Will,
        },
        stress::StressTest,
    },
    text::Id,
};

use super::Words;
use crate::{
    locale::Language,
    stress::{Actors, Teller},
};

/// What brings an element, the rule that asks for it, and the message that names it.
const ASKED: [(Element, &str, &str); 2] = [
    (Element::Verifier, "no-verifier", "stress-verifier"),
    (Element::Response, "no-response", "stress-response"),
];

/// What the test has to do with a condition, in a line; none when that is nothing.
pub fn line(id: &Id, test: &StressTest, teller: &Teller<'_>, words: &Words) -> Option<String> {
    let brings = test.coverage.conditions.iter().find(|it| it.condition == *id)?;
    let list = |key: &str, names: Vec<String>| {
        (!names.is_empty()).then(|| words.tell(key, &[("list", words.locale().list(&names).into())]))
    };
    let parts = [
        list("board-covers", stopped(brings, test, teller)),
        list("board-adds", added(brings, test, words)),
        list("board-deters", deterred(brings, test, teller)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let between = match words.language() {
        Language::En => "; ",
        Language::Ar => "؛ ",
    };
    (!parts.is_empty()).then(|| parts.join(between))
}

/// The harms that it would stop and that are not covered.
fn stopped(brings: &Brings, test: &StressTest, teller: &Teller<'_>) -> Vec<String> {
    let is_covered = |harm: &Id| {
        test.coverage.harms.iter().any(|row| row.harm == *harm && row.standing == Standing::Covered)
    };
    brings.stops.iter().filter(|harm| !is_covered(harm)).map(|harm| teller.name(harm)).collect()
}

/// What findings that nobody has allowed ask for, and it brings.
fn added(brings: &Brings, test: &StressTest, words: &Words) -> Vec<String> {
    let is_found = |rule: &str| test.lint.findings.iter().any(|it| it.rule == rule && it.allowed.is_none());
    let added =
        ASKED.into_iter().filter(|(element, rule, _)| brings.elements.contains(element) && is_found(rule));
    added.map(|(.., key)| words.word(key)).collect()
}

/// Whom it would deter: those who gain by leaving, and would stay if somebody answered who gains by answering.
fn deterred(brings: &Brings, test: &StressTest, teller: &Teller<'_>) -> Vec<String> {
    let Outcome::Analysed(stability) = &test.stability else { return Vec::new() };
    if !brings.elements.contains(&Element::Response) {
        return Vec::new();
    }
    let actors = Actors { teller, stability };
    let is_deterred = |it: &&Defection| {
        let mut willing = it.deterrents.iter().filter(|it| it.will == Will::Willing);
        !it.stays_under.contains(&Concept::Seq) && willing.any(|it| it.stays_under.contains(&Concept::Seq))
    };
    stability.defections.iter().filter(is_deterred).map(|it| actors.player(&it.player)).collect()
}
