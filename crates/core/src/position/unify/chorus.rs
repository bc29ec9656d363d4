//! The chorus: members with the same stance become one voice whose counts are added.
//!
//! Lossless, because members with one stance give one verdict at every package; a veto or a
//! requirement looks at the voice's verdict as well as at the member's.

use std::collections::HashMap;

use crate::{
    consultation::stance::Verdict,
    position::model::{Fixed, Model, Voice},
};

/// What one voice says.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sound<'a> {
    /// What a stance says.
    Stance(&'a Voice),
    /// The same whatever the package.
    Fixed(Verdict),
    /// Nothing: an absent member that is looked at all the same ([`Chorus::apart`]).
    Silent,
}

/// The voices of a model's present members.
pub struct Chorus<'a> {
    /// Each voice once.
    pub voices: Vec<Sound<'a>>,
    /// The voice of each member; `None` when it is absent.
    pub voice_of: Vec<Option<usize>>,
}

impl<'a> Chorus<'a> {
    /// Merges the members of a model in which some verdicts are fixed.
    pub fn new(model: &'a Model, fixed: &Fixed) -> Self {
        Self::apart(model, fixed, &[])
    }

    /// The same, with a voice of its own for each of these members, absent ones included.
    pub fn apart(model: &'a Model, fixed: &Fixed, apart: &[usize]) -> Self {
        let mut voices = Vec::new();
        let mut known = HashMap::new();
        let voice_of = (0..model.members.len())
            .map(|at| {
                let sound = match (fixed.get(&at), &model.members[at].voice) {
                    (Some(&verdict), _) => Sound::Fixed(verdict),
                    (None, Some(voice)) => Sound::Stance(voice),
                    (None, None) if apart.contains(&at) => Sound::Silent,
                    (None, None) => return None,
                };
                if apart.contains(&at) {
                    voices.push(sound);
                    return Some(voices.len() - 1);
                }
                Some(*known.entry(sound).or_insert_with(|| {
                    voices.push(sound);
                    voices.len() - 1
                }))
            })
            .collect();
        Self { voices, voice_of }
    }

    /// What each voice counts when each member counts this.
    pub fn sums(&self, counts: &[u64]) -> Vec<u64> {
        let mut sums = vec![0; self.voices.len()];
        for (voice, count) in self.voice_of.iter().zip(counts) {
            if let Some(voice) = voice {
                sums[*voice] += count;
            }
        }
        sums
    }

    /// Whether the member is present.
    pub fn is_present(&self, member: usize) -> bool {
        self.voice_of[member].is_some_and(|voice| self.voices[voice] != Sound::Silent)
    }

    /// The voices of these members, each once.
    pub fn of(&self, members: &[usize]) -> Vec<usize> {
        let mut voices: Vec<usize> = members.iter().filter_map(|&at| self.voice_of[at]).collect();
        voices.sort_unstable();
        voices.dedup();
        voices
    }
}
