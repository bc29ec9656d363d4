//! Wordings: conditions that the secretariat would put in place of others.
//!
//! One for one under the same id is another wording; several for one a merger; one for several a
//! split. Nothing happens before every body that proposed one of those replaced has agreed, and
//! what came of what stays known.

use std::collections::BTreeSet;

use super::names::Moment;
use crate::{
    dossier::{Condition, Dossier},
    text::{Id, Text},
};

/// An offer of the secretariat to word conditions differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The conditions that would go.
    pub replaces: Vec<Id>,
    /// Those that would stand in their place.
    pub by: Vec<Condition>,
    /// The bodies that must agree.
    pub asked: Vec<Id>,
    /// Those that have.
    pub agreed: BTreeSet<Id>,
    /// What became of it.
    pub state: WordingState,
}

/// What became of an offered wording.
#[derive(Clone, Debug, PartialEq)]
pub enum WordingState {
    /// Somebody has still to answer.
    Open,
    /// It was taken.
    Taken(Moment),
    /// A body refused, perhaps saying why.
    Refused(Id, Option<Text>),
    /// The secretariat took it back.
    Retracted,
}

impl Wording {
    /// Puts the new conditions where the first of the replaced stood. What else refers to one of the
    /// replaced refers to all new ones then, except stances: only a body can say what it says.
    pub(super) fn put_into(&self, dossier: &mut Dossier) {
        let is_replaced = |condition: &Condition| self.replaces.contains(&condition.id);
        let conditions = &mut dossier.conditions;
        let at = conditions.iter().position(is_replaced).unwrap_or(conditions.len());
        conditions.retain(|condition| !is_replaced(condition));
        let others = conditions.iter_mut().flat_map(|it| [&mut it.implies, &mut it.excludes]);
        let red_lines = dossier.red_lines.iter_mut().map(|it| &mut it.against);
        let stress = &mut dossier.stress;
        let brings = [&mut stress.verifies, &mut stress.responds].into_iter();
        let allowed = stress.allow.iter_mut().map(|it| &mut it.on);
        let owed = dossier.commitments.iter_mut().map(|it| &mut it.rests_on);
        others.chain(red_lines).chain(owed).chain(brings).chain(allowed).for_each(|names| self.rename(names));
        dossier.conditions.splice(at..at, self.by.iter().cloned());
    }

    fn rename(&self, names: &mut Vec<Id>) {
        let is_gone = |id: &Id| self.replaces.contains(id) && !self.by.iter().any(|new| new.id == *id);
        if names.iter().any(is_gone) {
            names.retain(|id| !is_gone(id));
            for new in &self.by {
                if !names.contains(&new.id) {
                    names.push(new.id.clone());
                }
            }
        }
    }
}
