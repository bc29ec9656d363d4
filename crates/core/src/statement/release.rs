//! What stands in the way of releasing a statement: words in one language only, languages that disagree, sentences whose
//! basis has changed.
//!
//! Only the first can be waived, by two different people and with a reason that the statement shows.

use serde::Serialize;

use super::{
    Canonical, Composed, Language,
    agreement::{Disagreement, disagreements, names},
    basis::{Ground, Stale, stale},
    draft::Untranslated,
    occasion::Waiver,
    own_words,
};

/// Something that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "hindrance", rename_all = "kebab-case")]
pub enum Hindrance {
    /// Words that one language lacks, without a waiver.
    Untranslated(Untranslated),
    /// Two people waive, and these are one.
    OnePerson {
        /// Who.
        who: String,
    },
    /// A waiver without a person, or without a reason.
    EmptyWaiver,
    /// The languages disagree.
    Disagreement(Disagreement),
    /// A sentence has to be looked at again.
    Stale(Stale),
}

/// Everything that stands in the way of releasing a draft as these texts; nothing, when it can go out.
pub fn hindrances(composed: &Composed, ground: &Ground<'_>, texts: [&Canonical; 2]) -> Vec<Hindrance> {
    let [arabic, english] = texts;
    let mut found = Vec::new();
    match &ground.occasion.waiver {
        Some(waiver) => found.extend(waiver_fault(waiver)),
        None => found.extend(composed.untranslated.iter().cloned().map(Hindrance::Untranslated)),
    }
    let told = disagreements(arabic, english, &names(ground.dossier));
    found.extend(told.into_iter().map(Hindrance::Disagreement));
    found.extend(stale(composed, ground).into_iter().map(Hindrance::Stale));
    found
}

/// What is wrong with a waiver.
pub fn waiver_fault(waiver: &Waiver) -> Option<Hindrance> {
    let [one, other] = waiver.by.each_ref().map(|name| name.trim());
    if one.is_empty() || other.is_empty() || waiver.reason.is_empty() {
        return Some(Hindrance::EmptyWaiver);
    }
    // The reason is shown in both languages, so that it is not itself what it excuses.
    if Language::BOTH.iter().any(|it| own_words(&waiver.reason, *it).is_none()) {
        return Some(Hindrance::EmptyWaiver);
    }
    (one.to_lowercase() == other.to_lowercase()).then(|| Hindrance::OnePerson { who: one.to_owned() })
}

impl std::fmt::Display for Hindrance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Untranslated(Untranslated { path, language }) => {
                write!(f, "{path} is not given in {}", language.of("Arabic", "English"))
            }
            Self::OnePerson { who } => {
                write!(f, "the waiver is by `{who}` twice; two people let a statement go out")
            }
            Self::EmptyWaiver => {
                f.write_str("the waiver names two people, and a reason in Arabic and English")
            }
            Self::Disagreement(told) => told.fmt(f),
            Self::Stale(Stale { block, path, .. }) => {
                let part = block.map_or(0, |block| block + 1);
                write!(f, "part {part} rests on {path}, which has changed since it was drafted")
            }
        }
    }
}

impl std::fmt::Display for Disagreement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Part { part, ar, en } => write!(f, "part {part} is {ar} in Arabic and {en} in English"),
            Self::Count { part, ar, en } => {
                write!(f, "part {part} has {ar} members in Arabic and {en} in English")
            }
            Self::Figure { part, figure, ar, en } => {
                write!(
                    f,
                    "part {part} has the figure {figure} {ar} times in Arabic and {en} times in English"
                )
            }
            Self::Name { part, lacks, ar, en } => {
                write!(f, "part {part} has no «{ar}» ({en}) in {}", lacks.of("Arabic", "English"))
            }
        }
    }
}
