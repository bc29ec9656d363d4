//! Sums by theme: commitments whose theme is written alike, added up, for the board and for the answer. Capitals, spaces, hamzas and vowel
//! signs make no other theme; it is shown as the first that names it has written it.

use std::collections::HashMap;

use super::{
    answer::{Score, ThemeSum},
    calendar::folded,
    compliance::sum_of,
};
use crate::{
    dossier::Dossier,
    text::{Id, Text},
};

/// What two spellings of a theme share: its words folded, by language.
pub type ThemeKey = Vec<(String, String)>;

/// What tells a theme from others; nothing of one that says nothing.
pub fn theme_key(theme: &Text) -> ThemeKey {
    let all = theme.versions().map(|(tag, words)| (tag.to_owned(), folded(&without_hamzas(words))));
    let mut key: ThemeKey = all.filter(|(_, words)| !words.is_empty()).collect();
    key.sort_unstable();
    key
}

/// Hamzas on their seats, and those that are written above or below by themselves, which [`folded`] leaves as they are.
fn without_hamzas(words: &str) -> String {
    let letters = words.chars().filter(|it| !matches!(it, '\u{0653}'..='\u{0655}'));
    letters
        .map(|it| match it {
            'ؤ' => 'و',
            'ئ' => 'ي',
            other => other,
        })
        .collect()
}

fn is_none(theme: &Text) -> bool {
    theme_key(theme).is_empty()
}

/// How far each theme is kept: 100 Σ score / 3 n over what of its commitments was scored. Of each commitment of the dossier, in their order,
/// there is one of these; what has no theme comes last, and where none has one there are none.
pub(super) fn by_theme<T>(dossier: &Dossier, all: &[T], scores: impl Fn(&T) -> Vec<Score>) -> Vec<ThemeSum> {
    let mut themes: Vec<(&Text, Vec<Id>, Vec<Score>)> = Vec::new();
    let mut places: HashMap<ThemeKey, usize> = HashMap::new();
    for (commitment, own) in dossier.commitments.iter().zip(all) {
        let own = scores(own);
        let at = *places.entry(theme_key(&commitment.theme)).or_insert(themes.len());
        match themes.get_mut(at) {
            Some((_, ids, known)) => {
                ids.push(commitment.id.clone());
                known.extend(own);
            }
            None => themes.push((&commitment.theme, vec![commitment.id.clone()], own)),
        }
    }
    if themes.iter().all(|(theme, ..)| is_none(theme)) {
        return Vec::new();
    }
    themes.sort_by_key(|(theme, ..)| is_none(theme));
    let told = themes.into_iter().map(|(theme, commitments, scores)| ThemeSum {
        theme: Some(theme.clone()).filter(|it| !is_none(it)),
        commitments,
        kept: sum_of(scores.into_iter()),
    });
    told.collect()
}
