//! The least that makes an offer watertight: conditions on the table, and what would have to be drafted.
//!
//! Every slot of the matrix becomes somebody who accepts only a package that covers it, and the rule asks
//! for all of them: so the search is that of unify, with its proof and its separate check. Drafts are
//! conditions, too, each of them more burdensome than all conditions together, so that first as little
//! as possible is drafted, and then the burden of the conditions is least.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::{Element, Offer, Way, elements};
use crate::{
    consultation::stance::{Clause, Formula, Guard, Language, Said, Stance, Verdict},
    dossier::{Body, Condition, Confidence, Dossier, FiledStance, Standing as Firmness},
    initiative::lint::vocabulary::Vocabulary,
    position::{
        quantity::{Quantity, Threshold},
        rule::{Alternative, Base, Measure, Requirement, Rule},
        unify::{Deadline, Options, unify},
    },
    text::{Id, Text},
};

/// The most different needs that are searched over.
pub const NEED_LIMIT: usize = 200;

/// The least that makes the offer watertight.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mend {
    /// Conditions on the table.
    pub conditions: Vec<Id>,
    /// Their burden.
    pub burden: u64,
    /// What no condition brings and has to be drafted.
    pub drafts: Vec<Draft>,
    /// Whether nothing less would do.
    pub is_least: bool,
}

/// Something to be drafted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Draft {
    /// Who verifies, for the whole offer.
    Verifier,
    /// What follows a breach, for the whole offer.
    Response,
    /// Something that a provision leaves unsaid.
    Amendment {
        /// The provision.
        provision: Id,
        /// What it should say.
        element: Element,
    },
    /// A whole provision against a harm.
    Provision {
        /// The harm.
        harm: Id,
    },
}

/// The least that makes an offer watertight; `None` when there are too many needs to search over, or
/// conditions that exclude each other leave no way.
pub(super) fn mend(offer: &Offer<'_>, vocabulary: &Vocabulary, deadline: Option<Deadline>) -> Option<Mend> {
    let mut search = Search::new(offer, vocabulary);
    let mut needs: BTreeSet<Vec<Vec<Piece>>> = BTreeSet::new();
    for harm in &offer.dossier.harms {
        for place in &offer.places {
            for period in &offer.periods {
                let ways = offer.ways(&harm.id, *place, period);
                if ways.first().is_none_or(|best| best.count > 0) {
                    needs.insert(search.need(&harm.id, &ways));
                }
            }
        }
    }
    if needs.len() > NEED_LIMIT {
        return None;
    }
    search.answer(&needs, deadline)
}

/// One thing that a way of covering a slot takes: any of these.
type Piece = BTreeSet<Id>;

struct Search<'o, 'd> {
    offer: &'o Offer<'d>,
    verifying: Piece,
    responding: Piece,
    stopping: HashMap<&'d Id, Vec<&'d Id>>,
    drafts: BTreeMap<Draft, Id>,
    taken: BTreeSet<Id>,
}

impl<'o, 'd> Search<'o, 'd> {
    fn new(offer: &'o Offer<'d>, vocabulary: &Vocabulary) -> Self {
        let conditions = &offer.dossier.conditions;
        let bringing = |wanted: Element| -> Piece {
            let brings = |it: &&Condition| elements(offer.dossier, it, vocabulary).contains(&wanted);
            conditions.iter().filter(brings).map(|it| it.id.clone()).collect()
        };
        let mut stopping: HashMap<&Id, Vec<&Id>> = HashMap::new();
        for condition in conditions {
            for harm in &condition.stops {
                stopping.entry(harm).or_default().push(&condition.id);
            }
        }
        let mut search = Self {
            offer,
            verifying: bringing(Element::Verifier),
            responding: bringing(Element::Response),
            stopping,
            drafts: BTreeMap::new(),
            taken: conditions.iter().map(|it| it.id.clone()).collect(),
        };
        let (verifier, response) = (search.draft(Draft::Verifier), search.draft(Draft::Response));
        search.verifying.insert(verifier);
        search.responding.insert(response);
        search
    }

    /// The id of a draft as a condition of the search.
    fn draft(&mut self, draft: Draft) -> Id {
        if let Some(id) = self.drafts.get(&draft) {
            return id.clone();
        }
        let mut number = self.drafts.len();
        loop {
            // Letters, digits and a hyphen are always an id.
            if let Ok(id) = Id::new(&format!("draft-{number}"))
                && self.taken.insert(id.clone())
            {
                self.drafts.insert(draft, id.clone());
                return id;
            }
            number += 1;
        }
    }

    /// What it takes to cover a slot: one of the ways, of which each takes all of its pieces.
    fn need(&mut self, harm: &Id, ways: &[Way]) -> Vec<Vec<Piece>> {
        let mut need: BTreeSet<Vec<Piece>> = BTreeSet::new();
        for way in ways {
            let pieces = way.missing.iter().map(|&element| match element {
                Element::Verifier => self.verifying.clone(),
                Element::Response => self.responding.clone(),
                element => {
                    let provision = self.offer.provisions[way.provision].id.clone();
                    BTreeSet::from([self.draft(Draft::Amendment { provision, element })])
                }
            });
            need.insert(pieces.collect());
        }
        for condition in self.stopping.get(harm).cloned().unwrap_or_default() {
            let own = BTreeSet::from([condition.clone()]);
            need.insert(vec![own, self.verifying.clone(), self.responding.clone()]);
        }
        let whole = self.draft(Draft::Provision { harm: harm.clone() });
        need.insert(vec![BTreeSet::from([whole])]);
        need.into_iter().collect()
    }

    fn answer(&self, needs: &BTreeSet<Vec<Vec<Piece>>>, deadline: Option<Deadline>) -> Option<Mend> {
        let dossier = self.offer.dossier;
        let mut conditions = dossier.conditions.clone();
        let all: u64 = conditions.iter().fold(0, |sum, condition| sum.saturating_add(condition.burden));
        conditions.extend(self.drafts.values().map(|id| Condition {
            id: id.clone(),
            text: Text::default(),
            burden: all.saturating_add(1),
            stops: Vec::new(),
            implies: Vec::new(),
            excludes: Vec::new(),
            proposed_by: None,
        }));
        // Numbers make an id each.
        let ids: Vec<Id> = (0..needs.len()).filter_map(|at| Id::new(&format!("need-{at}")).ok()).collect();
        let bodies = ids.iter().map(|id| Body {
            id: id.clone(),
            name: Text::default(),
            chambers: Vec::new(),
            weight: 1,
            measures: Vec::new(),
        });
        let stances = ids.iter().zip(needs).map(|(id, need)| FiledStance {
            body: id.clone(),
            says: Said { stance: stance(need), language: Language::English },
            version: dossier.initiative.version,
            confidence: Confidence::Open,
            standing: Firmness::Mandated,
            reason: None,
            source: None,
        });
        let everybody = Requirement {
            chamber: None,
            measure: Measure::Bodies,
            threshold: Threshold::AtLeast(Quantity::Count(needs.len() as u64)),
            base: Base::Members,
        };
        let searched = Dossier {
            bodies: bodies.collect(),
            stances: stances.collect(),
            rule: Rule {
                alternatives: vec![Alternative { name: None, requires: vec![everybody] }],
                ..Rule::default()
            },
            conditions,
            ..dossier.clone()
        };
        let answer = unify(&searched, &Options { deadline, ..Options::default() })
            .ok()
            .filter(|answer| answer.proof.checked)?;
        let package = answer.package?;
        let is_draft: HashMap<&Id, &Draft> = self.drafts.iter().map(|(draft, id)| (id, draft)).collect();
        let (drafted, chosen): (Vec<&Id>, Vec<&Id>) =
            package.iter().partition(|id| is_draft.contains_key(id));
        let burden = |id: &&Id| dossier.conditions.iter().find(|it| it.id == **id).map_or(0, |it| it.burden);
        Some(Mend {
            burden: chosen.iter().map(burden).sum(),
            conditions: chosen.into_iter().cloned().collect(),
            drafts: drafted.into_iter().filter_map(|id| is_draft.get(id)).map(|it| (*it).clone()).collect(),
            is_least: answer.proof.bound == answer.burden,
        })
    }
}

fn stance(need: &[Vec<Piece>]) -> Stance {
    let any = |mut parts: Vec<Formula>| if parts.len() == 1 { parts.remove(0) } else { Formula::Any(parts) };
    let all = |mut parts: Vec<Formula>| if parts.len() == 1 { parts.remove(0) } else { Formula::All(parts) };
    let piece = |piece: &Piece| any(piece.iter().cloned().map(Formula::Condition).collect());
    let ways = need.iter().map(|pieces| all(pieces.iter().map(piece).collect())).collect();
    let guard = Guard::When { holds: Some(any(ways)), unless: None };
    Stance { clauses: vec![Clause { verdict: Verdict::Accept, guard }] }
}
