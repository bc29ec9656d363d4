//! Every package looked at: exact answers for up to [`CONDITION_LIMIT`] conditions that matter.
//!
//! What is the same in every winning package is settled first ([`branch`]). The other conditions are
//! ordered by how many stances name them and cut into layers of nine, 512 lanes each. A layer is first evaluated with everything below it unknown; only lanes where a package
//! may still win are entered. In the last layer nothing is unknown and the circuit says which
//! packages win. Winning packages are kept as one bit each (4 MiB at the limit), from which the
//! minimal ones follow by closing upwards.

mod branch;
mod circuit;
mod lanes;
mod prices;

pub use self::branch::{Branching, Question};
use self::{
    branch::Branch,
    circuit::Circuit,
    lanes::{Bounds, Exact, LANE_BITS, Lanes, Rail},
};
use super::{
    Preference,
    deadline::Deadline,
    landscape::{Landscape, MINIMAL_LIMIT, Trade},
};
use crate::position::{
    model::{Fixed, Model},
    package::Package,
};

/// The most conditions that are enumerated.
pub const CONDITION_LIMIT: usize = 25;

/// An enumeration of a model's packages.
pub struct Enumeration<'a> {
    model: &'a Model,
    circuit: Circuit<'a>,
    /// What is the same in every winning package; `None` when there is none.
    settled: Option<Settled>,
    deadline: Option<Deadline>,
}

/// What is the same in every winning package.
struct Settled {
    values: Vec<Bounds>,
    /// The conditions that packages may have or lack, most decisive last: bit `i` of a package's
    /// number is condition `free[i]`.
    free: Vec<usize>,
    /// The conditions that every winning package has.
    forced: Package,
}

/// No package has more support than this; `None` when none can win.
pub fn most_support(model: &Model) -> Option<u64> {
    let circuit = Circuit::new(model, &Fixed::new());
    let evaluated = circuit.evaluate(&Branch::root(model).values, lanes::first(0));
    lanes::has(&evaluated.won, 0).then(|| circuit.support(&evaluated).on(0))
}

/// The deadline passed, or the work came to its limit, before every package was looked at.
#[derive(Clone, Copy, Debug)]
pub struct TimeUp;

/// Whoever looks at the blocks of packages in which one wins: takes the number of a block's first
/// package, its winning lanes and their supports.
trait Visitor: FnMut(usize, &Lanes, &lanes::Sums) {}

impl<F: FnMut(usize, &Lanes, &lanes::Sums)> Visitor for F {}

impl<'a> Enumeration<'a> {
    /// Prepares the enumeration of a model in which some verdicts are fixed; `None` when too many
    /// conditions matter.
    pub fn new(model: &'a Model, fixed: &Fixed, deadline: Option<Deadline>) -> Option<Self> {
        let circuit = Circuit::new(model, fixed);
        let branch =
            branch::settled(model, &circuit, deadline).unwrap_or_else(|TimeUp| Some(Branch::root(model)));
        let Some(branch) = branch else {
            return Some(Self { model, circuit, settled: None, deadline });
        };
        if branch.open.len() > CONDITION_LIMIT {
            return None;
        }
        let is_in = |at: usize| lanes::has(&branch.values[at].must(), 0);
        let forced = (0..branch.values.len()).filter(|&at| is_in(at)).collect();
        let circuit = circuit.narrowed(&branch.values);
        let settled = Some(Settled { values: branch.values, free: branch.open, forced });
        Some(Self { model, circuit, settled, deadline })
    }

    /// The winning package of least burden, as far as there is time.
    pub fn best(&self) -> Option<Trade> {
        let settled = self.settled.as_ref()?;
        let mut frontier = Frontier::default();
        let walked = self.walk(settled, &mut |base: usize, won: &Lanes, support: &lanes::Sums| {
            self.offer(settled, &mut frontier, base, won, support);
        });
        walked.ok()?;
        frontier.trades.into_iter().next()
    }

    /// Everything there is to know about which packages win; when the time is up before, what was found by
    /// then, and a bound on what is preferred.
    pub fn landscape(&self, prefer: Preference) -> Landscape {
        let Some(settled) = &self.settled else {
            return Landscape::nothing(self.model.conditions.len());
        };
        let mut frontier = Frontier::default();
        let mut won_at = Packages::none(settled.free.len());
        let walked = self.walk(settled, &mut |base: usize, won: &Lanes, support: &lanes::Sums| {
            won_at.insert(base, won);
            self.offer(settled, &mut frontier, base, won, support);
        });
        if walked.is_err() {
            return self.cut_short(settled, frontier, prefer);
        }
        won_at.keep_minimal();
        let conditions = self.model.conditions.len();
        let mut landscape = Landscape::nothing(conditions);
        landscape.frontier = frontier.trades;
        let mut listed = Vec::new();
        let (mut total, mut times) = (0_usize, vec![0_usize; conditions]);
        for number in won_at.numbers() {
            let package = settled.package(number);
            let burden = self.model.burden(&package);
            for at in (0..conditions).filter(|&at| !package.contains(at)) {
                let least = landscape.burden_without[at].get_or_insert(burden);
                *least = burden.min(*least);
            }
            total += 1;
            package.iter().for_each(|at| times[at] += 1);
            listed.push((burden, package));
            // Twice the limit is sorted down to the limit, so that memory stays bounded.
            if listed.len() > 2 * MINIMAL_LIMIT {
                listed.sort_unstable();
                listed.truncate(MINIMAL_LIMIT);
                landscape.minimal_complete = false;
            }
        }
        listed.sort_unstable();
        if listed.len() > MINIMAL_LIMIT {
            listed.truncate(MINIMAL_LIMIT);
            landscape.minimal_complete = false;
        }
        landscape.in_all = (0..conditions).filter(|&at| total > 0 && times[at] == total).collect();
        landscape.in_some = (0..conditions).filter(|&at| times[at] > 0).collect();
        landscape.minimal = listed.into_iter().map(|(_, package)| package).collect();
        landscape
    }

    /// What can be said when the time is up: the best so far in both respects, and that nothing costs less
    /// than what is in every package, or that no more support is to be had.
    fn cut_short(&self, settled: &Settled, frontier: Frontier, prefer: Preference) -> Landscape {
        let mut landscape = Landscape::nothing(self.model.conditions.len());
        landscape.frontier = frontier.trades;
        landscape.proof.is_optimal = false;
        landscape.proof.bound = match prefer {
            Preference::Burden => Some(self.model.burden(&settled.forced)),
            Preference::Support => most_support(self.model),
        };
        landscape.cut_short();
        landscape
    }

    /// Calls `visit` with the number of the first package, the winning lanes and the supports of
    /// every block of packages in which one wins.
    fn walk(&self, settled: &Settled, visitor: &mut impl Visitor) -> Result<(), TimeUp> {
        self.enter(settled, &self.circuit, &settled.values, settled.free.len(), 0, visitor)
    }

    /// Visits the packages that agree with `above`, in which the first `open` free conditions are
    /// not yet decided.
    fn enter(
        &self,
        settled: &Settled,
        circuit: &Circuit<'_>,
        above: &[Bounds],
        open: usize,
        base: usize,
        visitor: &mut impl Visitor,
    ) -> Result<(), TimeUp> {
        if self.deadline.is_some_and(|deadline| deadline.is_over()) {
            return Err(TimeUp);
        }
        if open <= LANE_BITS {
            let mut exact: Vec<Exact> = above.iter().map(|value| Exact(value.can())).collect();
            for (bit, &at) in settled.free[..open].iter().enumerate() {
                exact[at] = Exact(lanes::with_bit(bit));
            }
            let evaluated = circuit.evaluate(&exact, lanes::first(open));
            if !lanes::is_none(&evaluated.won) {
                visitor(base, &evaluated.won, &circuit.support(&evaluated));
            }
            return Ok(());
        }
        // The lowest layer is full, so that the widest evaluations are the exact ones.
        let width = (open - LANE_BITS).min(LANE_BITS);
        let below = open - width;
        let mut values = above.to_vec();
        for &at in &settled.free[..below] {
            values[at] = Bounds::UNKNOWN;
        }
        for (bit, &at) in settled.free[below..open].iter().enumerate() {
            values[at] = Bounds::known(lanes::with_bit(bit));
        }
        let may_win = circuit.evaluate(&values, lanes::first(width)).won;
        for lane in lanes::numbers(&may_win) {
            for (bit, &at) in settled.free[below..open].iter().enumerate() {
                let is_in = lane >> bit & 1 == 1;
                values[at] = Bounds::known(if is_in { lanes::ALL } else { lanes::NONE });
            }
            let base = base | lane << below;
            // A block of many blocks is worth a circuit of its own.
            if below > LANE_BITS {
                self.enter(settled, &circuit.narrowed(&values), &values, below, base, visitor)?;
            } else {
                self.enter(settled, circuit, &values, below, base, visitor)?;
            }
        }
        Ok(())
    }

    /// Offers the winning packages of a block to the frontier.
    fn offer(
        &self,
        settled: &Settled,
        frontier: &mut Frontier,
        base: usize,
        won: &Lanes,
        support: &lanes::Sums,
    ) {
        let fixed = self.model.burden(&settled.package(base));
        // What has no more support than something of less burden is no trade.
        let better = match frontier.support_below(fixed) {
            Some(beaten) => lanes::and(*won, support.at_least(u128::from(beaten) + 1)),
            None => *won,
        };
        for lane in lanes::numbers(&better) {
            let low = settled.free.iter().take(LANE_BITS).enumerate();
            let low = low.filter(|(bit, _)| lane >> bit & 1 == 1);
            let burden = fixed + low.map(|(_, &at)| self.model.conditions[at].burden).sum::<u64>();
            frontier.offer(burden, support.on(lane), || settled.package(base | lane));
        }
    }
}

impl Settled {
    /// The package of a number.
    fn package(&self, number: usize) -> Package {
        let chosen = self.free.iter().enumerate();
        let chosen = chosen.filter(|(bit, _)| number >> bit & 1 == 1).map(|(_, &at)| at);
        self.forced.iter().chain(chosen).collect()
    }
}

/// The best trades so far, by ascending burden and support.
#[derive(Default)]
struct Frontier {
    trades: Vec<Trade>,
}

impl Frontier {
    /// The most support to be had for less than this burden.
    fn support_below(&self, burden: u64) -> Option<u64> {
        let end = self.trades.partition_point(|trade| trade.burden < burden);
        Some(self.trades[..end].last()?.support)
    }

    fn offer(&mut self, burden: u64, support: u64, package: impl Fn() -> Package) {
        if self.support_below(burden).is_some_and(|beaten| beaten >= support) {
            return;
        }
        let at = self.trades.partition_point(|trade| trade.burden < burden);
        if let Some(trade) = self.trades.get_mut(at)
            && trade.burden == burden
        {
            if trade.support > support {
                return;
            }
            if trade.support == support {
                trade.package = package().min(std::mem::take(&mut trade.package));
                return;
            }
        }
        let beaten = self.trades[at..].partition_point(|trade| trade.support <= support);
        let trade = Trade { burden, support, package: package() };
        self.trades.splice(at..at + beaten, [trade]);
    }
}

/// A set of packages by number, one bit each.
struct Packages {
    bits: usize,
    words: Vec<u64>,
}

impl Packages {
    fn none(bits: usize) -> Self {
        Self { bits, words: vec![0; 1 << bits.saturating_sub(6)] }
    }

    /// Adds the lanes of the block that starts at `base`.
    fn insert(&mut self, base: usize, lanes: &Lanes) {
        for (offset, &word) in lanes.iter().enumerate() {
            if let Some(own) = self.words.get_mut(base / 64 + offset) {
                *own |= word;
            }
        }
    }

    /// Drops every package of which a proper subset is in the set.
    fn keep_minimal(&mut self) {
        // Close upwards; then a package is minimal when taking out any one condition leaves the
        // closure.
        let mut closed = self.words.clone();
        for bit in 0..self.bits {
            raise(&mut closed, bit, |word, below| *word |= below);
        }
        for bit in 0..self.bits {
            let words = &mut self.words;
            for_each_raised(&closed, bit, |index, below| words[index] &= !below);
        }
    }

    fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
        })
    }
}

/// Calls `with` on every word and the packages of `words` that lack `bit`, moved up to have it.
fn raise(words: &mut [u64], bit: usize, with: impl Fn(&mut u64, u64)) {
    if bit < 6 {
        let has = lanes::with_bit(bit)[0];
        for word in words {
            let below = (*word & !has) << (1 << bit);
            with(word, below);
        }
    } else {
        let step = 1 << (bit - 6);
        for pair in words.chunks_exact_mut(2 * step) {
            let (low, high) = pair.split_at_mut(step);
            high.iter_mut().zip(low).for_each(|(word, below)| with(word, *below));
        }
    }
}

/// As [`raise`], with the position of each word instead of the word.
fn for_each_raised(words: &[u64], bit: usize, mut with: impl FnMut(usize, u64)) {
    if bit < 6 {
        let has = lanes::with_bit(bit)[0];
        for (index, word) in words.iter().enumerate() {
            with(index, (word & !has) << (1 << bit));
        }
    } else {
        let step = 1 << (bit - 6);
        for (index, below) in words.iter().enumerate().filter(|(index, _)| index & step == 0) {
            with(index + step, *below);
        }
    }
}
