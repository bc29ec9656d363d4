//! The solver against whole numbers, where there are more packages than brute force looks at: the
//! enumeration below its limit, and the checker's survey above it.

use proptest::prelude::*;

use super::{
    super::{
        Options, Preference,
        check::{Best, Case, Found, Roll, survey},
        exhaustive::{Enumeration, Question},
        landscape::{Landscape, Trade},
        search::Search,
        unify,
    },
    cases,
};
use crate::position::{
    model::{Fixed, Model},
    unify::random::dossier,
};

/// So many stances are asked, that nearly every case is settled.
const STEPS: u64 = 3_000_000;

/// The best package of a landscape, by what is preferred.
fn best(landscape: &Landscape, prefer: Preference) -> Option<(u64, u64)> {
    let trade = match prefer {
        Preference::Burden => landscape.frontier.first(),
        Preference::Support => landscape.frontier.last(),
    };
    trade.map(|trade| (trade.burden, trade.support))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn branching_settles_ties_as_the_enumeration_does(
        seed in any::<u64>(), bodies in 1_usize..=12, conditions in 0_usize..=16
    ) {
        let (dossier, suppositions) = dossier(seed, bodies, conditions);
        let model = Model::new(&dossier, &suppositions).unwrap();
        let nobody = Fixed::new();
        let enumeration = Enumeration::new(&model, &nobody, None).unwrap();
        if let Some(best) = enumeration.best() {
            // Begun with the package of most burden of which no condition can be spared.
            let minimal = enumeration.landscape(Preference::Burden).minimal;
            let known = minimal.into_iter().map(|package| Trade::of(&model, &nobody, package)).next_back();
            let known = known.unwrap_or_else(|| best.clone());
            let settled = Question::new(&model, &nobody, None).best_of_least(known).0;
            prop_assert_eq!(settled, Some(best));
        }
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn the_solver_finds_what_the_enumeration_finds(
        seed in any::<u64>(), bodies in 6_usize..=14, conditions in 10_usize..=18, support in any::<bool>()
    ) {
        let (dossier, suppositions) = dossier(seed, bodies, conditions);
        let model = Model::new(&dossier, &suppositions).unwrap();
        let prefer = if support { Preference::Support } else { Preference::Burden };
        let nobody = Fixed::new();
        let enumerated = Enumeration::new(&model, &nobody, None).unwrap().landscape(prefer);
        let given_up = Question::new(&model, &nobody, None).within(0).least_burden();
        let searched = Search::new(&model, &nobody, None).alone().landscape(prefer, &given_up);
        prop_assert!(searched.proof.is_optimal);
        prop_assert_eq!(best(&searched, prefer), best(&enumerated, prefer));
        if searched.minimal_complete {
            let sorted = |landscape: &Landscape| {
                let mut minimal = landscape.minimal.clone();
                minimal.sort();
                minimal
            };
            prop_assert_eq!(sorted(&searched), sorted(&enumerated));
        }
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn beyond_the_enumeration_the_solver_is_borne_out_in_whole_numbers(
        seed in any::<u64>(), bodies in 6_usize..=14, conditions in 26_usize..=30, support in any::<bool>()
    ) {
        let (dossier, suppositions) = dossier(seed, bodies, conditions);
        let model = Model::new(&dossier, &suppositions).unwrap();
        let prefer = if support { Preference::Support } else { Preference::Burden };
        let nobody = Fixed::new();
        let question = || Question::new(&model, &nobody, None);
        let given_up = question().within(0).least_burden();
        let searched = Search::new(&model, &nobody, None).alone().landscape(prefer, &given_up);
        let branched = Search::new(&model, &nobody, None).landscape(prefer, &question().least_burden());
        if searched.frontier_complete && branched.frontier_complete {
            prop_assert_eq!(&searched.frontier, &branched.frontier);
        }
        if searched.burden_without_complete && branched.burden_without_complete {
            prop_assert_eq!(&searched.burden_without, &branched.burden_without);
        }
        let roll = Roll::new(&Case::new(&dossier, &suppositions));
        let than = best(&searched, prefer).map(|(burden, support)| Best {
            burden,
            support,
            prefer,
            are_ties_settled: searched.ties_complete,
        });
        prop_assert!(searched.proof.is_optimal);
        prop_assert_ne!(survey(&roll, than, STEPS, None), Found::Something);
        // The survey is no yes-man: held against something worse, it finds the package.
        if let Some(than) = than {
            let worse = match prefer {
                Preference::Burden => Best { burden: than.burden + 1, support: u64::MAX, ..than },
                Preference::Support => Best { support: than.support.saturating_sub(1), burden: 0, ..than },
            };
            if worse.support != than.support {
                prop_assert_ne!(survey(&roll, Some(worse), STEPS, None), Found::Nothing);
            }
        }
        let has_quorum = model.has_quorum();
        let answer = unify(&dossier, &Options { suppositions, prefer, deadline: None }).unwrap();
        prop_assert!(!answer.proof.is_refuted());
        prop_assert_eq!(answer.package.is_none(), searched.frontier.is_empty() || !has_quorum);
    }
}
