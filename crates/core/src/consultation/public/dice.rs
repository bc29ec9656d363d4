//! Chance that is passed in as a seed, so that the same votes and the same seed give the same groups.
//!
//! SplitMix64 (Steele, Lea and Flood 2014): a counter and a mixing function. Good enough for starts of
//! k-means, resampling and shuffles; of no use for secrets.

/// A sequence of numbers that follows from its seed.
pub(super) struct Dice(u64);

impl Dice {
    /// The sequence of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `sides`; 0 when there are none.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        let wide = u128::from(self.roll()) * (sides as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from 0 to below 1.
    pub(super) fn share(&mut self) -> f64 {
        const STEPS: f64 = (1_u64 << 53) as f64;
        (self.roll() >> 11) as f64 / STEPS
    }
}
