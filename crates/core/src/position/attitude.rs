//! Attitudes: what a body's stance makes of a condition, whatever package is on the table.
//!
//! Found by trying every combination of the conditions a stance names (up to `NAMED_LIMIT` of
//! them, beyond which only the sign under which a name stands is looked at), with every awaited
//! body supposed to accept.

use super::{
    model::{Expression, Model, Voice},
    package::Package,
};
use crate::consultation::stance::Verdict;

/// The most conditions of a stance that are tried in every combination.
const NAMED_LIMIT: usize = 12;

/// What a stance makes of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attitude {
    /// It accepts no package without it.
    Needs,
    /// It helps: one of several ways.
    Helps,
    /// It accepts no package with it.
    Never,
    /// It can hurt.
    Hurts,
    /// It helps here and hurts there.
    Mixed,
    /// It makes no difference.
    Indifferent,
}

/// The attitude of a member to each condition; `None` for an absent member.
pub fn attitudes(model: &Model, member: usize) -> Option<Vec<Attitude>> {
    let voice = model.members[member].voice.as_ref()?;
    let mut attitudes = vec![Attitude::Indifferent; model.conditions.len()];
    let mut named = Vec::new();
    for guard in voice.clauses.iter().filter_map(|(_, guard)| guard.as_ref()) {
        guard.visit(&mut |name| {
            if let Expression::Condition(at) = name
                && !named.contains(at)
            {
                named.push(*at);
            }
        });
    }
    if named.len() > NAMED_LIMIT {
        for &at in &named {
            attitudes[at] = Attitude::Mixed;
        }
        return Some(attitudes);
    }
    let everybody = vec![true; model.members.len()];
    let accepted: Vec<bool> =
        (0..1_usize << named.len()).map(|set| accepts(voice, &chosen(set, &named), &everybody)).collect();
    for (bit, &at) in named.iter().enumerate() {
        let pairs = (0..accepted.len())
            .filter(|set| set >> bit & 1 == 0)
            .map(|set| (accepted[set], accepted[set | 1 << bit]));
        let (mut without, mut with, mut helps, mut hurts) = (false, false, false, false);
        for (lacking, having) in pairs {
            without |= lacking;
            with |= having;
            helps |= having && !lacking;
            hurts |= lacking && !having;
        }
        attitudes[at] = match (helps, hurts) {
            (true, false) if !without => Attitude::Needs,
            (true, false) => Attitude::Helps,
            (false, true) if !with => Attitude::Never,
            (false, true) => Attitude::Hurts,
            (true, true) => Attitude::Mixed,
            (false, false) => Attitude::Indifferent,
        };
    }
    Some(attitudes)
}

fn chosen(set: usize, named: &[usize]) -> Package {
    named.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, &at)| at).collect()
}

fn accepts(voice: &Voice, package: &Package, everybody: &[bool]) -> bool {
    voice.at(package, everybody).verdict == Verdict::Accept
}
