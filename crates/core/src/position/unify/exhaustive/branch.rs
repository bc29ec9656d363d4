//! The least burden by branching on bounds, 512 questions at a time.
//!
//! A branch has some conditions decided and the rest open. One evaluation of the circuit asks of
//! every open condition whether the branch can still win with it and without it; what it cannot win
//! without (or with) is thereby decided, until nothing more is. Then nine open conditions are
//! decided in all 512 ways, and the ways that can still win are entered, cheapest first. A branch is
//! left when its burden reaches the best burden known.
//!
//! Where more are open than three times nine, and the least burden is looked for, conditions are decided
//! one by one instead, and a branch is left as soon as [`Prices`] show that what it still costs is too much.
//!
//! Exact and in whole numbers, like the enumeration, and without a limit on conditions; the work is
//! limited instead, so that a harder case goes on to the mixed-integer solver.

use std::ops::RangeInclusive;

use super::{
    TimeUp,
    circuit::Circuit,
    lanes::{self, Bounds, Exact, LANE_BITS, Rail},
    prices::Prices,
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

/// Open conditions from which on prices are worth their while, and up to which they are taken one by one.
const PRICED: RangeInclusive<usize> = 3 * LANE_BITS + 1..=400;

/// The same work, where there are prices.
const PRICED_WORK_LIMIT: usize = 1_500_000;

/// Steps towards better prices, at first and in each branch.
const FIRST_STEPS: usize = 300;
const STEPS: usize = 15;

/// Steps that are as much work as one evaluation.
const STEPS_PER_EVALUATION: usize = 4;

/// What branching came to.
pub struct Branching {
    /// The package of the least burden found; of several, any.
    pub best: Option<Trade>,
    /// Whether it is proven that none has less.
    pub is_proven: bool,
}

/// Looks for the winning package of least burden.
pub fn least_burden(model: &Model, deadline: Option<Deadline>) -> Branching {
    let mut search = Search::new(model, Wanted::Least, deadline);
    let is_proven = search.begin(&Circuit::new(model, &Fixed::new())).is_some();
    Branching { best: search.best.map(|(_, package)| Trade::of(model, package)), is_proven }
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
    search.begin(&Circuit::new(model, fixed))?;
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
    pub burden: u64,
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

    /// Decides a condition that is open.
    pub fn decide(&mut self, model: &Model, at: usize, is_in: bool) {
        self.open.retain(|&other| other != at);
        if is_in {
            self.put_in(at, model.conditions[at].burden);
        } else {
            self.leave_out(at);
        }
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
    /// How many conditions have to be open for prices.
    priced: RangeInclusive<usize>,
    prices: Option<Prices>,
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
            priced: PRICED,
            prices: None,
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

    /// The most that what is wanted may cost beyond this burden; `None` when there is no limit, or nothing can.
    fn most_beyond(&self, burden: u64) -> Option<u64> {
        let most = match self.wanted {
            Wanted::Best => self.least()?,
            Wanted::Least | Wanted::Any => self.least()?.checked_sub(1)?,
        };
        most.checked_sub(burden)
    }

    /// Looks through everything, with prices where they are worth their while; `None` when the evaluations ran out.
    fn begin(&mut self, circuit: &Circuit<'_>) -> Option<()> {
        let mut root = Branch::root(self.model);
        if !self.narrow(circuit, &mut root)? {
            return Some(());
        }
        if self.priced.contains(&root.open.len())
            && let Some(mut prices) = Prices::new(self.model, circuit)
        {
            self.left = self.left.max(PRICED_WORK_LIMIT / self.model.members.len().max(1));
            self.spend_steps(FIRST_STEPS)?;
            // What is dear and often named, which moves the bound most, is decided first.
            let mut named = vec![0; self.model.conditions.len()];
            relevant_conditions(self.model).into_iter().for_each(|(at, times)| named[at] = times as u128);
            root.open.sort_by_key(|&at| named[at] * (u128::from(self.model.conditions[at].burden) + 2));
            let wanted = self.most_beyond(root.burden);
            prices.bound(self.model, &circuit.narrowed(&root.values), &root, wanted, FIRST_STEPS);
            self.prices = Some(prices);
        }
        self.enter(circuit, root)
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
        if let Some(prices) = self.prices.take() {
            return self.enter_priced(&circuit, branch, prices);
        }
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

    /// Looks through a narrowed branch by way of prices.
    fn enter_priced(&mut self, circuit: &Circuit<'_>, mut branch: Branch, mut prices: Prices) -> Option<()> {
        self.spend_steps(STEPS)?;
        let wanted = self.most_beyond(branch.burden);
        let bound = prices.bound(self.model, circuit, &branch, wanted, STEPS);
        self.prices = Some(prices);
        if let Some(most) = wanted {
            if bound.is_beyond(most) {
                return Some(());
            }
            let settled: Vec<(usize, bool)> =
                branch.open.iter().filter_map(|&at| Some((at, bound.settles(at, most)?))).collect();
            for &(at, is_in) in &settled {
                branch.decide(self.model, at, is_in);
            }
            if !settled.is_empty() {
                return self.enter(circuit, branch);
            }
        }
        let Some(&at) = branch.open.last() else {
            return Some(());
        };
        let first = bound.takes(at);
        for is_in in [first, !first] {
            let mut way = branch.clone();
            way.decide(self.model, at, is_in);
            if !self.is_beyond(way.burden) {
                self.enter(circuit, way)?;
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
        self.spend_steps(STEPS_PER_EVALUATION)
    }

    fn spend_steps(&mut self, steps: usize) -> Option<()> {
        self.left = self.left.checked_sub(steps / STEPS_PER_EVALUATION)?;
        self.deadline.is_none_or(|deadline| !deadline.is_over()).then_some(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        dossier::read,
        position::{model::Suppositions, unify::random::dossier},
    };

    #[test]
    fn prices_leave_nothing_out() {
        let mut priced = 0;
        for seed in 0..400 {
            let (dossier, suppositions) = dossier(seed, 9, 12);
            let model = Model::new(&dossier, &suppositions).unwrap();
            let circuit = Circuit::new(&model, &Fixed::new());
            let mut plain = Search::new(&model, Wanted::Least, None);
            plain.begin(&circuit).unwrap();
            let mut search =
                Search { priced: LANE_BITS + 1..=12, ..Search::new(&model, Wanted::Least, None) };
            search.begin(&circuit).unwrap();
            assert_eq!(search.least(), plain.least(), "seed {seed}");
            priced += usize::from(search.prices.is_some());
            let Some((_, package)) = plain.best else {
                continue;
            };
            let known = Trade::of(&model, package);
            let tied = |priced: RangeInclusive<usize>| {
                let best = Some((known.burden, known.package.clone()));
                let tied = Some(known.clone());
                let mut search = Search { priced, best, tied, ..Search::new(&model, Wanted::Best, None) };
                search.begin(&circuit).unwrap();
                search.tied
            };
            assert_eq!(tied(LANE_BITS + 1..=12), tied(PRICED), "seed {seed}");
        }
        assert!(priced > 40, "{priced}");
    }

    /// Any 201 of 400 bodies that ask for a condition each: hardly anything follows from anything, so that branches are as deep as they get.
    #[test]
    fn the_deepest_branches_have_room() {
        let mut text = "mawqif = 1\n[initiative]\nid = \"offer\"\n".to_owned();
        for at in 0..*PRICED.end() {
            text += &format!(
                "[[condition]]\nid = \"c{at}\"\nburden = {}\n[[body]]\nid = \"b{at}\"\n\
                 [[stance]]\nbody = \"b{at}\"\nsays = \"accept if c{at}\"\n",
                at % 7 + 1
            );
        }
        let dossier = read(text.as_bytes()).dossier.unwrap();
        let model = Model::new(&dossier, &Suppositions::default()).unwrap();
        let found = least_burden(&model, None).best.unwrap();
        assert!(found.burden >= 459, "{}", found.burden);
    }
}
