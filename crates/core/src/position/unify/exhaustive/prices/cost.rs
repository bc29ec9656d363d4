//! What it costs to win a voice: its stance as a sum of prices.

use super::super::lanes::{Bounds, Rail, has};
use crate::{
    consultation::stance::Verdict,
    position::model::{Expression, Voice},
};

/// What has to be paid. No more than the prices of all literals that hold, wherever it has been paid for.
pub enum Cost {
    /// Nothing.
    Free,
    /// It can't be had.
    Never,
    /// One literal: the number of its price.
    Price(usize),
    /// All of these, of which no two have a price in common.
    Sum(Vec<Cost>),
    /// All of these; paid is the dearest alone, as they have prices in common.
    Dearest(Vec<Cost>),
    /// One of these.
    Cheapest(Vec<Cost>),
}

/// The number of the price of a condition's being in or out; `None` when it has none.
pub trait Number: Fn(usize, bool) -> Option<usize> {}

impl<F: Fn(usize, bool) -> Option<usize>> Number for F {}

impl Cost {
    /// What it costs that a voice accepts, at these values of the conditions.
    pub fn of(voice: &Voice, values: &[Bounds], number: &impl Number) -> Self {
        let mut ways = Vec::new();
        let mut earlier: Vec<&Expression> = Vec::new();
        for (verdict, guard) in &voice.clauses {
            if *verdict == Verdict::Accept {
                let wanted = guard.iter().map(|guard| Self::that(guard, true, values, number));
                let unwanted = earlier.iter().map(|guard| Self::that(guard, false, values, number));
                ways.push(Self::all(unwanted.chain(wanted).collect()));
            } else if let Some(guard) = guard {
                earlier.push(guard);
            } else {
                break;
            }
        }
        Self::any(ways)
    }

    /// What it costs that an expression holds, or that it does not.
    fn that(expression: &Expression, holds: bool, values: &[Bounds], number: &impl Number) -> Self {
        let parts = |parts: &[Expression]| -> Vec<Self> {
            parts.iter().map(|part| Self::that(part, holds, values, number)).collect()
        };
        match (expression, holds) {
            (Expression::Condition(at), _) => {
                let (must, can) = (has(&values[*at].must(), 0), has(&values[*at].can(), 0));
                match must == can {
                    true if must == holds => Self::Free,
                    true => Self::Never,
                    false => number(*at, holds).map_or(Self::Free, Self::Price),
                }
            }
            (Expression::Not(inner), _) => Self::that(inner, !holds, values, number),
            (Expression::All(all), true) => Self::all(parts(all)),
            (Expression::Any(any), true) => Self::any(parts(any)),
            (Expression::All(all), false) => Self::any(parts(all)),
            (Expression::Any(any), false) => Self::all(parts(any)),
            // Not priced, which only makes it cheaper.
            (Expression::Accepts(_) | Expression::AtLeast(..), _) => Self::Free,
        }
    }

    fn all(mut parts: Vec<Self>) -> Self {
        if parts.iter().any(|part| matches!(part, Self::Never)) {
            return Self::Never;
        }
        parts.retain(|part| !matches!(part, Self::Free));
        if parts.len() < 2 {
            return parts.pop().unwrap_or(Self::Free);
        }
        let mut prices = Vec::new();
        for part in &parts {
            let mut own = Vec::new();
            part.visit(&mut |price| own.push(price));
            own.sort_unstable();
            own.dedup();
            prices.extend(own);
        }
        prices.sort_unstable();
        let is_shared = prices.windows(2).any(|pair| pair[0] == pair[1]);
        if is_shared { Self::Dearest(parts) } else { Self::Sum(parts) }
    }

    fn any(mut parts: Vec<Self>) -> Self {
        if parts.iter().any(|part| matches!(part, Self::Free)) {
            return Self::Free;
        }
        parts.retain(|part| !matches!(part, Self::Never));
        if parts.len() < 2 { parts.pop().unwrap_or(Self::Never) } else { Self::Cheapest(parts) }
    }

    /// Passes the number of every price.
    pub fn visit(&self, pass: &mut impl FnMut(usize)) {
        match self {
            Self::Free | Self::Never => {}
            Self::Price(price) => pass(*price),
            Self::Sum(parts) | Self::Dearest(parts) | Self::Cheapest(parts) => {
                parts.iter().for_each(|part| part.visit(pass));
            }
        }
    }

    /// What it comes to at these prices.
    pub fn at(&self, price: &[i64]) -> i64 {
        match self {
            Self::Free => 0,
            Self::Never => i64::MAX,
            Self::Price(own) => price[*own],
            Self::Sum(all) => all.iter().map(|part| part.at(price)).sum(),
            Self::Dearest(all) => all.iter().map(|part| part.at(price)).max().unwrap_or(0),
            Self::Cheapest(any) => any.iter().map(|part| part.at(price)).min().unwrap_or(i64::MAX),
        }
    }

    /// Passes the numbers of the prices that are paid.
    pub fn pay(&self, price: &[i64], pass: &mut impl FnMut(usize)) {
        match self {
            Self::Free | Self::Never => {}
            Self::Price(own) => pass(*own),
            Self::Sum(parts) => parts.iter().for_each(|part| part.pay(price, pass)),
            Self::Dearest(parts) => {
                parts.iter().max_by_key(|part| part.at(price)).into_iter().for_each(|it| it.pay(price, pass));
            }
            Self::Cheapest(parts) => {
                parts.iter().min_by_key(|part| part.at(price)).into_iter().for_each(|it| it.pay(price, pass));
            }
        }
    }
}
