//! Fields that hold lists: words, states of a game as their options, and rankings of them.

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

    /// A list of words; empty when absent.
    pub fn list_of_words(&mut self, key: &'static str) -> Vec<At<String>> {
        let items = self.items(key, Wanted::WordList);
        items.iter().filter_map(|item| self.read_words(key, item)).collect()
    }

    /// Whether something stands under the key, an empty list apart.
    pub fn has_items(&self, key: &str) -> bool {
        let value = self.table.get(key);
        value.is_some_and(|it| it.get_ref().as_array().is_none_or(|items| items.iter().next().is_some()))
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
