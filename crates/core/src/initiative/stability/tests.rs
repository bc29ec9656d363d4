//! The concepts against the published cases and against an independent reading of their definitions;
//! what lies around the agreed state; and games that cannot be.

mod bad;
mod coalitions;
pub mod games;
mod golden;
mod naive;
mod offers;

use self::games::Dice;
use super::{
    Model,
    concepts::{Concept, levels, stable},
    deterrent::{Will, effect},
    inverse::requirements,
    moves::{Moves, Rank},
    paths::{Kind, Walk},
    states::States,
};

/// A random game of the smallest sizes: its states and each player's ranks.
fn drawn(dice: &mut Dice) -> (States, Vec<Vec<Rank>>) {
    let players = 2 + dice.roll(3);
    let mut of_player = Vec::new();
    let mut count = 0;
    for _ in 0..players {
        let options = 1 + dice.roll(2);
        of_player.push(((1_u64 << options) - 1) << count);
        count += options;
    }
    let all = (1_u64 << count) - 1;
    let mut states: Vec<u64> = (0..=all).filter(|_| dice.roll(5) > 0).collect();
    if states.is_empty() {
        states.push(0);
    }
    let mask =
        |dice: &mut Dice| (0..count).filter(|_| dice.roll(4) == 0).fold(0, |mask, at| mask | 1_u64 << at);
    let stays_on = mask(dice);
    let stays_off = mask(dice) & !stays_on;
    let different = 1 + dice.roll(states.len());
    let ranks = (0..players)
        .map(|_| states.iter().map(|_| Rank::try_from(dice.roll(different)).unwrap()).collect())
        .collect();
    let options = (0..count).map(|at| crate::text::Id::new(&format!("o{at}")).unwrap()).collect();
    (States { options, of_player, stays_on, stays_off, states }, ranks)
}

fn moves(states: &States, ranks: &[Vec<Rank>]) -> Vec<Moves> {
    states.of_player.iter().zip(ranks).map(|(own, ranks)| Moves::new(states, *own, ranks)).collect()
}

#[test]
fn every_concept_is_what_its_definition_says_on_random_games() {
    let mut dice = Dice(7);
    let mut unstable = [0; 5];
    for game in 0..500 {
        let (states, ranks) = drawn(&mut dice);
        let moves = moves(&states, &ranks);
        let naive = naive::Graph::new(&states, &ranks);
        for (at, concept) in Concept::ALL.into_iter().enumerate() {
            for player in 0..moves.len() {
                let own = stable(&moves, player, concept);
                for (state, is_stable) in own.iter().enumerate() {
                    let expected = naive.is_stable(player, state, concept);
                    assert_eq!(
                        *is_stable, expected,
                        "game {game}, {concept:?}, player {player}, state {state}"
                    );
                    unstable[at] += usize::from(!is_stable);
                }
            }
        }
    }
    // The draw shows every concept something to refuse, and they refuse less and less.
    assert!(unstable.iter().all(|count| *count > 50), "{unstable:?}");
    assert!(unstable[0] >= unstable[3] && unstable[3] >= unstable[1] && unstable[2] >= unstable[1]);
}

#[test]
fn in_joint_moves_no_player_moves_twice_running() {
    // A chain a – b – c in which one opponent has both arcs and no arc from a to c: it may not move on
    // from b by itself. With the second arc another player's, the two reach c together.
    let alone = naive::Graph::of_arcs(3, &[&[], &[(0, 1), (1, 2)]], &[&[0, 0, 0], &[0, 0, 0]]);
    assert_eq!(alone.joint(&[1], 0, Kind::Any), [1]);
    let together = naive::Graph::of_arcs(3, &[&[], &[(0, 1)], &[(1, 2)]], &[&[0; 3], &[0; 3], &[0; 3]]);
    assert_eq!(together.joint(&[1, 2], 0, Kind::Any), [1, 2]);
    // And it may move again when another has moved in between.
    let between =
        naive::Graph::of_arcs(4, &[&[], &[(0, 1), (2, 3)], &[(1, 2)]], &[&[0; 4], &[0; 4], &[0; 4]]);
    assert_eq!(between.joint(&[1, 2], 0, Kind::Any), [1, 2, 3]);
    // In option form every player's moves are transitive, so that the rule takes nothing away: what the
    // walk reaches is what the rule by the letter reaches, but for the start.
    let mut dice = Dice(11);
    for _ in 0..150 {
        let (states, ranks) = drawn(&mut dice);
        let moves = moves(&states, &ranks);
        let naive = naive::Graph::new(&states, &ranks);
        let movers: Vec<usize> = (1..moves.len()).collect();
        for start in 0..states.states.len() {
            for kind in [Kind::Any, Kind::Improving] {
                let mut walked = Walk::new(&moves, &movers, start, kind).reached;
                walked.retain(|&at| at != start);
                walked.sort_unstable();
                let mut by_rule = naive.joint(&movers, start, kind);
                by_rule.retain(|&at| at != start);
                assert_eq!(walked, by_rule);
            }
        }
    }
}

#[test]
fn a_state_becomes_stable_at_its_level_and_not_below() {
    let mut dice = Dice(13);
    for _ in 0..100 {
        let (states, ranks) = drawn(&mut dice);
        let moves_before = moves(&states, &ranks);
        for concept in Concept::ALL {
            let level = levels(&moves_before, 0, concept);
            for state in 0..states.states.len() {
                let raised = |to: Rank| {
                    let mut ranks = ranks.clone();
                    ranks[0][state] = to;
                    stable(&moves(&states, &ranks), 0, concept)[state]
                };
                if level[state] > ranks[0][state] {
                    assert!(raised(level[state]), "{concept:?} at its level");
                    let below =
                        ranks[0].iter().filter(|rank| **rank < level[state] && **rank >= ranks[0][state]);
                    for &below in below {
                        assert!(!raised(below), "{concept:?} below its level");
                    }
                }
            }
        }
    }
}

#[test]
fn the_requirements_are_met_exactly_by_the_rankings_that_make_a_state_stable() {
    let mut dice = Dice(17);
    for _ in 0..120 {
        let (states, mut ranks) = drawn(&mut dice);
        let state = dice.roll(states.states.len());
        let before = moves(&states, &ranks);
        let wanted = Concept::ALL.map(|concept| requirements(&before, 0, state, concept));
        // Any other ranking of the player, ties included.
        for _ in 0..12 {
            for rank in &mut ranks[0] {
                *rank = Rank::try_from(dice.roll(4)).unwrap();
            }
            let after = moves(&states, &ranks);
            for (concept, wanted) in Concept::ALL.into_iter().zip(&wanted) {
                let is_met = wanted.iter().all(|requirement| requirement.is_met(&ranks[0], state));
                assert_eq!(is_met, stable(&after, 0, concept)[state], "{concept:?}");
            }
        }
    }
}

#[test]
fn a_deterrent_that_would_be_used_holds_under_sequential_stability_and_a_bare_threat_does_not() {
    // Who can break something, and who is hurt by that and has no options at all.
    let game = games::game(
        "infeasible = []\n[[game.player]]\nid = \"breaker\"\noptions = [\"keep\"]\nprefers = [\"not keep\"]\n[[game.player]]\nid = \"hurt\"\noptions = [\"idle\"]\nprefers = [\"keep\"]\n",
    );
    let model = Model::new(&game).unwrap();
    let agreed = model.states.position(1).unwrap();
    assert!(!stable(&model.moves, 0, Concept::Gmr)[agreed]);
    let effect = |will| effect(&model.states, &model.moves, 0, 1, agreed, will);
    assert_eq!(effect(Will::Willing), [Concept::Gmr, Concept::Smr, Concept::Seq, Concept::Sseq]);
    assert_eq!(effect(Will::Unwilling), [Concept::Gmr, Concept::Smr]);
}
