//! What to try when there is no package: who would have to accept, as options of the command, and what the
//! answer would be then.

use mawqif_core::{
    consultation::stance::Language::English,
    position::{
        model::{Counted, Model},
        unify::{Preference, answer::Reason},
    },
    text::Id,
};

use super::{LIST_LIMIT, Note};

impl Note<'_> {
    /// The options by which the stances that are wanting are supposed, and what the answer would be with them.
    pub(super) fn hint(&self, model: &Model) -> Vec<String> {
        let answer = self.answer;
        if answer.reason == Some(Reason::NoQuorum) {
            return self.for_a_quorum(model).map(|bodies| self.supposing(&bodies)).into_iter().collect();
        }
        // Bodies that are not named cannot be supposed to say something.
        let mut sets = answer.unlock.iter().flat_map(|unlock| &unlock.sets);
        let Some(set) = sets.find(|set| set.confidential == 0 && set.bodies.len() <= LIST_LIMIT) else {
            return Vec::new();
        };
        let mut lines = vec![self.supposing(&set.bodies)];
        // The package named with a set is the one of least burden.
        if self.options.prefer == Preference::Burden {
            lines.push(match set.package.as_slice() {
                [] => self.locale.word("try-outcome-accept"),
                package => self.locale.tell("try-outcome", &[("list", self.list(package).into())]),
            });
        }
        lines
    }

    /// The options by which these bodies accept, and everything else is as it was asked.
    fn supposing(&self, bodies: &[Id]) -> String {
        let asked = &self.options.suppositions;
        let mut options: Vec<String> =
            bodies.iter().map(|body| format!("--assume {body}=\"accept\"")).collect();
        let others = asked.assumed.iter().filter(|(id, _)| !bodies.contains(id));
        options.extend(others.map(|(id, stance)| format!("--assume {id}=\"{}\"", stance.print(English))));
        options.extend(asked.with.iter().map(|id| format!("--with {id}")));
        options.extend(asked.without.iter().map(|id| format!("--without {id}")));
        if asked.counted == Counted::Mandated {
            options.push("--only mandated".to_owned());
        }
        if self.options.prefer == Preference::Support {
            options.push("--prefer support".to_owned());
        }
        self.locale.tell("try-assume", &[("options", options.join(" ").into())])
    }

    /// Few absent bodies that would make a quorum by saying anything.
    fn for_a_quorum(&self, model: &Model) -> Option<Vec<Id>> {
        let tally = model.terms.quorum.as_ref()?;
        let mut trial = model.clone();
        let mut absent: Vec<usize> =
            (0..model.members.len()).filter(|&at| model.members[at].voice.is_none()).collect();
        absent.sort_by_key(|&at| (std::cmp::Reverse(tally.counts[at]), at));
        let present = model.members.iter().find_map(|member| member.voice.clone());
        let any = present.unwrap_or_else(|| mawqif_core::position::model::Voice { clauses: Vec::new() });
        let mut asked = Vec::new();
        for at in absent.into_iter().take(LIST_LIMIT) {
            trial.members[at].voice = Some(any.clone());
            asked.push(model.members[at].id.clone());
            if trial.has_quorum() {
                return Some(asked);
            }
        }
        None
    }
}
