//! The least burden by branching on bounds, 512 questions at a time.
//!
//! A branch has some conditions decided and the rest open. One evaluation of the circuit asks of
//! every open condition whether the branch can still win with it and without it; what it cannot win
//! without (or with) is thereby decided, until nothing more is. Then nine open conditions are
//! decided in all 512 ways, and the ways that can still win are entered, cheapest first. A branch is
//! left when its burden reaches the best burden known.
//!
//! Exact and in whole numbers, like the enumeration, and without a limit on conditions; the work is
//! limited instead, so that a harder case goes on to the mixed-integer solver.

use super::{
    TimeUp,
    circuit::Circuit,
    lanes::{self, Bounds, Exact, LANE_BITS, Rail},
};
use crate::position::{
    model::{Choice, Fixed, Model},
    package::Package,
    relevance::relevant_conditions,
    unify::{deadline::Deadline, landscape::Trade},
};

/// Voices evaluated, summed over all evaluations, before the search gives up.
const WORK_LIMIT: usize = 600_000;

/// The same, where a rejection rests on it.
const LONG_WORK_LIMIT: usize = 20_000_000;

/// The same, to see which of the packages of least burden is the best.
const TIE_WORK_LIMIT: usize = 20_000_000;

/// What branching came to.
pub struct Branching {
    /// The least burden found.
    pub least: Option<u64>,
    /// Whether it is proven that none is less.
    pub is_proven: bool,
}

/// Looks for the least burden of a winning package.
pub fn least_burden(model: &Model, deadline: Option<Deadline>) -> Branching {
    let mut search = Search::new(model, Wanted::Least, deadline);
    let is_proven = search.enter(&Circuit::new(model, &Fixed::new()), Branch::root(model)).is_some();
    Branching { least: search.least(), is_proven }
}

/// The best of all packages of the least burden, looked for from one that is known to win: it has the most support, then the fewest conditions, then the
/// earliest; `None` when it was given up.
pub fn best_of_least(
    model: &Model,
    fixed: &Fixed,
    known: Trade,
    deadline: Option<Deadline>,
) -> Option<Trade> {
    let left = TIE_WORK_LIMIT / model.members.len().max(1);
    let best = Some((known.burden, known.package.clone()));
    let mut search = Search {
        left,
        best,
        tied: Some(known),
        fixed: fixed.clone(),
        ..Search::new(model, Wanted::Best, deadline)
    };
    search.enter(&Circuit::new(model, fixed), Branch::root(model))?;
    search.tied
}

/// Some package that wins when these verdicts are fixed; `None` when none does, `Err` when it was given up.
pub fn any_won(model: &Model, fixed: &Fixed, deadline: Option<Deadline>) -> Result<Option<Package>, TimeUp> {
    found(model, fixed, Search::new(model, Wanted::Any, deadline))
}

/// Some package that wins, looked for much longer; `None` when none does, `Err` when it was given up.
pub fn any_won_at_length(model: &Model, deadline: Option<Deadline>) -> Result<Option<Package>, TimeUp> {
    let left = LONG_WORK_LIMIT / model.members.len().max(1);
    found(model, &Fixed::new(), Search { left, ..Search::new(model, Wanted::Any, deadline) })
}

fn found(model: &Model, fixed: &Fixed, mut search: Search<'_>) -> Result<Option<Package>, TimeUp> {
    let is_proven = search.enter(&Circuit::new(model, fixed), Branch::root(model)).is_some();
    match search.best {
        Some((_, package)) => Ok(Some(package)),
        None if is_proven => Ok(None),
        None => Err(TimeUp),
    }
}

/// What must be so in every winning package: a branch with what is open in truth; `None` when nothing
/// wins, `Err` when the deadline passed.
pub fn settled(
    model: &Model,
    circuit: &Circuit<'_>,
    deadline: Option<Deadline>,
) -> Result<Option<Branch>, TimeUp> {
    let mut branch = Branch::root(model);
    let is_left = Search::new(model, Wanted::Any, deadline).narrow(circuit, &mut branch).ok_or(TimeUp)?;
    Ok(is_left.then_some(branch))
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The least burden.
    Least,
    /// The best package of the least burden.
    Best,
    /// Any winning package.
    Any,
}

/// Conditions decided and open.
#[derive(Clone)]
pub struct Branch {
    /// By condition, the same on every lane.
    pub values: Vec<Bounds>,
    /// Most decisive last.
    pub open: Vec<usize>,
    /// Of the conditions decided to be in.
    burden: u64,
}

impl Branch {
    /// Everything open that matters and is not fixed.
    pub fn root(model: &Model) -> Self {
        let mut open = relevant_conditions(model);
        open.retain(|&(at, _)| model.conditions[at].choice == Choice::Free);
        // Most decisive last, since branching starts from the end.
        open.sort_by_key(|&(at, named)| (named, at));
        let open: Vec<usize> = open.into_iter().map(|(at, _)| at).collect();
        let values = vec![Bounds::known(lanes::NONE); model.conditions.len()];
        let mut root = Self { values, open, burden: 0 };
        for &at in &root.open {
            root.values[at] = Bounds::UNKNOWN;
        }
        for (at, condition) in model.conditions.iter().enumerate() {
            if condition.choice == Choice::In {
                root.put_in(at, condition.burden);
            }
        }
        root
    }

    fn put_in(&mut self, at: usize, burden: u64) {
        self.values[at] = Bounds::known(lanes::ALL);
        self.burden += burden;
    }

    fn leave_out(&mut self, at: usize) {
        self.values[at] = Bounds::known(lanes::NONE);
    }
}

struct Search<'a> {
    model: &'a Model,
    wanted: Wanted,
    /// The package of least burden that was found.
    best: Option<(u64, Package)>,
    /// The best of those with this burden, when that is wanted, at these verdicts.
    tied: Option<Trade>,
    fixed: Fixed,
    /// Evaluations that are left.
    left: usize,
    deadline: Option<Deadline>,
}

impl<'a> Search<'a> {
    fn new(model: &'a Model, wanted: Wanted, deadline: Option<Deadline>) -> Self {
        Self {
            model,
            wanted,
            best: None,
            tied: None,
            fixed: Fixed::new(),
            left: WORK_LIMIT / model.members.len().max(1),
            deadline,
        }
    }

    /// The least burden found.
    fn least(&self) -> Option<u64> {
        self.best.as_ref().map(|(burden, _)| *burden)
    }

    /// Whether nothing of this burden and more is wanted.
    fn is_beyond(&self, burden: u64) -> bool {
        let least = self.least();
        least.is_some_and(|least| burden > least || self.wanted != Wanted::Best && burden == least)
    }

    /// Looks through a branch; `None` when the evaluations ran out.
    fn enter(&mut self, circuit: &Circuit<'_>, mut branch: Branch) -> Option<()> {
        if !self.narrow(circuit, &mut branch)? {
            return Some(());
        }
        if branch.open.len() <= LANE_BITS {
            return self.settle(circuit, &branch);
        }
        self.spend()?;
        let circuit = circuit.narrowed(&branch.values);
        let top = branch.open.split_off(branch.open.len() - LANE_BITS);
        let mut values = branch.values.clone();
        for (bit, &at) in top.iter().enumerate() {
            values[at] = Bounds::known(lanes::with_bit(bit));
        }
        self.spend()?;
        let may_win = circuit.evaluate(&values, lanes::ALL).won;
        let mut ways: Vec<(u64, usize)> =
            lanes::numbers(&may_win).map(|lane| (self.burden(&top, lane), lane)).collect();
        ways.sort_unstable();
        for (burden, lane) in ways {
            if self.is_beyond(branch.burden + burden) {
                break;
            }
            let mut way = branch.clone();
            for (bit, &at) in top.iter().enumerate() {
                if lane >> bit & 1 == 1 {
                    way.put_in(at, self.model.conditions[at].burden);
                } else {
                    way.leave_out(at);
                }
            }
            self.enter(&circuit, way)?;
            if self.wanted == Wanted::Any && self.best.is_some() {
                break;
            }
        }
        Some(())
    }

    /// Decides what is open only in name, and says whether anything is left to look for.
    fn narrow(&mut self, circuit: &Circuit<'_>, branch: &mut Branch) -> Option<bool> {
        loop {
            let mut is_settled = true;
            for asked in branch.open.clone().chunks(1 << (LANE_BITS - 1)) {
                if self.is_beyond(branch.burden) {
                    return Some(false);
                }
                let mut values = branch.values.clone();
                for (number, &at) in asked.iter().enumerate() {
                    values[at] = Bounds::unknown_but(2 * number, 2 * number + 1);
                }
                self.spend()?;
                let may_win = circuit.evaluate(&values, lanes::ALL).won;
                for (number, &at) in asked.iter().enumerate() {
                    let burden = self.model.conditions[at].burden;
                    let is_affordable = !self.is_beyond(branch.burden + burden);
                    let without = lanes::has(&may_win, 2 * number);
                    let with = lanes::has(&may_win, 2 * number + 1) && is_affordable;
                    match (without, with) {
                        (false, false) => return Some(false),
                        (true, true) => continue,
                        (false, true) => branch.put_in(at, burden),
                        (true, false) => branch.leave_out(at),
                    }
                    branch.open.retain(|other| *other != at);
                    is_settled = false;
                }
            }
            if is_settled {
                return Some(!self.is_beyond(branch.burden));
            }
        }
    }

    /// Looks at every package of a branch with few open conditions.
    fn settle(&mut self, circuit: &Circuit<'_>, branch: &Branch) -> Option<()> {
        self.spend()?;
        let mut exact: Vec<Exact> = branch.values.iter().map(|value| Exact(value.can())).collect();
        for (bit, &at) in branch.open.iter().enumerate() {
            exact[at] = Exact(lanes::with_bit(bit));
        }
        let won = circuit.evaluate(&exact, lanes::first(branch.open.len())).won;
        for lane in lanes::numbers(&won) {
            let burden = branch.burden + self.burden(&branch.open, lane);
            if self.is_beyond(burden) {
                continue;
            }
            let package: Package = (0..exact.len()).filter(|&at| lanes::has(&exact[at].0, lane)).collect();
            if self.least().is_none_or(|best| burden < best) {
                (self.best, self.tied) = (Some((burden, package.clone())), None);
            }
            if self.wanted == Wanted::Best {
                self.spend()?;
                self.tie(package);
            }
        }
        Some(())
    }

    /// Keeps a package of the least burden when it is better than the others.
    fn tie(&mut self, package: Package) {
        let support = self.model.support(&self.model.verdicts(&package, &self.fixed));
        let trade = Trade { burden: self.model.burden(&package), support, package };
        let is_better = |than: &Trade| {
            let by_support = than.support.cmp(&trade.support);
            let by_size = trade.package.len().cmp(&than.package.len());
            by_support.then(by_size).then_with(|| trade.package.iter().cmp(than.package.iter())).is_lt()
        };
        if self.tied.as_ref().is_none_or(is_better) {
            self.tied = Some(trade);
        }
    }

    /// The burden of the conditions whose bits are set in a lane's number.
    fn burden(&self, conditions: &[usize], lane: usize) -> u64 {
        let chosen = conditions.iter().enumerate().filter(|(bit, _)| lane >> bit & 1 == 1);
        chosen.map(|(_, &at)| self.model.conditions[at].burden).sum()
    }

    fn spend(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        self.deadline.is_none_or(|deadline| !deadline.is_over()).then_some(())
    }
}
