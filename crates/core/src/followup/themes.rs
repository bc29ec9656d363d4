//! Sums by theme: commitments whose theme is written alike, added up, for the board and for the answer.

use super::{
    answer::{Score, ThemeSum},
    compliance::sum_of,
};
use crate::{
    dossier::Dossier,
    text::{Id, Text},
};

/// How far each theme is kept: 100 Σ score / 3 n over what of its commitments was scored. Of each commitment of the dossier, in their order,
/// there is one of these; what has no theme comes last, and where none has one there are none.
pub(super) fn by_theme<T>(dossier: &Dossier, all: &[T], scores: impl Fn(&T) -> Vec<Score>) -> Vec<ThemeSum> {
    let mut themes: Vec<(&Text, Vec<Id>, Vec<Score>)> = Vec::new();
    for (commitment, own) in dossier.commitments.iter().zip(all) {
        let own = scores(own);
        match themes.iter_mut().find(|(theme, ..)| **theme == commitment.theme) {
            Some((_, ids, known)) => {
                ids.push(commitment.id.clone());
                known.extend(own);
            }
            None => themes.push((&commitment.theme, vec![commitment.id.clone()], own)),
        }
    }
    if themes.iter().all(|(theme, ..)| theme.is_empty()) {
        return Vec::new();
    }
    themes.sort_by_key(|(theme, ..)| theme.is_empty());
    let told = themes.into_iter().map(|(theme, commitments, scores)| ThemeSum {
        theme: Some(theme.clone()).filter(|it| !it.is_empty()),
        commitments,
        kept: sum_of(scores.into_iter()),
    });
    told.collect()
}
