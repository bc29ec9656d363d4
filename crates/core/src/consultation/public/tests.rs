//! Opinion groups against Polis' own published results, against brute force, and on bad input.

mod golden;
mod properties;

use super::ballots::{Ballots, Cast, Vote};

/// A vote.
pub(super) fn cast(statement: usize, vote: i64) -> Cast {
    let vote = match vote {
        1 => Vote::Agree,
        -1 => Vote::Disagree,
        _ => Vote::Pass,
    };
    Cast::new(statement, vote).unwrap()
}

/// Ballots from rows of votes; `None` where there is none.
pub(super) fn ballots(statements: usize, rows: &[Vec<Option<i64>>]) -> Ballots {
    let mut ballots = Ballots::empty(statements);
    for row in rows {
        let row = row.iter().enumerate().filter_map(|(at, vote)| Some(cast(at, (*vote)?)));
        ballots.add(row.collect());
    }
    ballots
}
