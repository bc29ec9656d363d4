//! What would deter: one more option for somebody else, to be used when the player has left the agreed
//! state, that makes leaving it worse for the player than staying.
//!
//! The option is put into the game as it stands: it can be taken only where the player's own options
//! are not as agreed, and it is what the player likes least. Whether it deters then depends on whether
//! whoever has it would use it, which is tried both ways. The agreed state is judged anew, for everybody.

use super::{
    concepts::{Concept, stable},
    moves::{Moves, Rank},
    states::States,
};

/// Whether whoever has the option gains by using it once the player has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Will {
    /// It would use it: the answer is agreed, and a breach is established.
    Willing,
    /// It would rather not: the option is a threat alone.
    Unwilling,
}

/// The concepts under which a state becomes stable for a player when somebody else gets such an option.
pub fn effect(
    states: &States,
    players: &[Moves],
    player: usize,
    by: usize,
    state: usize,
    will: Will,
) -> Vec<Concept> {
    let own = states.of_player[player];
    let agreed = states.states[state];
    let bit = 1_u64 << states.options.len().min(63);
    let is_left = |state: &u64| (state ^ agreed) & own != 0;
    let with: Vec<u64> =
        states.states.iter().filter(|state| is_left(state)).map(|state| state | bit).collect();
    let mut all = states.states.clone();
    all.extend(&with);
    let mut extended = states.clone();
    extended.states = all;
    extended.of_player[by] |= bit;
    let position = |state: u64| states.position(state & !bit).unwrap_or(0);
    let moves: Vec<Moves> = (0..players.len())
        .map(|at| {
            let rank = |&state: &u64| -> Rank {
                let (rank, used) = (players[at].rank(position(state)), Rank::from(state & bit != 0));
                match at {
                    // Worse than everything without it.
                    _ if at == player && used == 1 => rank,
                    _ if at == player => rank + Rank::try_from(states.states.len()).unwrap_or(Rank::MAX / 2),
                    _ if at == by && will == Will::Willing => 2 * rank + used,
                    _ if at == by => 2 * rank + (1 - used),
                    _ => rank,
                }
            };
            let ranks: Vec<Rank> = extended.states.iter().map(rank).collect();
            Moves::new(&extended, extended.of_player[at], &ranks)
        })
        .collect();
    Concept::ALL.into_iter().filter(|&concept| stable(&moves, player, concept)[state]).collect()
}
