//! Rates: how often something is counted, and how that compares with before.
//!
//! Wars do not count like dice: a day of many reports is followed by another. The ratio of two rates
//! therefore has the interval of quasi-Poisson: as wide as that of Poisson, times the root of how much more
//! the days of the baseline vary than they would (Pearson's dispersion, and at least 1).

use super::answer::rounded;

/// The normal deviate of an interval of 95 %.
const DEVIATE: f64 = 1.96;

/// The most that Poisson lets be expected at 97.5 % when nothing was counted: -ln 0.025.
const NOTHING: f64 = 3.688_879_454_113_936;

/// How a rate compares with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// The rate over the baseline's.
    pub ratio: f64,
    /// The lower end of its interval of 95 %.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A number that is at most some thousand millions, as a measure. Larger ones are cut.
pub fn measure(number: u64) -> f64 {
    const HALF: u64 = 1 << 32;
    let (upper, lower) = (u32::try_from(number / HALF), u32::try_from(number % HALF));
    f64::from(upper.unwrap_or(u32::MAX)) * 4_294_967_296.0 + f64::from(lower.unwrap_or(u32::MAX))
}

/// So many a day.
pub fn per_day(count: u64, days: u64) -> Option<f64> {
    (days > 0).then(|| rounded(measure(count) / measure(days)))
}

/// How much more days vary than those of Poisson would; at least 1, and 1 where nothing can be said.
pub fn dispersion(days: &[u64]) -> f64 {
    let count = measure(u64::try_from(days.len()).unwrap_or(u64::MAX));
    let sum = measure(days.iter().fold(0, |sum, day| sum.saturating_add(*day)));
    if days.len() < 2 || sum <= 0.0 {
        return 1.0;
    }
    let mean = sum / count;
    let squares: f64 = days.iter().map(|day| (measure(*day) - mean).powi(2) / mean).sum();
    rounded((squares / (count - 1.0)).max(1.0))
}

/// How a rate, so many in so many days, compares with that of a baseline. Nothing compares with nothing.
pub fn ratio(now: (u64, u64), before: (u64, u64), dispersion: f64) -> Option<Ratio> {
    if now.1 == 0 || before.0 == 0 || before.1 == 0 {
        return None;
    }
    let [count, days, count_before, days_before] = [now.0, now.1, before.0, before.1].map(measure);
    if now.0 == 0 {
        // The most that the days could still have had, widened as the others are.
        let high = NOTHING * dispersion / days / (count_before / days_before);
        return Some(Ratio { ratio: 0.0, low: 0.0, high: rounded(high) });
    }
    let ratio = (count / days) / (count_before / days_before);
    let spread = (DEVIATE * (dispersion * (1.0 / count + 1.0 / count_before)).sqrt()).exp();
    Some(Ratio { ratio: rounded(ratio), low: rounded(ratio / spread), high: rounded(ratio * spread) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_measure_it_is() {
        for number in [0, 1, 7, u64::from(u32::MAX), 1 << 40, (1 << 53) - 1] {
            assert_eq!(format!("{:.0}", measure(number)), number.to_string());
        }
    }

    #[test]
    fn even_days_are_as_dispersed_as_chance_at_least() {
        assert_eq!(dispersion(&[3, 3, 3, 3]), 1.0);
        assert_eq!(dispersion(&[0, 0, 0]), 1.0);
        // Mean 2, squares 4 + 4 over it, by one day less.
        assert_eq!(dispersion(&[0, 4]), 4.0);
    }

    #[test]
    fn nothing_in_few_days_shows_little() {
        let few = ratio((0, 2), (100, 50), 1.0).unwrap();
        assert_eq!((few.ratio, few.low), (0.0, 0.0));
        assert!((few.high - 0.922).abs() < 0.001, "{few:?}");
        assert!(ratio((0, 50), (100, 50), 1.0).unwrap().high < 0.04);
        assert_eq!(ratio((3, 5), (0, 50), 1.0), None);
        assert_eq!(ratio((0, 0), (3, 50), 1.0), None);
    }

    #[test]
    fn the_interval_is_that_of_the_textbook() {
        // 30 in 10 days against 20 in 10: ln 1.5 ± 1.96 · √(1/30 + 1/20).
        let told = ratio((30, 10), (20, 10), 1.0).unwrap();
        assert!((told.ratio - 1.5).abs() < 1e-6);
        assert!((told.low - 0.8517).abs() < 1e-3 && (told.high - 2.6416).abs() < 1e-3, "{told:?}");
        let wider = ratio((30, 10), (20, 10), 4.0).unwrap();
        assert!(wider.low < told.low && wider.high > told.high);
    }
}
