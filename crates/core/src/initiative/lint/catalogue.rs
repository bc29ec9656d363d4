//! The catalogue of rules: data, in three files beside this one. `catalogue.toml` has the rules that look
//! at an offer's shape; each pack has the topics it would expect, and words that mean something to it.
//!
//! All words of the catalogue for people stand there in English and Arabic, since a pack is written by
//! whoever knows its field and not by whoever programs.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::{initiative::stress::PackName, text::Text};

const SHAPES: &str = include_str!("catalogue.toml");
const PACKS: [(PackName, &str); 3] = [
    (PackName::General, include_str!("general.toml")),
    (PackName::Ceasefire, include_str!("ceasefire.toml")),
    (PackName::Bargaining, include_str!("bargaining.toml")),
];

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The offer does not hold what it promises.
    Error,
    /// Somebody will make use of it.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    /// Its name, as SARIF has it for a level.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A rule about an offer's shape.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Its id.
    pub id: String,
    /// How much it matters.
    pub severity: Severity,
    /// What it is called.
    pub title: Text,
    /// What is said of a finding, with {a} and {b} for names.
    pub says: Text,
    /// Why it matters.
    pub reason: Text,
    /// What could be written instead.
    pub suggest: Text,
    /// Where the rule comes from.
    pub source: String,
}

/// A topic that an offer of its field would be expected to touch.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The id of the rule.
    pub id: String,
    /// How much it matters.
    pub severity: Severity,
    /// The topic.
    pub title: Text,
    /// Words by which it is recognised, in any language.
    pub terms: Vec<String>,
    /// Why it matters.
    pub reason: Text,
    /// What could be written.
    pub suggest: Text,
    /// Where the rule comes from.
    pub source: String,
}

/// A vocabulary with its topics.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// What it is about.
    pub name: Text,
    /// Words by which an offer of its field is recognised.
    pub signs: Vec<String>,
    /// Words of somebody who verifies.
    pub verifies: Vec<String>,
    /// Words of a response to breach.
    pub responds: Vec<String>,
    /// Words that each side reads its own way.
    pub vague: Vec<String>,
    /// Words for a time that is no date.
    pub soon: Vec<String>,
    /// Words for an effort instead of a duty.
    pub weak: Vec<String>,
    /// Words by which somebody commits himself in public.
    pub commits: Vec<String>,
    /// Its topics.
    #[serde(rename = "topic")]
    pub topics: Vec<Topic>,
    /// What it would write where a rule of shape finds something.
    #[serde(rename = "suggest", default)]
    pub suggestions: Vec<Suggestion>,
}

/// What a pack would write where a rule of shape finds something.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// The rule.
    pub rule: String,
    /// What could be written.
    pub suggest: Text,
}

/// All rules and packs.
pub struct Catalogue {
    /// The rules of shape.
    pub shapes: Vec<Shape>,
    /// The packs.
    pub packs: Vec<(PackName, Pack)>,
}

/// The catalogue, read once.
pub fn catalogue() -> &'static Catalogue {
    #[derive(Default, Deserialize)]
    struct Shapes {
        rule: Vec<Shape>,
    }
    static READ: OnceLock<Catalogue> = OnceLock::new();
    READ.get_or_init(|| {
        // The files are part of the program, and a test reads every one of them.
        let shapes: Shapes = toml_edit::de::from_str(SHAPES).unwrap_or_default();
        let packs = PACKS.into_iter().filter_map(|(name, source)| {
            let pack: Option<Pack> = toml_edit::de::from_str(source).ok();
            Some((name, pack?))
        });
        Catalogue { shapes: shapes.rule, packs: packs.collect() }
    })
}

/// The id of every rule.
pub fn rules() -> impl Iterator<Item = &'static str> {
    let Catalogue { shapes, packs } = catalogue();
    let topics = packs.iter().flat_map(|(_, pack)| &pack.topics);
    shapes.iter().map(|rule| rule.id.as_str()).chain(topics.map(|topic| topic.id.as_str()))
}

/// A rule as it is explained.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// Its id.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The pack it belongs to; `None` when it looks at the shape of any offer.
    pub pack: Option<PackName>,
    /// What it is called.
    pub title: &'static Text,
    /// Why it matters.
    pub reason: &'static Text,
    /// What could be written.
    pub suggest: &'static Text,
    /// Where it comes from.
    pub source: &'static str,
}

/// Every rule, those of shape first.
pub fn explained() -> Vec<Rule> {
    let Catalogue { shapes, packs } = catalogue();
    let shapes = shapes.iter().map(|rule| Rule {
        id: &rule.id,
        severity: rule.severity,
        pack: None,
        title: &rule.title,
        reason: &rule.reason,
        suggest: &rule.suggest,
        source: &rule.source,
    });
    let topics = packs.iter().flat_map(|(name, pack)| {
        pack.topics.iter().map(|topic| Rule {
            id: &topic.id,
            severity: topic.severity,
            pack: Some(*name),
            title: &topic.title,
            reason: &topic.reason,
            suggest: &topic.suggest,
            source: &topic.source,
        })
    });
    shapes.chain(topics).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_is_read_and_every_rule_is_told_in_both_languages() {
        let read: Result<toml_edit::DocumentMut, _> = SHAPES.parse();
        assert!(read.is_ok());
        for (name, source) in PACKS {
            let pack: Result<Pack, _> = toml_edit::de::from_str(source);
            assert!(pack.is_ok(), "{name:?}: {:?}", pack.err());
        }
        let rules = explained();
        assert!(rules.len() >= 60, "{}", rules.len());
        let ids: BTreeSet<&str> = rules.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), rules.len());
        for rule in rules {
            for text in [rule.title, rule.reason, rule.suggest] {
                let languages: Vec<&str> = text.versions().map(|(tag, _)| tag).collect();
                assert_eq!(languages, ["en", "ar"], "{}", rule.id);
            }
            assert!(!rule.source.is_empty());
        }
        let told = |text: &Text, name: &str| text.versions().all(|(_, words)| words.contains(name));
        for shape in &catalogue().shapes {
            let has_some = |name| shape.says.versions().any(|(_, words)| words.contains(name));
            assert!(
                ["{a}", "{b}"].into_iter().all(|name| !has_some(name) || told(&shape.says, name)),
                "{}",
                shape.id
            );
        }
        let shapes: BTreeSet<&str> = catalogue().shapes.iter().map(|shape| shape.id.as_str()).collect();
        let suggestions = catalogue().packs.iter().flat_map(|(_, pack)| &pack.suggestions);
        assert!(suggestions.into_iter().all(|it| shapes.contains(it.rule.as_str())));
    }
}
