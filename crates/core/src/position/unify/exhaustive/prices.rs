//! What a branch still costs at least: conditions have prices, and voices pay them.
//!
//! The rule needs some sum of accepting voices. A worth says what a unit of that sum is worth, and prices share the burden of each
//! condition out among the voices that ask for it, or refuse it. A voice accepts where its weight is worth more than the cheapest way to
//! win it, and a condition is taken where voices pay more than its burden. Whatever the worths and prices are, what this comes to is no
//! more than the burden of any winning package: it is the Lagrangian relaxation of the program in which a voice accepts only where a way
//! to win it holds, and a way only where its conditions do (Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming
//! Problems", 1981). Better prices are looked for by steps along the subgradient (Held, Wolfe and Crowder, "Validation of Subgradient
//! Optimization", 1974).
//!
//! What prices come to is reckoned in whole numbers. Floating point only chooses the next prices, of which any will do.

mod cost;

use self::cost::Cost;
use super::{
    super::against::Against,
    branch::Branch,
    circuit::{Circuit, Part},
};
use crate::{
    consultation::stance::Verdict,
    position::model::{Expression, Model},
};

/// Burdens are reckoned in parts of 2 to minus this.
const DIGITS: u32 = 20;

/// The worth of a unit of weight is reckoned in parts that are finer by 2 to minus this.
const FINE_DIGITS: u32 = 30;

// With these limits no sum of prices is beyond 64 bits, and no sum of worths beyond 128.
const BURDEN_BITS: u32 = 26;
const WEIGHT_BITS: u32 = 36;
const PRICES: usize = 1 << 16;
const NEEDS: usize = 1 << 10;

/// The most alternatives of a rule that are priced.
const ALTERNATIVES: usize = 4;

/// How much of the last step is in the next.
const MOMENTUM: f64 = 0.8;

/// After so many steps without a gain, the next ones are shorter.
const PATIENCE: usize = 15;
const SHORTER: f64 = 0.6;

/// How much more of a step goes to worths than to prices, in burdens aimed at.
const LEVER: f64 = 2.0;

/// Prices that are kept from branch to branch.
pub struct Prices {
    /// By voice: the number of its first price, and the conditions that it names, ascending. Each has two prices, for being out and for
    /// being in.
    named: Vec<(usize, Vec<usize>)>,
    /// By price: the condition, and whether it is for being in.
    of: Vec<(usize, bool)>,
    /// By alternative.
    markets: Vec<Market>,
    /// The sum of all burdens.
    burdens: u64,
}

/// The prices at which one alternative of the rule is to be met.
#[derive(Clone)]
struct Market {
    price: Vec<i64>,
    /// What it is worth to meet a need as a whole, by requirement, then by voice with a veto.
    worth: Vec<f64>,
}

/// A voice that may accept.
struct Buyer {
    cost: Cost,
    /// By need.
    weights: Vec<u64>,
}

/// What is asked of a branch by one alternative.
struct Demand<'a> {
    /// The sums that are needed; 0 where nothing is.
    needs: Vec<u64>,
    buyers: Vec<Buyer>,
    /// The numbers of the prices that matter, ascending.
    asked: Vec<usize>,
    open: &'a [usize],
    burdens: Vec<i64>,
}

/// What a branch still costs at least, in parts of 2^-20.
#[derive(Clone)]
pub struct Bound {
    least: i128,
    /// By condition: what it costs to take it, below 0 where it is cheaper to take it than to leave it.
    reduced: Vec<i64>,
}

impl Bound {
    /// Whether whatever wins costs more than this.
    pub fn is_beyond(&self, burden: u64) -> bool {
        self.least > i128::from(burden) << DIGITS
    }

    /// Whatever wins costs at least this.
    pub fn least_whole(&self) -> u64 {
        let part = (1_i128 << DIGITS) - 1;
        u64::try_from((self.least + part).max(0) >> DIGITS).unwrap_or(u64::MAX)
    }

    /// Whether a condition is in whatever wins and costs no more than this, as far as that is known.
    pub fn settles(&self, at: usize, burden: u64) -> Option<bool> {
        let otherwise = self.least + i128::from(self.reduced[at].abs());
        (otherwise > i128::from(burden) << DIGITS).then_some(self.reduced[at] < 0)
    }

    /// Whether it is cheaper to take a condition than to leave it.
    pub fn takes(&self, at: usize) -> bool {
        self.reduced[at] < 0
    }
}

impl Prices {
    /// No prices yet; `None` for models that are too large to be priced.
    pub fn new(model: &Model, circuit: &Circuit<'_>) -> Option<Self> {
        let burdens: u128 = model.conditions.iter().map(|it| u128::from(it.burden)).sum();
        let sums = circuit.alternatives.iter().flatten();
        let weight = sums.map(|it| it.counts.iter().map(|&count| u128::from(count)).sum::<u128>()).max();
        let needs = circuit.alternatives.iter().map(Vec::len).max().unwrap_or(0) + circuit.veto.len();
        if burdens >> BURDEN_BITS > 0
            || weight.is_some_and(|it| it >> WEIGHT_BITS > 0)
            || needs > NEEDS
            || circuit.alternatives.len() > ALTERNATIVES
        {
            return None;
        }
        let (mut named, mut of) = (Vec::new(), Vec::new());
        for part in &circuit.voices {
            let mut own = Vec::new();
            if let Part::Stance(voice) = part {
                for guard in voice.clauses.iter().filter_map(|(_, guard)| guard.as_ref()) {
                    guard.visit(&mut |name| {
                        if let Expression::Condition(at) = name {
                            own.push(*at);
                        }
                    });
                }
            }
            own.sort_unstable();
            own.dedup();
            let first = of.len();
            of.extend(own.iter().flat_map(|&at| [(at, false), (at, true)]));
            named.push((first, own));
        }
        let burdens = u64::try_from(burdens).ok()?;
        let market = Market { price: vec![0; of.len()], worth: vec![float(burdens) / 5.0; needs] };
        let markets = vec![market; circuit.alternatives.len()];
        (of.len() <= PRICES).then_some(Self { named, of, markets, burdens })
    }

    /// What a branch of the circuit that was narrowed to it still costs at least, beyond its own burden, after so many steps; or fewer,
    /// when that is more than is wanted.
    pub fn bound(
        &mut self,
        model: &Model,
        circuit: &Circuit<'_>,
        branch: &Branch,
        wanted: Option<u64>,
        steps: usize,
    ) -> Bound {
        let mut markets = std::mem::take(&mut self.markets);
        let bounds: Vec<Bound> = (0..markets.len())
            .map(|alternative| {
                let demand = self.demand(model, circuit, branch, alternative);
                self.improve(&mut markets[alternative], &demand, wanted, steps)
            })
            .collect();
        self.markets = markets;
        let is_one = bounds.len() == 1;
        let nothing = || Bound { least: 0, reduced: vec![0; model.conditions.len()] };
        let mut least = bounds.into_iter().min_by_key(|bound| bound.least).unwrap_or_else(nothing);
        if !is_one {
            // What one alternative takes or leaves, another may not.
            least.reduced.fill(0);
        }
        least
    }

    fn demand<'a>(
        &self,
        model: &Model,
        circuit: &Circuit<'_>,
        branch: &'a Branch,
        alternative: usize,
    ) -> Demand<'a> {
        let requirements = &circuit.alternatives[alternative];
        let is_bound_to_accept = |at: usize| match &circuit.voices[at] {
            Part::Stance(voice) => voice.clauses.iter().all(|(verdict, _)| *verdict != Verdict::Abstain),
            Part::Fixed(_) => false,
        };
        let sums = requirements.iter().map(|it| match it.threshold {
            Against::Sum(least) => least,
            // Left out, which only makes it easier to win.
            Against::Rejecting { .. } => 0,
        });
        let needs = sums.chain(circuit.veto.iter().map(|&at| u64::from(is_bound_to_accept(at)))).collect();
        let mut buyers = Vec::new();
        let mut asked = Vec::new();
        for (at, part) in circuit.voices.iter().enumerate() {
            let Part::Stance(voice) = part else {
                continue;
            };
            let (first, named) = &self.named[at];
            let number = |condition: usize, is_in: bool| {
                let place = named.binary_search(&condition).ok()?;
                Some(first + 2 * place + usize::from(is_in))
            };
            let cost = Cost::of(voice, &branch.values, &number);
            if matches!(cost, Cost::Never) {
                continue;
            }
            cost.visit(&mut |price| asked.push(price));
            let sums = requirements.iter().map(|it| it.counts[at]);
            let weights = sums.chain(circuit.veto.iter().map(|&veto| u64::from(veto == at))).collect();
            buyers.push(Buyer { cost, weights });
        }
        asked.sort_unstable();
        asked.dedup();
        let burden = |at: usize| i64::try_from(model.conditions[at].burden << DIGITS).unwrap_or(i64::MAX);
        let burdens = (0..model.conditions.len()).map(burden).collect();
        Demand { needs, buyers, asked, open: &branch.open, burdens }
    }

    /// Looks for better prices, keeps the best, and says what they come to.
    fn improve(&self, market: &mut Market, demand: &Demand<'_>, wanted: Option<u64>, steps: usize) -> Bound {
        let (mut best, mut kept) = (None::<Bound>, market.clone());
        let (mut length, mut idle) = (1.0, 0);
        let mut course = Course { price: vec![0.0; self.of.len()], worth: vec![0.0; demand.needs.len()] };
        for _ in 0..steps.max(1) {
            let (bound, slope) = self.reckon(market, demand);
            let reached = parts(bound.least);
            if best.as_ref().is_none_or(|best| bound.least > best.least) {
                let is_enough = wanted.is_some_and(|wanted| bound.is_beyond(wanted));
                (best, kept, idle) = (Some(bound), market.clone(), 0);
                if is_enough {
                    break;
                }
            } else {
                idle += 1;
            }
            if idle >= PATIENCE {
                (length, idle) = (length * SHORTER, 0);
                *market = kept.clone();
                course.price.fill(0.0);
                course.worth.fill(0.0);
                continue;
            }
            let aim = wanted.map_or(reached.abs().mul_add(1.2, 5.0), |wanted| float(wanted) + 1.0);
            if !self.step(market, demand, &slope, &mut course, length * (aim - reached).max(0.01), aim) {
                break;
            }
        }
        *market = kept;
        best.unwrap_or_else(|| Bound { least: 0, reduced: vec![0; demand.burdens.len()] })
    }

    /// What the prices come to, and where to go from them.
    fn reckon(&self, market: &Market, demand: &Demand<'_>) -> (Bound, Course) {
        let mut slope = Course { price: vec![0.0; self.of.len()], worth: Vec::new() };
        let mut reduced = vec![0; demand.burdens.len()];
        for &at in demand.open {
            reduced[at] = demand.burdens[at];
        }
        let mut least = 0_i128;
        for &price in &demand.asked {
            let (at, is_in) = self.of[price];
            if is_in {
                reduced[at] -= market.price[price];
            } else {
                reduced[at] += market.price[price];
                least -= i128::from(market.price[price]);
            }
        }
        let needs = demand.needs.iter().zip(&market.worth);
        let unit: Vec<i128> = needs.map(|(&need, &worth)| unit(worth, need)).collect();
        let whole: i128 = unit.iter().zip(&demand.needs).map(|(unit, &need)| unit * i128::from(need)).sum();
        least += whole >> FINE_DIGITS;
        let mut missing: Vec<f64> = demand.needs.iter().map(|&need| float(need)).collect();
        for buyer in &demand.buyers {
            let weights = buyer.weights.iter().zip(&unit);
            let value: i128 = weights.map(|(&weight, unit)| i128::from(weight) * unit).sum();
            // Rounded up, as what is gained is taken away.
            let value = (value + (1 << FINE_DIGITS) - 1) >> FINE_DIGITS;
            let gain = value - i128::from(buyer.cost.at(&market.price));
            if gain > 0 {
                least -= gain;
                buyer.cost.pay(&market.price, &mut |price| slope.price[price] += 1.0);
                for (missing, &weight) in missing.iter_mut().zip(&buyer.weights) {
                    *missing -= float(weight);
                }
            }
        }
        least += demand.open.iter().map(|&at| i128::from(reduced[at].min(0))).sum::<i128>();
        for &price in &demand.asked {
            let (at, is_in) = self.of[price];
            if is_in == (reduced[at] < 0) {
                slope.price[price] -= 1.0;
            }
        }
        let shares = missing.iter().zip(&demand.needs);
        slope.worth =
            shares.map(|(missing, &need)| if need > 0 { missing / float(need) } else { 0.0 }).collect();
        (Bound { least, reduced }, slope)
    }

    /// Goes on along the slope, as far as is left to the aim; whether there is anywhere to go.
    fn step(
        &self,
        market: &mut Market,
        demand: &Demand<'_>,
        slope: &Course,
        course: &mut Course,
        length: f64,
        aim: f64,
    ) -> bool {
        let mut norm = 0.0;
        for &price in &demand.asked {
            let own = &mut course.price[price];
            *own = MOMENTUM.mul_add(*own, slope.price[price]);
            if market.price[price] > 0 || *own > 0.0 {
                norm += *own * *own;
            }
        }
        let lever = LEVER * aim.max(1.0);
        for (own, slope) in course.worth.iter_mut().zip(&slope.worth) {
            *own = MOMENTUM.mul_add(*own, slope * lever);
            norm += *own * *own / lever;
        }
        if norm < 1e-12 {
            return false;
        }
        let most = float(self.burdens);
        for &price in &demand.asked {
            let moved = parts(i128::from(market.price[price])) + length / norm * course.price[price];
            market.price[price] = whole(moved.clamp(0.0, most));
        }
        for (worth, course) in market.worth.iter_mut().zip(&course.worth) {
            *worth = (*worth + length / norm * course).clamp(0.0, 4.0 * most);
        }
        true
    }
}

/// A direction: by price and by need.
struct Course {
    price: Vec<f64>,
    worth: Vec<f64>,
}

/// What a unit of weight is worth, in the finest parts.
#[expect(clippy::cast_possible_truncation, reason = "any worth will do")]
fn unit(worth: f64, need: u64) -> i128 {
    if need == 0 {
        return 0;
    }
    (worth / float(need) * f64::from(1_u32 << DIGITS) * f64::from(1_u32 << FINE_DIGITS)) as i128
}

/// Burdens as parts of 2^-20.
#[expect(clippy::cast_possible_truncation, reason = "any price will do")]
fn whole(burden: f64) -> i64 {
    (burden * f64::from(1_u32 << DIGITS)) as i64
}

/// Parts of 2^-20 as burdens.
#[expect(clippy::cast_precision_loss, reason = "it only leads the search")]
fn parts(parts: i128) -> f64 {
    parts as f64 / f64::from(1_u32 << DIGITS)
}

#[expect(clippy::cast_precision_loss, reason = "it only leads the search")]
fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{
        super::lanes::{Rail, has},
        *,
    };
    use crate::position::{
        model::Fixed,
        package::Package,
        unify::random::{Dice, dossier},
    };

    /// The packages that win with so much support and agree with a branch, and what they cost beyond it.
    fn winning(model: &Model, support: u64, branch: &Branch) -> Vec<(u64, Package)> {
        let all = 0..model.conditions.len();
        let taken = all.filter(|&at| has(&branch.values[at].must(), 0));
        let packages = (0_u32..1 << branch.open.len()).map(|number| {
            let chosen = branch.open.iter().enumerate().filter(|(bit, _)| number >> bit & 1 == 1);
            chosen.map(|(_, &at)| at).chain(taken.clone()).collect::<Package>()
        });
        let won = packages.filter(|package| {
            let voted = model.verdicts(package, &Fixed::new());
            model.is_consistent(package) && model.is_won(&voted) && model.support(&voted) >= support
        });
        won.map(|package| (model.burden(&package) - branch.burden, package)).collect()
    }

    #[test]
    fn no_package_costs_less_than_is_said() {
        let (mut told, mut settled) = (0, 0);
        for seed in 0..400 {
            let (dossier, suppositions) = dossier(seed, 9, 8);
            let model = Model::new(&dossier, &suppositions).unwrap();
            let mut dice = Dice(seed);
            let support = dice.roll(4) as u64;
            let mut circuit = Circuit::new(&model, &Fixed::new());
            circuit.require_support(support);
            let Some(mut prices) = Prices::new(&model, &circuit) else {
                continue;
            };
            for steps in [1, 3, 10, 100] {
                let mut branch = Branch::root(&model);
                for _ in 0..dice.roll(4).min(branch.open.len()) {
                    let at = branch.open[dice.roll(branch.open.len())];
                    branch.decide(&model, at, dice.is(2));
                }
                let winning = winning(&model, support, &branch);
                let least = winning.iter().map(|(burden, _)| *burden).min();
                let bound = prices.bound(&model, &circuit.narrowed(&branch.values), &branch, least, steps);
                if let Some(least) = least {
                    assert!(!bound.is_beyond(least), "seed {seed}: {} of {least}", parts(bound.least));
                    told += usize::from(least > 0 && bound.is_beyond(0));
                }
                for &at in &branch.open {
                    for most in 0..4 {
                        let Some(is_in) = bound.settles(at, most) else {
                            continue;
                        };
                        settled += 1;
                        for (_, package) in winning.iter().filter(|(burden, _)| *burden <= most) {
                            assert_eq!(package.contains(at), is_in, "seed {seed}");
                        }
                    }
                }
            }
        }
        assert!(told > 30 && settled > 1_000, "{told}, {settled}");
    }
}
