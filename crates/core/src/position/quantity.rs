//! Quantities of a rule: counts and exact shares. No floating point decides anything.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The largest number that may decide something: a weight, a measure, a burden, a count.
pub const NUMBER_LIMIT: u64 = 1_000_000_000_000;

/// A share between nothing and the whole, as an exact fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Share {
    part: u64,
    whole: u64,
}

/// Why a string is not a [`Share`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Neither a fraction nor a percentage.
    #[error("a share is a fraction like \"2/3\" or a percentage like \"55%\"")]
    Form,
    /// Division by zero.
    #[error("the lower part of a fraction cannot be 0")]
    ZeroWhole,
    /// More than everything.
    #[error("a share cannot be more than the whole")]
    AboveOne,
    /// A number above [`NUMBER_LIMIT`].
    #[error("the numbers of a share go up to 10^12")]
    Large,
}

impl Share {
    /// The fraction `part / whole`.
    pub fn new(part: u64, whole: u64) -> Result<Self, ShareError> {
        if whole == 0 {
            return Err(ShareError::ZeroWhole);
        }
        if part > NUMBER_LIMIT || whole > NUMBER_LIMIT {
            return Err(ShareError::Large);
        }
        if part > whole {
            return Err(ShareError::AboveOne);
        }
        let divisor = greatest_common_divisor(part, whole);
        Ok(Self { part: part / divisor, whole: whole / divisor })
    }

    /// The upper part of the fraction in lowest terms.
    pub fn part(self) -> u64 {
        self.part
    }

    /// The lower part of the fraction in lowest terms, never zero.
    pub fn whole(self) -> u64 {
        self.whole
    }
}

impl FromStr for Share {
    type Err = ShareError;

    /// Reads `2/3`, `55%` or `66.6%`, exactly.
    fn from_str(source: &str) -> Result<Self, ShareError> {
        let source = source.trim();
        if let Some(percentage) = source.strip_suffix('%').or_else(|| source.strip_suffix('٪')) {
            let (units, decimals) = match percentage.trim_end().split_once('.') {
                Some((_, "")) => return Err(ShareError::Form),
                Some((units, decimals)) => (units, decimals),
                None => (percentage.trim_end(), ""),
            };
            if decimals.len() > 9 {
                return Err(ShareError::Large);
            }
            let scale = 10_u64.pow(u32::try_from(decimals.len()).unwrap_or(9));
            let units = number(units)?;
            let decimals = if decimals.is_empty() { 0 } else { number(decimals)? };
            if units > 100 || (units == 100 && decimals > 0) {
                return Err(ShareError::AboveOne);
            }
            return Self::new(units * scale + decimals, 100 * scale);
        }
        let (part, whole) = source.split_once('/').ok_or(ShareError::Form)?;
        Self::new(number(part.trim_end())?, number(whole.trim_start())?)
    }
}

impl Share {
    /// The share in percent, such as `66.67`, where that is exact and easier to read than a fraction of at most twelve parts.
    pub fn in_percent(&self) -> Option<String> {
        let is_told = self.whole == 1 || self.whole > 12;
        let (decimals, scale) = (0..=9_usize)
            .map(|it| (it, 10_u128.pow(u32::try_from(it).unwrap_or(9))))
            .find(|(_, scale)| 100 * scale % u128::from(self.whole) == 0)?;
        let (units, rest) = {
            let all = u128::from(self.part) * (100 * scale / u128::from(self.whole));
            (all / scale, all % scale)
        };
        let told = if decimals == 0 { units.to_string() } else { format!("{units}.{rest:0decimals$}") };
        is_told.then_some(told)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.whole)
    }
}

/// What a requirement compares with: a number as it is, or a share of a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// A number of bodies, of weight, of whatever is measured.
    Count(u64),
    /// A share of the requirement's base.
    Share(Share),
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Share(share) => write!(f, "{share}"),
        }
    }
}

impl Serialize for Quantity {
    /// A count as a number, a share as a string.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Share(share) => serializer.collect_str(share),
        }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Stated {
            Count(u64),
            Share(String),
        }
        Ok(match Stated::deserialize(deserializer)? {
            Stated::Count(count) => Self::Count(count),
            Stated::Share(share) => Self::Share(share.parse().map_err(de::Error::custom)?),
        })
    }
}

/// How a sum must stand to its quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// The sum is the quantity or more.
    AtLeast(Quantity),
    /// The sum is more than the quantity.
    MoreThan(Quantity),
}

impl Threshold {
    /// The quantity compared with.
    pub fn quantity(self) -> Quantity {
        match self {
            Self::AtLeast(quantity) | Self::MoreThan(quantity) => quantity,
        }
    }

    /// Whether `sum` reaches the threshold when shares are taken of `base`.
    ///
    /// Sums stay below 2^64, shares below 10^12, so the products fit in 128 bits.
    pub fn is_met(self, sum: u64, base: u64) -> bool {
        let (left, right) = match self.quantity() {
            Quantity::Count(count) => (u128::from(sum), u128::from(count)),
            Quantity::Share(share) => {
                (u128::from(sum) * u128::from(share.whole()), u128::from(base) * u128::from(share.part()))
            }
        };
        match self {
            Self::AtLeast(_) => left >= right,
            Self::MoreThan(_) => left > right,
        }
    }

    /// The least sum that reaches the threshold of a fixed base.
    pub fn least_sum(self, base: u64) -> u64 {
        let (numerator, denominator) = match self.quantity() {
            Quantity::Count(count) => (u128::from(count), 1),
            Quantity::Share(share) => {
                (u128::from(base) * u128::from(share.part()), u128::from(share.whole()))
            }
        };
        let least = match self {
            Self::AtLeast(_) => numerator.div_ceil(denominator),
            Self::MoreThan(_) => numerator / denominator + 1,
        };
        // A share is at most the whole, so this is at most the base (or the count) plus one.
        u64::try_from(least).unwrap_or(u64::MAX)
    }
}

fn number(digits: &str) -> Result<u64, ShareError> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ShareError::Form);
    }
    match digits.parse() {
        Ok(number) if number <= NUMBER_LIMIT => Ok(number),
        _ => Err(ShareError::Large),
    }
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(source: &str) -> Result<(u64, u64), ShareError> {
        source.parse::<Share>().map(|share| (share.part(), share.whole()))
    }

    #[test]
    fn a_share_is_told_in_percent_where_that_is_exact_and_easier() {
        let told = |source: &str| source.parse::<Share>().unwrap().in_percent();
        assert_eq!(told("55%").as_deref(), Some("55"));
        assert_eq!(told("66.67%").as_deref(), Some("66.67"));
        assert_eq!(told("100%").as_deref(), Some("100"));
        assert_eq!(told("0.5%").as_deref(), Some("0.5"));
        assert_eq!((told("60%"), told("2/3"), told("5/17")), (None, None, None));
    }

    #[test]
    fn shares_are_read_exactly() {
        assert_eq!(share("2/3"), Ok((2, 3)));
        assert_eq!(share("4/6"), Ok((2, 3)));
        assert_eq!(share("55%"), Ok((11, 20)));
        assert_eq!(share("66.6 %"), Ok((333, 500)));
        assert_eq!(share("100%"), Ok((1, 1)));
        assert_eq!(share("0/5"), Ok((0, 1)));
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for source in ["", "half", "1/2/3", "-1/2", "0.5", "55 percent", "5.%", "%", "/"] {
            assert_eq!(share(source), Err(ShareError::Form), "{source:?}");
        }
        assert_eq!(share("1/0"), Err(ShareError::ZeroWhole));
        assert_eq!(share("3/2"), Err(ShareError::AboveOne));
        assert_eq!(share("100.1%"), Err(ShareError::AboveOne));
        assert_eq!(share("1/9999999999999"), Err(ShareError::Large));
    }

    #[test]
    fn a_share_of_nothing_is_reached_by_at_least_and_not_by_more_than() {
        let half = Quantity::Share("1/2".parse().unwrap());
        assert!(Threshold::AtLeast(half).is_met(0, 0));
        assert!(!Threshold::MoreThan(half).is_met(0, 0));
    }

    #[test]
    fn the_least_sum_is_the_first_that_meets() {
        for part in 0..=4 {
            for base in 0..30 {
                let quantity = Quantity::Share(Share::new(part, 4).unwrap());
                for threshold in [Threshold::AtLeast(quantity), Threshold::MoreThan(quantity)] {
                    let least = threshold.least_sum(base);
                    assert!(threshold.is_met(least, base));
                    assert!(least == 0 || !threshold.is_met(least - 1, base));
                }
            }
        }
    }
}
