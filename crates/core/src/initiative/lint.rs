//! Lint: what is missing in an offer, rule by rule, with the reason and with words that would mend it.
//!
//! Rules of shape (`shape`) look at what provisions state in their fields; topics look for the words of
//! a field in provisions and conditions ([`vocabulary`]). The catalogue is data ([`mod@catalogue`]). A finding
//! that the coalition has accepted with a reason is told as allowed and no longer counts.
//!
//! Limits: what a provision means is not understood. A topic counts as touched when one of its words
//! stands anywhere in the offer, and a rule of shape sees only what was entered.

pub mod catalogue;
mod pairs;
mod shape;
pub mod spans;
#[cfg(test)]
mod tests;
pub mod vocabulary;

use serde::Serialize;

use self::{
    catalogue::{Severity, catalogue},
    vocabulary::{Vocabulary, Words},
};
use crate::{
    dossier::{Dossier, ProvisionStatus},
    text::{Id, Text},
};

/// The most findings of one rule that are told one by one.
pub const FINDING_LIMIT: usize = 100;

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The provisions, harms, places or parties it is about, by id; the whole offer when empty.
    pub about: Vec<Id>,
    /// What was found, in both languages.
    pub says: Text,
    /// Why it matters.
    pub reason: &'static Text,
    /// What could be written.
    pub suggest: &'static Text,
    /// Where the rule comes from.
    pub source: &'static str,
    /// Why the coalition has accepted it, when it has.
    pub allowed: Option<Text>,
}

/// What the rules found in an offer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lint {
    /// The vocabulary it was read with.
    pub pack: crate::initiative::stress::PackName,
    /// The findings: those that matter most first, in the order of the catalogue.
    pub findings: Vec<Finding>,
    /// How many are not told, beyond the limit for one rule.
    pub untold: usize,
}

impl Lint {
    /// How many findings of this weight are not allowed.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|it| it.severity == severity && it.allowed.is_none()).count()
    }
}

/// What a rule of shape found, before it is put into words.
struct Hit {
    rule: &'static str,
    about: Vec<Id>,
    /// What stands for {a} and {b}.
    names: Vec<Text>,
}

/// Looks at an offer with every rule.
pub fn lint(dossier: &Dossier, vocabulary: &Vocabulary) -> Lint {
    let mut hits = shape::hits(dossier, vocabulary);
    hits.extend(pairs::hits(dossier));
    let mut findings: Vec<Finding> = hits.iter().filter_map(|hit| finding(hit, vocabulary)).collect();
    findings.extend(topics(dossier, vocabulary));
    for finding in &mut findings {
        let allowance = dossier.stress.allow.iter().find(|allowance| {
            let covers = allowance.on.is_empty() || finding.about.iter().any(|id| allowance.on.contains(id));
            allowance.rule == finding.rule && covers
        });
        finding.allowed = allowance.map(|allowance| allowance.reason.clone());
    }
    let idle = dossier.stress.allow.iter().filter(|allowance| {
        let is_used = findings.iter().any(|finding| {
            let covers = allowance.on.is_empty() || finding.about.iter().any(|id| allowance.on.contains(id));
            allowance.rule == finding.rule && covers
        });
        !is_used
    });
    let idle: Vec<Hit> = idle
        .map(|it| Hit {
            rule: "idle-allowance",
            about: it.on.clone(),
            names: vec![Text::plain(it.rule.as_str())],
        })
        .collect();
    findings.extend(idle.iter().filter_map(|hit| finding(hit, vocabulary)));
    let order = |rule: &str| catalogue::rules().position(|own| own == rule);
    findings.sort_by_key(|finding| (finding.severity, order(finding.rule)));
    let all = findings.len();
    let mut told: Vec<Finding> = Vec::new();
    for same in findings.chunk_by(|a, b| a.rule == b.rule) {
        told.extend(same.iter().take(FINDING_LIMIT).cloned());
    }
    Lint { pack: vocabulary.name, untold: all - told.len(), findings: told }
}

fn finding(hit: &Hit, vocabulary: &Vocabulary) -> Option<Finding> {
    let shape = catalogue().shapes.iter().find(|shape| shape.id == hit.rule)?;
    let own = vocabulary.packs().flat_map(|pack| &pack.suggestions).find(|it| it.rule == shape.id);
    let says = shape.says.versions().map(|(language, words)| {
        let mut words = words.to_owned();
        for (place, name) in ["{a}", "{b}"].into_iter().zip(&hit.names) {
            words = words.replace(place, name.in_language(language));
        }
        (language.to_owned(), words)
    });
    Some(Finding {
        rule: hit.rule,
        severity: shape.severity,
        about: hit.about.clone(),
        says: Text::by_language(says.collect()),
        reason: &shape.reason,
        suggest: own.map_or(&shape.suggest, |own| &own.suggest),
        source: &shape.source,
        allowed: None,
    })
}

/// The topics that neither a provision nor a condition touches.
fn topics(dossier: &Dossier, vocabulary: &Vocabulary) -> Vec<Finding> {
    let provisions = dossier.provisions.iter().filter(|it| it.status != ProvisionStatus::Rejected);
    let texts =
        provisions.flat_map(|it| std::iter::once(&it.text).chain(&it.verified_by).chain(&it.on_breach));
    let words = Words::of(texts.chain(dossier.conditions.iter().map(|it| &it.text)));
    let topics = vocabulary.packs().flat_map(|pack| &pack.topics);
    topics
        .filter(|topic| !topic.terms.iter().any(|term| words.has(term)))
        .map(|topic| {
            let says = topic.title.versions().map(|(language, title)| {
                let words = match language {
                    "ar" => format!("لا ذكر في العرض ولا في الشروط لهذا الموضوع: {title}."),
                    _ => format!("Neither the offer nor a condition has a word on this: {title}."),
                };
                (language.to_owned(), words)
            });
            Finding {
                rule: &topic.id,
                severity: topic.severity,
                about: Vec::new(),
                says: Text::by_language(says.collect()),
                reason: &topic.reason,
                suggest: &topic.suggest,
                source: &topic.source,
                allowed: None,
            }
        })
        .collect()
}
