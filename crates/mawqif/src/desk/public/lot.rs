//! The lot that decides what somebody is asked next.
//!
//! It is made of the numbers of consultation, participant and statement, so that whoever looks again sees the same one, and nothing has
//! to be remembered.

use mawqif_core::record::hash::Hash;
use mawqif_store::PollId;

/// One of these statements, each by its number and how much is to be learnt from it: drawn in proportion to that.
pub(super) fn drawn(of: &PollId, participant: u64, open: impl Iterator<Item = (u64, f64)>) -> Option<u64> {
    let waits = open.map(|(statement, priority)| (statement, wait(of, participant, statement) / priority));
    waits.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(statement, _)| statement)
}

/// How long a statement waits for somebody, if as much is to be learnt from each: exponentially distributed, so that the one that waits
/// least, when it is divided by how much is to be learnt, is drawn in proportion to that.
fn wait(of: &PollId, participant: u64, statement: u64) -> f64 {
    let numbers = [of.poll, participant, statement].map(u64::to_be_bytes).concat();
    let drawn = Hash::of(&[b"mawqif lot\0", of.case.as_str().as_bytes(), b"\0", &numbers]);
    let [a, b, c, d, ..] = *drawn.as_bytes();
    let lot = (f64::from(u32::from_be_bytes([a, b, c, d])) + 0.5) / (f64::from(u32::MAX) + 1.0);
    -lot.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_drawn_in_proportion_to_what_is_to_be_learnt_from_them() {
        let of = PollId { case: mawqif_store::CaseId::new("wadi-nahr").unwrap(), poll: 1 };
        let priorities = [(3, 4.0), (5, 1.0), (8, 0.0), (9, 2.5), (11, 0.5)];
        let people = 40_000_u32;
        let drawn: Vec<u64> =
            (0..people).filter_map(|person| drawn(&of, person.into(), priorities.into_iter())).collect();
        let all: f64 = priorities.iter().map(|(_, priority)| priority).sum();
        for (statement, priority) in priorities {
            let count = drawn.iter().filter(|it| **it == statement).count() as f64;
            let share = priority / all;
            // Five standard deviations.
            let within = 5.0 * (f64::from(people) * share * (1.0 - share)).sqrt();
            let expected = f64::from(people) * share;
            assert!((count - expected).abs() <= within, "{statement}: {count} instead of {expected}");
        }
    }

    #[test]
    fn whoever_looks_again_is_asked_the_same_and_nothing_is_drawn_from_nothing() {
        let of = PollId { case: mawqif_store::CaseId::new("wadi-nahr").unwrap(), poll: 1 };
        let priorities = [(1, 1.0), (2, 1.0), (3, 1.0)];
        let first = drawn(&of, 7, priorities.into_iter());
        assert_eq!(drawn(&of, 7, priorities.into_iter().rev()), first);
        // What was not drawn is not missed.
        let rest =
            priorities.into_iter().filter(|(statement, _)| Some(*statement) == first || *statement == 1);
        assert_eq!(drawn(&of, 7, rest), first);
        assert_eq!(super::drawn(&of, 7, std::iter::empty()), None);
    }
}
