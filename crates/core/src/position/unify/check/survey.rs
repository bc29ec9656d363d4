//! The survey: whether any package wins, or a better one than that recommended, by going through all of
//! them in whole numbers. Groups of packages in which nothing can win, whatever is undecided, are left
//! out as a whole. It is slow and plain on purpose, and gives up after so many stances.

use super::roll::{Awaited, Called, Roll};
use crate::position::unify::{Preference, deadline::Deadline};

/// Groups of packages kept for later: beyond it the survey gives up. One waits for each condition that is
/// decided, so that this is how deep it goes.
const DEPTH_LIMIT: usize = 128;

/// Groups between two looks at the clock.
const LOOK: u64 = 256;

/// What the survey found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A package that should not be there.
    Something,
    /// None.
    Nothing,
    /// It was given up.
    Unsettled,
}

/// A package that others are held against.
#[derive(Clone, Copy)]
pub struct Best {
    /// Its burden.
    pub burden: u64,
    /// Its support.
    pub support: u64,
    /// Which of the two counts first.
    pub prefer: Preference,
    /// Whether the other one counts as well.
    pub are_ties_settled: bool,
}

impl Best {
    fn is_beaten_by(self, burden: u64, support: u64) -> bool {
        let (less, more) = (burden < self.burden, support > self.support);
        match self.prefer {
            Preference::Burden => less || (burden == self.burden && more && self.are_ties_settled),
            Preference::Support => more || (support == self.support && less && self.are_ties_settled),
        }
    }
}

/// Packages that agree in the conditions decided so far.
#[derive(Clone)]
struct Group {
    values: Vec<Option<bool>>,
    burden: u64,
    called: Called,
    /// How many of the named conditions have been gone through.
    next: usize,
}

/// Looks for a winning package, one that beats `best` if there is one, asking so many stances.
pub fn survey(roll: &Roll, best: Option<Best>, mut steps: u64, deadline: Option<Deadline>) -> Found {
    let mut root =
        Group { values: vec![None; roll.burdens.len()], burden: 0, called: roll.call(&[]), next: 0 };
    for &at in &roll.without {
        root.values[at] = Some(false);
    }
    if !roll.with.iter().all(|&at| root.put_in(roll, at)) {
        return Found::Nothing;
    }
    let mut groups = vec![root];
    let mut looked = 0_u64;
    while let Some(mut group) = groups.pop() {
        while roll.named.get(group.next).is_some_and(|&at| group.values[at].is_some()) {
            group.next += 1;
        }
        let decided = roll.named.get(group.next).copied();
        let awaited = if decided.is_none() { Awaited::Accepts } else { Awaited::MayAccept };
        let asked = roll.narrow(&mut group.called, &group.values, awaited) + roll.cost() / 8 + 1;
        let may_beat =
            best.is_none_or(|best| best.is_beaten_by(group.burden, roll.most_support(&group.called)));
        if may_beat && roll.may_win(&group.called) {
            let Some(at) = decided else {
                return Found::Something;
            };
            let mut with = group.clone();
            if with.put_in(roll, at) {
                groups.push(with);
            }
            group.values[at] = Some(false);
            groups.push(group);
        }
        looked += 1;
        let is_late = || looked.is_multiple_of(LOOK) && deadline.is_some_and(|deadline| deadline.is_over());
        steps = steps.saturating_sub(asked);
        if steps == 0 || groups.len() > DEPTH_LIMIT || is_late() {
            return Found::Unsettled;
        }
    }
    Found::Nothing
}

impl Group {
    /// Puts a condition in with all that comes with it, and leaves out what they exclude; whether that
    /// can be.
    fn put_in(&mut self, roll: &Roll, at: usize) -> bool {
        let mut due = vec![at];
        while let Some(at) = due.pop() {
            match self.values[at] {
                Some(true) => continue,
                Some(false) => return false,
                None => {}
            }
            self.values[at] = Some(true);
            self.burden += roll.burdens[at];
            due.extend(&roll.implies[at]);
            for &other in &roll.excludes[at] {
                if self.values[other] == Some(true) {
                    return false;
                }
                self.values[other] = Some(false);
            }
        }
        true
    }
}
