//! Power of the rule alone: the Banzhaf and Shapley–Shubik indices.
//!
//! The game: a coalition accepts; everybody else is present and rejects. It wins when it has a
//! member, when no body with a veto is outside, when those outside are within `max_objections`, when
//! the quorum can be met at all, and when one alternative holds in full. The Banzhaf index is the
//! share of all swings that are the member's (normalised); the Shapley–Shubik index is the share of
//! all orders of joining in which the member makes the coalition win.
//!
//! Figures are exact fractions while a table of sums fits (`table`) or the coalitions are few enough
//! to look at each (`enumeration`), and sampled beyond, which the answer says.

mod enumeration;
mod game;
mod sample;
mod table;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};
use serde::Serialize;

use self::{
    sample::Sample,
    table::{Need, Winning},
};
use super::{
    model::{Model, Tally},
    unify::{Deadline, answer::Keyed, work::Work},
};

/// Alternatives of a rule whose combinations are counted one by one.
const ALTERNATIVE_LIMIT: usize = 8;

/// Every member's power.
#[derive(Clone, Debug, PartialEq)]
pub struct Power {
    /// By member.
    pub indices: Vec<Indices>,
    /// How they were found.
    pub method: Method,
}

/// A member's power.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indices {
    /// The normalised Banzhaf index.
    pub banzhaf: BigRational,
    /// The Shapley–Shubik index.
    pub shapley_shubik: BigRational,
}

/// How power was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// By counting every coalition.
    Exact,
    /// By so many random orders and as many random coalitions.
    Sampled {
        /// Orders, and coalitions, drawn.
        draws: u64,
        /// Half the width of the widest 95 % interval of a Shapley–Shubik index.
        within: f64,
    },
}

/// A member's power as fractions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PowerAnswer {
    /// The normalised Banzhaf index.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::schema::FRACTION)))]
    pub banzhaf: String,
    /// The Shapley–Shubik index.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = crate::schema::FRACTION)))]
    pub shapley_shubik: String,
}

impl Power {
    /// Whether the figures are exact.
    pub fn is_exact(&self) -> bool {
        self.method == Method::Exact
    }

    /// The figures by member.
    pub fn answer(&self, model: &Model) -> Keyed<PowerAnswer> {
        let members = model.members.iter().zip(&self.indices);
        let told = members.map(|(member, indices)| {
            let told = PowerAnswer {
                banzhaf: indices.banzhaf.to_string(),
                shapley_shubik: indices.shapley_shubik.to_string(),
            };
            (member.id.clone(), told)
        });
        Keyed(told.collect())
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exact => f.write_str("exact"),
            Self::Sampled { draws, within } => {
                write!(f, "sampled: {draws} draws, Shapley–Shubik within ±{within:.4} (95 %)")
            }
        }
    }
}

/// The power that the rule gives each member.
pub fn power(model: &Model) -> Power {
    power_until(model, None)
}

/// The same with a deadline: what is not counted by then is sampled, with the fewest draws.
pub fn power_until(model: &Model, deadline: Option<Deadline>) -> Power {
    let members = model.members.len();
    let quorum = model.terms.quorum.as_ref();
    let can_meet = quorum.is_none_or(|quorum| quorum.sum(|_| true) >= least_sum(quorum));
    if !can_meet {
        let nothing = || Indices { banzhaf: BigRational::zero(), shapley_shubik: BigRational::zero() };
        let indices = (0..members).map(|_| nothing()).collect();
        return Power { indices, method: Method::Exact };
    }
    let mut work = Work::new(u64::MAX, deadline);
    let counted = Coalitions::tabled(model, &mut work)
        .or_else(|| enumeration::winning(model, &mut work).map(Coalitions::from));
    match counted {
        Some(coalitions) => Power { indices: coalitions.indices(), method: Method::Exact },
        None => sampled(&sample::sample(model, &mut work)),
    }
}

/// The least accepting sum when everybody is present and answers yes or no.
fn least_sum(tally: &Tally) -> u64 {
    tally.threshold.least_sum(tally.sum(|_| true))
}

/// How many coalitions win.
struct Coalitions {
    /// Of each size from 0 to the number of members.
    all: Vec<BigInt>,
    /// For each member, how many of them contain it.
    containing: Vec<Vec<BigInt>>,
}

impl Coalitions {
    fn none(members: usize) -> Self {
        let all = vec![BigInt::zero(); members + 1];
        Self { containing: vec![all.clone(); members], all }
    }

    /// Counts through tables of sums: what reaches one alternative at least, by inclusion and
    /// exclusion over those reached together. `None` when a table would be too large, or when the time is
    /// up.
    fn tabled(model: &Model, work: &mut Work) -> Option<Self> {
        let members = model.members.len();
        let terms = &model.terms;
        // Many members are known beforehand to be too many: counts by size and member fill memory.
        if terms.alternatives.len() > ALTERNATIVE_LIMIT || members > table::WIDE {
            return None;
        }
        let mut coalitions = Self::none(members);
        let ones = vec![1; members];
        for chosen in 1_u32..1 << terms.alternatives.len() {
            let together = terms.alternatives.iter().enumerate().filter(|(at, _)| chosen >> at & 1 == 1);
            let tallies = together.flat_map(|(_, tallies)| tallies);
            let mut needs: Vec<Need<'_>> =
                tallies.map(|tally| Need { counts: &tally.counts, least: least_sum(tally) }).collect();
            if let Some(most) = terms.max_objections {
                needs.push(Need { counts: &ones, least: (members as u64).saturating_sub(most) });
            }
            let winning = table::winning(&needs, &terms.veto, members, work)?;
            coalitions.add(&winning, if chosen.count_ones() % 2 == 1 { 1 } else { -1 });
        }
        Some(coalitions)
    }

    fn add(&mut self, winning: &Winning, times: i32) {
        let own = self.containing.iter_mut().chain([&mut self.all]);
        for (to, counts) in own.zip(winning.containing.iter().chain([&winning.all])) {
            for (to, &count) in to.iter_mut().zip(counts) {
                *to += BigInt::from(count) * times;
            }
        }
    }

    fn indices(&self) -> Vec<Indices> {
        let members = self.containing.len();
        let mut factorials = vec![BigInt::one()];
        for number in 1..=members {
            factorials.push(&factorials[number - 1] * number);
        }
        let raw = self.containing.iter().map(|with| {
            let (mut swings, mut orders) = (BigInt::zero(), BigInt::zero());
            for size in 0..members {
                // Sets of this size without the member that lose alone and win with it: those that
                // win with it, less those that win without it.
                let here: BigInt = &with[size + 1] - (&self.all[size] - &with[size]);
                orders += &here * &factorials[size] * &factorials[members - size - 1];
                swings += here;
            }
            (swings, orders)
        });
        let raw: Vec<(BigInt, BigInt)> = raw.collect();
        let swings: BigInt = raw.iter().map(|(own, _)| own).sum();
        let indices = raw.iter().map(|(own, orders)| Indices {
            banzhaf: share(own, &swings),
            shapley_shubik: share(orders, &factorials[members]),
        });
        indices.collect()
    }
}

impl From<Winning> for Coalitions {
    fn from(winning: Winning) -> Self {
        let mut coalitions = Self::none(winning.containing.len());
        coalitions.add(&winning, 1);
        coalitions
    }
}

fn sampled(sample: &Sample) -> Power {
    let draws = BigInt::from(sample.draws);
    let swings: BigInt = sample.swings.iter().map(|&own| BigInt::from(own)).sum();
    let indices = sample.pivots.iter().zip(&sample.swings).map(|(&pivots, &own)| Indices {
        banzhaf: share(&own.into(), &swings),
        shapley_shubik: share(&pivots.into(), &draws),
    });
    #[expect(clippy::cast_precision_loss, reason = "shown to four places only")]
    let within = {
        let draws = sample.draws as f64;
        let widest =
            sample.pivots.iter().map(|&pivots| pivots as f64 / draws).map(|share| share * (1.0 - share));
        1.96 * (widest.fold(0.0, f64::max) / draws).sqrt()
    };
    Power { indices: indices.collect(), method: Method::Sampled { draws: sample.draws, within } }
}

fn share(part: &BigInt, whole: &BigInt) -> BigRational {
    if whole.is_zero() { BigRational::zero() } else { BigRational::new(part.clone(), whole.clone()) }
}
