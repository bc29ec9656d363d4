//! The least burden by branching on bounds, 512 questions at a time.
//!
//! A branch has some conditions decided and the rest open. One evaluation of the circuit asks of
//! every open condition whether the branch can still win with it and without it; what it cannot win
//! without (or with) is thereby decided, until nothing more is. Then nine open conditions are
//! decided in all 512 ways, and the ways that can still win are entered, cheapest first. A branch is
//! left when its burden reaches the best burden known.
//!
//! Where more are open than three times nine, and the least burden is looked for, conditions are decided
//! one by one instead, and a branch is left as soon as [`Prices`](super::prices::Prices) show that what it still costs is too much. As
//! that mostly is little more than prices say at the outset, so much is taken for a ceiling until something is found below one.
//!
//! Exact and in whole numbers, like the enumeration, and without a limit on conditions; the work is
//! limited instead, so that a harder case goes on to the mixed-integer solver.

mod search;

use self::search::{Search, Wanted};
use super::{
    TimeUp,
    circuit::Circuit,
    lanes::{self, Bounds, Rail},
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

/// The same, where there are prices.
const PRICED_WORK_LIMIT: usize = 12_000_000;

/// The most evaluations for each voice, where there are prices: where few voices speak, the mixed-integer solver is fast. As many as for a hundred voices
/// are always made.
const PRICED_DEPTH_LIMIT: usize = 40;

/// A question about the packages that win.
pub struct Question<'a> {
    model: &'a Model,
    fixed: &'a Fixed,
    circuit: Circuit<'a>,
    root: Branch,
    /// The most voices that may be evaluated, when that is said.
    work: Option<usize>,
    deadline: Option<Deadline>,
}

/// What branching came to.
pub struct Branching {
    /// The package of the least burden found; of several, any.
    pub best: Option<Trade>,
    /// Whether it is proven that none has less.
    pub is_proven: bool,
    /// No package has less burden than this.
    pub least: u64,
    /// Voices that were evaluated.
    pub work: usize,
}

impl<'a> Question<'a> {
    /// About all packages, when these verdicts are fixed.
    pub fn new(model: &'a Model, fixed: &'a Fixed, deadline: Option<Deadline>) -> Self {
        let (circuit, root) = (Circuit::new(model, fixed), Branch::root(model));
        Self { model, fixed, circuit, root, work: None, deadline }
    }

    /// To be given up when so many voices have been evaluated, neither before nor after.
    pub fn within(mut self, work: usize) -> Self {
        self.work = Some(work);
        self
    }

    /// About packages with at least this support.
    pub fn supported(mut self, least: u64) -> Self {
        if least > 0 {
            self.circuit.require_support(least);
        }
        self
    }

    /// About packages without a condition, one that may be taken or left.
    pub fn without(mut self, at: usize) -> Self {
        if self.root.open.contains(&at) {
            self.root.decide(self.model, at, false);
        }
        self
    }

    /// The package of the least burden.
    pub fn least_burden(self) -> Branching {
        let voices = self.voices();
        let mut search = self.search(Wanted::Least, self.work.unwrap_or(WORK_LIMIT) / voices);
        let priced = || (PRICED_WORK_LIMIT / voices).min(PRICED_DEPTH_LIMIT * voices.max(100));
        search.left_priced = self.work.is_none().then(priced);
        let is_all = search.begin(&self.circuit, self.root).is_some();
        let work = search.spent * voices;
        let best = search.best.map(|(_, package)| Trade::of(self.model, self.fixed, package));
        let is_proven = is_all || best.as_ref().is_some_and(|best| best.burden <= search.floor);
        let least = best.as_ref().filter(|_| is_proven).map_or(search.floor, |best| best.burden);
        Branching { best, is_proven, least, work }
    }

    /// The best of all packages of the least burden, looked for from one that is known to win: it has the most support, then the fewest
    /// conditions, then the earliest; `None` when it was given up. And the voices that were evaluated.
    pub fn best_of_least(self, known: Trade) -> (Option<Trade>, usize) {
        let voices = self.voices();
        let mut search = self.search(Wanted::Best, self.work.unwrap_or(WORK_LIMIT) / voices);
        search.best = Some((known.burden, known.package.clone()));
        search.tied = Some(known);
        let is_settled = search.begin(&self.circuit, self.root).is_some();
        (search.tied.filter(|_| is_settled), search.spent * voices)
    }

    /// Some package that wins; `None` when none does, `Err` when it was given up.
    pub fn any_won(self) -> Result<Option<Package>, TimeUp> {
        self.any_within(WORK_LIMIT)
    }

    /// Some package that wins, looked for much longer; `None` when none does, `Err` when it was given up.
    pub fn any_won_at_length(self) -> Result<Option<Package>, TimeUp> {
        self.any_within(LONG_WORK_LIMIT)
    }

    fn any_within(self, work: usize) -> Result<Option<Package>, TimeUp> {
        let mut search = self.search(Wanted::Any, work / self.model.members.len().max(1));
        let is_proven = search.enter(&self.circuit, self.root).is_some();
        match search.best {
            Some((_, package)) => Ok(Some(package)),
            None if is_proven => Ok(None),
            None => Err(TimeUp),
        }
    }

    fn voices(&self) -> usize {
        self.circuit.voices.len().max(1)
    }

    fn search(&self, wanted: Wanted, left: usize) -> Search<'a> {
        Search::new(self.model, self.fixed, wanted, left, self.deadline)
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
    let nobody = Fixed::new();
    let mut search =
        Search::new(model, &nobody, Wanted::Any, WORK_LIMIT / model.members.len().max(1), deadline);
    let is_left = search.narrow(circuit, &mut branch).ok_or(TimeUp)?;
    Ok(is_left.then_some(branch))
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
