//! The landscape: which packages win, as both engines describe it.

use super::Preference;
use crate::position::{
    model::{Fixed, Model},
    package::Package,
};

/// The most minimal packages that are listed; beyond it those of least burden are.
pub const MINIMAL_LIMIT: usize = 1_000;

/// What there is to know about the winning packages of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landscape {
    /// The best trades of burden against support, by ascending burden; the first is the winning
    /// package of least burden. Empty when nothing wins.
    pub frontier: Vec<Trade>,
    /// Whether no trade is missing.
    pub frontier_complete: bool,
    /// Whether ties for the best package are settled beyond burden and support.
    pub ties_complete: bool,
    /// Winning packages without a winning consistent proper subset, by burden.
    pub minimal: Vec<Package>,
    /// Whether none is missing.
    pub minimal_complete: bool,
    /// By condition: the least burden of a winning package without it.
    pub burden_without: Vec<Option<u64>>,
    /// Whether every figure of `burden_without` is proven.
    pub burden_without_complete: bool,
    /// The conditions that stand in every winning package.
    pub in_all: Package,
    /// The conditions that stand in some minimal package.
    pub in_some: Package,
    /// What is proven about the best package.
    pub proof: Proven,
}

/// A winning package and what it trades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// The sum of its burdens.
    pub burden: u64,
    /// The support it has.
    pub support: u64,
    /// The package.
    pub package: Package,
}

impl Trade {
    /// What a package trades when these verdicts are fixed.
    pub fn of(model: &Model, fixed: &Fixed, package: Package) -> Self {
        let support = model.support(&model.verdicts(&package, fixed));
        Self { burden: model.burden(&package), support, package }
    }
}

/// What an engine has proven about the package it found best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// Whether no better one exists.
    pub is_optimal: bool,
    /// The bound on the objective, when one is known.
    pub bound: Option<u64>,
    /// How it was proven.
    pub method: &'static str,
}

impl Landscape {
    /// The landscape of a model of so many conditions in which nothing wins, exhaustively.
    pub fn nothing(conditions: usize) -> Self {
        Self {
            frontier: Vec::new(),
            frontier_complete: true,
            ties_complete: true,
            minimal: Vec::new(),
            minimal_complete: true,
            burden_without: vec![None; conditions],
            burden_without_complete: true,
            in_all: Package::empty(),
            in_some: Package::empty(),
            proof: Proven { is_optimal: true, bound: None, method: "exhaustive" },
        }
    }

    /// Marks everything beyond the best package as cut short.
    pub fn cut_short(&mut self) {
        self.frontier_complete = false;
        self.minimal_complete = false;
        self.burden_without_complete = false;
        self.ties_complete = false;
    }

    /// Takes back that the best package is proven, since something better was found.
    pub fn refute(&mut self) {
        (self.proof.is_optimal, self.proof.bound, self.ties_complete) = (false, None, false);
    }

    /// Puts the offer as it stands before what was found in time, if it wins: no other costs as little.
    pub fn found_at_once(&mut self, model: &Model, prefer: Preference) {
        let package = Package::empty();
        if !model.is_consistent(&package) || !model.is_won(&model.verdicts(&package, &Fixed::new())) {
            return;
        }
        let trade = Trade::of(model, &Fixed::new(), package);
        self.frontier.retain(|other| other.support > trade.support);
        self.frontier.insert(0, trade);
        if prefer == Preference::Burden {
            (self.proof.is_optimal, self.proof.bound, self.ties_complete) = (true, Some(0), true);
        }
    }
}
