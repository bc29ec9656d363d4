//! Back to the position: what a breach leaves of it.
//!
//! The recorded stances are asked again with the breached conditions false. What stands is what the other side still
//! grants: the adopted conditions without those that were breached. If that is still won, the position is maintained and
//! the breach noted. If it is lost, the position has to be opened again, and here is who no longer accepts, who of them
//! is pivotal, who must be asked because their stance does not say what they do then, and the least that would mend it.
//! And if the breach is of something that no stance speaks of, nobody can know without asking.
//!
//! What is reckoned here is reckoned in whole numbers by the model's plain evaluation; only what would win instead is
//! looked for by the engines, whose answer is checked before it is proposed. Bodies with a confidential stance are
//! neither named nor counted: who chooses what is broken could ask for their stance piece by piece.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    consultation::stance::Verdict,
    dossier::{Confidence, Dossier},
    position::{
        model::{Fixed, Model, SuppositionError, Suppositions, Voted},
        package::Package,
        unify::{Answer, Options, unify},
    },
    text::Id,
};

/// The most breached conditions of which every subset is tried for the least that would have to be restored.
const RESTORED_LIMIT: usize = 12;

/// The most sets of bodies that a repair names.
const PERSUADED_LIMIT: usize = 8;

/// What a breach leaves of a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    /// What follows.
    pub outcome: Outcome,
    /// All conditions that count as breached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breached: Vec<Id>,
    /// Bodies that accepted the position and do not accept what is left of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Id>,
    /// Those of them without whom the position could not have been adopted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pivotal: Vec<Id>,
    /// Bodies to ask, since their stance does not say what they do now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<Id>,
    /// What would mend it, the least first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<Repair>,
}

/// What follows from a breach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A winning coalition still stands; the breach is noted.
    Maintained,
    /// It does not: the position is open again.
    Reopened,
    /// No recorded stance says what follows, so the bodies are asked; the position is open again.
    Unanswered,
}

/// What would mend a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "repair", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Repair {
    /// These breached conditions are kept again.
    Restore {
        /// Which.
        conditions: Vec<Id>,
        /// The sum of their burdens.
        burden: u64,
    },
    /// The other side grants these conditions as well, or in place of others.
    Grant {
        /// What it would grant beyond what still stands.
        more: Vec<Id>,
        /// The whole package.
        package: Vec<Id>,
        /// The sum of the burdens of what it would grant beyond.
        burden: u64,
        /// The support of the package; not told while a stance is confidential.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        support: Option<u64>,
    },
    /// These bodies accept nevertheless.
    Persuade {
        /// Who.
        bodies: Vec<Id>,
        /// The package that they would carry.
        package: Vec<Id>,
    },
}

impl Repair {
    /// How hard it is to grant for the other side, and what kind it is: keeping a promise comes before a new one, and
    /// what bodies would have to give up comes last.
    fn order(&self) -> (u8, u64, u8) {
        match self {
            Self::Restore { burden, .. } => (0, *burden, 0),
            Self::Grant { burden, .. } => (0, *burden, 1),
            Self::Persuade { bodies, .. } => (1, u64::try_from(bodies.len()).unwrap_or(u64::MAX), 0),
        }
    }
}

/// What is left of an adopted package when these conditions count as breached.
///
/// # Errors
/// When the dossier has no such condition any more.
pub fn back(dossier: &Dossier, adopted: &[Id], breached: &BTreeSet<Id>) -> Result<Back, SuppositionError> {
    let model = Model::new(dossier, &Suppositions::default())?;
    let whole = package(&model, adopted.iter())?;
    let left = package(&model, adopted.iter().filter(|id| !breached.contains(id)))?;
    let (before, after) = (model.verdicts(&whole, &Fixed::new()), model.verdicts(&left, &Fixed::new()));
    let lost: Vec<usize> =
        (0..before.len()).filter(|&at| accepts(&before, at) && !accepts(&after, at)).collect();
    let is_silent = |at: &usize| after[*at].is_none_or(|vote| vote.clause.is_none());
    let mut told = Back {
        outcome: Outcome::Maintained,
        breached: breached.iter().cloned().collect(),
        lost: open(&model, lost.iter().copied()),
        pivotal: Vec::new(),
        ask: Vec::new(),
        repairs: Vec::new(),
    };
    let touches = whole.iter().any(|at| !left.contains(at));
    if !touches {
        // No stance named what was breached, so none says what follows from it.
        told.outcome = Outcome::Unanswered;
        told.ask = open(&model, (0..before.len()).filter(|&at| accepts(&before, at)));
        return Ok(told);
    }
    if stands(&model, &left) {
        return Ok(told);
    }
    told.outcome = Outcome::Reopened;
    let pivotal = lost.iter().copied().filter(|&at| !model.is_won(&without(&model, &whole, at)));
    told.pivotal = open(&model, pivotal);
    told.ask = open(&model, lost.iter().copied().filter(is_silent));
    told.repairs = repairs(dossier, &model, &whole, &left)?;
    Ok(told)
}

/// A package of conditions by their ids.
fn package<'i>(model: &Model, ids: impl Iterator<Item = &'i Id>) -> Result<Package, SuppositionError> {
    let mut package = Package::empty();
    for id in ids {
        let at = model.conditions.iter().position(|condition| condition.id == *id);
        package.insert(at.ok_or_else(|| SuppositionError::Condition(id.clone()))?);
    }
    Ok(package)
}

fn ids(model: &Model, package: &Package) -> Vec<Id> {
    package.iter().map(|at| model.conditions[at].id.clone()).collect()
}

fn accepts(voted: &[Option<Voted>], at: usize) -> bool {
    voted[at].is_some_and(|vote| vote.verdict == Verdict::Accept)
}

fn open(model: &Model, members: impl Iterator<Item = usize>) -> Vec<Id> {
    let open = members.filter(|&at| model.members[at].confidence == Confidence::Open);
    open.map(|at| model.members[at].id.clone()).collect()
}

/// Whether a package is one that a coalition carries by the recorded stances.
fn stands(model: &Model, package: &Package) -> bool {
    model.has_quorum()
        && model.is_consistent(package)
        && model.is_won(&model.verdicts(package, &Fixed::new()))
}

/// The verdicts when one member rejects.
fn without(model: &Model, package: &Package, member: usize) -> Vec<Option<Voted>> {
    model.verdicts(package, &[(member, Verdict::Reject)].into_iter().collect())
}

fn repairs(
    dossier: &Dossier,
    model: &Model,
    whole: &Package,
    left: &Package,
) -> Result<Vec<Repair>, SuppositionError> {
    let broken: Vec<usize> = whole.iter().filter(|&at| !left.contains(at)).collect();
    let mut repairs: Vec<Repair> = restored(model, left, &broken).into_iter().collect();
    let barred: Vec<Id> = broken.iter().map(|&at| model.conditions[at].id.clone()).collect();
    // What still stands is kept, if anything can be had with it.
    let kept = asked(dossier, ids(model, left), barred.clone())?;
    let found = match kept {
        Some(answer) if answer.package.is_some() => Some(answer),
        _ => asked(dossier, Vec::new(), barred)?,
    };
    if let Some(answer) = found {
        repairs.extend(granted(model, left, &answer)?);
        // Sets with somebody whose stance is confidential would tell it.
        let sets = answer.unlock.into_iter().flat_map(|it| it.sets).filter(|it| it.confidential == 0);
        let sets = sets.take(PERSUADED_LIMIT);
        repairs.extend(sets.map(|set| Repair::Persuade { bodies: set.bodies, package: set.package }));
    }
    repairs.sort_by_key(Repair::order);
    Ok(repairs)
}

/// What unify says when some conditions are in every package and others in none; nothing of it unless it was confirmed.
fn asked(dossier: &Dossier, with: Vec<Id>, without: Vec<Id>) -> Result<Option<Answer>, SuppositionError> {
    let suppositions = Suppositions { with, without, ..Suppositions::default() };
    let answer = unify(dossier, &Options { suppositions, ..Options::default() })?;
    Ok(Some(answer).filter(|it| it.proof.checked))
}

/// What the other side would grant beyond what still stands.
fn granted(model: &Model, left: &Package, answer: &Answer) -> Result<Option<Repair>, SuppositionError> {
    let Some(found) = &answer.package else { return Ok(None) };
    let whole = package(model, found.iter())?;
    let mut more = Package::empty();
    whole.iter().filter(|&at| !left.contains(at)).for_each(|at| more.insert(at));
    let is_open = model.members.iter().all(|it| it.confidence == Confidence::Open);
    Ok(Some(Repair::Grant {
        more: ids(model, &more),
        burden: model.burden(&more),
        support: answer.support.filter(|_| is_open),
        package: ids(model, &whole),
    }))
}

/// The breached conditions of least burden with which the position would stand again; all of them when there are too
/// many to try.
fn restored(model: &Model, left: &Package, broken: &[usize]) -> Option<Repair> {
    let with = |chosen: &[usize]| {
        let mut package = left.clone();
        chosen.iter().for_each(|&at| package.insert(at));
        package
    };
    let burden = |chosen: &[usize]| chosen.iter().map(|&at| model.conditions[at].burden).sum::<u64>();
    let mut best: Option<(u64, usize, Vec<usize>)> = None;
    let subsets: u32 = if broken.len() <= RESTORED_LIMIT { 1 << broken.len() } else { 0 };
    for mask in 1..subsets {
        let chosen: Vec<usize> =
            broken.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, &it)| it).collect();
        let key = (burden(&chosen), chosen.len(), chosen);
        if best.as_ref().is_none_or(|best| key < *best) && stands(model, &with(&key.2)) {
            best = Some(key);
        }
    }
    let all = || Some(broken.to_vec()).filter(|it| subsets == 0 && stands(model, &with(it)));
    let chosen = best.map(|(.., chosen)| chosen).or_else(all)?;
    let conditions = chosen.iter().map(|&at| model.conditions[at].id.clone()).collect();
    Some(Repair::Restore { conditions, burden: burden(&chosen) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::dossier::read;

    const SHOW_CASE: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/wadi-nahr.toml"));
    const ADOPTED: [&str; 5] = ["ground", "monitors", "routes", "detainees", "response"];

    fn id(word: &str) -> Id {
        Id::new(word).unwrap()
    }

    fn words(ids: &[Id]) -> Vec<&str> {
        ids.iter().map(Id::as_str).collect()
    }

    fn of(breached: &[&str]) -> Back {
        let dossier = read(SHOW_CASE.as_bytes()).dossier.unwrap();
        back(&dossier, &ADOPTED.map(id), &breached.iter().map(|it| id(it)).collect()).unwrap()
    }

    #[test]
    fn without_ground_nothing_wins_and_the_position_is_open_again() {
        let back = of(&["ground"]);
        assert_eq!(back.outcome, Outcome::Reopened);
        // Two stances ask for it outright; the battalion goes with the operations room, which still has one of its two.
        assert_eq!(
            words(&back.lost),
            [
                "interim-administration",
                "joint-operations",
                "national-council",
                "northern-brigade",
                "river-battalion"
            ]
        );
        assert_eq!(words(&back.pivotal), words(&back.lost));
        assert_eq!(back.ask, back.lost, "none of their stances says what they do then");
        let Repair::Restore { conditions, burden } = &back.repairs[0] else { panic!("{:?}", back.repairs) };
        assert_eq!((words(conditions), *burden), (vec!["ground"], 3));
        assert!(!back.repairs.iter().any(|it| matches!(it, Repair::Grant { .. })), "{:?}", back.repairs);
        assert!(back.repairs.iter().any(|it| matches!(it, Repair::Persuade { .. })), "{:?}", back.repairs);
    }

    #[test]
    fn without_detainees_a_coalition_still_stands() {
        let back = of(&["detainees"]);
        assert_eq!((back.outcome, words(&back.lost)), (Outcome::Maintained, vec!["women-network"]));
        assert!(back.repairs.is_empty() && back.pivotal.is_empty());
    }

    #[test]
    fn without_response_something_else_can_be_granted() {
        let back = of(&["response"]);
        assert_eq!(back.outcome, Outcome::Reopened);
        // To keep what was promised is less (2) than to widen the freeze (4).
        let told: Vec<(u8, u64)> = back
            .repairs
            .iter()
            .filter_map(|it| match it {
                Repair::Restore { burden, .. } => Some((0, *burden)),
                Repair::Grant { burden, more, .. } => {
                    assert_eq!(words(more), ["wider"]);
                    Some((1, *burden))
                }
                Repair::Persuade { .. } => None,
            })
            .collect();
        assert_eq!(told, [(0, 2), (1, 4)]);
    }

    #[test]
    fn what_no_stance_speaks_of_is_asked() {
        let back = of(&[]);
        assert_eq!((back.outcome, back.lost.len()), (Outcome::Unanswered, 0));
        assert_eq!(back.ask.len(), 9, "{:?}", back.ask);
        let dossier = read(SHOW_CASE.as_bytes()).dossier.unwrap();
        assert!(super::back(&dossier, &[id("nothing")], &BTreeSet::new()).is_err());
    }

    #[test]
    fn a_confidential_stance_is_neither_named_nor_counted() {
        let source = SHOW_CASE.replace(
            "body = \"northern-brigade\"\nsays",
            "body = \"northern-brigade\"\nconfidential = true\nsays",
        );
        let dossier = read(source.as_bytes()).dossier.unwrap();
        let back = back(&dossier, &ADOPTED.map(id), &[id("ground")].into()).unwrap();
        let written = serde_json::to_string(&back).unwrap();
        assert!(!written.contains("northern-brigade"), "{written}");
    }
}
