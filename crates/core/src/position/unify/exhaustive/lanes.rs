//! 512 packages at once: truth values, three-valued bounds on them, and sums, all bit by bit.
//!
//! Every operation is written once over [`Rail`], so that the same circuit answers both questions
//! the enumeration asks: "what is so at each of these packages" ([`Exact`]) and "what may and what
//! must be so at the packages that continue this one" ([`Bounds`]).

use crate::position::unify::against::Strictness;

/// How many bits number the lanes of a [`Lanes`].
pub const LANE_BITS: usize = 9;

/// Words of one [`Lanes`].
const WORDS: usize = 1 << (LANE_BITS - 6);

/// One truth value for each of 512 packages.
pub type Lanes = [u64; WORDS];

/// No lane.
pub const NONE: Lanes = [0; WORDS];

/// Every lane.
pub const ALL: Lanes = [u64::MAX; WORDS];

/// The lanes whose number has the given bit.
pub fn with_bit(bit: usize) -> Lanes {
    const WITHIN: [u64; 6] = [
        0xAAAA_AAAA_AAAA_AAAA,
        0xCCCC_CCCC_CCCC_CCCC,
        0xF0F0_F0F0_F0F0_F0F0,
        0xFF00_FF00_FF00_FF00,
        0xFFFF_0000_FFFF_0000,
        0xFFFF_FFFF_0000_0000,
    ];
    std::array::from_fn(|word| match WITHIN.get(bit) {
        Some(&pattern) => pattern,
        None => u64::MAX * u64::from(word >> (bit - 6) & 1 == 1),
    })
}

/// The first `2^bits` lanes.
pub fn first(bits: usize) -> Lanes {
    std::array::from_fn(|word| match bits {
        0..6 if word == 0 => (1 << (1 << bits)) - 1,
        0..6 => 0,
        _ => u64::MAX * u64::from(word < 1 << (bits - 6)),
    })
}

pub fn and(a: Lanes, b: Lanes) -> Lanes {
    std::array::from_fn(|word| a[word] & b[word])
}

pub fn or(a: Lanes, b: Lanes) -> Lanes {
    std::array::from_fn(|word| a[word] | b[word])
}

pub fn not(a: Lanes) -> Lanes {
    std::array::from_fn(|word| !a[word])
}

pub fn is_none(a: &Lanes) -> bool {
    a.iter().all(|&word| word == 0)
}

/// Whether a lane is set.
pub fn has(lanes: &Lanes, lane: usize) -> bool {
    lanes[lane / 64] >> (lane % 64) & 1 == 1
}

fn set(lanes: &mut Lanes, lane: usize) {
    lanes[lane / 64] |= 1 << (lane % 64);
}

/// The numbers of the lanes that are set, ascending.
pub fn numbers(lanes: &Lanes) -> impl Iterator<Item = usize> + '_ {
    lanes.iter().enumerate().flat_map(|(index, &word)| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(index * 64 + bit)
        })
    })
}

/// A truth value on 512 lanes, known exactly or between bounds.
pub trait Rail: Copy {
    /// The value on lanes where it is known.
    fn known(lanes: Lanes) -> Self;
    /// Where it may be true.
    fn can(&self) -> Lanes;
    /// Where it must be true.
    fn must(&self) -> Lanes;
    /// Both, lane by lane.
    fn and(self, other: Self) -> Self;
    /// Either, lane by lane.
    fn or(self, other: Self) -> Self;
    /// The opposite.
    fn not(self) -> Self;
    /// Whether at least so many of the values hold.
    fn at_least(least: u64, values: &[Self]) -> Self;
}

/// A truth value known on every lane.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exact(pub Lanes);

impl Rail for Exact {
    fn known(lanes: Lanes) -> Self {
        Self(lanes)
    }
    fn can(&self) -> Lanes {
        self.0
    }
    fn must(&self) -> Lanes {
        self.0
    }
    fn and(self, other: Self) -> Self {
        Self(and(self.0, other.0))
    }
    fn or(self, other: Self) -> Self {
        Self(or(self.0, other.0))
    }
    fn not(self) -> Self {
        Self(not(self.0))
    }
    fn at_least(least: u64, values: &[Self]) -> Self {
        Self(count(values.iter().map(|value| value.0)).at_least(u128::from(least)))
    }
}

/// A truth value between what it must and what it can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    can: Lanes,
    must: Lanes,
}

impl Bounds {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { can: ALL, must: NONE };

    /// Nothing is known but on two lanes: it is false on the first and true on the second.
    pub fn unknown_but(is_false: usize, is_true: usize) -> Self {
        let (mut barred, mut forced) = (NONE, NONE);
        set(&mut barred, is_false);
        set(&mut forced, is_true);
        Self { can: not(barred), must: forced }
    }
}

impl Rail for Bounds {
    fn known(lanes: Lanes) -> Self {
        Self { can: lanes, must: lanes }
    }
    fn can(&self) -> Lanes {
        self.can
    }
    fn must(&self) -> Lanes {
        self.must
    }
    fn and(self, other: Self) -> Self {
        Self { can: and(self.can, other.can), must: and(self.must, other.must) }
    }
    fn or(self, other: Self) -> Self {
        Self { can: or(self.can, other.can), must: or(self.must, other.must) }
    }
    fn not(self) -> Self {
        Self { can: not(self.must), must: not(self.can) }
    }
    fn at_least(least: u64, values: &[Self]) -> Self {
        let least = u128::from(least);
        Self {
            can: count(values.iter().map(|value| value.can)).at_least(least),
            must: count(values.iter().map(|value| value.must)).at_least(least),
        }
    }
}

/// A number on each of 512 lanes, one plane for each binary digit.
#[derive(Clone, Default, Debug)]
pub struct Sums {
    planes: Vec<Lanes>,
}

impl Sums {
    /// Adds `amount` on the given lanes.
    pub fn add(&mut self, lanes: Lanes, amount: u128) {
        let mut rest = amount;
        while rest != 0 {
            let mut digit = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let mut carry = lanes;
            while !is_none(&carry) {
                if digit >= self.planes.len() {
                    self.planes.resize(digit + 1, NONE);
                }
                let plane = &mut self.planes[digit];
                let next = and(*plane, carry);
                for (own, carried) in plane.iter_mut().zip(carry) {
                    *own ^= carried;
                }
                carry = next;
                digit += 1;
            }
        }
    }

    /// The lanes whose number is `least` or more.
    pub fn at_least(&self, least: u128) -> Lanes {
        if least == 0 {
            return ALL;
        }
        // More than one less: walk down from the highest digit, keeping where all digits so far
        // were equal.
        let other = least - 1;
        if 128 - other.leading_zeros() as usize > self.planes.len() {
            return NONE;
        }
        let (mut more, mut equal) = (NONE, ALL);
        for (digit, plane) in self.planes.iter().enumerate().rev() {
            if other >> digit & 1 == 1 {
                equal = and(equal, *plane);
            } else {
                more = or(more, and(equal, *plane));
                equal = and(equal, not(*plane));
            }
        }
        more
    }

    /// The lanes whose number is at least (or, when strict, more than) the other's.
    pub fn reaches(&self, other: &Self, strictness: Strictness) -> Lanes {
        let digits = self.planes.len().max(other.planes.len());
        let plane = |sums: &Self, digit: usize| sums.planes.get(digit).copied().unwrap_or(NONE);
        let (mut more, mut equal) = (NONE, ALL);
        for digit in (0..digits).rev() {
            let (own, others) = (plane(self, digit), plane(other, digit));
            more = or(more, and(equal, and(own, not(others))));
            equal = std::array::from_fn(|word| equal[word] & !(own[word] ^ others[word]));
        }
        match strictness {
            Strictness::Strict => more,
            Strictness::OrEqual => or(more, equal),
        }
    }

    /// The number on one lane. It must be known to fit, as sums of support are.
    pub fn on(&self, lane: usize) -> u64 {
        let digits = self.planes.iter().enumerate();
        digits.map(|(digit, plane)| (plane[lane / 64] >> (lane % 64) & 1) << digit).sum()
    }
}

/// How many of the values hold, lane by lane.
pub fn count(values: impl Iterator<Item = Lanes>) -> Sums {
    let mut sums = Sums::default();
    values.for_each(|lanes| sums.add(lanes, 1));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_set(lanes: &Lanes, lane: usize) -> bool {
        lanes[lane / 64] >> (lane % 64) & 1 == 1
    }

    #[test]
    fn lanes_are_numbered_in_binary() {
        for bit in 0..LANE_BITS {
            let lanes = with_bit(bit);
            for lane in 0..1 << LANE_BITS {
                assert_eq!(is_set(&lanes, lane), lane >> bit & 1 == 1);
            }
        }
        for bits in 0..=LANE_BITS {
            assert_eq!(numbers(&first(bits)).collect::<Vec<_>>(), (0..1 << bits).collect::<Vec<_>>());
        }
    }

    #[test]
    fn sums_compare_like_numbers() {
        let weights = [5_u128, 1 << 40, 3, 3, 17, 0, 8, 1, 1];
        let (mut sums, mut others) = (Sums::default(), Sums::default());
        for (bit, &weight) in weights.iter().enumerate() {
            sums.add(with_bit(bit), weight);
            others.add(not(with_bit(bit)), weight);
        }
        let total: u128 = weights.iter().sum();
        for lane in 0..1 << LANE_BITS {
            let value: u128 = (0..LANE_BITS).filter(|bit| lane >> bit & 1 == 1).map(|bit| weights[bit]).sum();
            assert_eq!(u128::from(sums.on(lane)), value);
            for least in [0, 1, value, value + 1, total, total + 1, 1 << 90] {
                assert_eq!(is_set(&sums.at_least(least), lane), value >= least);
            }
            assert_eq!(is_set(&sums.reaches(&others, Strictness::OrEqual), lane), value >= total - value);
            assert_eq!(is_set(&sums.reaches(&others, Strictness::Strict), lane), value > total - value);
        }
    }

    #[test]
    fn bounds_hold_what_may_and_what_must_be() {
        let yes = Bounds::known(ALL);
        assert_eq!(Bounds::UNKNOWN.not(), Bounds::UNKNOWN);
        assert_eq!(Bounds::UNKNOWN.or(yes), yes);
        assert_eq!(Bounds::at_least(2, &[yes, Bounds::UNKNOWN]), Bounds::UNKNOWN);
        assert_eq!(Bounds::at_least(1, &[yes, Bounds::UNKNOWN]), yes);
    }
}
