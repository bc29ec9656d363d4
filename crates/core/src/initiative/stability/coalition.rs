//! Coalitions: whether several players together can leave a state so that each of them gains.
//!
//! Members pool their options and move at once (Kilgour, Hipel, Fang and Peng, "Coalition analysis in
//! group decision support", Group Decision and Negotiation 10, 2001). What the others would answer is
//! not looked at: this is the coalition's Nash stability.

use super::{moves::Moves, states::States};

/// The best improvement of a coalition away from a state: that by which its least gaining member gains
/// most ranks, then the first. `None` when there is none: the state is stable for the coalition.
pub fn improvement(states: &States, players: &[Moves], members: &[usize], state: usize) -> Option<usize> {
    let pooled = members.iter().fold(0, |pooled, &member| pooled | states.of_player[member]);
    let here = states.states[state];
    let can = |there: u64| {
        let changed = here ^ there;
        changed & !pooled == 0
            && here & changed & states.stays_on == 0
            && !here & changed & states.stays_off == 0
    };
    let gain = |to: usize| {
        let mut gains = members.iter().map(|&member| {
            let moves = &players[member];
            moves.rank(to).checked_sub(moves.rank(state)).filter(|gain| *gain > 0)
        });
        gains.try_fold(u32::MAX, |least, gain| Some(least.min(gain?)))
    };
    let ways = (0..states.states.len()).filter(|&to| to != state && can(states.states[to]));
    let improving = ways.filter_map(|to| Some((gain(to)?, std::cmp::Reverse(to))));
    improving.max().map(|(_, std::cmp::Reverse(to))| to)
}

/// Every set of two or more players, the smaller first.
pub fn coalitions(players: usize) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = (0_u32..1 << players)
        .filter(|set| set.count_ones() > 1)
        .map(|set| (0..players).filter(|member| set >> member & 1 == 1).collect())
        .collect();
    sets.sort_by_key(Vec::len);
    sets
}
