//! What a sentence rests on, and whether that still stands.
//!
//! A place in the case is named by a path such as `condition.ground`, `rule` or `answer.position`; with it goes the SHA-256
//! of what stood there when the sentence was drafted. A sentence whose basis reads differently today is stale, and
//! somebody has to look at it again; that its words would come out the same does not matter.

use serde::{Deserialize, Serialize};

use super::{Occasion, draft::Composed};
use crate::{dossier::Dossier, position::unify::Answer, record::hash::Hash};

/// A place in the case, and what stood there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Basis {
    /// The place.
    pub path: String,
    /// SHA-256 of what stood there, as JSON.
    pub digest: Hash,
}

/// What statements rest on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The case.
    pub dossier: &'a Dossier,
    /// Its answer, without suppositions.
    pub answer: &'a Answer,
    /// What is said beyond them.
    pub occasion: &'a Occasion,
}

/// A sentence whose basis has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// The block, from 0; `None` for the title.
    pub block: Option<usize>,
    /// The paragraph, point or row of it, from 0.
    pub item: usize,
    /// The sentence of that, from 0.
    pub sentence: usize,
    /// The place that reads differently.
    pub path: String,
    /// How.
    pub change: Change,
}

/// How a basis has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It reads differently.
    Changed,
    /// It is not there any more.
    Gone,
}

impl Ground<'_> {
    /// The basis at a place, as it stands now.
    pub fn basis(&self, path: &str) -> Option<Basis> {
        Some(Basis { path: path.to_owned(), digest: self.digest(path)? })
    }

    /// SHA-256 of what stands at a place.
    fn digest(&self, path: &str) -> Option<Hash> {
        let Self { dossier, answer, occasion } = self;
        let (section, id) = path.split_once('.').unwrap_or((path, ""));
        macro_rules! with_id {
            ($sections:expr) => {
                $sections.iter().find(|it| it.id.as_str() == id).and_then(|it| hash(it))
            };
        }
        match section {
            "initiative" => hash(&dossier.initiative),
            "provision" => with_id!(dossier.provisions),
            "condition" => with_id!(dossier.conditions),
            "harm" => with_id!(dossier.harms),
            "body" => with_id!(dossier.bodies),
            "red_line" => with_id!(dossier.red_lines),
            "committee" => with_id!(dossier.committees),
            "quote" => {
                let at = id.parse::<usize>().ok()?.checked_sub(1)?;
                dossier.quotes.get(at).and_then(hash)
            }
            "rule" => hash(&dossier.rule),
            "answer" => match id {
                "position" => hash(&(answer.position, answer.reason, &answer.package)),
                "voters" => hash(&(
                    (answer.support, answer.support_base),
                    (&answer.verdicts, answer.confidential, &answer.absent),
                )),
                _ => None,
            },
            "week" => occasion.week.as_ref()?.at(id).as_ref().and_then(hash),
            "occasion" => {
                let whole = serde_json::to_value(occasion).ok()?;
                whole.get(id).and_then(hash)
            }
            _ => None,
        }
    }
}

/// The sentences whose basis has changed since they were drafted, in the order of the text.
pub fn stale(composed: &Composed, ground: &Ground<'_>) -> Vec<Stale> {
    let mut found = Vec::new();
    let mut look = |block: Option<usize>, item: usize, sentence: usize, rests_on: &[Basis]| {
        for basis in rests_on {
            let change = match ground.digest(&basis.path) {
                Some(digest) if digest == basis.digest => continue,
                Some(_) => Change::Changed,
                None => Change::Gone,
            };
            found.push(Stale { block, item, sentence, path: basis.path.clone(), change });
        }
    };
    look(None, 0, 0, &composed.title.rests_on);
    for (block, composed) in composed.blocks.iter().enumerate() {
        for (item, sentences) in composed.items.iter().enumerate() {
            for (at, sentence) in sentences.iter().enumerate() {
                look(Some(block), item, at, &sentence.rests_on);
            }
        }
    }
    found
}

fn hash<T: Serialize>(value: &T) -> Option<Hash> {
    serde_json::to_vec(value).ok().map(|bytes| Hash::of(&[&bytes]))
}
