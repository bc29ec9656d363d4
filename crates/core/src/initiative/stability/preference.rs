//! How players rank the states: by statements in order of weight, or by a ranking of the states.
//!
//! With statements, a state is better the earlier the first statement is on which it beats another:
//! each weighs more than all later ones together (option prioritising). The ranks that come out are
//! dense, from 0 for the worst.

use super::{
    game::{Game, Player},
    moves::Rank,
    states::{Refused, States, Taken},
};
use crate::text::Id;

/// The most statements of one player: each is a bit of a word of 128.
pub const STATEMENT_LIMIT: usize = 128;

/// Something in the preferences that is allowed and yet surely not meant.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Notice {
    /// A statement that holds in every state, or in none, and so ranks nothing.
    Idle {
        /// Whose it is.
        player: Id,
        /// Its words.
        statement: String,
    },
    /// A statement that says what an earlier one says, or its opposite: the earlier one has decided.
    Decided {
        /// Whose it is.
        player: Id,
        /// Its words.
        statement: String,
        /// The words of the earlier one.
        by: String,
        /// Whether it says the opposite.
        relation: Relation,
    },
    /// A player without preferences: every state is as good as another to it.
    Indifferent {
        /// Who it is.
        player: Id,
    },
}

/// How a statement stands to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It says the same.
    Same,
    /// It says the opposite.
    Opposite,
}

/// The ranks of the states for each player, and what is doubtful in the preferences.
///
/// # Errors
/// When a ranking leaves out a state, has one twice, or names one that cannot be.
pub fn ranks(game: &Game, states: &States) -> Result<(Vec<Vec<Rank>>, Vec<Notice>), Refused> {
    let mut notices = Vec::new();
    let ranks = game.players.iter().map(|player| {
        if player.ranking.is_empty() {
            Ok(by_statements(player, states, &mut notices))
        } else {
            by_ranking(player, states)
        }
    });
    Ok((ranks.collect::<Result<_, _>>()?, notices))
}

fn by_statements(player: &Player, states: &States, notices: &mut Vec<Notice>) -> Vec<Rank> {
    let holds = |state: Taken, at: usize| {
        let is_taken =
            |id: &Id| states.options.iter().position(|own| own == id).is_some_and(|at| state >> at & 1 == 1);
        player.prefers[at].preference.holds(&is_taken)
    };
    let count = player.prefers.len().min(STATEMENT_LIMIT);
    let mut keys = vec![0_u128; states.states.len()];
    let mut columns: Vec<Vec<bool>> = Vec::new();
    for at in 0..count {
        let column: Vec<bool> = states.states.iter().map(|&state| holds(state, at)).collect();
        for (key, &holds) in keys.iter_mut().zip(&column) {
            *key |= u128::from(holds) << (count - 1 - at);
        }
        let statement = || player.prefers[at].words.clone();
        let player_id = || player.id.clone();
        if column.iter().all(|holds| *holds == column[0]) {
            notices.push(Notice::Idle { player: player_id(), statement: statement() });
        } else {
            let same = columns.iter().position(|other| *other == column);
            let opposite = || columns.iter().position(|other| other.iter().zip(&column).all(|(a, b)| a != b));
            let found = same.map(|by| (by, Relation::Same));
            if let Some((by, relation)) = found.or_else(|| opposite().map(|by| (by, Relation::Opposite))) {
                let by = player.prefers[by].words.clone();
                notices.push(Notice::Decided { player: player_id(), statement: statement(), by, relation });
            }
        }
        columns.push(column);
    }
    if count == 0 {
        notices.push(Notice::Indifferent { player: player.id.clone() });
    }
    dense(&keys)
}

/// Ranks from 0 up, without gaps.
fn dense(keys: &[u128]) -> Vec<Rank> {
    let mut known: Vec<u128> = keys.to_vec();
    known.sort_unstable();
    known.dedup();
    // At most `STATE_LIMIT` different ranks; every key is among those known.
    let rank =
        |key: &u128| known.binary_search(key).ok().and_then(|rank| Rank::try_from(rank).ok()).unwrap_or(0);
    keys.iter().map(rank).collect()
}

fn by_ranking(player: &Player, states: &States) -> Result<Vec<Rank>, Refused> {
    let mut ranks: Vec<Option<Rank>> = vec![None; states.states.len()];
    for (rank, tie) in (0..).zip(player.ranking.iter().rev()) {
        for ids in tie {
            let state = states.set(ids);
            let at = states.position(state).ok_or_else(|| Refused::Ruled(states.told(state)))?;
            if ranks[at].replace(rank).is_some() {
                return Err(Refused::RankedTwice(player.id.clone(), states.told(state)));
            }
        }
    }
    let missing: Vec<usize> = (0..ranks.len()).filter(|&at| ranks[at].is_none()).collect();
    if let Some(&first) = missing.first() {
        return Err(Refused::Unranked {
            player: player.id.clone(),
            missing: missing.len(),
            states: ranks.len(),
            first: states.told(states.states[first]),
        });
    }
    Ok(ranks.into_iter().flatten().collect())
}
