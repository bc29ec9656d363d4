//! What if: suppositions chosen one by one, in the address of the board and nowhere else.

use mawqif_core::case::Case;

use super::{super::form::Form, Words};
use crate::desk::what_if::WhatIf;

/// What a body may be supposed to say, as stances and as messages.
const SAYINGS: [(&str, &str); 3] =
    [("accept", "verdict-accept"), ("reject", "verdict-reject"), ("abstain", "verdict-abstain")];

/// What may be supposed of a condition.
const PLACES: [(&str, &str); 2] = [("with", "what-if-with"), ("without", "what-if-without")];

/// The form of suppositions.
pub struct Supposed {
    /// Conditions and what is supposed of them.
    pub conditions: Vec<Choice>,
    /// Bodies and what they are supposed to say.
    pub bodies: Vec<Choice>,
    /// How many are made.
    pub count: usize,
}

/// One thing of which something can be supposed.
pub struct Choice {
    /// The field's name.
    pub field: String,
    /// What it is called.
    pub label: String,
    /// What may be supposed: value, words, whether it is.
    pub options: Vec<(&'static str, String, bool)>,
}

impl Supposed {
    /// The form, as an address has it.
    pub fn of(case: &Case, asked: &Form, words: &Words) -> Self {
        let dossier = case.dossier();
        let choice = |field: String, label: String, known: &[(&'static str, &'static str)]| {
            let value = asked.get(&field);
            let options =
                known.iter().map(|(own, key)| (*own, words.word(key), value == *own)).collect::<Vec<_>>();
            Choice { field, label, options }
        };
        let conditions = dossier
            .conditions
            .iter()
            .map(|condition| choice(format!("c.{}", condition.id), condition.id.to_string(), &PLACES));
        let name = |id| words.name_of(id, dossier.bodies.iter().map(|body| (&body.id, &body.name)));
        let bodies =
            dossier.bodies.iter().map(|body| choice(format!("b.{}", body.id), name(&body.id), &SAYINGS));
        let (conditions, bodies): (Vec<Choice>, Vec<Choice>) = (conditions.collect(), bodies.collect());
        let is_made = |choice: &&Choice| choice.options.iter().any(|(_, _, is_chosen)| *is_chosen);
        let count = conditions.iter().chain(&bodies).filter(is_made).count();
        Self { conditions, bodies, count }
    }
}

/// What an address supposes, as the desk is asked.
pub fn asked(asked: &Form) -> WhatIf {
    let mut what_if = WhatIf::default();
    for (id, place) in asked.below("c.") {
        match place {
            "with" => what_if.with.push(id.to_owned()),
            "without" => what_if.without.push(id.to_owned()),
            _ => {}
        }
    }
    let said = asked.below("b.").filter(|(_, says)| SAYINGS.iter().any(|(own, _)| own == says));
    what_if.assume = said.map(|(id, says)| format!("{id}={says}")).collect();
    what_if
}
