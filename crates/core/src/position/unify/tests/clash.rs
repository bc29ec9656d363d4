//! The clash against brute force: nothing wins while its parts hold, and no fewer parts do that.

use proptest::prelude::*;

use super::{
    alike::council,
    brute::{Brute, LeftOut, Set, bits},
    cases, subsets,
};
use crate::{
    position::unify::{Options, answer::Clash, random::dossier, unify},
    text::Id,
};

/// Parts of a case, as bits: bodies first, then requirements, vetoes, and the limit on objections.
struct Parts<'a> {
    brute: &'a Brute<'a>,
    requirements: usize,
    vetoes: Vec<usize>,
}

impl<'a> Parts<'a> {
    fn new(brute: &'a Brute<'a>) -> Self {
        let requirements = brute.alternatives.iter().map(Vec::len).sum();
        Self { brute, requirements, vetoes: bits(brute.veto).collect() }
    }

    fn everything(&self) -> Set {
        let objections = usize::from(self.brute.dossier.rule.max_objections.is_some());
        (1 << (self.objections_at() + objections)) - 1
    }

    fn requirements_at(&self) -> usize {
        self.brute.bodies.len()
    }

    fn vetoes_at(&self) -> usize {
        self.requirements_at() + self.requirements
    }

    fn objections_at(&self) -> usize {
        self.vetoes_at() + self.vetoes.len()
    }

    /// Whether something wins while these parts hold. A stance that is left out is an acceptance.
    fn is_any_won(&self, held: Set) -> bool {
        let out = !held;
        let left_out = LeftOut {
            veto: (0..self.vetoes.len())
                .filter(|at| out >> (self.vetoes_at() + at) & 1 == 1)
                .fold(0, |set, at| set | 1 << self.vetoes[at]),
            objections: out >> self.objections_at() & 1 == 1,
            requirements: out >> self.requirements_at(),
        };
        self.brute.is_any_won(out & self.brute.everybody(), &left_out)
    }

    /// The parts a clash may mean: it counts those of its bodies that it does not name.
    fn meant(&self, clash: &Clash) -> Vec<Set> {
        let body = |id: &Id| self.brute.bodies.iter().position(|body| body.id == *id).unwrap();
        let mut named = clash.bodies.iter().fold(0, |set: Set, id| set | 1 << body(id));
        for (alternative, requirement) in &clash.requirements {
            let before: usize = self.brute.alternatives[..alternative - 1].iter().map(Vec::len).sum();
            named |= 1 << (self.requirements_at() + before + requirement - 1);
        }
        for id in &clash.vetoes {
            let at = self.vetoes.iter().position(|&veto| veto == body(id)).unwrap();
            named |= 1 << (self.vetoes_at() + at);
        }
        named |= Set::from(clash.objections) << self.objections_at();
        let hidden = subsets(self.brute.confidential).into_iter();
        let hidden = hidden.flat_map(|bodies| self.by_stance_or_veto(bodies));
        let hidden = hidden.filter(|parts| u64::from(parts.count_ones()) == clash.confidential);
        hidden.map(|hidden| named | hidden).collect()
    }

    /// The parts by which some bodies may take part: each by its stance, its veto if it has one, or both.
    fn by_stance_or_veto(&self, bodies: Set) -> Vec<Set> {
        bits(bodies).fold(vec![0], |all, body| {
            let stance: Set = 1 << body;
            let veto = self.vetoes.iter().position(|&veto| veto == body);
            let veto: Set = veto.map_or(0, |at| 1 << (self.vetoes_at() + at));
            let ways = if veto == 0 { vec![stance] } else { vec![stance, veto, stance | veto] };
            all.iter().flat_map(|set| ways.iter().map(move |way| set | way)).collect()
        })
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_clash_is_a_smallest_set_of_parts_that_cannot_all_hold(
        seed in any::<u64>(), bodies in 1_usize..=5, conditions in 0_usize..=4
    ) {
        let draw = if seed % 2 == 0 { dossier } else { council };
        let (dossier, suppositions) = draw(seed, bodies, conditions);
        let brute = Brute::new(&dossier, &suppositions);
        let parts = Parts::new(&brute);
        let options = Options { suppositions: suppositions.clone(), ..Options::default() };
        let answer = unify(&dossier, &options).unwrap();
        match &answer.clash {
            Some(clash) => {
                let clashing = parts.meant(clash).into_iter().filter(|&held| !parts.is_any_won(held));
                let size = clashing.map(Set::count_ones).min();
                prop_assert!(size.is_some(), "something wins all the same");
                prop_assert!(clash.smallest);
                // To hold more can only hurt, so that it is enough to look one size below.
                let sets = 0..=parts.everything();
                for fewer in sets.filter(|set| Some(set.count_ones() + 1) == size) {
                    prop_assert!(parts.is_any_won(fewer), "{fewer:b} clash as well");
                }
            }
            // Nothing is to blame when something wins, or when no package is consistent.
            None => prop_assert!(
                answer.package.is_some() || !brute.has_quorum() || !parts.is_any_won(0)
            ),
        }
    }
}
