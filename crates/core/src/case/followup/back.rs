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
    dossier::{Confidence, Dossier, keys::is_default},
    position::{
        model::{Fixed, Model, SuppositionError, Suppositions, Voted},
        package::Package,
        unify::{Answer, Deadline, Options, unify},
    },
    text::Id,
};

/// The most breached conditions of which every subset is tried for the least that would have to be restored.
const RESTORED_LIMIT: usize = 12;

/// The most sets of bodies that a repair names.
const PERSUADED_LIMIT: usize = 8;

/// The most bodies that each list names; the others are counted.
pub const NAMED_LIMIT: usize = 200;

/// The most bytes of repairs, as JSON; those that are harder are left out.
pub const REPAIR_BYTES_LIMIT: usize = 131_072;

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
    /// How many more bodies there are than the lists name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unlisted: Unlisted,
    /// Whether there may be other repairs, and a lesser one: time was up, or they were too many to be listed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_partial: bool,
}

/// How many bodies lists leave out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Unlisted {
    /// Of those that no longer accept.
    pub lost: usize,
    /// Of those that are pivotal.
    pub pivotal: usize,
    /// Of those to ask.
    pub ask: usize,
}

impl Back {
    /// An outcome, and nobody named yet.
    pub fn of(outcome: Outcome, breached: &BTreeSet<Id>) -> Self {
        Self {
            outcome,
            breached: breached.iter().cloned().collect(),
            lost: Vec::new(),
            pivotal: Vec::new(),
            ask: Vec::new(),
            repairs: Vec::new(),
            unlisted: Unlisted::default(),
            is_partial: false,
        }
    }

    /// The same, so short that an entry can hold it.
    pub fn fitted(mut self) -> Self {
        let cut = |list: &mut Vec<Id>| {
            let unlisted = list.len().saturating_sub(NAMED_LIMIT);
            list.truncate(NAMED_LIMIT);
            unlisted
        };
        self.unlisted =
            Unlisted { lost: cut(&mut self.lost), pivotal: cut(&mut self.pivotal), ask: cut(&mut self.ask) };
        let mut bytes = 0_usize;
        let known = self.repairs.len();
        self.repairs.retain(|repair| {
            let length = serde_json::to_string(repair).map_or(usize::MAX, |it| it.len());
            bytes = bytes.saturating_add(length);
            bytes <= REPAIR_BYTES_LIMIT
        });
        self.is_partial |= self.repairs.len() < known;
        self
    }
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
/// What decides is reckoned whatever that takes, which is as much as looking at two packages; a deadline bounds the search
/// for repairs, and for bodies that are pivotal by what others make of them.
///
/// # Errors
/// When the dossier has no such condition any more.
pub fn back(
    dossier: &Dossier,
    adopted: &[Id],
    breached: &BTreeSet<Id>,
    deadline: Option<Deadline>,
) -> Result<Back, SuppositionError> {
    let model = Model::new(dossier, &Suppositions::default())?;
    let whole = package(&model, adopted.iter())?;
    let left = package(&model, adopted.iter().filter(|id| !breached.contains(id)))?;
    let (before, after) = (model.verdicts(&whole, &Fixed::new()), model.verdicts(&left, &Fixed::new()));
    let lost: Vec<usize> =
        (0..before.len()).filter(|&at| accepts(&before, at) && !accepts(&after, at)).collect();
    let is_silent = |at: &usize| after[*at].is_none_or(|vote| vote.clause.is_none());
    let lost_open = open(&model, lost.iter().copied());
    let mut told = Back { lost: lost_open, ..Back::of(Outcome::Maintained, breached) };
    let touches = whole.iter().any(|at| !left.contains(at));
    if !touches {
        // No stance named what was breached, so none says what follows from it.
        told.outcome = Outcome::Unanswered;
        told.ask = open(&model, (0..before.len()).filter(|&at| accepts(&before, at)));
        return Ok(told.fitted());
    }
    if stands(&model, &left) {
        return Ok(told.fitted());
    }
    told.outcome = Outcome::Reopened;
    // Who loses nobody else's acceptance is told by the tally; whether others go along is asked as long as there is time.
    let is_pivotal = |&at: &usize| {
        let mut voted = before.clone();
        voted[at] = Some(Voted { verdict: Verdict::Reject, clause: None });
        !model.is_won(&voted) || (!is_over(deadline) && !model.is_won(&without(&model, &whole, at)))
    };
    let pivotal = lost.iter().copied().filter(is_pivotal);
    told.pivotal = open(&model, pivotal);
    told.ask = open(&model, lost.iter().copied().filter(is_silent));
    told.repairs = repairs(dossier, &model, [&whole, &left], deadline)?;
    told.is_partial = is_over(deadline);
    Ok(told.fitted())
}

fn is_over(deadline: Option<Deadline>) -> bool {
    deadline.is_some_and(|it| it.is_over())
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
    [whole, left]: [&Package; 2],
    deadline: Option<Deadline>,
) -> Result<Vec<Repair>, SuppositionError> {
    let broken: Vec<usize> = whole.iter().filter(|&at| !left.contains(at)).collect();
    let mut repairs: Vec<Repair> = restored(model, left, &broken, deadline).into_iter().collect();
    let barred: Vec<Id> = broken.iter().map(|&at| model.conditions[at].id.clone()).collect();
    // What still stands is kept, if anything can be had with it.
    let kept = asked(dossier, ids(model, left), barred.clone(), deadline)?;
    let found = match kept {
        Some(answer) if answer.package.is_some() => Some(answer),
        _ => asked(dossier, Vec::new(), barred, deadline)?,
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
fn asked(
    dossier: &Dossier,
    with: Vec<Id>,
    without: Vec<Id>,
    deadline: Option<Deadline>,
) -> Result<Option<Answer>, SuppositionError> {
    if is_over(deadline) {
        return Ok(None);
    }
    let suppositions = Suppositions { with, without, ..Suppositions::default() };
    let answer = unify(dossier, &Options { suppositions, deadline, ..Options::default() })?;
    Ok(Some(answer).filter(|it| !it.proof.is_refuted()))
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
/// many to try, or nothing was found in time.
fn restored(model: &Model, left: &Package, broken: &[usize], deadline: Option<Deadline>) -> Option<Repair> {
    let with = |chosen: &[usize]| {
        let mut package = left.clone();
        chosen.iter().for_each(|&at| package.insert(at));
        package
    };
    let burden = |chosen: &[usize]| chosen.iter().map(|&at| model.conditions[at].burden).sum::<u64>();
    let mut best: Option<(u64, usize, Vec<usize>)> = None;
    let subsets: u32 = if broken.len() <= RESTORED_LIMIT { 1 << broken.len() } else { 0 };
    let mut is_cut = subsets == 0;
    for mask in 1..subsets {
        if is_over(deadline) {
            is_cut = true;
            break;
        }
        let chosen: Vec<usize> =
            broken.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, &it)| it).collect();
        let key = (burden(&chosen), chosen.len(), chosen);
        if best.as_ref().is_none_or(|best| key < *best) && stands(model, &with(&key.2)) {
            best = Some(key);
        }
    }
    let all = || Some(broken.to_vec()).filter(|it| is_cut && stands(model, &with(it)));
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
        back(&dossier, &ADOPTED.map(id), &breached.iter().map(|it| id(it)).collect(), None).unwrap()
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
        assert!(super::back(&dossier, &[id("nothing")], &BTreeSet::new(), None).is_err());
    }

    #[test]
    fn a_confidential_stance_is_neither_named_nor_counted() {
        let source = SHOW_CASE.replace(
            "body = \"northern-brigade\"\nsays",
            "body = \"northern-brigade\"\nconfidential = true\nsays",
        );
        let dossier = read(source.as_bytes()).dossier.unwrap();
        let back = back(&dossier, &ADOPTED.map(id), &[id("ground")].into(), None).unwrap();
        let written = serde_json::to_string(&back).unwrap();
        assert!(!written.contains("northern-brigade"), "{written}");
    }
    #[test]
    fn without_time_the_outcome_is_the_same_and_repairs_are_said_to_be_partial() {
        let dossier = read(SHOW_CASE.as_bytes()).dossier.unwrap();
        let over = Deadline { now: || std::time::Duration::from_secs(1), at: std::time::Duration::ZERO };
        let whole = of(&["ground"]);
        let cut = back(&dossier, &ADOPTED.map(id), &[id("ground")].into(), Some(over)).unwrap();
        assert!(cut.is_partial && !whole.is_partial);
        assert_eq!((cut.outcome, &cut.lost, &cut.pivotal), (whole.outcome, &whole.lost, &whole.pivotal));
        // To keep what was promised needs no search.
        assert!(matches!(&cut.repairs[..], [Repair::Restore { burden: 3, .. }]), "{:?}", cut.repairs);
    }

    #[test]
    fn what_an_entry_cannot_hold_is_counted() {
        let many: Vec<Id> = (0..NAMED_LIMIT + 7).map(|at| id(&format!("body-{at}"))).collect();
        let package: Vec<Id> =
            (0..4_000).map(|at| id(&format!("condition-{at}-{}", "x".repeat(20)))).collect();
        let repair = Repair::Persuade { bodies: vec![id("body-1")], package };
        let mut told = Back::of(Outcome::Reopened, &BTreeSet::new());
        (told.lost, told.ask, told.repairs) = (many.clone(), many, vec![repair; 3]);
        let told = told.fitted();
        assert_eq!((told.lost.len(), told.unlisted.lost, told.unlisted.pivotal), (NAMED_LIMIT, 7, 0));
        assert!(told.is_partial && told.repairs.len() < 3);
        assert!(serde_json::to_string(&told).unwrap().len() < crate::record::entry::PAYLOAD_LIMIT / 2);
    }
}
