//! The game that the rule alone plays: a coalition accepts, everybody else rejects. Its sums are kept
//! while members come and go, for counting and sampling alike.

use super::{super::model::Model, least_sum};

/// A coalition and its sums.
pub struct Game<'a> {
    model: &'a Model,
    is_in: Vec<bool>,
    has_veto: Vec<bool>,
    size: usize,
    vetoes_in: usize,
    /// By alternative: each tally's sum, the least that meets it, and what members count.
    tallies: Vec<Vec<(u64, u64, &'a [u64])>>,
}

impl<'a> Game<'a> {
    /// The coalition of nobody.
    pub fn new(model: &'a Model) -> Self {
        let members = model.members.len();
        let mut has_veto = vec![false; members];
        model.terms.veto.iter().for_each(|&at| has_veto[at] = true);
        let tallies = model.terms.alternatives.iter().map(|tallies| {
            tallies.iter().map(|tally| (0, least_sum(tally), tally.counts.as_slice())).collect()
        });
        Self {
            model,
            is_in: vec![false; members],
            has_veto,
            size: 0,
            vetoes_in: 0,
            tallies: tallies.collect(),
        }
    }

    /// Sends everybody out.
    pub fn clear(&mut self) {
        self.is_in.fill(false);
        (self.size, self.vetoes_in) = (0, 0);
        self.tallies.iter_mut().flatten().for_each(|(sum, _, _)| *sum = 0);
    }

    /// Takes a member in, or out when it is in.
    pub fn turn(&mut self, member: usize) {
        let joins = !self.is_in[member];
        self.is_in[member] = joins;
        let (by, veto) = (1, usize::from(self.has_veto[member]));
        if joins {
            self.size += by;
            self.vetoes_in += veto;
        } else {
            self.size -= by;
            self.vetoes_in -= veto;
        }
        for (sum, _, counts) in self.tallies.iter_mut().flatten() {
            *sum = if joins { *sum + counts[member] } else { *sum - counts[member] };
        }
    }

    /// Whether the coalition wins.
    pub fn is_won(&self) -> bool {
        let terms = &self.model.terms;
        let outside = (self.is_in.len() - self.size) as u64;
        self.size > 0
            && self.vetoes_in == terms.veto.len()
            && terms.max_objections.is_none_or(|most| outside <= most)
            && self.tallies.iter().any(|tallies| tallies.iter().all(|(sum, least, _)| sum >= least))
    }
}
