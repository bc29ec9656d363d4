//! The search through branches.

use std::ops::RangeInclusive;

use super::Branch;
use crate::position::{
    model::{Fixed, Model},
    package::Package,
    relevance::relevant_conditions,
    unify::{
        deadline::Deadline,
        exhaustive::{
            circuit::Circuit,
            lanes::{self, Bounds, Exact, LANE_BITS, Rail},
            prices::Prices,
        },
        landscape::Trade,
    },
};

/// Open conditions from which on prices are worth their while, and up to which they are taken one by one.
const PRICED: RangeInclusive<usize> = 3 * LANE_BITS + 1..=400;

/// Steps towards better prices, at first and in each branch.
const FIRST_STEPS: usize = 300;
const STEPS: usize = 15;

/// Steps that are as much work as one evaluation.
const STEPS_PER_EVALUATION: usize = 4;

/// How many times the first ceiling's distance from what prices say goes into that.
const CEILINGS: u64 = 40;

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The least burden.
    Least,
    /// The best package of the least burden.
    Best,
    /// Any winning package.
    Any,
}

/// A search for what is wanted.
pub struct Search<'a> {
    model: &'a Model,
    fixed: &'a Fixed,
    wanted: Wanted,
    /// The package of least burden that was found.
    pub best: Option<(u64, Package)>,
    /// The best of those with this burden, when that is wanted.
    pub tied: Option<Trade>,
    /// No package has less burden than this.
    pub floor: u64,
    /// What costs as much or more is not looked at.
    ceiling: u64,
    /// Evaluations that are left, and that were made.
    left: usize,
    pub spent: usize,
    /// Evaluations that are left where there are prices, if that makes a difference.
    pub left_priced: Option<usize>,
    /// How many conditions have to be open for prices.
    priced: RangeInclusive<usize>,
    prices: Option<Prices>,
    deadline: Option<Deadline>,
}

impl<'a> Search<'a> {
    /// A search with so many evaluations.
    pub fn new(
        model: &'a Model,
        fixed: &'a Fixed,
        wanted: Wanted,
        left: usize,
        deadline: Option<Deadline>,
    ) -> Self {
        Self {
            model,
            fixed,
            wanted,
            best: None,
            tied: None,
            floor: 0,
            ceiling: u64::MAX,
            left,
            spent: 0,
            left_priced: None,
            priced: PRICED,
            prices: None,
            deadline,
        }
    }

    /// The least burden found.
    fn least(&self) -> Option<u64> {
        self.best.as_ref().map(|(burden, _)| *burden)
    }

    /// The least burden that is not wanted; `u64::MAX` when there is none.
    fn end(&self) -> u64 {
        let found = match self.least() {
            // It is the least.
            Some(least) if self.wanted == Wanted::Least && least <= self.floor => 0,
            least => least.unwrap_or(u64::MAX),
        };
        found.saturating_add(u64::from(self.wanted == Wanted::Best)).min(self.ceiling)
    }

    /// Whether nothing of this burden and more is wanted.
    fn is_beyond(&self, burden: u64) -> bool {
        burden >= self.end()
    }

    /// The most that what is wanted may cost beyond this burden; `None` when there is no limit, or nothing can.
    fn most_beyond(&self, burden: u64) -> Option<u64> {
        match self.end() {
            u64::MAX => None,
            end => end.checked_sub(1)?.checked_sub(burden),
        }
    }

    /// Looks through everything, with prices where they are worth their while; `None` when the evaluations ran out.
    pub fn begin(&mut self, circuit: &Circuit<'_>, mut root: Branch) -> Option<()> {
        if !self.narrow(circuit, &mut root)? {
            return Some(());
        }
        self.floor = root.burden;
        if !self.priced.contains(&root.open.len()) {
            return self.enter(circuit, root);
        }
        let Some(mut prices) = Prices::new(self.model, circuit) else {
            return self.enter(circuit, root);
        };
        self.left = self.left_priced.unwrap_or(self.left);
        self.spend_steps(FIRST_STEPS)?;
        // What is dear and often named, which moves the bound most, is decided first.
        let mut named = vec![0; self.model.conditions.len()];
        relevant_conditions(self.model).into_iter().for_each(|(at, times)| named[at] = times as u128);
        root.open.sort_by_key(|&at| named[at] * (u128::from(self.model.conditions[at].burden) + 2));
        let wanted = self.most_beyond(root.burden);
        let bound = prices.bound(self.model, &circuit.narrowed(&root.values), &root, wanted, FIRST_STEPS);
        self.floor = self.floor.saturating_add(bound.least_whole());
        self.prices = Some(prices);
        if self.wanted == Wanted::Least {
            self.rise(circuit, &root)?;
            if self.best.is_some() {
                return Some(());
            }
        }
        self.enter(circuit, root)
    }

    /// Looks below one ceiling after another, until something is found, or hardly anything is beyond; `None` when the evaluations ran out.
    fn rise(&mut self, circuit: &Circuit<'_>, root: &Branch) -> Option<()> {
        let all = root.open.iter().map(|&at| self.model.conditions[at].burden).sum::<u64>() + root.burden;
        let mut above = 2 + self.floor / CEILINGS;
        let from = self.floor;
        while self.best.is_none() && from.saturating_add(above) < all {
            self.ceiling = from + above;
            self.enter(circuit, root.clone())?;
            if self.best.is_none() {
                self.floor = self.ceiling;
            }
            above += above / 2 + 1;
        }
        self.ceiling = u64::MAX;
        Some(())
    }

    /// Looks through a branch; `None` when the evaluations ran out.
    pub fn enter(&mut self, circuit: &Circuit<'_>, mut branch: Branch) -> Option<()> {
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
    pub fn narrow(&mut self, circuit: &Circuit<'_>, branch: &mut Branch) -> Option<bool> {
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
        let trade = Trade::of(self.model, self.fixed, package);
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
        let evaluations = steps / STEPS_PER_EVALUATION;
        self.left = self.left.checked_sub(evaluations)?;
        self.spent += evaluations;
        self.deadline.is_none_or(|deadline| !deadline.is_over()).then_some(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        dossier::read,
        position::{
            model::Suppositions,
            unify::{
                exhaustive::Question,
                random::{Dice, dossier},
            },
        },
    };

    #[test]
    fn prices_leave_nothing_out() {
        let (mut priced, mut told, nobody) = (0, 0, Fixed::new());
        for seed in 0..400 {
            let (dossier, suppositions) = dossier(seed, 9, 12);
            let model = Model::new(&dossier, &suppositions).unwrap();
            let mut dice = Dice(seed);
            let mut circuit = Circuit::new(&model, &nobody);
            circuit.require_support(dice.roll(4) as u64);
            let mut root = Branch::root(&model);
            if dice.is(3) && !root.open.is_empty() {
                let at = root.open[dice.roll(root.open.len())];
                root.decide(&model, at, false);
            }
            let search = |wanted: Wanted| Search::new(&model, &nobody, wanted, usize::MAX, None);
            let mut plain = search(Wanted::Least);
            plain.begin(&circuit, root.clone()).unwrap();
            let mut other = Search { priced: LANE_BITS + 1..=12, ..search(Wanted::Least) };
            other.begin(&circuit, root.clone()).unwrap();
            assert_eq!(other.least(), plain.least(), "seed {seed}");
            priced += usize::from(other.prices.is_some());
            let Some((burden, package)) = plain.best else {
                continue;
            };
            for left in 0..40 {
                let mut cut = Search { left, priced: LANE_BITS + 1..=12, ..search(Wanted::Least) };
                let is_all = cut.begin(&circuit, root.clone()).is_some();
                let found = cut.least().unwrap_or(u64::MAX);
                assert!(
                    cut.floor <= burden && burden <= found && (!is_all || burden == found),
                    "seed {seed}"
                );
                told += usize::from(!is_all && cut.floor > root.burden);
            }
            let known = Trade::of(&model, &nobody, package);
            let tied = |priced: RangeInclusive<usize>| {
                let best = Some((known.burden, known.package.clone()));
                let mut search = Search { priced, best, tied: Some(known.clone()), ..search(Wanted::Best) };
                search.begin(&circuit, root.clone()).unwrap();
                search.tied
            };
            assert_eq!(tied(LANE_BITS + 1..=12), tied(PRICED), "seed {seed}");
        }
        assert!(priced > 40 && told > 40, "{priced}, {told}");
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
        let found = Question::new(&model, &Fixed::new(), None).least_burden().best.unwrap();
        assert!(found.burden >= 459, "{}", found.burden);
    }
}
