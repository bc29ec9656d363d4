//! Fields that hold lists of lists: states of a game as their options, and rankings of them.

use toml::{Spanned, de::DeValue};

use super::{At, Fields, Value};
use crate::{dossier::problem::Wanted, text::Id};

/// How a ranking is written.
const RANKING: &str = "[[[\"keep\"]], [[], [\"keep\", \"answer\"]]]";

impl<'s> Fields<'s, '_> {
    /// A list of ids that may be absent, which is not the same as empty.
    pub fn optional_ids(&mut self, key: &'static str) -> Option<Vec<At<Id>>> {
        self.has(key).then(|| self.ids(key))
    }

    /// States from best to worst: a list of lists of states, each of which is a list of ids.
    pub fn ranking(&mut self, key: &'static str) -> Vec<Vec<Vec<At<Id>>>> {
        let ties = self.items(key, Wanted::States);
        let mut ranking = Vec::new();
        for tie in ties {
            let states = self.inner(key, tie);
            let mut read = Vec::new();
            for state in states {
                let ids = self.inner(key, state);
                read.push(ids.iter().filter_map(|id| self.read_id(key, id)).collect());
            }
            ranking.push(read);
        }
        ranking
    }

    fn inner(&mut self, key: &str, value: Value<'s>) -> Vec<Value<'s>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => items.into_iter().collect(),
            other => {
                self.wrong_kind(key, &Spanned::new(span, other), Wanted::States, RANKING);
                Vec::new()
            }
        }
    }
}
