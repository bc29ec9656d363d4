//! What in a package settles a body's verdict.

use super::{answer::Part, reasons::is_accepting};
use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Expression, Model, Voice, Voted},
        package::Package,
    },
};

/// Names looked at for one body, while those that might be spared are left open in every combination that matters.
pub const BECAUSE_STEPS: usize = 1_000_000;

/// Conditions of the package and awaited bodies, in order, such that the same clause decides whatever else of the package and of the
/// accepting bodies is left out, and none of them can be spared for that; and whether one may be spared all the same, since it would
/// have taken too long to see.
pub fn because(
    model: &Model,
    package: &Package,
    voted: &[Option<Voted>],
    member: usize,
) -> (Vec<Expression>, Option<Part>) {
    let (Some(voice), Some(vote)) = (&model.members[member].voice, voted[member]) else {
        return (Vec::new(), None);
    };
    let mut names: Vec<Expression> = Vec::new();
    let mut known = Known {
        conditions: vec![Some(false); model.conditions.len()],
        bodies: vec![Some(false); voted.len()],
    };
    for guard in voice.clauses.iter().filter_map(|(_, guard)| guard.as_ref()) {
        guard.visit(&mut |name| {
            let counts = match name {
                Expression::Condition(at) => package.contains(*at),
                Expression::Accepts(at) => is_accepting(voted, *at),
                _ => false,
            };
            if counts && known.of(name) == Some(false) {
                known.set(name, Some(true));
                names.push(name.clone());
            }
        });
    }
    // The last named is spared first.
    let mut steps = BECAUSE_STEPS;
    let mut is_cut = false;
    for name in names.iter().rev() {
        known.set(name, None);
        let is_settled = known.settle(voice, vote, &mut steps);
        is_cut |= is_settled.is_none();
        if is_settled != Some(true) {
            known.set(name, Some(true));
        }
    }
    names.retain(|name| known.of(name) == Some(true));
    names.sort_by_key(|name| match name {
        Expression::Condition(at) => (0, *at),
        Expression::Accepts(at) => (1, *at),
        _ => (2, 0),
    });
    (names, is_cut.then_some(Part::Because))
}

/// What is known of each name; nothing of those that are left open.
struct Known {
    conditions: Vec<Option<bool>>,
    bodies: Vec<Option<bool>>,
}

impl Known {
    fn of(&self, name: &Expression) -> Option<bool> {
        match name {
            Expression::Condition(at) => self.conditions[*at],
            Expression::Accepts(at) => self.bodies[*at],
            _ => Some(false),
        }
    }

    fn set(&mut self, name: &Expression, holds: Option<bool>) {
        match name {
            Expression::Condition(at) => self.conditions[*at] = holds,
            Expression::Accepts(at) => self.bodies[*at] = holds,
            _ => {}
        }
    }

    /// Whether a voice's vote is this one whichever of the open names hold; `None` when that takes more steps than are left. Names are
    /// tried one way and the other only as far as the vote hangs on them.
    fn settle(&mut self, voice: &Voice, vote: Voted, steps: &mut usize) -> Option<bool> {
        // What was tried: a name, and whether it holds in this combination.
        let mut tried: Vec<(Expression, bool)> = Vec::new();
        let is_settled = loop {
            match self.vote(voice, steps) {
                _ if *steps == 0 => break None,
                Outcome::Open(name) => {
                    self.set(&name, Some(true));
                    tried.push((name, true));
                }
                Outcome::Voted(other) if other != vote => break Some(false),
                Outcome::Voted(_) => {
                    while let Some((name, false)) = tried.last() {
                        self.set(&name.clone(), None);
                        tried.pop();
                    }
                    let Some((name, holds)) = tried.last_mut() else { break Some(true) };
                    *holds = false;
                    let name = name.clone();
                    self.set(&name, Some(false));
                }
            }
        };
        tried.iter().for_each(|(name, _)| self.set(name, None));
        is_settled
    }

    /// The vote as far as it follows from what is known, or an open name on which it hangs.
    fn vote(&self, voice: &Voice, steps: &mut usize) -> Outcome {
        for (at, (verdict, guard)) in voice.clauses.iter().enumerate() {
            let Some(guard) = guard else {
                return Outcome::Voted(Voted { verdict: *verdict, clause: Some(at) });
            };
            let mut open = None;
            guard.visit(&mut |name| {
                *steps = steps.saturating_sub(1);
                if open.is_none() && self.of(name).is_none() {
                    open = Some(name.clone());
                }
            });
            match (guard.holds_surely(&|name: &Expression| self.of(name)), open) {
                (Some(true), _) => return Outcome::Voted(Voted { verdict: *verdict, clause: Some(at) }),
                (None, Some(name)) => return Outcome::Open(name),
                _ => {}
            }
        }
        Outcome::Voted(Voted { verdict: Verdict::Reject, clause: None })
    }
}

/// What a voice says to what is known.
enum Outcome {
    Voted(Voted),
    /// It hangs on this name.
    Open(Expression),
}
