//! The stress test: the model of stability, how the offer is tested, and findings that are accepted.
//!
//! Whether a game makes sense, whether a rule is known and what an allowance is for is the reader of
//! dossiers to say, as for everything that stands in one.

use super::{Checking, sound::sound};
use crate::{
    case::{
        Act, Fact, Refusal,
        refusal::{State, Thing},
    },
    initiative::stress::{Allowance, Stress},
    text::Id,
};

/// Takes what is withdrawn out of what is said of the test, and gives the facts of that: what somebody has said of
/// the test keeps nothing in the dossier that somebody else may take out.
pub(super) fn forget(stress: &mut Stress, id: &Id) -> Vec<Fact> {
    let mut facts = Vec::new();
    if stress.verifies.contains(id) || stress.responds.contains(id) {
        stress.verifies.retain(|it| it != id);
        stress.responds.retain(|it| it != id);
        let (verifies, responds) = (stress.verifies.clone(), stress.responds.clone());
        facts.push(Fact::TestSet { pack: stress.pack, verifies, responds });
    }
    let named: Vec<Allowance> = stress.allow.iter().filter(|it| it.on.contains(id)).cloned().collect();
    for Allowance { rule, mut on, reason } in named {
        stress.allow.retain(|it| !it.is_of(&rule, &on));
        facts.push(Fact::FindingDisallowed { rule: rule.clone(), on: on.clone() });
        on.retain(|it| it != id);
        // With nothing left it would allow everything.
        if !on.is_empty() && !stress.allows(&rule, &on) {
            let allowance = Allowance { rule, on, reason };
            stress.allow.push(allowance.clone());
            facts.push(Fact::FindingAllowed { allowance });
        }
    }
    facts
}

impl Checking<'_> {
    /// The fact of an act about the test.
    pub(super) fn test(self, act: &Act) -> Result<Fact, Refusal> {
        let mut changed = self.case.dossier.clone();
        match act {
            Act::SetTest { pack, verifies, responds } => {
                let allow = std::mem::take(&mut changed.stress.allow);
                changed.stress =
                    Stress { pack: *pack, verifies: verifies.clone(), responds: responds.clone(), allow };
                let Stress { pack, verifies, responds, .. } = sound(&changed, None)?.stress;
                Ok(Fact::TestSet { pack, verifies, responds })
            }
            Act::AllowFinding { rule, on, reason } => {
                if changed.stress.allows(rule, on) {
                    return Err(Refusal::State(State::AlreadyAllowed));
                }
                let allowance = Allowance { rule: rule.clone(), on: on.clone(), reason: reason.clone() };
                changed.stress.allow.push(allowance.clone());
                let read = sound(&changed, None)?.stress.allow.pop();
                Ok(Fact::FindingAllowed { allowance: read.unwrap_or(allowance) })
            }
            Act::DisallowFinding { rule, on } => {
                if !changed.stress.allows(rule, on) {
                    return Err(Refusal::Unknown { what: Thing::Allowance, name: rule.clone() });
                }
                Ok(Fact::FindingDisallowed { rule: rule.clone(), on: on.clone() })
            }
            Act::SetGame { game } => {
                changed.game.clone_from(game);
                Ok(Fact::GameSet { game: sound(&changed, None)?.game })
            }
            other => Err(Refusal::Unknown { what: Thing::Part, name: other.name().to_owned() }),
        }
    }
}
