//! Which conditions matter: those that a stance names or that a named one implies.
//!
//! Any other condition only adds burden, so no winning package needs it: taking it out leaves a
//! consistent package with the same verdicts.

use super::model::{Choice, Expression, Model};

/// The conditions that matter, ascending, each with how often stances name it. What no package may
/// have is left out.
pub fn relevant_conditions(model: &Model) -> Vec<(usize, usize)> {
    let mut named = vec![0_usize; model.conditions.len()];
    for voice in model.members.iter().filter_map(|member| member.voice.as_ref()) {
        for guard in voice.clauses.iter().filter_map(|(_, guard)| guard.as_ref()) {
            guard.visit(&mut |name| {
                if let Expression::Condition(at) = name {
                    named[*at] += 1;
                }
            });
        }
    }
    let mut matters: Vec<bool> = named.iter().map(|&times| times > 0).collect();
    let mut due: Vec<usize> =
        (0..matters.len()).filter(|&at| matters[at] || model.conditions[at].choice == Choice::In).collect();
    while let Some(at) = due.pop() {
        matters[at] = true;
        for &other in &model.conditions[at].implies {
            if !matters[other] {
                matters[other] = true;
                due.push(other);
            }
        }
    }
    (0..matters.len())
        .filter(|&at| matters[at] && model.conditions[at].choice != Choice::Out)
        .map(|at| (at, named[at]))
        .collect()
}
