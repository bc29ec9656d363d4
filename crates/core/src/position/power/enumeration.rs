//! Counting winning coalitions by looking at each of them, where a table of sums would be too large
//! and the members are few: many requirements, or weights without a common measure.
//!
//! Coalitions follow each other by one member coming or going (Gray code), so that each costs a
//! change of sums and no sum.

use super::{
    super::{model::Model, unify::work::Work},
    game::Game,
    table::Winning,
};

/// The most members.
const MEMBER_LIMIT: usize = 20;

/// Coalitions times the requirements of the rule.
const WORK_LIMIT: u64 = 1 << 26;

/// Counts the coalitions that win, by size; `None` when there are too many to look at, or when the time is
/// up.
pub fn winning(model: &Model, work: &mut Work) -> Option<Winning> {
    let members = model.members.len();
    let tallies: usize = model.terms.alternatives.iter().map(Vec::len).sum();
    if members > MEMBER_LIMIT || (tallies.max(1) as u64) << members > WORK_LIMIT {
        return None;
    }
    let mut winning = Winning { all: vec![0; members + 1], containing: vec![vec![0; members + 1]; members] };
    let mut game = Game::new(model);
    let mut coalition = 0_u32;
    // Nobody wins alone with nobody, so the first coalition is that of one.
    for step in 1_u32..1 << members {
        // Below the number of members.
        let turning = step.trailing_zeros() as usize;
        if !work.spend(tallies.max(1) as u64) {
            return None;
        }
        game.turn(turning);
        coalition ^= 1 << turning;
        if game.is_won() {
            let size = coalition.count_ones() as usize;
            winning.all[size] += 1;
            for member in (0..members).filter(|member| coalition >> member & 1 == 1) {
                winning.containing[member][size] += 1;
            }
        }
    }
    Some(winning)
}
